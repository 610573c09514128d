//! Makes each piece of code a block of its own, without labels and buttons around it.

use super::Walk;
use crate::block::class::Class;
use crate::block::listing::{self, Read};
use crate::block::names::has_word;
use crate::block::{Context, NONE, TextBlock, TextMeasures};
use crate::dom::{NodeId, Span, Tag, Visitor};

/// At most this many blocks before a piece of code are its labels and buttons.
const MOST_TAKEN_BACK: usize = 4;
/// A label is in an element around the code, at most this many levels up.
const MOST_LEVELS_AROUND: usize = 4;

impl Walk<'_> {
    /// Adds a piece of code as a block.
    pub(super) fn listing(&mut self, node: NodeId, tag: Tag, class: Class, read: Read) {
        // A style may make one of an element in a line.
        self.end_block();
        self.open_element(node, tag, class);
        let Some(&index) = self.open.last() else { return };
        let label = self.take_back_furniture();
        let number = self.page.blocks.len() as u32;
        let start = self.page.text.len() as u32;
        let element = &mut self.page.elements[index as usize];
        element.first_block = number;
        element.context = element.context.with(Context::PREFORMATTED);
        element.stats.tags += read.elements;
        element.stats.link_tags += read.links;
        element.stats.link_chars += read.link_chars;
        let context = element.context;
        let mut listing = read.listing;
        listing.label = listing.label.or(label);
        self.page.listings.insert(index, listing);
        if !read.text.is_empty() {
            self.page.text.push_str(&read.text);
            let text = Span { start, end: self.page.text.len() as u32 };
            let mut block = TextBlock::new(index, index, context, text);
            block.links = read.links;
            block.link_chars = read.link_chars;
            block.inline_tags = read.elements;
            block.measures = TextMeasures::of(&read.text);
            self.page.elements[index as usize].stats.chars += block.measures.chars;
            for node in read.nodes {
                self.page.block_of_node[node.index()] = number;
                self.nodes.push(node);
            }
            self.push(block);
        }
        self.leave(node);
    }

    /// Removes the blocks right before a piece of code that only name its language, number its
    /// lines or are buttons. Returns the name, if there is one.
    fn take_back_furniture(&mut self) -> Option<String> {
        let mut label = None;
        for _ in 0..MOST_TAKEN_BACK {
            let Some(block) = self.page.blocks.last() else { break };
            let number = self.page.blocks.len() as u32 - 1;
            let text = self.page.block_text(block);
            if self.page.listings.contains_key(&block.element) {
                break;
            }
            if !self.is_beside_code_only(block) {
                let around = self.open.iter().rev().skip(1).take(MOST_LEVELS_AROUND);
                let mut around = around.filter_map(|&index| self.page.element(index));
                let holder = around.find(|element| element.first_block <= number);
                let begins = holder.is_some_and(|holder| {
                    holder.first_block == number
                        && matches!(holder.tag, Tag::Div | Tag::Figure | Tag::Section | Tag::Other)
                });
                let stands_alone = self.page.element(block.element).is_some_and(|own| {
                    own.tag == Tag::Div && own.first_block == number && own.end_block > number
                });
                if !(begins || stands_alone) || !listing::is_label(text, self.class_of(block)) {
                    break;
                }
                label = Some(text.to_owned());
            }
            self.take_back();
        }
        label
    }

    fn class_of(&self, block: &TextBlock) -> &str {
        self.page.element(block.inner).map_or("", |inner| self.dom.value(inner.class))
    }

    /// Whether a block next to a piece of code is a button, a remark, a column of line numbers, or a
    /// link to run the code, in an element with nothing but the code.
    pub(super) fn is_beside_code_only(&self, block: &TextBlock) -> bool {
        const MOST_CHARS: u32 = 40;
        let chars = block.measures.chars;
        let is_pressed = chars > 0 && block.button_chars * 10 >= chars * 8;
        let is_named =
            || has_word(self.class_of(block), &["copy", "copied", "clipboard", "tooltip"]);
        (chars <= MOST_CHARS
            && (is_pressed || is_named() || self.is_remark(block) || self.runs_code(block)))
            || listing::is_column(self.page.block_text(block))
    }

    /// Whether a block is a remark of the page on the code beside it, all of it in brackets, and
    /// neither a paragraph nor an item: `(error)`.
    fn is_remark(&self, block: &TextBlock) -> bool {
        const MOST_BYTES: usize = 24;
        let text = self.page.block_text(block);
        let within = [('(', ')'), ('（', '）')]
            .iter()
            .find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
        let holder = self.page.element(block.element).map(|element| element.tag);
        text.len() <= MOST_BYTES
            && matches!(holder, Some(Tag::Div | Tag::Figure | Tag::Section | Tag::Other))
            && within.is_some_and(|within| {
                within.contains(char::is_alphabetic) && !within.contains(['(', ')', '（', '）'])
            })
    }

    fn runs_code(&self, block: &TextBlock) -> bool {
        const MOST_CHARS: u32 = 24;
        let number = self.page.blocks.len() as u32 - 1;
        let holder = self.page.element(block.element);
        let is_code = |before: &TextBlock| self.page.listings.contains_key(&before.element);
        let holds_code_only = self.page.blocks.iter().rev().nth(1).is_some_and(is_code)
            && holder.is_some_and(|holder| {
                matches!(holder.tag, Tag::Div | Tag::Figure | Tag::Other)
                    && holder.first_block + 1 == number
            });
        let chars = block.measures.chars;
        holds_code_only && chars <= MOST_CHARS && block.link_chars * 10 >= chars * 8
    }

    /// Removes the last block.
    pub(super) fn take_back(&mut self) {
        let Some(block) = self.page.blocks.pop() else { return };
        let number = self.page.blocks.len() as u32;
        self.page.text.truncate(block.text.start as usize);
        let of_node = &mut self.page.block_of_node;
        while self.nodes.pop_if(|node| of_node[node.index()] == number).is_some_and(|node| {
            of_node[node.index()] = NONE;
            true
        }) {}
        for element in self.page.elements.iter_mut().rev() {
            if element.first_block <= number && element.end_block <= number {
                break;
            }
            element.first_block = element.first_block.min(number);
            element.end_block = element.end_block.min(number);
        }
        // Those around the block may stand before others that have nothing of it.
        let mut around = block.inner;
        while let Some(element) = self.page.elements.get_mut(around as usize) {
            element.end_block = element.end_block.min(number);
            around = element.parent;
        }
    }
}
