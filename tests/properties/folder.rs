//! Every property on every page of a folder, `.html` or `.html.gz`, that you name:
//!
//! ```sh
//! DEHUSK_PAGES=pages cargo test --release --test properties -- --ignored --nocapture
//! ```

use super::checks::{check, check_formats};
use rayon::prelude::*;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use testing::page_file;

#[test]
#[ignore = "needs DEHUSK_PAGES, a folder of pages"]
fn every_page_of_a_folder() {
    let folder = std::env::var("DEHUSK_PAGES").expect("DEHUSK_PAGES names a folder");
    let pages: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| {
            let name = path.to_string_lossy();
            [".html", ".htm", ".html.gz"].iter().any(|end| name.ends_with(end))
        })
        .collect();
    assert!(!pages.is_empty(), "no pages");
    let broken: Vec<&PathBuf> = pages.par_iter().filter(|path| !holds(path)).collect();
    println!("{} of {} pages pass every property", pages.len() - broken.len(), pages.len());
    assert!(broken.is_empty(), "{broken:#?}");
}

fn holds(path: &Path) -> bool {
    let html = page_file::read(path).expect("a readable page");
    let mut holds = true;
    for (property, check) in [("check", check as fn(&str)), ("formats", check_formats)] {
        if catch_unwind(|| check(&html)).is_err() {
            println!("{}: {property}", path.display());
            holds = false;
        }
    }
    holds
}
