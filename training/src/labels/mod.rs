//! Which blocks of a page belong to its main content, learnt from the content's text alone.
//!
//! The page's words are aligned with the gold text's: runs of equal words are strung to chains
//! that go forward in both texts (as genome aligners do: Li, "Minimap2", Bioinformatics 2018). The
//! best chain takes its words on both sides, then the next best is sought among the words left,
//! so gold text in another order than the page is found too, and text that stands twice on the
//! page is taken where most else around it is. What is left between the runs of a chain is filled
//! by a longest common subsequence. Words that match alone inside a block of other text are let go
//! again. At last single blocks change sides where the page's score over bags of words, which the
//! benchmark counts, rises by it.

mod chain;
pub mod code;
mod gaps;
mod refine;
mod runs;
pub mod snippets;
mod words;

use chain::best_chain;
use words::{NONE, Text, read};

/// Chains are sought at most so many times per page.
const MAX_CHAINS: usize = 60;

/// A later chain needs this score; those below are chance.
const MIN_CHAIN_SCORE: f32 = 4.0;

/// For every block the share, 0 to 1, of its words that belong to the gold text.
///
/// Blocks are those of a page in document order, words those that the WCXB metric counts. A block
/// of less than one half is better left out, one of more is better kept, if the bags of words of
/// page and gold are to agree.
pub fn label(blocks: &[&str], gold: &str) -> Vec<f32> {
    let (page, gold) = read(blocks, gold);
    let shares = align(page.clone(), gold.clone());
    refine::refine(&page, &gold, shares)
}

/// How well a page's blocks of at least one half agree with the gold text: the F1 of their bags of
/// words, 0 to 1.
///
/// Low where much of the gold is not on the page, or stands in blocks with much else. Labels of
/// such pages teach little.
pub fn agreement(blocks: &[&str], labels: &[f32], gold: &str) -> f32 {
    let (page, gold) = read(blocks, gold);
    refine::Bag::of_kept(&page, &gold, labels).f1() as f32
}

/// The share of every block's words that is aligned.
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
