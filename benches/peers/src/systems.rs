//! What is compared: this crate, its peers, and parsing alone, each called as its documentation
//! says, with its defaults unless noted. If a peer offers several ways to a text, the one that scores
//! best is used.

use html5ever::tendril::TendrilSink;
use url::Url;

/// A page, as given to the systems.
pub struct Input {
    pub html: String,
    pub url: Url,
    /// Whether the gold text begins with the headline.
    pub is_titled: bool,
}

/// What a system returns for a page. Turning its HTML into text is not counted in its time.
pub enum Output {
    Text(String),
    Html(String),
    /// It does not extract.
    None,
}

/// A system's name in the tables, and how it is called. `None` is an error that it reported.
pub struct System {
    pub name: &'static str,
    /// The package whose version is printed.
    pub package: &'static str,
    pub run: fn(&Input) -> Option<Output>,
}

/// All times are relative to this one.
pub const PARSER: &str = "RcDom, parsing only";
/// This crate with its defaults.
pub const OURS: &str = "dehusk";

pub const SYSTEMS: &[System] = &[
    System { name: PARSER, package: "markup5ever_rcdom", run: parse_only },
    System { name: OURS, package: "dehusk", run: dehusk_model },
    System { name: "dehusk, Scorer::Density", package: "dehusk", run: dehusk_density },
    System { name: "rs-trafilatura", package: "rs-trafilatura", run: rs_trafilatura },
    System { name: "dom_smoothie", package: "dom_smoothie", run: dom_smoothie },
    System { name: "legible", package: "legible", run: legible },
    System { name: "readable-readability", package: "readable-readability", run: readable },
    System { name: "readability", package: "readability", run: readability },
    System { name: "llm_readability", package: "llm_readability", run: llm_readability },
    System { name: "readabilityrs", package: "readabilityrs", run: readabilityrs },
    System { name: "boilerpipe", package: "boilerpipe", run: boilerpipe },
    System {
        name: "dom-content-extraction, get_content",
        package: "dom-content-extraction",
        run: density_content,
    },
    System {
        name: "dom-content-extraction, get_article",
        package: "dom-content-extraction",
        run: density_article,
    },
];

fn parse_only(page: &Input) -> Option<Output> {
    let dom = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), Default::default())
        .one(page.html.as_str());
    std::hint::black_box(&dom);
    Some(Output::None)
}

fn dehusk_model(page: &Input) -> Option<Output> {
    Some(Output::Text(dehusk(page).extract(&page.html).ok()?.text()))
}

fn dehusk_density(page: &Input) -> Option<Output> {
    let extractor = dehusk(page).scorer(dehusk::Scorer::Density);
    Some(Output::Text(extractor.extract(&page.html).ok()?.text()))
}

fn dehusk(page: &Input) -> dehusk::Extractor {
    let title = if page.is_titled { dehusk::Title::Include } else { dehusk::Title::Leave };
    dehusk::Extractor::new().title(title)
}

fn rs_trafilatura(page: &Input) -> Option<Output> {
    let options = rs_trafilatura::Options {
        url: Some(page.url.to_string()),
        include_title_in_content: page.is_titled,
        ..Default::default()
    };
    let result = rs_trafilatura::extract_with_options(&page.html, &options).ok()?;
    Some(Output::Text(result.content_text))
}

/// With formatted text: its raw text, the default, runs words of neighboring elements together.
fn dom_smoothie(page: &Input) -> Option<Output> {
    let config =
        dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
    let mut readability =
        dom_smoothie::Readability::new(page.html.as_str(), Some(page.url.as_str()), Some(config))
            .ok()?;
    Some(Output::Text(readability.parse().ok()?.text_content.to_string()))
}

/// By its HTML: its text runs words of neighboring elements together.
fn legible(page: &Input) -> Option<Output> {
    let article = legible::parse(&page.html, Some(page.url.as_str()), None).ok()?;
    Some(Output::Html(article.content))
}

/// Returns a tree, which is turned into HTML.
fn readable(page: &Input) -> Option<Output> {
    let (node, _) =
        readable_readability::Readability::new().base_url(Some(page.url.clone())).parse(&page.html);
    Some(Output::Html(node.to_string()))
}

/// By its HTML: its text runs words of neighboring elements together.
fn readability(page: &Input) -> Option<Output> {
    let product = readability::extractor::extract(&mut page.html.as_bytes(), &page.url).ok()?;
    Some(Output::Html(product.content))
}

/// By its HTML: its text runs words of neighboring elements together.
fn llm_readability(page: &Input) -> Option<Output> {
    let product = llm_readability::extractor::extract(&mut page.html.as_bytes(), &page.url).ok()?;
    Some(Output::Html(product.content))
}

/// By its HTML, as the other ports of Readability.
fn readabilityrs(page: &Input) -> Option<Output> {
    let readability =
        readabilityrs::Readability::new(&page.html, Some(page.url.as_str()), None).ok()?;
    Some(Output::Html(readability.parse()?.content?))
}

fn boilerpipe(page: &Input) -> Option<Output> {
    Some(Output::Text(boilerpipe::parse_document(&page.html).content().to_string()))
}

fn density_content(page: &Input) -> Option<Output> {
    let document = dom_content_extraction::scraper::Html::parse_document(&page.html);
    Some(Output::Text(dom_content_extraction::get_content(&document).ok()?))
}

fn density_article(page: &Input) -> Option<Output> {
    let document = dom_content_extraction::scraper::Html::parse_document(&page.html);
    Some(Output::Text(dom_content_extraction::get_article(&document).ok()?))
}
