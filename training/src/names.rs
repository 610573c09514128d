//! Joint evidence of class and id words: a logistic regression over the names of all elements
//! around a block.
//!
//! Counted alone, a word gets credit for the words that occur with it: one that half of a theme's
//! elements carry looks as good as the theme. Learned together, each word is credited only with
//! what the others do not explain.

use crate::pages::LabelledPage;
use dehusk::internals::training::NamedElements;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The weight of the squares of the coefficients; a page's blocks weigh 1 together.
const SHRINKAGE: f32 = 3.0;
const ROUNDS: usize = 40;
/// Adam's step size and decay rates (Kingma, Ba, "Adam: A Method for Stochastic Optimization", ICLR
/// 2015). The step size falls to 0 over the rounds.
const STEP: f32 = 0.08;
const MEMORY: f32 = 0.9;
const MEMORY_OF_SQUARES: f32 = 0.98;

/// The names on all pages, by number.
#[derive(Debug)]
pub struct Names {
    /// Names on fewer domains say nothing.
    least_domains: usize,
    /// The hash of each name.
    hashes: Vec<u32>,
    /// For each name, one page of every domain that it occurs on.
    seen_on: Vec<Vec<u32>>,
    pages: Vec<NamesOfPage>,
}

/// The elements of a page with known names. The first stands for the page and has no name.
#[derive(Debug)]
struct NamesOfPage {
    parents: Vec<u32>,
    /// Where each element's names end in `names`.
    ends: Vec<u32>,
    names: Vec<u32>,
    /// The innermost of them around each block.
    of_block: Vec<u32>,
}

impl Names {
    /// The names that occur on at least this many domains.
    pub fn of(pages: &[LabelledPage], least_domains: usize) -> Names {
        let elements: Vec<NamedElements> =
            pages.par_iter().map(|page| page.prepared.named_elements()).collect();
        let mut domains: BTreeMap<u32, BTreeMap<&str, u32>> = BTreeMap::new();
        for ((page, elements), number) in pages.iter().zip(&elements).zip(0..) {
            for &hash in elements.names.iter().flatten().collect::<BTreeSet<_>>() {
                domains.entry(hash).or_default().entry(&page.domain).or_insert(number);
            }
        }
        domains.retain(|_, domains| domains.len() >= least_domains);
        let numbers: HashMap<u32, u32> = domains.keys().copied().zip(0..).collect();
        let seen_on = domains.values().map(|pages| pages.values().copied().collect()).collect();
        let pages = elements.par_iter().map(|page| NamesOfPage::of(page, &numbers)).collect();
        Names { least_domains, hashes: domains.into_keys().collect(), seen_on, pages }
    }

    /// The log-odds that each name adds, by hash, learned from the pages that are used; 0 for names
    /// on too few of their domains.
    pub fn learn(&self, pages: &[LabelledPage], used: impl Fn(usize) -> bool) -> Vec<(u32, f32)> {
        let domains = |pages: &Vec<u32>| pages.iter().filter(|&&page| used(page as usize)).count();
        let is_known: Vec<bool> =
            self.seen_on.iter().map(|pages| domains(pages) >= self.least_domains).collect();
        let used: Vec<(&NamesOfPage, &LabelledPage, Vec<f32>)> = (0..pages.len())
            .filter(|&page| used(page))
            .map(|page| (&self.pages[page], &pages[page], pages[page].weights().collect()))
            .collect();
        // The last one is the bias, which belongs to no name and is not regularized.
        let mut learnt = Descent::new(self.hashes.len() + 1);
        for round in 0..ROUNDS {
            let (bias, weights) =
                learnt.values.split_last().map_or((0.0, &[][..]), |(b, w)| (*b, w));
            let mut slope: Vec<f32> = weights.iter().map(|weight| SHRINKAGE * weight).collect();
            let mut bias_slope = 0.0;
            for (names, page, says) in &used {
                bias_slope += names.add_slope(weights, bias, &page.labels, says, &mut slope);
            }
            for (slope, _) in slope.iter_mut().zip(&is_known).filter(|(_, known)| !**known) {
                *slope = 0.0;
            }
            slope.push(bias_slope);
            learnt.step(&slope, round);
        }
        self.hashes.iter().copied().zip(learnt.values).collect()
    }
}

impl NamesOfPage {
    fn of(page: &NamedElements, numbers: &HashMap<u32, u32>) -> NamesOfPage {
        let mut all = NamesOfPage {
            parents: vec![0],
            ends: vec![0],
            names: Vec::new(),
            of_block: Vec::new(),
        };
        // For each element of the page, the innermost one with a known name: itself or an ancestor.
        let mut innermost: Vec<u32> = Vec::with_capacity(page.names.len());
        for (names, &parent) in page.names.iter().zip(&page.parents) {
            let above = innermost.get(parent as usize).copied().unwrap_or(0);
            let before = all.names.len();
            all.names.extend(names.iter().filter_map(|hash| numbers.get(hash)));
            if all.names.len() == before {
                innermost.push(above);
                continue;
            }
            innermost.push(all.parents.len() as u32);
            all.parents.push(above);
            all.ends.push(all.names.len() as u32);
        }
        let of_block = page.of_block.iter();
        all.of_block =
            of_block.map(|&at| innermost.get(at as usize).copied().unwrap_or(0)).collect();
        all
    }

    fn names_of(&self, element: usize) -> &[u32] {
        let start = element.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.names[start as usize..self.ends[element] as usize]
    }

    /// Adds the gradient of the page's loss for the weight of each name, and returns that for the
    /// bias.
    fn add_slope(
        &self,
        weights: &[f32],
        bias: f32,
        labels: &[f32],
        says: &[f32],
        slope: &mut [f32],
    ) -> f32 {
        let mut margins: Vec<f32> = Vec::with_capacity(self.parents.len());
        for (element, &parent) in self.parents.iter().enumerate() {
            let own: f32 = self.names_of(element).iter().map(|&name| weights[name as usize]).sum();
            margins.push(margins.get(parent as usize).copied().unwrap_or(bias) + own);
        }
        let mut errors = vec![0.0f32; self.parents.len()];
        for ((&element, label), says) in self.of_block.iter().zip(labels).zip(says) {
            let element = element as usize;
            errors[element] += says * (crate::boost::sigmoid(margins[element]) - label);
        }
        // Children follow their parents, so from the end on, each passes its sum on.
        for element in (1..errors.len()).rev() {
            let error = errors[element];
            errors[self.parents[element] as usize] += error;
            for &name in self.names_of(element) {
                slope[name as usize] += error;
            }
        }
        errors[0]
    }
}

/// Gradient descent with an adaptive step for each coefficient.
struct Descent {
    values: Vec<f32>,
    slopes: Vec<f32>,
    squares: Vec<f32>,
}

impl Descent {
    fn new(count: usize) -> Descent {
        Descent { values: vec![0.0; count], slopes: vec![0.0; count], squares: vec![0.0; count] }
    }

    fn step(&mut self, slope: &[f32], round: usize) {
        let seen = round as i32 + 1;
        let of_slopes = 1.0 - MEMORY.powi(seen);
        let of_squares = 1.0 - MEMORY_OF_SQUARES.powi(seen);
        let step = STEP * (1.0 - round as f32 / ROUNDS as f32);
        let memories = self.slopes.iter_mut().zip(&mut self.squares);
        for ((value, (mean, square)), &slope) in self.values.iter_mut().zip(memories).zip(slope) {
            *mean += (1.0 - MEMORY) * (slope - *mean);
            *square += (1.0 - MEMORY_OF_SQUARES) * (slope * slope - *square);
            *value -= step * (*mean / of_slopes) / ((*square / of_squares).sqrt() + 1e-6);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Pages of four sites with one theme. Everything is in a `wide` element. The gold keeps all of
    /// a `card` with a `story`, and nothing of a `card` with an `offer`.
    fn pages() -> Vec<LabelledPage> {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("html")).unwrap();
        let mut lines = String::new();
        for site in ["alder", "birch", "cedar", "elm"] {
            let story = format!("The river at {site} rose again in the night.");
            let html = format!(
                "<div class='wide {site}'><div class='card story'><p>{story}</p></div>
                 <div class='card offer'><p>Order our calendar and save more than half.</p></div></div>"
            );
            fs::write(folder.path().join(format!("html/{site}.html")), html).unwrap();
            let url = format!("https://{site}.example/");
            let line = serde_json::json!({ "id": site, "text": story, "url": url });
            lines += &format!("{line}\n");
        }
        fs::write(folder.path().join("pages.jsonl"), lines).unwrap();
        let loading =
            crate::pages::Loading { snippet_weight: 0.0, titled: Vec::new(), teaches: true };
        crate::pages::load(folder.path(), &loading).unwrap()
    }

    fn hash_of(class: &str) -> u32 {
        let page = dehusk::internals::training::Prepared::new(&format!(
            "<div class={class}><p>Text.</div>"
        ));
        page.named_elements().names.into_iter().flatten().next().unwrap()
    }

    #[test]
    fn a_word_is_credited_with_what_the_words_beside_it_do_not_explain() {
        let pages = pages();
        let names = Names::of(&pages, 4);
        let learnt: HashMap<u32, f32> = names.learn(&pages, |_| true).into_iter().collect();
        let [story, offer, card] = ["story", "offer", "card"].map(|class| learnt[&hash_of(class)]);
        assert!(story > 0.05, "{story}");
        assert!(offer < -0.05, "{offer}");
        assert!(card.abs() < story.min(-offer) / 2.0, "{card}");
    }

    #[test]
    fn words_of_too_few_sites_say_nothing() {
        let pages = pages();
        let names = Names::of(&pages, 4);
        assert!(names.hashes.contains(&hash_of("wide")) && !names.hashes.contains(&hash_of("elm")));
        let of_three = names.learn(&pages, |page| page != 0);
        assert!(of_three.iter().all(|&(_, odds)| odds == 0.0));
        let of_three = Names::of(&pages, 3).learn(&pages, |page| page != 0);
        assert!(of_three.iter().any(|&(_, odds)| odds != 0.0));
    }
}
