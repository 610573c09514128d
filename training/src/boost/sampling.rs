//! Rows drawn by how much they matter to the next tree.

use super::CHUNK;
use super::random::uniform;
use rayon::prelude::*;

/// First and second derivative of the objective at a row, its weight included.
#[derive(Clone, Copy, Debug, Default)]
pub struct Derivatives {
    pub gradient: f32,
    pub hessian: f32,
}

/// Rows drawn for one tree.
#[derive(Debug, Default)]
pub struct Sample {
    /// Positions among the training rows, ascending.
    pub positions: Vec<u32>,
    /// Derivatives, divided by the probability the row was drawn with.
    pub derivatives: Vec<Derivatives>,
}

/// The weight of the second derivative relative to the first.
const HESSIAN_SHARE: f32 = 0.1;

impl Derivatives {
    fn importance(&self) -> f32 {
        (self.gradient * self.gradient + HESSIAN_SHARE * self.hessian * self.hessian).sqrt()
    }
}

/// Draws about `share` of the rows, each with a probability in proportion to the size of its
/// derivatives, but at most 1.
pub fn sample(all: &[Derivatives], share: f32, stream: u64) -> Sample {
    let full = if share < 1.0 { full_importance(all, share) } else { 0.0 };
    let pieces = all
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(piece, rows)| {
            let mut sample = Sample {
                positions: Vec::with_capacity(rows.len()),
                derivatives: Vec::with_capacity(rows.len()),
            };
            let first = piece * CHUNK;
            for (at, row) in rows.iter().enumerate() {
                let position = first + at;
                let importance = row.importance();
                if importance >= full {
                    sample.positions.push(position as u32);
                    sample.derivatives.push(*row);
                } else if uniform(stream, position as u64) * full < importance {
                    let scale = full / importance;
                    sample.positions.push(position as u32);
                    sample.derivatives.push(Derivatives {
                        gradient: row.gradient * scale,
                        hessian: row.hessian * scale,
                    });
                }
            }
            sample
        })
        .collect::<Vec<_>>();
    let mut whole = Sample::default();
    for piece in pieces {
        whole.positions.extend(piece.positions);
        whole.derivatives.extend(piece.derivatives);
    }
    whole
}

/// The importance from which a row is always drawn, chosen so that `share` of the rows are drawn on
/// average.
fn full_importance(all: &[Derivatives], share: f32) -> f32 {
    // The upper bits of a positive float order like the float itself: buckets within 6%.
    const SHIFT: u32 = 19;
    let buckets = all
        .par_chunks(CHUNK)
        .map(|rows| {
            let mut buckets = vec![(0u32, 0f64); 1 << (31 - SHIFT)];
            for row in rows {
                let importance = row.importance();
                let bucket = &mut buckets[(importance.to_bits() >> SHIFT) as usize];
                bucket.0 += 1;
                bucket.1 += f64::from(importance);
            }
            buckets
        })
        .collect::<Vec<_>>();
    let mut sums = vec![(0u64, 0f64); 1 << (31 - SHIFT)];
    for piece in &buckets {
        for (sum, bucket) in sums.iter_mut().zip(piece) {
            sum.0 += u64::from(bucket.0);
            sum.1 += bucket.1;
        }
    }
    let wanted = f64::from(share) * all.len() as f64;
    let mut above = all.len() as f64;
    let mut below = 0.0;
    for (bucket, &(count, sum)) in sums.iter().enumerate() {
        // With this threshold, rows above it are always drawn, rows below in proportion to their
        // importance.
        let threshold = f64::from(f32::from_bits((bucket as u32) << SHIFT));
        if threshold > 0.0 && above + below / threshold <= wanted {
            return (below / (wanted - above).max(1.0)).max(f64::MIN_POSITIVE) as f32;
        }
        above -= count as f64;
        below += sum;
    }
    (below / wanted.max(1.0)) as f32
}
