//! What can go wrong.

use std::fmt;

/// Why a page could not be extracted, or an option not be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The page passed one of the [`Limits`](crate::Limits), and the extractor was told to refuse
    /// such pages ([`OnLimit::Error`](crate::OnLimit::Error)).
    #[error("the page passes the limit of {allowed} {limit} (found {found})")]
    #[non_exhaustive]
    LimitExceeded {
        /// The limit that was passed.
        limit: Limit,
        /// What the limit allows.
        allowed: usize,
        /// What was found when the page was given up; it may hold more.
        found: usize,
    },
    /// A name that no value of the type has: `"wide".parse::<Focus>()`.
    #[error("unknown {kind} `{name}`, expected one of: {}", expected.join(", "))]
    #[non_exhaustive]
    UnknownName {
        /// What the name was to be of, in words.
        kind: &'static str,
        /// The name.
        name: String,
        /// The names that there are.
        expected: &'static [&'static str],
    },
    /// A CSS selector cannot be read ([`Extractor::keep_only`](crate::Extractor::keep_only),
    /// [`Extractor::drop_matching`](crate::Extractor::drop_matching)).
    #[error("the selector `{selector}` cannot be read: {reason} (at byte {position})")]
    #[non_exhaustive]
    Selector {
        /// The text that was to be read.
        selector: String,
        /// Where reading ended, in bytes.
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
    /// Steps of the parser: what searching through misnested elements and floods of attributes
    /// costs. In proportion to the length of the page, and no option.
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
