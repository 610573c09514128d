//! An ensemble of oblivious trees. Every tree asks the same questions of every row, so a question
//! is answered for all rows at once, without branches.

use super::read::Reader;
use std::ops::Range;

/// Trees with as many questions as [`Ensemble::depth`] each.
#[derive(Debug)]
pub(super) struct Ensemble {
    bias: f32,
    depth: usize,
    /// The features used by questions.
    features: Vec<u16>,
    /// The distinct questions, grouped by feature: many trees ask the same ones.
    questions: Vec<Question>,
    /// The questions about each of the features.
    about: Vec<Range<usize>>,
    /// The questions of the trees, one tree after the other, as indexes into the distinct
    /// questions.
    asked: Vec<u16>,
    /// The values of all trees' leaves, one tree after the other.
    leaves: Vec<f32>,
}

/// Whether a feature is greater than a threshold.
#[derive(Clone, Copy, Debug)]
struct Question {
    /// Index into [`Ensemble::features`].
    feature: u16,
    threshold: f32,
}

/// A feature of the rows of a group.
#[derive(Clone, Copy)]
struct Values {
    of_rows: [f32; GROUP],
    /// Whether the values differ from those of the previous group.
    changed: bool,
}

/// The number of rows in a group.
const GROUP: usize = 64;

/// Deeper trees would need more than a byte for a row's leaf.
const MAX_DEPTH: usize = 8;

impl Ensemble {
    /// Reads an ensemble over this many features; `None` if the bytes are invalid.
    pub(super) fn read(reader: &mut Reader<'_>, features: usize) -> Option<Ensemble> {
        let bias = reader.f32()?;
        let depth = usize::from(reader.u8()?);
        let trees = usize::from(reader.u16()?);
        if !(1..=MAX_DEPTH).contains(&depth) {
            return None;
        }
        let used = usize::from(reader.u16()?);
        let mut of_features = Vec::with_capacity(used);
        let mut about: Vec<Range<usize>> = Vec::with_capacity(used);
        let mut questions = Vec::new();
        for slot in 0..used {
            let feature = reader.u16()?;
            let count = usize::from(reader.u16()?);
            if usize::from(feature) >= features {
                return None;
            }
            of_features.push(feature);
            about.push(questions.len()..questions.len() + count);
            for _ in 0..count {
                questions.push(Question { feature: slot as u16, threshold: reader.f32()? });
            }
        }
        let mut asked = Vec::with_capacity(trees * depth);
        for _ in 0..trees * depth {
            let mut questions = about.get(usize::from(reader.u16()?))?.clone();
            let question = questions.nth(usize::from(reader.u8()?))?;
            asked.push(u16::try_from(question).ok()?);
        }
        let scale = reader.f32()?;
        let leaves = (0..trees << depth)
            .map(|_| reader.i16().map(|leaf| f32::from(leaf) * scale))
            .collect::<Option<Vec<f32>>>()?;
        Some(Ensemble { bias, depth, features: of_features, questions, about, asked, leaves })
    }

    /// The sum over all trees for every row; `fill` writes the values of one, `columns` in number.
    pub(super) fn margins(
        &self,
        rows: usize,
        columns: usize,
        fill: impl Fn(usize, &mut [f32]),
    ) -> Vec<f32> {
        let mut margins = vec![self.bias; rows];
        let mut row = vec![0.0; columns];
        // NaN equals nothing, so the first group changes them all.
        let unknown = Values { of_rows: [f32::NAN; GROUP], changed: false };
        let mut values = vec![unknown; self.features.len()];
        let mut answers = vec![[0; GROUP]; self.questions.len()];
        for (group, margins) in margins.chunks_mut(GROUP).enumerate() {
            for lane in 0..margins.len() {
                fill(group * GROUP + lane, &mut row);
                for (values, &feature) in values.iter_mut().zip(&self.features) {
                    let value = row.get(usize::from(feature)).copied().unwrap_or_default();
                    values.changed |= value != values.of_rows[lane];
                    values.of_rows[lane] = value;
                }
            }
            self.answer(&mut values, &mut answers, margins.len());
            self.add_leaves(&answers, margins);
        }
        margins
    }

    /// Answers all questions for a group of rows, as bytes with all bits or none set. Features with
    /// the same values as in the previous group, such as most figures of the page, keep their
    /// answers.
    fn answer(&self, values: &mut [Values], answers: &mut [[u8; GROUP]], rows: usize) {
        for (values, about) in values.iter_mut().zip(&self.about) {
            if !std::mem::take(&mut values.changed) {
                continue;
            }
            let answers = answers.get_mut(about.clone()).into_iter().flatten();
            let questions = self.questions.get(about.clone()).into_iter().flatten();
            for (answers, question) in answers.zip(questions) {
                // With a bound unknown to the compiler, the loop is vectorized.
                for (answer, &value) in answers.iter_mut().zip(&values.of_rows).take(rows) {
                    *answer = u8::from(value > question.threshold).wrapping_neg();
                }
            }
        }
    }

    /// Adds the leaves of all trees to the margins of a group of rows.
    fn add_leaves(&self, answers: &[[u8; GROUP]], margins: &mut [f32]) {
        // The only or last group of a page may be incomplete.
        match margins.len() {
            0..=16 => self.add_to::<16>(answers, margins),
            17..=32 => self.add_to::<32>(answers, margins),
            _ => self.add_to::<GROUP>(answers, margins),
        }
    }

    fn add_to<const LANES: usize>(&self, answers: &[[u8; GROUP]], margins: &mut [f32]) {
        let mut sums = [0.0; LANES];
        let rows = margins.len().min(LANES);
        sums[..rows].copy_from_slice(&margins[..rows]);
        // With a constant number of leaves, bounds checks disappear.
        match self.depth {
            1 => self.add::<2, LANES>(answers, &mut sums),
            2 => self.add::<4, LANES>(answers, &mut sums),
            3 => self.add::<8, LANES>(answers, &mut sums),
            4 => self.add::<16, LANES>(answers, &mut sums),
            5 => self.add::<32, LANES>(answers, &mut sums),
            6 => self.add::<64, LANES>(answers, &mut sums),
            7 => self.add::<128, LANES>(answers, &mut sums),
            _ => self.add::<256, LANES>(answers, &mut sums),
        }
        margins[..rows].copy_from_slice(&sums[..rows]);
    }

    fn add<const LEAVES: usize, const LANES: usize>(
        &self,
        answers: &[[u8; GROUP]],
        sums: &mut [f32; LANES],
    ) {
        for (asked, leaves) in self.trees() {
            let Some(leaves) = leaves.first_chunk::<LEAVES>() else { continue };
            let mut leaf_of_row = [0u8; LANES];
            for (bit, &question) in asked.iter().enumerate() {
                let answers = answers.get(usize::from(question));
                let Some(answers) = answers.and_then(|all| all.first_chunk::<LANES>()) else {
                    continue;
                };
                for (leaf, &answer) in leaf_of_row.iter_mut().zip(answers) {
                    *leaf |= answer & (1 << bit);
                }
            }
            for (sum, &leaf) in sums.iter_mut().zip(&leaf_of_row) {
                *sum += leaves[usize::from(leaf) % LEAVES];
            }
        }
    }

    /// The questions and the leaves of each tree.
    fn trees(&self) -> impl Iterator<Item = (&[u16], &[f32])> {
        self.asked.chunks_exact(self.depth).zip(self.leaves.chunks_exact(1 << self.depth))
    }

    /// The sum over all trees for one row.
    pub(super) fn margin(&self, row: &[f32]) -> f32 {
        let yes = |question: &u16| {
            self.questions.get(usize::from(*question)).is_some_and(|question| {
                let feature = self.features.get(usize::from(question.feature)).copied();
                let value = feature.and_then(|feature| row.get(usize::from(feature)));
                value.copied().unwrap_or_default() > question.threshold
            })
        };
        self.trees().fold(self.bias, |margin, (asked, leaves)| {
            let answers = asked.iter().rev();
            let leaf = answers.fold(0, |leaf, question| leaf << 1 | usize::from(yes(question)));
            margin + leaves.get(leaf).copied().unwrap_or_default()
        })
    }

    /// What each feature adds to one row's margin, compared with the mean over the leaves: the
    /// change of each tree's value as the answers become known one by one.
    pub(crate) fn contributions(&self, row: &[f32], mut add: impl FnMut(usize, f32)) {
        for (asked, leaves) in self.trees() {
            let mut open: Vec<f32> = leaves.to_vec();
            let mut before = mean(&open);
            // The last question first: each answer halves the remaining leaves, from the top bit
            // down.
            for &question in asked.iter().rev() {
                let Some(question) = self.questions.get(usize::from(question)) else { continue };
                let feature = self.features.get(usize::from(question.feature));
                let feature = feature.map_or(0, |&feature| usize::from(feature));
                let value = row.get(feature).copied().unwrap_or(0.0);
                let half = open.len() / 2;
                if value > question.threshold {
                    open.drain(..half);
                } else {
                    open.truncate(half);
                }
                let after = mean(&open);
                add(feature, after - before);
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
