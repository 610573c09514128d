//! Moves blocks to the other side if that raises the page's score.

use super::words::{NONE, Text};

/// The aligned share that a block needs to be added.
const MIN_EVIDENCE: f32 = 0.25;
/// The aligned share up to which a block may be dropped.
const MAX_EVIDENCE: f32 = 0.75;
/// How far a changed label is from one half.
const MARGIN: f32 = 0.05;
const ROUNDS: usize = 5;

/// Changes labels, one block at a time, until the F1 of the bags of words of the gold and of the
/// blocks of at least one half no longer rises.
pub fn refine(page: &Text, gold: &Text, mut labels: Vec<f32>) -> Vec<f32> {
    let mut bag = Bag::of_kept(page, gold, &labels);
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (unit, label) in page.units.iter().zip(&mut labels) {
            let words = &page.words[unit.clone()];
            let before = bag.f1();
            if *label >= 0.5 && *label <= MAX_EVIDENCE {
                bag.remove(words);
                if bag.f1() > before {
                    *label = 0.5 - MARGIN;
                    changed = true;
                } else {
                    bag.add(words);
                }
            } else if *label < 0.5 && *label >= MIN_EVIDENCE {
                bag.add(words);
                if bag.f1() > before {
                    *label = 0.5 + MARGIN;
                    changed = true;
                } else {
                    bag.remove(words);
                }
            }
        }
        if !changed {
            break;
        }
    }
    labels
}

/// The words of the kept blocks compared with those of the gold, by number.
pub struct Bag {
    gold: Vec<u32>,
    kept: Vec<u32>,
    gold_words: u32,
    kept_words: u32,
    shared: u32,
}

impl Bag {
    fn new(text: &Text) -> Bag {
        let words = text.words.iter().max().map_or(0, |&last| last as usize + 1);
        let mut gold = vec![0; words];
        for &word in &text.words {
            gold[word as usize] += 1;
        }
        let gold_words = text.words.len() as u32;
        Bag { gold, kept: vec![0; words], gold_words, kept_words: 0, shared: 0 }
    }

    /// The words of the blocks labelled one half or more.
    pub fn of_kept(page: &Text, gold: &Text, labels: &[f32]) -> Bag {
        let mut bag = Bag::new(gold);
        for (unit, &label) in page.units.iter().zip(labels) {
            if label >= 0.5 {
                bag.add(&page.words[unit.clone()]);
            }
        }
        bag
    }

    fn add(&mut self, words: &[u32]) {
        self.kept_words += words.len() as u32;
        for &word in words.iter().filter(|&&word| word != NONE) {
            let word = word as usize;
            self.shared += u32::from(self.kept[word] < self.gold[word]);
            self.kept[word] += 1;
        }
    }

    fn remove(&mut self, words: &[u32]) {
        self.kept_words -= words.len() as u32;
        for &word in words.iter().filter(|&&word| word != NONE) {
            let word = word as usize;
            self.kept[word] -= 1;
            self.shared -= u32::from(self.kept[word] < self.gold[word]);
        }
    }

    /// Harmonic mean of precision and recall; 1 if both bags are empty.
    pub fn f1(&self) -> f64 {
        match self.gold_words + self.kept_words {
            0 => 1.0,
            words => 2.0 * f64::from(self.shared) / f64::from(words),
        }
    }
}
