//! Plain text, from the blocks alone: only pages with formulas need a walk over the DOM.

use super::formulas::Typeset;
use crate::block::{Context, DataTables, NONE, Page, TextBlock, is_layout_list};
use crate::dom::{Dom, Tag};

/// The kept blocks as plain text: blank lines between blocks, one line for each list item, term
/// and table row.
pub(crate) fn text(dom: &Dom, page: &Page, kept: &[bool]) -> String {
    let blocks = || page.blocks.iter().enumerate().zip(kept).filter(|(_, kept)| **kept);
    let mut bytes = 0;
    let mut context = Context::default();
    for ((_, block), _) in blocks() {
        bytes += block.text.len() + 4;
        context = context.with(block.context);
    }
    let mut out = String::with_capacity(bytes);
    let typeset = Typeset::of(dom, page);
    let mut places = Places::new(dom, page, context);
    let mut before: Option<Place> = None;
    let mut newest_item = None;
    for ((index, block), _) in blocks() {
        let place = places.of(block);
        if let Some(before) = before.replace(place) {
            out.push_str(place.gap_after(&before));
        }
        // Items come in document order, so a later index is an item that begins with this text.
        if place.item != NONE && newest_item.is_none_or(|newest| newest < place.item) {
            newest_item = Some(place.item);
            out.extend(std::iter::repeat_n("  ", usize::from(place.level.saturating_sub(1))));
            out.push_str(match page.tasks.get(&place.item) {
                Some(true) => "- [x] ",
                Some(false) => "- [ ] ",
                None => "- ",
            });
        }
        let text = typeset.text(index).unwrap_or(page.block_text(block));
        // No-break and ideographic spaces at the beginning of a paragraph only indent it.
        let is_code = block.context.has(Context::PREFORMATTED);
        let text = if is_code { text } else { text.trim_start() };
        if place.row != NONE && text.contains('\n') {
            out.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        } else {
            out.push_str(text);
        }
    }
    out
}

/// The structure around a block: indexes into [`Page::elements`], or [`NONE`].
#[derive(Clone, Copy)]
struct Place {
    /// The outermost list.
    list: u32,
    /// The innermost list item.
    item: u32,
    /// How deep lists are nested here.
    level: u8,
    table: u32,
    row: u32,
    cell: u32,
    preformatted: u32,
}

impl Place {
    const OPEN: Place = Place {
        list: NONE,
        item: NONE,
        level: 0,
        table: NONE,
        row: NONE,
        cell: NONE,
        preformatted: NONE,
    };

    fn gap_after(&self, before: &Place) -> &'static str {
        let same = |here: u32, there: u32| here != NONE && here == there;
        if same(self.table, before.table) {
            if !same(self.row, before.row) {
                "\n"
            } else if same(self.cell, before.cell) {
                " "
            } else {
                " | "
            }
        } else if same(self.preformatted, before.preformatted) || same(self.list, before.list) {
            "\n"
        } else {
            "\n\n"
        }
    }
}

/// Finds the structure around each block in order, examining each element once.
struct Places<'a> {
    page: &'a Page,
    tables: DataTables,
    /// Whether any kept block has structure around it.
    structured: bool,
    /// The next element to examine.
    next: usize,
    /// Where each open element of structure ends, and the place inside it.
    open: Vec<(u32, Place)>,
}

impl<'a> Places<'a> {
    fn new(dom: &'a Dom, page: &'a Page, context: Context) -> Places<'a> {
        let tables = if context.has(Context::TABLE) {
            DataTables::of(dom, page)
        } else {
            DataTables::default()
        };
        let structure = Context::TABLE
            .with(Context::LIST)
            .with(Context::DEFINITION)
            .with(Context::PREFORMATTED);
        Places { page, tables, structured: context.has(structure), next: 0, open: Vec::new() }
    }

    fn of(&mut self, block: &TextBlock) -> Place {
        if !self.structured {
            return Place::OPEN;
        }
        let last = block.element as usize;
        while self.next <= last {
            let Some(element) = self.page.elements.get(self.next) else { break };
            let index = self.next as u32;
            self.next += 1;
            let inherited = self.inside(index);
            let mut place = inherited;
            match element.tag {
                _ if self.page.listings.contains_key(&index) => place.preformatted = index,
                Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir
                    if place.table == NONE && !is_layout_list(element) =>
                {
                    place.list = if place.list == NONE { index } else { place.list };
                    place.item = NONE;
                    place.level = place.level.saturating_add(1);
                }
                Tag::Dl if place.list == NONE => place.list = index,
                Tag::Li if place.level > 0 => place.item = index,
                Tag::Table if self.tables.contains(index) => {
                    place = Place { table: index, ..Place::OPEN };
                }
                Tag::Tr if place.table != NONE => place.row = index,
                Tag::Td | Tag::Th if place.row != NONE => place.cell = index,
                tag if tag.is_preformatted() => place.preformatted = index,
                _ => continue,
            }
            self.open.push((element.end, place));
        }
        self.inside(block.element)
    }

    fn inside(&mut self, index: u32) -> Place {
        while self.open.pop_if(|(end, _)| *end <= index).is_some() {}
        self.open.last().map_or(Place::OPEN, |&(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use crate::render::testing::everything;

    fn text(html: &str) -> String {
        everything(html).text()
    }

    #[test]
    fn items_stand_on_lines_of_their_own_with_their_level() {
        assert_eq!(
            text(
                "<p>Before</p><ul><li>One<ul><li>One a<li>One b</ul>after<li><p>Two</p><p>more</p></ul><p>After"
            ),
            "Before\n\n- One\n  - One a\n  - One b\nafter\n- Two\nmore\n\nAfter"
        );
        assert_eq!(text("<ol start=3><li>Third<li>Fourth</ol>"), "- Third\n- Fourth");
        assert_eq!(text("<ul><li>A</ul><ul><li>B</ul>"), "- A\n\n- B");
    }

    #[test]
    fn lists_that_lay_out_sections_are_no_lists() {
        assert_eq!(
            text("<ul><li><h3>One</h3><p>Text</p><li><h3>Two</h3><p>Text</p></ul>"),
            "One\n\nText\n\nTwo\n\nText"
        );
    }

    #[test]
    fn rows_of_data_tables_stand_on_one_line() {
        assert_eq!(
            text(
                "<table><caption>C</caption><tr><th>a</th><th>b</th></tr>
                 <tr><td>1<br>one</td><td><p>2</p><p>two</p></td></tr></table>"
            ),
            "C\na | b\n1 one | 2 two"
        );
    }

    #[test]
    fn layout_tables_are_unwrapped() {
        assert_eq!(
            text("<table role=presentation><tr><td>a</td><td>b</td></tr></table>"),
            "a\n\nb"
        );
        assert_eq!(
            text(
                "<table><tr><td>menu</td><td><table><tr><th>x</th><th>y</th></tr></table></td></tr></table>"
            ),
            "menu\n\nx | y"
        );
    }

    #[test]
    fn terms_and_preformatted_lines_stay_together() {
        assert_eq!(text("<dl><dt>T</dt><dd>D</dd><dt>U</dt></dl>"), "T\nD\nU");
        assert_eq!(
            text("<pre><div>fn main() {</div><div>    run();</div><div>}</div></pre><pre>x</pre>"),
            "fn main() {\n    run();\n}\n\nx"
        );
    }
}
