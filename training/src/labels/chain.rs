//! Chains of runs.

use super::runs::Run;
use super::words::Text;

/// The cost of a run, in words: shorter ones are chance.
const RUN_COST: f32 = 2.0;
/// The bonus of a run for each end at which both texts start or end a unit.
const UNIT_REWARD: f32 = 0.75;
/// The cost of skipping a word, in the page and in the gold.
const PAGE_COST: f32 = 0.02;
const GOLD_COST: f32 = 0.1;
/// The maximum cost of skipped words.
const MAX_COST: f32 = 8.0;

/// The chain of runs, forward in both texts, that scores highest, and its score.
///
/// Needs the runs ordered by their position in the page.
pub fn best_chain(runs: &[Run], page: &Text, gold: &Text) -> (Vec<Run>, f32) {
    let ends = {
        let mut ends = (0..runs.len()).collect::<Vec<_>>();
        ends.sort_by_key(|&run| runs[run].page_end());
        ends
    };
    // Ends of chains, by where they end in the gold; one with the cost of all words skipped since
    // the beginning of the texts, one without.
    let mut near = PrefixMaximum::new(gold.words.len() + 1);
    let mut far = PrefixMaximum::new(gold.words.len() + 1);
    let mut scores = vec![0f32; runs.len()];
    let mut before = vec![usize::MAX; runs.len()];
    let mut ended = 0;
    let mut best: Option<usize> = None;
    for (at, run) in runs.iter().enumerate() {
        while ended < ends.len() && runs[ends[ended]].page_end() <= run.page {
            let other = ends[ended];
            let paid = PAGE_COST * runs[other].page_end() as f32
                + GOLD_COST * runs[other].gold_end() as f32;
            near.raise(runs[other].gold_end(), scores[other] + paid, other);
            far.raise(runs[other].gold_end(), scores[other], other);
            ended += 1;
        }
        let owed = PAGE_COST * run.page as f32 + GOLD_COST * run.gold as f32;
        let (near_score, near_run) = near.up_to(run.gold);
        let (far_score, far_run) = far.up_to(run.gold);
        let (near_score, far_score) = (near_score - owed, far_score - MAX_COST);
        let (score, previous) =
            if near_score >= far_score { (near_score, near_run) } else { (far_score, far_run) };
        scores[at] = value(run, page, gold);
        if score > 0.0 {
            scores[at] += score;
            before[at] = previous;
        }
        if best.is_none_or(|best| scores[at] > scores[best]) {
            best = Some(at);
        }
    }
    let Some(last) = best else { return (Vec::new(), 0.0) };
    let mut chain =
        std::iter::successors(Some(last), |&run| (before[run] != usize::MAX).then(|| before[run]))
            .map(|run| runs[run])
            .collect::<Vec<_>>();
    chain.reverse();
    (chain, scores[last])
}

fn value(run: &Run, page: &Text, gold: &Text) -> f32 {
    let starts = page.starts_unit(run.page) && gold.starts_unit(run.gold);
    let ends = page.ends_unit(run.page_end()) && gold.ends_unit(run.gold_end());
    run.len as f32 - RUN_COST + UNIT_REWARD * (f32::from(starts) + f32::from(ends))
}

/// The greatest number at or before a position (a Fenwick tree).
struct PrefixMaximum {
    nodes: Vec<(f32, usize)>,
}

impl PrefixMaximum {
    fn new(positions: usize) -> PrefixMaximum {
        PrefixMaximum { nodes: vec![(f32::NEG_INFINITY, usize::MAX); positions + 1] }
    }

    fn raise(&mut self, position: usize, number: f32, item: usize) {
        let mut at = position + 1;
        while at < self.nodes.len() {
            if number > self.nodes[at].0 {
                self.nodes[at] = (number, item);
            }
            at += at & at.wrapping_neg();
        }
    }

    fn up_to(&self, position: usize) -> (f32, usize) {
        let mut best = (f32::NEG_INFINITY, usize::MAX);
        let mut at = position + 1;
        while at > 0 {
            if self.nodes[at].0 > best.0 {
                best = self.nodes[at];
            }
            at &= at - 1;
        }
        best
    }
}
