//! Evidence of class and id words, learned from labelled pages.

use crate::pages::LabelledPage;
use dehusk::internals::training::{EVIDENCE_STEP, EvidenceElement, JOINT_STEP, KINDS};
use std::collections::{BTreeMap, HashMap};

/// Words on fewer domains say nothing about other sites.
pub const MIN_DOMAINS: usize = 4;
/// Elements further above their blocks are too wide to be evidence.
const GREATEST_DEPTH: usize = 6;
/// Shrinks the evidence of rare words, as this many neutral domains would.
const DOUBT: f32 = 3.0;

/// The evidence of one page for its class and id words: word → (weight of content, weight).
pub fn of_page(page: &LabelledPage, elements: &[EvidenceElement]) -> HashMap<u32, (f32, f32)> {
    let mut sums: Vec<(f32, f32)> = vec![(0.0, 0.0)];
    let mut sum = (0.0, 0.0);
    for (&label, &says) in page.labels.iter().zip(&page.says) {
        sum.0 += label * says;
        sum.1 += says;
        sums.push(sum);
    }
    let mut of_word: HashMap<u32, (f32, f32)> = HashMap::new();
    for element in elements.iter().filter(|element| element.depth <= GREATEST_DEPTH) {
        let (from, to) = (sums[element.blocks.start], sums[element.blocks.end]);
        let (content, all) = (to.0 - from.0, to.1 - from.1);
        for &token in &element.tokens {
            let entry = of_word.entry(token).or_default();
            entry.0 += content;
            entry.1 += all;
        }
    }
    of_word
}

/// The evidence of words by themselves: hashes with log-odds in steps, in order of the hash.
pub fn learn<'a>(
    pages: impl Iterator<Item = (&'a LabelledPage, &'a HashMap<u32, (f32, f32)>)>,
) -> Vec<(u32, i8)> {
    // word → domain → (sum of shares, pages)
    let mut shares: BTreeMap<u32, HashMap<&str, (f32, f32)>> = BTreeMap::new();
    for (page, words) in pages {
        for (&token, &(content, all)) in words {
            if all < 1.0 {
                continue;
            }
            let entry = shares.entry(token).or_default().entry(&page.domain).or_default();
            entry.0 += content / all;
            entry.1 += 1.0;
        }
    }
    let mut table = Vec::new();
    for (token, domains) in shares {
        if domains.len() < MIN_DOMAINS {
            continue;
        }
        let count = domains.len() as f32;
        let mut means: Vec<f32> = domains.values().map(|&(sum, pages)| sum / pages).collect();
        means.sort_by(f32::total_cmp);
        let sum: f32 = means.iter().sum();
        let mean = (sum + DOUBT * 0.5) / (count + DOUBT);
        let odds = (mean / (1.0 - mean)).ln();
        let steps = (odds / EVIDENCE_STEP).round().clamp(-127.0, 127.0) as i8;
        if steps.unsigned_abs() >= 6 {
            table.push((token, steps));
        }
    }
    table
}

/// A table of both kinds of evidence, in order of the hash: that of words by themselves in steps,
/// and joint evidence as log-odds.
pub fn join(alone: &[(u32, i8)], joint: &[(u32, f32)]) -> Vec<(u32, [i8; 2])> {
    let mut table: BTreeMap<u32, [i8; 2]> =
        alone.iter().map(|&(hash, steps)| (hash, [steps, 0])).collect();
    for &(hash, odds) in joint {
        let steps = (odds / JOINT_STEP).round().clamp(-127.0, 127.0) as i8;
        if steps != 0 {
            table.entry(hash).or_default()[1] = steps;
        }
    }
    table.into_iter().collect()
}

/// A table of evidence for the kinds of pages: word hashes with log-odds in steps for each kind.
pub fn learn_kinds<'a>(
    pages: impl Iterator<Item = (&'a LabelledPage, &'a Vec<u32>)>,
) -> Vec<(u32, [i8; 7])> {
    let mut totals = [0.0f32; 7];
    let mut domains: BTreeMap<u32, HashMap<&str, [f32; 7]>> = BTreeMap::new();
    for (page, tokens) in pages {
        let Some(kind) = KINDS.iter().position(|kind| *kind == page.kind) else { continue };
        totals[kind] += 1.0;
        for &token in tokens {
            domains.entry(token).or_default().entry(&page.domain).or_default()[kind] += 1.0;
        }
    }
    let all: f32 = totals.iter().sum();
    let mut table = Vec::new();
    for (token, domains) in domains {
        if domains.len() < MIN_DOMAINS {
            continue;
        }
        let mut counts = [0.0f32; 7];
        for of_domain in domains.values() {
            let sum: f32 = of_domain.iter().sum();
            for (count, own) in counts.iter_mut().zip(of_domain) {
                *count += own / sum;
            }
        }
        let seen: f32 = counts.iter().sum();
        let mut steps = [0i8; 7];
        for kind in 0..7 {
            let prior = totals[kind] / all;
            let share = (counts[kind] + 4.0 * prior) / (seen + 4.0);
            let odds = (share / (1.0 - share)).ln() - (prior / (1.0 - prior)).ln();
            steps[kind] = (odds / EVIDENCE_STEP).round().clamp(-127.0, 127.0) as i8;
        }
        table.push((token, steps));
    }
    table
}
