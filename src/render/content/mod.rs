//! The kept content, for both Markdown and HTML: containers, leaves with styled text, and nothing
//! else of the page. The content decides what is written; the writers decide how.

mod build;
mod code;
mod compose;
mod footnotes;
mod images;
pub(super) mod markup;
pub(super) mod maths;
mod nesting;
mod numbered;
mod outline;
mod players;
mod run;
mod typed;

pub(crate) use build::build;
pub(crate) use nesting::{Nesting, Token};

use crate::dom::Span;

/// The kept content of a page.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) parts: Vec<Part>,
    pub(crate) inlines: Vec<Inline>,
    /// The text that the spans of [`Inline::Text`] and [`Part::Code`] point into.
    pub(crate) text: String,
    /// Addresses of links, by [`Style::link`].
    pub(crate) links: Vec<String>,
    pub(crate) images: Vec<Image>,
    pub(crate) formulas: Vec<Formula>,
    /// Labels of footnotes.
    pub(crate) notes: Vec<String>,
}

/// A range of [`Content::inlines`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Inlines {
    start: u32,
    end: u32,
}

/// One step through the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A container begins. It is compact if it holds at most one paragraph, followed by lists; a
    /// list is compact if all its items are.
    Open {
        container: Container,
        compact: bool,
    },
    Close(Container),
    /// A heading of level 1 to 6.
    Heading {
        level: u8,
        inlines: Inlines,
    },
    Paragraph(Inlines),
    Code {
        language: Option<String>,
        text: Span,
    },
    /// A thematic break.
    Rule,
}

/// A container of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Quote,
    List(List),
    Item(Item),
    Definitions,
    Term,
    Description,
    Table,
    Row,
    Cell(Cell),
    Caption,
    Figure,
    FigureCaption,
    /// The text of a footnote, by its index in [`Content::notes`].
    Footnote(u32),
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct List {
    /// The number of the first item; `None` for bullets.
    pub(crate) start: Option<i32>,
    pub(crate) numerals: Numerals,
    /// The numbers count down.
    pub(crate) reversed: bool,
}

impl List {
    pub(crate) const BULLETS: List =
        List { start: None, numerals: Numerals::Decimal, reversed: false };

    pub(crate) fn numbered_from(start: u32) -> List {
        List { start: i32::try_from(start).ok().or(Some(1)), ..List::BULLETS }
    }
}

/// The style of a list's numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Numerals {
    #[default]
    Decimal,
    LowerLetters,
    UpperLetters,
    LowerRoman,
    UpperRoman,
}

/// The properties of a list item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Item {
    /// A number of its own, from which the next ones continue.
    pub(crate) number: Option<i32>,
    /// For a task, whether it is done.
    pub(crate) done: Option<bool>,
}

impl Item {
    pub(crate) const PLAIN: Item = Item { number: None, done: None };
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) header: bool,
    pub(crate) align: Option<Align>,
    pub(crate) columns: u16,
    pub(crate) rows: u16,
}

/// The alignment of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
}

/// A piece of a paragraph or heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    Text {
        text: Span,
        style: Style,
    },
    Break,
    Image {
        image: u32,
        style: Style,
    },
    Formula {
        formula: u32,
        style: Style,
    },
    /// A reference to a footnote.
    Note(u32),
}

impl Inline {
    pub(crate) fn style(&self) -> Style {
        match self {
            Inline::Text { style, .. }
            | Inline::Image { style, .. }
            | Inline::Formula { style, .. } => *style,
            Inline::Break | Inline::Note(_) => Style::default(),
        }
    }
}

/// The style of a piece of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) marks: Marks,
    /// The link around it: its index in [`Content::links`] and 1, or 0.
    pub(crate) link: u32,
    /// The number of the code element around it, from 1, or 0.
    pub(crate) code: u32,
}

impl Style {
    /// What two neighbors share: the style of the space between them.
    fn shared(self, other: Style) -> Style {
        Style {
            marks: Marks(self.marks.0 & other.marks.0),
            link: if self.link == other.link { self.link } else { 0 },
            code: if self.code == other.code { self.code } else { 0 },
        }
    }
}

/// Emphasis and similar marks, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(pub(crate) u8);

impl Marks {
    pub(crate) const STRONG: Marks = Marks(1);
    pub(crate) const EMPHASIS: Marks = Marks(1 << 1);
    pub(crate) const STRIKE: Marks = Marks(1 << 2);
    pub(crate) const SUBSCRIPT: Marks = Marks(1 << 3);
    pub(crate) const SUPERSCRIPT: Marks = Marks(1 << 4);

    pub(crate) fn has(self, mark: Marks) -> bool {
        self.0 & mark.0 != 0
    }

    pub(crate) fn with(self, mark: Marks) -> Marks {
        Marks(self.0 | mark.0)
    }

    pub(crate) fn without(self, mark: Marks) -> Marks {
        Marks(self.0 & !mark.0)
    }
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Image {
    pub(crate) address: String,
    pub(crate) alt: String,
}

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Formula {
    /// LaTeX source on one line.
    pub(crate) tex: String,
    /// Whether it is on a line of its own.
    pub(crate) display: bool,
}

impl Content {
    /// The pieces of a paragraph or heading.
    pub(crate) fn inlines(&self, range: Inlines) -> &[Inline] {
        self.inlines.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// Puts a heading of the first level before the content, if there is any.
    pub(crate) fn put_headline(&mut self, text: &str) {
        if self.parts.is_empty() {
            return;
        }
        let (start, at) = (self.text.len() as u32, self.inlines.len() as u32);
        self.text.push_str(text);
        let text = Span { start, end: self.text.len() as u32 };
        self.inlines.push(Inline::Text { text, style: Style::default() });
        let inlines = Inlines { start: at, end: at + 1 };
        self.parts.insert(0, Part::Heading { level: 1, inlines });
    }

    /// The address of a link, by its [`Style::link`].
    pub(crate) fn link(&self, link: u32) -> Option<&str> {
        let index = (link as usize).checked_sub(1)?;
        self.links.get(index).map(String::as_str)
    }
}
