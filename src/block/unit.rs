//! The tree of units above the blocks: what a reader sees as one thing. Units are lists and their
//! items, tables and their rows, definition lists, figures, code, quotations, sections under their
//! headings, and the containers around these. Elements that only wrap another one are not units.

use super::layout::DataTables;
use super::{Context, Element, NONE, Page, Role};
use crate::dom::{Dom, Tag};

/// A heading may share an element with links for editing or linking to it: at most this many
/// blocks, and this many words besides its own.
const MAX_BLOCKS_OF_TITLE_BAR: usize = 3;
const MAX_WORDS_OF_TITLE_BAR: f32 = 3.0;

/// Of few pages more units are open at once.
const USUAL_DEPTH: usize = 32;

/// The default level of a heading (WAI-ARIA 1.2).
const USUAL_LEVEL: u8 = 2;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum UnitKind {
    /// The page as a whole: the first unit.
    Page,
    /// An element that holds several things.
    Container,
    /// A heading and what follows it, up to the next heading of its level or a higher one in the
    /// same container. Its first block is the heading.
    Section,
    List,
    Item,
    /// A table of data; tables for layout are containers.
    Table,
    Row,
    /// A row of header cells only.
    HeaderRow,
    /// A definition list.
    Definitions,
    /// Terms with their descriptions.
    Definition,
    Figure,
    Code,
    Quote,
}

#[cfg(any(test, feature = "_internals"))]
impl UnitKind {
    /// The name, for reports.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            UnitKind::Page => "page",
            UnitKind::Container => "container",
            UnitKind::Section => "section",
            UnitKind::List => "list",
            UnitKind::Item => "item",
            UnitKind::Table => "table",
            UnitKind::Row => "row",
            UnitKind::HeaderRow => "header row",
            UnitKind::Definitions => "definition list",
            UnitKind::Definition => "definition",
            UnitKind::Figure => "figure",
            UnitKind::Code => "code",
            UnitKind::Quote => "quotation",
        }
    }
}

/// A unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    pub(crate) kind: UnitKind,
    /// The level of a section's heading, 1 to 6; 0 for other units.
    pub(crate) level: u8,
    /// Index of the parent in [`Units::all`]; [`NONE`] for the page.
    pub(crate) parent: u32,
    /// Its element in [`Page::elements`]; that of its first part if it has none of its own.
    pub(crate) element: u32,
    /// Its blocks: from `first_block` up to, not including, `end_block`.
    pub(crate) first_block: u32,
    pub(crate) end_block: u32,
}

impl Unit {
    /// The blocks of this unit.
    pub(crate) fn blocks(&self) -> std::ops::Range<usize> {
        self.first_block as usize..self.end_block as usize
    }
}

/// The units of a page, parents before their children, in document order.
#[derive(Debug, Default)]
pub(crate) struct Units {
    pub(crate) all: Vec<Unit>,
    /// For every block, the innermost unit around it.
    pub(crate) of_block: Vec<u32>,
}

impl Units {
    /// Finds the units of a page in one pass over its elements.
    pub(crate) fn of(dom: &Dom, page: &Page) -> Units {
        if page.blocks.is_empty() {
            return Units::default();
        }
        let tables = DataTables::of(dom, page);
        // Most units have a block of their own.
        let all = Vec::with_capacity(page.blocks.len());
        let mut walk = Walk { page, tables, all, open: Vec::with_capacity(USUAL_DEPTH) };
        for (index, element) in page.elements.iter().enumerate() {
            if element.tag.is_block_level() && !element.blocks().is_empty() || index == 0 {
                walk.element(index as u32, element);
            }
        }
        walk.finish()
    }

    /// The unit of an index from [`Unit::parent`] or [`Units::of_block`].
    pub(crate) fn get(&self, index: u32) -> Option<&Unit> {
        self.all.get(index as usize)
    }
}

struct Walk<'a> {
    page: &'a Page,
    tables: DataTables,
    all: Vec<Unit>,
    open: Vec<Open>,
}

/// A unit that may still grow.
struct Open {
    unit: u32,
    /// The index of the element after it, or after its container.
    end: u32,
    /// A definition that has a description already.
    is_described: bool,
}

impl Walk<'_> {
    fn element(&mut self, index: u32, element: &Element) {
        while self.open.last().is_some_and(|open| open.end <= index) {
            self.open.pop();
        }
        match element.tag {
            Tag::Dt => self.term(index, element),
            Tag::Dd => self.description(),
            _ => {}
        }
        if let Some(level) = self.heading_level(element) {
            self.heading(index, element, level);
        }
        if let Some(kind) = self.kind_of(index, element)
            && !self.stands_alone(kind, index, element)
        {
            self.open(kind, index, element, element.end, 0);
        }
    }

    fn open(&mut self, kind: UnitKind, index: u32, element: &Element, end: u32, level: u8) {
        let parent = self.open.last().map_or(NONE, |open| open.unit);
        self.open.push(Open { unit: self.all.len() as u32, end, is_described: false });
        let (first_block, end_block) = (element.first_block, element.end_block);
        self.all.push(Unit { kind, level, parent, element: index, first_block, end_block });
    }

    /// Whether the innermost unit only wraps this one, and becomes it.
    fn stands_alone(&mut self, kind: UnitKind, index: u32, element: &Element) -> bool {
        let unit = self.open.last().and_then(|open| self.all.get_mut(open.unit as usize));
        let container = unit
            .filter(|unit| unit.kind == UnitKind::Container && unit.blocks() == element.blocks());
        let Some(unit) = container else { return false };
        (unit.kind, unit.element) = (kind, index);
        true
    }

    /// Closes the innermost unit before the end of its container.
    fn close(&mut self, block: u32) {
        let Some(open) = self.open.pop() else { return };
        if let Some(unit) = self.all.get_mut(open.unit as usize) {
            unit.end_block = block;
        }
    }

    fn innermost(&self) -> Option<(&Open, &Unit)> {
        let open = self.open.last()?;
        Some((open, self.all.get(open.unit as usize)?))
    }

    /// The kind of unit that a block-level element is, if any.
    fn kind_of(&self, index: u32, element: &Element) -> Option<UnitKind> {
        let above = self.page.element(element.parent);
        let Some((_, around)) = self.innermost() else { return Some(UnitKind::Page) };
        Some(match element.tag {
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => UnitKind::List,
            Tag::Li => UnitKind::Item,
            Tag::Table if self.tables.contains(index) => UnitKind::Table,
            Tag::Thead | Tag::Tbody | Tag::Tfoot if around.kind == UnitKind::Table => return None,
            Tag::Tr if around.kind == UnitKind::Table => self.kind_of_row(index, element),
            Tag::Dl => UnitKind::Definitions,
            // Around a term and its descriptions.
            Tag::Div if above.is_some_and(|above| above.tag == Tag::Dl) => return None,
            Tag::Figure => UnitKind::Figure,
            Tag::Blockquote => UnitKind::Quote,
            _ if element.context.has(Context::PREFORMATTED)
                && !above.is_some_and(|above| above.context.has(Context::PREFORMATTED)) =>
            {
                UnitKind::Code
            }
            _ => {
                let is_wrapper = element.blocks().len() < 2 || around.blocks() == element.blocks();
                return (!is_wrapper).then_some(UnitKind::Container);
            }
        })
    }

    fn kind_of_row(&self, index: u32, row: &Element) -> UnitKind {
        let mut at = index as usize + 1;
        let mut is_header = false;
        while let Some(cell) = self.page.elements.get(at).filter(|_| at < row.end as usize) {
            match cell.tag {
                Tag::Th => is_header = true,
                Tag::Td if !cell.blocks().is_empty() => return UnitKind::Row,
                _ => {}
            }
            at = (cell.end as usize).max(at + 1);
        }
        if is_header { UnitKind::HeaderRow } else { UnitKind::Row }
    }

    /// The level of a heading, given its element or the bar around it.
    fn heading_level(&self, element: &Element) -> Option<u8> {
        if let Some(level) = level_of(element) {
            return Some(level);
        }
        let blocks = element.blocks();
        let may_be_bar = matches!(element.tag, Tag::Div | Tag::Header | Tag::Hgroup | Tag::Section)
            && element.stats.headings == 1
            && (2..=MAX_BLOCKS_OF_TITLE_BAR).contains(&blocks.len());
        if !may_be_bar {
            return None;
        }
        let first = self.page.blocks.get(blocks.start)?;
        let words = element.stats.words - first.measures.words;
        let heading = self.page.element(first.element)?;
        (words <= MAX_WORDS_OF_TITLE_BAR).then(|| level_of(heading)).flatten()
    }

    /// Begins a section, unless its heading's bar has done so.
    fn heading(&mut self, index: u32, element: &Element, level: u8) {
        let is_open =
            |unit: &Unit| unit.kind == UnitKind::Section && unit.first_block == element.first_block;
        let mut around = self.open.iter().rev().filter_map(|open| self.all.get(open.unit as usize));
        if around.by_ref().take(2).any(is_open) {
            return;
        }
        while let Some((_, unit)) = self.innermost()
            && unit.kind == UnitKind::Section
            && unit.level >= level
        {
            self.close(element.first_block);
        }
        let Some((container, unit)) = self.innermost() else { return };
        let (end, end_block) = (container.end, unit.end_block);
        self.open(UnitKind::Section, index, element, end, level);
        if let Some(section) = self.all.last_mut() {
            section.end_block = end_block;
        }
    }

    fn term(&mut self, index: u32, element: &Element) {
        if let Some((open, unit)) = self.innermost()
            && unit.kind == UnitKind::Definition
        {
            if !open.is_described {
                return;
            }
            self.close(element.first_block);
        }
        let Some((container, unit)) = self.innermost() else { return };
        let (end, end_block) = (container.end, unit.end_block);
        self.open(UnitKind::Definition, index, element, end, 0);
        if let Some(definition) = self.all.last_mut() {
            definition.end_block = end_block;
        }
    }

    fn description(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.is_described = true;
        }
    }

    fn finish(self) -> Units {
        let blocks = self.page.blocks.len() as u32;
        let mut of_block = Vec::with_capacity(self.page.blocks.len());
        let mut inside: Vec<u32> = Vec::with_capacity(USUAL_DEPTH);
        let mut next = 0;
        for block in 0..blocks {
            let has_ended = |&unit: &u32| {
                self.all.get(unit as usize).is_some_and(|unit| unit.end_block <= block)
            };
            while inside.last().is_some_and(has_ended) {
                inside.pop();
            }
            while self.all.get(next).is_some_and(|unit| unit.first_block <= block) {
                inside.push(next as u32);
                next += 1;
            }
            of_block.push(inside.last().copied().unwrap_or(0));
        }
        Units { all: self.all, of_block }
    }
}

fn level_of(element: &Element) -> Option<u8> {
    let by_role = (element.role == Role::Heading).then_some(USUAL_LEVEL);
    element.tag.heading_level().or(by_role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::segment;
    use crate::dom::testing::parsed;

    /// The units below the page, each with its level, if it has one, and the texts in it; units of
    /// units in brackets.
    fn units(html: &str) -> String {
        let page = segment(&parsed(html));
        let mut out = String::new();
        let mut open: Vec<&Unit> = Vec::new();
        let mut next = 1;
        for block in 0..=page.blocks.len() {
            while open.last().is_some_and(|unit| unit.blocks().end <= block) {
                open.pop();
                out.push(']');
            }
            while let Some(unit) =
                page.units.all.get(next).filter(|unit| unit.blocks().start <= block)
            {
                out += &format!(" {}", unit.kind.as_str());
                if unit.level > 0 {
                    out += &unit.level.to_string();
                }
                out.push('[');
                open.push(unit);
                next += 1;
            }
            if let Some(block) = page.blocks.get(block) {
                out += &format!(" {}", page.block_text(block));
            }
        }
        // The innermost unit of each block is the last that was opened around it.
        for (index, &unit) in page.units.of_block.iter().enumerate() {
            let unit = page.units.get(unit).unwrap();
            assert!(unit.blocks().contains(&index));
        }
        out.replace("[ ", "[").trim().to_owned()
    }

    #[test]
    fn elements_around_one_thing_are_none() {
        let html = "<div><div><p>a</p></div><div><div><p>b</p><p>c</p></div></div>d</div>";
        assert_eq!(units(html), "a container[b c] d");
        assert_eq!(units("<div><p>a</p><p>b</p></div>"), "a b");
        assert_eq!(units(""), "");
    }

    #[test]
    fn a_section_lasts_until_the_next_heading_of_its_level() {
        let html = "<p>a</p><h2>b</h2><p>c</p><h3>d</h3><p>e</p><h2>f</h2><p>g</p>";
        assert_eq!(units(html), "a section2[b c section3[d e]] section2[f g]");
        let html = "<div><p>a</p><h2>b</h2><p>c</p></div><p>d</p>";
        assert_eq!(units(html), "container[a section2[b c]] d");
        let html = "<div><div><h2>b</h2></div><p>c c c c</p></div><p>d</p>";
        assert_eq!(units(html), "container[section2[b c c c c]] d");
    }

    #[test]
    fn a_heading_may_share_its_place_with_a_link() {
        let html = "<p>a</p><div><h2>Räume</h2><a>Edit</a></div><p>b</p><div><h2>c</h2>d</div>";
        assert_eq!(units(html), "a section2[container[Räume Edit] b] section2[c d]");
    }

    #[test]
    fn lists_have_items_and_definitions_their_terms() {
        let html = "<ul><li>a<li>b<ol><li>c</ol></ul><dl><dt>d<dt>e<dd>f<dt>g<dd>h</dl>";
        assert_eq!(
            units(html),
            "list[item[a] item[b list[item[c]]]] \
             definition list[definition[d e f] definition[g h]]"
        );
    }

    #[test]
    fn tables_of_data_have_rows() {
        let html = "<table><caption>a</caption><thead><tr><th>b<th>c</thead>\
                    <tr><th>d<td>e</table>";
        assert_eq!(units(html), "table[a header row[b c] row[d e]]");
        let layout = "<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table></table>";
        assert_eq!(units(layout), "a table[row[b c] row[d e]]");
    }

    #[test]
    fn figures_code_and_quotations_are_units() {
        let html = "<p>a</p><figure><img src=i><figcaption>b</figcaption></figure>\
                    <pre>c</pre><blockquote><p>e</p></blockquote>";
        assert_eq!(units(html), "a figure[b] code[c] quotation[e]");
    }
}
