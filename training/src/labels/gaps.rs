//! The words between the runs of a chain.

use super::runs::Run;
use super::words::{NONE, Text};
use std::ops::Range;

/// How many words beyond a chain's ends are considered.
const OVERHANG: usize = 60;
/// How many pairs of words a table may hold.
const MAX_CELLS: usize = 4_000_000;
/// If a smaller share of a block's words is aligned, and no run of [`SOLID_RUN`] words, the matches
/// are chance.
const MIN_SHARE: f32 = 0.4;
const SOLID_RUN: usize = 6;

/// Adds to a chain what the two texts have in common between its runs, in order.
pub fn fill(page: &Text, gold: &Text, chain: &mut Vec<Run>) {
    let mut filled = Vec::with_capacity(2 * chain.len());
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return };
    let mut page_from = first.page.saturating_sub(OVERHANG);
    let mut gold_from = first.gold.saturating_sub(OVERHANG);
    let end = Run {
        page: (last.page_end() + OVERHANG).min(page.words.len()),
        gold: (last.gold_end() + OVERHANG).min(gold.words.len()),
        len: 0,
    };
    for run in chain.iter().copied().chain([end]) {
        common_subsequence(page, gold, page_from..run.page, gold_from..run.gold, &mut filled);
        page_from = run.page_end();
        gold_from = run.gold_end();
        filled.push(run);
    }
    filled.pop();
    *chain = filled;
}

/// The common subsequence of greatest weight: a word weighs 2, and 1 more if it directly follows
/// the last.
fn common_subsequence(
    page: &Text,
    gold: &Text,
    page_range: Range<usize>,
    gold_range: Range<usize>,
    runs: &mut Vec<Run>,
) {
    let (rows, columns) = (page_range.len(), gold_range.len());
    if rows == 0 || columns == 0 || rows * columns > MAX_CELLS {
        return;
    }
    let width = columns + 1;
    let page_words = &page.words[page_range.clone()];
    let gold_words = &gold.words[gold_range.clone()];
    // The best so far, and the best that ends in this pair of words.
    let mut best = vec![0u32; (rows + 1) * width];
    let mut ending = vec![0u32; (rows + 1) * width];
    for row in 1..=rows {
        for column in 1..=columns {
            let at = row * width + column;
            let word = page_words[row - 1];
            best[at] = best[at - 1].max(best[at - width]);
            if word != NONE && word == gold_words[column - 1] {
                let diagonal = at - width - 1;
                let follows = if ending[diagonal] > 0 { ending[diagonal] + 3 } else { 0 };
                ending[at] = follows.max(best[diagonal] + 2);
                best[at] = best[at].max(ending[at]);
            }
        }
    }
    let first = runs.len();
    let (mut row, mut column) = (rows, columns);
    let mut must_end_here = false;
    while row > 0 && column > 0 {
        let at = row * width + column;
        if !must_end_here && best[at] == best[at - 1] {
            column -= 1;
        } else if !must_end_here && best[at] == best[at - width] {
            row -= 1;
        } else {
            let diagonal = at - width - 1;
            must_end_here = ending[diagonal] > 0 && ending[at] == ending[diagonal] + 3;
            row -= 1;
            column -= 1;
            runs.push(Run {
                page: page_range.start + row,
                gold: gold_range.start + column,
                len: 1,
            });
        }
    }
    runs[first..].reverse();
}

/// The runs of a chain, cut at the borders of blocks, without those in blocks that hardly match.
/// `aligned` is the number of words of every block that earlier chains took.
pub fn without_chance_matches(page: &Text, aligned: &[u32], chain: &[Run]) -> Vec<Run> {
    let mut pieces: Vec<Run> = Vec::new();
    let mut counts = std::collections::HashMap::<u32, (u32, usize)>::new();
    for run in chain {
        let mut at = 0;
        while at < run.len {
            let unit = page.unit_of[run.page + at];
            let end = page.units[unit as usize].end.min(run.page_end()) - run.page;
            pieces.push(Run { page: run.page + at, gold: run.gold + at, len: end - at });
            at = end;
        }
    }
    let mut solid: Option<Run> = None;
    for piece in &pieces {
        let unit = page.unit_of[piece.page];
        let joined = solid.filter(|last| {
            last.page_end() == piece.page
                && last.gold_end() == piece.gold
                && page.unit_of[last.page] == unit
        });
        let joined =
            Run { len: joined.map_or(0, |last| last.len) + piece.len, ..joined.unwrap_or(*piece) };
        solid = Some(joined);
        let count = counts.entry(unit).or_insert((aligned[unit as usize], 0));
        count.0 += piece.len as u32;
        count.1 = count.1.max(joined.len);
    }
    pieces.retain(|piece| {
        let unit = page.unit_of[piece.page];
        let (words, longest) = counts[&unit];
        longest >= SOLID_RUN || words as f32 >= MIN_SHARE * page.units[unit as usize].len() as f32
    });
    pieces
}
