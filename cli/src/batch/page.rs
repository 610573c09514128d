//! From what an input holds to a line of output.

use super::input::http::Response;
use super::input::warc::WarcRecord;
use super::input::{InputError, PAGE_LIMIT, Payload, Position};
use clap::ValueEnum;
use dehusk::{Comment, Extraction, Extractor, Field};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::time::Instant;

/// What is written of the main content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text, blocks separated by blank lines
    Text,
    /// CommonMark, with tables and footnotes as GitHub has them
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
    Skipped,
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
            Ok(Some(page)) => page,
            Ok(None) => return Outcome::Skipped,
            Err((url, message)) => return fail(position, url, message, false),
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

/// A page before it is extracted.
#[derive(Debug)]
struct Page {
    url: Option<String>,
    /// When it was fetched, as the crawl has it.
    fetched: Option<String>,
    html: Html,
    /// Its end is missing.
    cut: bool,
}

#[derive(Debug)]
enum Html {
    Text(String),
    Bytes { bytes: Vec<u8>, content_type: Option<String> },
}

/// Why there is no page, with the address if it is known.
type Refusal = (Option<String>, String);

impl Page {
    /// The page that a payload holds, if it is meant to be one.
    fn of(payload: Payload) -> Result<Option<Page>, Refusal> {
        match payload {
            Payload::Warc(record) => Page::of_warc(record),
            Payload::JsonLine(line) => Page::of_json(&line).map(Some),
            Payload::Html { bytes, cut } => {
                let html = Html::Bytes { bytes, content_type: None };
                Ok(Some(Page { url: None, fetched: None, html, cut }))
            }
        }
    }

    fn of_json(line: &[u8]) -> Result<Page, Refusal> {
        let line: InputLine =
            serde_json::from_slice(line).map_err(|error| (None, error.to_string()))?;
        Ok(Page { url: line.url, fetched: None, html: Html::Text(line.html.0), cut: false })
    }

    fn of_warc(record: WarcRecord) -> Result<Option<Page>, Refusal> {
        let header = |name| record.headers.get(name);
        // WARC 1.0 shows the address in angle brackets, and some crawlers write them.
        let url = header("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned());
        let identified = header("WARC-Identified-Payload-Type");
        if identified.is_some_and(|content_type| !is_html(content_type)) {
            return Ok(None);
        }
        let record_type = header("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let block_type = essence(header("Content-Type").unwrap_or_default());
        let (bytes, content_type, cut) = match record_type.as_str() {
            "response" if block_type.is_empty() || block_type == "application/http" => {
                let Some(response) = Response::parse(&record.block) else {
                    return Err((url, "the record holds no HTTP response".to_owned()));
                };
                let content_type = response.headers.get("Content-Type");
                if !(200..300).contains(&response.status)
                    || content_type.is_some_and(|content_type| !is_html(content_type))
                {
                    return Ok(None);
                }
                let body = response.body(PAGE_LIMIT).map_err(|message| (url.clone(), message))?;
                (body.bytes, content_type.map(str::to_owned), body.cut || record.cut)
            }
            "resource" if is_html(&block_type) => {
                let content_type = header("Content-Type").map(str::to_owned);
                (record.block.clone(), content_type, record.cut)
            }
            _ => return Ok(None),
        };
        let is_named = identified.is_some() || content_type.is_some();
        if bytes.is_empty() || !is_named && !begins_as_html(&bytes) {
            return Ok(None);
        }
        let cut = cut || header("WARC-Truncated").is_some();
        let fetched = header("WARC-Date").map(str::to_owned);
        Ok(Some(Page { url, fetched, html: Html::Bytes { bytes, content_type }, cut }))
    }
}

/// A content type without its parameters.
fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_html(content_type: &str) -> bool {
    matches!(essence(content_type).as_str(), "text/html" | "application/xhtml+xml")
}

/// Whether a body of unknown type is a page, in the way browsers tell.
fn begins_as_html(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start();
    ["<!doctype html", "<html", "<head", "<body", "<!--"].iter().any(|beginning| {
        body.get(..beginning.len())
            .is_some_and(|body| body.eq_ignore_ascii_case(beginning.as_bytes()))
    })
}

#[derive(Deserialize)]
struct InputLine {
    url: Option<String>,
    html: JsonHtml,
}

/// A JSON string that may hold half a surrogate pair, as JSON written from JavaScript and Python
/// does where a page has been cut in the middle of an emoji.
struct JsonHtml(String);

impl<'de> Deserialize<'de> for JsonHtml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<JsonHtml, D::Error> {
        struct Lenient;
        impl Visitor<'_> for Lenient {
            type Value = JsonHtml;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, html: &str) -> Result<JsonHtml, E> {
                Ok(JsonHtml(html.to_owned()))
            }

            fn visit_bytes<E: de::Error>(self, html: &[u8]) -> Result<JsonHtml, E> {
                Ok(JsonHtml(String::from_utf8_lossy(html).into_owned()))
            }
        }
        deserializer.deserialize_bytes(Lenient)
    }
}
