//! Finds out what an incomplete output holds, to continue it.

use super::input::Position;
use super::output::{LineWriter, is_gzip};
use crate::AnyError;
use flate2::bufread::GzDecoder;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};

/// Far more than a gzip member of the output: some lines, of which the last may be a large page.
const MEMBER_LIMIT: u64 = 1 << 30;

/// The records that are done.
///
/// Records are written in the order in which they are read. So everything up to the last record in
/// the output is done, including records without a page.
#[derive(Debug, Default)]
pub struct Done {
    last_record: HashMap<String, u64>,
    /// The source of the last line.
    last_source: String,
    /// Sources that may have more records: that of the last line, and those with errors after their
    /// last page. They are also stored in a file until the resumed run ends, because their errors
    /// are removed from the errors file, and the last line may then belong to another source.
    unfinished: HashSet<String>,
    pub pages: u64,
}

/// The relevant fields of a line of the output or of the errors.
#[derive(Deserialize)]
struct WrittenLine {
    input: String,
    record: u64,
    text: Option<IgnoredAny>,
    markdown: Option<IgnoredAny>,
    html: Option<IgnoredAny>,
}

impl Done {
    pub fn has(&self, position: &Position) -> bool {
        self.last_record.get(&*position.source).is_some_and(|last| position.record <= *last)
    }

    /// Whether a source is done.
    pub fn has_all_of(&self, source: &str) -> bool {
        self.last_record.contains_key(source) && !self.unfinished.contains(source)
    }

    /// Reads the output, and removes an incomplete line or gzip member at its end.
    ///
    /// `field` is the field of the content, `notes` the file of an earlier resumed run that was
    /// killed.
    pub fn read(output: &Path, field: &str, notes: &Path) -> Result<Done, AnyError> {
        let mut done = Done::default();
        let whole = read_lines(output, |line| done.add(line, field))?;
        File::options().write(true).open(output)?.set_len(whole)?;
        done.unfinished.insert(done.last_source.clone());
        if notes.exists() {
            read_lines(notes, |line| {
                done.unfinished.insert(serde_json::from_slice(line)?);
                Ok(())
            })?;
        }
        Ok(done)
    }

    /// Stores which sources are not finished.
    pub fn note_unfinished(&self, notes: &Path) -> Result<(), AnyError> {
        let mut lines = String::new();
        for source in &self.unfinished {
            lines.push_str(&serde_json::to_string(source)?);
            lines.push('\n');
        }
        let new_name = with_suffix(notes, ".new");
        fs::write(&new_name, lines)?;
        Ok(fs::rename(&new_name, notes)?)
    }

    fn add(&mut self, line: &[u8], field: &str) -> Result<(), AnyError> {
        let line: WrittenLine = serde_json::from_slice(line).map_err(|error| {
            format!("line {} was not written by this program: {error}", self.pages + 1)
        })?;
        let has_field = match field {
            "text" => line.text.is_some(),
            "markdown" => line.markdown.is_some(),
            _ => line.html.is_some(),
        };
        if !has_field {
            return Err(format!("it was started with another --format than {field}").into());
        }
        self.pages += 1;
        self.last_source.clone_from(&line.input);
        self.last_record.insert(line.input, line.record);
        Ok(())
    }

    /// Removes the errors of records that will be read again, and returns how many are left. Before
    /// that, it stores their sources.
    pub fn retain_errors(&mut self, errors: &Path, notes: &Path) -> Result<u64, AnyError> {
        let new_name = with_suffix(errors, ".new");
        let mut kept = LineWriter::file(File::create(&new_name)?, errors);
        let mut number = 0;
        read_lines(errors, |line| {
            // Skipped records say nothing about what is done.
            if line.starts_with(b"{\"passed_over\":") {
                kept.push(line);
                kept.push(b"\n");
                return Ok(());
            }
            let written: WrittenLine = serde_json::from_slice(line)?;
            if self.last_record.get(&written.input).is_some_and(|last| written.record <= *last) {
                number += 1;
                kept.push(line);
                kept.push(b"\n");
                kept.flush_if_full()?;
            } else {
                self.unfinished.insert(written.input);
            }
            Ok(())
        })?;
        kept.flush()?;
        self.note_unfinished(notes)?;
        // In one step, so that nothing is lost if this run is interrupted as well.
        fs::rename(&new_name, errors)?;
        Ok(number)
    }
}

/// The file's name with a suffix.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Reads the complete lines of a file, decompressed if its name says so; of a compressed file,
/// those in complete members. Returns where the last one ends.
fn read_lines(
    path: &Path,
    mut on_line: impl FnMut(&[u8]) -> Result<(), AnyError>,
) -> Result<u64, AnyError> {
    let mut file = BufReader::with_capacity(1 << 18, File::open(path)?);
    if !is_gzip(path) {
        return read_whole_lines(&mut file, &mut on_line);
    }
    let mut whole = 0;
    let mut lines = Vec::new();
    while !file.fill_buf()?.is_empty() {
        lines.clear();
        let mut member = GzDecoder::new(file).take(MEMBER_LIMIT);
        match member.read_to_end(&mut lines) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(format!("damaged at or after byte {whole}: {error}").into()),
            Ok(_) if member.limit() == 0 => {
                return Err("it has a gzip member that is larger than this program writes".into());
            }
            Ok(_) => {}
        }
        read_whole_lines(&mut lines.as_slice(), &mut on_line)?;
        file = member.into_inner().into_inner();
        whole = file.stream_position()?;
    }
    Ok(whole)
}

fn read_whole_lines(
    input: &mut impl BufRead,
    on_line: &mut impl FnMut(&[u8]) -> Result<(), AnyError>,
) -> Result<u64, AnyError> {
    let mut whole = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        input.read_until(b'\n', &mut line)?;
        let Some(content) = line.strip_suffix(b"\n") else {
            return Ok(whole);
        };
        on_line(content)?;
        whole += line.len() as u64;
    }
}
