//! What benches over a folder of pages are told.

use std::path::PathBuf;

/// The folder, and how many of its pages are wanted; says so where no folder is named.
pub fn folder_and_pages(default_pages: usize) -> Option<(PathBuf, usize)> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next() else {
        println!("skipped: name a folder of pages, as in `-- FOLDER [PAGES]`");
        return None;
    };
    let pages = arguments.next().and_then(|pages| pages.parse().ok()).unwrap_or(default_pages);
    Some((folder.into(), pages))
}
