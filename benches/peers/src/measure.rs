//! Runs all systems over all pages: page by page, so that whatever slows the machine down for a
//! while slows every system down.

use crate::systems::{Input, SYSTEMS};
use crate::worker::{Outcome, Worker};
use dehusk_cli::benchmark::layouts::{self, BenchmarkPage};
use dehusk_cli::benchmark::result::{self, PageResult};
use indicatif::{ProgressBar, ProgressStyle};
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// A page with the collection that it belongs to.
pub struct Page {
    pub collection: String,
    pub benchmark: BenchmarkPage,
    /// Of its HTML; known once it was read.
    pub bytes: usize,
}

/// What a system did, over all pages.
#[derive(Default)]
pub struct Run {
    /// In the order of the pages; empty for a system that does not extract.
    pub results: Vec<PageResult>,
    /// The fastest time for each page. A call that did not return counts the whole limit.
    pub times: Vec<Duration>,
    pub failures: Failures,
}

/// Pages that came to nothing. They count as empty texts.
#[derive(Default)]
pub struct Failures {
    pub refused: usize,
    pub panicked: usize,
    pub timed_out: usize,
}

/// How often, how long at most, and what is asked of this crate.
pub struct Settings {
    pub repeats: usize,
    pub limit: Duration,
    /// Collections whose gold texts begin with the headline.
    pub titled: Vec<String>,
}

/// The pages of all folders, each folder a collection of its name.
pub fn load(folders: &[PathBuf], every: usize) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for folder in folders {
        let found = layouts::load(folder)?;
        let name =
            folder.canonicalize()?.file_name().map(|name| name.to_string_lossy().into_owned());
        let collection = name.unwrap_or_default();
        let page = |benchmark| Page { collection: collection.clone(), benchmark, bytes: 0 };
        pages.extend(found.into_iter().step_by(every).map(page));
    }
    if pages.is_empty() { Err("no pages".into()) } else { Ok(pages) }
}

/// The runs in the order of [`SYSTEMS`].
pub fn all(pages: &mut [Page], settings: &Settings) -> Result<Vec<Run>, Box<dyn Error>> {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages, {eta} left")?;
    let progress = ProgressBar::new(pages.len() as u64).with_style(style);
    let mut worker = Worker::new(settings.limit);
    let mut runs: Vec<Run> = SYSTEMS.iter().map(|_| Run::default()).collect();
    for page in progress.wrap_iter(pages.iter_mut()) {
        let is_titled = settings.titled.contains(&page.collection);
        let input = Arc::new(input(&page.benchmark, is_titled)?);
        page.bytes = input.html.len();
        one_page(&page.benchmark, &input, settings, &mut worker, &mut runs);
    }
    Ok(runs)
}

fn input(page: &BenchmarkPage, is_titled: bool) -> Result<Input, Box<dyn Error>> {
    let html = page.read_html()?;
    let url = page.url.as_deref().and_then(|url| Url::parse(url).ok());
    let url = match url {
        Some(url) => url,
        None => Url::parse("https://example.org/")?,
    };
    Ok(Input { html, url, is_titled })
}

fn one_page(
    page: &BenchmarkPage,
    input: &Arc<Input>,
    settings: &Settings,
    worker: &mut Worker,
    runs: &mut [Run],
) {
    let mut fastest = vec![Duration::MAX; SYSTEMS.len()];
    for repeat in 0..settings.repeats {
        for (index, system) in SYSTEMS.iter().enumerate() {
            // A system that did not return does not get another try.
            if fastest[index] == settings.limit {
                continue;
            }
            let outcome = worker.run(system, input);
            let run = &mut runs[index];
            let (text, time) = match outcome {
                Outcome::Done { text, time } => (text, time),
                Outcome::Refused { time } => {
                    run.failures.refused += usize::from(repeat == 0);
                    (Some(String::new()), time)
                }
                Outcome::Panicked { time } => {
                    run.failures.panicked += usize::from(repeat == 0);
                    (Some(String::new()), time)
                }
                Outcome::TimedOut => {
                    run.failures.timed_out += usize::from(repeat == 0);
                    (Some(String::new()), settings.limit)
                }
            };
            fastest[index] = fastest[index].min(time);
            if let Some(text) = text.filter(|_| repeat == 0) {
                run.results.push(result::score(page, text));
            }
        }
    }
    for (run, time) in runs.iter_mut().zip(fastest) {
        run.times.push(time);
    }
}
