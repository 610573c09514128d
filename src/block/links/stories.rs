//! Pages that hold several articles in full: the one that the page's title or address names, and
//! others, loaded below it or told under it.

use super::{Leads, Link, Links};
use crate::block::headline::level;
use crate::block::{Context, Element, NONE, Page, Role, TextBlock, Titles};
use std::ops::Range;

/// An article has so many words of prose.
const MIN_WORDS: f32 = 60.0;
/// Its headline is one of its first blocks.
const MAX_BLOCKS_ABOVE: u32 = 3;
/// The page's own article is looked for in so many elements around its headline.
const MAX_LEVELS: usize = 8;

/// An element that may hold an article.
struct Story<'a> {
    element: &'a Element,
    headline: u32,
}

/// The blocks of the articles besides the page's own, if its title or address names one of those
/// that it holds. On an index nothing names one of them.
pub(super) fn other_stories(links: &Links<'_>, titles: &Titles) -> Vec<Range<usize>> {
    let page = links.page;
    let stories = stories(page);
    if stories.len() < 2 {
        return Vec::new();
    }
    let link_of = |block: u32| -> Option<&Link<'_>> {
        let is_linked = |it: &TextBlock| it.context.has(Context::LINK);
        page.blocks.get(block as usize).is_some_and(is_linked).then_some(())?;
        links.first_of(block as usize)
    };
    let address = links.dom.own_address().map(path);
    let is_own = |headline: u32| {
        titles.are_said_by(headline as usize)
            || link_of(headline).is_some_and(|link| {
                address.is_some_and(|own| own.len() > 1 && link.href.map(path) == Some(own))
            })
    };
    let mut own = stories.iter().filter(|story| is_own(story.headline)).map(|it| it.headline);
    let Some(headline) = own.next().filter(|&first| own.all(|other| other == first)) else {
        return Vec::new();
    };
    let leads_elsewhere =
        |headline: u32| link_of(headline).is_some_and(|link| links.leads(link) != Leads::Nowhere);
    let place = |block: u32| {
        page.element(page.blocks.get(block as usize)?.element).map(|element| element.path_hash)
    };
    let next_stated = next_of(page, |index, _| titles.are_said_by(index));
    let level_of = |block: u32| page.blocks.get(block as usize).and_then(|it| level(page, it));
    let around = stories.iter().rev().filter(|story| story.headline == headline);
    for own in around.take(MAX_LEVELS) {
        let is_other = |other: &&Story<'_>| {
            let (own_blocks, blocks) = (own.element.blocks(), other.element.blocks());
            let is_apart = blocks.end <= own_blocks.start || own_blocks.end <= blocks.start;
            let are_articles =
                own.element.role == Role::Article && other.element.role == Role::Article;
            let are_alike = || {
                own.element.path_hash == other.element.path_hash
                    && place(own.headline) == place(other.headline)
                    && leads_elsewhere(other.headline)
            };
            // What says the title again, or begins with a heading of a lower level, is a part of it.
            is_apart
                && next_stated.get(blocks.start).is_none_or(|&next| next as usize >= blocks.end)
                && level_of(other.headline) == level_of(headline)
                && (are_articles || are_alike())
        };
        let mut others: Vec<Range<usize>> = Vec::new();
        for other in stories.iter().filter(is_other) {
            // Parents stand before their children.
            let blocks = other.element.blocks();
            if others.last().is_none_or(|last| last.end <= blocks.start) {
                others.push(blocks);
            }
        }
        if !others.is_empty() {
            return others;
        }
    }
    Vec::new()
}

/// The elements that begin with a headline and go on with prose, in document order.
fn stories(page: &Page) -> Vec<Story<'_>> {
    let next_heading = next_of(page, |_, block| block.context.has(Context::HEADING));
    let story = |element: &'_ Element| {
        let headline = *next_heading.get(element.first_block as usize)?;
        let is_begun = headline < element.end_block
            && headline - element.first_block <= MAX_BLOCKS_ABOVE
            && element.tag.is_block_level()
            && element.stats.prose_words >= MIN_WORDS;
        is_begun.then_some(headline)
    };
    let elements = page.elements.iter().skip(1);
    elements.filter_map(|element| Some(Story { element, headline: story(element)? })).collect()
}

/// For every block, the first one from there on that is wanted, or [`NONE`].
fn next_of(page: &Page, is_wanted: impl Fn(usize, &TextBlock) -> bool) -> Vec<u32> {
    let mut next = NONE;
    let mut next_of = vec![NONE; page.blocks.len()];
    for (index, block) in page.blocks.iter().enumerate().rev() {
        if is_wanted(index, block) {
            next = index as u32;
        }
        next_of[index] = next;
    }
    next_of
}

/// An address without scheme, host and fragment, and without a slash at its end.
fn path(address: &str) -> &str {
    let address = address.trim();
    let address = address.split('#').next().unwrap_or_default();
    let behind = address.split_once("//").map_or(address, |(_, rest)| {
        rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or_default()
    });
    behind.trim_end_matches('/')
}
