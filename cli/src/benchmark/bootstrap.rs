//! How much a mean would differ on other pages of the same kind.

/// Draws with replacement.
pub const RESAMPLES: usize = 1000;

/// The 95% percentile interval of a statistic under resampling of `pages` pages. The statistic gets
/// the indexes drawn. The same pages give the same interval.
pub fn interval(pages: usize, mut statistic: impl FnMut(&[usize]) -> f64) -> (f64, f64) {
    if pages == 0 {
        return (0.0, 0.0);
    }
    let mut random = SplitMix64(20);
    let mut drawn = vec![0; pages];
    let mut values: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            drawn.fill_with(|| random.below(pages));
            statistic(&drawn)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((RESAMPLES - 1) as f64 * share).round() as usize];
    (at(0.025), at(0.975))
}

/// Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`. The bias of this method is about 10⁻¹⁶ for realistic bounds.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_interval(values: &[f64]) -> (f64, f64) {
        interval(values.len(), |drawn| {
            drawn.iter().map(|&index| values[index]).sum::<f64>() / drawn.len() as f64
        })
    }

    #[test]
    fn it_is_as_wide_as_the_normal_approximation() {
        // Half ones, half zeros: the mean of 400 has a standard error of 0.025.
        let values: Vec<f64> = (0..400).map(|i| f64::from(i % 2)).collect();
        let (low, high) = mean_interval(&values);
        assert!((low - (0.5 - 1.96 * 0.025)).abs() < 0.006, "{low}");
        assert!((high - (0.5 + 1.96 * 0.025)).abs() < 0.006, "{high}");
        assert_eq!((low, high), mean_interval(&values));
    }

    #[test]
    fn pages_that_are_all_alike_leave_no_doubt() {
        assert_eq!(mean_interval(&[0.5; 7]), (0.5, 0.5));
        assert_eq!(mean_interval(&[]), (0.0, 0.0));
    }
}
