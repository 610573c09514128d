//! Where strings and words end, even in malformed JSON.

/// How far a name after a comma is read to decide whether a quote ends a string.
const MAX_NAME: usize = 64;

pub(super) fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

/// Whether a number or word ends before this byte.
pub(super) fn ends_word(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || is_quote(byte)
        || matches!(byte, b',' | b':' | b'{' | b'}' | b'[' | b']')
}

fn skip_space(bytes: &[u8]) -> (&[u8], bool) {
    let length = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len());
    let (space, rest) = bytes.split_at(length);
    (rest, space.contains(&b'\n'))
}

/// Whether a quote before `after` may close the name of a member.
pub(super) fn ends_name(after: &[u8], _: u8) -> bool {
    let (rest, _) = skip_space(after);
    matches!(rest.first(), None | Some(b':' | b',' | b'}' | b'/'))
}

/// Whether a quote before `after` may close a value: a bare quote inside a text is followed by more
/// of the text.
pub(super) fn ends_value(after: &[u8], quote: u8) -> bool {
    let (rest, new_line) = skip_space(after);
    match rest.first() {
        None | Some(b'}' | b']' | b'/') => true,
        // A forgotten comma.
        Some(&byte) if byte == quote => new_line,
        Some(b',') => begins_value_or_name(skip_space(&rest[1..]).0),
        _ => false,
    }
}

/// Whether a text looks like what follows a comma in JSON.
fn begins_value_or_name(text: &[u8]) -> bool {
    match text.first() {
        None => true,
        Some(&byte) if is_quote(byte) || byte.is_ascii_digit() => true,
        Some(b'{' | b'[' | b'}' | b']' | b'-' | b'/' | b',') => true,
        _ => {
            let name = text.iter().take(MAX_NAME);
            let length = name.take_while(|byte| is_name_byte(**byte)).count();
            let word = &text[..length];
            matches!(word, b"true" | b"false" | b"null" | b"void" | b"undefined")
                || (length > 0 && text.get(length) == Some(&b':'))
        }
    }
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
}
