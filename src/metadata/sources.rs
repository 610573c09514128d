//! Look-ups shared by all fields: in descriptions, in metas, in links.

use super::gather::Statements;
use super::placeholder::{is_placeholder, is_template};
use super::plain::{collapsed, plain};
use super::schema::{Identity, Things};
use super::{Field, Source};
use std::collections::HashSet;

/// At most this many values of one kind are read.
pub(super) const MAX_LIST: usize = 100;

/// What the markup of a page says.
pub(super) struct Sources<'a> {
    pub(super) statements: &'a Statements<'a>,
    /// The things described in JSON-LD, and in microdata and RDFa.
    pub(super) things: [(Things<'a>, Source); 2],
}

impl<'a> Sources<'a> {
    pub(super) fn of(statements: &'a Statements<'a>) -> Sources<'a> {
        let titles = statements.title.as_deref().into_iter().chain(statements.meta("og:title"));
        let identity = Identity { addresses: own_addresses(statements), titles: titles.collect() };
        let linked = Things::of(&statements.linked_data, &identity);
        let items = Things::of(&statements.items, &identity);
        Sources { statements, things: [(linked, Source::JsonLd), (items, Source::Microdata)] }
    }

    /// The first text of a property in descriptions.
    pub(super) fn described(&self, properties: &[&str]) -> Option<Field> {
        self.things
            .iter()
            .find_map(|(things, source)| Some(Field::new(things.text(properties)?, *source)))
    }

    /// Whether the markup calls the page an article.
    pub(super) fn is_article(&self) -> bool {
        self.things.iter().any(|(things, _)| things.is_article())
            || self.statements.meta("og:type").any(|kind| kind.eq_ignore_ascii_case("article"))
    }

    /// Whether the markup calls the page an article of the news.
    pub(super) fn is_news(&self) -> bool {
        self.things.iter().any(|(things, _)| things.is_news())
    }

    /// The first content of the metas with these names.
    pub(super) fn meta(&self, names: &[&str]) -> Option<Field> {
        names.iter().find_map(|name| {
            let mut contents = self.statements.meta(name).map(plain);
            let content =
                contents.find(|content| !content.is_empty() && !is_placeholder(content))?;
            Some(Field::new(content, source_of_meta(name)))
        })
    }

    pub(super) fn link(&self, relation: &str) -> Option<Field> {
        let mut links = self.statements.links.iter();
        let (_, address) = links.find(|(relations, address)| {
            is_relation(relations, relation) && !address.is_empty() && !is_placeholder(address)
        })?;
        Some(Field::new(*address, Source::Link))
    }

    /// The language of the page's own address, if it is listed among translations.
    pub(super) fn own_translation(&self) -> Option<Field> {
        let own = own_addresses(self.statements);
        let is_own = |address: &str| {
            let address = address.trim_end_matches('/');
            own.iter().any(|own| own.trim_end_matches('/') == address)
        };
        let mut translations = self.statements.translations.iter();
        let (language, _) =
            translations.find(|(language, address)| *language != "x-default" && is_own(address))?;
        Some(Field::new(*language, Source::Link))
    }

    /// Texts of properties outside any item.
    pub(super) fn loose<'s>(&'s self, name: &'s str) -> impl Iterator<Item = String> + 's {
        let values = self.statements.loose.iter().filter(move |(key, _)| key == name);
        values.take(MAX_LIST).filter_map(|(_, value)| {
            let text = value.text().or_else(|| value.get("name").and_then(|name| name.text()))?;
            Some(plain(text).into_owned()).filter(|text| !is_placeholder(text))
        })
    }

    /// A list of words, from descriptions or else from metas.
    pub(super) fn list(&self, properties: &[&str], metas: &[&str]) -> Vec<Field> {
        for (things, source) in &self.things {
            let words = words(things.texts(properties));
            if !words.is_empty() {
                return fields(words, *source);
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

    pub(super) fn site_name(&self) -> Option<Field> {
        self.meta(&["og:site_name"])
            .or_else(|| self.described_site())
            .or_else(|| self.described(&["publisher"]).filter(|field| !field.value.contains("://")))
            .or_else(|| self.meta(&["application-name", "dc.publisher", "citation_publisher"]))
    }

    fn described_site(&self) -> Option<Field> {
        let mut things = self.things.iter();
        things.find_map(|(things, source)| Some(Field::new(things.site_name()?, *source)))
    }

    /// Everything that the site may be called in a title or a byline.
    pub(super) fn names_of_site(&self, site_name: Option<&Field>) -> Vec<String> {
        let mut names: Vec<String> = site_name.map(|name| name.value.clone()).into_iter().collect();
        names.extend(self.described_site().map(|name| name.value));
        names.extend(self.described(&["publisher"]).map(|name| name.value));
        names.extend(self.meta(&["application-name"]).map(|name| name.value));
        names.extend(own_addresses(self.statements).into_iter().flat_map(host_names));
        names
    }
}

/// The addresses that the page gives as its own.
pub(super) fn own_addresses<'a>(statements: &Statements<'a>) -> Vec<&'a str> {
    let canonical =
        statements.links.iter().filter(|(relation, _)| is_relation(relation, "canonical"));
    let open_graph = statements.metas.iter().filter(|(name, _)| name == "og:url");
    canonical.chain(open_graph).map(|&(_, address)| address).collect()
}

fn is_relation(relations: &str, relation: &str) -> bool {
    relations.split_ascii_whitespace().any(|name| name == relation)
}

/// The words of comma-separated lists, without repetitions.
fn words(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut words = Vec::new();
    let texts = texts.into_iter().filter(|text| !is_placeholder(text));
    for text in texts.take(MAX_LIST) {
        for word in text.split([',', ';', '，', '、']).map(collapsed) {
            let is_word = !word.is_empty() && !is_template(&word);
            if is_word && words.len() < MAX_LIST && seen.insert(word.to_lowercase()) {
                words.push(word.into_owned());
            }
        }
    }
    words
}

pub(super) fn fields(values: Vec<String>, source: Source) -> Vec<Field> {
    values.into_iter().map(|value| Field::new(value, source)).collect()
}

pub(super) fn source_of_meta(name: &str) -> Source {
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

/// The names of a site by its address: the domain, with and without its ending.
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
