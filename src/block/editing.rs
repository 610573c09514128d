//! Links for editing a section, next to its heading or in it.

use super::class::Facts;
use super::furniture::{MOST_NODES, first_character, short_text};
use super::names::has_word;
use crate::dom::{AttributeName, Dom, NodeId, Span, Tag};
use std::collections::HashMap;

const BRACKETS: [(char, char); 4] = [('[', ']'), ('［', '］'), ('(', ')'), ('【', '】')];

/// Whether an element holds links for editing a section: by its name, or because it holds only
/// short links in brackets inside or next to a heading.
pub(super) fn edits(dom: &Dom, node: NodeId, facts: Facts) -> bool {
    facts.has(Facts::EDITS)
        || (is_beside_heading(dom, node)
            && holds_editing_links(dom, node, first_character(dom, node)))
}

/// Whether an element stands in a heading, or right before or behind one.
fn is_beside_heading(dom: &Dom, node: NodeId) -> bool {
    let is_heading = is_heading_of(dom);
    dom.parent(node).is_some_and(&is_heading)
        || element_beside(dom, node, Dom::previous_sibling).is_some_and(&is_heading)
        || element_beside(dom, node, Dom::next_sibling).is_some_and(is_heading)
}

pub(super) fn holds_editing_links(dom: &Dom, node: NodeId, first: Option<char>) -> bool {
    if !first.is_some_and(|c| BRACKETS.iter().any(|it| it.0 == c)) {
        return false;
    }
    // In a paragraph the links may lead to a paper that the heading names.
    if dom.tag(node) == Some(Tag::P) && !all_links_edit(dom, node) {
        return false;
    }
    is_beside_heading(dom, node) && is_bracketed(dom, node)
}

pub(super) fn is_heading_of(dom: &Dom) -> impl Fn(NodeId) -> bool + '_ {
    |node| dom.tag(node).is_some_and(|tag| tag.heading_level().is_some())
}

fn all_links_edit(dom: &Dom, node: NodeId) -> bool {
    let links = || dom.descendants(node).take(MOST_NODES).filter(|&it| dom.tag(it) == Some(Tag::A));
    links().all(|link| leads_to_editor(dom, link))
}

/// Whether the address of a link says that it edits, as the software of wikis has it in every
/// language.
fn leads_to_editor(dom: &Dom, link: NodeId) -> bool {
    let href = dom.attribute(link, AttributeName::Href).unwrap_or_default();
    has_word(href, &["edit", "secedit", "veaction"])
}

/// Notes what of a heading's text is links that edit its section, between brackets that stand in
/// the heading by themselves: the links, and what of the text beside them is left.
pub(super) fn cut_editing_links(dom: &Dom, heading: NodeId, cuts: &mut HashMap<NodeId, Span>) {
    let mut at = dom.first_child(heading);
    while let Some(opening) = at {
        at = dom.next_sibling(opening);
        let Some(text) = dom.text(opening) else { continue };
        let before = text.trim_end().strip_suffix(['[', '［', '(', '（', '【']);
        let Some(before) = before else { continue };
        let mut links = Vec::new();
        let mut next = at;
        while let Some(inside) = next {
            next = dom.next_sibling(inside);
            if dom.tag(inside) == Some(Tag::A) {
                if !leads_to_editor(dom, inside) || links.len() > MOST_NODES {
                    break;
                }
                links.push(inside);
                continue;
            }
            let Some(text) = dom.text(inside).filter(|_| !links.is_empty()) else { break };
            if let Some(behind) = text.trim_start().strip_prefix([']', '］', ')', '）', '】']) {
                cuts.insert(opening, Span { start: 0, end: before.trim_end().len() as u32 });
                cuts.extend(links.iter().map(|&link| (link, Span::default())));
                let start = (text.len() - behind.len()) as u32;
                cuts.insert(inside, Span { start, end: text.len() as u32 });
                at = next;
                break;
            }
            if text.contains(char::is_alphanumeric) {
                break;
            }
            // A bar between two links.
            links.push(inside);
        }
    }
}

pub(super) fn element_beside(
    dom: &Dom,
    node: NodeId,
    step: impl Fn(&Dom, NodeId) -> Option<NodeId>,
) -> Option<NodeId> {
    const MOST_STEPS: usize = 4;
    let is_empty_anchor =
        |node: NodeId| dom.tag(node) == Some(Tag::A) && dom.first_child(node).is_none();
    std::iter::successors(step(dom, node), |&at| step(dom, at))
        .take(MOST_STEPS)
        .find(|&at| match dom.text(at) {
            Some(text) => !text.trim_ascii_start().trim_start().is_empty(),
            None => !is_empty_anchor(at),
        })
        .filter(|&at| dom.tag(at).is_some())
}

/// Whether an element holds short links to other pages between brackets, and no other words.
fn is_bracketed(dom: &Dom, node: NodeId) -> bool {
    let Some(text) = short_text(dom, node) else { return false };
    let is_between = BRACKETS.iter().any(|&(open, close)| {
        text.starts_with(open) && text.ends_with(close) && text.chars().count() > 2
    });
    if !is_between {
        return false;
    }
    let link_around = |text: NodeId| {
        std::iter::successors(dom.parent(text), |&at| dom.parent(at))
            .take_while(|&at| at != node)
            .take(MOST_NODES)
            .find(|&at| dom.tag(at) == Some(Tag::A))
    };
    let mut links = 0;
    for below in dom.descendants(node).take(MOST_NODES) {
        let Some(text) = dom.text(below).filter(|text| text.contains(char::is_alphanumeric)) else {
            continue;
        };
        let href = link_around(below).and_then(|link| dom.attribute(link, AttributeName::Href));
        if text.is_empty() || href.is_none_or(|href| href.starts_with('#')) {
            return false;
        }
        links += 1;
    }
    links > 0
}
