//! Dates that a reader sees near the title.

use super::date::{self, Order};
use super::plain::element_text;
use super::visible::{Shown, Visible};
use super::{Field, Source};
use crate::dom::{AttributeName, Dom, NodeId, Tag};
use std::collections::HashSet;

/// The text of an element that is named after a date is not longer than this, in bytes.
const MAX_ELEMENT: usize = 160;

const DATE_WORDS: &[&str] = &[
    "date",
    "dates",
    "datetime",
    "time",
    "timestamp",
    "published",
    "publish",
    "pubdate",
    "posted",
    "updated",
    "modified",
    "publication",
    "datum",
    "fecha",
    "dateline",
    "postdate",
    "entrydate",
];
const UPDATE_WORDS: &[&str] = &["updated", "update", "modified", "modify", "edited", "lastmod"];
/// Further from the title than this many blocks a date counts only with a word that says what
/// happened then.
const MAX_DISTANCE: usize = 20;

/// A longer line, in bytes, tells of dates of all kinds.
const MAX_LINE: usize = 100;

/// Roots of words that say that a date is that of publication.
const PUBLISHED_ROOTS: &[&str] = &[
    "publi",
    "posted",
    "veröffentlicht",
    "erschienen",
    "pubbli",
    "gepubliceerd",
    "geplaatst",
    "опубликов",
    "opublikow",
    "yayın",
    "julkais",
    "megjelen",
    "offentliggjort",
    "发布",
    "發布",
    "公開",
    "掲載",
    "게시",
    "등록",
];
/// Roots of words that say that a date is that of the last change.
const UPDATE_ROOTS: &[&str] = &[
    "updat",
    "modif",
    "revis",
    "edited",
    "last change",
    "aktualis",
    "geändert",
    "stand:",
    "mis à jour",
    "mise à jour",
    "actualiz",
    "aggiorna",
    "atualiza",
    "bijgewerkt",
    "gewijzigd",
    "zaktualiz",
    "обновл",
    "измен",
    "güncelle",
    "uppdatera",
    "opdatere",
    "oppdatert",
    "päivitet",
    "frissít",
    "更新",
    "修改",
    "수정",
    "업데이트",
];

/// A date that a reader sees.
struct Seen {
    field: Field,
    block: usize,
    is_update: bool,
    /// The smaller the better.
    cost: usize,
}

/// The dates of publication and of the last change that the page shows, as far as it does.
pub(super) fn dates(visible: &Visible<'_>, order: Order) -> (Option<Field>, Option<Field>) {
    let mut seen = of_elements(visible, order);
    let days: HashSet<(usize, String)> =
        seen.iter().map(|date| (date.block, day(date.field.as_str()).to_owned())).collect();
    // What an element says of a date holds for the line that it stands in.
    let lines = of_lines(visible, order).into_iter();
    seen.extend(
        lines.filter(|date| !days.contains(&(date.block, day(date.field.as_str()).to_owned()))),
    );
    seen.sort_by_key(|date| date.cost);
    let first = |is_update: bool| {
        let mut dates = seen.iter().filter(|date| date.is_update == is_update);
        dates.next().map(|date| date.field.clone())
    };
    (first(false), first(true))
}

/// `<time>` elements, and elements that are named after a date.
fn of_elements(visible: &Visible<'_>, order: Order) -> Vec<Seen> {
    let mut seen = Vec::new();
    for element in visible.elements() {
        let is_time = element.tag == Tag::Time;
        if !is_time && !element.is_named(DATE_WORDS) {
            continue;
        }
        let text = element_text(visible.dom, element.node);
        if text.len() > MAX_ELEMENT {
            continue;
        }
        let label = visible.label_before(element.block, &text);
        let source = if is_time { Source::Time } else { Source::Byline };
        let is_labelled = |text: &str| says_published(text) || says_update(text);
        if element.distance > MAX_DISTANCE && !is_labelled(label) && !is_labelled(&text) {
            continue;
        }
        let (block, cost) = (element.block, element.distance + usize::from(!is_time));
        if let Some(value) = stated(visible, &element, order) {
            let is_update =
                element.is_named(UPDATE_WORDS) || says_update(label) || says_update(&text);
            seen.push(Seen { field: Field::new(value, source), block, is_update, cost });
            continue;
        }
        for (value, is_update) in written(label, &text, order) {
            let is_update = is_update || element.is_named(UPDATE_WORDS);
            seen.push(Seen { field: Field::new(value, source), block, is_update, cost });
        }
    }
    seen
}

/// The date of a `datetime` attribute, or where older microformats have it, in the title of an
/// abbreviation.
fn stated(visible: &Visible<'_>, element: &Shown<'_>, order: Order) -> Option<String> {
    let attribute = match element.tag {
        Tag::Abbr => AttributeName::Title,
        _ => AttributeName::DateTime,
    };
    date::stated(visible.dom.attribute(element.node, attribute)?, order)
}

/// The date that an element states or shows, in ISO 8601, on a page in this language.
pub(crate) fn element_date(dom: &Dom, element: NodeId, language: Option<&str>) -> Option<String> {
    let order = Order::of_language(language);
    let stated = [AttributeName::DateTime, AttributeName::Content, AttributeName::Title]
        .into_iter()
        .filter_map(|name| dom.attribute(element, name))
        .find_map(|value| date::stated(value, order));
    stated.or_else(|| {
        let text = element_text(dom, element);
        date::written(&text, order).next().map(|found| found.day.to_string())
    })
}

/// Dates in short lines of text.
fn of_lines(visible: &Visible<'_>, order: Order) -> Vec<Seen> {
    let mut seen = Vec::new();
    for line in visible.lines().filter(|line| line.is_near) {
        let label = visible.label_before(line.block, line.text);
        let is_short = line.text.len() <= MAX_LINE;
        if !is_short && !says_published(line.text) && !says_update(line.text) {
            continue;
        }
        for (value, is_update) in written(label, line.text, order) {
            seen.push(Seen {
                field: Field::new(value, Source::Text),
                block: line.block,
                is_update,
                cost: line.distance + 2,
            });
        }
    }
    seen
}

/// The day of a date that may have a time.
fn day(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

/// The dates of a text, and whether the words before each say that something was changed then.
fn written(label: &str, text: &str, order: Order) -> Vec<(String, bool)> {
    let mut from = 0;
    let mut dates = Vec::new();
    for found in date::written(text, order) {
        let before = text.get(from..found.start).unwrap_or_default();
        let is_update = says_update(before) || (from == 0 && says_update(label));
        dates.push((found.day.to_string(), is_update));
        from = found.end;
    }
    dates
}

fn says_published(text: &str) -> bool {
    let text = text.to_lowercase();
    PUBLISHED_ROOTS.iter().any(|root| text.contains(root))
}

/// Whether a text says that something was changed.
pub(super) fn says_update(text: &str) -> bool {
    let text = text.to_lowercase();
    UPDATE_ROOTS.iter().any(|root| text.contains(root))
}
