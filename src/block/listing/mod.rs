//! A piece of code as one block: a `<pre>`, or what highlighters and editors build instead.
//!
//! Lines are those that a reader sees, whether a newline, an element or a style separates them.
//! Line numbers, buttons and labels around the code do not belong to it.

mod gutter;
mod lines;
mod tree;

use super::class::Facts;
use super::names::{has_word, is_language};
use super::style;
use crate::dom::{AttributeName, Dom, NodeId, Tag};
pub(super) use gutter::is_column;
use tree::Tree;

/// What is known about a piece of code besides its text.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    /// The element whose names are most likely to tell the language.
    pub(crate) code: NodeId,
    /// The language, from a label next to the code.
    pub(crate) label: Option<String>,
}

/// A piece of code as read.
pub(super) struct Read {
    pub(super) listing: Listing,
    pub(super) text: String,
    /// Its text nodes.
    pub(super) nodes: Vec<NodeId>,
    /// The number of elements, links, and characters inside links.
    pub(super) elements: u32,
    pub(super) links: u32,
    pub(super) link_chars: u32,
}

/// Editors and highlighters that use no `<pre>`, by the names of the elements around their lines.
pub(super) const EDITORS: [&str; 11] = [
    "syntaxhighlighter",
    "dp-highlighter",
    "cm-editor",
    "codemirror-code",
    "ace_text-layer",
    "view-lines",
    "enlighter",
    "enlighterenlighterjs",
    "crayon-pre",
    "geshi",
    "mw-geshi",
];

/// Words in the names of elements around code.
pub(super) const AROUND_CODE: [&str; 9] = [
    "code",
    "codeblock",
    "codehilite",
    "highlight",
    "highlighter",
    "hljs",
    "prettyprint",
    "snippet",
    "syntax",
];

/// Words in the names of elements around verse.
pub(super) const VERSE: [&str; 6] = ["verse", "vers", "poem", "poetry", "lyrics", "stanza"];

/// Reads an element as a piece of code, if it is one. Its class names say `facts`.
///
/// Subtracts the number of nodes examined from `budget`.
pub(super) fn read(
    dom: &Dom,
    node: NodeId,
    tag: Tag,
    facts: Facts,
    budget: &mut usize,
) -> Option<Read> {
    let is_editor = match tag {
        _ if tag.is_preformatted() => !facts.has(Facts::VERSE),
        Tag::Table => gutter::is_table_of_lines(dom, node, budget),
        Tag::Code | Tag::Samp | Tag::Div | Tag::P if is_styled(dom, node, tag) => true,
        Tag::Div | Tag::Ol => facts.has(Facts::EDITOR),
        _ => return None,
    };
    let may_be = is_editor || facts.has(Facts::AROUND_CODE);
    if !may_be || (tag.is_preformatted() && facts.has(Facts::VERSE)) {
        return None;
    }
    let mut tree = Tree::of(dom, node, budget)?;
    if !is_editor && !tree.is_lines_of_code() {
        return None;
    }
    let label = tree.leave_out_labels();
    let numbered = gutter::leave_out(&mut tree);
    let written = lines::write(&tree);
    let text = lines::without_common_space(&written.text, numbered);
    let links = tree.links();
    if links.chars * 2 > text.len() && tree.has_blocks() {
        return None;
    }
    Some(Read {
        listing: Listing { code: tree.code().unwrap_or(node), label },
        text,
        nodes: tree.text_nodes(),
        elements: tree.elements(),
        links: links.count as u32,
        link_chars: links.chars as u32,
    })
}

/// Whether a style makes of an element what a `<pre>` is, and there are lines in it.
fn is_styled(dom: &Dom, node: NodeId, tag: Tag) -> bool {
    /// The first line ends among the first nodes.
    const MOST_NODES: usize = 16;
    let style = dom.attribute(node, AttributeName::Style).unwrap_or_default();
    let is_code = matches!(tag, Tag::Code | Tag::Samp);
    let is_set = || style::sets_code(style) || (is_code && style::keeps_lines(style));
    let mut texts = dom.descendants(node).take(MOST_NODES).filter_map(|it| dom.text(it));
    !style.is_empty() && is_set() && texts.any(|text| text.trim().contains('\n'))
}

/// Whether a `<pre>` holds verse, whose lines count, rather than code.
pub(crate) fn is_verse(class: &str) -> bool {
    has_word(class, &VERSE)
}

/// Whether a text next to code only names its language.
pub(super) fn is_label(text: &str, class: &str) -> bool {
    const MOST_CHARS: usize = 24;
    let says = || has_word(class, &["lang", "language"]);
    text.len() <= MOST_CHARS && (is_language(text) || says())
}

#[cfg(test)]
mod tests;
