//! Blocks → scores.

use crate::block::Page;
use crate::dom::Dom;
use crate::extractor::Scorer;

/// The probability of each block to be main content.
pub(crate) fn score(scorer: Scorer, dom: &Dom, page: &Page) -> Vec<f32> {
    let _ = (scorer, dom);
    page.blocks
        .iter()
        .map(
            |block| if block.measures.words > 10.0 && block.link_ratio() < 0.3 { 0.9 } else { 0.1 },
        )
        .collect()
}
