//! The elements around a block: class and id evidence, link ratio, text density, share of the
//! page's text.
//!
//! Ancestors that hold exactly the same blocks are one level: templates wrap a section into any
//! number of elements, and what counts is the next larger section.

use super::evidence::Said;
use super::repetition::Repetition;
use super::{Evidence, Overview, features, quantities, share};
use crate::block::{Element, NONE, Page, TextBlock};
use crate::dom::Dom;
use crate::memo::Memo;

quantities! {
    /// What is measured of each section around a block.
    struct Section {
        evidence_least: "least evidence of the names of the section's elements, log-odds",
        evidence_most: "greatest evidence of the names of the section's elements, log-odds",
        link_ratio: "link ratio of the section, 0 to 1",
        density: "characters per tag of the section (CETD text density)",
        word_share: "share of the page's words in the section, 0 to 1",
        blocks: "blocks in the section",
        prose_ratio: "share of the section's words in prose, 0 to 1",
        repeats: "elements of the page with the same path of tags and classes as the section's outermost",
        list_ratio: "list items per block of the section",
        words_per_block: "words per block of the section",
        place_in: "share of the section's text before this block, 0 to 1",
        heading_first: "heading level of the section's first block, 0 for none",
        share_of_next: "share of the next larger section's words in this one, 0 to 1",
        images: "images per block of the section",
        controls: "form controls per block of the section",
    }
}

features! {
    /// The elements around a block: all of them together, the block by itself, and the six next
    /// larger sections.
    pub(super) struct AncestorFeatures {
        inner_evidence_least: "least evidence of the innermost element's names, log-odds",
        inner_evidence_most: "greatest evidence of the innermost element's names, log-odds",
        evidence_least: "least evidence over all ancestors, log-odds",
        evidence_most: "greatest evidence over all ancestors, log-odds",
        evidence_sum: "sum of least and greatest evidence over all ancestors, log-odds",
        evidence_sum_relative: "sum of least and greatest evidence less its mean over the page, by words, log-odds",
        joint_evidence: "sum of the joint evidence of all names around the block, log-odds",
        least_link_ratio: "least link ratio over the ancestors that hold a tenth of the page's words or less",
        greatest_link_ratio: "greatest link ratio over the ancestors that hold a tenth of the page's words or less",
        level_0: Section[_ "_0"] {
            evidence_least, evidence_most, link_ratio, density, word_share, blocks, prose_ratio,
            repeats, list_ratio, words_per_block, place_in, heading_first, share_of_next, images,
            controls,
        },
        level_1: Section[_ "_1"] {
            evidence_least, evidence_most, link_ratio, density, word_share, blocks, prose_ratio,
            repeats, list_ratio, words_per_block, place_in, heading_first, share_of_next, images,
            controls,
        },
        level_2: Section[_ "_2"] {
            evidence_least, evidence_most, link_ratio, density, word_share, blocks, prose_ratio,
            repeats, list_ratio, words_per_block, place_in, heading_first, share_of_next, images,
            controls,
        },
        level_3: Section[_ "_3"] {
            evidence_least, evidence_most, link_ratio, density, word_share, blocks, prose_ratio,
            repeats, list_ratio, words_per_block, place_in, heading_first, share_of_next, images,
            controls,
        },
        level_4: Section[_ "_4"] {
            evidence_least, evidence_most, link_ratio, density, word_share, blocks, prose_ratio,
            repeats, list_ratio, words_per_block, place_in, heading_first, share_of_next, images,
            controls,
        },
        level_5: Section[_ "_5"] {
            evidence_least, evidence_most, link_ratio, density, word_share, blocks, prose_ratio,
            repeats, list_ratio, words_per_block, place_in, heading_first, share_of_next, images,
            controls,
        },
        level_6: Section[_ "_6"] {
            evidence_least, evidence_most, link_ratio, density, word_share, blocks, prose_ratio,
            repeats, list_ratio, words_per_block, place_in, heading_first, share_of_next, images,
            controls,
        },
    }
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

    pub(super) fn measure(
        &self,
        page: &Page,
        repetition: &Repetition,
        block: &TextBlock,
    ) -> AncestorFeatures {
        let inner = self.inherited(block.inner);
        let own = self.inherited(block.element);
        let [level_0, level_1, level_2, level_3, level_4, level_5, level_6] =
            self.sections(page, repetition, block);
        AncestorFeatures {
            inner_evidence_least: inner.own_least,
            inner_evidence_most: inner.own_most,
            evidence_least: own.all_least.min(inner.all_least),
            evidence_most: own.all_most.max(inner.all_most),
            evidence_sum: own.sum,
            evidence_sum_relative: own.sum - self.mean_sum,
            joint_evidence: inner.joint,
            least_link_ratio: own.least_link_ratio,
            greatest_link_ratio: own.greatest_link_ratio,
            level_0,
            level_1,
            level_2,
            level_3,
            level_4,
            level_5,
            level_6,
        }
    }

    /// The sections around a block, from the inside out.
    fn sections<const LEVELS: usize>(
        &self,
        page: &Page,
        repetition: &Repetition,
        block: &TextBlock,
    ) -> [Section<f32>; LEVELS] {
        let mut sections = [Section::default(); LEVELS];
        let mut at = block.element;
        for (level, section) in sections.iter_mut().enumerate() {
            let Some(element) = page.element(at) else { break };
            let alone = element.blocks().len() == 1;
            if level == 0 && !alone {
                // The block is bare text beside other blocks: it is a section by itself.
                let words = block.measures.words;
                *section = Section {
                    link_ratio: block.link_ratio(),
                    density: block.measures.chars as f32 / (block.inline_tags + 1) as f32,
                    word_share: share(words, self.page_words),
                    blocks: 1.0,
                    words_per_block: words,
                    share_of_next: share(words, element.stats.words),
                    ..Section::default()
                };
                continue;
            }
            let values = self.inherited(at);
            let outermost = values.outermost;
            let next = page.element(outermost).map_or(NONE, |element| element.parent);
            let next_words =
                page.element(next).map_or(element.stats.words, |next| next.stats.words);
            *section = self.section(page, repetition, block, element, &values, next_words);
            // Above the body the body's own values go on, so that shallow pages look alike.
            if next != NONE {
                at = next;
            }
        }
        sections
    }

    fn section(
        &self,
        page: &Page,
        repetition: &Repetition,
        block: &TextBlock,
        element: &Element,
        values: &Inherited,
        next_words: f32,
    ) -> Section<f32> {
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
        Section {
            evidence_least: values.least,
            evidence_most: values.most,
            link_ratio: stats.link_ratio(),
            density: stats.chars as f32 / stats.tags.max(1) as f32,
            word_share: share(stats.words, self.page_words),
            blocks: count,
            prose_ratio: share(stats.prose_words, stats.words),
            repeats: repetition.elements_like(values.outermost),
            list_ratio: share(stats.list_items as f32, count),
            words_per_block: share(stats.words, count),
            place_in: share(place, end.saturating_sub(start) as f32),
            heading_first: heading.map_or(0.0, f32::from),
            share_of_next: share(stats.words, next_words),
            images: share(stats.images as f32, count),
            controls: share(stats.controls as f32, count),
        }
    }
}
