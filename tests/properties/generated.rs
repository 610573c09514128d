//! Pages of a sensible structure, and of none.

use proptest::prelude::*;

const WORDS: &[&str] = &[
    "river",
    "Brücke",
    "council",
    "мост",
    "совет",
    "昨日は雨",
    "石橋を",
    "جسر",
    "สะพาน",
    "다리",
    "a",
    "I",
    "don’t",
    "e-mail",
    "C++",
    "*starred*",
    "_under_",
    "[x]",
    "# hash",
    "1.",
    "&lt;b&gt;",
    "`t`",
    "a|b",
    "$5",
    "\\",
    "!",
    ".",
    "…",
    "«oui»",
    "word,",
    "&nbsp;",
    "é",
    "ﬁ",
    "İ",
    "ß",
    "👩‍👩‍👧",
    "~~",
    "soft&shy;ly",
    "\u{200b}zero\u{feff}",
    "e\u{1b}[1mscape",
    "&#x202e;over",
];

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 1..most).prop_map(|words| words.join(" "))
}

fn attributes() -> impl Strategy<Value = String> {
    prop::sample::select(
        &[
            "",
            "",
            "",
            "",
            " class='article-body post'",
            " class='nav sidebar widget'",
            " id=main",
            " class='comment reply'",
            " role=main",
            " role=navigation",
            " role=heading aria-level=3",
            " hidden",
            " lang=de",
            " style='display:none'",
            " aria-hidden=true",
            " itemprop=articleBody",
            " class='x y z'",
        ][..],
    )
    .prop_map(str::to_owned)
}

const CONTAINERS: &[&str] = &[
    "div",
    "div",
    "section",
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "nav",
    "ul",
    "ol",
    "li",
    "blockquote",
    "figure",
    "figcaption",
    "form",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "noscript",
    "dialog",
    "button",
    "span",
    "a",
    "center",
    "fieldset",
];
const LEAVES: &[&str] = &[
    "p",
    "p",
    "p",
    "h1",
    "h2",
    "h3",
    "li",
    "td",
    "span",
    "a href='/x'",
    "b",
    "em",
    "pre",
    "code",
    "label",
    "time datetime=2024-01-02",
    "small",
    "sub",
    "sup",
    "q",
    "del",
    "x-custom",
    "option",
    "textarea",
    "title",
    "script",
    "style",
    "svg",
    "math",
    "select",
    "img alt=view src=/a.png",
    "br",
];

/// Elements in elements, some of them never closed.
pub fn tree() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => (prop::sample::select(LEAVES), attributes(), words(25), 0..10).prop_map(
            |(tag, attributes, words, closed)| {
                let name = tag.split(' ').next().unwrap_or_default();
                let end = if closed > 0 { format!("</{name}>") } else { String::new() };
                format!("<{tag}{attributes}>{words}{end}")
            }
        ),
        3 => words(30),
        1 => (1..4, words(9)).prop_map(|(number, words)| format!("<p>{number}. {words}</p>")),
        1 => Just("<br><br>".to_owned()),
        1 => Just("\n  ".to_owned()),
    ];
    leaf.prop_recursive(6, 60, 8, |inner| {
        let children = prop::collection::vec(inner, 0..8);
        (prop::sample::select(CONTAINERS), attributes(), children, 0..12).prop_map(
            |(tag, attributes, children, closed)| {
                let end = if closed > 0 { format!("</{tag}>") } else { String::new() };
                format!("<{tag}{attributes}>{}{end}", children.concat())
            },
        )
    })
}

pub fn soup() -> impl Strategy<Value = String> {
    let tag = || prop::sample::select([CONTAINERS, LEAVES].concat());
    let piece = prop_oneof![
        4 => (tag(), attributes()).prop_map(|(tag, attributes)| format!("<{tag}{attributes}>")),
        3 => tag().prop_map(|tag| format!("</{}>", tag.split(' ').next().unwrap_or_default())),
        4 => words(12),
        1 => prop::sample::select(
            &["<!-- c -->", "<![CDATA[d]]>", "\0", "<", "&", "&#0;", "<template>", "</template>",
              "<frameset>", "</body>", "<html class=q>", "<plaintext>"][..],
        )
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}
