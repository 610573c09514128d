//! Runs of words that two texts have in common.

use super::words::{NONE, Text};
use std::collections::HashMap;

/// Equal words in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Position of the first word in the page.
    pub page: usize,
    /// Position of the first word in the gold.
    pub gold: usize,
    pub len: usize,
}

impl Run {
    pub fn page_end(&self) -> usize {
        self.page + self.len
    }

    pub fn gold_end(&self) -> usize {
        self.gold + self.len
    }
}

/// The minimum number of words in a run, unless it is a whole unit of both texts.
const WORDS: usize = 3;

/// Words with more matches than this are left to the longer runs around them.
const MAX_MEETINGS: usize = 200_000;

/// All maximal runs, ordered by their position in the page.
pub fn common_runs(page: &Text, gold: &Text) -> Vec<Run> {
    let mut runs = Vec::new();
    long_runs(page, gold, &mut runs);
    short_units(page, gold, &mut runs);
    runs.sort_unstable_by_key(|run| (run.page, run.gold));
    runs
}

fn long_runs(page: &Text, gold: &Text, runs: &mut Vec<Run>) {
    let mut positions: HashMap<&[u32], Vec<u32>> = HashMap::new();
    for (at, words) in gold.words.windows(WORDS).enumerate() {
        if !words.contains(&NONE) {
            positions.entry(words).or_default().push(at as u32);
        }
    }
    let mut meetings: HashMap<&[u32], usize> = HashMap::new();
    for (at, words) in page.words.windows(WORDS).enumerate() {
        let Some(golds) = positions.get(words) else { continue };
        let met = meetings.entry(words).or_default();
        *met += golds.len();
        if *met > MAX_MEETINGS {
            continue;
        }
        for &gold_at in golds {
            let gold_at = gold_at as usize;
            let goes_on = at > 0
                && gold_at > 0
                && page.words[at - 1] != NONE
                && page.words[at - 1] == gold.words[gold_at - 1];
            if !goes_on {
                let len = page.words[at..]
                    .iter()
                    .zip(&gold.words[gold_at..])
                    .take_while(|(a, b)| a == b && **a != NONE)
                    .count();
                runs.push(Run { page: at, gold: gold_at, len });
            }
        }
    }
}

/// Blocks that equal a whole line of the gold, but are too short for a run.
fn short_units(page: &Text, gold: &Text, runs: &mut Vec<Run>) {
    let is_short = |words: &[u32]| (1..WORDS).contains(&words.len()) && !words.contains(&NONE);
    let mut lines: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for unit in &gold.units {
        let words = &gold.words[unit.clone()];
        if is_short(words) {
            lines.entry(words).or_default().push(unit.start);
        }
    }
    let mut meetings: HashMap<&[u32], usize> = HashMap::new();
    for unit in &page.units {
        let words = &page.words[unit.clone()];
        let Some(golds) = lines.get(words) else { continue };
        let met = meetings.entry(words).or_default();
        *met += golds.len();
        if *met <= MAX_MEETINGS {
            let run = |&gold: &usize| Run { page: unit.start, gold, len: unit.len() };
            runs.extend(golds.iter().map(run));
        }
    }
}
