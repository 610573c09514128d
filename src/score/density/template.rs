//! How often the page's template uses a place, and how much of the text it carries there.

use super::terms::{Evidence, Term};
use crate::block::{Block, Page};
use std::collections::HashMap;

/// Past this, more blocks at the same place say no more: e⁵ is about 150.
const MOST_LOG_COUNT: f32 = 5.0;

/// The blocks of a page by the tags and classes around them.
pub(super) struct Template {
    places: HashMap<u64, Place>,
    words: f32,
}

#[derive(Default)]
struct Place {
    blocks: f32,
    words: f32,
}

impl Template {
    pub(super) fn of(page: &Page) -> Template {
        let mut places: HashMap<u64, Place> = HashMap::new();
        let mut words = 0.0;
        for block in &page.blocks {
            let Some(element) = page.element(block.element) else { continue };
            let place = places.entry(element.path_hash).or_default();
            place.blocks += 1.0;
            place.words += block.measures.words;
            words += block.measures.words;
        }
        Template { places, words }
    }

    pub(super) fn add_to(&self, evidence: &mut Evidence, page: &Page, block: &Block) {
        let Some(element) = page.element(block.element) else { return };
        let Some(place) = self.places.get(&element.path_hash) else { return };
        evidence.set(Term::PathShare, (place.words / self.words.max(1.0)).sqrt());
        evidence.set(Term::PathCount, place.blocks.ln().min(MOST_LOG_COUNT));
    }
}
