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
