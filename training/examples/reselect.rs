//! Tries the selection of the present code on scores that `--save-scores` wrote.

use dehusk::Focus;
use std::collections::HashMap;
use std::path::Path;
use training::pages::{self, Loading};
use training::report;

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
    let mut of_protocol: HashMap<String, HashMap<(String, String), Vec<f32>>> = HashMap::new();
    for line in std::fs::read_to_string(&saved).map_err(|error| error.to_string())?.lines() {
        let line: serde_json::Value =
            serde_json::from_str(line).map_err(|error| error.to_string())?;
        let string = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let scores = line["scores"].as_array().into_iter().flatten();
        let scores = scores.map(|score| score.as_f64().unwrap_or_default() as f32).collect();
        of_protocol
            .entry(string("protocol"))
            .or_default()
            .insert((string("collection"), string("id")), scores);
    }
    for (protocol, scores) in of_protocol {
        for (name, focus) in [("precision", Focus::Precision), ("balanced", Focus::Balanced)] {
            let found: Vec<_> = pages
                .iter()
                .map(|page| {
                    let scores = scores.get(&(page.collection.clone(), page.id.clone()))?;
                    if scores.len() != page.labels.len() {
                        return None;
                    }
                    page.score(&page.prepared.select(focus, scores))
                })
                .collect();
            println!("\n== {protocol} {name}");
            report::by("collection", &pages, &found, |page| &page.kind_in_collection);
        }
    }
    Ok(())
}
