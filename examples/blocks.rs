//! Prints every block of a page with its score, whether it is kept, and the reason that counts most.

use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: blocks PAGE")?;
    let html = fs::read_to_string(path)?;
    let page = dehusk::extract(&html);
    println!("threshold {:.2}", page.threshold());
    for block in page.blocks() {
        let kept = if block.is_content() { "kept" } else { "dropped" };
        let reasons = block.reasons();
        let reason = reasons.first().map_or("", |reason| &reason.feature);
        let begin: String = block.text().chars().take(40).collect();
        println!("{:.2} {kept:<7} {reason:<28} {begin}", block.score());
    }
    Ok(())
}
