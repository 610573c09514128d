//! Learned evidence of class and id words: how often text below an element with a word was main
//! content, and what the word adds to the other words around the text.

use super::table::Table;
use crate::block::Element;
use crate::dom::{AttributeName, Dom, Tag};
use crate::memo::Memo;

/// A table from the hash of a class or id word to its evidence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence(Table<WordSteps>);

/// The evidence of a word in steps: by itself, and joint.
type WordSteps = [i8; 2];

/// Evidence of a word by itself is stored in steps of this many log-odds.
pub(crate) const EVIDENCE_STEP: f32 = 1.0 / 24.0;

/// Joint evidence is stored in steps of this many log-odds.
pub(crate) const JOINT_STEP: f32 = 1.0 / 64.0;

/// The evidence of an element's words, in log-odds; 0 if nothing is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said {
    /// The least and the greatest evidence of a single word.
    pub(super) least: f32,
    pub(super) most: f32,
    /// The sum of the joint evidence.
    pub(super) joint: f32,
}

impl Said {
    fn add(&mut self, other: Said) {
        self.least = self.least.min(other.least);
        self.most = self.most.max(other.most);
        self.joint += other.joint;
    }
}

/// What the class names of a page say, by themselves and in lists.
pub(super) struct Known<'a> {
    lists: Memo<'a, Said>,
    names: Memo<'a, Said>,
}

impl Known<'_> {
    pub(super) fn new() -> Self {
        Known { lists: Memo::new(), names: Memo::new() }
    }
}

impl Evidence {
    /// Builds the table from hashes with their log-odds in [`EVIDENCE_STEP`]s and [`JOINT_STEP`]s.
    pub(crate) fn new(entries: &[(u32, WordSteps)]) -> Evidence {
        Evidence(Table::new(entries))
    }

    /// The evidence of an element's words.
    pub(super) fn of<'a>(&self, dom: &'a Dom, element: &Element, known: &mut Known<'a>) -> Said {
        let mut said = Said::default();
        if !self.0.is_empty() {
            let Known { lists, names } = known;
            named(dom, element, |seed, value| {
                said.add(match seed {
                    CLASS => lists.of(value, |value| self.of_class(value, names)),
                    _ => self.of_value(seed, value),
                });
            });
        }
        said
    }

    /// What a list of class names says, of which each may be known.
    fn of_class<'a>(&self, value: &'a str, names: &mut Memo<'a, Said>) -> Said {
        if value.len() > VALUE_BYTES {
            return self.of_value(CLASS, value);
        }
        let mut said = Said::default();
        for name in value.split_ascii_whitespace() {
            said.add(names.of(name, |name| self.of_value(CLASS, name)));
        }
        said
    }

    fn of_value(&self, seed: u32, value: &str) -> Said {
        let mut said = Said::default();
        value_tokens(value, seed, &mut |token| {
            if let Some([alone, joint]) = self.0.get(token) {
                let alone = f32::from(alone) * EVIDENCE_STEP;
                said.add(Said { least: alone, most: alone, joint: f32::from(joint) * JOINT_STEP });
            }
        });
        said
    }
}

/// Longer values are not read: generated class lists may have kilobytes.
const VALUE_BYTES: usize = 400;

/// Hashes of the words in an element's names: each name as a whole, and its parts between hyphens,
/// underscores, digits and capitals, in lower case.
#[cfg(feature = "_internals")]
pub(crate) fn tokens(dom: &Dom, element: &Element, mut each: impl FnMut(u32)) {
    named(dom, element, |seed, value| value_tokens(value, seed, &mut each));
}

/// The seed of words in classes.
const CLASS: u32 = 0x811c_9dc5;

/// Calls `add` with each class, id, `itemprop`, `itemtype`, `role`, test mark and custom element
/// name, and with a seed for its kind.
fn named<'a>(dom: &'a Dom, element: &Element, mut each: impl FnMut(u32, &'a str)) {
    for (name, value) in dom.known_attributes(element.node) {
        let seed = match name {
            AttributeName::Class => CLASS,
            AttributeName::Id => 0x1b87_3593,
            AttributeName::ItemProp | AttributeName::ItemType => 0x85eb_ca6b,
            AttributeName::Role => 0xc2b2_ae35,
            AttributeName::DataTestId
            | AttributeName::DataTest
            | AttributeName::DataComponent
            | AttributeName::DataQa
            | AttributeName::DataHook => 0x27d4_eb2f,
            _ => continue,
        };
        each(seed, value);
    }
    if element.tag == Tag::Other {
        each(0x1656_67b1, dom.local_name(element.node));
    }
}

/// The hashes of one attribute's words.
pub(super) fn value_tokens(value: &str, seed: u32, each: &mut impl FnMut(u32)) {
    let value = value.as_bytes();
    for name in value[..value.len().min(VALUE_BYTES)].split(u8::is_ascii_whitespace) {
        name_tokens(name, seed, each);
    }
}

fn name_tokens(name: &[u8], seed: u32, each: &mut impl FnMut(u32)) {
    fn finish(part: u32, length: usize, each: &mut impl FnMut(u32)) -> usize {
        let kept = (2..=20).contains(&length);
        if kept {
            each(part.max(1));
        }
        usize::from(kept)
    }
    let mut whole = seed ^ 0x5bd1_e995;
    let mut part = seed;
    let mut part_length = 0;
    let mut parts = 0;
    let mut before_lower = false;
    for &byte in name {
        let class = CLASSES[usize::from(byte)];
        let letter = class & LETTER != 0;
        let starts = !letter || (class & CAPITAL != 0 && before_lower);
        if starts && part_length > 0 {
            parts += finish(part, part_length, each);
            part = seed;
            part_length = 0;
        }
        before_lower = class & SMALL != 0;
        if class & DIGIT != 0 {
            continue;
        }
        let lower = byte | (class & CAPITAL);
        whole = (whole ^ u32::from(lower)).wrapping_mul(0x0100_0193);
        if letter {
            part = (part ^ u32::from(lower)).wrapping_mul(0x0100_0193);
            part_length += 1;
        }
    }
    if part_length > 0 {
        parts += finish(part, part_length, each);
    }
    if parts > 1 {
        each(whole.max(1));
    }
}

// What a byte of a name is, as bits. Bytes of other scripts are letters.
const LETTER: u8 = 1;
const SMALL: u8 = 1 << 1;
const DIGIT: u8 = 1 << 2;
/// The bit in which small letters differ from capitals.
const CAPITAL: u8 = 0x20;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < classes.len() {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => LETTER | SMALL,
            b'A'..=b'Z' => LETTER | CAPITAL,
            b'0'..=b'9' => DIGIT,
            0x80.. => LETTER,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{block, dom};

    fn hash_of(name: &str) -> u32 {
        let mut hashes = Vec::new();
        value_tokens(name, CLASS, &mut |token| hashes.push(token));
        assert_eq!(hashes.len(), 1, "{name}");
        hashes[0]
    }

    #[test]
    fn words_by_themselves_give_bounds_and_joint_evidence_adds_up() {
        let entries = [(hash_of("story"), [48, 32]), (hash_of("tail"), [-24, -64])];
        let evidence = Evidence::new(&entries);
        let html = "<div class='story tail unknown'><p>It rained all day.";
        let dom = dom::parse(html, &Limits::default(), false).unwrap();
        let page = block::segment(&dom);
        let mut known = Known::new();
        let said: Vec<(f32, f32, f32)> = page
            .elements
            .iter()
            .filter(|element| matches!(element.tag, Tag::Div | Tag::P))
            .map(|element| evidence.of(&dom, element, &mut known))
            .map(|said| (said.least, said.most, said.joint))
            .collect();
        assert_eq!(said, [(-1.0, 2.0, -0.5), (0.0, 0.0, 0.0)]);
    }
}
