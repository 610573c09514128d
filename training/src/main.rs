//! From benchmark pages to the model file that the crate embeds; prints what was measured.

use clap::Parser;
use dehusk::Focus;
use std::ops::Range;
use std::path::PathBuf;
use training::boost::{self, Objective, Parameters, Problem};
use training::cross::{self, Corpus, PageProblem};
use training::export::ModelFile;
use training::pages::{self, Score};
use training::report;

/// Trains the scorer's model and measures it out of fold: every page is scored by models that
/// have seen no page of its site.
#[derive(Debug, Parser)]
struct Arguments {
    /// Benchmark folders with gold texts or snippets (any layout that `dehusk evaluate` reads).
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Where the model goes.
    #[arg(long, default_value = "src/score/model/model.bin")]
    model: PathBuf,
    /// Measures only, writes no model.
    #[arg(long)]
    measure_only: bool,
    /// Measures the loss without each group of features; takes several times longer.
    #[arg(long)]
    ablation: bool,
    /// Writes the out-of-fold texts as JSON, `{id: text}`.
    #[arg(long)]
    predictions: Option<PathBuf>,
    #[arg(long, default_value_t = 5)]
    folds: usize,
    #[arg(long, default_value_t = 400)]
    trees: usize,
    #[arg(long, default_value_t = 6)]
    depth: usize,
    #[arg(long, default_value_t = 0.06)]
    learning_rate: f32,
    /// Seeds score alike.
    #[arg(long, default_value_t = 2)]
    seed: u64,
    /// What a block that a snippet decides weighs, where all blocks of a page with a gold text
    /// weigh 1 together. With 0 such pages teach nothing, and are measured only.
    #[arg(long, default_value_t = pages::SNIPPET_WEIGHT)]
    snippet_weight: f32,
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    let mut pages = Vec::new();
    for folder in &arguments.folders {
        pages.extend(pages::load(folder, arguments.snippet_weight)?);
    }
    eprintln!("{}", pages::describe(&arguments.folders, &pages));
    let corpus = Corpus::new(pages, arguments.folds);
    let parameters = Parameters {
        trees: arguments.trees,
        depth: arguments.depth,
        learning_rate: arguments.learning_rate,
        column_sample: 0.3,
        row_sample: 0.2,
        seed: arguments.seed,
        ..Parameters::default()
    };
    let scores = corpus.out_of_fold(&parameters, &[Range::default()]).concat();
    let balanced = measure(&corpus, &scores);
    if let Some(path) = &arguments.predictions {
        write_predictions(&corpus, &scores, path)?;
    }

    let rows = corpus.measure(None);
    let overviews = cross::overviews(&rows);
    let kinds = cross::kind_problems(&corpus, &overviews);
    report_kinds(&corpus, &kinds, arguments.seed);
    let confidence = confidence(&corpus, &scores, &balanced);
    let found = confidence.out_of_fold(&corpus, &cross::page_parameters(arguments.seed));
    report::reliability(&found, &balanced);
    if arguments.ablation {
        ablation(&corpus, &parameters, report::mean_f1(&balanced));
    }
    if arguments.measure_only {
        return Ok(());
    }

    let (labels, weights) = (corpus.labels(), corpus.weights());
    let all = rows.teaching(&weights, |_| true);
    let data = boost::bin(&rows.columns, &all, &weights, 255);
    let problem = Problem::new(&data, &labels, &weights, Objective::Logistic);
    let blocks = boost::train(&problem, &all, &parameters, None);
    report::importances(&blocks.importances(rows.columns.len()));
    let mut file =
        ModelFile::new(dehusk::internals::training::fingerprint(), &corpus.tables(None, None));
    file.ensemble(&data, &blocks);
    for problem in kinds.iter().chain([&confidence]) {
        let page_parameters = cross::page_parameters(arguments.seed);
        let (data, ensemble) = problem.train(&problem.known, &page_parameters);
        file.ensemble(&data, &ensemble);
    }
    std::fs::write(&arguments.model, file.bytes())
        .map_err(|error| format!("{}: {error}", arguments.model.display()))?;
    println!("\n{} bytes in {}", file.bytes().len(), arguments.model.display());
    Ok(())
}

/// Prints the out-of-fold tables; returns the page scores of the balanced focus.
fn measure(corpus: &Corpus, scores: &[f32]) -> Vec<Option<Score>> {
    let oracle: Vec<Option<Score>> = corpus
        .pages
        .iter()
        .map(|page| {
            let copies = page.prepared.copies(&page.labels);
            let labels = page.labels.iter().zip(copies);
            let kept: Vec<bool> = labels.map(|(&label, copy)| label >= 0.5 && !copy).collect();
            page.score(&kept)
        })
        .collect();
    report::by_kind(
        "labels as verdicts: what a perfect scorer could reach",
        &corpus.pages,
        &oracle,
    );
    let mut balanced = Vec::new();
    for (name, focus) in
        [("precision", Focus::Precision), ("recall", Focus::Recall), ("balanced", Focus::Balanced)]
    {
        let kept = corpus.select(focus, scores);
        balanced = score(corpus, &kept);
        report::by_kind(&format!("out of fold, focus {name}"), &corpus.pages, &balanced);
        report::snippets(&corpus.pages, &kept);
    }
    balanced
}

/// The word scores of the pages whose gold text is known.
fn score(corpus: &Corpus, kept: &[Vec<bool>]) -> Vec<Option<Score>> {
    corpus.pages.iter().zip(kept).map(|(page, kept)| page.score(kept)).collect()
}

fn write_predictions(corpus: &Corpus, scores: &[f32], path: &PathBuf) -> Result<(), String> {
    let texts: std::collections::BTreeMap<&str, String> = corpus
        .pages
        .iter()
        .zip(corpus.select(Focus::Balanced, scores))
        .map(|(page, kept)| (page.id.as_str(), page.prepared.text(&kept)))
        .collect();
    let json = serde_json::to_vec(&texts).map_err(|error| error.to_string())?;
    std::fs::write(path, json).map_err(|error| format!("{}: {error}", path.display()))
}

fn report_kinds(corpus: &Corpus, problems: &[PageProblem], seed: u64) {
    let margins: Vec<Vec<f32>> = problems
        .iter()
        .map(|problem| problem.out_of_fold(corpus, &cross::page_parameters(seed)))
        .collect();
    let found: Vec<usize> = (0..corpus.pages.len())
        .map(|page| {
            (0..margins.len())
                .max_by(|&a, &b| margins[a][page].total_cmp(&margins[b][page]))
                .unwrap_or(0)
        })
        .collect();
    report::kinds(&corpus.pages, &found);
}

/// What F1 a selection will have, from how its page and scores look.
fn confidence(corpus: &Corpus, scores: &[f32], balanced: &[Option<Score>]) -> PageProblem {
    let kept = corpus.select(Focus::Balanced, scores);
    let kinds: Vec<cross::KindTable> =
        (0..corpus.count).map(|fold| corpus.kinds(Some(fold), None)).collect();
    let mut start = 0;
    let rows: Vec<Vec<f32>> = corpus
        .pages
        .iter()
        .zip(&kept)
        .zip(&corpus.folds)
        .map(|((page, kept), &fold)| {
            let end = start + kept.len();
            let row = page.prepared.judge(&scores[start..end], kept, &kinds[fold]);
            start = end;
            row
        })
        .collect();
    let width = rows.first().map_or(0, Vec::len);
    PageProblem {
        columns: (0..width).map(|column| rows.iter().map(|row| row[column]).collect()).collect(),
        labels: balanced.iter().map(|score| score.map_or(0.0, |score| score.f1 as f32)).collect(),
        known: corpus.with_text(),
        objective: Objective::Squared,
    }
}

/// Trains without one group of features after the other.
fn ablation(corpus: &Corpus, parameters: &Parameters, whole: f64) {
    println!("\nloss of F1 without a group of features");
    let groups = dehusk::internals::training::feature_groups();
    let mut first = 0;
    let columns = groups.iter().map(|(_, count)| {
        first += count;
        first - count..first
    });
    let scores = corpus.out_of_fold(parameters, &columns.collect::<Vec<_>>());
    for ((name, _), scores) in groups.into_iter().zip(scores) {
        let found = score(corpus, &corpus.select(Focus::Balanced, &scores));
        println!("{name:<14} {:+.4}", report::mean_f1(&found) - whole);
    }
}
