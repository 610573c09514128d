//! Scores of blocks in a file, so that other selections can be tried without training again.

use crate::cross::{Corpus, Kinds};
use crate::pages::{LabelledPage, Score};
use dehusk::Focus;
use dehusk::internals::training::Tuning;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// A page with the scores that a protocol gave its blocks.
#[derive(Debug)]
pub struct Case<'a> {
    pub page: &'a LabelledPage,
    /// Where it is among the pages.
    pub index: usize,
    pub protocol: String,
    pub kinds: Kinds,
    pub scores: Vec<f32>,
}

impl Case<'_> {
    /// Which of the blocks are kept.
    pub fn kept(&self, focus: Focus, tuning: &Tuning) -> Vec<bool> {
        self.page.prepared.select_with(focus, &self.scores, self.kinds, tuning)
    }

    /// The score of what is kept, if the gold text is known.
    pub fn score(&self, focus: Focus, tuning: &Tuning) -> Option<Score> {
        self.page.score(&self.kept(focus, tuning))
    }
}

/// Writes the collection, the id and the scores under each protocol for each page, a line each.
pub fn write(
    path: &Path,
    corpus: &Corpus,
    of_protocols: &BTreeMap<String, Vec<f32>>,
    kinds: &[Kinds],
) -> Result<(), String> {
    let mut out = String::new();
    let mut start = 0;
    for (page, kinds) in corpus.pages.iter().zip(kinds) {
        let range = start..start + page.labels.len();
        start = range.end;
        if page.copy_of.is_some() {
            continue;
        }
        for (protocol, scores) in of_protocols {
            let scores = &scores[range.clone()];
            if scores.iter().any(|&score| score != 0.0) {
                let line = serde_json::json!({
                    "protocol": protocol,
                    "collection": page.collection,
                    "id": page.id,
                    "kinds": kinds,
                    "scores": scores,
                });
                out.push_str(&line.to_string());
                out.push('\n');
            }
        }
    }
    std::fs::write(path, out).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes the texts that were kept of the pages that pass, as JSON by the pages' ids.
pub fn write_texts(
    path: &Path,
    pages: &[LabelledPage],
    kept: &[Vec<bool>],
    passes: impl Fn(&LabelledPage) -> bool,
) -> Result<(), String> {
    let pages = pages.iter().zip(kept).filter(|(page, _)| passes(page));
    let texts: BTreeMap<&str, String> =
        pages.map(|(page, kept)| (page.id.as_str(), page.prepared.text(kept))).collect();
    let json = serde_json::to_vec(&texts).map_err(|error| error.to_string())?;
    std::fs::write(path, json).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads the scores of these pages. Those of pages that are now cut into other blocks are left out.
pub fn read<'a>(path: &Path, pages: &'a [LabelledPage]) -> Result<Vec<Case<'a>>, String> {
    let at = |error: String| format!("{}: {error}", path.display());
    let index_of: HashMap<(&str, &str), usize> = pages
        .iter()
        .enumerate()
        .map(|(index, page)| ((page.collection.as_str(), page.id.as_str()), index))
        .collect();
    let (mut cases, mut cut) = (Vec::new(), 0);
    for line in std::fs::read_to_string(path).map_err(|error| at(error.to_string()))?.lines() {
        let line: serde_json::Value =
            serde_json::from_str(line).map_err(|error| at(error.to_string()))?;
        let string = |name: &str| line[name].as_str().unwrap_or_default();
        let numbers = |name: &str| -> Vec<f32> {
            let numbers = line[name].as_array().into_iter().flatten();
            numbers.map(|number| number.as_f64().unwrap_or_default() as f32).collect()
        };
        let Some(&index) = index_of.get(&(string("collection"), string("id"))) else { continue };
        let (page, scores) = (&pages[index], numbers("scores"));
        if scores.len() != page.labels.len() {
            cut += 1;
        } else if let Some(&kinds) = numbers("kinds").first_chunk() {
            cases.push(Case {
                page,
                index,
                protocol: string("protocol").to_owned(),
                kinds,
                scores,
            });
        }
    }
    eprintln!("{cut} pages are now cut into other blocks");
    Ok(cases)
}
