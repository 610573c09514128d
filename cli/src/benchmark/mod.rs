//! Benchmark folders, and how extracted texts are scored against them.

pub mod bootstrap;
pub mod layouts;
pub mod metric;
pub mod result;
pub mod summary;
