//! Unambiguous character references (HTML Standard, 13.2.5.72 to 13.2.5.80): numbers and names that
//! end in a semicolon, and ampersands that begin no reference.

use html5ever::data::NAMED_ENTITIES;

/// The longest name, `CounterClockwiseContourIntegral;`, has 32 letters.
const MAX_NAME: usize = 32;

/// The one or two characters of a reference.
pub(in crate::dom) type Characters = std::iter::Flatten<std::array::IntoIter<Option<char>, 2>>;

/// What the ampersand at `at` means in text, and where the text continues; `None` if ambiguous.
pub(in crate::dom) fn in_text(text: &[u8], at: usize) -> Option<(Characters, usize)> {
    read(text, at, false)
}

/// The same in an attribute's value, which ends with `text`.
pub(in crate::dom) fn in_value(text: &[u8], at: usize) -> Option<(Characters, usize)> {
    read(text, at, true)
}

fn read(text: &[u8], at: usize, in_value: bool) -> Option<(Characters, usize)> {
    let begin = at + 1;
    let literal = Some((characters(Some('&'), None), begin));
    let rest = text.get(begin..)?;
    match rest.first() {
        Some(b'#') => numeric(rest)
            .map(|(character, length)| (characters(Some(character), None), begin + length)),
        Some(first) if first.is_ascii_alphanumeric() => {
            let length =
                rest.iter().take(MAX_NAME).position(|byte| !byte.is_ascii_alphanumeric())?;
            match rest.get(length) {
                // A parameter of an address, even if there is a name before the equals sign.
                Some(b'=') if in_value => literal,
                Some(b';') => {
                    let name = std::str::from_utf8(rest.get(..=length)?).ok()?;
                    let &(first, second) = NAMED_ENTITIES.get(name)?;
                    let first = char::from_u32(first).filter(|&first| first != '\0')?;
                    let second = char::from_u32(second).filter(|&second| second != '\0');
                    Some((characters(Some(first), second), begin + length + 1))
                }
                _ => None,
            }
        }
        _ => literal,
    }
}

/// `#8217;` or `#x2019;`: the character and the length.
fn numeric(text: &[u8]) -> Option<(char, usize)> {
    let (prefix, radix) = match text.get(1)? {
        b'x' | b'X' => (2, 16),
        _ => (1, 10),
    };
    let digits = text.get(prefix..)?;
    let count = digits.iter().take(8).position(|byte| !char::from(*byte).is_digit(radix))?;
    if count == 0 || digits.get(count) != Some(&b';') {
        return None;
    }
    let number = digits[..count]
        .iter()
        .filter_map(|&digit| char::from(digit).to_digit(radix))
        .fold(0, |number, digit| number * radix + digit);
    // Those from 0x80 mean characters of windows-1252.
    let plain = number != 0 && !(0x80..=0x9f).contains(&number);
    Some((char::from_u32(number).filter(|_| plain)?, prefix + count + 1))
}

fn characters(first: Option<char>, second: Option<char>) -> Characters {
    [first, second].into_iter().flatten()
}
