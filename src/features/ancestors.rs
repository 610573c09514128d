//! The elements around a block: class and id evidence, link ratio, text density, share of the
//! page's text.
//!
//! Ancestors with exactly the same blocks are one section: templates wrap a section in any number
//! of elements, and what counts is the next larger section.

use super::evidence::{Known, Said};
use super::{Evidence, Overview, features, quantities, share};
use crate::block::{Element, NONE, Page, TextBlock};
use crate::dom::Dom;

quantities! {
    /// What is measured of each section around a block.
    struct Section {
        evidence_least: "least evidence of the names of the section's elements, log-odds",
        link_ratio: "link ratio of the section, 0 to 1",
        density: "characters per tag of the section (CETD text density)",
        word_share: "share of the page's words in the section, 0 to 1",
        blocks: "blocks in the section",
        list_ratio: "list items per block of the section",
        words_per_block: "words per block of the section",
        share_of_next: "share of the next larger section's words in this one, 0 to 1",
        images: "images per block of the section",
        controls: "form controls per block of the section",
    }
}

features! {
    /// The elements around a block: all of them together, the block by itself, and the four next
    /// larger sections.
    pub(super) struct AncestorFeatures {
        evidence_most: "greatest evidence over all ancestors, log-odds",
        evidence_sum_relative: "sum of least and greatest evidence less its mean over the page, by words, log-odds",
        joint_evidence: "sum of the joint evidence of all names around the block, log-odds",
        greatest_link_ratio: "greatest link ratio over the ancestors that hold a tenth of the page's words or less",
        level_0: Section[_ "_0"] { density, word_share, words_per_block, share_of_next },
        level_1: Section[_ "_1"] {
            evidence_least, link_ratio, density, word_share, blocks, list_ratio, share_of_next,
            images,
        },
        level_2: Section[_ "_2"] {
            evidence_least, link_ratio, density, word_share, blocks, list_ratio, words_per_block,
            images,
        },
        level_3: Section[_ "_3"] { link_ratio, density, words_per_block, controls },
        level_4: Section[_ "_4"] { link_ratio, density, word_share, list_ratio, controls },
    }
}

/// Values inherited along the ancestors of each element.
#[derive(Clone, Copy, Default)]
struct Inherited {
    /// Over the element and the ancestors with the same blocks.
    least: f32,
    all_most: f32,
    sum: f32,
    joint: f32,
    greatest_link_ratio: f32,
    /// The outermost ancestor with the same blocks.
    outermost: u32,
}

/// A section, measured once for all blocks in it.
struct Measured {
    section: Section<f32>,
    words: f32,
    is_one_block: bool,
    /// The next larger section; for the body itself.
    next: u32,
}

pub(super) struct Ancestors {
    of_element: Vec<Inherited>,
    sections: Vec<Measured>,
    /// For every element around a block, the section of which it is the innermost.
    section_of: Vec<u32>,
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
        let mut known = Known::new();
        let mut of_element: Vec<Inherited> = Vec::with_capacity(page.elements.len());
        for (index, element) in page.elements.iter().enumerate() {
            let above = of_element.get(element.parent as usize).copied();
            let mut inherited = above.unwrap_or_default();
            if element.first_block < element.end_block {
                let Said { least, most, joint } = evidence.of(dom, element, &mut known);
                let same =
                    page.element(element.parent).is_some_and(|p| p.blocks() == element.blocks());
                if same {
                    inherited.least = inherited.least.min(least);
                } else {
                    inherited.least = least;
                    inherited.outermost = index as u32;
                }
                inherited.all_most = inherited.all_most.max(most);
                inherited.sum += least + most;
                inherited.joint += joint;
                if element.stats.words <= overview.words * 0.1 {
                    let ratio = element.stats.link_ratio();
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
        let mut ancestors = Ancestors {
            of_element,
            sections: Vec::with_capacity(page.blocks.len()),
            section_of: vec![NONE; page.elements.len()],
            page_words: overview.words,
            mean_sum: share(sum, words),
        };
        for block in &page.blocks {
            ancestors.add_sections(page, block.element);
        }
        ancestors
    }

    /// Measures the sections around an element, from the inside out, up to the first known one.
    fn add_sections(&mut self, page: &Page, innermost: u32) {
        let mut at = innermost;
        while let (Some(element), Some(section_of)) =
            (page.element(at), self.section_of.get_mut(at as usize))
        {
            if *section_of != NONE {
                break;
            }
            let index = self.sections.len() as u32;
            *section_of = index;
            let values = self.inherited(at);
            at = page.element(values.outermost).map_or(NONE, |outermost| outermost.parent);
            // What is above becomes known when the next one is added.
            let next = match self.section_of.get(at as usize) {
                // Beyond the body, the body's values repeat, so that shallow pages look alike.
                None => index,
                Some(&NONE) => index + 1,
                Some(&known) => known,
            };
            let next_words = page.element(at).unwrap_or(element).stats.words;
            self.sections.push(Measured {
                section: self.section(element, values.least, next_words),
                words: element.stats.words,
                is_one_block: element.blocks().len() == 1,
                next,
            });
        }
    }

    fn section(&self, element: &Element, evidence_least: f32, next_words: f32) -> Section<f32> {
        let stats = &element.stats;
        let blocks = element.blocks().len() as f32;
        Section {
            evidence_least,
            link_ratio: stats.link_ratio(),
            density: stats.chars as f32 / stats.tags.max(1) as f32,
            word_share: share(stats.words, self.page_words),
            blocks,
            list_ratio: share(stats.list_items as f32, blocks),
            words_per_block: share(stats.words, blocks),
            share_of_next: share(stats.words, next_words),
            images: share(stats.images as f32, blocks),
            controls: share(stats.controls as f32, blocks),
        }
    }

    fn inherited(&self, element: u32) -> Inherited {
        self.of_element.get(element as usize).copied().unwrap_or_default()
    }

    pub(super) fn measure(&self, block: &TextBlock) -> AncestorFeatures {
        let inner = self.inherited(block.inner);
        let own = self.inherited(block.element);
        let [level_0, level_1, level_2, level_3, level_4] = self.sections(block);
        AncestorFeatures {
            evidence_most: own.all_most.max(inner.all_most),
            evidence_sum_relative: own.sum - self.mean_sum,
            joint_evidence: inner.joint,
            greatest_link_ratio: own.greatest_link_ratio,
            level_0,
            level_1,
            level_2,
            level_3,
            level_4,
        }
    }

    /// The sections around a block, from the inside out.
    fn sections<const LEVELS: usize>(&self, block: &TextBlock) -> [Section<f32>; LEVELS] {
        let mut sections = [Section::default(); LEVELS];
        let measured = |section: u32| self.sections.get(section as usize);
        let section_of = self.section_of.get(block.element as usize).copied().unwrap_or(NONE);
        let Some(mut at) = measured(section_of) else { return sections };
        let mut levels = sections.iter_mut();
        if !at.is_one_block
            && let Some(section) = levels.next()
        {
            // The block is bare text next to other blocks, and a section by itself.
            let words = block.measures.words;
            *section = Section {
                link_ratio: block.link_ratio(),
                density: block.measures.chars as f32 / (block.inline_tags + 1) as f32,
                word_share: share(words, self.page_words),
                blocks: 1.0,
                words_per_block: words,
                share_of_next: share(words, at.words),
                ..Section::default()
            };
        }
        for section in levels {
            *section = at.section;
            at = measured(at.next).unwrap_or(at);
        }
        sections
    }
}
