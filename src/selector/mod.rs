//! CSS selectors (Selectors Level 4, the part that needs no browser), for callers to keep or drop
//! elements.
//!
//! A selector is matched step by step for the whole page at once: from the elements that match
//! `article`, those that `article >` leads to; of these, those that match `p`. What is inside
//! `:is()`, `:not()` and `:has()` is matched first, for all elements together; `:has()` goes from
//! its last step back to the first. The places of elements among their siblings are counted once.
//! So each step takes time linear in the page, whatever the page and the selector.

mod matching;
mod parse;
mod steps;

pub(crate) use matching::{blocks_inside, matches};

use crate::dom::AttributeName;
use crate::error::Error;
use html5ever::LocalName;

/// A list of selectors; an element matches if one of them does.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selectors {
    list: Vec<Selector>,
    /// The lists in parentheses; each one comes after those nested in it.
    nested: Vec<Nested>,
}

/// Compounds from left to right.
type Selector = Vec<Step>;

/// A list of selectors in parentheses.
#[derive(Clone, Debug)]
struct Nested {
    list: Vec<Selector>,
    /// Relative: the first steps start from the element with the parentheses, as in `:has()`.
    relative: bool,
}

/// A compound selector and how it relates to the one before it.
#[derive(Clone, Debug)]
struct Step {
    relation: Relation,
    compound: Compound,
}

/// The relation of an element to one that matches the step before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// There is no step before.
    First,
    Descendant,
    Child,
    NextSibling,
    LaterSibling,
}

/// Conditions on one element.
#[derive(Clone, Debug, Default)]
struct Compound {
    conditions: Vec<Condition>,
}

#[derive(Clone, Debug)]
enum Condition {
    Element(String),
    Id(String),
    Class(String),
    Attribute(AttributeTest),
    Root,
    Empty,
    /// The number of an element among its siblings is `step * n + offset`.
    Nth {
        siblings: Siblings,
        from_end: bool,
        step: i64,
        offset: i64,
    },
    Only(Siblings),
    /// One of the selectors of a nested list matches, or none does.
    Nested {
        index: usize,
        matches: bool,
    },
}

/// Which siblings are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Siblings {
    All,
    OfType,
}

/// A condition on an attribute.
#[derive(Clone, Debug)]
struct AttributeTest {
    name: String,
    comparison: Comparison,
    value: String,
    ignore_case: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Exists,
    Equals,
    /// One of the words is.
    Word,
    /// Is, or begins with it and a hyphen.
    Language,
    Prefix,
    Suffix,
    Substring,
}

impl Selectors {
    /// Adds the selectors of a list to these.
    pub(crate) fn add(&mut self, css: &str) -> Result<(), Error> {
        let list = parse::parse(css, &mut self.nested)?;
        self.list.extend(list);
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether an attribute is needed that the tree would not store otherwise.
    pub(crate) fn need_all_attributes(&self) -> bool {
        self.conditions().any(|condition| match condition {
            Condition::Attribute(test) => {
                AttributeName::of(&LocalName::from(test.name.as_str())).is_none()
            }
            _ => false,
        })
    }

    /// Whether elements are counted among these siblings.
    fn count(&self, counted: Siblings) -> bool {
        self.conditions().any(|condition| match condition {
            Condition::Nth { siblings, .. } | Condition::Only(siblings) => *siblings == counted,
            _ => false,
        })
    }

    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let nested = self.nested.iter().flat_map(|nested| &nested.list);
        self.list.iter().chain(nested).flatten().flat_map(|step| &step.compound.conditions)
    }
}
