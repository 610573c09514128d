//! A page in a file.

use std::io::{Read, Result};
use std::path::Path;

/// Reads a page, decompressing it if its name ends in `gz`. Invalid UTF-8 becomes replacement
/// characters.
pub fn read(path: &Path) -> Result<String> {
    let mut bytes = std::fs::read(path)?;
    if path.extension().is_some_and(|extension| extension == "gz") {
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(&*bytes).read_to_end(&mut unpacked)?;
        bytes = unpacked;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
