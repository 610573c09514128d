//! What a caller may choose.

use crate::keyword::keywords;

/// What matters more when a block is in doubt.
///
/// Some pages hold nothing that an author wrote: the shell of an application before its scripts
/// have run, a menu and a footer around nothing, "please enable JavaScript". With
/// [`Scorer::Model`], `Precision` and `Balanced` then give an empty text; `Recall` gives the best
/// there is on any page with readable text, and so does [`Scorer::Density`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Focus {
    /// Drop what is in doubt: little boilerplate, at the price of some content. Measured out of
    /// fold on 1,358 pages of the WCXB benchmark: precision 0.90, recall 0.89.
    Precision,
    /// Weigh both alike: precision 0.88, recall 0.93 on the same pages.
    #[default]
    Balanced,
    /// Keep what is in doubt: nearly all content, at the price of some boilerplate: precision
    /// 0.83, recall 0.96 on the same pages.
    Recall,
}

/// How blocks are scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scorer {
    /// A learned ensemble of decision trees over measured features. The most accurate.
    #[default]
    Model,
    /// One formula of text density, link ratio and the page's landmarks. Every number in it can
    /// be followed by hand.
    Density,
}

/// What becomes of the comments that readers left on a page.
///
/// They are told from the page's own text by the names that templates give to their parts
/// (`comments`, `commentlist`, `disqus`, …) and by microdata (schema.org's `Comment`). Where the
/// posts are what the page is for, on forums, they are content and no comments. So may be what
/// customers say on the page of a product: their score decides, as of any text. The form to write a
/// comment is neither.
///
/// # Example
///
/// ```
/// use dehusk::{Comments, Extractor};
///
/// let html = "<article><h1>Rain at last</h1><p>After eleven dry weeks it rained on Tuesday, and
///     the farmers of the valley went out into the fields to see whether it was true.</p></article>
///     <ol class=commentlist><li><b class=author>Ada</b> <time datetime=2024-05-03>on Friday</time>
///     <p>It did not rain here, only three miles to the north.</p></ol>";
/// let page = Extractor::new().comments(Comments::Separate).extract(html)?;
/// assert!(!page.text().contains("three miles"));
/// let comment = &page.comments()[0];
/// assert_eq!(comment.author.as_deref(), Some("Ada"));
/// assert_eq!(comment.published.as_deref(), Some("2024-05-03"));
/// assert_eq!(comment.text, "It did not rain here, only three miles to the north.");
/// # Ok::<(), dehusk::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Comments {
    /// They are left out, whatever their score.
    #[default]
    Drop,
    /// They are left out of the content, and
    /// [`Extraction::comments`](crate::Extraction::comments) has them.
    Separate,
    /// They are content, whatever their score, where they stand on the page.
    Keep,
}

/// Whether the page's headline stands in the content.
///
/// The headline is metadata: [`Metadata::title`](crate::Metadata::title) has it either way. Whether
/// it also belongs to the text is a convention, on which people who mark up main content disagree,
/// so that it is never guessed. By default it is left out: a search index or a corpus has the title
/// in a field of its own, and nothing then stands in both.
///
/// What counts is the text of the page's `<title>`, with or without the name of the site, wherever
/// it is repeated, and the main heading above the text.
///
/// # Example
///
/// ```
/// use dehusk::{Extractor, Title};
///
/// let html = "<title>Rain at last | The Valley Post</title><article><h1>Rain at last</h1>
///     <p>After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out into
///     the fields to see whether it was true.</p></article>";
/// let page = Extractor::new().extract(html)?;
/// assert!(page.text().starts_with("After eleven dry weeks"));
/// let page = Extractor::new().title(Title::Include).extract(html)?;
/// assert!(page.markdown().starts_with("# Rain at last\n\nAfter eleven dry weeks"));
/// # Ok::<(), dehusk::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Title {
    /// It is left out of the content, always.
    #[default]
    Leave,
    /// It stands first in the content, once: as a line of text, as `# …` in Markdown, as `<h1>` in
    /// HTML. A page without content has no headline either.
    Include,
}

/// How the content is written ([`Extraction::render`](crate::Extraction::render)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text ([`Extraction::text`](crate::Extraction::text)).
    #[default]
    Text,
    /// Markdown ([`Extraction::markdown`](crate::Extraction::markdown)).
    Markdown,
    /// A fragment of HTML that is safe to show ([`Extraction::html`](crate::Extraction::html)).
    Html,
}

/// What a page may cost.
///
/// No honest page that we know of meets the defaults; pages made to break parsers do.
///
/// # Example
///
/// ```
/// use dehusk::{Error, Extractor, Limit, Limits, OnLimit};
///
/// let limits = Limits::default().bytes(100).on_limit(OnLimit::Error);
/// let error = Extractor::new().limits(limits).extract(&"<p>word</p>".repeat(50)).unwrap_err();
/// assert!(matches!(error, Error::LimitExceeded { limit: Limit::Bytes, .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of HTML. Default: 64 MiB. Never more than 1 GiB.
    pub bytes: usize,
    /// Nodes of the parsed page. Default: 4 million. A page also passes this limit when it has more
    /// than one node for every 9 of its bytes, 100,000 to begin with not counted. Of 2,341 pages
    /// of the web that were measured the densest has 17 bytes for each tag.
    pub nodes: usize,
    /// Levels of nested elements. Default: 512, as in browsers. The parser overshoots a little.
    pub depth: usize,
    /// What happens to a page that passes one of them. Default: [`OnLimit::Truncate`].
    pub on_limit: OnLimit,
}

/// What happens to a page that passes one of the [`Limits`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OnLimit {
    /// The page is read up to there, and
    /// [`Extraction::is_truncated`](crate::Extraction::is_truncated) says so. The default, as a
    /// crawler is better off with the beginning of a page than with none of it.
    ///
    /// Depth costs no text: elements nested deeper are not opened, and what is in them belongs to
    /// the element at the limit.
    #[default]
    Truncate,
    /// [`Error::LimitExceeded`](crate::Error::LimitExceeded).
    Error,
}

keywords!(Focus, "focus", {
    Precision => "precision",
    Balanced => "balanced",
    Recall => "recall",
});

keywords!(Scorer, "scorer", {
    Model => "model",
    Density => "density",
});

keywords!(Comments, "choice for comments", {
    Drop => "drop",
    Separate => "separate",
    Keep => "keep",
});

keywords!(Title, "choice for the title", {
    Leave => "leave",
    Include => "include",
});

keywords!(Format, "format", {
    Text => "text",
    Markdown => "markdown",
    Html => "html",
});

keywords!(OnLimit, "choice at a limit", {
    Truncate => "truncate",
    Error => "error",
});

impl Limits {
    /// Sets [`bytes`](Limits::bytes).
    #[must_use]
    pub fn bytes(self, bytes: usize) -> Limits {
        Limits { bytes, ..self }
    }

    /// Sets [`nodes`](Limits::nodes).
    #[must_use]
    pub fn nodes(self, nodes: usize) -> Limits {
        Limits { nodes, ..self }
    }

    /// Sets [`depth`](Limits::depth).
    #[must_use]
    pub fn depth(self, depth: usize) -> Limits {
        Limits { depth, ..self }
    }

    /// Sets [`on_limit`](Limits::on_limit).
    #[must_use]
    pub fn on_limit(self, on_limit: OnLimit) -> Limits {
        Limits { on_limit, ..self }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 64 << 20, nodes: 4_000_000, depth: 512, on_limit: OnLimit::Truncate }
    }
}
