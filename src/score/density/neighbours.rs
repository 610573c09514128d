//! What comes before and after a block, in one pass forward and one back.

use super::terms::{Evidence, Term};
use crate::block::{Page, TextBlock};

/// A block of this many words counts as one unit of prose, a longer one as up to two.
const UNIT: f32 = 20.0;
const MAX_UNITS: f32 = 2.0;
/// A block with a greater link ratio is not prose (Kohlschütter 2010).
const MAX_LINKS: f32 = 0.33;
/// The remaining weight of prose one block further.
const FADE: f32 = 0.7;
/// The faded amount of prose that counts as one half.
const HALF: f32 = 0.3;

/// Sets the terms of the blocks' neighbors.
pub(super) fn add_to(evidence: &mut [Evidence], page: &Page) {
    let mut before = Neighbour::default();
    for (block, evidence) in page.blocks.iter().zip(evidence.iter_mut()) {
        evidence.set(Term::LinksBefore, before.links);
        evidence.set(Term::ProseBefore, before.prose());
        before.pass(block);
    }
    let mut after = Neighbour::default();
    for (block, evidence) in page.blocks.iter().zip(evidence.iter_mut()).rev() {
        evidence.set(Term::LinksAfter, after.links);
        evidence.set(Term::ProseAfter, after.prose());
        after.pass(block);
    }
}

#[derive(Default)]
struct Neighbour {
    links: f32,
    faded_prose: f32,
}

impl Neighbour {
    fn pass(&mut self, block: &TextBlock) {
        self.links = block.link_ratio();
        let prose =
            if self.links < MAX_LINKS { (block.measures.words / UNIT).min(MAX_UNITS) } else { 0.0 };
        self.faded_prose = FADE * self.faded_prose + (1.0 - FADE) * prose;
    }

    fn prose(&self) -> f32 {
        self.faded_prose / (self.faded_prose + HALF)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom;
    use crate::options::Limits;

    #[test]
    fn prose_fades_from_block_to_block() {
        let html = format!("<p>{}</p><p>b</p><p>c</p><p><a>d</a></p>", "word ".repeat(20));
        let page = crate::block::segment(&dom::parse(&html, &Limits::default(), false).unwrap());
        let mut evidence = vec![Evidence::new(); 4];
        add_to(&mut evidence, &page);
        let before: Vec<f32> = evidence.iter().map(|row| row.value(Term::ProseBefore)).collect();
        // 0.3 of one unit of prose, divided by itself plus 0.3.
        assert_eq!(before[..2], [0.0, 0.5]);
        assert!(before[1] > before[2] && before[2] > before[3] && before[3] > 0.0, "{before:?}");
        assert_eq!(evidence[2].value(Term::LinksAfter), 1.0);
        assert_eq!(evidence[3].value(Term::LinksAfter), 0.0);
        assert_eq!(evidence[3].value(Term::LinksBefore), 0.0);
    }
}
