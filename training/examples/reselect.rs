//! Runs the current selection on scores written by `--save-scores`, prints the tables of the
//! training run, and writes the texts that were selected out of fold:
//! `reselect SCORES TEXTS FOLDERS…`.

use dehusk::Focus;
use dehusk::internals::training::TUNING;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use training::pages::{self, LabelledPage, Loading};
use training::report;
use training::saved::{self, Case};

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let (Some(scores), Some(texts)) = (arguments.next(), arguments.next()) else {
        return Err("usage: reselect SCORES TEXTS FOLDERS…".to_owned());
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
        let is_measured = is_of(cases);
        report::tables(protocol, &pages, is_measured, |focus| select(&pages, cases, focus));
    }
    let folds = of_protocol.get("folds").map_or(&[][..], Vec::as_slice);
    let kept = select(&pages, folds, Focus::Balanced);
    saved::write_texts(Path::new(&texts), &pages, &kept, is_of(folds))
}

/// Whether a page is of a collection of these cases, even if it has no blocks.
fn is_of<'a>(cases: &[&Case<'a>]) -> impl Fn(&LabelledPage) -> bool + use<'a> {
    let collections: HashSet<&'a str> =
        cases.iter().map(|case| case.page.collection.as_str()).collect();
    move |page| collections.contains(page.collection.as_str())
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
