//! Scores → which blocks are kept.

pub(crate) mod comments;
mod fallback;
mod joint;
mod threshold;

use crate::block::Page;
use crate::comments::Discussion;
use crate::extractor::{Focus, Scorer};
use std::borrow::Cow;
use threshold::Aim;

/// The verdicts on a page's blocks.
#[derive(Debug)]
pub(crate) struct Selection {
    /// For every block whether it is main content.
    pub(crate) kept: Vec<bool>,
    /// The score from which blocks were kept.
    pub(crate) threshold: f32,
}

/// Decides which blocks are kept; none of the discussion, which stands beside the content.
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
    let threshold_of = |focus| match scorer {
        Scorer::Model => threshold::threshold(page, scores, Aim::of(focus)),
        // The formula's scores are no probabilities: fixed steps on its scale.
        Scorer::Density => match focus {
            Focus::Precision => 0.65,
            Focus::Balanced => 0.5,
            Focus::Recall => 0.35,
        },
    };
    let threshold = threshold_of(focus);
    let scores = match discussion {
        Some(discussion) => Cow::Owned(comments::without(page, scores, discussion)),
        None => Cow::Borrowed(scores),
    };
    let scores = joint::joined(page, &scores);
    let mut kept: Vec<bool> = scores.iter().map(|&score| score >= threshold).collect();
    let wider: &[Focus] = match focus {
        Focus::Precision => &[Focus::Balanced, Focus::Recall],
        Focus::Balanced => &[Focus::Recall],
        Focus::Recall => &[],
    };
    let wider = wider.iter().map(|&focus| threshold_of(focus));
    let lowered = fallback::never_empty(page, &scores, &mut kept, wider);
    Selection { kept, threshold: lowered.unwrap_or(threshold) }
}
