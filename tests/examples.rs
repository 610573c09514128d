//! Runs every example as a process, as a user would.
//!
//! `cargo test` builds the examples first. To run this file alone, build them before:
//! `cargo build --examples && cargo test --test examples`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages");
const BRIDGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/steinbruecke.html");
const RAIN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/rain.html");

fn run(name: &str, arguments: &[&str]) -> Output {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let program = profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is missing: cargo build --examples", program.display());
    Command::new(program).args(arguments).output().unwrap()
}

/// Runs an example, which must succeed, and gives its standard output.
fn stdout(name: &str, arguments: &[&str]) -> String {
    let output = run(name, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name} {arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn line<'a>(output: &'a str, part: &str) -> &'a str {
    output.lines().find(|line| line.contains(part)).unwrap_or_else(|| panic!("{part}: {output}"))
}

#[test]
fn extract_prints_the_article() {
    let text = stdout("extract", &[BRIDGE]);
    assert!(text.contains("\n\nDer Abriss hatte lange als beschlossen gegolten."), "{text}");
    assert!(!text.contains("Meistgelesen"), "{text}");
    let nothing = run("extract", &[]);
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("usage: extract PAGE"));
}

#[test]
fn site_learns_from_its_pages() {
    let text = stdout("site", &[BRIDGE, RAIN]);
    assert!(text.starts_with("2 different pages"), "{text}");
    assert!(text.contains("Der Abriss hatte lange als beschlossen gegolten."), "{text}");
}

#[test]
fn blocks_shows_what_is_kept_and_why() {
    let table = stdout("blocks", &[BRIDGE]);
    assert!(line(&table, "Der Abriss hatte").contains(" kept "), "{table}");
    let dropped: Vec<&str> = line(&table, "Impressum").split_whitespace().collect();
    assert_eq!(dropped[1], "dropped");
    assert!(dropped.len() > 3, "it names a feature: {table}");
}

#[cfg(feature = "encoding")]
#[test]
fn bytes_come_in_any_charset() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let (html, ..) = encoding_rs::WINDOWS_1251.encode(
        "<article><p>После одиннадцати сухих недель пошёл дождь, и все вышли посмотреть.</p>",
    );
    fs::write(&page, html).unwrap();
    let page = page.to_str().unwrap();
    let text = stdout("bytes", &[page, "text/html; charset=windows-1251"]);
    assert!(text.starts_with("После одиннадцати"), "{text}");
    assert!(stdout("bytes", &[RAIN]).starts_with("After eleven"));
}

#[test]
fn many_pages_come_in_their_order_and_a_missing_one_is_named() {
    let output = run("many", &[BRIDGE, "no-such-page.html", RAIN]);
    let words = String::from_utf8(output.stdout).unwrap();
    let names: Vec<&str> =
        words.lines().filter_map(|line| line.split_whitespace().last()).collect();
    assert_eq!(names, [BRIDGE, RAIN]);
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("no-such-page.html: "));
}

#[test]
fn selectors_choose_a_part_of_the_page() {
    let comments = stdout("selectors", &[RAIN, ".commentlist", ".children"]);
    assert!(comments.contains("three miles to the north"), "{comments}");
    assert!(!comments.contains("eleven") && !comments.contains("tomorrow"), "{comments}");
    assert!(!run("selectors", &[RAIN, "p:no-such-class"]).status.success());
}

#[test]
fn metadata_names_its_sources() {
    let fields = stdout("metadata", &[BRIDGE]);
    let author = line(&fields, "Hanna Brückl");
    assert!(author.starts_with("author ") && author.contains("(from "), "{fields}");
    assert!(line(&fields, "language").contains(" de"), "{fields}");
}

#[cfg(feature = "serde")]
#[test]
fn record_is_json() {
    let record = stdout("record", &[RAIN]);
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert!(
        record.to_string().contains("the farmers") || record.to_string().contains("The farmers")
    );
}

#[test]
fn evaluate_scores_every_page_that_has_a_text() {
    let scores = stdout("evaluate", &[PAGES]);
    assert_eq!(scores.lines().count(), 2, "{scores}");
    for (page, min) in [("rain.txt", 0.9), ("steinbruecke.txt", 0.9)] {
        let score: f64 = line(&scores, page).split_whitespace().next().unwrap().parse().unwrap();
        assert!((min..=1.0).contains(&score), "{scores}");
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("page.html", "<article><p>One two three four.</p>"), ("page.txt", "Five.")]
    {
        fs::write(folder.path().join(name), text).unwrap();
    }
    assert!(stdout("evaluate", &[folder.path().to_str().unwrap()]).starts_with("0.000 "));
}

#[test]
fn all_examples_are_tried_and_short() {
    let tests = include_str!("examples.rs");
    let mut examples = 0;
    for entry in fs::read_dir(Path::new(PAGES).parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(tests.contains(&format!("(\"{name}\", ")), "{name} has no test");
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= 42, "{name} has {lines} lines");
            examples += 1;
        }
    }
    assert_eq!(examples, 9);
}
