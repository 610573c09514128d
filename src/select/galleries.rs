//! Galleries of photos about other things inside an article: photos that count themselves, "1/31",
//! each with a date of its own or with a caption that says nothing of what the article says.

use super::excluded::Scene;
use crate::block::{Context, Page, TextBlock};
use crate::metadata;
use std::collections::HashSet;
use std::ops::Range;

/// The minimum number of photos.
const MIN_PHOTOS: u32 = 3;
/// From one number to the next there are no more blocks and words.
const MAX_BLOCKS: usize = 6;
const MAX_WORDS: f32 = 120.0;
/// An article beside a gallery has so many words of prose.
const MIN_WORDS_OF_ARTICLE: f32 = 40.0;
const MIN_SCORE: f32 = 0.5;
/// The maximum number of words of a gallery's name.
const MAX_WORDS_OF_LABEL: f32 = 8.0;
/// Captions of an article's own photos share at least this part of their longer words with it.
const MIN_SHARED: f32 = 0.25;
/// Shorter words are in every text, in letters.
const MIN_LETTERS: usize = 5;

/// Photos that count themselves.
struct Count {
    first: usize,
    last: usize,
    newest: u32,
    all: u32,
    /// The most blocks from one number to the next.
    longest: usize,
    dates: HashSet<String>,
}

/// For every block, whether it belongs to a gallery that tells of other things than the article
/// around it.
pub(super) fn find(scene: &Scene<'_>) -> Vec<bool> {
    let page = scene.page;
    let mut is_in = vec![false; page.blocks.len()];
    let galleries = galleries(page);
    if galleries.is_empty() {
        return is_in;
    }
    for (_, blocks) in &galleries {
        is_in[blocks.clone()].fill(true);
    }
    let blocks = page.blocks.iter().zip(&*scene.scores).zip(&is_in);
    let article: Vec<&TextBlock> = blocks
        .filter(|((block, score), is_in)| !**is_in && **score > MIN_SCORE && block.is_prose())
        .map(|((block, _), _)| block)
        .collect();
    let words: f32 = article.iter().map(|block| block.measures.words).sum();
    let told: HashSet<String> =
        article.iter().flat_map(|block| long_words(page.block_text(block))).collect();
    for (count, blocks) in galleries {
        let captions = page.blocks[blocks.clone()].iter();
        let (mut all, mut shared) = (0.0, 0.0);
        for word in captions.flat_map(|block| long_words(page.block_text(block))) {
            all += 1.0;
            shared += if told.contains(&word) { 1.0 } else { 0.0 };
        }
        let are_dated = count.dates.len() >= MIN_PHOTOS as usize
            && 2 * count.dates.len() > count.newest as usize;
        let is_about_others = are_dated || (all > 0.0 && shared < MIN_SHARED * all);
        if words < MIN_WORDS_OF_ARTICLE || !is_about_others {
            is_in[blocks].fill(false);
        }
    }
    is_in
}

fn galleries(page: &Page) -> Vec<(Count, Range<usize>)> {
    let mut counts: Vec<Count> = Vec::new();
    let mut words = 0.0;
    let mut words_at_number = 0.0;
    for (index, block) in page.blocks.iter().enumerate() {
        words += block.measures.words;
        let text = page.block_text(block);
        let newest = counts.last_mut().filter(|count| {
            index - count.last <= MAX_BLOCKS && words - words_at_number <= MAX_WORDS
        });
        if let Some((number, all)) = number(text) {
            match newest {
                Some(count) if number == count.newest + 1 && all == count.all => {
                    count.longest = count.longest.max(index - count.last);
                    (count.last, count.newest) = (index, number);
                }
                _ if number == 1 && all >= MIN_PHOTOS => {
                    let (first, last, newest, longest) = (index, index, number, 1);
                    let dates = HashSet::new();
                    counts.push(Count { first, last, newest, all, longest, dates });
                }
                _ => continue,
            }
            words_at_number = words;
        } else if newest.is_none() {
            continue;
        }
        if let Some(count) = counts.last_mut()
            && block.measures.digits > 0
        {
            count.dates.extend(metadata::first_day(text, None).map(|(_, day)| day));
        }
    }
    let counts = counts.into_iter().filter(|count| count.newest >= MIN_PHOTOS);
    counts.map(|count| range(page, count)).collect()
}

/// The blocks of a gallery: behind the last number stands what stands behind the others, and a name
/// may stand before the first.
fn range(page: &Page, count: Count) -> (Count, Range<usize>) {
    let place = |block: &TextBlock| page.element(block.element).map(|element| element.path_hash);
    let sample = &page.blocks[count.first..count.last];
    let behind = page.blocks.iter().skip(count.last + 1).take(count.longest - 1);
    let behind = behind.take_while(|block| sample.iter().any(|it| place(it) == place(block)));
    let end = count.last + 1 + behind.count();
    let around = |block: &TextBlock| page.element(block.element).map(|element| element.parent);
    let label = count.first.checked_sub(1).and_then(|before| page.blocks.get(before));
    let holds_first = |label: &TextBlock| {
        let around = around(label).and_then(|around| page.element(around));
        around.is_some_and(|around| around.blocks() == (count.first - 1..end))
    };
    let is_label = label.is_some_and(|label| {
        label.measures.words <= MAX_WORDS_OF_LABEL
            && label.context.has(Context::HEADING)
            && holds_first(label)
    });
    let first = count.first - usize::from(is_label);
    (count, first..end)
}

/// The number that a text begins with and the number of all: "1/31", "1 / 31".
fn number(text: &str) -> Option<(u32, u32)> {
    const MAX_DIGITS: usize = 3;
    let digits = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        (1..=MAX_DIGITS).contains(&end).then_some(end)
    };
    let end = digits(text)?;
    let behind = text.get(end..)?.trim_start().strip_prefix('/')?.trim_start();
    let end_of_all = digits(behind)?;
    // "1/31/2017" is a date.
    let rest = behind.get(end_of_all..)?;
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '/') {
        return None;
    }
    let (number, all) = (text.get(..end)?.parse().ok()?, behind.get(..end_of_all)?.parse().ok()?);
    (number <= all).then_some((number, all))
}

fn long_words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().count() >= MIN_LETTERS).map(str::to_lowercase)
}
