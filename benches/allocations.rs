//! How often an extraction allocates, and how much it holds when it is done, by quarters of the pages
//! of a folder (`.html` or `.html.gz`).
//!
//! ```text
//! cargo bench --bench allocations -- FOLDER [PAGES]
//! ```

mod arguments;
mod counting;
mod folder;

use counting::Counting;

const DEFAULT_PAGES: usize = 100;

#[global_allocator]
static COUNTING: Counting = Counting { counts_copies: true };

fn main() {
    let Some((folder, wanted)) = arguments::folder_and_pages(DEFAULT_PAGES) else { return };
    let pages = folder::drawn_by_size(&folder, wanted);
    // What is made once and kept, on the first page that needs it, is not the page's.
    pages.iter().for_each(|html| drop(dehusk::extract(html).text()));
    println!("| pages | mean size, KB | allocations per page | per KB | held, times the page |");
    println!("| --- | --- | --- | --- | --- |");
    for quarter in pages.chunks(pages.len().div_ceil(4).max(1)) {
        let (mut bytes, mut allocations, mut held) = (0, 0, 0);
        for html in quarter {
            let before = (counting::start(), counting::allocations());
            let page = dehusk::extract(html);
            held += counting::start().saturating_sub(before.0);
            drop((page.text(), page));
            allocations += counting::allocations() - before.1;
            bytes += html.len();
        }
        println!(
            "| {} | {:.0} | {:.0} | {:.1} | {:.2} |",
            quarter.len(),
            bytes as f64 / quarter.len() as f64 / 1e3,
            allocations as f64 / quarter.len() as f64,
            allocations as f64 / bytes as f64 * 1e3,
            held as f64 / bytes as f64
        );
    }
}
