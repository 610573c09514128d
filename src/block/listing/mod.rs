//! A piece of code as one block: a `<pre>`, or what highlighters and editors build in place of one.
//!
//! Lines stand apart where a reader sees them apart, whether a newline, an element or a style does
//! it; line numbers, buttons and labels around the code are none of it.

mod gutter;
mod lines;
mod tree;

use super::names::{has_name, has_word, is_language};
use crate::dom::{AttributeName, Dom, NodeId, Tag};
pub(super) use gutter::is_column;
use tree::Tree;

/// What is known of a piece of code beyond its text.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    /// The element whose names tell the language, most of all.
    pub(crate) code: NodeId,
    /// The language as a label beside the code has it.
    pub(crate) label: Option<String>,
}

/// A piece of code that was read.
pub(super) struct Read {
    pub(super) listing: Listing,
    pub(super) text: String,
    /// The text nodes it is made of.
    pub(super) nodes: Vec<NodeId>,
    /// Elements, links, and characters inside links.
    pub(super) elements: u32,
    pub(super) links: u32,
    pub(super) link_chars: u32,
}

/// Editors and highlighters that need no `<pre>`, by the names of the elements around their lines.
const EDITORS: [&str; 10] = [
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
];

/// Words in the names of elements around code.
const AROUND_CODE: [&str; 9] = [
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

/// Reads the piece of code that an element is, if it is one.
///
/// Takes the nodes that it looks at off `budget`.
pub(super) fn read(dom: &Dom, node: NodeId, tag: Tag, budget: &mut usize) -> Option<Read> {
    let class = dom.attribute(node, AttributeName::Class).unwrap_or_default();
    let is_editor = match tag {
        _ if tag.is_preformatted() => !is_verse(class),
        Tag::Table => gutter::is_table_of_lines(dom, node, budget),
        Tag::Div | Tag::Ol if class.is_empty() => return None,
        Tag::Div | Tag::Ol => has_name(class, &EDITORS),
        _ => return None,
    };
    let may_be = is_editor || has_word(class, &AROUND_CODE);
    if !may_be || (tag.is_preformatted() && is_verse(class)) {
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

/// Whether a `<pre>` holds verse, whose lines count, and no code.
pub(crate) fn is_verse(class: &str) -> bool {
    has_word(class, &["verse", "vers", "poem", "poetry", "lyrics", "stanza"])
}

/// Whether a text beside code only names its language.
pub(super) fn is_label(text: &str, class: &str) -> bool {
    const MOST_CHARS: usize = 24;
    let says = || has_word(class, &["lang", "language"]);
    text.len() <= MOST_CHARS && (is_language(text) || says())
}

#[cfg(test)]
mod tests;
