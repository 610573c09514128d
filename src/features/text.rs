//! What a block's own text says.

use super::{features, flag, share};
use crate::block::{TextBlock, TextMeasures};

features! {
    /// What a block's own text says.
    pub(super) struct TextFeatures {
        words: "words of the block",
        chars: "characters of the block, wide ones twice",
        text_density: "words per wrapped line of 80 columns",
        link_ratio: "share of the characters inside links, 0 to 1",
        plain_words: "words outside links",
        links: "links that begin in the block",
        words_per_link: "words per link, all words where there is none",
        word_length: "characters per word",
        upper_ratio: "share of upper-case among letters, 0 to 1",
        digit_ratio: "share of digits among characters, 0 to 1",
        letter_ratio: "share of letters among characters, 0 to 1",
        sentence_ends: "marks that end sentences",
        commas: "commas, colons and the like",
        words_per_sentence: "words per sentence end, all words where there is none",
        separators: "bars, bullets, slashes and the like",
        symbols: "signs that prose has none of, such as ©, @, %, currency",
        ends_sentence: "the text ends a sentence: 0 or 1",
        ends_colon: "the text ends with a colon: 0 or 1",
        emphasis_ratio: "share of the characters in bold or italics, 0 to 1",
        button_ratio: "share of the characters inside buttons, 0 to 1",
        breaks: "line breaks in the block",
        inline_tags: "inline elements that begin in the block",
    }
}

pub(super) fn measure(block: &TextBlock) -> TextFeatures {
    let text = &block.measures;
    let chars = text.chars as f32;
    let link_ratio = block.link_ratio();
    let sentences = text.sentence_ends as f32;
    TextFeatures {
        words: text.words,
        chars,
        text_density: text_density(text),
        link_ratio,
        plain_words: text.words * (1.0 - link_ratio),
        links: block.links as f32,
        words_per_link: text.words / block.links.max(1) as f32,
        word_length: share(chars, text.words.max(1.0)),
        upper_ratio: share(text.upper as f32, text.letters as f32),
        digit_ratio: share(text.digits as f32, chars),
        letter_ratio: share(text.letters as f32, chars),
        sentence_ends: sentences,
        commas: text.commas as f32,
        words_per_sentence: text.words / sentences.max(1.0),
        separators: text.separators as f32,
        symbols: text.symbols as f32,
        ends_sentence: flag(text.ends_sentence),
        ends_colon: flag(text.ends_colon),
        emphasis_ratio: share(block.emphasis_chars as f32, chars),
        button_ratio: share(block.button_chars as f32, chars),
        breaks: block.breaks as f32,
        inline_tags: block.inline_tags as f32,
    }
}

/// Words per wrapped 80-column line over the full lines; the number of words where the text
/// fills no line (Kohlschütter, Fankhauser, Nejdl, WSDM 2010, "text density").
pub(crate) fn text_density(measures: &TextMeasures) -> f32 {
    const COLUMNS: f32 = 80.0;
    let lines = (measures.chars as f32 / COLUMNS).floor();
    if lines < 1.0 {
        return measures.words;
    }
    // The last line is not full: its words do not count.
    let full = lines * COLUMNS / measures.chars.max(1) as f32;
    measures.words * full / lines
}
