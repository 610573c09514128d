//! The meaning of elements: marks, cells, list numbers.

use super::{Align, Cell, List, Marks, Numerals};
use crate::block::{Element, Page, Role};
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// CommonMark allows list numbers of up to nine digits.
const MAX_LIST_NUMBER: i32 = 999_999_999;

/// The mark of an element's text.
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

/// The level of an element that is a heading by `role` and `aria-level` (WAI-ARIA 1.2 requires
/// both), and has only text of its own: some pages put the role on a whole section.
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

/// Whether formulas inside an element of this class are on lines of their own.
pub(in crate::render) fn displays_formulas(class: &str) -> bool {
    class.split_ascii_whitespace().any(|word| matches!(word, "katex-display" | "MathJax_Display"))
}

/// How a list marks its items.
pub(super) fn list(dom: &Dom, list: &Element) -> List {
    if list.tag != Tag::Ol {
        return List::BULLETS;
    }
    let attribute = |name| dom.attribute(list.node, name);
    let is_item = |&node: &NodeId| dom.tag(node) == Some(Tag::Li);
    let reversed = attribute(AttributeName::Reversed).is_some();
    let first = || item_number(dom, dom.children(list.node).find(is_item)?);
    let said = attribute(AttributeName::Start).and_then(number);
    let implied = || match reversed {
        true => dom.children(list.node).filter(is_item).count() as i32,
        false => 1,
    };
    let numerals = match attribute(AttributeName::Type).map(str::trim) {
        Some("a") => Numerals::LowerLetters,
        Some("A") => Numerals::UpperLetters,
        Some("i") => Numerals::LowerRoman,
        Some("I") => Numerals::UpperRoman,
        _ => styled_numerals(dom, list).unwrap_or(Numerals::Decimal),
    };
    let start = first().or(said).unwrap_or_else(implied);
    List { start: Some(start), numerals, reversed }
}

/// The numerals that a style or the classes of Docutils give to a list.
fn styled_numerals(dom: &Dom, list: &Element) -> Option<Numerals> {
    let style = dom.attribute(list.node, AttributeName::Style).unwrap_or_default();
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let of_list = |name: &str| matches!(name.trim(), "list-style" | "list-style-type");
    let values = declarations.filter(|(name, _)| of_list(name));
    let values = values.flat_map(|(_, value)| value.split_ascii_whitespace());
    let classes = dom.value(list.class).split_ascii_whitespace();
    values.chain(classes).find_map(|name| {
        Some(match name {
            "lower-alpha" | "lower-latin" | "loweralpha" => Numerals::LowerLetters,
            "upper-alpha" | "upper-latin" | "upperalpha" => Numerals::UpperLetters,
            "lower-roman" | "lowerroman" => Numerals::LowerRoman,
            "upper-roman" | "upperroman" => Numerals::UpperRoman,
            _ => return None,
        })
    })
}

/// The number that an item of an ordered list gives itself.
pub(super) fn item_number(dom: &Dom, item: NodeId) -> Option<i32> {
    dom.attribute(item, AttributeName::Value).and_then(number)
}

fn number(text: &str) -> Option<i32> {
    Some(text.trim().parse::<i32>().ok()?.clamp(-MAX_LIST_NUMBER, MAX_LIST_NUMBER))
}

/// The numbers at the beginning of a list's items, in elements of their own, as in lists of
/// references, if they count up: the first number, and the elements.
pub(super) fn labels(dom: &Dom, list: &Element) -> Option<(u32, Vec<NodeId>)> {
    let mut labels = Vec::new();
    let mut first = None;
    let items = dom.children(list.node).filter(|&node| dom.tag(node) == Some(Tag::Li));
    for (place, item) in (0u32..).zip(items) {
        let (label, number, is_marked) = label(dom, item)?;
        let first = *first.get_or_insert(number);
        if first.checked_add(place) != Some(number) || !(is_marked || first == 1) {
            return None;
        }
        labels.push(label);
    }
    first.filter(|&first| first <= MAX_LIST_NUMBER as u32).map(|first| (first, labels))
}

/// The terms of a definition list that only number their descriptions, if they count up: the first
/// number, and the terms.
pub(super) fn numbered_terms(dom: &Dom, list: &Element) -> Option<(u32, Vec<NodeId>)> {
    let mut parts = dom.children(list.node).filter(|&node| dom.tag(node).is_some());
    let mut terms = Vec::new();
    let mut first = None;
    while let Some(term) = parts.next() {
        let description = parts.next()?;
        if dom.tag(term) != Some(Tag::Dt) || dom.tag(description) != Some(Tag::Dd) {
            return None;
        }
        let (number, is_marked) = lone_number(dom, term)?;
        let first = *first.get_or_insert(number);
        if first.checked_add(terms.len() as u32) != Some(number) || !(is_marked || first == 1) {
            return None;
        }
        terms.push(term);
    }
    first.filter(|&first| first <= MAX_LIST_NUMBER as u32).map(|first| (first, terms))
}

/// The element at the beginning of an item, if it holds only a number, with whether punctuation
/// marks the number as a label: `[3]`, `3.`.
fn label(dom: &Dom, item: NodeId) -> Option<(NodeId, u32, bool)> {
    /// The maximum depth of labels.
    const MAX_LEVELS: usize = 4;
    let is_filled = |&node: &NodeId| dom.text(node).is_none_or(|text| !text.trim().is_empty());
    let first = |node: NodeId| dom.children(node).find(is_filled);
    let holders = std::iter::successors(first(item), |&node| first(node));
    for holder in holders.take(MAX_LEVELS).take_while(|&node| dom.tag(node).is_some()) {
        if let Some((number, is_marked)) = lone_number(dom, holder) {
            let has_more = dom
                .next_after(holder, item)
                .is_some_and(|next| is_filled(&next) || dom.next_after(next, item).is_some());
            return has_more.then_some((holder, number, is_marked));
        }
    }
    None
}

/// The number that is all an element holds, with whether punctuation marks it as a label.
fn lone_number(dom: &Dom, holder: NodeId) -> Option<(u32, bool)> {
    const MAX_NODES: usize = 6;
    const MAX_DIGITS: usize = 4;
    let mut text = String::new();
    let mut nodes = dom.descendants(holder);
    for node in nodes.by_ref().take(MAX_NODES) {
        text.push_str(dom.text(node).unwrap_or_default());
    }
    let digits = text.trim().trim_start_matches(['[', '(']).trim_end_matches(['.', ')', ']']);
    let fits = digits.len() <= MAX_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    if nodes.next().is_some() || !fits {
        return None;
    }
    Some((digits.parse().ok()?, digits.len() < text.trim().len()))
}

/// The properties of a `<td>` or `<th>`.
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
