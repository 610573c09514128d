//! The threshold of each page: the selection with the greatest expected F-measure.
//!
//! The best selection keeps every block above some score, which one pass over the sorted scores
//! finds (Lipton, Elkan, Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1
//! Measure", ECML 2014).

use crate::block::Page;
use crate::features::PageType;
use crate::score::expected::{self, Words};

/// The aim of a focus.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// How much more recall counts than precision (van Rijsbergen's beta).
    pub beta: f32,
    /// The best threshold over all pages of a kind, toward which each page's own moves.
    pub usual: OfKinds,
    /// The same for pages of prose, where other text is seldom content.
    pub usual_of_prose: OfKinds,
    /// How far a page's threshold moves toward the usual one, 0 to 1. Errors on the blocks of a page
    /// are correlated, so the expectation is overconfident, much more so on articles of unfamiliar
    /// origin: a short article among many teasers would get a threshold that keeps them all.
    pub drawn: OfKinds,
    /// The threshold never falls below this.
    pub min: f32,
    /// The threshold never rises above this.
    pub max: f32,
}

/// A number for each kind of page, in the order of [`PageType`].
pub type OfKinds = [f32; PageType::ALL.len()];

/// `of_article` for articles, `other` for all other kinds.
const fn kinds(of_article: f32, other: f32) -> OfKinds {
    let mut of = [other; PageType::ALL.len()];
    of[PageType::Article as usize] = of_article;
    of
}

/// The aims of precision, balance and recall, chosen on scores of collections that were left out.
pub(super) const AIMS: [Aim; 3] = [
    Aim {
        beta: 0.5,
        usual: kinds(0.65, 0.6),
        usual_of_prose: kinds(0.65, 0.6),
        drawn: kinds(0.75, 0.25),
        min: 0.5,
        max: 0.85,
    },
    Aim {
        beta: 1.0,
        usual: kinds(0.52, 0.35),
        usual_of_prose: kinds(0.42, 0.6),
        drawn: kinds(0.75, 0.25),
        min: 0.2,
        max: 0.65,
    },
    Aim {
        beta: 2.0,
        usual: kinds(0.2, 0.15),
        usual_of_prose: kinds(0.2, 0.15),
        drawn: kinds(0.75, 0.25),
        min: 0.05,
        max: 0.3,
    },
];

/// A page of prose has at least this share of its words, and this many words, in long blocks with
/// few links.
const PROSE_SHARE: f32 = 0.5;
const PROSE_WORDS: f32 = 200.0;

/// The score from which blocks are kept, given the probability of each kind of page.
pub(crate) fn threshold(page: &Page, scores: &[f32], kinds: &OfKinds, aim: &Aim) -> f32 {
    let mut order: Vec<(f32, f32)> = page
        .blocks
        .iter()
        .zip(scores)
        .map(|(block, &score)| (score, block.measures.words))
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let content: f32 = order.iter().map(|(score, words)| score * words).sum();
    let groups = order.iter().map(|&(score, words)| Words { all: words, content: words * score });
    let (_, last) = expected::best(aim.beta, content, groups);
    let threshold = last.map_or(0.5, |last| order[last].0);
    let all = page.stats();
    let is_prose = all.prose_words >= PROSE_WORDS.max(PROSE_SHARE * all.words);
    let weights = weights(kinds);
    let mixed = |of: &OfKinds| weights.iter().zip(of).map(|(weight, of)| weight * of).sum::<f32>();
    let usual = mixed(if is_prose { &aim.usual_of_prose } else { &aim.usual });
    let drawn = threshold + mixed(&aim.drawn) * (usual - threshold);
    drawn.clamp(aim.min, aim.max)
}

/// How much it counts that a page is an article: its probability squared, so that an uncertain kind
/// does not decide.
pub(super) fn weight_of_article(kinds: &OfKinds) -> f32 {
    kinds[PageType::Article as usize].powi(2)
}

/// The weight of each kind, 1 in total.
fn weights(kinds: &OfKinds) -> OfKinds {
    let article = kinds[PageType::Article as usize];
    let is_article = weight_of_article(kinds);
    let share = (1.0 - is_article) / (1.0 - article).max(f32::EPSILON);
    let mut weights = kinds.map(|kind| kind * share);
    weights[PageType::Article as usize] = is_article;
    weights
}
