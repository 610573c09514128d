//! The values of a tree's leaves.

use super::{Split, tree::Criterion};

/// Newton steps for leaves with these sums of first and second derivatives.
///
/// A leaf too light to be judged takes the step of the smallest group of leaves around it that is
/// heavy enough: those that answer the first questions alike.
pub fn newton_steps(sums: &[(f64, f64)], criterion: &Criterion) -> Vec<f32> {
    let l2 = f64::from(criterion.l2.max(1e-6));
    let mut groups = vec![sums.to_vec()];
    let mut size = sums.len();
    while size > 1 {
        size /= 2;
        let finer = &groups[groups.len() - 1];
        let coarser = (0..size)
            .map(|leaf| {
                (finer[leaf].0 + finer[leaf + size].0, finer[leaf].1 + finer[leaf + size].1)
            })
            .collect();
        groups.push(coarser);
    }
    (0..sums.len())
        .map(|leaf| {
            let heavy = groups
                .iter()
                .map(|group| group[leaf % group.len()])
                .find(|&(_, hessian)| hessian >= f64::from(criterion.min_leaf_weight));
            heavy.map_or(0.0, |(gradient, hessian)| (-gradient / (hessian + l2)) as f32)
        })
        .collect()
}

/// Makes leaf values monotone in the directions of their features.
///
/// Leaves that differ in one answer only are compared. If they are in the wrong order, both take
/// their weighted mean, for a few rounds; what remains is raised to the larger one.
pub fn make_monotone(values: &mut [f32], sums: &[(f64, f64)], splits: &[Split], monotone: &[i8]) {
    const ROUNDS: usize = 8;
    let direction_of =
        |split: &Split| monotone.get(usize::from(split.feature)).copied().unwrap_or(0);
    if splits.iter().all(|split| direction_of(split) == 0) {
        return;
    }
    for round in 0..=ROUNDS {
        for (level, split) in splits.iter().enumerate() {
            let direction = direction_of(split);
            if direction == 0 {
                continue;
            }
            for left in 0..values.len() {
                let right = left | 1 << level;
                if left == right {
                    continue;
                }
                let (low, high) = if direction > 0 { (left, right) } else { (right, left) };
                if values[low] <= values[high] {
                    continue;
                }
                if round == ROUNDS {
                    values[high] = values[low];
                } else {
                    let (low_weight, high_weight) = (sums[low].1 + 1e-9, sums[high].1 + 1e-9);
                    let mean = (f64::from(values[low]) * low_weight
                        + f64::from(values[high]) * high_weight)
                        / (low_weight + high_weight);
                    values[low] = mean as f32;
                    values[high] = mean as f32;
                }
            }
        }
    }
}
