//! Measures the extractor on pages of your own: a folder with NAME.html and, next to each, NAME.txt
//! with the text that should come out. Prints the F1 of the words.

use std::collections::HashMap;
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("usage: evaluate FOLDER")?;
    for entry in fs::read_dir(folder)? {
        let gold = entry?.path();
        if gold.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let html = fs::read_to_string(gold.with_extension("html"))?;
        let page = dehusk::extract(&html);
        let score = f1(&page.text(), &fs::read_to_string(&gold)?);
        println!("{score:.3}  {}", gold.display());
    }
    Ok(())
}

/// Twice the words that both texts have, divided by the words of both.
fn f1(text: &str, gold: &str) -> f64 {
    let mut left: HashMap<&str, usize> = HashMap::new();
    gold.split_whitespace().for_each(|word| *left.entry(word).or_default() += 1);
    let shared = text.split_whitespace().filter(|word| match left.get_mut(word) {
        Some(count @ 1..) => {
            *count -= 1;
            true
        }
        _ => false,
    });
    let words = text.split_whitespace().count() + gold.split_whitespace().count();
    2.0 * shared.count() as f64 / words.max(1) as f64
}
