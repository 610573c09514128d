//! What callers and their inputs can do: options, limits, encodings, selectors, results.

mod api;
#[cfg(feature = "encoding")]
mod encoding;
mod inputs;
mod limits;
mod selectors;
#[cfg(feature = "serde")]
mod serde;
mod stack;
