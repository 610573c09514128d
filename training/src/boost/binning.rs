//! Assigns real numbers to bins of about equal weight.

use rayon::prelude::*;

/// Columns of bin numbers.
#[derive(Clone, Debug)]
pub struct Binned {
    /// The bin of every row, by feature.
    pub columns: Vec<Vec<u8>>,
    /// Between the bins, by feature, ascending: a value's bin is the number of borders it is
    /// greater than, so `bin > b` is `value > borders[b]`. NaN has bin 0.
    pub borders: Vec<Vec<f32>>,
}

/// Quantiles are computed from at most this many rows.
const QUANTILE_ROWS: usize = 120_000;

/// Bins columns by the quantiles of the given rows, weighted.
///
/// All columns have one value for every row of the data, `weights` too; the borders are chosen by
/// `rows` alone, half by their weight and half by their number, because a few rows may hold most of
/// the weight. `max_bins` is at most 256; a column with fewer distinct values gets a bin for each.
pub fn bin(columns: &[Vec<f32>], rows: &[u32], weights: &[f32], max_bins: usize) -> Binned {
    assert!((2..=256).contains(&max_bins), "2 to 256 bins");
    let step = rows.len().div_ceil(QUANTILE_ROWS).max(1);
    let sample = rows.iter().copied().step_by(step).collect::<Vec<_>>();
    let (columns, borders) = columns
        .par_iter()
        .map(|column| {
            let borders = borders(column, &sample, weights, max_bins);
            (column.iter().map(|&value| bin_of(&borders, value)).collect(), borders)
        })
        .unzip();
    Binned { columns, borders }
}

fn bin_of(borders: &[f32], value: f32) -> u8 {
    if value.is_nan() {
        return 0;
    }
    borders.partition_point(|&border| border < value) as u8
}

fn borders(column: &[f32], rows: &[u32], weights: &[f32], max_bins: usize) -> Vec<f32> {
    let total = rows.iter().map(|&row| f64::from(weights[row as usize])).sum::<f64>();
    let by_number = 0.5 / rows.len().max(1) as f64;
    let by_weight = if total > 0.0 { 0.5 / total } else { 0.0 };
    let mut values = rows
        .iter()
        .map(|&row| {
            // Adding zero turns -0.0 into 0.0, which a total order tells apart.
            (column[row as usize] + 0.0, by_number + by_weight * f64::from(weights[row as usize]))
        })
        .filter(|(value, _)| value.is_finite())
        .collect::<Vec<_>>();
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    values.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    if values.len() <= max_bins {
        return values.windows(2).map(|pair| between(pair[0].0, pair[1].0)).collect();
    }
    // A value heavier than a bin gets one of its own, and the remaining weight is divided anew.
    let mut left = values.iter().map(|(_, mass)| mass).sum::<f64>();
    let mut borders = Vec::with_capacity(max_bins - 1);
    let mut filled = 0.0;
    for (at, pair) in values.windows(2).enumerate() {
        let goal = left / (max_bins - borders.len()) as f64;
        filled += pair[0].1;
        let next_is_heavy = pair[1].1 >= goal && filled > 0.25 * goal;
        let rest = values.len() - 1 - at;
        if filled >= goal || next_is_heavy || rest < max_bins - borders.len() {
            borders.push(between(pair[0].0, pair[1].0));
            left -= filled;
            filled = 0.0;
            if borders.len() == max_bins - 1 {
                break;
            }
        }
    }
    borders
}

/// A number that is at least `low` and less than `high`.
fn between(low: f32, high: f32) -> f32 {
    let middle = low / 2.0 + high / 2.0;
    if middle >= low && middle < high { middle } else { low }
}
