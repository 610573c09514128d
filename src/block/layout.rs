//! Distinguishes tables of data and lists that enumerate from those that only lay out the page.

use super::{Element, Page};
use crate::dom::{AttributeName, Dom, Tag};

/// A cell with more words is a column of the page rather than of a table.
const WORDS_PER_CELL: f32 = 100.0;
/// The same for tables with header cells.
const WORDS_PER_CELL_UNDER_HEADER: f32 = 400.0;

/// Whether a list lays out sections or cards: its items hold headings and more. An `<ol>` stays a
/// list, as the order of its items matters.
pub(crate) fn is_layout_list(list: &Element) -> bool {
    let more = list.blocks().len() > list.stats.headings as usize;
    list.stats.headings > 0 && more && list.tag != Tag::Ol
}

/// The data tables of a page, by their index in [`Page::elements`].
///
/// A table holds data if it has no table inside, no `role="presentation"`, two columns or more,
/// and either header cells, or two rows or more without headings and without long text in any
/// cell.
#[derive(Debug, Default)]
pub(crate) struct DataTables(Vec<u32>);

/// Counts of a table during the pass over its elements.
struct Open {
    element: u32,
    end: u32,
    rows: u32,
    cells_in_row: u32,
    columns: u32,
    header: bool,
    /// A cell holds a heading and text after it.
    sections: bool,
    longest_cell: f32,
}

impl DataTables {
    /// Examines all tables of a page in one pass.
    pub(crate) fn of(dom: &Dom, page: &Page) -> DataTables {
        let mut data = Vec::new();
        // A table around another holds no data, so only the innermost one is counted.
        let mut open: Option<Open> = None;
        for (index, element) in page.elements.iter().enumerate() {
            let index = index as u32;
            if let Some(table) = open.take_if(|table| table.end <= index) {
                data.extend(table.verdict(dom, page));
            }
            match element.tag {
                Tag::Table => open = Some(Open::new(index, element)),
                tag => {
                    if let Some(table) = &mut open {
                        table.count(tag, element);
                    }
                }
            }
        }
        data.extend(open.and_then(|table| table.verdict(dom, page)));
        DataTables(data)
    }

    /// Whether the `<table>` at this index holds data.
    pub(crate) fn contains(&self, element: u32) -> bool {
        self.0.binary_search(&element).is_ok()
    }
}

impl Open {
    fn new(index: u32, element: &Element) -> Open {
        Open {
            element: index,
            end: element.end,
            rows: 0,
            cells_in_row: 0,
            columns: 0,
            header: false,
            sections: false,
            longest_cell: 0.0,
        }
    }

    fn count(&mut self, tag: Tag, element: &Element) {
        match tag {
            Tag::Tr => {
                self.rows += 1;
                self.cells_in_row = 0;
            }
            Tag::Td | Tag::Th => {
                self.cells_in_row += 1;
                self.columns = self.columns.max(self.cells_in_row);
                self.header |= tag == Tag::Th;
                let headings = element.stats.headings as usize;
                self.sections |= headings > 0 && element.blocks().len() > headings;
                self.longest_cell = self.longest_cell.max(element.stats.words);
            }
            _ => {}
        }
    }

    fn verdict(&self, dom: &Dom, page: &Page) -> Option<u32> {
        let element = page.element(self.element)?;
        let presentation = dom.attribute(element.node, AttributeName::Role).is_some_and(|role| {
            ["presentation", "none"].iter().any(|name| role.trim().eq_ignore_ascii_case(name))
        });
        let fits = if self.header {
            self.longest_cell <= WORDS_PER_CELL_UNDER_HEADER
        } else {
            self.rows >= 2 && !self.sections && self.longest_cell <= WORDS_PER_CELL
        };
        (fits && self.columns >= 2 && !presentation).then_some(self.element)
    }
}
