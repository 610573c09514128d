//! Extracts every page of a benchmark, all cores at once, and scores what comes out.

use crate::layouts::BenchmarkPage;
use crate::metric::{self, PageScore, ShingleShares, SnippetCounts};
use dehusk::Extractor;
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::error::Error;

/// What came out of a page, and how good it is.
pub struct PageResult {
    pub text: String,
    /// The page has text in its body, and yet nothing came out.
    pub lost: bool,
    /// Snippets as WCXB counts them.
    pub snippets: SnippetCounts,
    /// Snippets as trafilatura's evaluation counts them.
    pub collapsed_snippets: SnippetCounts,
    /// Held against the gold text, where there is one.
    pub gold: Option<GoldScore>,
}

pub struct GoldScore {
    pub words: PageScore,
    pub shingles: ShingleShares,
}

/// The results of the pages, in their order. The first page that cannot be read ends it.
pub fn extract_all(
    extractor: &Extractor,
    pages: &[BenchmarkPage],
) -> Result<Vec<PageResult>, Box<dyn Error + Send + Sync>> {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages, {per_sec}, {eta} left")?;
    let progress = ProgressBar::new(pages.len() as u64).with_style(style);
    pages.par_iter().progress_with(progress).map(|page| extract_one(extractor, page)).collect()
}

fn extract_one(
    extractor: &Extractor,
    page: &BenchmarkPage,
) -> Result<PageResult, Box<dyn Error + Send + Sync>> {
    let html = page.read_html()?;
    let extraction = extractor
        .extract(&String::from_utf8_lossy(&html))
        .map_err(|error| format!("{}: {error}", page.id))?;
    let result = score(page, extraction.text());
    let lost = result.text.trim().is_empty() && extraction.blocks().len() > 0;
    Ok(PageResult { lost, ..result })
}

/// Holds a text, whoever extracted it, against what is known of the page.
pub fn score(page: &BenchmarkPage, text: String) -> PageResult {
    PageResult {
        lost: false,
        snippets: metric::snippet_rates(&text, &page.with, &page.without),
        collapsed_snippets: metric::collapsed_snippet_rates(&text, &page.with, &page.without),
        gold: page.text.as_ref().map(|gold| GoldScore {
            words: metric::word_score(&text, gold),
            shingles: metric::shingles(&text, gold),
        }),
        text,
    }
}

impl PageResult {
    /// One number for how good it is, 0 to 1: F1 of the words, or the share of snippets that are
    /// right where there is no gold.
    pub fn quality(&self) -> f64 {
        match &self.gold {
            Some(gold) => gold.words.f1,
            None => self.collapsed_snippets.accuracy(),
        }
    }
}
