//! Prints the main content of a page as plain text.

use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: extract PAGE")?;
    let html = fs::read_to_string(path)?;
    let page = dehusk::extract(&html);
    println!("{}", page.text());
    Ok(())
}
