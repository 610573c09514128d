//! Scores → which blocks are kept.

mod fallback;

use crate::block::Page;
use crate::extractor::Focus;

/// The verdicts on a page's blocks.
#[derive(Debug)]
pub(crate) struct Selection {
    /// For every block whether it is main content.
    pub(crate) kept: Vec<bool>,
}

/// Decides which blocks are kept.
pub(crate) fn select(focus: Focus, page: &Page, scores: &[f32]) -> Selection {
    let _ = focus;
    let mut kept: Vec<bool> = scores.iter().map(|&score| score >= 0.5).collect();
    fallback::never_empty(page, scores, &mut kept);
    Selection { kept }
}
