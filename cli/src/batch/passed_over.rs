//! Counts the records that are not meant to be pages, so that none is skipped silently.

use super::page::NoPage;
use crate::sniff::essence;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Why a record is not a page, and what it is instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassedOver {
    reason: String,
    content_type: Option<String>,
}

impl PassedOver {
    pub fn new(reason: impl Into<String>, content_type: Option<&str>) -> PassedOver {
        PassedOver { reason: reason.into(), content_type: content_type.map(essence) }
    }

    /// A record of a type that holds no pages.
    pub fn record(record_type: &str, content_type: Option<&str>) -> PassedOver {
        let reason = match record_type {
            "" => "no WARC-Type".to_owned(),
            name => format!("WARC-Type {name}"),
        };
        PassedOver::new(reason, content_type)
    }

    /// A response without the page.
    pub fn status(status: u16, content_type: Option<&str>) -> PassedOver {
        PassedOver::new(format!("status {status}"), content_type)
    }
}

impl From<PassedOver> for NoPage {
    fn from(what: PassedOver) -> NoPage {
        NoPage::PassedOver(what)
    }
}

/// The maximum number of kinds, as servers may send any content type.
const MAX_KINDS: usize = 1000;

/// The number of kinds in the summary; the errors file has them all.
const MAX_NAMED: usize = 6;

/// The number of skipped records by kind.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counts: BTreeMap<PassedOver, u64>,
}

/// A line of the errors file.
#[derive(Serialize)]
struct TallyLine<'a> {
    passed_over: &'a str,
    content_type: Option<&'a str>,
    records: u64,
}

impl Tally {
    pub fn add(&mut self, what: PassedOver) {
        let is_new = !self.counts.contains_key(&what);
        let what = if is_new && self.counts.len() >= MAX_KINDS {
            PassedOver::new("other", None)
        } else {
            what
        };
        *self.counts.entry(what).or_default() += 1;
    }

    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// A line of JSON for each kind, the most frequent first.
    pub fn lines(&self) -> Vec<String> {
        let line = |(what, count): (&PassedOver, u64)| {
            let line = TallyLine {
                passed_over: &what.reason,
                content_type: what.content_type.as_deref(),
                records: count,
            };
            serde_json::to_string(&line).unwrap_or_default()
        };
        self.by_count().into_iter().map(line).collect()
    }

    fn by_count(&self) -> Vec<(&PassedOver, u64)> {
        let mut kinds: Vec<_> = self.counts.iter().map(|(what, count)| (what, *count)).collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        kinds
    }
}

/// `12 not HTML (image/png), 3 status 404 (text/html), 2 of 1 other kind`.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = self.by_count();
        for (index, (PassedOver { reason, content_type }, count)) in
            kinds.iter().take(MAX_NAMED).enumerate()
        {
            let separator = if index > 0 { ", " } else { "" };
            let shown = content_type.as_deref().unwrap_or("no content type");
            write!(f, "{separator}{count} {reason} ({shown})")?;
        }
        let others = kinds.get(MAX_NAMED..).unwrap_or_default();
        if !others.is_empty() {
            let records: u64 = others.iter().map(|(_, count)| count).sum();
            write!(f, ", {records} of {} other kinds", others.len())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_kinds_are_named_first() {
        let mut tally = Tally::default();
        for _ in 0..3 {
            tally.add(PassedOver::new("not HTML", Some("Image/PNG; q=1")));
        }
        tally.add(PassedOver::status(404, None));
        assert_eq!(tally.to_string(), "3 not HTML (image/png), 1 status 404 (no content type)");
        assert_eq!(
            tally.lines()[0],
            r#"{"passed_over":"not HTML","content_type":"image/png","records":3}"#
        );
    }

    #[test]
    fn there_is_an_end_to_the_kinds() {
        let mut tally = Tally::default();
        for number in 0..MAX_KINDS + 50 {
            tally.add(PassedOver::new("not HTML", Some(&format!("x/{number}"))));
        }
        assert_eq!(tally.total(), MAX_KINDS as u64 + 50);
        assert!(tally.lines().len() <= MAX_KINDS + 1);
        assert!(tally.lines()[0].contains("\"other\",\"content_type\":null,\"records\":50"));
        assert!(tally.to_string().ends_with("other kinds"), "{tally}");
    }
}
