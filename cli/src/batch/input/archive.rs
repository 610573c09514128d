//! Crawl archives: WARC (ISO 28500, and the drafts before it) and its predecessor ARC, with the
//! defects of real ones.

use super::arc;
use super::compression::is_damage;
use super::headers::Headers;
use super::lines::{self, Line};
use std::io::{self, BufRead, ErrorKind, Read};

/// A record: its headers and its block.
#[derive(Debug)]
pub struct ArchiveRecord {
    /// The headers of WARC; those of ARC are translated.
    pub headers: Headers,
    pub block: Vec<u8>,
    /// The block is only a beginning: it is longer than allowed, or the file ends inside it.
    pub cut: bool,
}

/// Why there is no record.
#[derive(Debug)]
pub enum ArchiveError {
    /// The file is damaged here. The records after it can be read.
    Damaged(String),
    /// The file ends too early.
    CutOff(String),
    /// The file cannot be read any further.
    Unreadable(io::Error),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Warc,
    Arc,
}

const CUT_RECORD: &str = "the file is cut off in the middle of a record";

/// The longest header line, and the longest headers altogether.
const LINE_LIMIT: usize = 1 << 16;
const HEADERS_LIMIT: usize = 1 << 20;

/// Reads the records of an archive one after the other.
pub struct ArchiveReader<R> {
    input: R,
    format: Format,
    block_limit: usize,
    line: Vec<u8>,
    /// The first line of a record has been read.
    at_record: bool,
    /// Damage has been reported, and everything up to the next record is part of it.
    searching: bool,
    /// The file ended inside the last record or where the next one begins.
    cut_off: bool,
}

impl<R: BufRead> ArchiveReader<R> {
    /// A reader that keeps no more of a record's block than `block_limit` bytes.
    pub fn new(input: R, format: Format, block_limit: usize) -> ArchiveReader<R> {
        ArchiveReader {
            input,
            format,
            block_limit,
            line: Vec::new(),
            at_record: false,
            searching: false,
            cut_off: false,
        }
    }

    /// The next record, or `None` at the end of the file.
    pub fn next_record(&mut self) -> Option<Result<ArchiveRecord, ArchiveError>> {
        if std::mem::take(&mut self.cut_off) {
            return Some(Err(ArchiveError::CutOff(CUT_RECORD.to_owned())));
        }
        match self.find_record() {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => return Some(Err(error)),
        }
        self.at_record = false;
        let record = self.read_record();
        self.searching = record.is_err();
        Some(record)
    }

    /// Skips to the first line of the next record and reads it.
    fn find_record(&mut self) -> Result<bool, ArchiveError> {
        if self.at_record {
            return Ok(true);
        }
        let mut strayed = 0;
        loop {
            match lines::read_line(&mut self.input, &mut self.line, LINE_LIMIT) {
                Err(error) => return Err(self.failed(error)),
                Ok(Some(_)) if self.begins_record() => self.at_record = true,
                Ok(Some(_)) => {
                    strayed += self.line.len();
                    continue;
                }
                Ok(None) => {}
            }
            if strayed > 0 && !self.searching {
                let message = format!("{strayed} bytes that belong to no record");
                self.searching = true;
                return Err(ArchiveError::Damaged(message));
            }
            return Ok(self.at_record);
        }
    }

    fn read_record(&mut self) -> Result<ArchiveRecord, ArchiveError> {
        let mut headers = match self.format {
            Format::Warc => self.read_headers()?,
            Format::Arc => arc::headers(&self.line).unwrap_or_default(),
        };
        let length = headers.get("Content-Length").and_then(|value| value.parse::<u64>().ok());
        let Some(length) = length else {
            return Err(ArchiveError::Damaged("a record without a Content-Length".to_owned()));
        };
        let mut block = Vec::new();
        let kept = length.min(self.block_limit as u64);
        // Not allocated in advance: the length may be wrong.
        let read = self.input.by_ref().take(kept).read_to_end(&mut block);
        let passed = read
            .and_then(|_| io::copy(&mut self.input.by_ref().take(length - kept), &mut io::sink()));
        let is_cut = match passed {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => true,
            Err(error) => return Err(self.failed(error)),
            Ok(passed) => block.len() as u64 + passed < length,
        };
        if is_cut {
            // If other records are inside it, the length was wrong and the file may be complete.
            if block
                .split(|&byte| byte == b'\n')
                .any(|line| self.is_first_line(line.trim_ascii_end()))
            {
                let message = "a record whose Content-Length exceeds the file";
                return Err(ArchiveError::Damaged(message.to_owned()));
            }
            if block.is_empty() {
                return Err(ArchiveError::CutOff(CUT_RECORD.to_owned()));
            }
            self.cut_off = true;
        } else if let Err(error) = self.read_end() {
            // If the file ends right after the record, the record itself is complete.
            if error.kind() != ErrorKind::UnexpectedEof {
                return Err(self.failed(error));
            }
            self.cut_off = true;
        }
        if self.format == Format::Arc {
            arc::name_type(&mut headers, &block);
        }
        Ok(ArchiveRecord { headers, block, cut: is_cut || kept < length })
    }

    fn begins_record(&self) -> bool {
        self.is_first_line(&self.line)
    }

    fn is_first_line(&self, line: &[u8]) -> bool {
        match self.format {
            Format::Warc => is_version(line),
            Format::Arc => arc::headers(line).is_some(),
        }
    }

    /// Reads the line breaks after a record and goes on to what follows. If the record is a gzip
    /// member, its checksum comes after them and shows whether the record is undamaged.
    fn read_end(&mut self) -> io::Result<()> {
        for _ in 0..4 {
            if !matches!(self.input.fill_buf()?.first(), Some(b'\r' | b'\n')) {
                return Ok(());
            }
            self.input.consume(1);
        }
        self.input.fill_buf().map(|_| ())
    }

    fn read_headers(&mut self) -> Result<Headers, ArchiveError> {
        let mut text = Vec::new();
        loop {
            match lines::read_line(&mut self.input, &mut self.line, LINE_LIMIT) {
                Err(error) => return Err(self.failed(error)),
                Ok(None) => {
                    return Err(ArchiveError::CutOff(
                        "the file is cut off in the headers of a record".to_owned(),
                    ));
                }
                Ok(Some(_)) if self.line.is_empty() => return Ok(Headers::parse(&text)),
                Ok(Some(Line::Whole)) if text.len() + self.line.len() < HEADERS_LIMIT => {
                    text.extend_from_slice(&self.line);
                    text.push(b'\n');
                }
                Ok(Some(_)) => {
                    return Err(ArchiveError::Damaged(
                        "the headers of a record have no end".to_owned(),
                    ));
                }
            }
        }
    }

    fn failed(&mut self, error: io::Error) -> ArchiveError {
        self.searching = true;
        if error.kind() == ErrorKind::UnexpectedEof {
            ArchiveError::CutOff(format!("the file is cut off: {error}"))
        } else if is_damage(&error) {
            ArchiveError::Damaged(error.to_string())
        } else {
            ArchiveError::Unreadable(error)
        }
    }
}

/// Whether this is the first line of a record.
fn is_version(line: &[u8]) -> bool {
    line.strip_prefix(b"WARC/").is_some_and(|version| {
        version.len() < 10 && version.first().is_some_and(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(name: &str, block: &str) -> String {
        let length = block.len();
        format!("WARC/1.1\r\nName: {name}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n")
    }

    /// Records as their name and block, damage as `!` and its message.
    fn read(file: impl AsRef<[u8]>) -> Vec<String> {
        read_up_to(12, file)
    }

    fn read_up_to(limit: usize, file: impl AsRef<[u8]>) -> Vec<String> {
        let mut reader = ArchiveReader::new(file.as_ref(), Format::Warc, limit);
        std::iter::from_fn(|| reader.next_record())
            .map(|record| match record {
                Ok(record) => {
                    let block = String::from_utf8(record.block).unwrap();
                    let cut = if record.cut { "…" } else { "" };
                    format!("{}={block}{cut}", record.headers.get("name").unwrap_or_default())
                }
                Err(ArchiveError::Damaged(message) | ArchiveError::CutOff(message)) => {
                    format!("!{message}")
                }
                Err(ArchiveError::Unreadable(error)) => panic!("{error}"),
            })
            .collect()
    }

    #[test]
    fn records_are_read_in_their_order() {
        let file = record("a", "one\r\n\r\ntwo") + &record("b", "") + &record("c", "three");
        assert_eq!(read(&file), ["a=one\r\n\r\ntwo", "b=", "c=three"]);
        assert_eq!(
            read(file.replace("WARC/1.1", "WARC/1.0").replace("Length: ", "length:")),
            read(file)
        );
        assert_eq!(read(""), [""; 0]);
    }

    #[test]
    fn a_long_block_is_cut_and_the_next_record_is_whole() {
        assert_eq!(
            read(record("a", "0123456789abcdef") + &record("b", "0123456789ab")),
            ["a=0123456789ab…", "b=0123456789ab"]
        );
    }

    #[test]
    fn line_ends_may_be_bare_or_missing_between_records() {
        let file = "WARC/1.0\nName: a\nContent-Length: 3\n\noneWARC/1.0\nName: b\n\
                    Content-Length: 3\n\ntwo";
        assert_eq!(read(file), ["a=one", "b=two"]);
    }

    #[test]
    fn a_record_of_the_wrong_length_does_not_cost_the_next() {
        let short = record("a", "one\r\ntwo").replace("Length: 8", "Length: 3");
        assert_eq!(
            read(short + &record("b", "x")),
            ["a=one", "!3 bytes that belong to no record", "b=x"]
        );
        let without = record("a", "one\r\ntwo").replace("Content-Length: 8\r\n", "");
        assert_eq!(
            read(without + &record("b", "x")),
            ["!a record without a Content-Length", "b=x"]
        );
        let nonsense = record("a", "one").replace("Length: 3", "Length: -3");
        assert_eq!(read(nonsense).len(), 1);
    }

    #[test]
    fn a_file_may_end_anywhere() {
        let whole = record("a", "one") + &record("b", "two");
        let second = record("a", "one").len();
        for end in 1..whole.len() {
            let records = read(&whole[..end]);
            let (errors, found): (Vec<_>, Vec<_>) =
                records.iter().partition(|record| record.starts_with('!'));
            let complete = end >= whole.len() - 4 || (second - 4..=second).contains(&end);
            assert_eq!(errors.len(), usize::from(!complete), "{end}: {records:?}");
            if end > second + "WARC/1.1".len() {
                assert_eq!(found[0], "a=one", "{end}: {records:?}");
                assert!(complete || errors[0].contains("cut off"), "{end}: {records:?}");
            }
        }
        let cut = read(&whole[..whole.len() - 6]);
        assert_eq!(cut[1..], ["b=t…", &format!("!{CUT_RECORD}")]);
    }

    #[test]
    fn a_length_beyond_the_file_does_not_make_a_page_of_other_records() {
        let long = record("a", "one").replace("Length: 3", "Length: 3000");
        let records = read_up_to(1000, long + &record("b", "two"));
        assert_eq!(records, ["!a record whose Content-Length exceeds the file"]);
    }

    #[test]
    fn headers_without_an_end_take_bounded_memory() {
        let endless = "WARC/1.0\r\n".to_owned() + &"Name: value\r\n".repeat(HEADERS_LIMIT / 8);
        assert_eq!(
            read(endless + &record("b", "x")),
            ["!the headers of a record have no end", "b=x"]
        );
        let long = "WARC/1.0\r\n".to_owned() + &"x".repeat(3 * LINE_LIMIT) + "\r\n";
        assert_eq!(read(long + &record("b", "x")).last().unwrap(), "b=x");
    }
}
