//! What a block shares with the page's title and description.

use super::{features, share};
use crate::block::TextBlock;
use crate::dom::{AttributeName, Dom, Tag};

features! {
    /// What a block shares with the page's title and description.
    pub(super) struct TitleFeatures {
        of_title: "share of the title's words that are in the block, 0 to 1",
        in_description: "share of the block's words that are in the page's description, 0 to 1",
        of_description: "share of the description's words that are in the block, 0 to 1",
        title_words: "words of the title",
    }
}

/// Longer blocks are not titles, and are not compared.
const MAX_WORDS_OF_TITLE: f32 = 90.0;

/// The words of the page's title and description.
pub(super) struct TitleWords {
    title: Vec<u32>,
    description: Vec<u32>,
}

impl TitleWords {
    pub(super) fn of(dom: &Dom) -> TitleWords {
        let mut title = String::new();
        let mut description = String::new();
        for node in dom.head().into_iter().flat_map(|head| dom.descendants(head)) {
            match dom.tag(node) {
                Some(Tag::Title) if title.is_empty() => title = dom.text_content(node),
                Some(Tag::Meta) => {
                    let name = dom
                        .attribute(node, AttributeName::Property)
                        .or_else(|| dom.attribute(node, AttributeName::Name))
                        .unwrap_or_default();
                    let content = dom.attribute(node, AttributeName::Content).unwrap_or_default();
                    if name.eq_ignore_ascii_case("og:title") {
                        title.push(' ');
                        title.push_str(content);
                    } else if name.eq_ignore_ascii_case("description")
                        || name.eq_ignore_ascii_case("og:description")
                    {
                        description.push(' ');
                        description.push_str(content);
                    }
                }
                _ => {}
            }
        }
        TitleWords { title: word_set(&title), description: word_set(&description) }
    }

    pub(super) fn measure(&self, text: &str, block: &TextBlock) -> TitleFeatures {
        let title_words = self.title.len() as f32;
        if block.measures.words > MAX_WORDS_OF_TITLE
            || (self.title.is_empty() && self.description.is_empty())
        {
            return TitleFeatures { title_words, ..TitleFeatures::default() };
        }
        let words = word_set(text);
        let common =
            |of: &[u32]| words.iter().filter(|word| of.binary_search(word).is_ok()).count() as f32;
        let (common_title, common_description) = (common(&self.title), common(&self.description));
        TitleFeatures {
            of_title: share(common_title, title_words),
            in_description: share(common_description, words.len() as f32),
            of_description: share(common_description, self.description.len() as f32),
            title_words,
        }
    }
}

/// Hashes of the distinct words of a text, in lower case, sorted. Words beyond the first few
/// hundred do not matter for a title.
fn word_set(text: &str) -> Vec<u32> {
    const MAX_WORDS: usize = 300;
    const EMPTY: u32 = 0x811c_9dc5;
    let mut words = Vec::new();
    let (mut hash, mut inside) = (EMPTY, false);
    let mut read = |letter: Option<u32>| {
        if let Some(letter) = letter {
            hash = (hash ^ letter).wrapping_mul(0x0100_0193);
            inside = true;
        } else if inside {
            words.push(hash);
            hash = EMPTY;
            inside = false;
        }
        words.len() < MAX_WORDS
    };
    let go_on = if text.is_ascii() {
        text.bytes().all(|byte| {
            read(byte.is_ascii_alphanumeric().then(|| u32::from(byte.to_ascii_lowercase())))
        })
    } else {
        text.chars().all(|c| {
            let lower = || c.to_lowercase().next().unwrap_or(c) as u32;
            read(c.is_alphanumeric().then(lower))
        })
    };
    if go_on {
        read(None);
    }
    words.sort_unstable();
    words.dedup();
    words
}
