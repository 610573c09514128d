//! The authors of the page, by the order of sources.

use super::of_site::OfSite;
use super::plain::plain;
use super::published::bare_name;
use super::schema::Things;
use super::sources::{MAX_LIST, Sources, fields, source_of_meta};
use super::title::compact;
use super::visible::Visible;
use super::{Field, Source, byline, person_names, signature};
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

/// The authors of the first source that names people, or of the first source at all if each names
/// only the site, its newsroom or an account.
pub(super) fn authors(
    sources: &Sources<'_>,
    visible: &Visible<'_>,
    site: &OfSite<'_>,
    names_of_site: &[String],
) -> Vec<Field> {
    let sites = Sites(names_of_site.iter().map(|site| compact(site)).collect());
    let (shown, is_near) = byline::authors(visible);
    let at_place = site.authors(visible.page);
    // On forums, people are known by their accounts.
    let is_account = |name: &Field| {
        let is_of_article = sources.is_article() || name.source() == Source::Meta;
        is_of_article && person_names::is_account(name.as_str())
    };
    let (mut first, mut named) = (Vec::new(), Vec::new());
    let of_accounts = names_of(sources, |things, names| things.accounts(names));
    let is_of_site =
        |name: &Field| of_accounts.contains(name.as_str()) && sites.name_begins(name.as_str());
    for authors in by_source(sources).chain([at_place, shown.clone()]) {
        let is_enough = |name: &Field| match first.is_empty() {
            true => {
                sites.is_other(name.as_str())
                    && !person_names::is_newsroom(name.as_str())
                    && !is_account(name)
                    && !is_of_site(name)
            }
            false => sites.is_person(name) && !is_of_site(name),
        };
        if authors.iter().any(is_enough) {
            named = authors;
            break;
        }
        if first.is_empty() {
            first = authors;
        }
    }
    if named.is_empty() && !first.is_empty() {
        named = signature::authors(visible);
        named.retain(|name| sites.is_person(name));
    }
    let mut authors = if named.is_empty() { first } else { named };
    let are_people = !shown.is_empty() && shown.iter().all(|name| sites.is_person(name));
    // The organization is whom the people in the byline work for, and an editor is not the writer.
    if are_people && is_near && !authors.is_empty() {
        let organizations = names_of(sources, |things, names| things.organizations(names));
        let is_named = |author: &Field| contains_name(&shown, author);
        if authors.iter().all(|name| organizations.contains(name.as_str()))
            || (!authors.iter().any(is_named) && are_editors(&authors, visible))
        {
            return shown;
        }
    }
    if !authors.iter().any(|name| sites.is_person(name)) {
        return authors;
    }
    authors.retain(|name| sites.is_other(name.as_str()));
    // A byline may name more authors than the markup does.
    let is_shown = |author: &Field| contains_name(&shown, author);
    if are_people && shown.len() > authors.len() && authors.iter().all(is_shown) {
        return shown;
    }
    authors
}

fn contains_name(names: &[Field], name: &Field) -> bool {
    names.iter().any(|other| compact(other.as_str()) == compact(name.as_str()))
}

/// Whether the page calls these people its editors.
fn are_editors(names: &[Field], visible: &Visible<'_>) -> bool {
    let letters: Vec<String> = names.iter().map(|name| compact(name.as_str())).collect();
    let editors = visible.lines().flat_map(|line| person_names::editors(line.text));
    let editors: HashSet<String> = editors.map(|name| compact(&name)).collect();
    letters.iter().all(|name| editors.contains(name))
}

/// The authors of the first source that states any.
pub(super) fn stated(sources: &Sources<'_>) -> Vec<Field> {
    by_source(sources).find(|authors| !authors.is_empty()).unwrap_or_default()
}

/// The authors that each source states.
fn by_source(sources: &Sources<'_>) -> impl Iterator<Item = Vec<Field>> {
    let sources_of_authors: [fn(&Sources<'_>) -> Vec<Field>; 4] = [
        |sources| described(&sources.things[0].0, sources.things[0].1),
        |sources| described(&sources.things[1].0, sources.things[1].1),
        of_metas,
        loose,
    ];
    sources_of_authors.into_iter().map(|authors| authors(sources))
}

/// The names of the web site, letters only.
struct Sites(HashSet<String>);

impl Sites {
    /// Whether a name is not that of the site.
    fn is_other(&self, name: &str) -> bool {
        let first = name.split_whitespace().next().unwrap_or_default();
        // "VNN Valley" is part of VNN, but "Ada Berg" may have a site called Ada.
        let begins_as_site = !first.contains(char::is_lowercase)
            && first.len() >= MIN_SITE
            && self.0.contains(&compact(first));
        let is_own_host = |word: &str| {
            word.contains('.') && self.0.contains(&compact(word.trim_start_matches("www.")))
        };
        let mut words = name.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
        !self.0.contains(&compact(name)) && !begins_as_site && !words.any(is_own_host)
    }

    /// Whether the site's name begins with the first word of a name.
    fn name_begins(&self, name: &str) -> bool {
        let first = compact(name.split_whitespace().next().unwrap_or_default());
        first.len() >= MIN_SITE && self.0.iter().any(|site| site.starts_with(&first))
    }

    fn is_person(&self, field: &Field) -> bool {
        let name = field.as_str();
        let bare = name.split(',').next().unwrap_or(name);
        // A link or a class alone may be that of a button.
        let may_be_undivided = field.source() != Source::Byline;
        let is_name =
            person_names::is_person(bare) || (may_be_undivided && person_names::is_undivided(bare));
        is_name && !person_names::is_newsroom(bare) && self.is_other(name)
    }
}

/// The names of the authors that are described in some way.
fn names_of(
    sources: &Sources<'_>,
    of_things: impl Fn(&Things<'_>, &[&str]) -> Vec<String>,
) -> HashSet<String> {
    let things = sources.things.iter();
    let names = things.flat_map(|(things, _)| of_things(things, &["author", "creator"]));
    names.flat_map(|name| person_names::stated(&name)).collect()
}

/// A shorter name of a site, in bytes, is too often the first name of a person.
const MIN_SITE: usize = 3;

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
    let listed = lists.find(|names| !names.is_empty());
    listed.or_else(|| of_other_metas(sources)).unwrap_or_else(|| of_card(sources))
}

/// The authors of a meta whose name ends in the word: `cms:author`, `articleAuthor`.
fn of_other_metas(sources: &Sources<'_>) -> Option<Vec<Field>> {
    let metas = sources.statements.metas.iter();
    let mut metas = metas.filter(|(name, _)| {
        let name = bare_name(name);
        name.ends_with("author") || name.ends_with("authors") || name.ends_with("authorname")
    });
    let lists = metas.by_ref().take(MAX_LIST).map(|(name, content)| {
        named(person_names::stated(&plain(content)).into_iter(), source_of_meta(name))
    });
    lists.into_iter().find(|names| !names.is_empty())
}

/// The author outside any item, if there is only one.
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
