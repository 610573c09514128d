//! Names of elements and attributes for html5ever. Common ones are found without its table of all
//! names.

use crate::dom::guards::is_formatting;
use crate::dom::tree::{AttributeName, Tag};
use html5ever::LocalName;
use html5ever::tokenizer::states::{RawKind, Rawtext, Rcdata, ScriptData};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What the tokenizer must know about an element.
#[derive(Clone, Debug)]
pub(in crate::dom) struct ElementName {
    pub(in crate::dom) name: LocalName,
    pub(in crate::dom) contents: Contents,
    pub(in crate::dom) attributes: Readers,
}

/// Who reads the attributes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dom) enum Readers {
    /// The crate only, unless the element is part of a drawing or a formula.
    Crate,
    /// The same if the element certainly ends where its end tag is. If not, the tree builder may open
    /// it again, with its attributes.
    CrateIfClosed,
    /// The tree builder too: it copies, moves or looks at those that the crate reads.
    TreeBuilder,
    /// The tree builder compares or searches all of them.
    TreeBuilderAll,
}

/// What follows an element's start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dom) enum Contents {
    Elements,
    Raw(RawKind),
    /// The whole rest of the page.
    Plaintext,
}

impl ElementName {
    fn new(name: &str) -> ElementName {
        let contents = match name {
            "script" => Contents::Raw(ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Contents::Raw(Rawtext),
            "title" | "textarea" => Contents::Raw(Rcdata),
            "plaintext" => Contents::Plaintext,
            _ => Contents::Elements,
        };
        let name = LocalName::from(name);
        let attributes = match &*name {
            // Two links are never open at once, so the tree builder has nothing to compare.
            "a" => Readers::CrateIfClosed,
            "body" | "html" | "image" | "input" | "math" | "svg" => Readers::TreeBuilder,
            "template" => Readers::TreeBuilderAll,
            _ if is_formatting(&name) => Readers::TreeBuilderAll,
            _ => Readers::Crate,
        };
        ElementName { name, contents, attributes }
    }
}

static ELEMENTS: LazyLock<Table<ElementName>> =
    LazyLock::new(|| Table::new(Tag::names().map(|name| (name, ElementName::new(name)))));

static ATTRIBUTES: LazyLock<Table<(AttributeName, LocalName)>> = LazyLock::new(|| {
    Table::new(AttributeName::all().map(|(known, name)| (name, (known, LocalName::from(name)))))
});

/// The element of a name, in any case.
pub(in crate::dom) fn element(name: &str) -> ElementName {
    let name = lower_case(name);
    ELEMENTS.get(&name).cloned().unwrap_or_else(|| ElementName::new(&name))
}

/// A name in any case.
pub(in crate::dom) fn any(name: &str) -> LocalName {
    let name = lower_case(name);
    let known = ATTRIBUTES.get(&name).map(|(_, local)| local.clone());
    known.unwrap_or_else(|| LocalName::from(&*name))
}

/// An attribute that the crate reads.
pub(in crate::dom) fn known_attribute(name: &str) -> Option<AttributeName> {
    ATTRIBUTES.get(&lower_case(name)).map(|&(known, _)| known)
}

/// The name of an attribute that the crate reads, for the tree builder.
pub(in crate::dom) fn read_attribute(name: &str) -> Option<LocalName> {
    let name = lower_case(name);
    // In drawings `xlink:href` becomes `href`.
    let prefixed = || name.contains(':').then(|| LocalName::from(&*name));
    ATTRIBUTES.get(&name).map(|(_, local)| local.clone()).or_else(prefixed)
}

fn lower_case(name: &str) -> Cow<'_, str> {
    // Without a branch for each byte.
    if name.bytes().fold(false, |found, byte| found | byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// A map for a few words that are known in advance.
struct Table<V> {
    slots: Vec<Option<Known<V>>>,
}

struct Known<V> {
    word: &'static str,
    ends: u64,
    value: V,
}

impl<V> Table<V> {
    fn new(entries: impl Iterator<Item = (&'static str, V)>) -> Table<V> {
        let entries: Vec<_> = entries.collect();
        let size = (entries.len() * 4).next_power_of_two();
        let mut table = Table { slots: Vec::new() };
        table.slots.resize_with(size, || None);
        for (word, value) in entries {
            let ends = ends(word);
            let mut at = hash(ends, word.len()) & (size - 1);
            while table.slots[at].is_some() {
                at = (at + 1) & (size - 1);
            }
            table.slots[at] = Some(Known { word, ends, value });
        }
        table
    }

    fn get(&self, word: &str) -> Option<&V> {
        let mask = self.slots.len() - 1;
        let ends = ends(word);
        let mut at = hash(ends, word.len()) & mask;
        while let Some(known) = &self.slots[at] {
            let is_same = known.ends == ends && known.word.len() == word.len();
            if is_same && (word.len() <= size_of_val(&ends) || known.word == word) {
                return Some(&known.value);
            }
            at = (at + 1) & mask;
        }
        None
    }
}

/// The first and the last four bytes of a word, or all of a shorter one. With the length, they are
/// all there is of a word of up to eight bytes.
fn ends(word: &str) -> u64 {
    let word = word.as_bytes();
    match (word.first_chunk(), word.last_chunk()) {
        (Some(first), Some(last)) => {
            let [first, last] = [first, last].map(|part| u32::from_le_bytes(*part));
            u64::from(first) << 32 | u64::from(last)
        }
        _ => word.iter().fold(0, |part, &byte| part << 8 | u64::from(byte)),
    }
}

fn hash(ends: u64, length: usize) -> usize {
    let mixed = (ends ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(element("DiV").name, LocalName::from("div"));
        assert_eq!(element("STYLE").contents, Contents::Raw(Rawtext));
        assert_eq!(element("X-Card").name, LocalName::from("x-card"));
        assert_eq!(read_attribute("HREF"), Some(LocalName::from("href")));
        assert_eq!(read_attribute("onclick"), None);
        assert_eq!(known_attribute("HREF"), Some(AttributeName::Href));
        assert_eq!(known_attribute("xlink:href"), None);
        assert_eq!(any("OnClick"), LocalName::from("onclick"));
        assert_eq!(read_attribute("xlink:href"), Some(LocalName::from("xlink:href")));
    }

    #[test]
    fn every_known_name_is_found() {
        for name in Tag::names() {
            assert!(ELEMENTS.get(name).is_some_and(|element| &*element.name == name));
        }
        for (known, name) in AttributeName::all() {
            let found = ATTRIBUTES.get(name);
            assert!(found.is_some_and(|(it, local)| *it == known && &**local == name));
        }
    }
}
