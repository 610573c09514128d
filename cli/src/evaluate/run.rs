//! Extracts every page of a benchmark on all cores.

use crate::AnyError;
use dehusk::Extractor;
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use dehusk_cli::benchmark::result::{PageResult, score};
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::collections::HashMap;

/// The results of the pages, in order. Fails at the first page that cannot be read.
pub fn extract_all(
    extractor: &Extractor,
    pages: &[BenchmarkPage],
) -> Result<Vec<PageResult>, AnyError> {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages, {per_sec}, {eta} left")?;
    let progress = ProgressBar::new(pages.len() as u64).with_style(style);
    pages.par_iter().progress_with(progress).map(|page| extract_one(extractor, page)).collect()
}

fn extract_one(extractor: &Extractor, page: &BenchmarkPage) -> Result<PageResult, AnyError> {
    let html = page.read_html()?;
    let extraction = extractor.extract(&html).map_err(|error| format!("{}: {error}", page.id))?;
    let result = score(page, extraction.text());
    let lost = result.text.trim().is_empty() && extraction.blocks().len() > 0;
    Ok(PageResult { lost, ..result })
}

/// The results of texts extracted before. A page without one counts as empty.
pub fn score_texts(mut texts: HashMap<String, String>, pages: &[BenchmarkPage]) -> Vec<PageResult> {
    let pages: Vec<_> =
        pages.iter().map(|page| (page, texts.remove(&page.id).unwrap_or_default())).collect();
    pages.into_par_iter().map(|(page, text)| score(page, text)).collect()
}
