//! Trains the model file that the crate embeds from benchmark pages, and prints its accuracy.

use clap::Parser;
use dehusk::Focus;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use training::boost::{self, Objective, Parameters, Problem};
use training::cross::{self, Corpus, HeldOut, Kinds, PageProblem};
use training::export::ModelFile;
use training::pages::{self, LabelledPage, Loading, Score};
use training::report;
use training::saved;

/// Trains the scorer's model, and measures it on pages that it has not seen.
///
/// Prints the accuracy (a) out of fold: every page is scored by a model that has seen no page of
/// its site; (b) with one collection left out: every collection is scored by a model that has seen
/// neither it nor another page of its sites; (c) of the final model on collections that are only
/// measured.
#[derive(Debug, Parser)]
struct Arguments {
    /// Benchmark folders with gold texts or snippets to learn from.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Benchmark folders that are only measured.
    #[arg(long, num_args = 1..)]
    measure: Vec<PathBuf>,
    /// Collections whose gold texts begin with the headline, by the name of their folder.
    #[arg(long, value_delimiter = ',', default_value = "cleaneval,daniel-half,dragnet-half")]
    titled: Vec<String>,
    /// Where to write the model.
    #[arg(long, default_value = "src/score/model/model.bin")]
    model: PathBuf,
    /// Only measures, and writes no model.
    #[arg(long)]
    measure_only: bool,
    /// Measures the loss of accuracy without each group of features. Takes several times longer.
    #[arg(long)]
    ablation: bool,
    /// Writes the out-of-fold texts as JSON, `{id: text}`.
    #[arg(long)]
    predictions: Option<PathBuf>,
    /// Writes the scores of all measured blocks, to try other selections with.
    #[arg(long)]
    save_scores: Option<PathBuf>,
    /// The number of folds of the first protocol; 0 skips it, and with it the texts and the model,
    /// which need its scores.
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// Collections to leave out in the second protocol; all that are trained on if none is named.
    #[arg(long, value_delimiter = ',')]
    leave_out: Vec<String>,
    /// Skips the second protocol.
    #[arg(long)]
    no_leave_out: bool,
    /// At most 1,024, or the library does not read the model.
    #[arg(long, default_value_t = 900)]
    trees: usize,
    #[arg(long, default_value_t = 6)]
    depth: usize,
    #[arg(long, default_value_t = 0.06)]
    learning_rate: f32,
    #[arg(long, default_value_t = 10.0)]
    l2: f32,
    #[arg(long, default_value_t = 0.2)]
    row_sample: f32,
    /// The random seed. Different seeds score alike.
    #[arg(long, default_value_t = 2)]
    seed: u64,
    /// The weight of a block decided by a snippet; all blocks of a page with a gold text weigh 1
    /// together. With 0, pages with snippets only are measured but not trained on.
    #[arg(long, default_value_t = pages::SNIPPET_WEIGHT)]
    snippet_weight: f32,
    /// The number of altered copies of each article.
    #[arg(long, default_value_t = 1)]
    copies: u64,
    /// The weight of a copy, relative to its page.
    #[arg(long, default_value_t = 1.0)]
    copy_weight: f32,
    /// The weight of the pages of a collection, or of one type in it, as NAME=FACTOR or "NAME
    /// TYPE=FACTOR".
    #[arg(long, value_delimiter = ',')]
    weight: Vec<String>,
    /// A file with the only features to use, one name per line.
    #[arg(long)]
    features: Option<PathBuf>,
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    check_outputs(&arguments)?;
    let corpus = load(&arguments)?;
    let parameters = Parameters {
        trees: arguments.trees,
        depth: arguments.depth,
        learning_rate: arguments.learning_rate,
        column_sample: 0.3,
        row_sample: arguments.row_sample,
        l2: arguments.l2,
        seed: arguments.seed,
        only: features(&arguments)?,
        ..Parameters::default()
    };
    let count = corpus.labels().len();
    let rows = corpus.measure(HeldOut::Nothing);
    let problems = cross::kind_problems(&corpus, &cross::overviews(&rows));
    let margins: Vec<Vec<f32>> = problems
        .iter()
        .map(|problem| problem.out_of_fold(&corpus, &cross::kind_parameters(arguments.seed)))
        .collect();
    report_kinds(&corpus, &margins);
    let kinds = cross::kind_probabilities(&margins);
    let mut of_protocols: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    let mut folds = None;
    if arguments.folds > 0 {
        let scores = corpus.out_of_fold(&parameters, std::slice::from_ref(&(0..0))).concat();
        let teaches = |page: &LabelledPage| page.teaches;
        let balanced = measure(&corpus, &scores, &kinds, "out of fold", teaches);
        if let Some(path) = &arguments.predictions {
            let kept = corpus.select(Focus::Balanced, &scores, &kinds);
            let is_measured = |page: &LabelledPage| page.teaches && page.copy_of.is_none();
            saved::write_texts(path, &corpus.pages, &kept, is_measured)?;
        }
        of_protocols.insert("folds".to_owned(), scores.clone());
        folds = Some((scores, balanced));
    }
    if !arguments.no_leave_out {
        let mut scores = vec![vec![0.0; count]];
        let chosen = |name: &&str| {
            arguments.leave_out.is_empty() || arguments.leave_out.iter().any(|out| out == name)
        };
        let collections: Vec<&str> =
            corpus.teaching_collections().into_iter().filter(chosen).collect();
        for name in &collections {
            let whole = std::slice::from_ref(&(0..0));
            corpus.score(HeldOut::Collection(name), &parameters, whole, &mut scores);
            eprintln!("{name} scored by what the others teach");
        }
        let measured = |page: &LabelledPage| collections.contains(&page.collection.as_str());
        measure(&corpus, &scores[0], &kinds, "left out", measured);
        of_protocols.insert("left_out".to_owned(), scores.concat());
    }
    let (labels, weights) = (corpus.labels(), corpus.weights());
    let all = rows.teaching(&weights, |page| corpus.pages[page].teaches);
    let data = boost::bin(&rows.columns, &all, &weights, 255);
    let problem = Problem::new(&data, &labels, &weights, Objective::Logistic);
    let blocks = boost::train(&problem, &all, &parameters, None);
    report::importances(&blocks.importances(rows.columns.len()));
    let mut measured_f1 = vec![None; corpus.pages.len()];
    if !arguments.measure.is_empty() {
        let measured = rows.select(|page| !corpus.pages[page].teaches);
        let mut scores = vec![0.0; count];
        for (&row, margin) in measured.iter().zip(blocks.predict(&data, &measured)) {
            scores[row as usize] = boost::sigmoid(margin);
        }
        measured_f1 = measure(&corpus, &scores, &kinds, "only measured", |page| !page.teaches);
        of_protocols.insert("measured".to_owned(), scores);
    }
    if let Some(path) = &arguments.save_scores {
        saved::write(path, &corpus, &of_protocols, &kinds)?;
    }
    let Some((mut scores, balanced)) = folds else { return Ok(()) };
    // Pages that teach nothing have no score out of fold: theirs are of the final model.
    let every_f1: Vec<Option<Score>> =
        balanced.iter().zip(&measured_f1).map(|(taught, measured)| taught.or(*measured)).collect();
    for (score, measured) in
        scores.iter_mut().zip(of_protocols.get("measured").into_iter().flatten())
    {
        *score = score.max(*measured);
    }
    let confidence = confidence(&corpus, &scores, &kinds, &every_f1);
    let found = confidence.out_of_fold(&corpus, &cross::confidence_parameters(arguments.seed));
    report::reliability(&found, &balanced);
    report::calibration(&corpus.pages, &found, &every_f1);
    if arguments.ablation {
        ablation(&corpus, &parameters, &kinds, report::mean_f1(&balanced));
    }
    if arguments.measure_only {
        return Ok(());
    }
    let mut file = ModelFile::new(
        dehusk::internals::training::fingerprint(),
        &corpus.tables(HeldOut::Nothing, None),
    );
    file.ensemble(&data, &blocks);
    let of_kinds = cross::kind_parameters(arguments.seed);
    let of_confidence = cross::confidence_parameters(arguments.seed);
    let of_pages = problems.iter().map(|problem| (problem, &of_kinds));
    for (problem, parameters) in of_pages.chain([(&confidence, &of_confidence)]) {
        let (data, ensemble) = problem.train(&problem.known, parameters);
        file.ensemble(&data, &ensemble);
    }
    std::fs::write(&arguments.model, file.bytes())
        .map_err(|error| format!("{}: {error}", arguments.model.display()))?;
    println!("\n{} bytes in {}", file.bytes().len(), arguments.model.display());
    Ok(())
}

/// Fails at once rather than after the training if a file cannot be written.
fn check_outputs(arguments: &Arguments) -> Result<(), String> {
    let model = (!arguments.measure_only).then_some(&arguments.model);
    let files = [model, arguments.predictions.as_ref(), arguments.save_scores.as_ref()];
    for path in files.into_iter().flatten() {
        let opened = File::options().append(true).create(true).open(path);
        opened.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Loads all pages, with altered copies of those that are trained on.
fn load(arguments: &Arguments) -> Result<Corpus, String> {
    let mut loading = Loading {
        snippet_weight: arguments.snippet_weight,
        titled: arguments.titled.clone(),
        teaches: true,
    };
    let mut all = Vec::new();
    for folder in &arguments.folders {
        all.extend(pages::load(folder, &loading)?);
    }
    pages::prefer_gold(&mut all);
    let mut copies = pages::altered_copies(&arguments.folders, &all, &loading, arguments.copies)?;
    for copy in &mut copies {
        copy.scale_weight(arguments.copy_weight);
    }
    eprintln!("{} altered copies", copies.len());
    all.extend(copies);
    for weight in &arguments.weight {
        let (name, factor) = weight.split_once('=').ok_or(format!("{weight}: not NAME=FACTOR"))?;
        let factor: f32 = factor.parse().map_err(|_| format!("{factor}: no number"))?;
        all.iter_mut()
            .filter(|page| page.collection == name || page.kind_in_collection == name)
            .for_each(|page| page.scale_weight(factor));
    }
    loading.teaches = false;
    for folder in &arguments.measure {
        all.extend(pages::load(folder, &loading)?);
    }
    eprintln!("{}", pages::describe(&arguments.folders, &all));
    Ok(Corpus::new(all, arguments.folds))
}

/// The columns that trees may use; empty for all.
fn features(arguments: &Arguments) -> Result<Vec<u16>, String> {
    let Some(path) = &arguments.features else { return Ok(Vec::new()) };
    let list =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let names = dehusk::internals::training::first_stage_features();
    let wanted: Vec<&str> = list.lines().collect();
    Ok((0..)
        .zip(&names)
        .filter(|(_, feature)| wanted.contains(&feature.name))
        .map(|(at, _)| at)
        .collect())
}

/// Prints the tables of the pages that pass, and returns the page scores of the balanced focus.
fn measure(
    corpus: &Corpus,
    scores: &[f32],
    kinds: &[Kinds],
    title: &str,
    passes: impl Fn(&LabelledPage) -> bool,
) -> Vec<Option<Score>> {
    report::tables(title, &corpus.pages, passes, |focus| corpus.select(focus, scores, kinds))
}

fn report_kinds(corpus: &Corpus, margins: &[Vec<f32>]) {
    let found: Vec<usize> = (0..corpus.pages.len())
        .map(|page| {
            (0..margins.len())
                .max_by(|&a, &b| margins[a][page].total_cmp(&margins[b][page]))
                .unwrap_or(0)
        })
        .collect();
    report::kinds(&corpus.pages, &found);
}

/// The expected F1 of a selection, given its page and scores.
fn confidence(
    corpus: &Corpus,
    scores: &[f32],
    kinds: &[Kinds],
    balanced: &[Option<Score>],
) -> PageProblem {
    let kept = corpus.select(Focus::Balanced, scores, kinds);
    let tables: Vec<cross::KindTable> =
        (0..corpus.count).map(|fold| corpus.kinds(HeldOut::Fold(fold), None)).collect();
    let mut start = 0;
    let rows: Vec<Vec<f32>> = corpus
        .pages
        .iter()
        .zip(&kept)
        .zip(&corpus.folds)
        .map(|((page, kept), &fold)| {
            let end = start + page.labels.len();
            let row = page.prepared.judge(&scores[start..end], kept, &tables[fold]);
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

/// Trains without each group of features in turn.
fn ablation(corpus: &Corpus, parameters: &Parameters, kinds: &[Kinds], whole: f64) {
    println!("\nloss of F1 without a group of features");
    let groups = dehusk::internals::training::feature_groups();
    let mut first = 0;
    let columns = groups.iter().map(|(_, count)| {
        first += count;
        first - count..first
    });
    let scores = corpus.out_of_fold(parameters, &columns.collect::<Vec<_>>());
    for ((name, _), scores) in groups.into_iter().zip(scores) {
        let kept = corpus.select(Focus::Balanced, &scores, kinds);
        let found = report::scores(&corpus.pages, &kept);
        println!("{name:<14} {:+.4}", report::mean_f1(&found) - whole);
    }
}
