//! What is needed to learn the scorer's model from pages with known content.

#![forbid(unsafe_code)]

pub mod boost;
pub mod cross;
pub mod evidence;
pub mod export;
pub mod held_out;
pub mod labels;
#[path = "../../examples/evaluate/layouts.rs"]
pub mod layouts;
#[path = "../../examples/evaluate/metric.rs"]
pub mod metric;
pub mod names;
pub mod pages;
pub mod report;
pub mod rows;
pub mod words;
