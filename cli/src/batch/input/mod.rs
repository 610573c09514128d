//! Where pages come from: archives, JSON lines and HTML files, packed or not, alone, in folders, in
//! lists, or from standard input.

mod arc;
pub mod archive;
mod compression;
mod gzip;
mod headers;
pub mod http;
mod lines;
mod source;

pub use source::{Names, Source, Sources};

use archive::ArchiveRecord;
use std::sync::Arc;

/// The most of one page that is kept: what the extractor reads of a page by default.
pub const PAGE_LIMIT: usize = 64 << 20;

/// Where in the inputs something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The input as it was named, or the file in a folder.
    pub source: Arc<str>,
    /// What was found in it is counted from 1: archive records of all kinds, lines with blank ones,
    /// and also every place that is damaged.
    pub record: u64,
}

/// One of the things that an input holds.
#[derive(Debug)]
pub enum Payload {
    Archived(ArchiveRecord),
    /// A JSON object with the fields "html" and "url".
    JsonLine(Vec<u8>),
    /// An HTML file, and whether it is longer than [`PAGE_LIMIT`].
    Html {
        bytes: Vec<u8>,
        cut: bool,
    },
}

impl Payload {
    /// The bytes that it holds in memory.
    pub fn size(&self) -> usize {
        match self {
            Payload::Archived(record) => record.block.len(),
            Payload::JsonLine(bytes) | Payload::Html { bytes, .. } => bytes.len(),
        }
    }
}

/// What is found in place of a record that is to be read.
#[derive(Debug)]
pub enum InputError {
    /// The data are damaged here. What follows can be read.
    Damaged(String),
    /// The input cannot be read, or not to its end, for a reason that may pass.
    Unreadable(String),
}
