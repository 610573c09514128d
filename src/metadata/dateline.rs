//! Dates shown near the title.

use super::date::{self, Order};
use super::plain::{element_pieces, element_text};
use super::visible::{Shown, Visible, has_word};
use super::{Field, Source};
use crate::dom::{AttributeName, Dom, NodeId, Tag};
use std::collections::HashSet;
use std::ops::Range;

/// The maximum text of an element named after a date, in bytes.
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
const UPDATE_WORDS: &[&str] =
    &["updated", "update", "modified", "modify", "edited", "lastmod", "lastchanged", "lastupdate"];
/// The class of an old microformat for the only date of an entry.
const HATOM_UPDATED: &str = "updated";
/// Further from the title than this many blocks, a date counts only with a word for what happened
/// then.
const MAX_DISTANCE: usize = 20;

/// A longer line, in bytes, may mention any date.
const MAX_LINE: usize = 100;

/// A line with more words in lower case is a sentence, and its day is that of an event.
const MAX_SMALL_WORDS: usize = 4;

/// The maximum text before the first word of an article, in bytes.
const MAX_DATELINE: usize = 80;
/// The maximum number of words in the name of a place.
const MAX_PLACE_WORDS: usize = 4;

/// Roots of words that mark a date as that of publication.
const PUBLISHED_ROOTS: &[&str] = &[
    "publi",
    "posted",
    "veröffentlicht",
    "erschienen",
    "pubbli",
    "gepubliceerd",
    "geplaatst",
    "created",
    "written on",
    "erstellt",
    "geschrieben",
    "skapad",
    "oprettet",
    "publicer",
    "publiser",
    "creato il",
    "créé le",
    "creado",
    "criado",
    "utworzon",
    "dodano",
    "vytvořen",
    "zveřejněn",
    "objavljen",
    "создан",
    "опубликов",
    "опублікован",
    "δημοσιεύ",
    "منشور",
    "نشر",
    "פורסם",
    "เผยแพร่",
    "diterbitkan",
    "đăng",
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
/// What a date is called, in lower case.
const DATE_LABELS: &[&str] = &[
    "date",
    "datum",
    "fecha",
    "data",
    "dato",
    "dátum",
    "päiväys",
    "kuupäev",
    "tarih",
    "дата",
    "ημερομηνία",
    "تاريخ",
    "תאריך",
    "तारीख",
    "日期",
    "時間",
    "时间",
    "日時",
    "날짜",
    "วันที่",
    "ngày",
    "tanggal",
];
/// The length of the longest, in bytes.
const MAX_LABEL: usize = 32;

/// Roots of words that mark a date as that of the last change.
const UPDATE_ROOTS: &[&str] = &[
    "updat",
    "modif",
    "revis",
    "edited",
    "last change",
    "last revi",
    "senast ändrad",
    "ostatnia zmiana",
    "ultima modifica",
    "última modific",
    "dernière modif",
    "laatst gewijzigd",
    "letzte änderung",
    "تحديث",
    "עודכן",
    "ενημέρ",
    "aktualiz",
    "cập nhật",
    "diperbarui",
    "อัปเดต",
    "aktualis",
    "geändert",
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

/// Labels of the day as of which a text is current, in lower case. This is the day of the last
/// change if there is another one of publication; otherwise it is the page's only date.
const STATE_LABELS: &[&str] = &["stand:", "as of ", "état au ", "a fecha de ", "stan na "];

/// What happened on a day, by the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Publication, or unknown.
    Published,
    Changed,
    /// The text is current as of then.
    State,
}

impl Meaning {
    fn of(text: &str) -> Meaning {
        if says_update(text) {
            Meaning::Changed
        } else if says_state(text) {
            Meaning::State
        } else {
            Meaning::Published
        }
    }

    /// This meaning, or the other if this one is unknown.
    fn or(self, other: Meaning) -> Meaning {
        if self == Meaning::Published { other } else { self }
    }
}

/// A date shown on the page.
struct Seen {
    field: Field,
    block: usize,
    meaning: Meaning,
    /// The smaller the better.
    cost: usize,
}

/// The dates of publication and of the last change, if the page shows them.
pub(super) fn dates(visible: &Visible<'_>, order: Order) -> (Option<Field>, Option<Field>) {
    let mut seen = of_elements(visible, order);
    let days: HashSet<(usize, String)> =
        seen.iter().map(|date| (date.block, day(date.field.as_str()).to_owned())).collect();
    // What an element says about a date is true of the line that it is in.
    let lines = of_lines(visible, order).into_iter();
    seen.extend(
        lines.filter(|date| !days.contains(&(date.block, day(date.field.as_str()).to_owned()))),
    );
    seen.sort_by_key(|date| date.cost);
    let first = |meaning: Meaning| {
        let mut dates = seen.iter().filter(|date| date.meaning == meaning);
        dates.next().map(|date| date.field.clone())
    };
    let (published, modified) = (first(Meaning::Published), first(Meaning::Changed));
    let state = first(Meaning::State);
    match (published, modified) {
        (None, None) => (state.or_else(|| only_time(visible, order)), None),
        (None, modified) => (None, modified),
        (published, modified) => (published, modified.or(state)),
    }
}

/// The day of the `<time>` elements, wherever they are, if it is the same for all.
fn only_time(visible: &Visible<'_>, order: Order) -> Option<Field> {
    let times = visible.elements().filter(|element| element.tag == Tag::Time);
    let mut dates = times.map(|element| stated(visible, &element, order));
    let first = dates.next()??;
    let is_only = dates.all(|date| date.is_some_and(|date| day(&date) == day(&first)));
    is_only.then(|| Field::new(first, Source::Time))
}

/// `<time>` elements, and elements named after a date.
fn of_elements(visible: &Visible<'_>, order: Order) -> Vec<Seen> {
    let mut seen = Vec::new();
    for element in visible.elements() {
        let is_abbreviation =
            element.tag == Tag::Abbr && stated(visible, &element, order).is_some();
        let is_time = element.tag == Tag::Time || is_abbreviation;
        if !is_time && !element.is_named(DATE_WORDS) {
            continue;
        }
        let text = element_text(visible.dom, element.node);
        if text.len() > MAX_ELEMENT {
            continue;
        }
        let label = visible.label_before(element.block, &text);
        let source = if is_time { Source::Time } else { Source::Byline };
        if element.distance > MAX_DISTANCE && !says_what(label) && !says_what(&text) {
            continue;
        }
        let (block, cost) = (element.block, element.distance + usize::from(!is_time));
        let named = if is_named_update(&element) { Meaning::Changed } else { Meaning::Published };
        if let Some(value) = stated(visible, &element, order) {
            let meaning = named.or(Meaning::of(label)).or(Meaning::of(&text));
            seen.push(Seen { field: Field::new(value, source), block, meaning, cost });
            continue;
        }
        // Day and time may be elements that only a style separates.
        let pieces = element_pieces(visible.dom, element.node).join(" ");
        for (value, meaning) in written(label, &pieces, order) {
            let meaning = named.or(meaning);
            seen.push(Seen { field: Field::new(value, source), block, meaning, cost });
        }
    }
    seen
}

/// Whether the names of an element say that its date is that of a change.
fn is_named_update(element: &Shown<'_>) -> bool {
    if !element.is_named(UPDATE_WORDS) {
        return false;
    }
    // "date updated" is the one date of an entry, "date-updated" is not.
    let is_hatom = element.class_names().any(|name| name == HATOM_UPDATED)
        && element
            .class_names()
            .filter(|name| *name != HATOM_UPDATED)
            .any(|name| has_word(name, DATE_WORDS) && !has_word(name, UPDATE_WORDS));
    !is_hatom
}

/// The date of a `datetime` attribute, or as in older microformats, of an abbreviation's title.
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

/// The first day that a text names, in ISO 8601, and where it stands in it.
pub(crate) fn first_day(text: &str, language: Option<&str>) -> Option<(Range<usize>, String)> {
    let found = date::written(text, Order::of_language(language)).next()?;
    Some((found.start..found.end, found.day.to_string()))
}

/// The day that a footer names as that of the last change, or as of which the page is current.
pub(super) fn in_footer(visible: &Visible<'_>, order: Order) -> (Option<Field>, Option<Field>) {
    for line in visible.footer_lines().filter(|line| says_update(line) || says_state(line)) {
        let mut dates = written("", line, order).into_iter();
        if let (Some((date, meaning)), None) = (dates.next(), dates.next()) {
            let field = Some(Field::new(date, Source::Text));
            return if meaning == Meaning::State { (field, None) } else { (None, field) };
        }
    }
    (None, None)
}

/// Whether a part of a line says more than a date, a place and a name.
fn is_sentence(line: &str) -> bool {
    let is_word = |word: &&str| word.starts_with(char::is_lowercase);
    let mut parts = line.split(['|', '·', '•']);
    parts.any(|part| part.split_whitespace().filter(is_word).count() > MAX_SMALL_WORDS)
}

/// Dates in short lines, and before the first words of longer ones.
fn of_lines(visible: &Visible<'_>, order: Order) -> Vec<Seen> {
    let mut seen = Vec::new();
    for line in visible.lines() {
        let label = visible.label_before(line.block, line.text);
        let is_labelled = says_what(line.text) || says_what(label);
        let is_short = line.text.len() <= MAX_LINE || line.distance == 0;
        let is_line = is_short && !is_sentence(line.text);
        let is_read = is_labelled || (is_line && (line.is_near || begins_as_label(line.text)));
        if !is_read {
            continue;
        }
        for (value, meaning) in written(label, line.text, order) {
            seen.push(Seen {
                field: Field::new(value, Source::Text),
                block: line.block,
                meaning,
                cost: line.distance + 2,
            });
        }
    }
    for line in visible.paragraphs() {
        if let Some(day) = before_text(line.text, order) {
            seen.push(Seen {
                field: Field::new(day, Source::Text),
                block: line.block,
                meaning: Meaning::Published,
                cost: line.distance + 2,
            });
        }
    }
    seen
}

/// The date of a dateline at the beginning of a paragraph: "(03.05.2024) After eleven dry weeks",
/// "Kassel, 3. Mai 2024 – Nach elf trockenen Wochen".
fn before_text(text: &str, order: Order) -> Option<String> {
    let mut end = MAX_DATELINE.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let begin = text.get(..end)?;
    let found = date::written(begin, order).next()?;
    let (before, behind) = (text.get(..found.start)?, text.get(found.end..)?.trim_start());
    let in_brackets = before.ends_with(['(', '（', '[']) && behind.starts_with([')', '）', ']']);
    let is_cut_off = behind.starts_with(['–', '—', '-', ':', '|', '·', '(', '/']);
    let mut words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let are_places = words.clone().count() <= MAX_PLACE_WORDS
        && words.all(|word| !word.starts_with(char::is_lowercase));
    ((in_brackets || is_cut_off) && are_places).then(|| found.day.to_string())
}

/// The day of a date that may have a time.
fn day(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

/// The day in a line that is known to show when the page was published.
pub(super) fn in_dateline(line: &str, order: Order) -> Option<String> {
    let mut days = written("", line, order).into_iter();
    days.find(|(_, meaning)| *meaning != Meaning::Changed).map(|(day, _)| day)
}

/// The dates of a text, and what the words before each say about it.
fn written(label: &str, text: &str, order: Order) -> Vec<(String, Meaning)> {
    let mut from = 0;
    let mut dates = Vec::new();
    for found in date::written(text, order) {
        let before = Meaning::of(text.get(from..found.start).unwrap_or_default());
        let meaning = if from == 0 { before.or(Meaning::of(label)) } else { before };
        dates.push((found.day.to_string(), meaning));
        from = found.end;
    }
    dates
}

/// Whether a text says what happened on some day.
fn says_what(text: &str) -> bool {
    let text = text.to_lowercase();
    [PUBLISHED_ROOTS, UPDATE_ROOTS, STATE_LABELS].iter().any(|words| has_any(&text, words))
}

/// Whether one of these is in a text in lower case.
fn has_any(text: &str, words: &[&str]) -> bool {
    // About half of the words have other letters.
    let is_ascii = text.is_ascii();
    words.iter().any(|word| (!is_ascii || word.is_ascii()) && text.contains(word))
}

/// Whether a line begins with the word for a date.
fn begins_as_label(line: &str) -> bool {
    let word = line.split(|c: char| c.is_whitespace() || matches!(c, ':' | '：')).next();
    let word = word.unwrap_or_default();
    word.len() <= MAX_LABEL && DATE_LABELS.contains(&word.to_lowercase().as_str())
}

/// Whether a text says that something was changed.
pub(super) fn says_update(text: &str) -> bool {
    has_any(&text.to_lowercase(), UPDATE_ROOTS)
}

/// Whether a text says that what follows is the day to which something is up to date.
fn says_state(text: &str) -> bool {
    has_any(&text.to_lowercase(), STATE_LABELS)
}
