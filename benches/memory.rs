//! The peak memory of an extraction, for the largest pages of a folder (`.html` or `.html.gz`),
//! compared with what is promised: three times the page and 2 MB.
//!
//! ```text
//! cargo bench --bench memory -- FOLDER [PAGES]
//! ```

mod arguments;
mod counting;
mod folder;

use counting::Counting;
use std::process::ExitCode;

const DEFAULT_PAGES: usize = 10;
const TIMES_THE_PAGE: usize = 3;
const BEYOND: usize = 2_000_000;

#[global_allocator]
static COUNTING: Counting = Counting { counts_copies: true };

fn main() -> ExitCode {
    let Some((folder, wanted)) = arguments::folder_and_pages(DEFAULT_PAGES) else {
        return ExitCode::SUCCESS;
    };
    let mut pages = folder::drawn_by_size(&folder, usize::MAX);
    let largest = pages.split_off(pages.len().saturating_sub(wanted));
    // What is built once and kept does not count as the page's.
    drop(dehusk::extract("<p>word").text());
    println!("| page, MB | most held, MB | times the page | of what is promised |");
    println!("| --- | --- | --- | --- |");
    let mut worst = 0.0f64;
    for html in &largest {
        let before = counting::start();
        drop(dehusk::extract(html).text());
        let most = counting::most_beyond(before);
        let promised = most as f64 / (TIMES_THE_PAGE * html.len() + BEYOND) as f64;
        worst = worst.max(promised);
        println!(
            "| {:.2} | {:.2} | {:.2} | {promised:.2} |",
            html.len() as f64 / 1e6,
            most as f64 / 1e6,
            most as f64 / html.len() as f64
        );
    }
    if worst > 1.0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
