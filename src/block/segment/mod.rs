//! Cuts a [`Dom`] into a [`Page`] in one walk over the body; everything is inherited on the way
//! down.

mod pieces;
mod tasks;

use super::class::{Class, Classes, Facts};
use super::editing;
use super::furniture::{self, Place};
use super::joint::{Joint, Side};
use super::landmark::{implied_role, role_context, role_of, tag_context};
use super::listing;
use super::measure::is_wide;
use super::names::is_player;
use super::space::collapse;
use super::style;
use super::unseen;
use super::{Context, Element, NONE, Page, Role, Stats, TextBlock, TextMeasures, Units};
use crate::dom::{AttributeName, Dom, NodeId, Span, Tag, Visitor};
use std::collections::{HashMap, HashSet};

/// How often a node may be examined as part of a piece of code.
const LOOKS_PER_NODE: usize = 4;

/// Cuts a page into blocks.
pub(crate) fn segment(dom: &Dom) -> Page {
    let mut walk = Walk::new(dom);
    if let Some(root) = dom.body().or_else(|| dom.html()) {
        dom.walk(root, &mut walk);
    }
    walk.finish()
}

struct Walk<'a> {
    dom: &'a Dom,
    page: Page,
    /// Indexes of the open elements, with their effect on the words next to them.
    open: Vec<u32>,
    sides: Vec<Side>,
    /// Indexes of the open block-level elements.
    open_blocks: Vec<u32>,
    current: Option<OpenBlock>,
    /// White space seen since the last character of the current block.
    space: bool,
    /// What came since that character.
    joint: Joint,
    /// Where the text of the last text node begins.
    newest_text: usize,
    /// The text nodes with a block, in order.
    nodes: Vec<NodeId>,
    /// Indexes of the elements that hide themselves.
    hiding: Vec<u32>,
    /// How many more nodes may be examined for candidates that prove not to be code.
    budget: usize,
    classes: Classes<'a>,
    /// What the newest element has.
    own: Own,
}

/// Which attributes an element has, as most have none of these.
#[derive(Default)]
struct Own {
    role: bool,
    style: bool,
    property: bool,
}

/// A block that may still grow.
struct OpenBlock {
    block: TextBlock,
    /// The last thing was a `<br>`; a second one ends the block.
    after_break: bool,
    /// Some of its text is not in controls.
    has_words: bool,
}

impl Visitor for Walk<'_> {
    fn enter(&mut self, node: NodeId) -> bool {
        let Some(tag) = self.dom.tag(node) else {
            if let Some(text) = self.dom.text(node) {
                self.text(node, text);
            }
            return false;
        };
        match tag {
            Tag::Br => {
                self.line_break();
                return false;
            }
            Tag::Input | Tag::Select | Tag::Textarea => {
                let is_field = furniture::is_field(self.dom, node, tag);
                self.count(|stats| {
                    stats.controls += 1;
                    stats.fields += u32::from(is_field);
                });
                self.task(node);
                if tag == Tag::Select {
                    self.count(|stats| stats.link_tags += 1);
                }
                self.word_gap();
                return false;
            }
            _ if tag.is_replaced() => {
                if matches!(tag, Tag::Iframe | Tag::Video | Tag::Audio) {
                    self.count(|stats| stats.players += 1);
                }
                self.word_gap();
                return false;
            }
            // The source of a formula, next to its displayed form.
            Tag::Foreign
                if matches!(self.dom.local_name(node), "annotation" | "annotation-xml") =>
            {
                return false;
            }
            Tag::Svg => {
                self.joint.picture();
                return false;
            }
            _ if tag.is_unread() => return false,
            _ => {}
        }
        let above = self.open.last().and_then(|&index| self.page.element(index));
        let is_in_pre = above.is_some_and(|above| above.context.has(Context::PREFORMATTED));
        // The label of a control is not text, whether it is code or not.
        let is_in_control = above.is_some_and(|above| above.context.has(Context::FURNITURE));
        let class = self.classes.of(self.dom, node);
        if !is_in_pre
            && !is_in_control
            && let Some(read) = listing::read(self.dom, node, tag, class.facts, &mut self.budget)
        {
            self.listing(node, tag, class, read);
            return false;
        }
        self.open_element(node, tag, class);
        true
    }

    /// Handles an element on the way up.
    fn leave(&mut self, _: NodeId) {
        let Some(index) = self.open.pop() else { return };
        let tag = self.page.elements[index as usize].tag;
        if let Some(side) = self.sides.pop() {
            self.joint.end(side);
        }
        if tag.is_block_level() {
            self.end_block();
            self.open_blocks.pop();
        } else if self.begins_article_body(&self.page.elements[index as usize]) {
            self.end_block();
        } else if tag == Tag::Other {
            let node = self.page.elements[index as usize].node;
            if self.dom.local_name(node).contains('-') {
                self.word_gap();
            }
        }
        let (elements, blocks) = (self.page.elements.len(), self.page.blocks.len());
        let element = &mut self.page.elements[index as usize];
        element.end = elements as u32;
        // The open block belongs to this element too, if it is inline.
        element.end_block = blocks as u32 + u32::from(self.current.is_some());
        let (stats, parent) = (element.stats, element.parent);
        if let Some(parent) = self.page.elements.get_mut(parent as usize) {
            parent.stats.add(&stats);
        }
    }
}

impl<'a> Walk<'a> {
    fn new(dom: &'a Dom) -> Walk<'a> {
        let nodes = dom.len();
        Walk {
            dom,
            page: Page {
                elements: Vec::with_capacity(nodes / 2),
                blocks: Vec::with_capacity(nodes / 8),
                text: String::with_capacity(nodes * 12),
                block_of_node: vec![NONE; nodes],
                apart: HashSet::new(),
                cuts: HashMap::new(),
                listings: HashMap::new(),
                tasks: HashMap::new(),
                units: Units::default(),
            },
            open: Vec::with_capacity(64),
            sides: Vec::with_capacity(64),
            open_blocks: Vec::with_capacity(64),
            current: None,
            space: false,
            joint: Joint::default(),
            newest_text: 0,
            nodes: Vec::with_capacity(nodes / 4),
            hiding: Vec::new(),
            budget: LOOKS_PER_NODE * nodes,
            classes: Classes::new(),
            own: Own::default(),
        }
    }

    fn open_element(&mut self, node: NodeId, tag: Tag, class: Class) {
        let block_level = tag.is_block_level();
        if block_level {
            self.end_block();
        } else if tag == Tag::Other && self.dom.local_name(node).contains('-') {
            // A custom element may be displayed as anything, so at least its words are separate.
            self.word_gap();
        }
        let index = self.page.elements.len() as u32;
        let parent = self.open.last().copied().unwrap_or(NONE);
        let mut element = self.element(node, tag, class, parent);
        if !element.context.has(Context::FURNITURE) && self.is_furniture(&element, class.facts) {
            element.context = element.context.with(Context::FURNITURE);
        }
        if !block_level && self.begins_article_body(&element) {
            self.end_block();
        }
        let side = Side {
            tag,
            is_control: furniture::is_control(self.dom, node, tag, self.own.role),
            is_apart: !block_level
                && self.own.style
                && self.dom.attribute(node, AttributeName::Style).is_some_and(style::sets_apart),
        };
        match tag {
            Tag::A if element.context.has(Context::LINK) => {
                if let Some(current) = &mut self.current {
                    current.block.links += 1;
                }
            }
            Tag::Img => self.joint.picture(),
            _ => {}
        }
        if tag.heading_level().is_some() {
            editing::cut_editing_links(self.dom, node, &mut self.page.cuts);
        }
        self.joint.begin(side);
        if !block_level && let Some(current) = &mut self.current {
            current.block.inline_tags += 1;
        }
        self.page.elements.push(element);
        self.open.push(index);
        self.sides.push(side);
        if block_level {
            self.open_blocks.push(index);
        }
    }

    /// Whether the words below an element are not text of the page.
    fn is_furniture(&mut self, element: &Element, facts: Facts) -> bool {
        let (dom, node, tag) = (self.dom, element.node, element.tag);
        if element.context.has(Context::PREFORMATTED) {
            return false;
        }
        if self.page.cuts.contains_key(&node)
            || (self.own.property && furniture::is_for_machines(dom, element))
        {
            return true;
        }
        if tag.is_block_level() {
            return matches!(tag, Tag::Div | Tag::P) && editing::edits(dom, node, facts);
        }
        let around = self.open_blocks.last().and_then(|&index| self.page.element(index));
        let Some(around) = around else { return false };
        let before = match &self.current {
            Some(OpenBlock { block, after_break: false, has_words: true }) => {
                self.page.text.get(block.text.start as usize..).unwrap_or_default()
            }
            _ => "",
        };
        let place = Place { text: before, block: around.node, context: element.context };
        furniture::is_furniture(dom, node, tag, facts, &place, &mut self.classes)
    }

    fn element(&mut self, node: NodeId, tag: Tag, names: Class, parent: u32) -> Element {
        let above = self.page.element(parent);
        let mut context = above.map_or(Context::default(), |above| above.context);
        let mut class = Span::default();
        let mut id = Span::default();
        let mut role = implied_role(tag);
        let mut open = tag != Tag::Dialog;
        let mut hidden = false;
        let mut unheard = false;
        let mut is_box = false;
        self.own = Own::default();
        for (name, span) in self.dom.attribute_spans(node) {
            let value = || self.dom.value(span);
            match name {
                AttributeName::Class => class = span,
                AttributeName::Id => id = span,
                AttributeName::Role => {
                    self.own.role = true;
                    role = role_of(value()).unwrap_or(role);
                    is_box |= value().trim().eq_ignore_ascii_case("checkbox");
                }
                AttributeName::AriaModal => role = Role::Dialog,
                AttributeName::Open => open = true,
                AttributeName::Hidden => hidden |= !value().eq_ignore_ascii_case("until-found"),
                AttributeName::AriaHidden => unheard |= value().eq_ignore_ascii_case("true"),
                AttributeName::Style => {
                    self.own.style = true;
                    hidden |= style::hides(value());
                }
                AttributeName::ItemProp => {
                    self.own.property = true;
                    if value().eq_ignore_ascii_case("articleBody") {
                        context = context.with(Context::ARTICLE_BODY);
                    }
                }
                _ => {}
            }
        }
        if is_box {
            self.drawn_box(node, tag);
        }
        let is_silent = tag.is_block_level() && names.facts.has(Facts::SILENT);
        if hidden || !open || is_silent {
            self.hiding.push(self.page.elements.len() as u32);
        }
        if hidden || unheard || !open {
            context = context.with(Context::HIDDEN);
        }
        if role == Role::Article && context.has(Context::ARTICLE) {
            context = context.with(Context::NESTED_ARTICLE);
        }
        let is_anchor = tag == Tag::A && {
            let inside = self.open.iter().rev().filter_map(|&index| self.page.element(index));
            furniture::is_anchor(self.dom, node, context, inside)
        };
        let own = if is_anchor { Context::default() } else { tag_context(tag) };
        context = context.with(role_context(role)).with(own);
        let path = self.page.element(parent).map_or(0, |above| above.path_hash);
        let mut stats = Stats { tags: 1, ..Stats::default() };
        match tag {
            Tag::A => stats.link_tags = u32::from(!is_anchor),
            Tag::Button => {
                stats.link_tags = 1;
                stats.controls = 1;
            }
            Tag::Img => stats.images = 1,
            Tag::Other => match self.dom.local_name(node) {
                "amp-img" | "amp-anim" => stats.images = 1,
                name if is_player(name) => stats.players = 1,
                _ => {}
            },
            Tag::Li => stats.list_items = 1,
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => stats.headings = 1,
            _ => {}
        }
        Element {
            node,
            parent,
            end: 0,
            first_block: self.page.blocks.len() as u32,
            end_block: 0,
            depth: self.open.len().min(usize::from(u16::MAX)) as u16,
            tag,
            role,
            context,
            class,
            id,
            path_hash: path_hash(path, tag, names),
            stats,
        }
    }

    /// Whether an element names its text the body of the article, and is the outermost that does.
    fn begins_article_body(&self, element: &Element) -> bool {
        let is_body = |element: &Element| element.context.has(Context::ARTICLE_BODY);
        is_body(element) && !self.page.element(element.parent).is_some_and(is_body)
    }

    fn count(&mut self, change: impl FnOnce(&mut Stats)) {
        if let Some(&index) = self.open.last() {
            change(&mut self.page.elements[index as usize].stats);
        }
    }

    fn word_gap(&mut self) {
        self.space = true;
        self.joint = Joint::default();
    }

    fn line_break(&mut self) {
        self.joint = Joint::default();
        let Some(current) = &mut self.current else { return };
        if current.after_break {
            self.end_block();
            return;
        }
        current.after_break = true;
        current.block.breaks += 1;
        self.space = true;
    }

    fn text(&mut self, node: NodeId, text: &str) {
        let Some(&element) = self.open.last() else { return };
        let shown = self.page.shown(node, text);
        if shown.is_empty() && !text.is_empty() {
            self.space |= text.starts_with(char::is_whitespace);
            return;
        }
        let text = shown;
        let context = self.page.elements[element as usize].context;
        if context.has(Context::FURNITURE) {
            return;
        }
        let preformatted = context.has(Context::PREFORMATTED);
        let begins_line = self.current.as_ref().is_some_and(|current| current.after_break);
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace())
            // A line of no-break spaces is an empty line.
            || (begins_line && text.chars().all(char::is_whitespace));
        if blank && (!preformatted || self.current.is_none()) {
            self.space |= !text.is_empty();
            self.joint = Joint::default();
            return;
        }
        if self.current.is_none() {
            // No-break spaces and similar do not make a block.
            if text.chars().all(char::is_whitespace) {
                return;
            }
            self.begin_block(element, context);
        }
        let Some(current) = &mut self.current else { return };
        self.page.block_of_node[node.index()] = self.page.blocks.len() as u32;
        self.nodes.push(node);
        let is_pressed = |side: &Side| side.is_control && side.tag != Tag::A;
        current.has_words |= !self.sides.iter().rev().take(3).any(is_pressed);
        let out = &mut self.page.text;
        let start = current.block.text.start as usize;
        let before = out.len();
        let mut wide = 0u32;
        if std::mem::take(&mut current.after_break) && out.len() > start {
            out.push('\n');
            self.space = false;
        }
        let joint = std::mem::take(&mut self.joint);
        let fixed = context.has(Context::PREFORMATTED) || context.has(Context::CODE);
        let begun = out.len() > start;
        if !self.space
            && begun
            && joint.is_gap(&out[start..], &out[self.newest_text..], text, fixed)
        {
            self.page.apart.insert(node);
            self.space = true;
        }
        self.newest_text = out.len();
        if preformatted {
            if self.space && out.len() > start && !out.ends_with(['\n', ' ']) {
                out.push(' ');
            }
            self.space = false;
            out.push_str(text);
        } else {
            collapse(text, out, start, &mut self.space);
        }
        if !text.is_ascii() {
            for c in out[before..].chars() {
                // Continuation bytes are subtracted again.
                wide += c.len_utf8() as u32 - 1 - u32::from(is_wide(c));
            }
        }
        let chars = (out.len() - before) as u32 - wide;
        if context.has(Context::LINK) {
            if current.block.link_chars == 0 && current.block.links == 0 {
                // The link began before the block's first text.
                current.block.links = 1;
            }
            current.block.link_chars += chars;
        }
        if context.has(Context::EMPHASIS) {
            current.block.emphasis_chars += chars;
        }
        if context.has(Context::BUTTON) {
            current.block.button_chars += chars;
        }
        let stats = &mut self.page.elements[element as usize].stats;
        stats.chars += chars;
        if context.has(Context::LINK) {
            stats.link_chars += chars;
        }
    }

    fn begin_block(&mut self, inner: u32, context: Context) {
        let start = self.page.text.len() as u32;
        self.space = false;
        let element = self.open_blocks.last().copied().unwrap_or(0);
        let block = TextBlock::new(element, inner, context, Span { start, end: start });
        self.current = Some(OpenBlock { block, after_break: false, has_words: false });
    }

    fn end_block(&mut self) {
        self.space = false;
        self.joint = Joint::default();
        let Some(OpenBlock { mut block, .. }) = self.current.take() else { return };
        let start = block.text.start as usize;
        let preformatted = block.context.has(Context::PREFORMATTED);
        let kept = self.page.text[start..].trim_end().len();
        self.page.text.truncate(start + kept);
        if preformatted {
            // A newline right after the start tag is not text; indentation is.
            let body = &self.page.text[start..];
            let blank_lines = body.len() - body.trim_start().len();
            let skipped = body[..blank_lines].rfind('\n').map_or(0, |newline| newline + 1);
            block.text.start += skipped as u32;
        }
        block.text.end = self.page.text.len() as u32;
        block.measures = TextMeasures::of(block.text.of(&self.page.text));
        self.push(block);
        let is_behind_code = self.page.blocks.iter().rev().nth(1).is_some_and(|before| {
            self.page.listings.contains_key(&before.element) && self.is_beside_code_only(&block)
        });
        if is_behind_code {
            self.take_back();
        }
    }

    fn push(&mut self, block: TextBlock) {
        let measures = &block.measures;
        let element = &mut self.page.elements[block.element as usize];
        element.stats.words += measures.words;
        element.stats.punctuation += measures.sentence_ends + measures.commas;
        if block.is_prose() {
            element.stats.prose_words += measures.words;
        }
        if element.tag == Tag::P {
            element.stats.paragraphs = 1;
        }
        self.page.blocks.push(block);
    }

    fn finish(mut self) -> Page {
        self.end_block();
        unseen::mark(self.dom, &mut self.page, &self.hiding);
        self.page.units = Units::of(self.dom, &self.page);
        self.page
    }
}

/// A hash of the tags and classes of an element and its ancestors.
fn path_hash(parent: u64, tag: Tag, class: Class) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let above = (parent ^ (tag as u64 + 1)).wrapping_mul(FACTOR);
    let hash = (above.rotate_left(23) ^ class.hash).wrapping_mul(FACTOR);
    hash ^ (hash >> 29)
}
