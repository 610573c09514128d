//! What the ensemble sees of each block: the measured features, and the density formula's view.

use crate::block::Page;
use crate::dom::Dom;
use crate::features::{self, Feature, Lexicon, Matrix, Measures};
use crate::score::density::Formula;
use std::ops::Range;

/// The number of columns of [`measure`].
pub(crate) const LEN: usize = features::names_len() + Formula::LEN;

/// The columns of [`measure`], in order.
pub(crate) fn names() -> Vec<Feature> {
    features::names().into_iter().chain(Formula::features()).collect()
}

/// Measures all blocks of a page.
pub(crate) fn measure(dom: &Dom, page: &Page, lexicon: &Lexicon) -> Matrix {
    let rows = page.blocks.len();
    let mut matrix = Matrix::new(rows, LEN);
    Inputs::of(dom, page, lexicon).write(0..rows, &mut matrix);
    matrix
}

/// What the rows of a page's blocks are made of.
pub(super) struct Inputs<'a> {
    measures: Measures<'a>,
    formula: Formula,
}

impl<'a> Inputs<'a> {
    pub(super) fn of(dom: &Dom, page: &'a Page, lexicon: &Lexicon) -> Inputs<'a> {
        Inputs { measures: Measures::of(dom, page, lexicon), formula: Formula::of(dom, page) }
    }

    /// Writes so many blocks into the first rows.
    pub(super) fn write(&self, blocks: Range<usize>, matrix: &mut Matrix) {
        for (row, block) in blocks.enumerate() {
            let column = self.measures.write(block, matrix, row);
            matrix.write(row, column, &self.formula.row(block));
        }
    }
}
