//! Sits between html5ever's tokenizer and its tree builder, and enforces the limits.
//!
//! The tree builder searches its stack of open elements and its list of formatting elements again
//! and again, and copies attributes and whole chains of formatting elements. Its time and memory
//! are thus quadratic for hostile pages, and nothing after the parse could help.

mod flood;

pub(in crate::dom) use flood::{FloodGate, char_boundary};

use super::tree::NodeId;
use super::tree::build::ATTRIBUTES_PER_ELEMENT;
use super::tree::own::OwnAttributes;
use super::tree::sink::Sink;
use crate::error::Limit;
use crate::options::{Limits, OnLimit};
use html5ever::interface::Tracer;
use html5ever::tokenizer::{StartTag, Tag, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, local_name};
use std::cell::{Cell, RefCell};

/// The depth of the tree is checked once per this many tags.
const DEPTH_INTERVAL: u32 = 32;

/// Steps of the tree builder that a page may cost, per byte and in addition. A step is an access to
/// an element, some 10 ns. Of 2,341 web pages, none took more than 1.1 per byte.
const STEPS_PER_BYTE: u64 = 8;
const STEPS_TO_BEGIN_WITH: u64 = 4_000_000;

/// Other costs, in steps: an element without a tag (an unclosed formatting element, opened again in
/// the next paragraph), and a parse error.
const STEPS_PER_REOPENED: u64 = 40;
const STEPS_PER_ERROR: u64 = 25;

/// The number of open elements and formatting elements up to which cost stays in proportion to the
/// page's length.
const HELD_BY_HONEST_PAGES: u64 = 100;

/// Bytes per node of a page, and nodes it may have in addition. Each block is measured and scored,
/// which takes some microseconds, and 10 MB have room for a million paragraphs of one letter. The
/// densest web pages seen have twice as many bytes per tag.
const BYTES_PER_NODE: usize = 9;
const NODES_TO_BEGIN_WITH: usize = 100_000;

/// The maximum number of nodes of a page of this many bytes.
pub(crate) fn max_nodes(bytes: usize) -> usize {
    bytes / BYTES_PER_NODE + NODES_TO_BEGIN_WITH
}

/// A limit that was exceeded.
#[derive(Clone, Copy, Debug)]
pub(in crate::dom) struct Passed {
    pub(in crate::dom) limit: Limit,
    pub(in crate::dom) allowed: usize,
    pub(in crate::dom) found: usize,
}

pub(in crate::dom) struct Guard {
    pub(in crate::dom) builder: TreeBuilder<NodeId, Sink>,
    nodes: usize,
    depth: usize,
    steps: u64,
    stop_at_depth: bool,
    tokens: Cell<usize>,
    tags: Cell<u32>,
    start_tags: Cell<u64>,
    /// The tree is too deep at this place: elements are not opened.
    deep: Cell<bool>,
    /// Elements that the tree builder held open, or ready to reopen, at the last check.
    held: Cell<u64>,
    /// Steps that the sink does not count.
    unseen_steps: Cell<u64>,
    passed: Cell<Option<Passed>>,
    flattened: Cell<bool>,
    /// The last token ended with `>`.
    at_rest: Cell<bool>,
    /// A `<noscript>` is open.
    in_noscript: Cell<bool>,
    /// There was a link without attributes, which may be opened again as such.
    has_bare_link: Cell<bool>,
    /// How far the page has been read.
    position: Cell<usize>,
    /// The open element of raw text, and where its text begins.
    raw_text: RefCell<Option<(LocalName, usize)>>,
}

impl Guard {
    pub(in crate::dom) fn new(
        builder: TreeBuilder<NodeId, Sink>,
        limits: &Limits,
        page_length: usize,
    ) -> Guard {
        Guard {
            builder,
            nodes: limits.nodes.min(NodeId::MAX_COUNT).min(max_nodes(page_length)),
            depth: limits.depth,
            steps: STEPS_PER_BYTE * page_length as u64 + STEPS_TO_BEGIN_WITH,
            stop_at_depth: limits.on_limit == OnLimit::Error,
            tokens: Cell::new(0),
            tags: Cell::new(0),
            start_tags: Cell::new(0),
            deep: Cell::new(false),
            held: Cell::new(0),
            unseen_steps: Cell::new(0),
            passed: Cell::new(None),
            flattened: Cell::new(false),
            at_rest: Cell::new(true),
            in_noscript: Cell::new(false),
            has_bare_link: Cell::new(false),
            position: Cell::new(0),
            raw_text: RefCell::new(None),
        }
    }

    /// The number of tokens so far.
    pub(in crate::dom) fn tokens(&self) -> usize {
        self.tokens.get()
    }

    /// Whether the last token was a tag, comment or doctype that no raw text follows.
    pub(in crate::dom) fn at_rest(&self) -> bool {
        self.at_rest.get()
    }

    /// Whether the page is inside a `<noscript>`.
    pub(in crate::dom) fn in_noscript(&self) -> bool {
        self.in_noscript.get()
    }

    /// Whether there was a link without attributes that anything reads.
    pub(in crate::dom) fn has_bare_link(&self) -> bool {
        self.has_bare_link.get()
    }

    /// Whether the next tag may be of SVG or MathML.
    pub(in crate::dom) fn may_be_foreign(&self) -> bool {
        self.builder.sink.has_foreign()
            && self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// Processes a start tag with attributes that the tree builder does not see.
    pub(in crate::dom) fn process_start_tag(
        &self,
        tag: Tag,
        attributes: &mut OwnAttributes,
    ) -> TokenSinkResult<NodeId> {
        if attributes.len() == 0 {
            return self.process_token(Token::TagToken(tag), 1);
        }
        let sink = &self.builder.sink;
        sink.wait(&tag.name, std::mem::take(attributes));
        let result = self.process_token(Token::TagToken(tag), 1);
        *attributes = sink.stop_waiting();
        result
    }

    /// Sets where in the page the next tag ends.
    pub(in crate::dom) fn set_position(&self, position: usize) {
        self.position.set(position);
    }

    /// The element of raw text that is open at the end of the page, and where its text begins.
    pub(in crate::dom) fn unclosed(&self) -> Option<(LocalName, usize)> {
        self.raw_text.borrow().clone()
    }

    /// Forgets the state of rest, until the next such token.
    pub(in crate::dom) fn leave_rest(&self) {
        self.at_rest.set(false);
    }

    /// The limit that ended the parse.
    pub(in crate::dom) fn passed(&self) -> Option<Passed> {
        self.passed.get()
    }

    /// Whether elements were left out because of their depth.
    pub(in crate::dom) fn flattened(&self) -> bool {
        self.flattened.get()
    }

    fn pass(&self, limit: Limit, allowed: usize, found: usize) {
        if self.passed.get().is_none() {
            self.passed.set(Some(Passed { limit, allowed, found }));
        }
    }

    fn spend(&self, steps: u64) {
        self.unseen_steps.set(self.unseen_steps.get() + steps);
    }

    /// Whether a tag is passed to the tree builder.
    fn admits(&self, tag: &mut Tag) -> bool {
        self.look_at_cost();
        if tag.name == local_name!("noscript") {
            self.in_noscript.set(tag.kind == StartTag);
        }
        let tags = self.tags.get().wrapping_add(1);
        self.tags.set(tags);
        if tags.is_multiple_of(DEPTH_INTERVAL) {
            self.look_at_depth();
        }
        // The tokenizer has compared each attribute with those before it.
        let attributes = (tag.attrs.len() + self.builder.sink.waiting()) as u64;
        self.spend(attributes * attributes / 8);
        if attributes == 0 && tag.kind == StartTag && tag.name == local_name!("a") {
            self.has_bare_link.set(true);
        }
        tag.attrs.truncate(ATTRIBUTES_PER_ELEMENT);
        if tag.kind != StartTag {
            return true;
        }
        self.start_tags.set(self.start_tags.get() + 1);
        // In SVG and MathML, everything unclosed contains what follows.
        let is_foreign = || self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        if self.deep.get() && (!closes_by_itself(&tag.name) || is_foreign()) {
            self.flattened.set(true);
            return false;
        }
        if self.held.get() > HELD_BY_HONEST_PAGES && is_formatting(&tag.name) {
            // It is compared with earlier ones, attribute by attribute.
            self.spend(self.held.get() * (1 + tag.attrs.len() as u64) / 2);
        }
        true
    }

    fn look_at_depth(&self) {
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        self.held.set(count.0.get());
        self.deep.set(self.builder.sink.is_deeper_than(self.depth));
        if self.deep.get() && self.stop_at_depth {
            self.pass(Limit::Depth, self.depth, self.depth + 1);
        }
    }

    /// Stops the parse if the page has become too expensive. Called at every tag, and must be
    /// called now and then if there are none.
    pub(in crate::dom) fn look_at_cost(&self) {
        let sink = &self.builder.sink;
        let nodes = sink.node_count();
        if nodes > self.nodes {
            self.pass(Limit::Nodes, self.nodes, nodes);
        }
        let reopened = sink.elements().saturating_sub(self.start_tags.get());
        let steps = sink.steps() + self.unseen_steps.get() + reopened * STEPS_PER_REOPENED;
        if steps > self.steps {
            self.pass(Limit::Steps, self.steps as usize, steps as usize);
        }
    }
}

pub(in crate::dom) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Elements without children, including those that change the tokenizer's state.
pub(in crate::dom) fn closes_by_itself(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "iframe"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "noembed"
            | "noframes"
            | "param"
            | "plaintext"
            | "script"
            | "source"
            | "style"
            | "textarea"
            | "title"
            | "track"
            | "wbr"
            | "xmp"
    )
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.tokens.set(self.tokens.get() + 1);
        let ends =
            matches!(token, Token::TagToken(_) | Token::CommentToken(_) | Token::DoctypeToken(_));
        if !matches!(token, Token::ParseError(_)) {
            self.at_rest.set(ends);
        }
        let name = match &token {
            Token::TagToken(tag) if tag.kind == StartTag => Some(tag.name.clone()),
            Token::TagToken(_) => {
                self.raw_text.take();
                None
            }
            _ => None,
        };
        let wanted = match &mut token {
            Token::EOFToken => return self.builder.process_token(token, line),
            Token::TagToken(tag) => self.admits(tag),
            Token::ParseError(_) => {
                self.spend(STEPS_PER_ERROR);
                true
            }
            _ => true,
        };
        if !wanted || self.passed.get().is_some() {
            return TokenSinkResult::Continue;
        }
        let result = self.builder.process_token(token, line);
        if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
            self.at_rest.set(false);
        }
        if matches!(result, TokenSinkResult::RawData(_)) {
            self.raw_text.replace(name.map(|name| (name, self.position.get())));
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts the elements that the tree builder holds.
struct Count(Cell<u64>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}
