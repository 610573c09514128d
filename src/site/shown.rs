//! Where pages of a site show who wrote them, and when: places of blocks that say what the pages also
//! state in their markup.

use super::entry::Recurring;
use super::keys::mixed;
use super::table::{Entry, Table, sorted};
use super::traits::PageTraits;
use crate::block::Page;
use crate::dom::Dom;
use crate::metadata;

/// The places of a site that are remembered.
pub(super) const MAX_SHOWN: usize = 64;

/// A place is known if at least so many pages show there what they state,
const MIN_PAGES: u32 = 2;
/// and this share of all pages that state it.
const MIN_SHARE: f32 = 0.5;

/// The first places on a page that count, of those that show the same.
const MAX_OF_PAGE: usize = 4;

/// What is shown at a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shown {
    Byline = 1,
    Dateline = 2,
}

impl Shown {
    /// A hash of a place, or for no place, of all pages that state it.
    fn key(self, place: u64) -> u64 {
        mixed(place ^ self as u64)
    }
}

/// The places of a page that show what it states.
pub(super) fn of_page(dom: &Dom, page: &Page, traits: &PageTraits) -> Table<Recurring, MAX_SHOWN> {
    let metadata::Confirmed { bylines, datelines } = metadata::confirmed(dom, page);
    let mut entries = Vec::new();
    for (shown, blocks) in [(Shown::Byline, bylines), (Shown::Dateline, datelines)] {
        let Some(blocks) = blocks else { continue };
        let places = blocks.iter().filter_map(|&block| Some(traits.blocks.get(block)?.place));
        // What stands at one place again and again is about other pages.
        let only = |place: &u64| traits.blocks.iter().filter(|of| of.place == *place).count() == 1;
        let places = places.filter(|&place| place != 0).take(MAX_OF_PAGE).filter(only);
        let keys = [0].into_iter().chain(places).map(|place| shown.key(place));
        entries.extend(keys.map(|key| Recurring::text(key, traits.page, 0.0)));
    }
    Table::of(sorted(entries))
}

/// The block at the place where most pages show it.
pub(super) fn find(
    known: &Table<Recurring, MAX_SHOWN>,
    traits: &PageTraits,
    shown: Shown,
) -> Option<usize> {
    let pages = |place| known.get(shown.key(place)).map_or(0, Entry::pages);
    let least = MIN_PAGES.max((pages(0) as f32 * MIN_SHARE) as u32);
    if pages(0) < least {
        return None;
    }
    // By the number of pages, with the place and its first block.
    let mut best: Option<(u32, u64, usize)> = None;
    let mut repeated = false;
    for (index, block) in traits.blocks.iter().enumerate().filter(|(_, block)| block.place != 0) {
        if best.is_some_and(|(_, place, _)| place == block.place) {
            repeated = true;
            continue;
        }
        let pages = pages(block.place);
        if pages >= least && best.is_none_or(|(most, _, _)| pages > most) {
            best = Some((pages, block.place, index));
            repeated = false;
        }
    }
    best.filter(|_| !repeated).map(|(_, _, block)| block)
}
