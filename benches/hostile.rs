//! Hostile pages: what each costs, as a Markdown table.
//!
//! ```sh
//! cargo bench --bench hostile                      # all shapes at 10 MB
//! cargo bench --bench hostile -- --size 1000000 nested
//! ```
//!
//! Every page is extracted and rendered on a thread with a stack of 256 KB.

mod hostile_pages;

use hostile_pages::SHAPES;
use hostile_pages::clock::Clock;
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The system's allocator, keeping count of what is in use.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn grown(by: usize) {
    PEAK.fetch_max(IN_USE.fetch_add(by, Relaxed) + by, Relaxed);
}

// SAFETY: every call goes to the system's allocator unchanged; only sizes are counted.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        grown(new_size);
        unsafe { System.realloc(pointer, layout, new_size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const STACK: usize = 256 << 10;

fn main() {
    let mut size = 10_000_000;
    let mut wanted = Vec::new();
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--size" => size = arguments.next().and_then(|size| size.parse().ok()).expect("a size"),
            _ => wanted.push(argument),
        }
    }
    println!("| page | size | extract, text | Markdown, HTML | peak heap | outcome |");
    println!("| --- | ---: | ---: | ---: | ---: | --- |");
    for shape in SHAPES {
        if !wanted.is_empty() && !wanted.iter().any(|part| shape.name.contains(part.as_str())) {
            continue;
        }
        let page = (shape.make)(size);
        let length = page.len();
        let before = IN_USE.load(Relaxed);
        PEAK.store(before, Relaxed);
        let outcome = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || extract(&page))
            .expect("a thread")
            .join()
            .unwrap_or_else(|_| "PANIC".to_owned());
        let peak = PEAK.load(Relaxed).saturating_sub(before);
        let (length, peak) = (megabytes(length), megabytes(peak));
        println!("| {} | {length} |{}", shape.name, outcome.replace("PEAK", &peak));
    }
}

fn extract(bytes: &[u8]) -> String {
    let clock = Clock::start();
    let page = match dehusk::Extractor::new().extract_bytes(bytes, None) {
        Ok(page) => page,
        Err(error) => return error.to_string(),
    };
    let text = page.text();
    let extracted = clock.seconds();
    let clock = Clock::start();
    let (markdown, html) = (page.markdown(), page.html());
    let rendered = clock.seconds();
    let [text, markdown, html] = [text, markdown, html].map(|text| megabytes(text.len()));
    let read = if page.is_truncated() { "in part" } else { "whole" };
    let blocks = page.blocks().len();
    format!(
        " {extracted:.2} s | {rendered:.2} s | PEAK | read {read}: {blocks} blocks, {text} of text, {markdown} of Markdown, {html} of HTML |"
    )
}

fn megabytes(bytes: usize) -> String {
    format!("{:.2} MB", bytes as f64 / 1e6)
}
