//! The units of a page with what their blocks say together, as the program draws them.

use crate::block::NONE;
use crate::extraction::Extraction;
use crate::select::{self, DecidedBy};

/// A unit of a page: what a reader takes as one thing.
#[derive(Clone, Debug)]
pub struct UnitInfo {
    /// What it is.
    pub kind: &'static str,
    /// The level of a section's heading, 0 for other units.
    pub level: u8,
    /// The unit around it, by its place among the units.
    pub parent: Option<usize>,
    /// Its blocks.
    pub blocks: std::ops::Range<usize>,
    /// What its blocks say together, as a probability: the mean of their log-odds, weighed as the
    /// decision weighs them.
    pub score: f32,
    /// What verdicts say if a unit of this kind decides.
    pub decides: DecidedBy,
}

/// For every block, the score that it would need to be judged by itself as surely as it is together
/// with its units: at least the threshold if they keep it, less if they drop it.
pub fn scores_in_units(page: &Extraction) -> Vec<f32> {
    select::scores_together(&page.page, &page.scores, &page.selection, &page.kinds_of_page())
}

/// The units of a page, parents before their children.
pub fn units(page: &Extraction) -> Vec<UnitInfo> {
    let blocks = page.page.blocks.iter().zip(&page.scores);
    // What the blocks before each one say, and their weight.
    let mut sums = vec![(0.0f64, 0.0f64)];
    let (mut sum, mut weight) = (0.0, 0.0);
    for (block, &score) in blocks {
        let words = f64::from(select::weight_of(block));
        sum += words * f64::from(select::log_odds(score));
        weight += words;
        sums.push((sum, weight));
    }
    let at = |block: usize| sums.get(block).copied().unwrap_or((sum, weight));
    let info = |unit: &crate::block::Unit| {
        let (before, behind) = (at(unit.blocks().start), at(unit.blocks().end));
        let mean = (behind.0 - before.0) / (behind.1 - before.1).max(f64::MIN_POSITIVE);
        UnitInfo {
            kind: unit.kind.as_str(),
            level: unit.level,
            parent: (unit.parent != NONE).then_some(unit.parent as usize),
            blocks: unit.blocks(),
            score: (1.0 / (1.0 + (-mean).exp())) as f32,
            decides: select::decided_by(unit.kind),
        }
    };
    page.page.units.all.iter().map(info).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_in_units_are_on_the_side_of_the_verdict() {
        let mut turned = 0;
        for html in [
            include_str!("../../examples/pages/rain.html"),
            include_str!("../../examples/pages/steinbruecke.html"),
            include_str!("../../examples/pages/wall.html"),
        ] {
            let page = crate::extract(html);
            for (block, together) in page.blocks().zip(scores_in_units(&page)) {
                let verdict = block.verdict();
                if together > 0.0 && verdict.decided_by != DecidedBy::Heading {
                    assert_eq!(together >= page.threshold(), verdict.kept, "{}", block.text());
                    turned += usize::from((block.score() >= page.threshold()) != verdict.kept);
                }
            }
        }
        assert!(turned > 0);
    }
}
