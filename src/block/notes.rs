//! Links to places on the page: notes below a text, each with the block that refers to it, and the
//! sections that a table of contents lists.

use super::{Context, Page};
use crate::dom::{AttributeName, Dom, Tag};
use std::collections::HashMap;
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
pub(crate) fn places(dom: &Dom, page: &Page) -> Places {
    let links = (0u32..).zip(&page.elements).filter(|(_, element)| element.tag == Tag::A);
    let jumps: Vec<Jump<'_>> = links
        .filter_map(|(link, element)| {
            let href = dom.attribute(element.node, AttributeName::Href)?.trim();
            let fragment = href.strip_prefix('#').filter(|fragment| !fragment.is_empty())?;
            Some(Jump { link, fragment })
        })
        .collect();
    if jumps.is_empty() {
        return Places::default();
    }
    let places = named_places(dom, page);
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
        let names: Vec<&str> = names.map(|element| dom.value(element.id)).collect();
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

/// The elements that a link may lead to, by name. Of several with one name, the first counts.
pub(super) fn named_places<'a>(dom: &'a Dom, page: &Page) -> HashMap<&'a str, u32> {
    let mut places = HashMap::new();
    for (index, element) in (0u32..).zip(&page.elements) {
        let name = dom.attribute(element.node, AttributeName::Name).unwrap_or_default();
        for name in [dom.value(element.id), name].into_iter().filter(|name| !name.is_empty()) {
            places.entry(name).or_insert(index);
        }
    }
    places
}
