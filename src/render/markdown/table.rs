//! GFM tables: one header row, and one line for each row.

use super::escape::{Surroundings, code_span};
use super::inline::{Place, inline, surroundings};
use crate::render::content::{Align, Cell, Container, Content, Inline, Marks, Part};

/// The maximum number of empty cells for spans per real cell, as a few bytes can declare a span of
/// 1,000 columns.
const SPANNED_PER_CELL: usize = 8;
const MIN_SPANNED: usize = 64;

/// One row: its cells and their text.
#[derive(Debug, Default)]
struct Row {
    cells: Vec<(Cell, String)>,
    /// All text is in header cells, or all is bold.
    is_header: bool,
    is_bold: bool,
}

/// The rows of a table as Markdown, empty if no cell was kept. The parts are those between its
/// opening and its closing one.
pub(super) fn table(content: &Content, parts: &[Part]) -> String {
    let mut rows = rows(content, parts);
    let headed = rows.first().is_some_and(|row| row.is_header || (row.is_bold && rows.len() > 1));
    let aligns = aligns(&rows);
    spread(&mut rows);
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut rows = rows.into_iter();
    let header = if headed { rows.next().unwrap_or_default() } else { Row::default() };
    let texts = header.cells.iter().map(|(_, text)| text.as_str());
    write_row(texts.chain(std::iter::repeat("")).take(columns), &mut out);
    let rules = aligns.into_iter().chain(std::iter::repeat(None)).map(|align| match align {
        None => "---",
        Some(Align::Left) => ":---",
        Some(Align::Center) => ":---:",
        Some(Align::Right) => "---:",
    });
    out.push('\n');
    write_row(rules.take(columns), &mut out);
    for row in rows {
        out.push('\n');
        write_row(row.cells.iter().map(|(_, text)| text.as_str()), &mut out);
    }
    out
}

fn write_row<'a>(cells: impl Iterator<Item = &'a str>, out: &mut String) {
    out.push('|');
    for cell in cells {
        out.push(' ');
        out.push_str(cell);
        out.push_str(if cell.is_empty() { "|" } else { " |" });
    }
}

fn rows(content: &Content, parts: &[Part]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        at += 1;
        match part {
            Part::Open { container: Container::Row, .. } => {
                rows.push(Row { is_header: true, is_bold: true, ..Row::default() });
            }
            Part::Open { container: Container::Cell(cell), .. } => {
                let closing = Part::Close(Container::Cell(*cell));
                let length = parts[at..].iter().position(|part| *part == closing);
                let inside = &parts[at..at + length.unwrap_or(0)];
                at += inside.len();
                if let Some(row) = rows.last_mut() {
                    let text = cell_text(content, inside);
                    row.is_header &= cell.header || text.is_empty();
                    row.is_bold &= text.is_empty() || is_bold(content, inside);
                    row.cells.push((*cell, text));
                }
            }
            _ => {}
        }
    }
    rows
}

/// The alignment of each column: that of the first cell that has one.
fn aligns(rows: &[Row]) -> Vec<Option<Align>> {
    let mut aligns = Vec::new();
    for row in rows.iter().take(2) {
        let columns = row
            .cells
            .iter()
            .flat_map(|(cell, _)| std::iter::repeat_n(cell.align, usize::from(cell.columns)));
        for (column, align) in columns.enumerate() {
            match aligns.get_mut(column) {
                None => aligns.push(align),
                Some(known @ None) => *known = align,
                Some(Some(_)) => {}
            }
        }
    }
    aligns
}

/// Adds empty cells where cells span columns or rows.
fn spread(rows: &mut [Row]) {
    let cells: usize = rows.iter().map(|row| row.cells.len()).sum();
    let mut budget = cells * SPANNED_PER_CELL + MIN_SPANNED;
    // For each column, how many more rows a cell from above spans.
    let mut taken: Vec<u16> = Vec::new();
    for row in rows {
        let mut spread: Vec<(Cell, String)> = Vec::with_capacity(row.cells.len());
        for (cell, text) in std::mem::take(&mut row.cells) {
            fill(&mut spread, &mut taken, &mut budget);
            let first = spread.len();
            let columns = usize::from(cell.columns).min(1 + budget);
            budget -= columns - 1;
            spread.push((cell, text));
            spread.extend(std::iter::repeat_n((cell, String::new()), columns - 1));
            if cell.rows > 1 && budget > 0 {
                if taken.len() < spread.len() {
                    taken.resize(spread.len(), 0);
                }
                taken[first..spread.len()].fill(cell.rows - 1);
            }
        }
        fill(&mut spread, &mut taken, &mut budget);
        row.cells = spread;
    }
}

/// Fills the columns spanned from above, from the next one.
fn fill(spread: &mut Vec<(Cell, String)>, taken: &mut [u16], budget: &mut usize) {
    const EMPTY: Cell = Cell { header: false, align: None, columns: 1, rows: 1 };
    while let Some(rows) = taken.get_mut(spread.len()).filter(|rows| **rows > 0) {
        if *budget == 0 {
            return;
        }
        *budget -= 1;
        *rows -= 1;
        spread.push((EMPTY, String::new()));
    }
}

/// The text of a cell on one line.
fn cell_text(content: &Content, parts: &[Part]) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut marker = "";
    let around = cell_surroundings(content, parts);
    for part in parts {
        match part {
            Part::Open { container: Container::Item(_), .. } => marker = "- ",
            Part::Heading { inlines, .. } => {
                blocks.push(inline(content, *inlines, Marks::STRONG, Place::Cell, around));
            }
            Part::Paragraph(inlines) => {
                let text = inline(content, *inlines, Marks::default(), Place::Cell, around);
                // After a tag, it could close a formula, if it does not begin one.
                let is_text =
                    !matches!(content.inlines(*inlines).first(), Some(Inline::Formula { .. }));
                let dollar = !blocks.is_empty() && is_text && text.starts_with('$');
                let escape = if dollar { "\\" } else { "" };
                blocks.push(format!("{}{escape}{text}", std::mem::take(&mut marker)));
            }
            Part::Code { text, .. } => {
                blocks.extend(text.of(&content.text).lines().filter(|line| !line.is_empty()).map(
                    |line| {
                        let mut out = String::new();
                        code_span(line, &mut out);
                        out.replace('|', "\\|")
                    },
                ));
            }
            Part::Open { .. } | Part::Close(_) | Part::Rule => {}
        }
    }
    blocks.join("<br>")
}

/// The contribution of the whole cell to each of its paragraphs.
fn cell_surroundings(content: &Content, parts: &[Part]) -> Surroundings {
    parts
        .iter()
        .map(|part| match part {
            Part::Heading { inlines, .. } | Part::Paragraph(inlines) => {
                surroundings(content, *inlines)
            }
            Part::Code { text, .. } => {
                let live_dollars = text.of(&content.text).contains('$');
                Surroundings { live_dollars, ..Surroundings::default() }
            }
            _ => Surroundings::default(),
        })
        .fold(Surroundings::default(), Surroundings::and)
}

/// Whether all text of a cell is bold.
fn is_bold(content: &Content, parts: &[Part]) -> bool {
    parts.iter().all(|part| match part {
        Part::Paragraph(inlines) => content.inlines(*inlines).iter().all(|inline| match inline {
            Inline::Text { text, style } => {
                style.marks.has(Marks::STRONG) || text.of(&content.text).trim().is_empty()
            }
            _ => false,
        }),
        Part::Heading { .. } | Part::Open { .. } | Part::Close(_) => true,
        Part::Code { .. } | Part::Rule => false,
    })
}
