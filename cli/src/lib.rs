//! The library part of the `dehusk` program, for programs that measure extractors: reads benchmark
//! folders and scores texts against them.

#![forbid(unsafe_code)]

pub mod benchmark;
