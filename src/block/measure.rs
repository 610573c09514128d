//! Counts over the text of a block, in any script.

use unicode_segmentation::UnicodeSegmentation;

/// Counts over the text of one block.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct TextMeasures {
    /// Characters, with a run of white space as one. Wide ones (CJK) count twice: they carry twice
    /// as much and take twice the room.
    pub(crate) chars: u32,
    /// Words as a reader would count them. Scripts without spaces are scaled to match.
    pub(crate) words: f32,
    /// Letters, in any script.
    pub(crate) letters: u32,
    /// Letters in upper case.
    pub(crate) upper: u32,
    pub(crate) digits: u32,
    /// Marks that end a sentence.
    pub(crate) sentence_ends: u32,
    /// Marks inside a sentence: commas, colons, semicolons, dashes.
    pub(crate) commas: u32,
    /// Separators between items of a line: `|`, `·`, `•`, `›`, `»`, `/`.
    pub(crate) separators: u32,
    /// Signs that are rare in prose: `©`, `®`, `™`, `@`, `#`, `%`, currency.
    pub(crate) symbols: u32,
    /// The text ends with the end of a sentence, perhaps in quotes or brackets.
    pub(crate) ends_sentence: bool,
    /// The text ends with a colon.
    pub(crate) ends_colon: bool,
}

/// The number of characters per English word in Han, kana, and Thai-like scripts, measured on
/// parallel texts.
const HAN_CHARS_PER_WORD: f32 = 1.7;
const KANA_CHARS_PER_WORD: f32 = 2.5;
const SOUTH_EAST_ASIAN_CHARS_PER_WORD: f32 = 4.5;

impl TextMeasures {
    /// Measures a text whose white space is collapsed.
    pub(crate) fn of(text: &str) -> TextMeasures {
        let mut measures = TextMeasures::default();
        if text.is_ascii() {
            measures.count_ascii(text);
        } else {
            measures.count_unicode(text);
        }
        let tail = text.trim_end_matches(|c: char| {
            matches!(c, '"' | '\'' | ')' | ']' | '»' | '«' | '”' | '“' | '’' | '」' | '』' | '）')
        });
        let last = tail.chars().next_back().unwrap_or(' ');
        measures.ends_sentence = is_sentence_end(last);
        measures.ends_colon = matches!(last, ':' | '：');
        measures
    }

    fn count_ascii(&mut self, text: &str) {
        let mut words = Words::default();
        self.chars = text.len() as u32;
        self.add_ascii(text.as_bytes(), &mut words);
        self.words = words.count as f32;
    }

    /// Counts a run of ASCII, except for its characters.
    fn add_ascii(&mut self, bytes: &[u8], words: &mut Words) {
        // No count of a chunk exceeds one byte.
        for chunk in bytes.chunks(255) {
            let mut counts = 0u64;
            // 1 within a word, 0 between words: without branches.
            let mut inside = u64::from(words.inside);
            for &byte in chunk {
                let class = ASCII_CLASS[usize::from(byte & 0x7f)];
                counts = counts.wrapping_add(class);
                let word = (class >> WORD_BIT | (class >> APOSTROPHE_BIT & inside)) & 1;
                words.count += (word & !inside) as u32;
                inside = word;
            }
            words.inside = inside != 0;
            let [letters, upper, digits, ends, commas, separators, symbols, _] =
                counts.to_le_bytes().map(u32::from);
            self.letters += letters;
            self.upper += upper;
            self.digits += digits;
            self.sentence_ends += ends;
            self.commas += commas;
            self.separators += separators;
            self.symbols += symbols;
        }
    }

    fn count_unicode(&mut self, text: &str) {
        let mut words = Words::default();
        let (mut han, mut kana, mut unspaced) = (0u32, 0u32, 0u32);
        let mut needs_segmentation = false;
        let mut rest = text;
        loop {
            let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            self.chars += ascii as u32;
            let (before, after) = rest.split_at_checked(ascii).unwrap_or((rest, ""));
            self.add_ascii(before.as_bytes(), &mut words);
            let mut characters = after.chars();
            let Some(c) = characters.next() else { break };
            rest = characters.as_str();
            self.chars += 1 + u32::from(is_wide(c));
            match c {
                '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                    han += 1
                }
                '\u{3041}'..='\u{30ff}' => kana += 1,
                '\u{0e01}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => {
                    unspaced += 1
                }
                // Joiners and marks of these scripts are not letters, but part of words.
                '\u{0590}'..='\u{0dff}' => needs_segmentation = true,
                _ => {}
            }
            let alphanumeric = c.is_alphanumeric();
            if alphanumeric {
                let digit = c.is_numeric();
                self.digits += u32::from(digit);
                self.letters += u32::from(!digit);
                self.upper += u32::from(c.is_uppercase());
            } else if is_sentence_end(c) {
                self.sentence_ends += 1;
            } else if matches!(c, '，' | '、' | '،' | '：' | '；' | '؛' | '–' | '—' | '٫')
            {
                self.commas += 1;
            } else if matches!(c, '·' | '•' | '›' | '»' | '→' | '▸' | '／' | '｜') {
                self.separators += 1;
            } else if matches!(c, '©' | '®' | '™' | '€' | '£' | '¥' | '₹' | '₽' | '₩')
            {
                self.symbols += 1;
            }
            let word = !is_unspaced(c)
                && (alphanumeric
                    || (words.inside && matches!(c, '’' | '\u{ad}' | '\u{200d}' | '\u{200c}')));
            words.count += u32::from(word && !words.inside);
            words.inside = word;
        }
        self.words = if needs_segmentation {
            text.unicode_words().count() as f32
        } else {
            words.count as f32
                + han as f32 / HAN_CHARS_PER_WORD
                + kana as f32 / KANA_CHARS_PER_WORD
                + unspaced as f32 / SOUTH_EAST_ASIAN_CHARS_PER_WORD
        };
    }
}

/// Words counted so far, and whether the last character belongs to one.
#[derive(Default)]
struct Words {
    count: u32,
    inside: bool,
}

// The counts of a byte, each in a byte of its own, so that one addition updates all.
const LETTER: u64 = 1;
const UPPER: u64 = 1 << 8;
const DIGIT: u64 = 1 << 16;
const END: u64 = 1 << 24;
const COMMA: u64 = 1 << 32;
const SEPARATOR: u64 = 1 << 40;
const SYMBOL: u64 = 1 << 48;
// The last byte is no count.
const WORD_BIT: u32 = 56;
const APOSTROPHE_BIT: u32 = 57;
const WORD: u64 = 1 << WORD_BIT;
const APOSTROPHE: u64 = 1 << APOSTROPHE_BIT;

static ASCII_CLASS: [u64; 128] = {
    let mut table = [0; 128];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        table[at] = match byte {
            b'a'..=b'z' => LETTER | WORD,
            b'A'..=b'Z' => LETTER | UPPER | WORD,
            b'0'..=b'9' => DIGIT | WORD,
            b'\'' => APOSTROPHE,
            b'.' | b'!' | b'?' => END,
            b',' | b';' | b':' => COMMA,
            b'|' | b'/' | b'>' => SEPARATOR,
            b'@' | b'#' | b'%' | b'$' | b'&' | b'+' | b'=' | b'*' => SYMBOL,
            _ => 0,
        };
        at += 1;
    }
    table
};

/// Marks that end a sentence: Latin, Chinese and Japanese, Hindi, Arabic and Urdu, Greek,
/// Armenian, Ethiopic, Burmese, Khmer.
fn is_sentence_end(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '｡'
            | '．'
            | '।'
            | '॥'
            | '؟'
            | '۔'
            | ';'
            | '։'
            | '።'
            | '။'
            | '។'
    )
}

fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{0e01}'..='\u{0eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3041}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// East Asian wide characters (Unicode Standard Annex 11), precisely enough for counting.
pub(super) fn is_wide(c: char) -> bool {
    // Most are not, which is told at once.
    c >= '\u{1100}'
        && matches!(
            c,
            '\u{1100}'..='\u{115f}'
                | '\u{2e80}'..='\u{a4cf}'
                | '\u{ac00}'..='\u{d7a3}'
                | '\u{f900}'..='\u{faff}'
                | '\u{fe30}'..='\u{fe6f}'
                | '\u{ff00}'..='\u{ff60}'
                | '\u{20000}'..='\u{3ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_alike_across_scripts() {
        for (text, least, most) in [
            ("The parliament has passed the new law on renewable energy today.", 11.0, 11.0),
            ("Der Bundestag hat heute das neue Gesetz zur Energiewende beschlossen.", 10.0, 10.0),
            ("Парламент сегодня принял новый закон о возобновляемой энергии.", 8.0, 8.0),
            ("أقر البرلمان اليوم القانون الجديد بشأن الطاقة المتجددة.", 8.0, 8.0),
            ("संसद ने आज नवीकरणीय ऊर्जा पर नया कानून पारित किया।", 10.0, 10.0),
            ("议会今天通过了关于可再生能源的新法律。", 8.0, 14.0),
            ("国会は本日、再生可能エネルギーに関する新しい法律を可決した。", 10.0, 18.0),
            ("국회는 오늘 재생 에너지에 관한 새로운 법을 통과시켰다.", 8.0, 8.0),
            ("รัฐสภาได้ผ่านกฎหมายใหม่เกี่ยวกับพลังงานหมุนเวียนในวันนี้", 8.0, 16.0),
        ] {
            let words = TextMeasures::of(text).words;
            assert!((least..=most).contains(&words), "{text}: {words}");
        }
    }

    #[test]
    fn ascii_and_unicode_paths_agree() {
        let ascii = "It's 5 o'clock: call (now)! Or | wait #3.";
        let mut by_char = TextMeasures::default();
        by_char.count_unicode(ascii);
        let mut by_byte = TextMeasures::default();
        by_byte.count_ascii(ascii);
        assert_eq!(by_char, by_byte);
    }

    #[test]
    fn sentence_ends_are_seen_through_closing_quotes() {
        assert!(TextMeasures::of("He said: “No.”").ends_sentence);
        assert!(TextMeasures::of("これは文です。").ends_sentence);
        assert!(TextMeasures::of("यह एक वाक्य है।").ends_sentence);
        assert!(!TextMeasures::of("Related posts").ends_sentence);
        assert!(TextMeasures::of("Ingredients:").ends_colon);
    }
}
