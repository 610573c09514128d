//! A single name: cleaned, and whether it is that of a person.

use super::words::{JOBS, NEWSROOM_WORDS, OUTLET_ENDINGS, PARTICLES};
use crate::metadata::placeholder::is_no_name;

/// The maximum length of a writer's initials, in letters and dots.
const MAX_SIGN: usize = 5;
/// The maximum length of an agency's name, in bytes.
const MAX_AGENCY: usize = 4;
/// The maximum length of a name, in bytes.
const MAX_NAME: usize = 100;

/// The maximum length of a name in a script that does not divide names into words, in characters.
const MAX_UNDIVIDED: usize = 5;
/// The same for a name in another language, whose parts have a dot between them.
const MAX_DOTTED: usize = 16;

/// Whether a text can be a name in a script that does not divide names into words: 伯格, 山田太郎,
/// 홍길동. Other words look the same, so the page has to say that it is a name.
pub(in crate::metadata) fn is_undivided(text: &str) -> bool {
    let is_sign = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '々' | '\u{ac00}'..='\u{d7a3}');
    let is_dot = |c: char| matches!(c, '·' | '・' | '•');
    let is_foreign = text.contains(is_dot);
    let is_kana = |c: char| is_foreign && matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー');
    let most = if is_foreign { MAX_DOTTED } else { MAX_UNDIVIDED };
    (2..=most).contains(&text.chars().count())
        && text.chars().all(|c| is_sign(c) || is_dot(c) || is_kana(c))
        && !is_newsroom(text)
}

/// Whether a text looks like the full name of a person: two to five words, each capitalized or in a
/// script without case.
pub(in crate::metadata) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| {
        PARTICLES.contains(word)
            || word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    };
    (2..=5).contains(&words.len())
        && words.iter().all(|word| capital(word) && !word.contains([':', '©']))
        && !text.contains(|c: char| c.is_ascii_digit())
        && words.iter().filter(|word| word.trim_end_matches('.').len() > 1).count() > 1
        && words.iter().any(|word| word.chars().count() > 2 && !is_degree(word))
        && !words.iter().all(|word| is_degree(word))
}

/// "MD", "Ph.D.", "CPA"
pub(super) fn is_degree(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && word.chars().filter(|c| c.is_alphabetic()).count() <= 5
}

/// The name without what surrounds it; empty if it is an address or not a name.
pub(super) fn cleaned(name: &str) -> Option<String> {
    let name = without_sign(name.trim());
    let is_address = name.contains("://")
        || name.contains('@')
        || is_disguised_address(name)
        || name.starts_with(['#', '/', '[', '{', '<', '('])
        || name.starts_with("www.");
    let name = name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ':' | '|' | '-' | '–' | '—' | '•' | '·' | '"' | '*' | '©')
    });
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 2 && name.len() <= MAX_NAME && !is_address && !is_no_name(name))
        .then(|| name.to_owned())
}

/// The name without initials in brackets, as newsrooms add them: "Ada Berg (abe)".
pub(super) fn without_sign(name: &str) -> &str {
    let bracket = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
    let Some((before, inside)) = bracket else { return name };
    let is_sign = inside.chars().count() <= MAX_SIGN
        && inside.chars().all(|c| c.is_lowercase() || matches!(c, '.' | '-' | '/'));
    if is_sign && is_person(before) { before.trim_end() } else { name }
}

/// `ada at valley.example`, `ada [at] valley dot example`: an e-mail address, obfuscated.
fn is_disguised_address(name: &str) -> bool {
    const SIGNS: [&str; 7] = ["(at)", "[at]", "{at}", "(ät)", "[ät]", " at ", " arroba "];
    const DOTS: [&str; 4] = ["(dot)", "[dot]", " dot ", "(punkt)"];
    let lower = name.to_lowercase();
    SIGNS.iter().any(|sign| {
        lower.split_once(sign).is_some_and(|(account, host)| {
            let mut words = host.split_whitespace();
            let names_host =
                words.next().is_some_and(|word| word.trim_end_matches('.').contains('.'))
                    || DOTS.iter().any(|dot| host.contains(dot));
            !account.trim().contains(' ') && (!sign.starts_with(' ') || names_host)
        })
    })
}

/// Whether a name is that of an account: one word, written as no person's name is. Agencies are
/// known by a few letters.
pub(in crate::metadata) fn is_account(name: &str) -> bool {
    let is_odd = name.starts_with(|c: char| c.is_lowercase())
        || name.contains(|c: char| c.is_ascii_digit() || c == '_');
    !name.contains(char::is_whitespace) && name.len() > MAX_AGENCY && is_odd
}

/// Whether a name is that of a newsroom, or of a job there.
pub(in crate::metadata) fn is_newsroom(name: &str) -> bool {
    if OUTLET_ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        return true;
    }
    let mut words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.any(|word| NEWSROOM_WORDS.contains(&word.as_str()) || JOBS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::metadata::person_names::stated;

    #[test]
    fn what_is_no_name_is_left_out() {
        for text in [
            "https://example.com/ada",
            "www.example.com",
            "ada@example.com",
            "@ada",
            "ada at valley.example",
            "ada [at] valley.example",
            "ada(at)valley.example",
            "ada at valley dot example",
            "(Image: Ada Berg)",
            "",
            "  ",
            "42",
            "undefined",
            "/authors/ada",
            "[object Object]",
            "{{ author }}",
            "admin",
            &"x".repeat(500),
        ] {
            assert_eq!(stated(text), [""; 0], "{text}");
        }
    }
}
