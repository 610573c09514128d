//! Runs all systems over all pages: page by page, so that whatever slows the machine down for a
//! while slows every system down.

use crate::systems::{Input, SYSTEMS};
use crate::worker::{Outcome, Worker};
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use dehusk_cli::benchmark::result::{self, PageResult};
use indicatif::{ProgressBar, ProgressStyle};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// What a system did, over all pages.
#[derive(Default)]
pub struct Run {
    /// In the order of the pages; empty for a system that does not extract.
    pub results: Vec<PageResult>,
    /// The fastest time for each page, added up. A call that did not return counts the whole limit.
    pub time: Duration,
    pub failures: Failures,
}

/// Pages that came to nothing. They count as empty texts.
#[derive(Default)]
pub struct Failures {
    pub refused: usize,
    pub panicked: usize,
    pub timed_out: usize,
}

/// How often, and how long at most.
pub struct Settings {
    pub repeats: usize,
    pub limit: Duration,
}

/// The runs in the order of [`SYSTEMS`], and the bytes of all pages.
pub fn all(
    pages: &[BenchmarkPage],
    settings: &Settings,
) -> Result<(Vec<Run>, usize), Box<dyn Error>> {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages, {eta} left")?;
    let progress = ProgressBar::new(pages.len() as u64).with_style(style);
    let mut worker = Worker::new(settings.limit);
    let mut runs: Vec<Run> = SYSTEMS.iter().map(|_| Run::default()).collect();
    let mut bytes = 0;
    for page in progress.wrap_iter(pages.iter()) {
        let input = Arc::new(input(page)?);
        bytes += input.html.len();
        one_page(page, &input, settings, &mut worker, &mut runs);
    }
    Ok((runs, bytes))
}

fn input(page: &BenchmarkPage) -> Result<Input, Box<dyn Error>> {
    let html = page.read_html()?;
    let url = page.url.as_deref().and_then(|url| Url::parse(url).ok());
    let url = match url {
        Some(url) => url,
        None => Url::parse("https://example.org/")?,
    };
    Ok(Input { html, url })
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
        run.time += time;
    }
}
