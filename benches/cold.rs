//! What the first extraction in a process costs beyond the second: unpacking the model and building
//! tables. Many programs extract one page and exit.
//!
//! ```text
//! cargo bench --bench cold -- FOLDER [PROCESSES]
//! ```
//!
//! The page is the median page of the smallest quarter. The bench starts itself again for every
//! process, and fails if the median difference exceeds what is promised.

mod arguments;
#[allow(dead_code, reason = "only the parse is compared with")]
mod baseline;
mod folder;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// Set in the processes that are timed: what to run.
const TIMED: &str = "DEHUSK_TIMED";
const DEFAULT_PROCESSES: usize = 20;
const PROMISED: Duration = Duration::from_millis(3);

fn main() -> ExitCode {
    let Some((path, processes)) = arguments::folder_and_pages(DEFAULT_PROCESSES) else {
        return ExitCode::SUCCESS;
    };
    if let Some(what) = std::env::var_os(TIMED) {
        let html = std::fs::read_to_string(&path).unwrap_or_default();
        run(&html, what == "extraction");
        return ExitCode::SUCCESS;
    }
    match compare(&path, processes) {
        Ok(difference) if difference <= PROMISED => ExitCode::SUCCESS,
        Ok(difference) => {
            eprintln!("the first extraction costs {difference:?} more than the second");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("cannot time: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the same twice; prints the nanoseconds of both.
fn run(html: &str, is_extraction: bool) {
    let time = || {
        let begin = Instant::now();
        match is_extraction {
            true => drop(black_box(dehusk::extract(black_box(html)).text().len())),
            false => drop(black_box(baseline::rcdom(black_box(html)))),
        }
        begin.elapsed().as_nanos()
    };
    println!("{} {}", time(), time());
}

/// The median of what the first extraction takes more than the second.
fn compare(folder: &Path, processes: usize) -> std::io::Result<Duration> {
    let pages = folder::drawn_by_size(folder, usize::MAX);
    let html = pages.get(pages.len() / 8).map_or("", String::as_str);
    let page = tempfile::NamedTempFile::with_suffix(".html")?;
    std::fs::write(page.path(), html)?;
    println!("a page of {:.1} KB, medians of {processes} processes", html.len() as f64 / 1e3);
    println!("| run | first, ms | second, ms | difference, ms | process, ms |");
    println!("| --- | --- | --- | --- | --- |");
    let mut difference = Duration::ZERO;
    for (what, name) in [("parse", "RcDom's parse"), ("extraction", "extraction, to text")] {
        let mut times = [const { Vec::new() }; 4];
        for _ in 0..processes {
            let begin = Instant::now();
            let output = Command::new(std::env::current_exe()?)
                .arg(page.path())
                .env(TIMED, what)
                .output()?;
            let process = begin.elapsed().as_nanos();
            let output = String::from_utf8_lossy(&output.stdout);
            let mut own = output.split_whitespace().filter_map(|time| time.parse::<u128>().ok());
            let (first, second) = (own.next().unwrap_or(0), own.next().unwrap_or(0));
            let all = [first, second, first.saturating_sub(second), process];
            times.iter_mut().zip(all).for_each(|(times, time)| times.push(time));
        }
        let medians = times.map(|mut times| {
            times.sort_unstable();
            times.get(times.len() / 2).copied().unwrap_or(0)
        });
        let [first, second, more, process] = medians.map(|time| time as f64 / 1e6);
        println!("| {name} | {first:.2} | {second:.2} | {more:.2} | {process:.2} |");
        difference = Duration::from_nanos(medians[2] as u64);
    }
    Ok(difference)
}
