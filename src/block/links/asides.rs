//! Single blocks in or below an article that lead away from it: a call to follow a channel, and a
//! link or a card for another article between two paragraphs.

use super::{Leads, Links};
use crate::address::{self, Target};
use crate::any_case;
use crate::block::{Context, Element, Page, TextBlock, TextMeasures};
use std::ops::Range;

/// The maximum number of words of a call to follow a channel.
const MAX_WORDS_OF_CALL: f32 = 25.0;
/// Words of a headline that a block consists of, besides a label of at most so many words.
const MIN_WORDS_OF_HEADLINE: f32 = 4.0;
const MAX_WORDS_OF_ASIDE: f32 = 30.0;
const MAX_WORDS_OF_LABEL: f32 = 5.0;
/// The minimum share of a text inside links, if it is nothing but a link.
const MIN_LINK_RATIO: f32 = 0.95;
/// The prose that an article has above a call, in words.
const MIN_WORDS_ABOVE: f32 = 40.0;

/// The maximum numbers of blocks and words of a card.
const MAX_BLOCKS_OF_CARD: usize = 4;
const MAX_WORDS_OF_CARD: f32 = 80.0;

/// Blocks that lead away from the text around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Aside {
    /// It calls for following a channel, at the end of a text.
    Call(usize),
    /// It is a link to another page of the site, between two paragraphs.
    Linked(usize),
    /// They are a card for another page of the site, between two paragraphs.
    Card(Range<usize>),
}

/// Finds the asides of a page in one pass.
pub(super) fn asides(links: &Links<'_>) -> Vec<Aside> {
    let page = links.page;
    let mut channels = vec![0u32; page.blocks.len()];
    for link in links.all.iter().filter(|link| link.has_text()) {
        if let Some(of_block) = channels.get_mut(link.blocks.start) {
            *of_block += u32::from(link.href.is_some_and(is_channel));
        }
    }
    let mut words = 0.0;
    let mut asides = Vec::new();
    for (index, block) in page.blocks.iter().enumerate() {
        if block.is_prose() {
            words += block.measures.words;
        }
        if block.context.has(Context::HEADING) && block.links == 1 {
            asides.extend(card(links, index, block).map(Aside::Card));
        }
        if block.links == 0 || is_part(block) {
            continue;
        }
        let own = block.measures.words;
        let leads_within =
            || links.first_of(index).is_some_and(|link| links.leads(link) == Leads::Within);
        if channels[index] == block.links
            && own <= MAX_WORDS_OF_CALL
            && words - own >= MIN_WORDS_ABOVE
            && is_last(page, index, block)
        {
            asides.push(Aside::Call(index));
        } else if is_linked(page, block) && is_between_prose(page, index, block) && leads_within() {
            asides.push(Aside::Linked(index));
        }
    }
    asides
}

/// Whether a block is part of something else than a column of text.
fn is_part(block: &TextBlock) -> bool {
    let parts = [
        Context::HEADING,
        Context::LIST,
        Context::TABLE,
        Context::DEFINITION,
        Context::FIGURE,
        Context::QUOTE,
        Context::CODE,
    ];
    parts.iter().any(|&part| block.context.has(part))
}

/// Whether an address is that of a channel or a profile, and not of a post.
fn is_channel(href: &str) -> bool {
    const HOSTS: [&str; 17] = [
        "bsky.app",
        "dzen.ru",
        "facebook.com",
        "fb.com",
        "instagram.com",
        "linkedin.com",
        "news.google.com",
        "ok.ru",
        "t.me",
        "telegram.me",
        "threads.net",
        "tiktok.com",
        "twitter.com",
        "vk.com",
        "whatsapp.com",
        "x.com",
        "youtube.com",
    ];
    const FOLDERS: [&str; 6] = ["c", "channel", "company", "profile", "publications", "user"];
    // Most links are relative or lead deeper into a site.
    let scheme = href.find('/').unwrap_or(href.len());
    let Some(behind) = href[scheme..].strip_prefix("//") else { return false };
    let path = behind.split(['?', '#']).next().unwrap_or_default();
    let mut names = path.split('/').skip(1).filter(|name| !name.is_empty());
    let is_profile = match (names.next(), names.next(), names.next()) {
        (Some(_), None, None) => true,
        (Some(folder), Some(_), None) => FOLDERS.contains(&folder),
        _ => false,
    };
    if !is_profile {
        return false;
    }
    let Target::Host(host) = address::target(href) else { return false };
    let behind = |prefix| any_case::strip_prefix(host, prefix);
    let host = ["www.", "m."].into_iter().find_map(behind).unwrap_or(host);
    HOSTS.iter().any(|known| host.eq_ignore_ascii_case(known))
}

/// Whether no prose follows in the element that a block stands in.
fn is_last(page: &Page, index: usize, block: &TextBlock) -> bool {
    const MAX_BEHIND: usize = 12;
    let around = page.element(block.element).and_then(|element| page.element(element.parent));
    let end = around.map_or(index, |around| around.blocks().end);
    let behind = page.blocks.get(index + 1..end.max(index + 1)).unwrap_or_default();
    behind.len() <= MAX_BEHIND && !behind.iter().any(TextBlock::is_prose)
}

/// Whether a block is a headline that is a link, perhaps behind a label of its own.
fn is_linked(page: &Page, block: &TextBlock) -> bool {
    let measures = &block.measures;
    let linked = measures.words * block.link_ratio();
    if block.links != 1
        || linked < MIN_WORDS_OF_HEADLINE
        || measures.words > MAX_WORDS_OF_ASIDE
        || measures.ends_sentence
    {
        return false;
    }
    if block.link_ratio() >= MIN_LINK_RATIO {
        return true;
    }
    let text = page.block_text(block);
    let Some((label, _)) = text.split_once([':', '：']) else { return false };
    let label = TextMeasures::of(label);
    // The label and its colon, and all else is the link.
    label.words <= MAX_WORDS_OF_LABEL
        && !block.context.has(Context::LINK)
        && (label.chars + block.link_chars + 4).abs_diff(measures.chars) <= 4
}

/// The blocks of a card around a heading that is a link: the largest small element around it, if all
/// links in it lead to the same page of the site and it stands between two paragraphs.
fn card(links: &Links<'_>, index: usize, heading: &TextBlock) -> Option<Range<usize>> {
    let page = links.page;
    let is_headline =
        heading.link_ratio() >= MIN_LINK_RATIO && heading.measures.words >= MIN_WORDS_OF_HEADLINE;
    let link = links.first_of(index).filter(|_| is_headline)?;
    let is_small = |element: &Element| {
        element.blocks().len() <= MAX_BLOCKS_OF_CARD && element.stats.words <= MAX_WORDS_OF_CARD
    };
    let around = page.ancestry(heading.element).map_while(|around| {
        page.element(around).filter(|element| is_small(element)).map(|element| (around, element))
    });
    let (first, card) = around.last()?;
    let blocks = card.blocks();
    let before = page.blocks.get(blocks.start.checked_sub(1)?)?;
    let behind = page.blocks.get(blocks.end)?;
    let parent = |element: u32| page.element(element).map(|element| element.parent);
    let is_beside = |block: &TextBlock| {
        let around = parent(block.element);
        let is_near = around == Some(card.parent)
            || around.and_then(parent) == Some(card.parent)
            || around == parent(card.parent);
        block.is_prose() && !is_part(block) && is_near
    };
    let from = links.all.partition_point(|it| it.element < first);
    let mut inside = links.all.get(from..)?.iter().take_while(|it| it.element < card.end);
    (blocks.len() > 1
        && is_beside(before)
        && is_beside(behind)
        && inside.all(|it| it.href == link.href)
        && links.leads(link) == Leads::Within)
        .then_some(blocks)
}

/// Whether the blocks before and behind are prose in the same element.
fn is_between_prose(page: &Page, index: usize, block: &TextBlock) -> bool {
    let parent = |block: &TextBlock| page.element(block.element).map(|it| it.parent);
    let is_beside = |at: Option<usize>| {
        let beside = at.and_then(|at| page.blocks.get(at));
        beside.is_some_and(|beside| {
            let is_near = parent(beside) == parent(block)
                || page
                    .element(block.element)
                    .and_then(|element| page.element(element.parent))
                    .is_some_and(|around| parent(beside) == Some(around.parent));
            beside.is_prose() && !is_part(beside) && is_near
        })
    };
    is_beside(index.checked_sub(1)) && is_beside(index.checked_add(1))
}
