//! Texts as sequences of numbered words.

use crate::words::each;
use std::collections::HashMap;
use std::ops::Range;

/// A word that is not in the other text, or is already taken.
pub const NONE: u32 = u32::MAX;

/// A text cut into units: a page into its blocks, the gold into its lines.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Equal words have the same number in both texts.
    pub words: Vec<u32>,
    /// The unit of every word.
    pub unit_of: Vec<u32>,
    /// The words of every unit.
    pub units: Vec<Range<usize>>,
}

impl Text {
    /// Whether a unit starts at this word.
    pub fn starts_unit(&self, at: usize) -> bool {
        at == 0 || self.unit_of[at - 1] != self.unit_of[at]
    }

    /// Whether a unit ends before this word.
    pub fn ends_unit(&self, at: usize) -> bool {
        at == self.words.len() || self.starts_unit(at)
    }

    fn push(&mut self, unit: &str, mut number: impl FnMut(&str) -> u32) {
        let start = self.words.len();
        let number_of_unit = self.units.len() as u32;
        let lowercase = unit.to_lowercase();
        for word in each(&lowercase) {
            self.words.push(number(word));
            self.unit_of.push(number_of_unit);
        }
        self.units.push(start..self.words.len());
    }
}

/// Reads a page and its gold text. Words of the page that the gold does not have are [`NONE`].
pub fn read(blocks: &[&str], gold: &str) -> (Text, Text) {
    let mut numbers = HashMap::new();
    let mut gold_text = Text::default();
    for line in gold.lines() {
        gold_text.push(line, |word| {
            let next = numbers.len() as u32;
            *numbers.entry(word.to_owned()).or_insert(next)
        });
    }
    let mut page = Text::default();
    for block in blocks {
        page.push(block, |word| numbers.get(word).copied().unwrap_or(NONE));
    }
    (page, gold_text)
}
