//! Finds the blocks of a page that belong to its main content, given only the content's text.
//!
//! The words of the page are aligned with those of the gold text: runs of equal words are joined
//! into chains that go forward in both texts, as in genome aligners (Li, "Minimap2", Bioinformatics
//! 2018). The best chain takes its words on both sides, then the next best is sought among the
//! remaining words. So gold text in another order than on the page is found as well, and of text
//! that is on the page twice, the copy among other content is taken. Gaps between the runs of a
//! chain are filled by a longest common subsequence. Words that match alone inside a block of other
//! text are released. Finally, single blocks change sides if this raises the page's score over bags
//! of words, which the benchmark counts.

mod chain;
pub mod code;
mod gaps;
mod refine;
mod runs;
pub mod snippets;
mod words;

use chain::best_chain;
use words::{NONE, Text, read};

/// At most this many chains are sought per page.
const MAX_CHAINS: usize = 60;

/// A later chain needs this score; lower ones are chance.
const MIN_CHAIN_SCORE: f32 = 4.0;

/// For every block, the share of its words that belong to the gold text, 0 to 1.
///
/// Blocks are in document order, and words are those that the WCXB metric counts. For the bags of
/// words of page and gold to agree, a block below one half is better dropped, and one above is
/// better kept.
pub fn label(blocks: &[&str], gold: &str) -> Vec<f32> {
    let (page, gold) = read(blocks, gold);
    let shares = align(page.clone(), gold.clone());
    refine::refine(&page, &gold, shares)
}

/// How well the blocks of at least one half agree with the gold text: the F1 of their bags of
/// words, 0 to 1.
///
/// It is low if much of the gold is not on the page, or is in blocks with much else. Labels of such
/// pages teach little.
pub fn agreement(blocks: &[&str], labels: &[f32], gold: &str) -> f32 {
    let (page, gold) = read(blocks, gold);
    refine::Bag::of_kept(&page, &gold, labels).f1() as f32
}

/// The aligned share of every block's words.
fn align(mut page: Text, mut gold: Text) -> Vec<f32> {
    let mut aligned = vec![0u32; page.units.len()];
    for round in 0..MAX_CHAINS {
        let runs = runs::common_runs(&page, &gold);
        let (mut chain, score) = best_chain(&runs, &page, &gold);
        if chain.is_empty() || (round > 0 && score < MIN_CHAIN_SCORE) {
            break;
        }
        gaps::fill(&page, &gold, &mut chain);
        for run in gaps::without_chance_matches(&page, &aligned, &chain) {
            for at in 0..run.len {
                aligned[page.unit_of[run.page + at] as usize] += 1;
                page.words[run.page + at] = NONE;
                gold.words[run.gold + at] = NONE;
            }
        }
    }
    page.units.iter().zip(aligned).map(|(unit, n)| n as f32 / unit.len().max(1) as f32).collect()
}

#[cfg(test)]
mod tests;
