//! The structure in a page's own markup: headings, list items, preformatted text, table rows.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The texts of a page's elements: headings, list items and descriptions, preformatted text, and
/// table rows, in this order.
pub fn texts(html: &str) -> [Vec<String>; 4] {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let dom = parse_document(RcDom::default(), options).one(html);
    let mut texts: [Vec<String>; 4] = Default::default();
    // Nodes to enter, and elements to leave with the length of the text at their beginning.
    let mut open = vec![Step::Enter(dom.document.clone())];
    let mut text = String::new();
    while let Some(step) = open.pop() {
        match step {
            Step::Enter(node) => enter(&node, &mut open, &mut text),
            Step::Leave(kind, start) => {
                if let Some(kind) = kind {
                    texts[kind].push(text[start..].to_owned());
                }
                text.push(' ');
            }
        }
    }
    texts
}

enum Step {
    Enter(Handle),
    Leave(Option<usize>, usize),
}

fn enter(node: &Handle, open: &mut Vec<Step>, text: &mut String) {
    match &node.data {
        NodeData::Text { contents } => {
            text.push_str(&contents.borrow());
            return;
        }
        NodeData::Element { name, .. } => {
            let kind = match &*name.local {
                "script" | "style" | "template" | "svg" => return,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(0),
                "li" | "dt" | "dd" => Some(1),
                "pre" => Some(2),
                "tr" => Some(3),
                "p" | "div" | "td" | "th" | "br" | "ul" | "ol" | "section" | "table" => None,
                // Inline: it does not separate words.
                _ => {
                    open.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
                    return;
                }
            };
            text.push(' ');
            open.push(Step::Leave(kind, text.len()));
        }
        _ => {}
    }
    open.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
}
