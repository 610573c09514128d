//! Invisible characters. Soft hyphens, zero-width spaces, controls and others split words for every
//! program that searches them, drive terminals, and smuggle text past readers.

use std::borrow::Cow;

const SOFT_HYPHEN: char = '\u{ad}';
const BLACK_FLAG: char = '\u{1f3f4}';
const END_OF_FLAG: char = '\u{e007f}';

/// The flag of a region has at most this many letters and digits after the black flag.
const MAX_FLAG_TAGS: usize = 6;

/// The text without invisible characters, except those that words need:
///
/// - joiners and non-joiners in scripts whose letters they shape, and in emoji;
/// - directional marks in texts with right-to-left letters;
/// - pairs of directional embeddings, overrides and isolates that end on the line on which they
///   begin;
/// - one variation selector after the character that it applies to.
///
/// Characters that break lines (form feed, `U+2028` and similar) become a newline.
pub(crate) fn readable(text: &str) -> Cow<'_, str> {
    let Some(first) = first_suspect(text) else { return Cow::Borrowed(text) };
    let mut reader = Reader::new(text, first);
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    for (at, c) in text[first..].char_indices() {
        out.extend(reader.shown(first + at, c, out.chars().next_back()));
    }
    Cow::Owned(out)
}

/// Whether a character is one that [`readable`] may remove.
pub(crate) fn is_suspect(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        SOFT_HYPHEN | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e0000}'..='\u{e0fff}' => true,
        _ => c.is_control() || is_noncharacter(c),
    }
}

/// The position of the first character that [`readable`] may remove. Most texts have none, so this is
/// the hot path.
pub(crate) fn first_suspect(text: &str) -> Option<usize> {
    const STEP: usize = 16;
    const LONG_STEP: usize = 64;
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        while let Some(chunk) = bytes[at..].first_chunk::<LONG_STEP>() {
            if !chunk.iter().fold(true, |plain, &byte| plain & is_plain(byte)) {
                break;
            }
            at += LONG_STEP;
        }
        while let Some(chunk) = bytes[at..].first_chunk::<STEP>() {
            // Without a branch for each byte, this compiles to a few vector instructions.
            if !chunk.iter().fold(true, |plain, &byte| plain & is_plain(byte))
                && chunk.iter().fold(false, |found, &byte| found | begins_suspects(byte))
            {
                break;
            }
            at += STEP;
        }
        at += bytes[at..].iter().position(|&byte| !is_plain(byte) && begins_suspects(byte))?;
        let c = text[at..].chars().next()?;
        if is_suspect(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// Whether a byte is printable ASCII or white space that is kept. Most bytes are, so this is checked
/// first.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n')
}

/// Whether a byte of UTF-8 may be the first of a suspect.
fn begins_suspects(byte: u8) -> bool {
    // Comparisons without branches are vectorized, `match` is not.
    let is_control = ((byte < 0x20) & (byte != b'\t') & (byte != b'\n')) | (byte == 0x7f);
    // U+0080 to U+00BF, U+034F, U+061C; the ranges from U+1000, U+2000 and U+F000; the other planes.
    let of_two = (byte == 0xc2) | (byte == 0xcd) | (byte == 0xd8);
    let of_three = (byte == 0xe1) | (byte == 0xe2) | (byte == 0xef);
    is_control | of_two | of_three | (byte.wrapping_sub(0xf0) < 5)
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// What must be known about a text to decide which of its suspects stay.
struct Reader<'a> {
    text: &'a str,
    /// The positions of directional controls whose other half is on the same line.
    paired: std::iter::Peekable<std::vec::IntoIter<usize>>,
    is_right_to_left: bool,
    /// The end of the flag whose tags are being read.
    flag_end: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, first: usize) -> Reader<'a> {
        let rest = &text[first..];
        let is_right_to_left = rest.contains(is_directional) && text.contains(is_right_to_left);
        let paired: Vec<usize> = paired_controls(rest).iter().map(|at| at + first).collect();
        let is_flag = text[..first].ends_with(BLACK_FLAG);
        let flag_end = if is_flag { first + tags_of_flag(rest) } else { 0 };
        Reader { text, paired: paired.into_iter().peekable(), is_right_to_left, flag_end }
    }

    /// What the character at `at` becomes; `before` is the last character that was kept.
    fn shown(&mut self, at: usize, c: char, before: Option<char>) -> Option<char> {
        let after = || self.text[at + c.len_utf8()..].chars().next();
        let stays = match c {
            BLACK_FLAG => {
                self.flag_end = at + c.len_utf8() + tags_of_flag(&self.text[at + c.len_utf8()..]);
                true
            }
            '\r' => return (after() != Some('\n')).then_some('\n'),
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => return Some('\n'),
            '\u{200c}' | '\u{200d}' => is_joint(c, before, after()),
            '\u{34f}' => before.is_some_and(is_shaped) && after().is_some_and(is_shaped),
            '\u{180b}'..='\u{180f}' => before.is_some_and(|c| matches!(c, '\u{1820}'..='\u{18aa}')),
            '\u{200e}' | '\u{200f}' | '\u{61c}' => self.is_right_to_left,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                self.paired.next_if_eq(&at).is_some()
            }
            '\u{fe00}'..='\u{fe0f}' => {
                before.is_some_and(|before| !before.is_whitespace() && !is_selector(before))
            }
            '\u{e0100}'..='\u{e01ef}' => before.is_some_and(is_ideograph),
            '\u{e0000}'..='\u{e007f}' => at < self.flag_end,
            _ => !is_suspect(c),
        };
        stays.then_some(c)
    }
}

/// The length of the tags that name a region after a black flag; 0 if they do not.
fn tags_of_flag(text: &str) -> usize {
    let is_letter = |c: &char| matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}');
    let letters = text.chars().take(MAX_FLAG_TAGS).take_while(is_letter).count();
    let ends = text.chars().nth(letters) == Some(END_OF_FLAG);
    if letters > 0 && ends { (letters + 1) * END_OF_FLAG.len_utf8() } else { 0 }
}

/// Whether a joiner or non-joiner has an effect between its neighbors.
fn is_joint(joint: char, before: Option<char>, after: Option<char>) -> bool {
    let is_repeated = before.is_some_and(|before| matches!(before, '\u{200c}' | '\u{200d}'));
    let shapes = before.is_some_and(is_shaped) || after.is_some_and(is_shaped);
    let joins = || {
        let is_emoji = |c: char| is_emoji(c) || is_selector(c);
        joint == '\u{200d}' && before.is_some_and(is_emoji) && after.is_some_and(is_emoji)
    };
    !is_repeated && (shapes || joins())
}

/// Letters whose form depends on their neighbors: Hebrew and Arabic to N'Ko, the scripts of India
/// and Southeast Asia, Mongolian.
fn is_shaped(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{109f}'
            | '\u{1700}'..='\u{1cff}'
            | '\u{a800}'..='\u{abff}'
            | '\u{fb1d}'..='\u{fdcf}'
            | '\u{fdf0}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10a00}'..='\u{11fff}'
            | '\u{1e800}'..='\u{1eeff}'
    )
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_directional(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1eeff}'
    )
}

/// The positions of directional controls that begin and end on one line (Unicode Standard Annex 9),
/// in order.
fn paired_controls(text: &str) -> Vec<usize> {
    let mut paired = Vec::new();
    // The open controls, each with whether it is an isolate.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut open_isolates = 0;
    for (at, c) in text.char_indices() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push((at, false)),
            '\u{2066}'..='\u{2068}' => {
                open.push((at, true));
                open_isolates += 1;
            }
            '\u{202c}' => {
                if let Some((begin, _)) = open.pop_if(|(_, is_isolate)| !*is_isolate) {
                    paired.extend([begin, at]);
                }
            }
            '\u{2069}' if open_isolates > 0 => {
                // Embeddings still open inside end with it.
                while let Some((begin, is_isolate)) = open.pop() {
                    if is_isolate {
                        paired.extend([begin, at]);
                        open_isolates -= 1;
                        break;
                    }
                }
            }
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                open.clear();
                open_isolates = 0;
            }
            _ => {}
        }
    }
    paired.sort_unstable();
    paired
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_goes() {
        for (text, expected) in [
            ("Fahr\u{ad}dienst", "Fahrdienst"),
            ("thou\u{200b}sand \u{feff}keys\u{2060}", "thousand keys"),
            ("\u{1b}[31mred\u{8}\u{7f}\u{9f}\0", "[31mred"),
            ("Auf\u{200c}lage\u{200d}", "Auflage"),
            ("left\u{200e} to\u{200f} right", "left to right"),
            ("file\u{202e}gpj.exe", "filegpj.exe"),
            ("\u{fdd0}\u{ffff}\u{1fffe}a\u{fffd}", "a\u{fffd}"),
            ("hi\u{e0068}\u{e0069}\u{e007f}", "hi"),
            ("\u{1f3f4}\u{e0068}\u{e0069}", "\u{1f3f4}"),
            ("a\u{fe00}\u{fe01}\u{e0101} \u{fe0f}", "a\u{fe00} "),
            ("a\u{c}b\u{2028}c\r\nd\re", "a\nb\nc\nd\ne"),
        ] {
            assert_eq!(readable(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_words_need_stays() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "ශ්\u{200d}රී",
            "👩\u{200d}🌾 ❤\u{fe0f}\u{200d}🔥",
            "שלום\u{200f}, world",
            "قال \u{2067}«C++\u{202a}x\u{202c}»\u{2069}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}!",
            "葛\u{e0100}",
            "1\u{fe0f}\u{20e3}",
            "ᠮᠣᠩᠭᠣᠯ\u{180e}ᠠ",
            "a\tb\nc \u{a0}d – “e” … ％",
        ] {
            assert_eq!(readable(text), text);
        }
        assert!(matches!(readable("Straße, été, 東京、 “x”"), Cow::Borrowed(_)));
    }

    #[test]
    fn directional_controls_stay_in_pairs_only() {
        for (text, expected) in [
            ("\u{202b}a\u{202c}\u{202c}", "\u{202b}a\u{202c}"),
            ("\u{2067}a\u{202e}b\u{2069}c", "\u{2067}ab\u{2069}c"),
            ("\u{202e}a\nb\u{202c}", "a\nb"),
            ("\u{2069}\u{202c}a", "a"),
        ] {
            assert_eq!(readable(text), expected, "{text:?}");
        }
    }
}
