//! Renders the kept blocks as text, Markdown and HTML, and finds paths of blocks.

mod content;
mod formulas;
mod html;
mod kind;
mod markdown;
mod path;
#[cfg(test)]
mod properties;
mod references;
#[cfg(test)]
mod testing;
mod text;

pub(crate) use content::{Content, build as content};
pub use kind::BlockKind;
pub use references::{ContentImage, ContentLink};

pub(crate) use html::html;
pub(crate) use kind::kinds;
pub(crate) use markdown::markdown;
pub(crate) use path::{Ordinals, path};
pub(crate) use references::{images, links};
pub(crate) use text::text;
