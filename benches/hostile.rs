//! Hostile pages: what each costs, as a Markdown table.
//!
//! ```sh
//! cargo bench --bench hostile                      # all shapes at 10 MB
//! cargo bench --bench hostile -- --size 1000000 nested
//! ```
//!
//! Every page is extracted and rendered on a thread with a stack of 256 KB.

mod counting;
mod hostile_pages;

use counting::Counting;
use hostile_pages::SHAPES;
use hostile_pages::clock::Clock;

#[global_allocator]
static ALLOCATOR: Counting = Counting { counts_copies: false };

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
        let before = counting::start();
        let outcome = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || extract(&page))
            .expect("a thread")
            .join()
            .unwrap_or_else(|_| "PANIC".to_owned());
        let peak = counting::most_beyond(before);
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
