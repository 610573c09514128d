//! What training and the benches measure with. Not part of the public API; may change in any
//! release.

pub mod stages;
pub mod training;
