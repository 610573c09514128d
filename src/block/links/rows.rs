//! Rows of teasers: linked headlines at the same place of a template, one after the other, each
//! with a few sentences or none.

use super::{Leads, Links};
use crate::block::{Context, Page, TextBlock, TextMeasures, WordsBefore};
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

/// Words of a headline.
const HEADLINE: RangeInclusive<f32> = 2.5..=30.0;
/// The maximum number of words and of blocks of a teaser, besides its headline.
const MAX_WORDS: f32 = 90.0;
const MAX_BLOCKS_BESIDES: usize = 5;
/// The minimum number of words of a link that is a headline with its summary, and the minimum share
/// of such links in the text.
const MIN_WORDS_OF_LINK: f32 = 8.0;
const MIN_LINK_RATIO: f32 = 0.95;
/// The minimum number of teasers in a row.
const MIN_TEASERS: u32 = 2;
/// The maximum number of words of the label right before a row.
const MAX_WORDS_OF_LABEL: f32 = 8.0;

/// A row of teasers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TeaserRow {
    /// Its blocks, the first of which is a headline.
    pub(crate) first_block: usize,
    pub(crate) end_block: usize,
    pub(crate) headlines: u32,
    /// How many of the headlines lead to other pages of this page's site.
    pub(crate) within_site: u32,
    /// Whether a few words of their own, which are no sentence, stand right before it or above its
    /// first headline.
    pub(crate) is_labelled: bool,
    /// Whether these words are a block of their own.
    pub(crate) has_label_block: bool,
    /// Whether it is one block of links, each a headline with its summary.
    pub(crate) are_links: bool,
}

impl TeaserRow {
    pub(crate) fn blocks(&self) -> Range<usize> {
        self.first_block..self.end_block
    }
}

/// A row that may still grow.
struct Open {
    first: usize,
    last_headline: usize,
    /// The number of links that are headlines, and of those of them that lead to other pages of the
    /// site.
    headlines: u32,
    within_site: u32,
    /// The most blocks from one headline to the next.
    longest: usize,
    /// Whether its first block has a label above its headline.
    is_labelled: bool,
}

impl Open {
    /// A row that consists of one block.
    fn of(block: usize, headlines: u32, within_site: u32) -> Open {
        let (first, last_headline) = (block, block);
        Open { first, last_headline, headlines, within_site, longest: 1, is_labelled: false }
    }
}

/// Finds all rows in one pass.
pub(super) fn teaser_rows(links: &Links<'_>) -> Vec<TeaserRow> {
    let page = links.page;
    let mut rows: Vec<Open> = Vec::new();
    // The newest row of each place of the template.
    let mut newest: HashMap<u64, usize> = HashMap::new();
    let words = WordsBefore::of(page, |_, block| block.measures.words);
    for (index, block) in page.blocks.iter().enumerate() {
        if let Some(row) = row_of_links(links, index, block) {
            rows.push(row);
            continue;
        }
        let Some(link) = links.first_of(index) else { continue };
        let is_labelled = has_label(page, block);
        let is_one = is_labelled || is_headline(block);
        let Some(element) = page.element(block.element).filter(|_| is_one) else { continue };
        let leads = links.leads(link);
        if leads == Leads::Nowhere {
            continue;
        }
        let within_site = u32::from(leads == Leads::Within);
        let place = newest.entry(element.path_hash).or_insert(usize::MAX);
        match rows.get_mut(*place) {
            Some(row)
                if !is_labelled
                    && index - row.last_headline <= MAX_BLOCKS_BESIDES + 1
                    && words.within(row.last_headline..index) <= MAX_WORDS =>
            {
                row.longest = row.longest.max(index - row.last_headline);
                row.last_headline = index;
                row.headlines += 1;
                row.within_site += within_site;
            }
            _ => {
                *place = rows.len();
                rows.push(Open { is_labelled, ..Open::of(index, 1, within_site) });
            }
        }
    }
    rows.retain(|row| row.headlines >= MIN_TEASERS);
    let row = |row: Open| TeaserRow {
        first_block: row.first,
        end_block: end_of(page, &row),
        headlines: row.headlines,
        within_site: row.within_site,
        is_labelled: row.is_labelled || has_label_block(page, row.first),
        has_label_block: !row.is_labelled && has_label_block(page, row.first),
        are_links: row.first == row.last_headline,
    };
    rows.into_iter().map(row).collect()
}

/// Whether the block before a row only names it.
fn has_label_block(page: &Page, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|before| {
        let label = page.blocks[before].measures;
        label.words <= MAX_WORDS_OF_LABEL && !label.ends_sentence
    })
}

/// Whether a block is the first teaser of a row with a line above its headline that names the row.
fn has_label(page: &Page, block: &TextBlock) -> bool {
    if block.links != 1
        || block.breaks == 0
        || block.context.has(Context::LINK)
        || !HEADLINE.contains(&(block.measures.words * block.link_ratio()))
        || block.measures.words > MAX_WORDS
    {
        return false;
    }
    let mut lines = page.block_text(block).lines();
    let (Some(label), Some(headline)) = (lines.next(), lines.next()) else { return false };
    let label = TextMeasures::of(label);
    // The link has a line of its own.
    label.words <= MAX_WORDS_OF_LABEL
        && !label.ends_sentence
        && TextMeasures::of(headline).chars.abs_diff(block.link_chars) <= 1
}

/// A block that is nothing but links, each a headline with its summary, as a row.
fn row_of_links(links: &Links<'_>, index: usize, block: &TextBlock) -> Option<Open> {
    let measures = &block.measures;
    let is_row = block.links >= MIN_TEASERS
        && block.link_ratio() >= MIN_LINK_RATIO
        && measures.words >= MIN_WORDS_OF_LINK * block.links as f32
        && measures.sentence_ends >= block.links;
    if !is_row {
        return None;
    }
    let (mut headlines, mut within_site) = (0, 0);
    for link in links.within(index) {
        headlines += 1;
        within_site += u32::from(links.leads(link) == Leads::Within);
    }
    Some(Open::of(index, headlines, within_site))
}

fn is_headline(block: &TextBlock) -> bool {
    block.context.has(Context::LINK)
        && block.links <= 1
        && HEADLINE.contains(&(block.measures.words * block.link_ratio()))
        && block.measures.words <= MAX_WORDS
}

/// Behind the last headline stands what stands behind the others, in the same places.
fn end_of(page: &Page, row: &Open) -> usize {
    let place = |block: &TextBlock| page.element(block.element).map(|element| element.path_hash);
    let sample = &page.blocks[row.first..row.last_headline];
    let sample = &sample[sample.len().saturating_sub(2 * row.longest)..];
    let behind = page.blocks.iter().skip(row.last_headline + 1).take(row.longest - 1);
    let alike = behind.take_while(|block| {
        block.measures.words <= MAX_WORDS && sample.iter().any(|other| place(other) == place(block))
    });
    row.last_headline + 1 + alike.count()
}
