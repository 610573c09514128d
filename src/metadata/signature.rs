//! Names that stand alone before or after the text, as newspapers sign it.

use super::plain::element_text;
use super::visible::{Shown, Visible};
use super::{Field, Source, person_names};
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// A longer line, in bytes, is no signature.
const MAX_SIGNATURE: usize = 120;
/// A paragraph with this much text, in bytes, is prose.
const MIN_PROSE: usize = 100;
/// At most this many elements beside a signature are looked at.
const MAX_BESIDE: usize = 100;
/// A name before the text counts up to this many blocks from the title.
const MAX_BEFORE: usize = 10;

/// The first names that sign the text. Headings of sections look the same, so they count only on a
/// page that says who wrote it and names nobody.
pub(super) fn authors(visible: &Visible<'_>) -> Vec<Field> {
    let elements = visible.elements().filter(|element| !element.is_quote);
    let signed = elements.map(|element| names(visible, &element));
    let names = signed.into_iter().find(|names| !names.is_empty()).unwrap_or_default();
    names.into_iter().map(|name| Field::new(name, Source::Text)).collect()
}

/// The names in a paragraph that is set off from the text by its style, before the first or after
/// the last paragraph of prose around it.
fn names(visible: &Visible<'_>, element: &Shown<'_>) -> Vec<String> {
    let line = visible.line(element.block);
    if !matches!(element.tag, Tag::P | Tag::Div) || line.is_empty() || line.len() > MAX_SIGNATURE {
        return Vec::new();
    }
    let names = person_names::signature(line);
    if names.is_empty() || !is_set_off(visible.dom, element.node, line) {
        return Vec::new();
    }
    if is_first(visible.dom, element) || is_last(visible.dom, element) { names } else { Vec::new() }
}

/// Whether the whole text of an element is emphasized, or on the right where text begins on the
/// left.
fn is_set_off(dom: &Dom, element: NodeId, text: &str) -> bool {
    let inside = || dom.descendants(element).take(MAX_BESIDE);
    let is_link = |node| dom.tag(node) == Some(Tag::A) && element_text(dom, node) == text;
    if element_text(dom, element) != text || inside().any(is_link) {
        return false;
    }
    let is_right = |name, value: &str| {
        dom.attribute(element, name).is_some_and(|stated| {
            let stated: String = stated.split_whitespace().collect();
            stated.to_ascii_lowercase().contains(value)
        })
    };
    if is_right(AttributeName::Style, "text-align:right") || is_right(AttributeName::Align, "right")
    {
        return true;
    }
    inside().any(|node| {
        matches!(dom.tag(node), Some(Tag::B | Tag::Strong | Tag::I | Tag::Em))
            && element_text(dom, node) == text
    })
}

fn is_first(dom: &Dom, element: &Shown<'_>) -> bool {
    let mut after = texts(dom, element.node, Dom::next_sibling);
    element.distance <= MAX_BEFORE
        && after.next().is_some_and(|text| is_prose(&text))
        && !texts(dom, element.node, Dom::previous_sibling).any(|text| is_prose(&text))
}

fn is_last(dom: &Dom, element: &Shown<'_>) -> bool {
    let mut before = texts(dom, element.node, Dom::previous_sibling);
    before.next().is_some_and(|text| is_prose(&text))
        && !texts(dom, element.node, Dom::next_sibling).any(|text| is_prose(&text))
}

/// The texts of the paragraphs beside an element, in one direction.
fn texts(
    dom: &Dom,
    element: NodeId,
    step: fn(&Dom, NodeId) -> Option<NodeId>,
) -> impl Iterator<Item = String> + '_ {
    let beside = std::iter::successors(step(dom, element), move |&node| step(dom, node));
    let paragraphs = beside.take(MAX_BESIDE).filter(|&node| dom.tag(node) == Some(Tag::P));
    paragraphs.map(|node| element_text(dom, node)).filter(|text| !text.is_empty())
}

fn is_prose(text: &str) -> bool {
    text.len() >= MIN_PROSE
}
