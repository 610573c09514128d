//! Real pages for the benches, from a folder that the caller names.

use std::path::{Path, PathBuf};
use testing::page_file;

/// Pages of a folder, ordered by size: all of them, or so many as `wanted`, evenly drawn. Ends the
/// process if there is none.
pub fn drawn_by_size(folder: &Path, wanted: usize) -> Vec<String> {
    let mut pages: Vec<String> =
        paths(folder).iter().filter_map(|path| page_file::read(path).ok()).collect();
    if pages.is_empty() {
        eprintln!("{}: no .html or .html.gz files", folder.display());
        std::process::exit(2);
    }
    pages.sort_by_key(String::len);
    let (all, wanted) = (pages.len(), wanted.clamp(1, pages.len()));
    let drawn = |index: usize| {
        (index * wanted + wanted / 2) / all != ((index + 1) * wanted + wanted / 2) / all
    };
    pages.into_iter().enumerate().filter(|(index, _)| drawn(*index)).map(|(_, page)| page).collect()
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "html" || end == "gz"));
    paths.sort();
    paths
}
