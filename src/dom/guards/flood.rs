//! Cuts tags with a flood of attributes.
//!
//! html5ever's tokenizer compares each attribute of a tag with all before it, and emits nothing
//! until the tag ends, so a page that is one tag with a million attributes would take minutes. If
//! there has been no token for a while, the bytes since the last one are examined. If they can be
//! read as a tag with very many attributes, the rest of that tag is skipped.

use std::ops::Range;

/// After this many bytes without a token, the page is examined. Longer values, comments and data
/// URIs are common; they are read in full.
const SILENCE: usize = 8 << 10;

/// The number of attributes after which the rest of a tag is skipped.
const ATTRIBUTES: u32 = 4096;

/// The state within a tag (HTML Standard, 13.2.5.8 to 13.2.5.39).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum State {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    DoubleQuoted,
    SingleQuoted,
    Unquoted,
}

const STATES: [State; 8] = [
    State::TagName,
    State::BeforeName,
    State::Name,
    State::AfterName,
    State::BeforeValue,
    State::DoubleQuoted,
    State::SingleQuoted,
    State::Unquoted,
];

impl State {
    /// The state after a byte; `None` after the end of the tag.
    fn next(self, byte: u8) -> Option<State> {
        let space = matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c);
        Some(match (self, byte) {
            (State::DoubleQuoted, b'"') | (State::SingleQuoted, b'\'') => State::BeforeName,
            (State::DoubleQuoted | State::SingleQuoted, _) => self,
            (_, b'>') => return None,
            (State::TagName | State::Name | State::AfterName | State::BeforeName, b'/') => {
                State::BeforeName
            }
            (State::TagName | State::Unquoted, _) if space => State::BeforeName,
            (State::TagName | State::Unquoted, _) => self,
            (State::Name | State::AfterName, b'=') => State::BeforeValue,
            (State::Name | State::AfterName, _) if space => State::AfterName,
            (State::BeforeName | State::BeforeValue, _) if space => self,
            (State::Name | State::AfterName | State::BeforeName, _) => State::Name,
            (State::BeforeValue, b'"') => State::DoubleQuoted,
            (State::BeforeValue, b'\'') => State::SingleQuoted,
            (State::BeforeValue, _) => State::Unquoted,
        })
    }
}

/// All tags that may have begun since the last token, each with its state and the maximum number of
/// its attributes. Only the tokenizer knows which of them it is in.
#[derive(Clone, Copy, Debug, Default)]
struct Readings([Option<u32>; STATES.len()]);

impl Readings {
    fn read(&mut self, bytes: &[u8], begin: impl Fn(usize) -> bool) {
        for (at, &byte) in bytes.iter().enumerate() {
            let mut next = Readings::default();
            for state in STATES {
                if let Some(attributes) = self.0[state as usize]
                    && let Some(after) = state.next(byte)
                {
                    let begins = after == State::Name && state != State::Name;
                    next.note(after, attributes + u32::from(begins));
                }
            }
            if byte == b'<' && begin(at) {
                next.note(State::TagName, 0);
            }
            *self = next;
        }
    }

    fn note(&mut self, state: State, attributes: u32) {
        let noted = &mut self.0[state as usize];
        *noted = Some(noted.map_or(attributes, |noted| noted.max(attributes)));
    }

    /// The state of a reading with a flood of attributes, if there is one.
    fn flood(&self) -> Option<State> {
        let most = STATES.into_iter().max_by_key(|&state| self.0[state as usize])?;
        (self.0[most as usize]? >= ATTRIBUTES).then_some(most)
    }
}

/// Watches the pieces of a page that the tokenizer gets.
#[derive(Debug, Default)]
pub(in crate::dom) struct FloodGate {
    /// The beginning of the piece with the last token.
    last_token: usize,
    /// How far the bytes since then have been examined, if at all.
    read_to: Option<usize>,
    readings: Readings,
}

impl FloodGate {
    /// Watches from here: everything before is in tokens.
    pub(in crate::dom) fn begin(&mut self, at: usize) {
        *self = FloodGate { last_token: at, ..FloodGate::default() };
    }

    /// Notes a piece that the tokenizer has been given. Returns where to continue: after the piece,
    /// or later, at the end of a tag with a flood of attributes.
    pub(in crate::dom) fn after_piece(
        &mut self,
        page: &str,
        piece: Range<usize>,
        token: bool,
    ) -> usize {
        if token {
            *self = FloodGate { last_token: piece.start, ..FloodGate::default() };
            return piece.end;
        }
        if piece.end - self.last_token < SILENCE {
            return piece.end;
        }
        let bytes = page.as_bytes();
        let from = self.read_to.unwrap_or(self.last_token);
        self.readings.read(&bytes[from..piece.end], |at| {
            let next = bytes.get(from + at + 1).copied().unwrap_or_default();
            next.is_ascii_alphabetic() || next == b'/'
        });
        self.read_to = Some(piece.end);
        let Some(state) = self.readings.flood() else { return piece.end };
        let end = piece.end + end_of_tag(&bytes[piece.end..], state);
        // If the tokenizer is in a comment after all, the dashes end it as well.
        let end = char_boundary(page, end.saturating_sub(2)).max(piece.end);
        *self = FloodGate { last_token: end, ..FloodGate::default() };
        end
    }
}

/// The position of a tag's `>`, or the length of the rest of the page.
fn end_of_tag(bytes: &[u8], mut state: State) -> usize {
    for (at, &byte) in bytes.iter().enumerate() {
        match state.next(byte) {
            Some(after) => state = after,
            None => return at,
        }
    }
    bytes.len()
}

/// The last character boundary up to `index`. The standard library's `floor_char_boundary` is newer
/// than our MSRV.
pub(in crate::dom) fn char_boundary(text: &str, index: usize) -> usize {
    let index = index.min(text.len());
    (0..=index).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page as the tokenizer would get it, without a token after the first piece.
    fn silent(page: &str) -> String {
        const PIECE: usize = 1024;
        let mut gate = FloodGate::default();
        let mut fed = String::new();
        let mut at = 0;
        while at < page.len() {
            let end = char_boundary(page, at + PIECE);
            fed.push_str(&page[at..end]);
            at = gate.after_piece(page, at..end, at == 0);
        }
        fed
    }

    #[test]
    fn a_flood_of_attributes_is_cut() {
        for attribute in [" a", "/a", " a=b", " a='>'", "a=\"\"", " a = '<b '", "\na=/"] {
            let page = format!("<p>x<b {}>tail", attribute.repeat(100_000));
            let fed = silent(&page);
            assert!(fed.len() < 120_000, "{attribute}: {}", fed.len());
            assert!(fed.ends_with(">tail"), "{attribute}");
        }
    }

    #[test]
    fn long_values_and_comments_pass() {
        for page in [
            format!("<p>x<b title='{}'>tail", "word ".repeat(50_000)),
            format!("<p>x<b data-json='{}'>tail", "{\"a\": \"<p>b</p>\", \"c\": 1},".repeat(9_000)),
            format!("<!-- {} -->tail", "<p class=a>word word</p>".repeat(9_000)),
            format!("<p>x<img src=data:{}>tail", "QUJD/+=".repeat(50_000)),
        ] {
            assert_eq!(silent(&page), page);
        }
    }

    #[test]
    fn a_flood_in_a_comment_leaves_the_comment_closed() {
        let page = format!("<!-- <b {}-->tail", "word ".repeat(50_000));
        let fed = silent(&page);
        assert!(fed.len() < 60_000 && fed.ends_with("-->tail"));
    }
}
