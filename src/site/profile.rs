//! The profile of a site.

use super::entry::{PageId, Place, Recurring};
use super::names::{MAX_LENGTH, MAX_NAMES, Names};
use super::shown::{self, MAX_SHOWN};
use super::table::Table;
use super::traits::PageTraits;
use crate::block::{self, Page};
use crate::dom::{self, Dom};
use crate::options::{Limits, Scorer};
use crate::score::{self, CachedOverview};
use std::fmt;

/// What several pages of one site have in common, learned without labels.
///
/// Text that appears on many pages of a site belongs to the site rather than to an author, and a place
/// in its template holds content on all pages or on none. With a profile of the site
/// ([`Extractor::site`](crate::Extractor::site)), its pages are extracted more accurately. Five pages
/// are enough for most of the gain.
///
/// # What it holds
///
/// - Hashes of texts and of link targets, and the number of pages on which they appear.
/// - Hashes of places in the template (tags and class names), and how blocks there are scored.
/// - Hashes of places where pages show the author and the date that their markup states. Pages
///   without such markup are read there ([`Source::SitePlace`](crate::Source::SitePlace)).
/// - What page titles begin or end with, by which the site's name is recognized.
///
/// A near copy of a page, such as the same article at another address, its print version or its second
/// page, does not count as another page. A page may be extracted with a profile that has learned it.
///
/// # Memory
///
/// At most 400 KB, whatever it learns. When there are too many texts or places, those that appear on
/// the fewest pages are forgotten. Until then the order of pages makes no difference, except for which
/// of two near copies counts. After that, a text that appears on few pages, far apart, may be missed.
///
/// # Example
///
/// ```
/// use dehusk::{Extractor, SiteProfile};
///
/// let page = |headline: &str, text: &str| {
///     format!(
///         "<title>{headline} | Valley News</title><h1>{headline}</h1><p>{text}</p>
///          <p>Valley News is written by the people of the valley, for the people of the valley.</p>"
///     )
/// };
/// let mut site = SiteProfile::new();
/// for number in 0..10 {
///     site.learn(&page(&format!("Story {number}"), "Something has happened in the valley."));
/// }
/// let extractor = Extractor::new().site(site);
/// let rain = page("Rain at last", "After eleven dry weeks it rained on Tuesday in the valley.");
/// println!("{}", extractor.extract(&rain)?.text());
/// # Ok::<(), dehusk::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct SiteProfile {
    /// Pages that count.
    pub(super) pages: u32,
    /// The identities of these pages, in order; the smallest if there are too many.
    pub(super) known: Vec<PageId>,
    pub(super) texts: Table<Recurring, MAX_TEXTS>,
    pub(super) targets: Table<Recurring, MAX_TARGETS>,
    pub(super) places: Table<Place, MAX_PLACES>,
    pub(super) names: Names,
    /// Places of bylines and dates.
    pub(super) shown: Table<Recurring, MAX_SHOWN>,
}

const MAX_TEXTS: usize = 10_176;
const MAX_TARGETS: usize = 4_096;
const MAX_PLACES: usize = 4_096;

/// A page is a near copy of another that has this share of its content word for word,
const COPIED: f32 = 0.8;
/// or this share under the same title.
const COPIED_UNDER_TITLE: f32 = 0.15;

impl SiteProfile {
    pub(super) const MAX_PAGES_KNOWN: usize = 8_192;
    /// The maximum size of a profile in bytes.
    #[cfg_attr(not(feature = "serde"), allow(dead_code))]
    pub(super) const MAX_BYTES: usize = 32
        + SiteProfile::MAX_PAGES_KNOWN * 4
        + (MAX_TEXTS + MAX_TARGETS + MAX_SHOWN) * 16
        + MAX_PLACES * 32
        + MAX_NAMES * (8 + MAX_LENGTH);

    /// Creates an empty profile, which changes nothing.
    pub fn new() -> SiteProfile {
        SiteProfile::default()
    }

    /// Returns the number of pages learned, without near copies.
    pub fn pages(&self) -> usize {
        self.pages as usize
    }

    /// Learns a page, and returns whether it counts. Pages without text do not count, nor do near
    /// copies of pages learned before. The page is parsed with the default [`Limits`].
    ///
    /// This costs as much as an extraction. For a page that is extracted anyway, use
    /// [`SiteProfile::learn_from`].
    pub fn learn(&mut self, html: &str) -> bool {
        let Ok(dom) = dom::parse(html, &Limits::default(), false) else { return false };
        let page = block::segment(&dom);
        let scores = score::score(Scorer::Model, &dom, &page, &CachedOverview::default());
        self.learn_page(&dom, &page, &scores)
    }

    pub(crate) fn learn_page(&mut self, dom: &Dom, page: &Page, scores: &[f32]) -> bool {
        let before = self.pages;
        let traits = PageTraits::of(dom, page, scores);
        let shown = shown::of_page(dom, page, &traits);
        self.merge(&SiteProfile { shown, ..SiteProfile::of_page(&traits) });
        self.pages > before
    }

    /// The profile of one page.
    pub(super) fn of_page(traits: &PageTraits) -> SiteProfile {
        if traits.blocks.is_empty() {
            return SiteProfile::default();
        }
        SiteProfile {
            targets: Table::of(traits.targets()),
            places: Table::of(traits.places()),
            names: Names::of(&traits.title),
            ..SiteProfile::of_texts(traits)
        }
    }

    /// The part of a page's profile by which copies of it are known.
    pub(super) fn of_texts(traits: &PageTraits) -> SiteProfile {
        let texts = Table::of(traits.texts());
        SiteProfile { pages: 1, known: vec![traits.page], texts, ..SiteProfile::default() }
    }

    /// Adds another profile of the same site, as if its pages had been learned here.
    ///
    /// Pages that are in both profiles, or are near copies, count once. What recurs within the other
    /// profile is added as it is, so it may be counted twice for such pages.
    ///
    /// # Example
    ///
    /// ```
    /// use dehusk::SiteProfile;
    ///
    /// let [mut one, mut other, mut both] = [(); 3].map(|()| SiteProfile::new());
    /// one.learn("<p>It rained on Tuesday, after eleven dry weeks.</p>");
    /// other.learn("<p>It snowed on Friday, for the first time this year.</p>");
    /// both.learn("<p>It rained on Tuesday, after eleven dry weeks.</p>");
    /// both.learn("<p>It snowed on Friday, for the first time this year.</p>");
    /// one.merge(&other);
    /// assert_eq!(one, both);
    /// ```
    pub fn merge(&mut self, other: &SiteProfile) {
        let copies = self.copies_among(other);
        let is_copy = |page| copies.binary_search_by_key(&page, |copy| copy.page).is_ok();
        // Titles of copies count, so that a title shared by all pages soon stops marking copies.
        let new = |text: &Recurring| text.is_title() || !text.page().is_some_and(is_copy);
        if copies.is_empty() {
            self.texts.add(other.texts.entries());
        } else {
            let texts: Vec<Recurring> =
                other.texts.entries().iter().filter(|text| new(text)).copied().collect();
            self.texts.add(&texts);
        }
        let pages = other.pages.saturating_sub(copies.len() as u32);
        if pages == 0 {
            return;
        }
        self.pages = self.pages.saturating_add(pages);
        self.known.extend(other.known.iter().filter(|page| !is_copy(page.in_table())));
        self.known.sort_unstable();
        self.known.dedup();
        self.known.truncate(SiteProfile::MAX_PAGES_KNOWN);
        self.targets.add(other.targets.entries());
        self.places.add(other.places.entries());
        self.names.merge(&other.names);
        self.shown.add(other.shown.entries());
    }

    /// The site's name as found at the ends of titles.
    pub(crate) fn names(&self) -> Vec<String> {
        self.names.of_site(self.pages)
    }

    /// The pages of another profile that are, or are nearly copies of, pages of this one, in order.
    pub(super) fn copies_among(&self, other: &SiteProfile) -> Vec<Copied> {
        if self.pages == 0 {
            return Vec::new();
        }
        let known = other.known.iter().filter(|page| self.known.binary_search(page).is_ok());
        let known = known.map(|page| Copied { page: page.in_table(), of: page.in_table() });
        let mut copies: Vec<Copied> = known.collect();
        let mut texts: Vec<(u32, &Recurring)> =
            other.texts.entries().iter().filter_map(|text| Some((text.page()?, text))).collect();
        texts.sort_by_key(|&(page, _)| page);
        copies.extend(texts.chunk_by(|one, other| one.0 == other.0).filter_map(|texts| {
            let of = self.copied(texts.iter().map(|&(_, text)| text))?;
            Some(Copied { page: texts[0].0, of })
        }));
        copies.sort_by_key(|copy| copy.page);
        copies.dedup_by_key(|copy| copy.page);
        copies
    }

    /// The page of this profile that a page with these texts is nearly a copy of.
    fn copied<'a>(&self, texts: impl Iterator<Item = &'a Recurring>) -> Option<u32> {
        let mut shared: Vec<(u32, u32)> = Vec::new();
        let (mut all, mut under_title) = (0, None);
        for text in texts {
            let known = self.texts.get(text.key);
            let alone = known.and_then(Recurring::page);
            if text.is_title() {
                under_title = alone;
            } else if known.is_none() || alone.is_some() {
                // Other known texts are the site's, or quotations on several pages.
                all += text.mass();
                shared.extend(alone.map(|page| (page, text.mass())));
            }
        }
        shared.sort_unstable();
        let shared = shared.chunk_by(|one, other| one.0 == other.0);
        let shared = shared.map(|parts| (parts[0].0, parts.iter().map(|part| part.1).sum::<u32>()));
        let is_copy = |&(page, shared): &(u32, u32)| {
            let least = if under_title == Some(page) { COPIED_UNDER_TITLE } else { COPIED };
            shared > 0 && shared as f32 >= all as f32 * least
        };
        shared.filter(is_copy).max_by_key(|&(_, shared)| shared).map(|(page, _)| page)
    }
}

/// A page, and the learned page that it is a copy of, both as in [`PageId::in_table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Copied {
    pub(super) page: u32,
    pub(super) of: u32,
}

impl fmt::Debug for SiteProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SiteProfile")
            .field("pages", &self.pages)
            .field("texts", &self.texts.entries().len())
            .field("targets", &self.targets.entries().len())
            .field("places", &self.places.entries().len())
            .field("names", &self.names())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_apart_by_all_bits() {
        let page = |id| SiteProfile { pages: 1, known: vec![PageId(id)], ..SiteProfile::default() };
        let mut site = page(0x1234_5600);
        for _ in 0..2 {
            site.merge(&page(0x1234_5601));
            assert_eq!(site.pages(), 2);
        }
    }
}
