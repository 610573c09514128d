//! What a profile says about a page's blocks.
//!
//! | evidence | what it does to the log-odds of main content |
//! | --- | --- |
//! | the text is on other pages | lowers them: by the logarithm of how many, and by their share |
//! | a link's target is on other pages | the same, with less weight |
//! | blocks at the same place of other pages score otherwise | draws them to the mean there |

use super::entry::{Place, Recurring};
use super::profile::SiteProfile;
use super::table::Entry;
use super::traits::{BlockTraits, MAX_LOG_ODDS, PageTraits, logistic};
use crate::block::Page;
use crate::dom::Dom;

/// The weight of each kind of evidence, chosen on sites of the training collections.
struct Weights {
    /// For a text or a target on all pages, in log-odds per e-fold of pages. On fewer pages, it
    /// weighs proportionally less.
    text: f32,
    target: f32,
    /// A text of this many words needs one more page to count as recurring.
    words_of_a_page: f32,
    /// The maximum effect of recurrence.
    most: f32,
    /// How far a score moves toward the mean of its place, 0 to 1, with very many pages;
    place: f32,
    /// with this many pages, half as far;
    half_of_place: f32,
    /// and for each unit of log-odds by which scores of the place spread, this much less.
    spread: f32,
    /// The share of a page's blocks that must also be on other pages, by text or target, for its
    /// places to be those of the site.
    fits: f32,
}

const WEIGHTS: Weights = Weights {
    text: 1.5,
    target: 0.5,
    words_of_a_page: 60.0,
    most: 8.0,
    place: 0.5,
    half_of_place: 1.0,
    spread: 0.05,
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
) -> Option<(Vec<f32>, Evidence)> {
    let traits = PageTraits::of(dom, page, scores);
    let others = Others::of(profile, &traits)?;
    let mut blocks: Vec<BlockEvidence> =
        traits.blocks.iter().map(|block| others.found(block)).collect();
    let shared = blocks.iter().filter(|found| found.text_pages + found.target_pages > 0).count();
    let fit = (shared as f32 / blocks.len().max(1) as f32 / WEIGHTS.fits).min(1.0);
    let mut adjusted = Vec::with_capacity(scores.len());
    for ((found, traits), &score) in blocks.iter_mut().zip(&traits.blocks).zip(scores) {
        others.weigh(found, traits, fit);
        let change = found.recurrence + found.place;
        adjusted.push(if change == 0.0 { score } else { logistic(traits.log_odds + change) });
    }
    let own_scores = scores.to_vec();
    Some((adjusted, Evidence { others: others.pages, fit, blocks, own_scores }))
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
        let own = SiteProfile::of_page(traits);
        let copied = profile.copies_among(&own).first().map(|copy| copy.of);
        let pages = profile.pages.saturating_sub(u32::from(copied.is_some()));
        let own_places = if copied.is_some() { own.places.entries().to_vec() } else { Vec::new() };
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

    fn found(&self, block: &BlockTraits) -> BlockEvidence {
        let place = self.profile.places.get(block.place).map(|place| {
            let own = self.own_places.binary_search_by_key(&block.place, Entry::key).ok();
            own.and_then(|at| self.own_places.get(at)).map_or(*place, |own| place.without(own))
        });
        let place = place.filter(|place| place.pages > 0);
        BlockEvidence {
            text_pages: self.with(self.profile.texts.get(block.text)),
            target_pages: self.with(self.profile.targets.get(block.target)),
            place_pages: place.map_or(0, |place| place.pages),
            place_score: place.map_or(0.0, |place| logistic(place.mean())),
            place: place.map_or(0.0, |place| drawn(&place, block.log_odds)),
            recurrence: 0.0,
        }
    }

    fn weigh(&self, found: &mut BlockEvidence, block: &BlockTraits, fit: f32) {
        let strength = |pages: u32| {
            let beyond = (pages as f32 - block.words / WEIGHTS.words_of_a_page).max(0.0);
            beyond.ln_1p() * pages as f32 / self.pages as f32
        };
        let lowered = WEIGHTS.text * strength(found.text_pages)
            + WEIGHTS.target * strength(found.target_pages);
        found.recurrence = -lowered.min(WEIGHTS.most);
        found.place *= fit;
    }
}

/// What a place adds to a block's log-odds.
fn drawn(place: &Place, log_odds: f32) -> f32 {
    let pages = place.pages as f32;
    let weight = WEIGHTS.place * pages / (pages + WEIGHTS.half_of_place);
    let spread = place.spread();
    let mean = place.mean().clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS);
    weight / (1.0 + WEIGHTS.spread * spread * spread) * (mean - log_odds)
}
