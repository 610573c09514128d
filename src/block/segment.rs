//! [`Dom`] → [`Page`]: one walk over the body, everything inherited on the way down.

use super::joint::Joint;
use super::landmark::{implied_role, role_context, role_of, tag_context};
use super::measure::is_wide;
use super::{Context, Element, NONE, Page, Role, Stats, TextBlock, TextMeasures};
use crate::dom::{AttributeName, Dom, NodeId, Span, Tag, Visitor};
use std::collections::HashSet;

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
    /// Indices of the open elements.
    open: Vec<u32>,
    /// Indices of the open block-level elements.
    open_blocks: Vec<u32>,
    current: Option<OpenBlock>,
    /// White space seen since the last character of the current block.
    space: bool,
    /// What came since that character.
    joint: Joint,
    /// Where the text of the newest text node begins.
    newest_text: usize,
}

/// A block that may still grow.
struct OpenBlock {
    block: TextBlock,
    /// The last thing was a `<br>`; a second one ends the block.
    after_break: bool,
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
                self.count(|stats| stats.controls += 1);
                if tag == Tag::Select {
                    self.count(|stats| stats.link_tags += 1);
                }
                self.word_gap();
                return false;
            }
            _ if tag.is_replaced() => {
                self.word_gap();
                return false;
            }
            // The source of a formula, which stands beside what is displayed of it.
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
        self.open_element(node, tag);
        true
    }

    /// Handles an element on the way up.
    fn leave(&mut self, _: NodeId) {
        let Some(index) = self.open.pop() else { return };
        let tag = self.page.elements[index as usize].tag;
        self.joint.end(tag);
        if tag.is_block_level() {
            self.end_block();
            self.open_blocks.pop();
        } else if tag == Tag::Other {
            let node = self.page.elements[index as usize].node;
            if self.dom.local_name(node).contains('-') {
                self.word_gap();
            }
        }
        let (elements, blocks) = (self.page.elements.len(), self.page.blocks.len());
        let element = &mut self.page.elements[index as usize];
        element.end = elements as u32;
        // The block that is still open belongs to this element too, if it is inline.
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
            },
            open: Vec::with_capacity(64),
            open_blocks: Vec::with_capacity(64),
            current: None,
            space: false,
            joint: Joint::default(),
            newest_text: 0,
        }
    }

    fn open_element(&mut self, node: NodeId, tag: Tag) {
        let block_level = tag.is_block_level();
        if block_level {
            self.end_block();
        } else if tag == Tag::Other && self.dom.local_name(node).contains('-') {
            // A custom element may be displayed as anything; at least no words glue.
            self.word_gap();
        }
        let index = self.page.elements.len() as u32;
        let parent = self.open.last().copied().unwrap_or(NONE);
        let element = self.element(node, tag, parent);
        match tag {
            Tag::A => {
                if let Some(current) = &mut self.current {
                    current.block.links += 1;
                }
            }
            Tag::Img => self.joint.picture(),
            _ => {}
        }
        self.joint.begin(tag);
        if !block_level && let Some(current) = &mut self.current {
            current.block.inline_tags += 1;
        }
        self.page.elements.push(element);
        self.open.push(index);
        if block_level {
            self.open_blocks.push(index);
        }
    }

    fn element(&self, node: NodeId, tag: Tag, parent: u32) -> Element {
        let above = self.page.element(parent);
        let mut context = above.map_or(Context::default(), |above| above.context);
        let mut class = Span::default();
        let mut id = Span::default();
        let mut role = implied_role(tag);
        let mut open = tag != Tag::Dialog;
        let mut hidden = false;
        for (name, span) in self.dom.attribute_spans(node) {
            let value = || self.dom.value(span);
            match name {
                AttributeName::Class => class = span,
                AttributeName::Id => id = span,
                AttributeName::Role => role = role_of(value()).unwrap_or(role),
                AttributeName::AriaModal => role = Role::Dialog,
                AttributeName::Open => open = true,
                AttributeName::Hidden => hidden |= !value().eq_ignore_ascii_case("until-found"),
                AttributeName::AriaHidden => hidden |= value().eq_ignore_ascii_case("true"),
                AttributeName::Style => hidden |= style_hides(value()),
                AttributeName::ItemProp if value().eq_ignore_ascii_case("articleBody") => {
                    context = context.with(Context::ARTICLE_BODY);
                }
                _ => {}
            }
        }
        if hidden || !open {
            context = context.with(Context::HIDDEN);
        }
        if role == Role::Article && context.has(Context::ARTICLE) {
            context = context.with(Context::NESTED_ARTICLE);
        }
        context = context.with(role_context(role)).with(tag_context(tag));
        let path = above.map_or(0, |above| above.path_hash);
        let mut stats = Stats { tags: 1, ..Stats::default() };
        match tag {
            Tag::A => stats.link_tags = 1,
            Tag::Button => {
                stats.link_tags = 1;
                stats.controls = 1;
            }
            Tag::Img => stats.images = 1,
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
            path_hash: path_hash(path, tag, self.dom.value(class)),
            stats,
        }
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
        let context = self.page.elements[element as usize].context;
        let preformatted = context.has(Context::PREFORMATTED);
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if blank && (!preformatted || self.current.is_none()) {
            self.space |= !text.is_empty();
            self.joint = Joint::default();
            return;
        }
        if self.current.is_none() {
            // No-break spaces and their like make no block by themselves.
            if text.chars().all(char::is_whitespace) {
                return;
            }
            self.begin_block(element, context);
        }
        let Some(current) = &mut self.current else { return };
        self.page.block_of_node[node.index()] = self.page.blocks.len() as u32;
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
        if !self.space && begun && joint.is_gap(&out[self.newest_text..], text, fixed) {
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
                // Bytes beyond the first of a character are taken off again.
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
        self.current = Some(OpenBlock {
            block: TextBlock {
                element: self.open_blocks.last().copied().unwrap_or(0),
                inner,
                context,
                text: Span { start, end: start },
                link_chars: 0,
                emphasis_chars: 0,
                button_chars: 0,
                links: 0,
                breaks: 0,
                inline_tags: 0,
                measures: TextMeasures::default(),
            },
            after_break: false,
        });
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
            // A newline right behind the start tag is no text; indentation is.
            let body = &self.page.text[start..];
            let blank_lines = body.len() - body.trim_start().len();
            let skipped = body[..blank_lines].rfind('\n').map_or(0, |newline| newline + 1);
            block.text.start += skipped as u32;
        }
        block.text.end = self.page.text.len() as u32;
        block.measures = TextMeasures::of(block.text.of(&self.page.text));
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
        self.page
    }
}

/// Appends text with each run of white space as one space, none at the block's start. A no-break
/// space is no white space.
fn collapse(text: &str, out: &mut String, start: usize, space: &mut bool) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            *space = true;
            at += 1;
            continue;
        }
        let end = end_of_stretch(bytes, at);
        if *space && out.len() > start && !out.ends_with('\n') {
            out.push(' ');
        }
        *space = false;
        // Stretches begin and end at ASCII white space, so the cuts are at character boundaries.
        out.push_str(&text[at..end]);
        at = end;
    }
}

/// The end of a stretch of text in which white space is single spaces; it does not end with one.
fn end_of_stretch(bytes: &[u8], begin: usize) -> usize {
    const STEP: usize = 16;
    let stops = |byte: u8, next: u8| {
        matches!(byte, b'\n' | b'\t' | b'\r' | 0x0c) | ((byte == b' ') & (next == b' '))
    };
    let mut at = begin;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<{ STEP + 1 }>) {
        // Without a branch for each byte this is a few instructions on wide registers.
        let pairs = chunk[..STEP].iter().zip(&chunk[1..]);
        if pairs.fold(false, |stop, (&byte, &next)| stop | stops(byte, next)) {
            break;
        }
        at += STEP;
    }
    while let Some(&byte) = bytes.get(at) {
        if stops(byte, bytes.get(at + 1).copied().unwrap_or(b' ')) {
            break;
        }
        at += 1;
    }
    // A space before a line break is white space of its own.
    if at > begin + 1 && bytes[at - 1] == b' ' { at - 1 } else { at }
}

/// Whether an inline style takes the element out of sight.
fn style_hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let (property, value) = (property.trim(), value.trim());
        let value = value.split_ascii_whitespace().next().unwrap_or_default();
        (property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none"))
            || (property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
    })
}

/// Digits are left out: `post-17` and `post-18` are the same place of the template.
fn path_hash(parent: u64, tag: Tag, class: &str) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut hash = (parent ^ 0xcbf2_9ce4_8422_2325).wrapping_mul(PRIME) ^ (tag as u64 + 1);
    hash = hash.wrapping_mul(PRIME);
    for byte in class.bytes().filter(|byte| !byte.is_ascii_digit()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    }
    hash ^ (hash >> 29)
}
