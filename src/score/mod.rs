//! Blocks → scores.

pub(crate) mod density;
pub(crate) mod judgement;
pub(crate) mod model;

use crate::block::Page;
use crate::dom::Dom;
use crate::extractor::Scorer;
use model::Model;

/// The probability of each block to be main content.
pub(crate) fn score(scorer: Scorer, dom: &Dom, page: &Page) -> Vec<f32> {
    let learned = match scorer {
        Scorer::Model => Model::embedded().score(dom, page),
        Scorer::Density => None,
    };
    learned.unwrap_or_else(|| density::score(dom, page))
}
