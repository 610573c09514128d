//! What training, benches and fuzz targets use. Not part of the public API; may change in any
//! release.

pub mod stages;
pub mod training;
