//! Compares with another system's texts for the same pages, with intervals.

use crate::AnyError;
use crate::evaluate::texts;
use dehusk_cli::benchmark::bootstrap;
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use dehusk_cli::benchmark::metric;
use dehusk_cli::benchmark::result::{self, PageResult};
use dehusk_cli::benchmark::summary::{self, mean};
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::Path;

/// Two systems on the pages for which both have a text.
pub struct Comparison<'a> {
    /// The other system's name: that of its file.
    pub other: String,
    pub pairs: Vec<Pair<'a>>,
    /// Pages for which the other system has no text. They count for neither.
    pub missing: usize,
}

/// A page with the results of both.
pub struct Pair<'a> {
    pub page: &'a BenchmarkPage,
    pub ours: &'a PageResult,
    pub theirs: PageResult,
}

impl Pair<'_> {
    /// How much better ours is.
    pub fn difference(&self) -> f64 {
        self.ours.quality() - self.theirs.quality()
    }
}

/// A group of pages: the means of both, and the difference with its 95% interval.
pub struct Row<'a> {
    pub name: &'a str,
    pub pages: usize,
    pub ours: f64,
    pub theirs: f64,
    pub interval: (f64, f64),
    /// Pages where ours is better, and where it is worse.
    pub better: usize,
    pub worse: usize,
}

/// Smaller differences are rounding errors.
const SAME: f64 = 1e-9;

/// Reads the other system's texts, `{id: text}` or `{id: {"articleBody": text}}`, and scores them
/// like ours.
pub fn load<'a>(
    path: &Path,
    pages: &'a [BenchmarkPage],
    results: &'a [PageResult],
) -> Result<Comparison<'a>, AnyError> {
    let texts = texts::read(path, pages)?;
    let pairs: Vec<Pair<'a>> = pages
        .par_iter()
        .zip(results)
        .filter_map(|(page, ours)| {
            let theirs = result::score(page, texts.get(&page.id)?.clone());
            Some(Pair { page, ours, theirs })
        })
        .collect();
    let other = path.file_stem().map_or_else(String::new, |stem| stem.display().to_string());
    Ok(Comparison { other, missing: pages.len() - pairs.len(), pairs })
}

impl<'a> Comparison<'a> {
    /// One row for each type of page, the largest first, and one for all.
    pub fn rows(&self) -> Vec<Row<'a>> {
        let all: Vec<&Pair<'a>> = self.pairs.iter().collect();
        let groups = summary::groups(&all, |pair| summary::by_kind(pair.page));
        let mut rows: Vec<Row<'a>> =
            groups.iter().map(|(name, members)| Row::of(name, members)).collect();
        if rows.len() > 1 {
            rows.push(Row::of("all", &all));
        }
        rows
    }

    /// The difference of the shingle F1 with its 95% interval, if there are gold texts.
    pub fn shingles(&self) -> Option<(f64, (f64, f64))> {
        let shares: Vec<_> = self
            .pairs
            .iter()
            .filter_map(|pair| {
                Some((pair.ours.gold.as_ref()?.shingles, pair.theirs.gold.as_ref()?.shingles))
            })
            .collect();
        let difference = |drawn: &[usize]| {
            let ours = metric::shingle_score(drawn.iter().map(|&index| &shares[index].0));
            let theirs = metric::shingle_score(drawn.iter().map(|&index| &shares[index].1));
            ours.f1 - theirs.f1
        };
        let every: Vec<usize> = (0..shares.len()).collect();
        (!shares.is_empty())
            .then(|| (difference(&every), bootstrap::interval(shares.len(), difference)))
    }

    /// The pages, those on which the other system is furthest ahead first.
    pub fn most_behind(&self) -> Vec<&Pair<'a>> {
        let mut pairs: Vec<&Pair<'a>> = self.pairs.iter().collect();
        pairs.sort_by(|a, b| a.difference().total_cmp(&b.difference()));
        pairs
    }

    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\nCompared with {}, page by page:", self.other)?;
        writeln!(
            out,
            "{:<14} {:>6} {:>7} {:>7} {:>10} {:>17} {:>7} {:>6}",
            "type", "pages", "ours", "theirs", "difference", "95% interval", "better", "worse"
        )?;
        for row in self.rows() {
            writeln!(
                out,
                "{:<14} {:>6} {:>7.4} {:>7.4} {:>+10.4} {:>17} {:>7} {:>6}",
                row.name,
                row.pages,
                row.ours,
                row.theirs,
                row.ours - row.theirs,
                format!("{:+.4} – {:+.4}", row.interval.0, row.interval.1),
                row.better,
                row.worse,
            )?;
        }
        if let Some((difference, (low, high))) = self.shingles() {
            writeln!(
                out,
                "Shingles, as Zyte counts: F1 {difference:+.3} ({low:+.3} – {high:+.3})."
            )?;
        }
        writeln!(out, "{}", self.notes())
    }

    /// How to read it.
    pub fn notes(&self) -> String {
        let mut notes = "F1 of the words, or the share of snippets that are right where there is \
                         no gold.\nThe interval is of the mean difference on the same pages \
                         (paired bootstrap): where 0 is outside,\nthe choice of pages does not \
                         explain the difference."
            .to_owned();
        if self.missing > 0 {
            notes += &format!(
                "\n{} pages are left out, as {} has no text for them.",
                self.missing, self.other
            );
        }
        notes
    }
}

impl<'a> Row<'a> {
    fn of(name: &'a str, members: &[&Pair<'_>]) -> Row<'a> {
        let differences: Vec<f64> = members.iter().map(|pair| pair.difference()).collect();
        Row {
            name,
            pages: members.len(),
            ours: mean(members, |pair| pair.ours.quality()),
            theirs: mean(members, |pair| pair.theirs.quality()),
            interval: bootstrap::interval(differences.len(), |drawn| {
                mean(drawn, |&index| differences[index])
            }),
            better: differences.iter().filter(|&&difference| difference > SAME).count(),
            worse: differences.iter().filter(|&&difference| difference < -SAME).count(),
        }
    }
}
