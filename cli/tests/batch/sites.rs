//! Pages with what their site is known by.

use super::support::*;
use serde_json::json;
use std::fs;

/// Stands in the article's own container on every page of the site.
const REFRAIN: &str = "This newspaper lives on what its readers give, and it takes no money from the \
                       state, so that everybody in the valley can read it.";

fn line(site: &str, number: usize) -> String {
    let names = ["Ada", "Bo", "Cleo", "Dag", "Eva", "Finn", "Gil", "Hal", "Ida", "Jon", "Kim"];
    let (one, other) = (names[number % 11], names[number / 11 % 11]);
    let html = format!(
        "<title>{one} and {other}</title><div class=a><a href=/>Home</a> <a href=/n>News</a></div>\
         <div class=b><h1>{one} and {other}</h1><p>{one} went out into the fields with {other} at \
         dawn to see what the night had left of them, and came back late.</p><p>Nobody but {one} \
         and {other} could remember a spring in which so little rain had fallen.</p>\
         <p>{REFRAIN}</p></div><div class=c>© {site}</div>"
    );
    json!({ "url": format!("https://www.{site}/{number}"), "html": html }).to_string() + "\n"
}

fn crawl(pages: usize) -> String {
    (0..pages).map(|number| line("valley.org", number)).collect()
}

fn with_refrain(place: &Workplace, name: &str) -> usize {
    texts(&place.lines(name)).iter().filter(|text| text.contains(REFRAIN)).count()
}

#[test]
fn two_passes_learn_what_is_the_sites() {
    let place = Workplace::new();
    place.write("crawl.jsonl", crawl(30) + &line("hill.org", 0));
    place.run(&["crawl.jsonl", "-o", "plain.jsonl"], 0);
    place.run(&["crawl.jsonl", "-o", "out.jsonl", "--sites"], 0);
    assert_eq!(with_refrain(&place, "plain.jsonl"), 31);
    assert_eq!(with_refrain(&place, "out.jsonl"), 1, "the page that has no others");
    let addresses = |name| {
        let lines = place.lines(name);
        lines.iter().map(|line| line["url"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(addresses("out.jsonl"), addresses("plain.jsonl"));
}

#[test]
fn the_number_of_jobs_makes_no_difference() {
    let place = Workplace::new();
    place.write("crawl.jsonl", crawl(40));
    for jobs in ["1", "7"] {
        let output = format!("{jobs}.jsonl");
        place.run(&["crawl.jsonl", "-o", &output, "--sites", "--jobs", jobs], 0);
    }
    assert_eq!(fs::read(place.path("1.jsonl")).unwrap(), fs::read(place.path("7.jsonl")).unwrap());
}

#[test]
fn profiles_are_saved_and_loaded() {
    let place = Workplace::new();
    place.write("crawl.jsonl", crawl(30));
    place.write("later.jsonl", line("valley.org", 99));
    place.run(&["crawl.jsonl", "-o", "out.jsonl", "--sites", "--save-sites", "sites"], 0);
    assert!(place.path("sites/valley.org.site").exists());
    place.run(&["later.jsonl", "-o", "later.out.jsonl", "--load-sites", "sites"], 0);
    assert_eq!(with_refrain(&place, "later.out.jsonl"), 0);
    place.run_with(
        &["-", "-o", "stdin.jsonl", "--load-sites", "sites"],
        &fs::read(place.path("later.jsonl")).unwrap(),
        0,
    );
    assert_eq!(with_refrain(&place, "stdin.jsonl"), 0);
}

#[test]
fn it_goes_on_with_an_output_as_if_nothing_had_happened() {
    let place = Workplace::new();
    place.write("crawl.jsonl", crawl(30));
    place.run(&["crawl.jsonl", "-o", "whole.jsonl", "--sites"], 0);
    let whole = fs::read(place.path("whole.jsonl")).unwrap();
    place.write("out.jsonl", &whole[..whole.len() / 2]);
    place.run(&["crawl.jsonl", "-o", "out.jsonl", "--sites", "--resume"], 0);
    assert_eq!(fs::read(place.path("out.jsonl")).unwrap(), whole);
}

#[test]
fn saved_profiles_are_those_of_the_last_run_alone() {
    let place = Workplace::new();
    place.write("crawl.jsonl", crawl(12));
    let profile = |sites: &str| fs::read(place.path(sites).join("valley.org.site")).unwrap();
    let run = |sites: &str, more: &[&str]| {
        let output = format!("{sites}.jsonl");
        let all = ["crawl.jsonl", "-o", &output, "--sites", "--save-sites", sites];
        place.run(&[&all, more].concat(), 0);
    };
    run("once", &[]);
    run("twice", &[]);
    run("twice", &["--overwrite"]);
    assert!(profile("once") == profile("twice"));
    let left = fs::read_dir(place.path("twice")).unwrap().count();
    assert_eq!(left, 1, "nothing but the profile");
    // What was learned before counts as well.
    place.write("crawl.jsonl", line("valley.org", 50));
    run("on", &["--load-sites", "once"]);
    assert!(profile("on") != profile("once"));
}

#[test]
fn a_run_that_is_resumed_must_find_the_profiles_it_started_with() {
    let place = Workplace::new();
    place.write("crawl.jsonl", crawl(3));
    let sites = ["--sites", "--save-sites", "sites", "--load-sites", "sites"];
    let output =
        place.run(&[&["crawl.jsonl", "-o", "o.jsonl", "--resume"], &sites[..]].concat(), 2);
    assert!(String::from_utf8_lossy(&output.stderr).contains("another folder"));
}

#[test]
fn standard_input_cannot_be_read_twice() {
    let place = Workplace::new();
    let output = place.run(&["-", "--sites"], 2);
    assert!(String::from_utf8_lossy(&output.stderr).contains("twice"));
}
