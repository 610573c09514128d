//! Authors that a reader sees near the title.

use super::plain::element_pieces;
use super::visible::{Shown, Visible};
use super::{Field, Source, person_names};
use crate::dom::{AttributeName, Tag};

/// Beyond this many blocks from the title an author is another page's, or a reader's.
const MAX_DISTANCE: usize = 400;

/// The text of an element that is named after an author is not longer than this, in bytes.
const MAX_ELEMENT: usize = 200;
/// Links to people further from the title than this many blocks are other people's.
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
];
/// Names of elements about an author that do not hold the name.
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

/// The authors that the page shows.
pub(super) fn authors(visible: &Visible<'_>) -> Vec<Field> {
    let mut best: Option<(usize, Vec<String>, Source)> = None;
    let mut offer = |cost: usize, names: Vec<String>, source: Source| {
        if !names.is_empty() && best.as_ref().is_none_or(|(other, ..)| cost < *other) {
            best = Some((cost, names, source));
        }
    };
    for element in visible.elements() {
        if element.distance > MAX_DISTANCE || element.is_quote {
            continue;
        }
        let is_rel = is_rel_author(visible, &element);
        let is_link = is_author_link(visible, &element);
        let is_named = element.is_named(AUTHOR_WORDS) && !element.is_named(NOT_AUTHOR_WORDS);
        if !(is_rel || is_link || is_named) {
            continue;
        }
        let pieces = element_pieces(visible.dom, element.node);
        if pieces.iter().map(String::len).sum::<usize>() > MAX_ELEMENT {
            continue;
        }
        let names = person_names::byline(&pieces);
        if is_rel {
            offer(element.distance, names, Source::RelAuthor);
        } else if is_link || is_certain(&pieces, &names, &element) {
            offer(element.distance + 1, names, Source::Byline);
        }
    }
    for line in visible.lines() {
        let next = visible.line(line.block + 1);
        let names = if line.is_near {
            person_names::in_line(line.text, next)
        } else {
            person_names::in_far_line(line.text, next)
        };
        offer(line.distance + 2, names, Source::Text);
    }
    let (_, names, source) = best.unwrap_or((0, Vec::new(), Source::Text));
    names.into_iter().map(|name| Field::new(name, source)).collect()
}

/// One word alone may be the label of a button as well as a name: then it takes more than a class.
fn is_certain(pieces: &[String], names: &[String], element: &Shown<'_>) -> bool {
    names.iter().any(|name| name.contains(char::is_whitespace))
        || pieces.first().is_some_and(|first| person_names::is_label(first))
        || element.is_named(&["username", "name"])
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
    // The last part is the name itself, or there is none.
    parts.next_back();
    parts.any(|part| AUTHOR_PATHS.iter().any(|path| part.eq_ignore_ascii_case(path)))
}
