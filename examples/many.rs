//! Extracts many pages on all cores: one extractor, shared by all threads.

use dehusk::{Extractor, Focus};
use rayon::prelude::*;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let extractor = Extractor::new().focus(Focus::Precision);
    let paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let words: Vec<_> = paths.par_iter().map(|path| count_words(&extractor, path)).collect();
    for (path, words) in paths.iter().zip(words) {
        match words {
            Ok(words) => println!("{words:>6} words  {}", path.display()),
            Err(error) => eprintln!("{}: {error}", path.display()),
        }
    }
}

fn count_words(extractor: &Extractor, path: &Path) -> Result<usize, Box<dyn Error + Send + Sync>> {
    let html = fs::read_to_string(path)?;
    let page = extractor.extract(&html)?;
    Ok(page.text().split_whitespace().count())
}
