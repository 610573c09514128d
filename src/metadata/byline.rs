//! Authors shown near the title.

use super::plain::{element_pieces, element_text};
use super::title::compact;
use super::visible::{Shown, Visible, has_word};
use super::{Field, Source, person_names};
use crate::dom::{AttributeName, Tag};
use std::slice;

/// Further from the title than this many blocks, an author is another page's, or a reader.
const MAX_DISTANCE: usize = 400;

/// The maximum text of an element named after an author, in bytes.
const MAX_ELEMENT: usize = 200;
/// At most this many elements of a byline are searched for more names.
const MAX_INSIDE: usize = 100;
/// The words between the names of a byline have at most this many letters.
const MAX_BETWEEN: usize = 9;
/// Up to this many blocks from the title, a name before a date is an author.
const MAX_ALONE: usize = 5;
/// Further from the title than this many blocks, links to people are not about the author.
const MAX_LINK_DISTANCE: usize = 10;

const AUTHOR_WORDS: &[&str] = &[
    "author",
    "authors",
    "byline",
    "bylines",
    "writer",
    "writers",
    "contributor",
    "creator",
    "username",
    "poster",
    "autor",
    "auteur",
    "autore",
    "journalist",
    "reporter",
    "redakteur",
    "authorname",
    "authornames",
    "bylinename",
];
/// Names of elements about an author that do not contain the author's name.
const NOT_AUTHOR_WORDS: &[&str] = &[
    "bio",
    "avatar",
    "image",
    "img",
    "photo",
    "pic",
    "picture",
    "description",
    "desc",
    "comment",
    "comments",
    "date",
    "time",
    "social",
    "follow",
    "job",
    "role",
    "title",
    "more",
    "archive",
    "position",
    "about",
    "icon",
    "label",
    "count",
    "stats",
    "rank",
    "badge",
    "review",
    "reviews",
];

/// Parts of addresses that lead to the pages of authors and members.
const AUTHOR_PATHS: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autores",
    "autoren",
    "auteur",
    "auteurs",
    "autori",
    "writer",
    "writers",
    "contributor",
    "contributors",
    "byline",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
    "columnist",
    "redakteur",
    "profile",
    "profiles",
    "user",
    "users",
    "member",
    "members",
    "people",
    "u",
];

/// Names of elements that show a film or a recording, in one word with the name of its author.
const MEDIA_WORDS: &[&str] = &["media", "video", "audio", "player"];

/// Names that the page shows in one place.
struct Offer<'a> {
    /// Smaller is better.
    cost: usize,
    names: Vec<String>,
    source: Source,
    block: usize,
    /// The names of one list are in elements of one kind.
    kind: Option<(Tag, &'a str)>,
}

/// The authors shown on the page, and whether that is near the title.
pub(super) fn authors(visible: &Visible<'_>) -> (Vec<Field>, bool) {
    let mut offers = of_elements(visible);
    offers.extend(of_lines(visible));
    let best = offers.iter().enumerate().min_by_key(|(_, offer)| offer.cost);
    let Some((place, best)) = best else { return (Vec::new(), false) };
    let mut names = best.names.clone();
    // The rest of a list whose members are elements of their own.
    let mut last = best.block;
    let rest = offers.iter().skip(place + 1);
    for offer in rest.filter(|offer| best.kind.is_some() && offer.kind == best.kind) {
        let is_only_name = offer.names.iter().all(|name| {
            person_names::is_person(name)
                && !person_names::is_newsroom(name)
                && compact(visible.line(offer.block)) == compact(name)
        });
        if offer.block != last + 1 || !is_only_name {
            break;
        }
        last = offer.block;
        names.extend(offer.names.iter().cloned());
    }
    let names = person_names::deduplicated(names).into_iter();
    let is_near = best.cost <= MAX_LINK_DISTANCE;
    (names.map(|name| Field::new(name, best.source)).collect(), is_near)
}

fn of_elements<'a>(visible: &'a Visible<'_>) -> Vec<Offer<'a>> {
    let mut offers = Vec::new();
    for element in visible.elements() {
        if element.distance > MAX_DISTANCE || element.is_quote {
            continue;
        }
        offers.extend(labelled(visible, &element));
        let is_rel = is_rel_author(visible, &element);
        let is_link = is_author_link(visible, &element);
        let is_named = element.is_named(AUTHOR_WORDS)
            && !element.is_named(NOT_AUTHOR_WORDS)
            && !is_of_media(&element);
        if !(is_rel || is_link || is_named) {
            continue;
        }
        let pieces = element_pieces(visible.dom, element.node);
        if pieces.iter().map(String::len).sum::<usize>() > MAX_ELEMENT {
            continue;
        }
        let whole = element_text(visible.dom, element.node);
        // Given and family name may be elements of their own.
        let is_whole = element.tag == Tag::A && person_names::is_person(&whole);
        let mut names =
            person_names::byline(if is_whole { slice::from_ref(&whole) } else { &pieces });
        if names.is_empty() {
            continue;
        }
        names.extend(siblings(visible, &element, &names));
        let (distance, block) = (element.distance, element.block);
        let kind = Some((element.tag, element.class()));
        if is_rel {
            offers.push(Offer { cost: distance, names, source: Source::RelAuthor, block, kind });
        } else if is_link || is_certain(&pieces, &names, &element) {
            let cost = distance + 1;
            offers.push(Offer { cost, names, source: Source::Byline, block, kind });
        }
    }
    offers
}

/// The names behind a label that is an element of its own: `<b>Author</b> Ada Berg`.
fn labelled<'a>(visible: &'a Visible<'_>, element: &Shown<'a>) -> Option<Offer<'a>> {
    if !matches!(element.tag, Tag::B | Tag::Strong | Tag::Em | Tag::I) {
        return None;
    }
    let line = visible.line(element.block);
    if line.len() > MAX_ELEMENT {
        return None;
    }
    let rest = line.strip_prefix(element_text(visible.dom, element.node).as_str())?;
    let label = line.get(..line.len() - rest.len())?;
    let names = person_names::in_far_line(label, rest);
    let cost = element.distance + 2;
    let (source, block) = (Source::Text, element.block);
    (!names.is_empty()).then_some(Offer { cost, names, source, block, kind: None })
}

/// The names in the elements of a byline that are like the one with its first name.
fn siblings(visible: &Visible<'_>, byline: &Shown<'_>, names: &[String]) -> Vec<String> {
    let dom = visible.dom;
    let class = |node| dom.attribute(node, AttributeName::Class).unwrap_or_default();
    let [first] = names else { return Vec::new() };
    let mut inside =
        dom.descendants(byline.node).take(MAX_INSIDE).filter(|&node| dom.tag(node).is_some());
    let Some(holder) = inside.find(|&node| element_text(dom, node) == *first) else {
        return Vec::new();
    };
    let (tag, holder_class) = (dom.tag(holder), class(holder));
    let leads_to_person =
        |node| dom.attribute(node, AttributeName::Href).is_some_and(leads_to_person);
    if holder_class.is_empty() && !leads_to_person(holder) {
        return Vec::new();
    }
    let same = inside.filter(|&node| {
        dom.tag(node) == tag
            && class(node) == holder_class
            && (tag != Some(Tag::A) || leads_to_person(node))
    });
    let texts = same.map(|node| element_text(dom, node));
    let is_name = |text: &String| person_names::is_person(text) && !person_names::is_newsroom(text);
    let others: Vec<String> = texts.filter(is_name).collect();
    // The only words between them are "by" and "and"; nobody is named as an editor or a reviewer.
    let letters = |text: &str| compact(text).chars().count();
    let named: usize = others.iter().chain([first]).map(|name| letters(name)).sum();
    let all = letters(&element_text(dom, byline.node));
    if all <= named + MAX_BETWEEN { others } else { Vec::new() }
}

fn of_lines<'a>(visible: &'a Visible<'_>) -> Vec<Offer<'a>> {
    let mut offers = Vec::new();
    for line in visible.paragraphs().chain(visible.last_paragraph()) {
        let names = bracketed_ends(line.text).map(person_names::reporters);
        let Some(names) = names.into_iter().find(|names| !names.is_empty()) else { continue };
        let (source, block) = (Source::Text, line.block);
        let cost = line.distance + MAX_DISTANCE;
        offers.push(Offer { cost, names, source, block, kind: None });
    }
    for line in visible.lines() {
        let next = visible.line(line.block + 1);
        let mut names = if line.is_near {
            person_names::in_line(line.text, next)
        } else {
            person_names::in_far_line(line.text, next)
        };
        let mut cost = line.distance + 2;
        if names.is_empty() && line.is_near && (1..=MAX_ALONE).contains(&line.distance) {
            names.extend(person_names::before_date(line.text));
            cost += MAX_DISTANCE;
        }
        if names.is_empty() {
            names.extend(person_names::initials(line.text));
            cost += 2 * MAX_DISTANCE;
        }
        if !names.is_empty() {
            let (source, block) = (Source::Text, line.block);
            offers.push(Offer { cost, names, source, block, kind: None });
        }
    }
    offers
}

/// What stands in brackets near the beginning, and at the end of a paragraph.
fn bracketed_ends(text: &str) -> [&str; 2] {
    const OPENING: [char; 2] = ['(', '（'];
    const CLOSING: [char; 2] = [')', '）'];
    let first = text.split_once(OPENING).filter(|(before, _)| before.len() <= MAX_ELEMENT / 2);
    let first = first.and_then(|(_, rest)| rest.split_once(CLOSING)).map(|(inside, _)| inside);
    let last = text.trim_end().strip_suffix(CLOSING).and_then(|text| text.rsplit_once(OPENING));
    [first, last.map(|(_, inside)| inside)].map(Option::unwrap_or_default)
}

/// Whether an element is named after the author of a film or a recording: `mediaBox__byline`.
fn is_of_media(element: &Shown<'_>) -> bool {
    element.class_names().any(|name| has_word(name, AUTHOR_WORDS) && has_word(name, MEDIA_WORDS))
}

/// A single word may be the label of a button as well as a name, so a class alone is not enough.
fn is_certain(pieces: &[String], names: &[String], element: &Shown<'_>) -> bool {
    names.iter().any(|name| name.contains(char::is_whitespace))
        || pieces.first().is_some_and(|first| person_names::is_label(first))
        || element.is_named(&["username", "name"])
        || names.iter().any(|name| {
            person_names::is_undivided(name) && !pieces.iter().any(|piece| piece == name)
        })
}

fn is_rel_author(visible: &Visible<'_>, element: &Shown<'_>) -> bool {
    element.tag == Tag::A
        && visible.dom.attribute(element.node, AttributeName::Rel).is_some_and(|relations| {
            relations.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("author"))
        })
}

/// Whether a link leads to the page of an author or a member, by the path of its address.
fn is_author_link(visible: &Visible<'_>, element: &Shown<'_>) -> bool {
    if element.tag != Tag::A || element.distance > MAX_LINK_DISTANCE {
        return false;
    }
    visible.dom.attribute(element.node, AttributeName::Href).is_some_and(leads_to_person)
}

/// Whether an address is that of the page of an author or a member, by its path.
pub(crate) fn leads_to_person(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.trim_end_matches('/').split(['/', '.']);
    // The last part, if any, is the name itself.
    parts.next_back();
    parts.any(|part| AUTHOR_PATHS.iter().any(|path| part.eq_ignore_ascii_case(path)))
}
