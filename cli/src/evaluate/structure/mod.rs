//! How much of what a reader takes as one thing comes out torn: a table without its header, a list
//! with a hole, an image without its caption, a heading with nothing below it, a section without
//! its heading. No gold is needed: the page's own markup says what belongs together.

mod elements;
mod figures;
mod measures;
#[cfg(test)]
mod tests;

use crate::AnyError;
use dehusk::{DecidedBy, Extractor, TextSource};
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Tables with a kept row; torn if something of the header row is dropped.
    Header,
    /// Lists with a kept item; torn if one between two kept items is dropped.
    Item,
    /// Images of the content in a figure with a caption; torn if the caption is not with them.
    Caption,
    /// Kept headings; torn if nothing below them is kept.
    Lonely,
    /// Sections with something kept below the heading; torn if the heading is dropped.
    Headless,
}

impl Measure {
    const ALL: [Measure; 5] =
        [Measure::Header, Measure::Item, Measure::Caption, Measure::Lonely, Measure::Headless];

    /// What is torn, for the table and for lists.
    const fn as_str(self) -> &'static str {
        match self {
            Measure::Header => "table without header",
            Measure::Item => "list with a hole",
            Measure::Caption => "image without caption",
            Measure::Lonely => "heading by itself",
            Measure::Headless => "section without heading",
        }
    }
}

/// Something that is torn.
pub struct Torn {
    measure: Measure,
    /// What decided: on the heading, if it stands by itself; else on the part that is missing.
    decided_by: Option<DecidedBy>,
    /// Where: the path of that part, or the address of the image.
    path: String,
    text: String,
}

/// What is kept of a page, whole or torn, and what is torn.
#[derive(Default)]
pub struct PageStructure {
    kept: [usize; Measure::ALL.len()],
    torn: Vec<Torn>,
}

impl PageStructure {
    fn torn(&self, measure: Measure) -> usize {
        self.torn.iter().filter(|torn| torn.measure == measure).count()
    }
}

/// Extracts every page and looks at it. Pages whose text comes from the data in their scripts have
/// no structure to keep.
pub fn measure<'a>(
    extractor: &Extractor,
    pages: &'a [BenchmarkPage],
) -> Result<Vec<(&'a BenchmarkPage, PageStructure)>, AnyError> {
    pages
        .par_iter()
        .map(|page| {
            let html = page.read_html()?;
            let extraction =
                extractor.extract(&html).map_err(|error| format!("{}: {error}", page.id))?;
            let is_shown = extraction.source() == TextSource::Page;
            let structure = is_shown.then(|| measures::of_page(&html, &extraction));
            Ok((page, structure.unwrap_or_default()))
        })
        .collect()
}

/// Writes for each measure how many are kept and how many of these are torn, counted one by one and
/// by page.
pub fn write(out: &mut dyn Write, pages: &[(&BenchmarkPage, PageStructure)]) -> io::Result<()> {
    writeln!(
        out,
        "{:<24} {:>7} {:>7} {:>6} {:>9} {:>7} {:>6}",
        "structure", "kept", "torn", "%", "pages", "torn", "%"
    )?;
    let percent = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    for measure in Measure::ALL {
        let kept: usize = pages.iter().map(|(_, page)| page.kept[measure as usize]).sum();
        let torn: usize = pages.iter().map(|(_, page)| page.torn(measure)).sum();
        let kept_pages = pages.iter().filter(|(_, page)| page.kept[measure as usize] > 0).count();
        let torn_pages = pages.iter().filter(|(_, page)| page.torn(measure) > 0).count();
        writeln!(
            out,
            "{:<24} {kept:>7} {torn:>7} {:>6.1} {kept_pages:>9} {torn_pages:>7} {:>6.1}",
            measure.as_str(),
            percent(torn, kept),
            percent(torn_pages, kept_pages)
        )?;
    }
    writeln!(out, "\nWhat decided where something is torn:")?;
    for measure in Measure::ALL {
        let mut by_reason: BTreeMap<&str, usize> = BTreeMap::new();
        let all = pages.iter().flat_map(|(_, page)| &page.torn);
        for decided_by in
            all.filter(|torn| torn.measure == measure).filter_map(|torn| torn.decided_by)
        {
            *by_reason.entry(decided_by.as_str()).or_default() += 1;
        }
        let mut by_reason: Vec<_> = by_reason.into_iter().collect();
        by_reason.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let listed: Vec<String> =
            by_reason.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
        if !listed.is_empty() {
            writeln!(out, "{:<24} {}", measure.as_str(), listed.join(", "))?;
        }
    }
    Ok(())
}

/// Writes everything that is torn as tab-separated values, the pages with most of a kind first.
pub fn write_torn(
    out: &mut dyn Write,
    pages: &[(&BenchmarkPage, PageStructure)],
) -> io::Result<()> {
    writeln!(out, "torn\tpage\tdecided by\twhere\ttext")?;
    for measure in Measure::ALL {
        let mut worst: Vec<_> = pages.iter().filter(|(_, page)| page.torn(measure) > 0).collect();
        worst.sort_by_key(|(_, page)| std::cmp::Reverse(page.torn(measure)));
        for (page, structure) in worst {
            for torn in structure.torn.iter().filter(|torn| torn.measure == measure) {
                let decided_by = torn.decided_by.map_or("", DecidedBy::as_str);
                let (name, Torn { path, text, .. }) = (measure.as_str(), torn);
                writeln!(out, "{name}\t{}\t{decided_by}\t{path}\t{text}", page.id)?;
            }
        }
    }
    Ok(())
}
