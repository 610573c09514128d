//! Whether readers' comments are the page's content, or stand beside it.

use super::{DecidedBy, Verdict};
use crate::block::Page;
use crate::comments::Discussion;
use crate::options::Comments;

/// Posts of a forum and reviews of a product count if they hold this share of what may be content: below it, the kind of
/// the page is a guess that nothing bears out.
const SHARE_OF_POSTS: f32 = 0.02;

/// Whether the posts of a discussion are what the page is for: where most of what the scores take
/// for content stands in them, and where some of it does on a kind of page that has them as its
/// content: the posts of a forum, the reviews of a product, which templates call comments as well.
///
/// It asks the scores and no threshold, so that the answer is the same under every focus.
pub(crate) fn are_content(
    page: &Page,
    scores: &[f32],
    discussion: &Discussion,
    is_made_of_posts: impl FnOnce() -> bool,
) -> bool {
    let (mut inside, mut outside) = (0.0, 0.0);
    for (block, score) in page.blocks.iter().zip(scores) {
        let sum = if discussion.holds(block) { &mut inside } else { &mut outside };
        *sum += score * block.measures.words;
    }
    // Not the other way round: scores that are no numbers leave everything as it is.
    let are_beside = inside < outside;
    !are_beside || (inside >= SHARE_OF_POSTS * (inside + outside) && is_made_of_posts())
}

/// The scores without those of comments: none of these is content, whatever it looks like.
pub(super) fn without(page: &Page, scores: &[f32], discussion: &Discussion) -> Vec<f32> {
    let scores = page.blocks.iter().zip(scores);
    scores.map(|(block, &score)| if discussion.holds(block) { 0.0 } else { score }).collect()
}

/// Keeps what readers wrote, with their names and the dates, whatever its score, if the caller wants
/// it. What else of the discussion is not kept is left out for being part of it.
pub(super) fn decide(
    page: &Page,
    discussion: &Discussion,
    comments: Comments,
    verdicts: &mut [Verdict],
) {
    for (block, verdict) in page.blocks.iter().zip(verdicts) {
        if comments == Comments::Keep && discussion.is_written(block) {
            *verdict = Verdict::kept_by(DecidedBy::Comment);
        } else if !verdict.kept && discussion.holds(block) {
            *verdict = Verdict::dropped_by(DecidedBy::Comment);
        }
    }
}
