//! Helpers for tests of the selection.

use super::{DecidedBy, Selection, Settings, select};
use crate::block::{self, Page};
use crate::dom;
use crate::options::{Limits, Scorer};

/// The page, which must have as many blocks as there are scores.
pub(super) fn segmented(html: &str, scores: &[f32]) -> Page {
    let dom = dom::parse(html, &Limits::default(), false).unwrap();
    let page = block::segment(&dom);
    assert_eq!(page.blocks.len(), scores.len());
    page
}

/// The selection of a page whose blocks have these scores, at the formula's threshold.
pub(super) fn selected(html: &str, scores: &[f32]) -> Selection {
    let settings = Settings { scorer: Scorer::Density, ..Settings::default() };
    select(&settings, &segmented(html, scores), scores)
}

impl Selection {
    pub(super) fn decided_by(&self) -> Vec<DecidedBy> {
        self.verdicts.iter().map(|verdict| verdict.decided_by).collect()
    }
}
