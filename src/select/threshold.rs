//! The threshold of each page: the selection with the greatest expected F-measure.
//!
//! The best selection keeps every block above some score, which one pass over the sorted scores
//! finds (Lipton, Elkan, Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1
//! Measure", ECML 2014).

use crate::block::Page;
use crate::options::Focus;
use crate::score::expected::{self, Words};

/// The aim of a focus.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aim {
    /// How much more recall counts than precision (van Rijsbergen's beta).
    beta: f32,
    /// The best threshold over all pages, toward which each page's own moves.
    usual: f32,
    /// The same for pages of prose, where other text is seldom content.
    usual_of_prose: f32,
    /// The same for articles.
    usual_of_article: f32,
    /// Bounds of the threshold.
    least: f32,
    greatest: f32,
}

/// How far a page's threshold moves toward the usual one. Errors on the blocks of a page are
/// correlated, so the expectation is overconfident, much more so on articles of unfamiliar origin:
/// a short article among many teasers would get a threshold that keeps them all. Chosen on scores
/// of collections that were left out.
const DRAWN: f32 = 0.25;
const DRAWN_ON_ARTICLES: f32 = 0.75;

impl Aim {
    pub(crate) const fn of(focus: Focus) -> Aim {
        match focus {
            Focus::Precision => Aim {
                beta: 0.5,
                usual: 0.6,
                usual_of_prose: 0.6,
                usual_of_article: 0.65,
                least: 0.5,
                greatest: 0.85,
            },
            Focus::Balanced => Aim {
                beta: 1.0,
                usual: 0.35,
                usual_of_prose: 0.6,
                usual_of_article: 0.52,
                least: 0.2,
                greatest: 0.65,
            },
            Focus::Recall => Aim {
                beta: 2.0,
                usual: 0.15,
                usual_of_prose: 0.15,
                usual_of_article: 0.2,
                least: 0.05,
                greatest: 0.3,
            },
        }
    }
}

/// A page of prose has at least this share of its words, and this many words, in long blocks with
/// few links.
const PROSE_SHARE: f32 = 0.5;
const PROSE_WORDS: f32 = 200.0;

/// The score from which blocks are kept, given the probability that the page is an article.
pub(crate) fn threshold(page: &Page, scores: &[f32], is_article: f32, aim: Aim) -> f32 {
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
    let usual = if is_prose { aim.usual_of_prose } else { aim.usual };
    let mixed = |of_article: f32, other: f32| other + is_article * (of_article - other);
    let usual = mixed(aim.usual_of_article, usual);
    let drawn = threshold + mixed(DRAWN_ON_ARTICLES, DRAWN) * (usual - threshold);
    drawn.clamp(aim.least, aim.greatest)
}
