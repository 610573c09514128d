//! Names in any case, compared without copies.

/// What follows a beginning, whose ASCII letters may be of any case.
pub(crate) fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (begin, behind) = text.split_at_checked(prefix.len())?;
    begin.eq_ignore_ascii_case(prefix).then_some(behind)
}

/// A word with its ASCII letters in lower case, unless it is longer than the buffer.
pub(crate) fn in_lower<'a>(word: &str, buffer: &'a mut [u8]) -> Option<&'a str> {
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_of_any_case_are_found() {
        assert_eq!(strip_prefix("WWW.Example.org", "www."), Some("Example.org"));
        assert_eq!(strip_prefix("www.", "www."), Some(""));
        assert_eq!(strip_prefix("ww", "www."), None);
        assert_eq!(strip_prefix("wörter", "wo"), None);
    }

    #[test]
    fn longer_words_than_the_buffer_are_none() {
        let mut buffer = [0; 8];
        assert_eq!(in_lower("March", &mut buffer), Some("march"));
        assert_eq!(in_lower("MÄRZ", &mut buffer), Some("mÄrz"));
        assert_eq!(in_lower("September", &mut buffer), None);
    }
}
