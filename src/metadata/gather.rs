//! Collects what the markup says outside the text, in one walk over the whole page.

use super::json::{self, Json};
use super::plain::{element_text, plain};
use crate::dom::{AttributeName, Dom, NodeId, Tag, Visitor};
use std::collections::HashSet;

/// Items nested deeper than this are read as part of the item around them.
const MAX_ITEMS: usize = 32;
/// One value may belong to this many properties.
const MAX_NAMES: usize = 4;

/// Everything that the markup states about the page, in document order.
#[derive(Default)]
pub(super) struct Statements<'a> {
    /// The language of `<html lang>`.
    pub(super) language: Option<&'a str>,
    /// The first `<title>`.
    pub(super) title: Option<String>,
    /// `<meta>` elements: the name or property in lower case, and the content.
    pub(super) metas: Vec<(String, &'a str)>,
    /// `<link>` elements and links to the license: the relations in lower case, and the address.
    pub(super) links: Vec<(String, &'a str)>,
    /// `<link hreflang>`: the language and the address.
    pub(super) translations: Vec<(&'a str, &'a str)>,
    /// Every value of every JSON-LD script.
    pub(super) linked_data: Vec<Json>,
    /// The outermost items of microdata and RDFa, in the shape of JSON-LD.
    pub(super) items: Vec<Json>,
    /// Properties outside any item.
    pub(super) loose: Vec<(String, Json)>,
}

impl Statements<'_> {
    /// The contents of the metas of this name, in document order.
    pub(super) fn meta<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        let contents = self.metas.iter().filter(move |(key, _)| key == name);
        contents.map(|&(_, content)| content)
    }
}

/// The member of a microdata item that contains the first main heading.
pub(super) const HEADING: &str = "@heading";

/// Reads the markup of a page. What is inside `others`, the elements with readers' comments, is not
/// about the page.
pub(super) fn gather<'a>(dom: &'a Dom, others: &HashSet<NodeId>) -> Statements<'a> {
    let mut walk = Walk {
        dom,
        others,
        statements: Statements::default(),
        open: Vec::new(),
        articles: Vec::new(),
        within_other: None,
    };
    dom.walk(NodeId::DOCUMENT, &mut walk);
    walk.statements
}

struct Walk<'a, 'b> {
    dom: &'a Dom,
    others: &'b HashSet<NodeId>,
    statements: Statements<'a>,
    open: Vec<Item>,
    /// The `<article>` elements around the node.
    articles: Vec<NodeId>,
    /// The outermost of `others` around the node.
    within_other: Option<NodeId>,
}

/// An item of microdata or RDFa whose element is not closed yet.
struct Item {
    node: NodeId,
    /// The properties of the item around it that this item is the value of.
    names: String,
    members: Vec<(String, Json)>,
    /// The `<article>` in which its first author is named, if one is.
    authored: Option<Option<NodeId>>,
    headed: bool,
}

impl Visitor for Walk<'_, '_> {
    fn enter(&mut self, node: NodeId) -> bool {
        let Some(tag) = self.dom.tag(node) else { return true };
        if self.within_other.is_none() && self.others.contains(&node) {
            self.within_other = Some(node);
        }
        match tag {
            Tag::Article => self.articles.push(node),
            Tag::H1 => self.heading(node),
            Tag::Meta => self.meta(node),
            Tag::Link | Tag::A => self.link(node, tag),
            Tag::Title if self.statements.title.is_none() => {
                let title = plain(&self.dom.text_content(node)).into_owned();
                self.statements.title = Some(title).filter(|title| !title.is_empty());
            }
            Tag::Script => self.script(node),
            Tag::Html => {
                self.statements.language = self.dom.attribute(node, AttributeName::Lang);
            }
            _ => {}
        }
        self.properties(node, tag);
        true
    }

    fn leave(&mut self, node: NodeId) {
        self.within_other = self.within_other.filter(|other| *other != node);
        self.articles.pop_if(|article| *article == node);
        if self.open.last().is_none_or(|item| item.node != node) {
            return;
        }
        let Some(Item { names, members, .. }) = self.open.pop() else { return };
        let value = Json::Object(members);
        if names.is_empty() {
            self.statements.items.push(value);
        } else {
            self.add(&names, value);
        }
    }
}

impl<'a> Walk<'a, '_> {
    fn meta(&mut self, node: NodeId) {
        let Some(content) = self.dom.attribute(node, AttributeName::Content) else { return };
        if content.trim().is_empty() {
            return;
        }
        for name in [AttributeName::Property, AttributeName::Name, AttributeName::HttpEquiv] {
            if let Some(name) = self.dom.attribute(node, name) {
                self.statements.metas.push((name.trim().to_ascii_lowercase(), content.trim()));
            }
        }
    }

    fn link(&mut self, node: NodeId, tag: Tag) {
        let Some(relations) = self.dom.attribute(node, AttributeName::Rel) else { return };
        let Some(address) = self.dom.attribute(node, AttributeName::Href) else { return };
        let language = self.dom.attribute(node, AttributeName::Hreflang);
        if let Some(language) = language.filter(|_| tag == Tag::Link) {
            self.statements.translations.push((language.trim(), address.trim()));
        }
        let relations = relations.to_ascii_lowercase();
        // Of the links in the text, only that to the license is about this page.
        if tag == Tag::Link || relations.split_ascii_whitespace().any(|name| name == "license") {
            self.statements.links.push((relations, address.trim()));
        }
    }

    fn script(&mut self, node: NodeId) {
        let kind = self.dom.attribute(node, AttributeName::Type).unwrap_or_default();
        if kind.trim().to_ascii_lowercase().starts_with("application/ld+json") {
            self.statements.linked_data.extend(json::read_all(&self.dom.text_content(node)));
        }
    }

    fn heading(&mut self, node: NodeId) {
        if self.open.iter().all(|item| item.headed) {
            return;
        }
        let text = element_text(self.dom, node);
        for item in self.open.iter_mut().filter(|item| !item.headed) {
            item.headed = true;
            item.members.push((HEADING.to_owned(), Json::Text(text.clone())));
        }
    }

    /// Reads `itemscope`, `itemprop` and their RDFa counterparts.
    fn properties(&mut self, node: NodeId, tag: Tag) {
        if self.within_other.is_some() {
            return;
        }
        let mut names = None;
        let mut types = None;
        let mut is_item = false;
        let mut id = None;
        for (name, value) in self.dom.known_attributes(node) {
            match name {
                AttributeName::ItemProp => names = Some(value),
                // Open Graph and others use the same attribute in `<meta>`.
                AttributeName::Property if names.is_none() && !self.open.is_empty() => {
                    names = Some(value);
                }
                AttributeName::ItemScope => is_item = true,
                AttributeName::ItemType => types = Some(value),
                AttributeName::TypeOf => {
                    is_item = true;
                    types = types.or(Some(value));
                }
                AttributeName::ItemId => id = Some(value),
                _ => {}
            }
        }
        if is_item && self.open.len() < MAX_ITEMS {
            let mut members = Vec::new();
            if let Some(types) = types {
                let types = types.split_ascii_whitespace().map(|name| Json::Text(name.to_owned()));
                members.push(("@type".to_owned(), Json::List(types.collect())));
            }
            if let Some(id) = id {
                members.push(("@id".to_owned(), Json::Text(id.to_owned())));
            }
            let names = names.unwrap_or_default().to_owned();
            self.open.push(Item { node, names, members, authored: None, headed: false });
        } else if let Some(names) = names {
            // The whole text of an article is not a statement about it.
            if !names.eq_ignore_ascii_case("articleBody") {
                let value = self.value(node, tag, names);
                self.add(names, value);
            }
        }
    }

    fn value(&self, node: NodeId, tag: Tag, names: &str) -> Json {
        let attribute =
            |name| self.dom.attribute(node, name).filter(|value| !value.trim().is_empty());
        let is_address = ["url", "sameAs", "image", "license", "mainEntityOfPage", "logo"]
            .iter()
            .any(|name| names.eq_ignore_ascii_case(name));
        let stated = attribute(AttributeName::Content).or_else(|| match tag {
            Tag::Time => attribute(AttributeName::DateTime),
            Tag::Link => attribute(AttributeName::Href),
            Tag::A | Tag::Area if is_address => attribute(AttributeName::Href),
            Tag::Img => attribute(AttributeName::Src),
            Tag::Data | Tag::Meter => attribute(AttributeName::Value),
            // Not in the standard, but common.
            _ => attribute(AttributeName::DateTime),
        });
        Json::Text(match stated {
            Some(value) => value.trim().to_owned(),
            None => element_text(self.dom, node),
        })
    }

    /// Adds a value to the innermost open item.
    fn add(&mut self, names: &str, value: Json) {
        let article = self.articles.last().copied();
        let members = match self.open.last_mut() {
            Some(item) => {
                // Articles inside one another name the authors of comments and of teasers.
                if is_author(names) && *item.authored.get_or_insert(article) != article {
                    return;
                }
                &mut item.members
            }
            None => &mut self.statements.loose,
        };
        let mut names = names.split_ascii_whitespace().map(local_name);
        // An item belongs to one property, or nested copies would grow without bounds.
        let more = if matches!(value, Json::Text(_)) { MAX_NAMES - 1 } else { 0 };
        let Some(first) = names.next() else { return };
        members.extend(names.take(more).map(|name| (name.to_owned(), value.clone())));
        members.push((first.to_owned(), value));
    }
}

fn is_author(names: &str) -> bool {
    names.split_ascii_whitespace().map(local_name).any(|name| matches!(name, "author" | "creator"))
}

/// The last part of a name like `schema:author` or `https://schema.org/author`.
pub(super) fn local_name(name: &str) -> &str {
    name.rsplit(['/', '#', ':']).next().unwrap_or(name)
}
