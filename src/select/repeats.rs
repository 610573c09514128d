//! Text that is on a page twice: templates have sections for wide and for narrow screens, threads
//! again for readers without scripts, quotations next to their origin.

use crate::block::{Context, NONE, Page, TextBlock, UnitKind};
use crate::features::{KeyMap, map_for};
use crate::hash;
use std::borrow::Cow;
use std::collections::HashMap;

/// A longer prose text, in characters, may be a copy even next to its original.
const LONG: u32 = 80;

/// A page that quotes its own texts more often is a thread, whose quotations are copies.
const MAX_QUOTATIONS: usize = 2;

/// Shorter texts repeat for good reasons: names, prices, answers in a table of facts.
const MIN_WORDS: f32 = 4.0;

/// A list of fewer blocks may be a line of the page that appears twice.
const MIN_ITEMS: usize = 3;

/// A text that no other block can be a copy of.
const ALONE: u32 = NONE;

/// Numbers the texts that more than one block may have.
#[derive(Debug)]
pub(crate) struct Repeats {
    /// For every block, the number of its text, or [`ALONE`].
    text_of: Vec<u32>,
    texts: usize,
}

impl Repeats {
    pub(crate) fn of(page: &Page) -> Repeats {
        // Most texts are unique, which their numbers of letters and digits are enough to tell, or
        // else their hashes.
        let sizes = page.blocks.iter().map(|block| {
            let may_be = may_be_a_copy(block) || is_code(page, block);
            let measures = &block.measures;
            may_be.then(|| u64::from(measures.letters) << 32 | u64::from(measures.digits))
        });
        let sizes = only_repeated(sizes.collect());
        let hashes = page.blocks.iter().zip(sizes);
        let hashes = hashes.map(|(block, size)| size.map(|_| hash_of_told(page, block)));
        let hashes = only_repeated(hashes.collect());
        let mut numbers: HashMap<Cow<'_, str>, u32> = HashMap::new();
        let text_of = page
            .blocks
            .iter()
            .zip(hashes)
            .map(|(block, hash)| {
                if hash.is_none() {
                    return ALONE;
                }
                let next = numbers.len() as u32;
                *numbers.entry(told(page, block)).or_insert(next)
            })
            .collect();
        Repeats { text_of, texts: numbers.len() }
    }

    /// For every block, whether it is a copy to leave out. Of blocks with the same text, the one
    /// with the greatest score stays, visible ones first, and of equals the first. Blocks next to
    /// it and at the same place of a template stay as well: a refrain is not a copy, nor is what
    /// each of many cards says. But prose is a copy if it is twice in one container, or together
    /// with the text before or after it. A heading above a text of its own is not.
    pub(crate) fn copies(&self, page: &Page, scores: &[f32]) -> Vec<bool> {
        let element = |index: usize| page.element(page.blocks.get(index)?.element);
        let is_beside = |one: usize, other: usize| {
            element(one).zip(element(other)).is_some_and(|(one, other)| {
                one.parent == other.parent || one.path_hash == other.path_hash
            })
        };
        let mut best = vec![ALONE; self.texts];
        for (index, &text) in self.text_of.iter().enumerate() {
            let Some(best) = best.get_mut(text as usize) else { continue };
            let score = |index: usize| scores.get(index).copied().unwrap_or(0.0);
            let is_hidden = |block: &TextBlock| {
                let fact = if is_code(page, block) { Context::HIDDEN } else { Context::UNSEEN };
                block.context.has(fact)
            };
            let is_unseen = |index: usize| is_hidden(&page.blocks[index]);
            let is_better = |other: usize| match (is_unseen(index), is_unseen(other)) {
                (false, true) => true,
                (true, false) => false,
                _ => score(index) > score(other),
            };
            if *best == ALONE || is_better(*best as usize) {
                *best = index as u32;
            }
        }
        let mut counts = vec![0u32; self.texts];
        for &text in &self.text_of {
            if let Some(count) = counts.get_mut(text as usize) {
                *count += 1;
            }
        }
        let text_at = |index: usize| self.text_of.get(index).copied().unwrap_or(ALONE);
        let are_same =
            |one: usize, other: usize| text_at(one) != ALONE && text_at(one) == text_at(other);
        let is_said_again = |best: usize, index: usize| {
            let is_twice = || counts.get(text_at(index) as usize) == Some(&2);
            let parent = |index: usize| element(index).map(|element| element.parent);
            is_long_prose(&page.blocks[index])
                && (best.abs_diff(index) == 1
                    || are_same(best + 1, index + 1)
                    || (best > 0 && index > 0 && are_same(best - 1, index - 1))
                    || (is_twice() && parent(best) == parent(index)))
        };
        let is_copy = |(index, &text): (usize, &u32)| {
            best.get(text as usize).is_some_and(|&best| {
                let best = best as usize;
                if is_code(page, &page.blocks[index]) {
                    return best != index && is_twin(page, best, index);
                }
                best != index && (!is_beside(best, index) || is_said_again(best, index))
            })
        };
        let mut copies: Vec<bool> = self.text_of.iter().enumerate().map(is_copy).collect();
        let is_quotation = |index: usize| {
            let block = &page.blocks[index];
            block.context.has(Context::QUOTE) && block.measures.chars > LONG
        };
        let quotations = (0..copies.len()).filter(|&index| copies[index] && is_quotation(index));
        let quotations: Vec<usize> = quotations.collect();
        if quotations.len() <= MAX_QUOTATIONS {
            quotations.into_iter().for_each(|index| copies[index] = false);
        }
        let is_heading = |block: &TextBlock| {
            page.element(block.element).is_some_and(|element| element.tag.heading_level().is_some())
        };
        let mut headings: HashMap<&str, u32> = HashMap::new();
        if copies.contains(&true) {
            for block in page.blocks.iter().filter(|block| is_heading(block)) {
                *headings.entry(page.block_text(block)).or_default() += 1;
            }
        }
        keep_lists_whole(page, &mut copies);
        let mut above_copy = false;
        for (block, copy) in page.blocks.iter().zip(&mut copies).rev() {
            if is_heading(block) {
                let is_repeated = || headings.get(page.block_text(block)).is_some_and(|&n| n > 1);
                *copy = above_copy && (*copy || is_repeated());
            }
            above_copy = *copy;
        }
        leave_out_bodies_said_twice(page, &mut copies);
        copies
    }

    /// For every block, the greatest label among blocks with its text: which copy is kept is not
    /// learned.
    #[cfg(feature = "_internals")]
    pub(crate) fn share_labels(&self, labels: &mut [f32]) {
        let mut greatest = vec![0f32; self.texts];
        for (label, &text) in labels.iter().zip(&self.text_of) {
            if let Some(greatest) = greatest.get_mut(text as usize) {
                *greatest = greatest.max(*label);
            }
        }
        for (label, &text) in labels.iter_mut().zip(&self.text_of) {
            *label = greatest.get(text as usize).copied().unwrap_or(*label);
        }
    }
}

/// If at most this share of a list's texts appears elsewhere, the list is none of the copies: two
/// products have features in common, and two days of a programme.
const MAX_SHARE_OF_COPIES: f32 = 0.5;

/// Takes back copies that would leave a hole in a list.
fn keep_lists_whole(page: &Page, copies: &mut [bool]) {
    // How many texts and copies stand before each block.
    let mut before = Vec::with_capacity(page.blocks.len() + 1);
    before.push([0u32; 2]);
    let mut counts = [0; 2];
    for (block, &copy) in page.blocks.iter().zip(copies.iter()) {
        counts = [counts[0] + u32::from(may_be_a_copy(block)), counts[1] + u32::from(copy)];
        before.push(counts);
    }
    // Lists may be nested: each block is looked at once.
    let mut whole_until = 0;
    for unit in page.units.all.iter().filter(|unit| unit.kind == UnitKind::List) {
        let blocks = unit.blocks();
        let is_of_cards = page.element(unit.element).is_none_or(|it| it.stats.headings > 0);
        if is_of_cards || blocks.len() < MIN_ITEMS || blocks.end <= whole_until {
            continue;
        }
        let (first, end) = (before[blocks.start], before[blocks.end]);
        let [texts, in_list] = [end[0] - first[0], end[1] - first[1]];
        if in_list as f32 <= MAX_SHARE_OF_COPIES * texts as f32 {
            copies[blocks.start.max(whole_until)..blocks.end].fill(false);
            whole_until = blocks.end;
        }
    }
}

/// Leaves out the keys that only one block has.
fn only_repeated(mut keys: Vec<Option<u64>>) -> Vec<Option<u64>> {
    let mut counts: KeyMap<u32> = map_for(keys.iter().flatten().count());
    for &key in keys.iter().flatten() {
        *counts.entry(key).or_default() += 1;
    }
    for key in &mut keys {
        *key = key.filter(|key| counts.get(key).is_some_and(|&count| count > 1));
    }
    keys
}

/// The text of a block for comparison: letters and digits of prose, as copies differ in spaces and
/// punctuation.
fn told<'a>(page: &'a Page, block: &TextBlock) -> Cow<'a, str> {
    let text = page.block_text(block);
    if is_code(page, block) {
        let letters = text.chars().filter(|c| !c.is_whitespace());
        // Code is no copy of prose.
        return Cow::Owned(std::iter::once('\n').chain(letters).collect());
    }
    match tells_letters_only(block) {
        true => Cow::Owned(text.chars().filter(|c| c.is_alphanumeric()).collect()),
        false => Cow::Borrowed(text),
    }
}

fn tells_letters_only(block: &TextBlock) -> bool {
    block.measures.chars > LONG && block.breaks == 0
}

/// A hash of what [`told`] returns.
fn hash_of_told(page: &Page, block: &TextBlock) -> u64 {
    let text = page.block_text(block);
    if is_code(page, block) {
        return told(page, block).bytes().fold(hash::NOTHING, hash::add);
    }
    if !tells_letters_only(block) {
        text.bytes().fold(hash::NOTHING, hash::add)
    } else if text.is_ascii() {
        text.bytes().filter(u8::is_ascii_alphanumeric).fold(hash::NOTHING, hash::add)
    } else {
        let told = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
        let bytes = told.flat_map(|(at, c)| text.as_bytes()[at..at + c.len_utf8()].iter());
        bytes.copied().fold(hash::NOTHING, hash::add)
    }
}

/// Whether a block is long and neither verse nor a quotation.
fn is_long_prose(block: &TextBlock) -> bool {
    block.measures.chars > LONG && block.breaks == 0 && !block.context.has(Context::QUOTE)
}

/// A text that the page calls the body of its article, in one piece for machines: a copy if its
/// begin, middle and end stand in other blocks as well.
fn leave_out_bodies_said_twice(page: &Page, copies: &mut [bool]) {
    /// In letters. Shorter ones are paragraphs.
    const MIN_LETTERS: usize = 300;
    const SAMPLE: usize = 40;
    /// So many are looked at.
    const MOST: usize = 3;
    let letters =
        |block: &TextBlock| page.block_text(block).chars().filter(|c| c.is_alphanumeric());
    let is_body = |block: &TextBlock| {
        block.context.has(Context::ARTICLE_BODY) && block.text.len() >= MIN_LETTERS
    };
    let bodies = page.blocks.iter().enumerate().filter(|(_, block)| is_body(block));
    for (index, block) in bodies.take(MOST) {
        let own: Vec<char> = letters(block).collect();
        let Some(last) = own.len().checked_sub(SAMPLE).filter(|_| own.len() >= MIN_LETTERS) else {
            continue;
        };
        let others =
            page.blocks.iter().enumerate().filter(|&(other, _)| other != index && !copies[other]);
        // Of several paragraphs the copy makes one.
        let others: String = others.flat_map(|(_, other)| letters(other)).collect();
        let is_said = |start: usize| {
            let sample: String = own[start..start + SAMPLE].iter().collect();
            others.contains(&sample)
        };
        copies[index] |= [0, last / 2, last].into_iter().all(is_said);
    }
}

/// Whether a block is a piece of code.
fn is_code(page: &Page, block: &TextBlock) -> bool {
    block.context.has(Context::PREFORMATTED) && page.listings.contains_key(&block.element)
}

/// Whether one of two equal pieces of code is what a highlighter made the other of: one is hidden,
/// or stands right beside the other as another kind of element.
fn is_twin(page: &Page, best: usize, index: usize) -> bool {
    let (one, other) = (&page.blocks[best], &page.blocks[index]);
    let is_hidden = |block: &TextBlock| block.context.has(Context::HIDDEN);
    let tag = |block: &TextBlock| page.element(block.element).map(|element| element.tag);
    is_hidden(one) || is_hidden(other) || (best.abs_diff(index) == 1 && tag(one) != tag(other))
}

/// Lines of code and cells of tables may repeat.
fn may_be_a_copy(block: &TextBlock) -> bool {
    let fixed = [Context::PREFORMATTED, Context::CODE, Context::TABLE];
    block.measures.words >= MIN_WORDS && !fixed.into_iter().any(|fact| block.context.has(fact))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::testing::segmented;

    fn copies(html: &str, scores: &[f32]) -> Vec<bool> {
        let page = segmented(html, scores);
        Repeats::of(&page).copies(&page, scores)
    }

    #[test]
    fn the_copy_that_scores_less_goes() {
        let html = "<div><p>It rained all of Tuesday.</p></div>\
                    <section><p>It rained all of Tuesday.</p></section>";
        assert_eq!(copies(html, &[0.4, 0.9]), [true, false]);
        assert_eq!(copies(html, &[0.9, 0.4]), [false, true]);
        assert_eq!(copies(html, &[0.5, 0.5]), [false, true]);
        assert_eq!(copies(html, &[f32::NAN, f32::NAN]), [false, true]);
    }

    #[test]
    fn a_refrain_is_no_copy() {
        let html = "<div><p>And the rain it raineth.</p><p>Every other day of it.</p>\
                    <p>And the rain it raineth.</p></div>";
        assert_eq!(copies(html, &[0.9, 0.9, 0.8]), [false; 3]);
    }

    #[test]
    fn cards_of_one_template_may_say_the_same() {
        let card = "<div class=card><p>Not valid with other offers.</p></div>";
        assert_eq!(copies(&card.repeat(3), &[0.8, 0.9, 0.7]), [false; 3]);
        let twin = card.replace("card", "banner");
        assert_eq!(copies(&(card.repeat(2) + &twin), &[0.8, 0.9, 0.7]), [false, false, true]);
    }

    #[test]
    fn a_heading_goes_with_what_stands_below_it() {
        let card = |text: &str| {
            format!("<div><h3>Why we chose this school</h3><p>{text} in the hills.</p></div>")
        };
        let html = card("A small old college") + &card("A large new campus");
        assert_eq!(copies(&html, &[0.9, 0.9, 0.8, 0.8]), [false; 4]);
        let again = card("A small old college").replace("div", "section");
        let html = card("A small old college") + &again;
        assert_eq!(copies(&html, &[0.9, 0.9, 0.8, 0.8]), [false, false, true, true]);
        let html = "<ul><li>Why we chose this school</li></ul>".to_owned() + &card("A college");
        assert_eq!(copies(&html, &[0.9, 0.8, 0.8]), [false; 3]);
    }

    #[test]
    fn lists_have_lines_in_common() {
        let list = |lines: [&str; 4]| format!("<ul><li>{}</ul>", lines.join("<li>"));
        let [own, shared] = ["Vier Kerne mit drei Gigahertz", "Zwölf Gigabyte auf der Platte"];
        let html = format!(
            "<div>{}</div><section>{}</section>",
            list(["8 GB", "Zwei Kerne mit drei Gigahertz", shared, "Windows"]),
            list(["16 GB", own, shared, "Windows"])
        );
        assert_eq!(copies(&html, &[0.9; 8]), [false; 8]);
        let twice = list([own, shared, "Ein Bild mit viel Farbe", "Windows"]);
        let html = format!("<div>{twice}</div><section>{twice}</section>");
        let second = [true, true, true, false];
        assert_eq!(copies(&html, &[0.9; 8])[4..], second, "a copy as a whole");
    }

    #[test]
    fn short_texts_code_and_cells_may_repeat() {
        let html = "<div><p>Two words</p></div><section><p>Two words</p></section>\
                    <div><pre>let a be the first of all</pre></div>\
                    <section><pre>let a be the first of all</pre></section>\
                    <table><tr><td>as in the row above</td></tr>\
                    <tr><td>as in the row above</td></tr></table>";
        assert_eq!(copies(html, &[0.9; 6]), [false; 6]);
    }
}
