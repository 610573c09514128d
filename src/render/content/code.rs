//! Preformatted text: its lines and its language.

use crate::block::{Element, Listing, Page, is_language};
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// How many elements around a `<pre>` may name its language: highlighters wrap it up to three
/// times.
const LEVELS_AROUND: usize = 3;

/// Collects the text of a `<pre>` that holds other parts of the page.
#[derive(Debug, Default)]
pub(super) struct Capture {
    text: String,
}

impl Capture {
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // A lone carriage return would end a line unnoticed.
                '\r' => {}
                // Editors paste these, but no compiler accepts them.
                '\u{a0}' => self.text.push(' '),
                _ => self.text.push(c),
            }
        }
    }

    pub(super) fn line_break(&mut self) {
        self.text.push('\n');
    }

    /// What follows begins a line.
    pub(super) fn new_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The collected lines, without blank ones around them.
    pub(super) fn lines(&self) -> &str {
        let text = self.text.trim_end();
        let blank = text.len() - text.trim_start().len();
        let start = text[..blank].rfind('\n').map_or(0, |newline| newline + 1);
        &text[start..]
    }
}

/// The language that the page names for a piece of code: on the element of its text, on itself, on
/// what wraps it, or on a label next to it.
pub(super) fn language(
    dom: &Dom,
    page: &Page,
    piece: &Element,
    listing: &Listing,
) -> Option<String> {
    let inner = dom.children(listing.code).find(|&child| dom.tag(child) == Some(Tag::Code));
    let between = std::iter::successors(Some(listing.code), |&node| {
        dom.parent(node).filter(|_| node != piece.node)
    });
    let around = page.ancestry(piece.parent).take(LEVELS_AROUND);
    let around = around.filter_map(|index| page.element(index)).filter(|element| {
        // A wrapper with more than this block may name something else.
        element.end_block - element.first_block <= 2 * (piece.end_block - piece.first_block)
    });
    inner
        .into_iter()
        .chain(between)
        .chain(around.map(|element| element.node))
        .find_map(|node| named_language(dom, node))
        .or_else(|| listing.label.as_deref().and_then(language_name))
}

fn named_language(dom: &Dom, node: NodeId) -> Option<String> {
    for name in [AttributeName::DataLang, AttributeName::DataLanguage] {
        if let Some(language) = dom.attribute(node, name).and_then(language_name) {
            return Some(language);
        }
    }
    let classes = dom.attribute(node, AttributeName::Class)?;
    let mut marker: Option<bool> = None;
    let mut words = classes.split_ascii_whitespace().peekable();
    while let Some(word) = words.next() {
        let prefixes = ["language-", "lang-", "highlight-source-", "highlight-text-", "brush:"];
        let named = prefixes.iter().find_map(|prefix| word.strip_prefix(prefix));
        match named {
            // `brush: js;`, as in SyntaxHighlighter.
            Some("") => return words.peek().and_then(|next| language_name(next)),
            Some(named) => return language_name(named),
            None => {}
        }
        // Sphinx, Pandoc, Hexo and highlight.js put the bare name next to a word of their own.
        let is_plain = ["hljs", "sourceCode", "src"].contains(&word);
        if is_plain || MARKERS.contains(&word) {
            marker = Some(is_plain || marker == Some(true));
        } else if let Some(named) =
            word.strip_prefix("highlight-").or_else(|| word.strip_prefix("src-"))
        {
            return language_name(named);
        } else if (marker == Some(true) || (marker.is_some() && is_language(word)))
            && let Some(named) = language_name(word)
        {
            return Some(named);
        }
    }
    None
}

/// Words that highlighters put next to the name of a language, and next to other names.
const MARKERS: [&str; 6] =
    ["code", "codehilite", "geshi", "highlight", "prettyprint", "syntaxhighlighter"];

/// A language's name, if it can follow a fence.
fn language_name(text: &str) -> Option<String> {
    let name = text.trim().trim_end_matches(';').to_ascii_lowercase();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+#.-_".contains(&byte);
    let fits = !name.is_empty() && name.len() <= 24 && name.bytes().all(is_plain);
    let says_nothing =
        ["none", "plain", "plaintext", "text", "txt", "default", "notranslate", "nohighlight"];
    (fits && !says_nothing.contains(&name.as_str()) && !name.contains("highlight")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language_of(html: &str) -> Option<String> {
        let dom = crate::dom::parse(html, &crate::options::Limits::default(), false).unwrap();
        let page = crate::block::segment(&dom);
        let (&index, listing) = page.listings.iter().next().unwrap();
        language(&dom, &page, page.element(index).unwrap(), listing)
    }

    #[test]
    fn languages_are_found_where_highlighters_put_them() {
        for (html, language) in [
            ("<pre><code class='language-rust'>x</code></pre>", Some("rust")),
            ("<pre class='lang-py prettyprint'>x</pre>", Some("py")),
            ("<pre class='brush: js; toolbar: false'>x</pre>", Some("js")),
            ("<div class='highlight highlight-source-shell'><pre>x</pre></div>", Some("shell")),
            (
                "<div class='highlight-python notranslate'><div class='highlight'><pre>x</pre></div></div>",
                Some("python"),
            ),
            ("<pre><code class='hljs cpp'>x</code></pre>", Some("cpp")),
            ("<pre class='sourceCode haskell'>x</pre>", Some("haskell")),
            ("<pre data-lang='C#'>x</pre>", Some("c#")),
            ("<div><span>Kotlin</span><pre>x</pre></div>", Some("kotlin")),
            ("<div class='syntaxhighlighter  css'><div><code>x</code></div></div>", Some("css")),
            ("<pre class='wp-block-code'>x</pre>", None),
            ("<div class='highlight wide'><pre>x</pre></div>", None),
            ("<pre><code class='language-plaintext highlighter-rouge'>x</code></pre>", None),
            ("<pre><code class='language-a`b'>x</code></pre>", None),
        ] {
            assert_eq!(language_of(html).as_deref(), language, "{html}");
        }
    }

    #[test]
    fn carriage_returns_are_not_kept() {
        let mut capture = Capture::default();
        capture.text("\n\n  a\r\n\tb\rc\n\n");
        assert_eq!(capture.lines(), "  a\n\tbc");
    }
}
