//! How often title, authors and date equal the gold. WCXB's gold has them, but its authors do not
//! measure them, so the measure is our own.

use crate::AnyError;
use dehusk::{Extractor, Field, Metadata};
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A verdict on one field of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Equal, except for white space and case; for dates, the same day.
    Equal,
    /// Equal except for the shape of quotes and dashes; the first of several authors; the day of
    /// the last change, if the page has no day of publication.
    Close,
    /// The gold is the page's whole `<title>`, with the site's name.
    Raw,
    Different,
    /// Ours is empty.
    Missing,
    /// The gold is empty, ours is not.
    Extra,
}

/// One field of one page: the gold's value and ours.
pub struct Comparison<'a> {
    pub page: &'a BenchmarkPage,
    field: &'static str,
    gold: String,
    ours: String,
    verdict: Verdict,
}

/// Reads the metadata of every page, and compares.
pub fn measure<'a>(
    extractor: &Extractor,
    pages: &'a [BenchmarkPage],
) -> Result<Vec<Comparison<'a>>, AnyError> {
    let compared: Result<Vec<Vec<Comparison<'a>>>, AnyError> = pages
        .par_iter()
        .map(|page| {
            let html = page.read_html()?;
            let extractor = match &page.url {
                Some(url) => extractor.clone().base_url(url),
                None => extractor.clone(),
            };
            let extraction =
                extractor.extract(&html).map_err(|error| format!("{}: {error}", page.id))?;
            Ok(compare(page, extraction.metadata()))
        })
        .collect();
    Ok(compared?.into_iter().flatten().collect())
}

fn compare<'a>(page: &'a BenchmarkPage, metadata: &Metadata) -> Vec<Comparison<'a>> {
    let shown = |field: Option<&Field>| field.map(|field| format!("{field:?}")).unwrap_or_default();
    let authors: Vec<&str> = metadata.authors.iter().map(Field::as_str).collect();
    let gold = |field: &Option<String>| {
        let field = field.as_deref().unwrap_or_default();
        field.trim().to_owned()
    };
    let (title, author, date) = (gold(&page.title), gold(&page.author), gold(&page.date));
    let comparisons = [
        ("title", title_verdict(&title, metadata), title, shown(metadata.title.as_ref())),
        ("author", author_verdict(&author, &authors), author, format!("{:?}", metadata.authors)),
        (
            "date",
            date_verdict(&date, text(&metadata.published), text(&metadata.modified)),
            date,
            format!(
                "{} modified {}",
                shown(metadata.published.as_ref()),
                shown(metadata.modified.as_ref())
            ),
        ),
    ];
    let kept = comparisons.into_iter().filter_map(|(field, verdict, gold, ours)| {
        Some(Comparison { page, field, gold, ours, verdict: verdict? })
    });
    kept.collect()
}

fn text(field: &Option<Field>) -> Option<&str> {
    field.as_ref().map(Field::as_str)
}

fn title_verdict(gold: &str, metadata: &Metadata) -> Option<Verdict> {
    if gold.is_empty() {
        return metadata.title.as_ref().map(|_| Verdict::Extra);
    }
    let raw = text(&metadata.document_title).unwrap_or_default();
    Some(match text(&metadata.title) {
        None => Verdict::Missing,
        Some(ours) if normalised(ours) == normalised(gold) => Verdict::Equal,
        Some(ours) if plain_signs(ours) == plain_signs(gold) => Verdict::Close,
        Some(_) if plain_signs(raw) == plain_signs(gold) => Verdict::Raw,
        Some(_) => Verdict::Different,
    })
}

/// The gold names several authors in one line; the words are compared, without "and".
fn author_verdict(gold: &str, ours: &[&str]) -> Option<Verdict> {
    if gold.is_empty() {
        return (!ours.is_empty()).then_some(Verdict::Extra);
    }
    let words = |text: &str| -> Vec<String> {
        let lower = plain_signs(text);
        let words = lower.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty() && *word != "and").map(str::to_owned).collect()
    };
    let gold = words(gold);
    Some(match ours.first() {
        None => Verdict::Missing,
        Some(_) if words(&ours.join(" ")) == gold => Verdict::Equal,
        Some(first) if gold.starts_with(&words(first)) => Verdict::Close,
        Some(_) => Verdict::Different,
    })
}

fn date_verdict(gold: &str, published: Option<&str>, modified: Option<&str>) -> Option<Verdict> {
    if gold.is_empty() {
        return published.map(|_| Verdict::Extra);
    }
    let day = day_of_gold(gold);
    let is_gold = |date: &str| date.starts_with(&day);
    Some(match (published, modified) {
        (Some(published), _) if is_gold(published) => Verdict::Equal,
        (Some(_), _) => Verdict::Different,
        (None, Some(modified)) if is_gold(modified) => Verdict::Close,
        (None, _) => Verdict::Missing,
    })
}

/// The day without the time, with two digits each for month and day: gold may have `2024-5-3 6:07`.
fn day_of_gold(gold: &str) -> String {
    let day = gold.split([' ', 'T']).next().unwrap_or(gold);
    let parts: Vec<String> = day.split('-').map(|part| format!("{part:0>2}")).collect();
    parts.join("-")
}

/// White space collapsed, in lower case, without what nobody sees.
fn normalised(text: &str) -> String {
    let is_seen = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    let text: String = text.chars().filter(is_seen).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Normalised, with plain quotes and dashes.
fn plain_signs(text: &str) -> String {
    let plain = |c| match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '´' => '\'',
        '\u{201c}' | '\u{201d}' | '„' => '"',
        '–' | '—' | '‐' | '‑' => '-',
        other => other,
    };
    normalised(text).chars().map(plain).collect()
}

/// Writes the share of right fields, by type of page.
pub fn write(out: &mut dyn Write, comparisons: &[Comparison<'_>]) -> io::Result<()> {
    let fields = ["title", "author", "date"];
    let mut groups: BTreeMap<&str, Vec<&Comparison<'_>>> = BTreeMap::new();
    for comparison in comparisons {
        groups.entry(comparison.page.kind.as_str()).or_default().push(comparison);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    groups.push(("all", comparisons.iter().collect()));
    write!(out, "{:<14}", "metadata")?;
    for field in fields {
        write!(out, " {field:>36}")?;
    }
    writeln!(out)?;
    for (name, members) in &groups {
        write!(out, "{name:<14}")?;
        for field in fields {
            let of_field = || members.iter().filter(|comparison| comparison.field == field);
            let count = |verdicts: &[Verdict]| {
                of_field().filter(|comparison| verdicts.contains(&comparison.verdict)).count()
            };
            let extra = count(&[Verdict::Extra]);
            let gold = of_field().count() - extra;
            let share = |right: usize| right as f64 / gold.max(1) as f64;
            let right = share(count(&[Verdict::Equal]));
            let close = share(count(&[Verdict::Close, Verdict::Raw]));
            let wrong = share(count(&[Verdict::Different]));
            let missing = share(count(&[Verdict::Missing]));
            let cell = match gold {
                0 => format!("- {extra:>5}"),
                _ => format!("{right:.3} {close:.3} {wrong:.3} {missing:.3} {gold:>5} {extra:>5}"),
            };
            write!(out, " {cell:>36}")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "\n{COLUMNS}")
}

const COLUMNS: &str = "\
For each field, over the pages whose gold has it: the share that is right, ignoring white space and
case; close (other quotes and dashes; the unchanged <title>; the first of several authors; the last
change if the page gives no publication date); wrong; missing. Then the number of these pages, and
of pages where only the extractor returns the field. The extractor knows each page's address.";

/// Writes every field that is not equal to the gold.
pub fn write_misses(out: &mut dyn Write, comparisons: &[Comparison<'_>]) -> io::Result<()> {
    for comparison in comparisons.iter().filter(|comparison| comparison.verdict != Verdict::Equal) {
        let Comparison { page, field, gold, ours, verdict } = comparison;
        writeln!(out, "{field}\t{verdict:?}\t{}\t{}\t{gold:?}\t{ours}", page.id, page.kind)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_held_against_the_gold_in_both_forms() {
        let html = "<title>Rain’s end | Valley</title><meta property=og:site_name content=Valley>";
        let page = dehusk::extract(html);
        let verdict = |gold| title_verdict(gold, page.metadata());
        assert_eq!(verdict("rain’s  END"), Some(Verdict::Equal));
        assert_eq!(verdict("Rain's end"), Some(Verdict::Close));
        assert_eq!(verdict("Rain’s end | Valley"), Some(Verdict::Raw));
        assert_eq!(verdict("Snow"), Some(Verdict::Different));
        assert_eq!(verdict(""), Some(Verdict::Extra));
    }

    #[test]
    fn authors_are_compared_as_one_line() {
        let ours = ["Ada Berg", "Bo Chen"];
        assert_eq!(author_verdict("Ada Berg and Bo Chen", &ours), Some(Verdict::Equal));
        assert_eq!(author_verdict("Ada Berg, Bo Chen, Cy Dahl", &ours), Some(Verdict::Close));
        assert_eq!(author_verdict("Bo Chen", &ours), Some(Verdict::Different));
        assert_eq!(author_verdict("Bo Chen", &[]), Some(Verdict::Missing));
        assert_eq!(author_verdict("", &[]), None);
    }

    #[test]
    fn dates_count_by_their_day() {
        let (day, moment) = ("2024-05-03", "2024-05-03T06:00:00Z");
        assert_eq!(date_verdict(day, Some(moment), None), Some(Verdict::Equal));
        assert_eq!(date_verdict(day, None, Some(moment)), Some(Verdict::Close));
        assert_eq!(date_verdict(day, Some("2024-05-04"), Some(day)), Some(Verdict::Different));
        assert_eq!(date_verdict("", None, Some(day)), None);
        assert_eq!(date_verdict("2024-5-3 6:07", Some(moment), None), Some(Verdict::Equal));
    }
}
