//! Reads names of authors from what pages state or show.

mod list;
mod name;
mod words;

use super::date;
use super::dateline::says_update;
use super::months;
use super::plain::collapsed;
pub(super) use list::deduplicated;
use list::split;
pub(super) use name::{is_account, is_newsroom, is_person, is_undivided};
use std::borrow::Cow;
use words::{
    BYLINE_PREFIXES, CONJUNCTIONS, EDITORS, ENDS, MAX_LABEL, MAX_PREPOSITION, PARTICLES,
    PICTURE_ROLES, PREPOSITIONS, REPORTERS, REPORTS, STATED_PREFIXES, WEEKDAYS, WORD_ROLES,
};

/// The maximum length of a byline, in bytes.
const MAX_BYLINE: usize = 300;
/// Between the parts of a byline.
const SEPARATORS: [char; 6] = [',', ';', '/', '|', '•', '·'];
/// The maximum number of letters in a weekday before a date.
const MAX_DAY: usize = 12;
/// Longer lines with only capitalized words are headings.
const MAX_WORDS_ALONE: usize = 4;
/// The initials of an agency or a paper have at most this many letters.
const MAX_INITIALS: usize = 5;
/// The maximum number of letters in the word for "and".
const MAX_AND: usize = 4;

/// The names in a stated author, from a meta element or a description.
pub(super) fn stated(text: &str) -> Vec<String> {
    let text = collapsed(text);
    let text = without_pictures(&text);
    split(without_prefix(&text, STATED_PREFIXES))
}

/// The byline without the parts that name photographers: "Words by Ada Berg, photos by Bo Chen" is
/// Ada Berg's.
fn without_pictures(text: &str) -> Cow<'_, str> {
    let is_of_pictures = |part: &str| {
        let words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words = words.map(str::to_lowercase);
        words.next().is_some_and(|first| PICTURE_ROLES.contains(&first.as_str()))
            && !words.any(|word| WORD_ROLES.contains(&word.as_str()))
    };
    if text.len() > MAX_BYLINE || !parts(text).any(is_of_pictures) {
        return Cow::Borrowed(text);
    }
    let mut others = Vec::new();
    let mut after_pictures = false;
    for part in parts(text).map(str::trim) {
        let rest = without_any_prefix(part);
        // A list of photographers goes on until another role is named.
        after_pictures = is_of_pictures(part) || (after_pictures && rest.len() == part.len());
        if !after_pictures {
            others.push(rest.trim_end_matches('.'));
        }
    }
    Cow::Owned(others.join(", "))
}

/// The parts of a byline: between separators, dashes among them, and sentences of two words or more.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let ends_part = |at: usize, c: char| {
            let (before, behind) = (text.get(..at)?, text.get(at + c.len_utf8()..)?);
            // Initials have dots as well.
            let is_long = || {
                let last = before.split(' ').next_back().unwrap_or_default();
                last.chars().count() > 2 && before.contains(' ')
            };
            let ends = match c {
                '.' => behind.starts_with(' ') && is_long(),
                '–' | '—' | '-' => before.ends_with(' ') && behind.starts_with(' '),
                _ => SEPARATORS.contains(&c),
            };
            ends.then_some((before, behind))
        };
        let cut = text.char_indices().find_map(|(at, c)| ends_part(at, c));
        rest = cut.map(|(_, behind)| behind);
        Some(cut.map_or(text, |(before, _)| before))
    })
}

/// Reorders a name in the style of libraries, "Family, Given".
pub(super) fn inverted(text: &str) -> Vec<String> {
    match text.split_once(',') {
        Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => {
            stated(&format!("{} {}", given.trim(), family.trim()))
        }
        _ => stated(text),
    }
}

/// The names in an element that holds a byline, by the pieces of its text. The first piece that is
/// more than a label holds the author; what follows is the date, the job, a link to follow.
pub(super) fn byline(pieces: &[String]) -> Vec<String> {
    let mut pieces =
        pieces.iter().map(String::as_str).skip_while(|piece| is_label(piece)).peekable();
    let Some(first) = pieces.next() else { return Vec::new() };
    let mut text = first.to_owned();
    if pieces.peek().is_some_and(|next| is_preposition(next)) {
        // The kind of text comes before it: "Guide", "by", "Ada Berg".
        pieces.next();
        text = pieces.next().unwrap_or_default().to_owned();
    }
    while let Some(next) = pieces.peek() {
        let connects = is_connector(next);
        if !connects && !ends_open(&text) {
            break;
        }
        text.push(' ');
        text.push_str(next);
        pieces.next();
    }
    let text = without_pictures(&text);
    let text = after_preposition(without_any_prefix(&text));
    let mut names: Vec<String> =
        split(until_end(text)).into_iter().filter(|name| is_shown_name(name)).collect();
    if names.iter().any(|name| is_person(name) && !is_newsroom(name)) {
        names.retain(|name| !is_newsroom(name));
    }
    names
}

/// The names in a line that begins like a byline, possibly after a date, and contains only names.
/// If the line is only the label, they are in the next one.
pub(super) fn in_line(line: &str, next: &str) -> Vec<String> {
    let (line, next) = (collapsed(line), collapsed(next));
    let begins_byline = |part: &str| without_any_prefix(part.trim()).len() < part.trim().len();
    if let Cow::Owned(writers) = without_pictures(&line)
        && parts(&line).any(begins_byline)
    {
        return people(&writers);
    }
    if STATED_PREFIXES.contains(&bare_label(&line).as_str()) {
        return people(&next);
    }
    let reporters = reporters(&line);
    if !reporters.is_empty() {
        return reporters;
    }
    let after_date = date::written(&line, date::Order::Unknown).next().and_then(|found| {
        Some(line.get(found.end..)?.trim_start_matches([' ', ',', '|', '·', '•', '-', '–', '.']))
    });
    let parts = line.split(['|', '•', '·']).map(str::trim).skip(1);
    for text in [Some(&*line), after_date].into_iter().flatten().chain(parts) {
        let rest = without_any_prefix(text);
        if rest.len() < text.len() {
            let people = people(rest);
            if !people.is_empty() {
                return people;
            }
        }
    }
    Vec::new()
}

/// The names in a line that is known to hold the byline, where no word has to say so.
pub(super) fn in_byline(line: &str, next: &str) -> Vec<String> {
    let names = in_line(line, next);
    if !names.is_empty() {
        return names;
    }
    if let Some(name) = before_date(line) {
        return vec![name];
    }
    let mut names = byline(&[collapsed(line).into_owned()]);
    names.retain(|name| is_person(name) && !is_newsroom(name));
    names
}

/// The names in a line anywhere on the page, if it is unmistakable: "Written by Ada Berg", "Author:
/// Ada Berg", or "Author" with the name in the next line.
pub(super) fn in_far_line(line: &str, next: &str) -> Vec<String> {
    let line = collapsed(line);
    let label = bare_label(&line);
    if STATED_PREFIXES.contains(&label.as_str()) {
        let is_word = label.chars().count() > MAX_PREPOSITION;
        return if is_word { people(&collapsed(next)) } else { Vec::new() };
    }
    let reporters = reporters(&line);
    if !reporters.is_empty() {
        return reporters;
    }
    let rest = without_any_prefix(&line);
    let prefix = line.get(..line.len() - rest.len()).unwrap_or_default().trim_end();
    let is_certain = prefix.contains(' ') || prefix.ends_with([':', '：']);
    if is_certain { people(rest) } else { Vec::new() }
}

/// The people whom a line names as editors: "Editor: Ada Berg".
pub(super) fn editors(line: &str) -> Vec<String> {
    let Some((label, rest)) = line.split_once([':', '：']) else { return Vec::new() };
    let is_label = EDITORS.contains(&label.trim().to_lowercase().as_str());
    if is_label && rest.len() <= MAX_BYLINE { split(rest) } else { Vec::new() }
}

/// The agency or paper in a line that begins like a byline, by its initials: "By VNN, in Weather".
pub(super) fn initials(line: &str) -> Option<String> {
    let line = collapsed(line);
    let rest = match without_prefix(&line, STATED_PREFIXES) {
        rest if rest.len() < line.len() => rest,
        _ => without_prefix(&line, BYLINE_PREFIXES),
    };
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let (name, behind) = (rest.get(..end)?, rest.get(end..)?.trim_start());
    let is_apart = behind.is_empty() || behind.starts_with(SEPARATORS);
    let is_known = (2..=MAX_INITIALS).contains(&name.chars().count())
        && name.chars().all(char::is_uppercase)
        && rest.len() < line.len();
    (is_known && is_apart).then(|| name.to_owned())
}

/// The names in a text that consists of full names of people.
fn people(text: &str) -> Vec<String> {
    let names = split(until_end(text));
    let are_people = names.iter().all(|name| {
        let bare = name.split(',').next().unwrap_or(name);
        is_person(bare) || is_undivided(bare)
    });
    if are_people && text.len() <= MAX_BYLINE { names } else { Vec::new() }
}

/// The people after the word for a reporter, in a line without a sentence: "新京报记者 彭冲 山东报道",
/// "（记者 胡晓蓉）".
pub(super) fn reporters(line: &str) -> Vec<String> {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let mut found = REPORTERS.iter().filter_map(|word| Some((line.find(word)?, word)));
    let Some((at, word)) = found.next().filter(|_| line.len() <= MAX_BYLINE) else {
        return Vec::new();
    };
    let before = line.get(..at).unwrap_or_default();
    let rest = line.get(at + word.len()..).unwrap_or_default();
    let is_sentence = |text: &str| text.contains(['。', '，', ',', '.', '？', '！', '“']);
    if is_sentence(before) || is_sentence(rest) || !rest.starts_with([' ', '：', ':', '/', '　'])
    {
        return Vec::new();
    }
    let words = rest.split([' ', '：', ':', '/', '、', '　', '|']).filter(|word| !word.is_empty());
    let is_report = |word: &str| REPORTS.iter().any(|ending| word.ends_with(ending));
    let names = words.take_while(|word| is_undivided(word) && !is_report(word));
    names.map(str::to_owned).collect()
}

/// The names in a line that has nothing else, as a text is signed: "Ada Berg", "(Ada Berg)",
/// "Ada Berg/Bo Chen".
pub(super) fn signature(line: &str) -> Vec<String> {
    let line = collapsed(line);
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let line = without_any_prefix(line);
    let names = split(&line.replace('/', ", "));
    let is_signed = |name: &String| {
        is_person(name)
            && name.split_whitespace().count() <= MAX_WORDS_ALONE
            && !is_newsroom(name)
            && is_shown_name(name)
    };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    // Nothing was left out but "and".
    let all: usize = names.iter().map(|name| letters(name)).sum();
    let is_whole = letters(line) <= all + MAX_AND * names.len().saturating_sub(1);
    if names.iter().all(is_signed) && is_whole { names } else { Vec::new() }
}

fn without_any_prefix(text: &str) -> &str {
    if let Some(glued) = text.strip_prefix("By")
        && glued.starts_with(char::is_uppercase)
    {
        // On some pages, only a style separates the two.
        return glued;
    }
    let rest = without_prefix(text, STATED_PREFIXES);
    if rest.len() < text.len() {
        return rest;
    }
    // Some of these words are given names as well.
    let rest = without_prefix(text, BYLINE_PREFIXES);
    if rest.split_whitespace().nth(1).is_some() { rest } else { text }
}

/// Whether a text is only the label before an author: "By", "Autor:".
pub(super) fn is_label(text: &str) -> bool {
    let bare = bare_label(text);
    bare.is_empty()
        || PREPOSITIONS
            .iter()
            .any(|word| bare.len() <= MAX_LABEL && bare.ends_with(word.trim_end()))
        || STATED_PREFIXES.contains(&bare.as_str())
        || BYLINE_PREFIXES.contains(&bare.as_str())
}

fn bare_label(text: &str) -> String {
    text.trim_matches([':', '：', ' ', '|', '-', '–', '•', '·', ',']).to_lowercase()
}

fn is_preposition(piece: &str) -> bool {
    PREPOSITIONS.iter().any(|word| word.trim().eq_ignore_ascii_case(piece.trim_end_matches(':')))
}

/// Whether a piece of text only separates two names.
fn is_connector(piece: &str) -> bool {
    let piece = piece.trim_matches([',', ' ']);
    piece.is_empty() || CONJUNCTIONS.iter().any(|conjunction| conjunction.trim() == piece)
}

/// Whether another name has to follow.
fn ends_open(text: &str) -> bool {
    text.ends_with(',') || CONJUNCTIONS.iter().any(|word| text.ends_with(word.trim_end()))
}

/// "This recipe is by Ada Berg": what follows the preposition.
fn after_preposition(text: &str) -> &str {
    for preposition in PREPOSITIONS {
        if let Some((_, after)) = text.split_once(preposition)
            && after.chars().next().is_some_and(char::is_uppercase)
        {
            return after;
        }
    }
    text
}

/// Whether a text shown as an author can be a name: one word of any kind, or a few capitalized
/// words.
fn is_shown_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let looks_right = |word: &&str| {
        PARTICLES.contains(word) || !word.chars().next().is_some_and(char::is_lowercase)
    };
    words.len() <= 6
        && (words.len() == 1 || words.iter().all(looks_right))
        && !name.contains(['?', '!', '$', '»', ':'])
        && !words.iter().all(|word| months::month(&word.to_lowercase()).is_some())
        && !words.iter().any(|word| word.eq_ignore_ascii_case("author"))
        && !WEEKDAYS.contains(&name.to_lowercase().as_str())
        && !is_label(name.trim_start_matches("The "))
        && !says_update(name)
}

/// The text after its longest matching prefix.
fn without_prefix<'a>(text: &'a str, prefixes: &[&str]) -> &'a str {
    let lower = text.to_lowercase();
    // Lower case may have another length; then no prefix is removed.
    let found =
        prefixes.iter().filter(|prefix| lower.starts_with(**prefix)).max_by_key(|p| p.len());
    let Some(rest) = found.and_then(|prefix| text.get(prefix.len()..)) else { return text };
    let bare = rest.trim_start_matches([':', '：', ' ', '\u{a0}', '/', '／', '|', '・']);
    if bare.len() < rest.len() && !bare.is_empty() { bare } else { text }
}

/// The text up to the end of the byline: a separator, a number or a month.
fn until_end(text: &str) -> &str {
    let end = ENDS.iter().filter_map(|end| text.find(end)).filter(|&at| at > 0).min();
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
    let begins_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut at = 0;
    let mut words = text.split_inclusive(' ').peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        // Some people have the name of a month.
        let is_month =
            months::month(&bare).is_some() && words.peek().is_some_and(|next| begins_number(next));
        let is_date = begins_number(word) || is_month || WEEKDAYS.contains(&bare.as_str());
        if at > 0 && is_date {
            return text.get(..at).unwrap_or(text);
        }
        at += word.len();
    }
    text
}

/// The person in a line that otherwise has only a separator and a date.
pub(super) fn before_date(line: &str) -> Option<String> {
    let line = collapsed(line);
    let (name, rest) = line.split_once(['|', '•', '·', '–', '-'])?;
    let name = name.trim();
    let found = date::written(rest, date::Order::DayFirst).next()?;
    let is_date = rest.get(..found.start)?.chars().filter(|c| c.is_alphabetic()).count() <= MAX_DAY;
    let is_name = is_person(name)
        && name.split_whitespace().count() <= MAX_WORDS_ALONE
        && !is_newsroom(name)
        && without_any_prefix(name) == name
        && is_shown_name(name);
    (is_name && is_date).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(pieces: &[&str]) -> Vec<String> {
        byline(&pieces.iter().map(|&piece| piece.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn signs_of_newsrooms_and_makers_of_pictures_go() {
        for text in [
            "Ada Berg (abe)",
            "Ada Berg (a.b.)",
            "Words by Ada Berg, photos by Bo Chen",
            "Words by Ada Berg / Photos by Bo Chen",
            "Photographs by Bo Chen, words by Ada Berg",
            "Text: Ada Berg | Fotos: Bo Chen",
            "Texte : Ada Berg / Photos : Bo Chen",
            "Ada Berg; Фото: Bo Chen",
        ] {
            assert_eq!(stated(text), ["Ada Berg"], "{text}");
            assert_eq!(shown(&[text]), ["Ada Berg"], "{text}");
        }
        assert_eq!(stated("Ada Berg (Valley News)"), ["Ada Berg (Valley News)"]);
        assert_eq!(shown(&["Text and photos by Ada Berg"]), ["Ada Berg"]);
    }

    #[test]
    fn a_name_before_a_date_is_a_persons() {
        for line in ["Ada Berg | 05.04.2025 - 06.04.2025", "Ada van der Berg · Fri, May 3, 2024"] {
            assert!(before_date(line).is_some_and(|name| line.starts_with(&name)), "{line}");
        }
        for line in ["Local News | 3 May 2024", "Rain | 3 May 2024", "Ada Berg", "By Sarah | 3 May"]
        {
            assert_eq!(before_date(line), None, "{line}");
        }
    }

    #[test]
    fn bylines_of_many_languages() {
        for text in [
            "By Ada Berg",
            "Written by Ada Berg",
            "BY Ada Berg",
            "Von Ada Berg",
            "Text: Ada Berg",
            "Par Ada Berg",
            "Por Ada Berg",
            "Di Ada Berg",
            "a cura di Ada Berg",
            "Door Ada Berg",
            "Autor: Ada Berg",
            "Av Ada Berg",
            "Автор: Ada Berg",
            "作者：Ada Berg",
            "Yazar: Ada Berg",
            "By Ada Berg | May 3, 2024",
            "By Ada Berg on May 3, 2024",
            "By Ada Berg May 3, 2024",
            "By Ada Berg • 5 min read",
        ] {
            assert_eq!(in_line(text, ""), ["Ada Berg"], "{text}");
        }
        assert_eq!(in_line("By", "Ada Berg"), ["Ada Berg"]);
    }

    #[test]
    fn sentences_are_no_bylines() {
        for text in [
            "By the time they came it was raining",
            "Ada Berg",
            "By 2030 all cars are electric",
            "Von hier an wird es schwer",
            "Par exemple",
            "Por favor",
            "",
            "By",
        ] {
            assert_eq!(in_line(text, "read more"), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_byline_ends_where_its_name_ends() {
        assert_eq!(shown(&["By", "Ada Berg", "Staff writer"]), ["Ada Berg"]);
        assert_eq!(shown(&["Ada Berg", "and", "Bo Chen", "May 3, 2024"]), ["Ada Berg", "Bo Chen"]);
        assert_eq!(shown(&["Ada Berg", ",", "Bo Chen"]), ["Ada Berg", "Bo Chen"]);
        assert_eq!(shown(&["This recipe was written by Ada Berg"]), ["Ada Berg"]);
        assert_eq!(shown(&["ada99", "Posts: 12"]), ["ada99"]);
        for text in ["Updated January 2024", "Follow us on social media", "Why now?", "Author"] {
            assert_eq!(shown(&[text]), [""; 0], "{text}");
        }
    }

    #[test]
    fn library_names_are_turned() {
        assert_eq!(inverted("Berg, Ada"), ["Ada Berg"]);
        assert_eq!(inverted("Ada Berg"), ["Ada Berg"]);
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), next in any::<String>()) {
            stated(&text);
            inverted(&text);
            in_line(&text, &next);
            byline(&[text, next]);
        }

        #[test]
        fn never_panics_on_bylines(text in "(By|by|von|Ada|İ|Berg|and|[ ,;&|:.]|é){0,20}") {
            in_line(&text, "");
            stated(&text);
        }
    }
}
