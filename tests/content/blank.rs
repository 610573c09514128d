//! Pages without main content, and small ones that have some.

use dehusk::{DecidedBy, Extractor, Focus, Scorer};

fn texts(html: &str) -> [String; 3] {
    [Focus::Precision, Focus::Balanced, Focus::Recall]
        .map(|focus| Extractor::new().focus(focus).extract(html).expect("a page").text())
}

/// A shop's menus and footer around a place that its scripts would fill.
const SHELL: &str = r#"<!DOCTYPE html><html lang=en><head><title>Northwind Boots</title></head><body>
    <header class=site-header><a href=/>Northwind</a><form role=search><input placeholder=Search>
    <button>Search</button></form><nav class=main-menu><ul><li><a href=/women>Women</a><ul>
    <li><a href=/women/boots>Boots</a><li><a href=/women/sandals>Sandals</a>
    <li><a href=/women/socks>Socks and laces</a></ul><li><a href=/men>Men</a><ul>
    <li><a href=/men/boots>Boots</a><li><a href=/men/work>Work shoes</a>
    <li><a href=/men/socks>Socks and laces</a></ul><li><a href=/children>Children</a><ul>
    <li><a href=/children/rain>Rain boots</a><li><a href=/children/snow>Snow boots</a>
    <li><a href=/children/first>First shoes</a><li><a href=/children/school>School shoes</a></ul>
    <li><a href=/care>Care</a><ul><li><a href=/care/wax>Wax and grease</a>
    <li><a href=/care/brushes>Brushes</a><li><a href=/care/soles>New soles</a>
    <li><a href=/care/insoles>Insoles</a></ul><li><a href=/brands>Brands</a><ul>
    <li><a href=/brands/a>Alder and Ash</a><li><a href=/brands/b>Brook Street</a>
    <li><a href=/brands/c>Cairn</a><li><a href=/brands/d>Dunes and Daughters</a>
    <li><a href=/brands/f>Fell Makers</a><li><a href=/brands/m>Moor</a></ul>
    <li><a href=/sale>Sale</a></ul></nav>
    <a href=/cart class=cart>Cart (0)</a><a href=/login>Sign in</a></header>
    <div id=root><div class=spinner></div></div>
    <footer class=site-footer><ul><li><a href=/help>Help</a><li><a href=/returns>Returns</a>
    <li><a href=/shipping>Shipping</a><li><a href=/stores>Find a store</a>
    <li><a href=/jobs>Careers</a><li><a href=/privacy>Privacy policy</a>
    <li><a href=/terms>Terms of use</a><li><a href=/cookies>Cookie settings</a>
    <li><a href=/press>Press office</a><li><a href=/gift>Gift cards</a>
    <li><a href=/sizes>Size guide</a><li><a href=/repairs>Repairs</a>
    <li><a href=/contact>Contact us</a></ul>
    <ul class=countries><li><a href=/at>Austria</a><li><a href=/be>Belgium</a>
    <li><a href=/cz>Czech Republic</a><li><a href=/dk>Denmark</a><li><a href=/fi>Finland</a>
    <li><a href=/fr>France</a><li><a href=/de>Germany</a><li><a href=/ie>Ireland</a>
    <li><a href=/it>Italy</a><li><a href=/nl>Netherlands</a><li><a href=/no>Norway</a>
    <li><a href=/pl>Poland</a><li><a href=/pt>Portugal</a><li><a href=/es>Spain</a>
    <li><a href=/se>Sweden</a><li><a href=/ch>Switzerland</a><li><a href=/uk>United Kingdom</a>
    <li><a href=/us>United States</a><li><a href=/ca>Canada</a><li><a href=/jp>Japan</a></ul>
    <p>© 2024 Northwind Boots. All rights reserved.</p></footer></body></html>"#;

#[test]
fn menus_and_a_footer_around_nothing_give_nothing() {
    let [precision, balanced, recall] = texts(SHELL);
    assert_eq!([precision, balanced], ["", ""]);
    assert!(!recall.is_empty(), "the wide focus always gives something");
}

#[test]
fn the_verdicts_on_such_a_page_say_so() {
    let page = dehusk::extract(SHELL);
    for block in page.blocks() {
        let verdict = block.verdict();
        assert_eq!((verdict.kept, verdict.decided_by), (false, DecidedBy::BlankPage), "{block:?}");
    }
}

#[test]
fn the_formula_always_gives_something() {
    let page = Extractor::new().scorer(Scorer::Density).extract(SHELL).expect("a page");
    assert!(!page.text().is_empty());
}

#[test]
fn a_call_for_scripts_is_nothing() {
    for note in [
        "You need to enable JavaScript to run this app.",
        "Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.",
        "このアプリを実行するにはJavaScriptを有効にする必要があります。",
    ] {
        let html = format!("<body><noscript>{note}</noscript><div id=root></div></body>");
        let [precision, balanced, _] = texts(&html);
        assert_eq!([precision, balanced], ["", ""]);
    }
}

#[test]
fn a_thread_for_readers_without_scripts_is_read() {
    let post = "<div class=post><p>The pump leaks where the shaft enters the housing, and a new
        seal alone did not help. Has anyone replaced the bearing as well?</p></div>";
    let html = format!("<body><noscript><h1>Leaking pump</h1>{}</noscript>", post.repeat(3));
    assert!(texts(&html)[1].contains("replaced the bearing"));
}

#[test]
fn little_text_is_text() {
    for page in [
        "<p>Hello",
        "<h1>Closed today</h1>",
        "<body><h1>Gone fishing</h1><p>Back on Monday.",
        "<nav><a href=/>Home</a> <a href=/a>About</a></nav><main><p>Gone fishing, back on
            Monday.</p></main>",
        "<p>本日休業",
        "<div>Kapalıyız, pazartesi görüşürüz.</div>",
    ] {
        for text in texts(page) {
            assert!(!text.is_empty(), "{page}");
        }
    }
}

#[test]
fn one_sentence_among_the_menus_is_found() {
    let html = SHELL.replace(
        "<div class=spinner></div>",
        "<main><h1>Autumn closing</h1><p>From the third of October until the end of the month our
         workshop in Leith is closed; orders are sent when we are back.</p></main>",
    );
    assert!(texts(&html)[1].contains("workshop in Leith is closed"));
}
