//! The most memory that an extraction holds at a time, for the largest pages of a folder (`.html`
//! or `.html.gz`), against what is promised: four times the page and 2 MB.
//!
//! ```text
//! cargo bench --bench memory -- FOLDER [PAGES]
//! ```

mod folder;

use std::alloc::{GlobalAlloc, Layout, System};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

const DEFAULT_PAGES: usize = 10;
const TIMES_THE_PAGE: usize = 4;
const BEYOND: usize = 2_000_000;

#[global_allocator]
static COUNTING: Counting = Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, with a count of what is held.
struct Counting;

fn take(bytes: usize) {
    let held = HELD.fetch_add(bytes, Ordering::Relaxed) + bytes;
    MOST.fetch_max(held, Ordering::Relaxed);
}

fn give_back(bytes: usize) {
    HELD.fetch_sub(bytes, Ordering::Relaxed);
}

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // The old block may stand beside the new one while it is copied.
        take(size);
        give_back(layout.size());
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        give_back(layout.size());
        unsafe { System.dealloc(block, layout) }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(folder) = arguments.first() else {
        println!("skipped: name a folder of pages, as in `-- FOLDER [PAGES]`");
        return ExitCode::SUCCESS;
    };
    let wanted = arguments.get(1).and_then(|pages| pages.parse().ok()).unwrap_or(DEFAULT_PAGES);
    let mut pages = folder::drawn_by_size(Path::new(folder), usize::MAX);
    let largest = pages.split_off(pages.len().saturating_sub(wanted));
    // What is made once and kept is not the page's.
    drop(dehusk::extract("<p>word").map(|page| page.text()));
    println!("| page, MB | most held, MB | times the page | of what is promised |");
    println!("| --- | --- | --- | --- |");
    let mut worst = 0.0f64;
    for html in &largest {
        let before = HELD.load(Ordering::Relaxed);
        MOST.store(before, Ordering::Relaxed);
        drop(dehusk::extract(html).map(|page| page.text()));
        let most = MOST.load(Ordering::Relaxed) - before;
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
