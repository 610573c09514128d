//! Parses HTML into a [`Dom`], with the limits enforced during the parse.

use super::guards::{FloodGate, Guard, Passed, char_boundary};
use super::tokenizer::{Scanner, find_far};
use super::tree::shown::{shadow::Root, show};
use super::tree::sink::Sink;
use super::tree::{Dom, MAX_BYTES, Reading};
use super::unclosed;
use crate::binary;
use crate::error::{Error, Limit};
use crate::options::{Limits, OnLimit};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};

/// The tokenizer gets the page in pieces of at most this size.
const PIECE: usize = 4096;

/// A tree as parsed.
pub(super) struct Parsed {
    pub(super) dom: Dom,
    /// Templates with their contents.
    pub(super) templates: Vec<Root>,
    /// The element of raw text that is open at the end of the page, and where its text begins.
    pub(super) unclosed: Option<(LocalName, usize)>,
}

/// Parses a page. Scripting is off, so that `<noscript>` holds elements.
pub(crate) fn parse(html: &str, limits: &Limits, keep_all_attributes: bool) -> Result<Dom, Error> {
    let allowed = limits.allowed_bytes(html.len())?;
    let cut = allowed < html.len();
    let html = &html[..char_boundary(html, allowed)];
    if binary::is_binary_text(html) {
        return Ok(Dom::of_binary());
    }
    let page = normalised(html);
    let mut parsed = read(&page, limits, keep_all_attributes)?;
    if let Some((name, begin)) = &parsed.unclosed
        && let Some(closed) = unclosed::closed(&page, &parsed.dom, name, *begin)
        && let Ok(mut again) = read(&closed, limits, keep_all_attributes)
        && unclosed::shows_more(&again.dom, &parsed.dom)
    {
        again.dom.read_as(Reading::Closed);
        parsed = again;
    }
    // The tree has its own copy of the text.
    drop(page);
    let Parsed { mut dom, templates, .. } = parsed;
    if cut {
        dom.set_truncated();
    }
    show(&mut dom, templates);
    Ok(dom)
}

/// Parses a page whose line breaks are [`normalised`].
pub(super) fn read(
    page: &StrTendril,
    limits: &Limits,
    keep_all_attributes: bool,
) -> Result<Parsed, Error> {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Sink::new(page, keep_all_attributes), options);
    let guard = Guard::new(builder, limits, page.len());
    // By default, the tokenizer drops a byte order mark at the beginning of every piece.
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(guard, options);
    let queue = BufferQueue::default();
    let mut scanner = Scanner::new(page, keep_all_attributes);
    let mut gate = FloodGate::default();
    let mut at = 0;
    while at < page.len() && tokenizer.sink.passed().is_none() {
        if tokenizer.sink.at_rest() {
            at = scanner.run(at, &tokenizer.sink);
            gate.begin(at);
            tokenizer.sink.leave_rest();
        }
        let end = end_of_piece(page, at);
        let tokens = tokenizer.sink.tokens();
        tokenizer.sink.set_position(end);
        queue.push_back(page.subtendril(at as u32, (end - at) as u32));
        // It also stops at every script, which is not run here.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        tokenizer.sink.look_at_cost();
        at = gate.after_piece(page, at..end, tokenizer.sink.tokens() != tokens);
    }
    tokenizer.end();
    let guard = tokenizer.sink;
    if let Some(passed) = guard.passed() {
        limits.exceeded(passed)?;
    }
    let is_whole = guard.passed().is_none();
    let unclosed = guard.unclosed().filter(|_| is_whole);
    let is_truncated = !is_whole || guard.flattened();
    let (mut dom, templates) = guard.builder.sink.into_parts();
    if is_truncated {
        dom.set_truncated();
    }
    Ok(Parsed { dom, templates, unclosed })
}

/// The page without a byte order mark, and with each carriage return, or pair with a newline, as one
/// newline (HTML Standard, 13.2.3.5).
pub(super) fn normalised(html: &str) -> StrTendril {
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let next = |begin: usize| find_far(html.as_bytes(), begin, [b'\r']);
    let (mut begin, mut end) = (0, next(0));
    if end == html.len() {
        return StrTendril::from_slice(html);
    }
    // A tendril that grows would take up to twice as much memory.
    let mut page = String::with_capacity(html.len());
    loop {
        page.push_str(html.get(begin..end).unwrap_or_default());
        if end == html.len() {
            return StrTendril::from_slice(&page);
        }
        page.push('\n');
        begin = end + 1;
        if html.as_bytes().get(begin) == Some(&b'\n') {
            begin += 1;
        }
        end = next(begin);
    }
}

/// The next piece for the tokenizer: up to the next `>`, where it may return to its data state.
fn end_of_piece(page: &str, begin: usize) -> usize {
    let bytes = &page.as_bytes()[begin..page.len().min(begin + PIECE)];
    match bytes.iter().position(|&byte| byte == b'>') {
        Some(length) => begin + length + 1,
        None => char_boundary(page, begin + PIECE),
    }
}

impl Limits {
    /// The number of a page's bytes that are read.
    pub(crate) fn allowed_bytes(&self, found: usize) -> Result<usize, Error> {
        let allowed = self.bytes.min(MAX_BYTES);
        if found <= allowed {
            return Ok(found);
        }
        self.exceeded(Passed { limit: Limit::Bytes, allowed, found })?;
        Ok(allowed)
    }

    /// The error for an exceeded limit, unless the page is to be truncated.
    pub(super) fn exceeded(&self, passed: Passed) -> Result<(), Error> {
        let Passed { limit, allowed, found } = passed;
        match self.on_limit {
            OnLimit::Error => Err(Error::LimitExceeded { limit, allowed, found }),
            OnLimit::Truncate => Ok(()),
        }
    }
}
