//! Runs the current selection on scores written by `--save-scores`.

use dehusk::Focus;
use dehusk::internals::training::TUNING;
use std::collections::HashMap;
use std::path::Path;
use training::pages::{self, Loading};
use training::report;

/// By collection and id, the scores of a page's blocks and the probabilities of its kinds.
type Saved = HashMap<(String, String), (Vec<f32>, Vec<f32>)>;

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let saved = arguments.next().ok_or("SCORES FOLDERS…")?;
    let loading = Loading {
        snippet_weight: 0.16,
        titled: ["cleaneval", "daniel-half", "dragnet-half"].map(str::to_owned).to_vec(),
        teaches: true,
    };
    let mut pages = Vec::new();
    for folder in arguments {
        pages.extend(pages::load(Path::new(&folder), &loading)?);
    }
    let mut of_protocol: HashMap<String, Saved> = HashMap::new();
    for line in std::fs::read_to_string(&saved).map_err(|error| error.to_string())?.lines() {
        let line: serde_json::Value =
            serde_json::from_str(line).map_err(|error| error.to_string())?;
        let string = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let numbers = |name: &str| -> Vec<f32> {
            let numbers = line[name].as_array().into_iter().flatten();
            numbers.map(|number| number.as_f64().unwrap_or_default() as f32).collect()
        };
        of_protocol
            .entry(string("protocol"))
            .or_default()
            .insert((string("collection"), string("id")), (numbers("scores"), numbers("kinds")));
    }
    for (protocol, scores) in of_protocol {
        for (name, focus) in [("precision", Focus::Precision), ("balanced", Focus::Balanced)] {
            let found: Vec<_> = pages
                .iter()
                .map(|page| {
                    let (scores, kinds) =
                        scores.get(&(page.collection.clone(), page.id.clone()))?;
                    if scores.len() != page.labels.len() {
                        return None;
                    }
                    let kinds = kinds.first_chunk()?;
                    page.score(&page.prepared.select_with(focus, scores, *kinds, &TUNING))
                })
                .collect();
            println!("\n== {protocol} {name}");
            report::by("collection", &pages, &found, |page| &page.kind_in_collection);
        }
    }
    Ok(())
}
