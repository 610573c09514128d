//! Benchmark pages, prepared for training: blocks, labels, and bags of words to score with.

use crate::held_out;
use crate::labels;
use crate::words;
use dehusk::internals::training::Prepared;
use dehusk_cli::benchmark::layouts::{self, BenchmarkPage};
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A page with known content.
#[derive(Debug)]
pub struct LabelledPage {
    pub id: String,
    pub kind: String,
    /// The registered domain, which folds are grouped by.
    pub domain: String,
    pub prepared: Prepared,
    /// For every block the share of its words that are content; copies of a text share the
    /// greatest label, since selection keeps one of them.
    pub labels: Vec<f32>,
    /// How much each block's label says beside those of the page's other blocks: as many as it has
    /// words, and a little; nothing where the gold leaves out code. Where only snippets are known,
    /// 1 for the blocks that they decide, and nothing for the others.
    pub says: Vec<f32>,
    /// What one of these weighs in training, where 1 is a page whose labels all can be trusted.
    unit: f32,
    pub gold: Gold,
}

/// What is known of a page's content.
#[derive(Debug)]
pub enum Gold {
    /// All of it.
    Text(Bags),
    /// Snippets that must and must not be in it.
    Snippets { with: Vec<String>, without: Vec<String> },
}

/// What one block that a snippet decides weighs in training, in pages: the six that are usual on a
/// page count about as much as all blocks of a page with a gold text. From a quarter to six times
/// of that came out alike on pages with a gold text.
pub const SNIPPET_WEIGHT: f32 = 0.16;

/// Pages whose gold is not their text teach little, but this much.
const MIN_TRUST: f32 = 0.1;

impl LabelledPage {
    /// The weights of its blocks in training.
    pub fn weights(&self) -> impl Iterator<Item = f32> {
        self.says.iter().map(|says| self.unit * says)
    }

    /// The word score of the kept blocks, where the gold text is known.
    pub fn score(&self, kept: &[bool]) -> Option<Score> {
        match &self.gold {
            Gold::Text(bags) => Some(bags.score(kept.iter().copied())),
            Gold::Snippets { .. } => None,
        }
    }

    /// Whether its gold text is known.
    pub fn has_text(&self) -> bool {
        matches!(self.gold, Gold::Text(_))
    }
}

/// A page's blocks and gold as bags of words, for the benchmark's word metric.
#[derive(Debug, Default)]
pub struct Bags {
    blocks: Vec<Vec<u32>>,
    gold: Vec<u32>,
    gold_total: usize,
}

/// Precision, recall and F1, 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

impl Bags {
    pub fn of(texts: &[&str], gold: &str) -> Bags {
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut bags = Bags::default();
        for word in words::words(gold) {
            let next = ids.len() as u32;
            let id = *ids.entry(word).or_insert(next);
            if id as usize == bags.gold.len() {
                bags.gold.push(0);
            }
            bags.gold[id as usize] += 1;
            bags.gold_total += 1;
        }
        for text in texts {
            // Words that are not in the gold are all alike.
            bags.blocks.push(
                words::words(text)
                    .into_iter()
                    .map(|word| ids.get(&word).copied().unwrap_or(u32::MAX))
                    .collect(),
            );
        }
        bags
    }

    /// The word score of the kept blocks; equal to that of their text.
    pub fn score(&self, kept: impl Iterator<Item = bool>) -> Score {
        let mut left = self.gold.clone();
        let (mut predicted, mut shared) = (0usize, 0usize);
        for (words, kept) in self.blocks.iter().zip(kept) {
            if !kept {
                continue;
            }
            predicted += words.len();
            for &word in words {
                if let Some(count) = left.get_mut(word as usize).filter(|count| **count > 0) {
                    *count -= 1;
                    shared += 1;
                }
            }
        }
        match (predicted, self.gold_total) {
            (0, 0) => Score { precision: 1.0, recall: 1.0, f1: 1.0 },
            (0, _) | (_, 0) => Score::default(),
            _ => {
                let precision = shared as f64 / predicted as f64;
                let recall = shared as f64 / self.gold_total as f64;
                let f1 =
                    if shared > 0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
                Score { precision, recall, f1 }
            }
        }
    }
}

/// Loads the pages of a benchmark folder that have a gold text or snippets, those of its test
/// split left out. Snippets that weigh nothing are there to be measured only.
pub fn load(folder: &Path, snippet_weight: f32) -> Result<Vec<LabelledPage>, String> {
    let pages = layouts::load(folder).map_err(|error| format!("{error:?}"))?;
    let held_out = held_out::test_pages(folder)?;
    let count = pages.len();
    let pages: Vec<BenchmarkPage> =
        pages.into_iter().filter(|page| !held_out.contains(&page.id)).collect();
    if pages.len() < count {
        eprintln!("{} pages of the test split are left out", count - pages.len());
    }
    let mut loaded: Vec<LabelledPage> = pages
        .into_par_iter()
        .filter(|page| page.text.is_some() || !(page.with.is_empty() && page.without.is_empty()))
        .map(|page| prepare(page, snippet_weight))
        .collect::<Result<_, String>>()?;
    loaded.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(loaded)
}

fn prepare(page: BenchmarkPage, snippet_weight: f32) -> Result<LabelledPage, String> {
    let html = page.read_html().map_err(|error| format!("{error:?}"))?;
    let prepared = Prepared::new(&html);
    let texts = prepared.texts();
    let (mut labels, says, unit, gold);
    if let Some(text) = &page.text {
        labels = labels::label(&texts, text);
        let left_out = labels::code::left_out(&labels, &prepared.preformatted());
        let words = prepared.words().into_iter().zip(left_out);
        says = words
            .map(|(words, left_out)| if left_out { 0.0 } else { words + 0.5 })
            .collect::<Vec<f32>>();
        let agreement = labels::agreement(&texts, &labels, text);
        unit = agreement.max(MIN_TRUST) / says.iter().sum::<f32>().max(0.5);
        gold = Gold::Text(Bags::of(&texts, text));
    } else {
        let decided = labels::snippets::decide(&texts, &page.with, &page.without);
        labels = decided.iter().map(|label| label.unwrap_or(0.0)).collect();
        let says_something = |label: &Option<f32>| label.is_some() && snippet_weight > 0.0;
        says = decided.iter().map(|label| f32::from(u8::from(says_something(label)))).collect();
        unit = snippet_weight;
        gold = Gold::Snippets { with: page.with, without: page.without };
    }
    prepared.share_labels(&mut labels);
    let domain = registered_domain(page.url.as_deref().unwrap_or(&page.id));
    Ok(LabelledPage { id: page.id, kind: page.kind, domain, prepared, labels, says, unit, gold })
}

/// The registered domain of an address, such as `example.co.uk`.
fn registered_domain(url: &str) -> String {
    let host =
        url.split("://").nth(1).unwrap_or(url).split(['/', '?', '#', ':']).next().unwrap_or(url);
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    psl::domain_str(&host).map_or(host.clone(), str::to_owned)
}

/// A fold for every page, the same for all pages of a domain; page types are spread evenly.
pub fn folds(pages: &[LabelledPage], count: usize) -> Vec<usize> {
    let mut domains: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        domains.entry(&page.domain).or_default().push(index);
    }
    let mut groups: Vec<Vec<usize>> = domains.into_values().collect();
    // The largest first, then in an order that no page type follows.
    groups.sort_by_key(|group| {
        (std::cmp::Reverse(group.len()), scramble(&pages[group[0]].domain), group[0])
    });
    let mut sizes: Vec<HashMap<&str, usize>> = vec![HashMap::new(); count];
    let mut folds = vec![0; pages.len()];
    for group in groups {
        let kind = pages[group[0]].kind.as_str();
        let best = (0..count)
            .min_by_key(|&fold| (sizes[fold].get(kind).copied().unwrap_or(0), fold))
            .unwrap_or(0);
        for &page in &group {
            folds[page] = best;
            *sizes[best].entry(pages[page].kind.as_str()).or_default() += 1;
        }
    }
    folds
}

fn scramble(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(17)
    })
}

/// The folder of a benchmark and the pages' word counts, for messages.
pub fn describe(folders: &[PathBuf], pages: &[LabelledPage]) -> String {
    let blocks: usize = pages.iter().map(|page| page.labels.len()).sum();
    let with_text = pages.iter().filter(|page| page.has_text()).count();
    format!(
        "{} pages, {with_text} of them with a gold text, {blocks} blocks from {} folders",
        pages.len(),
        folders.len()
    )
}
