//! Compares this crate with other extractors, on the same pages in the same run: accuracy and time.

mod measure;
mod plain;
mod plot;
mod systems;
mod table;
mod texts;
mod worker;

use clap::Parser;
use measure::{Page, Run, Settings};
use std::error::Error;
use std::fs;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use systems::{OURS, SYSTEMS};
use table::{Line, Table};

/// Runs this crate and its peers over the pages of benchmark folders, and prints Markdown tables:
/// accuracy and time of each system, then accuracy by collection, type, language and size of page.
/// Time is that of one core, relative to html5ever and markup5ever_rcdom only parsing the same pages.
///
/// Pages are taken one after the other, each by all systems in turn; the fastest of the repeats
/// counts. An error, a panic or a call that does not return counts as an empty text.
#[derive(Parser)]
#[command(name = "peers")]
struct Arguments {
    /// Benchmark folders, in any layout that `dehusk evaluate` reads
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,

    /// Texts of this crate by models that have not seen the page, as JSON, {id: text}: what
    /// `cargo run --release -p training -- FOLDER… --measure-only --predictions FILE` writes. Pages
    /// without a text there count as unseen by the embedded model
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,

    /// Texts and times of a peer in another language, as python_peers.py writes them
    #[arg(long, value_name = "FILE")]
    texts: Vec<PathBuf>,

    /// Collections whose gold texts begin with the headline, by the names of their folders: this
    /// crate is asked to include it
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    titled: Vec<String>,

    /// Draw accuracy against speed, as SVG
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,

    /// How often each system is run on each page
    #[arg(long, value_name = "TIMES", default_value = "3")]
    repeats: NonZeroUsize,

    /// How long a system may take for a page
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0)]
    limit: f64,

    /// Take only every Nth page of each folder, for a quick look
    #[arg(long, value_name = "N", default_value = "1")]
    every: NonZeroUsize,
}

fn main() -> ExitCode {
    match compare(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("peers: {error}");
            ExitCode::FAILURE
        }
    }
}

fn compare(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut pages = measure::load(&arguments.folders, arguments.every.get())?;
    let settings = Settings {
        repeats: arguments.repeats.get(),
        limit: Duration::try_from_secs_f64(arguments.limit)?,
        titled: arguments.titled.clone(),
    };
    // Peers that panic do so on page after page; the table counts them.
    std::panic::set_hook(Box::new(|_| {}));
    let runs = measure::all(&mut pages, &settings)?;
    let _ = std::panic::take_hook();
    let bytes: usize = pages.iter().map(|page| page.bytes).sum();
    println!(
        "{} pages, {:.1} MB of HTML, fastest of {} on one core\n",
        pages.len(),
        bytes as f64 / 1e6,
        settings.repeats,
    );
    let (rows, parsing, notes) = rows(arguments, &pages, runs)?;
    let table = Table::new(&pages, rows, parsing.as_ref());
    print!("{}\n{notes}", table.to_markdown());
    if let Some(path) = &arguments.plot {
        fs::write(path, plot::draw(&table))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    // A call that never returned still runs in a thread of its own.
    std::process::exit(0)
}

/// A row for each system, the run of the parser, and notes on the rows.
fn rows(
    arguments: &Arguments,
    pages: &[Page],
    runs: Vec<Run>,
) -> Result<(Vec<Line>, Option<Run>, String), Box<dyn Error>> {
    let mut rows = Vec::new();
    let mut parsing = None;
    let mut notes = String::from(
        "difference: F1 of dehusk (snippets, if a page has no text) less that of the system, with its \
         95% interval.\nBy group: F1 over the pages with a text, or the share of right snippets if no \
         page has one.\nfailed: errors, p panics, t calls over the limit; all count as empty texts.\n",
    );
    for (system, mut run) in SYSTEMS.iter().zip(runs) {
        let version = table::version(system.package);
        let results = std::mem::take(&mut run.results);
        match arguments.predictions.as_ref().filter(|_| system.name == OURS) {
            Some(path) => {
                let (unseen, missing) = texts::predictions(path, pages, &results)?;
                let name = format!("{OURS}, out of fold");
                rows.push(Line::new(name, version.clone(), &mut run, unseen));
                let name = format!("{OURS}, in sample");
                rows.push(Line::new(name, version, &mut run, results));
                notes.push_str(&format!(
                    "Out of fold: the texts given with --predictions, and for {missing} pages \
                     without one those of the\nembedded model. In sample: the embedded model alone. \
                     Both have its time.\n"
                ));
            }
            None => rows.push(Line::new(system.name.to_owned(), version, &mut run, results)),
        }
        if table::is_parser(system.name) {
            parsing = Some(run);
        }
    }
    for path in &arguments.texts {
        let (name, version, mut run) = texts::foreign(path, pages)?;
        let results = std::mem::take(&mut run.results);
        rows.push(Line::new(name, version, &mut run, results));
    }
    if arguments.predictions.is_none() {
        notes.push_str(
            "On pages that the embedded model of dehusk was trained on its figures are too good; \
             --predictions\nshows the honest ones.\n",
        );
    }
    Ok((rows, parsing, notes))
}
