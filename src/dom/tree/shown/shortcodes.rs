//! Shortcodes that a content management system left in the text: `[vc_row type="full"]`,
//! `[/vc_row]`. The text between them stays.
//!
//! A shortcode is a name in brackets with quoted attributes; or one without attributes, or with
//! unquoted ones (`[size=4]`), if the page also closes it (`[/size]`). Other brackets are the
//! author's, and code may contain anything.

use crate::dom::tree::{Dom, NodeData, NodeId, Span, Tag};
use std::collections::HashSet;
use std::ops::Range;

/// Removes the shortcodes from a page's text.
pub(super) fn take_out(dom: &mut Dom) {
    if !has_bracket(dom) {
        return;
    }
    let texts = texts_with_brackets(dom);
    let names = Names::of(texts.iter().filter_map(|&node| dom.text(node)));
    if names.is_empty() {
        return;
    }
    for node in texts {
        let Some(text) = dom.text(node).and_then(|text| without(text, &names)) else { continue };
        let start = dom.text.len();
        if start + text.len() > u32::MAX as usize {
            return;
        }
        dom.text.push_str(&text);
        let end = dom.text.len() as u32;
        dom.nodes[node.index()].data = NodeData::Text(Span { start: start as u32, end });
    }
}

/// Whether a bracket opens in any text outside scripts and styles. Hardly any page has one, and a
/// search through the arena is faster than a walk over the tree.
fn has_bracket(dom: &Dom) -> bool {
    // No bracket opens between these positions.
    let (mut begin, mut end) = (0, 0);
    dom.nodes.iter().any(|node| {
        let NodeData::Text(span) = node.data else { return false };
        let is_read = || {
            let around = node.parent.present().and_then(|parent| dom.tag(parent));
            !matches!(around, Some(Tag::Script | Tag::Style))
        };
        let at = span.start as usize;
        if at < begin || end < at {
            let text = dom.text.get(at..).unwrap_or_default();
            (begin, end) = (at, at + text.find('[').unwrap_or(text.len()));
        }
        end < span.end as usize && is_read()
    })
}

/// The text nodes outside code in which a bracket opens.
fn texts_with_brackets(dom: &Dom) -> Vec<NodeId> {
    let mut texts = Vec::new();
    let mut at = Some(NodeId::DOCUMENT);
    while let Some(node) = at {
        let is_code = dom.tag(node).is_some_and(|tag| {
            let is_code = matches!(tag, Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt);
            is_code || tag.is_preformatted() || tag.is_unread()
        });
        if dom.text(node).is_some_and(|text| text.contains('[')) {
            texts.push(node);
        }
        let inside = dom.first_child(node).filter(|_| !is_code);
        at = inside.or_else(|| dom.next_after(node, NodeId::DOCUMENT));
    }
    texts
}

/// The names of a page's shortcodes, in lower case.
#[derive(Default)]
struct Names {
    /// Those with quoted attributes somewhere.
    quoted: HashSet<String>,
    begun: HashSet<String>,
    ended: HashSet<String>,
}

impl Names {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Names {
        let mut names = Names::default();
        for code in texts.flat_map(codes) {
            let name = code.name.to_ascii_lowercase();
            match code.kind {
                Kind::End => names.ended.insert(name),
                Kind::Quoted => names.quoted.insert(name.clone()) | names.begun.insert(name),
                Kind::Plain => names.begun.insert(name),
            };
        }
        // Nobody writes `[/so]` by hand with a name like these.
        names.ended.retain(|name| names.begun.contains(name) || name.contains('_'));
        names
    }

    fn is_empty(&self) -> bool {
        self.quoted.is_empty() && self.ended.is_empty()
    }

    fn has(&self, code: &Code<'_>) -> bool {
        let name = code.name.to_ascii_lowercase();
        match code.kind {
            Kind::Quoted => true,
            Kind::End => self.ended.contains(&name) || self.quoted.contains(&name),
            Kind::Plain => self.ended.contains(&name),
        }
    }
}

/// A candidate for a shortcode.
struct Code<'a> {
    range: Range<usize>,
    name: &'a str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Quoted,
    End,
}

/// A text without its shortcodes, if it has any.
fn without(text: &str, names: &Names) -> Option<String> {
    let mut out = String::new();
    let mut written = 0;
    let mut newest_end = None;
    for code in codes(text).filter(|code| names.has(code)) {
        let between = &text[written..code.range.start];
        // It separates two parts of the page.
        if between.is_empty() && newest_end == Some(written) && code.kind != Kind::End {
            out.push(' ');
        }
        out.push_str(between);
        written = code.range.end;
        newest_end = (code.kind == Kind::End).then_some(written);
    }
    if written == 0 {
        return None;
    }
    out.push_str(&text[written..]);
    Some(out)
}

/// The candidates for shortcodes, in order. None extends across an opening bracket, so a text is
/// read once.
fn codes(text: &str) -> impl Iterator<Item = Code<'_>> {
    text.match_indices('[').filter_map(|(at, _)| read(text, at))
}

fn read(text: &str, begin: usize) -> Option<Code<'_>> {
    let inside = &text[begin + 1..];
    let inside = &inside[..inside.find('[').unwrap_or(inside.len())];
    let end_of = |rest: &str| begin + 1 + inside.len() - rest.len();
    let (is_end, after) = match inside.strip_prefix('/') {
        Some(after) => (true, after),
        None => (false, inside),
    };
    let (name, mut rest) = split_name(after)?;
    let mut kind = if is_end { Kind::End } else { Kind::Plain };
    if !is_end && let Some(value) = rest.strip_prefix('=') {
        (_, rest) = split_value(value)?;
    }
    loop {
        let before = rest.len();
        rest = rest.trim_start();
        if let Some(rest) = rest.strip_prefix(']').or_else(|| rest.strip_prefix("/]")) {
            return Some(Code { range: begin..end_of(rest), name, kind });
        }
        if is_end || rest.len() == before {
            return None;
        }
        let (_, after) = split_name(rest.trim_start_matches('_'))?;
        let (is_quoted, after) = split_value(after.trim_start().strip_prefix('=')?.trim_start())?;
        kind = if is_quoted { Kind::Quoted } else { kind };
        rest = after;
    }
}

/// A name, and what follows it.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some((name, rest))
}

/// Whether the value at the beginning of a text is in quotes, and what follows it. Quotes have
/// often been turned into typographic ones.
fn split_value(text: &str) -> Option<(bool, &str)> {
    let ends = |rest: &str| {
        rest.starts_with(|c: char| c.is_whitespace() || c == ']') || rest.starts_with("/]")
    };
    if text.starts_with(is_quote) {
        let mut quotes = text.match_indices(is_quote).skip(1);
        return quotes.find_map(|(at, quote)| {
            let rest = &text[at + quote.len()..];
            ends(rest).then_some((true, rest))
        });
    }
    let end = text.find(|c: char| c.is_whitespace() || c == ']')?;
    (end > 0).then_some((false, &text[end..]))
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '‘' | '’' | '‚' | '“' | '”' | '„' | '′' | '″' | '«' | '»' | '「' | '」'
    )
}

#[cfg(test)]
mod tests {
    use crate::dom::testing::parsed;

    fn text(html: &str) -> String {
        let dom = parsed(html);
        dom.text_content(dom.body().unwrap())
    }

    #[test]
    fn shortcodes_leave_their_words() {
        for (html, expected) in [
            ("<p>[vc_row type=\"full\"][vc_column]</p>a<p>[/vc_column][/vc_row]</p>", "a"),
            ("<p>[et_pb_row a=\"1\" _builder=\"4.9\"]</p>a<p>[/et_pb_row]</p>", "a"),
            ("[button link=”https://example.org/” size=″2″]Read[/button]", "Read"),
            ("[caption id='x_1' width='300']Die Brücke[/caption]", "Die Brücke"),
            ("[col_text]eins[/col_text][col_text]zwei[/col_text]", "eins zwei"),
            ("[dropcap]Д[/dropcap]ождь", "Дождь"),
            ("[size=4][color=#f00]雨[/color][/size]", "雨"),
            ("a [gallery ids=\"1,2\" /] b", "a  b"),
            ("a[/vc_column]", "a"),
            ("[b]bo[/b]ld", "bold"),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn other_brackets_stay() {
        for html in [
            "as one says [1] [edit] [citation needed] [sic] […]",
            "an input[type=\"text\"] and a[0]",
            "so good [/sarcasm]",
            "[x](y \"z\") [note to=self]",
            "[the \"other\" one]",
            "[vc_row a=\"b",
        ] {
            assert_eq!(text(html), html);
        }
        let code = "<code>[b]x[/b]</code><pre>[a b=\"c\"]</pre>";
        assert_eq!(text(&format!("{code}[b]y[/b]")), "[b]x[/b][a b=\"c\"]y");
    }
}
