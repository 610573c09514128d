//! Extracts a page of a site whose template is known: CSS selectors name where the content is and what
//! in it is none, and a rule of your own drops single blocks.

use dehusk::Extractor;
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(path), Some(keep)) = (arguments.next(), arguments.next()) else {
        return Err("usage: selectors PAGE KEEP [DROP]".into());
    };
    let mut extractor = Extractor::new()
        .keep_only(&keep)?
        .drop_blocks(|block| block.text().starts_with("Advertisement"));
    if let Some(drop) = arguments.next() {
        extractor = extractor.drop_matching(&drop)?;
    }
    let html = fs::read_to_string(path)?;
    let page = extractor.extract(&html)?;
    println!("{}", page.markdown());
    Ok(())
}
