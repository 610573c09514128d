//! What the page shows near its title, where bylines and dates are.

use super::plain::element_text;
use super::title::compact;
use crate::block::{Context, NONE, Page, TextBlock};
use crate::dom::{Dom, NodeId, Tag};

/// Lines of text count up to this many blocks before and after the title.
const BEFORE: usize = 6;
const BEHIND: usize = 10;
/// A line with more text than this, in bytes, is prose.
const MAX_LINE: usize = 240;
/// The maximum length of a line that is only a label of the next one, in bytes.
const MAX_LABEL: usize = 40;

/// What directly follows the title, up to this many blocks, is the page's own, whatever the names
/// of the elements around it.
const NEXT: usize = 2;
/// Shorter words are parts of too many others.
const MIN_JOINED: usize = 5;
/// An element with more than this share of the page's words is what the page is about.
const MAJORITY: f32 = 0.5;

/// What the text of an element is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Belonging {
    /// The page's subject.
    Own,
    /// Something else, by the names of elements: other pages, comments, the site's frame.
    NamedForeign,
    /// Something else, by the elements themselves.
    Foreign,
}

/// The surroundings of the title.
pub(super) struct Visible<'a> {
    pub(super) dom: &'a Dom,
    pub(super) page: &'a Page,
    /// Index of the title's block, or of the first block if none shows the title.
    anchor: usize,
    /// Whether it is a heading.
    is_heading: bool,
    /// For every element, what its text is about.
    belonging: Vec<Belonging>,
}

impl<'a> Visible<'a> {
    pub(super) fn of(dom: &'a Dom, page: &'a Page, title: &str) -> Visible<'a> {
        let TitleBlocks { blocks, anchor, is_heading } = title_blocks(dom, page, title);
        let belonging = belonging(dom, page, &blocks);
        Visible { dom, page, anchor, is_heading, belonging }
    }

    /// The elements that belong to the page's subject.
    pub(super) fn elements(&self) -> impl Iterator<Item = Shown<'_>> {
        let elements = self.page.elements.iter().zip(&self.belonging);
        let own = elements
            .filter(|(element, belonging)| self.is_own(**belonging, element.first_block as usize));
        own.map(|(element, _)| Shown {
            node: element.node,
            tag: element.tag,
            block: element.first_block as usize,
            distance: self.distance(element.first_block as usize),
            class: self.dom.value(element.class),
            id: self.dom.value(element.id),
            is_quote: element.context.has(Context::QUOTE),
        })
    }

    /// The short lines of text that belong to the page's subject.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let near = self.anchor.saturating_sub(BEFORE)..self.anchor + BEHIND;
        let blocks = self.page.blocks.iter().enumerate();
        let own = blocks.filter(|(at, block)| self.is_own(self.belonging_of(block), *at));
        own.filter_map(move |(block, _)| {
            let text = self.line(block);
            let (is_near, distance) = (near.contains(&block), self.distance(block));
            (text.len() <= MAX_LINE).then_some(Line { text, block, is_near, distance })
        })
    }

    /// The paragraphs after the title that are longer than a line.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = Line<'_>> {
        let blocks = self.page.blocks.iter().enumerate().skip(self.anchor).take(BEHIND);
        let own = blocks.filter(|(at, block)| self.is_own(self.belonging_of(block), *at));
        own.filter_map(move |(block, _)| {
            let text = self.line(block);
            let distance = self.distance(block);
            (text.len() > MAX_LINE).then_some(Line { text, block, is_near: true, distance })
        })
    }

    /// The last paragraph of the page's subject.
    pub(super) fn last_paragraph(&self) -> Option<Line<'_>> {
        let mut blocks = self.page.blocks.iter().enumerate().skip(self.anchor).rev();
        let is_paragraph = |(at, block): &(usize, &TextBlock)| {
            self.is_own(self.belonging_of(block), *at) && self.line(*at).len() > MAX_LINE
        };
        let (block, _) = blocks.find(is_paragraph)?;
        let distance = self.distance(block);
        Some(Line { text: self.line(block), block, is_near: false, distance })
    }

    /// The short lines at the end of the page or of one of its parts.
    pub(super) fn footer_lines(&self) -> impl Iterator<Item = &'a str> {
        let mut read = 0;
        let blocks = self.page.elements.iter().flat_map(move |element| {
            let is_footer = element.context.has(Context::FOOTER)
                || [element.class, element.id]
                    .iter()
                    .any(|name| has_word(self.dom.value(*name), FOOTER_WORDS));
            let blocks = element.blocks();
            let unread = blocks.start.max(read)..blocks.end;
            if !is_footer {
                return 0..0;
            }
            read = read.max(blocks.end);
            unread
        });
        blocks.map(|block| self.line(block)).filter(|line| line.len() <= MAX_LINE)
    }

    fn is_own(&self, belonging: Belonging, block: usize) -> bool {
        belonging == Belonging::Own || (belonging == Belonging::NamedForeign && self.is_next(block))
    }

    /// Whether a block directly follows the title, with no prose in between.
    fn is_next(&self, block: usize) -> bool {
        self.is_heading
            && (self.anchor + 1..=self.anchor + NEXT).contains(&block)
            && (self.anchor + 1..block).all(|between| self.line(between).len() <= MAX_LABEL)
    }

    fn belonging_of(&self, block: &TextBlock) -> Belonging {
        self.belonging.get(block.inner as usize).copied().unwrap_or(Belonging::Foreign)
    }

    /// The text of a block.
    pub(super) fn line(&self, block: usize) -> &'a str {
        self.page.blocks.get(block).map_or("", |block| self.page.block_text(block))
    }

    /// The text before a value: its block up to it, or the block before if that is only a label.
    pub(super) fn label_before(&self, block: usize, value: &str) -> &'a str {
        let line = self.line(block);
        let before = line.find(value).and_then(|at| line.get(..at)).unwrap_or_default();
        if !before.trim().is_empty() {
            return before;
        }
        let previous = block.checked_sub(1).map_or("", |block| self.line(block));
        if previous.len() <= MAX_LABEL { previous } else { "" }
    }

    /// Blocks between the title and this block; those before the title count double.
    fn distance(&self, block: usize) -> usize {
        if block >= self.anchor { block - self.anchor } else { 2 * (self.anchor - block) }
    }
}

/// An element of the page's subject.
pub(super) struct Shown<'a> {
    pub(super) node: NodeId,
    pub(super) tag: Tag,
    /// The first block with its text.
    pub(super) block: usize,
    /// Distance from the title, in blocks.
    pub(super) distance: usize,
    class: &'a str,
    id: &'a str,
    pub(super) is_quote: bool,
}

impl<'a> Shown<'a> {
    /// The class attribute, unchanged.
    pub(super) fn class(&self) -> &'a str {
        self.class
    }

    /// The names in the class.
    pub(super) fn class_names(&self) -> impl Iterator<Item = &str> {
        self.class.split_ascii_whitespace()
    }

    /// Whether the class or id has one of these words.
    pub(super) fn is_named(&self, words: &[&str]) -> bool {
        has_word(self.class, words) || has_word(self.id, words)
    }
}

/// A short line of text.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) block: usize,
    /// Whether the line is near the title.
    pub(super) is_near: bool,
    /// Distance from the title, in blocks.
    pub(super) distance: usize,
}

/// Names of elements that hold other pages' teasers, readers' comments or the site's frame.
const FOREIGN_WORDS: &[&str] = &[
    "comment",
    "comments",
    "related",
    "sidebar",
    "recommended",
    "recommendations",
    "teaser",
    "teasers",
    "widget",
    "popular",
    "trending",
    "copyright",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "newsletter",
    "testimonial",
    "testimonials",
];
/// Names for the end of the page, or of an entry.
const FOOTER_WORDS: &[&str] = &["footer"];
const ENTRY_WORDS: &[&str] = &["post", "entry", "article", "story"];

/// Whether a class or id has one of these words: `postAuthor-name` has "post", "author", "name".
/// Joined words count if they end in one of the long ones: `bigusername`.
pub(super) fn has_word(name: &str, words: &[&str]) -> bool {
    let mut begin = None;
    let mut after_small = false;
    for (at, c) in name.char_indices().chain([(name.len(), ' ')]) {
        let is_letter = c.is_alphabetic();
        if (!is_letter || (c.is_uppercase() && after_small))
            && let Some(begin) = begin.take()
            && is_one_of(name.get(begin..at).unwrap_or_default(), words)
        {
            return true;
        }
        if is_letter && begin.is_none() {
            begin = Some(at);
        }
        after_small = c.is_lowercase();
    }
    false
}

/// Whether a word, in any case, is one of others in lower case, or ends in a long one.
fn is_one_of(word: &str, words: &[&str]) -> bool {
    if !word.is_ascii() {
        let lower: String = word.chars().flat_map(char::to_lowercase).collect();
        let is_joined = |part: &str| part.len() >= MIN_JOINED && lower.ends_with(part);
        return words.iter().any(|part| *part == lower || is_joined(part));
    }
    words.iter().any(|part| {
        let end =
            word.len().checked_sub(part.len()).filter(|&at| at == 0 || part.len() >= MIN_JOINED);
        let end = end.and_then(|at| word.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(part))
    })
}

/// Whether a class or id is that of an element that is not about the page's subject.
fn is_named_foreign(name: &str) -> bool {
    has_word(name, FOREIGN_WORDS)
        || (has_word(name, FOOTER_WORDS) && !has_word(name, ENTRY_WORDS))
        || name.split_ascii_whitespace().any(|name| name == "widget")
}

/// Where the page shows its title.
struct TitleBlocks {
    /// The blocks of headings that show it, or the anchor if there are none.
    blocks: Vec<usize>,
    /// The block that readers see as the title: the first of them that is a main heading, or else
    /// the first of them, or else the first main heading, or else the first block.
    anchor: usize,
    /// Whether that is a heading.
    is_heading: bool,
}

fn title_blocks(dom: &Dom, page: &Page, title: &str) -> TitleBlocks {
    let title = compact(title);
    let mut blocks = Vec::new();
    let mut best: Option<(u8, usize)> = None;
    for element in &page.elements {
        let Some(level) = element.tag.heading_level() else { continue };
        if element.context.has(Context::NAVIGATION) || element.context.has(Context::FOOTER) {
            continue;
        }
        let block = element.first_block as usize;
        let shows_title =
            !title.is_empty() && compact(&element_text(dom, element.node)).contains(&title);
        if shows_title {
            blocks.push(block);
        }
        let rank = match (shows_title, level) {
            (true, 1) => 0,
            (true, _) => 1,
            (false, 1) => 2,
            _ => continue,
        };
        if best.is_none_or(|(other, _)| rank < other) {
            best = Some((rank, block));
        }
    }
    let anchor = best.map_or(0, |(_, block)| block);
    let is_heading = best.is_some();
    if blocks.is_empty() {
        blocks.push(anchor);
    }
    TitleBlocks { blocks, anchor, is_heading }
}

/// For every element, what its text is about.
fn belonging(dom: &Dom, page: &Page, titles: &[usize]) -> Vec<Belonging> {
    let all_words = page.stats().words;
    let mut all: Vec<Belonging> = Vec::with_capacity(page.elements.len());
    for element in &page.elements {
        let parent = if element.parent == NONE { None } else { all.get(element.parent as usize) };
        let above = parent.copied().unwrap_or(Belonging::Own);
        let blocks = element.blocks();
        let first_title = titles.partition_point(|&title| title < blocks.start);
        let holds_title = titles.get(first_title).is_some_and(|&title| title < blocks.end);
        let is_most = element.stats.words > all_words * MAJORITY;
        let context = element.context;
        // A footer is that of the section around it.
        let is_in_content = [Context::ARTICLE, Context::MAIN, Context::SECTION]
            .iter()
            .any(|&part| context.has(part));
        let is_framed = context.has(Context::NAVIGATION)
            || context.has(Context::NESTED_ARTICLE)
            || (context.has(Context::FOOTER) && !is_in_content)
            || (context.has(Context::ASIDE) && !context.has(Context::ARTICLE));
        let is_teaser = element.tag == Tag::Article && element.stats.headings > 0;
        let (class, id) = (dom.value(element.class), dom.value(element.id));
        let is_named = || [class, id].iter().any(|name| is_named_foreign(name));
        let is_own = holds_title || is_most;
        let own = if is_own {
            Belonging::Own
        } else if is_framed || is_teaser {
            Belonging::Foreign
        } else if is_named() {
            Belonging::NamedForeign
        } else {
            Belonging::Own
        };
        all.push(above.max(own));
    }
    all
}
