//! How well blocks are labelled from gold texts: `oracle FOLDER [LIST_BELOW | ID]`.
//!
//! Keeps the blocks labelled one half or more and scores their text as WCXB does. Lists the pages
//! that score below LIST_BELOW (default 0.9), or the blocks of one page and its gold.

use dehusk_cli::benchmark::{layouts, metric};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

struct Row {
    id: String,
    kind: String,
    f1: f64,
    precision: f64,
    recall: f64,
    /// Share of the gold's words that are anywhere on the page.
    reachable: f64,
    gold_words: usize,
    aligning: Duration,
}

fn main() {
    let folder = std::env::args().nth(1).expect("usage: oracle FOLDER [LIST_BELOW | ID]");
    let wish = std::env::args().nth(2).unwrap_or_else(|| "0.9".to_owned());
    let pages = layouts::load(folder.as_ref()).expect("a benchmark's folder");
    if let Some(page) = pages.iter().find(|page| page.id == wish) {
        return show(page);
    }
    let limit = wish.parse().expect("a page of the folder or a number");
    let start = Instant::now();
    let mut rows = pages.par_iter().filter_map(measure).collect::<Vec<_>>();
    println!("{} pages in {:.1} s", rows.len(), start.elapsed().as_secs_f32());
    let aligning = rows.iter().map(|row| row.aligning).sum::<Duration>();
    let slowest = rows.iter().max_by_key(|row| row.aligning).expect("no pages");
    println!("aligning {aligning:.1?}, at most {:.1?} ({})", slowest.aligning, slowest.id);
    let mut kinds: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    for row in &rows {
        for kind in [row.kind.as_str(), "all"] {
            let sum = kinds.entry(kind).or_default();
            *sum = (sum.0 + row.f1, sum.1 + 1);
        }
    }
    for (kind, (sum, count)) in kinds {
        println!("{kind:14} {:.4} ({count})", sum / count as f64);
    }
    rows.sort_by(|a, b| a.f1.total_cmp(&b.f1));
    for row in rows.iter().filter(|row| row.f1 < limit) {
        println!(
            "{} {:14} f1 {:.3} p {:.3} r {:.3} reachable {:.3} gold {}",
            row.id, row.kind, row.f1, row.precision, row.recall, row.reachable, row.gold_words
        );
    }
}

fn show(page: &layouts::BenchmarkPage) {
    let html = page.read_html().expect("a page's file");
    let extraction = dehusk::extract(&html);
    let blocks = extraction.blocks().map(|block| block.text()).collect::<Vec<_>>();
    let gold = page.text.as_deref().unwrap_or_default();
    for (block, label) in blocks.iter().zip(training::labels::label(&blocks, gold)) {
        let sign = if label >= 0.5 { '+' } else { ' ' };
        println!("{sign} {label:.2} {}", block.replace('\n', " / "));
    }
    println!("{:=<78}\n{gold}", "");
}

fn measure(page: &layouts::BenchmarkPage) -> Option<Row> {
    let gold = page.text.as_ref()?;
    let html = page.read_html().expect("a page's file");
    let extraction = dehusk::extract(&html);
    let blocks = extraction.blocks().map(|block| block.text()).collect::<Vec<_>>();
    let start = Instant::now();
    let labels = training::labels::label(&blocks, gold);
    let aligning = start.elapsed();
    let kept = blocks.iter().zip(&labels).filter(|(_, label)| **label >= 0.5);
    let kept = kept.map(|(block, _)| *block).collect::<Vec<_>>().join("\n");
    let score = metric::word_score(&kept, gold);
    Some(Row {
        id: page.id.clone(),
        kind: page.kind.clone(),
        f1: score.f1,
        precision: score.precision,
        recall: score.recall,
        reachable: metric::word_score(&blocks.join("\n"), gold).recall,
        gold_words: gold.split_whitespace().count(),
        aligning,
    })
}
