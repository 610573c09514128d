//! Links to places on the page: notes below a text, each with the block that refers to it, and the
//! sections that a table of contents lists.

use super::Links;
use crate::block::Context;
use std::ops::Range;

/// The maximum length of a reference, in characters: `1`, `[12]`, `*`.
const MAX_LABEL: u32 = 6;
/// How many links of a note are examined for the one that leads back, and how many elements around
/// a reference for its name.
const MAX_LINKS: usize = 8;
const MAX_LEVELS: usize = 3;

/// The minimum number of sections in a table of contents.
const MIN_SECTIONS: usize = 3;

/// A note that a text refers to.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    /// The block of the reference.
    pub(crate) reference: usize,
    pub(crate) blocks: Range<usize>,
}

/// A link to a place on the page.
struct Jump<'a> {
    link: u32,
    fragment: &'a str,
}

/// What links on the page lead to on the same page.
#[derive(Debug, Default)]
pub(crate) struct Places {
    pub(crate) notes: Vec<Note>,
    /// The headings that links above them lead to, if these are several.
    pub(crate) sections: Vec<usize>,
}

/// Finds the notes that a short link leads to and that lead back to it, and the sections of a table
/// of contents.
pub(super) fn places(links: &Links<'_>) -> Places {
    let page = links.page;
    let jumps = links.all.iter().filter_map(|link| {
        let fragment = link.href?.trim().strip_prefix('#').filter(|it| !it.is_empty())?;
        Some(Jump { link: link.element, fragment })
    });
    let jumps: Vec<Jump<'_>> = jumps.collect();
    if jumps.is_empty() {
        return Places::default();
    }
    let places = links.named_places();
    let note = |jump: &Jump<'_>| {
        let link = page
            .element(jump.link)
            .filter(|link| link.stats.chars <= MAX_LABEL && !link.blocks().is_empty())?;
        let place = *places.get(jump.fragment).filter(|&&place| place > jump.link)?;
        let (index, holder) = page
            .ancestry(place)
            .filter_map(|index| Some((index, page.element(index)?)))
            .find(|(_, element)| element.tag.is_block_level())?;
        let names = page.ancestry(jump.link).take(MAX_LEVELS).filter_map(|it| page.element(it));
        let names: Vec<&str> = names.map(|element| links.dom.value(element.id)).collect();
        let leads_back = |back: &Jump<'_>| {
            names.contains(&back.fragment) || places.get(back.fragment) == Some(&jump.link)
        };
        let first = jumps.partition_point(|jump| jump.link < index);
        let inside = jumps.get(first..).unwrap_or_default().iter();
        let mut inside = inside.take_while(|jump| jump.link < holder.end).take(MAX_LINKS);
        let blocks = holder.blocks();
        (inside.any(leads_back) && !blocks.is_empty() && !blocks.contains(&link.blocks().start))
            .then(|| Note { reference: link.blocks().start, blocks })
    };
    let heading = |jump: &Jump<'_>| {
        let place = *places.get(jump.fragment)?;
        let heading = page.element(place)?.blocks().start;
        let is_heading =
            page.blocks.get(heading).is_some_and(|block| block.context.has(Context::HEADING));
        let link = page.element(jump.link)?.blocks().start;
        (is_heading && link < heading).then_some(heading)
    };
    let mut sections: Vec<usize> = jumps.iter().filter_map(heading).collect();
    sections.sort_unstable();
    sections.dedup();
    if sections.len() < MIN_SECTIONS {
        sections.clear();
    }
    Places { notes: jumps.iter().filter_map(note).collect(), sections }
}
