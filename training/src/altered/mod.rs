//! Altered copies of training pages: with boilerplate from other pages, and with other names of
//! elements and classes.
//!
//! The training pages have too little of what goes wrong elsewhere: a list of teasers with
//! summaries, right after the last paragraph, in the article's own container, and without a telling
//! name. A copy has the same gold text as its page, and more boilerplate around it.

mod teasers;
mod tree;

use crate::boost::random::hash;
use std::collections::HashMap;

/// What may be inserted into pages of one language.
#[derive(Debug, Default)]
pub struct Pool {
    languages: HashMap<String, Vec<Story>>,
}

/// What one page lends to others.
#[derive(Clone, Debug)]
pub struct Story {
    /// Pages do not lend to pages of their own site.
    pub domain: String,
    pub headline: String,
    /// The first sentences of its text.
    pub summary: String,
    /// A heading above boilerplate on it.
    pub label: Option<String>,
}

/// Summaries are cut to about this many characters.
const SUMMARY: std::ops::Range<usize> = 40..260;

impl Pool {
    /// Collects a page's headline, the beginning of its gold text, and a heading of its
    /// boilerplate.
    pub fn lend(
        &mut self,
        language: &str,
        domain: &str,
        title: &str,
        gold: &str,
        label: Option<&str>,
    ) {
        let Some(summary) = gold.lines().map(str::trim).find(|line| line.len() >= SUMMARY.start)
        else {
            return;
        };
        let story = Story {
            domain: domain.to_owned(),
            headline: title.trim().to_owned(),
            summary: begin_of(summary),
            label: label.map(str::to_owned),
        };
        if !story.headline.is_empty() {
            self.languages.entry(language.to_owned()).or_default().push(story);
        }
    }

    /// An altered copy of a page. `None` if too few pages of its language lend anything, or if the
    /// gold is not found on it.
    pub fn alter(
        &self,
        language: &str,
        domain: &str,
        html: &str,
        gold: &str,
        seed: u64,
    ) -> Option<String> {
        let mut dice = Dice(hash(seed));
        let stories: Vec<&Story> =
            self.languages.get(language)?.iter().filter(|story| story.domain != domain).collect();
        if stories.len() < 8 {
            return None;
        }
        let mut page = tree::Tree::parse(html, gold)?;
        page.rename(tree::Renaming::draw(&mut dice));
        if dice.chance(0.2) {
            page.break_paragraphs();
        }
        if dice.chance(0.25) {
            page.lay_out_in_tables(&mut dice);
        }
        let count = 1 + dice.below(10);
        let teasers = teasers::write(&mut dice, &stories, count);
        let place = tree::Placement::draw(&mut dice);
        page.insert(&teasers, place);
        if dice.chance(0.25) {
            let count = 1 + dice.below(6);
            let comments = teasers::write_comments(&mut dice, &stories, count);
            page.insert(&comments, tree::Placement::Below(dice.below(3)));
        }
        Some(page.html())
    }
}

/// The first sentences of a text, or its beginning.
fn begin_of(text: &str) -> String {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        if after > SUMMARY.end {
            break;
        }
        if matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟') {
            end = after;
            if after >= SUMMARY.start * 2 {
                break;
            }
        }
    }
    if end == 0 {
        end = text
            .char_indices()
            .map(|(at, _)| at)
            .take_while(|&at| at <= SUMMARY.end)
            .last()
            .unwrap_or(0);
    }
    text[..end].to_owned()
}

/// Numbers that look random and are the same each time.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = hash(self.0);
        self.0
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    fn chance(&mut self, share: f64) -> bool {
        (self.next() >> 11) as f64 / ((1u64 << 53) as f64) < share
    }

    fn choose<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
