//! The unit tests of the evaluate example's modules. An example with tests of its own would be
//! built as a test only, and not as the program that `tests/examples.rs` runs.

#![allow(dead_code)]

#[path = "../examples/evaluate/bootstrap.rs"]
mod bootstrap;
#[path = "../examples/evaluate/html/diff.rs"]
mod diff;
#[path = "../examples/document/mod.rs"]
mod document;
#[path = "../examples/evaluate/layouts.rs"]
mod layouts;
#[path = "../examples/evaluate/markdown.rs"]
mod markdown;
#[path = "../examples/evaluate/markup.rs"]
mod markup;
#[path = "../examples/evaluate/metadata.rs"]
mod metadata;
#[path = "../examples/evaluate/metric.rs"]
mod metric;
