//! Title, authors, dates and what else a page says about itself.

mod authors;
mod dates;
mod sources;
mod titles;
