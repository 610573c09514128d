//! What came out of a page, whoever extracted it, and how good it is.

use super::layouts::BenchmarkPage;
use super::metric::{self, PageScore, ShingleShares, SnippetCounts};

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
