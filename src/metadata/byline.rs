//! Authors that a reader sees near the title.

use super::plain::{element_pieces, element_text};
use super::visible::{Shown, Visible};
use super::{Field, Source, names};
use crate::dom::{AttributeName, Tag};

/// Beyond this many blocks from the title an author is another page's, or a reader's.
const MAX_DISTANCE: usize = 60;

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
        if is_rel_author(visible, &element) {
            let names = names::byline(&[element_text(visible.dom, element.node)]);
            offer(element.distance, names, Source::RelAuthor);
        } else if element.is_named(AUTHOR_WORDS) && !element.is_named(NOT_AUTHOR_WORDS) {
            let names = names::byline(&element_pieces(visible.dom, element.node));
            offer(element.distance + 1, names, Source::Byline);
        }
    }
    for line in visible.lines() {
        let names = names::in_line(line.text, visible.line(line.block + 1));
        offer(line.distance + 2, names, Source::Text);
    }
    let (_, names, source) = best.unwrap_or((0, Vec::new(), Source::Text));
    names.into_iter().map(|name| Field::new(name, source)).collect()
}

fn is_rel_author(visible: &Visible<'_>, element: &Shown<'_>) -> bool {
    element.tag == Tag::A
        && visible.dom.attribute(element.node, AttributeName::Rel).is_some_and(|relations| {
            relations.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("author"))
        })
}
