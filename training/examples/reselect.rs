//! Runs the current selection on scores written by `--save-scores`.

use dehusk::Focus;
use dehusk::internals::training::TUNING;
use std::collections::BTreeMap;
use std::path::Path;
use training::pages::{self, Loading};
use training::report;
use training::saved::{self, Case};

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let scores = arguments.next().ok_or("SCORES FOLDERS…")?;
    let mut pages = Vec::new();
    for folder in arguments {
        pages.extend(pages::load(Path::new(&folder), &Loading::default())?);
    }
    let cases = saved::read(Path::new(&scores), &pages)?;
    let mut of_protocol: BTreeMap<&str, Vec<&Case<'_>>> = BTreeMap::new();
    for case in &cases {
        of_protocol.entry(&case.protocol).or_default().push(case);
    }
    for (protocol, cases) in of_protocol {
        for (name, focus) in [("precision", Focus::Precision), ("balanced", Focus::Balanced)] {
            let mut found = vec![None; pages.len()];
            for case in &cases {
                found[case.index] = case.score(focus, &TUNING);
            }
            println!("\n== {protocol} {name}");
            report::by("collection", &pages, &found, |page| &page.kind_in_collection);
        }
    }
    Ok(())
}
