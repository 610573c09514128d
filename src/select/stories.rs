//! Other articles that a page holds in full besides its own.

use super::excluded::Scene;

/// The page has an article of its own if what is left scores so well on so many words.
const MIN_WORDS: f32 = 60.0;
const MIN_SCORE: f32 = 0.5;

/// For every block whether it stands in another article than the page's own, if that is one.
pub(super) fn find(scene: &Scene<'_>) -> Vec<bool> {
    let mut dropped = vec![false; scene.scores.len()];
    for blocks in &scene.settings.linked.other_stories {
        dropped.get_mut(blocks.clone()).unwrap_or_default().fill(true);
    }
    let own = scene.page.blocks.iter().zip(&*scene.scores).zip(&dropped);
    let own = own.filter(|((block, score), is_other)| {
        block.is_prose() && **score > MIN_SCORE && !**is_other
    });
    let words: f32 = own.map(|((block, _), _)| block.measures.words).sum();
    if words < MIN_WORDS {
        dropped.fill(false);
    }
    dropped
}
