//! Errors.

use std::fmt;

/// An error from extracting a page or setting an option.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The page exceeds one of the [`Limits`](crate::Limits), and the extractor rejects such pages
    /// ([`OnLimit::Error`](crate::OnLimit::Error)).
    #[error("the page exceeds the limit of {allowed} {limit} (found {found})")]
    #[non_exhaustive]
    LimitExceeded {
        /// The limit that was exceeded.
        limit: Limit,
        /// What the limit allows.
        allowed: usize,
        /// What had been found when reading stopped. The page may have more.
        found: usize,
    },
    /// A name that is not one of the type's names, as in `"wide".parse::<Focus>()`.
    #[error("unknown {kind} `{name}`, expected one of: {}", expected.join(", "))]
    #[non_exhaustive]
    UnknownName {
        /// What was to be named, in words.
        kind: &'static str,
        /// The name.
        name: String,
        /// The valid names.
        expected: &'static [&'static str],
    },
    /// Bytes that are not a site profile
    /// ([`SiteProfile::from_bytes`](crate::SiteProfile::from_bytes)).
    #[error("invalid site profile: {reason}")]
    #[non_exhaustive]
    SiteProfile {
        /// What is wrong with them.
        reason: String,
    },
    /// An invalid CSS selector ([`Extractor::keep_only`](crate::Extractor::keep_only),
    /// [`Extractor::drop_matching`](crate::Extractor::drop_matching)).
    #[error("invalid selector `{selector}`: {reason} (at byte {position})")]
    #[non_exhaustive]
    Selector {
        /// The selector.
        selector: String,
        /// Where the error is, as a byte offset.
        position: usize,
        /// What is wrong there.
        reason: String,
    },
}

/// One of the [`Limits`](crate::Limits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// The length of the page in bytes.
    Bytes,
    /// The number of nodes in the parsed page.
    Nodes,
    /// How deep elements are nested.
    Depth,
    /// Steps of the parser, which count the search through misnested elements and floods of
    /// attributes. This limit is linear in the length of the page and cannot be changed.
    Steps,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Limit::Bytes => "bytes",
            Limit::Nodes => "nodes",
            Limit::Depth => "levels of depth",
            Limit::Steps => "parser steps",
        })
    }
}
