//! Lines of bounded length.

use std::io::{self, BufRead, Read};

/// How a line was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Whole,
    /// Longer than allowed. The rest of it was skipped.
    TooLong,
}

/// Replaces `line` by the next line, without its line break, or returns `None` at the end of the
/// input. Of a longer line only `limit` bytes are kept, so that no input, such as a file without
/// line breaks, takes more memory than that.
pub fn read_line(
    input: &mut impl BufRead,
    line: &mut Vec<u8>,
    limit: usize,
) -> io::Result<Option<Line>> {
    line.clear();
    // One more byte, for the line break of a line that is as long as allowed.
    let read = input.take(limit as u64 + 1).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") {
        line.pop();
        if line.ends_with(b"\r") {
            line.pop();
        }
    } else if line.len() > limit {
        line.truncate(limit);
        input.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut input: &[u8], limit: usize) -> Vec<(String, Line)> {
        let mut lines = Vec::new();
        let mut line = Vec::new();
        while let Some(end) = read_line(&mut input, &mut line, limit).unwrap() {
            lines.push((String::from_utf8(line.clone()).unwrap(), end));
        }
        lines
    }

    #[test]
    fn lines_end_with_either_kind_of_line_end_or_with_the_input() {
        let expected = ["a", "", "b", "c"].map(|line| (line.to_owned(), Line::Whole));
        assert_eq!(lines(b"a\r\n\nb\nc", 10), expected);
        assert_eq!(lines(b"", 10), []);
    }

    #[test]
    fn a_line_too_long_is_cut_and_the_next_is_whole() {
        assert_eq!(
            lines(b"abc\nabcd\nab", 3),
            [
                ("abc".to_owned(), Line::Whole),
                ("abc".to_owned(), Line::TooLong),
                ("ab".to_owned(), Line::Whole)
            ]
        );
        assert_eq!(lines(b"abcd", 3), [("abc".to_owned(), Line::TooLong)]);
    }
}
