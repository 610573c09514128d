//! Gradient boosting with oblivious decision trees.
//!
//! All nodes of one level of an oblivious tree ask the same question, so a tree of depth d is d
//! questions and a table of 2^d leaves, and is evaluated without a branch. Trees are grown level
//! by level on histograms of second-order gradients (Chen, Guestrin: "XGBoost", KDD 2016;
//! Prokhorenkova et al.: "CatBoost", NeurIPS 2018) of rows drawn by their gradients (Ibragimov,
//! Gusev: "Minimal Variance Sampling in Stochastic Gradient Boosting", NeurIPS 2019).
//!
//! The same data, parameters and seed give the same trees bit for bit on any number of threads:
//! histograms are sums of integers, other sums are taken over chunks of fixed size in a fixed
//! order, and random numbers are hashes of the seed and what they are for.

mod binning;
mod histogram;
mod leaves;
pub(crate) mod random;
mod sampling;
mod train;
mod tree;

pub use binning::{Binned, bin};
pub use train::{Objective, Parameters, Problem, Validation, train};

use rayon::prelude::*;

/// A question, and what asking it was worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    pub feature: u16,
    /// A row goes right (its leaf index gets a 1) if its bin is greater than this one.
    pub bin: u8,
    /// By how much the split lowered the objective's second-order approximation.
    pub gain: f32,
}

/// An oblivious decision tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    pub splits: Vec<Split>,
    /// What each leaf adds to the margin, learning rate included. Bit k of a leaf's index is the
    /// answer to `splits[k]`.
    pub leaves: Vec<f32>,
}

/// A sum of trees.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    pub bias: f32,
    pub trees: Vec<Tree>,
}

/// Rows per parallel chunk. Sums are computed per chunk, so results depend on it.
const CHUNK: usize = 1 << 14;

impl Tree {
    /// The leaf index of every row.
    fn leaf_indices(&self, data: &Binned, rows: &[u32], indices: &mut [u8]) {
        indices.fill(0);
        for (level, split) in self.splits.iter().enumerate() {
            let column = &data.columns[usize::from(split.feature)];
            for (index, &row) in indices.iter_mut().zip(rows) {
                *index |= u8::from(column[row as usize] > split.bin) << level;
            }
        }
    }
}

impl Ensemble {
    /// The raw margins of rows: log odds under [`Objective::Logistic`], the prediction itself
    /// under [`Objective::Squared`].
    pub fn predict(&self, data: &Binned, rows: &[u32]) -> Vec<f32> {
        let mut margins = vec![self.bias; rows.len()];
        margins.par_chunks_mut(CHUNK).zip(rows.par_chunks(CHUNK)).for_each(|(margins, rows)| {
            let mut indices = vec![0; rows.len()];
            for tree in &self.trees {
                tree.leaf_indices(data, rows, &mut indices);
                for (margin, &index) in margins.iter_mut().zip(&indices) {
                    *margin += tree.leaves[usize::from(index)];
                }
            }
        });
        margins
    }

    /// For every feature, the share of the total gain from splits on it.
    pub fn importances(&self, features: usize) -> Vec<f32> {
        let mut gains = vec![0.0; features];
        for split in self.trees.iter().flat_map(|tree| &tree.splits) {
            gains[usize::from(split.feature)] += split.gain.max(0.0);
        }
        let total = gains.iter().sum::<f32>();
        if total > 0.0 {
            gains.iter_mut().for_each(|gain| *gain /= total);
        }
        gains
    }
}

/// The logistic function.
pub fn sigmoid(margin: f32) -> f32 {
    1.0 / (1.0 + (-margin).exp())
}

#[cfg(test)]
mod tests;
