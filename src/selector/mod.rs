//! CSS selectors (Selectors Level 4, the part that needs no browser): what callers keep or drop by
//! name.
//!
//! All elements of a page are matched in one walk from the top: what of each selector is matched
//! already by an element's ancestors and elder siblings comes down with the walk, so that no
//! element looks back.

mod matching;
mod parse;

pub(crate) use matching::{blocks_inside, matches};

use crate::dom::AttributeName;
use crate::error::Error;
use html5ever::LocalName;

/// A list of selectors; an element matches if one of them does.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selectors {
    /// The compounds of all selectors, each selector's from left to right.
    steps: Vec<Step>,
}

/// A compound selector and how it relates to the one before it.
#[derive(Clone, Debug)]
struct Step {
    relation: Relation,
    compound: Compound,
    /// It is the last of its selector, so what matches it is matched.
    last: bool,
}

/// How an element must stand to one that matches the step before.
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
    /// The number of an element among its siblings is `step * n + offset`.
    NthChild {
        step: i64,
        offset: i64,
    },
    LastChild,
    Not(Vec<Compound>),
    Is(Vec<Compound>),
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
        self.steps.extend(parse::parse(css, self.steps.len())?);
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether an attribute is asked for that the tree would not store otherwise.
    pub(crate) fn need_all_attributes(&self) -> bool {
        self.steps.iter().any(|step| step.compound.needs_all_attributes())
    }
}

impl Compound {
    fn needs_all_attributes(&self) -> bool {
        self.conditions.iter().any(|condition| match condition {
            Condition::Attribute(test) => {
                AttributeName::of(&LocalName::from(test.name.as_str())).is_none()
            }
            Condition::Not(compounds) | Condition::Is(compounds) => {
                compounds.iter().any(Compound::needs_all_attributes)
            }
            _ => false,
        })
    }
}

/// The most steps that all selectors together may have: their matches are bits of one number.
const MOST_STEPS: usize = u128::BITS as usize;
