//! Properties of the Markdown and HTML of any page: a parser gets the same text back, and nothing
//! that the page did not mean.

use super::testing::everything;
use proptest::prelude::*;
use proptest::sample::select;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Every extension that could find unintended structure.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// The text that a Markdown parser finds, with white space collapsed.
fn shown(markdown: &str) -> String {
    let mut out = String::new();
    let mut in_image = false;
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::Image { .. }) => in_image = true,
            Event::End(TagEnd::Image) => in_image = false,
            _ if in_image => {}
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::InlineMath(tex) => out.push_str(&format!("${tex}$")),
            Event::DisplayMath(tex) => out.push_str(&format!("$${tex}$$")),
            Event::InlineHtml(tag) => match &*tag {
                "<br>" => out.push(' '),
                "<sub>" | "</sub>" | "<sup>" | "</sup>" => {}
                other => panic!("unexpected tag {other} in {markdown}"),
            },
            Event::Html(html) => panic!("unexpected {html} in {markdown}"),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
            ) => {}
            Event::Start(Tag::List(_)) | Event::End(_) => out.push(' '),
            _ => {}
        }
    }
    collapsed(&out)
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text without plain numbers, as those may have become the numbers of a list.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Text made of Markdown syntax.
fn tricky_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,3}",
        2 => Just(" ".to_owned()),
        1 => "[0-9]{1,2}[.)]?",
        6 => "[-*_\\[\\]()<>#+.!|~$&`\\\\=:;^{}\"'/@%,?]{1,3}",
        1 => select(vec!["é", "»", "「", "。", "字", "\u{a0}", "—", "€", "\u{301}", "😀"]).prop_map(str::to_owned),
        1 => select(vec!["&amp;", "&#42;", "[^1]", "---", "~~~", "```", "http://a.b", "[ ] "]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

fn tricky_inline() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        8 => tricky_text().prop_map(|text| escaped(&text)),
        1 => Just("<br>".to_owned()),
        1 => Just("<img src='/i(.png' alt='an ] image'>".to_owned()),
        1 => Just("<math alttext='x_[a] ~ b'><mi>x</mi></math>".to_owned()),
        3 => Just(" ".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let tag = select(vec!["b", "i", "s", "code", "a href='/x)y?a=$b&copy;'", "sup", "sub"]);
        (tag, prop::collection::vec(inner, 1..4)).prop_map(|(tag, inner)| {
            let name = tag.split(' ').next().unwrap_or_default();
            format!("<{tag}>{}</{name}>", inner.concat())
        })
    })
}

fn tricky_block() -> impl Strategy<Value = String> {
    let inline = || prop::collection::vec(tricky_inline(), 1..4).prop_map(|parts| parts.concat());
    let code = tricky_text().prop_map(|text| format!("<pre>{}\n\n  x</pre>", escaped(&text)));
    let leaf = prop_oneof![
        4 => inline().prop_map(|inner| format!("<p>{inner}</p>")),
        1 => (1..7, inline()).prop_map(|(level, inner)| format!("<h{level}>{inner}</h{level}>")),
        1 => code,
        1 => Just("<hr>".to_owned()),
        1 => inline(),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let tag = prop_oneof![
            "ul",
            "ol",
            "ol start=7",
            "li",
            "li",
            "li",
            "blockquote",
            "dl",
            "dt",
            "dd",
            "div",
            "table",
            "tr",
            "td",
            "th",
            "figure",
            "figcaption",
            "section",
            "details",
            "summary",
        ];
        (tag, prop::collection::vec(inner, 1..4)).prop_map(|(tag, inner)| {
            let name = tag.split(' ').next().unwrap_or_default();
            let inner = inner.concat();
            match name {
                "ul" | "ol" => format!("<{tag}><li>{inner}</li></{name}>"),
                "table" => format!("<table><tr><td>{inner}<td>a<tr><td>b<td>c</table>"),
                _ => format!("<{tag}>{inner}</{name}>"),
            }
        })
    })
}

#[test]
fn signs_that_part_nothing_are_text_alone() {
    for html in ["<p>---<b><br><b><br></b></b>0</p>", "<p>0<br><br>---</p>"] {
        let page = everything(html);
        assert!(page.text().contains("---"), "{}", page.text());
        assert_eq!(page.markdown(), "0\n", "{html}");
        assert_eq!(page.html().trim(), "<p>0</p>", "{html}");
    }
    let page = everything("<p>0<br><br><i>---</i><br><br>1<br><br><code>---</code><br><br>2</p>");
    assert_eq!(page.markdown(), "0\n\n***\n\n1\n\n`---`\n\n2\n");
}

/// Whether a line is a rule of signs, which Markdown leaves out where it parts nothing.
fn is_rule(line: &str) -> bool {
    line.len() > 2 && !line.contains(char::is_alphanumeric)
}

proptest! {
    #[test]
    fn text_of_any_paragraph_reads_as_itself(
        lines in prop::collection::vec(tricky_text(), 1..4),
    ) {
        let html = lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>");
        let page = everything(&format!("<p>{html}</p>"));
        // Lines that count are a list.
        prop_assume!(!page.html().contains("<ol>"));
        prop_assume!(!page.text().split("\n\n").any(is_rule));
        let markdown = page.markdown();
        for event in Parser::new_ext(&markdown, options()) {
            let plain = matches!(
                event,
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
                    | Event::Text(_) | Event::HardBreak
            );
            prop_assert!(plain, "{event:?} in {markdown}");
        }
        prop_assert_eq!(shown(&markdown), collapsed(&page.text()), "{}", markdown);
    }

    #[test]
    fn marks_and_links_change_no_character(parts in prop::collection::vec(tricky_inline(), 1..5)) {
        let page = everything(&format!("<p>{}</p>", parts.concat()));
        prop_assume!(!page.html().contains("<ol>"));
        let markdown = page.markdown();
        prop_assume!(!page.text().split("\n\n").any(is_rule));
        prop_assert_eq!(shown(&markdown), collapsed(&page.text()), "{}", markdown);
    }

    #[test]
    fn any_structure_keeps_the_words(blocks in prop::collection::vec(tricky_block(), 1..4)) {
        let page = everything(&blocks.concat());
        let (markdown, text) = (page.markdown(), page.text());
        let shown = shown(&markdown);
        prop_assert_eq!(words(&shown), words(&text), "{}", markdown);
    }

    #[test]
    fn html_of_any_structure_keeps_the_text(blocks in prop::collection::vec(tricky_block(), 1..4)) {
        let page = everything(&blocks.concat());
        let (html, text) = (page.html(), page.text());
        let again = everything(&html).text();
        // Spaces do not count, as two links may have become adjacent, which separates their texts.
        // Digits do not count, as they may have become the numbers of a list.
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        prop_assert_eq!(letters(&again), letters(&text), "{}", html);
    }
}
