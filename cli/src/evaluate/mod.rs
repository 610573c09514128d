//! Measures the extractor on a benchmark folder.

mod compare;
mod html;
mod markdown;
mod markup;
mod metadata;
mod report;
mod run;
mod sites;
mod structure;
mod texts;

use crate::AnyError;
use crate::options::{ExtractorOptions, ScorerName};
use crate::page_io;
use clap::Args;
use dehusk_cli::benchmark::layouts::{self, BenchmarkPage};
use dehusk_cli::benchmark::result::PageResult;
use serde_json::{Map, Value, json};
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Measures accuracy on a benchmark folder, by type of page and by language, as the benchmarks' own
/// scripts do
///
/// The folder may be laid out like the Web Content Extraction Benchmark (dev/ or test/ with
/// ground-truth/*.json and html/*.html.gz), like Zyte's article-extraction-benchmark
/// (ground-truth.json and html/*.html.gz), or as a folder of your own: pages.jsonl with one page per
/// line and html/<id>.html or html/<id>.html.gz. Each line has "id" and either "text", or "with" and
/// "without" (snippets that must and must not be in the text), or both. "url", "type", "lang",
/// "title", "author", "date" and "markdown" are optional.
#[derive(Args)]
pub struct Arguments {
    /// The benchmark folder
    folder: PathBuf,

    #[command(flatten)]
    options: ExtractorOptions,

    /// Measure what site profiles are worth: each page of a site is extracted with and without a
    /// profile of the site's other pages, never of its own. Sites are told apart by registered domain;
    /// pages without "url" have none. For sites with ten pages or more, a curve shows how many are
    /// needed
    #[arg(long, conflicts_with = "texts")]
    sites: bool,

    /// List this many pages with the lowest score
    #[arg(long, value_name = "PAGES", default_value_t = 0, value_parser = whole_number)]
    worst: usize,

    /// Measure how much of the gold Markdown's structure comes out
    #[arg(long)]
    markdown: bool,

    /// Measure how much comes out torn: tables without their header, lists with a hole, images
    /// without their caption, headings by themselves, sections without their heading
    #[arg(long)]
    structure: bool,

    /// With --structure: list everything that is torn, as tab-separated values
    #[arg(long, requires = "structure")]
    torn: bool,

    /// Measure how often title, authors and date match the gold
    #[arg(long)]
    metadata: bool,

    /// With --metadata: list every title, author and date that differs from the gold, as
    /// tab-separated values
    #[arg(long, requires = "metadata")]
    misses: bool,

    /// Write an HTML report: tables, charts, and the worst pages (20, or as many as --worst says)
    /// with gold and extracted text compared word by word
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// Score these texts instead of extracting any. They are JSON: {id: text} or {id:
    /// {"articleBody": text}}, for example the out-of-fold texts of the training package
    #[arg(long, value_name = "FILE", conflicts_with_all = ["focus", "scorer", "markdown", "structure", "metadata"])]
    texts: Option<PathBuf>,

    /// Compare with another system's texts for the same pages, in the same JSON as --texts
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,

    /// Write the extracted texts as JSON: {id: text}
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,

    /// Write the extracted texts the way Zyte's script reads them: {id: {"articleBody": text}}
    #[arg(long, value_name = "FILE")]
    zyte_predictions: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<(), AnyError> {
    let ExtractorOptions { focus, scorer, .. } = arguments.options;
    arguments.refuse_inputs_as_outputs()?;
    let pages = layouts::load(&arguments.folder)?;
    if pages.is_empty() {
        return Err(format!("{}: no pages", arguments.folder.display()).into());
    }
    let (results, system) = match &arguments.texts {
        Some(path) => (
            run::score_texts(texts::read(path, &pages)?, &pages),
            format!("texts of {}", path.display()),
        ),
        None => (
            run::extract_all(&arguments.options.extractor(), &pages)?,
            format!("scorer {scorer}, focus {focus}"),
        ),
    };

    let comparison = match &arguments.compare {
        Some(path) => Some(compare::load(path, &pages, &results)?),
        None => None,
    };
    let seen = arguments.texts.is_none() && scorer == ScorerName::Model;
    let warning = seen.then_some(IN_SAMPLE);
    let mut tables =
        format!("{} of {}, {system}\n\n", count(&pages), arguments.folder.display()).into_bytes();
    write_tables(&mut tables, arguments, &pages, &results)?;
    if let Some(comparison) = &comparison {
        comparison.write(&mut tables)?;
    }
    if let Some(warning) = warning {
        writeln!(tables, "\n{warning}")?;
    }
    page_io::print(&tables)?;
    if let Some(path) = &arguments.report {
        let report = html::Report {
            title: &format!("dehusk on {}", arguments.folder.display()),
            subtitle: &format!("{}, {system}", count(&pages)),
            warning,
            pages: &pages,
            results: &results,
            comparison: comparison.as_ref(),
            worst: if arguments.worst > 0 { arguments.worst } else { WORST_IN_REPORT },
        };
        fs::write(path, report.to_html())
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if let Some(path) = &arguments.predictions {
        write_json(path, &pages, &results, |text| json!(text))?;
    }
    if let Some(path) = &arguments.zyte_predictions {
        write_json(path, &pages, &results, |text| json!({ "articleBody": text }))?;
    }
    Ok(())
}

fn whole_number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "it must be a whole number".to_owned())
}

impl Arguments {
    /// Refuses to write over texts that are read, and over pages and gold texts.
    fn refuse_inputs_as_outputs(&self) -> Result<(), AnyError> {
        let texts = || [&self.texts, &self.compare].into_iter().flatten().map(PathBuf::as_path);
        for output in
            [&self.report, &self.predictions, &self.zyte_predictions].into_iter().flatten()
        {
            page_io::refuse_input_as_output(output, texts())?;
            if is_part(&self.folder, output) {
                return Err(format!("{}: it is part of the benchmark", output.display()).into());
            }
        }
        Ok(())
    }
}

/// Whether a file is one of a benchmark's pages or gold texts, in any of the layouts.
fn is_part(folder: &Path, file: &Path) -> bool {
    let (Ok(folder), Ok(file)) = (folder.canonicalize(), file.canonicalize()) else { return false };
    let Ok(within) = file.strip_prefix(folder) else { return false };
    let is_one_of = |part: Option<&OsStr>, names: [&str; 2]| {
        part.is_some_and(|part| names.iter().any(|name| part == *name))
    };
    is_one_of(within.file_name(), ["pages.jsonl", "ground-truth.json"])
        || is_one_of(within.parent().and_then(Path::file_name), ["html", "ground-truth"])
}

fn count(pages: &[BenchmarkPage]) -> String {
    match pages.len() {
        1 => "1 page".to_owned(),
        number => format!("{number} pages"),
    }
}

fn write_tables(
    out: &mut dyn Write,
    arguments: &Arguments,
    pages: &[BenchmarkPage],
    results: &[PageResult],
) -> Result<(), AnyError> {
    report::write_summary(out, pages, results)?;
    if arguments.worst > 0 {
        report::write_worst(out, pages, results, arguments.worst)?;
    }
    if arguments.markdown {
        writeln!(out)?;
        markdown::write(out, &markdown::measure(&arguments.options.extractor(), pages)?)?;
    }
    if arguments.structure {
        let torn = structure::measure(&arguments.options.extractor(), pages)?;
        writeln!(out)?;
        structure::write(out, &torn)?;
        if arguments.torn {
            writeln!(out)?;
            structure::write_torn(out, &torn)?;
        }
    }
    if arguments.sites {
        let sites = sites::measure(&arguments.options.extractor(), pages)?;
        writeln!(out)?;
        sites::write(out, &sites)?;
    }
    if arguments.metadata {
        let comparisons = metadata::measure(&arguments.options.extractor(), pages)?;
        writeln!(out)?;
        metadata::write(out, &comparisons)?;
        if arguments.misses {
            writeln!(out)?;
            metadata::write_misses(out, &comparisons)?;
        }
    }
    Ok(())
}

/// The number of pages in the report by default.
const WORST_IN_REPORT: usize = 20;

const IN_SAMPLE: &str = "\
The embedded model was trained on WCXB's dev split, trafilatura's evaluation set and other
collections. Its figures on pages of those are in-sample: on unseen pages they are lower.
docs/accuracy.md has figures for unseen pages.";

fn write_json(
    path: &Path,
    pages: &[BenchmarkPage],
    results: &[PageResult],
    to_value: impl Fn(&str) -> Value,
) -> Result<(), AnyError> {
    let predictions: Map<String, Value> = pages
        .iter()
        .zip(results)
        .map(|(page, result)| (page.id.clone(), to_value(&result.text)))
        .collect();
    fs::write(path, serde_json::to_vec(&predictions)?)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(())
}
