//! How often the page's template uses a place, and how much of the text is there.

use super::terms::{Evidence, Term};
use crate::block::{Page, TextBlock};
use crate::features::{KeyMap, map_for};

/// Beyond this, more blocks at the same place make no difference: e⁵ is about 150.
const MAX_LOG_COUNT: f32 = 5.0;

/// The blocks of a page by the tags and classes around them.
pub(super) struct Template {
    places: KeyMap<Place>,
    words: f32,
}

#[derive(Default)]
struct Place {
    blocks: f32,
    words: f32,
}

impl Template {
    pub(super) fn of(page: &Page) -> Template {
        let mut places: KeyMap<Place> = map_for(page.blocks.len());
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

    pub(super) fn add_to(&self, evidence: &mut Evidence, page: &Page, block: &TextBlock) {
        let Some(element) = page.element(block.element) else { return };
        let Some(place) = self.places.get(&element.path_hash) else { return };
        evidence.set(Term::PathShare, (place.words / self.words.max(1.0)).sqrt());
        evidence.set(Term::PathCount, place.blocks.ln().min(MAX_LOG_COUNT));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom;
    use crate::options::Limits;

    #[test]
    fn blocks_of_one_place_are_counted_together() {
        let html = "<p class=text-1>one two three</p><p class=text-2>four five six</p><div>seven
                    eight</div>";
        let page = crate::block::segment(&dom::parse(html, &Limits::default(), false).unwrap());
        let template = Template::of(&page);
        let shown: Vec<(f32, f32)> = page
            .blocks
            .iter()
            .map(|block| {
                let mut evidence = Evidence::new();
                template.add_to(&mut evidence, &page, block);
                (evidence.value(Term::PathShare), evidence.value(Term::PathCount))
            })
            .collect();
        assert_eq!(shown[0], (0.75f32.sqrt(), 2f32.ln()));
        assert_eq!(shown[1], shown[0]);
        assert_eq!(shown[2], (0.5, 0.0));
    }
}
