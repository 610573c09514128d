//! Helpers for tests of the renderers.

use crate::block;
use crate::dom;
use crate::extraction::Extraction;
use crate::options::Limits;
use crate::select::{DecidedBy, Selection, Verdict};

/// A page with every block kept, whatever its score would be.
pub(crate) fn everything(html: &str) -> Extraction {
    let dom = dom::parse(html, &Limits::default(), false).unwrap();
    let page = block::segment(&dom);
    let scores = vec![1.0; page.blocks.len()];
    let verdicts = vec![Verdict::kept_by(DecidedBy::Score); page.blocks.len()];
    let selection = Selection { verdicts, threshold: 0.0 };
    Extraction::new(dom, page, scores, selection)
}
