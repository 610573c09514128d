//! The library behind the `dehusk` program: reads benchmark folders and scores texts against them,
//! for programs that measure extractors.

#![forbid(unsafe_code)]

pub mod benchmark;
