//! schema.org descriptions, from JSON-LD and microdata: finds the page's subject among the
//! described things, and what is said about it.

use super::gather::{HEADING, local_name};
use super::json::Json;
use super::placeholder::{is_placeholder, is_system_account};
use super::plain::plain;
use std::collections::HashMap;

/// References by `@id` are followed this far.
const MAX_REFERENCES: usize = 4;

/// The things that a page describes.
pub(super) struct Things<'a> {
    /// Candidates for the page's subject, best first.
    subjects: Vec<&'a Json>,
    sites: Vec<&'a Json>,
    by_id: HashMap<&'a str, &'a Json>,
}

/// What distinguishes the page's own description from those of other pages.
pub(super) struct Identity<'a> {
    /// Addresses that the page gives as its own.
    pub(super) addresses: Vec<&'a str>,
    /// The page's title as other sources give it.
    pub(super) titles: Vec<&'a str>,
}

/// How well a kind of thing serves as the subject of a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Article,
    Work,
    Page,
    Media,
}

impl<'a> Things<'a> {
    pub(super) fn of(values: &'a [Json], identity: &Identity<'_>) -> Things<'a> {
        let mut things = Things { subjects: Vec::new(), sites: Vec::new(), by_id: HashMap::new() };
        let mut found: Vec<(Kind, bool, &'a Json)> = Vec::new();
        // Each entry: a value, and whether it may be the page's subject.
        let mut open: Vec<(&'a Json, bool)> =
            values.iter().rev().map(|value| (value, true)).collect();
        while let Some((value, is_entry)) = open.pop() {
            match value {
                Json::List(values) => {
                    open.extend(values.iter().rev().map(|value| (value, is_entry)))
                }
                Json::Object(members) => {
                    if let Some(id) = value.get("@id").and_then(Json::text)
                        && members.len() > 1
                    {
                        things.by_id.entry(id).or_insert(value);
                    }
                    if is_entry && let Some(kind) = kind(value) {
                        let is_own = is_own(value, identity);
                        if is_own || !is_of_customer(value) {
                            found.push((kind, !is_own, value));
                        }
                    }
                    if types(value).any(|name| name == "WebSite") {
                        things.sites.push(value);
                    }
                    // An FAQ page has many main entities.
                    let has_one_subject = types(value).all(|name| name != "FAQPage");
                    let holds_subject = |name: &str| match name {
                        "@graph" | "mainEntityOfPage" | "blogPost" => true,
                        "mainEntity" => has_one_subject,
                        _ => false,
                    };
                    open.extend(
                        members
                            .iter()
                            .rev()
                            .map(|(name, value)| (value, is_entry && holds_subject(name))),
                    );
                }
                Json::Text(_) | Json::Literal(_) => {}
            }
        }
        let articles = || found.iter().filter(|(kind, ..)| *kind == Kind::Article);
        if articles().count() > 1 {
            // Several articles are the entries of a list, unless they describe the same one.
            let headline = |thing: &Json| thing.get("headline").cloned();
            let first = articles().next().and_then(|(.., thing)| headline(thing));
            let same = first.is_some() && articles().all(|(.., thing)| headline(thing) == first);
            let any_own = articles().any(|(_, foreign, _)| !foreign);
            found.retain(|(kind, foreign, _)| {
                *kind != Kind::Article || !foreign || (same && !any_own)
            });
        }
        found.sort_by_key(|&(kind, foreign, _)| (kind, foreign));
        things.subjects = found.into_iter().map(|(.., thing)| thing).collect();
        things
    }

    /// Whether the page's subject is an article.
    pub(super) fn is_article(&self) -> bool {
        self.subjects.first().and_then(|subject| kind(subject)) == Some(Kind::Article)
    }

    /// Whether the page's subject is an article of the news.
    pub(super) fn is_news(&self) -> bool {
        self.subjects.first().is_some_and(|subject| {
            types(subject).any(|name| name.ends_with("NewsArticle") || name == "LiveBlogPosting")
        })
    }

    /// The values of a property of the page's subject, from the first thing that has it.
    pub(super) fn values(&self, names: &[&str]) -> Vec<&'a Json> {
        for thing in &self.subjects {
            for name in names {
                let values = self.members(thing, name);
                if !values.is_empty() {
                    return values;
                }
            }
        }
        Vec::new()
    }

    /// The texts of a property of the page's subject.
    pub(super) fn texts(&self, names: &[&str]) -> Vec<String> {
        self.values(names).into_iter().filter_map(|value| self.name_of(value)).collect()
    }

    /// The names of those values of a property of the page's subject that are organizations.
    pub(super) fn organizations(&self, names: &[&str]) -> Vec<String> {
        let values = self.values(names).into_iter();
        let organizations =
            values.filter(|value| types(value).any(|name| name.ends_with("Organization")));
        organizations.filter_map(|value| self.name_of(value)).collect()
    }

    /// The names of those values of a property of the page's subject that are accounts which every
    /// system has, by the address of their page.
    pub(super) fn accounts(&self, names: &[&str]) -> Vec<String> {
        let is_of_account = |value: &&Json| {
            let addresses = ["url", "@id"].into_iter().filter_map(|name| value.get(name)?.text());
            addresses.into_iter().any(|address| {
                bare_address(address).rsplit('/').next().is_some_and(is_system_account)
            })
        };
        let accounts = self.values(names).into_iter().filter(is_of_account);
        accounts.filter_map(|value| self.name_of(value)).collect()
    }

    /// The first text of a property of the page's subject.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        self.texts(names).into_iter().next()
    }

    /// The name of the described web site.
    pub(super) fn site_name(&self) -> Option<String> {
        let named = self.sites.iter().flat_map(|site| self.members(site, "name"));
        named.filter_map(|value| self.name_of(value)).next()
    }

    /// The values of one property: with lists flattened, references followed and empty texts left
    /// out.
    fn members(&self, thing: &'a Json, name: &str) -> Vec<&'a Json> {
        let Json::Object(members) = thing else { return Vec::new() };
        let values = members.iter().filter(|(key, _)| local_name(key) == name);
        values
            .flat_map(|(_, value)| value.each())
            .map(|value| self.resolved(value))
            .filter(|value| value.text().is_none_or(|text| !text.trim().is_empty()))
            .collect()
    }

    fn resolved(&self, value: &'a Json) -> &'a Json {
        let mut value = value;
        for _ in 0..MAX_REFERENCES {
            let Json::Object(members) = value else { break };
            let id = value.get("@id").and_then(Json::text);
            let (Some(id), true) = (id, members.iter().all(|(key, _)| key.starts_with('@'))) else {
                break;
            };
            match self.by_id.get(id) {
                Some(&thing) if !std::ptr::eq(thing, value) => value = thing,
                _ => break,
            }
        }
        value
    }

    /// The name of a person that is given in parts.
    fn name_in_parts(&self, person: &'a Json) -> Option<String> {
        let parts = PARTS_OF_NAME
            .iter()
            .filter_map(|part| self.members(person, part).into_iter().find_map(Json::text));
        let parts: Vec<_> = parts.map(plain).filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// A text unchanged, or the name of a thing.
    fn name_of(&self, value: &'a Json) -> Option<String> {
        let text = match value {
            Json::Text(text) => plain(text),
            Json::Literal(_) => return None,
            Json::Object(_) => {
                let mut names = self.members(value, "name").into_iter();
                if let Some(name) = names.find_map(Json::text) {
                    plain(name)
                } else if let Some(name) = self.name_in_parts(value) {
                    name.into()
                } else {
                    let others = ["@value", "url", "contentUrl", "@id"].into_iter();
                    let mut others = others.flat_map(|name| self.members(value, name));
                    plain(others.find_map(Json::text)?)
                }
            }
            Json::List(_) => return None,
        };
        Some(text.into_owned()).filter(|text| !text.is_empty() && !is_placeholder(text))
    }
}

/// The properties that make up a person's name, in Western order.
const PARTS_OF_NAME: [&str; 3] = ["givenName", "additionalName", "familyName"];

/// The types of a thing, without their vocabulary.
fn types(thing: &Json) -> impl Iterator<Item = &str> {
    let types = thing.get("@type").into_iter().flat_map(Json::each);
    types.filter_map(Json::text).map(local_name)
}

fn kind(thing: &Json) -> Option<Kind> {
    types(thing).filter_map(kind_of_type).min()
}

fn kind_of_type(name: &str) -> Option<Kind> {
    const WORKS: &[&str] = &[
        "Book",
        "Conversation",
        "Course",
        "CreativeWork",
        "Dataset",
        "DiscussionForumPosting",
        "Event",
        "HowTo",
        "JobPosting",
        "Map",
        "Movie",
        "Product",
        "ProductGroup",
        "Question",
        "Recipe",
        "Service",
        "SoftwareApplication",
        "SoftwareSourceCode",
        "Thesis",
        "WebApplication",
    ];
    if name.ends_with("Article")
        || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting")
        || name.ends_with("Review")
    {
        return Some(Kind::Article);
    }
    if WORKS.contains(&name) {
        return Some(Kind::Work);
    }
    if name.ends_with("Page") || name == "Blog" {
        return Some(Kind::Page);
    }
    let is_media = name.ends_with("Object") || name.starts_with("Podcast");
    is_media.then_some(Kind::Media)
}

/// Whether a thing is a customer's review, rather than a critic's, which has a publisher.
fn is_of_customer(thing: &Json) -> bool {
    let is_review = |name| matches!(name, "Review" | "UserReview" | "EmployerReview");
    types(thing).any(is_review) && thing.get("publisher").is_none()
}

/// Whether a thing has this page's address, or its title.
fn is_own(thing: &Json, identity: &Identity<'_>) -> bool {
    let addresses = ["url", "@id", "mainEntityOfPage"].into_iter().filter_map(|name| {
        let value = thing.get(name)?;
        value.text().or_else(|| value.get("@id").and_then(Json::text))
    });
    for address in addresses {
        if identity.addresses.iter().any(|own| same_address(own, address)) {
            return true;
        }
    }
    let titles =
        ["headline", "name", HEADING].into_iter().filter_map(|name| thing.get(name)?.text());
    titles.map(plain).any(|title| {
        !title.is_empty() && identity.titles.iter().any(|own| own.starts_with(&*title))
    })
}

fn same_address(a: &str, b: &str) -> bool {
    bare_address(a) == bare_address(b)
}

/// An address without its scheme, fragment and last slash.
fn bare_address(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.trim_end_matches('/')
}
