//! The boosting loop.

use super::leaves::{make_monotone, newton_steps};
use super::random::{choose, hash};
use super::sampling::{Derivatives, sample};
use super::tree::{Criterion, grow};
use super::{Binned, CHUNK, Ensemble, Tree, sigmoid};
use rayon::prelude::*;

/// What the trees minimize.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// Cross-entropy between labels, 0 to 1, and the logistic function of the margin.
    Logistic,
    /// Half the squared difference between label and margin.
    Squared,
}

/// How to train.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// The features that trees may use; all if empty.
    pub only: Vec<u16>,
    /// Maximum number of trees.
    pub trees: usize,
    /// Questions per tree, at most 8.
    pub depth: usize,
    pub learning_rate: f32,
    /// Added to a leaf's second derivatives; the unit is a row of mean weight.
    pub l2: f32,
    /// Share of the rows a tree is grown on, 0 to 1. Rows are drawn by their gradients, so with
    /// uneven weights even 0.05 loses little. Leaf values always use all rows.
    pub row_sample: f32,
    /// Share of the features that a tree may use, 0 to 1.
    pub column_sample: f32,
    /// Second derivatives that a leaf needs for a value of its own; the unit is a row of mean
    /// weight.
    pub min_leaf_weight: f32,
    pub seed: u64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters {
            only: Vec::new(),
            trees: 500,
            depth: 6,
            learning_rate: 0.06,
            l2: 10.0,
            row_sample: 0.1,
            column_sample: 0.3,
            min_leaf_weight: 5.0,
            seed: 1,
        }
    }
}

/// Rows for early stopping, which are not trained on.
#[derive(Clone, Copy, Debug)]
pub struct Validation<'a> {
    pub rows: &'a [u32],
    /// Training ends after this many trees without improvement on these rows. The trees after the
    /// best are dropped.
    pub patience: usize,
}

/// What is learned.
#[derive(Clone, Copy, Debug)]
pub struct Problem<'a> {
    pub data: &'a Binned,
    /// By row of the data. Soft labels, 0 to 1, under [`Objective::Logistic`].
    pub labels: &'a [f32],
    /// By row of the data.
    pub weights: &'a [f32],
    pub objective: Objective,
    /// By feature, the direction in which margins must not fall: -1, 0 for none, or 1. May be
    /// empty.
    pub monotone: &'a [i8],
}

impl<'a> Problem<'a> {
    /// A problem without directions.
    pub fn new(
        data: &'a Binned,
        labels: &'a [f32],
        weights: &'a [f32],
        objective: Objective,
    ) -> Problem<'a> {
        Problem { data, labels, weights, objective, monotone: &[] }
    }
}

/// Trains an ensemble on the given rows of the data.
pub fn train(
    problem: &Problem,
    rows: &[u32],
    parameters: &Parameters,
    validation: Option<Validation>,
) -> Ensemble {
    let &Problem { data, monotone, .. } = problem;
    assert!((1..=8).contains(&parameters.depth), "depth 1 to 8");
    let mut state = State::new(problem, rows);
    let mut ensemble = Ensemble { bias: state.bias, trees: Vec::with_capacity(parameters.trees) };
    let features = (0..data.columns.len())
        .filter(|&feature| !data.borders[feature].is_empty())
        .filter(|&feature| {
            parameters.only.is_empty() || parameters.only.contains(&(feature as u16))
        })
        .map(|feature| feature as u16)
        .collect::<Vec<_>>();
    if features.is_empty() || rows.is_empty() {
        return ensemble;
    }
    let columns = (parameters.column_sample * features.len() as f32).ceil().max(1.0) as usize;
    let criterion = Criterion {
        depth: parameters.depth,
        l2: parameters.l2,
        min_leaf_weight: parameters.min_leaf_weight,
    };
    let mut watch = validation.map(|validation| {
        let held_out = State::new(problem, validation.rows);
        (held_out.with_bias(ensemble.bias), validation.patience, f64::INFINITY, 0)
    });
    for number in 0..parameters.trees {
        let stream = hash(parameters.seed ^ hash(number as u64));
        let chosen = choose(&features, columns, hash(stream ^ 1));
        let sample = sample(&state.derivatives, parameters.row_sample, hash(stream ^ 2));
        let splits = grow(data, rows, &sample, &chosen, monotone, &criterion);
        let mut tree = Tree { leaves: vec![0.0; 1 << splits.len()], splits };
        let sums = state.leaf_sums(&tree);
        tree.leaves = newton_steps(&sums, &criterion);
        make_monotone(&mut tree.leaves, &sums, &tree.splits, monotone);
        tree.leaves.iter_mut().for_each(|value| *value *= parameters.learning_rate);
        state.add(&tree);
        ensemble.trees.push(tree);
        if let Some((held_out, patience, best, best_trees)) = &mut watch {
            let tree = &ensemble.trees[number];
            held_out.leaf_sums(tree);
            held_out.add(tree);
            let loss = held_out.loss();
            if loss < *best {
                (*best, *best_trees) = (loss, number + 1);
            } else if number + 1 >= *best_trees + *patience {
                break;
            }
        }
    }
    if let Some((_, _, _, best_trees)) = watch {
        ensemble.trees.truncate(best_trees);
    }
    ensemble
}

/// Rows with their current margins.
struct State<'a> {
    data: &'a Binned,
    rows: &'a [u32],
    objective: Objective,
    labels: Vec<f32>,
    /// With a mean of 1.
    weights: Vec<f32>,
    bias: f32,
    margins: Vec<f32>,
    derivatives: Vec<Derivatives>,
    /// The rows' leaves in the latest tree.
    leaves: Vec<u8>,
}

impl<'a> State<'a> {
    fn new(problem: &Problem<'a>, rows: &'a [u32]) -> State<'a> {
        let &Problem { data, labels, weights, objective, .. } = problem;
        let labels = rows.iter().map(|&row| labels[row as usize]).collect::<Vec<_>>();
        let mut weights = rows.iter().map(|&row| weights[row as usize]).collect::<Vec<_>>();
        let total = weights.iter().map(|&weight| f64::from(weight)).sum::<f64>().max(1e-12);
        let weighted = labels.iter().zip(&weights).map(|(&l, &w)| f64::from(l) * f64::from(w));
        let mean = weighted.sum::<f64>() / total;
        let scale = (rows.len() as f64 / total) as f32;
        weights.iter_mut().for_each(|weight| *weight *= scale);
        let bias = match objective {
            Objective::Logistic => {
                let mean = mean.clamp(1e-6, 1.0 - 1e-6);
                (mean / (1.0 - mean)).ln()
            }
            Objective::Squared => mean,
        };
        let state = State {
            data,
            rows,
            objective,
            labels,
            weights,
            bias: 0.0,
            margins: vec![0.0; rows.len()],
            derivatives: vec![Derivatives::default(); rows.len()],
            leaves: vec![0; rows.len()],
        };
        state.with_bias(bias as f32)
    }

    fn with_bias(mut self, bias: f32) -> State<'a> {
        self.bias = bias;
        self.margins.fill(bias);
        self.add(&Tree { splits: Vec::new(), leaves: vec![0.0] });
        self
    }

    /// Finds the rows' leaves in a tree; sums of first and second derivatives by leaf.
    fn leaf_sums(&mut self, tree: &Tree) -> Vec<(f64, f64)> {
        let pieces = self
            .leaves
            .par_chunks_mut(CHUNK)
            .zip(self.rows.par_chunks(CHUNK))
            .zip(self.derivatives.par_chunks(CHUNK))
            .map(|((leaves, rows), derivatives)| {
                tree.leaf_indices(self.data, rows, leaves);
                let mut sums = vec![(0f64, 0f64); tree.leaves.len()];
                for (&leaf, row) in leaves.iter().zip(derivatives) {
                    let sum = &mut sums[usize::from(leaf)];
                    sum.0 += f64::from(row.gradient);
                    sum.1 += f64::from(row.hessian);
                }
                sums
            })
            .collect::<Vec<_>>();
        let mut sums = vec![(0f64, 0f64); tree.leaves.len()];
        for piece in pieces {
            for (sum, piece) in sums.iter_mut().zip(piece) {
                sum.0 += piece.0;
                sum.1 += piece.1;
            }
        }
        sums
    }

    /// Adds the tree whose leaves were found last to the margins, and recomputes the derivatives.
    fn add(&mut self, tree: &Tree) {
        let State { objective, labels, weights, margins, derivatives, leaves, .. } = self;
        margins
            .par_chunks_mut(CHUNK)
            .zip(derivatives.par_chunks_mut(CHUNK))
            .zip(leaves.par_chunks(CHUNK))
            .zip(labels.par_chunks(CHUNK).zip(weights.par_chunks(CHUNK)))
            .for_each(|(((margins, derivatives), leaves), (labels, weights))| {
                for at in 0..margins.len() {
                    margins[at] += tree.leaves[usize::from(leaves[at])];
                    derivatives[at] = objective.derivatives(margins[at], labels[at], weights[at]);
                }
            });
    }

    /// Mean loss, weighted.
    fn loss(&self) -> f64 {
        let pieces = self
            .margins
            .par_chunks(CHUNK)
            .zip(self.labels.par_chunks(CHUNK).zip(self.weights.par_chunks(CHUNK)))
            .map(|(margins, (labels, weights))| {
                let rows = margins.iter().zip(labels.iter().zip(weights));
                rows.map(|(&margin, (&label, &weight))| {
                    f64::from(weight) * self.objective.loss(margin, label)
                })
                .sum::<f64>()
            })
            .collect::<Vec<_>>();
        pieces.iter().sum::<f64>() / self.rows.len().max(1) as f64
    }
}

impl Objective {
    fn derivatives(self, margin: f32, label: f32, weight: f32) -> Derivatives {
        match self {
            Objective::Logistic => {
                let probability = sigmoid(margin);
                Derivatives {
                    gradient: weight * (probability - label),
                    hessian: weight * (probability * (1.0 - probability)).max(1e-6),
                }
            }
            Objective::Squared => {
                Derivatives { gradient: weight * (margin - label), hessian: weight }
            }
        }
    }

    /// The loss of one row of weight 1.
    fn loss(self, margin: f32, label: f32) -> f64 {
        let (margin, label) = (f64::from(margin), f64::from(label));
        match self {
            Objective::Logistic => margin.max(0.0) - margin * label + (-margin.abs()).exp().ln_1p(),
            Objective::Squared => 0.5 * (margin - label) * (margin - label),
        }
    }
}
