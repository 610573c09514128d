//! Who wrote the page, by the order of sources.

use super::plain::plain;
use super::schema::Things;
use super::sources::{MAX_LIST, Sources, fields, source_of_meta};
use super::title::compact;
use super::visible::Visible;
use super::{Field, Source, byline, person_names};
use std::collections::HashSet;

const AUTHOR_METAS: &[&str] = &[
    "citation_author",
    "citation_authors",
    "author",
    "article:author",
    "og:article:author",
    "og:author",
    "book:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "article.author",
    "creator",
];

/// The authors of the first source that names people; of the first at all, where each names
/// only the site.
pub(super) fn authors(
    sources: &Sources<'_>,
    visible: &Visible<'_>,
    sites: &[String],
) -> Vec<Field> {
    let sites: HashSet<String> = sites.iter().map(|site| compact(site)).collect();
    let is_site =
        |names: &[Field]| names.iter().all(|name| sites.contains(&compact(name.as_str())));
    let [linked, items] = &sources.things;
    let candidates: [&dyn Fn() -> Vec<Field>; 5] = [
        &|| described(&linked.0, linked.1),
        &|| described(&items.0, items.1),
        &|| of_metas(sources),
        &|| loose(sources),
        &|| byline::authors(visible),
    ];
    let mut first = Vec::new();
    for candidate in candidates {
        let authors = candidate();
        if first.is_empty() && !authors.is_empty() {
            if !is_site(&authors) {
                return authors;
            }
            first = authors;
        } else if authors.iter().any(|name| person_names::is_person(name.as_str())) {
            return authors;
        }
    }
    first
}

fn described(things: &Things<'_>, source: Source) -> Vec<Field> {
    let mut lists = ["author", "creator"].iter().map(|property| {
        let texts = things.texts(&[property]);
        named(texts.iter().take(MAX_LIST).flat_map(|text| person_names::stated(text)), source)
    });
    lists.find(|names| !names.is_empty()).unwrap_or_default()
}

fn named(names: impl Iterator<Item = String>, source: Source) -> Vec<Field> {
    fields(person_names::deduplicated(names.collect()), source)
}

fn of_metas(sources: &Sources<'_>) -> Vec<Field> {
    let mut lists = AUTHOR_METAS.iter().map(|name| {
        let source = source_of_meta(name);
        let contents = sources.statements.meta(name).take(MAX_LIST).map(plain);
        let names = contents.flat_map(|content| match source {
            Source::Citation | Source::DublinCore => person_names::inverted(&content),
            _ => person_names::stated(&content),
        });
        named(names, source)
    });
    lists.find(|names| !names.is_empty()).unwrap_or_else(|| of_card(sources))
}

/// The author that stands outside of any item, if there is only one.
fn loose(sources: &Sources<'_>) -> Vec<Field> {
    let names = sources.loose("author").flat_map(|text| person_names::stated(&text));
    let authors = named(names, Source::Microdata);
    if authors.len() == 1 { authors } else { Vec::new() }
}

/// Twitter's cards have pairs of a label and a text; one of the labels may be "Written by".
fn of_card(sources: &Sources<'_>) -> Vec<Field> {
    for (label, text) in [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")]
    {
        if sources.statements.meta(label).any(person_names::is_label) {
            let names = sources
                .statements
                .meta(text)
                .take(1)
                .flat_map(|text| person_names::stated(&plain(text)));
            return named(names, Source::Twitter);
        }
    }
    Vec::new()
}
