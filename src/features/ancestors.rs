//! The elements around a block: class and id evidence, link ratio, text density, share of the
//! page's text.
//!
//! Ancestors that hold exactly the same blocks are one level: templates wrap a section into any
//! number of elements, and what counts is the next larger section.

use super::evidence::Said;
use super::repetition::Repetition;
use super::{Evidence, Feature, Overview, feature, share};
use crate::block::{Block, Element, NONE, Page};
use crate::dom::Dom;
use crate::memo::Memo;

/// The block by itself and the six next larger sections around it.
const LEVELS: usize = 7;
const PER_LEVEL: usize = 15;
const SUMS: usize = 9;
pub(super) const LEN: usize = SUMS + LEVELS * PER_LEVEL;

macro_rules! level_names {
    ($($level:literal),*) => {
        [$([
            concat!("evidence_least_", $level), concat!("evidence_most_", $level),
            concat!("link_ratio_", $level), concat!("density_", $level),
            concat!("word_share_", $level), concat!("blocks_", $level),
            concat!("prose_ratio_", $level), concat!("repeats_", $level),
            concat!("list_ratio_", $level), concat!("words_per_block_", $level),
            concat!("place_in_", $level), concat!("heading_first_", $level),
            concat!("share_of_next_", $level), concat!("images_", $level),
            concat!("controls_", $level),
        ]),*]
    };
}

pub(super) fn features() -> Vec<Feature> {
    const TOTAL: [Feature; SUMS] = [
        feature(
            "inner_evidence_least",
            "least evidence of the innermost element's names, log-odds",
        ),
        feature(
            "inner_evidence_most",
            "greatest evidence of the innermost element's names, log-odds",
        ),
        feature("evidence_least", "least evidence over all ancestors, log-odds"),
        feature("evidence_most", "greatest evidence over all ancestors, log-odds"),
        feature("evidence_sum", "sum of least and greatest evidence over all ancestors, log-odds"),
        feature(
            "evidence_sum_relative",
            "sum of least and greatest evidence less its mean over the page, by words, log-odds",
        ),
        feature(
            "joint_evidence",
            "sum of the joint evidence of all names around the block, log-odds",
        ),
        feature(
            "least_link_ratio",
            "least link ratio over the ancestors that hold a tenth of the page's words or less",
        ),
        feature(
            "greatest_link_ratio",
            "greatest link ratio over the ancestors that hold a tenth of the page's words or less",
        ),
    ];
    const LEVEL_NAMES: [[&str; PER_LEVEL]; LEVELS] = level_names!(0, 1, 2, 3, 4, 5, 6);
    const MEANINGS: [&str; PER_LEVEL] = [
        "least evidence of the names of the section's elements, log-odds",
        "greatest evidence of the names of the section's elements, log-odds",
        "link ratio of the section, 0 to 1",
        "characters per tag of the section (CETD text density)",
        "share of the page's words in the section, 0 to 1",
        "blocks in the section",
        "share of the section's words in prose, 0 to 1",
        "elements of the page with the same path of tags and classes as the section's outermost",
        "list items per block of the section",
        "words per block of the section",
        "share of the section's text before this block, 0 to 1",
        "heading level of the section's first block, 0 for none",
        "share of the next larger section's words in this one, 0 to 1",
        "images per block of the section",
        "form controls per block of the section",
    ];
    let mut all: Vec<Feature> = TOTAL.to_vec();
    for level in LEVEL_NAMES {
        all.extend(
            level.into_iter().zip(MEANINGS).map(|(name, meaning)| Feature { name, meaning }),
        );
    }
    all
}

/// What is inherited along the ancestors of each element.
#[derive(Clone, Copy, Default)]
struct Inherited {
    own_least: f32,
    own_most: f32,
    /// Over the element and the ancestors with the same blocks.
    least: f32,
    most: f32,
    all_least: f32,
    all_most: f32,
    sum: f32,
    joint: f32,
    least_link_ratio: f32,
    greatest_link_ratio: f32,
    /// The outermost ancestor with the same blocks.
    outermost: u32,
}

pub(super) struct Ancestors {
    of_element: Vec<Inherited>,
    page_words: f32,
    mean_sum: f32,
}

impl Ancestors {
    pub(super) fn of(
        dom: &Dom,
        page: &Page,
        evidence: &Evidence,
        overview: &Overview,
    ) -> Ancestors {
        let mut classes = Memo::new();
        let mut of_element: Vec<Inherited> = Vec::with_capacity(page.elements.len());
        for (index, element) in page.elements.iter().enumerate() {
            let above = of_element.get(element.parent as usize).copied();
            let mut inherited =
                above.unwrap_or(Inherited { least_link_ratio: 1.0, ..Inherited::default() });
            inherited.own_least = 0.0;
            inherited.own_most = 0.0;
            if element.first_block < element.end_block {
                let Said { least, most, joint } = evidence.of(dom, element, &mut classes);
                inherited.own_least = least;
                inherited.own_most = most;
                let same =
                    page.element(element.parent).is_some_and(|p| p.blocks() == element.blocks());
                if same {
                    inherited.least = inherited.least.min(least);
                    inherited.most = inherited.most.max(most);
                } else {
                    inherited.least = least;
                    inherited.most = most;
                    inherited.outermost = index as u32;
                }
                inherited.all_least = inherited.all_least.min(least);
                inherited.all_most = inherited.all_most.max(most);
                inherited.sum += least + most;
                inherited.joint += joint;
                if element.stats.words <= overview.words * 0.1 {
                    let ratio = element.stats.link_ratio();
                    inherited.least_link_ratio = inherited.least_link_ratio.min(ratio);
                    inherited.greatest_link_ratio = inherited.greatest_link_ratio.max(ratio);
                }
            }
            of_element.push(inherited);
        }
        let (mut sum, mut words) = (0.0, 0.0);
        for block in &page.blocks {
            let of_block = of_element.get(block.element as usize).copied().unwrap_or_default();
            sum += of_block.sum * block.measures.words;
            words += block.measures.words;
        }
        Ancestors { of_element, page_words: overview.words, mean_sum: share(sum, words) }
    }

    fn inherited(&self, element: u32) -> Inherited {
        self.of_element.get(element as usize).copied().unwrap_or_default()
    }

    pub(super) fn row(&self, page: &Page, repetition: &Repetition, block: &Block) -> [f32; LEN] {
        let mut out = [0.0; LEN];
        let inner = self.inherited(block.inner);
        let own = self.inherited(block.element);
        out[..SUMS].copy_from_slice(&[
            inner.own_least,
            inner.own_most,
            own.all_least.min(inner.all_least),
            own.all_most.max(inner.all_most),
            own.sum,
            own.sum - self.mean_sum,
            inner.joint,
            own.least_link_ratio,
            own.greatest_link_ratio,
        ]);
        let mut at = block.element;
        for level in 0..LEVELS {
            let Some(element) = page.element(at) else { break };
            let alone = element.blocks().len() == 1;
            let base = SUMS + level * PER_LEVEL;
            if level == 0 && !alone {
                // The block is bare text beside other blocks: it is a section by itself.
                let words = block.measures.words;
                out[base + 2] = block.link_ratio();
                out[base + 3] = block.measures.chars as f32 / (block.inline_tags + 1) as f32;
                out[base + 4] = share(words, self.page_words);
                out[base + 5] = 1.0;
                out[base + 9] = words;
                out[base + 12] = share(words, element.stats.words);
                continue;
            }
            let values = self.inherited(at);
            let outermost = values.outermost;
            let next = page.element(outermost).map_or(NONE, |element| element.parent);
            let next_words =
                page.element(next).map_or(element.stats.words, |next| next.stats.words);
            out[base..base + PER_LEVEL].copy_from_slice(
                &self.section(page, repetition, block, element, &values, next_words),
            );
            // Above the body the body's own values go on, so that shallow pages look alike.
            if next != NONE {
                at = next;
            }
        }
        out
    }

    fn section(
        &self,
        page: &Page,
        repetition: &Repetition,
        block: &Block,
        element: &Element,
        values: &Inherited,
        next_words: f32,
    ) -> [f32; PER_LEVEL] {
        let stats = &element.stats;
        let blocks = element.blocks();
        let count = blocks.len() as f32;
        let first = page.blocks.get(blocks.start);
        let start = first.map_or(0, |first| first.text.start);
        let end = page.blocks.get(blocks.end.wrapping_sub(1)).map_or(start, |last| last.text.end);
        let heading = first
            .and_then(|first| page.element(first.element))
            .and_then(|element| element.tag.heading_level());
        let place = block.text.start.saturating_sub(start) as f32;
        [
            values.least,
            values.most,
            stats.link_ratio(),
            stats.chars as f32 / stats.tags.max(1) as f32,
            share(stats.words, self.page_words),
            count,
            share(stats.prose_words, stats.words),
            repetition.elements_like(values.outermost),
            share(stats.list_items as f32, count),
            share(stats.words, count),
            share(place, end.saturating_sub(start) as f32),
            heading.map_or(0.0, f32::from),
            share(stats.words, next_words),
            share(stats.images as f32, count),
            share(stats.controls as f32, count),
        ]
    }
}
