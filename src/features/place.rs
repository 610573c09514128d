//! Where a block stands in the page's reading order.

use super::{Overview, features, flag, share};
use crate::block::{Context, Page};
use crate::dom::Tag;

features! {
    /// Where a block stands in the page's reading order.
    pub(super) struct PlaceFeatures {
        block_place: "share of the page's blocks before this one, 0 to 1",
        word_place: "share of the page's words before this block, 0 to 1",
        prose_place: "share of the page's prose words before this block, 0 to 1",
        blocks_before: "blocks before this one",
        blocks_after: "blocks after this one",
        depth: "number of ancestors of the block's element",
        since_heading: "blocks since the last heading, 999 before the first",
        until_heading: "blocks until the next heading, 999 after the last",
        heading_above: "level of the last heading, 0 before the first",
        heading_link: "the last heading stands inside a link: 0 or 1",
        after_first_h1: "blocks since the first <h1>, negative before it, 0 without one",
        has_h1_before: "an <h1> stands before or here: 0 or 1",
        since_prose: "blocks since the last block of prose, 999 before the first",
        until_prose: "blocks until the next block of prose, 999 after the last",
        prose_words_before: "prose words before this block",
        prose_words_after: "prose words after this block",
        since_control: "blocks since the last form, 999 before the first",
        section_words: "words between the headings around the block",
        section_link_ratio: "link ratio between the headings around the block, 0 to 1",
    }
}

/// Stands for "there is none on this side".
const FAR: f32 = 999.0;

/// What one pass forwards and one backwards over the blocks find.
pub(super) struct Places {
    rows: Vec<PlaceFeatures>,
}

impl Places {
    pub(super) fn of(page: &Page, overview: &Overview) -> Places {
        let count = page.blocks.len();
        let mut rows = vec![PlaceFeatures::default(); count];
        let first_h1 = page.blocks.iter().position(|block| {
            page.element(block.element).is_some_and(|element| element.tag == Tag::H1)
        });
        let (mut words, mut prose) = (0.0, 0.0);
        let (mut heading, mut last_prose, mut form) = (None, None, None);
        let (mut level, mut linked) = (0.0, false);
        for (row, block) in page.blocks.iter().enumerate() {
            let element = page.element(block.element);
            if let Some(found) = element.and_then(|element| element.tag.heading_level()) {
                heading = Some(row);
                level = f32::from(found);
                linked = block.link_ratio() > 0.5;
            }
            if block.context.has(Context::FORM) {
                form = Some(row);
            }
            let since = |at: Option<usize>| at.map_or(FAR, |at| (row - at) as f32);
            let out = &mut rows[row];
            out.block_place = share(row as f32, count as f32);
            out.word_place = share(words, overview.words);
            out.prose_place = share(prose, overview.prose_words);
            out.blocks_before = row as f32;
            out.blocks_after = (count - row - 1) as f32;
            out.depth = element.map_or(0.0, |element| f32::from(element.depth));
            out.since_heading = since(heading);
            out.heading_above = level;
            out.heading_link = flag(linked);
            out.after_first_h1 = first_h1.map_or(0.0, |h1| row as f32 - h1 as f32);
            out.has_h1_before = flag(first_h1.is_some_and(|h1| h1 <= row));
            out.since_prose = since(last_prose);
            out.prose_words_before = prose;
            out.since_control = since(form);
            words += block.measures.words;
            if block.is_prose() {
                prose += block.measures.words;
                last_prose = Some(row);
            }
        }
        let (mut heading, mut next_prose) = (None, None);
        let mut after = 0.0;
        for (row, block) in page.blocks.iter().enumerate().rev() {
            let until = |at: Option<usize>| at.map_or(FAR, |at| (at - row) as f32);
            let out = &mut rows[row];
            out.until_heading = until(heading);
            out.until_prose = until(next_prose);
            out.prose_words_after = after;
            if page.element(block.element).is_some_and(|e| e.tag.heading_level().is_some()) {
                heading = Some(row);
            }
            if block.is_prose() {
                after += block.measures.words;
                next_prose = Some(row);
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
            let ends = page.blocks.get(end).is_none_or(|block| {
                page.element(block.element).is_some_and(|e| e.tag.heading_level().is_some())
            });
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
