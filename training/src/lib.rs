//! Learns the scorer's model from pages with known content.

#![forbid(unsafe_code)]

pub mod altered;
pub mod boost;
pub mod cross;
pub mod evidence;
pub mod export;
pub mod held_out;
pub mod labels;
pub mod names;
pub mod pages;
pub mod report;
pub mod rows;
pub mod saved;
pub mod words;
