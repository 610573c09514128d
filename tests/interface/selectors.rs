//! Content by CSS selector and by block predicate.

use dehusk::{Error, Extractor};

const PAGE: &str = "<body>
    <nav><a href=/>Home</a></nav>
    <main data-kind=recipe>
      <h1>Bread</h1>
      <p>After eleven dry weeks it rained, so we stayed at home and baked a loaf of bread.</p>
      <p class=ad>Our sponsor sells the best flour of the valley, ground by water and stone.</p>
      <ul><li>flour<li>water<li class='note x'>salt</ul>
      <p hidden>Nobody sees this.</p>
    </main>
    <footer data-kind='recipe footer'>Imprint</footer>
    </body>";

fn text(extractor: Result<Extractor, Error>) -> String {
    extractor.unwrap().extract(PAGE).unwrap().text()
}

#[test]
fn only_what_matches_is_kept() {
    assert_eq!(text(Extractor::new().keep_only("main ul")), "- flour\n- water\n- salt");
    assert_eq!(text(Extractor::new().keep_only("nav, footer")), "Home\n\nImprint");
    assert_eq!(
        text(Extractor::new().keep_only("h1").and_then(|e| e.keep_only("nav"))),
        "Home\n\nBread"
    );
    assert_eq!(text(Extractor::new().keep_only("article")), "");
}

#[test]
fn what_is_hidden_stays_hidden() {
    assert_eq!(text(Extractor::new().keep_only("main > p:last-child")), "");
    assert!(!text(Extractor::new().keep_only("body")).contains("Nobody"));
}

#[test]
fn attributes_that_nothing_else_reads_can_be_asked_for() {
    assert_eq!(text(Extractor::new().keep_only("[data-kind$=footer]")), "Imprint");
    assert_eq!(text(Extractor::new().keep_only("footer:not([data-kind=recipe])")), "Imprint");
}

#[test]
fn what_matches_is_dropped() {
    let dropped = text(Extractor::new().drop_matching(".ad, .note"));
    assert!(dropped.contains("baked a loaf"));
    assert!(!dropped.contains("sponsor"));
    assert!(!dropped.contains("salt"));
    let extractor = Extractor::new().keep_only("ul").and_then(|e| e.drop_matching("li + li"));
    assert_eq!(text(extractor), "- flour");
}

#[test]
fn blocks_are_dropped_by_what_they_are() {
    let extractor = Extractor::new().keep_only("main").map(|extractor| {
        extractor
            .drop_blocks(|block| block.path().contains("li:nth-of-type(2)"))
            .drop_blocks(|block| block.text().len() > 20)
    });
    assert_eq!(text(extractor), "Bread\n\n- flour\n- salt");
}

#[test]
fn structure_can_be_asked_for() {
    assert_eq!(
        text(Extractor::new().keep_only("main > :has(> .note)")),
        "- flour\n- water\n- salt"
    );
    assert_eq!(text(Extractor::new().keep_only("li:not(:has(+ li))")), "- salt");
    assert_eq!(text(Extractor::new().keep_only("main > h1:first-of-type:only-of-type")), "Bread");
    let without =
        text(Extractor::new().drop_matching(":root > body > :not(main), p:nth-of-type(2)"));
    assert!(without.contains("baked a loaf") && !without.contains("sponsor"), "{without}");
}

#[test]
fn all_selectors_see_the_page_as_it_was_given() {
    let extractor = Extractor::new().drop_matching("li:first-child").unwrap();
    let page = extractor.extract(PAGE).unwrap();
    let water = page.blocks().find(|block| block.text() == "water").unwrap().path();
    assert_eq!(water, "html>body>main>ul>li:nth-of-type(2)");
    assert_eq!(text(extractor.clone().keep_only(&water)), "- water");
    let extractor = extractor.drop_matching(&water).and_then(|e| e.keep_only("ul"));
    assert_eq!(text(extractor), "- salt");
}

#[test]
fn a_path_deeper_than_most_finds_its_block() {
    let html = format!("{}<p>one</p><p>two</p>", "<div>".repeat(450));
    let page = dehusk::extract(&html);
    let path = page.blocks().nth(1).unwrap().path();
    let extractor = Extractor::new().keep_only(&path).unwrap();
    assert_eq!(extractor.extract(&html).unwrap().text(), "two");
}

#[test]
fn a_parsed_page_is_treated_alike() {
    use html5ever::tendril::TendrilSink;
    let options = html5ever::ParseOpts {
        tree_builder: html5ever::tree_builder::TreeBuilderOpts {
            scripting_enabled: false,
            ..Default::default()
        },
        ..Default::default()
    };
    let dom = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), options).one(PAGE);
    let extractor = Extractor::new().keep_only("[data-kind=recipe] li").unwrap();
    assert_eq!(extractor.extract_dom(&dom).unwrap().text(), "- flour\n- water\n- salt");
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let error = Extractor::new().keep_only("main >").unwrap_err();
    assert!(matches!(error, Error::Selector { position: 6, .. }), "{error}");
    assert!(Extractor::new().drop_matching("p:hover").is_err());
}
