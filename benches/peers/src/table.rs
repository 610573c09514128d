//! What was measured, as Markdown: all pages, then by collection, type, language and size.

use crate::measure::{Failures, Page, Run};
use crate::systems::{OURS, PARSER};
use dehusk_cli::benchmark::bootstrap;
use dehusk_cli::benchmark::metric::{PageScore, SnippetCounts};
use dehusk_cli::benchmark::result::PageResult;
use dehusk_cli::benchmark::summary;
use std::fmt::Write;
use std::time::Duration;

/// The lock file says which versions were run.
const LOCK: &str = include_str!("../Cargo.lock");

/// Smaller groups have no column.
const MIN_PAGES: usize = 10;

pub struct Table<'a> {
    pages: &'a [Page],
    pub rows: Vec<Line>,
    parsing: Option<&'a Run>,
    /// The row that all others are compared with.
    ours: Option<usize>,
}

/// What a system reached, the best first.
pub struct Line {
    pub name: String,
    /// Of this crate.
    pub ours: bool,
    version: String,
    /// One for each page; none for parsing alone.
    results: Vec<PageResult>,
    times: Vec<Duration>,
    failed: Option<String>,
    /// `None` for parsing alone.
    pub overall: Option<f64>,
    pub pages_per_second: f64,
}

/// Pages with something in common.
struct Group {
    name: String,
    pages: Vec<usize>,
}

impl Line {
    pub fn new(name: String, version: String, run: &mut Run, results: Vec<PageResult>) -> Line {
        let time: Duration = run.times.iter().sum();
        Line {
            ours: name.starts_with(OURS),
            failed: (!results.is_empty()).then(|| failures(&run.failures)),
            overall: None,
            pages_per_second: run.times.len() as f64 / time.as_secs_f64(),
            times: run.times.clone(),
            name,
            version,
            results,
        }
    }

    /// F1 or snippets, whichever the pages have.
    fn accuracy(&self, pages: &[usize]) -> Option<f64> {
        match self.words(pages) {
            Some(words) => Some(words.f1),
            None => self.snippets(pages).map(|found| found.accuracy()),
        }
    }

    /// The mean over the pages with a gold text.
    fn words(&self, pages: &[usize]) -> Option<PageScore> {
        let results = pages.iter().filter_map(|&page| self.results.get(page));
        let scores: Vec<PageScore> =
            results.filter_map(|result| Some(result.gold.as_ref()?.words)).collect();
        (!scores.is_empty()).then(|| PageScore {
            precision: summary::mean(&scores, |score| score.precision),
            recall: summary::mean(&scores, |score| score.recall),
            f1: summary::mean(&scores, |score| score.f1),
        })
    }

    fn snippets(&self, pages: &[usize]) -> Option<SnippetCounts> {
        let mut total = SnippetCounts::default();
        for result in pages.iter().filter_map(|&page| self.results.get(page)) {
            total += result.collapsed_snippets;
        }
        (!total.is_empty()).then_some(total)
    }

    fn seconds(&self, pages: &[usize]) -> f64 {
        pages.iter().filter_map(|&page| self.times.get(page)).sum::<Duration>().as_secs_f64()
    }
}

impl<'a> Table<'a> {
    pub fn new(pages: &'a [Page], mut rows: Vec<Line>, parsing: Option<&'a Run>) -> Table<'a> {
        let all: Vec<usize> = (0..pages.len()).collect();
        for row in &mut rows {
            row.overall = row.accuracy(&all);
        }
        let overall = |line: &Line| line.overall.unwrap_or(-1.0);
        rows.sort_by(|a, b| overall(b).total_cmp(&overall(a)));
        // Out of fold, if there is such a row.
        let named = |name: String| rows.iter().position(|row| row.name == name);
        let ours = named(format!("{OURS}, out of fold")).or(named(OURS.to_owned()));
        Table { pages, rows, parsing, ours }
    }

    /// Whether pages have texts to compare with, not only snippets.
    pub fn has_texts(&self) -> bool {
        self.pages.iter().any(|page| page.benchmark.text.is_some())
    }

    pub fn to_markdown(&self) -> String {
        let mut text = self.all_pages();
        let groups = [
            ("collection", self.groups(|page| Some(page.collection.clone()))),
            ("type of page", self.groups(|page| Some(page.benchmark.kind.clone()))),
            ("language", self.groups(|page| page.benchmark.lang.clone())),
            ("size of page, by quarter", self.quarters()),
        ];
        for (what, groups) in groups {
            if groups.len() > 1 {
                let _ = writeln!(text, "\nBy {what}\n");
                self.write_groups(&mut text, &groups, |row, group| {
                    row.accuracy(&group.pages).map(|accuracy| format!("{accuracy:.3}"))
                });
            }
        }
        if self.parsing.is_some() {
            let _ = writeln!(text, "\nTime relative to parsing, by size of page\n");
            self.write_groups(&mut text, &self.quarters(), |row, group| {
                Some(format!("{:.2}", row.seconds(&group.pages) / self.parse_seconds(&group.pages)))
            });
        }
        text
    }

    fn all_pages(&self) -> String {
        let mut text = String::from(
            "| system | version | F1 | precision | recall | snippets | difference | failed | pages/s \
             | × parsing |\n| --- | --- |",
        );
        let _ = writeln!(text, "{}", " ---: |".repeat(8));
        let all: Vec<usize> = (0..self.pages.len()).collect();
        for (index, row) in self.rows.iter().enumerate() {
            let words = row.words(&all).map_or([const { String::new() }; 3], |words| {
                [words.f1, words.precision, words.recall].map(|share| format!("{share:.3}"))
            });
            let [f1, precision, recall] = words;
            let snippets = row.snippets(&all);
            let snippets =
                snippets.map_or_else(String::new, |all| format!("{:.3}", all.accuracy()));
            let difference = self.difference(index).unwrap_or_default();
            let failed = row.failed.as_deref().unwrap_or_default();
            let cost = row.seconds(&all) / self.parse_seconds(&all);
            let _ = writeln!(
                text,
                "| {} | {} | {f1} | {precision} | {recall} | {snippets} | {difference} | {failed} | \
                 {:.0} | {cost:.2} |",
                row.name, row.version, row.pages_per_second,
            );
        }
        text
    }

    /// The accuracy of this crate less that of another system, page by page, with its 95% interval.
    fn difference(&self, row: usize) -> Option<String> {
        let ours = self.ours.filter(|&ours| ours != row)?;
        let (ours, other) = (&self.rows[ours].results, &self.rows[row].results);
        if other.is_empty() {
            return None;
        }
        let pairs = ours.iter().zip(other);
        let differences: Vec<f64> =
            pairs.map(|(ours, other)| ours.quality() - other.quality()).collect();
        let mean = |drawn: &[usize]| summary::mean(drawn, |&index| differences[index]);
        let (low, high) = bootstrap::interval(differences.len(), mean);
        let mean = summary::mean(&differences, |&difference| difference);
        Some(format!("{mean:+.3} ({low:+.3} to {high:+.3})"))
    }

    fn write_groups(
        &self,
        text: &mut String,
        groups: &[Group],
        cell: impl Fn(&Line, &Group) -> Option<String>,
    ) {
        let heads = groups.iter().map(|group| format!(" {} ({}) |", group.name, group.pages.len()));
        let _ = writeln!(text, "| system |{}", heads.collect::<String>());
        let _ = writeln!(text, "| --- |{}", " ---: |".repeat(groups.len()));
        for row in self.rows.iter().filter(|row| row.overall.is_some()) {
            let cells = groups.iter().map(|group| cell(row, group).unwrap_or_default());
            let cells: String = cells.map(|cell| format!(" {cell} |")).collect();
            let _ = writeln!(text, "| {} |{cells}", row.name);
        }
    }

    /// The largest group first.
    fn groups(&self, group_of: impl Fn(&Page) -> Option<String>) -> Vec<Group> {
        let names: Vec<Option<String>> = self.pages.iter().map(group_of).collect();
        let all: Vec<usize> = (0..self.pages.len()).collect();
        let groups = summary::groups(&all, |page| names[page].as_deref());
        let large = groups.into_iter().filter(|(_, pages)| pages.len() >= MIN_PAGES);
        large.map(|(name, pages)| Group { name: name.to_owned(), pages }).collect()
    }

    /// The smallest pages first.
    fn quarters(&self) -> Vec<Group> {
        let mut all: Vec<usize> = (0..self.pages.len()).collect();
        all.sort_by_key(|&page| self.pages[page].bytes);
        let quarter = all.len().div_ceil(4).max(1);
        let group = |pages: &[usize]| {
            let largest = pages.last().map_or(0, |&page| self.pages[page].bytes);
            Group { name: format!("to {} KB", largest.div_ceil(1000)), pages: pages.to_vec() }
        };
        all.chunks(quarter).map(group).collect()
    }

    fn parse_seconds(&self, pages: &[usize]) -> f64 {
        let times = self.parsing.map_or(&[][..], |run| &run.times);
        pages.iter().filter_map(|&page| times.get(page)).sum::<Duration>().as_secs_f64()
    }
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

/// The version of a package in the lock file, without build metadata; the last if there are
/// several, which is the newest.
pub fn version(package: &str) -> String {
    let head = format!("name = \"{package}\"\nversion = \"");
    let found = LOCK.rsplit_once(&head).and_then(|(_, rest)| rest.split(['"', '+']).next());
    found.unwrap_or_default().to_owned()
}

/// Whether a system is the one that all times are compared with.
pub fn is_parser(name: &str) -> bool {
    name == PARSER
}

#[cfg(test)]
mod tests {
    use super::*;
    use dehusk_cli::benchmark::layouts;
    use dehusk_cli::benchmark::result;
    use std::fs;

    #[test]
    fn versions_come_from_the_lock_file() {
        assert_eq!(version("dehusk"), dehusk_version());
        assert!(version("markup5ever_rcdom").starts_with("0.40"));
        assert_eq!(version("no such package"), "");
    }

    /// The version in the manifest of the library.
    fn dehusk_version() -> String {
        let manifest = include_str!("../../../Cargo.toml");
        let line = manifest.lines().find(|line| line.starts_with("version"));
        line.and_then(|line| line.split('"').nth(1)).unwrap_or_default().to_owned()
    }

    fn pages(folder: &std::path::Path) -> Vec<Page> {
        let mut lines = String::new();
        for index in 0..20 {
            let lang = if index < 10 { "de" } else { "en" };
            lines +=
                &format!("{{\"id\": \"{index:02}\", \"lang\": \"{lang}\", \"text\": \"a b\"}}\n");
        }
        fs::write(folder.join("pages.jsonl"), lines).unwrap();
        let all = layouts::load(folder).unwrap();
        let page =
            |(index, benchmark)| Page { collection: "c".to_owned(), benchmark, bytes: index };
        all.into_iter().enumerate().map(page).collect()
    }

    #[test]
    fn systems_are_compared_page_by_page() {
        let folder = tempfile::tempdir().unwrap();
        let pages = pages(folder.path());
        let mut run = Run { times: vec![Duration::from_millis(1); 20], ..Run::default() };
        let results = |text: &str| {
            pages.iter().map(|page| result::score(&page.benchmark, text.to_owned())).collect()
        };
        let parsing = Run { times: vec![Duration::from_millis(2); 20], ..Run::default() };
        let ours = Line::new(OURS.to_owned(), "1".to_owned(), &mut run, results("a b"));
        let other = Line::new("other".to_owned(), "2".to_owned(), &mut run, results("a c"));
        let table = Table::new(&pages, vec![other, ours], Some(&parsing)).to_markdown();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[2], "| dehusk | 1 | 1.000 | 1.000 | 1.000 |  |  | 0 | 1000 | 0.50 |");
        let worse = "| other | 2 | 0.500 | 0.500 | 0.500 |  | +0.500 (+0.500 to +0.500) | 0 |";
        assert!(lines[3].starts_with(worse), "{}", lines[3]);
        assert!(table.contains("By language\n\n| system | de (10) | en (10) |"), "{table}");
        assert!(table.contains("| system | to 1 KB (5) |"), "{table}");
    }
}
