//! Profiles of sites: what several pages of one site have in common.

use crate::AnyError;
use crate::page_io;
use clap::{Args, Subcommand};
use dehusk::{Extractor, SiteProfile};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Learns what several pages of one site have in common, so that its pages are extracted better.
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Learn(Learn),
}

/// Learns a profile from pages of one site, without labels.
///
/// Five pages do, thirty are better. They should be such as are extracted later, not all of one
/// article; near copies of a page count once.
#[derive(Args)]
#[command(after_help = "\
Example:
  dehusk site learn pages/*.html -o site.bin
  dehusk extract --site site.bin pages/rain.html")]
struct Learn {
    /// HTML files of one site, plain or gzipped
    #[arg(required = true)]
    pages: Vec<PathBuf>,

    /// Write the profile to a file, or to standard output if it is -
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// Start from a profile that was learned before
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<(), AnyError> {
    match &arguments.command {
        Command::Learn(arguments) => learn(arguments),
    }
}

fn learn(arguments: &Learn) -> Result<(), AnyError> {
    refuse_to_replace(&arguments.output)?;
    let mut profile = arguments.from.as_deref().map(read).transpose()?.unwrap_or_default();
    let known = profile.pages();
    let extractor = Extractor::new();
    for path in &arguments.pages {
        let name = |error: AnyError| format!("{}: {error}", path.display());
        let html = page_io::read(path).map_err(|error| name(error.into()))?;
        let page = page_io::extract(&extractor, &html).map_err(name)?;
        profile.learn_from(&page);
    }
    let learned = profile.pages() - known;
    let passed_over = arguments.pages.len() - learned;
    page_io::write(&arguments.output, &profile.to_bytes())?;
    let pages = if learned == 1 { "page" } else { "pages" };
    eprintln!("{learned} {pages} learned, {passed_over} passed over as copies or without text");
    Ok(())
}

/// How a profile of any version of the format begins.
const MARK: &[u8] = b"DHSITE";

/// Refuses to write a profile over anything but a profile: in `-o pages/*.html` the name was
/// forgotten, and the first page is taken for it.
fn refuse_to_replace(path: &Path) -> Result<(), AnyError> {
    let name = |error: io::Error| format!("{}: {error}", path.display());
    if !path.is_file() {
        return Ok(());
    }
    let mut beginning = Vec::new();
    let file = File::open(path).map_err(name)?;
    file.take(MARK.len() as u64).read_to_end(&mut beginning).map_err(name)?;
    if beginning.is_empty() || beginning == MARK {
        return Ok(());
    }
    Err(format!("{}: the file exists and is no site profile", path.display()).into())
}

/// Reads a profile; an error names its file.
pub fn read(path: &Path) -> Result<SiteProfile, AnyError> {
    let name = |error: AnyError| format!("{}: {error}", path.display());
    let bytes = fs::read(path).map_err(|error| name(error.into()))?;
    Ok(SiteProfile::from_bytes(&bytes).map_err(|error| name(error.into()))?)
}

/// The site that an address belongs to: its registered domain (example.co.uk for
/// https://news.example.co.uk/), or its host where nobody registers names.
pub fn of_address(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[') {
        Some(literal) => literal.split(']').next()?,
        None => host.split(':').next()?,
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let is_number = host.split('.').all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let registered = if is_number { None } else { psl::domain_str(&host) };
    let site = registered.unwrap_or(&host);
    (!site.is_empty()).then(|| site.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_registered_domain() {
        for (address, site) in [
            ("https://example.org/a/b.html", "example.org"),
            ("http://News.Example.co.UK:8080?page=1", "example.co.uk"),
            ("https://someone@www.example.org./#top", "example.org"),
            ("https://ada.blogspot.com/2012/", "ada.blogspot.com"),
            ("http://192.168.0.1/", "192.168.0.1"),
            ("http://[2001:db8::1]:80/", "2001:db8::1"),
            ("http://localhost/", "localhost"),
        ] {
            assert_eq!(of_address(address).as_deref(), Some(site), "{address}");
        }
        assert_eq!(of_address("/a/b.html"), None);
        assert_eq!(of_address("https:///a"), None);
    }
}
