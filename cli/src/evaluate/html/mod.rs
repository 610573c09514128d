//! The figures as one self-contained HTML file: tables, charts, and the worst pages word by word.

mod charts;
mod diff;

use crate::document::{Document, escape};
use crate::evaluate::compare::Comparison;
use crate::evaluate::report::COLUMNS;
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use dehusk_cli::benchmark::result::PageResult;
use dehusk_cli::benchmark::summary::{self, GroupOf, Row, Scored};
use std::fmt::Write as _;

const STYLE: &str = include_str!("report.css");
/// The number of group colors in the style sheet.
const COLOURS: usize = 8;

/// What the report is about.
pub struct Report<'a> {
    pub title: &'a str,
    /// How it was measured, in one sentence.
    pub subtitle: &'a str,
    /// Caveats for the reader.
    pub warning: Option<&'a str>,
    pub pages: &'a [BenchmarkPage],
    pub results: &'a [PageResult],
    pub comparison: Option<&'a Comparison<'a>>,
    /// How many of the worst pages are shown.
    pub worst: usize,
}

impl Report<'_> {
    pub fn to_html(&self) -> String {
        let all: Vec<Scored<'_>> = self.pages.iter().zip(self.results).collect();
        let mut body = format!("<h1>{}</h1><p>{}</p>\n", escape(self.title), escape(self.subtitle));
        if let Some(warning) = self.warning {
            let _ = writeln!(body, "<p class=\"warning\">{}</p>", escape(warning));
        }
        body.push_str(&table("type", &all, summary::by_kind));
        if self.pages.iter().any(|page| page.lang.is_some()) {
            body.push_str(&table("language", &all, summary::by_language));
        }
        let _ = writeln!(body, "<p class=\"note\">{}</p>", escape(COLUMNS));
        body.push_str(&plots(&all));
        if let Some(comparison) = self.comparison {
            body.push_str(&compared(comparison, self.worst));
        }
        body.push_str(LEGEND);
        let worst = summary::worst(self.pages, self.results);
        for (page, result) in worst.iter().filter(|(page, _)| has_gold(page)).take(self.worst) {
            body.push_str(&entry(page, result, &scores(result)));
        }
        Document { title: self.title, style: STYLE, script: None, body: &body }.to_html()
    }
}

fn table(heading: &str, all: &[Scored<'_>], group_of: GroupOf) -> String {
    let mut html = format!(
        "<table><thead><tr><th>{heading}</th><th>pages</th><th>F1</th><th>95% interval</th>\
         <th>precision</th><th>recall</th><th>with%</th><th>without%</th><th>snippets%</th></tr>\
         </thead><tbody>\n"
    );
    for Row { name, pages, words, snippets } in summary::rows(all, group_of) {
        let _ = write!(html, "<tr><th scope=\"row\">{}</th><td>{pages}</td>", escape(name));
        match words {
            Some(words) => {
                let (low, high) = words.interval;
                let mean = words.mean;
                let _ = write!(
                    html,
                    "<td><b>{:.3}</b></td><td>{low:.3} – {high:.3}</td><td>{:.3}</td><td>{:.3}</td>",
                    mean.f1, mean.precision, mean.recall
                );
            }
            None => html.push_str("<td></td><td></td><td></td><td></td>"),
        }
        match snippets {
            Some(snippets) => {
                let _ = writeln!(
                    html,
                    "<td>{:.1}</td><td>{:.1}</td><td>{:.1}</td></tr>",
                    100.0 * snippets.with,
                    100.0 * snippets.without,
                    100.0 * snippets.accuracy
                );
            }
            None => html.push_str("<td></td><td></td><td></td></tr>\n"),
        }
    }
    html.push_str("</tbody></table>\n");
    html
}

/// Histogram and scatter plot, if pages have gold texts; each type can be switched off.
fn plots(all: &[Scored<'_>]) -> String {
    let f1: Vec<f64> =
        all.iter().filter_map(|(_, result)| Some(result.gold.as_ref()?.words.f1)).collect();
    if f1.is_empty() {
        return String::new();
    }
    let kinds: Vec<&str> = summary::groups(all, |(page, _)| summary::by_kind(page))
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
    let colour =
        |kind: &str| kinds.iter().position(|one| *one == kind).unwrap_or(0).min(COLOURS - 1);
    let mut switches = String::new();
    for (number, kind) in kinds.iter().enumerate().take(COLOURS) {
        let name = if number + 1 == COLOURS && kinds.len() > COLOURS { "others" } else { *kind };
        let _ = write!(
            switches,
            "<label class=\"group-{number}\"><input type=\"checkbox\" checked \
             id=\"group-{number}\"> {}</label> ",
            escape(name)
        );
    }
    format!(
        "<div class=\"plots\"><figure><figcaption>Pages by F1</figcaption>{}</figure>\
         <figure><figcaption>Precision and recall <span class=\"switches\">{switches}</span>\
         </figcaption>{}</figure></div>\n",
        charts::histogram(&f1),
        charts::scatter(all, colour),
    )
}

fn compared(comparison: &Comparison<'_>, worst: usize) -> String {
    let other = escape(&comparison.other);
    let mut html = format!(
        "<h2>Compared with {other}</h2>\n<table><thead><tr><th>type</th><th>pages</th>\
         <th>ours</th><th>{other}</th><th>difference</th><th>95% interval</th><th>better</th>\
         <th>worse</th></tr></thead><tbody>\n"
    );
    for row in comparison.rows() {
        let (low, high) = row.interval;
        let sure = if low > 0.0 {
            "ahead"
        } else if high < 0.0 {
            "behind"
        } else {
            ""
        };
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{:.3}</td><td>{:.3}</td>\
             <td class=\"{sure}\"><b>{:+.3}</b></td><td>{low:+.3} – {high:+.3}</td><td>{}</td>\
             <td>{}</td></tr>",
            escape(row.name),
            row.pages,
            row.ours,
            row.theirs,
            row.ours - row.theirs,
            row.better,
            row.worse,
        );
    }
    html.push_str("</tbody></table>\n");
    let _ = writeln!(html, "<p class=\"note\">{}</p>", escape(&comparison.notes()));
    let behind = comparison.most_behind();
    let behind: Vec<_> =
        behind.into_iter().filter(|pair| pair.difference() < 0.0).take(worst).collect();
    if !behind.is_empty() {
        let _ = writeln!(html, "<h2>Where {other} is most ahead</h2>");
    }
    for pair in behind {
        let figures =
            format!("ours {:.3}, {other} {:.3}", pair.ours.quality(), pair.theirs.quality());
        html.push_str(&entry(pair.page, pair.ours, &figures));
    }
    html
}

const LEGEND: &str = "<h2>The worst pages</h2>\n<p class=\"note\">Gold against extracted text, word \
by word: <del>in the gold alone</del> (missed), <ins>in the extracted text alone</ins> (too much), \
the rest in both.</p>\n";

/// Whether there is a gold text, or snippets, to show next to the extracted text.
fn has_gold(page: &BenchmarkPage) -> bool {
    page.text.as_deref().is_none_or(|gold| !gold.trim().is_empty())
}

fn scores(result: &PageResult) -> String {
    match &result.gold {
        Some(gold) => format!(
            "F1 {:.3}, precision {:.3}, recall {:.3}",
            gold.words.f1, gold.words.precision, gold.words.recall
        ),
        None => format!("{:.0}% of snippets right", 100.0 * result.quality()),
    }
}

/// A page with its figures, given as HTML, and the difference, which unfolds.
fn entry(page: &BenchmarkPage, result: &PageResult, figures: &str) -> String {
    let mut html = format!(
        "<details><summary><b>{}</b> <span class=\"kind\">{}</span> {figures} \
         <span class=\"address\">{}</span></summary>",
        escape(&page.id),
        escape(&page.kind),
        escape(page.url.as_deref().unwrap_or_default()),
    );
    if let Some(url) = &page.url {
        let shown = escape(url);
        // Following an address with another scheme might do something.
        if url.starts_with("https://") || url.starts_with("http://") {
            let _ =
                write!(html, "<p><a href=\"{shown}\" rel=\"noreferrer noopener\">{shown}</a></p>");
        } else {
            let _ = write!(html, "<p>{shown}</p>");
        }
    }
    match &page.text {
        Some(gold) => {
            let _ = write!(
                html,
                "<p class=\"diff\" dir=\"auto\">{}</p>",
                diff::html(gold, &result.text)
            );
        }
        None => html.push_str(&snippets(page, result)),
    }
    html.push_str("</details>\n");
    html
}

/// The snippets that are wrong.
fn snippets(page: &BenchmarkPage, result: &PageResult) -> String {
    let collapse = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = collapse(&result.text);
    let found = |snippet: &&String| text.contains(&collapse(snippet));
    let mut html = String::from("<ul class=\"diff\">");
    for snippet in page.with.iter().filter(|snippet| !found(snippet)) {
        let _ = write!(html, "<li>missed: <del>{}</del></li>", escape(snippet));
    }
    for snippet in page.without.iter().filter(found) {
        let _ = write!(html, "<li>too much: <ins>{}</ins></li>", escape(snippet));
    }
    html.push_str("</ul>");
    html
}
