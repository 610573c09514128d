//! Scores → which blocks are kept.

mod fallback;
mod threshold;

use crate::block::Page;
use crate::extractor::{Focus, Scorer};
use threshold::Aim;

/// The verdicts on a page's blocks.
#[derive(Debug)]
pub(crate) struct Selection {
    /// For every block whether it is main content.
    pub(crate) kept: Vec<bool>,
    /// The score from which blocks were kept.
    pub(crate) threshold: f32,
}

/// Decides which blocks are kept.
pub(crate) fn select(focus: Focus, scorer: Scorer, page: &Page, scores: &[f32]) -> Selection {
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
    let mut kept: Vec<bool> = scores.iter().map(|&score| score >= threshold).collect();
    let wider: &[Focus] = match focus {
        Focus::Precision => &[Focus::Balanced, Focus::Recall],
        Focus::Balanced => &[Focus::Recall],
        Focus::Recall => &[],
    };
    let wider = wider.iter().map(|&focus| threshold_of(focus));
    let lowered = fallback::never_empty(page, scores, &mut kept, wider);
    Selection { kept, threshold: lowered.unwrap_or(threshold) }
}
