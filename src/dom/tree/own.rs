//! The attributes of a tag on their way to its element.

use super::{AttributeName, Span};
use html5ever::tendril::StrTendril;
use html5ever::{QualName, ns};
use std::ops::Range;

/// The attributes of a tag that only its element needs. They do not pass through the tree builder,
/// which would want a list of its own for each tag.
#[derive(Default)]
pub(in crate::dom) struct OwnAttributes {
    list: Vec<(AttributeName, OwnValue)>,
    /// Values that are not in the page as they stand.
    decoded: String,
}

/// Where the value of an attribute is.
#[derive(Clone, Copy)]
enum OwnValue {
    OfPage(Span),
    Decoded(Span),
}

impl OwnAttributes {
    pub(in crate::dom) fn clear(&mut self) {
        self.list.clear();
        self.decoded.clear();
    }

    pub(in crate::dom) fn len(&self) -> usize {
        self.list.len()
    }

    pub(in crate::dom) fn has(&self, name: AttributeName) -> bool {
        self.list.iter().any(|&(before, _)| before == name)
    }

    /// The names and values.
    pub(super) fn values<'a>(
        &'a self,
        page: &'a str,
    ) -> impl Iterator<Item = (AttributeName, &'a str)> {
        self.list.iter().map(move |&(name, value)| match value {
            OwnValue::OfPage(span) => (name, span.of(page)),
            OwnValue::Decoded(span) => (name, span.of(&self.decoded)),
        })
    }

    /// The same for the tree builder.
    pub(in crate::dom) fn for_tree_builder(&self, page: &StrTendril) -> Vec<html5ever::Attribute> {
        let value = |value: OwnValue| match value {
            OwnValue::OfPage(Span { start, end }) => page.try_subtendril(start, end - start).ok(),
            OwnValue::Decoded(span) => Some(StrTendril::from_slice(span.of(&self.decoded))),
        };
        let attribute = |&(name, of_name): &(AttributeName, OwnValue)| html5ever::Attribute {
            name: QualName::new(None, ns!(), name.local()),
            value: value(of_name).unwrap_or_default(),
        };
        self.list.iter().map(attribute).collect()
    }

    /// Adds one whose value is a range of the page.
    pub(in crate::dom) fn add(&mut self, name: AttributeName, value: Range<usize>) {
        let span = Span { start: value.start as u32, end: value.end as u32 };
        self.list.push((name, OwnValue::OfPage(span)));
    }

    /// Adds one whose value `decode` writes.
    pub(in crate::dom) fn add_decoded(
        &mut self,
        name: AttributeName,
        decode: impl FnOnce(&mut String) -> Option<()>,
    ) -> Option<()> {
        let start = self.decoded.len() as u32;
        decode(&mut self.decoded)?;
        let span = Span { start, end: self.decoded.len() as u32 };
        self.list.push((name, OwnValue::Decoded(span)));
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use crate::dom::testing::parsed;
    use crate::dom::{AttributeName, NodeId, Tag};

    #[test]
    fn attributes_reach_the_element_of_their_tag() {
        let dom = parsed("<body><table><tr id=row><td id=cell>a<svg id=drawing><path id=line>");
        for (tag, id) in [
            (Tag::Table, None),
            (Tag::Tbody, None),
            (Tag::Tr, Some("row")),
            (Tag::Td, Some("cell")),
            (Tag::Svg, Some("drawing")),
            (Tag::Foreign, Some("line")),
        ] {
            let node = dom.find(NodeId::DOCUMENT, tag).unwrap();
            assert_eq!(dom.attribute(node, AttributeName::Id), id, "{tag:?}");
        }
    }

    #[test]
    fn attributes_of_ignored_tags_are_lost() {
        let dom = parsed("<body><p>a<tr id=row><td id=cell>b<head id=head>c");
        assert!(!dom.has_attribute(AttributeName::Id));
    }

    #[test]
    fn the_first_of_a_name_counts_with_its_references_resolved() {
        let dom = parsed("<p><img alt='a &amp; b' ALT=c src=d?e&f title=g>");
        let image = dom.find(NodeId::DOCUMENT, Tag::Img).unwrap();
        let attributes: Vec<_> = dom.attributes(image).collect();
        assert_eq!(attributes, [("alt", "a & b"), ("src", "d?e&f"), ("title", "g")]);
    }

    #[test]
    fn a_link_that_is_opened_again_keeps_its_address() {
        let dom = parsed("<p><a href=b onclick=c>a</p><p>d");
        let links = dom.descendants(NodeId::DOCUMENT).filter(|&it| dom.tag(it) == Some(Tag::A));
        let addresses: Vec<_> =
            links.map(|link| dom.attribute(link, AttributeName::Href)).collect();
        assert_eq!(addresses, [Some("b"), Some("b")]);
    }
}
