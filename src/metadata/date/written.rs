//! Dates in running text.

use super::super::months;
use super::{Day, Found, Order};
use crate::any_case;
use std::borrow::Cow;

/// A token that may be part of a date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Number {
        value: u32,
        digits: u32,
    },
    Month(u32),
    /// A word that may be inside a date: "of", "de", "th".
    Filler,
    /// `年`, `월` and similar, which say what the number before them is.
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
    /// White space precedes it.
    spaced: bool,
}

/// All dates of a text, in order.
pub(in crate::metadata) fn written(text: &str, order: Order) -> impl Iterator<Item = Found> {
    // Most texts have no year, and a date needs one.
    let tokens = if has_number(text) { tokens(text) } else { Vec::new() };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let here = tokens.get(at..).unwrap_or_default();
            if !is_tail(&tokens, at)
                && let Some((day, length)) = date_at(here, order)
            {
                let last = here.get(length - 1).or(here.last())?;
                at += length;
                return Some(Found { day, start: here.first()?.start, end: last.end });
            }
            at += 1;
        }
        None
    })
}

/// What dates like `25/04/2024` in a text say about the order of day and month: whether one has its
/// day first, and whether one has its month first.
pub(in crate::metadata) fn orders(text: &str) -> (bool, bool) {
    let tokens = if text.contains('/') { tokens(text) } else { Vec::new() };
    let (mut day_first, mut month_first) = (false, false);
    for window in tokens.windows(5) {
        let [first, mark, second, other, third] = window else { continue };
        let are_marks = [mark, other].iter().all(|token| token.piece == Piece::Mark('/'));
        let (true, Some(first), Some(second), Some(year)) =
            (are_marks, day_number(first), day_number(second), year(third))
        else {
            continue;
        };
        let is_day = |month, day| Day::new(year, month, day).is_some();
        day_first |= is_day(second, first) && !is_day(first, second);
        month_first |= is_day(first, second) && !is_day(second, first);
    }
    (day_first, month_first)
}

/// Whether the token continues a number before it, as in a version or a range of days.
fn is_tail(tokens: &[Token], at: usize) -> bool {
    let Some([number, mark, here]) = at.checked_sub(2).and_then(|from| tokens.get(from..=at))
    else {
        return false;
    };
    matches!(number.piece, Piece::Number { .. })
        && matches!(mark.piece, Piece::Mark(_))
        && !mark.spaced
        && !here.spaced
}

fn has_number(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if digit(c).is_some() { run + 1 } else { 0 };
        run >= 2
    })
}

/// The value of a decimal digit: ASCII, full-width, Arabic, Persian, Devanagari, Bengali, Thai.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        '๐'..='๙' => '๐',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}

fn tokens(text: &str) -> Vec<Token> {
    /// Short texts have no more tokens.
    const USUAL: usize = 32;
    let mut tokens: Vec<Token> = Vec::with_capacity(USUAL.min(text.len()));
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
        match (tokens.last_mut(), piece) {
            // Vietnamese months are numbers after a word.
            (Some(last), Piece::Number { value: month @ 1..=12, .. })
                if text.get(last.start..last.end).is_some_and(is_vietnamese_month) =>
            {
                (last.piece, last.end) = (Piece::Month(month), end);
            }
            _ => tokens.push(Token { piece, start, end, spaced }),
        }
        spaced = false;
    }
    tokens
}

fn is_vietnamese_month(word: &str) -> bool {
    matches!(word, "tháng" | "Tháng")
}

/// Letters, and marks on them.
fn is_letter(c: char) -> bool {
    // Marks that are not letters in Unicode: accents, and Indian signs that suppress a vowel.
    c.is_alphabetic()
        || matches!(
            c,
            '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{bcd}'
                | '\u{c4d}' | '\u{e47}'..='\u{e4e}'
        )
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
    const FILLERS: &[&str] = &[
        "st", "nd", "rd", "th", "of", "de", "del", "di", "er", "ère", "a", "e", "den", "der", "d",
        "m",
    ];
    // No month has a longer name.
    const MAX_BYTES: usize = 32;
    let mut lower = [0; MAX_BYTES];
    let Some(lower) = any_case::in_lower(word, &mut lower) else { return Piece::Other };
    let lower = match lower.is_ascii() {
        true => Cow::Borrowed(lower),
        false => Cow::Owned(word.to_lowercase()),
    };
    match months::month(&lower) {
        Some(month) => Piece::Month(month),
        None if FILLERS.contains(&&*lower) => Piece::Filler,
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

/// A year of four digits. The Thai calendar counts from the death of the Buddha.
fn year(token: &Token) -> Option<u32> {
    match token.piece {
        Piece::Number { value: value @ 2_450..=2_650, digits: 4 } => Some(value - 543),
        Piece::Number { value, digits: 4 } => Some(value),
        _ => None,
    }
}

/// A year of two digits, in this century unless that is in the future.
fn short_year(token: &Token) -> Option<u32> {
    match token.piece {
        Piece::Number { value: value @ 0..=49, digits: 2 } => Some(2000 + value),
        Piece::Number { value: value @ 90..=99, digits: 2 } => Some(1900 + value),
        _ => None,
    }
}

fn day_number(token: &Token) -> Option<u32> {
    match token.piece {
        Piece::Number { value, digits: 1 | 2 } => Some(value),
        _ => None,
    }
}

/// The number of tokens to skip between two parts of a date.
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
        // "3 May 24" may continue as "24 people" or "24:00".
        1 | 2 if is_end(tokens.get(at + 1..)?) => {
            Day::new(year(last).or_else(|| short_year(last))?, month, number)?
        }
        1 | 2 => Day::new(year(last)?, month, number)?,
        4 => Day::new(number, month, day_number(last)?)?,
        _ => return None,
    };
    Some((day, at + 1))
}

/// Whether nothing but one punctuation mark follows.
fn is_end(tokens: &[Token]) -> bool {
    match tokens {
        [] => true,
        [last] => last.piece == Piece::Other && last.end - last.start == 1,
        _ => false,
    }
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
    // If more numbers follow, it is a version, an IP address or a telephone number.
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
    if year(third).is_none() {
        return Some((with_short_year(first, middle, third, second, (mark_character, order))?, 5));
    }
    let (first, year) = (day_number(first)?, year(third)?);
    let day = in_order(year, first, middle, (mark_character, order));
    Some((day?, 5))
}

/// The day of a year, given two numbers. Their order is that of the language, or follows from the
/// separator.
fn in_order(year: u32, first: u32, second: u32, (mark, order): (char, Order)) -> Option<Day> {
    let day_first = Day::new(year, second, first);
    let month_first = Day::new(year, first, second);
    match (mark, order) {
        ('.' | '．', _) => day_first,
        (_, Order::DayFirst) => day_first.or(month_first),
        (_, Order::MonthFirst) => month_first.or(day_first),
        (_, Order::Unknown | Order::YearFirst) => match (day_first, month_first) {
            (Some(one), Some(other)) => (one == other).then_some(one),
            (one, other) => one.or(other),
        },
    }
}

/// `03.05.24`, `05/03/24`: two digits each, or it is something else.
fn with_short_year(
    first: &Token,
    middle: u32,
    third: &Token,
    second: &Token,
    (mark, order): (char, Order),
) -> Option<Day> {
    let is_pair = |token: &Token| matches!(token.piece, Piece::Number { digits: 2, .. });
    let are_pairs = is_pair(first) && is_pair(second) && !second.spaced && !third.spaced;
    if !are_pairs || !matches!(mark, '.' | '/') {
        return None;
    }
    if order == Order::YearFirst {
        return Day::new(short_year(first)?, middle, day_number(third)?);
    }
    in_order(short_year(third)?, day_number(first)?, middle, (mark, order))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        written(text, Order::Unknown).next().map(|found| found.day.to_string())
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
            "03.05.24",
            "3 maggio 24",
            "(3 maggio 24)",
            "2024.05.03",
            "2024/5/3",
            "2024 m. gegužės 3 d.",
            "3 de maig de 2024",
            "3. mája 2024",
            "3. maja 2024.",
            "3. svibnja 2024.",
            "3 май 2024 г.",
            "3 травня 2024 року",
            "3. mai 2024",
            "3. maí 2024",
            "3 Mei 2024",
            "3 maj 2024",
            "3 במאי 2024",
            "۳ مه ۲۰۲۴",
            "৩ মে ২০২৪",
            "3 மே 2024",
            "3 พฤษภาคม 2567",
            "3 tháng 5, 2024",
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
        let short = |tag| {
            let order = Order::of_language(Some(tag));
            written("04.05.03", order).next().map(|found| found.day.to_string())
        };
        assert_eq!(short("de").as_deref(), Some("2003-05-04"));
        assert_eq!(short("ko").as_deref(), Some("2004-05-03"));
    }

    #[test]
    fn numbers_that_are_no_dates() {
        for text in [
            "version 1.2.2024.5",
            "version 7.1.2.2024",
            "3-5 May 2024",
            "192.168.2024.1",
            "+49 30 1234-5678",
            "© 2024",
            "2019-2024",
            "12/2024",
            "may 2024",
            "Chapter 3, May",
            "10 of 2024",
            "3-5-24",
            "1.2.24",
            "3 May 24:00",
            "3 May 24 people",
            "10.12.20.24",
            "12:30:15",
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
}
