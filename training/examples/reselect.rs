//! Runs the current selection on scores written by `--save-scores`, prints the tables of the
//! training run, and writes the texts that were selected out of fold: `SCORES TEXTS FOLDERS…`.

use dehusk::Focus;
use dehusk::internals::training::TUNING;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use training::pages::{self, LabelledPage, Loading};
use training::report;
use training::saved::{self, Case};

const FOCUSES: [(&str, Focus); 3] =
    [("precision", Focus::Precision), ("recall", Focus::Recall), ("balanced", Focus::Balanced)];

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let (Some(scores), Some(texts)) = (arguments.next(), arguments.next()) else {
        return Err("SCORES TEXTS FOLDERS…".to_owned());
    };
    let mut pages = Vec::new();
    for folder in arguments {
        pages.extend(pages::load(Path::new(&folder), &Loading::default())?);
    }
    let cases = saved::read(Path::new(&scores), &pages)?;
    let mut of_protocol: BTreeMap<&str, Vec<&Case<'_>>> = BTreeMap::new();
    for case in &cases {
        of_protocol.entry(&case.protocol).or_default().push(case);
    }
    for (protocol, cases) in &of_protocol {
        let collections = collections_of(cases);
        let is_measured = |page: &LabelledPage| collections.contains(page.collection.as_str());
        for (name, focus) in FOCUSES {
            let kept = select(&pages, cases, focus);
            let scored = pages.iter().zip(&kept);
            let found: Vec<_> =
                scored.map(|(page, kept)| page.score(kept).filter(|_| is_measured(page))).collect();
            println!("\n== {protocol}, focus {name}");
            report::by("collection", &pages, &found, |page| &page.collection);
            if focus == Focus::Balanced {
                report::by("type in collection", &pages, &found, |page| &page.kind_in_collection);
                report::by("language", &pages, &found, |page| &page.language);
            }
            report::snippets(&pages, &kept, is_measured);
        }
    }
    let folds = of_protocol.get("folds").map_or(&[][..], Vec::as_slice);
    let collections = collections_of(folds);
    let kept = select(&pages, folds, Focus::Balanced);
    let selected: BTreeMap<&str, String> = pages
        .iter()
        .zip(&kept)
        .filter(|(page, _)| collections.contains(page.collection.as_str()))
        .map(|(page, kept)| (page.id.as_str(), page.prepared.text(kept)))
        .collect();
    let json = serde_json::to_vec(&selected).map_err(|error| error.to_string())?;
    std::fs::write(&texts, json).map_err(|error| format!("{texts}: {error}"))
}

fn collections_of<'a>(cases: &[&Case<'a>]) -> HashSet<&'a str> {
    cases.iter().map(|case| case.page.collection.as_str()).collect()
}

/// For every page, which of its blocks are kept. Pages without blocks have no saved scores.
fn select(pages: &[LabelledPage], cases: &[&Case<'_>], focus: Focus) -> Vec<Vec<bool>> {
    let mut kept: Vec<Vec<bool>> =
        pages.iter().map(|page| vec![false; page.labels.len()]).collect();
    for case in cases {
        kept[case.index] = case.kept(focus, &TUNING);
    }
    kept
}
