//! How content comes out as text, Markdown and HTML.

mod characters;
mod formats;
mod furniture;
mod images;
mod lists;
mod markdown;
mod reading;
mod sanitizer;
