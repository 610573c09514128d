//! html5ever's [`TreeSink`] over the arena.

use super::own::OwnAttributes;
use super::shown::shadow::Root;
use super::tag::AtomMap;
use super::{Dom, NodeData, NodeId, Room, Tag};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;

/// A page of so many bytes is mostly markup and text.
const SMALL_PAGE: usize = 1 << 16;

/// The cost of storing an attribute, in steps.
const STEPS_PER_ATTRIBUTE: u64 = 10;

/// Beyond this many different names, elements share one, because html5ever keeps all names in a
/// table of fixed size with linear search.
const DIFFERENT_NAMES: usize = 4096;

/// Names of elements beyond the known tags, interned.
#[derive(Default)]
pub(in crate::dom) struct Names {
    ids: AtomMap<LocalName, Vec<(Namespace, u32)>>,
}

impl Names {
    /// The id of a name in [`Dom::names`], which is added if new.
    pub(in crate::dom) fn intern(&mut self, dom: &mut Dom, name: &QualName) -> u32 {
        if let Some(id) = self.id(name) {
            return id;
        }
        let mut name = name.clone();
        if dom.names.len() >= DIFFERENT_NAMES {
            name.local = LocalName::from("unknown");
            if let Some(id) = self.id(&name) {
                return id;
            }
        }
        let id = dom.names.len() as u32;
        self.ids.entry(name.local.clone()).or_default().push((name.ns.clone(), id));
        dom.names.push(name);
        id
    }

    fn id(&self, name: &QualName) -> Option<u32> {
        let known = self.ids.get(&name.local)?;
        known.iter().find(|(namespace, _)| *namespace == name.ns).map(|&(_, id)| id)
    }
}

/// The tag that is being processed, if it has attributes that only its element needs.
struct Awaited {
    name: LocalName,
    attributes: OwnAttributes,
}

/// A power of two.
const ASKED: usize = 64;

/// Builds a [`Dom`] while html5ever parses.
pub(in crate::dom) struct Sink {
    page: StrTendril,
    dom: RefCell<Dom>,
    names: RefCell<Names>,
    /// The contents of each `<template>`, which are not its children.
    templates: RefCell<HashMap<NodeId, NodeId>>,
    keep_all_attributes: bool,
    /// The attributes of the element that the tree builder is about to create.
    awaited: RefCell<Option<Awaited>>,
    /// The names of known elements, by their tags.
    known_names: &'static [QualName],
    /// The last element inserted, or the parent of the last text inserted.
    newest: Cell<NodeId>,
    /// The number of elements created.
    elements: Cell<u64>,
    /// Whether any of them is of SVG or MathML.
    has_foreign: Cell<bool>,
    /// How often the tree builder accessed an element.
    steps: Cell<u64>,
    /// Known elements whose names were asked for, each at the place that its id ends with: the tree
    /// builder asks for the names of all open elements again and again.
    asked: [Cell<(NodeId, Tag)>; ASKED],
}

impl Sink {
    pub(in crate::dom) fn new(page: &StrTendril, keep_all_attributes: bool) -> Sink {
        let bytes = page.len();
        let mut dom = Dom::empty(Room::for_page(bytes));
        // Large pages are mostly scripts, whose text would be held twice while the string grows.
        // They have a node per 2,000 bytes, small pages one per 40.
        let small = bytes.min(SMALL_PAGE);
        dom.nodes.reserve((bytes / 128).max(small / 40));
        dom.text.reserve(bytes);
        dom.values.reserve((bytes / 8).max(small / 4));
        dom.attributes.reserve(small / 64);
        Sink {
            page: page.clone(),
            dom: RefCell::new(dom),
            names: RefCell::default(),
            templates: RefCell::default(),
            keep_all_attributes,
            awaited: RefCell::new(None),
            known_names: Tag::qualified_names(),
            newest: Cell::new(NodeId::DOCUMENT),
            elements: Cell::new(0),
            has_foreign: Cell::new(false),
            steps: Cell::new(0),
            asked: [const { Cell::new((NodeId::NONE, Tag::Other)) }; ASKED],
        }
    }

    /// The tree, and each `<template>` with its contents.
    pub(in crate::dom) fn into_parts(self) -> (Dom, Vec<Root>) {
        (self.dom.into_inner(), self.templates.into_inner().into_iter().collect())
    }

    pub(in crate::dom) fn steps(&self) -> u64 {
        self.steps.get()
    }

    pub(in crate::dom) fn elements(&self) -> u64 {
        self.elements.get()
    }

    pub(in crate::dom) fn has_foreign(&self) -> bool {
        self.has_foreign.get()
    }

    /// Keeps attributes for the element that the tree builder creates for the next tag.
    pub(in crate::dom) fn wait(&self, name: &LocalName, attributes: OwnAttributes) {
        self.awaited.replace(Some(Awaited { name: name.clone(), attributes }));
    }

    /// Ends the wait, for the list to be used again.
    pub(in crate::dom) fn stop_waiting(&self) -> OwnAttributes {
        self.awaited.take().map_or_else(OwnAttributes::default, |awaited| awaited.attributes)
    }

    /// The number of attributes that wait for their element.
    pub(in crate::dom) fn waiting(&self) -> usize {
        self.awaited.borrow().as_ref().map_or(0, |awaited| awaited.attributes.len())
    }

    fn step(&self) {
        self.steps.set(self.steps.get() + 1);
    }

    pub(in crate::dom) fn node_count(&self) -> usize {
        self.dom.borrow().nodes.len()
    }

    /// Whether the place of the last insertion has more than `limit` ancestors, including
    /// templates. Depth is not cached, since misnested formatting moves subtrees.
    pub(in crate::dom) fn is_deeper_than(&self, limit: usize) -> bool {
        let dom = self.dom.borrow();
        let mut at = self.newest.get();
        for _ in 0..=limit {
            match dom.parent(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        true
    }

    fn name_of(&self, element: NodeId) -> ElementName<'_> {
        let dom = self.dom.borrow();
        let NodeData::Element { tag, name, .. } = dom.nodes[element.index()].data else {
            // The parser only asks for elements. If it ever asked for another node, a name that no
            // rule matches is safe.
            static NO_NAME: std::sync::LazyLock<QualName> = std::sync::LazyLock::new(|| {
                QualName::new(None, Namespace::from(""), LocalName::from(""))
            });
            return ElementName::Known(&NO_NAME);
        };
        match tag {
            Tag::Svg | Tag::Math | Tag::Other | Tag::Foreign => {
                ElementName::Other(Ref::map(dom, |dom| &dom.names[name as usize]))
            }
            known => {
                self.asked[element.index() % ASKED].set((element, known));
                ElementName::Known(&self.known_names[known as usize])
            }
        }
    }

    fn note_place(&self, near: NodeId, child: &NodeOrText<NodeId>) {
        self.newest.set(match child {
            NodeOrText::AppendNode(node) if *node != NodeId::DROPPED => *node,
            _ => near,
        });
    }
}

/// The name of an element while the parser asks for it.
#[derive(Debug)]
pub(in crate::dom) enum ElementName<'a> {
    Known(&'static QualName),
    Other(Ref<'a, QualName>),
}

impl ElementName<'_> {
    fn qualified(&self) -> &QualName {
        match self {
            ElementName::Known(name) => name,
            ElementName::Other(name) => name,
        }
    }
}

impl ElemName for ElementName<'_> {
    fn ns(&self) -> &Namespace {
        &self.qualified().ns
    }
    fn local_name(&self) -> &LocalName {
        &self.qualified().local
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Dom;
    type ElemName<'a> = ElementName<'a>;

    fn finish(self) -> Dom {
        self.into_parts().0
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId::DOCUMENT
    }

    #[inline]
    fn elem_name<'a>(&'a self, target: &'a NodeId) -> ElementName<'a> {
        self.step();
        let (node, tag) = self.asked[target.index() % ASKED].get();
        match self.known_names.get(tag as usize) {
            Some(name) if node == *target => ElementName::Known(name),
            _ => self.name_of(*target),
        }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<html5ever::Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        let is_html = name.ns == ns!(html);
        if !is_html {
            self.has_foreign.set(true);
        }
        // The tree builder may create others before it, such as the `<tbody>` of a `<tr>`.
        let mut awaited = self.awaited.borrow_mut();
        let own = awaited.as_mut().filter(|awaited| is_html && awaited.name == name.local);
        // What comes with attributes of its own is opened again.
        let own = own.filter(|_| attributes.is_empty());
        let own = own.map(|awaited| &mut awaited.attributes);
        // Reopened elements come with their attributes.
        let count = attributes.len() + own.as_ref().map_or(0, |own| own.len());
        self.steps.set(self.steps.get() + STEPS_PER_ATTRIBUTE * count as u64);
        let dom = &mut *self.dom.borrow_mut();
        let tag = Tag::of(&name.ns, &name.local);
        let name = match tag.qualified() {
            Some(_) => 0,
            None => self.names.borrow_mut().intern(dom, &name),
        };
        let (start, count) = match own {
            Some(own) => {
                let stored = dom.store_own(own, &self.page);
                own.clear();
                stored
            }
            None => dom.store_attributes(
                attributes.iter().map(|attribute| (&attribute.name.local, &*attribute.value)),
                self.keep_all_attributes,
            ),
        };
        let id = dom.push(NodeData::Element {
            tag,
            integration_point: flags.mathml_annotation_xml_integration_point,
            attribute_count: count,
            name,
            attributes: start,
        });
        if flags.template {
            let contents = dom.push_contents(id);
            self.templates.borrow_mut().insert(id, contents);
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        NodeId::DROPPED
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        NodeId::DROPPED
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.note_place(*parent, &child);
        let dom = &mut *self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.append_node(*parent, node),
            NodeOrText::AppendText(text) => dom.append_text(*parent, &text),
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        if self.dom.borrow().parent(*element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.templates.borrow().get(target).copied().unwrap_or(*target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.step();
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.note_place(*sibling, &child);
        let dom = &mut *self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.insert_before(*sibling, node),
            NodeOrText::AppendText(text) => dom.insert_text_before(*sibling, &text),
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<html5ever::Attribute>) {
        self.dom.borrow_mut().add_missing_attributes(
            *target,
            &attributes,
            self.keep_all_attributes,
        );
    }

    fn remove_from_parent(&self, target: &NodeId) {
        if *target != NodeId::DROPPED {
            self.dom.borrow_mut().detach(*target);
        }
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let dom = &mut *self.dom.borrow_mut();
        while let Some(child) = dom.first_child(*node) {
            dom.append_node(*new_parent, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        matches!(
            self.dom.borrow().nodes[target.index()].data,
            NodeData::Element { integration_point: true, .. }
        )
    }
}
