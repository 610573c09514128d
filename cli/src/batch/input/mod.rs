//! Where pages come from: archives, JSON Lines and HTML files, compressed or not, alone, in
//! folders, in lists, or from standard input.

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

/// How much of a page is kept: as much as the extractor reads by default.
pub const PAGE_LIMIT: usize = 64 << 20;

/// A position in the inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The input as it was named, or the file in a folder.
    pub source: Arc<str>,
    /// Counts what was found in it, from 1: archive records of all kinds, lines including blank
    /// ones, and also every damaged place.
    pub record: u64,
}

/// An item of an input.
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
    /// The bytes that it takes in memory.
    pub fn size(&self) -> usize {
        match self {
            Payload::Archived(record) => record.block.len(),
            Payload::JsonLine(bytes) | Payload::Html { bytes, .. } => bytes.len(),
        }
    }
}

/// What is found instead of a record.
#[derive(Debug)]
pub enum InputError {
    /// The data is damaged here. What follows can be read.
    Damaged(String),
    /// The input cannot be read, or not to its end, for a reason that may be temporary.
    Unreadable(String),
}
