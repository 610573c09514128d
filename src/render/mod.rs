//! The kept blocks as text, and where blocks stand.

mod path;
mod text;

pub(crate) use path::path;
pub(crate) use text::text;
