//! Statements, descriptions and what is seen → [`Metadata`], each field by the order of sources.

use super::date::{self, Order};
use super::gather::{Statements, gather};
use super::plain::{collapsed, element_text, plain};
use super::schema::{Identity, Things};
use super::title::{Heading, Stated, Titles, compact};
use super::visible::Visible;
use super::{Field, Metadata, Source, byline, dateline, names};
use crate::block::{Context, Page};
use crate::dom::Dom;
use crate::render::Base;
use std::collections::HashSet;

/// Headings below this level name parts of the page.
const TITLE_LEVELS: u8 = 3;
/// No more than this many tags, categories or authors are read.
const MAX_LIST: usize = 100;

/// Reads what the page says about itself.
pub(crate) fn read(dom: &Dom, page: &Page, base: &Base) -> Metadata {
    let statements = gather(dom);
    let addresses = own_addresses(&statements);
    let titles: Vec<&str> = [statements.title.as_deref()]
        .into_iter()
        .flatten()
        .chain(statements.meta("og:title"))
        .collect();
    let identity = Identity { addresses, titles };
    let linked = Things::of(&statements.linked_data, &identity);
    let items = Things::of(&statements.items, &identity);
    let sources = Sources { dom, page, base, statements: &statements, linked, items };
    sources.metadata()
}

/// The addresses that the page gives as its own.
fn own_addresses<'a>(statements: &Statements<'a>) -> Vec<&'a str> {
    let canonical =
        statements.links.iter().filter(|(relation, _)| is_relation(relation, "canonical"));
    let open_graph = statements.metas.iter().filter(|(name, _)| name == "og:url");
    canonical.chain(open_graph).map(|&(_, address)| address).collect()
}

fn is_relation(relations: &str, relation: &str) -> bool {
    relations.split_ascii_whitespace().any(|name| name == relation)
}

/// All sources of a page.
struct Sources<'a> {
    dom: &'a Dom,
    page: &'a Page,
    base: &'a Base,
    statements: &'a Statements<'a>,
    linked: Things<'a>,
    items: Things<'a>,
}

impl Sources<'_> {
    fn metadata(&self) -> Metadata {
        let site_name = self.site_name();
        let sites = self.names_of_site(site_name.as_ref());
        let title = self.title(&sites);
        let language = self.language();
        let order = Order::of_language(language.as_deref());
        let visible = Visible::of(self.dom, self.page, title.as_deref().unwrap_or_default());
        let (published, modified) = self.dates(&visible, order);
        Metadata {
            title,
            document_title: self
                .statements
                .title
                .as_ref()
                .map(|title| Field::new(title, Source::TitleElement)),
            authors: self.authors(&visible, &sites),
            published,
            modified,
            site_name,
            description: self.description(),
            language,
            canonical_url: self.canonical_url(),
            image: self.image(),
            categories: self.list(&["articleSection", "category"], &["article:section"]),
            tags: self.list(
                &["keywords"],
                &["article:tag", "og:article:tag", "keywords", "news_keywords", "parsely-tags"],
            ),
            licence: self.licence(),
        }
    }

    /// The first text of a property in descriptions.
    fn described(&self, properties: &[&str]) -> Option<Field> {
        let linked = self.linked.text(properties).map(|text| Field::new(text, Source::JsonLd));
        linked
            .or_else(|| self.items.text(properties).map(|text| Field::new(text, Source::Microdata)))
    }

    /// The first content of the metas with these names.
    fn meta(&self, names: &[&str]) -> Option<Field> {
        names.iter().find_map(|name| {
            let mut contents = self.statements.meta(name).map(plain);
            let content = contents.find(|content| !content.is_empty())?;
            Some(Field::new(content, source_of_meta(name)))
        })
    }

    fn link(&self, relation: &str) -> Option<Field> {
        let mut links = self.statements.links.iter();
        let (_, address) = links
            .find(|(relations, address)| is_relation(relations, relation) && !address.is_empty())?;
        Some(Field::new(*address, Source::Link))
    }

    fn site_name(&self) -> Option<Field> {
        self.meta(&["og:site_name"])
            .or_else(|| self.linked.site_name().map(|name| Field::new(name, Source::JsonLd)))
            .or_else(|| self.described(&["publisher"]).filter(|field| !field.contains("://")))
            .or_else(|| self.meta(&["application-name", "dc.publisher", "citation_publisher"]))
    }

    /// Everything that may stand for the site in a title or a byline.
    fn names_of_site(&self, site_name: Option<&Field>) -> Vec<String> {
        let mut names: Vec<String> = site_name.map(|name| name.value.clone()).into_iter().collect();
        names.extend(self.linked.site_name());
        names.extend(self.described(&["publisher"]).map(|name| name.value));
        names.extend(self.meta(&["application-name"]).map(|name| name.value));
        names.extend(own_addresses(self.statements).into_iter().flat_map(host_names));
        names
    }

    fn title(&self, sites: &[String]) -> Option<Field> {
        let mut stated: Vec<Stated> = Vec::new();
        let mut state = |text: String, source| {
            if !text.is_empty() {
                stated.push(Stated { text, source });
            }
        };
        if let Some(headline) = self.described(&["headline"]) {
            state(headline.value, headline.source);
        }
        for name in ["citation_title", "og:title", "twitter:title"] {
            if let Some(field) = self.meta(&[name]) {
                state(field.value, field.source);
            }
        }
        if let Some(title) = &self.statements.title {
            state(title.clone(), Source::TitleElement);
        }
        for name in ["dc.title", "dcterms.title", "parsely-title", "sailthru.title"] {
            if let Some(field) = self.meta(&[name]) {
                state(field.value, field.source);
            }
        }
        let is_framed =
            |context: Context| context.has(Context::NAVIGATION) || context.has(Context::DIALOG);
        let headings = self.page.elements.iter().filter(|element| !is_framed(element.context));
        let headings = headings.filter_map(|element| {
            let level = element.tag.heading_level().filter(|level| *level <= TITLE_LEVELS)?;
            let text = element_text(self.dom, element.node);
            (!text.is_empty()).then_some(Heading { text, level })
        });
        let titles = Titles { stated, headings: headings.collect(), sites: sites.to_vec() };
        titles.choose().map(|(text, source)| Field::new(text, source))
    }

    /// The authors of the first source that names people; of the first at all, where each names
    /// only the site.
    fn authors(&self, visible: &Visible<'_>, sites: &[String]) -> Vec<Field> {
        let sites: HashSet<String> = sites.iter().map(|site| compact(site)).collect();
        let is_site = |names: &[Field]| names.iter().all(|name| sites.contains(&compact(name)));
        let candidates: [&dyn Fn() -> Vec<Field>; 5] = [
            &|| described_authors(&self.linked, Source::JsonLd),
            &|| described_authors(&self.items, Source::Microdata),
            &|| self.meta_authors(),
            &|| self.loose_authors(),
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
            } else if authors.iter().any(|name| names::is_person(name)) {
                return authors;
            }
        }
        first
    }

    fn meta_authors(&self) -> Vec<Field> {
        let mut lists = AUTHOR_METAS.iter().map(|name| {
            let source = source_of_meta(name);
            let contents = self.statements.meta(name).take(MAX_LIST).map(plain);
            let names = contents.flat_map(|content| match source {
                Source::Citation | Source::DublinCore => names::inverted(&content),
                _ => names::stated(&content),
            });
            named(names, source)
        });
        lists.find(|names| !names.is_empty()).unwrap_or_else(|| self.card_authors())
    }

    /// The author that stands outside of any item, if there is only one.
    fn loose_authors(&self) -> Vec<Field> {
        let names = self.loose("author").flat_map(|text| names::stated(&text));
        let authors = named(names, Source::Microdata);
        if authors.len() == 1 { authors } else { Vec::new() }
    }

    /// Twitter's cards have pairs of a label and a text; one of the labels may be "Written by".
    fn card_authors(&self) -> Vec<Field> {
        for (label, text) in
            [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")]
        {
            if self.statements.meta(label).any(names::is_label) {
                let names =
                    self.statements.meta(text).take(1).flat_map(|text| names::stated(&plain(text)));
                return named(names, Source::Twitter);
            }
        }
        Vec::new()
    }

    /// Texts of properties that stand outside of any item.
    fn loose<'s>(&'s self, name: &'s str) -> impl Iterator<Item = String> + 's {
        let values = self.statements.loose.iter().filter(move |(key, _)| key == name);
        values.take(MAX_LIST).filter_map(|(_, value)| {
            let text = value.text().or_else(|| value.get("name").and_then(|name| name.text()))?;
            Some(plain(text).into_owned())
        })
    }

    /// When the page was published, and when it was changed.
    fn dates(&self, visible: &Visible<'_>, order: Order) -> (Option<Field>, Option<Field>) {
        let published = self
            .described_date(&["datePublished"], order)
            .or_else(|| self.meta_date(PUBLISHED_METAS, order))
            .or_else(|| self.loose_date("datePublished", order))
            .or_else(|| self.described_date(&["dateCreated", "uploadDate"], order));
        let modified = self
            .described_date(&["dateModified"], order)
            .or_else(|| self.meta_date(MODIFIED_METAS, order))
            .or_else(|| self.loose_date("dateModified", order));
        if published.is_some() && modified.is_some() {
            return (published, modified);
        }
        let (seen_published, seen_modified) = dateline::dates(visible, order);
        (published.or(seen_published), modified.or(seen_modified))
    }

    fn described_date(&self, properties: &[&str], order: Order) -> Option<Field> {
        for (things, source) in [(&self.linked, Source::JsonLd), (&self.items, Source::Microdata)] {
            let texts = things.texts(properties);
            let mut dates = texts.iter().filter_map(|text| date::stated(text, order));
            if let Some(date) = dates.next() {
                return Some(Field::new(date, source));
            }
        }
        None
    }

    /// A date that stands outside of any item, if there is only one.
    fn loose_date(&self, property: &str, order: Order) -> Option<Field> {
        let mut dates: Vec<String> =
            self.loose(property).filter_map(|text| date::stated(&text, order)).collect();
        dates.dedup();
        let [date] = dates.as_slice() else { return None };
        Some(Field::new(date, Source::Microdata))
    }

    fn meta_date(&self, names: &[&str], order: Order) -> Option<Field> {
        names.iter().find_map(|wanted| {
            let mut metas =
                self.statements.metas.iter().filter(|(name, _)| bare_name(name) == *wanted);
            metas.find_map(|(name, content)| {
                Some(Field::new(date::stated(content, order)?, source_of_meta(name)))
            })
        })
    }

    fn description(&self) -> Option<Field> {
        self.meta(&["og:description", "description", "twitter:description", "dc.description"])
            .or_else(|| self.described(&["description"]))
    }

    fn language(&self) -> Option<Field> {
        let stated = self.statements.language.map(|tag| Field::new(tag, Source::LangAttribute));
        let stated = stated
            .or_else(|| self.meta(&["og:locale", "content-language", "dc.language", "language"]))
            .or_else(|| self.described(&["inLanguage"]))?;
        let tag = stated.value.split([',', ';']).next().unwrap_or_default();
        let tag = tag.trim().replace('_', "-");
        let is_tag = tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        let first = tag.split('-').next().unwrap_or_default();
        let is_tag = is_tag && (2..=3).contains(&first.len());
        is_tag.then(|| Field::new(tag, stated.source))
    }

    fn canonical_url(&self) -> Option<Field> {
        let stated = [
            self.link("canonical"),
            self.meta(&["og:url"]),
            self.described(&["mainEntityOfPage", "url"]),
        ];
        self.first_address(stated)
    }

    fn image(&self) -> Option<Field> {
        let metas = [
            "og:image",
            "og:image:url",
            "og:image:secure_url",
            "twitter:image",
            "twitter:image:src",
        ];
        let stated =
            [self.meta(&metas), self.described(&["image", "thumbnailUrl"]), self.link("image_src")];
        self.first_address(stated)
    }

    fn licence(&self) -> Option<Field> {
        self.described(&["license"])
            .or_else(|| self.link("license"))
            .or_else(|| self.meta(&["dcterms.license", "dc.rights.license", "cc:license"]))
    }

    /// The first of the fields that is an address of the web, made absolute as far as the page's
    /// own address is known.
    fn first_address(&self, fields: impl IntoIterator<Item = Option<Field>>) -> Option<Field> {
        fields.into_iter().flatten().find_map(|field| {
            let address = self.base.image(&field.value)?;
            Some(Field::new(address, field.source))
        })
    }

    /// A list of words, from descriptions or else from metas.
    fn list(&self, properties: &[&str], metas: &[&str]) -> Vec<Field> {
        for (things, source) in [(&self.linked, Source::JsonLd), (&self.items, Source::Microdata)] {
            let words = words(things.texts(properties));
            if !words.is_empty() {
                return fields(words, source);
            }
        }
        for name in metas {
            let words = words(self.statements.meta(name).map(|text| plain(text).into_owned()));
            if !words.is_empty() {
                return fields(words, source_of_meta(name));
            }
        }
        Vec::new()
    }
}

/// The words of comma-separated lists, each once.
fn words(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut words = Vec::new();
    for text in texts.into_iter().take(MAX_LIST) {
        for word in text.split([',', ';', '，', '、']).map(collapsed) {
            if !word.is_empty() && words.len() < MAX_LIST && seen.insert(word.to_lowercase()) {
                words.push(word.into_owned());
            }
        }
    }
    words
}

fn described_authors(things: &Things<'_>, source: Source) -> Vec<Field> {
    let mut lists = ["author", "creator"].iter().map(|property| {
        let texts = things.texts(&[property]);
        named(texts.iter().take(MAX_LIST).flat_map(|text| names::stated(text)), source)
    });
    lists.find(|names| !names.is_empty()).unwrap_or_default()
}

fn named(names: impl Iterator<Item = String>, source: Source) -> Vec<Field> {
    fields(names::deduplicated(names.collect()), source)
}

fn fields(values: Vec<String>, source: Source) -> Vec<Field> {
    values.into_iter().map(|value| Field::new(value, source)).collect()
}

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

/// The last component of a meta's name, letters only: `article:published_time` is
/// "publishedtime".
fn bare_name(name: &str) -> String {
    let last = name.rsplit([':', '.']).next().unwrap_or(name);
    last.chars().filter(|c| c.is_ascii_alphabetic()).collect()
}

fn source_of_meta(name: &str) -> Source {
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
    if begins(&["og:", "article:", "book:", "profile:"]) {
        Source::OpenGraph
    } else if begins(&["twitter:"]) {
        Source::Twitter
    } else if begins(&["dc.", "dc:", "dcterms.", "dcterms:"]) {
        Source::DublinCore
    } else if begins(&["citation_"]) {
        Source::Citation
    } else {
        Source::Meta
    }
}

/// The names that a site has by its address: the domain, with and without its ending.
fn host_names(address: &str) -> Vec<String> {
    let Some((_, rest)) = address.split_once("//") else { return Vec::new() };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut names = vec![host.to_owned()];
    if let Some((name, _)) = host.rsplit_once('.') {
        names.push(name.to_owned());
        names.extend(name.split('.').filter(|part| part.len() > 3).map(str::to_owned));
    }
    names
}
