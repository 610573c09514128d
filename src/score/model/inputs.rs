//! What the ensemble sees of each block: the measured features, and the density formula's view.

use crate::block::Page;
use crate::dom::Dom;
use crate::features::{self, Feature, Lexicon, Matrix};
use crate::score::density::Formula;

/// The number of columns of [`measure`].
pub(crate) const LEN: usize = features::names_len() + Formula::LEN;

/// The columns of [`measure`], in order.
pub(crate) fn names() -> Vec<Feature> {
    features::names().into_iter().chain(Formula::features()).collect()
}

/// Measures all blocks of a page.
pub(crate) fn measure(dom: &Dom, page: &Page, lexicon: &Lexicon) -> Matrix {
    let mut matrix = features::measure(dom, page, lexicon);
    let formula = Formula::of(dom, page);
    matrix.append(|block| formula.row(block));
    matrix
}
