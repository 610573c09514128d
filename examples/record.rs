//! Prints everything known of a page as JSON. Needs the feature `serde`.

use dehusk::Format;
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: record PAGE")?;
    let html = fs::read_to_string(path)?;
    let page = dehusk::extract(&html);
    let record = page.to_record(Format::Markdown);
    println!("{}", serde_json::to_string_pretty(&record)?);
    Ok(())
}
