//! An ensemble of oblivious trees: every tree asks the same questions of every row, so that one
//! question is answered for all rows at once, without a branch.

use super::read::Reader;

/// Trees with as many questions as [`Ensemble::depth`] each.
#[derive(Debug)]
pub(crate) struct Ensemble {
    bias: f32,
    depth: usize,
    /// The questions of all trees, one tree after the other.
    questions: Vec<Question>,
    /// The values of all trees' leaves, one tree after the other.
    leaves: Vec<f32>,
}

/// Whether a feature is greater than a threshold.
#[derive(Clone, Copy, Debug)]
struct Question {
    feature: u16,
    threshold: f32,
}

/// Deeper trees would need more than a byte for a row's leaf.
const GREATEST_DEPTH: usize = 8;

impl Ensemble {
    /// Reads an ensemble over so many features; `None` where the bytes are none.
    pub(super) fn read(reader: &mut Reader<'_>, features: usize) -> Option<Ensemble> {
        let bias = reader.f32()?;
        let depth = usize::from(reader.u8()?);
        let trees = usize::from(reader.u16()?);
        if !(1..=GREATEST_DEPTH).contains(&depth) {
            return None;
        }
        let used = usize::from(reader.u16()?);
        let mut thresholds = Vec::with_capacity(used);
        for _ in 0..used {
            let feature = reader.u16()?;
            let count = usize::from(reader.u16()?);
            let values = (0..count).map(|_| reader.f32()).collect::<Option<Vec<f32>>>()?;
            if usize::from(feature) >= features {
                return None;
            }
            thresholds.push((feature, values));
        }
        let mut questions = Vec::with_capacity(trees * depth);
        for _ in 0..trees * depth {
            let (feature, values) = thresholds.get(usize::from(reader.u16()?))?;
            let threshold = *values.get(usize::from(reader.u8()?))?;
            questions.push(Question { feature: *feature, threshold });
        }
        let scale = reader.f32()?;
        let leaves = (0..trees << depth)
            .map(|_| reader.i16().map(|leaf| f32::from(leaf) * scale))
            .collect::<Option<Vec<f32>>>()?;
        Some(Ensemble { bias, depth, questions, leaves })
    }

    /// The sum over all trees for every row; `column` gives a feature's values.
    pub(crate) fn margins<'a>(&self, rows: usize, column: impl Fn(usize) -> &'a [f32]) -> Vec<f32> {
        let mut margins = vec![self.bias; rows];
        let mut leaf_of_row = vec![0u8; rows];
        let trees =
            self.questions.chunks_exact(self.depth).zip(self.leaves.chunks_exact(1 << self.depth));
        for (questions, leaves) in trees {
            leaf_of_row.fill(0);
            for (bit, question) in questions.iter().enumerate() {
                let values = column(usize::from(question.feature));
                for (leaf, &value) in leaf_of_row.iter_mut().zip(values) {
                    *leaf |= u8::from(value > question.threshold) << bit;
                }
            }
            for (margin, &leaf) in margins.iter_mut().zip(&leaf_of_row) {
                *margin += leaves.get(usize::from(leaf)).copied().unwrap_or_default();
            }
        }
        margins
    }

    /// The sum over all trees for one row.
    pub(crate) fn margin(&self, row: &[f32]) -> f32 {
        self.margins(1, |feature| row.get(feature..=feature).unwrap_or(&[0.0]))
            .first()
            .copied()
            .unwrap_or(self.bias)
    }

    /// What each feature adds to one row's margin, against the mean over the leaves: the change
    /// of each tree's value when the answers are given one after the other.
    pub(crate) fn contributions(&self, row: &[f32], mut add: impl FnMut(usize, f32)) {
        let trees =
            self.questions.chunks_exact(self.depth).zip(self.leaves.chunks_exact(1 << self.depth));
        for (questions, leaves) in trees {
            let mut open: Vec<f32> = leaves.to_vec();
            let mut before = mean(&open);
            // The last question first: each answer halves what is left, from the top bit down.
            for question in questions.iter().rev() {
                let value = row.get(usize::from(question.feature)).copied().unwrap_or(0.0);
                let half = open.len() / 2;
                if value > question.threshold {
                    open.drain(..half);
                } else {
                    open.truncate(half);
                }
                let after = mean(&open);
                add(usize::from(question.feature), after - before);
                before = after;
            }
        }
    }
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

/// The logistic function.
pub(crate) fn logistic(margin: f32) -> f32 {
    1.0 / (1.0 + (-margin).exp())
}

#[cfg(test)]
impl Ensemble {
    /// The margin before any question is answered.
    pub(super) fn contributions_base(&self) -> f64 {
        let per_tree = 1 << self.depth;
        f64::from(self.bias)
            + self.leaves.iter().map(|&leaf| f64::from(leaf)).sum::<f64>() / f64::from(per_tree)
    }
}
