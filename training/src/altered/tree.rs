//! A page as a tree that can be changed and serialized.

use super::Dice;
use crate::boost::random::hash;
use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom, SerializableHandle};
use std::rc::Rc;

/// Shorter text nodes do not identify a place.
const MIN_BYTES: usize = 25;

/// A page, and the elements that hold its content's first, middle and last text.
pub struct Tree {
    dom: RcDom,
    first: Handle,
    middle: Handle,
    last: Handle,
}

/// Where boilerplate is inserted.
#[derive(Clone, Copy, Debug)]
pub enum Placement {
    /// After the last text of the content, this many levels above it.
    Below(usize),
    Above,
    Amid,
}

impl Placement {
    pub fn draw(dice: &mut Dice) -> Placement {
        match dice.below(20) {
            0..=9 => Placement::Below(0),
            10..=15 => Placement::Below(1 + dice.below(3)),
            16..=17 => Placement::Above,
            _ => Placement::Amid,
        }
    }
}

/// What happens to the names on a page.
#[derive(Clone, Copy, Debug)]
pub struct Renaming {
    /// Landmarks become `div`, and roles and microdata are removed.
    landmarks: bool,
    classes: Classes,
    /// Hashed names, different on each page.
    salt: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Classes {
    Stay,
    Go,
    Hashed,
}

impl Renaming {
    pub fn draw(dice: &mut Dice) -> Renaming {
        let landmarks = dice.chance(0.6);
        let classes = match dice.below(20) {
            0..=4 => Classes::Go,
            5..=7 => Classes::Hashed,
            _ => Classes::Stay,
        };
        Renaming { landmarks, classes, salt: dice.next() }
    }
}

impl Renaming {
    fn hashed(self, word: &str) -> String {
        let number = word.bytes().fold(self.salt, |sum, byte| hash(sum ^ u64::from(byte)));
        format!("x{:x}", number >> 36)
    }
}

impl Tree {
    /// Parses a page. `None` if the gold text is not found on it.
    pub fn parse(html: &str, gold: &str) -> Option<Tree> {
        let mut options = ParseOpts::default();
        options.tree_builder.scripting_enabled = false;
        let dom = parse_document(RcDom::default(), options).one(html);
        let gold = collapse(gold);
        let mut found: Vec<Handle> = Vec::new();
        for node in nodes(&dom.document) {
            if let NodeData::Text { contents } = &node.data {
                let text = collapse(&contents.borrow());
                if text.len() >= MIN_BYTES && gold.contains(&text) {
                    found.extend(block_around(&node));
                }
            }
        }
        let (first, last) = (found.first()?.clone(), found.last()?.clone());
        let middle = found[found.len() / 2].clone();
        Some(Tree { dom, first, middle, last })
    }

    /// Inserts a piece of HTML.
    pub fn insert(&mut self, html: &str, placement: Placement) {
        let (mut at, after) = match placement {
            Placement::Below(_) => (self.last.clone(), true),
            Placement::Above => (self.first.clone(), false),
            Placement::Amid => (self.middle.clone(), true),
        };
        if let Placement::Below(levels) = placement {
            for _ in 0..levels {
                match parent(&at).filter(|above| !is_outermost(above)) {
                    Some(above) => at = above,
                    None => break,
                }
            }
        }
        let Some(above) = parent(&at) else { return };
        let mut position =
            above.children.borrow().iter().position(|child| Rc::ptr_eq(child, &at)).unwrap_or(0);
        position += usize::from(after);
        for node in fragment(html).into_iter().rev() {
            node.parent.set(Some(Rc::downgrade(&above)));
            above.children.borrow_mut().insert(position, node);
        }
    }

    /// Replaces names of elements and classes all over the page.
    pub fn rename(&mut self, renaming: Renaming) {
        let renamed = |node: &Handle| {
            let NodeData::Element {
                name,
                attrs,
                template_contents,
                mathml_annotation_xml_integration_point,
            } = &node.data
            else {
                return None;
            };
            let is_landmark = renaming.landmarks
                && matches!(
                    &*name.local,
                    "article"
                        | "main"
                        | "section"
                        | "header"
                        | "footer"
                        | "nav"
                        | "aside"
                        | "figure"
                );
            let mut attrs = attrs.borrow().clone();
            if renaming.landmarks {
                attrs.retain(|attribute| {
                    !matches!(
                        &*attribute.name.local,
                        "role" | "itemprop" | "itemtype" | "itemscope" | "typeof" | "property"
                    ) || &*name.local == "meta"
                });
            }
            match renaming.classes {
                Classes::Stay => {}
                Classes::Go => {
                    attrs.retain(|attribute| !matches!(&*attribute.name.local, "class" | "id"))
                }
                Classes::Hashed => {
                    for attribute in &mut attrs {
                        if matches!(&*attribute.name.local, "class" | "id") {
                            let words = attribute.value.split_ascii_whitespace();
                            let hashed: Vec<String> =
                                words.map(|word| renaming.hashed(word)).collect();
                            attribute.value = hashed.join(" ").into();
                        }
                    }
                }
            }
            let local = if is_landmark { local_name!("div") } else { name.local.clone() };
            Some(NodeData::Element {
                name: QualName::new(name.prefix.clone(), name.ns.clone(), local),
                attrs: attrs.into(),
                template_contents: template_contents.clone(),
                mathml_annotation_xml_integration_point: *mathml_annotation_xml_integration_point,
            })
        };
        // A node's data cannot change, so elements are created anew and take over the children.
        for node in nodes(&self.dom.document) {
            let Some(data) = renamed(&node) else { continue };
            let new = Node::new(data);
            adopt(&new, node.children.take());
            self.replace(&node, vec![new]);
        }
    }

    /// Lays the page out as was usual before style sheets: what is in sibling `div` elements moves
    /// to the cells of a table, each in a row of its own or all in one.
    pub fn lay_out_in_tables(&mut self, dice: &mut Dice) {
        for node in nodes(&self.dom.document) {
            let holds_blocks =
                node.children.borrow().iter().filter(|child| is_div(child)).count() > 1;
            if !holds_blocks
                || local(&node).is_none_or(|name| !matches!(&**name, "body" | "div" | "td"))
            {
                continue;
            }
            let mut children = node.children.take();
            children.retain(|child| !is_white_space(child));
            let mut laid_out: Vec<Handle> = Vec::with_capacity(children.len());
            for run in children.chunk_by(|one, next| is_div(one) && is_div(next)) {
                if run.len() < 2 || !is_div(&run[0]) {
                    laid_out.extend(run.iter().cloned());
                    continue;
                }
                let in_one_row = run.len() < 4 && dice.chance(0.5);
                let body = element("tbody");
                let mut row = element("tr");
                for div in run {
                    let NodeData::Element { attrs, .. } = &div.data else { continue };
                    let cell = element("td");
                    if let NodeData::Element { attrs: own, .. } = &cell.data {
                        own.replace(attrs.take());
                    }
                    adopt(&cell, div.children.take());
                    adopt(&row, vec![cell.clone()]);
                    if !in_one_row {
                        adopt(&body, vec![std::mem::replace(&mut row, element("tr"))]);
                    }
                    self.mark_anew(div, &cell);
                }
                if in_one_row {
                    adopt(&body, vec![row]);
                }
                let table = element("table");
                adopt(&table, vec![body]);
                laid_out.push(table);
            }
            adopt(&node, laid_out);
        }
        // A mark in a cell stays valid: more is added to the same cell.
        for marked in [&mut self.first, &mut self.middle, &mut self.last] {
            if local(marked).is_some_and(|name| &**name == "td") {
                let last = marked.children.borrow().last().cloned();
                *marked = last.unwrap_or_else(|| marked.clone());
            }
        }
    }

    /// Separates paragraphs by two line breaks, as on pages without `p` elements.
    pub fn break_paragraphs(&mut self) {
        for node in nodes(&self.dom.document) {
            if local(&node).is_none_or(|name| &**name != "p") {
                continue;
            }
            let mut pieces = node.children.take();
            pieces.extend([element("br"), element("br")]);
            self.replace(&node, pieces);
        }
    }

    /// Replaces a node by others.
    fn replace(&mut self, node: &Handle, by: Vec<Handle>) {
        let Some(above) = parent(node) else { return };
        let position = above.children.borrow().iter().position(|child| Rc::ptr_eq(child, node));
        let (Some(at), Some(last)) = (position, by.last().cloned()) else { return };
        for new in &by {
            new.parent.set(Some(Rc::downgrade(&above)));
        }
        above.children.borrow_mut().splice(at..=at, by);
        self.mark_anew(node, &last);
    }

    fn mark_anew(&mut self, old: &Handle, new: &Handle) {
        for marked in [&mut self.first, &mut self.middle, &mut self.last] {
            if Rc::ptr_eq(marked, old) {
                *marked = new.clone();
            }
        }
    }

    pub fn html(&self) -> String {
        let mut out = Vec::new();
        let options = SerializeOpts {
            scripting_enabled: false,
            traversal_scope: TraversalScope::ChildrenOnly(None),
            ..SerializeOpts::default()
        };
        let document: SerializableHandle = self.dom.document.clone().into();
        serialize(&mut out, &document, options).expect("memory takes what is written");
        String::from_utf8(out).expect("HTML is UTF-8")
    }
}

fn is_div(node: &Handle) -> bool {
    local(node).is_some_and(|name| &**name == "div")
}

fn is_white_space(node: &Handle) -> bool {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().trim().is_empty(),
        NodeData::Comment { .. } => true,
        _ => false,
    }
}

fn element(name: &str) -> Handle {
    Node::new(NodeData::Element {
        name: QualName::new(None, ns!(html), name.into()),
        attrs: Vec::new().into(),
        template_contents: None.into(),
        mathml_annotation_xml_integration_point: false,
    })
}

/// Appends nodes to the children of another.
fn adopt(parent: &Handle, children: Vec<Handle>) {
    for child in &children {
        child.parent.set(Some(Rc::downgrade(parent)));
    }
    parent.children.borrow_mut().extend(children);
}

/// All nodes below one in document order, collected before any is changed.
fn nodes(root: &Handle) -> Vec<Handle> {
    let mut open = vec![root.clone()];
    let mut all = Vec::new();
    while let Some(node) = open.pop() {
        open.extend(node.children.borrow().iter().rev().cloned());
        all.push(node);
    }
    all
}

fn parent(node: &Handle) -> Option<Handle> {
    let weak = node.parent.take()?;
    let above = weak.upgrade();
    node.parent.set(Some(weak));
    above
}

fn local(node: &Handle) -> Option<&LocalName> {
    match &node.data {
        NodeData::Element { name, .. } => Some(&name.local),
        _ => None,
    }
}

fn is_outermost(node: &Handle) -> bool {
    local(node).is_none_or(|name| matches!(&**name, "body" | "html"))
}

/// The block-level element around a text, or the whole list or table.
fn block_around(text: &Handle) -> Option<Handle> {
    let mut at = parent(text)?;
    while local(&at).is_some_and(|name| {
        matches!(
            &**name,
            "a" | "b"
                | "strong"
                | "i"
                | "em"
                | "u"
                | "span"
                | "font"
                | "small"
                | "big"
                | "sup"
                | "sub"
                | "code"
                | "mark"
                | "abbr"
                | "cite"
                | "q"
                | "time"
                | "label"
                | "ins"
                | "del"
                | "s"
                | "center"
                | "li"
                | "ul"
                | "ol"
                | "td"
                | "th"
                | "tr"
                | "tbody"
                | "thead"
                | "dd"
                | "dt"
                | "dl"
                | "blockquote"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
        )
    }) {
        let is_cell = local(&at).is_some_and(|name| matches!(&**name, "td" | "th"));
        // The cell of a layout table is a container.
        if is_cell {
            return at.children.borrow().iter().rev().find(|child| local(child).is_some()).cloned();
        }
        let above = parent(&at)?;
        if is_outermost(&above) {
            break;
        }
        at = above;
    }
    (!is_outermost(&at)).then_some(at)
}

fn fragment(html: &str) -> Vec<Handle> {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false)
        .one(html);
    let root = dom.document.children.borrow().first().cloned();
    root.map_or_else(Vec::new, |root| root.children.take())
}

/// White space collapsed to single spaces.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
