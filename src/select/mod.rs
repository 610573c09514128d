//! Scores → which blocks are kept.

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
    let _ = (focus, page);
    Selection { kept: scores.iter().map(|&score| score >= 0.5).collect() }
}
