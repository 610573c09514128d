//! Extracts the pages of one site with what they have in common, which is the site's and not the
//! author's.
//!
//! ```sh
//! cargo run --example site -- pages/*.html
//! ```

use dehusk::{Extractor, SiteProfile};
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let pages: Vec<String> = env::args().skip(1).collect();
    let mut site = SiteProfile::new();
    for page in &pages {
        site.learn(&fs::read_to_string(page)?);
    }
    println!("{} different pages", site.pages());
    let extractor = Extractor::new().site(site);
    for page in &pages {
        let extraction = extractor.extract(&fs::read_to_string(page)?)?;
        println!("\n== {page}\n\n{}", extraction.text());
    }
    Ok(())
}
