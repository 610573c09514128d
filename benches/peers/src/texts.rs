//! Texts that were written before: by models of this crate that have not seen the page, or by peers
//! in other languages.

use crate::measure::{Failures, Page, Run};
use dehusk_cli::benchmark::result::{self, PageResult};
use serde::Deserialize;
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// What `python_peers.py` writes of one system.
#[derive(Deserialize)]
struct Foreign {
    system: String,
    version: String,
    /// By collection and id.
    pages: HashMap<String, HashMap<String, ForeignPage>>,
}

#[derive(Deserialize)]
struct ForeignPage {
    /// `None` after an error.
    text: Option<String>,
    seconds: f64,
}

/// A system's name, its version, and what it did.
pub fn foreign(path: &Path, pages: &[Page]) -> Result<(String, String, Run), Box<dyn Error>> {
    let name = path.display();
    let mut file: Foreign = read(path)?;
    let mut run = Run { failures: Failures::default(), ..Run::default() };
    for page in pages {
        let id = &page.benchmark.id;
        let found = file.pages.get_mut(&page.collection).and_then(|pages| pages.remove(id));
        let found = found.ok_or_else(|| format!("{name}: no {} of {}", id, page.collection))?;
        run.failures.refused += usize::from(found.text.is_none());
        run.results.push(result::score(&page.benchmark, found.text.unwrap_or_default()));
        run.times.push(Duration::try_from_secs_f64(found.seconds)?);
    }
    Ok((file.system, file.version, run))
}

/// The texts of a file, `{id: text}`, scored, in the order of the pages, and how many pages it has
/// none for. For these, the text of the embedded model is taken: nothing has learned from them.
pub fn predictions(
    path: &Path,
    pages: &[Page],
    embedded: &[PageResult],
) -> Result<(Vec<PageResult>, usize), Box<dyn Error>> {
    let mut texts: HashMap<String, String> = read(path)?;
    let mut missing = 0;
    let scored = pages.iter().zip(embedded).map(|(page, embedded)| {
        let text = texts.remove(&page.benchmark.id).unwrap_or_else(|| {
            missing += 1;
            embedded.text.clone()
        });
        result::score(&page.benchmark, text)
    });
    let scored = scored.collect();
    Ok((scored, missing))
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, Box<dyn Error>> {
    let name = path.display();
    let json = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    Ok(serde_json::from_slice(&json).map_err(|error| format!("{name}: {error}"))?)
}
