//! Scores → which blocks are kept.

mod blank;
mod code;
pub(crate) mod discussion;
mod fallback;
mod fragment;
mod headings;
mod repeats;
#[cfg(test)]
mod testing;
mod threshold;

use crate::block::Page;
use crate::comments::Discussion;
use crate::options::{Focus, Scorer};
pub(crate) use repeats::Repeats;
use std::borrow::Cow;
use threshold::Aim;

/// The verdicts on a page's blocks.
#[derive(Debug)]
pub(crate) struct Selection {
    /// For every block whether it is main content.
    pub(crate) kept: Vec<bool>,
    /// For every block what decided in place of its own score, if anything did.
    pub(crate) instead: Vec<Option<Instead>>,
    /// The score from which blocks were kept.
    pub(crate) threshold: f32,
}

/// What decides on a block in place of its own score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instead {
    /// Another block has the same text and stands for it.
    Copy,
    /// The piece of code that it is a line of, or the kept blocks around that.
    Code,
    /// The kept blocks that it is a heading among.
    Heading,
}

/// The threshold of a page that nothing is kept of.
const NOTHING: f32 = 1.0;

/// Decides which blocks are kept: none of the discussion, which stands beside the content, and no
/// text twice.
///
/// A page with nothing of an author's on it gives nothing, but to the focus on recall, which
/// always gives the best there is.
///
/// The discussion has its say in the threshold all the same: what is expected of the page there
/// belongs to the scores as they were learnt.
pub(crate) fn select(
    focus: Focus,
    scorer: Scorer,
    page: &Page,
    scores: &[f32],
    discussion: Option<&Discussion>,
) -> Selection {
    let beside = discussion.map(|found| discussion::without(page, scores, found));
    let copies = Repeats::of(page).copies(page, beside.as_deref().unwrap_or(scores));
    let once = without_copies(scores, &copies);
    let fragment = fragment::threshold(page);
    let threshold_of = |focus| match scorer {
        Scorer::Model => {
            fragment.unwrap_or_else(|| threshold::threshold(page, &once, Aim::of(focus)))
        }
        // The formula's scores are no probabilities: fixed steps on its scale.
        Scorer::Density => match focus {
            Focus::Precision => 0.65,
            Focus::Balanced => 0.5,
            Focus::Recall => 0.35,
        },
    };
    if scorer == Scorer::Model && focus != Focus::Recall && blank::is_blank(page, &once) {
        let instead = copies.iter().map(|copy| copy.then_some(Instead::Copy)).collect();
        return Selection { kept: vec![false; scores.len()], instead, threshold: NOTHING };
    }
    let threshold = threshold_of(focus);
    let own = match &beside {
        Some(beside) => without_copies(beside, &copies),
        None => Cow::Borrowed(&*once),
    };
    let pieces = code::pieces(page);
    let scores = code::joined(page, &pieces, &own);
    let mut kept: Vec<bool> = scores.iter().map(|&score| score >= threshold).collect();
    let wider: &[Focus] = match focus {
        Focus::Precision => &[Focus::Balanced, Focus::Recall],
        Focus::Balanced => &[Focus::Recall],
        Focus::Recall => &[],
    };
    let wider = wider.iter().map(|&focus| threshold_of(focus));
    let lowered = fallback::never_empty(page, &scores, &mut kept, wider);
    let threshold = lowered.unwrap_or(threshold);
    code::keep_among_content(page, &pieces, &scores, &mut kept);
    let with_code = kept.clone();
    headings::keep_among_content(page, &scores, &mut kept);
    let by_own = own.iter().map(|&own| own >= threshold);
    let decided = kept.iter().zip(with_code).zip(by_own).zip(copies);
    let instead = decided.map(|(((&kept, with_code), by_own), copy)| match copy {
        true => Some(Instead::Copy),
        false if kept != with_code => Some(Instead::Heading),
        false => (with_code != by_own).then_some(Instead::Code),
    });
    Selection { instead: instead.collect(), kept, threshold }
}

/// The scores with none left to copies.
fn without_copies<'a>(scores: &'a [f32], copies: &[bool]) -> Cow<'a, [f32]> {
    if !copies.contains(&true) {
        return Cow::Borrowed(scores);
    }
    let scores = scores.iter().zip(copies);
    Cow::Owned(scores.map(|(&score, &copy)| if copy { 0.0 } else { score }).collect())
}
