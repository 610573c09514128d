//! What tests, benches and fuzz targets share.

#![forbid(unsafe_code)]

pub mod allow_list;
pub mod generated;
pub mod noscript;
pub mod page_file;
