//! Prints what a page says about itself, and where each value was found.

use dehusk::Field;
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: metadata PAGE")?;
    let html = fs::read_to_string(path)?;
    let page = dehusk::extract(&html);
    let metadata = page.metadata();
    print("title", &metadata.title);
    print("author", &metadata.authors);
    print("published", &metadata.published);
    print("site", &metadata.site_name);
    print("language", &metadata.language);
    print("address", &metadata.canonical_url);
    Ok(())
}

fn print<'a>(name: &str, fields: impl IntoIterator<Item = &'a Field>) {
    for field in fields {
        println!("{name:<10} {field}  (from {})", field.source());
    }
}
