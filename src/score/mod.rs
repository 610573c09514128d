//! Blocks → scores.

mod density;

use crate::block::Page;
use crate::dom::Dom;
use crate::extractor::Scorer;

/// The probability of each block to be main content.
pub(crate) fn score(scorer: Scorer, dom: &Dom, page: &Page) -> Vec<f32> {
    match scorer {
        Scorer::Density | Scorer::Model => density::score(dom, page),
    }
}
