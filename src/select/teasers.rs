//! Rows of teasers lead elsewhere, and do not belong to an article next to them.

use super::excluded::Scene;
use super::joint::log_odds;
use crate::block::{Aside, Page, TeaserRow, TextBlock};
use std::ops::{Range, RangeInclusive};

/// Fewer words of prose after a row are a footer's.
const MAX_WORDS_BEHIND: f32 = 20.0;

/// Less text under the headline is the introduction of an index.
const MIN_WORDS_OF_STORY: f32 = 40.0;
const MIN_PARAGRAPHS_OF_STORY: u32 = 3;
/// By how much the mean log-odds of a short story exceed those of the teasers of others.
const MIN_CONTRAST: f32 = 1.5;

/// On pages that are less likely articles, links between paragraphs may be what the page is for.
pub(super) const MIN_ARTICLE_FOR_ASIDES: f32 = 0.25;

/// Words outside of links and sentences in a teaser that summarizes its page.
const WORDS_OF_SUMMARY: RangeInclusive<f32> = 5.0..=45.0;
const SENTENCES_OF_SUMMARY: RangeInclusive<f32> = 0.7..=3.5;

/// Weights for a row of teasers, besides the mean log-odds of its blocks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TeaserWeights {
    /// For any row, in log-odds.
    pub bias: f32,
    /// For a row after an article, with nothing after the row.
    pub behind_article: f32,
    /// For such a row whose teasers summarize other pages of the site, on an article.
    pub of_others: f32,
    /// The words of prose outside all rows that make an article. On a page without one, rows are
    /// the content.
    pub min_article_words: f32,
}

/// For every block, whether it is a teaser that is not content: in a row of them, or a single one
/// between two paragraphs.
pub(super) fn find(scene: &Scene<'_>) -> Vec<bool> {
    let mut dropped = vec![false; scene.scores.len()];
    let rows = &scene.settings.linked.rows;
    if !rows.is_empty() {
        in_rows(scene, rows, &mut dropped);
    }
    if scene.is_article >= MIN_ARTICLE_FOR_ASIDES {
        for aside in &scene.settings.linked.asides {
            if let Aside::Linked(block) = *aside
                && let Some(is_one) = dropped.get_mut(block)
            {
                *is_one = true;
            }
        }
    }
    dropped
}

/// Drops rows. What is dropped is the same for every focus, so that a wider one keeps everything
/// that a narrower one does.
fn in_rows(scene: &Scene<'_>, rows: &[TeaserRow], dropped: &mut [bool]) {
    let Scene { page, settings, is_article, .. } = *scene;
    let scores = &*scene.scores;
    let weights = &settings.tuning.teasers;
    let prose = prose_before(page, scores, rows, settings.headlines);
    let at = |block: usize| prose.get(block).copied().unwrap_or_default();
    let words = |row: &TeaserRow| -> f32 {
        page.blocks[row.blocks()].iter().map(|block| block.measures.words).sum()
    };
    let others = rows.iter().filter(|row| tells_of_others(page, row));
    let words_of_others: f32 = others.map(words).sum();
    for row in rows {
        let blocks = row.blocks();
        let Prose { words: ahead, story, .. } = at(blocks.start);
        let behind = at(page.blocks.len()).words - at(blocks.end).words;
        let pooled = Pooled::of(page, scores, blocks.clone()).mean();
        let stands_out = story.stands_out(pooled);
        let is_article_long = ahead >= weights.min_article_words || stands_out;
        let is_behind = is_article_long && behind <= MAX_WORDS_BEHIND;
        // Summaries with more words than the rest of the page are its content, unless a story of
        // its own scores far better.
        let tells_of_others =
            is_behind && (words_of_others <= ahead || stands_out) && tells_of_others(page, row);
        let mut speaks_for = pooled + weights.bias;
        if is_behind {
            speaks_for += weights.behind_article;
        }
        if tells_of_others {
            speaks_for += is_article * weights.of_others;
        }
        // Scores that are no numbers take nothing.
        let has_article = stands_out || ahead + behind >= weights.min_article_words;
        if speaks_for < 0.0 && has_article {
            let label = usize::from(tells_of_others && row.has_label_block);
            dropped[blocks.start - label..blocks.end].fill(true);
        }
    }
}

/// Whether the teasers of a row summarize other pages of the site, each in a sentence or two, with a
/// label above the row unless each is one link. Lists of sources lead to other sites, and sections
/// whose headings are links are longer.
fn tells_of_others(page: &Page, row: &TeaserRow) -> bool {
    let blocks = &page.blocks[row.blocks()];
    let headlines = row.headlines as f32;
    if row.are_links {
        return row.within_site == row.headlines;
    }
    let unlinked = |block: &TextBlock| block.measures.words * (1.0 - block.link_ratio());
    let words = blocks.iter().map(unlinked).sum::<f32>() / headlines;
    let sentences = blocks.iter().map(|block| block.measures.sentence_ends).sum::<u32>();
    row.is_labelled
        && row.within_site == row.headlines
        && WORDS_OF_SUMMARY.contains(&words)
        && SENTENCES_OF_SUMMARY.contains(&(sentences as f32 / headlines))
}

/// Log-odds of blocks, weighed by the logarithm of their words.
#[derive(Clone, Copy, Debug, Default)]
struct Pooled {
    sum: f32,
    weights: f32,
}

impl Pooled {
    fn of(page: &Page, scores: &[f32], blocks: Range<usize>) -> Pooled {
        let mut pooled = Pooled::default();
        for (block, &score) in page.blocks[blocks.clone()].iter().zip(&scores[blocks]) {
            pooled.add(block, score);
        }
        pooled
    }

    fn add(&mut self, block: &TextBlock, score: f32) {
        let weight = block.measures.words.ln_1p();
        self.sum += weight * log_odds(score);
        self.weights += weight;
    }

    fn mean(self) -> f32 {
        self.sum / f32::max(self.weights, f32::MIN_POSITIVE)
    }
}

/// The prose outside of all rows that may be content, up to some block.
#[derive(Clone, Copy, Debug, Default)]
struct Prose {
    words: f32,
    /// That under the page's headline.
    story: Story,
}

/// What a page may have to tell before its teasers.
#[derive(Clone, Copy, Debug, Default)]
struct Story {
    words: f32,
    paragraphs: u32,
    pooled: Pooled,
}

impl Story {
    fn add(&mut self, block: &TextBlock, score: f32) {
        self.words += block.measures.words;
        self.paragraphs += 1;
        self.pooled.add(block, score);
    }

    /// Whether it is more than an introduction, and its scores are far above those of a row.
    fn stands_out(&self, of_row: f32) -> bool {
        self.words >= MIN_WORDS_OF_STORY
            && self.paragraphs >= MIN_PARAGRAPHS_OF_STORY
            && self.pooled.mean() >= of_row + MIN_CONTRAST
    }
}

/// The prose before each block, and before the end.
fn prose_before(page: &Page, scores: &[f32], rows: &[TeaserRow], headlines: &[bool]) -> Vec<Prose> {
    let mut in_row = vec![false; page.blocks.len()];
    for row in rows {
        in_row[row.blocks()].fill(true);
    }
    let mut before = Vec::with_capacity(page.blocks.len() + 1);
    let mut prose = Prose::default();
    let mut is_told = false;
    before.push(prose);
    for (index, (block, &score)) in page.blocks.iter().zip(scores).enumerate() {
        is_told |= headlines.get(index).copied().unwrap_or_default();
        if block.is_prose() && !in_row[index] && score > 0.5 {
            prose.words += block.measures.words;
            if is_told {
                prose.story.add(block, score);
            }
        }
        before.push(prose);
    }
    before
}
