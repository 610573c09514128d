//! What a block's own text says.

use super::{Feature, feature, flag, share};
use crate::block::{Block, TextMeasures};

pub(super) const FEATURES: [Feature; 22] = [
    feature("words", "words of the block"),
    feature("chars", "characters of the block, wide ones twice"),
    feature("text_density", "words per wrapped line of 80 columns"),
    feature("link_ratio", "share of the characters inside links, 0 to 1"),
    feature("plain_words", "words outside links"),
    feature("links", "links that begin in the block"),
    feature("words_per_link", "words per link, all words where there is none"),
    feature("word_length", "characters per word"),
    feature("upper_ratio", "share of upper-case among letters, 0 to 1"),
    feature("digit_ratio", "share of digits among characters, 0 to 1"),
    feature("letter_ratio", "share of letters among characters, 0 to 1"),
    feature("sentence_ends", "marks that end sentences"),
    feature("commas", "commas, colons and the like"),
    feature("words_per_sentence", "words per sentence end, all words where there is none"),
    feature("separators", "bars, bullets, slashes and the like"),
    feature("symbols", "signs that prose has none of, such as ©, @, %, currency"),
    feature("ends_sentence", "the text ends a sentence: 0 or 1"),
    feature("ends_colon", "the text ends with a colon: 0 or 1"),
    feature("emphasis_ratio", "share of the characters in bold or italics, 0 to 1"),
    feature("button_ratio", "share of the characters inside buttons, 0 to 1"),
    feature("breaks", "line breaks in the block"),
    feature("inline_tags", "inline elements that begin in the block"),
];

pub(super) fn row(block: &Block) -> [f32; FEATURES.len()] {
    let text = &block.measures;
    let chars = text.chars as f32;
    let link_ratio = block.link_ratio();
    let sentences = text.sentence_ends as f32;
    [
        text.words,
        chars,
        text_density(text),
        link_ratio,
        text.words * (1.0 - link_ratio),
        block.links as f32,
        text.words / block.links.max(1) as f32,
        share(chars, text.words.max(1.0)),
        share(text.upper as f32, text.letters as f32),
        share(text.digits as f32, chars),
        share(text.letters as f32, chars),
        sentences,
        text.commas as f32,
        text.words / sentences.max(1.0),
        text.separators as f32,
        text.symbols as f32,
        flag(text.ends_sentence),
        flag(text.ends_colon),
        share(block.emphasis_chars as f32, chars),
        share(block.button_chars as f32, chars),
        block.breaks as f32,
        block.inline_tags as f32,
    ]
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
