//! Values as a reader would see them: white space collapsed, HTML's entities decoded.

use crate::block;
use crate::characters::readable;
use crate::dom::{self, Dom, NodeId, Tag};
use crate::options::Limits;
use std::borrow::Cow;

/// The maximum length of a value, in bytes: no title, name or description is longer.
const MAX_VALUE: usize = 2_000;
/// The maximum number of nodes read for one value.
const MAX_STEPS: usize = 200;

/// The text with runs of white space collapsed to one space, and none at its ends.
pub(super) fn collapsed(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_blank);
    let mut after_blank = false;
    let irregular = text.chars().any(|c| {
        let blank = is_blank(c);
        let odd = blank && (after_blank || c != ' ');
        after_blank = blank;
        odd
    });
    if !irregular {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// White space, and characters that are not seen at all.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// A value of JSON or of an attribute as plain text. Template engines escape values for HTML even
/// where nothing decodes them, and leave tags in.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = truncated(text);
    if text.contains(['&', '<']) {
        return Cow::Owned(markup_text(text));
    }
    match readable(text) {
        Cow::Borrowed(text) => collapsed(text),
        Cow::Owned(text) => Cow::Owned(collapsed(&text).into_owned()),
    }
}

/// The text of a piece of HTML, on one line.
fn markup_text(html: &str) -> String {
    let Ok(dom) = dom::parse(html, &Limits::default(), false) else { return String::new() };
    let page = block::segment(&dom);
    let texts: Vec<&str> = page.blocks.iter().map(|block| page.block_text(block)).collect();
    collapsed(&texts.join(" ")).into_owned()
}

/// The text below an element, collapsed, up to the maximum length of a value.
pub(crate) fn element_text(dom: &Dom, element: NodeId) -> String {
    let mut text = String::new();
    walk_text(dom, element, |piece| match piece {
        Piece::Text(piece) => text.push_str(piece),
        Piece::Break => text.push(' '),
    });
    collapsed(truncated(&text)).into_owned()
}

/// The texts below an element, one for each run in the same element.
pub(super) fn element_pieces(dom: &Dom, element: NodeId) -> Vec<String> {
    let mut pieces = Vec::new();
    walk_text(dom, element, |piece| {
        if let Piece::Text(piece) = piece
            && let text = collapsed(piece)
            && !text.is_empty()
        {
            pieces.push(text.into_owned());
        }
    });
    pieces
}

enum Piece<'a> {
    Text(&'a str),
    /// The border of a block-level element, or a line break.
    Break,
}

/// Visits the text below an element as a reader would see it, up to the maximum length of a value.
fn walk_text<'a>(dom: &'a Dom, element: NodeId, mut visit: impl FnMut(Piece<'a>)) {
    let mut length = 0;
    let mut at = dom.first_child(element);
    // Elements without text take time as well, so steps are counted.
    for _ in 0..MAX_STEPS {
        let Some(node) = at else { break };
        let tag = dom.tag(node);
        if tag.is_some_and(|tag| tag.is_block_level() || tag == Tag::Br) {
            visit(Piece::Break);
        }
        let text = truncated(dom.text(node).unwrap_or_default());
        visit(Piece::Text(text));
        length += text.len();
        if length > MAX_VALUE {
            break;
        }
        let is_read = |tag: Tag| !tag.is_unread() && tag != Tag::Button;
        let inside = dom.first_child(node).filter(|_| tag.is_some_and(is_read));
        at = inside.or_else(|| dom.next_after(node, element));
    }
}

fn truncated(text: &str) -> &str {
    let mut end = MAX_VALUE.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses() {
        assert_eq!(collapsed(" a\n\t b\u{a0}c "), "a b c");
        assert!(matches!(collapsed("as it is"), Cow::Borrowed("as it is")));
        assert_eq!(collapsed("\u{feff}"), "");
    }

    #[test]
    fn entities_and_tags_go() {
        assert_eq!(plain("Caf&eacute; &amp; <em>Bar</em>"), "Café & Bar");
        assert_eq!(plain("Q&amp;A: 1 < 2"), "Q&A: 1 < 2");
        assert_eq!(plain("<p>One.</p><p>Two.</p>"), "One. Two.");
        assert_eq!(plain("Fahr\u{ad}dienst\u{1b}"), "Fahrdienst");
    }

    #[test]
    fn long_values_are_cut_between_characters() {
        assert!(plain(&"é".repeat(100_000)).len() <= MAX_VALUE);
    }
}
