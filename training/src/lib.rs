//! What is needed to learn the scorer's model from pages with known content.

#![forbid(unsafe_code)]

pub mod boost;
pub mod labels;
