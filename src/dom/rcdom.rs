//! A parsed [`RcDom`] → [`Dom`].

use super::sink::Names;
use super::{Dom, NodeData, NodeId, Tag};
use crate::error::{Error, Limit};
use crate::extractor::{Limits, OnLimit};
use markup5ever_rcdom::{Handle, NodeData as RcData, RcDom};

/// Copies a tree, without recursion. Template contents stay behind, as they do when we parse.
pub(crate) fn from_rcdom(
    source: &RcDom,
    limits: &Limits,
    keep_all_attributes: bool,
) -> Result<Dom, Error> {
    let mut dom = Dom::empty();
    let mut names = Names::default();
    // Each entry: a node to copy, the copy of its parent, and its depth.
    let mut open: Vec<(Handle, NodeId, usize)> = Vec::new();
    let push_children = |open: &mut Vec<_>, of: &Handle, copy: NodeId, depth: usize| {
        open.extend(of.children.borrow().iter().rev().map(|child| (child.clone(), copy, depth)));
    };
    push_children(&mut open, &source.document, NodeId::DOCUMENT, 1);
    while let Some((node, parent, depth)) = open.pop() {
        let hit = if dom.len() >= limits.nodes {
            Some((Limit::Nodes, limits.nodes, dom.len() + 1))
        } else if depth > limits.depth {
            Some((Limit::Depth, limits.depth, depth))
        } else {
            None
        };
        if let Some((limit, allowed, found)) = hit {
            if limits.on_limit == OnLimit::Error {
                return Err(Error::LimitExceeded { limit, allowed, found });
            }
            dom.truncated = true;
            break;
        }
        match &node.data {
            RcData::Text { contents } => dom.append_text(parent, &contents.borrow()),
            RcData::Element { name, attrs, mathml_annotation_xml_integration_point, .. } => {
                let tag = Tag::of(&name.ns, &name.local);
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
            }
            RcData::Document => push_children(&mut open, &node, parent, depth),
            RcData::Doctype { .. }
            | RcData::Comment { .. }
            | RcData::ProcessingInstruction { .. } => {}
        }
    }
    Ok(dom)
}
