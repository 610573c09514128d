//! Extracts a page from bytes in whatever charset they are, with the value of the Content-Type header
//! that they were served with, if it is known.

use dehusk::Extractor;
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let path = arguments.next().ok_or("usage: bytes PAGE [CONTENT_TYPE]")?;
    let content_type = arguments.next();

    let bytes = fs::read(path)?;
    let page = Extractor::new().extract_bytes(&bytes, content_type.as_deref())?;
    println!("{}", page.text());
    Ok(())
}
