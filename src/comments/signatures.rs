//! What the authors of a thread put below each of their posts.

use super::class_names::Part;
use super::{Discussion, role};
use crate::block::{Context, NONE, Page, TextBlock};
use std::collections::HashMap;

/// The minimum number of words of a text that several posts end with. Thanks are shorter.
const MIN_WORDS: f32 = 4.0;
const MAX_WORDS: f32 = 40.0;
/// A line of at least this many signs and nothing else is a rule.
const MIN_RULE: usize = 5;

/// For every block whether it is a signature: it is named so, begins with a rule, or ends several
/// posts that have a text of their own above it.
pub(super) fn signatures(page: &Page, discussion: &Discussion) -> Vec<bool> {
    let mut is_signature = vec![false; page.blocks.len()];
    // The first and the last block of the text of each post.
    let mut ends: Vec<Option<(usize, usize)>> = vec![None; discussion.entries.len()];
    for (index, block) in page.blocks.iter().enumerate() {
        let place = discussion.place(block).filter(|place| place.entry != NONE && !place.form);
        let Some(place) = place else { continue };
        let role = role(block, place);
        if role == Part::Signature || begins_with_rule(page.block_text(block)) {
            is_signature[index] = true;
        } else if matches!(role, Part::Body | Part::Other)
            && let Some(ends) = ends.get_mut(place.entry as usize)
        {
            ends.get_or_insert((index, index)).1 = index;
        }
    }
    let text = |block: &TextBlock| page.block_text(block);
    let last = || ends.iter().flatten().filter(|(first, last)| first < last);
    let last = || last().filter_map(|&(_, last)| Some((last, page.blocks.get(last)?)));
    let last = || {
        last().filter(|(_, block)| {
            (MIN_WORDS..=MAX_WORDS).contains(&block.measures.words)
                && !block.context.has(Context::QUOTE)
        })
    };
    let mut posts: HashMap<&str, u32> = HashMap::new();
    last().for_each(|(_, block)| *posts.entry(text(block)).or_default() += 1);
    for (index, block) in last() {
        is_signature[index] |= posts.get(text(block)).is_some_and(|&posts| posts > 1);
    }
    is_signature
}

/// Whether a text begins with a line of underscores or dashes.
fn begins_with_rule(text: &str) -> bool {
    let Some((line, _)) = text.split_once('\n') else { return false };
    let line = line.trim();
    line.chars().count() >= MIN_RULE && line.chars().all(|c| matches!(c, '_' | '-' | '–' | '—'))
}
