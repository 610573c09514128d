//! Shows how a page was judged, block by block, as one HTML file.

mod blocks;
mod report;
mod units;

use crate::AnyError;
use crate::options::{ExtractorOptions, ScorerName, parse_address};
use crate::page_io;
use crate::site;
use blocks::Judged;
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;

/// Shows how a page was judged: every block with its score, its verdict and the reasons, under the
/// units it belongs to, next to the extracted Markdown.
///
/// The report is a single HTML file that loads nothing and sends nothing. No script of the page can
/// run in it.
#[derive(Args)]
#[command(after_help = "Example: dehusk inspect page.html -o report.html")]
pub struct Arguments {
    /// The HTML file, plain or gzipped, in any charset of the web, or - for standard input
    page: PathBuf,

    /// Write the report to a file, or to standard output if it is - [default: -]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The page's address, to resolve relative links and images against
    #[arg(long, value_name = "URL", value_parser = parse_address)]
    base_url: Option<String>,

    /// The profile of the page's site, from dehusk site learn. The report says what it adds to each
    /// score
    #[arg(long, value_name = "FILE")]
    site: Option<PathBuf>,

    #[command(flatten)]
    options: ExtractorOptions,
}

pub fn run(arguments: &Arguments) -> Result<(), AnyError> {
    if let Some(output) = &arguments.output {
        let inputs = [Some(&arguments.page), arguments.site.as_ref()].into_iter().flatten();
        page_io::refuse_input_as_output(output, inputs.map(PathBuf::as_path))?;
    }
    let name = arguments.page.display().to_string();
    let html = page_io::read(&arguments.page).map_err(|error| format!("{name}: {error}"))?;
    let profile = arguments.site.as_deref().map(site::read).transpose()?.map(Arc::new);
    let extract = |scorer| {
        let mut extractor = ExtractorOptions { scorer, ..arguments.options }.extractor();
        if let Some(address) = &arguments.base_url {
            extractor = extractor.base_url(address);
        }
        if let Some(profile) = &profile {
            extractor = extractor.site(profile.clone());
        }
        page_io::extract(&extractor, &html).map_err(|error| format!("{name}: {error}"))
    };
    let judged = Judged {
        model: extract(ScorerName::Model)?,
        density: extract(ScorerName::Density)?,
        shown: arguments.options.scorer,
    };
    let report = report::write(&judged, &name, &arguments.options.focus.to_string());
    match &arguments.output {
        Some(path) => page_io::write(path, report.as_bytes()),
        None => Ok(page_io::print(report.as_bytes())?),
    }
}
