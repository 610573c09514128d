//! Counts the instructions of each stage of an extraction, and of the parse that it is compared
//! with, over a folder of pages (`.html` or `.html.gz`). Unlike times, counts do not depend on the
//! load of the machine.
//!
//! ```text
//! cargo bench --features _internals --bench instructions -- FOLDER [PAGES]
//! ```
//!
//! 60 pages, or as many as given, are drawn evenly by size. The bench runs itself under `valgrind
//! --tool=callgrind`, which must be installed.

mod arguments;
mod baseline;
mod folder;

use dehusk::internals::stages;
use dehusk::{Extractor, SiteProfile};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::OnceLock;

/// Set for the process that is counted.
const COUNTED: &str = "DEHUSK_COUNTED";
const DEFAULT_PAGES: usize = 60;

/// A stage's name, and how it is run on a page.
type Stage = (&'static str, fn(&str));

const STAGES: [Stage; 11] = [
    ("RcDom parse", |html| measured(|| baseline::rcdom(html))),
    ("tokenizer alone", |html| measured(|| baseline::tokenize(html))),
    ("parse", |html| measured(|| stages::parse(html))),
    ("blocks", |html| {
        let parsed = stages::parse(html);
        measured(|| parsed.blocks());
    }),
    ("features", |html| {
        let parsed = stages::parse(html);
        let blocks = parsed.blocks();
        measured(|| parsed.features(&blocks));
    }),
    ("scores", |html| {
        let parsed = stages::parse(html);
        let features = parsed.features(&parsed.blocks());
        measured(|| features.scores());
    }),
    ("text", |html| {
        let page = dehusk::extract(html);
        measured(|| page.text());
    }),
    ("Markdown", |html| {
        let page = dehusk::extract(html);
        measured(|| page.markdown());
    }),
    ("whole, to text", |html| measured(|| dehusk::extract(html).text())),
    ("whole, with a site's profile", |html| {
        let extractor = known_site();
        measured(|| extractor.extract(html).map(|page| page.text()));
    }),
    ("learning a site's page", |html| {
        let mut site = SITE.get().cloned().unwrap_or_default();
        measured(|| site.learn(html));
    }),
];

/// What has learned the pages, as those of one site.
static SITE: OnceLock<SiteProfile> = OnceLock::new();

fn known_site() -> Extractor {
    Extractor::new().site(SITE.get().cloned().unwrap_or_default())
}

/// Everything in here is counted, including the drop of the result.
#[inline(never)]
fn measured<T>(run: impl FnOnce() -> T) {
    drop(black_box(run()));
}

/// Called after each stage of each page, for callgrind to write its count.
#[inline(never)]
fn count_taken() {
    black_box(());
}

fn main() -> ExitCode {
    let Some((folder, wanted)) = arguments::folder_and_pages(DEFAULT_PAGES) else {
        return ExitCode::SUCCESS;
    };
    let pages = folder::drawn_by_size(&folder, wanted);
    if std::env::var_os(COUNTED).is_some() {
        run(&pages);
        return ExitCode::SUCCESS;
    }
    match counts(&folder, wanted) {
        Ok(counts) if counts.len() == pages.len() * STAGES.len() => {
            report(&pages, &counts);
            ExitCode::SUCCESS
        }
        Ok(counts) => {
            eprintln!("{} counts for {} pages", counts.len(), pages.len());
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("cannot count: {error} (is valgrind installed?)");
            ExitCode::FAILURE
        }
    }
}

fn run(pages: &[String]) {
    // What is built only once is built before counting starts.
    let all = dehusk::extract(&pages.concat());
    drop((all.text(), all.markdown()));
    let mut site = SiteProfile::new();
    pages.iter().for_each(|html| {
        site.learn(html);
    });
    SITE.get_or_init(|| site);
    for html in pages {
        for (_, stage) in STAGES {
            stage(html);
            count_taken();
        }
    }
}

/// The instructions of every stage of every page, in the order of [`run`].
fn counts(folder: &Path, wanted: usize) -> std::io::Result<Vec<u64>> {
    let dumps = tempfile::tempdir()?;
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--collect-atstart=no"])
        .args(["--toggle-collect=*measured*", "--dump-after=*count_taken*"])
        .arg(format!("--callgrind-out-file={}", dumps.path().join("count").display()))
        .arg(std::env::current_exe()?)
        .arg(folder)
        .arg(wanted.to_string())
        .env(COUNTED, "1")
        .status()?;
    if !status.success() {
        return Err(std::io::Error::other("valgrind failed"));
    }
    let mut counts = BTreeMap::new();
    for entry in std::fs::read_dir(dumps.path())? {
        let path: PathBuf = entry?.path();
        let number = path.extension().and_then(|number| number.to_str()?.parse::<u32>().ok());
        let dump = std::fs::read_to_string(&path)?;
        let total = dump.lines().find_map(|line| line.strip_prefix("totals: ")?.parse().ok());
        if let (Some(number), Some(total)) = (number, total) {
            counts.insert(number, total);
        }
    }
    Ok(counts.into_values().collect())
}

fn report(pages: &[String], counts: &[u64]) {
    let quarters: Vec<&[u64]> =
        counts.chunks(counts.len().div_ceil(4 * STAGES.len()) * STAGES.len()).collect();
    let sum = |counts: &[u64], stage: usize| {
        counts.chunks_exact(STAGES.len()).map(|page| page[stage]).sum::<u64>() as f64
    };
    let bytes: usize = pages.iter().map(String::len).sum();
    println!("{} pages, {:.1} MB", pages.len(), bytes as f64 / 1e6);
    println!("| stage | instructions per byte | of RcDom's parse | by quarter of size |");
    println!("| --- | --- | --- | --- |");
    for (stage, (name, _)) in STAGES.iter().enumerate() {
        let by_quarter: Vec<String> = quarters
            .iter()
            .map(|quarter| format!("{:.2}", sum(quarter, stage) / sum(quarter, 0)))
            .collect();
        let whole = sum(counts, stage);
        println!(
            "| {name} | {:.1} | {:.3} | {} |",
            whole / bytes as f64,
            whole / sum(counts, 0),
            by_quarter.join(" · ")
        );
    }
}
