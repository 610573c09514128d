//! Blocks → scores.

pub(crate) mod density;
pub(crate) mod expected;
pub(crate) mod judgement;
pub(crate) mod model;

use crate::block::Page;
use crate::dom::Dom;
use crate::features::{Overview, PageType};
use crate::options::Scorer;
use model::Model;

/// The probability of each block to be main content.
pub(crate) fn score(scorer: Scorer, dom: &Dom, page: &Page) -> Vec<f32> {
    let learned = match scorer {
        Scorer::Model => Model::embedded().score(dom, page),
        Scorer::Density => None,
    };
    learned.unwrap_or_else(|| density::score(dom, page))
}

/// The page as a whole, measured as the embedded model wants it.
pub(crate) fn overview(dom: &Dom, page: &Page) -> Overview {
    Overview::of(dom, page, &Model::embedded().lexicon.kinds)
}

/// The kind of a page, and the probability of that.
pub(crate) fn page_type(dom: &Dom, page: &Page) -> (PageType, f32) {
    let kinds = Model::embedded().kinds(&overview(dom, page));
    let best = PageType::ALL.into_iter().zip(kinds).max_by(|a, b| a.1.total_cmp(&b.1));
    best.unwrap_or((PageType::Article, 0.0))
}
