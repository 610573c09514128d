//! What readers wrote about the page's own text, recognized by the names that templates give to
//! their parts, by microdata, and where neither says so, by their shape.

mod class_names;
mod find;
mod read;
mod shape;
mod siblings;
mod signatures;
mod thread;

pub(crate) use find::find;
pub(crate) use read::read;
pub(crate) use thread::find_thread;

use crate::block::{Context, NONE, Page, TextBlock};
use crate::dom::NodeId;
use class_names::Part;
use shape::Row;
use std::ops::Range;

/// A reader's comment ([`Extraction::comments`](crate::Extraction::comments)), or a post of a thread
/// ([`Extraction::posts`](crate::Extraction::posts)).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Comment {
    /// The author's name on the page, if the markup states it.
    pub author: Option<String>,
    /// The date in ISO 8601, as in [`Metadata::published`](crate::Metadata::published), if the markup
    /// states it. "Three days ago" is not a date.
    pub published: Option<String>,
    /// The text, with blank lines between paragraphs.
    pub text: String,
    /// The nesting depth, 0 for a top-level comment.
    pub depth: u16,
}

/// The elements of a page that belong to its comments.
#[derive(Debug, Default)]
pub(crate) struct Discussion {
    /// The place of every element.
    places: Vec<Place>,
    /// The comments in document order.
    entries: Vec<Entry>,
    /// What is told by its shape where no name tells of a comment, and its place in the page's text.
    row: Option<(Row, Range<u32>)>,
}

/// One comment.
#[derive(Clone, Copy, Debug)]
struct Entry {
    element: u32,
    depth: u16,
}

/// The place of an element in a discussion.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// It belongs to a discussion.
    inside: bool,
    /// It belongs to a form for writing comments.
    form: bool,
    /// There is a list between it and the comment around it.
    threaded: bool,
    part: Part,
    /// The element with the name of that part, or [`NONE`].
    part_element: u32,
    /// How many elements around it are named after the text, with more weight for names about
    /// comments. The more, the surer.
    body: u8,
    /// The comment that it is in, as an index of [`Discussion::entries`], or [`NONE`].
    entry: u32,
}

impl Default for Place {
    fn default() -> Place {
        Place {
            inside: false,
            form: false,
            threaded: false,
            part: Part::Other,
            part_element: NONE,
            body: 0,
            entry: NONE,
        }
    }
}

/// A line with more words than this is text, not the name of the author or the date.
const MAX_WORDS_ABOUT: f32 = 12.0;
/// A link of at most this many words on its own is a button, such as "Reply".
const MAX_WORDS_OF_CONTROL: f32 = 3.0;
/// What is more of a link is no text of a post.
const MAX_LINK_RATIO: f32 = 0.8;

impl Discussion {
    fn with_row(self, page: &Page, row: Row) -> Discussion {
        let begin = |at: usize| page.blocks.get(at).map(|block| block.text.start);
        let end = page.text.len() as u32;
        let texts = begin(row.blocks.start).unwrap_or(end)..begin(row.blocks.end).unwrap_or(end);
        Discussion { row: Some((row, texts)), ..self }
    }

    /// Whether there are comments, and not only a place for them.
    pub(crate) fn has_comments(&self) -> bool {
        !self.entries.is_empty() || self.row.is_some()
    }

    /// What names tell alone, if anything.
    pub(crate) fn without_row(self) -> Option<Discussion> {
        (!self.places.is_empty()).then_some(Discussion { row: None, ..self })
    }

    /// The blocks of comments that only their shape tells of.
    pub(crate) fn told_by_shape(&self) -> Option<Range<usize>> {
        self.row.as_ref().map(|(row, _)| row.blocks.clone())
    }

    /// Whether a block belongs to a discussion: a comment, its heading or its form.
    pub(crate) fn holds(&self, block: &TextBlock) -> bool {
        self.is_in_row(block) || self.place(block).is_some_and(|place| place.inside)
    }

    /// Whether a block is part of a comment: text, name or date.
    pub(crate) fn is_written(&self, block: &TextBlock) -> bool {
        self.is_in_row(block)
            || self.place(block).is_some_and(|place| {
                place.entry != NONE
                    && !place.form
                    && !matches!(role(block, place), Part::Control | Part::Signature)
            })
    }

    /// For every block whether it is the text of a comment, by the element that is most surely its
    /// text, if any is named so; `if_named` says that one has to be.
    pub(crate) fn texts(&self, page: &Page, if_named: bool) -> Vec<bool> {
        let mut surest = vec![0; self.entries.len()];
        let said = |block: &TextBlock| {
            let place = self.place(block).filter(|place| !place.form && place.entry != NONE)?;
            let is_text = matches!(role(block, place), Part::Body | Part::Other)
                && block.link_ratio() <= MAX_LINK_RATIO
                && (block.measures.words > MAX_WORDS_OF_CONTROL || block.measures.ends_sentence);
            is_text.then_some(place)
        };
        for place in page.blocks.iter().filter_map(said) {
            if let Some(surest) = surest.get_mut(place.entry as usize) {
                *surest = place.body.max(*surest);
            }
        }
        let least = u8::from(if_named);
        let is_surest = |place: &Place| {
            place.body >= least && surest.get(place.entry as usize) == Some(&place.body)
        };
        let is_text =
            |block: &TextBlock| self.is_in_row(block) || said(block).is_some_and(is_surest);
        page.blocks.iter().map(is_text).collect()
    }

    /// For every block whether it is the signature below a post.
    pub(crate) fn signatures(&self, page: &Page) -> Vec<bool> {
        signatures::signatures(page, self)
    }

    /// The outermost elements of the discussion.
    pub(crate) fn outermost(&self, page: &Page) -> impl Iterator<Item = NodeId> {
        let row = self.told_by_shape().unwrap_or_default();
        let is_inside = move |index: u32| {
            let is_in_row = || {
                page.element(index).is_some_and(|element| {
                    let blocks = element.blocks();
                    !blocks.is_empty() && row.start <= blocks.start && blocks.end <= row.end
                })
            };
            self.places.get(index as usize).is_some_and(|place| place.inside) || is_in_row()
        };
        let elements = (0u32..).zip(&page.elements);
        let outermost = elements
            .filter(move |(index, element)| is_inside(*index) && !is_inside(element.parent));
        outermost.map(|(_, element)| element.node)
    }

    fn is_in_row(&self, block: &TextBlock) -> bool {
        self.row.as_ref().is_some_and(|(_, texts)| texts.contains(&block.text.start))
    }

    fn place(&self, block: &TextBlock) -> Option<&Place> {
        self.places.get(block.inner as usize)
    }
}

/// The part of the comment that a block is.
fn role(block: &TextBlock, place: &Place) -> Part {
    let words = block.measures.words;
    let is_link = block.link_ratio() > 0.9 && words <= MAX_WORDS_OF_CONTROL;
    match place.part {
        _ if block.context.has(Context::HIDDEN) || block.context.has(Context::BUTTON) => {
            Part::Control
        }
        Part::Author | Part::Date | Part::About if words > MAX_WORDS_ABOUT => Part::Other,
        Part::Other | Part::Body if is_link => Part::Control,
        part => part,
    }
}
