//! What training, benches, fuzz targets and `dehusk inspect` use. Not part of the public API; may
//! change in any release.

pub mod stages;
pub mod training;
mod units;

pub use units::{UnitInfo, scores_in_units, units};
