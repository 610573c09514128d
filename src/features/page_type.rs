//! The types of pages, and what was learned about the words by which pages describe themselves.

use super::evidence::EVIDENCE_STEP;
use super::table::Table;
use crate::keyword::keywords;

/// The type of a page ([`Extraction::page_type`](crate::Extraction::page_type)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageType {
    /// A single text: news, a blog post, an essay.
    Article,
    /// Products on offer, such as the category page of a shop.
    Collection,
    /// Manuals and reference.
    Documentation,
    /// A discussion, whose posts are the content.
    Forum,
    /// A list of entries: search results, an index of articles, jobs.
    Listing,
    /// A product with its description.
    Product,
    /// A page on which a business or institution presents itself and its services.
    Service,
}

// In the order of the model's outputs.
keywords!(PageType, "page type", {
    Article => "article",
    Collection => "collection",
    Documentation => "documentation",
    Forum => "forum",
    Listing => "listing",
    Product => "product",
    Service => "service",
});

/// For each kind of page, the log-odds of a word, in steps.
pub(super) type KindSteps = [i8; PageType::ALL.len()];

/// A table from the hash of a page's word to its evidence for each kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct KindEvidence(Table<KindSteps>);

impl KindEvidence {
    pub(crate) fn new(entries: &[(u32, KindSteps)]) -> KindEvidence {
        KindEvidence(Table::new(entries))
    }

    /// For each kind, the sum of the log-odds of the page's words.
    pub(super) fn of(&self, words: &[u32]) -> [f32; PageType::ALL.len()] {
        let mut sums = [0.0; PageType::ALL.len()];
        for &word in words {
            for (sum, steps) in sums.iter_mut().zip(self.0.get(word).unwrap_or_default()) {
                *sum += f32::from(steps) * EVIDENCE_STEP;
            }
        }
        sums
    }
}
