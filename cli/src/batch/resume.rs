//! What an output that was not finished has, so that it can be gone on with.

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

/// Far more than a member of the output holds: some lines, of which the last may be a large page.
const MEMBER_LIMIT: u64 = 1 << 30;

/// The records that are done.
///
/// Records are written in the order in which they are read. So all are done up to the last one of
/// its source that the output has, those without a page as well.
#[derive(Debug, Default)]
pub struct Done {
    last_record: HashMap<String, u64>,
    /// The source of the last line.
    last_source: String,
    /// Sources that may have more records than those that are done: that of the last line, and
    /// those that have errors behind their last page. While the run that goes on with them is not
    /// at its end, they are in a file as well: by then their errors are out of the errors, and the
    /// last line may be that of another source.
    unfinished: HashSet<String>,
    pub pages: u64,
}

/// What is looked at in a line of the output or of the errors.
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

    /// Whether there is nothing left in a source.
    pub fn has_all_of(&self, source: &str) -> bool {
        self.last_record.contains_key(source) && !self.unfinished.contains(source)
    }

    /// Reads what the output has, and cuts off a line, or a member of gzip, whose end is missing.
    ///
    /// `field` is the one that the pages' content is in, `notes` the file of a run that went on
    /// with this output and was killed.
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

    /// Writes down which sources are not finished.
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

    /// Takes out of the errors those of records that will be read again, and returns how many are
    /// left. Before that, it notes their sources.
    pub fn retain_errors(&mut self, errors: &Path, notes: &Path) -> Result<u64, AnyError> {
        let new_name = with_suffix(errors, ".new");
        let mut kept = LineWriter::file(File::create(&new_name)?, errors);
        let mut number = 0;
        read_lines(errors, |line| {
            // What a run passed over says nothing about what is done.
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
        // In one step, so that none is lost if this is interrupted as well.
        fs::rename(&new_name, errors)?;
        Ok(number)
    }
}

/// The file's name with something behind it.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Reads the lines of a file, packed if its name says so, that have an end and, of a packed file,
/// stand in a member that has an end. Returns where the last one ends.
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
