//! The page cut into text blocks: maximal runs of inline content inside one block-level element
//! (Kohlschütter, Fankhauser, Nejdl: "Boilerplate Detection using Shallow Text Features", WSDM
//! 2010), with the elements around them and the counts of both from one pass over the tree.

mod class;
mod editing;
mod furniture;
mod headline;
mod joint;
mod landmark;
mod layout;
mod links;
mod listing;
mod measure;
mod names;
mod segment;
mod space;
mod style;
mod unit;
mod unseen;

pub(crate) use furniture::shares;
pub(crate) use headline::{
    Titles, follows_name, is_much_of_title, is_separator as is_title_separator,
};
pub(crate) use layout::{DataTables, is_layout_list};
pub(crate) use links::{Aside, Linked, TeaserRow};
pub(crate) use listing::{Listing, is_verse};
pub(crate) use measure::TextMeasures;
pub(crate) use names::{is_language, is_player};
pub(crate) use segment::segment;
pub(crate) use unit::{Unit, UnitKind, Units};

use crate::dom::{NodeId, Span, Tag};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// No element, or no block.
pub(crate) const NONE: u32 = u32::MAX;

/// The elements and blocks of a page, both in document order.
#[derive(Debug)]
pub(crate) struct Page {
    /// Every element of the body that may hold text, inline ones included. The first is `<body>`.
    pub(crate) elements: Vec<Element>,
    pub(crate) blocks: Vec<TextBlock>,
    /// The text of all blocks, white space collapsed.
    pub(crate) text: String,
    /// For every text node of the [`Dom`](crate::dom::Dom), the block with its text, or [`NONE`].
    pub(crate) block_of_node: Vec<u32>,
    /// The text nodes that are separate from the text before without white space.
    pub(crate) apart: HashSet<NodeId>,
    /// Text nodes that are cut to a part, and links that are left out: links in brackets in a heading
    /// that edit its section.
    pub(crate) cuts: HashMap<NodeId, Span>,
    /// The pieces of code that are one block each, by their element. What is below is not in
    /// `elements`, and is not walked.
    pub(crate) listings: HashMap<u32, Listing>,
    /// The list items that are tasks, by their element, each with whether it is done.
    pub(crate) tasks: HashMap<u32, bool>,
    /// The tree above the blocks.
    pub(crate) units: Units,
}

/// An element of the body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element {
    pub(crate) node: NodeId,
    /// Index of the parent in [`Page::elements`]; [`NONE`] for the body.
    pub(crate) parent: u32,
    /// The index after the last element below this one.
    pub(crate) end: u32,
    /// The blocks below this element: from `first_block` up to, not including, `end_block`.
    pub(crate) first_block: u32,
    pub(crate) end_block: u32,
    pub(crate) depth: u16,
    pub(crate) tag: Tag,
    pub(crate) role: Role,
    /// What the element and its ancestors say about its text.
    pub(crate) context: Context,
    pub(crate) class: Span,
    pub(crate) id: Span,
    /// A hash of tags and classes from the body to here, without digits.
    pub(crate) path_hash: u64,
    /// Counted over the element and everything below it.
    pub(crate) stats: Stats,
}

impl Element {
    /// The blocks below this element.
    pub(crate) fn blocks(&self) -> Range<usize> {
        self.first_block as usize..self.end_block as usize
    }
}

/// A landmark of the page by element name or `role` attribute (WAI-ARIA 1.2), or a heading by that
/// attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Role {
    #[default]
    None,
    Article,
    Main,
    Navigation,
    Banner,
    ContentInfo,
    Complementary,
    Search,
    Form,
    Dialog,
    Heading,
    Other,
}

/// Facts about everything below an element, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Context(pub(crate) u32);

impl Context {
    /// `hidden`, `aria-hidden="true"`, `display:none`, `visibility:hidden`, a closed `<dialog>`.
    pub(crate) const HIDDEN: Context = Context(1);
    pub(crate) const LINK: Context = Context(1 << 1);
    pub(crate) const NAVIGATION: Context = Context(1 << 2);
    pub(crate) const HEADER: Context = Context(1 << 3);
    pub(crate) const FOOTER: Context = Context(1 << 4);
    pub(crate) const ASIDE: Context = Context(1 << 5);
    pub(crate) const MAIN: Context = Context(1 << 6);
    pub(crate) const ARTICLE: Context = Context(1 << 7);
    pub(crate) const FORM: Context = Context(1 << 8);
    pub(crate) const TABLE: Context = Context(1 << 9);
    pub(crate) const LIST: Context = Context(1 << 10);
    pub(crate) const PREFORMATTED: Context = Context(1 << 11);
    pub(crate) const NOSCRIPT: Context = Context(1 << 12);
    pub(crate) const BUTTON: Context = Context(1 << 13);
    pub(crate) const FIGURE: Context = Context(1 << 14);
    pub(crate) const QUOTE: Context = Context(1 << 15);
    pub(crate) const DIALOG: Context = Context(1 << 16);
    pub(crate) const HEADING: Context = Context(1 << 17);
    pub(crate) const EMPHASIS: Context = Context(1 << 19);
    pub(crate) const CODE: Context = Context(1 << 20);
    pub(crate) const DEFINITION: Context = Context(1 << 21);
    pub(crate) const ARTICLE_BODY: Context = Context(1 << 22);
    pub(crate) const NESTED_ARTICLE: Context = Context(1 << 23);
    pub(crate) const SECTION: Context = Context(1 << 24);
    /// Words of buttons, permalinks and similar, which are not text.
    pub(crate) const FURNITURE: Context = Context(1 << 25);
    /// Hidden for good: neither folded nor shown later by a script.
    pub(crate) const UNSEEN: Context = Context(1 << 26);

    pub(crate) fn has(self, fact: Context) -> bool {
        self.0 & fact.0 != 0
    }

    pub(crate) fn with(self, fact: Context) -> Context {
        Context(self.0 | fact.0)
    }
}

/// A text block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextBlock {
    /// The innermost block-level element around the text, in [`Page::elements`].
    pub(crate) element: u32,
    /// The innermost element around the block's first text, inline ones included.
    pub(crate) inner: u32,
    /// Facts about the block's first text.
    pub(crate) context: Context,
    /// The text in [`Page::text`].
    pub(crate) text: Span,
    /// Text inside links, in characters as [`TextMeasures::chars`] counts them.
    pub(crate) link_chars: u32,
    /// Text inside `<b>`, `<strong>`, `<em>`, `<i>`, in characters.
    pub(crate) emphasis_chars: u32,
    /// Text inside buttons, in characters.
    pub(crate) button_chars: u32,
    /// Number of links that begin in the block.
    pub(crate) links: u32,
    /// Number of `<br>` in the block.
    pub(crate) breaks: u32,
    /// Number of elements that begin in the block.
    pub(crate) inline_tags: u32,
    pub(crate) measures: TextMeasures,
}

impl TextBlock {
    /// A block in which nothing is counted yet.
    fn new(element: u32, inner: u32, context: Context, text: Span) -> TextBlock {
        TextBlock {
            element,
            inner,
            context,
            text,
            link_chars: 0,
            emphasis_chars: 0,
            button_chars: 0,
            links: 0,
            breaks: 0,
            inline_tags: 0,
            measures: TextMeasures::default(),
        }
    }

    /// Share of the text's characters inside links, 0 to 1.
    pub(crate) fn link_ratio(&self) -> f32 {
        (self.link_chars as f32 / (self.measures.chars.max(1) as f32)).min(1.0)
    }

    /// Whether the block is long, and at most a third of it is links.
    pub(crate) fn is_prose(&self) -> bool {
        const MIN_WORDS: f32 = 12.0;
        const MAX_LINK_RATIO: f32 = 0.33;
        self.measures.words >= MIN_WORDS && self.link_ratio() <= MAX_LINK_RATIO
    }
}

/// What is counted of an element and everything below it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stats {
    /// Characters of text, wide ones twice.
    pub(crate) chars: u32,
    /// Characters of text inside links.
    pub(crate) link_chars: u32,
    /// Elements.
    pub(crate) tags: u32,
    /// Links, buttons and selects.
    pub(crate) link_tags: u32,
    pub(crate) words: f32,
    /// Words in blocks of prose ([`TextBlock::is_prose`]).
    pub(crate) prose_words: f32,
    /// `<p>` elements with text of their own.
    pub(crate) paragraphs: u32,
    pub(crate) headings: u32,
    pub(crate) list_items: u32,
    pub(crate) images: u32,
    /// Films, sounds and frames.
    pub(crate) players: u32,
    /// Inputs, selects, text areas and buttons.
    pub(crate) controls: u32,
    /// Those of them that readers fill in with text.
    pub(crate) fields: u32,
    /// Sentence ends and commas, in any script.
    pub(crate) punctuation: u32,
}

impl Stats {
    pub(crate) fn add(&mut self, other: &Stats) {
        self.chars += other.chars;
        self.link_chars += other.link_chars;
        self.tags += other.tags;
        self.link_tags += other.link_tags;
        self.words += other.words;
        self.prose_words += other.prose_words;
        self.paragraphs += other.paragraphs;
        self.headings += other.headings;
        self.list_items += other.list_items;
        self.images += other.images;
        self.players += other.players;
        self.controls += other.controls;
        self.fields += other.fields;
        self.punctuation += other.punctuation;
    }

    /// Share of the text's characters inside links, 0 to 1.
    pub(crate) fn link_ratio(&self) -> f32 {
        (self.link_chars as f32 / (self.chars.max(1) as f32)).min(1.0)
    }
}

/// Words of a page's blocks, added up from its beginning.
#[derive(Debug)]
pub(crate) struct WordsBefore(Vec<f32>);

impl WordsBefore {
    /// Adds what `words` says of each block.
    pub(crate) fn of(page: &Page, words: impl Fn(usize, &TextBlock) -> f32) -> WordsBefore {
        let mut sum = 0.0;
        let mut before = Vec::with_capacity(page.blocks.len() + 1);
        before.push(sum);
        before.extend(page.blocks.iter().enumerate().map(|(index, block)| {
            sum += words(index, block);
            sum
        }));
        WordsBefore(before)
    }

    /// The words of some blocks.
    pub(crate) fn within(&self, blocks: Range<usize>) -> f32 {
        let at = |block: usize| self.0.get(block).copied().unwrap_or_default();
        at(blocks.end) - at(blocks.start)
    }
}

impl Page {
    /// What is counted of the page as a whole.
    pub(crate) fn stats(&self) -> Stats {
        self.elements.first().map(|body| body.stats).unwrap_or_default()
    }

    /// What of the text of a node is text of the page.
    pub(crate) fn shown<'a>(&self, node: NodeId, text: &'a str) -> &'a str {
        self.cuts.get(&node).map_or(text, |cut| cut.of(text))
    }

    /// The text of a block.
    pub(crate) fn block_text(&self, block: &TextBlock) -> &str {
        block.text.of(&self.text)
    }

    /// The element of an index from [`Element::parent`] or [`TextBlock::element`].
    pub(crate) fn element(&self, index: u32) -> Option<&Element> {
        self.elements.get(index as usize)
    }

    /// An element's index and those of its ancestors, from the inside out.
    pub(crate) fn ancestry(&self, element: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors((element != NONE).then_some(element), |&index| {
            self.element(index).map(|element| element.parent).filter(|&parent| parent != NONE)
        })
    }
}
