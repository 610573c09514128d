//! Figures of groups of pages, for tables.

use super::bootstrap;
use super::layouts::BenchmarkPage;
use super::metric::{PageScore, SnippetCounts};
use super::result::PageResult;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A page with its result.
pub type Scored<'a> = (&'a BenchmarkPage, &'a PageResult);

/// The group that a page belongs to, if known.
pub type GroupOf = fn(&BenchmarkPage) -> Option<&str>;

pub fn by_kind(page: &BenchmarkPage) -> Option<&str> {
    Some(&page.kind)
}

pub fn by_language(page: &BenchmarkPage) -> Option<&str> {
    page.lang.as_deref()
}

/// A group of pages, or all of them.
pub struct Row<'a> {
    pub name: &'a str,
    pub pages: usize,
    /// `None` if no page has a gold text.
    pub words: Option<Words>,
    /// `None` if no page names snippets.
    pub snippets: Option<Snippets>,
}

/// Precision, recall and F1 of words: means over the pages, with the 95% interval of the mean F1.
pub struct Words {
    pub mean: PageScore,
    pub interval: (f64, f64),
}

/// Wanted and unwanted snippets found, as means over the pages, and the share of all that are
/// right.
pub struct Snippets {
    pub with: f64,
    pub without: f64,
    pub accuracy: f64,
}

/// One row for each group, the largest first, and one for all pages.
pub fn rows<'a>(all: &[Scored<'a>], group_of: GroupOf) -> Vec<Row<'a>> {
    let groups = groups(all, |(page, _)| group_of(page));
    let mut rows: Vec<Row<'a>> =
        groups.iter().map(|(name, members)| Row::of(name, members)).collect();
    if rows.len() > 1 {
        rows.push(Row::of("all", all));
    }
    rows
}

/// Items by group, the largest group first.
pub fn groups<'a, T: Copy>(
    all: &[T],
    group_of: impl Fn(T) -> Option<&'a str>,
) -> Vec<(&'a str, Vec<T>)> {
    let mut groups: BTreeMap<&str, Vec<T>> = BTreeMap::new();
    for &one in all {
        groups.entry(group_of(one).unwrap_or("unknown")).or_default().push(one);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, members)| Reverse(members.len()));
    groups
}

impl<'a> Row<'a> {
    fn of(name: &'a str, members: &[Scored<'_>]) -> Row<'a> {
        let scores: Vec<PageScore> =
            members.iter().filter_map(|(_, result)| Some(result.gold.as_ref()?.words)).collect();
        let words = (!scores.is_empty()).then(|| Words {
            mean: PageScore {
                precision: mean(&scores, |score| score.precision),
                recall: mean(&scores, |score| score.recall),
                f1: mean(&scores, |score| score.f1),
            },
            interval: bootstrap::interval(scores.len(), |drawn| {
                mean(drawn, |&index| scores[index].f1)
            }),
        });
        let total = snippet_total(members);
        let snippets = (!total.is_empty()).then(|| Snippets {
            with: mean(members, |(_, result)| result.snippets.with_rate()),
            without: mean(members, |(_, result)| result.snippets.without_rate()),
            accuracy: total.accuracy(),
        });
        Row { name, pages: members.len(), words, snippets }
    }
}

/// The snippets of all pages, as trafilatura's evaluation counts them.
pub fn snippet_total(pages: &[Scored<'_>]) -> SnippetCounts {
    let mut total = SnippetCounts::default();
    for (_, result) in pages {
        total += result.collapsed_snippets;
    }
    total
}

/// All pages, those with the lowest quality first.
pub fn worst<'a>(pages: &'a [BenchmarkPage], results: &'a [PageResult]) -> Vec<Scored<'a>> {
    let mut all: Vec<Scored<'a>> = pages.iter().zip(results).collect();
    all.sort_by(|(_, a), (_, b)| a.quality().total_cmp(&b.quality()));
    all
}

pub fn mean<T>(items: &[T], value: impl Fn(&T) -> f64) -> f64 {
    items.iter().map(value).sum::<f64>() / items.len().max(1) as f64
}
