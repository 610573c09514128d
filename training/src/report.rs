//! Tables of what was measured.

use crate::pages::{Gold, LabelledPage, Score};
use dehusk::Focus;
use dehusk_cli::benchmark::metric::{SnippetCounts, collapsed_snippet_rates};
use std::collections::BTreeMap;

/// Prints the tables of the pages that pass for each focus, given what it keeps, and returns the page
/// scores of the balanced one.
pub fn tables(
    title: &str,
    pages: &[LabelledPage],
    passes: impl Fn(&LabelledPage) -> bool,
    kept_by: impl Fn(Focus) -> Vec<Vec<bool>>,
) -> Vec<Option<Score>> {
    let mut balanced = Vec::new();
    for (name, focus) in
        [("precision", Focus::Precision), ("recall", Focus::Recall), ("balanced", Focus::Balanced)]
    {
        let kept = kept_by(focus);
        balanced = scores(pages, &kept);
        for (page, score) in pages.iter().zip(&mut balanced) {
            score.take_if(|_| !passes(page));
        }
        println!("\n== {title}, focus {name}");
        by("collection", pages, &balanced, |page| &page.collection);
        if focus == Focus::Balanced {
            by("type in collection", pages, &balanced, |page| &page.kind_in_collection);
            by("language", pages, &balanced, |page| &page.language);
        }
        snippets(pages, &kept, &passes);
    }
    balanced
}

/// The word scores of the measured pages with a known gold text.
pub fn scores(pages: &[LabelledPage], kept: &[Vec<bool>]) -> Vec<Option<Score>> {
    let pages = pages.iter().zip(kept);
    pages.map(|(page, kept)| page.score(kept).filter(|_| page.copy_of.is_none())).collect()
}

/// Prints precision, recall and F1 by the group of a page: macro averages over the pages that have
/// a score.
pub fn by<'a>(
    title: &str,
    pages: &'a [LabelledPage],
    scores: &[Option<Score>],
    group: impl Fn(&'a LabelledPage) -> &'a str,
) {
    let mut groups: BTreeMap<&str, Vec<Score>> = BTreeMap::new();
    for (page, score) in pages.iter().zip(scores) {
        if let Some(score) = *score {
            groups.entry(group(page)).or_default().push(score);
        }
    }
    println!(
        "\n{title:<26} {:>5} {:>7} {:>9} {:>7} {:>6}",
        "pages", "F1", "precision", "recall", "low"
    );
    let all: Vec<Score> = scores.iter().copied().flatten().collect();
    for (group, scores) in
        groups.iter().map(|(group, scores)| (*group, scores)).chain([("all", &all)])
    {
        let count = scores.len() as f64;
        let mean = |of: fn(&Score) -> f64| scores.iter().map(of).sum::<f64>() / count;
        println!(
            "{group:<26} {:>5} {:>7.4} {:>9.4} {:>7.4} {:>6.3}",
            scores.len(),
            mean(|score| score.f1),
            mean(|score| score.precision),
            mean(|score| score.recall),
            mean(|score| f64::from(u8::from(score.f1 < 0.5)))
        );
    }
}

/// The mean F1 of the pages that have a score.
pub fn mean_f1(scores: &[Option<Score>]) -> f64 {
    let all: Vec<f64> = scores.iter().flatten().map(|score| score.f1).collect();
    all.iter().sum::<f64>() / all.len().max(1) as f64
}

/// Prints how many snippets are right, on the pages with snippets only.
pub fn snippets(
    pages: &[LabelledPage],
    kept: &[Vec<bool>],
    passes: impl Fn(&LabelledPage) -> bool,
) {
    let mut counts = SnippetCounts::default();
    for (page, kept) in pages.iter().zip(kept) {
        if let Gold::Snippets { with, without } = &page.gold
            && passes(page)
        {
            counts += collapsed_snippet_rates(&page.prepared.text(kept), with, without);
        }
    }
    if !counts.is_empty() {
        println!(
            "snippets: {:.4} of {} right, {:.4} of the wanted found, {:.4} of the unwanted",
            counts.accuracy(),
            counts.with + counts.without,
            counts.with_rate(),
            counts.without_rate()
        );
    }
}

/// Prints how well confidence predicts F1: pages by confidence, with their F1.
pub fn reliability(confidence: &[f32], scores: &[Option<Score>]) {
    println!(
        "\nconfidence, out of fold\n{:<12} {:>5} {:>10} {:>7}",
        "from", "pages", "confidence", "F1"
    );
    let bounds = [0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, f32::INFINITY];
    for pair in bounds.windows(2) {
        let inside: Vec<(f32, f32)> = confidence
            .iter()
            .zip(scores)
            .filter_map(|(value, score)| Some((value.clamp(0.0, 1.0), score.as_ref()?.f1 as f32)))
            .filter(|(value, _)| (pair[0]..pair[1]).contains(value))
            .collect();
        let count = inside.len().max(1) as f32;
        println!(
            "{:<12} {:>5} {:>10.3} {:>7.3}",
            pair[0],
            inside.len(),
            inside.iter().map(|(value, _)| value).sum::<f32>() / count,
            inside.iter().map(|(_, f1)| f1).sum::<f32>() / count
        );
    }
}

/// Prints for each collection how the confidence compares with the F1 that was reached, and the F1
/// of the quarters of its pages that are the least and the most sure.
pub fn calibration(pages: &[LabelledPage], confidence: &[f32], scores: &[Option<Score>]) {
    let mut groups: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for ((page, &confidence), score) in pages.iter().zip(confidence).zip(scores) {
        if let Some(score) = score {
            let pair = (f64::from(confidence.clamp(0.0, 1.0)), score.f1);
            groups.entry(&page.collection).or_default().push(pair);
        }
    }
    println!(
        "\n{:<26} {:>5} {:>10} {:>7} {:>10} {:>10}",
        "confidence", "pages", "confidence", "F1", "least sure", "most sure"
    );
    for (name, mut pairs) in groups {
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mean = |pairs: &[(f64, f64)], of: fn(&(f64, f64)) -> f64| {
            pairs.iter().map(of).sum::<f64>() / pairs.len().max(1) as f64
        };
        let quarter = pairs.len() / 4;
        println!(
            "{name:<26} {:>5} {:>10.3} {:>7.3} {:>10.3} {:>10.3}",
            pairs.len(),
            mean(&pairs, |pair| pair.0),
            mean(&pairs, |pair| pair.1),
            mean(&pairs[..quarter], |pair| pair.1),
            mean(&pairs[pairs.len() - quarter..], |pair| pair.1),
        );
    }
}

/// Prints how often each kind of page is recognized, if it is known.
pub fn kinds(pages: &[LabelledPage], found: &[usize]) {
    let mut hits: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (page, &found) in
        pages.iter().zip(found).filter(|(page, _)| page.has_text() && page.copy_of.is_none())
    {
        let entry = hits.entry(&page.kind).or_default();
        entry.1 += 1;
        entry.0 += usize::from(dehusk::internals::training::KINDS[found] == page.kind);
    }
    println!("\nkind of page told right, out of fold");
    let all = hits.values().fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
    for (kind, (right, pages)) in hits.into_iter().chain([("all", all)]) {
        println!("{kind:<15} {right:>5} of {pages:>5}");
    }
}

/// Prints the features with the greatest gain.
pub fn importances(gains: &[f32]) {
    let names = dehusk::internals::training::first_stage_features();
    let mut order: Vec<usize> = (0..gains.len()).collect();
    order.sort_by(|&a, &b| gains[b].total_cmp(&gains[a]));
    println!("\nshare of the trees' gain");
    for &feature in order.iter() {
        println!("{:.3} {}: {}", gains[feature], names[feature].name, names[feature].meaning);
    }
}
