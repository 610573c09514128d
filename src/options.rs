//! The options of an extractor.

use crate::keyword::keywords;

/// Whether blocks in doubt are kept or dropped.
///
/// Some pages hold nothing that an author wrote: the shell of an application before its scripts
/// have run, a menu and a footer around nothing, "please enable JavaScript". With
/// [`Scorer::Model`], `Precision` and `Balanced` then return an empty text. `Recall` and
/// [`Scorer::Density`] return the best text there is on any page that has some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Focus {
    /// Drops blocks in doubt: little boilerplate, at the cost of some content. Measured on pages of
    /// unseen sites in the WCXB benchmark: precision 0.90, recall 0.89.
    Precision,
    /// Balances the two: precision 0.88, recall 0.93 on the same pages.
    #[default]
    Balanced,
    /// Keeps blocks in doubt: nearly all content, at the cost of some boilerplate. Precision 0.83,
    /// recall 0.96 on the same pages.
    Recall,
}

/// How blocks are scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scorer {
    /// A learned ensemble of decision trees. The most accurate.
    #[default]
    Model,
    /// A formula of text density, link ratio and the page's landmarks, which can be checked by
    /// hand.
    Density,
}

/// How readers' comments are handled.
///
/// Comments are recognized by the names that templates give to their parts (`comments`,
/// `commentlist`, `disqus`, …) and by microdata (schema.org's `Comment`). On forums, where the posts
/// are the purpose of the page, they are content rather than comments. Customer reviews on a product
/// page are kept or dropped by their score, like any other text. The form for writing a comment is
/// neither.
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
    /// Leaves them out, whatever their score.
    #[default]
    Drop,
    /// Leaves them out of the content and lists them in
    /// [`Extraction::comments`](crate::Extraction::comments).
    Separate,
    /// Keeps them as content, whatever their score.
    Keep,
}

/// Whether the page's headline is part of the content.
///
/// The headline is metadata: it is in [`Metadata::title`](crate::Metadata::title) in any case.
/// Whether it also belongs to the text is a convention on which people disagree, so it is an option
/// and never guessed. By default it is left out, as search indexes and corpora usually have a field
/// of its own for the title.
///
/// The headline is the text of the page's `<title>`, with or without the name of the site, wherever
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
    /// Leaves the headline out of the content.
    #[default]
    Leave,
    /// Puts the headline first in the content, once: as a line of text, as `# …` in Markdown, as
    /// `<h1>` in HTML. If the page has no content, there is no headline either.
    Include,
}

/// The format of the content ([`Extraction::render`](crate::Extraction::render)).
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

/// Limits on what a page may cost.
///
/// No benign page that we know of reaches the defaults. Pages made to break parsers do.
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
    /// Nodes of the parsed page. Default: 4 million. A page also exceeds this limit if it has more
    /// than 100,000 nodes plus one for every 9 bytes. The densest web pages seen have twice as many
    /// bytes per tag.
    pub nodes: usize,
    /// Levels of nested elements. Default: 512, as in browsers. The parser may exceed it
    /// slightly.
    pub depth: usize,
    /// What happens to a page that exceeds a limit. Default: [`OnLimit::Truncate`].
    pub on_limit: OnLimit,
}

/// What happens to a page that exceeds one of the [`Limits`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OnLimit {
    /// Reads the page up to the limit, and sets
    /// [`Extraction::is_truncated`](crate::Extraction::is_truncated). This is the default, as the
    /// beginning of a page is usually better than nothing.
    ///
    /// The depth limit loses no text: elements nested deeper are not opened, and their text belongs
    /// to the element at the limit.
    #[default]
    Truncate,
    /// Returns [`Error::LimitExceeded`](crate::Error::LimitExceeded).
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
