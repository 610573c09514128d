//! Converts dates, as machines and people write them, to ISO 8601. A date that does not exist, or
//! that could be one of two days, is not a date.

mod address;
mod written;

pub(super) use address::in_address;
use written::orders;
pub(super) use written::written;

use super::months;
use std::fmt;

/// Years outside this range are typos, or not years at all.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2100;

/// The timestamp zero, which programs write for a missing date.
const BEGINNING_OF_TIME: &str = "1970-01-01T00:00:00";

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    year: u32,
    month: u32,
    day: u32,
}

impl Day {
    /// The day, if it exists.
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

    /// Whether the other day is the same, the one before or the one after.
    pub(super) fn is_next_to(self, other: Day) -> bool {
        self == other || self.following() == Some(other) || other.following() == Some(self)
    }

    fn following(self) -> Option<Day> {
        let Day { year, month, day } = self;
        Day::new(year, month, day + 1)
            .or_else(|| Day::new(year, month + 1, 1))
            .or_else(|| Day::new(year + 1, 1, 1))
    }

    /// The day at the beginning of a date in ISO 8601.
    pub(super) fn of(date: &str) -> Option<Day> {
        let number = |range: std::ops::Range<usize>| date.get(range)?.parse().ok();
        Day::new(number(0..4)?, number(5..7)?, number(8..10)?)
    }

    /// The day that is this many seconds after the beginning of 1970 (Howard Hinnant's
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
    /// The year comes first. If it does not, as for `Unknown`.
    YearFirst,
    /// Only unambiguous dates are read.
    Unknown,
}

impl Order {
    /// The custom of a language, given as an HTML language tag.
    pub(super) fn of_language(tag: Option<&str>) -> Order {
        let Some(tag) = tag else { return Order::Unknown };
        let mut parts = tag.trim().split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        let region = parts.next_back().unwrap_or_default();
        let is_one_of =
            |text: &str, these: &[&str]| these.iter().any(|it| text.eq_ignore_ascii_case(it));
        let is_english = is_one_of(language, &["en"]);
        if is_english && is_one_of(region, &["US", "PH"]) {
            Order::MonthFirst
        } else if is_one_of(language, &["zh", "ja", "ko", "hu", "lt", "mn"]) {
            Order::YearFirst
        } else if language.is_empty() || is_english && region.is_empty() {
            // Plain English may come from anywhere.
            Order::Unknown
        } else {
            Order::DayFirst
        }
    }

    /// The order, or if the language leaves it open, that of the unambiguous dates in these texts.
    pub(super) fn or_of_texts<'a>(self, texts: impl Iterator<Item = &'a str>) -> Order {
        if self != Order::Unknown {
            return self;
        }
        let (mut day_first, mut month_first) = (false, false);
        for text in texts {
            let (day, month) = orders(text);
            (day_first, month_first) = (day_first || day, month_first || month);
        }
        match (day_first, month_first) {
            (true, false) => Order::DayFirst,
            (false, true) => Order::MonthFirst,
            _ => Order::Unknown,
        }
    }
}

/// A date in a text, and its byte range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) day: Day,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Reads a value from metadata that is a date and nothing else: ISO 8601 and similar forms, RFC
/// 2822, seconds since 1970, or a date in words. The time and its zone are kept.
pub(super) fn stated(text: &str, order: Order) -> Option<String> {
    let text = text.trim().trim_matches('"');
    if text.starts_with(BEGINNING_OF_TIME) {
        return None;
    }
    if let Some(found) = compact(text).or_else(|| year_last(text)) {
        return Some(found);
    }
    let found = written(text, order).next()?;
    let time = time_behind(text.get(found.end..).unwrap_or_default());
    Some(format!("{}{}", found.day, time.unwrap_or_default()))
}

/// Reads a month or a year without a day: `2024-05`, `2024/5`, `2024`.
pub(super) fn incomplete(text: &str) -> Option<String> {
    let mut parts = text.trim().split(['-', '/']);
    let year: u32 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = match parts.next() {
        Some(month) if month.len() <= 2 => Some(month.parse::<u32>().ok()?),
        Some(_) => return None,
        None => None,
    };
    // The first day exists if year and month are valid.
    Day::new(year, month.unwrap_or(1), 1).filter(|_| parts.next().is_none())?;
    Some(month.map_or(format!("{year}"), |month| format!("{year}-{month:02}")))
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

/// `Fri May 03 06:07:08 CEST 2024`, as programs in C and Java print a date.
fn year_last(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_ascii_whitespace().take(7).collect();
    let (month, day, time, rest) = match words[..] {
        [_, month, day, time, ref rest @ ..] => (month, day, time, rest),
        _ => return None,
    };
    let (zone, year) = match rest {
        [year] => ("", year),
        [zone, year] => (*zone, year),
        _ => return None,
    };
    let month = months::month(&month.to_lowercase())?;
    let day = Day::new(year.parse().ok()?, month, day.parse().ok()?)?;
    let time = time_behind(&format!("{time}{zone}"))?;
    Some(format!("{day}{time}"))
}

/// The time of day at the beginning of a text, as it follows a date in ISO 8601.
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
    // Fractions of a second are dropped.
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

/// `Z`, `UTC`, `+02:00`, `-0700`, `+02`, `GMT+2`, and the names of Central European time and summer
/// time.
fn zone(text: &str) -> Option<String> {
    const EUROPEAN: [(&str, &str); 2] = [("CEST", "+02:00"), ("CET", "+01:00")];
    if let Some((_, offset)) = EUROPEAN.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*offset).to_owned());
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            ("Fri May 03 06:07:08 CEST 2024", "2024-05-03T06:07:08+02:00"),
            ("Fri May 3 06:07:08 2024", "2024-05-03T06:07:08"),
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
            "1970-01-01T00:00:00+00:00",
            "2024-05",
            "tomorrow",
            "",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
        assert_eq!(iso("2000-02-29").as_deref(), Some("2000-02-29"));
    }

    #[test]
    fn other_dates_tell_the_order() {
        let order = |texts: &[&str]| Order::Unknown.or_of_texts(texts.iter().copied());
        assert_eq!(order(&["25/04/2024", "03/04/2024"]), Order::DayFirst);
        assert_eq!(order(&["from 4/25/2024 on"]), Order::MonthFirst);
        assert_eq!(order(&["25/04/2024", "04/25/2024"]), Order::Unknown);
        assert_eq!(order(&["03/04/2024", "1/2", "192/168/2024"]), Order::Unknown);
        let texts = ["25/04/2024"].into_iter();
        assert_eq!(Order::MonthFirst.or_of_texts(texts), Order::MonthFirst);
    }

    #[test]
    fn months_and_years() {
        for (text, expected) in [
            ("2024-05", Some("2024-05")),
            ("2024/5", Some("2024-05")),
            (" 2024 ", Some("2024")),
            ("2024-13", None),
            ("24", None),
            ("2024-05-03", None),
            ("May 2024", None),
            ("9999", None),
        ] {
            assert_eq!(incomplete(text).as_deref(), expected, "{text}");
        }
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
