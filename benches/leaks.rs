//! How often teasers of other articles and readers' comments come out of generated pages, as
//! Markdown tables: by place, and by markup and language.
//!
//! ```sh
//! cargo bench --bench leaks              # the figures
//! cargo bench --bench leaks -- --list    # and every page that leaks or loses something
//! ```
//!
//! The exit code says whether all shares are within the bounds.

use std::collections::BTreeMap;
use std::process::ExitCode;
use testing::generated::{self, Outcome, Page, Place};

/// The same pages on every run.
const SEED: u64 = 1;

/// The shares of pages that may leak, inside the article's own container and elsewhere.
const MAX_INSIDE: f64 = 0.1;
const MAX_ELSEWHERE: f64 = 0.03;

fn main() -> ExitCode {
    let lists = std::env::args().any(|argument| argument == "--list");
    let kinds =
        [("teasers", generated::with_teasers(SEED)), ("comments", generated::with_comments(SEED))];
    let mut is_within_bounds = true;
    println!("| what | where | pages | leak | lose a paragraph |");
    println!("| --- | --- | ---: | ---: | ---: |");
    let mut tables = String::new();
    for (what, pages) in &kinds {
        let (inside, elsewhere): (Vec<&Page>, Vec<&Page>) =
            pages.iter().partition(|page| page.place == Place::Inside);
        let [inside, elsewhere] = [inside, elsewhere].map(outcome);
        for (place, outcome, bound) in
            [("inside", &inside, MAX_INSIDE), ("elsewhere", &elsewhere, MAX_ELSEWHERE)]
        {
            let (pages, leaks, lost) = (outcome.pages, percent(outcome), outcome.losing.len());
            println!("| {what} | {place} | {pages} | {leaks} | {lost} |");
            is_within_bounds &= outcome.share() <= bound && lost == 0;
            if lists {
                for (verb, those) in [("leaks", &outcome.leaking), ("loses", &outcome.losing)] {
                    those.iter().for_each(|page| eprintln!("{what} {verb}: {}", page.name()));
                }
            }
        }
        let by_place = |page: &Page| format!("{:?}", page.place).to_lowercase();
        tables += &table(what, "place", pages, by_place);
        tables += &table(what, "markup", pages, |page| page.markup.to_owned());
        tables += &table(what, "language", pages, |page| page.language.to_owned());
        tables += &table(what, "page around it", pages, |page| page.shell.to_owned());
    }
    print!("{tables}");
    if is_within_bounds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn outcome<'a>(pages: Vec<&'a Page>) -> Outcome<'a> {
    Outcome::of(pages, |html| dehusk::extract(html).text())
}

fn percent(outcome: &Outcome<'_>) -> String {
    match outcome.pages {
        0 => String::new(),
        _ => format!("{:.1}%", 100.0 * outcome.share()),
    }
}

/// The shares by a part of the pages, inside the article's container and elsewhere.
fn table(what: &str, part: &str, pages: &[Page], part_of: impl Fn(&Page) -> String) -> String {
    let mut parts: BTreeMap<String, [Vec<&Page>; 2]> = BTreeMap::new();
    for page in pages {
        let [inside, elsewhere] = parts.entry(part_of(page)).or_default();
        if page.place == Place::Inside { inside } else { elsewhere }.push(page);
    }
    let mut table = format!("\n| {what}: {part} | inside | elsewhere |\n| --- | ---: | ---: |\n");
    for (name, pages) in parts {
        let [inside, elsewhere] = pages.map(outcome);
        table += &format!("| {name} | {} | {} |\n", percent(&inside), percent(&elsewhere));
    }
    table
}
