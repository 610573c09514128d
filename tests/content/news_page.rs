//! The news page that the examples ship with: what a reader wants of it, and what not.

use dehusk::{Extractor, Focus, Scorer};

const PAGE: &str = include_str!("../../examples/pages/steinbruecke.html");

/// One line of each part of the article, in the page's order.
const ARTICLE: [&str; 10] = [
    "Nach vier Jahren Streit hat der Gemeinderat",
    "Um kurz nach zehn Uhr war es im Gasthof Adler so still",
    "Unterspülungen von bis zu 40\u{a0}Zentimetern, und das Land stellte",
    "Ein zweites Gutachten, das niemand bestellt hatte",
    "Bewegung kam in die Sache, als zwei Studentinnen",
    "430.000 Euro für die Sicherung des mittleren Pfeilers,",
    "140.000 Euro für Planung und Bauaufsicht.",
    "„Wir wollten niemanden überzeugen, wir wollten messen“",
    "Das Landesdenkmalamt prüfte die Arbeit",
    "„die sollen sie bitte mit Kalk machen.“",
];

/// What comes before, between and after.
const CLUTTER: [&str; 24] = [
    "143 Partner",
    "Alle akzeptieren",
    "Kleinanzeigen",
    "Teilen",
    "WhatsApp",
    "Lesen Sie auch",
    "Umleitung über Oberbach dauert",
    "Schlagwörter",
    "Previous article",
    "Derby endet ohne Tore",
    "Berichtet seit 2016",
    "Related posts",
    "More from author",
    "Almabtrieb heuer ohne Festzelt",
    "LEAVE A REPLY",
    "Please enter your comment!",
    "Please enter your name here",
    "incorrect email address",
    "Save my name",
    "Meistgelesen",
    "Want to stay up to date with the latest news?",
    "Please fill in your details and we will stay in touch",
    "Schreiben Sie uns",
    "Alle Rechte vorbehalten",
];

fn check(scorer: Scorer, focus: Focus) {
    let page = Extractor::new().scorer(scorer).focus(focus).extract(PAGE).unwrap();
    let text = page.text();
    let mut after = 0;
    for line in ARTICLE {
        let found = text[after..].find(line);
        after += found.unwrap_or_else(|| panic!("{scorer:?} {focus:?} lacks {line} in\n{text}"));
    }
    for line in CLUTTER {
        assert!(!text.contains(line), "{scorer:?} {focus:?} has {line} in\n{text}");
    }
}

#[test]
fn the_model_keeps_the_article_and_nothing_else() {
    check(Scorer::Model, Focus::Balanced);
}

#[test]
fn the_density_formula_keeps_the_article_and_nothing_else() {
    check(Scorer::Density, Focus::Balanced);
}

#[test]
fn precision_drops_the_clutter_and_no_paragraph() {
    check(Scorer::Model, Focus::Precision);
}

/// Captions are content by this crate's definition; people who marked main content left out most of
/// them, so that the learned scorer is in doubt.
#[test]
fn the_density_formula_keeps_the_caption_too() {
    let page = Extractor::new().scorer(Scorer::Density).extract(PAGE).unwrap();
    assert!(page.text().contains("Drei Bögen aus Muschelkalk: die Brücke im vergangenen Winter."));
}
