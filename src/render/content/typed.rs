//! Typed lists: lines of a paragraph that begin with a bullet sign, or with the numbers 1, 2, 3 and
//! so on.

use super::{Content, Inline, Inlines};

/// Signs that never begin a sentence.
const BULLETS: [char; 11] = ['•', '‣', '▪', '●', '◦', '■', '⁃', '∙', '➤', '►', '◆'];

/// A paragraph, split into items.
#[derive(Debug)]
pub(super) struct TypedList {
    /// The lines before the first item.
    pub(super) lead: Option<Inlines>,
    pub(super) numbered: bool,
    /// The items without their signs or numbers. Lines without one continue the item before them.
    pub(super) items: Vec<Inlines>,
}

/// Splits a paragraph into items if it is a typed list of at least this many.
pub(super) fn typed_list(
    content: &mut Content,
    inlines: Inlines,
    least: usize,
) -> Option<TypedList> {
    let lines = lines(content, inlines);
    let bullets: Vec<usize> = lines.iter().map(|line| bullet(content, *line)).collect();
    let numbers: Vec<usize> = numbers(content, &lines);
    let numbered = numbers.iter().filter(|length| **length > 0).count() >= 2;
    let markers = if numbered { numbers } else { bullets };
    let first = markers.iter().position(|length| *length > 0)?;
    if markers.iter().filter(|length| **length > 0).count() < least {
        return None;
    }
    let mut list = TypedList { lead: None, numbered, items: Vec::new() };
    if first > 0 {
        list.lead = Some(Inlines { start: inlines.start, end: lines[first - 1].end });
    }
    for (line, length) in lines.into_iter().zip(markers).skip(first) {
        match list.items.last_mut() {
            Some(item) if length == 0 => item.end = line.end,
            _ => list.items.push(strip(content, line, length)),
        }
    }
    list.items.retain(|item| item.start < item.end);
    (!list.items.is_empty()).then_some(list)
}

/// The ranges between line breaks.
fn lines(content: &Content, inlines: Inlines) -> Vec<Inlines> {
    let mut lines = Vec::new();
    let mut start = inlines.start;
    for (offset, inline) in content.inlines(inlines).iter().enumerate() {
        let at = inlines.start + offset as u32;
        if *inline == Inline::Break {
            lines.push(Inlines { start, end: at });
            start = at + 1;
        }
    }
    lines.push(Inlines { start, end: inlines.end });
    lines
}

/// The text at the beginning of a line, if it is not code.
fn first_text(content: &Content, line: Inlines) -> Option<&str> {
    match content.inlines(line).first()? {
        Inline::Text { text, style } if style.code == 0 => Some(text.of(&content.text)),
        _ => None,
    }
}

/// The length of the bullet sign at the beginning of a line and the space after it, in bytes.
fn bullet(content: &Content, line: Inlines) -> usize {
    let Some(text) = first_text(content, line) else { return 0 };
    let rest = text.trim_start().strip_prefix(BULLETS).map(str::trim_start);
    let has_more = content.inlines(line).len() > 1;
    match rest {
        Some(rest) if !rest.is_empty() || has_more => text.len() - rest.len(),
        _ => 0,
    }
}

/// The number at the beginning of a line, and its length with the punctuation and the space after
/// it, in bytes.
pub(super) fn number(content: &Content, line: Inlines) -> Option<(u32, usize)> {
    let text = first_text(content, line)?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok()?;
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    let ends = rest.trim_start().len() < rest.len() || rest.is_empty();
    let mut behind = content.inlines(line).iter().skip(1);
    let has_more = !rest.trim().is_empty() || behind.any(|inline| *inline != Inline::Break);
    (ends && has_more).then(|| (number, text.len() - rest.trim_start().len()))
}

/// For each line, the length of its number in bytes, if the numbers count from 1; 0 for lines
/// without one.
fn numbers(content: &Content, lines: &[Inlines]) -> Vec<usize> {
    let mut next = 1;
    lines
        .iter()
        .map(|line| match number(content, *line) {
            Some((number, bytes)) if number == next => {
                next += 1;
                bytes
            }
            _ => 0,
        })
        .collect()
}

/// A line without this many bytes of its first text, and without the space and breaks after them.
pub(super) fn strip(content: &mut Content, mut line: Inlines, bytes: usize) -> Inlines {
    let mut bytes = bytes;
    while line.start < line.end
        && let Some(Inline::Text { text, .. }) = content.inlines.get_mut(line.start as usize)
    {
        let rest = text.of(&content.text).get(bytes..).unwrap_or_default().trim_start();
        text.start = text.end - rest.len() as u32;
        if !text.is_empty() {
            break;
        }
        bytes = 0;
        line.start += 1;
    }
    while content.inlines(line).first() == Some(&Inline::Break) {
        line.start += 1;
    }
    line
}

#[cfg(test)]
mod tests {
    use crate::render::testing::everything;

    #[test]
    fn lines_with_signs_are_items() {
        for (html, markdown) in [
            (
                "<p>To do:<br>• one<br>• two<br>more of two</p>",
                "To do:\n\n- one\n- two\\\n  more of two\n",
            ),
            ("<p>•&nbsp;one</p><p>● two</p>", "- one\n- two\n"),
            ("<p>1. one<br>2. two<br>3) three</p>", "1. one\n2. two\n3. three\n"),
            ("<p><b>1.</b> one<br><b>2.</b> two</p>", "1. one\n2. two\n"),
            ("<ul><li>• one</li><li>• two</li></ul>", "- one\n- two\n"),
            ("<h2>1. A<br>2. B<br>3. C</h2>", "1. A\n2. B\n3. C\n"),
        ] {
            assert_eq!(everything(html).markdown(), markdown);
        }
    }

    #[test]
    fn other_lines_are_none() {
        for (html, markdown) in [
            ("<p>1. one</p>", "1\\. one\n"),
            ("<p>1. one<br>3. three</p>", "1\\. one\\\n3\\. three\n"),
            ("<p>1.5 litres<br>2.5 litres</p>", "1.5 litres\\\n2.5 litres\n"),
            ("<p>•</p>", "•\n"),
            ("<h2>• A<br>• B</h2>", "## • A • B\n"),
        ] {
            assert_eq!(everything(html).markdown(), markdown);
        }
    }
}
