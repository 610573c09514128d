//! What a page may cost, and what happens to pages that exceed it.

use dehusk::{Error, Extraction, Extractor, Limit, Limits, OnLimit};

fn strict() -> Limits {
    Limits::default().on_limit(OnLimit::Error)
}

fn extract(html: &str) -> Extraction {
    dehusk::extract(html)
}

fn limit_of(html: &str, limits: Limits) -> Option<Limit> {
    match Extractor::new().limits(limits).extract(html) {
        Ok(_) => None,
        Err(Error::LimitExceeded { limit, allowed, found, .. }) => {
            assert!(found > allowed);
            Some(limit)
        }
        Err(other) => panic!("{other}"),
    }
}

fn paragraph(number: usize) -> String {
    format!("<p>This is paragraph number {number} of a page that has a great many of them.</p>")
}

#[test]
fn bytes_are_cut_between_characters() {
    let html = "<p>Ä".to_owned() + &"ö".repeat(100);
    for bytes in 3..html.len() {
        let limits = Limits::default().bytes(bytes);
        let page = Extractor::new().limits(limits).extract(&html).unwrap();
        assert!(page.is_truncated());
        let cut = page.blocks().map(|block| block.text().to_owned()).collect::<String>();
        assert!("Ä".starts_with(&cut) || cut.starts_with('Ä') && cut.len() <= bytes, "{cut}");
    }
    assert!(!extract(&html).is_truncated());
    assert_eq!(limit_of(&html, strict().bytes(20)), Some(Limit::Bytes));
    assert_eq!(limit_of(&html, strict()), None);
}

#[test]
fn nodes_beyond_the_limit_are_not_read() {
    let html: String = (0..1_000).map(paragraph).collect();
    let limits = Limits::default().nodes(500);
    let page = Extractor::new().limits(limits).extract(&html).unwrap();
    assert!(page.is_truncated());
    assert!((200..=250).contains(&page.blocks().len()), "{}", page.blocks().len());
    assert_eq!(limit_of(&html, strict().nodes(500)), Some(Limit::Nodes));
    assert_eq!(limit_of(&html, strict()), None);
}

#[test]
fn depth_costs_structure_but_no_text() {
    // Every post leaves a <div> open, as on old forums.
    let post = |number| format!("<div class=post>{}", paragraph(number));
    let html: String = (0..900).map(post).collect();
    let page = extract(&html);
    assert!(page.is_truncated());
    let text: String = page.blocks().map(|block| format!("{}\n", block.text())).collect();
    for number in 0..900 {
        assert!(text.contains(&format!("paragraph number {number} of")), "{number}");
    }
    assert_eq!(limit_of(&html, strict()), Some(Limit::Depth));

    // Back at a shallow place, structure is kept again.
    let deep = format!("{}<p>deep</p>{}", "<div>".repeat(700), "</div>\n".repeat(700));
    let html = format!("{deep}{}", (0..100).map(paragraph).collect::<String>());
    let page = extract(&html);
    assert!(page.is_truncated());
    let last = page.blocks().last().unwrap();
    assert!(last.path().ends_with("p:nth-of-type(100)") || last.path().starts_with("html>body>p"));
    assert!(page.blocks().len() > 60, "{}", page.blocks().len());
}

#[test]
fn scripts_below_the_limit_of_depth_are_still_no_text() {
    let html = format!(
        "{}<p>text</p><script>let x = '<p>code</p>';</script><style>p>a{{}}</style><title>t</title>",
        "<div>".repeat(600)
    );
    let page = extract(&html);
    let text: String = page.blocks().map(|block| block.text().to_owned()).collect();
    assert_eq!(text, "text");
}

#[test]
fn a_page_of_ordinary_make_passes_no_limit() {
    let sections = (0..200).map(|at| {
        format!(
            "<section id=s{at}><h2>Part {at}</h2>{}<ul><li><a href=/{at}>one</a><li>two</ul>
             <table><tr><td>{at}<td>x</table></section>",
            paragraph(at)
        )
    });
    let html: String = sections.collect();
    assert_eq!(limit_of(&html, strict()), None);
    // Neither does a careless one: every paragraph leaves two formatting elements open.
    let careless = (0..2_000).map(|at| {
        format!("<p><font size={}><b>This is paragraph number {at} of a page.</p>", at % 4)
    });
    assert_eq!(limit_of(&careless.collect::<String>(), strict()), None);
    // Nor one with a long value, a long comment and a long script.
    let long = format!(
        "<p title='{0}'>x</p><!-- {0} --><script>{0}</script><div data-json='{1}'>y</div>",
        "some words and <b> tags ".repeat(20_000),
        "{\"a\": [1, 2, 3]} ".repeat(20_000)
    );
    assert_eq!(limit_of(&long, strict()), None);
    assert!(extract(&long).text().ends_with('y'));
}

#[test]
fn what_is_quadratic_in_the_parser_is_stopped() {
    let distinct =
        |tag: &str, count| -> String { (0..count).map(|at| format!("<{tag} id=i{at}>")).collect() };
    let attributes: String = (0..20_000).map(|at| format!(" data-a{at}=b")).collect();
    let hostile = [
        ("formatting opened again", format!("<p>{}{}", distinct("b", 400), "<p>x".repeat(15_000))),
        ("attributes opened again", format!("<p><b{attributes}>{}", "<p>x".repeat(15_000))),
        ("long searches", format!("{}{}", "<span>".repeat(500), "</i></p>".repeat(15_000))),
        ("long comparisons", format!("{}{}", distinct("b", 500), "<b></b>".repeat(15_000))),
        ("tags full of attributes", format!("<b{}>", &attributes[..60_000]).repeat(10)),
        ("things the tokenizer objects to", "\0".repeat(250_000)),
    ];
    for (name, html) in hostile {
        let limit = limit_of(&html, strict());
        assert!(matches!(limit, Some(Limit::Steps | Limit::Nodes)), "{name}: {limit:?}");
        assert!(extract(&html).is_truncated(), "{name}");
    }
}

#[test]
fn a_flood_of_attributes_does_not_hide_the_rest() {
    for attribute in [" a", " a='>'", "/a=b"] {
        let flood: String = (0..40_000).map(|at| format!("{attribute}{at}")).collect();
        let html = format!("{}<div {flood}>{}", paragraph(1), paragraph(2));
        let page = extract(&html.replace("'>'", "='>'"));
        let text: String = page.blocks().map(|block| block.text().to_owned()).collect();
        assert!(text.contains("number 1 of") && text.contains("number 2 of"), "{attribute}");
    }
}

#[test]
fn copies_of_attributes_take_no_room() {
    // Opened again in each paragraph, the class would be copied thirty thousand times.
    let html = format!("<p><b class='{}'>{}", "x".repeat(200_000), "<p>x".repeat(30_000));
    let page = extract(&html);
    assert!(page.blocks().len() > 1_000);
}

#[test]
fn thousands_of_element_names_are_no_trouble() {
    let names: String = (0..8_000).map(|at| format!("<element-{at}>w</element-{at}> ")).collect();
    let page = extract(&format!("{}{names}", paragraph(1)));
    let text: String = page.blocks().map(|block| block.text().to_owned()).collect();
    assert!(text.contains("paragraph number 1") && text.contains("w w w"));
}

#[test]
fn errors_say_what_was_passed() {
    let limits = strict().bytes(3);
    let error = Extractor::new().limits(limits).extract("<p>x").unwrap_err();
    assert_eq!(error.to_string(), "the page exceeds the limit of 3 bytes (found 4)");
}
