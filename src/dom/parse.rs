//! HTML text → [`Dom`], with the limits enforced while html5ever parses.

use super::Dom;
use super::sink::Sink;
use crate::error::{Error, Limit};
use crate::extractor::{Limits, OnLimit};
use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;

/// The parser gets the page in pieces of this size and the limits are looked at in between:
/// html5ever's time is quadratic in the depth, so nothing after the parse could help.
const PIECE: usize = 4096;

/// Parses a page. Scripting is off, so that `<noscript>` holds elements.
pub(crate) fn parse(html: &str, limits: &Limits, keep_all_attributes: bool) -> Result<Dom, Error> {
    let mut truncated = None;
    let mut html = html;
    if html.len() > limits.bytes {
        limits.exceeded(Limit::Bytes, limits.bytes, html.len())?;
        html = &html[..char_boundary(html, limits.bytes)];
        truncated = Some(Limit::Bytes);
    }
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Sink::new(html.len(), keep_all_attributes), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(char_boundary(rest, PIECE));
        parser.process(StrTendril::from(piece));
        rest = after;
        let sink = &parser.tokenizer.sink.sink;
        let nodes = sink.node_count();
        let hit = if nodes > limits.nodes {
            Some((Limit::Nodes, limits.nodes, nodes))
        } else if sink.is_deeper_than(limits.depth) {
            Some((Limit::Depth, limits.depth, limits.depth + 1))
        } else {
            None
        };
        if let Some((limit, allowed, found)) = hit {
            limits.exceeded(limit, allowed, found)?;
            truncated = Some(limit);
            break;
        }
    }
    let mut dom = parser.finish();
    dom.truncated = truncated.is_some();
    Ok(dom)
}

/// The last boundary between characters up to `index`: the standard library's
/// `floor_char_boundary` is younger than our MSRV.
fn char_boundary(text: &str, index: usize) -> usize {
    let index = index.min(text.len());
    (0..=index).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(0)
}

impl Limits {
    /// The error for a limit that was passed, unless the caller wants what could be read.
    fn exceeded(&self, limit: Limit, allowed: usize, found: usize) -> Result<(), Error> {
        match self.on_limit {
            OnLimit::Error => Err(Error::LimitExceeded { limit, allowed, found }),
            OnLimit::Truncate => Ok(()),
        }
    }
}
