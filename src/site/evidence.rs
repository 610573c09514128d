//! What a profile says about a page's blocks.
//!
//! | evidence | what it does to the log-odds of main content |
//! | --- | --- |
//! | the text is on other pages | lowers them: by the logarithm of how many, and by their share |
//! | a link's target is on other pages | the same, with less weight |
//! | blocks at the same place of other pages score otherwise | draws them to the mean there |
//! | much of the other pages' prose stands at the same place | raises those of prose, and lowers them where little does |
//!
//! Recurrence counts less the likelier the page is of a shop or a collection, where what recurs, such as
//! an entry, is often content. Places count more the likelier it is an article: pages of other kinds
//! have content and the rest at the same places.

use super::entry::{Place, Recurring};
use super::profile::SiteProfile;
use super::shown::{self, Shown};
use super::table::Entry;
use super::traits::{BlockTraits, MAX_LOG_ODDS, PageTraits, logistic};
use crate::block::Page;
use crate::dom::Dom;
use crate::features::PageType;

/// The weight of each kind of evidence, chosen on sites of the training collections. The scores that
/// chose them are those of the formula, as those of the model are better on pages that it was trained on.
struct Weights {
    /// For a text or a target on all pages, in log-odds per e-fold of pages. On fewer pages, it
    /// weighs less, by the square root of their share.
    text: f32,
    target: f32,
    /// A text of this many words needs one more page to count as recurring.
    words_of_a_page: f32,
    /// The maximum effect of recurrence.
    most: f32,
    /// A text or a target on this many pages says half as much as on very many.
    half_of_pages: f32,
    /// How far a score moves toward the mean of its place, 0 to 1, with very many pages;
    place: f32,
    /// with this many pages, half as far;
    half_of_place: f32,
    /// and for each unit of log-odds by which scores of the place spread, this much less.
    spread: f32,
    /// For prose at a place that holds all prose of the pages, beyond this share.
    prose: f32,
    share_of_prose: f32,
    /// The share of a page's blocks that must also be on other pages, by text or target, for its
    /// places to be those of the site.
    fits: f32,
}

const WEIGHTS: Weights = Weights {
    text: 2.5,
    target: 0.5,
    words_of_a_page: 60.0,
    most: 8.0,
    half_of_pages: 1.0,
    place: 0.5,
    half_of_place: 4.0,
    spread: 0.05,
    prose: 1.5,
    share_of_prose: 0.15,
    fits: 0.1,
};

/// What a profile says about a page.
#[derive(Debug)]
pub(crate) struct Evidence {
    /// The number of pages that the profile has learned, without this one.
    pub(crate) others: u32,
    /// How well the page fits the site, 0 to 1: whether they have texts and links in common.
    pub(crate) fit: f32,
    pub(crate) blocks: Vec<BlockEvidence>,
    /// The scores without the profile.
    pub(crate) own_scores: Vec<f32>,
    /// The blocks where other pages show the authors and the days that they state.
    pub(crate) byline: Option<usize>,
    pub(crate) dateline: Option<usize>,
}

/// What a profile says about a block.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct BlockEvidence {
    /// The number of other pages with the same text.
    pub(crate) text_pages: u32,
    /// The number of other pages that link to the same target, if most of the block is a link.
    pub(crate) target_pages: u32,
    /// The number of other pages that have blocks at the same place,
    pub(crate) place_pages: u32,
    /// and their mean score, 0 to 1.
    pub(crate) place_score: f32,
    /// What the recurrence of text and target adds to the log-odds of main content.
    pub(crate) recurrence: f32,
    /// What the place adds.
    pub(crate) place: f32,
}

/// The scores of a page's blocks, adjusted by a profile. `None` if it has learned no other page.
pub(crate) fn adjust(
    profile: &SiteProfile,
    dom: &Dom,
    page: &Page,
    scores: &[f32],
    kinds: &[f32; PageType::ALL.len()],
) -> Option<(Vec<f32>, Evidence)> {
    let traits = PageTraits::of(dom, page, scores);
    let others = Others::of(profile, &traits)?;
    let mut blocks: Vec<BlockEvidence> =
        traits.blocks.iter().map(|block| others.found(block)).collect();
    let shared = blocks.iter().filter(|found| found.text_pages + found.target_pages > 0).count();
    let fit = (shared as f32 / blocks.len().max(1) as f32 / WEIGHTS.fits).min(1.0);
    let mut adjusted = Vec::with_capacity(scores.len());
    let trust = trust(kinds);
    for ((found, traits), &score) in blocks.iter_mut().zip(&traits.blocks).zip(scores) {
        others.weigh(found, traits, fit);
        found.recurrence *= trust;
        found.place *= kinds[PageType::Article as usize];
        let change = found.recurrence + found.place;
        adjusted.push(if change == 0.0 { score } else { logistic(traits.log_odds + change) });
    }
    let evidence = Evidence {
        others: others.pages,
        fit,
        blocks,
        own_scores: scores.to_vec(),
        byline: shown::find(&profile.shown, &traits, Shown::Byline).filter(|_| fit > 0.0),
        dateline: shown::find(&profile.shown, &traits, Shown::Dateline).filter(|_| fit > 0.0),
    };
    Some((adjusted, evidence))
}

/// How much recurrence counts on a page that is of each kind with these probabilities, 0 to 1.
fn trust(kinds: &[f32; PageType::ALL.len()]) -> f32 {
    let of = |kind: PageType| kinds[kind as usize];
    (1.0 - of(PageType::Product) - of(PageType::Collection)).max(0.0)
}

/// The other pages of the site: everything a profile has learned, except the page itself.
struct Others<'a> {
    profile: &'a SiteProfile,
    pages: u32,
    /// The page itself, if learned, or its near copy.
    own: Option<u32>,
    own_places: Vec<Place>,
}

impl Others<'_> {
    fn of<'a>(profile: &'a SiteProfile, traits: &PageTraits) -> Option<Others<'a>> {
        let copied =
            profile.copies_among(&SiteProfile::of_texts(traits)).first().map(|copy| copy.of);
        let pages = profile.pages.saturating_sub(u32::from(copied.is_some()));
        let own_places = if copied.is_some() { traits.places() } else { Vec::new() };
        (pages > 0).then_some(Others { profile, pages, own: copied, own_places })
    }

    /// The number of other pages that have something.
    fn with(&self, entry: Option<&Recurring>) -> u32 {
        let Some(entry) = entry else { return 0 };
        let pages = match (self.own, entry.page()) {
            (None, _) => entry.pages(),
            (Some(own), Some(page)) => u32::from(page != own),
            (Some(_), None) => entry.pages() - 1,
        };
        pages.min(self.pages)
    }

    fn place(&self, key: u64) -> Option<Place> {
        let place = self.profile.places.get(key).map(|place| {
            let own = self.own_places.binary_search_by_key(&key, Entry::key).ok();
            own.and_then(|at| self.own_places.get(at)).map_or(*place, |own| place.without(own))
        });
        place.filter(|place| place.pages > 0)
    }

    fn found(&self, block: &BlockTraits) -> BlockEvidence {
        let place = self.place(block.place);
        BlockEvidence {
            text_pages: self.with(self.profile.texts.get(block.text)),
            target_pages: self.with(self.profile.targets.get(block.target)),
            place_pages: place.map_or(0, |place| place.pages),
            place_score: place.map_or(0.0, |place| logistic(place.mean())),
            place: place.map_or(0.0, |place| drawn(&place, block)),
            recurrence: 0.0,
        }
    }

    fn weigh(&self, found: &mut BlockEvidence, block: &BlockTraits, fit: f32) {
        let strength = |pages: u32| {
            let pages = pages as f32;
            let beyond = (pages - block.words / WEIGHTS.words_of_a_page).max(0.0);
            let share = pages / self.pages as f32;
            beyond.ln_1p() * share.sqrt() * certainty(pages, WEIGHTS.half_of_pages)
        };
        let lowered = WEIGHTS.text * strength(found.text_pages)
            + WEIGHTS.target * strength(found.target_pages);
        found.recurrence = -lowered.min(WEIGHTS.most);
        found.place *= fit;
    }
}

/// How much so many pages say, 0 to 1.
fn certainty(pages: f32, half_of_pages: f32) -> f32 {
    pages / (pages + half_of_pages)
}

/// What a place adds to a block's log-odds: it moves them toward the mean there, and speaks for prose
/// where most of the site's prose stands.
fn drawn(place: &Place, block: &BlockTraits) -> f32 {
    let spread = place.spread();
    let mean = place.mean().clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS);
    let toward_mean =
        WEIGHTS.place / (1.0 + WEIGHTS.spread * spread * spread) * (mean - block.log_odds);
    let of_prose = match block.is_prose {
        true => WEIGHTS.prose * (place.share() - WEIGHTS.share_of_prose),
        false => 0.0,
    };
    certainty(place.pages as f32, WEIGHTS.half_of_place) * (toward_mean + of_prose)
}
