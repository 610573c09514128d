//! Days in the addresses of pages and images, as publishing tools write them.

use super::Day;

/// The years of the web.
const YEARS: std::ops::RangeInclusive<u32> = 1991..=2100;
/// Addresses are searched up to this length, in bytes.
const MAX_ADDRESS: usize = 2_000;

/// The day that the path of an address names: `/2024/05/03/`, `/2024/0503/`, `/2024-05/03/`,
/// `/2024-05-03-rain`, `/20240503/`, `/t20240503_17.html`. If there are two different days, neither
/// counts.
pub(in crate::metadata) fn in_address(address: &str) -> Option<Day> {
    let mut days = path_of(address).and_then(days_of_path).into_iter().flatten();
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

fn path_of(address: &str) -> Option<&str> {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let address = address.get(..end.min(MAX_ADDRESS))?;
    match address.split_once("//") {
        Some((_, rest)) => rest.find('/').and_then(|slash| rest.get(slash..)),
        None => Some(address),
    }
}

fn days_of_path(path: &str) -> Option<Vec<Day>> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let mut days = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        let next = |by: usize| segments.get(at + by).copied().unwrap_or_default();
        days.extend(over_segments(segment, next(1), next(2)).or_else(|| in_segment(segment)));
    }
    Some(days)
}

/// `2024/05/03`, `2024/0503`, `2024-05/03`.
fn over_segments(first: &str, second: &str, third: &str) -> Option<Day> {
    match first.len() {
        4 => {
            let year = number(first, 4)?;
            if second.len() == 4 {
                return day(year, number(second.get(..2)?, 2)?, number(second.get(2..)?, 2)?);
            }
            // The name of the page may follow the day.
            let digits = third.bytes().take_while(u8::is_ascii_digit).count();
            let rest = third.get(digits..)?;
            // "3-questions" is a name.
            let ends = rest.is_empty() || (digits == 2 && rest.starts_with(['-', '_', '.']));
            if !ends {
                return None;
            }
            day(year, short_number(second)?, short_number(third.get(..digits)?)?)
        }
        6 | 7 => {
            let (year, month) = (first.get(..4)?, first.get(4..)?.trim_start_matches('-'));
            day(number(year, 4)?, number(month, 2)?, number(second, 2)?)
        }
        _ => None,
    }
}

/// `2024-05-03` or `20240503` at either end of a segment, or between punctuation.
fn in_segment(segment: &str) -> Option<Day> {
    // Some tools put a letter before the day.
    let bare = segment.strip_prefix(['t', 'n']).unwrap_or(segment);
    let parts: Vec<&str> = bare.split(['-', '_', '.', '~', ',']).collect();
    parts.iter().enumerate().find_map(|(at, part)| {
        if part.len() == 8 {
            let month = number(part.get(4..6)?, 2)?;
            return day(number(part.get(..4)?, 4)?, month, number(part.get(6..)?, 2)?);
        }
        let month = parts.get(at + 1)?;
        day(number(part, 4)?, number(month, 2)?, number(parts.get(at + 2)?, 2)?)
    })
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::new(year, month, day).filter(|_| YEARS.contains(&year))
}

/// A number of exactly this many digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

fn short_number(text: &str) -> Option<u32> {
    number(text, 2).or_else(|| number(text, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_in_paths() {
        for address in [
            "https://example.org/2024/05/03/rain/",
            "https://example.org/blog/2024/5/3",
            "https://example.org/2024/05/03-rain.html",
            "https://example.org/n1/2024/0503/c1001-40230017.html",
            "https://example.org/2024-05/03/content_17.htm",
            "https://example.org/202405/t20240503_17.html",
            "https://example.org/20240503/rain",
            "https://example.org/rain-20240503.html",
            "https://example.org/posts/2024-05-03-rain",
            "https://example.org/rain_2024_05_03.jpg?width=8",
            "/2024/05/03/rain",
        ] {
            let found = in_address(address).map(|day| day.to_string());
            assert_eq!(found.as_deref(), Some("2024-05-03"), "{address}");
        }
    }

    #[test]
    fn numbers_of_other_kinds() {
        for address in [
            "https://example.org/",
            "https://2024-05-03.example.org/rain",
            "https://example.org/rain?day=2024-05-03",
            "https://example.org/2024/05/rain",
            "https://example.org/2024/05/39/",
            "https://example.org/2024/05/03rd",
            "https://example.org/2024/05/3-questions",
            "https://example.org/16604622.html",
            "https://example.org/1024-768-12/x",
            "https://example.org/2024/05/03/from-2024-05-07",
            "https://example.org/120240503",
        ] {
            assert_eq!(in_address(address), None, "{address}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(address in "([0-9]{1,8}|[-/._?#é]|t|https://a){0,12}|\\PC{0,40}") {
            in_address(&address);
        }
    }
}
