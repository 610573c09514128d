//! Prints the worst pages of a collection with the blocks where the verdict and the gold text
//! disagree, from scores that `--save-scores` wrote.

use dehusk::Focus;
use dehusk::internals::training::{KINDS, TUNING};
use std::collections::HashMap;
use std::path::Path;
use training::pages::{self, Loading};

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("SCORES PROTOCOL PAGES FOLDER [TYPE]");
    let (saved, wanted, count, folder) = (next()?, next()?, next()?, next()?);
    let wanted_kind = next().ok();
    let count: usize = count.parse().map_err(|_| "PAGES is no number")?;
    let loading = Loading {
        snippet_weight: 0.16,
        titled: ["cleaneval", "daniel-half", "dragnet-half"].map(str::to_owned).to_vec(),
        teaches: true,
    };
    let pages = pages::load(Path::new(&folder), &loading)?;
    let mut scores: HashMap<(String, String), (Vec<f32>, Vec<f32>)> = HashMap::new();
    for line in std::fs::read_to_string(&saved).map_err(|error| error.to_string())?.lines() {
        let line: serde_json::Value =
            serde_json::from_str(line).map_err(|error| error.to_string())?;
        let numbers = |name: &str| -> Vec<f32> {
            let numbers = line[name].as_array().into_iter().flatten();
            numbers.map(|number| number.as_f64().unwrap_or_default() as f32).collect()
        };
        if line["protocol"] == wanted.as_str() {
            let string = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
            let key = (string("collection"), string("id"));
            scores.insert(key, (numbers("scores"), numbers("kinds")));
        }
    }
    let mut found = Vec::new();
    for page in &pages {
        let Some((scores, kinds)) = scores.get(&(page.collection.clone(), page.id.clone())) else {
            continue;
        };
        let Some(kinds) = kinds.first_chunk().filter(|_| scores.len() == page.labels.len()) else {
            continue;
        };
        if wanted_kind.as_ref().is_some_and(|kind| *kind != page.kind) {
            continue;
        }
        let kept = page.prepared.select_with(Focus::Balanced, scores, *kinds, &TUNING);
        if let Some(score) = page.score(&kept) {
            found.push((score, page, scores, *kinds, kept));
        }
    }
    found.sort_by(|a, b| a.0.f1.total_cmp(&b.0.f1));
    for (score, page, scores, kinds, kept) in found.into_iter().take(count) {
        println!(
            "\n# {} {} {}: F1 {:.3}, precision {:.3}, recall {:.3}",
            page.collection,
            page.id,
            page.url.as_deref().unwrap_or_default(),
            score.f1,
            score.precision,
            score.recall
        );
        let kinds: Vec<String> =
            KINDS.iter().zip(kinds).map(|(kind, p)| format!("{kind} {p:.2}")).collect();
        println!("  {}", kinds.join(", "));
        let texts = page.prepared.texts();
        for (block, text) in texts.iter().enumerate() {
            if page.headlines[block] || kept[block] == (page.labels[block] >= 0.5) {
                continue;
            }
            let sign = if kept[block] { "too much" } else { "missing " };
            let start: String = text.chars().take(90).collect();
            println!("  {sign} {:.3} {} [{}]", scores[block], start, text.chars().count());
        }
    }
    Ok(())
}
