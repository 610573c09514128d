//! The inputs, each opened when its turn comes.

use super::archive::{ArchiveError, ArchiveReader, Format};
use super::compression::{self, Input, is_damage};
use super::lines::{self, Line};
use super::{InputError, PAGE_LIMIT, Payload};
use std::fs::File;
use std::io::{self, BufRead, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The longest line of JSON. Escaping makes HTML longer.
const LINE_LIMIT: usize = 2 * PAGE_LIMIT;

/// How much of a WARC record is kept: a page, with room for the headers of its response.
const BLOCK_LIMIT: usize = PAGE_LIMIT + (1 << 20);

/// The names of the inputs: first the arguments, then the lines of a list.
pub struct Names {
    given: std::vec::IntoIter<String>,
    list: Option<Box<dyn BufRead + Send>>,
}

impl Names {
    pub fn new(given: Vec<String>, list: Option<Box<dyn BufRead + Send>>) -> Names {
        Names { given: given.into_iter(), list }
    }
}

impl Iterator for Names {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<io::Result<String>> {
        if let Some(name) = self.given.next() {
            return Some(Ok(name));
        }
        let mut line = String::new();
        loop {
            line.clear();
            match self.list.as_mut()?.read_line(&mut line) {
                Ok(0) => return None,
                Ok(_) if line.trim().is_empty() => {}
                Ok(_) => return Some(Ok(line.trim().to_owned())),
                Err(error) => {
                    self.list = None;
                    return Some(Err(error));
                }
            }
        }
    }
}

/// The error for a folder of other files.
const NO_INPUT: &str = "the folder holds no WARC, ARC, JSON Lines or HTML files";

/// Sources, and names that cannot be one, with the reason.
pub type Sources = Box<dyn Iterator<Item = Result<Source, (Arc<str>, String)>>>;

/// An input that is not a folder.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: Arc<str>,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    StandardInput,
    File(PathBuf),
    /// The output of a command that is given the name.
    Command(Arc<str>),
}

impl Source {
    /// The sources of a name: standard input for `-`; for a folder, all files in it and below whose
    /// names are those of inputs, in the order of their names.
    pub fn all(name: &str) -> Sources {
        if name == "-" {
            let place = Place::StandardInput;
            return Box::new(std::iter::once(Ok(Source { name: name.into(), place })));
        }
        if !Path::new(name).is_dir() {
            return Box::new(std::iter::once(Ok(Source::file(Path::new(name)))));
        }
        let root: Arc<str> = name.into();
        let empty_root = root.clone();
        let files = walkdir::WalkDir::new(name).sort_by_file_name().into_iter();
        let mut sources = files.filter_map(move |entry| match entry {
            Ok(entry) if entry.path().is_file() && Kind::of(entry.path()).is_some() => {
                Some(Ok(Source::file(entry.path())))
            }
            Ok(_) => None,
            Err(error) => {
                let path = error.path().map(|path| path.to_string_lossy().into());
                Some(Err((path.unwrap_or_else(|| root.clone()), error.to_string())))
            }
        });
        let first = sources.next().unwrap_or_else(|| Err((empty_root, NO_INPUT.to_owned())));
        Box::new(std::iter::once(first).chain(sources))
    }

    /// The standard output of a shell command whose first argument is the name.
    pub fn of_command(name: &str, command: &Arc<str>) -> Source {
        Source { name: name.into(), place: Place::Command(command.clone()) }
    }

    fn file(path: &Path) -> Source {
        Source { name: path.to_string_lossy().into(), place: Place::File(path.to_owned()) }
    }

    /// Opens the source. Counts the bytes that are read, before decompression.
    pub fn open(&self, bytes_read: &Arc<AtomicU64>) -> io::Result<SourceReader> {
        let mut child = None;
        let input: Box<dyn Read + Send> = match &self.place {
            Place::StandardInput => Box::new(io::stdin()),
            Place::File(path) => Box::new(File::open(path)?),
            Place::Command(command) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", command, "sh", &self.name]).stdin(Stdio::null());
                let mut started = shell.stdout(Stdio::piped()).spawn()?;
                let output = started.stdout.take();
                child = Some(started);
                Box::new(output.ok_or(io::ErrorKind::BrokenPipe)?)
            }
        };
        let input = compression::unpack(Counted { input, bytes_read: bytes_read.clone() })?;
        let content = match Kind::of(Path::new(&*self.name)) {
            Some(kind) => Content::new(kind, input),
            None => Content::Unknown(input),
        };
        Ok(SourceReader { content, child, found: 0 })
    }
}

struct Counted<R> {
    input: R,
    bytes_read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.bytes_read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Archive(Format),
    JsonLines,
    Html,
}

impl Kind {
    /// The kind of an input, by its name.
    fn of(path: &Path) -> Option<Kind> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = match name.rsplit_once('.') {
            Some((name, extension)) if compression::is_packed(extension) => name,
            _ => &name,
        };
        match name.rsplit_once('.')?.1 {
            "warc" => Some(Kind::Archive(Format::Warc)),
            "arc" => Some(Kind::Archive(Format::Arc)),
            "jsonl" | "ndjson" => Some(Kind::JsonLines),
            "html" | "htm" | "xhtml" => Some(Kind::Html),
            _ => None,
        }
    }

    /// The kind of an input, by its first bytes.
    fn sniff(beginning: &[u8]) -> Option<Kind> {
        let beginning = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
        match beginning.trim_ascii_start().first()? {
            b'W' => Some(Kind::Archive(Format::Warc)),
            b'f' => Some(Kind::Archive(Format::Arc)),
            b'{' => Some(Kind::JsonLines),
            b'<' => Some(Kind::Html),
            _ => None,
        }
    }
}

/// Reads what is in a source.
pub struct SourceReader {
    content: Content,
    child: Option<Child>,
    found: u64,
}

enum Content {
    /// Its kind is known once the first bytes are read.
    Unknown(Input),
    Archive(ArchiveReader<Input>),
    JsonLines(Input),
    Html(Input),
    End,
}

impl Content {
    fn new(kind: Kind, input: Input) -> Content {
        match kind {
            Kind::Archive(format) => {
                Content::Archive(ArchiveReader::new(input, format, BLOCK_LIMIT))
            }
            Kind::JsonLines => Content::JsonLines(input),
            Kind::Html => Content::Html(input),
        }
    }
}

impl SourceReader {
    /// The next item of the source, with its number.
    pub fn next_payload(&mut self) -> Option<(u64, Result<Payload, InputError>)> {
        let found = self.read_payload();
        if found.is_some() {
            self.found += 1;
        }
        found.map(|found| (self.found, found))
    }

    fn read_payload(&mut self) -> Option<Result<Payload, InputError>> {
        loop {
            let found = match &mut self.content {
                Content::Unknown(input) => match input.fill_buf() {
                    Ok([]) => None,
                    Ok(beginning) => match Kind::sniff(beginning) {
                        Some(kind) => {
                            let unknown = std::mem::replace(&mut self.content, Content::End);
                            if let Content::Unknown(input) = unknown {
                                self.content = Content::new(kind, input);
                            }
                            continue;
                        }
                        None => {
                            self.content = Content::End;
                            let message =
                                "this is neither WARC, nor ARC, nor lines of JSON, nor HTML";
                            Some(Err(InputError::Damaged(message.to_owned())))
                        }
                    },
                    Err(error) => Some(Err(self.failed(error))),
                },
                Content::Archive(reader) => reader.next_record().map(|record| match record {
                    Ok(record) => Ok(Payload::Archived(record)),
                    Err(ArchiveError::Damaged(message)) => Err(InputError::Damaged(message)),
                    Err(ArchiveError::CutOff(message)) => Err(InputError::Unreadable(message)),
                    Err(ArchiveError::Unreadable(error)) => Err(self.failed(error)),
                }),
                Content::JsonLines(input) => {
                    let mut line = Vec::new();
                    match lines::read_line(input, &mut line, LINE_LIMIT) {
                        Ok(None) => None,
                        // Counted, so that numbers are line numbers.
                        Ok(Some(Line::Whole)) if line.trim_ascii().is_empty() => {
                            self.found += 1;
                            continue;
                        }
                        Ok(Some(Line::Whole)) => Some(Ok(Payload::JsonLine(line))),
                        Ok(Some(Line::TooLong)) => {
                            let message = format!("a line of more than {LINE_LIMIT} bytes");
                            Some(Err(InputError::Damaged(message)))
                        }
                        Err(error) => Some(Err(self.failed(error))),
                    }
                }
                Content::Html(input) => {
                    let mut bytes = Vec::new();
                    let read = input.take(PAGE_LIMIT as u64 + 1).read_to_end(&mut bytes);
                    let all = read.and_then(|_| io::copy(input, &mut io::sink()));
                    self.content = Content::End;
                    Some(match all {
                        Ok(_) => {
                            let cut = bytes.len() > PAGE_LIMIT;
                            bytes.truncate(PAGE_LIMIT);
                            // If the command failed, its output is not a whole page.
                            self.wait().map_or(Ok(Payload::Html { bytes, cut }), Err)
                        }
                        Err(error) => Err(self.failed(error)),
                    })
                }
                Content::End => None,
            };
            return found.or_else(|| {
                self.content = Content::End;
                self.wait().map(Err)
            });
        }
    }

    fn failed(&mut self, error: io::Error) -> InputError {
        if error.kind() == ErrorKind::UnexpectedEof {
            self.content = Content::End;
            return InputError::Unreadable(format!("the file is cut off: {error}"));
        }
        if is_damage(&error) {
            return InputError::Damaged(error.to_string());
        }
        self.content = Content::End;
        InputError::Unreadable(error.to_string())
    }

    /// Waits for the command, once, and returns its error message.
    fn wait(&mut self) -> Option<InputError> {
        match self.child.take()?.wait() {
            Ok(status) if status.success() => None,
            Ok(status) => Some(InputError::Unreadable(format!("the command failed: {status}"))),
            Err(error) => Some(InputError::Unreadable(error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_is_in_a_file() {
        let kind = |name| Kind::of(Path::new(name));
        assert_eq!(kind("crawl/a.warc.gz"), Some(Kind::Archive(Format::Warc)));
        assert_eq!(kind("a.warc.zst"), Some(Kind::Archive(Format::Warc)));
        assert_eq!(kind("a.arc.lz4"), Some(Kind::Archive(Format::Arc)));
        assert_eq!(kind("a.b.JSONL"), Some(Kind::JsonLines));
        assert_eq!(kind("index.html.gz"), Some(Kind::Html));
        assert_eq!(kind("html"), None);
        assert_eq!(kind("page.html.bak"), None);
        assert_eq!(kind("a.gz"), None);
    }

    #[test]
    fn the_first_bytes_tell_what_is_in_a_stream() {
        assert_eq!(Kind::sniff(b"WARC/1.1\r\n"), Some(Kind::Archive(Format::Warc)));
        assert_eq!(Kind::sniff(b"filedesc://a.arc"), Some(Kind::Archive(Format::Arc)));
        assert_eq!(Kind::sniff(b"\n {\"html\""), Some(Kind::JsonLines));
        assert_eq!(Kind::sniff(b"\xef\xbb\xbf<!doctype html>"), Some(Kind::Html));
        assert_eq!(Kind::sniff(b"text"), None);
    }

    #[test]
    fn names_come_from_the_command_line_and_from_a_list() {
        let list: &[u8] = b"b.warc\r\n\n  \nc d.warc";
        let names = Names::new(vec!["a.warc".to_owned()], Some(Box::new(list)));
        let names: Vec<String> = names.map(Result::unwrap).collect();
        assert_eq!(names, ["a.warc", "b.warc", "c d.warc"]);
    }
}
