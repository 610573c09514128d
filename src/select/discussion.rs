//! Decides whether readers' comments are the page's content.

use super::{DecidedBy, Verdict};
use crate::block::Page;
use crate::comments::Discussion;
use crate::options::Comments;

/// Posts of a forum and reviews of a product count if they hold this share of what may be content.
/// Below it, the kind of the page is probably wrong.
const SHARE_OF_POSTS: f32 = 0.02;

/// A page has an article if blocks outside the discussion that score above [`ARTICLE_SCORE`] have
/// this many words.
const MIN_ARTICLE_WORDS: f32 = 60.0;
const ARTICLE_SCORE: f32 = 0.5;

/// Fewer words of prose behind comments are a footer's.
const MAX_WORDS_BEHIND: f32 = 20.0;

/// Whether the posts of a discussion are the page's content: if the page is made of posts, like a
/// forum, and has no article outside them, or if most of the content by score is in them.
///
/// On other pages they are comments on the content, however many there are: a short post with a
/// hundred comments is the content, not the comments.
///
/// This depends on scores and not on a threshold, so that the answer is the same for every focus.
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
    // NaN scores change nothing.
    if inside.is_nan() || outside.is_nan() {
        return true;
    }
    if article < MIN_ARTICLE_WORDS && inside > outside {
        return true;
    }
    inside >= SHARE_OF_POSTS * (inside + outside) && is_made_of_posts()
}

/// Whether comments that no name tells of stand where comments stand, behind an article and with
/// nothing of it below them. Of others their name has told.
pub(crate) fn stands_behind_article(page: &Page, scores: &[f32], discussion: &Discussion) -> bool {
    let Some(row) = discussion.told_by_shape() else { return true };
    let words = |blocks: std::ops::Range<usize>| -> f32 {
        let blocks = page.blocks.iter().zip(scores).skip(blocks.start).take(blocks.len());
        let of_article =
            blocks.filter(|(block, score)| **score > ARTICLE_SCORE && block.is_prose());
        of_article.map(|(block, _)| block.measures.words).sum()
    };
    words(0..row.start) >= MIN_ARTICLE_WORDS
        && words(row.end..page.blocks.len()) <= MAX_WORDS_BEHIND
}

/// The scores with comments set to 0: they are not content, whatever they score.
pub(super) fn without(page: &Page, scores: &[f32], discussion: &Discussion) -> Vec<f32> {
    let scores = page.blocks.iter().zip(scores);
    scores.map(|(block, &score)| if discussion.holds(block) { 0.0 } else { score }).collect()
}

/// Keeps what readers wrote, with names and dates, whatever its score, if the caller wants it. The
/// rest of the discussion is dropped as part of it.
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
