//! This crate beside other extractors for Rust, on the same pages in the same run: how good their
//! texts are, and how long they take.

mod measure;
mod plain;
mod plot;
mod systems;
mod table;
mod worker;

use clap::Parser;
use dehusk_cli::benchmark::layouts::{self, BenchmarkPage};
use dehusk_cli::benchmark::result::{self, PageResult};
use measure::Settings;
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use table::Table;

/// Runs this crate and its peers over the pages of a benchmark folder, and prints one Markdown
/// table: accuracy by type of page, and time on one core against html5ever and markup5ever_rcdom
/// only parsing the same pages.
///
/// Pages are taken one after the other, each by all systems in turn; the fastest of the repeats
/// counts. An error, a panic or a call that does not return counts as an empty text.
#[derive(Parser)]
#[command(name = "peers")]
struct Arguments {
    /// The benchmark folder, in any layout that `dehusk evaluate` reads
    folder: PathBuf,

    /// Texts of this crate by models that have not seen the page, as JSON, {id: text}: what
    /// `cargo run --release -p training -- FOLDER… --measure-only --predictions FILE` writes. The
    /// embedded model was trained on the dev split of WCXB and on the snippets of trafilatura's
    /// evaluation, so without it a comparison on these pages flatters this crate
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,

    /// Draw accuracy against speed, as SVG
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,

    /// How often each system is run on each page
    #[arg(long, value_name = "TIMES", default_value = "3")]
    repeats: NonZeroUsize,

    /// How long a system may take for a page
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0)]
    limit: f64,

    /// Take only every so manieth page, for a quick look
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
    let pages: Vec<BenchmarkPage> =
        layouts::load(&arguments.folder)?.into_iter().step_by(arguments.every.get()).collect();
    if pages.is_empty() {
        return Err(format!("{}: no pages", arguments.folder.display()).into());
    }
    let unseen = match &arguments.predictions {
        Some(path) => Some(predictions(path, &pages)?),
        None => None,
    };
    let settings = Settings {
        repeats: arguments.repeats.get(),
        limit: Duration::try_from_secs_f64(arguments.limit)?,
    };
    // Peers that panic do so on page after page; the table counts them.
    std::panic::set_hook(Box::new(|_| {}));
    let (runs, bytes) = measure::all(&pages, &settings)?;
    let _ = std::panic::take_hook();
    let table = Table::new(&pages, &runs, unseen.as_deref());
    println!(
        "{} pages, {:.1} MB of HTML, fastest of {} on one core\n",
        pages.len(),
        bytes as f64 / 1e6,
        settings.repeats,
    );
    print!("{}", table.to_markdown());
    if let Some(path) = &arguments.plot {
        fs::write(path, plot::draw(&table))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    // A call that never returned still runs in a thread of its own.
    std::process::exit(0)
}

/// The texts of a file, scored, in the order of the pages.
fn predictions(path: &Path, pages: &[BenchmarkPage]) -> Result<Vec<PageResult>, Box<dyn Error>> {
    let name = path.display();
    let json = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    let mut texts: HashMap<String, String> =
        serde_json::from_slice(&json).map_err(|error| format!("{name}: {error}"))?;
    pages
        .iter()
        .map(|page| {
            let text = texts.remove(&page.id);
            let text = text.ok_or_else(|| format!("{name}: no text for page {}", page.id))?;
            Ok(result::score(page, text))
        })
        .collect()
}
