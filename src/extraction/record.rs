//! A page's extraction as one value to store.

use super::{Extraction, TextSource};
use crate::comments::Comment;
use crate::features::PageType;
use crate::metadata::Metadata;
use crate::options::Format;

/// Everything an [`Extraction`] says about its page, without the page itself: to store, to send, or
/// to write as a line of JSON.
///
/// With the feature `serde`, a record implements `Serialize` and `Deserialize`. An [`Extraction`]
/// serializes as its record with the content as text.
///
/// # Example
///
/// ```
/// use dehusk::Format;
///
/// let page = dehusk::extract("<h1>Rain at last</h1><p>It rained on <b>Tuesday</b>.</p>");
/// let record = page.to_record(Format::Markdown);
/// assert!(record.markdown.as_ref().unwrap().contains("It rained on **Tuesday**."));
/// assert_eq!(record.text, None);
/// assert_eq!(record.metadata.title.as_ref().unwrap(), "Rain at last");
/// assert!(!record.truncated);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Record {
    /// The content as plain text, if requested.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub text: Option<String>,
    /// The content as Markdown, if requested.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub markdown: Option<String>,
    /// The content as HTML, if requested.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub html: Option<String>,
    /// The source of the content ([`Extraction::source`]).
    pub source: TextSource,
    /// The type of the page ([`Extraction::page_type`]).
    pub page_type: PageType,
    /// The probability of that type.
    pub page_type_probability: f32,
    /// The expected quality of the content ([`Extraction::confidence`]).
    pub confidence: f32,
    /// The score from which blocks are kept ([`Extraction::threshold`]).
    pub threshold: f32,
    /// What the page says about itself ([`Extraction::metadata`]).
    pub metadata: Metadata,
    /// Readers' comments, if requested ([`Extraction::comments`]).
    pub comments: Vec<Comment>,
    /// Whether the page was read only in part ([`Extraction::is_truncated`]).
    pub truncated: bool,
}

impl Extraction {
    /// Returns everything known about the page as one value, with the content in one format.
    pub fn to_record(&self, format: Format) -> Record {
        let (page_type, page_type_probability) = self.page_type();
        let mut record = Record {
            text: None,
            markdown: None,
            html: None,
            source: self.source(),
            page_type,
            page_type_probability,
            confidence: self.confidence(),
            threshold: self.threshold(),
            metadata: self.metadata().clone(),
            comments: self.comments().to_vec(),
            truncated: self.is_truncated(),
        };
        let content = match format {
            Format::Text => &mut record.text,
            Format::Markdown => &mut record.markdown,
            Format::Html => &mut record.html,
        };
        *content = Some(self.render(format));
        record
    }

    /// Returns the main content in a format chosen at run time.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => self.text(),
            Format::Markdown => self.markdown(),
            Format::Html => self.html(),
        }
    }
}
