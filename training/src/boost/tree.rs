//! One tree, grown level by level on a sample of the rows.

use super::histogram::{self, Histogram, LANES, Packed, Scale};
use super::sampling::Sample;
use super::{Binned, Split};
use rayon::prelude::*;
use std::ops::Range;

/// How splits are evaluated.
#[derive(Clone, Copy, Debug)]
pub struct Criterion {
    pub depth: usize,
    pub l2: f32,
    pub min_leaf_weight: f32,
}

/// The questions of a tree.
///
/// `rows` are the training rows the sample's positions refer to, `features` the ones that may be
/// asked for, `monotone` the direction (-1, 0 or 1) of every feature of the data, or empty.
pub fn grow(
    data: &Binned,
    rows: &[u32],
    sample: &Sample,
    features: &[u16],
    monotone: &[i8],
    criterion: &Criterion,
) -> Vec<Split> {
    let (packed, scale) = histogram::pack(&sample.derivatives);
    let rows = sample.positions.iter().map(|&at| rows[at as usize]).collect::<Vec<_>>();
    let mut groups = features
        .par_chunks(LANES)
        .map(|features| Group::new(data, &rows, features, monotone, criterion.depth))
        .collect::<Vec<_>>();
    let mut partition = Partition::new(packed);
    let mut splits: Vec<Split> = Vec::with_capacity(criterion.depth);
    for level in 0..criterion.depth {
        let best = groups
            .par_iter_mut()
            .filter_map(|group| {
                group.count(&partition, level);
                group.best_split(&partition, scale, criterion)
            })
            .max_by(|a, b| a.gain.total_cmp(&b.gain).then(b.feature.cmp(&a.feature)));
        let Some(best) = best else { break };
        splits.push(best);
        let column = &data.columns[usize::from(best.feature)];
        let goes_right =
            rows.iter().map(|&row| column[row as usize] > best.bin).collect::<Vec<_>>();
        partition.split(&goes_right);
    }
    splits
}

/// The sample's rows, in the order of their leaves.
struct Partition {
    order: Vec<u32>,
    packed: Vec<Packed>,
    /// Where each leaf's rows are, by the leaf's index.
    leaves: Vec<Range<usize>>,
    /// Sums by leaf.
    totals: Vec<Packed>,
}

impl Partition {
    fn new(packed: Vec<Packed>) -> Partition {
        Partition {
            order: (0..packed.len() as u32).collect(),
            leaves: std::iter::once(0..packed.len()).collect(),
            totals: vec![packed.iter().sum()],
            packed,
        }
    }

    /// Splits every leaf in two. The right halves get the indexes after the left ones.
    fn split(&mut self, goes_right: &[bool]) {
        let mut right_order = Vec::new();
        let mut right_packed = Vec::new();
        for leaf in 0..self.leaves.len() {
            let range = self.leaves[leaf].clone();
            let mut end = range.start;
            let mut right_total = 0;
            right_order.clear();
            right_packed.clear();
            for at in range.clone() {
                let (position, packed) = (self.order[at], self.packed[at]);
                if goes_right[position as usize] {
                    right_order.push(position);
                    right_packed.push(packed);
                    right_total += packed;
                } else {
                    self.order[end] = position;
                    self.packed[end] = packed;
                    end += 1;
                }
            }
            self.order[end..range.end].copy_from_slice(&right_order);
            self.packed[end..range.end].copy_from_slice(&right_packed);
            self.leaves[leaf] = range.start..end;
            self.leaves.push(end..range.end);
            self.totals[leaf] -= right_total;
            self.totals.push(right_total);
        }
    }
}

/// A few features that are counted together.
struct Group {
    features: Vec<u16>,
    monotone: Vec<i8>,
    borders: Vec<usize>,
    /// The bins of the sample's rows.
    bins: Vec<[u8; LANES]>,
    /// By leaf.
    histograms: Vec<[Histogram; LANES]>,
}

impl Group {
    fn new(data: &Binned, rows: &[u32], features: &[u16], monotone: &[i8], depth: usize) -> Group {
        // Unused lanes count the first feature again and are ignored.
        let columns = std::array::from_fn::<_, LANES, _>(|lane| {
            let feature = features.get(lane).unwrap_or(&features[0]);
            data.columns[usize::from(*feature)].as_slice()
        });
        let bins = rows.iter().map(|&row| columns.map(|column| column[row as usize])).collect();
        Group {
            features: features.to_vec(),
            monotone: features
                .iter()
                .map(|&feature| monotone.get(usize::from(feature)).copied().unwrap_or(0))
                .collect(),
            borders: features
                .iter()
                .map(|&feature| data.borders[usize::from(feature)].len())
                .collect(),
            bins,
            histograms: Vec::with_capacity(1 << depth.saturating_sub(1)),
        }
    }

    /// Updates the histograms to the partition's leaves.
    fn count(&mut self, partition: &Partition, level: usize) {
        let Partition { order, packed, leaves, .. } = partition;
        if level == 0 {
            self.histograms.push([[0; 256]; LANES]);
            histogram::count(&self.bins, order, packed, &mut self.histograms[0]);
            return;
        }
        for left in 0..self.histograms.len() {
            let right = self.histograms.len();
            // Only the smaller half is counted; the other is the difference.
            self.histograms.push([[0; 256]; LANES]);
            let count_left = leaves[left].len() < leaves[right].len();
            let range = leaves[if count_left { left } else { right }].clone();
            let (wholes, counted) = self.histograms.split_at_mut(right);
            let (whole, counted) = (&mut wholes[left], &mut counted[0]);
            histogram::count(&self.bins, &order[range.clone()], &packed[range], counted);
            for (whole, counted) in
                whole.as_flattened_mut().iter_mut().zip(counted.as_flattened_mut())
            {
                let rest = *whole - *counted;
                (*whole, *counted) = if count_left { (*counted, rest) } else { (rest, *counted) };
            }
        }
    }

    fn best_split(
        &self,
        partition: &Partition,
        scale: Scale,
        criterion: &Criterion,
    ) -> Option<Split> {
        let mut best: Option<Split> = None;
        for (lane, &feature) in self.features.iter().enumerate() {
            let borders = self.borders[lane];
            let mut gains = [0f32; 256];
            for (leaf, histograms) in self.histograms.iter().enumerate() {
                if !partition.leaves[leaf].is_empty() {
                    let judge = Judge::new(partition.totals[leaf], scale, criterion);
                    let gains = &mut gains[..borders];
                    judge.add_gains(&histograms[lane], self.monotone[lane], gains);
                }
            }
            for (bin, &gain) in gains[..borders].iter().enumerate() {
                if best.is_none_or(|best| gain > best.gain) {
                    best = Some(Split { feature, bin: bin as u8, gain });
                }
            }
        }
        best
    }
}

/// Gains of splitting one leaf.
struct Judge {
    total: Packed,
    scale: Scale,
    l2: f32,
    min_leaf_weight: f32,
    unsplit: f32,
}

impl Judge {
    fn new(total: Packed, scale: Scale, criterion: &Criterion) -> Judge {
        let mut judge = Judge {
            total,
            scale,
            l2: criterion.l2.max(1e-6),
            min_leaf_weight: criterion.min_leaf_weight,
            unsplit: 0.0,
        };
        let (gradient, hessian) = judge.sums(total);
        judge.unsplit = judge.score(gradient, hessian);
        judge
    }

    fn sums(&self, sum: Packed) -> (f32, f32) {
        let (gradient, hessian) = histogram::unpack(sum);
        (gradient * self.scale.gradient, hessian * self.scale.hessian)
    }

    /// Twice the decrease of the objective due to a leaf with these sums.
    fn score(&self, gradient: f32, hessian: f32) -> f32 {
        gradient * gradient / (hessian + self.l2)
    }

    /// Adds to every border the gain of splitting there. If a half is too light, or values go
    /// against the feature's direction, there is no gain: the leaf is not split.
    fn add_gains(&self, histogram: &Histogram, direction: i8, gains: &mut [f32]) {
        let mut prefix = [0; 256];
        let mut left = 0;
        for (prefix, &sum) in prefix.iter_mut().zip(&histogram[..gains.len()]) {
            left += sum;
            *prefix = left;
        }
        let direction = f32::from(direction);
        for (gain, &left) in gains.iter_mut().zip(&prefix) {
            let (left_gradient, left_hessian) = self.sums(left);
            let (right_gradient, right_hessian) = self.sums(self.total - left);
            let split = self.score(left_gradient, left_hessian)
                + self.score(right_gradient, right_hessian)
                - self.unsplit;
            // Values are minus gradient over hessian.
            let rise = left_gradient * (right_hessian + self.l2)
                - right_gradient * (left_hessian + self.l2);
            let allowed =
                left_hessian.min(right_hessian) >= self.min_leaf_weight && rise * direction >= 0.0;
            *gain += if allowed { split } else { 0.0 };
        }
    }
}
