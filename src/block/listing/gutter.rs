//! Line numbers: a column next to the code, or a number before each line.

use super::lines;
use super::tree::{Entry, Tree};
use crate::block::names::{has_word, words};
use crate::block::style;
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// Words in the names of elements around line numbers.
const NUMBERS: [&str; 12] = [
    "gutter",
    "linecount",
    "lineno",
    "linenos",
    "linenr",
    "linenumber",
    "linenumbers",
    "ln",
    "lnt",
    "lnum",
    "numbering",
    "nums",
];
/// Words in the names of elements around lines of code.
const LINES: [&str; 10] =
    ["blob", "code", "crayon", "de1", "hljs", "line", "lines", "lntd", "rouge", "source"];
/// Words in the names that highlighters give to numeric literals.
const LITERALS: [&str; 10] =
    ["constant", "literal", "m", "mf", "mh", "mi", "numeric", "nu0", "token", "c1"];

/// The maximum number of columns before the lines of a table: the numbers of both versions in a
/// diff, and its signs.
const MOST_COLUMNS: usize = 3;
/// The maximum number of candidates for a column of numbers.
const MOST_TRIED: usize = 4;
/// The maximum number of nodes without a number in the search for a column of numbers.
const MOST_NODES: usize = 100;

/// The numbers of a part of the code that holds nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    Nothing,
    Numbers { first: u32, last: u32 },
    Other,
}

impl Count {
    fn of(text: &str) -> Count {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.fold(Count::Nothing, |count, line| {
            count.and(match number(line) {
                Some(number) => Count::Numbers { first: number, last: number },
                None => Count::Other,
            })
        })
    }

    fn and(self, behind: Count) -> Count {
        match (self, behind) {
            (Count::Nothing, other) | (other, Count::Nothing) => other,
            (Count::Numbers { first, last }, Count::Numbers { first: next, last: end })
                if last.checked_add(1) == Some(next) =>
            {
                Count::Numbers { first, last: end }
            }
            _ => Count::Other,
        }
    }
}

/// A line number, possibly followed by punctuation.
fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = text.trim_end_matches(['.', ':', '|', '│']).trim_end();
    (digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// Whether a text is a column of line numbers: two or more lines that count upwards.
pub(in crate::block) fn is_column(text: &str) -> bool {
    matches!(Count::of(text), Count::Numbers { first, last } if first < last)
}

/// Whether a table shows code: its rows end with a cell for code, after cells with only line
/// numbers.
pub(super) fn is_table_of_lines(dom: &Dom, table: NodeId, budget: &mut usize) -> bool {
    let Some(row) = dom.descendants(table).take(8).find(|&node| dom.tag(node) == Some(Tag::Tr))
    else {
        return false;
    };
    let is_cell = |&node: &NodeId| matches!(dom.tag(node), Some(Tag::Td | Tag::Th));
    let cells: Vec<NodeId> = dom.children(row).filter(is_cell).take(MOST_COLUMNS + 2).collect();
    let Some((&code, numbers)) = cells.split_last() else { return false };
    let class = |node| dom.attribute(node, AttributeName::Class).unwrap_or_default();
    let inner = dom.children(code).find(|&node| dom.tag(node).is_some());
    let inner_is_code = inner
        .and_then(|node| dom.tag(node))
        .is_some_and(|tag| tag == Tag::Code || tag.is_preformatted());
    (1..=MOST_COLUMNS).contains(&numbers.len())
        && (inner_is_code || has_word(class(code), &LINES))
        && numbers.iter().all(|&cell| holds_numbers_only(dom, cell, budget))
        && numbers.iter().any(|&cell| {
            let counts = || dom.descendants(cell).any(|node| dom.text(node).is_some());
            has_word(class(cell), &NUMBERS) || has_word(class(cell), &["num", "number"]) || counts()
        })
}

fn holds_numbers_only(dom: &Dom, cell: NodeId, budget: &mut usize) -> bool {
    let mut left = MOST_NODES;
    for node in dom.descendants(cell) {
        *budget = budget.saturating_sub(1);
        let Some(text) = dom.text(node).map(str::trim).filter(|text| !text.is_empty()) else {
            left = left.saturating_sub(1);
            if left == 0 || *budget == 0 {
                return false;
            }
            continue;
        };
        if !matches!(text, "+" | "-") && Count::of(text) == Count::Other {
            return false;
        }
        left = MOST_NODES;
    }
    true
}

/// Removes line numbers. Returns whether each line had one.
pub(super) fn leave_out(tree: &mut Tree<'_>) -> bool {
    leave_out_columns(tree);
    leave_out_first(tree)
}

fn counts(tree: &Tree<'_>) -> Vec<Count> {
    let mut counts = vec![Count::Nothing; tree.entries.len()];
    for index in (0..tree.entries.len()).rev() {
        let Entry { node, parent, out, .. } = tree.entries[index];
        if let Some(text) = tree.dom.text(node) {
            counts[index] = Count::of(text);
        }
        if out {
            counts[index] = Count::Nothing;
        }
        if index > 0 {
            counts[parent] = counts[index].and(counts[parent]);
        }
    }
    counts
}

fn leave_out_columns(tree: &mut Tree<'_>) {
    let counts = counts(tree);
    let is_cell = |tag: Option<Tag>| matches!(tag, Some(Tag::Td | Tag::Th));
    for row in 0..tree.entries.len() {
        if tree.entries[row].tag != Some(Tag::Tr) {
            continue;
        }
        let cells: Vec<usize> =
            tree.children(row).filter(|&cell| is_cell(tree.entries[cell].tag)).collect();
        let Some((_, numbers)) = cells.split_last() else { continue };
        for &cell in numbers.iter().filter(|&&cell| counts[cell] != Count::Other) {
            tree.entries[cell].out = true;
        }
    }
    let (mut at, mut tried) = (1, 0);
    while at < tree.entries.len() && tried < MOST_TRIED {
        let entry = &tree.entries[at];
        let end = entry.end;
        match counts[at] {
            _ if entry.out => at = end,
            Count::Numbers { first, last } if first < last && entry.tag.is_some() => {
                tried += 1;
                let lines = last - first + 1;
                tree.entries[at].out = true;
                let others = lines::write(tree).text.trim_end().lines().count() as u32;
                tree.entries[at].out = others.abs_diff(lines) <= 1 + lines / 10;
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// Removes the number at the beginning of each line, if it is in an element of its own.
fn leave_out_first(tree: &mut Tree<'_>) -> bool {
    let texts = tree.text_counts();
    let written = lines::write(tree);
    let filled = written.lines.iter().filter(|line| line.is_filled);
    let (mut found, mut named, mut lines, mut goes_on, mut followed) = (Vec::new(), 0, 0, true, 0);
    let mut expected: Option<u32> = None;
    for line in filled {
        lines += 1;
        let Some((holder, number)) = line.first.and_then(|first| numbered(tree, &texts, first))
        else {
            continue;
        };
        let is_named = names_number(tree, holder);
        if !is_named
            && (names_literal(tree, holder) || line.next.is_some_and(|c| ",;:)".contains(c)))
        {
            continue;
        }
        goes_on &= expected.is_none_or(|expected| expected == number);
        expected = number.checked_add(1);
        named += u32::from(is_named);
        followed += u32::from(line.next.is_some());
        found.push(holder);
    }
    let all = found.len() == lines && lines >= 2 && goes_on && followed * 2 >= lines as u32;
    let is_gutter = all || (named > 0 && named as usize == found.len());
    if is_gutter {
        found.into_iter().for_each(|holder| tree.entries[holder].out = true);
    }
    is_gutter
}

/// The outermost element that holds only this text, and its number.
fn numbered(tree: &Tree<'_>, texts: &[u32], text: usize) -> Option<(usize, u32)> {
    let number = number(tree.words(text)?)?;
    let mut holder = text;
    while holder > 0 {
        let parent = tree.entries[holder].parent;
        if parent == 0 || texts[parent] != 1 {
            break;
        }
        holder = parent;
    }
    (holder != text).then_some((holder, number))
}

/// Whether an element, or one inside it, is named after line numbers.
fn names_number(tree: &Tree<'_>, holder: usize) -> bool {
    (holder..tree.entries[holder].end).filter(|&it| tree.entries[it].tag.is_some()).any(|it| {
        let class = tree.class(it);
        let of_line = has_word(class, &["line", "row", "code"])
            && has_word(class, &["number", "numbers", "num", "no", "nr"]);
        of_line
            || has_word(class, &NUMBERS)
            || style::is_unselectable(tree.style(it))
            || words(class).zip(words(class).skip(1)).any(|pair| pair == ("select", "none"))
    })
}

fn names_literal(tree: &Tree<'_>, holder: usize) -> bool {
    (holder..tree.entries[holder].end).any(|it| {
        let class = tree.class(it);
        has_word(class, &LITERALS) || (has_word(class, &["number"]) && !has_word(class, &["line"]))
    })
}
