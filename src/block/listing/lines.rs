//! The lines of a piece of code as a reader sees them.

use super::tree::Tree;
use crate::block::names::has_word;
use crate::block::style;
use crate::dom::Tag;

/// The text of a piece of code, line by line.
#[derive(Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
}

/// What is known about a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    /// The entry of the line's first non-blank text, if all of it is on the line.
    pub(super) first: Option<usize>,
    /// The first character after that.
    pub(super) next: Option<char>,
    /// Whether the line has any text.
    pub(super) is_filled: bool,
}

#[derive(Default)]
struct Writer {
    written: Written,
    line: Line,
    /// An element for a line ended, or there was a `<br>`: what follows begins a line.
    is_over: bool,
    /// An inline element for a line ended: a `<br>` behind it ends the same line.
    may_break: bool,
}

impl Writer {
    fn begin_line(&mut self) {
        let text = &self.written.text;
        self.may_break = false;
        if std::mem::take(&mut self.is_over) || !(text.is_empty() || text.ends_with('\n')) {
            self.newline();
        }
    }

    fn newline(&mut self) {
        self.written.text.push('\n');
        self.written.lines.push(std::mem::take(&mut self.line));
    }

    fn text(&mut self, index: usize, text: &str) {
        self.may_break = false;
        if std::mem::take(&mut self.is_over) && !text.trim_start_matches('\r').starts_with('\n') {
            self.newline();
        }
        let is_one = text.trim().lines().count() == 1;
        for (number, piece) in text.split('\n').enumerate() {
            if number > 0 {
                self.newline();
            }
            self.piece(index, piece, is_one);
        }
    }

    fn piece(&mut self, index: usize, piece: &str, is_one: bool) {
        // A lone carriage return would end a line unnoticed. No compiler accepts the no-break
        // spaces that editors paste, nor the characters that keep empty lines open.
        let chars = piece.chars().filter(|&c| !matches!(c, '\r' | '\u{200b}' | '\u{feff}'));
        self.written.text.reserve(piece.len());
        self.written.text.extend(chars.map(|c| if c == '\u{a0}' { ' ' } else { c }));
        let words = piece.trim();
        let Some(first) = words.chars().next() else { return };
        if !std::mem::replace(&mut self.line.is_filled, true) {
            self.line.first = is_one.then_some(index);
        } else if self.line.next.is_none() {
            self.line.next = Some(first);
        }
    }
}

/// An element whose text is on lines of its own.
struct OpenLine {
    /// The entry behind it.
    end: usize,
    /// How long the text was when it began.
    begun: usize,
    named: bool,
    is_block: bool,
}

/// Writes everything that is not left out.
pub(super) fn write(tree: &Tree<'_>) -> Written {
    let mut writer = Writer::default();
    let mut open: Vec<OpenLine> = Vec::new();
    let is_set =
        tree.entries.first().is_some_and(|root| root.tag.is_some_and(Tag::is_preformatted));
    for index in tree.kept() {
        close(&mut writer, &mut open, index, is_set);
        let entry = &tree.entries[index];
        let Some(tag) = entry.tag else {
            let text = tree.dom.text(entry.node).unwrap_or_default();
            if !is_between_blocks(tree, index, text) {
                writer.text(index, text);
            }
            continue;
        };
        if tag == Tag::Br {
            let ends_line = std::mem::take(&mut writer.may_break);
            if std::mem::replace(&mut writer.is_over, true) && !ends_line {
                writer.newline();
            }
            continue;
        }
        let at_start =
            writer.is_over || matches!(writer.written.text.bytes().last(), None | Some(b'\n'));
        let is_block = tag.is_block_level() && index > 0;
        let named = names_line(tree, index) && (is_block || at_start);
        if named || is_block || style::sets_apart(tree.style(index)) {
            writer.begin_line();
            let begun = writer.written.text.len();
            open.push(OpenLine { end: entry.end, begun, named, is_block });
        }
    }
    close(&mut writer, &mut open, usize::MAX, is_set);
    let line = std::mem::take(&mut writer.line);
    writer.written.lines.push(line);
    writer.written
}

/// Closes the lines that end before an entry. In a `<pre>`, the spaces at their ends are the
/// author's; elsewhere a highlighter put them there.
fn close(writer: &mut Writer, open: &mut Vec<OpenLine>, index: usize, is_set: bool) {
    while let Some(line) = open.pop_if(|line| line.end <= index) {
        let text = &mut writer.written.text;
        let is_empty = text.len() == line.begun;
        let is_line = (line.named || !is_empty) && (is_empty || !text.ends_with('\n'));
        if !is_set {
            text.truncate(text.trim_end_matches(' ').len().max(line.begun));
        }
        if is_line {
            writer.is_over = true;
            writer.may_break = line.named && !line.is_block;
        }
    }
}

/// Whether an element is named a line, or is one of several `<code>` that make up a `<pre>`.
fn names_line(tree: &Tree<'_>, index: usize) -> bool {
    let entry = &tree.entries[index];
    if matches!(entry.tag, Some(Tag::Li | Tag::Tr)) {
        return true;
    }
    let class = tree.class(index);
    if has_word(class, &["line", "row"]) && !has_word(class, &["number", "numbers", "num", "no"]) {
        let holds_text = || (index..entry.end).any(|it| tree.words(it).is_some());
        let beside = tree.dom.previous_sibling(entry.node).or(tree.dom.next_sibling(entry.node));
        return beside.is_some() || holds_text();
    }
    let parent = &tree.entries[entry.parent];
    let is_code = |tag: Option<Tag>| tag == Some(Tag::Code);
    let in_line = || has_word(tree.class(entry.parent), &["line", "row"]) && entry.parent > 0;
    is_code(entry.tag) && !is_code(parent.tag) && !in_line() && {
        let beside = |node| tree.dom.tag(node) == Some(Tag::Code);
        tree.dom.previous_sibling(entry.node).is_some_and(beside)
            || tree.dom.next_sibling(entry.node).is_some_and(beside)
    }
}

/// White space in the source, between rows for example.
fn is_between_blocks(tree: &Tree<'_>, index: usize, text: &str) -> bool {
    if !text.trim().is_empty() || index == 0 {
        return false;
    }
    let parent = tree.entries[tree.entries[index].parent].tag;
    let holds_blocks = [Tag::Table, Tag::Tbody, Tag::Thead, Tag::Tr, Tag::Ol, Tag::Ul];
    if parent.is_some_and(|tag| holds_blocks.contains(&tag)) {
        return true;
    }
    let is_pre = tree.entries[0].tag.is_some_and(Tag::is_preformatted);
    let is_block = |node| tree.dom.tag(node).is_some_and(Tag::is_block_level);
    let node = tree.entries[index].node;
    !is_pre
        && text.contains('\n')
        && (tree.dom.previous_sibling(node).is_some_and(is_block)
            || tree.dom.next_sibling(node).is_some_and(is_block))
}

/// The lines without blank ones around them, and without the space between each line and its
/// number.
pub(super) fn without_common_space(text: &str, numbered: bool) -> String {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |newline| newline + 1);
    let text = &text[start..];
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    let is_single = |line: &str| line.starts_with(' ') && !line[1..].starts_with(' ');
    let all = numbered && filled().all(|line| line.starts_with(' ')) && filled().any(is_single);
    if !all {
        return text.to_owned();
    }
    let lines: Vec<&str> =
        text.split('\n').map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n")
}
