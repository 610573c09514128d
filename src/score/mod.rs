//! Scores blocks.

pub(crate) mod density;
pub(crate) mod expected;
pub(crate) mod judgement;
pub(crate) mod model;

use crate::block::Page;
use crate::dom::Dom;
use crate::features::{Overview, PageType};
use crate::options::Scorer;
use model::Model;
use std::sync::OnceLock;

/// The probability of each block to be main content.
pub(crate) fn score(scorer: Scorer, dom: &Dom, page: &Page, overview: &CachedOverview) -> Vec<f32> {
    let learned = match scorer {
        Scorer::Model => Model::embedded().score(dom, page, overview.of(dom, page)),
        Scorer::Density => None,
    };
    learned.unwrap_or_else(|| density::score(dom, page))
}

/// The page as a whole, measured for the embedded model on first use.
#[derive(Debug, Default)]
pub(crate) struct CachedOverview(OnceLock<Overview>);

impl CachedOverview {
    pub(crate) fn of(&self, dom: &Dom, page: &Page) -> &Overview {
        self.0.get_or_init(|| Overview::of(dom, page, &Model::embedded().lexicon.kinds))
    }
}

/// The probability of each kind of page, in the order of [`PageType::ALL`]. To the formula, all are
/// equally likely.
pub(crate) fn kinds(
    scorer: Scorer,
    dom: &Dom,
    page: &Page,
    overview: &CachedOverview,
) -> [f32; PageType::ALL.len()] {
    match scorer {
        Scorer::Model => Model::embedded().kinds(overview.of(dom, page)),
        Scorer::Density => [1.0 / PageType::ALL.len() as f32; PageType::ALL.len()],
    }
}

/// The most likely kind of a page, and its probability.
pub(crate) fn page_type(overview: &Overview) -> (PageType, f32) {
    likeliest(&Model::embedded().kinds(overview))
}

/// The most likely of the kinds, and its probability.
pub(crate) fn likeliest(kinds: &[f32; PageType::ALL.len()]) -> (PageType, f32) {
    let best =
        PageType::ALL.iter().copied().zip(kinds.iter().copied()).max_by(|a, b| a.1.total_cmp(&b.1));
    best.unwrap_or((PageType::Article, 0.0))
}
