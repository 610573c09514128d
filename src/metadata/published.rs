//! When the page was published and last changed, by the order of sources.

use super::date::{self, Day, Order};
use super::of_site::OfSite;
use super::sources::{Sources, own_addresses, source_of_meta};
use super::visible::Visible;
use super::{Field, Source, dateline};

/// Endings of the names of metas for the day of publication, the most definite first.
const PUBLISHED_METAS: &[&str] = &[
    "publishedtime",
    "datepublished",
    "publisheddate",
    "publishdate",
    "publishtime",
    "publishedat",
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
];
/// Names that mean publication in some tools, and the last build of the page in others.
const VAGUE_METAS: &[&str] = &["created", "datecreated", "createddate", "creationdate", "date"];
const MODIFIED_METAS: &[&str] = &[
    "modifiedtime",
    "modificationdate",
    "modifiedat",
    "updatedat",
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

/// The properties and metas for one date.
struct Names {
    described: &'static [&'static str],
    metas: &'static [&'static str],
}

const PUBLISHED: Names = Names { described: &["datePublished"], metas: PUBLISHED_METAS };
/// They mean publication only if nothing else does.
const VAGUE: Names = Names { described: &["dateCreated", "uploadDate"], metas: VAGUE_METAS };
const MODIFIED: Names = Names { described: &["dateModified"], metas: MODIFIED_METAS };

/// The dates of publication and of the last change, if the page has them. A month or a year is used
/// if there is no day.
pub(super) fn dates(
    sources: &Sources<'_>,
    visible: &Visible<'_>,
    site: &OfSite<'_>,
    order: Order,
    address: Option<&str>,
) -> (Option<Field>, Option<Field>) {
    let day = |text: &str| date::stated(text, order);
    let (seen, seen_modified) = dateline::dates(visible, order);
    let modified = stated(sources, &MODIFIED, &day).or(seen_modified);
    let mut addresses = address.into_iter().chain(own_addresses(sources.statements));
    let addressed = addresses.find_map(date::in_address);
    let addressed = addressed.map(|day| Field::new(day.to_string(), Source::Address));
    let published = match stated(sources, &PUBLISHED, &day) {
        Some(stated) => {
            let changed = modified.as_ref().and_then(day_of);
            let other = of_metas(sources, PUBLISHED.metas, &day);
            // A page that was built anew states the day of that as the day of publication.
            let is_build = stated.source() == Source::Meta
                && modified.as_ref().is_some_and(|modified| modified.value == stated.value);
            let earlier = described(sources, VAGUE.described, &day)
                .filter(|earlier| is_build && day_of(earlier) < day_of(&stated));
            Some(earlier.unwrap_or_else(|| confirmed(stated, [addressed, seen, other], changed)))
        }
        None => {
            let vague = stated_vaguely(sources, &day);
            let shown = addressed.or_else(|| site.published(visible.page, order)).or(seen);
            // The day of publication, as precisely as anything states it.
            match (vague, shown) {
                (Some(vague), Some(shown)) if day_of(&vague) != day_of(&shown) => Some(shown),
                (vague, shown) => vague.or(shown),
            }
        }
    };
    let incomplete = |names| stated(sources, names, &date::incomplete);
    let published = published
        .or_else(|| incomplete(&PUBLISHED))
        .or_else(|| stated_vaguely(sources, &date::incomplete))
        .or_else(|| in_image(sources));
    let modified = modified.or_else(|| incomplete(&MODIFIED));
    if published.is_none() && modified.is_none() {
        return dateline::in_footer(visible, order);
    }
    (published, modified)
}

/// The day of publication that the markup states.
pub(super) fn stated_day(sources: &Sources<'_>, order: Order) -> Option<String> {
    stated(sources, &PUBLISHED, &|text| date::stated(text, order)).map(String::from)
}

/// What the markup states, unless
///
/// - the page's address has an earlier day: addresses are fixed, statements are rewritten with the
///   page;
/// - the dateline and another statement agree on another day, which is not that of the last change;
///   or
/// - the day is in UTC, and address or dateline have the local one.
fn confirmed(
    stated: Field,
    [addressed, seen, other]: [Option<Field>; 3],
    changed: Option<Day>,
) -> Field {
    let Some(day) = day_of(&stated) else { return stated };
    let days = [&addressed, &seen, &other].map(|field| field.as_ref().and_then(day_of));
    let [addressed_day, seen_day, other_day] = days;
    if addressed_day.is_some_and(|first| first < day && !first.is_next_to(day)) {
        return addressed.unwrap_or(stated);
    }
    if seen_day.is_some() && seen_day == other_day && seen_day != Some(day) && seen_day != changed {
        return other.unwrap_or(stated);
    }
    if [addressed_day, seen_day].contains(&Some(day)) {
        return stated;
    }
    let is_local = |field: &Field| {
        let is_change = day_of(field) == changed;
        day_of(field).is_some_and(|local| is_local_day(stated.as_str(), day, local, is_change))
    };
    [addressed, seen].into_iter().flatten().find(is_local).unwrap_or(stated)
}

/// Whether a day is the local day, somewhere on earth, of a moment in UTC. If it is also the day of
/// a change, the moment must be close to midnight.
fn is_local_day(moment: &str, day: Day, local: Day, is_change: bool) -> bool {
    let is_universal = moment.ends_with('Z') || moment.ends_with("+00:00");
    let hour = moment.get(11..13).and_then(|hour| hour.parse::<u32>().ok());
    let (true, Some(hour)) = (is_universal && day.is_next_to(local), hour) else { return false };
    if local > day { hour >= if is_change { 22 } else { 12 } } else { hour < 12 }
}

fn day_of(date: &Field) -> Option<Day> {
    Day::of(date.as_str())
}

fn stated_vaguely(sources: &Sources<'_>, reading: Reading<'_>) -> Option<Field> {
    of_metas(sources, VAGUE.metas, reading).or_else(|| described(sources, VAGUE.described, reading))
}

/// The day in the address of the lead image, which is usually uploaded for the page.
fn in_image(sources: &Sources<'_>) -> Option<Field> {
    let image = sources.meta(&["og:image", "twitter:image"])?;
    let day = date::in_address(image.as_str())?;
    Some(Field::new(day.to_string(), Source::ImageAddress))
}

/// A function that reads a text as a date.
type Reading<'a> = &'a dyn Fn(&str) -> Option<String>;

fn stated(sources: &Sources<'_>, names: &Names, reading: Reading<'_>) -> Option<Field> {
    described(sources, names.described, reading)
        .or_else(|| of_metas(sources, names.metas, reading))
        .or_else(|| names.described.iter().find_map(|name| loose(sources, name, reading)))
}

fn described(sources: &Sources<'_>, properties: &[&str], reading: Reading<'_>) -> Option<Field> {
    sources.things.iter().find_map(|(things, source)| {
        let date = things.texts(properties).iter().find_map(|text| reading(text))?;
        Some(Field::new(date, *source))
    })
}

/// A date outside any item, if there is only one.
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
pub(super) fn bare_name(name: &str) -> String {
    let last = name.rsplit([':', '.']).next().unwrap_or(name);
    last.chars().filter(|c| c.is_ascii_alphabetic()).collect()
}
