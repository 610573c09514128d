//! Other articles that a page holds in full besides its own.

use crate::block::Page;
use std::ops::Range;

/// The page has an article of its own if what is left scores so well on so many words.
const MIN_WORDS: f32 = 60.0;
const MIN_SCORE: f32 = 0.5;

/// For every block whether it stands in another article than the page's own, if that is one.
pub(super) fn others(page: &Page, scores: &[f32], others: &[Range<usize>]) -> Vec<bool> {
    let mut dropped = vec![false; scores.len()];
    for blocks in others {
        dropped.get_mut(blocks.clone()).unwrap_or_default().fill(true);
    }
    let own = page.blocks.iter().zip(scores).zip(&dropped);
    let own = own.filter(|((block, score), is_other)| {
        block.is_prose() && **score > MIN_SCORE && !**is_other
    });
    let words: f32 = own.map(|((block, _), _)| block.measures.words).sum();
    if words < MIN_WORDS {
        dropped.fill(false);
    }
    dropped
}
