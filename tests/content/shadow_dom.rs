//! The contents of declarative shadow roots are where a browser shows them.

use dehusk::{Extraction, Extractor};
use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use markup5ever_rcdom::RcDom;

const PARAGRAPHS: [(&str, [&str; 2]); 3] = [
    (
        "en",
        [
            "After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out into \
             the fields to see whether it was true.",
            "By the evening the river stood higher than in any spring that the miller could remember, \
             and he has been there for forty years.",
        ],
    ),
    (
        "de",
        [
            "Nach elf trockenen Wochen hat es am Dienstag geregnet, und die Bauern gingen hinaus auf die \
             Felder, um zu sehen, ob es wahr ist.",
            "Am Abend stand der Fluss höher als in jedem Frühjahr, an das sich der Müller erinnert, und \
             er ist seit vierzig Jahren dort.",
        ],
    ),
    (
        "ja",
        [
            "十一週間の日照りのあと、火曜日にようやく雨が降り、谷の農家は本当かどうかを確かめに畑へ出て行った。",
            "夕方には、四十年そこに住む粉屋が覚えているどの春よりも、川の水は高くなっていたという。",
        ],
    ),
];

/// The page by both ways, which must agree.
fn extract(html: &str) -> Extraction {
    let page = dehusk::extract(html);
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let dom = parse_document(RcDom::default(), options).one(html);
    let copied = Extractor::new().extract_dom(&dom).unwrap();
    assert_eq!(copied.text(), page.text());
    assert_eq!(copied.markdown(), page.markdown());
    assert_eq!(copied.html(), page.html());
    page
}

fn page(content: &str) -> String {
    format!(
        "<title>Rain</title><body><nav><a href=/>Home</a> <a href=/news>News</a></nav>\
         <main>{content}</main><footer><a href=/imprint>Imprint</a></footer>"
    )
}

fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("no {part:?} in order in {text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn an_article_in_a_shadow_root_is_the_article() {
    for (language, [first, second]) in PARAGRAPHS {
        let extraction = extract(&page(&format!(
            "<article-page lang={language}><template shadowrootmode=open><style>p {{ margin: 0 }}\
             </style><h1>Rain</h1><p>{first}</p><p>{second}</p></template></article-page>"
        )));
        for output in [extraction.text(), extraction.markdown(), extraction.html()] {
            in_order(&output, &[first, second]);
            assert!(!output.contains("margin"));
        }
    }
}

#[test]
fn children_stand_where_the_slots_are() {
    for (language, [first, second]) in PARAGRAPHS {
        let extraction = extract(&page(&format!(
            "<my-article lang={language}><template shadowrootmode=closed><slot name=lead>none</slot>\
             <div><slot></slot></div><slot name=end><p>{first} {second}</p></slot></template>\
             <p>{second}</p><p slot=lead>{first}</p><p slot=nowhere>unseen</p></my-article>"
        )));
        for output in [extraction.text(), extraction.markdown(), extraction.html()] {
            in_order(&output, &[first, second, first, second]);
            assert!(!output.contains("unseen") && !output.contains("none"), "{output}");
        }
    }
}

#[test]
fn layouts_nest() {
    for (_, [first, second]) in PARAGRAPHS {
        let extraction = extract(&page(&format!(
            "<app-shell><template shadowrootmode=open><app-column><template shadowrootmode=open>\
             <section><slot></slot></section></template><p>{first}</p><slot></slot></app-column>\
             </template><p>{second}</p></app-shell>"
        )));
        in_order(&extraction.text(), &[first, second]);
    }
}

#[test]
fn templates_without_a_root_stay_unseen() {
    let [first, second] = PARAGRAPHS[0].1;
    for template in
        ["<template>", "<template shadowrootmode=none>", "<b><template shadowrootmode=open>"]
    {
        let extraction = extract(&page(&format!(
            "<article><p>{first}</p>{template}<p>{second}</p></template></b></article>"
        )));
        assert_eq!(extraction.text(), first, "{template}");
    }
}
