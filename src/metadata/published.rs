//! When the page was published and when it was changed, by the order of sources.

use super::date::{self, Order};
use super::sources::{Sources, source_of_meta};
use super::visible::Visible;
use super::{Field, Source, dateline};

/// What names of metas end in that give the day of publication, the most definite first.
const PUBLISHED_METAS: &[&str] = &[
    "publishedtime",
    "datepublished",
    "publisheddate",
    "publishdate",
    "publishtime",
    "pubdate",
    "publicationdate",
    "citationpublicationdate",
    "citationonlinedate",
    "citationdate",
    "issued",
    "dateissued",
    "parselypubdate",
    "firstpublished",
    "published",
    "releasedate",
    "displaydate",
    "articledateoriginal",
    "created",
    "datecreated",
    "createddate",
    "creationdate",
    "date",
];
const MODIFIED_METAS: &[&str] = &[
    "modifiedtime",
    "datemodified",
    "modifieddate",
    "modified",
    "updatedtime",
    "dateupdated",
    "updateddate",
    "updatedate",
    "lastupdated",
    "lastupdate",
    "lastmodified",
    "lastmod",
    "updated",
    "revised",
];

/// The properties and metas that tell of one thing.
struct Names {
    described: &'static [&'static str],
    metas: &'static [&'static str],
    /// Properties that mean it if nothing else does.
    weak: &'static [&'static str],
}

const PUBLISHED: Names = Names {
    described: &["datePublished"],
    metas: PUBLISHED_METAS,
    weak: &["dateCreated", "uploadDate"],
};
const MODIFIED: Names = Names { described: &["dateModified"], metas: MODIFIED_METAS, weak: &[] };

/// The dates of publication and of the last change, as far as the page has them. A month or a
/// year is taken where there is no day.
pub(super) fn dates(
    sources: &Sources<'_>,
    visible: &Visible<'_>,
    order: Order,
) -> (Option<Field>, Option<Field>) {
    let day = |text: &str| date::stated(text, order);
    let mut published = stated(sources, &PUBLISHED, &day);
    let mut modified = stated(sources, &MODIFIED, &day);
    if published.is_none() || modified.is_none() {
        let (seen_published, seen_modified) = dateline::dates(visible, order);
        published = published.or(seen_published);
        modified = modified.or(seen_modified);
    }
    (
        published.or_else(|| stated(sources, &PUBLISHED, &date::incomplete)),
        modified.or_else(|| stated(sources, &MODIFIED, &date::incomplete)),
    )
}

/// How a text is read as a date.
type Reading<'a> = &'a dyn Fn(&str) -> Option<String>;

fn stated(sources: &Sources<'_>, names: &Names, reading: Reading<'_>) -> Option<Field> {
    described(sources, names.described, reading)
        .or_else(|| of_metas(sources, names.metas, reading))
        .or_else(|| names.described.iter().find_map(|name| loose(sources, name, reading)))
        .or_else(|| described(sources, names.weak, reading))
}

fn described(sources: &Sources<'_>, properties: &[&str], reading: Reading<'_>) -> Option<Field> {
    sources.things.iter().find_map(|(things, source)| {
        let date = things.texts(properties).iter().find_map(|text| reading(text))?;
        Some(Field::new(date, *source))
    })
}

/// A date that stands outside of any item, if there is only one.
fn loose(sources: &Sources<'_>, property: &str, reading: Reading<'_>) -> Option<Field> {
    let mut dates: Vec<String> =
        sources.loose(property).filter_map(|text| reading(&text)).collect();
    dates.dedup();
    let [date] = dates.as_slice() else { return None };
    Some(Field::new(date, Source::Microdata))
}

fn of_metas(sources: &Sources<'_>, names: &[&str], reading: Reading<'_>) -> Option<Field> {
    let metas = &sources.statements.metas;
    let bare: Vec<String> = metas.iter().map(|(name, _)| bare_name(name)).collect();
    names.iter().find_map(|wanted| {
        let mut named = metas.iter().zip(&bare).filter(|(_, bare)| bare == wanted);
        named.find_map(|((name, content), _)| {
            Some(Field::new(reading(content)?, source_of_meta(name)))
        })
    })
}

/// The last component of a meta's name, letters only: `article:published_time` is
/// "publishedtime".
fn bare_name(name: &str) -> String {
    let last = name.rsplit([':', '.']).next().unwrap_or(name);
    last.chars().filter(|c| c.is_ascii_alphabetic()).collect()
}
