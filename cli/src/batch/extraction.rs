//! Turns a record of an input into a line of output.

use super::input::{InputError, Payload, Position};
use super::page::{Html, NoPage, Page};
use super::passed_over::PassedOver;
use super::sites::Sites;
use clap::ValueEnum;
use dehusk::{Extraction, Extractor, Record};
use serde::Serialize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
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
    /// The profiles of the pages' sites, if they are asked for.
    pub sites: Option<Arc<Sites>>,
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
        let extraction = self.extract(page)?;
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

    fn extract(&self, page: &Page) -> Result<Extraction, String> {
        let mut extractor = self.extractor.clone();
        if let Some(url) = &page.url {
            extractor = extractor.base_url(url);
            let profile = self.sites.as_ref().map(|sites| sites.of_address(url)).transpose();
            if let Some(profile) = profile.map_err(|error| error.to_string())?.flatten() {
                extractor = extractor.site(profile);
            }
        }
        let extraction = match &page.html {
            Html::Text(html) => extractor.extract(html),
            Html::Bytes { bytes, content_type } => {
                extractor.extract_bytes(bytes, content_type.as_deref())
            }
        };
        extraction.map_err(|error| error.to_string())
    }

    /// Extracts the page of a payload, if it can be, with its address.
    pub fn extract_addressed(&self, payload: Payload) -> Option<(String, Extraction)> {
        let page = Page::of(payload).ok()?;
        let extraction = panic::catch_unwind(AssertUnwindSafe(|| self.extract(&page)));
        let extraction = extraction.ok()?.ok()?;
        Some((page.url?, extraction))
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
