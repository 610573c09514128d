//! Benchmark pages, prepared for training: blocks, labels, and bags of words for scoring.

use crate::altered::Pool;
use crate::held_out;
use crate::labels;
use crate::words;
use dehusk::internals::training::Prepared;
use dehusk_cli::benchmark::layouts::{self, BenchmarkPage};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// A page with known content.
#[derive(Debug)]
pub struct LabelledPage {
    pub id: String,
    /// The folder that it comes from.
    pub collection: String,
    pub kind: String,
    /// Both, for tables.
    pub kind_in_collection: String,
    pub language: String,
    /// The page that it is an altered copy of. Copies are trained on, and never measured.
    pub copy_of: Option<usize>,
    pub url: Option<String>,
    /// Whether it is trained on; other pages are only measured.
    pub teaches: bool,
    /// The registered domain. Folds keep it together.
    pub domain: String,
    pub prepared: Prepared,
    /// For every block, the share of its words that are content. Copies of a text all get the
    /// greatest label, since selection keeps one of them.
    pub labels: Vec<f32>,
    /// The weight of each block's label among those of the page: the number of its words, and a
    /// little more; 0 for code that the gold leaves out. If only snippets are known, 1 for the
    /// blocks that they decide, and 0 for the others.
    pub says: Vec<f32>,
    /// The scale of these weights in training: 1 for a page whose labels can all be trusted.
    unit: f32,
    pub gold: Gold,
    /// For every block, whether it is the page's headline, which is not trained on.
    pub headlines: Vec<bool>,
    /// Whether the collection's gold texts begin with the headline, which is then added before the
    /// page is measured.
    pub is_titled: bool,
    /// The page's title, from its metadata.
    pub title: String,
}

/// What is known about a page's content.
#[derive(Debug)]
pub enum Gold {
    /// All of its text.
    Text(Bags),
    /// Snippets that must and must not be in it.
    Snippets { with: Vec<String>, without: Vec<String> },
}

/// The weight of a block decided by a snippet, in pages: the usual six of a page count about as
/// much as all blocks of a page with a gold text. From a quarter to six times this, accuracy on
/// pages with a gold text was the same.
pub const SNIPPET_WEIGHT: f32 = 0.16;

/// The least weight, for pages whose gold is hardly their text.
const MIN_TRUST: f32 = 0.1;

impl LabelledPage {
    /// The weights of its blocks in training.
    pub fn weights(&self) -> impl Iterator<Item = f32> {
        self.says.iter().map(|says| self.unit * says)
    }

    /// The word score of the kept blocks, if the gold text is known.
    pub fn score(&self, kept: &[bool]) -> Option<Score> {
        let kept = kept.iter().zip(&self.headlines).map(|(&kept, &headline)| kept && !headline);
        match &self.gold {
            Gold::Text(bags) => Some(bags.score(kept, self.is_titled)),
            Gold::Snippets { .. } => None,
        }
    }

    /// A heading above something that is not content.
    fn boilerplate_heading(&self) -> Option<String> {
        let headings = self.prepared.headings();
        let texts = self.prepared.texts();
        let last = self.labels.iter().rposition(|&label| label >= 0.5)?;
        let after = headings.into_iter().filter(|&block| block > last && self.labels[block] < 0.1);
        let mut texts =
            after.map(|block| texts[block]).filter(|text| (3..60).contains(&text.len()));
        texts.next().map(str::to_owned)
    }

    /// Scales the weights of all blocks in training.
    pub fn scale_weight(&mut self, factor: f32) {
        self.unit *= factor;
    }

    /// Whether its gold text is known.
    pub fn has_text(&self) -> bool {
        matches!(self.gold, Gold::Text(_))
    }
}

/// A page's blocks and gold as bags of words, for the benchmark's word metric.
#[derive(Debug, Default)]
pub struct Bags {
    title: Vec<u32>,
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
    pub fn of(title: &str, texts: &[&str], gold: &str) -> Bags {
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
        // All words that are not in the gold are the same.
        let numbered = |text: &str| -> Vec<u32> {
            let words = words::words(text).into_iter();
            words.map(|word| ids.get(&word).copied().unwrap_or(u32::MAX)).collect()
        };
        bags.blocks = texts.iter().map(|text| numbered(text)).collect();
        bags.title = numbered(title);
        bags
    }

    /// The word score of the kept blocks, with the title if requested. It equals that of their
    /// text.
    pub fn score(&self, kept: impl Iterator<Item = bool>, with_title: bool) -> Score {
        let mut left = self.gold.clone();
        let (mut predicted, mut shared) = (0usize, 0usize);
        let kept = self.blocks.iter().zip(kept).filter(|(_, kept)| *kept).map(|(words, _)| words);
        for words in with_title.then_some(&self.title).into_iter().chain(kept) {
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

/// How pages are loaded.
#[derive(Clone, Debug)]
pub struct Loading {
    /// The weight of a block decided by a snippet.
    pub snippet_weight: f32,
    /// The collections whose gold texts begin with the headline, by the name of their folder.
    pub titled: Vec<String>,
    /// Whether the pages are trained on.
    pub teaches: bool,
}

impl Default for Loading {
    fn default() -> Self {
        let titled = ["cleaneval", "daniel-half", "dragnet-half"].map(str::to_owned).to_vec();
        Loading { snippet_weight: SNIPPET_WEIGHT, titled, teaches: true }
    }
}

/// Loads the pages of a benchmark folder that have a gold text or snippets, without those of its
/// test split. Pages whose snippets weigh nothing are only measured.
pub fn load(folder: &Path, loading: &Loading) -> Result<Vec<LabelledPage>, String> {
    let pages = layouts::load(folder).map_err(|error| format!("{error:?}"))?;
    let held_out = held_out::test_pages(folder)?;
    let count = pages.len();
    let pages: Vec<BenchmarkPage> =
        pages.into_iter().filter(|page| !held_out.contains(&page.id)).collect();
    if pages.len() < count {
        eprintln!("{} pages of the test split are left out", count - pages.len());
    }
    let collection =
        folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    let mut loaded: Vec<LabelledPage> = pages
        .into_par_iter()
        .filter(|page| page.text.is_some() || !(page.with.is_empty() && page.without.is_empty()))
        .map(|page| {
            let html = page.read_html().map_err(|error| format!("{error:?}"))?;
            Ok(prepare(page, &html, &collection, loading))
        })
        .collect::<Result<_, String>>()?;
    loaded.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(loaded)
}

/// Excludes pages with snippets only from training if the same page is there with a gold text.
pub fn prefer_gold(pages: &mut [LabelledPage]) {
    let with_gold: HashSet<String> =
        pages.iter().filter(|page| page.has_text()).filter_map(|page| page.url.clone()).collect();
    for page in pages.iter_mut().filter(|page| !page.has_text()) {
        if page.url.as_ref().is_some_and(|url| with_gold.contains(url)) {
            page.says.fill(0.0);
        }
    }
}

/// An altered copy of every training article whose language has enough pages to lend boilerplate,
/// labelled with the same gold text.
pub fn altered_copies(
    folders: &[PathBuf],
    pages: &[LabelledPage],
    loading: &Loading,
    copies: u64,
) -> Result<Vec<LabelledPage>, String> {
    let mut pool = Pool::default();
    let sources: HashMap<(&str, &str), usize> = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.has_text() && page.kind == "article")
        .map(|(index, page)| ((page.collection.as_str(), page.id.as_str()), index))
        .collect();
    let mut read = Vec::new();
    for folder in folders {
        let collection =
            folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
        for page in layouts::load(folder).map_err(|error| format!("{error:?}"))? {
            let Some(&index) = sources.get(&(collection.as_str(), page.id.as_str())) else {
                continue;
            };
            let known = &pages[index];
            let gold = page.text.as_deref().unwrap_or_default();
            pool.lend(
                &known.language,
                &known.domain,
                &known.title,
                gold,
                known.boilerplate_heading().as_deref(),
            );
            read.push((index, page));
        }
    }
    let altered = read.into_par_iter().flat_map_iter(|(index, page)| {
        let known = &pages[index];
        let html = page.read_html().unwrap_or_default();
        let gold = page.text.clone().unwrap_or_default();
        let copy = |number: u64| {
            let seed = scramble(&known.id) ^ number;
            let html = pool.alter(&known.language, &known.domain, &html, &gold, seed)?;
            let mut copy = prepare(page.clone(), &html, &known.collection, loading);
            copy.copy_of = Some(index);
            Some(copy)
        };
        (0..copies).filter_map(copy).collect::<Vec<_>>()
    });
    Ok(altered.collect())
}

fn prepare(page: BenchmarkPage, html: &str, collection: &str, loading: &Loading) -> LabelledPage {
    let prepared = Prepared::new(html);
    let headlines = prepared.headlines();
    let metadata = dehusk::Extractor::new().scorer(dehusk::Scorer::Density).extract(html);
    let title = metadata
        .ok()
        .and_then(|page| page.metadata().title.as_ref().map(|title| title.to_string()));
    let title = title.unwrap_or_default();
    let texts = prepared.texts();
    let (mut labels, mut says, unit, gold);
    if let Some(text) = &page.text {
        labels = labels::label(&texts, text);
        let left_out = labels::code::left_out(&labels, &prepared.preformatted());
        let words = prepared.words().into_iter().zip(left_out);
        says = words
            .map(|(words, left_out)| if left_out { 0.0 } else { words + 0.5 })
            .collect::<Vec<f32>>();
        let agreement = labels::agreement(&texts, &labels, text);
        unit = agreement.max(MIN_TRUST) / says.iter().sum::<f32>().max(0.5);
        gold = Gold::Text(Bags::of(&title, &texts, text));
    } else {
        let decided = labels::snippets::decide(&texts, &page.with, &page.without);
        labels = decided.iter().map(|label| label.unwrap_or(0.0)).collect();
        let says_something = |label: &Option<f32>| label.is_some() && loading.snippet_weight > 0.0;
        says = decided.iter().map(|label| f32::from(u8::from(says_something(label)))).collect();
        unit = loading.snippet_weight;
        gold = Gold::Snippets { with: page.with, without: page.without };
    }
    prepared.share_labels(&mut labels);
    for (says, _) in says.iter_mut().zip(&headlines).filter(|(_, headline)| **headline) {
        *says = 0.0;
    }
    let domain = registered_domain(page.url.as_deref().unwrap_or(&page.id));
    LabelledPage {
        id: page.id,
        collection: collection.to_owned(),
        kind_in_collection: format!("{collection} {}", page.kind),
        kind: page.kind,
        language: page.lang.unwrap_or_else(|| "en".to_owned()),
        copy_of: None,
        url: page.url,
        teaches: loading.teaches,
        domain,
        prepared,
        labels,
        says,
        unit,
        gold,
        headlines,
        is_titled: loading.titled.iter().any(|name| name == collection),
        title,
    }
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
    // The largest first, then in an order unrelated to page types.
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
