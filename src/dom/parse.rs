//! HTML text → [`Dom`], with the limits enforced while html5ever parses.

use super::flood::FloodGate;
use super::guard::{Guard, Passed};
use super::sink::Sink;
use super::{Dom, MOST_BYTES, streamed};
use crate::error::{Error, Limit};
use crate::extractor::{Limits, OnLimit};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

/// The tokenizer gets the page in pieces of this size.
const PIECE: usize = 4096;

/// Parses a page. Scripting is off, so that `<noscript>` holds elements.
pub(crate) fn parse(html: &str, limits: &Limits, keep_all_attributes: bool) -> Result<Dom, Error> {
    let allowed = limits.allowed_bytes(html.len())?;
    let cut = allowed < html.len();
    let html = &html[..char_boundary(html, allowed)];
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Sink::new(html.len(), keep_all_attributes), options);
    let guard = Guard::new(builder, limits, html.len());
    // Left to itself, the tokenizer drops a byte order mark at the begin of every piece.
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(guard, options);
    let queue = BufferQueue::default();
    let mut gate = FloodGate::default();
    let mut at = 0;
    while at < html.len() && tokenizer.sink.passed().is_none() {
        let end = char_boundary(html, at + PIECE);
        let tokens = tokenizer.sink.tokens();
        queue.push_back(StrTendril::from(&html[at..end]));
        // It stops at every script too, which nobody runs here.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        tokenizer.sink.look_at_cost();
        at = gate.after_piece(html, at..end, tokenizer.sink.tokens() != tokens);
    }
    tokenizer.end();
    let guard = tokenizer.sink;
    if let Some(passed) = guard.passed() {
        limits.exceeded(passed)?;
    }
    let truncated = cut || guard.passed().is_some() || guard.flattened();
    let mut dom = guard.builder.sink.into_dom();
    dom.truncated = truncated;
    streamed::put_in_place(&mut dom);
    Ok(dom)
}

/// The last boundary between characters up to `index`: the standard library's
/// `floor_char_boundary` is younger than our MSRV.
pub(super) fn char_boundary(text: &str, index: usize) -> usize {
    let index = index.min(text.len());
    (0..=index).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(0)
}

impl Limits {
    /// How many of a page's bytes are read.
    pub(crate) fn allowed_bytes(&self, found: usize) -> Result<usize, Error> {
        let allowed = self.bytes.min(MOST_BYTES);
        if found <= allowed {
            return Ok(found);
        }
        self.exceeded(Passed { limit: Limit::Bytes, allowed, found })?;
        Ok(allowed)
    }

    /// The error for a limit that was passed, unless the caller wants what could be read.
    pub(super) fn exceeded(&self, passed: Passed) -> Result<(), Error> {
        let Passed { limit, allowed, found } = passed;
        match self.on_limit {
            OnLimit::Error => Err(Error::LimitExceeded { limit, allowed, found }),
            OnLimit::Truncate => Ok(()),
        }
    }
}
