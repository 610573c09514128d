//! The blocks before and after (Kohlschütter 2010: the previous and next block decide as much as
//! the block itself).

use super::{Feature, feature, flag, levels_apart};
use crate::block::Page;

const OFFSETS: [isize; 4] = [-2, -1, 1, 2];
const PER_NEIGHBOUR: usize = 7;
pub(super) const LEN: usize = OFFSETS.len() * PER_NEIGHBOUR + 6;

pub(super) fn features() -> Vec<Feature> {
    const NAMES: [[&str; PER_NEIGHBOUR]; OFFSETS.len()] = [
        [
            "words_b2",
            "link_ratio_b2",
            "heading_b2",
            "ends_sentence_b2",
            "same_path_b2",
            "apart_b2",
            "same_tag_b2",
        ],
        [
            "words_b1",
            "link_ratio_b1",
            "heading_b1",
            "ends_sentence_b1",
            "same_path_b1",
            "apart_b1",
            "same_tag_b1",
        ],
        [
            "words_a1",
            "link_ratio_a1",
            "heading_a1",
            "ends_sentence_a1",
            "same_path_a1",
            "apart_a1",
            "same_tag_a1",
        ],
        [
            "words_a2",
            "link_ratio_a2",
            "heading_a2",
            "ends_sentence_a2",
            "same_path_a2",
            "apart_a2",
            "same_tag_a2",
        ],
    ];
    const MEANINGS: [&str; PER_NEIGHBOUR] = [
        "words of the block two before (b2), one before (b1), one after (a1), two after (a2); -1 where there is none",
        "its link ratio, 0 to 1",
        "its heading level, 0 for none",
        "it ends a sentence: 0 or 1",
        "it has the same path of tags and classes: 0 or 1",
        "levels from this block up to the nearest common ancestor with it",
        "it has the same tag: 0 or 1",
    ];
    const WINDOW: [Feature; 6] = [
        feature("words_around_3", "words of the three blocks before and after"),
        feature("link_ratio_around_3", "link ratio over the three blocks before and after, 0 to 1"),
        feature("words_around_8", "words of the eight blocks before and after"),
        feature("link_ratio_around_8", "link ratio over the eight blocks before and after, 0 to 1"),
        feature("most_words_before_5", "most words of one of the five blocks before"),
        feature("most_words_after_5", "most words of one of the five blocks after"),
    ];
    let mut all = Vec::new();
    for names in NAMES {
        all.extend(
            names.into_iter().zip(MEANINGS).map(|(name, meaning)| Feature { name, meaning }),
        );
    }
    all.extend(WINDOW);
    all
}

pub(super) fn row(page: &Page, row: usize) -> [f32; LEN] {
    let mut out = [0.0; LEN];
    let block = &page.blocks[row];
    let element = page.element(block.element);
    for (slot, offset) in OFFSETS.into_iter().enumerate() {
        let base = slot * PER_NEIGHBOUR;
        let Some(other) = row.checked_add_signed(offset).and_then(|at| page.blocks.get(at)) else {
            out[base] = -1.0;
            continue;
        };
        let around = page.element(other.element);
        let alike = |same: fn(&crate::block::Element, &crate::block::Element) -> bool| {
            flag(element.zip(around).is_some_and(|(this, other)| same(this, other)))
        };
        out[base..base + PER_NEIGHBOUR].copy_from_slice(&[
            other.measures.words,
            other.link_ratio(),
            around.and_then(|around| around.tag.heading_level()).map_or(0.0, f32::from),
            flag(other.measures.ends_sentence),
            alike(|this, other| this.path_hash == other.path_hash),
            levels_apart(page, block, other),
            alike(|this, other| this.tag == other.tag),
        ]);
    }
    let base = OFFSETS.len() * PER_NEIGHBOUR;
    for (slot, reach) in [(0, 3), (2, 8)] {
        let (mut words, mut chars, mut linked) = (0.0, 0.0, 0.0);
        let end = (row + reach + 1).min(page.blocks.len());
        for (at, other) in page.blocks[..end].iter().enumerate().skip(row.saturating_sub(reach)) {
            if at != row {
                words += other.measures.words;
                chars += other.measures.chars as f32;
                linked += other.link_chars as f32;
            }
        }
        out[base + slot] = words;
        out[base + slot + 1] = super::share(linked, chars);
    }
    let plain = |block: &crate::block::Block| block.measures.words * (1.0 - block.link_ratio());
    out[base + 4] = page.blocks[row.saturating_sub(5)..row].iter().map(plain).fold(0.0, f32::max);
    let end = (row + 6).min(page.blocks.len());
    out[base + 5] = page.blocks[row + 1..end].iter().map(plain).fold(0.0, f32::max);
    out
}
