//! Decides whether readers' comments are the page's content.

use super::excluded::without as excluding;
use super::{DecidedBy, Verdict};
use crate::block::Page;
use crate::comments::Discussion;
use crate::features::PageType;
use crate::options::Comments;
use crate::score;
use std::borrow::Cow;

/// Posts of a forum and reviews of a product count if they hold this share of what may be content.
/// Below it, the kind of the page is probably wrong.
const SHARE_OF_POSTS: f32 = 0.02;

/// A page has an article if blocks outside the discussion that score above [`ARTICLE_SCORE`] have
/// this many words.
const MIN_ARTICLE_WORDS: f32 = 60.0;
const ARTICLE_SCORE: f32 = 0.5;

/// A page of which another kind is likelier may still be a thread if the probability of a forum is
/// this, and its posts begin behind fewer words of prose than this.
const MAY_BE_FORUM: f32 = 0.15;
const MIN_WORDS_AHEAD: f32 = 20.0;
/// The maximum number of words of a short page.
const MAX_WORDS_OF_SHORT_THREAD: f32 = 300.0;

/// Fewer words of prose behind comments are a footer's.
const MAX_WORDS_BEHIND: f32 = 20.0;

/// Whether a page is made of what readers wrote, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MadeOfPosts {
    /// A thread of a forum.
    Thread,
    /// A product with its reviews.
    Reviews,
    Perhaps,
    No,
}

impl MadeOfPosts {
    /// From the probability of each kind.
    pub(crate) fn of(kinds: &[f32; PageType::ALL.len()]) -> MadeOfPosts {
        match score::likeliest(kinds).0 {
            PageType::Forum => MadeOfPosts::Thread,
            PageType::Product => MadeOfPosts::Reviews,
            _ if kinds[PageType::Forum as usize] >= MAY_BE_FORUM => MadeOfPosts::Perhaps,
            _ => MadeOfPosts::No,
        }
    }
}

/// Whether a page is so short that its posts are told from what stands around them by any sign.
pub(crate) fn is_short_thread(page: &Page) -> bool {
    page.stats().words <= MAX_WORDS_OF_SHORT_THREAD
}

/// Whether the posts of a discussion are the page's content: if the page is made of posts, like a
/// forum, or if most of the content by score is in them and there is no article outside them.
///
/// On other pages they are comments on the content, however many there are: a short post with a
/// hundred comments is the content, not the comments.
///
/// This depends on scores and not on a threshold, so that the answer is the same for every focus.
pub(crate) fn are_content(
    page: &Page,
    scores: &[f32],
    discussion: &Discussion,
    made_of_posts: impl FnOnce() -> MadeOfPosts,
) -> bool {
    let (mut inside, mut outside, mut article, mut ahead) = (0.0, 0.0, 0.0, 0.0);
    for (block, &score) in page.blocks.iter().zip(scores) {
        let words = block.measures.words;
        if discussion.holds(block) {
            inside += score * words;
            continue;
        }
        outside += score * words;
        if score > ARTICLE_SCORE {
            article += words;
            ahead += if inside == 0.0 && block.is_prose() { words } else { 0.0 };
        }
    }
    // NaN scores change nothing.
    if inside.is_nan() || outside.is_nan() {
        return true;
    }
    if article < MIN_ARTICLE_WORDS && inside > outside {
        return true;
    }
    inside >= SHARE_OF_POSTS * (inside + outside)
        && match made_of_posts() {
            MadeOfPosts::Thread | MadeOfPosts::Reviews => true,
            MadeOfPosts::Perhaps => ahead < MIN_WORDS_AHEAD,
            MadeOfPosts::No => false,
        }
}

/// Whether a page has no article outside the posts of a thread.
pub(crate) fn is_whole_page(page: &Page, scores: &[f32], thread: &Discussion) -> bool {
    let blocks = page.blocks.iter().zip(scores);
    let outside = blocks.filter(|(block, score)| {
        **score > ARTICLE_SCORE && block.is_prose() && !thread.holds(block)
    });
    outside.map(|(block, _)| block.measures.words).sum::<f32>() < MIN_ARTICLE_WORDS
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
pub(super) fn without<'a>(
    page: &Page,
    scores: &'a [f32],
    discussion: Option<&Discussion>,
) -> Cow<'a, [f32]> {
    let Some(discussion) = discussion else { return Cow::Borrowed(scores) };
    let holds: Vec<bool> = page.blocks.iter().map(|block| discussion.holds(block)).collect();
    excluding(scores, &holds)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{block, comments, dom};

    /// Whether three posts are content, with a text of so many words around them.
    fn are_content_with(ahead: usize, behind: usize, made_of_posts: MadeOfPosts) -> bool {
        let text = |words| format!("<p>{}.</p>", "word ".repeat(words).trim_end());
        let (ahead, behind) = (text(ahead), text(behind));
        let post = r#"<li class="comment"><p class="author">Ana</p><p>Agreed, all of it.</p></li>"#;
        let posts = format!(r#"<ol class="commentlist">{}</ol>"#, post.repeat(3));
        let html = format!("<div><h1>On words</h1>{ahead}</div>{posts}{behind}");
        let dom = dom::parse(&html, &Limits::default(), false).unwrap();
        let page = block::segment(&dom);
        let discussion = comments::find(&dom, &page).unwrap();
        are_content(&page, &vec![0.9; page.blocks.len()], &discussion, || made_of_posts)
    }

    #[test]
    fn a_page_that_may_be_a_forum_is_one_if_its_posts_have_no_text_ahead() {
        use MadeOfPosts::{No, Perhaps, Thread};
        for made_of_posts in [Thread, Perhaps, No] {
            assert!(are_content_with(1, 1, made_of_posts));
        }
        assert!(are_content_with(100, 1, Thread) && are_content_with(1, 100, Thread));
        assert!(!are_content_with(100, 1, Perhaps) && are_content_with(1, 100, Perhaps));
        assert!(!are_content_with(100, 1, No) && !are_content_with(1, 100, No));
    }

    #[test]
    fn a_page_may_be_a_forum_if_another_kind_is_somewhat_likelier() {
        let kinds = |forum: f32| {
            let mut kinds = [0.0; PageType::ALL.len()];
            kinds[PageType::Forum as usize] = forum;
            kinds[PageType::Article as usize] = 1.0 - forum;
            MadeOfPosts::of(&kinds)
        };
        assert_eq!(kinds(0.6), MadeOfPosts::Thread);
        assert_eq!(kinds(0.2), MadeOfPosts::Perhaps);
        assert_eq!(kinds(0.1), MadeOfPosts::No);
    }
}
