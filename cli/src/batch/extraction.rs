//! From what an input holds to a line of output.

use super::input::{InputError, Payload, Position};
use super::page::{Html, NoPage, Page};
use super::passed_over::PassedOver;
use clap::ValueEnum;
use dehusk::{Comment, Extraction, Extractor, Field};
use serde::Serialize;
use std::panic::{self, AssertUnwindSafe};
use std::time::Instant;

/// What is written of the main content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text, blocks separated by blank lines
    Text,
    /// CommonMark with the tables and footnotes of GitHub
    Markdown,
    /// A sanitised HTML fragment
    Html,
}

/// What came of a record.
#[derive(Debug)]
pub enum Outcome {
    /// A line of output, with its end.
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
    /// The input could not be read to its end, for a reason that may pass.
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
    /// Extracts the page of a payload. Nothing that is wrong with one page, not even an error in
    /// the extractor, reaches another.
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
        let content = match self.format {
            Format::Text => Content::Text(extraction.text()),
            Format::Markdown => Content::Markdown(extraction.markdown()),
            Format::Html => Content::Html(extraction.html()),
        };
        let record = OutputLine {
            url: page.url.as_deref(),
            title: extraction.metadata().title.as_deref(),
            content,
            source: format!("{:?}", extraction.source()),
            confidence: extraction.confidence(),
            metadata: MetadataLine::of(&extraction),
            comments: extraction.comments().iter().map(CommentLine::of).collect(),
            truncated: page.cut || extraction.is_truncated(),
            fetched: page.fetched.as_deref(),
            input: &position.source,
            record: position.record,
            milliseconds: self.timings.then(|| milliseconds_since(start)),
        };
        let mut line = serde_json::to_vec(&record).map_err(|error| error.to_string())?;
        line.push(b'\n');
        Ok(line)
    }
}

/// Milliseconds to three digits.
fn milliseconds_since(start: Instant) -> f64 {
    (start.elapsed().as_secs_f64() * 1e6).round() / 1e3
}

#[derive(Serialize)]
struct OutputLine<'a> {
    url: Option<&'a str>,
    title: Option<&'a str>,
    #[serde(flatten)]
    content: Content,
    source: String,
    confidence: f32,
    metadata: MetadataLine<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comments: Vec<CommentLine<'a>>,
    truncated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    fetched: Option<&'a str>,
    input: &'a str,
    record: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<f64>,
}

/// A reader's comment, under `--comments separate`.
#[derive(Serialize)]
struct CommentLine<'a> {
    author: Option<&'a str>,
    published: Option<&'a str>,
    text: &'a str,
    depth: u16,
}

impl<'a> CommentLine<'a> {
    fn of(comment: &'a Comment) -> CommentLine<'a> {
        CommentLine {
            author: comment.author.as_deref(),
            published: comment.published.as_deref(),
            text: &comment.text,
            depth: comment.depth,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Content {
    Text(String),
    Markdown(String),
    Html(String),
}

/// The metadata that the page has, without the title.
#[derive(Serialize)]
struct MetadataLine<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    site_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canonical_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a str>,
}

impl<'a> MetadataLine<'a> {
    fn of(extraction: &'a Extraction) -> MetadataLine<'a> {
        let metadata = extraction.metadata();
        let all = |fields: &'a [Field]| fields.iter().map(Field::as_str).collect();
        MetadataLine {
            authors: all(&metadata.authors),
            published: metadata.published.as_deref(),
            modified: metadata.modified.as_deref(),
            site_name: metadata.site_name.as_deref(),
            description: metadata.description.as_deref(),
            language: metadata.language.as_deref(),
            canonical_url: metadata.canonical_url.as_deref(),
            image: metadata.image.as_deref(),
            categories: all(&metadata.categories),
            tags: all(&metadata.tags),
            licence: metadata.licence.as_deref(),
        }
    }
}
