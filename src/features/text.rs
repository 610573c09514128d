//! Features of a block's own text.

use super::{features, share};
use crate::block::{TextBlock, TextMeasures};

features! {
    /// Features of a block's own text.
    pub(super) struct TextFeatures {
        chars: "characters of the block, wide ones twice",
        text_density: "words per wrapped line of 80 columns",
        link_ratio: "share of the characters inside links, 0 to 1",
        plain_words: "words outside links",
        words_per_link: "words per link, all words if there are none",
        word_length: "characters per word",
        upper_ratio: "share of upper-case among letters, 0 to 1",
        letter_ratio: "share of letters among characters, 0 to 1",
        emphasis_ratio: "share of the characters in bold or italics, 0 to 1",
        breaks: "line breaks in the block",
    }
}

pub(super) fn measure(block: &TextBlock) -> TextFeatures {
    let text = &block.measures;
    let chars = text.chars as f32;
    let link_ratio = block.link_ratio();
    TextFeatures {
        chars,
        text_density: text_density(text),
        link_ratio,
        plain_words: text.words * (1.0 - link_ratio),
        words_per_link: text.words / block.links.max(1) as f32,
        word_length: share(chars, text.words.max(1.0)),
        upper_ratio: share(text.upper as f32, text.letters as f32),
        letter_ratio: share(text.letters as f32, chars),
        emphasis_ratio: share(block.emphasis_chars as f32, chars),
        breaks: block.breaks as f32,
    }
}

/// Words per wrapped 80-column line over the full lines; the number of words if the text fills no
/// line (Kohlschütter, Fankhauser, Nejdl, WSDM 2010, "text density").
pub(crate) fn text_density(measures: &TextMeasures) -> f32 {
    const COLUMNS: f32 = 80.0;
    let lines = (measures.chars as f32 / COLUMNS).floor();
    if lines < 1.0 {
        return measures.words;
    }
    // The last line is not full, so its words do not count.
    let full = lines * COLUMNS / measures.chars.max(1) as f32;
    measures.words * full / lines
}
