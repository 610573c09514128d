//! What can be counted of a block's text alone, in any script.

use unicode_segmentation::UnicodeSegmentation;

/// Counts over the text of one block.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct TextMeasures {
    /// Characters, white space runs as one. Wide ones (CJK) count twice: they say twice as much
    /// and take twice the room.
    pub(crate) chars: u32,
    /// Words as a reader would count them; scripts without spaces are scaled to match.
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
    /// Marks that stand between items of a line: `|`, `·`, `•`, `›`, `»`, `/`.
    pub(crate) separators: u32,
    /// Signs that prose has none of: `©`, `®`, `™`, `@`, `#`, `%`, currency.
    pub(crate) symbols: u32,
    /// The text ends with a sentence end, perhaps in quotes or brackets.
    pub(crate) ends_sentence: bool,
    /// The text ends with a colon.
    pub(crate) ends_colon: bool,
}

/// Characters of a Han, kana, or Thai-like word, measured on parallel texts: what English says in
/// one word takes about this many.
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
        let mut in_word = false;
        let mut words = 0u32;
        self.chars = text.len() as u32;
        for &byte in text.as_bytes() {
            let class = ASCII_CLASS[usize::from(byte & 0x7f)];
            self.letters += u32::from(class & LETTER != 0);
            self.upper += u32::from(class & UPPER != 0);
            self.digits += u32::from(class & DIGIT != 0);
            self.sentence_ends += u32::from(class & END != 0);
            self.commas += u32::from(class & COMMA != 0);
            self.separators += u32::from(class & SEPARATOR != 0);
            self.symbols += u32::from(class & SYMBOL != 0);
            let word = class & (LETTER | DIGIT) != 0 || (in_word && byte == b'\'');
            words += u32::from(word && !in_word);
            in_word = word;
        }
        self.words = words as f32;
    }

    fn count_unicode(&mut self, text: &str) {
        let mut words = 0u32;
        let mut in_word = false;
        let (mut han, mut kana, mut unspaced) = (0u32, 0u32, 0u32);
        let mut needs_segmentation = false;
        for c in text.chars() {
            self.chars += 1 + u32::from(is_wide(c));
            if let Some(&class) = ASCII_CLASS.get(c as usize) {
                self.letters += u32::from(class & LETTER != 0);
                self.upper += u32::from(class & UPPER != 0);
                self.digits += u32::from(class & DIGIT != 0);
                self.sentence_ends += u32::from(class & END != 0);
                self.commas += u32::from(class & COMMA != 0);
                self.separators += u32::from(class & SEPARATOR != 0);
                self.symbols += u32::from(class & SYMBOL != 0);
                let word = class & (LETTER | DIGIT) != 0 || (in_word && c == '\'');
                words += u32::from(word && !in_word);
                in_word = word;
                continue;
            }
            match c {
                '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                    han += 1
                }
                '\u{3041}'..='\u{30ff}' => kana += 1,
                '\u{0e01}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => {
                    unspaced += 1
                }
                // Joiners and marks of these scripts are no letters, yet part of words.
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
            let word =
                alphanumeric || (in_word && matches!(c, '’' | '\u{ad}' | '\u{200d}' | '\u{200c}'));
            words += u32::from(word && !in_word && !is_unspaced(c));
            in_word = word && !is_unspaced(c);
        }
        self.words = if needs_segmentation {
            text.unicode_words().count() as f32
        } else {
            words as f32
                + han as f32 / HAN_CHARS_PER_WORD
                + kana as f32 / KANA_CHARS_PER_WORD
                + unspaced as f32 / SOUTH_EAST_ASIAN_CHARS_PER_WORD
        };
    }
}

const LETTER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const END: u8 = 8;
const COMMA: u8 = 16;
const SEPARATOR: u8 = 32;
const SYMBOL: u8 = 64;

static ASCII_CLASS: [u8; 128] = {
    let mut table = [0; 128];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        table[at] = match byte {
            b'a'..=b'z' => LETTER,
            b'A'..=b'Z' => LETTER | UPPER,
            b'0'..=b'9' => DIGIT,
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

/// East Asian wide characters (Unicode Standard Annex 11), to the precision that counting needs.
pub(super) fn is_wide(c: char) -> bool {
    matches!(
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
