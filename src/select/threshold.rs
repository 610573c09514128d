//! The threshold of each page: that of the selection with the greatest expected F-measure.
//!
//! The best selection keeps every block above some score, which is half of its expected F1 (Lipton,
//! Elkan, Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure", ECML 2014).
//! One pass over the sorted scores finds it. Where recall counts more or less, half becomes
//! `1 / (1 + beta²)`.

use super::{Settings, fragment};
use crate::block::Page;
use crate::features::PageType;
use crate::options::{Focus, Scorer};
use crate::score::expected::{self, Words};

/// The aim of a focus.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// How much more recall counts than precision (van Rijsbergen's beta).
    pub beta: f32,
    /// The best threshold over all articles, toward which each article's own moves.
    pub usual: f32,
    /// The same for pages of prose, where other text is seldom content.
    pub usual_of_prose: f32,
    /// How far an article's threshold moves toward the usual one, 0 to 1. Errors on the blocks of a
    /// page are correlated, so the expectation is overconfident, most of all on articles of
    /// unfamiliar origin: a short one among many teasers would get a threshold that keeps them all.
    pub drawn: f32,
    /// The threshold never falls below this.
    pub min: f32,
}

/// The aims of precision, balance and recall, chosen on scores of collections that were left out.
pub(super) const AIMS: [Aim; 3] = [
    Aim { beta: 0.5, usual: 0.65, usual_of_prose: 0.65, drawn: 0.75, min: 0.5 },
    Aim { beta: 1.0, usual: 0.52, usual_of_prose: 0.42, drawn: 0.75, min: 0.2 },
    Aim { beta: 2.0, usual: 0.2, usual_of_prose: 0.2, drawn: 0.75, min: 0.05 },
];

/// A page of prose has at least this share of its words, and this many words, in long blocks with
/// few links.
const PROSE_SHARE: f32 = 0.5;
const PROSE_WORDS: f32 = 200.0;

/// The thresholds of a page.
pub(super) struct Thresholds<'a> {
    pub(super) settings: &'a Settings<'a>,
    pub(super) page: &'a Page,
    /// The scores without copies, but with the discussion and what is unseen: that is how they were
    /// learned.
    pub(super) scores: &'a [f32],
    /// That of a short text by itself, if the page is one.
    pub(super) of_fragment: Option<f32>,
}

impl<'a> Thresholds<'a> {
    pub(super) fn of(
        settings: &'a Settings<'a>,
        page: &'a Page,
        scores: &'a [f32],
    ) -> Thresholds<'a> {
        // A page of a known site is no text by itself.
        let of_fragment = fragment::threshold(page).filter(|_| settings.without_site.is_empty());
        Thresholds { settings, page, scores, of_fragment }
    }

    /// The score from which blocks are kept.
    pub(super) fn with(&self, focus: Focus) -> f32 {
        let Settings { scorer, kinds, tuning, .. } = self.settings;
        match (scorer, focus) {
            (Scorer::Model, _) => self
                .of_fragment
                .unwrap_or_else(|| threshold(self.page, self.scores, kinds, tuning.aim(focus))),
            // The formula's scores are not probabilities, so the steps on its scale are fixed.
            (Scorer::Density, Focus::Precision) => 0.65,
            (Scorer::Density, Focus::Balanced) => 0.5,
            (Scorer::Density, Focus::Recall) => 0.35,
        }
    }
}

/// The score from which blocks are kept, given the probability of each kind of page.
fn threshold(page: &Page, scores: &[f32], kinds: &[f32; PageType::ALL.len()], aim: &Aim) -> f32 {
    let mut order: Vec<(f32, f32)> = page
        .blocks
        .iter()
        .zip(scores)
        .map(|(block, &score)| (score, block.measures.words))
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let content: f32 = order.iter().map(|(score, words)| score * words).sum();
    let groups = order.iter().map(|&(score, words)| Words { all: words, content: words * score });
    let threshold = expected::best(aim.beta, content, groups) / (1.0 + aim.beta * aim.beta);
    let all = page.stats();
    let is_prose = all.prose_words >= PROSE_WORDS.max(PROSE_SHARE * all.words);
    let usual = if is_prose { aim.usual_of_prose } else { aim.usual };
    let drawn = threshold + weight_of_article(kinds) * aim.drawn * (usual - threshold);
    drawn.max(aim.min)
}

/// How much it counts that a page is an article: its probability squared, so that an uncertain kind
/// does not decide.
pub(super) fn weight_of_article(kinds: &[f32; PageType::ALL.len()]) -> f32 {
    kinds[PageType::Article as usize].powi(2)
}
