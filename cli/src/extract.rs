//! Prints the main content of a page.

use crate::AnyError;
use crate::options::{ExtractorOptions, parse_address};
use crate::page_io;
use crate::site;
use clap::{Args, ValueEnum};
use dehusk::{Block, Extraction, Field, Metadata, Record, SiteProfile};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Prints the main content of an HTML page: the article without menus, sidebars, footers and
/// banners.
#[derive(Args)]
#[command(after_help = "Example: dehusk extract page.html --format json")]
pub struct Arguments {
    /// The HTML file, plain or gzipped, or - for standard input
    page: PathBuf,

    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// The page's address, to resolve relative links and images against
    #[arg(long, value_name = "URL", value_parser = parse_address)]
    base_url: Option<String>,

    /// Show every block of the page with its score, kept or dropped: as a table instead of the text, or
    /// as one more field of the JSON
    #[arg(long)]
    blocks: bool,

    /// Begin the Markdown with title, authors, date, address and language of the page, as YAML
    #[arg(long)]
    front_matter: bool,

    /// The profile of the page's site, from dehusk site learn
    #[arg(long, value_name = "FILE")]
    site: Option<PathBuf>,

    #[command(flatten)]
    options: ExtractorOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text, blocks separated by blank lines
    Text,
    /// CommonMark with the tables and footnotes of GitHub
    Markdown,
    /// A sanitized HTML fragment
    Html,
    /// A JSON object with everything known about the page
    Json,
}

/// Extracts one page. Errors name its file.
pub fn run(arguments: &Arguments) -> Result<(), AnyError> {
    if arguments.blocks && !matches!(arguments.format, Format::Text | Format::Json) {
        crate::exit_with_usage("extract", "--blocks needs --format text or --format json");
    }
    if arguments.front_matter && arguments.format != Format::Markdown {
        crate::exit_with_usage("extract", "--front-matter needs --format markdown");
    }
    let name = |error| format!("{}: {error}", arguments.page.display());
    let profile = arguments.site.as_deref().map(site::read).transpose()?;
    Ok(page_io::print(extract(arguments, profile).map_err(name)?.as_bytes())?)
}

fn extract(arguments: &Arguments, profile: Option<SiteProfile>) -> Result<String, AnyError> {
    let html = page_io::read(&arguments.page)?;
    let mut extractor = arguments.options.extractor();
    if let Some(address) = &arguments.base_url {
        extractor = extractor.base_url(address);
    }
    if let Some(profile) = profile {
        extractor = extractor.site(profile);
    }
    let page = page_io::extract(&extractor, &html)?;
    let output = match arguments.format {
        Format::Text if arguments.blocks => score_table(&page),
        Format::Text => page.text(),
        Format::Markdown if arguments.front_matter => {
            front_matter(page.metadata(), arguments.base_url.as_deref())? + &page.markdown()
        }
        Format::Markdown => page.markdown(),
        Format::Html => page.html(),
        Format::Json => serde_json::to_string_pretty(&Output::of(&page, arguments))?,
    };
    Ok(format!("{}\n", output.trim_end()))
}

/// What is known about a page, as YAML between lines of dashes. Strings are quoted as in JSON,
/// which YAML 1.2 reads.
fn front_matter(metadata: &Metadata, address: Option<&str>) -> Result<String, AnyError> {
    let value = |field: &Option<Field>| field.as_ref().map(|field| field.as_str().to_owned());
    let title = value(&metadata.title).or_else(|| value(&metadata.document_title));
    let date = value(&metadata.published).or_else(|| value(&metadata.modified));
    let address = address.map(str::to_owned).or_else(|| value(&metadata.canonical_url));
    let mut yaml = "---\n".to_owned();
    let mut line = |name: &str, value: Option<String>| -> Result<(), AnyError> {
        if let Some(value) = value {
            let _ = writeln!(yaml, "{name}: {}", serde_json::to_string(&value)?);
        }
        Ok(())
    };
    line("title", title)?;
    line("date", date)?;
    line("url", address)?;
    line("language", value(&metadata.language))?;
    if !metadata.authors.is_empty() {
        yaml.push_str("authors:\n");
        for author in &metadata.authors {
            let _ = writeln!(yaml, "  - {}", serde_json::to_string(author.as_str())?);
        }
    }
    yaml.push_str("---\n\n");
    Ok(yaml)
}

/// How many characters of a block's text the table shows.
const EXCERPT: usize = 48;

fn score_table(page: &Extraction) -> String {
    let mut table = format!("score  kept  density  links  {:<EXCERPT$}  path\n", "text");
    for block in page.blocks() {
        let kept = if block.is_content() { "yes" } else { "-" };
        let _ = writeln!(
            table,
            "{:>5.2}  {kept:<4}  {:>7.1}  {:>5.2}  {:<EXCERPT$}  {}",
            block.score(),
            block.text_density(),
            block.link_ratio(),
            excerpt(block.text()),
            block.path(),
        );
    }
    table
}

/// The beginning of a text on one line, with an ellipsis if it is cut.
fn excerpt(text: &str) -> String {
    let mut characters =
        text.chars().map(|character| if character.is_control() { ' ' } else { character });
    let mut excerpt: String = characters.by_ref().take(EXCERPT).collect();
    if characters.next().is_some() {
        excerpt.pop();
        excerpt.push('…');
    }
    excerpt
}

/// What is known about a page, with its blocks if requested.
#[derive(Serialize)]
struct Output<'a> {
    #[serde(flatten)]
    record: Record,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<Block<'a>>>,
}

impl<'a> Output<'a> {
    fn of(page: &'a Extraction, arguments: &Arguments) -> Output<'a> {
        let blocks = arguments.blocks.then(|| page.blocks().collect());
        Output { record: page.to_record(dehusk::Format::Text), blocks }
    }
}
