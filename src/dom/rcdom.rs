//! Copies a parsed [`RcDom`] into a [`Dom`].

use super::guards::{Passed, closes_by_itself};
use super::parse::Parsed;
use super::tree::shown::{shadow, show};
use super::tree::sink::Names;
use super::tree::{AttributeName, Dom, MAX_BYTES, NodeData, NodeId, Room, Tag};
use crate::binary;
use crate::error::{Error, Limit};
use crate::options::Limits;
use markup5ever_rcdom::{Handle, NodeData as RcData, RcDom};

/// Copies a tree without recursion. Only templates for shadow roots get their contents.
pub(crate) fn from_rcdom(
    source: &RcDom,
    limits: &Limits,
    keep_all_attributes: bool,
) -> Result<Dom, Error> {
    let Parsed { mut dom, templates, .. } = copy(source, limits, keep_all_attributes)?;
    if is_binary(&dom) {
        return Ok(Dom::of_binary());
    }
    show(&mut dom, templates);
    Ok(dom)
}

/// Whether the tree comes from an input that is not text. File signatures count only on pages
/// without a head, since a title may begin like one.
fn is_binary(dom: &Dom) -> bool {
    let has_head = dom.head().is_some_and(|head| dom.first_child(head).is_some());
    if has_head { binary::has_controls(dom.texts()) } else { binary::is_binary_text(dom.texts()) }
}

/// The tree as given.
pub(super) fn copy(
    source: &RcDom,
    limits: &Limits,
    keep_all_attributes: bool,
) -> Result<Parsed, Error> {
    let allowed_bytes = limits.bytes.min(MAX_BYTES);
    let allowed_nodes = limits.nodes.min(NodeId::MAX_COUNT);
    let mut dom = Dom::empty(Room { attributes: usize::MAX, values: usize::MAX });
    let mut names = Names::default();
    let mut roots = Vec::new();
    let mut bytes = 0;
    // Each entry: a node to copy, the copy of its parent, and its depth.
    let mut open: Vec<(Handle, NodeId, usize)> = Vec::new();
    let push_children = |open: &mut Vec<_>, of: &Handle, copy: NodeId, depth: usize| {
        open.extend(of.children.borrow().iter().rev().map(|child| (child.clone(), copy, depth)));
    };
    push_children(&mut open, &source.document, NodeId::DOCUMENT, 1);
    while let Some((node, parent, depth)) = open.pop() {
        bytes += size(&node);
        let passed = if dom.len() >= allowed_nodes {
            Some(Passed { limit: Limit::Nodes, allowed: allowed_nodes, found: dom.len() + 1 })
        } else if bytes > allowed_bytes {
            Some(Passed { limit: Limit::Bytes, allowed: allowed_bytes, found: bytes })
        } else {
            None
        };
        if let Some(passed) = passed {
            limits.exceeded(passed)?;
            dom.set_truncated();
            break;
        }
        match &node.data {
            RcData::Text { contents } => dom.append_text(parent, &contents.borrow()),
            RcData::Element {
                name,
                attrs,
                template_contents,
                mathml_annotation_xml_integration_point,
            } => {
                let tag = Tag::of(&name.ns, &name.local);
                if depth > limits.depth {
                    let allowed = limits.depth;
                    limits.exceeded(Passed { limit: Limit::Depth, allowed, found: depth })?;
                    dom.set_truncated();
                    if !tag.is_unread() && !closes_by_itself(&name.local) {
                        push_children(&mut open, &node, parent, depth);
                        continue;
                    }
                }
                let name = match tag.qualified() {
                    Some(_) => 0,
                    None => names.intern(&mut dom, name),
                };
                let attrs = attrs.borrow();
                let (attributes, attribute_count) = dom.store_attributes(
                    attrs.iter().map(|attribute| (&attribute.name.local, &*attribute.value)),
                    keep_all_attributes,
                );
                let copy = dom.push(NodeData::Element {
                    tag,
                    integration_point: *mathml_annotation_xml_integration_point,
                    attribute_count,
                    name,
                    attributes,
                });
                dom.append_node(parent, copy);
                push_children(&mut open, &node, copy, depth + 1);
                let mode = dom.attribute(copy, AttributeName::ShadowRootMode);
                if let Some(contents) = &*template_contents.borrow()
                    && mode.is_some_and(shadow::asks_for_root)
                {
                    let root = dom.push_contents(copy);
                    roots.push((copy, root));
                    push_children(&mut open, contents, root, depth + 2);
                }
            }
            RcData::Document => push_children(&mut open, &node, parent, depth),
            RcData::Doctype { .. }
            | RcData::Comment { .. }
            | RcData::ProcessingInstruction { .. } => {}
        }
    }
    Ok(Parsed { dom, templates: roots, unclosed: None })
}

/// The text and attribute values of a node, in bytes.
fn size(node: &Handle) -> usize {
    match &node.data {
        RcData::Text { contents } => contents.borrow().len(),
        RcData::Element { attrs, .. } => {
            attrs.borrow().iter().map(|attribute| attribute.value.len()).sum()
        }
        _ => 0,
    }
}
