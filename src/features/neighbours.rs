//! The blocks before and after (Kohlschütter 2010: the previous and the next block matter as much
//! as the block itself).

use super::{features, share};
use crate::block::Page;

features! {
    /// The blocks before and after.
    pub(super) struct NeighbourFeatures {
        link_ratio_around_3: "link ratio over the three blocks before and after, 0 to 1",
        link_ratio_around_8: "link ratio over the eight blocks before and after, 0 to 1",
    }
}

/// Characters, and characters in links, before each block and before the end of the page.
pub(super) struct Neighbours {
    before: Vec<(u32, u32)>,
}

impl Neighbours {
    pub(super) fn of(page: &Page) -> Neighbours {
        let (mut chars, mut linked) = (0u32, 0u32);
        let mut before = Vec::with_capacity(page.blocks.len() + 1);
        before.push((chars, linked));
        for block in &page.blocks {
            chars = chars.wrapping_add(block.measures.chars);
            linked = linked.wrapping_add(block.link_chars);
            before.push((chars, linked));
        }
        Neighbours { before }
    }

    pub(super) fn measure(&self, row: usize) -> NeighbourFeatures {
        NeighbourFeatures {
            link_ratio_around_3: self.link_ratio(row, 3),
            link_ratio_around_8: self.link_ratio(row, 8),
        }
    }

    /// The link ratio over this many blocks before and after.
    fn link_ratio(&self, row: usize, reach: usize) -> f32 {
        let last = self.before.len().saturating_sub(1);
        let between = |from: usize, to: usize| {
            let (from, to) = (self.before.get(from.min(last)), self.before.get(to.min(last)));
            let (from, to) = from.zip(to).unwrap_or((&(0, 0), &(0, 0)));
            (to.0.wrapping_sub(from.0), to.1.wrapping_sub(from.1))
        };
        let before = between(row.saturating_sub(reach), row);
        let after = between(row + 1, row + 1 + reach);
        share((before.1 + after.1) as f32, (before.0 + after.0) as f32)
    }
}
