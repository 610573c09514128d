//! What the tests of the selection share.

use super::{Selection, select};
use crate::block::{self, Page};
use crate::dom;
use crate::options::{Focus, Limits, Scorer};

/// The page, cut into as many blocks as there are scores for.
pub(super) fn segmented(html: &str, scores: &[f32]) -> Page {
    let dom = dom::parse(html, &Limits::default(), false).unwrap();
    let page = block::segment(&dom);
    assert_eq!(page.blocks.len(), scores.len());
    page
}

/// What is kept of a page whose blocks have these scores, at the formula's threshold.
pub(super) fn selected(html: &str, scores: &[f32]) -> Selection {
    select(Focus::Balanced, Scorer::Density, &segmented(html, scores), scores, None)
}
