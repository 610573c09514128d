//! Turns a record of an input into a line of output.

use super::input::{InputError, Payload, Position};
use super::page::{Html, NoPage, Page};
use super::passed_over::PassedOver;
use clap::ValueEnum;
use dehusk::{Extractor, Record};
use serde::Serialize;
use std::panic::{self, AssertUnwindSafe};
use std::time::Instant;

/// The format of the main content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text, blocks separated by blank lines
    Text,
    /// CommonMark with the tables and footnotes of GitHub
    Markdown,
    /// A sanitized HTML fragment
    Html,
}

impl From<Format> for dehusk::Format {
    fn from(format: Format) -> dehusk::Format {
        match format {
            Format::Text => dehusk::Format::Text,
            Format::Markdown => dehusk::Format::Markdown,
            Format::Html => dehusk::Format::Html,
        }
    }
}

/// The outcome of a record.
#[derive(Debug)]
pub enum Outcome {
    /// A line of output, with its line break.
    Page(Vec<u8>),
    /// It is not meant to be a page: a request, an image, a redirection.
    PassedOver(PassedOver),
    Failed(Failure),
}

#[derive(Debug)]
pub struct Failure {
    pub position: Position,
    pub url: Option<String>,
    pub message: String,
    /// The input could not be read to its end, for a reason that may be temporary.
    pub unreadable: bool,
}

/// Extracts pages.
#[derive(Debug)]
pub struct PageExtractor {
    pub extractor: Extractor,
    pub format: Format,
    pub timings: bool,
}

impl PageExtractor {
    /// Extracts the page of a payload. A problem with one page, even a bug in the extractor, does
    /// not affect others.
    pub fn outcome(&self, position: Position, payload: Result<Payload, InputError>) -> Outcome {
        let fail = |position, url, message, unreadable| {
            Outcome::Failed(Failure { position, url, message, unreadable })
        };
        let payload = match payload {
            Ok(payload) => payload,
            Err(InputError::Damaged(message)) => return fail(position, None, message, false),
            Err(InputError::Unreadable(message)) => return fail(position, None, message, true),
        };
        let page = match Page::of(payload) {
            Ok(page) => page,
            Err(NoPage::PassedOver(what)) => return Outcome::PassedOver(what),
            Err(NoPage::Failed { url, message }) => return fail(position, url, message, false),
        };
        match panic::catch_unwind(AssertUnwindSafe(|| self.line(&position, &page))) {
            Ok(Ok(line)) => Outcome::Page(line),
            Ok(Err(message)) => fail(position, page.url, message, false),
            Err(_) => fail(position, page.url, "the extractor panicked".to_owned(), false),
        }
    }

    fn line(&self, position: &Position, page: &Page) -> Result<Vec<u8>, String> {
        let start = Instant::now();
        let mut extractor = self.extractor.clone();
        if let Some(url) = &page.url {
            extractor = extractor.base_url(url);
        }
        let extraction = match &page.html {
            Html::Text(html) => extractor.extract(html),
            Html::Bytes { bytes, content_type } => {
                extractor.extract_bytes(bytes, content_type.as_deref())
            }
        };
        let extraction = extraction.map_err(|error| error.to_string())?;
        let mut record = extraction.to_record(self.format.into());
        record.truncated |= page.cut;
        let line = OutputLine {
            url: page.url.as_deref(),
            record,
            fetched: page.fetched.as_deref(),
            input: &position.source,
            number: position.record,
            milliseconds: self.timings.then(|| milliseconds_since(start)),
        };
        let mut line = serde_json::to_vec(&line).map_err(|error| error.to_string())?;
        line.push(b'\n');
        Ok(line)
    }
}

/// Milliseconds with three digits.
fn milliseconds_since(start: Instant) -> f64 {
    (start.elapsed().as_secs_f64() * 1e6).round() / 1e3
}

/// What is known about a page, and where it came from.
#[derive(Serialize)]
struct OutputLine<'a> {
    url: Option<&'a str>,
    #[serde(flatten)]
    record: Record,
    #[serde(skip_serializing_if = "Option::is_none")]
    fetched: Option<&'a str>,
    input: &'a str,
    #[serde(rename = "record")]
    number: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<f64>,
}
