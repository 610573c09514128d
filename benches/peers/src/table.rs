//! One row for each system, as Markdown.

use crate::measure::{Failures, Run};
use crate::systems::{OURS, PARSER, SYSTEMS};
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use dehusk_cli::benchmark::result::PageResult;
use dehusk_cli::benchmark::summary::{self, Row, Scored};
use std::fmt::Write;
use std::time::Duration;

/// The lock file says which versions were run.
const LOCK: &str = include_str!("../Cargo.lock");

pub struct Table {
    /// The types of page with a column of their own.
    kinds: Vec<String>,
    pub rows: Vec<Line>,
    /// Whether the first row of this crate is of models that have not seen the pages.
    unseen: bool,
}

pub struct Line {
    pub name: String,
    /// Of this crate.
    pub ours: bool,
    version: String,
    /// `None` for parsing alone.
    pub accuracy: Option<Accuracy>,
    failed: Option<String>,
    pub pages_per_second: f64,
    pub cost: f64,
}

pub struct Accuracy {
    /// F1, or the share of snippets that are right where the benchmark has no texts; 0 to 1.
    pub overall: f64,
    by_kind: Vec<f64>,
    /// Precision and recall, or the shares of wanted and of unwanted snippets found.
    sides: (f64, f64),
}

impl Table {
    /// `unseen` holds texts of this crate by models that have not seen the page.
    pub fn new(pages: &[BenchmarkPage], runs: &[Run], unseen: Option<&[PageResult]>) -> Table {
        let mut kinds: Vec<String> = Vec::new();
        if pages.iter().any(|page| page.text.is_some()) {
            let all: Vec<&BenchmarkPage> = pages.iter().collect();
            let groups = summary::groups(&all, |page| Some(page.kind.as_str()));
            if groups.len() > 1 {
                kinds = groups.iter().map(|(kind, _)| (*kind).to_owned()).collect();
            }
        }
        let named = |name| SYSTEMS.iter().zip(runs).find(|(system, _)| system.name == name);
        let parsing = named(PARSER).map_or(Duration::ZERO, |(_, run)| run.time).as_secs_f64();
        let mut rows = Vec::new();
        for (system, run) in SYSTEMS.iter().zip(runs) {
            let line = |name: String, results: &[PageResult]| Line {
                name,
                ours: system.package == "dehusk",
                version: version(system.package),
                accuracy: accuracy(pages, results, &kinds),
                failed: (!results.is_empty()).then(|| failures(&run.failures)),
                pages_per_second: pages.len() as f64 / run.time.as_secs_f64(),
                cost: run.time.as_secs_f64() / parsing,
            };
            match unseen.filter(|_| system.name == OURS) {
                Some(unseen) => {
                    rows.push(line(format!("{OURS}, out of fold"), unseen));
                    rows.push(line(format!("{OURS}, in sample"), &run.results));
                }
                None => rows.push(line(system.name.to_owned(), &run.results)),
            }
        }
        let overall = |line: &Line| line.accuracy.as_ref().map_or(-1.0, |found| found.overall);
        rows.sort_by(|a, b| overall(b).total_cmp(&overall(a)));
        Table { kinds, rows, unseen: unseen.is_some() }
    }

    /// Whether pages have texts to compare with, not only snippets.
    pub fn has_texts(&self) -> bool {
        !self.kinds.is_empty()
    }

    pub fn to_markdown(&self) -> String {
        let mut text = String::new();
        let mut heads = vec!["system", "version"];
        if self.has_texts() {
            heads.push("F1");
            heads.extend(self.kinds.iter().map(String::as_str));
            heads.extend(["precision", "recall"]);
        } else {
            heads.extend(["snippets right", "wanted found", "unwanted found"]);
        }
        heads.extend(["failed", "pages/s", "× parsing"]);
        let _ = writeln!(text, "| {} |", heads.join(" | "));
        let _ = writeln!(text, "| --- | --- |{}", " ---: |".repeat(heads.len() - 2));
        for row in &self.rows {
            let _ = writeln!(text, "| {} |", self.cells(row).join(" | "));
        }
        let _ = write!(text, "\n{}", self.notes());
        text
    }

    fn cells(&self, row: &Line) -> Vec<String> {
        let mut cells = vec![row.name.clone(), row.version.clone()];
        match &row.accuracy {
            Some(found) => {
                let (one, other) = found.sides;
                cells.push(format!("{:.3}", found.overall));
                cells.extend(found.by_kind.iter().map(|f1| format!("{f1:.3}")));
                cells.extend([format!("{one:.3}"), format!("{other:.3}")]);
            }
            None => cells.extend(vec![String::new(); 3 + self.kinds.len()]),
        }
        cells.push(row.failed.clone().unwrap_or_default());
        cells.push(format!("{:.0}", row.pages_per_second));
        cells.push(format!("{:.2}", row.cost));
        cells
    }

    fn notes(&self) -> String {
        let mut notes = String::new();
        if self.unseen {
            notes.push_str(
                "Out of fold: the texts given with --predictions. Their time is that of the \
                 embedded model.\nIn sample: the embedded model has seen these pages.\n",
            );
        } else {
            notes.push_str(
                "The embedded model of dehusk was trained on the dev split of WCXB and the snippets \
                 of\ntrafilatura's evaluation: there its figures are in-sample; --predictions shows \
                 the honest ones.\n",
            );
        }
        notes.push_str(
            "The terms of Scorer::Density were weighted, and rs-trafilatura was developed, on the \
             dev split of\nWCXB too. failed: errors, p panics, t calls over the limit; all count as \
             empty texts.\n",
        );
        notes
    }
}

fn accuracy(pages: &[BenchmarkPage], results: &[PageResult], kinds: &[String]) -> Option<Accuracy> {
    if results.is_empty() {
        return None;
    }
    let all: Vec<Scored<'_>> = pages.iter().zip(results).collect();
    let rows = summary::rows(&all, summary::by_kind);
    let overall = rows.last()?;
    let f1 = |row: &Row<'_>| row.words.as_ref().map_or(0.0, |words| words.mean.f1);
    let by_kind = kinds
        .iter()
        .map(|kind| rows.iter().find(|row| row.name == *kind).map_or(0.0, f1))
        .collect();
    Some(match &overall.words {
        Some(words) => Accuracy {
            overall: words.mean.f1,
            by_kind,
            sides: (words.mean.precision, words.mean.recall),
        },
        None => {
            let total = summary::snippet_total(&all);
            Accuracy {
                overall: total.accuracy(),
                by_kind,
                sides: (total.with_rate(), total.without_rate()),
            }
        }
    })
}

fn failures(failures: &Failures) -> String {
    let mut text = failures.refused.to_string();
    for (count, letter) in [(failures.panicked, 'p'), (failures.timed_out, 't')] {
        if count > 0 {
            let _ = write!(text, " + {count} {letter}");
        }
    }
    text
}

/// The version of a package in the lock file, without build metadata; the last where there are
/// several, which is the newest.
fn version(package: &str) -> String {
    let head = format!("name = \"{package}\"\nversion = \"");
    let found = LOCK.rsplit_once(&head).and_then(|(_, rest)| rest.split(['"', '+']).next());
    found.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_come_from_the_lock_file() {
        assert_eq!(version("dehusk"), env!("CARGO_PKG_VERSION"));
        assert!(version("markup5ever_rcdom").starts_with("0.40"));
        assert_eq!(version("no such package"), "");
    }
}
