//! Input and output of the commands for single pages.

use crate::AnyError;
use crate::sniff;
use dehusk::{Extraction, Extractor, TextSource};
use flate2::read::MultiGzDecoder;
use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

/// The first bytes of a gzip file (RFC 1952, 2.3.1); no text begins like this.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Decompression stops here: a small file can expand to any size.
const MAX_BYTES: u64 = 1 << 28;

/// The bytes of a file, or of standard input for `-`, decompressed if they are gzip. An empty file
/// is an error, and so is one that is not text.
pub fn read(page: &Path) -> io::Result<Vec<u8>> {
    let mut stored = Vec::new();
    if page == Path::new("-") {
        io::stdin().lock().read_to_end(&mut stored)?;
    } else {
        stored = fs::read(page)?;
    }
    let html = if stored.starts_with(&GZIP) {
        let mut html = Vec::new();
        let unpacked = MultiGzDecoder::new(&*stored).take(MAX_BYTES).read_to_end(&mut html);
        unpacked.map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => io::Error::other("the gzip data is cut off"),
            _ => io::Error::other(format!("damaged gzip data: {error}")),
        })?;
        html
    } else {
        stored
    };
    if html.is_empty() {
        return Err(io::Error::other("the file is empty"));
    }
    if let Some(format) = sniff::foreign_format(&html) {
        return Err(io::Error::other(format!("this is {format}, not HTML")));
    }
    if sniff::is_binary(&html) {
        return Err(io::Error::other("the file is not text"));
    }
    Ok(html)
}

/// Prints to standard output. It is not an error if a reader such as `head` closes it early.
pub fn print(text: &[u8]) -> io::Result<()> {
    match io::stdout().lock().write_all(text) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| io::Error::other(format!("standard output: {error}"))),
    }
}

/// Whether two paths lead to the same file, which need not exist.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    one == other
        || one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Refuses to write over a file that is read.
pub fn refuse_input_as_output<'a>(
    output: &Path,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> Result<(), AnyError> {
    match inputs.into_iter().any(|input| is_same_file(input, output)) {
        true => Err(format!("{}: it is both input and output", output.display()).into()),
        false => Ok(()),
    }
}

/// Writes what a command was asked for with `-o` to a file, or to standard output for `-`. An error
/// names it.
pub fn write(path: &Path, content: &[u8]) -> Result<(), AnyError> {
    if path == Path::new("-") {
        return Ok(print(content)?);
    }
    replace(path, content).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Replaces a file as a whole: if that fails halfway, for example because the disk is full, the old
/// content is still there.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // Devices and pipes hold nothing, and a folder is an error of its own.
    if !path.is_file() {
        return fs::write(path, content);
    }
    // Of a link, the file that it leads to is replaced.
    let path = path.canonicalize()?;
    let mut beside = path.clone().into_os_string();
    beside.push(".unfinished");
    fs::write(&beside, content)
        .and_then(|()| fs::rename(&beside, &path))
        .inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// Extracts a page's content. Saved pages are often UTF-8 although they still declare the charset
/// in which they were served.
pub fn extract(extractor: &Extractor, html: &[u8]) -> Result<Extraction, AnyError> {
    let page = match std::str::from_utf8(html) {
        Ok(html) => extractor.extract(html)?,
        Err(_) => extractor.extract_bytes(html, None)?,
    };
    match page.source() {
        TextSource::NotHtml => Err("the file is not text".into()),
        _ => Ok(page),
    }
}
