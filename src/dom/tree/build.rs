//! Building a tree: its nodes, texts and attributes.

use super::own::OwnAttributes;
use super::{
    Attribute, AttributeName, Dom, Node, NodeData, NodeId, Reading, Room, Span, StoredName,
};
use html5ever::LocalName;

/// The maximum number of attributes of an element, so that repeated `<body>` tags cannot make the
/// merged list grow without bound.
pub(in crate::dom) const ATTRIBUTES_PER_ELEMENT: usize = 256;

/// Makes room for one more. A full list grows by half: large pages would otherwise hold up to twice
/// what they need.
fn make_room<T>(list: &mut Vec<T>) {
    const LEAST: usize = 64;
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 2 + LEAST);
    }
}

impl Dom {
    /// An empty page.
    pub(crate) fn nothing() -> Dom {
        Dom::empty(Room::for_page(0))
    }

    pub(in crate::dom) fn empty(room: Room) -> Dom {
        let mut dom = Dom {
            nodes: Vec::new(),
            attributes: Vec::new(),
            text: String::new(),
            values: String::new(),
            names: Vec::new(),
            other_names: Vec::new(),
            room,
            truncated: false,
            reading: Reading::default(),
        };
        dom.push(NodeData::Fragment);
        dom
    }

    pub(in crate::dom) fn push(&mut self, data: NodeData) -> NodeId {
        // The two highest ids mean something else; `NodeId::MAX_COUNT` keeps every page below them.
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(NodeId::DROPPED.0));
        make_room(&mut self.nodes);
        self.nodes.push(Node {
            parent: NodeId::NONE,
            previous: NodeId::NONE,
            next: NodeId::NONE,
            first_child: NodeId::NONE,
            last_child: NodeId::NONE,
            data,
        });
        id
    }

    /// Adds a fragment for the contents of a `<template>`, which are not its children.
    pub(in crate::dom) fn push_contents(&mut self, template: NodeId) -> NodeId {
        let contents = self.push(NodeData::Fragment);
        self.node(contents).parent = template;
        contents
    }

    fn node(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    pub(in crate::dom) fn append_node(&mut self, parent: NodeId, child: NodeId) {
        if child == NodeId::DROPPED {
            return;
        }
        self.detach(child);
        let last = self.node(parent).last_child;
        let node = self.node(child);
        node.parent = parent;
        node.previous = last;
        match last.present() {
            Some(last) => self.node(last).next = child,
            None => self.node(parent).first_child = child,
        }
        self.node(parent).last_child = child;
    }

    pub(in crate::dom) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        if child == NodeId::DROPPED {
            return;
        }
        self.detach(child);
        let Node { parent, previous, .. } = *self.node(sibling);
        let node = self.node(child);
        node.parent = parent;
        node.previous = previous;
        node.next = sibling;
        self.node(sibling).previous = child;
        match previous.present() {
            Some(previous) => self.node(previous).next = child,
            None if parent != NodeId::NONE => self.node(parent).first_child = child,
            None => {}
        }
    }

    /// Removes a node and everything below it from the tree.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let Node { parent, previous, next, .. } = *self.node(id);
        let Some(parent) = parent.present() else { return };
        match previous.present() {
            Some(previous) => self.node(previous).next = next,
            None => self.node(parent).first_child = next,
        }
        match next.present() {
            Some(next) => self.node(next).previous = previous,
            None => self.node(parent).last_child = previous,
        }
        let node = self.node(id);
        node.parent = NodeId::NONE;
        node.previous = NodeId::NONE;
        node.next = NodeId::NONE;
    }

    /// Adds text after `before`. Only the arena's last text can grow in place. Other text gets a
    /// second node after it, since moving it each time would be quadratic.
    fn text_after(&mut self, before: NodeId, text: &str) -> Option<NodeId> {
        let end = self.text.len() as u32;
        self.text.push_str(text);
        let new_end = self.text.len() as u32;
        if let Some(before) = before.present()
            && let NodeData::Text(span) = &mut self.node(before).data
            && span.end == end
        {
            span.end = new_end;
            return None;
        }
        Some(self.push(NodeData::Text(Span { start: end, end: new_end })))
    }

    pub(in crate::dom) fn append_text(&mut self, parent: NodeId, text: &str) {
        let last = self.node(parent).last_child;
        if let Some(node) = self.text_after(last, text) {
            self.append_node(parent, node);
        }
    }

    pub(super) fn insert_text_before(&mut self, sibling: NodeId, text: &str) {
        let previous = self.node(sibling).previous;
        if let Some(node) = self.text_after(previous, text) {
            self.insert_before(sibling, node);
        }
    }

    fn store_value(&mut self, value: &str) -> Span {
        if value.len() > self.room.values.saturating_sub(self.values.len()) {
            return Span::default();
        }
        let start = self.values.len() as u32;
        if value.len() > self.values.capacity() - self.values.len() {
            self.values.reserve_exact(value.len().max(self.values.len() / 2));
        }
        self.values.push_str(value);
        Span { start, end: self.values.len() as u32 }
    }

    /// Stores the attributes that the crate reads, or all of them. Returns their range.
    pub(in crate::dom) fn store_attributes<'a>(
        &mut self,
        attributes: impl Iterator<Item = (&'a LocalName, &'a str)>,
        keep_all: bool,
    ) -> (u32, u16) {
        let start = self.attributes.len();
        for (local, value) in attributes {
            let known = AttributeName::of(local);
            if known.is_none() && !keep_all {
                continue;
            }
            if self.attributes.len() - start >= ATTRIBUTES_PER_ELEMENT
                || self.attributes.len() >= self.room.attributes
            {
                break;
            }
            let name = known.map_or_else(|| self.store_name(local), StoredName::Known);
            self.store_attribute(name, value);
        }
        (start as u32, (self.attributes.len() - start) as u16)
    }

    fn store_attribute(&mut self, name: StoredName, value: &str) {
        let value = self.store_value(value);
        make_room(&mut self.attributes);
        self.attributes.push(Attribute { name, value });
    }

    /// Stores the attributes of a tag that are for its element. Returns their range.
    pub(super) fn store_own(&mut self, own: &OwnAttributes, page: &str) -> (u32, u16) {
        let start = self.attributes.len();
        let room = self.room.attributes.saturating_sub(start);
        for (name, value) in own.values(page).take(room) {
            self.store_attribute(StoredName::Known(name), value);
        }
        (start as u32, (self.attributes.len() - start) as u16)
    }

    fn store_name(&mut self, name: &str) -> StoredName {
        // Neighbors of one template have the same.
        if self.other_names.last().is_none_or(|last| **last != *name) {
            self.other_names.push(name.into());
        }
        StoredName::Other(self.other_names.len() as u32 - 1)
    }

    pub(super) fn add_missing_attributes(
        &mut self,
        target: NodeId,
        attributes: &[html5ever::Attribute],
        keep_all: bool,
    ) {
        let old = self.stored_attributes(target).to_vec();
        let (_, added) = self.store_attributes(
            attributes.iter().map(|attribute| (&attribute.name.local, &*attribute.value)),
            keep_all,
        );
        let new = self.attributes.split_off(self.attributes.len() - usize::from(added));
        let start = self.attributes.len();
        let name = |attribute: &Attribute| self.attribute_name(attribute.name);
        let is_missing = |new: &Attribute| old.iter().all(|old| name(old) != name(new));
        let missing: Vec<Attribute> = new.into_iter().filter(is_missing).collect();
        if missing.is_empty() {
            return;
        }
        self.attributes.extend(old.into_iter().chain(missing).take(ATTRIBUTES_PER_ELEMENT));
        let count = (self.attributes.len() - start) as u16;
        if let NodeData::Element { attributes, attribute_count, .. } = &mut self.node(target).data {
            *attributes = start as u32;
            *attribute_count = count;
        }
    }
}
