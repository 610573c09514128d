//! The tables.

use dehusk_cli::benchmark::bootstrap;
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use dehusk_cli::benchmark::metric;
use dehusk_cli::benchmark::result::PageResult;
use dehusk_cli::benchmark::summary::{self, GroupOf, Row, Scored, Snippets, Words};
use std::io::{self, Write};

/// Writes the figures by type of page, by language if known, and over all pages.
pub fn write_summary(
    out: &mut dyn Write,
    pages: &[BenchmarkPage],
    results: &[PageResult],
) -> io::Result<()> {
    let all: Vec<Scored<'_>> = pages.iter().zip(results).collect();
    write_table(out, "type", &all, summary::by_kind)?;
    if pages.iter().any(|page| page.lang.is_some()) {
        writeln!(out)?;
        write_table(out, "language", &all, summary::by_language)?;
    }
    writeln!(out, "\n{COLUMNS}\n")?;
    write_shingles(out, &all)?;
    write_snippets(out, &all)?;
    write_lost(out, &all)
}

pub const COLUMNS: &str = "\
F1, precision and recall: words, mean of the pages, as WCXB counts; the interval is of the mean F1.
with%, without%: wanted and unwanted snippets found, as WCXB counts (pages that name none: 100%).
snippets%: share of all snippets that are right.";

fn write_table(
    out: &mut dyn Write,
    heading: &str,
    all: &[Scored<'_>],
    group_of: GroupOf,
) -> io::Result<()> {
    writeln!(
        out,
        "{heading:<14} {:>6} {:>7} {:>15} {:>10} {:>7} {:>7} {:>9} {:>9}",
        "pages", "F1", "95% interval", "precision", "recall", "with%", "without%", "snippets%"
    )?;
    for row in summary::rows(all, group_of) {
        write_row(out, &row)?;
    }
    Ok(())
}

fn write_row(out: &mut dyn Write, row: &Row<'_>) -> io::Result<()> {
    let words = match &row.words {
        Some(Words { mean, interval: (low, high) }) => format!(
            "{:>7.4} {:>15} {:>10.4} {:>7.4}",
            mean.f1,
            format!("{low:.3} – {high:.3}"),
            mean.precision,
            mean.recall,
        ),
        None => format!("{:>7} {:>15} {:>10} {:>7}", "-", "-", "-", "-"),
    };
    let snippets = match &row.snippets {
        Some(Snippets { with, without, accuracy }) => {
            format!("{:>7.1} {:>9.1} {:>9.1}", 100.0 * with, 100.0 * without, 100.0 * accuracy,)
        }
        None => format!("{:>7} {:>9} {:>9}", "-", "-", "-"),
    };
    writeln!(out, "{:<14} {:>6} {words} {snippets}", row.name, row.pages)
}

fn write_shingles(out: &mut dyn Write, all: &[Scored<'_>]) -> io::Result<()> {
    let shingles: Vec<_> =
        all.iter().filter_map(|(_, result)| Some(result.gold.as_ref()?.shingles)).collect();
    if shingles.is_empty() {
        return Ok(());
    }
    let score = metric::shingle_score(shingles.iter());
    let (low, high) = bootstrap::interval(shingles.len(), |drawn| {
        metric::shingle_score(drawn.iter().map(|&index| &shingles[index])).f1
    });
    writeln!(
        out,
        "Shingles of 4 words, as Zyte counts: F1 {:.3} ({low:.3} – {high:.3}), precision {:.3}, \
         recall {:.3}.",
        score.f1, score.precision, score.recall
    )
}

fn write_snippets(out: &mut dyn Write, all: &[Scored<'_>]) -> io::Result<()> {
    let total = summary::snippet_total(all);
    if total.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "Snippets, as trafilatura counts: {} of {} wanted ones found ({:.1}%), {} of {} unwanted \
         ones\nfound ({:.1}%), {:.1}% of all right.",
        total.with_found,
        total.with,
        100.0 * total.with_rate(),
        total.without_found,
        total.without,
        100.0 * total.without_rate(),
        100.0 * total.accuracy(),
    )
}

fn write_lost(out: &mut dyn Write, all: &[Scored<'_>]) -> io::Result<()> {
    let lost: Vec<&str> =
        all.iter().filter(|(_, result)| result.lost).map(|(page, _)| page.id.as_str()).collect();
    if lost.is_empty() {
        writeln!(out, "Every page with text gave text.")?;
    } else {
        writeln!(out, "{} pages have text and gave none: {}", lost.len(), lost.join(", "))?;
    }
    Ok(())
}

/// Writes the pages with the lowest F1, or with the most wrong snippets if there is no gold text.
pub fn write_worst(
    out: &mut dyn Write,
    pages: &[BenchmarkPage],
    results: &[PageResult],
    count: usize,
) -> io::Result<()> {
    writeln!(
        out,
        "\n{:>6} {:>9} {:>6} {:<14} id and address",
        "score", "precision", "recall", "type"
    )?;
    for (page, result) in summary::worst(pages, results).into_iter().take(count) {
        let (precision, recall) = match &result.gold {
            Some(gold) => {
                (format!("{:.3}", gold.words.precision), format!("{:.3}", gold.words.recall))
            }
            None => ("-".to_owned(), "-".to_owned()),
        };
        let empty = if page.text.as_deref() == Some("") { " (its gold is empty)" } else { "" };
        writeln!(
            out,
            "{:>6.3} {precision:>9} {recall:>6} {:<14} {} {}{empty}",
            result.quality(),
            page.kind,
            page.id,
            page.url.as_deref().unwrap_or_default(),
        )?;
    }
    Ok(())
}
