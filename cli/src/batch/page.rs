//! Pages of the inputs, before they are extracted.

use super::input::archive::ArchiveRecord;
use super::input::http::Response;
use super::input::{PAGE_LIMIT, Payload};
use super::passed_over::PassedOver;
use crate::sniff::{begins_as_html, essence, is_binary, is_html, is_unknown};
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use std::fmt;

/// A page before it is extracted.
#[derive(Debug)]
pub struct Page {
    pub url: Option<String>,
    /// When it was fetched, as the crawl says.
    pub fetched: Option<String>,
    pub html: Html,
    /// Its end is missing.
    pub cut: bool,
}

#[derive(Debug)]
pub enum Html {
    Text(String),
    Bytes { bytes: Vec<u8>, content_type: Option<String> },
}

/// Why a payload gives no page.
#[derive(Debug)]
pub enum NoPage {
    /// It is not meant to be one.
    PassedOver(PassedOver),
    /// It is meant to be one, but something is wrong with it.
    Failed { url: Option<String>, message: String },
}

impl Page {
    /// The page that a payload holds.
    pub fn of(payload: Payload) -> Result<Page, NoPage> {
        match payload {
            Payload::Archived(record) => Page::of_record(record),
            Payload::JsonLine(line) => Page::of_json(&line),
            Payload::Html { bytes, .. } if bytes.is_empty() => {
                Err(NoPage::Failed { url: None, message: "the file is empty".to_owned() })
            }
            Payload::Html { bytes, .. } if is_binary(&bytes) => {
                Err(NoPage::Failed { url: None, message: "the file is not text".to_owned() })
            }
            Payload::Html { bytes, cut } => {
                let html = Html::Bytes { bytes, content_type: None };
                Ok(Page { url: None, fetched: None, html, cut })
            }
        }
    }

    fn of_json(line: &[u8]) -> Result<Page, NoPage> {
        let line: InputLine = serde_json::from_slice(line).map_err(|error| NoPage::Failed {
            url: None,
            message: format!("invalid JSON: {error}"),
        })?;
        Ok(Page { url: line.url, fetched: None, html: Html::Text(line.html.0), cut: false })
    }

    fn of_record(record: ArchiveRecord) -> Result<Page, NoPage> {
        let header = |name| record.headers.get(name);
        // WARC 1.0 shows the address in angle brackets, and some crawlers write them.
        let url = header("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned());
        let record_type = header("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let stored = match record_type.as_str() {
            "response" if is_http(header("Content-Type")) => http_body(&record, url.as_deref())?,
            "response" | "resource" => Stored {
                bytes: record.block.clone(),
                content_type: header("Content-Type").map(str::to_owned),
                cut: false,
            },
            _ => return Err(PassedOver::record(&record_type, header("Content-Type")).into()),
        };
        let identified = header("WARC-Identified-Payload-Type");
        let named = identified.or(stored.content_type.as_deref());
        let is_page = match named.filter(|name| !is_unknown(name)) {
            Some(name) => is_html(name) && stored.content_type.as_deref().is_none_or(may_be_html),
            None => begins_as_html(&stored.bytes),
        };
        if stored.bytes.trim_ascii().is_empty() {
            return Err(PassedOver::new("empty", named).into());
        }
        if is_binary(&stored.bytes) {
            return Err(PassedOver::new("not text", named).into());
        }
        if !is_page {
            return Err(
                PassedOver::new("not HTML", named.or(stored.content_type.as_deref())).into()
            );
        }
        let cut = stored.cut || record.cut || header("WARC-Truncated").is_some();
        let fetched = header("WARC-Date").map(str::to_owned);
        let html = Html::Bytes { bytes: stored.bytes, content_type: stored.content_type };
        Ok(Page { url, fetched, html, cut })
    }
}

/// What a server sent, decoded.
struct Stored {
    bytes: Vec<u8>,
    content_type: Option<String>,
    cut: bool,
}

/// The body of an HTTP response, if the server returned the page.
fn http_body(record: &ArchiveRecord, url: Option<&str>) -> Result<Stored, NoPage> {
    let failed = |message| NoPage::Failed { url: url.map(str::to_owned), message };
    let response = Response::parse(&record.block)
        .ok_or_else(|| failed("the record holds no HTTP response".to_owned()))?;
    let content_type = response.headers.get("Content-Type");
    if !(200..300).contains(&response.status) {
        return Err(PassedOver::status(response.status, content_type).into());
    }
    // What is not meant to be a page need not be decoded.
    if content_type.is_some_and(|content_type| !may_be_html(content_type)) {
        return Err(PassedOver::new("not HTML", content_type).into());
    }
    let body = response.body(PAGE_LIMIT).map_err(failed)?;
    Ok(Stored { bytes: body.bytes, content_type: content_type.map(str::to_owned), cut: body.cut })
}

fn is_http(content_type: Option<&str>) -> bool {
    content_type.is_none_or(|name| essence(name) == "application/http")
}

fn may_be_html(content_type: &str) -> bool {
    is_html(content_type) || is_unknown(content_type)
}

#[derive(Deserialize)]
struct InputLine {
    url: Option<String>,
    html: JsonHtml,
}

/// A JSON string that may hold half a surrogate pair, as JavaScript and Python write if a page was
/// cut in the middle of an emoji.
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
