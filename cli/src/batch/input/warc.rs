//! WARC files, versions 1.0 and 1.1 (ISO 28500), with the faults that real ones have.

use super::gzip::is_damage;
use super::headers::Headers;
use super::lines::{self, Line};
use std::io::{self, BufRead, Read};

/// A record's headers, and what they describe.
#[derive(Debug)]
pub struct WarcRecord {
    pub headers: Headers,
    pub block: Vec<u8>,
    /// The block is longer than allowed, and this is its beginning.
    pub cut: bool,
}

/// Why there is no record.
#[derive(Debug)]
pub enum WarcError {
    /// The file is damaged here. The records behind can be read.
    Damaged(String),
    /// The file cannot be read on.
    Unreadable(io::Error),
}

/// The longest header line, and the longest headers all in all.
const LINE_LIMIT: usize = 1 << 16;
const HEADERS_LIMIT: usize = 1 << 20;

/// Reads the records of a WARC file one after the other.
pub struct WarcReader<R> {
    input: R,
    block_limit: usize,
    line: Vec<u8>,
    /// The first line of a record has been read.
    at_record: bool,
    /// Damage has been reported, and what is passed over until the next record is part of it.
    searching: bool,
}

impl<R: BufRead> WarcReader<R> {
    /// A reader that keeps no more of a record's block than `block_limit` bytes.
    pub fn new(input: R, block_limit: usize) -> WarcReader<R> {
        WarcReader { input, block_limit, line: Vec::new(), at_record: false, searching: false }
    }

    /// The next record, or `None` at the end of the file.
    pub fn next_record(&mut self) -> Option<Result<WarcRecord, WarcError>> {
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

    /// Goes to behind the first line of the next record.
    fn find_record(&mut self) -> Result<bool, WarcError> {
        if self.at_record {
            return Ok(true);
        }
        let mut strayed = 0;
        loop {
            match lines::read_line(&mut self.input, &mut self.line, LINE_LIMIT) {
                Err(error) => return Err(self.failed(error)),
                Ok(Some(_)) if is_version(&self.line) => self.at_record = true,
                Ok(Some(_)) => {
                    strayed += self.line.len();
                    continue;
                }
                Ok(None) => {}
            }
            if strayed > 0 && !self.searching {
                let message = format!("{strayed} bytes that belong to no record");
                self.searching = true;
                return Err(WarcError::Damaged(message));
            }
            return Ok(self.at_record);
        }
    }

    fn read_record(&mut self) -> Result<WarcRecord, WarcError> {
        let headers = self.read_headers()?;
        let length = headers.get("Content-Length").and_then(|value| value.parse::<u64>().ok());
        let Some(length) = length else {
            return Err(WarcError::Damaged("a record without a Content-Length".to_owned()));
        };
        let mut block = Vec::new();
        let kept = length.min(self.block_limit as u64);
        // Not reserved in advance: the length may be wrong.
        let read = self.input.by_ref().take(kept).read_to_end(&mut block);
        let passed = read
            .and_then(|_| io::copy(&mut self.input.by_ref().take(length - kept), &mut io::sink()));
        match passed {
            Err(error) => Err(self.failed(error)),
            Ok(passed) if block.len() as u64 + passed < length => {
                Err(WarcError::Damaged("the file ends in the middle of a record".to_owned()))
            }
            Ok(_) => match self.read_end() {
                Err(error) => Err(self.failed(error)),
                Ok(()) => Ok(WarcRecord { headers, block, cut: kept < length }),
            },
        }
    }

    /// Reads the line ends behind a record, and goes to what follows: if the record is a member of
    /// gzip, its checksum is behind them, and tells whether the record is as it was.
    fn read_end(&mut self) -> io::Result<()> {
        for _ in 0..4 {
            if !matches!(self.input.fill_buf()?.first(), Some(b'\r' | b'\n')) {
                return Ok(());
            }
            self.input.consume(1);
        }
        self.input.fill_buf().map(|_| ())
    }

    fn read_headers(&mut self) -> Result<Headers, WarcError> {
        let mut text = Vec::new();
        loop {
            match lines::read_line(&mut self.input, &mut self.line, LINE_LIMIT) {
                Err(error) => return Err(self.failed(error)),
                Ok(None) => {
                    return Err(WarcError::Damaged(
                        "the file ends in the headers of a record".to_owned(),
                    ));
                }
                Ok(Some(_)) if self.line.is_empty() => return Ok(Headers::parse(&text)),
                Ok(Some(Line::Whole)) if text.len() + self.line.len() < HEADERS_LIMIT => {
                    text.extend_from_slice(&self.line);
                    text.push(b'\n');
                }
                Ok(Some(_)) => {
                    return Err(WarcError::Damaged(
                        "the headers of a record have no end".to_owned(),
                    ));
                }
            }
        }
    }

    fn failed(&mut self, error: io::Error) -> WarcError {
        self.searching = true;
        if is_damage(&error) {
            WarcError::Damaged(error.to_string())
        } else {
            WarcError::Unreadable(error)
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
        let mut reader = WarcReader::new(file.as_ref(), 12);
        std::iter::from_fn(|| reader.next_record())
            .map(|record| match record {
                Ok(record) => {
                    let block = String::from_utf8(record.block).unwrap();
                    let cut = if record.cut { "…" } else { "" };
                    format!("{}={block}{cut}", record.headers.get("name").unwrap_or_default())
                }
                Err(WarcError::Damaged(message)) => format!("!{message}"),
                Err(WarcError::Unreadable(error)) => panic!("{error}"),
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
        for end in 1..whole.len() {
            let records = read(&whole[..end]);
            let found = records.iter().filter(|record| !record.starts_with('!')).count();
            assert!(found <= 2 && records.len() - found <= 1, "{end}: {records:?}");
            assert_eq!(found == 2, end >= whole.len() - 4, "{end}: {records:?}");
        }
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
