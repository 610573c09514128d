//! Sums of derivatives by bin and leaf.

use super::sampling::Derivatives;

/// A sum of gradients (upper half, signed) and of second derivatives (lower half, unsigned), as
/// integers: one addition adds both, and the order of additions does not matter.
pub type Packed = i64;

/// Features that are counted in one pass over the rows. Their sums are apart in memory, so the
/// additions do not depend on each other.
pub const LANES: usize = 8;

pub type Histogram = [Packed; 256];

/// The value of one integer unit.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    pub gradient: f32,
    pub hessian: f32,
}

/// Packs derivatives so that no sum of them can overflow.
pub fn pack(rows: &[Derivatives]) -> (Vec<Packed>, Scale) {
    // Rounding adds at most one half per row.
    let room = f64::from(1u32 << 30) - rows.len() as f64;
    let unit = |total: f64| if total > 0.0 { total / room } else { 1.0 };
    let gradient = unit(rows.iter().map(|row| f64::from(row.gradient.abs())).sum());
    let hessian = unit(rows.iter().map(|row| f64::from(row.hessian)).sum());
    let packed = rows
        .iter()
        .map(|row| {
            let gradient = (f64::from(row.gradient) / gradient).round_ties_even() as i64;
            let hessian = (f64::from(row.hessian) / hessian).round_ties_even() as i64;
            (gradient << 32) + hessian
        })
        .collect();
    (packed, Scale { gradient: gradient as f32, hessian: hessian as f32 })
}

/// The two sums, in units of their scale.
pub fn unpack(sum: Packed) -> (f32, f32) {
    ((sum >> 32) as i32 as f32, sum as i32 as f32)
}

/// Adds rows to the histograms of [`LANES`] features: of those at `order`, whose derivatives are
/// `packed`.
pub fn count(
    bins: &[[u8; LANES]],
    order: &[u32],
    packed: &[Packed],
    histograms: &mut [Histogram; LANES],
) {
    for (&position, &packed) in order.iter().zip(packed) {
        let bins = &bins[position as usize];
        for lane in 0..LANES {
            histograms[lane][usize::from(bins[lane])] += packed;
        }
    }
}
