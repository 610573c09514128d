//! Time per byte of pages from 10 KB to 50 MB: it must not grow with the page.
//!
//! ```sh
//! cargo bench --bench growth                 # all shapes, as a Markdown table
//! cargo bench --bench growth -- nested table # those with such a name
//! ```
//!
//! Extracting and rendering in all three formats are timed together. Shapes whose time per byte
//! more than doubles from 100 KB on are marked, and the exit code says whether there were any.

mod hostile_pages;

use hostile_pages::SHAPES;
use hostile_pages::clock::Clock;

const SIZES: [(usize, &str); 5] = [
    (10_000, "10 KB"),
    (100_000, "100 KB"),
    (1_000_000, "1 MB"),
    (10_000_000, "10 MB"),
    (50_000_000, "50 MB"),
];
const COMPARED_WITH: usize = 1;

/// Each page is timed repeatedly for this many seconds.
const ENOUGH: f64 = 0.3;

fn main() -> std::process::ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|name| name != "--bench").collect();
    println!("Nanoseconds per byte:\n");
    println!("| page | {} | growth |", SIZES.map(|(_, name)| name).join(" | "));
    println!("| --- |{} ---: |", " ---: |".repeat(SIZES.len()));
    let mut grown = 0;
    for shape in SHAPES {
        if !wanted.is_empty() && !wanted.iter().any(|part| shape.name.contains(part.as_str())) {
            continue;
        }
        let times = SIZES.map(|(size, _)| nanoseconds_per_byte(&(shape.make)(size)));
        let worst = times[COMPARED_WITH..].iter().copied().fold(0.0, f64::max);
        let growth = worst / times[COMPARED_WITH];
        let mark = if growth > 2.0 { " **grows**" } else { "" };
        grown += u32::from(growth > 2.0);
        let times = times.map(|time| format!("{time:.0}")).join(" | ");
        println!("| {} | {times} | {growth:.1}{mark} |", shape.name);
    }
    if grown == 0 { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}

fn nanoseconds_per_byte(bytes: &[u8]) -> f64 {
    let mut runs = 1;
    loop {
        let clock = Clock::start();
        for _ in 0..runs {
            let page = dehusk::Extractor::new().extract_bytes(bytes, None);
            let page = page.expect("no limit is an error");
            std::hint::black_box((page.text(), page.markdown(), page.html()));
        }
        let seconds = clock.seconds();
        if seconds >= ENOUGH {
            return seconds * 1e9 / (runs * bytes.len()) as f64;
        }
        runs *= if seconds < ENOUGH / 20.0 { 10 } else { 2 };
    }
}
