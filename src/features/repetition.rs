//! How often the block's place in the template, and its text, repeat.

use super::{KeyMap, Overview, features, map_for, share};
use crate::block::{Element, Page, TextBlock};
use crate::hash;

features! {
    /// How often the block's place in the template, and its text, repeat.
    pub(super) struct RepetitionFeatures {
        path_blocks: "blocks with the same path of tags and classes",
        path_word_share: "share of the page's words in those blocks, 0 to 1",
        path_link_ratio: "link ratio over those blocks, 0 to 1",
        path_words: "mean words of those blocks",
        path_spread: "share of the page between the first and last of them, 0 to 1",
        parent_path_blocks: "blocks below parents with the same path",
        parent_path_words: "mean words of those blocks",
        parent_path_link_ratio: "link ratio over those blocks, 0 to 1",
        same_text: "other blocks with the same text",
    }
}

#[derive(Clone, Copy, Default)]
struct Group {
    blocks: f32,
    words: f32,
    chars: f32,
    link_chars: f32,
    first: usize,
    last: usize,
}

impl Group {
    fn add(&mut self, row: usize, block: &TextBlock) {
        if self.blocks == 0.0 {
            self.first = row;
        }
        self.blocks += 1.0;
        self.words += block.measures.words;
        self.chars += block.measures.chars as f32;
        self.link_chars += block.link_chars as f32;
        self.last = row;
    }
}

pub(super) struct Repetition {
    by_path: Vec<Group>,
    by_parent_path: Vec<Group>,
    /// How many blocks have each of the texts.
    texts: Vec<f32>,
    /// For every block, its index in the three.
    places: Vec<[u32; 3]>,
}

/// Values by key, in order of first occurrence, so that values of neighboring blocks are near each
/// other in memory.
struct Met<V> {
    indices: KeyMap<u32>,
    values: Vec<V>,
}

impl<V: Default> Met<V> {
    /// An empty one for a page of so many blocks.
    fn on(blocks: usize) -> Met<V> {
        let indices: KeyMap<u32> = map_for(blocks);
        Met { values: Vec::with_capacity(indices.capacity().min(blocks)), indices }
    }

    /// The index of a key's value, and the value.
    fn at(&mut self, key: u64) -> (u32, &mut V) {
        let index = *self.indices.entry(key).or_insert(self.values.len() as u32);
        if index as usize == self.values.len() {
            self.values.push(V::default());
        }
        (index, &mut self.values[index as usize])
    }
}

impl Repetition {
    pub(super) fn of(page: &Page) -> Repetition {
        let blocks = page.blocks.len();
        let mut by_path: Met<Group> = Met::on(blocks);
        let mut by_parent_path: Met<Group> = Met::on(blocks);
        let mut texts: Met<f32> = Met::on(blocks);
        let mut places = Vec::with_capacity(blocks);
        for (row, block) in page.blocks.iter().enumerate() {
            let element = page.element(block.element);
            let parent = element.and_then(|element| page.element(element.parent));
            let hash_of = |element: Option<&Element>| element.map_or(0, |found| found.path_hash);
            let (path, group) = by_path.at(hash_of(element));
            group.add(row, block);
            let (parent, group) = by_parent_path.at(hash_of(parent));
            group.add(row, block);
            let (text, count) = texts.at(text_hash(page.block_text(block)));
            *count += 1.0;
            places.push([path, parent, text]);
        }
        Repetition {
            by_path: by_path.values,
            by_parent_path: by_parent_path.values,
            texts: texts.values,
            places,
        }
    }

    pub(super) fn measure(
        &self,
        page: &Page,
        row: usize,
        overview: &Overview,
    ) -> RepetitionFeatures {
        let [path, parent, text] = self.places[row].map(|index| index as usize);
        let group = self.by_path.get(path).copied().unwrap_or_default();
        let above = self.by_parent_path.get(parent).copied().unwrap_or_default();
        RepetitionFeatures {
            path_blocks: group.blocks,
            path_word_share: share(group.words, overview.words),
            path_link_ratio: share(group.link_chars, group.chars),
            path_words: share(group.words, group.blocks),
            path_spread: share((group.last - group.first) as f32, page.blocks.len() as f32),
            parent_path_blocks: above.blocks,
            parent_path_words: share(above.words, above.blocks),
            parent_path_link_ratio: share(above.link_chars, above.chars),
            same_text: self.texts.get(text).copied().unwrap_or(1.0) - 1.0,
        }
    }
}

fn text_hash(text: &str) -> u64 {
    let mut hash = hash::NOTHING;
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().fold(0u64, |word, &byte| word << 8 | u64::from(byte));
        hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
    }
    for &byte in chunks.remainder() {
        hash = hash::add(hash, byte);
    }
    hash ^ (hash >> 31)
}
