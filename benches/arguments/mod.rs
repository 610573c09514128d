//! The arguments of benches that run over a folder of pages.

use std::path::PathBuf;

/// The folder and the number of pages to take from it. Prints a note if no folder is named.
pub fn folder_and_pages(default_pages: usize) -> Option<(PathBuf, usize)> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next() else {
        println!("skipped: name a folder of pages, as in `-- FOLDER [PAGES]`");
        return None;
    };
    let pages = arguments.next().and_then(|pages| pages.parse().ok()).unwrap_or(default_pages);
    Some((folder.into(), pages))
}
