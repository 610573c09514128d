//! What holds for every page, tried on generated ones: tag soup, arbitrary characters and bytes,
//! and pages of a sensible structure.

use dehusk::{Extraction, Extractor, Focus, Scorer};
use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use std::collections::HashMap;

const FOCUSES: [Focus; 3] = [Focus::Precision, Focus::Balanced, Focus::Recall];
const SCORERS: [Scorer; 2] = [Scorer::Model, Scorer::Density];

fn parse(html: &str) -> RcDom {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    parse_document(RcDom::default(), options).one(html)
}

/// All text of a page, scripts and all.
fn page_text(html: &str) -> String {
    let dom = parse(html);
    let mut text = String::new();
    let mut open: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

/// The letters of a text, without what renderers put between and around words.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().all(|c| whole.any(|other| other == c))
}

fn word_counts(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

/// The verdicts and numbers of a page's blocks, to the bit.
fn blocks(page: &Extraction) -> Vec<(String, u32, bool, u32, u32, String)> {
    page.blocks()
        .map(|block| {
            (
                block.text().to_owned(),
                block.score().to_bits(),
                block.is_content(),
                block.text_density().to_bits(),
                block.link_ratio().to_bits(),
                block.path(),
            )
        })
        .collect()
}

fn check(html: &str) {
    let source = letters(&page_text(html));
    for scorer in SCORERS {
        let mut kept_before: Option<Vec<bool>> = None;
        for focus in FOCUSES {
            let extractor = Extractor::new().focus(focus).scorer(scorer);
            let page = extractor.extract(html).unwrap();
            check_numbers(&page);
            assert!((0.0..=1.0).contains(&page.confidence()));

            // The text is the page's, in the page's order, and made of the kept blocks.
            let text = page.text();
            assert!(is_subsequence(&letters(&text), &source), "{focus:?}: {text}");
            let kept: String = page
                .blocks()
                .filter(|block| block.is_content())
                .map(|block| block.text().to_owned() + "\n")
                .collect();
            assert_eq!(word_counts(&text), word_counts(&kept));
            if page.blocks().any(|block| block.text().chars().any(char::is_alphanumeric)) {
                assert!(text.chars().any(char::is_alphanumeric), "nothing of {html:?}");
            }

            // A wider focus keeps all that a narrower one keeps.
            let kept: Vec<bool> = page.blocks().map(|block| block.is_content()).collect();
            if let Some(before) = kept_before {
                assert!(before.iter().zip(&kept).all(|(before, now)| !before || *now), "{focus:?}");
            }
            kept_before = Some(kept);

            // The same again, on another thread, and from a tree that was parsed by others.
            let (text, markdown, html_out) = (text, page.markdown(), page.html());
            let again = std::thread::scope(|scope| {
                scope.spawn(|| extractor.extract(html).unwrap()).join().unwrap()
            });
            let copied = extractor.extract_dom(&parse(html)).unwrap();
            for other in [again, copied] {
                assert_eq!(blocks(&other), blocks(&page));
                assert_eq!(other.text(), text);
                assert_eq!(other.markdown(), markdown);
                assert_eq!(other.html(), html_out);
                assert_eq!(other.metadata(), page.metadata());
            }
        }
    }
}

fn check_numbers(page: &Extraction) {
    for block in page.blocks() {
        assert!((0.0..=1.0).contains(&block.score()), "{block:?}");
        assert!((0.0..=1.0).contains(&block.link_ratio()), "{block:?}");
        assert!(block.text_density() >= 0.0 && block.text_density().is_finite(), "{block:?}");
        assert!(!block.text().trim().is_empty(), "{block:?}");
        assert!(block.path().starts_with("html"), "{}", block.path());
    }
}

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
fn tree() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => (prop::sample::select(LEAVES), attributes(), words(25), 0..10).prop_map(
            |(tag, attributes, words, closed)| {
                let name = tag.split(' ').next().unwrap_or_default();
                let end = if closed > 0 { format!("</{name}>") } else { String::new() };
                format!("<{tag}{attributes}>{words}{end}")
            }
        ),
        3 => words(30),
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

fn soup() -> impl Strategy<Value = String> {
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

/// `PROPTEST_CASES` sets how many, four times what is tried.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig { failure_persistence: None, cases: default.cases.div_ceil(4), ..default }
}

/// What is kept is said by selector here: these are about the formats.
fn check_formats(html: &str) {
    let extractor = Extractor::new().keep_only("body").unwrap();
    let page = extractor.extract(html).unwrap();
    let text = letters(&page.text());

    // The HTML says what the text says, is well-formed, and says it again when it is extracted.
    let html_out = page.html();
    assert_eq!(letters(&page_text(&html_out)), text, "{html_out}");
    let again = extractor.extract(&html_out).unwrap();
    assert_eq!(letters(&again.text()), text, "{html_out}");

    // So does the Markdown.
    let markdown = page.markdown();
    assert_eq!(letters(&read_markdown(&markdown)), text, "{markdown}");
}

/// The text of Markdown as a reader sees it.
fn read_markdown(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let mut text = String::new();
    let mut in_image = 0;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, options | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::Image { .. }) => in_image += 1,
            Event::End(TagEnd::Image) => in_image -= 1,
            Event::Text(part) | Event::Code(part) if in_image == 0 => text.push_str(&part),
            Event::InlineHtml(tag) => {
                assert!(["<br>", "<sub>", "</sub>", "<sup>", "</sup>"].contains(&&*tag), "{tag}")
            }
            Event::Html(html) => panic!("{html}"),
            _ => {}
        }
    }
    text
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn formats_of_structure(tree in tree()) {
        check_formats(&format!("<!doctype html><title>t</title><body>{tree}"));
    }

    #[test]
    fn formats_of_soup(html in soup()) {
        check_formats(&html);
    }

    #[test]
    fn pages_of_structure(tree in tree()) {
        check(&format!("<!doctype html><title>t</title><body>{tree}"));
    }

    #[test]
    fn tag_soup(html in soup()) {
        check(&html);
    }

    #[test]
    fn any_characters(html in "[<>/!?='\"\\-&;# a-cé語\\x00-\\x1f\\PC]{0,120}") {
        check(&html);
    }
}

#[cfg(feature = "encoding")]
proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), header in "\\PC{0,40}") {
        for content_type in [None, Some(header.as_str()), Some("text/html; charset=gbk")] {
            let page = Extractor::new().extract_bytes(&bytes, content_type).unwrap();
            check_numbers(&page);
            drop((page.text(), page.markdown(), page.html()));
        }
    }

    #[test]
    fn text_in_bytes_is_the_same_as_text(html in soup()) {
        let page = Extractor::new().extract(&html).unwrap();
        let utf_8 = Extractor::new().extract_bytes(html.as_bytes(), Some("text/html;charset=utf-8"));
        prop_assert_eq!(utf_8.unwrap().text(), page.text());
    }
}
