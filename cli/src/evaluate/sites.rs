//! What profiles of sites are worth: pages with a profile learned from the other pages of their
//! site, and without.

use crate::AnyError;
use crate::site;
use dehusk::{Extractor, SiteProfile};
use dehusk_cli::benchmark::bootstrap;
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use dehusk_cli::benchmark::result::score;
use dehusk_cli::benchmark::summary::mean;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Numbers of pages that profiles are learned from, for the curve.
const CURVE: [usize; 6] = [1, 2, 3, 5, 10, 30];

/// The curve is that of sites with so many pages.
const MIN_FOR_CURVE: usize = 10;

/// A page of a site with several pages.
pub struct Compared {
    site: String,
    /// Pages of the site, this one among them.
    pages: usize,
    /// The quality without a profile, and with one of all other pages.
    without: f64,
    with: f64,
    /// The quality with profiles of as many others as [`CURVE`] says, where the site has a curve.
    curve: Option<[f64; CURVE.len()]>,
}

/// Compares all pages of sites that have several, each with profiles of other pages.
pub fn measure(extractor: &Extractor, pages: &[BenchmarkPage]) -> Result<Vec<Compared>, AnyError> {
    let mut sites: BTreeMap<String, Vec<&BenchmarkPage>> = BTreeMap::new();
    for page in pages {
        if let Some(site) = page.url.as_deref().and_then(site::of_address) {
            sites.entry(site).or_default().push(page);
        }
    }
    let mut compared = Vec::new();
    for (site, pages) in sites.into_iter().filter(|(_, pages)| pages.len() > 1) {
        compared.extend(compare(extractor, &site, &pages)?);
    }
    Ok(compared)
}

fn compare(
    extractor: &Extractor,
    site: &str,
    pages: &[&BenchmarkPage],
) -> Result<Vec<Compared>, AnyError> {
    let extract = |extractor: &Extractor, page: &BenchmarkPage| {
        let html = page.read_html().map_err(|error| error.to_string())?;
        extractor.extract(&html).map_err(|error| format!("{}: {error}", page.id))
    };
    let alone: Result<Vec<(SiteProfile, f64)>, String> = pages
        .par_iter()
        .map(|page| {
            let extraction = extract(extractor, page)?;
            let mut profile = SiteProfile::new();
            profile.learn_from(&extraction);
            Ok((profile, score(page, extraction.text()).quality()))
        })
        .collect();
    let alone = alone?;
    // The others are those that follow the page, starting over after the last.
    let with_others = |index: usize, most: usize| {
        let mut profile = SiteProfile::new();
        let others = alone.iter().skip(index + 1).chain(alone.iter().take(index));
        for (other, _) in others.take(most) {
            profile.merge(other);
        }
        let extraction = extract(&extractor.clone().site(profile), pages[index])?;
        Ok::<f64, String>(score(pages[index], extraction.text()).quality())
    };
    let compared = |index: usize| {
        let with = with_others(index, usize::MAX)?;
        let curve = (pages.len() >= MIN_FOR_CURVE).then(|| {
            let mut curve = [with; CURVE.len()];
            for (with, most) in curve.iter_mut().zip(CURVE).filter(|(_, most)| *most < pages.len())
            {
                *with = with_others(index, most)?;
            }
            Ok::<_, String>(curve)
        });
        let without = alone[index].1;
        let (site, pages) = (site.to_owned(), pages.len());
        Ok(Compared { site, pages, without, with, curve: curve.transpose()? })
    };
    let compared: Result<Vec<Compared>, String> =
        (0..pages.len()).into_par_iter().map(compared).collect();
    Ok(compared?)
}

/// Sites by how many pages they have.
const SIZES: [(usize, usize); 5] = [(2, 2), (3, 4), (5, 9), (10, 29), (30, usize::MAX)];

/// Writes the means by number of pages.
pub fn write(out: &mut dyn Write, all: &[Compared]) -> io::Result<()> {
    writeln!(
        out,
        "{:<14} {:>6} {:>6} {:>8} {:>8} {:>8} {:>16}",
        "pages of site", "sites", "pages", "without", "with", "gain", "95% interval"
    )?;
    for (least, most) in SIZES {
        let name = match most {
            usize::MAX => format!("{least} or more"),
            _ if least == most => least.to_string(),
            _ => format!("{least} to {most}"),
        };
        write_row(out, &name, all, |pages| (least..=most).contains(&pages))?;
    }
    write_row(out, "3 or more", all, |pages| pages >= 3)?;
    let mut sites: BTreeMap<&str, Vec<&Compared>> = BTreeMap::new();
    for page in all.iter().filter(|page| page.pages >= 10) {
        sites.entry(&page.site).or_default().push(page);
    }
    let gains = sites.iter().map(|(site, pages)| (gain(pages), *site));
    if let Some((gain, site)) = gains.min_by(|one, other| one.0.total_cmp(&other.0)) {
        writeln!(out, "Smallest gain of a site with ten pages or more: {gain:+.4} ({site}).")?;
    }
    write_curve(out, all)
}

/// Writes what profiles of few pages gain where there are many.
fn write_curve(out: &mut dyn Write, all: &[Compared]) -> io::Result<()> {
    let curves: Vec<(&Compared, [f64; CURVE.len()])> =
        all.iter().filter_map(|page| Some((page, page.curve?))).collect();
    if curves.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nSites with ten pages or more ({} pages), by pages learned:", curves.len())?;
    for (at, learned) in CURVE.iter().enumerate() {
        let gain = mean(&curves, |(page, curve)| curve[at] - page.without);
        writeln!(out, "{learned:<14} {gain:>+8.4}")?;
    }
    let all = mean(&curves, |(page, _)| page.with - page.without);
    writeln!(out, "{:<14} {all:>+8.4}", "all")
}

fn write_row(
    out: &mut dyn Write,
    name: &str,
    all: &[Compared],
    wanted: impl Fn(usize) -> bool,
) -> io::Result<()> {
    let pages: Vec<&Compared> = all.iter().filter(|page| wanted(page.pages)).collect();
    if pages.is_empty() {
        return Ok(());
    }
    let mut sites: Vec<&str> = pages.iter().map(|page| page.site.as_str()).collect();
    sites.dedup();
    let (low, high) = bootstrap::interval(pages.len(), |drawn| {
        mean(drawn, |&index| pages[index].with - pages[index].without)
    });
    writeln!(
        out,
        "{name:<14} {:>6} {:>6} {:>8.4} {:>8.4} {:>+8.4} {:>16}",
        sites.len(),
        pages.len(),
        mean(&pages, |page| page.without),
        mean(&pages, |page| page.with),
        gain(&pages),
        format!("{low:+.3} – {high:+.3}"),
    )
}

fn gain(pages: &[&Compared]) -> f64 {
    mean(pages, |page| page.with - page.without)
}
