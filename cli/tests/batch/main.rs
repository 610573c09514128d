//! `dehusk batch` as a script would run it.

#![cfg(feature = "program")]

mod archives;
mod formats;
mod resume;
mod runs;
mod sites;
mod support;
