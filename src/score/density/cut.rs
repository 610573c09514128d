//! A threshold for each page, from the probabilities of its blocks.
//!
//! The expected F1 is greatest if the blocks with a probability above half that F1 are kept
//! (Lipton, Elkan, Naryanaswamy: "Optimal Thresholding of Classifiers to Maximize F1 Measure", ECML
//! PKDD 2014). On a clear page this is nearly one half. On an uncertain page it is less, so that
//! the best blocks are kept.

use crate::block::Page;
use crate::score::expected::{self, Words};

/// Bounds of the threshold.
const MIN_THRESHOLD: f32 = 0.1;
const MAX_THRESHOLD: f32 = 0.6;

/// How much of the expected content counts: many unlikely blocks add up to more than they are
/// worth.
const CAUTION: f32 = 0.7;

/// The probability from which a block of the page is worth keeping.
///
/// Blocks are counted in bins of probability, to avoid sorting.
pub(super) fn threshold(page: &Page, probabilities: &[f32]) -> f32 {
    const BINS: usize = 100;
    let mut bins = [Words::default(); BINS];
    for (block, probability) in page.blocks.iter().zip(probabilities) {
        let bin = ((probability * BINS as f32) as usize).min(BINS - 1);
        let words = block.measures.words;
        bins[bin].add(Words { all: words, content: probability * words });
    }
    let content = CAUTION * bins.iter().map(|bin| bin.content).sum::<f32>();
    let best = expected::best(1.0, content, bins.into_iter().rev());
    (best / 2.0).clamp(MIN_THRESHOLD, MAX_THRESHOLD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom;
    use crate::options::Limits;

    fn page(blocks: usize) -> Page {
        let html = "<p>one two three four five six seven eight nine ten".repeat(blocks);
        crate::block::segment(&dom::parse(&html, &Limits::default(), false).unwrap())
    }

    #[test]
    fn a_clear_page_asks_for_more_than_an_unclear_one() {
        let clear = threshold(&page(4), &[0.98, 0.97, 0.02, 0.01]);
        let unclear = threshold(&page(4), &[0.4, 0.3, 0.3, 0.2]);
        assert!(clear > 0.45 && unclear < 0.35, "{clear} {unclear}");
        // Even a bad best block is kept.
        assert!(unclear < 0.4);
    }

    #[test]
    fn the_threshold_keeps_to_its_range() {
        assert_eq!(threshold(&page(0), &[]), MIN_THRESHOLD);
        assert_eq!(threshold(&page(2), &[0.0, 0.0]), MIN_THRESHOLD);
        assert!(threshold(&page(2), &[1.0, 1.0]) <= MAX_THRESHOLD);
    }
}
