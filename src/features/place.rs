//! The place of a block in the page's reading order.

use super::{Overview, features, share};
use crate::block::{Page, TextBlock};
use crate::dom::Tag;

features! {
    /// The place of a block in the page's reading order.
    pub(super) struct PlaceFeatures {
        prose_place: "share of the page's prose words before this block, 0 to 1",
        since_heading: "blocks since the last heading, 999 before the first",
        heading_above: "level of the last heading, 0 before the first",
        after_first_h1: "blocks since the first <h1>, negative before it, 0 without one",
        prose_words_before: "prose words before this block",
        section_words: "words between the headings around the block",
        section_link_ratio: "link ratio between the headings around the block, 0 to 1",
    }
}

/// There is none before.
const FAR: f32 = 999.0;

/// The result of one pass over the blocks and one over the sections between headings.
pub(super) struct Places {
    rows: Vec<PlaceFeatures>,
}

impl Places {
    pub(super) fn of(page: &Page, overview: &Overview) -> Places {
        let first_h1 = page.blocks.iter().position(|block| {
            page.element(block.element).is_some_and(|element| element.tag == Tag::H1)
        });
        let mut prose = 0.0;
        let (mut heading, mut level) = (None, 0.0);
        let mut rows = Vec::with_capacity(page.blocks.len());
        for (row, block) in page.blocks.iter().enumerate() {
            if let Some(found) = heading_level(page, block) {
                heading = Some(row);
                level = f32::from(found);
            }
            rows.push(PlaceFeatures {
                prose_place: share(prose, overview.prose_words),
                since_heading: heading.map_or(FAR, |heading| (row - heading) as f32),
                heading_above: level,
                after_first_h1: first_h1.map_or(0.0, |h1| row as f32 - h1 as f32),
                prose_words_before: prose,
                ..PlaceFeatures::default()
            });
            if block.is_prose() {
                prose += block.measures.words;
            }
        }
        let mut places = Places { rows };
        places.sections(page);
        places
    }

    /// Sums between headings.
    fn sections(&mut self, page: &Page) {
        let mut start = 0;
        for end in 1..=page.blocks.len() {
            let ends =
                page.blocks.get(end).is_none_or(|block| heading_level(page, block).is_some());
            if !ends {
                continue;
            }
            let (mut words, mut chars, mut linked) = (0.0, 0.0, 0.0);
            for block in &page.blocks[start..end] {
                words += block.measures.words;
                chars += block.measures.chars as f32;
                linked += block.link_chars as f32;
            }
            for out in &mut self.rows[start..end] {
                out.section_words = words;
                out.section_link_ratio = share(linked, chars);
            }
            start = end;
        }
    }

    pub(super) fn of_block(&self, row: usize) -> &PlaceFeatures {
        &self.rows[row]
    }
}

fn heading_level(page: &Page, block: &TextBlock) -> Option<u8> {
    page.element(block.element).and_then(|element| element.tag.heading_level())
}
