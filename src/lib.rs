//! Extracts the main content of HTML pages: the article without menus, sidebars, footers, banners,
//! related posts and comment forms.
//!
//! ```
//! let page = dehusk::extract(
//!     "<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav>
//!      <article><h1>Rain at last</h1>
//!      <p>After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out
//!      into the fields to see whether it was true.</p></article>
//!      <footer><a href='/imprint'>Imprint</a></footer></body>",
//! );
//! assert!(page.text().contains("it rained on Tuesday"));
//! assert!(!page.text().contains("Imprint"));
//! ```
//!
//! # More than the text
//!
//! ```
//! # let html = "<title>Rain at last</title><p>After eleven dry weeks it rained on Tuesday.</p>";
//! let page = dehusk::extract(html);
//! let markdown = page.markdown(); // or html(), sanitized
//! let title = page.metadata().title.as_ref().map(AsRef::as_ref);
//! if page.confidence() < 0.5 {
//!     // Review this page, or skip it.
//! }
//! for block in page.blocks().filter(|block| !block.is_content()) {
//!     println!("{} ({}): {}", block.verdict(), block.path(), block.text());
//! }
//! # assert_eq!(title, Some("Rain at last"));
//! # assert!(markdown.contains("Tuesday"));
//! ```
//!
//! # Which option for which need
//!
//! | need | use |
//! | --- | --- |
//! | bytes from the network, in any charset | [`Extractor::extract_bytes`] |
//! | a page already parsed by html5ever | [`Extractor::extract_dom`] |
//! | as little boilerplate as possible, as for a corpus | [`Focus::Precision`] |
//! | as little loss as possible, as for search | [`Focus::Recall`] |
//! | scores you can check by hand | [`Scorer::Density`], [`Block::reasons`] |
//! | why a block was kept or dropped | [`Block::verdict`] |
//! | the headline as part of the text | [`Extractor::title`] |
//! | links and images that work elsewhere | [`Extractor::base_url`] |
//! | a site whose template you know | [`Extractor::keep_only`], [`Extractor::drop_matching`] |
//! | a rule of your own for blocks | [`Extractor::drop_blocks`] |
//! | readers' comments, listed separately or kept in the text | [`Extractor::comments`] |
//! | the posts of a thread | [`Extraction::posts`] |
//! | an excerpt, images with captions, links | [`Extraction::excerpt`], [`Extraction::images`], [`Extraction::links`] |
//! | everything about a page as one value to store | [`Extraction::to_record`] |
//! | a cheap check before extracting | [`is_probably_readable`] |
//! | to find extractions that went wrong | [`Extraction::confidence`], [`Extraction::source`] |
//! | untrusted pages, bounded resources | [`Limits`] |
//!
//! An [`Extractor`] holds only options: create one, and share it across threads. The [`guide`] goes
//! from one page to a crawl, and from other libraries to this one.
//!
//! # How it works
//!
//! ```text
//! HTML → dom → blocks → features → scores → selection → text, Markdown, HTML
//! ```
//!
//! HTML is parsed by html5ever into a flat DOM, which is cut into text blocks: what a reader sees as
//! one paragraph, heading, list item or menu entry (Kohlschütter et al., *Boilerplate Detection using
//! Shallow Text Features*, WSDM 2010). Each block is measured: its text, its place, its ancestors
//! with their class names, its neighbors, how often the page repeats similar blocks, and its relation
//! to the containers that extractors usually choose from, such as the one with the greatest density
//! sum (Sun, Song, Liao, *DOM Based Content Extraction via Text Density*, SIGIR 2011). From these
//! measurements the scorer computes the probability that the block is main content. For the page as
//! a whole, the threshold with the highest expected F1 is chosen. Text, Markdown and HTML are rendered
//! when you ask for them.
//!
//! # Hostile pages
//!
//! Promised for any input: no panics, and no `unsafe` in this crate; a fixed amount of stack; time
//! and memory linear in the page under the default [`Limits`]; [HTML](Extraction::html) with only the
//! documented elements, attributes and schemes; the same result each time.
//! [`Extraction::is_truncated`] tells whether a page was read only in part.
//!
//! Not promised: that text, Markdown and metadata are harmless where you put them, that the page's
//! addresses are safe to fetch, that all hidden text is left out, or that no page can fool the
//! selection. `SECURITY.md` has the full statement and says how to report violations.
//!
//! # Limits
//!
//! - The crate reads the HTML it is given. It fetches nothing, runs no scripts and applies no style
//!   sheets. If scripts fill the page, it sees the page before they run.
//! - The learned scorer knows the templates of the pages it was trained on, most of them articles.
//!   Expect more mistakes on shops and listings: the README has figures by type of page.
//! - What counts as main content is a convention: here, that of the people who marked the training
//!   pages.
//! - The same version returns the same result for the same page everywhere. Another version may not.
//!
//! # Features of the package
//!
//! - `encoding` (default): [`Extractor::extract_bytes`].
//! - `serde`: `Serialize` for results; `Deserialize` as well for [`Record`], its parts and options.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod address;
mod any_case;
mod binary;
mod block;
mod characters;
mod comments;
mod dom;
#[cfg(feature = "encoding")]
mod encoding;
mod error;
mod extraction;
mod extractor;
mod features;
pub mod guide;
mod hash;
#[cfg(feature = "_internals")]
#[doc(hidden)]
pub mod internals;
mod keyword;
mod memo;
mod metadata;
mod options;
mod precheck;
mod render;
mod score;
mod select;
mod selector;
mod site;

pub use comments::Comment;
pub use error::{Error, Limit};
pub use extraction::{Block, Direction, Extraction, Reason, Record, TextSource};
pub use extractor::Extractor;
pub use features::PageType;
pub use metadata::{Field, Metadata, Source};
pub use options::{Comments, Focus, Format, Limits, OnLimit, Scorer, Title};
pub use precheck::is_probably_readable;
pub use render::{BlockKind, ContentImage, ContentLink};
pub use select::{DecidedBy, Verdict};
pub use site::SiteProfile;

pub use markup5ever_rcdom;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Extracts the main content of a page with the default options.
///
/// This cannot fail: pages are read up to the default [`Limits`]
/// ([`Extraction::is_truncated`]).
///
/// # Example
///
/// ```
/// let page = dehusk::extract("<p>Just one paragraph, and nothing else on the page.</p>");
/// assert_eq!(page.text(), "Just one paragraph, and nothing else on the page.");
/// ```
pub fn extract(html: &str) -> Extraction {
    Extractor::new().extract(html).unwrap_or_else(|_| Extractor::empty())
}

/// Extracts the main content of a page in any encoding of the web with the default options
/// ([`Extractor::extract_bytes`]).
///
/// This cannot fail: pages are read up to the default [`Limits`]
/// ([`Extraction::is_truncated`]).
///
/// # Example
///
/// ```
/// let bytes = b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0!";
/// let page = dehusk::extract_bytes(bytes, Some("text/html"));
/// assert_eq!(page.text(), "Привет, мир!");
/// ```
#[cfg(feature = "encoding")]
#[cfg_attr(docsrs, doc(cfg(feature = "encoding")))]
pub fn extract_bytes(bytes: &[u8], content_type: Option<&str>) -> Extraction {
    Extractor::new().extract_bytes(bytes, content_type).unwrap_or_else(|_| Extractor::empty())
}
