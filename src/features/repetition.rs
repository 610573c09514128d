//! How often the block's place in the template repeats, and its text.

use super::{Feature, KeyMap, Overview, feature, share};
use crate::block::Page;

pub(super) const FEATURES: [Feature; 9] = [
    feature("path_blocks", "blocks with the same path of tags and classes"),
    feature("path_word_share", "share of the page's words in those blocks, 0 to 1"),
    feature("path_link_ratio", "link ratio over those blocks, 0 to 1"),
    feature("path_words", "mean words of those blocks"),
    feature("path_spread", "share of the page between the first and last of them, 0 to 1"),
    feature("parent_path_blocks", "blocks below parents with the same path"),
    feature("parent_path_words", "mean words of those blocks"),
    feature("parent_path_link_ratio", "link ratio over those blocks, 0 to 1"),
    feature("same_text", "other blocks with the same text"),
];

#[derive(Clone, Copy, Default)]
struct Group {
    blocks: f32,
    words: f32,
    chars: f32,
    link_chars: f32,
    first: usize,
    last: usize,
}

pub(super) struct Repetition {
    /// For every element how many have its path.
    elements: Vec<f32>,
    by_path: KeyMap<Group>,
    by_parent_path: KeyMap<Group>,
    texts: KeyMap<f32>,
    keys: Vec<(u64, u64, u64)>,
}

impl Repetition {
    pub(super) fn of(page: &Page) -> Repetition {
        let mut counts: KeyMap<f32> = KeyMap::default();
        for element in &page.elements {
            *counts.entry(element.path_hash).or_default() += 1.0;
        }
        let elements = page
            .elements
            .iter()
            .map(|element| counts.get(&element.path_hash).copied().unwrap_or(0.0))
            .collect();
        let mut by_path: KeyMap<Group> = KeyMap::default();
        let mut by_parent_path: KeyMap<Group> = KeyMap::default();
        let mut texts: KeyMap<f32> = KeyMap::default();
        let mut keys = Vec::with_capacity(page.blocks.len());
        for (row, block) in page.blocks.iter().enumerate() {
            let element = page.element(block.element);
            let path = element.map_or(0, |element| element.path_hash);
            let parent = element
                .and_then(|element| page.element(element.parent))
                .map_or(0, |parent| parent.path_hash);
            let text = text_hash(page.block_text(block));
            keys.push((path, parent, text));
            *texts.entry(text).or_default() += 1.0;
            for group in [by_path.entry(path), by_parent_path.entry(parent)] {
                let group = group.or_insert(Group { first: row, ..Group::default() });
                group.blocks += 1.0;
                group.words += block.measures.words;
                group.chars += block.measures.chars as f32;
                group.link_chars += block.link_chars as f32;
                group.last = row;
            }
        }
        Repetition { elements, by_path, by_parent_path, texts, keys }
    }

    /// How many elements of the page have this element's path, itself among them.
    pub(super) fn elements_like(&self, element: u32) -> f32 {
        self.elements.get(element as usize).copied().unwrap_or(0.0)
    }

    pub(super) fn row(
        &self,
        page: &Page,
        row: usize,
        overview: &Overview,
    ) -> [f32; FEATURES.len()] {
        let (path, parent, text) = self.keys[row];
        let group = self.by_path.get(&path).copied().unwrap_or_default();
        let above = self.by_parent_path.get(&parent).copied().unwrap_or_default();
        [
            group.blocks,
            share(group.words, overview.words),
            share(group.link_chars, group.chars),
            share(group.words, group.blocks),
            share((group.last - group.first) as f32, page.blocks.len() as f32),
            above.blocks,
            share(above.words, above.blocks),
            share(above.link_chars, above.chars),
            self.texts.get(&text).copied().unwrap_or(1.0) - 1.0,
        ]
    }
}

fn text_hash(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().fold(0u64, |word, &byte| word << 8 | u64::from(byte));
        hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
    }
    for &byte in chunks.remainder() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^ (hash >> 31)
}
