//! Draws how a page was judged, block by block, as one HTML file.

mod blocks;
mod report;

use crate::AnyError;
use crate::options::{ExtractorOptions, ScorerName};
use crate::page_io;
use blocks::Judged;
use clap::Args;
use std::fs;
use std::path::PathBuf;

/// Draws how a page was judged: every block with its score, whether it was kept, and what speaks
/// for and against it, beside the extracted Markdown.
///
/// The report is one HTML file that needs nothing else and sends nothing anywhere. Nothing of the
/// page can run in it.
#[derive(Args)]
#[command(after_help = "Example: dehusk inspect page.html -o report.html")]
pub struct Arguments {
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

pub fn run(arguments: &Arguments) -> Result<(), AnyError> {
    let name = arguments.page.display().to_string();
    let html = page_io::read(&arguments.page).map_err(|error| format!("{name}: {error}"))?;
    let extract = |scorer| {
        let mut extractor = ExtractorOptions { scorer, ..arguments.options }.extractor();
        if let Some(address) = &arguments.base_url {
            extractor = extractor.base_url(address);
        }
        page_io::extract(&extractor, &html)
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
        None => Ok(page_io::print(report.as_bytes())?),
    }
}
