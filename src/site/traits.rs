//! What a page may share with other pages of its site.

use super::entry::{PageId, Place, Recurring};
use super::keys::{mixed, target_key, text_key};
use super::table::sorted;
use crate::block::{Page, TextBlock};
use crate::dom::{AttributeName, Dom, Tag};

/// The maximum number of texts, places or link targets that a page adds.
const MAX_OF_PAGE: usize = 2_048;

/// Texts of this many words identify pages.
const MIN_WORDS: f32 = 12.0;

/// What a block may share with blocks of other pages. A missing hash is 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockTraits {
    pub(super) text: u64,
    pub(super) place: u64,
    /// The target of the link that is most of the block.
    pub(super) target: u64,
    pub(super) words: f32,
    pub(super) is_prose: bool,
    /// The log-odds of main content by the scorer, within ±[`MAX_LOG_ODDS`].
    pub(super) log_odds: f32,
}

/// What a page may share with other pages.
#[derive(Debug)]
pub(super) struct PageTraits {
    pub(super) blocks: Vec<BlockTraits>,
    pub(super) title: String,
    pub(super) page: PageId,
}

/// The maximum log-odds of a score.
pub(super) const MAX_LOG_ODDS: f32 = 6.0;

/// The log-odds of a score.
fn log_odds(score: f32) -> f32 {
    let log_odds = (score / (1.0 - score)).ln();
    if log_odds.is_nan() { 0.0 } else { log_odds.clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS) }
}

/// The score of these log-odds.
pub(super) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

impl PageTraits {
    pub(super) fn of(dom: &Dom, page: &Page, scores: &[f32]) -> PageTraits {
        let targets = link_targets(dom, page);
        let mut places = Places { dom, page, names: vec![0; page.elements.len()] };
        let traits = |((block, &score), target): ((&TextBlock, &f32), u64)| BlockTraits {
            text: text_key(page.block_text(block)),
            place: places.of(block),
            target,
            words: block.measures.words,
            is_prose: block.is_prose(),
            log_odds: log_odds(score),
        };
        let blocks = page.blocks.iter().zip(scores).zip(targets).map(traits);
        let blocks: Vec<BlockTraits> = blocks.collect();
        let texts = blocks.iter().fold(0u64, |all, block| all.wrapping_add(block.text));
        PageTraits { blocks, title: title_of(dom), page: PageId((mixed(texts) >> 32) as u32) }
    }

    /// The texts, without repetitions, and the title.
    pub(super) fn texts(&self) -> Vec<Recurring> {
        let texts = self.blocks.iter().map(|block| {
            let content = block.words * logistic(block.log_odds);
            let mass = if block.words >= MIN_WORDS { content } else { 0.0 };
            Recurring::text(block.text, self.page, mass)
        });
        // With a hash of its own, as most titles are headings as well.
        let title = Some(text_key(&self.title)).filter(|&key| key != 0).map(mixed);
        let title = title.map(|key| Recurring::title(key, self.page));
        each_once(texts.chain(title))
    }

    /// The targets of links, without repetitions.
    pub(super) fn targets(&self) -> Vec<Recurring> {
        each_once(self.blocks.iter().map(|block| Recurring::text(block.target, self.page, 0.0)))
    }

    /// The places, without repetitions.
    pub(super) fn places(&self) -> Vec<Place> {
        let prose = |block: &BlockTraits| if block.is_prose { block.words } else { 0.0 };
        let all_prose: f32 = self.blocks.iter().map(prose).sum();
        let mut blocks: Vec<&BlockTraits> =
            self.blocks.iter().filter(|block| block.place != 0).collect();
        blocks.sort_by_key(|block| block.place);
        let places = blocks.chunk_by(|one, other| one.place == other.place).map(|blocks| {
            let (mut sum, mut weight, mut words) = (0.0, 0.0, 0.0);
            for &block in blocks {
                let weighed = block.words.max(1.0).ln_1p();
                sum += weighed * block.log_odds;
                weight += weighed;
                words += prose(block);
            }
            Place::of_page(blocks[0].place, sum / weight, words / all_prose.max(1.0))
        });
        places.take(MAX_OF_PAGE).collect()
    }
}

fn each_once(all: impl Iterator<Item = Recurring>) -> Vec<Recurring> {
    let mut all = sorted(all.filter(|one| one.key != 0).collect());
    all.truncate(MAX_OF_PAGE);
    all
}

/// Identifies places of the template by tags and class names of a few elements around a block. On
/// many sites, the body and its children have names of the page.
struct Places<'a> {
    dom: &'a Dom,
    page: &'a Page,
    /// For every element, a hash of its tag and class names, or 0 until it is computed.
    names: Vec<u64>,
}

impl Places<'_> {
    const LEVELS: usize = 4;

    fn of(&mut self, block: &TextBlock) -> u64 {
        let mut hash = 0;
        for index in self.page.ancestry(block.element).take(Places::LEVELS) {
            let Some(element) = self.page.element(index) else { continue };
            let Some(name) = self.names.get_mut(index as usize) else { continue };
            if *name == 0 {
                let class = text_key(self.dom.value(element.class));
                *name = mixed(class.wrapping_add(element.tag as u64 + 1));
            }
            hash = mixed(hash ^ *name);
        }
        hash
    }
}

/// For every block, the target of its first link, if most of it is links.
fn link_targets(dom: &Dom, page: &Page) -> Vec<u64> {
    const MIN_LINK_RATIO: f32 = 0.5;
    let mut targets = vec![0; page.blocks.len()];
    for link in page.elements.iter().filter(|element| element.tag == Tag::A) {
        let at = link.first_block as usize;
        let Some((target, block)) = targets.get_mut(at).zip(page.blocks.get(at)) else { continue };
        if *target == 0 && block.link_ratio() >= MIN_LINK_RATIO && !link.blocks().is_empty() {
            *target = dom.attribute(link.node, AttributeName::Href).map_or(0, target_key);
        }
    }
    targets
}

fn title_of(dom: &Dom) -> String {
    let title = dom
        .head()
        .and_then(|head| dom.children(head).find(|&node| dom.tag(node) == Some(Tag::Title)));
    title.map(|title| dom.text_content(title)).unwrap_or_default()
}
