//! What elements mean: marks, cells, list numbers.

use super::{Align, Cell, Marks};
use crate::block::{Element, Page, Role};
use crate::dom::{AttributeName, Dom, Tag};

/// CommonMark takes list numbers of nine digits.
const MAX_LIST_NUMBER: u32 = 999_999_999;

/// The mark that an element puts on its text.
pub(super) fn marks(tag: Tag) -> Marks {
    match tag {
        Tag::B | Tag::Strong | Tag::Summary => Marks::STRONG,
        Tag::Cite | Tag::Dfn | Tag::Em | Tag::I | Tag::Var => Marks::EMPHASIS,
        Tag::Del | Tag::S | Tag::Strike => Marks::STRIKE,
        Tag::Sub => Marks::SUBSCRIPT,
        Tag::Sup => Marks::SUPERSCRIPT,
        _ => Marks::default(),
    }
}

/// The level of an element that says it is a heading by `role` and `aria-level` (WAI-ARIA 1.2 wants
/// both), and has text of its own and nothing else, as a heading may have: some put the role on all
/// that stands under one.
pub(in crate::render) fn said_heading(dom: &Dom, page: &Page, index: u32) -> Option<u8> {
    let element = page.element(index).filter(|element| element.role == Role::Heading)?;
    let level = dom.attribute(element.node, AttributeName::AriaLevel)?.trim().parse().ok()?;
    let only = page.blocks.get(element.first_block as usize)?;
    let alone = element.blocks().len() == 1 && only.element == index;
    (alone && (1..=6).contains(&level)).then_some(level)
}

/// A custom element may be displayed as anything.
pub(super) fn is_custom(dom: &Dom, element: &Element) -> bool {
    element.tag == Tag::Other && dom.local_name(element.node).contains('-')
}

/// Whether formulas inside an element of this class stand on lines of their own.
pub(in crate::render) fn displays_formulas(class: &str) -> bool {
    class.split_ascii_whitespace().any(|word| matches!(word, "katex-display" | "MathJax_Display"))
}

/// The number that an ordered list begins with.
pub(super) fn list_start(dom: &Dom, list: &Element) -> Option<u32> {
    (list.tag == Tag::Ol).then(|| {
        let start = dom.attribute(list.node, AttributeName::Start);
        start.and_then(|start| start.trim().parse().ok()).unwrap_or(1).min(MAX_LIST_NUMBER)
    })
}

/// What a `<td>` or `<th>` says of itself.
pub(super) fn cell(dom: &Dom, cell: &Element) -> Cell {
    let attribute = |name| dom.attribute(cell.node, name);
    let span = |name, most: u16| {
        let span = attribute(name).and_then(|span| span.trim().parse::<u16>().ok());
        span.unwrap_or(1).clamp(1, most)
    };
    let align = attribute(AttributeName::Align).map(str::to_ascii_lowercase).or_else(|| {
        let style = attribute(AttributeName::Style)?.to_ascii_lowercase();
        let (_, value) = style.split_once("text-align")?;
        Some(value.trim_start_matches([':', ' ']).to_owned())
    });
    let is = |name: &str| align.as_deref().is_some_and(|align| align.trim().starts_with(name));
    Cell {
        header: cell.tag == Tag::Th,
        align: match () {
            () if is("left") => Some(Align::Left),
            () if is("center") => Some(Align::Center),
            () if is("right") => Some(Align::Right),
            () => None,
        },
        // HTML's own limits.
        columns: span(AttributeName::Colspan, 1000),
        rows: span(AttributeName::Rowspan, u16::MAX - 1),
    }
}
