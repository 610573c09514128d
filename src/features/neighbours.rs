//! The blocks before and after (Kohlschütter 2010: the previous and next block decide as much as
//! the block itself).

use super::{features, flag, levels_apart, quantities, share};
use crate::block::{Element, Page, TextBlock};

quantities! {
    /// What is measured of a block nearby.
    struct Neighbour {
        words: "words of the block two before (b2), one before (b1), one after (a1), two after (a2); -1 where there is none",
        link_ratio: "its link ratio, 0 to 1",
        heading: "its heading level, 0 for none",
        ends_sentence: "it ends a sentence: 0 or 1",
        same_path: "it has the same path of tags and classes: 0 or 1",
        apart: "levels from this block up to the nearest common ancestor with it",
        same_tag: "it has the same tag: 0 or 1",
    }
}

features! {
    /// The blocks before and after.
    pub(super) struct NeighbourFeatures {
        second_before: Neighbour[_ "_b2"] {
            words, link_ratio, heading, ends_sentence, same_path, apart, same_tag,
        },
        before: Neighbour[_ "_b1"] {
            words, link_ratio, heading, ends_sentence, same_path, apart, same_tag,
        },
        after: Neighbour[_ "_a1"] {
            words, link_ratio, heading, ends_sentence, same_path, apart, same_tag,
        },
        second_after: Neighbour[_ "_a2"] {
            words, link_ratio, heading, ends_sentence, same_path, apart, same_tag,
        },
        words_around_3: "words of the three blocks before and after",
        link_ratio_around_3: "link ratio over the three blocks before and after, 0 to 1",
        words_around_8: "words of the eight blocks before and after",
        link_ratio_around_8: "link ratio over the eight blocks before and after, 0 to 1",
        most_words_before_5: "most words of one of the five blocks before",
        most_words_after_5: "most words of one of the five blocks after",
    }
}

pub(super) fn measure(page: &Page, row: usize) -> NeighbourFeatures {
    let (words_around_3, link_ratio_around_3) = around(page, row, 3);
    let (words_around_8, link_ratio_around_8) = around(page, row, 8);
    let after = (row + 6).min(page.blocks.len());
    NeighbourFeatures {
        second_before: neighbour(page, row, -2),
        before: neighbour(page, row, -1),
        after: neighbour(page, row, 1),
        second_after: neighbour(page, row, 2),
        words_around_3,
        link_ratio_around_3,
        words_around_8,
        link_ratio_around_8,
        most_words_before_5: most_plain_words(&page.blocks[row.saturating_sub(5)..row]),
        most_words_after_5: most_plain_words(&page.blocks[row + 1..after]),
    }
}

fn neighbour(page: &Page, row: usize, offset: isize) -> Neighbour<f32> {
    let block = &page.blocks[row];
    let Some(other) = row.checked_add_signed(offset).and_then(|at| page.blocks.get(at)) else {
        return Neighbour { words: -1.0, ..Neighbour::default() };
    };
    let element = page.element(block.element);
    let around = page.element(other.element);
    let alike = |same: fn(&Element, &Element) -> bool| {
        flag(element.zip(around).is_some_and(|(this, other)| same(this, other)))
    };
    Neighbour {
        words: other.measures.words,
        link_ratio: other.link_ratio(),
        heading: around.and_then(|around| around.tag.heading_level()).map_or(0.0, f32::from),
        ends_sentence: flag(other.measures.ends_sentence),
        same_path: alike(|this, other| this.path_hash == other.path_hash),
        apart: levels_apart(page, block, other),
        same_tag: alike(|this, other| this.tag == other.tag),
    }
}

/// Words and link ratio of this many blocks before and after.
fn around(page: &Page, row: usize, reach: usize) -> (f32, f32) {
    let (mut words, mut chars, mut linked) = (0.0, 0.0, 0.0);
    let end = (row + reach + 1).min(page.blocks.len());
    for (at, other) in page.blocks[..end].iter().enumerate().skip(row.saturating_sub(reach)) {
        if at != row {
            words += other.measures.words;
            chars += other.measures.chars as f32;
            linked += other.link_chars as f32;
        }
    }
    (words, share(linked, chars))
}

fn most_plain_words(blocks: &[TextBlock]) -> f32 {
    let plain = |block: &TextBlock| block.measures.words * (1.0 - block.link_ratio());
    blocks.iter().map(plain).fold(0.0, f32::max)
}
