//! Learns what the selection weighs with, from scores that `--save-scores` wrote: changes one
//! number after the other as long as the F1 of pages that were scored by strangers rises:
//! `tune SCORES ROUNDS [NUMBER+NUMBER=VALUE…] FOLDERS…`.

use dehusk::internals::training::{BONDS, Couplings, KINDS, TUNING, Tuning};
use dehusk::{Focus, PageType};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use training::pages::{self, Loading};
use training::saved::{self, Case};

const COSTS: usize = 2 * BONDS;
const SCALES: usize = COSTS;
const USUAL: usize = SCALES + KINDS.len();
const PROSE: usize = USUAL + 1;
const DRAWN: usize = PROSE + 1;
const TEASERS: usize = DRAWN + 1;
const ALL: usize = TEASERS + 2;

fn start() -> Vec<f32> {
    let mut values = vec![1.0; ALL];
    // Articles have the costs as they were chosen.
    let unscaled = 0;
    for bond in 0..BONDS {
        values[2 * bond..2 * bond + 2].copy_from_slice(&TUNING.couplings.0[bond][unscaled]);
    }
    for kind in 0..KINDS.len() {
        values[SCALES + kind] = TUNING.couplings.0[0][kind][0] / TUNING.couplings.0[0][unscaled][0];
    }
    values[USUAL] = TUNING.aims[1].usual;
    values[PROSE] = TUNING.aims[1].usual_of_prose;
    values[DRAWN] = TUNING.aims[1].drawn;
    values[TEASERS] = TUNING.teasers.bias;
    values[TEASERS + 1] = TUNING.teasers.behind_article;
    values
}

fn tuning(values: &[f32]) -> Tuning {
    let mut tuning = TUNING.clone();
    tuning.couplings =
        Couplings::flat(std::array::from_fn(|bond| [values[2 * bond], values[2 * bond + 1]]));
    for (kind, &page_type) in PageType::ALL.iter().enumerate() {
        tuning.couplings = tuning.couplings.scaled(page_type, values[SCALES + kind]);
    }
    tuning.aims[1].usual = values[USUAL];
    tuning.aims[1].usual_of_prose = values[PROSE];
    tuning.aims[1].drawn = values[DRAWN];
    tuning.teasers.bias = values[TEASERS];
    tuning.teasers.behind_article = values[TEASERS + 1];
    tuning
}

fn steps(parameter: usize) -> [fn(f32) -> f32; 2] {
    match parameter {
        0..USUAL => [|value| (value * 1.6).max(0.1), |value| value / 1.6],
        USUAL..DRAWN => [|value| (value + 0.05).min(0.65), |value| (value - 0.05).max(0.2)],
        DRAWN..TEASERS => [|value| (value + 0.15).min(1.0), |value| (value - 0.15).max(0.0)],
        _ => [|value| value + 0.4, |value| value - 0.4],
    }
}

/// The sum of F1 and the number of pages, by protocol and type in collection.
type Groups = BTreeMap<String, (f64, usize)>;

fn measure(cases: &[&Case<'_>], tuning: &Tuning) -> Groups {
    let found: Vec<_> = cases.par_iter().map(|case| case.score(Focus::Balanced, tuning)).collect();
    let mut groups = Groups::new();
    for (case, score) in cases.iter().zip(found) {
        if let Some(score) = score {
            let group = format!("{} {}", case.protocol, case.page.kind_in_collection);
            let entry = groups.entry(group).or_default();
            entry.0 += score.f1;
            entry.1 += 1;
        }
    }
    groups
}

/// Half of it the collections left out, half of it the benchmark out of fold.
fn objective(groups: &Groups) -> f64 {
    let mean = |name: &str| groups.get(name).map_or(0.0, |(sum, count)| sum / *count as f64);
    let strange = [
        ("left_out fundus article", 1.0),
        ("left_out magic-html article", 1.0),
        ("left_out magic-html forum", 0.4),
        ("left_out site-rules article", 1.0),
        ("left_out wcxb article", 1.0),
        ("left_out zh-autumn article", 0.5),
    ];
    let left_out = strange.iter().map(|(name, weight)| weight * mean(name)).sum::<f64>()
        / strange.iter().map(|(_, weight)| weight).sum::<f64>();
    let folds = groups.iter().filter(|(name, _)| name.starts_with("folds wcxb"));
    let (sum, count) = folds.fold((0.0, 0), |all, (_, of)| (all.0 + of.0, all.1 + of.1));
    0.5 * left_out + 0.5 * sum / count.max(1) as f64
}

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let scores = arguments.next().ok_or("usage: tune SCORES ROUNDS FOLDERS…")?;
    let rounds: usize = arguments.next().and_then(|n| n.parse().ok()).ok_or("ROUNDS")?;
    let mut pages = Vec::new();
    let mut set = Vec::new();
    for folder in arguments {
        if let Some((parameter, value)) = folder.split_once('=') {
            let number = |text: &str| text.parse::<f32>().map_err(|_| format!("{text}: no number"));
            let parameters: Result<Vec<f32>, String> = parameter.split('+').map(number).collect();
            set.push((parameters?, number(value)?));
            continue;
        }
        pages.extend(pages::load(Path::new(&folder), &Loading::default())?);
    }
    let cases = saved::read(Path::new(&scores), &pages)?;
    let check: Vec<&Case<'_>> = cases.iter().filter(|case| case.protocol == "measured").collect();
    let is_learned_from = |case: &&Case<'_>| {
        case.protocol == "left_out" || (case.protocol == "folds" && case.page.collection == "wcxb")
    };
    let learn: Vec<&Case<'_>> = cases.iter().filter(is_learned_from).collect();
    let mut values = start();
    let groups = measure(&learn, &tuning(&values));
    let mut best = objective(&groups);
    let print = |groups: &Groups| {
        for (name, (sum, count)) in groups {
            print!("{name} {:.4}; ", sum / *count as f64);
        }
        println!();
    };
    println!("{best:.5}");
    print(&groups);
    print(&measure(&check, &tuning(&values)));
    for (parameters, value) in set {
        let mut changed = values.clone();
        for &parameter in &parameters {
            changed[parameter as usize] = value;
        }
        let groups = measure(&learn, &tuning(&changed));
        println!("{parameters:?}={value}: {:.5}", objective(&groups));
        print(&groups);
        print(&measure(&check, &tuning(&changed)));
    }
    for _ in 0..rounds {
        let before = best;
        for parameter in (SCALES..ALL).chain(0..SCALES) {
            for step in steps(parameter) {
                loop {
                    let mut changed = values.clone();
                    changed[parameter] = step(values[parameter]);
                    if changed == values {
                        break;
                    }
                    let groups = measure(&learn, &tuning(&changed));
                    let found = objective(&groups);
                    if found < best + 0.00004 {
                        break;
                    }
                    println!(
                        "{parameter}: {} to {}, {best:.5} to {found:.5}",
                        values[parameter], changed[parameter]
                    );
                    values = changed;
                    best = found;
                    print(&measure(&check, &tuning(&values)));
                }
            }
        }
        println!("{values:?}");
        print(&measure(&learn, &tuning(&values)));
        print(&measure(&check, &tuning(&values)));
        if best < before + 0.0002 {
            break;
        }
    }
    Ok(())
}
