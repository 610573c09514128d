//! What the fuzz targets share.

use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

pub use testing::noscript;

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

/// The letters of a text, without what renderers put between and around words. Sorted, because a
/// table's caption is always written before its cells, and may come after them on the page.
pub fn sorted_letters(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Whether a page may hold formulas that Markdown and HTML show and the text does not: sources that
/// are never drawn, and comments in sources, which no reader sees.
pub fn hides_formulas(html: &str) -> bool {
    let (mut hides, mut typesets, mut has_comments) = (false, false, false);
    let names_typesetter = |text: &str| {
        let text = text.to_ascii_lowercase();
        text.contains("mathjax") || text.contains("katex")
    };
    for_each_node(&parse(html), |node| match &node.data {
        NodeData::Text { contents } => {
            let text = contents.borrow();
            typesets |= names_typesetter(&text);
            has_comments |= text.contains('%');
        }
        NodeData::Element { name, attrs, .. } => {
            let is_image = &*name.local == "img";
            for attribute in attrs.borrow().iter() {
                typesets |= names_typesetter(&attribute.value);
                hides |= match &*attribute.name.local {
                    "type" => attribute.value.contains("math/tex"),
                    "class" if is_image => {
                        ["tex", "math"].iter().any(|word| attribute.value.contains(word))
                    }
                    "data-tex" => true,
                    _ => false,
                };
            }
        }
        _ => {}
    });
    hides || (typesets && has_comments)
}
