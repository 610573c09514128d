//! What the place of a block or unit says besides its score: what stands right before and behind
//! it, what is like it, what it calls for.
//!
//! All of this depends on scores and not on a threshold, so that it is the same for every focus.

use super::couplings::Shifts;
use super::joint::{is_headed, log_odds, weight_of};
use crate::block::{Context, Linked, NONE, Page, TextBlock, Unit, UnitKind, WordsBefore};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The minimum score of a block that speaks for what stands next to it.
const MIN_SCORE: f32 = 0.6;
/// The minimum score of a sentence of a word or two that does.
const MIN_SCORE_OF_SHORT: f32 = 0.8;
/// The maximum number of words, on average, of links to things rather than to other texts.
const MAX_WORDS_OF_THING: f32 = 2.5;
const MAX_THINGS: usize = 24;
/// A longer section speaks for itself.
const MAX_BLOCKS_OF_LISTED: usize = 8;
/// The minimum number of words of a sentence by itself.
const MIN_WORDS: f32 = 4.0;
/// A block with a larger share inside links is no prose.
const MAX_LINK_RATIO: f32 = 0.5;
/// The maximum number of headings and labels between a unit and the text that it belongs to.
const MAX_BETWEEN: usize = 2;
/// The maximum number of words of a label.
const MAX_WORDS_OF_LABEL: f32 = 5.0;
/// The maximum number of blocks between a headline and the text.
const MAX_BLOCKS_OF_LEAD: usize = 6;
/// An article has so many words of prose.
const MIN_ARTICLE_WORDS: f32 = 40.0;
/// The maximum number of words of an offer, and of those behind the controls of an article.
const MAX_WORDS_OF_OFFER: f32 = 60.0;
const MAX_WORDS_OF_TAIL: f32 = 25.0;
/// The maximum number of blocks of an offer, and of words of the link or button that it ends with.
const MAX_BLOCKS_OF_OFFER: usize = 6;
const MAX_WORDS_OF_ACTION: f32 = 6.0;
const MIN_LINK_RATIO_OF_ACTION: f32 = 0.9;

/// What places say.
#[derive(Debug)]
pub(super) struct Evidence {
    /// For every block whether it is a paragraph of prose next to another one.
    pub(super) paragraphs: Vec<bool>,
    /// For every block, what is added to its log-odds.
    pub(super) shifts: Vec<f32>,
}

impl Evidence {
    /// Places say nothing.
    pub(super) fn none(page: &Page) -> Evidence {
        Evidence {
            paragraphs: vec![false; page.blocks.len()],
            shifts: vec![0.0; page.blocks.len()],
        }
    }

    /// Adds to blocks from `done` on, which it moves to their end: blocks before it have the shift.
    fn add_from(&mut self, done: &mut usize, blocks: Range<usize>, shift: f32) {
        let from = blocks.start.max(*done);
        self.add(from..blocks.end.max(from), shift);
        *done = blocks.end.max(*done);
    }

    /// Of several shifts, the strongest counts.
    fn add(&mut self, blocks: Range<usize>, shift: f32) {
        for of_block in self.shifts.get_mut(blocks).unwrap_or_default() {
            if shift.abs() > of_block.abs() {
                *of_block = shift;
            }
        }
    }
}

/// The input, as in the decision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) page: &'a Page,
    pub(super) scores: &'a [f32],
    pub(super) headlines: &'a [bool],
    pub(super) linked: &'a Linked,
    /// The weight of the page's being an article, 0 to 1.
    pub(super) is_article: f32,
}

impl Seen<'_> {
    pub(super) fn evidence(&self, shifts: &Shifts) -> Evidence {
        let mut evidence = Evidence::none(self.page);
        self.paragraphs(&mut evidence);
        self.leads(shifts.lead, &mut evidence);
        self.enclosed(shifts, &mut evidence);
        let sums = self.sums();
        self.sisters(&sums, shifts.sister, &mut evidence);
        self.notes(shifts.note, &mut evidence);
        self.listed(&sums, shifts.listed, &mut evidence);
        let words = self.words_of_article();
        self.offers(&words, shifts.offer, &mut evidence);
        self.forms(&words, shifts.form, &mut evidence);
        self.tails(&words, shifts.tail, &mut evidence);
        evidence
    }

    fn score(&self, block: usize) -> f32 {
        self.scores.get(block).copied().unwrap_or_default()
    }

    fn is_strong(&self, index: usize, block: &TextBlock) -> bool {
        self.score(index) >= MIN_SCORE && is_text(block)
    }

    /// Paragraphs of prose next to each other in one element.
    fn paragraphs(&self, evidence: &mut Evidence) {
        let page = self.page;
        let place = |block: &TextBlock| {
            let element = page.element(block.element)?;
            is_text(block).then_some((element.parent, element.path_hash))
        };
        for (index, pair) in page.blocks.windows(2).enumerate() {
            let Some(one) = place(&pair[0]) else { continue };
            if place(&pair[1]) == Some(one) {
                evidence.paragraphs[index] = true;
                evidence.paragraphs[index + 1] = true;
            }
        }
    }

    /// Sentences between a headline and the text.
    fn leads(&self, shift: f32, evidence: &mut Evidence) {
        let blocks = &self.page.blocks;
        let headlines = self.headlines.iter().enumerate().filter(|(_, is_one)| **is_one);
        for (headline, _) in headlines {
            let behind = blocks.iter().enumerate().skip(headline + 1).take(MAX_BLOCKS_OF_LEAD);
            let Some((first, _)) = behind
                .clone()
                .find(|(index, block)| block.is_prose() && self.score(*index) >= MIN_SCORE)
            else {
                continue;
            };
            for (index, block) in behind.take_while(|(index, _)| *index < first) {
                let is_apart = [Context::FIGURE, Context::HEADING, Context::LIST];
                if is_text(block) && !is_apart.iter().any(|&apart| block.context.has(apart)) {
                    evidence.add(index..index + 1, shift);
                }
            }
        }
    }

    /// Tables, lists of text, definitions, quotations and code between paragraphs, with the words
    /// that introduce them.
    fn enclosed(&self, shifts: &Shifts, evidence: &mut Evidence) {
        let page = self.page;
        let mut done = 0;
        for unit in &page.units.all {
            let blocks = unit.blocks();
            let Some(parent) = page.units.get(unit.parent) else { continue };
            let around = page.units.get(parent.parent).unwrap_or(parent).blocks();
            let before = blocks.start.checked_sub(1).and_then(|before| page.blocks.get(before));
            let is_introduced = || before.is_some_and(|before| before.measures.ends_colon);
            let names_things = || {
                let words = || -> f32 {
                    page.blocks[blocks.clone()].iter().map(|block| block.measures.words).sum()
                };
                blocks.len() <= MAX_THINGS
                    && before.is_some_and(|before| before.context.has(Context::HEADING))
                    && words() <= MAX_WORDS_OF_THING * blocks.len() as f32
            };
            // What must stand between paragraphs of one element.
            let (may_be, must_be_between) = match unit.kind {
                UnitKind::Table | UnitKind::Code => (true, false),
                // Some templates caption an image in one.
                UnitKind::Definitions => {
                    let list = page.element(unit.element);
                    (list.is_some_and(|it| it.stats.images == 0), false)
                }
                UnitKind::Quote => {
                    let quote = page.element(unit.element);
                    (quote.is_some_and(|it| it.stats.link_tags == 0), true)
                }
                UnitKind::List => {
                    let list = page.element(unit.element);
                    let is_text = list.is_some_and(|it| it.stats.link_ratio() <= MAX_LINK_RATIO);
                    let is_plain = is_text || is_introduced();
                    (is_plain || names_things(), !is_plain)
                }
                _ => (false, false),
            };
            if !may_be {
                continue;
            }
            let Some(above) = self.meets_text((around.start..blocks.start).rev()) else { continue };
            let below = self.meets_text(blocks.end..around.end);
            let parent_of = |block: usize| {
                let block = page.blocks.get(block)?;
                page.element(block.element).map(|element| element.parent)
            };
            let is_between = below.is_some_and(|below| parent_of(above) == parent_of(below));
            // Code may be the last of a section.
            let may_end = unit.kind == UnitKind::Code && unit.end_block == parent.end_block;
            if is_between && unit.kind != UnitKind::Table {
                // The label above a piece of code is no text.
                let first = if unit.kind == UnitKind::Code { blocks.start } else { above + 1 };
                evidence.add_from(&mut done, first..blocks.end, shifts.between);
            } else if !must_be_between && (may_end || below.is_some()) {
                evidence.add_from(&mut done, blocks, shifts.enclosed);
            }
        }
    }

    /// The first of these blocks that is text, if it is the first but for headings and labels.
    fn meets_text(&self, blocks: impl Iterator<Item = usize>) -> Option<usize> {
        for index in blocks.take(MAX_BETWEEN + 1) {
            let block = self.page.blocks.get(index)?;
            let measures = &block.measures;
            let is_said = measures.ends_sentence && self.score(index) >= MIN_SCORE_OF_SHORT;
            if self.is_strong(index, block) || (is_said && block.links == 0) {
                return Some(index);
            }
            let is_label = measures.words <= MAX_WORDS_OF_LABEL && block.links == 0;
            if !block.context.has(Context::HEADING) && !is_label {
                return None;
            }
        }
        None
    }

    /// Sections of lists among sections of their level that are content together.
    fn sisters(&self, sums: &[(f32, f32)], shift: f32, evidence: &mut Evidence) {
        let page = self.page;
        let pooled = |blocks: Range<usize>| pooled(sums, blocks);
        let mut levels: HashMap<(u32, bool, u8), (f32, f32, u32)> = HashMap::new();
        let members: Vec<Option<(u32, bool, u8)>> = (page.units.all.iter().enumerate())
            .map(|(index, unit)| match unit.kind {
                UnitKind::Section if is_headed(unit) => Some((unit.parent, false, unit.level)),
                UnitKind::Container => {
                    let inner = page.units.all.get(index + 1).filter(|inner| {
                        is_headed(inner)
                            && inner.parent as usize == index
                            && inner.blocks() == unit.blocks()
                    });
                    inner.map(|inner| (unit.parent, true, inner.level))
                }
                _ => None,
            })
            .collect();
        // The first blocks of what is only a heading and a list of text.
        let listed: HashSet<u32> = (page.units.all.iter())
            .filter(|unit| matches!(unit.kind, UnitKind::List | UnitKind::Definitions))
            .filter(|unit| {
                let list = page.element(unit.element);
                list.is_some_and(|list| list.stats.link_ratio() <= MAX_LINK_RATIO)
            })
            .filter_map(|unit| {
                let first = unit.first_block.checked_sub(1)?;
                let around = page.units.get(unit.parent)?;
                (around.kind == UnitKind::Section && around.first_block == first).then_some(first)
            })
            .collect();
        for (unit, member) in page.units.all.iter().zip(&members) {
            let Some(member) = member else { continue };
            let (sum, weight) = pooled(unit.blocks());
            let level = levels.entry(*member).or_default();
            *level = (level.0 + sum, level.1 + weight, level.2 + 1);
        }
        let mut done = 0;
        for (unit, member) in page.units.all.iter().zip(&members) {
            let Some(&(sum, _, count)) = member.as_ref().and_then(|it| levels.get(it)) else {
                continue;
            };
            let others = sum - pooled(unit.blocks()).0;
            if count > 1 && others > 0.0 && listed.contains(&unit.first_block) {
                evidence.add_from(&mut done, unit.blocks(), shift);
            }
        }
    }

    /// Before each block, and at the end, the log-odds of all blocks and their weights.
    fn sums(&self) -> Vec<(f32, f32)> {
        let mut sums = Vec::with_capacity(self.page.blocks.len() + 1);
        let (mut sum, mut weights) = (0.0f32, 0.0f32);
        sums.push((sum, weights));
        for (index, block) in self.page.blocks.iter().enumerate() {
            let score = self.score(index);
            if score > 0.0 {
                sum += weight_of(block) * log_odds(score);
                weights += weight_of(block);
            }
            sums.push((sum, weights));
        }
        sums
    }

    /// Notes that content refers to.
    fn notes(&self, shift: f32, evidence: &mut Evidence) {
        for note in &self.linked.places.notes {
            if self.score(note.reference) >= MIN_SCORE {
                evidence.add(note.blocks.clone(), shift);
            }
        }
    }

    /// Sections that a table of contents lists among others that are content.
    fn listed(&self, sums: &[(f32, f32)], shift: f32, evidence: &mut Evidence) {
        let listed = &self.linked.places.sections;
        let units = self.page.units.all.iter();
        let sections = units.filter(|unit| {
            is_headed(unit) && listed.binary_search(&(unit.first_block as usize)).is_ok()
        });
        let sections: Vec<&Unit> = sections.collect();
        let pooled = |unit: &Unit| pooled(sums, unit.blocks()).0;
        // Of nested sections, only the outer ones are counted.
        let outer = |(all, end): (f32, u32), unit: &&Unit| match unit.first_block < end {
            true => (all, end),
            false => (all + pooled(unit), unit.end_block),
        };
        let (all, _) = sections.iter().fold((0.0, 0), outer);
        let mut done = 0;
        for unit in &sections {
            let own = pooled(unit);
            if own <= 0.0 && all - own > 0.0 && unit.blocks().len() <= MAX_BLOCKS_OF_LISTED {
                evidence.add_from(&mut done, unit.blocks(), shift);
            }
        }
    }

    /// The words of prose that may be content.
    fn words_of_article(&self) -> WordsBefore {
        WordsBefore::of(self.page, |index, block| {
            let may_be = block.is_prose() && self.score(index) >= MIN_SCORE;
            if may_be { block.measures.words } else { 0.0 }
        })
    }

    /// Boxes behind the beginning of an article with fields for readers to fill in.
    fn forms(&self, words: &WordsBefore, shift: f32, evidence: &mut Evidence) {
        let page = self.page;
        for unit in page.units.all.iter().filter(|unit| unit.kind == UnitKind::Container) {
            let blocks = unit.blocks();
            let is_box = page.element(unit.element).is_some_and(|element| {
                element.stats.fields > 0
                    && element.stats.images == 0
                    && element.stats.words <= MAX_WORDS_OF_OFFER
            });
            let around =
                page.units.get(unit.parent).map_or(0, |around| around.first_block as usize);
            if is_box
                && blocks.len() <= MAX_BLOCKS_OF_OFFER
                && words.within(around..blocks.start) >= MIN_ARTICLE_WORDS
            {
                evidence.add(blocks, shift * self.is_article);
            }
        }
    }

    /// Boxes at the end of an article that call for something: a subscription, a gift.
    fn offers(&self, words: &WordsBefore, shift: f32, evidence: &mut Evidence) {
        let page = self.page;
        for unit in &page.units.all {
            let blocks = unit.blocks();
            let is_last = |around: &Unit| around.end_block == unit.end_block;
            if unit.kind != UnitKind::Container
                || !(2..=MAX_BLOCKS_OF_OFFER).contains(&blocks.len())
                || !page.units.get(unit.parent).is_some_and(is_last)
                || page.element(unit.element).is_none_or(|it| it.stats.words > MAX_WORDS_OF_OFFER)
            {
                continue;
            }
            let around =
                page.units.get(unit.parent).map_or(0, |around| around.first_block as usize);
            let calls = page.blocks[blocks.clone()].iter().skip(1).any(is_action);
            let says = page.blocks.get(blocks.start).is_some_and(|block| block.links == 0);
            if calls && says && words.within(around..blocks.start) >= MIN_ARTICLE_WORDS {
                evidence.add(blocks, shift);
            }
        }
    }

    /// The last words of an article's element, behind its controls.
    fn tails(&self, words: &WordsBefore, shift: f32, evidence: &mut Evidence) {
        let page = self.page;
        let said = WordsBefore::of(page, |_, block| block.measures.words);
        let mut done = 0;
        for row in &self.linked.controls {
            let Some(around) = page.element(row.around).filter(|_| row.around != NONE) else {
                continue;
            };
            let tail = row.blocks.end..around.blocks().end.max(row.blocks.end);
            let ahead = words.within(around.blocks().start..row.blocks.start);
            if said.within(tail.clone()) <= MAX_WORDS_OF_TAIL && ahead >= MIN_ARTICLE_WORDS {
                evidence.add_from(&mut done, tail, shift);
            }
        }
    }
}

/// The log-odds of some blocks and their weights, from those before each block.
fn pooled(sums: &[(f32, f32)], blocks: Range<usize>) -> (f32, f32) {
    let at = |block: usize| sums.get(block).copied().unwrap_or_default();
    let ((end, weight), (begin, weight_before)) = (at(blocks.end), at(blocks.start));
    (end - begin, weight - weight_before)
}

/// Whether a block is a sentence or more, and not links.
fn is_text(block: &TextBlock) -> bool {
    let measures = &block.measures;
    let is_sentence =
        measures.words >= MIN_WORDS && (measures.ends_sentence || measures.ends_colon);
    block.is_prose() || (is_sentence && block.link_ratio() <= MAX_LINK_RATIO)
}

/// Whether a block is a link or a button by itself.
fn is_action(block: &TextBlock) -> bool {
    let pressed = block.button_chars as f32 / block.measures.chars.max(1) as f32;
    block.measures.words <= MAX_WORDS_OF_ACTION
        && block.link_ratio().max(pressed) >= MIN_LINK_RATIO_OF_ACTION
        && !block.context.has(Context::LIST)
        && !block.context.has(Context::TABLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::TUNING;
    use crate::select::testing::segmented;

    /// What the places of blocks with these scores add to them.
    fn shifts(html: &str, scores: &[f32], headline: bool) -> Vec<f32> {
        let page = segmented(html, scores);
        let headlines: Vec<bool> = (0..scores.len()).map(|block| headline && block == 0).collect();
        let seen = Seen {
            page: &page,
            scores,
            headlines: &headlines,
            linked: Linked::NONE,
            is_article: 1.0,
        };
        seen.evidence(&TUNING.shifts).shifts
    }

    const LONG: &str = "Rund um den See führt ein Weg, an dem im Mai die Störche zu sehen sind.";

    #[test]
    fn a_table_between_paragraphs_is_enclosed() {
        let table = "<table><tr><th>a<th>b<tr><td>c<td>d</table>";
        let html = format!("<p>{LONG}</p><h2>e</h2>{table}<p>{LONG}</p>");
        let enclosed = TUNING.shifts.enclosed;
        let scores = [0.9, 0.2, 0.3, 0.3, 0.3, 0.3, 0.9];
        assert_eq!(shifts(&html, &scores, false)[2..6], [enclosed; 4]);
        let scores = [0.9, 0.2, 0.3, 0.3, 0.3, 0.3, 0.2];
        assert_eq!(shifts(&html, &scores, false), [0.0; 7]);
    }

    #[test]
    fn a_list_of_links_is_enclosed_only_if_it_is_introduced() {
        let list = "<ul><li><a href=/a>a</a><li><a href=/b>b</a></ul>";
        for (end, is_enclosed) in [('.', false), (':', true)] {
            let html = format!("<p>Es gibt drei Wege um den See{end}</p>{list}<p>{LONG}</p>");
            let shift = if is_enclosed { TUNING.shifts.between } else { 0.0 };
            assert_eq!(shifts(&html, &[0.9, 0.3, 0.3, 0.9], false), [0.0, shift, shift, 0.0]);
        }
    }

    #[test]
    fn a_sentence_below_the_headline_is_its_lead() {
        let html = format!(
            "<h1>a</h1><p>3. Mai</p><div><p>Im Mai kommen die Störche.</p></div><p>{LONG}</p>"
        );
        let lead = TUNING.shifts.lead;
        assert_eq!(shifts(&html, &[0.0, 0.1, 0.4, 0.9], true), [0.0, 0.0, lead, 0.0]);
        assert_eq!(shifts(&html, &[0.0, 0.1, 0.4, 0.9], false), [0.0; 4]);
        assert_eq!(shifts(&html, &[0.0, 0.1, 0.4, 0.3], true), [0.0; 4]);
    }

    #[test]
    fn lists_under_headings_of_one_level_are_sisters() {
        let html =
            "<h1>a</h1><h2>b</h2><ul><li>c<li>d</ul><h2>e</h2><ul><li>f g h i j<li>k l m n o</ul>";
        let sister = TUNING.shifts.sister;
        let scores = [0.5, 0.3, 0.4, 0.4, 0.5, 0.9, 0.9];
        assert_eq!(shifts(html, &scores, false)[1..4], [sister; 3]);
        let scores = [0.5, 0.3, 0.4, 0.4, 0.5, 0.1, 0.1];
        assert_eq!(shifts(html, &scores, false)[1..4], [0.0; 3]);
    }

    #[test]
    fn a_box_that_ends_with_a_button_is_an_offer_only_behind_an_article() {
        let offer = "<div><h3>b c</h3><p>d e f</p><a href=/g>g</a></div>";
        let story = format!("<p>{LONG}</p>").repeat(3);
        let scores = [0.9, 0.9, 0.9, 0.7, 0.7, 0.7];
        let behind = shifts(&format!("<div>{story}{offer}</div>"), &scores, false);
        assert_eq!(behind, [0.0, 0.0, 0.0, -1.5, -1.5, -1.5]);
        let scores = [0.7, 0.7, 0.7, 0.9, 0.9, 0.9];
        assert_eq!(shifts(&format!("<div>{offer}{story}</div>"), &scores, false), [0.0; 6]);
    }
}
