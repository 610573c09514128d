//! The parsed page as a flat arena: nodes in one `Vec`, links as `u32` ids, names interned, text
//! and attribute values in one `String` each. Doctype, comments and processing instructions are not
//! kept. Text nodes may be adjacent.

mod attribute;
pub(in crate::dom) mod build;
pub(in crate::dom) mod own;
mod places;
pub(in crate::dom) mod shown;
pub(in crate::dom) mod sink;
mod tag;
mod walk;

pub(crate) use attribute::AttributeName;
pub(crate) use places::Place;
pub(crate) use tag::Tag;
pub(crate) use walk::Visitor;

use html5ever::QualName;

/// A node of a [`Dom`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(u32);

impl NodeId {
    /// The root of every tree.
    pub(crate) const DOCUMENT: NodeId = NodeId(0);
    const NONE: NodeId = NodeId(u32::MAX);
    /// A dropped node: a comment or a processing instruction.
    const DROPPED: NodeId = NodeId(u32::MAX - 1);
    /// The maximum number of nodes, whose ids differ from those.
    pub(in crate::dom) const MAX_COUNT: usize = u32::MAX as usize - 2;

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    fn present(self) -> Option<NodeId> {
        (self != NodeId::NONE).then_some(self)
    }
}

/// The longest page that can be read, whatever the limits: positions are 32 bits wide, and a NUL of
/// one byte becomes a replacement character of three.
pub(in crate::dom) const MAX_BYTES: usize = 1 << 30;

/// A range of one of the arena's strings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    pub(crate) fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }
}

#[derive(Clone, Copy, Debug)]
struct Node {
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    first_child: NodeId,
    last_child: NodeId,
    data: NodeData,
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub(in crate::dom) enum NodeData {
    /// The root, or the contents of a `<template>`.
    Fragment,
    Element {
        tag: Tag,
        integration_point: bool,
        attribute_count: u16,
        name: u32,
        attributes: u32,
    },
    Text(Span),
}

#[derive(Clone, Copy, Debug)]
struct Attribute {
    name: StoredName,
    value: Span,
}

/// An attribute's name: one that the crate reads, or another that the caller's selectors need, by
/// its index in [`Dom::other_names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StoredName {
    Known(AttributeName),
    Other(u32),
}

/// How many attributes the arena may hold. html5ever reopens unclosed formatting elements in every
/// paragraph, with their attributes. More than the page can spell out are left out, since memory
/// would otherwise be quadratic.
#[derive(Clone, Copy, Debug)]
pub(in crate::dom) struct Room {
    pub(in crate::dom) attributes: usize,
    pub(in crate::dom) values: usize,
}

impl Room {
    /// Room for all attributes that this many bytes of HTML can spell out, and for some copies.
    pub(in crate::dom) fn for_page(bytes: usize) -> Room {
        Room { attributes: bytes / 2 + 10_000, values: bytes.min(MAX_BYTES) * 3 + 100_000 }
    }
}

/// A parsed page.
#[derive(Debug)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    text: String,
    values: String,
    /// Names without a [`Tag`], indexed by the `name` of their elements.
    names: Vec<QualName>,
    /// Names of attributes that only the caller's selectors read.
    other_names: Vec<Box<str>>,
    room: Room,
    /// Whether a limit ended the parse early.
    truncated: bool,
    reading: Reading,
}

/// How an input was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Reading {
    /// As browsers read it.
    #[default]
    Usual,
    /// As if an unclosed element that holds the page as its text were closed.
    Closed,
    /// Not at all: it is not text.
    Binary,
}

impl Dom {
    /// Frees unused capacity. The parser reserves as much as the page may need at most.
    pub(in crate::dom) fn shrink_to_fit(&mut self) {
        self.nodes.shrink_to_fit();
        self.attributes.shrink_to_fit();
        self.text.shrink_to_fit();
        self.values.shrink_to_fit();
    }

    /// The number of nodes, including the document.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether a limit ended the parse early, so that the tree holds only the page's beginning.
    pub(crate) fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// Notes that a limit ended the parse early, or that the page's bytes were cut off.
    pub(crate) fn set_truncated(&mut self) {
        self.truncated = true;
    }

    pub(crate) fn reading(&self) -> Reading {
        self.reading
    }

    pub(in crate::dom) fn read_as(&mut self, reading: Reading) {
        self.reading = reading;
    }

    /// The tree of an input that is not text.
    pub(crate) fn of_binary() -> Dom {
        Dom { reading: Reading::Binary, ..Dom::empty(Room::for_page(0)) }
    }

    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].parent.present()
    }

    pub(crate) fn first_child(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].first_child.present()
    }

    pub(crate) fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].next.present()
    }

    pub(crate) fn previous_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].previous.present()
    }

    /// The children of a node in order.
    pub(crate) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(node), |&child| self.next_sibling(child))
    }

    /// The next node in document order that is not below this one, within `root`.
    pub(crate) fn next_after(&self, node: NodeId, root: NodeId) -> Option<NodeId> {
        let mut at = node;
        while at != root {
            if let Some(next) = self.next_sibling(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// The nodes below `root` in document order, without `root` itself.
    pub(crate) fn descendants(&self, root: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(root), move |&node| {
            self.first_child(node).or_else(|| self.next_after(node, root))
        })
    }

    /// The tag of an element; `None` for text and for the document.
    pub(crate) fn tag(&self, node: NodeId) -> Option<Tag> {
        match self.nodes[node.index()].data {
            NodeData::Element { tag, .. } => Some(tag),
            _ => None,
        }
    }

    /// The local name of an element, `""` for other nodes.
    pub(crate) fn local_name(&self, node: NodeId) -> &str {
        match self.nodes[node.index()].data {
            NodeData::Element { tag, name, .. } => match tag.qualified() {
                Some(known) => &known.local,
                None => self.names.get(name as usize).map_or("", |name| &*name.local),
            },
            _ => "",
        }
    }

    /// The text of a text node; `None` for other nodes.
    pub(crate) fn text(&self, node: NodeId) -> Option<&str> {
        match self.nodes[node.index()].data {
            NodeData::Text(span) => Some(span.of(&self.text)),
            _ => None,
        }
    }

    /// All text below a node, unchanged.
    pub(crate) fn text_content(&self, node: NodeId) -> String {
        if let Some(text) = self.text(node) {
            return text.to_owned();
        }
        self.descendants(node).filter_map(|below| self.text(below)).collect()
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, node: NodeId, name: AttributeName) -> Option<&str> {
        self.stored_attributes(node)
            .iter()
            .find(|attribute| matches!(attribute.name, StoredName::Known(known) if known == name))
            .map(|attribute| attribute.value.of(&self.values))
    }

    /// Whether any element has an attribute.
    pub(crate) fn has_attribute(&self, name: AttributeName) -> bool {
        self.attributes.iter().any(|attribute| attribute.name == StoredName::Known(name))
    }

    /// The names and values of all stored attributes of a node.
    pub(crate) fn attributes(&self, node: NodeId) -> impl Iterator<Item = (&str, &str)> + '_ {
        self.stored_attributes(node).iter().map(|attribute| {
            (self.attribute_name(attribute.name), attribute.value.of(&self.values))
        })
    }

    fn attribute_name(&self, name: StoredName) -> &str {
        match name {
            StoredName::Known(known) => known.as_str(),
            StoredName::Other(other) => self.other_names.get(other as usize).map_or("", |it| it),
        }
    }

    /// The known attributes of a node, for one pass over all of them.
    pub(crate) fn known_attributes(
        &self,
        node: NodeId,
    ) -> impl Iterator<Item = (AttributeName, &str)> + '_ {
        self.stored_attributes(node).iter().filter_map(|attribute| match attribute.name {
            StoredName::Known(known) => Some((known, attribute.value.of(&self.values))),
            StoredName::Other(_) => None,
        })
    }

    /// The known attributes of a node with the range of each value, for [`Dom::value`].
    pub(crate) fn attribute_spans(
        &self,
        node: NodeId,
    ) -> impl Iterator<Item = (AttributeName, Span)> + '_ {
        self.stored_attributes(node).iter().filter_map(|attribute| match attribute.name {
            StoredName::Known(known) => Some((known, attribute.value)),
            StoredName::Other(_) => None,
        })
    }

    /// The text of an attribute's value.
    pub(crate) fn value(&self, span: Span) -> &str {
        span.of(&self.values)
    }

    /// The text of all text nodes, concatenated.
    pub(in crate::dom) fn texts(&self) -> &str {
        &self.text
    }

    /// The values of all attributes, concatenated.
    pub(crate) fn values(&self) -> &str {
        &self.values
    }

    fn stored_attributes(&self, node: NodeId) -> &[Attribute] {
        match self.nodes[node.index()].data {
            NodeData::Element { attributes, attribute_count, .. } => {
                let start = attributes as usize;
                self.attributes.get(start..start + usize::from(attribute_count)).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// The namespace of an element, `""` for other nodes.
    #[cfg(test)]
    pub(in crate::dom) fn namespace(&self, node: NodeId) -> String {
        match self.nodes[node.index()].data {
            NodeData::Element { tag, name, .. } => {
                tag.qualified().unwrap_or_else(|| &self.names[name as usize]).ns.to_string()
            }
            _ => String::new(),
        }
    }

    #[cfg(test)]
    pub(in crate::dom) fn last_child(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].last_child.present()
    }

    /// The first element with this tag in document order.
    #[cfg(test)]
    pub(crate) fn find(&self, root: NodeId, tag: Tag) -> Option<NodeId> {
        self.descendants(root).find(|&node| self.tag(node) == Some(tag))
    }

    /// The `<html>` element.
    pub(crate) fn html(&self) -> Option<NodeId> {
        self.children(NodeId::DOCUMENT).find(|&node| self.tag(node) == Some(Tag::Html))
    }

    /// The `<head>` element.
    pub(crate) fn head(&self) -> Option<NodeId> {
        self.children(self.html()?).find(|&node| self.tag(node) == Some(Tag::Head))
    }

    /// The `href` of the first `<base>` element that has one.
    pub(crate) fn base_href(&self) -> Option<&str> {
        self.descendants(self.head()?)
            .filter(|&node| self.tag(node) == Some(Tag::Base))
            .find_map(|node| self.attribute(node, AttributeName::Href))
    }

    /// The address that the page states as its own, in `rel=canonical` or else in `og:url`, if it
    /// is plausible.
    pub(crate) fn own_address(&self) -> Option<&str> {
        let head = self.head()?;
        let canonical = self.descendants(head).find_map(|node| {
            let mut rel = self.attribute(node, AttributeName::Rel)?.split_ascii_whitespace();
            let is_canonical = rel.any(|name| name.eq_ignore_ascii_case("canonical"));
            self.attribute(node, AttributeName::Href).filter(|_| is_canonical)
        });
        let shared = || {
            self.descendants(head).find_map(|node| {
                let property = self.attribute(node, AttributeName::Property)?.trim();
                let is_address = property.eq_ignore_ascii_case("og:url");
                self.attribute(node, AttributeName::Content).filter(|_| is_address)
            })
        };
        canonical.or_else(shared).filter(|address| {
            let scheme = address.trim().split_once("://").map_or("", |(scheme, _)| scheme);
            ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        })
    }

    /// The `<body>` element.
    pub(crate) fn body(&self) -> Option<NodeId> {
        self.children(self.html()?).find(|&node| self.tag(node) == Some(Tag::Body))
    }
}
