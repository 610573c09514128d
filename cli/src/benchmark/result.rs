//! An extracted text, by any system, with its scores.

use super::layouts::BenchmarkPage;
use super::metric::{self, PageScore, ShingleShares, SnippetCounts};

/// The text extracted from a page, with its scores.
pub struct PageResult {
    pub text: String,
    /// Nothing was extracted although the page's body has text.
    pub lost: bool,
    /// Snippets as WCXB counts them.
    pub snippets: SnippetCounts,
    /// Snippets as trafilatura's evaluation counts them.
    pub collapsed_snippets: SnippetCounts,
    /// Compared with the gold text, if there is one.
    pub gold: Option<GoldScore>,
}

pub struct GoldScore {
    pub words: PageScore,
    pub shingles: ShingleShares,
}

/// Scores a text, by any system, against what is known about the page.
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
    /// The quality as one number, 0 to 1: F1 of the words, or the share of right snippets if there
    /// is no gold text.
    pub fn quality(&self) -> f64 {
        match &self.gold {
            Some(gold) => gold.words.f1,
            None => self.collapsed_snippets.accuracy(),
        }
    }
}
