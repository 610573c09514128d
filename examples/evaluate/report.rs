//! The tables.

use crate::bootstrap;
use crate::layouts::BenchmarkPage;
use crate::metric::{self, PageScore, SnippetCounts};
use crate::run::PageResult;
use std::collections::BTreeMap;

/// A page with its result.
type Scored<'a> = (&'a BenchmarkPage, &'a PageResult);

/// Prints the figures by type of page, by language where the pages have one, and over all.
pub fn print_summary(pages: &[BenchmarkPage], results: &[PageResult]) {
    let all: Vec<Scored<'_>> = pages.iter().zip(results).collect();
    print_table("type", &all, |page| Some(page.kind.as_str()));
    if pages.iter().any(|page| page.lang.is_some()) {
        println!();
        print_table("language", &all, |page| page.lang.as_deref());
    }
    println!("\n{COLUMNS}\n");
    print_shingles(&all);
    print_snippets(&all);
    print_lost(&all);
}

const COLUMNS: &str = "\
F1, precision and recall: words, mean of the pages, as WCXB counts; the interval is of the mean F1.
with%, without%: wanted and unwanted snippets that were found, mean of the pages, as WCXB counts: a
page that names none counts as 100%. snippets%: share of all snippets that are right.";

/// One row for each group, the largest first, and one for all pages.
fn print_table(
    heading: &str,
    all: &[Scored<'_>],
    group_of: impl Fn(&BenchmarkPage) -> Option<&str>,
) {
    let mut groups: BTreeMap<&str, Vec<Scored<'_>>> = BTreeMap::new();
    for &(page, result) in all {
        groups.entry(group_of(page).unwrap_or("unknown")).or_default().push((page, result));
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));

    println!(
        "{heading:<14} {:>6} {:>7} {:>15} {:>10} {:>7} {:>7} {:>9} {:>9}",
        "pages", "F1", "95% interval", "precision", "recall", "with%", "without%", "snippets%"
    );
    for (name, members) in &groups {
        print_row(name, members);
    }
    if groups.len() > 1 {
        print_row("all", all);
    }
}

fn print_row(name: &str, members: &[Scored<'_>]) {
    let scores: Vec<PageScore> =
        members.iter().filter_map(|(_, result)| Some(result.gold.as_ref()?.words)).collect();
    let words = if scores.is_empty() {
        format!("{:>7} {:>15} {:>10} {:>7}", "-", "-", "-", "-")
    } else {
        let f1: Vec<f64> = scores.iter().map(|score| score.f1).collect();
        let (low, high) = bootstrap::interval(f1.len(), |drawn| {
            drawn.iter().map(|&index| f1[index]).sum::<f64>() / drawn.len() as f64
        });
        format!(
            "{:>7.4} {:>15} {:>10.4} {:>7.4}",
            mean(&scores, |score| score.f1),
            format!("{low:.3} – {high:.3}"),
            mean(&scores, |score| score.precision),
            mean(&scores, |score| score.recall),
        )
    };
    let snippets: Vec<SnippetCounts> = members.iter().map(|(_, result)| result.snippets).collect();
    let collapsed = sum(members, |result| result.collapsed_snippets);
    let snippets = if collapsed.is_empty() {
        format!("{:>7} {:>9} {:>9}", "-", "-", "-")
    } else {
        format!(
            "{:>7.1} {:>9.1} {:>9.1}",
            100.0 * mean(&snippets, SnippetCounts::with_rate),
            100.0 * mean(&snippets, SnippetCounts::without_rate),
            100.0 * collapsed.accuracy(),
        )
    };
    println!("{name:<14} {:>6} {words} {snippets}", members.len());
}

fn print_shingles(all: &[Scored<'_>]) {
    let shingles: Vec<_> =
        all.iter().filter_map(|(_, result)| Some(result.gold.as_ref()?.shingles)).collect();
    if shingles.is_empty() {
        return;
    }
    let score = metric::shingle_score(shingles.iter());
    let (low, high) = bootstrap::interval(shingles.len(), |drawn| {
        metric::shingle_score(drawn.iter().map(|&index| &shingles[index])).f1
    });
    println!(
        "Shingles of 4 words, as Zyte counts: F1 {:.3} ({low:.3} – {high:.3}), precision {:.3}, \
         recall {:.3}.",
        score.f1, score.precision, score.recall
    );
}

fn print_snippets(all: &[Scored<'_>]) {
    let total = sum(all, |result| result.collapsed_snippets);
    if total.is_empty() {
        return;
    }
    println!(
        "Snippets, as trafilatura counts: {} of {} wanted ones found ({:.1}%), {} of {} unwanted \
         ones\nfound ({:.1}%), {:.1}% of all right.",
        total.with_found,
        total.with,
        100.0 * total.with_rate(),
        total.without_found,
        total.without,
        100.0 * total.without_rate(),
        100.0 * total.accuracy(),
    );
}

fn print_lost(all: &[Scored<'_>]) {
    let lost: Vec<&str> =
        all.iter().filter(|(_, result)| result.lost).map(|(page, _)| page.id.as_str()).collect();
    if lost.is_empty() {
        println!("Every page with text gave text.");
    } else {
        println!("{} pages have text and gave none: {}", lost.len(), lost.join(", "));
    }
}

/// Prints the pages with the lowest F1, or with the most snippets wrong where there is no gold.
pub fn print_worst(pages: &[BenchmarkPage], results: &[PageResult], count: usize) {
    let quality = |result: &PageResult| match &result.gold {
        Some(gold) => gold.words.f1,
        None => result.collapsed_snippets.accuracy(),
    };
    let mut all: Vec<Scored<'_>> = pages.iter().zip(results).collect();
    all.sort_by(|(_, a), (_, b)| quality(a).total_cmp(&quality(b)));
    println!("\n{:>6} {:>9} {:>6} {:<14} id and address", "score", "precision", "recall", "type");
    for (page, result) in all.into_iter().take(count) {
        let (precision, recall) = match &result.gold {
            Some(gold) => {
                (format!("{:.3}", gold.words.precision), format!("{:.3}", gold.words.recall))
            }
            None => ("-".to_owned(), "-".to_owned()),
        };
        let empty = if page.text.as_deref() == Some("") { " (its gold is empty)" } else { "" };
        println!(
            "{:>6.3} {precision:>9} {recall:>6} {:<14} {} {}{empty}",
            quality(result),
            page.kind,
            page.id,
            page.url.as_deref().unwrap_or_default(),
        );
    }
}

fn mean<T>(items: &[T], value: impl Fn(&T) -> f64) -> f64 {
    items.iter().map(value).sum::<f64>() / items.len().max(1) as f64
}

fn sum(pages: &[Scored<'_>], counts: impl Fn(&PageResult) -> SnippetCounts) -> SnippetCounts {
    let mut total = SnippetCounts::default();
    for (_, result) in pages {
        total += counts(result);
    }
    total
}
