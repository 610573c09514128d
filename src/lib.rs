//! `dehusk` takes an HTML page and gives back what its author wrote: the article without menus,
//! sidebars, footers, banners, related posts and comment forms.
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
//! let markdown = page.markdown(); // or html(), sanitised
//! let title = page.metadata().title.as_ref().map(AsRef::as_ref);
//! if page.confidence() < 0.5 {
//!     // Look at this one, or leave it out.
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
//! | a page that is parsed already | [`Extractor::extract_dom`] |
//! | a corpus with as little boilerplate as possible | [`Focus::Precision`] |
//! | nothing may be lost, as for search | [`Focus::Recall`] |
//! | every number to be followed by hand | [`Scorer::Density`], [`Block::reasons`], [`Block::verdict`] |
//! | links and images that work elsewhere | [`Extractor::base_url`] |
//! | a site whose template you know | [`Extractor::keep_only`], [`Extractor::drop_matching`] |
//! | readers' comments, apart or among the content | [`Extractor::comments`] |
//! | the posts of a thread | [`Extraction::posts`] |
//! | all that is known of a page, to be stored | [`Extraction::to_record`] |
//! | an excerpt, images with captions, links | [`Extraction::excerpt`], [`Extraction::images`], [`Extraction::links`] |
//! | a look before an extraction | [`is_probably_readable`] |
//! | a rule of your own for blocks | [`Extractor::drop_blocks`] |
//! | to sort out pages that went wrong | [`Extraction::confidence`], [`Extraction::source`] |
//! | strangers' pages on a small machine | [`Limits`] |
//!
//! An [`Extractor`] holds the options and nothing of the pages: make one, and share it across
//! threads.
//!
//! # How it works
//!
//! ```text
//! HTML → dom → blocks → features → scores → selection → text, Markdown, HTML
//! ```
//!
//! A page goes one way through the crate. HTML is parsed by html5ever into a flat DOM, and cut into
//! text blocks: what a reader sees as one paragraph, heading, list item or menu entry (Kohlschütter
//! et al., *Boilerplate Detection using Shallow Text Features*, WSDM 2010). Each block is measured:
//! its text, its place, its ancestors with their class names, its neighbours, how often the page
//! repeats its like, and its relation to the containers that extractors usually choose from, among
//! them that of the greatest density sum (Sun, Song, Liao, *DOM Based Content Extraction via Text
//! Density*, SIGIR 2011). From this the scorer tells the probability that the block is main
//! content. Then the page as a whole is judged: the blocks above the threshold of which the best F1
//! is to be expected are kept. Text, Markdown and HTML are written when you ask for them.
//!
//! # Hostile pages
//!
//! Promised, for any input: no panic and no `unsafe` of this crate's own; a fixed amount of stack;
//! time and memory in proportion to the page under the default [`Limits`];
//! [HTML](Extraction::html) of nothing but the elements, attributes and schemes that are documented;
//! the same answer each time. [`Extraction::is_truncated`] tells pages that were read in part.
//!
//! Not promised: that text, Markdown and metadata are harmless where you put them, that the page's
//! addresses are safe to fetch, that all hidden text is left out, and that no page can fool the
//! selection. `SECURITY.md` has the whole statement and how to report what breaks it.
//!
//! # Limits
//!
//! - It reads the HTML that it is given: it fetches nothing, runs no script and applies no style
//!   sheet. Of a page that scripts fill, it sees what is there without them.
//! - The learned scorer knows the templates of the pages it was trained on, mostly in English and
//!   mostly articles. Expect more mistakes on shops and listings than on articles: the README has
//!   figures by type of page.
//! - What counts as main content is a convention. Here it is that of the Web Content Extraction
//!   Benchmark.
//! - The same version gives the same answer for the same page, everywhere. Another version may not.
//!
//! # Features of the package
//!
//! - `encoding` (default): [`Extractor::extract_bytes`].
//! - `serde`: results serialise with serde; options do, and are read as well.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod address;
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

pub use markup5ever_rcdom;

/// Extracts the main content of a page with the default options.
///
/// It cannot fail: hostile pages are read up to their [`Limits`] and no further
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

/// Extracts the main content of a page in any encoding of the web, with the default options
/// ([`Extractor::extract_bytes`]).
///
/// It cannot fail: hostile pages are read up to their [`Limits`] and no further
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
pub fn extract_bytes(bytes: &[u8], content_type: Option<&str>) -> Extraction {
    Extractor::new().extract_bytes(bytes, content_type).unwrap_or_else(|_| Extractor::empty())
}
