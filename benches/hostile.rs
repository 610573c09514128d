//! Hostile pages: what each costs, as a Markdown table.
//!
//! ```sh
//! cargo bench --bench hostile                      # all shapes at 10 MB
//! cargo bench --bench hostile -- --size 1000000 nested
//! ```
//!
//! Every page is extracted and rendered on a thread with a stack of 256 KB.

#[path = "shapes/mod.rs"]
mod shapes;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

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
    println!("| page | size | time | peak heap | outcome |");
    println!("| --- | ---: | ---: | ---: | --- |");
    for shape in shapes::SHAPES {
        if !wanted.is_empty() && !wanted.iter().any(|part| shape.name.contains(part.as_str())) {
            continue;
        }
        let page = (shape.make)(size);
        let length = page.len();
        let before = IN_USE.load(Relaxed);
        PEAK.store(before, Relaxed);
        let begin = Instant::now();
        let outcome = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || extract(&page))
            .expect("a thread")
            .join()
            .unwrap_or_else(|_| "PANIC".to_owned());
        let seconds = begin.elapsed().as_secs_f64();
        let peak = PEAK.load(Relaxed).saturating_sub(before);
        println!(
            "| {} | {} | {seconds:.2} s | {} | {outcome} |",
            shape.name,
            megabytes(length),
            megabytes(peak)
        );
    }
}

fn extract(bytes: &[u8]) -> String {
    let html = String::from_utf8_lossy(bytes);
    let page = match dehusk::extract(&html) {
        Ok(page) => page,
        Err(error) => return error.to_string(),
    };
    let text = page.text();
    let read = if page.is_truncated() { "read in part" } else { "read whole" };
    format!("{read}, {} blocks, {} of text", page.blocks().len(), megabytes(text.len()))
}

fn megabytes(bytes: usize) -> String {
    format!("{:.2} MB", bytes as f64 / 1e6)
}
