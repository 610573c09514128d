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
//! )?;
//! assert!(page.text().contains("it rained on Tuesday"));
//! assert!(!page.text().contains("Imprint"));
//! # Ok::<(), dehusk::Error>(())
//! ```
//!
//! A page goes one way through the crate: HTML is parsed into a DOM, cut into text blocks, each
//! block is measured and scored, the content blocks are selected and rendered on demand.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod block;
mod dom;
#[cfg(feature = "encoding")]
mod encoding;
mod error;
mod extraction;
mod extractor;
mod features;
mod metadata;
mod render;
mod score;
mod select;
mod selector;
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training;

pub use error::{Error, Limit};
pub use extraction::{Block, Extraction, PageType, Reason, TextSource};
pub use extractor::{Extractor, Focus, Limits, OnLimit, Scorer};
pub use metadata::{Field, Metadata, Source};

/// Extracts the main content of a page with the default options.
///
/// # Errors
///
/// None with the default options: hostile pages are read up to their [`Limits`] and no further
/// ([`Extraction::is_truncated`]).
///
/// # Example
///
/// ```
/// let page = dehusk::extract("<p>Just one paragraph, and nothing else on the page.</p>")?;
/// assert_eq!(page.text(), "Just one paragraph, and nothing else on the page.");
/// # Ok::<(), dehusk::Error>(())
/// ```
pub fn extract(html: &str) -> Result<Extraction, Error> {
    Extractor::new().extract(html)
}
