//! Preformatted text: gathered line by line, its language named.

use crate::block::{Element, Page};
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// How many elements around a `<pre>` may name its language: highlighters wrap it up to thrice.
const LEVELS_AROUND: usize = 3;

/// The text of a `<pre>` while it is gathered.
#[derive(Debug)]
pub(super) struct Capture {
    text: String,
    pub(super) language: Option<String>,
}

impl Capture {
    pub(super) fn new(language: Option<String>) -> Capture {
        Capture { text: String::new(), language }
    }

    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // A lone carriage return would end a line behind the writer's back.
                '\r' => {}
                // Editors paste these; no compiler takes them.
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

    /// The gathered lines, without blank ones around them.
    pub(super) fn lines(&self) -> &str {
        let text = self.text.trim_end();
        let blank = text.len() - text.trim_start().len();
        let start = text[..blank].rfind('\n').map_or(0, |newline| newline + 1);
        &text[start..]
    }
}

/// Whether a text is a column of line numbers: two or more lines that count upwards.
pub(super) fn is_line_numbers(lines: &str) -> bool {
    let mut expected: Option<u32> = None;
    let mut count = 0;
    for line in lines.lines() {
        let Ok(number) = line.trim().parse::<u32>() else { return false };
        if expected.is_some_and(|expected| expected != number) {
            return false;
        }
        expected = number.checked_add(1);
        count += 1;
    }
    count >= 2
}

/// The language that the page names for a `<pre>`: on itself, its `<code>`, or what wraps it.
pub(super) fn language(dom: &Dom, page: &Page, pre: &Element) -> Option<String> {
    let inner = dom.children(pre.node).find(|&child| dom.tag(child) == Some(Tag::Code));
    let around = page.ancestry(pre.parent).take(LEVELS_AROUND);
    let around = around.filter_map(|index| page.element(index)).filter(|element| {
        // A wrapper of more than this block may name something else.
        element.end_block - element.first_block <= 2 * (pre.end_block - pre.first_block)
    });
    inner
        .into_iter()
        .chain([pre.node])
        .chain(around.map(|element| element.node))
        .find_map(|node| named_language(dom, node))
}

fn named_language(dom: &Dom, node: NodeId) -> Option<String> {
    for name in [AttributeName::DataLang, AttributeName::DataLanguage] {
        if let Some(language) = dom.attribute(node, name).and_then(language_name) {
            return Some(language);
        }
    }
    let classes = dom.attribute(node, AttributeName::Class)?;
    let mut highlighted = false;
    let mut words = classes.split_ascii_whitespace().peekable();
    while let Some(word) = words.next() {
        let prefixes = ["language-", "lang-", "highlight-source-", "highlight-text-", "brush:"];
        let named = prefixes.iter().find_map(|prefix| word.strip_prefix(prefix));
        match named {
            // `brush: js;`, as SyntaxHighlighter has it.
            Some("") => return words.peek().and_then(|next| language_name(next)),
            Some(named) => return language_name(named),
            None => {}
        }
        // Sphinx, Pandoc, Hexo and highlight.js put the bare name beside a word of their own.
        if ["highlight", "hljs", "sourceCode", "src", "code", "codehilite"].contains(&word) {
            highlighted = true;
        } else if let Some(named) =
            word.strip_prefix("highlight-").or_else(|| word.strip_prefix("src-"))
        {
            return language_name(named);
        } else if highlighted && let Some(named) = language_name(word) {
            return Some(named);
        }
    }
    None
}

/// A language's name as it may stand behind a fence.
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
        let pre = page.elements.iter().find(|element| element.tag == Tag::Pre).unwrap();
        language(&dom, &page, pre)
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
            ("<pre class='wp-block-code'>x</pre>", None),
            ("<pre><code class='language-plaintext highlighter-rouge'>x</code></pre>", None),
            ("<pre><code class='language-a`b'>x</code></pre>", None),
        ] {
            assert_eq!(language_of(html).as_deref(), language, "{html}");
        }
    }

    #[test]
    fn line_numbers_are_told_from_code() {
        assert!(is_line_numbers("1\n2\n3"));
        assert!(is_line_numbers(" 9\n10\n11"));
        assert!(!is_line_numbers("1"));
        assert!(!is_line_numbers("1\n3"));
        assert!(!is_line_numbers("1\n2 apples"));
    }

    #[test]
    fn carriage_returns_are_not_kept() {
        let mut capture = Capture::new(None);
        capture.text("\n\n  a\r\n\tb\rc\n\n");
        assert_eq!(capture.lines(), "  a\n\tbc");
    }
}
