//! The inputs of the ensemble for each block: the measured features, and the density formula's
//! view.

use crate::block::Page;
use crate::dom::Dom;
use crate::features::{Group, Lexicon, Matrix, Measured, Measurer, Overview, groups};
use crate::score::density::{DensityFormula, FormulaFeatures, Terms};

/// The inputs of the ensemble for a block.
pub(crate) struct Input<'a> {
    measured: Measured<'a>,
    formula: FormulaFeatures,
    terms: &'a Terms,
}

groups! {
    impl Input<'_> as Input { measured, formula, terms } =>
    measured: Measured<'_> = *measured,
    formula: FormulaFeatures = *formula,
    terms: Terms = **terms,
}

/// A page ready to be measured block by block, as the rows of a large page would take more memory
/// than the page.
pub(crate) struct Inputs<'a> {
    rows: usize,
    measurer: Measurer<'a>,
    formula: DensityFormula,
}

impl<'a> Inputs<'a> {
    pub(crate) fn of(
        dom: &Dom,
        page: &'a Page,
        lexicon: &Lexicon,
        overview: &'a Overview,
    ) -> Inputs<'a> {
        Inputs {
            rows: page.blocks.len(),
            measurer: Measurer::of(dom, page, lexicon, overview),
            formula: DensityFormula::of(dom, page),
        }
    }

    /// The number of blocks.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Writes the inputs for a block.
    pub(crate) fn row(&self, block: usize, out: &mut [f32]) {
        if let Some(measured) = self.measurer.block(block) {
            let (formula, terms) = self.formula.of_block(block);
            Input { measured, formula, terms }.write(out);
        }
    }

    /// The inputs for all blocks.
    pub(crate) fn matrix(&self) -> Matrix {
        Matrix::of(self.rows, Input::LEN, |block, out| self.row(block, out))
    }
}
