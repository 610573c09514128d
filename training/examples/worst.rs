//! Prints the worst pages of a collection with the blocks where the verdict and the gold text
//! disagree, from scores that `--save-scores` wrote: `worst SCORES PROTOCOL PAGES FOLDER [TYPE]`.
//! PROTOCOL is `folds`, `left_out` or `measured`, PAGES how many to print.

use dehusk::Focus;
use dehusk::internals::training::{KINDS, TUNING};
use std::path::Path;
use training::pages::{self, Loading};
use training::saved::{self, Case};

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: worst SCORES PROTOCOL PAGES FOLDER [TYPE]");
    let (scores, protocol, count, folder) = (next()?, next()?, next()?, next()?);
    let wanted_kind = next().ok();
    let count: usize = count.parse().map_err(|_| "PAGES is no number")?;
    let pages = pages::load(Path::new(&folder), &Loading::default())?;
    let cases = saved::read(Path::new(&scores), &pages)?;
    let is_wanted = |case: &&Case<'_>| {
        case.protocol == protocol && wanted_kind.as_ref().is_none_or(|kind| *kind == case.page.kind)
    };
    let mut found = Vec::new();
    for case in cases.iter().filter(is_wanted) {
        let kept = case.kept(Focus::Balanced, &TUNING);
        if let Some(score) = case.page.score(&kept) {
            found.push((score, case, kept));
        }
    }
    if found.is_empty() {
        return Err(format!("{scores}: no pages of {folder} in the protocol {protocol}"));
    }
    found.sort_by(|a, b| a.0.f1.total_cmp(&b.0.f1));
    for (score, case, kept) in found.into_iter().take(count) {
        let page = case.page;
        println!(
            "\n# {} {} {}: F1 {:.3}, precision {:.3}, recall {:.3}",
            page.collection,
            page.id,
            page.url.as_deref().unwrap_or_default(),
            score.f1,
            score.precision,
            score.recall
        );
        let kinds: Vec<String> =
            KINDS.iter().zip(case.kinds).map(|(kind, p)| format!("{kind} {p:.2}")).collect();
        println!("  {}", kinds.join(", "));
        let texts = page.prepared.texts();
        for (block, text) in texts.iter().enumerate() {
            if page.headlines[block] || kept[block] == (page.labels[block] >= 0.5) {
                continue;
            }
            let sign = if kept[block] { "too much" } else { "missing " };
            let start: String = text.chars().take(90).collect();
            println!("  {sign} {:.3} {} [{}]", case.scores[block], start, text.chars().count());
        }
    }
    Ok(())
}
