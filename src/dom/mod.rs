//! Parses HTML and enforces the limits: `tree` is the result, `guards` watch what html5ever does
//! with a page, and `tokenizer` reads the simple parts faster than html5ever's own.

#[cfg(test)]
mod differential;
mod guards;
mod parse;
mod rcdom;
#[cfg(test)]
pub(crate) mod testing;
mod tokenizer;
mod tree;
mod unclosed;

#[cfg(feature = "encoding")]
pub(crate) use guards::max_nodes;
pub(crate) use parse::parse;
pub(crate) use rcdom::from_rcdom;
pub(crate) use tree::{AttributeName, Dom, NodeId, Place, Reading, Span, Tag, Visitor};
