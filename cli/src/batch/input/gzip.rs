//! Gzip as in crawls: a file of many members, one for each record, some of which may be damaged.

use super::compression::is_damage;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, ErrorKind, Read};

/// The first bytes of a gzip member: two of magic, and the only method there is.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Decompresses all members in turn.
///
/// Damage does not end it: reading returns one error that [`is_damage`] recognizes, and then
/// continues with the next member that can be decompressed.
pub struct GzipReader<R> {
    state: State<R>,
    /// The input is searched for the next member. A candidate is one only if it yields its first
    /// bytes.
    searching: bool,
}

enum State<R> {
    Between(R),
    Member(GzDecoder<R>),
    End,
}

impl<R: BufRead> GzipReader<R> {
    pub fn new(input: R) -> GzipReader<R> {
        GzipReader { state: State::Between(input), searching: false }
    }
}

impl<R: BufRead> Read for GzipReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Ok(0),
                State::Between(mut input) => {
                    let found = to_next_member(&mut input, self.searching);
                    match found {
                        Ok(Next::Member) => self.state = State::Member(GzDecoder::new(input)),
                        Ok(Next::End) => return Ok(0),
                        Ok(Next::Other) => {
                            self.searching = true;
                            self.state = State::Between(input);
                            return Err(damaged("what follows is not gzip"));
                        }
                        Err(error) => {
                            self.state = State::Between(input);
                            return Err(error);
                        }
                    }
                }
                State::Member(mut member) => match member.read(buffer) {
                    Ok(0) => self.state = State::Between(member.into_inner()),
                    Ok(read) => {
                        self.searching = false;
                        self.state = State::Member(member);
                        return Ok(read);
                    }
                    Err(error) if is_damage(&error) => {
                        self.state = State::Between(member.into_inner());
                        if !std::mem::replace(&mut self.searching, true) {
                            let message = format!("damaged gzip data: {error}");
                            return Err(io::Error::new(error.kind(), message));
                        }
                    }
                    Err(error) => {
                        self.state = State::Member(member);
                        return Err(error);
                    }
                },
            }
        }
    }
}

enum Next {
    Member,
    End,
    Other,
}

/// Skips to the next member: past zeros, which are padding, and past anything else if searching.
fn to_next_member(input: &mut impl BufRead, searching: bool) -> io::Result<Next> {
    loop {
        let ahead = input.fill_buf()?;
        let Some(&first) = ahead.first() else {
            return Ok(Next::End);
        };
        // The buffer may end within the magic bytes; the decoder checks the rest.
        let begins = |ahead: &[u8]| ahead.iter().zip(MAGIC).all(|(&byte, magic)| byte == magic);
        if begins(ahead) {
            return Ok(Next::Member);
        }
        if !searching && first != 0 {
            return Ok(Next::Other);
        }
        let wanted = |&index: &usize| {
            if searching { begins(&ahead[index..]) } else { ahead[index] != 0 }
        };
        let passed = (1..ahead.len()).find(wanted).unwrap_or(ahead.len());
        input.consume(passed);
    }
}

fn damaged(message: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::{BufReader, Write};

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// What is read, with `!` for every error that reports damage, through buffers of several
    /// sizes, which must not make a difference.
    fn unpack(data: &[u8]) -> String {
        unpack_through([1, 2, 7, 4096], data)
    }

    fn unpack_through(capacities: [usize; 4], data: &[u8]) -> String {
        let all = capacities.map(|capacity| {
            let mut reader = GzipReader::new(BufReader::with_capacity(capacity, data));
            let mut text = Vec::new();
            loop {
                match reader.read_to_end(&mut text) {
                    Ok(_) => return String::from_utf8(text).unwrap(),
                    Err(error) => {
                        assert!(is_damage(&error), "{error}");
                        text.push(b'!');
                    }
                }
            }
        });
        assert!(all.iter().all(|text| *text == all[0]), "{all:?}");
        all[0].clone()
    }

    #[test]
    fn members_are_one_text() {
        assert_eq!(unpack(&[member("one"), member(""), member("two")].concat()), "onetwo");
        assert_eq!(unpack(b""), "");
    }

    #[test]
    fn zeros_between_members_and_at_the_end_are_padding() {
        assert_eq!(
            unpack(&[member("one"), vec![0; 600], member("two"), vec![0; 3]].concat()),
            "onetwo"
        );
    }

    #[test]
    fn a_damaged_member_costs_nothing_but_itself() {
        let mut bad = member("not to be read");
        let checksum = bad.len() - 6;
        bad[checksum] ^= 1;
        assert_eq!(
            unpack(&[member("one"), bad.clone(), member("two")].concat()),
            "onenot to be read!two"
        );
        // The first byte of the compressed data: a block type that does not exist.
        bad[10] = 0xff;
        assert_eq!(unpack(&[member("one"), bad, member("two")].concat()), "one!two");
    }

    #[test]
    fn other_data_between_members_is_one_damage() {
        let other = b"\x1f\x8b is not gzip, nor is \x1f\x1f\x8b\x08 that, nor is this: \x1f";
        let other: Vec<u8> = other.iter().copied().cycle().take(5000).collect();
        let data = [member("one"), other, member("two")].concat();
        assert_eq!(unpack_through([4096, 8192, 10_000, 100_000], &data), "one!two");
        assert_eq!(unpack(b"<p>no gzip at all"), "!");
    }

    #[test]
    fn the_end_may_be_cut_off() {
        let whole = [member("one"), member("two")].concat();
        assert!(unpack(&whole[..whole.len() - 3]).starts_with("one"));
        assert!(unpack(&whole[..whole.len() - 3]).ends_with('!'));
    }
}
