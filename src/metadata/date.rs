//! Dates as machines and people write them → ISO 8601. A date that does not exist, or that could
//! be one of two days, is no date.

use super::months;
use std::fmt;

/// Years beyond these are typing errors or something else than a year.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2100;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    year: u32,
    month: u32,
    day: u32,
}

impl Day {
    /// The day, if the calendar has it.
    pub(super) fn new(year: u32, month: u32, day: u32) -> Option<Day> {
        let length = match month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap(year) => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        (YEARS.contains(&year) && (1..=length).contains(&day)).then_some(Day { year, month, day })
    }

    /// The day that lies this many seconds after the beginning of 1970 (Howard Hinnant's
    /// `civil_from_days`), and the seconds of that day.
    fn from_seconds(seconds: u64) -> Option<(Day, u32)> {
        let days = seconds / 86_400 + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        let day = Day::new(year.try_into().ok()?, month as u32, day as u32)?;
        Some((day, (seconds % 86_400) as u32))
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Which number comes first in dates like `03/04/2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    /// Only dates are read that leave no choice.
    Unknown,
}

impl Order {
    /// The custom of a language, given as an HTML language tag.
    pub(super) fn of_language(tag: Option<&str>) -> Order {
        let Some(tag) = tag else { return Order::Unknown };
        let mut parts = tag.trim().split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.next_back().unwrap_or_default().to_ascii_uppercase();
        match (language.as_str(), region.as_str()) {
            ("en", "US" | "PH") => Order::MonthFirst,
            // Plain English may come from anywhere; so may Chinese-style orders.
            ("en", "") | ("" | "zh" | "ja" | "ko" | "hu" | "lt" | "mn", _) => Order::Unknown,
            _ => Order::DayFirst,
        }
    }
}

/// A date in a text, and the bytes it stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) day: Day,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Reads a value that is a date and nothing else, from metadata: ISO 8601 and what is close to it,
/// RFC 2822, seconds since 1970, or a date in words. The time and its zone are kept.
pub(super) fn stated(text: &str, order: Order) -> Option<String> {
    let text = text.trim().trim_matches('"');
    if let Some(found) = compact(text) {
        return Some(found);
    }
    let found = written(text, order).next()?;
    let time = time_behind(text.get(found.end..).unwrap_or_default());
    Some(format!("{}{}", found.day, time.unwrap_or_default()))
}

/// `20240503`, `20240503T101500Z`, `1714730000` and `1714730000000`.
fn compact(text: &str) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    match digits {
        8 => {
            let day = Day::new(number(0..4)?, number(4..6)?, number(6..8)?)?;
            let time = text.get(8..).and_then(time_behind);
            Some(format!("{day}{}", time.unwrap_or_default()))
        }
        10 | 13 if digits == text.len() => {
            let (day, seconds) = Day::from_seconds(text.get(..10)?.parse().ok()?)?;
            let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
            Some(format!("{day}T{hours:02}:{minutes:02}:{:02}Z", seconds % 60))
        }
        _ => None,
    }
}

/// The time of day at the beginning of a text, as ISO 8601 writes it behind a date.
fn time_behind(text: &str) -> Option<String> {
    let text = text.trim_start_matches([' ', ',', '\u{a0}', '\u{202f}']);
    let text = text.strip_prefix(['T', 't']).unwrap_or(text);
    let text = text.strip_prefix("at ").unwrap_or(text).trim_start();
    let mut rest = text;
    let mut number = || {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count().min(2);
        let value: u32 = rest.get(..digits)?.parse().ok()?;
        rest = rest.get(digits..)?;
        rest = rest.strip_prefix(':').unwrap_or(rest);
        Some(value)
    };
    let (mut hours, minutes) = (number()?, number()?);
    let seconds = number();
    // Fractions of a second tell no reader anything.
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let mut rest = rest.trim_start();
    let half = rest.get(..2).map(str::to_ascii_lowercase);
    if let Some(half @ ("am" | "pm")) = half.as_deref()
        && (1..=12).contains(&hours)
    {
        hours = hours % 12 + if half == "pm" { 12 } else { 0 };
        rest = rest.get(2..)?.trim_start();
    }
    if hours > 23 || minutes > 59 || seconds.is_some_and(|seconds| seconds > 60) {
        return None;
    }
    let seconds = seconds.map(|seconds| format!(":{seconds:02}")).unwrap_or_default();
    Some(format!("T{hours:02}:{minutes:02}{seconds}{}", zone(rest).unwrap_or_default()))
}

/// `Z`, `UTC`, `+02:00`, `-0700`, `+02`, `GMT+2`.
fn zone(text: &str) -> Option<String> {
    let named = ["Z", "UTC", "GMT"].into_iter().find_map(|name| text.strip_prefix(name));
    let offset = named.unwrap_or(text);
    let Some(sign @ ('+' | '-')) = offset.chars().next() else {
        return named.map(|_| "Z".to_owned());
    };
    let digits: Vec<u32> = offset
        .chars()
        .skip(1)
        .filter(|&c| c != ':')
        .map_while(|c| c.to_digit(10))
        .take(4)
        .collect();
    let (hours, minutes) = match digits[..] {
        [h] => (h, 0),
        [h, i] => (h * 10 + i, 0),
        [h, m, n] => (h, m * 10 + n),
        [h, i, m, n] => (h * 10 + i, m * 10 + n),
        _ => return named.map(|_| "Z".to_owned()),
    };
    (hours <= 14 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

/// A piece of a text that may be a part of a date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Number {
        value: u32,
        digits: u32,
    },
    Month(u32),
    /// A word that may stand inside a date: "of", "de", "th".
    Filler,
    /// `年`, `월` and the like: which part of the date the number before it is.
    Unit(Unit),
    /// `/`, `-`, `.`
    Mark(char),
    Comma,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    Year,
    Month,
    Day,
}

#[derive(Clone, Copy)]
struct Token {
    piece: Piece,
    start: usize,
    end: usize,
    /// White space stands before it.
    spaced: bool,
}

/// All dates of a text, in order.
pub(super) fn written(text: &str, order: Order) -> impl Iterator<Item = Found> {
    // Most texts hold no year, and no date without one is complete.
    let tokens = if has_number(text) { tokens(text) } else { Vec::new() };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let here = tokens.get(at..).unwrap_or_default();
            if let Some((day, length)) = date_at(here, order) {
                let last = here.get(length - 1).or(here.last())?;
                at += length;
                return Some(Found { day, start: here.first()?.start, end: last.end });
            }
            at += 1;
        }
        None
    })
}

fn has_number(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if digit(c).is_some() { run + 1 } else { 0 };
        run >= 2
    })
}

/// The value of a decimal digit: ASCII, full-width, Arabic, Persian, Devanagari.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut spaced = true;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let piece = if let Some(first) = digit(c) {
            let (mut value, mut digits) = (first, 1u32);
            while let Some(&(at, next)) = chars.peek()
                && let Some(more) = digit(next)
            {
                value = value.saturating_mul(10).saturating_add(more);
                digits += 1;
                end = at + next.len_utf8();
                chars.next();
            }
            Piece::Number { value, digits }
        } else if let Some(unit) = unit(c) {
            Piece::Unit(unit)
        } else if is_letter(c) {
            while let Some(&(at, next)) = chars.peek()
                && is_letter(next)
                && unit(next).is_none()
            {
                end = at + next.len_utf8();
                chars.next();
            }
            word(text.get(start..end).unwrap_or_default())
        } else {
            match c {
                ',' | '،' => Piece::Comma,
                '/' | '-' | '.' | '‐' | '‑' | '–' | '．' | '／' => Piece::Mark(c),
                'º' | 'ª' | '°' => Piece::Filler,
                _ => Piece::Other,
            }
        };
        tokens.push(Token { piece, start, end, spaced });
        spaced = false;
    }
    tokens
}

/// Letters, and the signs that are written on them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}')
}

fn unit(c: char) -> Option<Unit> {
    Some(match c {
        '年' | '년' => Unit::Year,
        '月' | '월' => Unit::Month,
        '日' | '일' | '号' => Unit::Day,
        _ => return None,
    })
}

fn word(word: &str) -> Piece {
    const FILLERS: &[&str] =
        &["st", "nd", "rd", "th", "of", "de", "del", "di", "er", "ère", "a", "e", "den", "der"];
    // No month has a longer name.
    if word.len() > 32 {
        return Piece::Other;
    }
    let lower = word.to_lowercase();
    match months::month(&lower) {
        Some(month) => Piece::Month(month),
        None if FILLERS.contains(&lower.as_str()) => Piece::Filler,
        None => Piece::Other,
    }
}

/// The date that begins at the first token, and how many tokens it has.
fn date_at(tokens: &[Token], order: Order) -> Option<(Day, usize)> {
    let first = tokens.first()?;
    match first.piece {
        Piece::Month(month) => month_first(tokens, month),
        Piece::Number { value, digits } => with_units(tokens, value)
            .or_else(|| numbers(tokens, order))
            .or_else(|| day_first(tokens, value, digits)),
        _ => None,
    }
}

/// A year of four digits.
fn year(token: &Token) -> Option<u32> {
    match token.piece {
        Piece::Number { value, digits: 4 } => Some(value),
        _ => None,
    }
}

fn day_number(token: &Token) -> Option<u32> {
    match token.piece {
        Piece::Number { value, digits: 1 | 2 } => Some(value),
        _ => None,
    }
}

/// The number of tokens to go over between two parts of a date.
fn fillers(tokens: &[Token], most: usize) -> usize {
    let is_filler = |token: &Token| {
        matches!(token.piece, Piece::Filler | Piece::Comma | Piece::Mark('.' | '-' | '/' | '‑'))
    };
    tokens.iter().take(most).take_while(|token| is_filler(token)).count()
}

/// `March 5th, 2024`, `marzo 5, 2024`.
fn month_first(tokens: &[Token], month: u32) -> Option<(Day, usize)> {
    let mut at = 1 + fillers(tokens.get(1..)?, 1);
    let day = day_number(tokens.get(at)?)?;
    at += 1;
    at += fillers(tokens.get(at..)?, 3);
    let year = year(tokens.get(at)?)?;
    Some((Day::new(year, month, day)?, at + 1))
}

/// `5 March 2024`, `5. März 2024`, `5 de marzo de 2024`, and `2024 March 5`.
fn day_first(tokens: &[Token], number: u32, digits: u32) -> Option<(Day, usize)> {
    let mut at = 1 + fillers(tokens.get(1..)?, 3);
    let Piece::Month(month) = tokens.get(at)?.piece else { return None };
    at += 1;
    at += fillers(tokens.get(at..)?, 3);
    let last = tokens.get(at)?;
    let day = match digits {
        1 | 2 => Day::new(year(last)?, month, number)?,
        4 => Day::new(number, month, day_number(last)?)?,
        _ => return None,
    };
    Some((day, at + 1))
}

/// `2024年5月3日`, `2024년 5월 3일`.
fn with_units(tokens: &[Token], year: u32) -> Option<(Day, usize)> {
    let units = [Unit::Year, Unit::Month, Unit::Day];
    let mut numbers = [year, 0, 0];
    for (index, unit) in units.into_iter().enumerate() {
        let number = tokens.get(index * 2)?;
        if index > 0 {
            numbers[index] = day_number(number)?;
        }
        if tokens.get(index * 2 + 1)?.piece != Piece::Unit(unit) {
            return None;
        }
    }
    let [year, month, day] = numbers;
    Some((Day::new(year, month, day)?, 6))
}

/// `2024-05-03`, `03.05.2024`, `5/3/2024`.
fn numbers(tokens: &[Token], order: Order) -> Option<(Day, usize)> {
    let [first, mark, second, other_mark, third, ..] = tokens else { return None };
    let (Piece::Mark(mark_character), Piece::Mark(other)) = (mark.piece, other_mark.piece) else {
        return None;
    };
    // A dotted date may be spaced out: `3. 5. 2024`. Others would be something else.
    let spaced = mark.spaced || other_mark.spaced;
    let loose = second.spaced || third.spaced;
    if mark_character != other || spaced || (loose && !matches!(mark_character, '.' | '．')) {
        return None;
    }
    // More numbers behind it: a version, an address of the network, a telephone number.
    let part_of_more = tokens.get(5).is_some_and(|next| {
        !next.spaced && matches!(next.piece, Piece::Mark(_)) && {
            let behind = tokens.get(6);
            behind.is_some_and(|token| !token.spaced && matches!(token.piece, Piece::Number { .. }))
        }
    });
    if part_of_more {
        return None;
    }
    let middle = day_number(second)?;
    if let Some(year) = year(first) {
        return Some((Day::new(year, middle, day_number(third)?)?, 5));
    }
    let (first, year) = (day_number(first)?, year(third)?);
    let day_first = Day::new(year, middle, first);
    let month_first = Day::new(year, first, middle);
    let day = match (mark_character, order) {
        ('.' | '．', _) => day_first,
        (_, Order::DayFirst) => day_first.or(month_first),
        (_, Order::MonthFirst) => month_first.or(day_first),
        (_, Order::Unknown) => match (day_first, month_first) {
            (Some(one), Some(other)) => (one == other).then_some(one),
            (one, other) => one.or(other),
        },
    };
    Some((day?, 5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Option<String> {
        written(text, Order::Unknown).next().map(|found| found.day.to_string())
    }

    fn iso(text: &str) -> Option<String> {
        stated(text, Order::Unknown)
    }

    #[test]
    fn machine_formats_keep_time_and_zone() {
        for (text, expected) in [
            ("2024-05-03", "2024-05-03"),
            ("2024-05-03T06:07:08+02:00", "2024-05-03T06:07:08+02:00"),
            ("2024-05-03T06:07:08.123Z", "2024-05-03T06:07:08Z"),
            ("2024-05-03 06:07:08 -0700", "2024-05-03T06:07:08-07:00"),
            ("2024-05-03T06:07", "2024-05-03T06:07"),
            ("2024-05-03T06:07:08+0000", "2024-05-03T06:07:08+00:00"),
            ("2024/05/03", "2024-05-03"),
            ("20240503", "2024-05-03"),
            ("20240503T060708Z", "2024-05-03T06:07:08Z"),
            ("Fri, 03 May 2024 06:07:08 GMT", "2024-05-03T06:07:08Z"),
            ("1714716428", "2024-05-03T06:07:08Z"),
            ("1714716428000", "2024-05-03T06:07:08Z"),
            ("May 3, 2024 at 6:07 PM", "2024-05-03T18:07"),
            ("May 3, 2024, 12:07 am", "2024-05-03T00:07"),
            (" \"2024-05-03\" ", "2024-05-03"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "31 April 2024",
            "0000-00-00",
            "99999999",
            "32.01.2024",
            "1900-02-29",
            "0001-01-01T00:00:00Z",
            "2024-05",
            "tomorrow",
            "",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
        assert_eq!(iso("2000-02-29").as_deref(), Some("2000-02-29"));
    }

    #[test]
    fn dates_in_words_of_many_languages() {
        for text in [
            "May 3, 2024",
            "May 3rd, 2024",
            "3 May 2024",
            "3rd of May 2024",
            "MAY 03 2024",
            "Fri, 3-May-2024",
            "3. Mai 2024",
            "Freitag, den 3. Mai 2024",
            "3 mai 2024",
            "vendredi 3 mai 2024",
            "3 de mayo de 2024",
            "3 maggio 2024",
            "3 de maio de 2024",
            "3 mei 2024",
            "3 maja 2024 r.",
            "3 мая 2024 г.",
            "3 травня 2024",
            "3 Mayıs 2024",
            "3 maj 2024",
            "3. května 2024",
            "3. toukokuuta 2024",
            "2024. május 3.",
            "3 Μαΐου 2024",
            "3 Mei 2024",
            "٣ مايو ٢٠٢٤",
            "3 मई 2024",
            "2024年5月3日",
            "2024 年 5 月 3 日",
            "2024년 5월 3일",
            "２０２４年５月３日",
            "2024-05-03",
            "03.05.2024",
            "3. 5. 2024",
            "2024.05.03",
            "2024/5/3",
        ] {
            assert_eq!(day(text).as_deref(), Some("2024-05-03"), "{text}");
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_not_guessed() {
        assert_eq!(day("03/04/2024"), None);
        assert_eq!(day("25/04/2024").as_deref(), Some("2024-04-25"));
        assert_eq!(day("04/25/2024").as_deref(), Some("2024-04-25"));
        assert_eq!(day("04/04/2024").as_deref(), Some("2024-04-04"));
        let by = |tag| {
            let order = Order::of_language(Some(tag));
            written("03/04/2024", order).next().map(|found| found.day.to_string())
        };
        assert_eq!(by("en-US").as_deref(), Some("2024-03-04"));
        assert_eq!(by("en-GB").as_deref(), Some("2024-04-03"));
        assert_eq!(by("fr").as_deref(), Some("2024-04-03"));
        assert_eq!(by("en"), None);
    }

    #[test]
    fn numbers_that_are_no_dates() {
        for text in [
            "version 1.2.2024.5",
            "192.168.2024.1",
            "+49 30 1234-5678",
            "© 2024",
            "2019-2024",
            "12/2024",
            "may 2024",
            "Chapter 3, May",
            "10 of 2024",
            "3-5-24",
            "5 / 3 / 2024",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn all_dates_of_a_text_are_found_where_they_stand() {
        let text = "Publié le 3 mai 2024, mis à jour le 4 mai 2024";
        let found: Vec<Found> = written(text, Order::Unknown).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(&text[found[0].start..found[0].end], "3 mai 2024");
        assert_eq!(&text[found[1].start..found[1].end], "4 mai 2024");
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            stated(&text, Order::Unknown);
            written(&text, Order::DayFirst).count();
        }

        #[test]
        fn never_panics_on_what_looks_like_dates(
            text in "([0-9]{1,5}|[-/., :TZ+]|May|mai|年|月|日|de|th|２|٣){1,12}",
        ) {
            stated(&text, Order::MonthFirst);
            written(&text, Order::Unknown).count();
        }

        #[test]
        fn seconds_and_calendar_agree(days in 0u64..47_000) {
            let (day, seconds) = Day::from_seconds(days * 86_400 + 5).unwrap();
            prop_assert_eq!(seconds, 5);
            let (next, _) = Day::from_seconds((days + 1) * 86_400).unwrap();
            let successor = Day::new(day.year, day.month, day.day + 1)
                .or(Day::new(day.year, day.month + 1, 1))
                .or(Day::new(day.year + 1, 1, 1));
            prop_assert_eq!(Some(next), successor);
        }
    }
}
