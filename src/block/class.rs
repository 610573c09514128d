//! What the names in a `class` say about the words below it. Templates repeat their names, so each
//! list of names is read once per page.

use super::furniture::is_for_screen_readers;
use super::listing::{AROUND_CODE, EDITORS, VERSE};
use super::names::any_word;
use crate::dom::{AttributeName, Dom, NodeId};
use crate::hash;
use crate::memo::Memo;

/// Facts about a list of class names, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts(u16);

impl Facts {
    /// It holds links for editing a section.
    pub(super) const EDITS: Facts = Facts(1);
    /// It may be around code.
    pub(super) const AROUND_CODE: Facts = Facts(1 << 1);
    /// It is an editor or a highlighter.
    pub(super) const EDITOR: Facts = Facts(1 << 2);
    /// Its lines are verse.
    pub(super) const VERSE: Facts = Facts(1 << 3);
    /// It leads from a documented name to its source.
    pub(super) const SOURCE: Facts = Facts(1 << 4);
    /// Only screen readers read it.
    pub(super) const SILENT: Facts = Facts(1 << 5);
    /// It is the text of a tooltip.
    pub(super) const TOOLTIP: Facts = Facts(1 << 6);
    const ABOUT_TOOLTIP: Facts = Facts(1 << 7);
    const PART: Facts = Facts(1 << 8);

    /// Whether all of these facts hold.
    pub(super) fn has(self, facts: Facts) -> bool {
        self.0 & facts.0 == facts.0
    }

    const fn with(self, facts: Facts) -> Facts {
        Facts(self.0 | facts.0)
    }

    /// What a list of class names says.
    fn of(names: &str) -> Facts {
        let mut facts = Facts::default();
        any_word(names, |word| {
            if may_be_known(word, &LENGTHS_OF_WORDS) {
                facts = facts.with(said_by(word, &WORDS));
            }
            false
        });
        for name in names.split_ascii_whitespace().map(str::as_bytes) {
            if may_be_known(name, &LENGTHS_OF_NAMES) {
                facts = facts.with(said_by(name, &NAMES));
            }
        }
        if is_for_screen_readers(names) {
            facts = facts.with(Facts::SILENT);
        }
        if facts.has(Facts::ABOUT_TOOLTIP.with(Facts::PART)) {
            facts = facts.with(Facts::TOOLTIP);
        }
        facts
    }
}

/// Words of names, and what they say.
const WORDS: [(&[&str], Facts); 7] = [
    (&["editsection"], Facts::EDITS),
    (&AROUND_CODE, Facts::AROUND_CODE),
    (&VERSE, Facts::VERSE),
    (&["viewcode"], Facts::SOURCE),
    (&["tooltiptext", "tooltipcontent"], Facts::TOOLTIP),
    (&["tooltip"], Facts::ABOUT_TOOLTIP),
    (&["text", "content", "inner", "box"], Facts::PART),
];

/// Whole names, and what they say.
const NAMES: [(&[&str], Facts); 2] = [
    (&EDITORS, Facts::EDITOR),
    (&["src", "srclink", "src-link", "source-link", "view-source"], Facts::SOURCE),
];

fn said_by(word: &[u8], lists: &[(&[&str], Facts)]) -> Facts {
    let says = |list: &[&str]| list.iter().any(|it| word.eq_ignore_ascii_case(it.as_bytes()));
    let said = lists.iter().filter(|(list, _)| says(list));
    said.fold(Facts::default(), |all, &(_, facts)| all.with(facts))
}

/// For each first letter, the lengths of words that begin with it, as bits.
type Lengths = [u32; 26];

const LENGTHS_OF_WORDS: Lengths = lengths(&WORDS);
const LENGTHS_OF_NAMES: Lengths = lengths(&NAMES);

const fn lengths(lists: &[(&[&str], Facts)]) -> Lengths {
    let mut lengths = [0; 26];
    let mut list = 0;
    while list < lists.len() {
        let words = lists[list].0;
        let mut at = 0;
        while at < words.len() {
            lengths[(words[at].as_bytes()[0] - b'a') as usize] |= 1 << words[at].len();
            at += 1;
        }
        list += 1;
    }
    lengths
}

/// Whether a word has the first letter and the length of one of these.
fn may_be_known(word: &[u8], lengths: &Lengths) -> bool {
    let first = word.first().map_or(0, |byte| byte.to_ascii_lowercase().wrapping_sub(b'a'));
    let lengths = lengths.get(usize::from(first)).copied().unwrap_or(0);
    lengths.checked_shr(word.len() as u32).is_some_and(|lengths| lengths & 1 != 0)
}

/// A list of class names as read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Class {
    pub(super) facts: Facts,
    /// A hash of the names. Digits are left out, as `post-17` and `post-18` are the same place of the
    /// template.
    pub(super) hash: u64,
}

/// The lists of class names of a page.
pub(super) struct Classes<'a>(Memo<'a, Class>);

impl<'a> Classes<'a> {
    pub(super) fn new() -> Classes<'a> {
        Classes(Memo::new())
    }

    /// What the class names of an element say.
    pub(super) fn of(&mut self, dom: &'a Dom, node: NodeId) -> Class {
        let names = dom.attribute(node, AttributeName::Class).unwrap_or_default();
        if names.is_empty() {
            return Class { facts: Facts::default(), hash: hash::NOTHING };
        }
        self.0.of(names, |names| {
            let letters = names.bytes().filter(|byte| !byte.is_ascii_digit());
            Class { facts: Facts::of(names), hash: letters.fold(hash::NOTHING, hash::add) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::names::{has_name, has_word};

    #[test]
    fn the_facts_are_those_that_the_words_and_names_tell() {
        let mut all: Vec<&str> =
            WORDS.iter().chain(&NAMES).flat_map(|(list, _)| *list).copied().collect();
        all.extend([
            "",
            "sr-only",
            "x-visually-hidden",
            "post-17",
            "myTooltip-Box",
            "TEXT tooltip",
        ]);
        all.extend(["Code9", "codes", "a b-hljs c", "É-verse", "cm-editor-x", "x src", "src2"]);
        for names in all {
            let facts = Facts::of(names);
            let mut expected = Facts::default();
            for (list, fact) in WORDS {
                if has_word(names, list) {
                    expected = expected.with(fact);
                }
            }
            for (list, fact) in NAMES {
                if has_name(names, list) {
                    expected = expected.with(fact);
                }
            }
            if is_for_screen_readers(names) {
                expected = expected.with(Facts::SILENT);
            }
            if has_word(names, &["tooltip"])
                && has_word(names, &["text", "content", "inner", "box"])
            {
                expected = expected.with(Facts::TOOLTIP);
            }
            assert_eq!(facts, expected, "{names}");
        }
        assert!(Facts::of("myTooltip-Box").has(Facts::TOOLTIP));
        assert!(Facts::of("a b-hljs c").has(Facts::AROUND_CODE));
        assert_eq!(Facts::of("codes É-universe"), Facts::default());
    }
}
