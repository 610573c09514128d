//! Combines all sources of a page into [`Metadata`].

use super::authors::authors;
use super::date::Order;
use super::gather::gather;
use super::of_site::OfSite;
use super::plain::element_text;
use super::published::dates;
use super::sources::{Sources, own_addresses};
use super::title::{self, Heading, Stated, Titles, compact};
use super::visible::Visible;
use super::{Field, Metadata, Source};
use crate::address::{Base, leads_up};
use crate::block::{Context, Element, Page};
use crate::dom::{AttributeName, Dom, NodeId, Tag};
use std::collections::HashSet;

/// Headings below this level name parts of the page.
const TITLE_LEVELS: u8 = 3;
/// The link around a heading is looked for in so many elements.
const MAX_LEVELS_TO_LINK: usize = 3;

/// Reads what the page says about itself. `others` are the elements with readers' comments, the
/// address is the page's as given by the caller.
pub(crate) fn read(
    dom: &Dom,
    page: &Page,
    others: &HashSet<NodeId>,
    base: &Base,
    address: Option<&str>,
    site: &OfSite<'_>,
) -> Metadata {
    let statements = gather(dom, others);
    let sources = Sources::of(&statements);
    let site_name = sources.site_name();
    let mut sites = sources.names_of_site(site_name.as_ref());
    sites.extend_from_slice(site.names);
    let title = choose_title(&sources, &headings(dom, page, address), &sites);
    let language = language(&sources);
    let order = order(&sources, language.as_ref().map(Field::as_str), page, address);
    let visible = Visible::of(dom, page, title.as_ref().map_or("", Field::as_str));
    let (published, modified) = dates(&sources, &visible, site, order, address);
    let document_title = statements.title.as_ref();
    let mut names = sites;
    names.extend(
        document_title
            .iter()
            .flat_map(|whole| title::beside(whole, title.as_ref().map_or("", Field::as_str))),
    );
    let authors = authors(&sources, &visible, site, &names);
    let title_letters = title.as_ref().map(|title| compact(title.as_str()));
    let is_title = |name: &Field| title_letters.as_ref() == Some(&compact(name.as_str()));
    Metadata {
        title,
        document_title: document_title.map(|title| Field::new(title, Source::TitleElement)),
        authors,
        published,
        modified,
        site_name: site_name.filter(|name| !is_title(name)),
        description: description(&sources),
        language,
        canonical_url: canonical_url(&sources, base),
        image: image(&sources, base),
        icon: icon(&sources, base),
        categories: sources.list(&["articleSection", "category"], &["article:section"]),
        tags: sources.list(&["keywords"], TAG_METAS),
        license: license(&sources, base),
    }
}

/// The order of day and month: that of the language, or else of the country that the page states or
/// whose domain it has, or else of the page's other dates.
pub(super) fn order(
    sources: &Sources<'_>,
    language: Option<&str>,
    page: &Page,
    address: Option<&str>,
) -> Order {
    let order = Order::of_language(language);
    if order != Order::Unknown {
        return order;
    }
    let locale = sources.meta(&["og:locale", "content-language"]);
    let order = Order::of_language(locale.as_ref().map(Field::as_str));
    if order != Order::Unknown {
        return order;
    }
    let mut addresses = address.into_iter().chain(own_addresses(sources.statements));
    if let Some(address) = addresses.next() {
        if has_day_first_domain(address) {
            return Order::DayFirst;
        }
        let order = Order::of_language(edition(address));
        if order != Order::Unknown {
            return order;
        }
    }
    let texts = page.blocks.iter().map(|block| page.block_text(block));
    order.or_of_texts(texts.filter(|text| text.len() <= MAX_DATED))
}

/// Whether the host is in the domain of an English-speaking country where days come first.
fn has_day_first_domain(address: &str) -> bool {
    let host = address.split("//").nth(1).unwrap_or_default();
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let domain = host.rsplit('.').next().unwrap_or_default();
    ["uk", "ie", "au", "nz", "in", "za", "sg", "my", "pk", "ng", "ke", "gh"].contains(&domain)
}

/// The language and country in the path of an address: `/en-gb/`.
fn edition(address: &str) -> Option<&str> {
    let mut parts = address.split('/').skip(3);
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic());
    parts.find(|part| part.split_once(['-', '_']).is_some_and(|(a, b)| is_code(a) && is_code(b)))
}

/// Longer texts, in bytes, are prose, in which dates are written in words.
const MAX_DATED: usize = 240;

const TAG_METAS: &[&str] =
    &["article:tag", "og:article:tag", "keywords", "news_keywords", "parsely-tags"];

/// The headings that may show the title.
fn headings(dom: &Dom, page: &Page, address: Option<&str>) -> Vec<Heading> {
    let address = address.or_else(|| dom.own_address());
    let is_framed =
        |context: Context| context.has(Context::NAVIGATION) || context.has(Context::DIALOG);
    let elements = page.elements.iter().filter(|element| !is_framed(element.context));
    let headings = elements.filter_map(|element| {
        let level = element.tag.heading_level().filter(|level| *level <= TITLE_LEVELS)?;
        let text = element_text(dom, element.node);
        let is_link = element.context.has(Context::LINK) || element.stats.link_ratio() > 0.5;
        let link = link_of(dom, page, element).filter(|_| is_link);
        let leads_up = link.is_some_and(|link| leads_up(link, address));
        (!text.is_empty()).then_some(Heading { text, level, is_link, leads_up })
    });
    headings.collect()
}

/// Where the link leads that a heading is, or stands in.
fn link_of<'a>(dom: &'a Dom, page: &Page, heading: &Element) -> Option<&'a str> {
    let around = page.ancestry(heading.parent).take(MAX_LEVELS_TO_LINK);
    let mut around = around.filter_map(|index| page.element(index));
    let link = around.find(|element| element.tag == Tag::A).map(|element| element.node);
    let inside = || dom.descendants(heading.node).find(|&node| dom.tag(node) == Some(Tag::A));
    dom.attribute(link.or_else(inside)?, AttributeName::Href)
}

fn choose_title(sources: &Sources<'_>, headings: &[Heading], sites: &[String]) -> Option<Field> {
    let document_title = sources.statements.title.as_ref();
    let stated = [
        sources.described(&["headline"]),
        sources.meta(&["citation_title"]),
        sources.meta(&["og:title"]),
        sources.meta(&["twitter:title"]),
        document_title.map(|title| Field::new(title, Source::TitleElement)),
        sources.meta(&["dc.title"]),
        sources.meta(&["dcterms.title"]),
        sources.meta(&["parsely-title", "sailthru.title"]),
    ];
    let stated = stated.into_iter().flatten();
    let stated = stated.map(|Field { value, source }| Stated { text: value, source }).collect();
    let (is_article, is_news) = (sources.is_article(), sources.is_news());
    let titles = Titles { stated, headings, sites, is_article, is_news };
    titles.choose().map(|(text, source)| Field::new(text, source))
}

fn description(sources: &Sources<'_>) -> Option<Field> {
    sources
        .meta(&["og:description", "description", "twitter:description", "dc.description"])
        .or_else(|| sources.described(&["description"]))
}

pub(super) fn language(sources: &Sources<'_>) -> Option<Field> {
    let stated = sources.statements.language.map(|tag| Field::new(tag, Source::LangAttribute));
    let stated = stated
        .or_else(|| sources.own_translation())
        .or_else(|| sources.meta(&["og:locale", "content-language", "dc.language", "language"]))
        .or_else(|| sources.described(&["inLanguage"]))?;
    let tag = stated.value.split([',', ';']).next().unwrap_or_default();
    let tag = tag.trim().replace('_', "-");
    let is_tag = tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let first = tag.split('-').next().unwrap_or_default();
    let is_tag = is_tag && (2..=3).contains(&first.len());
    is_tag.then(|| Field::new(tag, stated.source))
}

fn canonical_url(sources: &Sources<'_>, base: &Base) -> Option<Field> {
    let stated = [
        sources.link("canonical"),
        sources.meta(&["og:url"]),
        sources.described(&["mainEntityOfPage", "url"]),
    ];
    first_address(base, stated)
}

fn image(sources: &Sources<'_>, base: &Base) -> Option<Field> {
    let metas =
        ["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"];
    let stated = [
        sources.meta(&metas),
        sources.described(&["image", "thumbnailUrl"]),
        sources.link("image_src"),
    ];
    first_address(base, stated)
}

/// The icon of the site: the one for browsers, or else the one for phones.
fn icon(sources: &Sources<'_>, base: &Base) -> Option<Field> {
    let relations = ["icon", "apple-touch-icon", "apple-touch-icon-precomposed"];
    first_address(base, relations.into_iter().map(|relation| sources.link(relation)))
}

/// The license: its address, or else its name.
fn license(sources: &Sources<'_>, base: &Base) -> Option<Field> {
    let stated = [
        sources.described(&["license"]),
        sources.link("license"),
        sources.meta(&["dcterms.license", "dc.rights.license", "cc:license"]),
    ];
    stated.into_iter().flatten().find_map(|field| {
        let is_address = field.value.contains(['/', ':']) && !field.value.contains(' ');
        let license = if is_address { base.link(&field.value) } else { Some(field.value) };
        Some(Field::new(license?, field.source))
    })
}

/// The first of the fields that is a web address, made absolute if the page's own address is known.
fn first_address(base: &Base, fields: impl IntoIterator<Item = Option<Field>>) -> Option<Field> {
    fields.into_iter().flatten().find_map(|field| {
        let address = base.image(&field.value)?;
        Some(Field::new(address, field.source))
    })
}
