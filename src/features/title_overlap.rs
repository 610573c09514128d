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
    /// A filter for the words of both, by the low bits of their hashes. It rules out most words of
    /// other texts.
    either: [u64; 1 << (LOW_BITS - 6)],
}

const LOW_BITS: u32 = 12;

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
        let (title, description) = (word_set(&title), word_set(&description));
        let mut either = [0; 1 << (LOW_BITS - 6)];
        for word in title.iter().chain(&description) {
            let (at, bit) = low_bits(*word);
            either[at] |= bit;
        }
        TitleWords { title, description, either }
    }

    fn may_have(&self, word: u32) -> bool {
        let (at, bit) = low_bits(word);
        self.either[at] & bit != 0
    }

    pub(super) fn measure(&self, text: &str, block: &TextBlock) -> TitleFeatures {
        let title_words = self.title.len() as f32;
        if block.measures.words > MAX_WORDS_OF_TITLE
            || (self.title.is_empty() && self.description.is_empty())
        {
            return TitleFeatures { title_words, ..TitleFeatures::default() };
        }
        let mut words = Words::of(text);
        // Most blocks share no word, so sorting their words is unnecessary.
        if !words.all().iter().any(|&word| self.may_have(word)) {
            return TitleFeatures { title_words, ..TitleFeatures::default() };
        }
        let words = words.distinct();
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

fn low_bits(word: u32) -> (usize, u64) {
    ((word >> 6) as usize % (1 << (LOW_BITS - 6)), 1 << (word & 63))
}

/// Hashes of the distinct words of a text, sorted.
fn word_set(text: &str) -> Vec<u32> {
    Words::of(text).distinct().to_vec()
}

/// Words beyond the first few hundred do not matter for a title.
const MAX_WORDS: usize = 300;

/// Hashes of the words of a text, in lower case.
struct Words {
    hashes: [u32; MAX_WORDS],
    count: usize,
}

impl Words {
    fn of(text: &str) -> Words {
        const EMPTY: u32 = 0x811c_9dc5;
        let mut words = Words { hashes: [0; MAX_WORDS], count: 0 };
        let mut hash = EMPTY;
        // Between words the hash has its initial value. A word that hashes to it is as unlikely as a
        // collision.
        let mut read = |letter: u32| {
            if letter != 0 {
                hash = (hash ^ letter).wrapping_mul(0x0100_0193);
                return true;
            }
            hash == EMPTY || words.add(std::mem::replace(&mut hash, EMPTY))
        };
        let go_on = if text.is_ascii() {
            text.bytes().all(|byte| read(u32::from(LOWER[usize::from(byte & 0x7f)])))
        } else {
            text.chars().all(|c| {
                let lower = || c.to_lowercase().next().unwrap_or(c) as u32;
                read(if c.is_alphanumeric() { lower() } else { 0 })
            })
        };
        if go_on {
            read(0);
        }
        words
    }

    /// Adds a word; whether there is room for more.
    fn add(&mut self, hash: u32) -> bool {
        if let Some(slot) = self.hashes.get_mut(self.count) {
            *slot = hash;
            self.count += 1;
        }
        self.count < MAX_WORDS
    }

    fn all(&self) -> &[u32] {
        self.hashes.get(..self.count).unwrap_or_default()
    }

    fn distinct(&mut self) -> &[u32] {
        let words = self.hashes.get_mut(..self.count).unwrap_or_default();
        words.sort_unstable();
        let mut count = 0;
        for at in 0..words.len() {
            if count == 0 || words[count - 1] != words[at] {
                words[count] = words[at];
                count += 1;
            }
        }
        self.count = count;
        self.all()
    }
}

/// Letters and digits of ASCII in lower case, 0 for other characters.
static LOWER: [u8; 128] = {
    let mut lower = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            lower[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    lower
};
