//! Draws how a page was judged, block by block, as one HTML file.

mod blocks;
#[path = "../document/mod.rs"]
mod document;
#[path = "../options/mod.rs"]
mod options;
#[path = "../page_file/mod.rs"]
mod page_file;
mod report;
#[path = "../standard_output/mod.rs"]
mod standard_output;

use blocks::Judged;
use clap::Parser;
use options::{ExtractorOptions, ScorerName};
use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

/// Draws how a page was judged: every block with its score, whether it was kept, and what speaks
/// for and against it, beside the extracted Markdown.
///
/// The report is one HTML file that needs nothing else and sends nothing anywhere. Nothing of the
/// page can run in it.
#[derive(Parser)]
#[command(name = "inspect", after_help = "Example: inspect page.html -o report.html")]
struct Arguments {
    /// The HTML file, in any encoding of the web, packed with gzip or not, or - for standard input
    page: PathBuf,

    /// Where the report goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The page's address, which relative links and images are resolved against
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    #[command(flatten)]
    options: ExtractorOptions,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("inspect: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let name = arguments.page.display().to_string();
    let html = page_file::read(&arguments.page).map_err(|error| format!("{name}: {error}"))?;
    let extract = |scorer| {
        let mut extractor = ExtractorOptions { scorer, ..arguments.options }.extractor();
        if let Some(address) = &arguments.base_url {
            extractor = extractor.base_url(address);
        }
        page_file::extract(&extractor, &html)
    };
    let judged = Judged {
        model: extract(ScorerName::Model)?,
        density: extract(ScorerName::Density)?,
        shown: arguments.options.scorer,
    };
    let report = report::write(&judged, &name, &arguments.options.focus.to_string());
    match &arguments.output {
        Some(path) => {
            fs::write(path, report).map_err(|error| format!("{}: {error}", path.display()).into())
        }
        None => Ok(standard_output::print(report.as_bytes())?),
    }
}
