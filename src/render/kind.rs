//! What each block is: a heading, a paragraph, a list item.

use super::content::markup::said_heading;
use crate::block::{DataTables, Page, is_layout_list};
use crate::dom::{Dom, Tag};
use std::fmt;

/// The kind of a block ([`Block::kind`](crate::Block::kind)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading with its level, 1 to 6.
    Heading(u8),
    /// Any other text, whether a whole paragraph or a single line.
    #[default]
    Paragraph,
    /// A list item, or part of one.
    Item,
    /// A cell of a data table, or part of one. Text in a table that only lays out the page has the
    /// kind it would have without the table.
    Cell,
    /// Preformatted text, usually code.
    Code,
    /// A quotation.
    Quote,
    /// The caption of a figure or table.
    Caption,
    /// The term of a definition list.
    Term,
    /// The description of a term.
    Description,
}

impl BlockKind {
    /// Returns the name in snake case. That of a heading is `heading`, whatever its level.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            BlockKind::Heading(_) => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Item => "item",
            BlockKind::Cell => "cell",
            BlockKind::Code => "code",
            BlockKind::Quote => "quote",
            BlockKind::Caption => "caption",
            BlockKind::Term => "term",
            BlockKind::Description => "description",
        }
    }
}

impl fmt::Display for BlockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The kinds of all blocks of a page. The kind that an element gives to its text applies to
/// everything below it, until another element changes it.
pub(crate) fn kinds(dom: &Dom, page: &Page) -> Vec<BlockKind> {
    let tables = DataTables::of(dom, page);
    let mut inside: Vec<Inside> = Vec::with_capacity(page.elements.len());
    for (index, element) in page.elements.iter().enumerate() {
        let index = index as u32;
        let around = inside.get(element.parent as usize).copied().unwrap_or_default();
        let kind = |kind| Inside { kind, ..around };
        let heading = element.tag.heading_level().or_else(|| said_heading(dom, page, index));
        inside.push(match element.tag {
            _ if page.listings.contains_key(&index) => kind(BlockKind::Code),
            _ if heading.is_some() => kind(BlockKind::Heading(heading.unwrap_or_default())),
            Tag::Table => Inside {
                kind: BlockKind::Paragraph,
                in_list: false,
                in_table: tables.contains(index),
            },
            Tag::Td | Tag::Th if around.in_table => kind(BlockKind::Cell),
            Tag::Td | Tag::Th => kind(BlockKind::Paragraph),
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir if !around.in_table => {
                Inside { in_list: !is_layout_list(element), ..around }
            }
            Tag::Li if around.in_list => kind(BlockKind::Item),
            Tag::Li if !around.in_table => kind(BlockKind::Paragraph),
            Tag::Dt if !around.in_table => kind(BlockKind::Term),
            Tag::Dd if !around.in_table => kind(BlockKind::Description),
            Tag::Blockquote => kind(BlockKind::Quote),
            Tag::Caption if around.in_table => kind(BlockKind::Caption),
            Tag::Figcaption => kind(BlockKind::Caption),
            tag if tag.is_preformatted() => kind(BlockKind::Code),
            _ => around,
        });
    }
    let of_element = |element: u32| inside.get(element as usize).copied().unwrap_or_default().kind;
    page.blocks.iter().map(|block| of_element(block.element)).collect()
}

/// The state inside an element.
#[derive(Clone, Copy, Debug, Default)]
struct Inside {
    kind: BlockKind,
    in_list: bool,
    in_table: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds_of(html: &str) -> String {
        let dom = crate::dom::parse(html, &crate::Limits::default(), false).unwrap();
        let page = crate::block::segment(&dom);
        let kinds = kinds(&dom, &page);
        let named = page.blocks.iter().zip(kinds).map(|(block, kind)| match kind {
            BlockKind::Heading(level) => format!("{} {kind} {level}", page.block_text(block)),
            kind => format!("{} {kind}", page.block_text(block)),
        });
        named.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn every_kind_is_told_by_its_element() {
        for (html, kinds) in [
            ("<h2>a</h2>b<p>c", "a heading 2, b paragraph, c paragraph"),
            ("<div role=heading aria-level=3>a</div>", "a heading 3"),
            ("<ul><li>a<p>b</p><ol><li>c</ol></ul>", "a item, b item, c item"),
            ("<blockquote><p>a<ul><li>b</ul><pre>c</pre>", "a quote, b item, c code"),
            ("<dl><dt>a<dd>b<p>c", "a term, b description, c description"),
            ("<figure><img src=i.png><figcaption><p>a", "a caption"),
            (
                "<table><caption>a</caption><tr><th>b<th>c<tr><td>d<td><ul><li>e</ul></table>",
                "a caption, b cell, c cell, d cell, e cell",
            ),
            ("<table><tr><td><h1>a</h1><p>b<td>c</table>", "a heading 1, b paragraph, c paragraph"),
            ("<ul><li><h3>a</h3><p>b</ul>", "a heading 3, b paragraph"),
            ("<ul><li><h3>a</h3><p>b<ul><li>c</ul></ul>", "a heading 3, b paragraph, c item"),
            ("<li>a", "a paragraph"),
        ] {
            assert_eq!(kinds_of(html), kinds, "{html}");
        }
    }
}
