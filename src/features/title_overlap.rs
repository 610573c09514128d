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
        // Words that may be in either come first. Most are in neither.
        let (mut words, mut count, mut candidates) = ([0; MAX_WORDS], 0, 0);
        hash_words(text, |word| {
            words[count] = word;
            if self.may_have(word) {
                words.swap(candidates, count);
                candidates += 1;
            }
            count += 1;
            count < MAX_WORDS
        });
        let candidates = &mut words[..candidates];
        candidates.sort_unstable();
        let common = |of: &[u32]| {
            let different = candidates.chunk_by(|one, other| one == other);
            different.filter(|same| of.binary_search(&same[0]).is_ok()).count() as f32
        };
        let (common_title, common_description) = (common(&self.title), common(&self.description));
        let in_description = match common_description {
            0.0 => 0.0,
            _ => share(common_description, different_words(&words[..count]) as f32),
        };
        TitleFeatures {
            of_title: share(common_title, title_words),
            in_description,
            of_description: share(common_description, self.description.len() as f32),
            title_words,
        }
    }
}

fn low_bits(word: u32) -> (usize, u64) {
    ((word >> 6) as usize % (1 << (LOW_BITS - 6)), 1 << (word & 63))
}

/// No more words of a text are compared.
const MAX_WORDS: usize = 300;

/// The number of different words among at most [`MAX_WORDS`], by their hashes.
fn different_words(words: &[u32]) -> usize {
    const SLOTS: usize = MAX_WORDS.next_power_of_two();
    // A hash table without chains, 0 where a slot is free.
    let mut slots = [0u32; SLOTS];
    let mut different = 0;
    let mut has_zero = false;
    for &word in words {
        let mut at = word as usize % SLOTS;
        while slots[at] != 0 && slots[at] != word {
            at = (at + 1) % SLOTS;
        }
        different += usize::from(word != 0 && slots[at] == 0);
        has_zero |= word == 0;
        slots[at] = word;
    }
    different + usize::from(has_zero)
}

/// Hashes of the distinct words of a text, sorted. Words beyond the first few hundred do not matter
/// for a title.
fn word_set(text: &str) -> Vec<u32> {
    const USUAL_WORDS: usize = 32;
    let mut words = Vec::with_capacity(USUAL_WORDS.min(text.len()));
    hash_words(text, |word| {
        words.push(word);
        words.len() < MAX_WORDS
    });
    words.sort_unstable();
    words.dedup();
    words
}

/// Calls `each` with the hash of each word of a text, in lower case, until it returns `false`.
fn hash_words(text: &str, each: impl FnMut(u32) -> bool) {
    if text.is_ascii() {
        hash_letters(text.bytes().map(|byte| u32::from(LOWER[usize::from(byte & 0x7f)])), each);
        return;
    }
    let letters = text.chars().map(|c| match LOWER.get(c as usize) {
        Some(&lower) => u32::from(lower),
        None if c.is_alphanumeric() => c.to_lowercase().next().unwrap_or(c) as u32,
        None => 0,
    });
    hash_letters(letters, each);
}

/// The same for letters in lower case, with 0 between words.
fn hash_letters(letters: impl Iterator<Item = u32>, mut each: impl FnMut(u32) -> bool) {
    const EMPTY: u32 = 0x811c_9dc5;
    // Between words the hash has its initial value. A word that hashes to it is as unlikely as a
    // collision.
    let mut hash = EMPTY;
    for letter in letters {
        if letter != 0 {
            hash = (hash ^ letter).wrapping_mul(0x0100_0193);
        } else if hash != EMPTY {
            if !each(hash) {
                return;
            }
            hash = EMPTY;
        }
    }
    if hash != EMPTY {
        each(hash);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block;
    use crate::dom::testing::parsed;

    #[test]
    fn different_words_are_counted_in_any_script_and_up_to_a_limit() {
        let many: String = (0..2 * MAX_WORDS).map(|word| format!("w{word} ")).collect();
        for text in ["", "a", "Regen, regen und REGEN", "дождь Дождь идёт", "雨 雨、風", &many]
        {
            let mut words = Vec::new();
            hash_words(text, |word| {
                words.push(word);
                words.len() < MAX_WORDS
            });
            assert_eq!(different_words(&words), word_set(text).len(), "{text}");
        }
        assert_eq!(word_set(&many).len(), MAX_WORDS);
    }

    #[test]
    fn a_block_shares_words_with_the_title_and_the_description() {
        let dom = parsed(
            "<title>Rain in the valley</title><meta name=description content='Heavy rain fell'>\
             <p>The rain, the RAIN! <p>Nothing of it",
        );
        let page = block::segment(&dom);
        let titles = TitleWords::of(&dom);
        let [rain, nothing] =
            [0, 1].map(|at| titles.measure(page.block_text(&page.blocks[at]), &page.blocks[at]));
        assert_eq!((rain.of_title, rain.title_words), (0.5, 4.0));
        assert_eq!((rain.in_description, rain.of_description), (0.5, 1.0 / 3.0));
        assert_eq!((nothing.of_title, nothing.in_description), (0.0, 0.0));
    }
}
