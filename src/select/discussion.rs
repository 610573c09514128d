//! Whether readers' comments are the page's content, or stand beside it.

use super::{DecidedBy, Verdict};
use crate::block::Page;
use crate::comments::Discussion;
use crate::options::Comments;

/// Posts of a forum and reviews of a product count if they hold this share of what may be content:
/// below it, the kind of the page is a guess that nothing bears out.
const SHARE_OF_POSTS: f32 = 0.02;

/// A page has an article of its own if blocks outside of the discussion that score above
/// [`ARTICLE_SCORE`] have so many words.
const MIN_ARTICLE_WORDS: f32 = 60.0;
const ARTICLE_SCORE: f32 = 0.5;

/// Whether the posts of a discussion are what the page is for: where it is made of posts, as a
/// forum is, and no article stands outside of them or most of what the scores take for content
/// stands in them.
///
/// Elsewhere they are what readers say of the page, however much more they say than it does: a
/// short post under a hundred comments is the content, not the comments.
///
/// It asks the scores and no threshold, so that the answer is the same under every focus.
pub(crate) fn are_content(
    page: &Page,
    scores: &[f32],
    discussion: &Discussion,
    is_made_of_posts: impl FnOnce() -> bool,
) -> bool {
    let (mut inside, mut outside, mut article) = (0.0, 0.0, 0.0);
    for (block, &score) in page.blocks.iter().zip(scores) {
        let words = block.measures.words;
        if discussion.holds(block) {
            inside += score * words;
        } else {
            outside += score * words;
            article += if score > ARTICLE_SCORE { words } else { 0.0 };
        }
    }
    // Scores that are no numbers leave everything as it is.
    if inside.is_nan() || outside.is_nan() {
        return true;
    }
    if article < MIN_ARTICLE_WORDS && inside > outside {
        return true;
    }
    inside >= SHARE_OF_POSTS * (inside + outside) && is_made_of_posts()
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
