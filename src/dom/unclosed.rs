//! An unclosed element of raw text, such as a `<title>`, contains the whole rest of the page, and
//! browsers show nothing. The author meant the page as if that element ended where its own text
//! ends.

use super::tree::{Dom, NodeId};
use crate::any_case;
use html5ever::LocalName;
use html5ever::tendril::StrTendril;

/// A page that shows more letters and digits than this, in bytes, or more than this share of what
/// the element contains, stays unchanged: truncated pages may end anywhere, also inside a script.
const MAX_SHOWN: usize = 1000;
const MAX_SHARE: f32 = 0.05;

/// The page with the element closed, if nothing else is left of the page.
pub(super) fn closed(
    page: &StrTendril,
    dom: &Dom,
    name: &LocalName,
    begin: usize,
) -> Option<StrTendril> {
    let held = page.get(begin..)?;
    let shown = shown(dom);
    if shown > MAX_SHOWN || shown as f32 > MAX_SHARE * held.len() as f32 {
        return None;
    }
    let end = begin + end_of_text(held, name)?;
    let mut closed = StrTendril::with_capacity(page.len() as u32 + 16);
    closed.push_slice(page.get(..end)?);
    closed.push_slice("</");
    closed.push_slice(name);
    closed.push_slice(">");
    closed.push_slice(page.get(end..)?);
    Some(closed)
}

/// Whether one tree shows more than another.
pub(super) fn shows_more(one: &Dom, other: &Dom) -> bool {
    shown(one) > shown(other)
}

/// The letters and digits that a tree shows, in bytes.
fn shown(dom: &Dom) -> usize {
    let mut shown = 0;
    let mut at = dom.body();
    while let Some(node) = at {
        let text = dom.text(node).unwrap_or_default();
        shown +=
            text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()).count();
        let is_read = dom.tag(node).is_none_or(|tag| !tag.is_unread());
        let inside = dom.first_child(node).filter(|_| is_read);
        at = inside.or_else(|| dom.next_after(node, NodeId::DOCUMENT));
    }
    shown
}

/// Where the text of an element ends: before the first tag. In a script, tags may be strings,
/// unless they are at the beginning of a line, or begin or end a part of the page.
fn end_of_text(text: &str, name: &str) -> Option<usize> {
    let is_code = matches!(name, "script" | "style");
    let begins_line = |at: usize| {
        // The examined part of a line is bounded.
        let examined = &text.as_bytes()[at.saturating_sub(200)..at];
        let line = examined.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        line.len() < 200 && line.trim_ascii().is_empty()
    };
    let is_part = |tag: &str| {
        ["/head>", "body", "/body>"].iter().any(|part| any_case::strip_prefix(tag, part).is_some())
    };
    let mut tags = text.match_indices('<').filter(|(at, _)| {
        let next = text.as_bytes().get(at + 1).copied().unwrap_or_default();
        let is_comment = next == b'!' && !is_code;
        next.is_ascii_alphabetic() || next == b'/' || is_comment
    });
    let end = tags.find(|&(at, _)| name != "script" || begins_line(at) || is_part(&text[at + 1..]));
    end.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use crate::dom::testing::parsed;
    use crate::dom::{NodeId, Reading, Tag};

    const BODY: &str = "<body><p>It rained for the first time in eleven weeks.</p></body>";

    #[test]
    fn a_page_that_an_element_swallows_is_read_again() {
        for head in [
            "<title>Rain\n",
            "<title>Rain <meta charset=utf-8></head>",
            "<html><head><style>p { color: red }\n",
            "<script src=a.js>\n",
            "<script>let a = '<b>';\n  ",
            "<script>let a = '<b>';</head>",
            "<title>Rain</title><textarea name=x>",
            "<iframe src=x>",
        ] {
            let dom = parsed(&format!("{head}{BODY}"));
            assert_eq!(dom.reading(), Reading::Closed, "{head}");
            let p = dom.find(NodeId::DOCUMENT, Tag::P).unwrap();
            assert!(dom.text_content(p).starts_with("It rained"), "{head}");
        }
        let dom = parsed(&format!("<title>Rain\n{BODY}"));
        let title = dom.find(NodeId::DOCUMENT, Tag::Title).unwrap();
        assert_eq!(dom.text_content(title), "Rain\n");
    }

    #[test]
    fn others_are_read_as_browsers_read_them() {
        let long = format!("<p>{}</p>", "It rained for weeks. ".repeat(80));
        for html in [
            format!("{BODY}<script>let a = 1;"),
            format!("{long}<style>{BODY}"),
            format!("<title>Rain</title>{BODY}"),
            format!("<script>let a = '{BODY}';</script>"),
            "<title>Rain".to_owned(),
            "<div id=app></div><script>let a = '<p>It rained for weeks.</p>'".to_owned(),
        ] {
            assert_eq!(parsed(&html).reading(), Reading::Usual, "{html}");
        }
    }
}
