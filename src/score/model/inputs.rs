//! What the ensemble sees of each block: the measured features, and the density formula's view.

use crate::block::Page;
use crate::dom::Dom;
use crate::features::{self, Feature, Lexicon, Matrix, Measurer};
use crate::score::density::Formula;

/// The number of columns of [`Inputs::row`].
pub(crate) const LEN: usize = features::names_len() + Formula::LEN;

/// The columns of [`Inputs::row`], in order.
pub(crate) fn names() -> Vec<Feature> {
    features::names().into_iter().chain(Formula::features()).collect()
}

/// A page ready to be measured block by block: the rows of a large page would fill more memory
/// than the page.
pub(crate) struct Inputs<'a> {
    rows: usize,
    measurer: Measurer<'a>,
    formula: Formula,
}

impl<'a> Inputs<'a> {
    pub(crate) fn of(dom: &Dom, page: &'a Page, lexicon: &Lexicon) -> Inputs<'a> {
        Inputs {
            rows: page.blocks.len(),
            measurer: Measurer::of(dom, page, lexicon),
            formula: Formula::of(dom, page),
        }
    }

    /// The number of blocks.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Writes what the ensemble sees of a block.
    pub(crate) fn row(&self, block: usize, out: &mut [f32]) {
        let Some((measured, formula)) = out.split_at_mut_checked(features::names_len()) else {
            return;
        };
        self.measurer.row(block, measured);
        features::put(formula, self.formula.row(block));
    }

    /// What the ensemble sees of all blocks.
    pub(crate) fn matrix(&self) -> Matrix {
        Matrix::of(self.rows, LEN, |block, out| self.row(block, out))
    }
}
