//! The kept blocks as text, and where blocks stand.

mod lists;
mod path;
mod tables;
#[cfg(test)]
mod testing;
mod text;

pub(crate) use path::{Ordinals, path};
pub(crate) use text::text;
