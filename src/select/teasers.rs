//! Rows of teasers: linked headlines at the same place of a template, one after the other, each
//! with a few sentences or none. They lead elsewhere, and do not belong to an article next to them.

use super::joint::log_odds;
use crate::block::{Context, Page, TextBlock};
use crate::features::KeyMap;
use std::ops::{Range, RangeInclusive};

/// Words of a headline.
const HEADLINE: RangeInclusive<f32> = 2.5..=30.0;
/// The maximum number of words and of blocks of a teaser, besides its headline.
const MAX_WORDS: f32 = 90.0;
const MAX_BLOCKS_BESIDES: usize = 5;
/// The minimum number of teasers in a row.
const MIN_TEASERS: usize = 2;

/// A block is prose from this many words, if at most a third of it is links.
const MIN_PROSE_WORDS: f32 = 12.0;
const MAX_PROSE_LINK_RATIO: f32 = 0.33;
/// Fewer words of prose after a row are a footer's.
const MAX_WORDS_BEHIND: f32 = 20.0;

/// Weights for a row of teasers, besides the mean log-odds of its blocks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TeaserWeights {
    /// For any row, in log-odds.
    pub bias: f32,
    /// For a row after an article, with nothing after the row.
    pub behind_article: f32,
    /// The words of prose outside all rows that make an article. On a page without one, rows are
    /// the content.
    pub min_article_words: f32,
}

/// A row of teasers.
struct Row {
    first: usize,
    last_headline: usize,
    end: usize,
    headlines: usize,
    /// The maximum number of blocks from one headline to the next.
    longest: usize,
}

/// For every block, whether it is in a row of teasers that is not content.
///
/// The answer is the same for every focus, so that a wider one keeps everything that a narrower one
/// does.
pub(super) fn find(page: &Page, scores: &[f32], weights: &TeaserWeights) -> Vec<bool> {
    let mut dropped = vec![false; scores.len()];
    let rows = rows(page);
    if rows.is_empty() {
        return dropped;
    }
    let article = article_words_before(page, scores, &rows);
    let at = |block: usize| article.get(block).copied().unwrap_or_default();
    for row in rows {
        let blocks = row.first..row.end;
        let (ahead, behind) = (at(row.first), at(page.blocks.len()) - at(row.end));
        let pooled = pooled(page, scores, blocks.clone());
        let is_behind = ahead >= weights.min_article_words && behind <= MAX_WORDS_BEHIND;
        let shift = if is_behind { weights.behind_article } else { 0.0 };
        let speaks_for = pooled + weights.bias + shift;
        // NaN scores drop nothing.
        if speaks_for < 0.0 && ahead + behind >= weights.min_article_words {
            dropped[blocks].fill(true);
        }
    }
    dropped
}

/// The mean log-odds of blocks, weighted by the logarithm of their words.
fn pooled(page: &Page, scores: &[f32], blocks: Range<usize>) -> f32 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (block, &score) in page.blocks[blocks.clone()].iter().zip(&scores[blocks]) {
        let weight = block.measures.words.ln_1p();
        sum += weight * log_odds(score);
        weights += weight;
    }
    sum / f32::max(weights, f32::MIN_POSITIVE)
}

/// Before each block, and at the end: the number of words of prose outside all rows that may be
/// content.
fn article_words_before(page: &Page, scores: &[f32], rows: &[Row]) -> Vec<f32> {
    let mut in_row = vec![false; page.blocks.len()];
    for row in rows {
        in_row[row.first..row.end].fill(true);
    }
    let mut before = Vec::with_capacity(page.blocks.len() + 1);
    let mut sum = 0.0;
    before.push(sum);
    for ((block, in_row), &score) in page.blocks.iter().zip(in_row).zip(scores) {
        let words = block.measures.words;
        let is_prose = words >= MIN_PROSE_WORDS && block.link_ratio() <= MAX_PROSE_LINK_RATIO;
        if is_prose && !in_row && score > 0.5 {
            sum += words;
        }
        before.push(sum);
    }
    before
}

fn is_headline(block: &TextBlock) -> bool {
    block.context.has(Context::LINK)
        && block.links == 1
        && HEADLINE.contains(&(block.measures.words * block.link_ratio()))
        && block.measures.words <= MAX_WORDS
}

/// Finds all rows in one pass.
fn rows(page: &Page) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    // The last row of each place of the template.
    let mut newest: KeyMap<usize> = KeyMap::default();
    let mut words = 0.0;
    let mut words_before = Vec::with_capacity(page.blocks.len());
    for (index, block) in page.blocks.iter().enumerate() {
        words_before.push(words);
        words += block.measures.words;
        let Some(element) = page.element(block.element).filter(|_| is_headline(block)) else {
            continue;
        };
        let place = newest.entry(element.path_hash).or_insert(usize::MAX);
        match rows.get_mut(*place) {
            Some(row)
                if index - row.last_headline <= MAX_BLOCKS_BESIDES + 1
                    && words_before[index] - words_before[row.last_headline] <= MAX_WORDS =>
            {
                row.longest = row.longest.max(index - row.last_headline);
                row.last_headline = index;
                row.headlines += 1;
            }
            _ => {
                *place = rows.len();
                rows.push(Row {
                    first: index,
                    last_headline: index,
                    end: index + 1,
                    headlines: 1,
                    longest: 1,
                });
            }
        }
    }
    rows.retain(|row| row.headlines >= MIN_TEASERS);
    for row in &mut rows {
        row.end = end_of(page, row);
    }
    rows
}

/// What follows the last headline is what follows the others, at the same places.
fn end_of(page: &Page, row: &Row) -> usize {
    let place = |block: &TextBlock| page.element(block.element).map(|element| element.path_hash);
    let sample = &page.blocks[row.first..row.last_headline];
    let sample = &sample[sample.len().saturating_sub(2 * row.longest)..];
    let behind = page.blocks.iter().skip(row.last_headline + 1).take(row.longest - 1);
    let alike = behind.take_while(|block| {
        block.measures.words <= MAX_WORDS && sample.iter().any(|other| place(other) == place(block))
    });
    row.last_headline + 1 + alike.count()
}
