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

impl Evidence {
    /// Builds the table from hashes with their log-odds in [`EVIDENCE_STEP`]s and [`JOINT_STEP`]s.
    pub(crate) fn new(entries: &[(u32, WordSteps)]) -> Evidence {
        Evidence(Table::new(entries))
    }

    /// The evidence of an element's words.
    pub(super) fn of<'a>(
        &self,
        dom: &'a Dom,
        element: &Element,
        classes: &mut Memo<'a, Said>,
    ) -> Said {
        let mut said = Said::default();
        if !self.0.is_empty() {
            named(dom, element, |seed, value| {
                let of_value = |value| self.of_value(seed, value);
                said.add(match seed {
                    CLASS => classes.of(value, of_value),
                    _ => of_value(value),
                });
            });
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
    let mut whole = seed ^ 0x5bd1_e995;
    let mut part = seed;
    let mut part_length = 0;
    let mut parts = 0;
    let mut before_lower = false;
    let finish = |part: u32, length: usize, each: &mut dyn FnMut(u32)| {
        let kept = (2..=20).contains(&length);
        if kept {
            each(part.max(1));
        }
        usize::from(kept)
    };
    for &byte in name {
        let letter = byte.is_ascii_alphabetic() || byte >= 0x80;
        let starts = !letter || (byte.is_ascii_uppercase() && before_lower);
        if starts && part_length > 0 {
            parts += finish(part, part_length, each);
            part = seed;
            part_length = 0;
        }
        before_lower = byte.is_ascii_lowercase();
        if byte.is_ascii_digit() {
            continue;
        }
        let lower = byte.to_ascii_lowercase();
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
        let mut classes = Memo::new();
        let said: Vec<(f32, f32, f32)> = page
            .elements
            .iter()
            .filter(|element| matches!(element.tag, Tag::Div | Tag::P))
            .map(|element| evidence.of(&dom, element, &mut classes))
            .map(|said| (said.least, said.most, said.joint))
            .collect();
        assert_eq!(said, [(-1.0, 2.0, -0.5), (0.0, 0.0, 0.0)]);
    }
}
