//! The output and the errors, written so that at any time both end with a complete line, and that
//! the errors never lag behind the output.

use super::extraction::{Failure, Outcome};
use super::passed_over::Tally;
use super::pipeline::Sink;
use super::progress::{Counts, Progress};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Bytes to collect before writing: for few system calls, and for gzip members that are large
/// enough to compress well.
const PLAIN_CHUNK: usize = 1 << 16;
const GZIP_CHUNK: usize = 1 << 20;

/// A file or standard output, written in whole lines.
pub struct LineWriter {
    sink: Box<dyn Write + Send>,
    gzip: bool,
    lines: Vec<u8>,
}

impl LineWriter {
    pub fn stdout() -> LineWriter {
        LineWriter { sink: Box::new(io::stdout()), gzip: false, lines: Vec::new() }
    }

    /// Appends to a file, compressed if its name says so.
    pub fn file(file: File, path: &Path) -> LineWriter {
        LineWriter { sink: Box::new(file), gzip: is_gzip(path), lines: Vec::new() }
    }

    pub fn push(&mut self, line: &[u8]) {
        self.lines.extend_from_slice(line);
    }

    fn is_full(&self) -> bool {
        self.lines.len() >= if self.gzip { GZIP_CHUNK } else { PLAIN_CHUNK }
    }

    pub fn flush_if_full(&mut self) -> io::Result<()> {
        if self.is_full() { self.flush() } else { Ok(()) }
    }

    /// Writes the collected lines, which must be complete. In gzip, each write is a member of its
    /// own, so that everything written before can be decompressed even if the process is killed
    /// during the next write.
    pub fn flush(&mut self) -> io::Result<()> {
        if self.lines.is_empty() {
            return Ok(());
        }
        if self.gzip {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(&self.lines)?;
            self.sink.write_all(&encoder.finish()?)?;
        } else {
            self.sink.write_all(&self.lines)?;
        }
        self.lines.clear();
        self.sink.flush()
    }
}

/// Whether a file of this name is compressed.
pub fn is_gzip(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"))
}

/// Where errors go.
pub enum Errors {
    File(LineWriter),
    StandardError,
    /// Into the output, in order.
    Output,
}

/// Writes the results of the pipeline, and counts them.
pub struct Output {
    pub pages: LineWriter,
    pub errors: Errors,
    pub counts: Counts,
    pub passed_over: Tally,
    pub progress: Progress,
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    input: &'a str,
    record: u64,
    unreadable: bool,
}

impl Output {
    /// Writes everything that is still in memory, errors first: a record in the output counts as
    /// done, so an error before it must not be lost.
    pub fn flush(&mut self) -> io::Result<()> {
        if let Errors::File(errors) = &mut self.errors {
            errors.flush()?;
        }
        self.pages.flush()
    }

    /// Writes the skipped records to the errors, if they have a file of their own, and then
    /// everything in memory.
    pub fn finish(&mut self) -> io::Result<()> {
        if let Errors::File(errors) = &mut self.errors {
            for line in self.passed_over.lines() {
                errors.push(format!("{line}\n").as_bytes());
            }
        }
        self.flush()
    }

    fn write_failure(&mut self, failure: &Failure) -> io::Result<()> {
        self.counts.failed += 1;
        self.counts.unreadable += u64::from(failure.unreadable);
        let line = serde_json::to_string(&ErrorLine {
            error: &failure.message,
            url: failure.url.as_deref(),
            input: &failure.position.source,
            record: failure.position.record,
            unreadable: failure.unreadable,
        })?;
        match &mut self.errors {
            Errors::StandardError => self.progress.print(line),
            Errors::File(writer) => writer.push(format!("{line}\n").as_bytes()),
            Errors::Output => self.pages.push(format!("{line}\n").as_bytes()),
        }
        Ok(())
    }
}

impl Sink<Outcome> for Output {
    fn write(&mut self, outcome: Outcome) -> io::Result<()> {
        match outcome {
            Outcome::Page(line) => {
                self.counts.pages += 1;
                self.pages.push(&line);
            }
            Outcome::PassedOver(what) => self.passed_over.add(what),
            Outcome::Failed(failure) => self.write_failure(&failure)?,
        }
        self.progress.show(&self.counts);
        let errors_full = matches!(&self.errors, Errors::File(errors) if errors.is_full());
        if self.pages.is_full() || errors_full { self.flush() } else { Ok(()) }
    }

    /// A reader of the output should not have to wait, except for a gzip member.
    fn idle(&mut self) -> io::Result<()> {
        self.progress.show(&self.counts);
        if self.pages.gzip { Ok(()) } else { self.flush() }
    }
}
