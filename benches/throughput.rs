//! The time of each stage of an extraction, and of the parse that it is compared with, over pages
//! of our own making, and over a folder of real ones (`.html` or `.html.gz`) if there is one.
//!
//! ```text
//! DEHUSK_PAGES=FOLDER cargo bench --features _internals --bench throughput
//! ```
//!
//! Real pages are timed in four groups, the quarters by size, with pages drawn evenly from each. A
//! table at the end has MB/s and times relative to RcDom's parse of the same pages.

mod baseline;
mod folder;
mod generated;

use criterion::{Criterion, SamplingMode, Throughput};
use dehusk::internals::stages;
use dehusk::{Extraction, Extractor};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

/// Real pages of each quarter.
const PAGES: usize = 15;

const BASELINE: &str = "RcDom parse";
const STAGES: [&str; 9] = [
    BASELINE,
    "tokenizer alone",
    "parse",
    "blocks",
    "features",
    "scores",
    "text",
    "Markdown",
    "whole, to text",
];

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(600))
        .configure_from_args();
    let mut groups: Vec<(String, Vec<String>)> = generated::pages()
        .into_iter()
        .map(|page| (page.name.to_owned(), vec![page.html]))
        .collect();
    if let Some(folder) = std::env::var_os("DEHUSK_PAGES") {
        let pages = folder::drawn_by_size(Path::new(&folder), 4 * PAGES);
        let quarters = pages.chunks(pages.len().div_ceil(4).max(1)).enumerate();
        groups.extend(quarters.map(|(at, pages)| (format!("quarter {}", at + 1), pages.to_vec())));
    }
    for (name, pages) in &groups {
        run(&mut criterion, name, pages);
    }
    criterion.final_summary();
    report(&groups);
}

fn run(criterion: &mut Criterion, name: &str, pages: &[String]) {
    let mut group = criterion.benchmark_group(name);
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Bytes(pages.iter().map(|page| page.len() as u64).sum()));
    let extractor = Extractor::new();
    let extract = |html: &String| -> Extraction { extractor.extract(html).expect("truncates") };
    let parsed: Vec<_> = pages.iter().map(|html| stages::parse(html)).collect();
    let blocks: Vec<_> = parsed.iter().map(|parsed| parsed.blocks()).collect();
    let features: Vec<_> =
        parsed.iter().zip(&blocks).map(|(parsed, blocks)| parsed.features(blocks)).collect();
    let extracted: Vec<_> = pages.iter().map(extract).collect();
    for stage in STAGES {
        group.bench_function(stage, |bencher| {
            bencher.iter(|| {
                for (at, html) in pages.iter().enumerate() {
                    match stage {
                        BASELINE => drop(black_box(baseline::rcdom(html))),
                        "tokenizer alone" => drop(black_box(baseline::tokenize(html))),
                        "parse" => drop(black_box(stages::parse(html))),
                        "blocks" => drop(black_box(parsed[at].blocks())),
                        "features" => drop(black_box(parsed[at].features(&blocks[at]))),
                        "scores" => drop(black_box(features[at].scores())),
                        "text" => drop(black_box(extracted[at].text())),
                        "Markdown" => drop(black_box(extracted[at].markdown())),
                        _ => drop(black_box(extract(html).text())),
                    }
                }
            });
        });
    }
    group.finish();
}

fn report(groups: &[(String, Vec<String>)]) {
    println!("\nMB/s (times over {BASELINE})");
    println!("| pages | {} |", STAGES.join(" | "));
    println!("| --- |{}", " --- |".repeat(STAGES.len()));
    for (name, pages) in groups {
        let bytes: usize = pages.iter().map(String::len).sum();
        let Some(baseline) = nanoseconds(name, BASELINE) else { continue };
        let cells: Vec<String> = STAGES
            .iter()
            .map(|stage| match nanoseconds(name, stage) {
                Some(time) => format!("{:.0} ({:.2})", bytes as f64 * 1e3 / time, time / baseline),
                None => String::new(),
            })
            .collect();
        println!("| {name} | {} |", cells.join(" | "));
    }
}

/// What criterion wrote down for a stage.
fn nanoseconds(group: &str, stage: &str) -> Option<f64> {
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let path = format!("{target}/criterion/{group}/{stage}/new/estimates.json");
    let estimates: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}
