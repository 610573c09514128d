//! What the fuzz targets share.

use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Parses a page as the crate does.
pub fn parse(html: &str) -> RcDom {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() }).one(html)
}

/// Calls a function for every node of a page, in document order.
pub fn for_each_node(dom: &RcDom, mut visit: impl FnMut(&Handle)) {
    let mut open = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        visit(&node);
        open.extend(node.children.borrow().iter().rev().cloned());
    }
}

/// All text of a page.
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    for_each_node(&parse(html), |node| {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
    });
    text
}

/// The letters of a text, without what renderers put between and around words. Sorted, as a
/// table's caption may stand behind its cells in the page, and is written before them.
pub fn sorted_letters(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Whether a page may hold formulas. Markdown and HTML have their sources, the text does not.
pub fn may_hold_formulas(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    ["math", "data-tex", "latex", "class=tex", "class='tex", "class=\"tex"]
        .iter()
        .any(|mark| html.contains(mark))
}
