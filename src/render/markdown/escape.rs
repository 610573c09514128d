//! Puts backslashes before what a Markdown parser would read as structure (CommonMark 0.31, GFM).

use std::borrow::Cow;

/// What is on the same lines as a text, as some characters have a meaning only in pairs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surroundings {
    pub(super) tildes: usize,
    pub(super) dollars: usize,
    /// Whether one of the dollar signs could close a formula that another one opens.
    pub(super) closing_dollars: bool,
    /// Whether there are dollar signs that cannot be escaped: around a formula, or inside code.
    pub(super) live_dollars: bool,
}

impl Surroundings {
    /// Anything may be around.
    pub(super) const ANY: Surroundings =
        Surroundings { tildes: 2, dollars: 2, closing_dollars: true, live_dollars: true };

    pub(super) fn and(self, other: Surroundings) -> Surroundings {
        Surroundings {
            tildes: self.tildes + other.tildes,
            dollars: self.dollars + other.dollars,
            closing_dollars: self.closing_dollars || other.closing_dollars,
            live_dollars: self.live_dollars || other.live_dollars,
        }
    }
}

/// Escapes text that does not begin a line. `bracket_follows` says whether a bracket comes after
/// it.
pub(super) fn escape(text: &str, around: Surroundings, bracket_follows: bool, out: &mut String) {
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, next)| next);
        let special = match c {
            '\\' => after.is_none_or(|next| next.is_ascii_punctuation()),
            '`' | '[' | ']' => true,
            '*' => !(is_space(before) && is_space(after)),
            '_' => !(is_word(before) && is_word(after)),
            '~' => around.tildes > 1,
            '$' if around.live_dollars => true,
            // All or none, as half of a pair of prices would look odd. Most stay unescaped.
            '$' => around.dollars > 1 && around.closing_dollars,
            // Before a link, it would make an image.
            '!' => after.is_none() && bracket_follows,
            // A tag, a comment, an address.
            '<' => after.is_none_or(|next| !next.is_whitespace()),
            '&' => begins_entity(&text[at..]),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Whether a dollar sign in a text could close a formula: there is no white space before it. For a
/// sign at the beginning of the text, `is_first` says that nothing on the line precedes it.
pub(super) fn closes_formula(text: &str, is_first: bool) -> bool {
    text.match_indices('$').any(|(at, _)| match text[..at].chars().next_back() {
        Some(before) => !before.is_ascii_whitespace(),
        None => !is_first,
    })
}

fn is_space(c: Option<char>) -> bool {
    c.is_some_and(char::is_whitespace)
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether `&amp;`, `&#39;` or similar begins here, or at least its beginning up to the end of the
/// text.
fn begins_entity(text: &str) -> bool {
    // The longest name has 31 letters.
    let name = text[1..].chars().take(33).position(|c| !c.is_ascii_alphanumeric() && c != '#');
    match name {
        None => true,
        Some(0) => false,
        Some(end) => text[1 + end..].starts_with(';'),
    }
}

/// Escapes what would begin a block at the beginning of one of the lines.
pub(super) fn escape_line_starts(text: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let mut done = 0;
    let mut line_start = 0;
    for line in text.split('\n') {
        if let Some(at) = backslash_place(line) {
            let out = out.get_or_insert_with(|| String::with_capacity(text.len() + 8));
            out.push_str(&text[done..line_start + at]);
            out.push('\\');
            done = line_start + at;
        }
        line_start += line.len() + 1;
    }
    match out {
        Some(mut out) => {
            out.push_str(&text[done..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    }
}

/// Where in a line a backslash must go for it not to begin a block.
fn backslash_place(line: &str) -> Option<usize> {
    let ends_or_spaced = |at: usize| {
        // A lone backslash at the end is a line break.
        let rest = line.get(at..).unwrap_or_default();
        rest.is_empty() || rest == "\\" || rest.starts_with([' ', '\t'])
    };
    match line.bytes().next()? {
        b'#' => {
            let level = line.bytes().take_while(|&byte| byte == b'#').count();
            (level <= 6 && ends_or_spaced(level)).then_some(0)
        }
        // The second would begin a definition, for parsers with definition lists.
        b'>' | b':' => Some(0),
        b'-' | b'+' | b'*' if ends_or_spaced(1) => Some(0),
        // Underlines of headings, rules, delimiter rows of tables, ends of metadata.
        first @ (b'=' | b'-' | b'+' | b'|') => {
            let line = line.trim_end_matches('\\');
            let of_table = first != b'=' && first != b'+';
            let is_line = line.bytes().all(|byte| {
                byte == first || byte == b' ' || (of_table && b"|:-\\".contains(&byte))
            });
            is_line.then_some(0)
        }
        b'0'..=b'9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let marker = matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
            (digits <= 9 && marker && ends_or_spaced(digits + 1)).then_some(digits)
        }
        // `[^1]:` would define a footnote.
        b'[' if line.starts_with("[^") => {
            let end = line.find(']')?;
            line[end + 1..].starts_with(':').then_some(end + 1)
        }
        _ => None,
    }
}

/// Escapes number signs that would close a heading.
pub(super) fn escape_heading_end(text: &mut String) {
    let without = text.trim_end_matches('#');
    let at = without.len();
    if at < text.len() && (at == 0 || without.ends_with(' ')) {
        text.insert(at, '\\');
    }
}

/// An address, for the parentheses of a link.
pub(super) fn destination(address: &str, around: Surroundings, out: &mut String) {
    let balanced = parentheses_balance(address);
    for (at, c) in address.char_indices() {
        match c {
            '(' | ')' if !balanced => out.push('\\'),
            // It could close an accidental formula.
            '$' if around.dollars > 1 => out.push('\\'),
            '&' if begins_entity(&address[at..]) => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
}

fn parentheses_balance(address: &str) -> bool {
    let mut depth = 0i32;
    for byte in address.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        // Parsers give up on deep nesting.
        if !(0..=3).contains(&depth) {
            return false;
        }
    }
    depth == 0
}

/// A code span.
pub(super) fn code_span(code: &str, out: &mut String) {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    // Parsers strip one space at both ends, if both have one.
    let padded = code.starts_with('`')
        || code.ends_with('`')
        || (code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty());
    let padding = if padded { " " } else { "" };
    for part in [&fence, padding, code, padding, &fence] {
        out.push_str(part);
    }
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        let around = Surroundings { live_dollars: false, ..Surroundings::ANY };
        escape(text, around, true, &mut out);
        escape_line_starts(&out).into_owned()
    }

    #[test]
    fn structure_in_text_is_escaped_and_plain_text_is_not() {
        for (text, markdown) in [
            (
                "Plain text, with (brackets) and a dash - so.",
                "Plain text, with (brackets) and a dash - so.",
            ),
            ("# no heading", "\\# no heading"),
            ("#hashtag", "#hashtag"),
            ("1. no list", "1\\. no list"),
            ("1.5 litres", "1.5 litres"),
            ("- no item", "\\- no item"),
            ("-5 degrees", "-5 degrees"),
            ("> no quote", "\\> no quote"),
            ("---", "\\---"),
            ("===", "\\==="),
            ("--- | ---", "\\--- | ---"),
            ("|---|", "\\|---|"),
            ("*no* _emphasis_", "\\*no\\* \\_emphasis\\_"),
            ("snake_case_name 2 * 3", "snake_case_name 2 * 3"),
            ("[no](link) ![x](y)", "\\[no\\](link) !\\[x\\](y)"),
            ("<b>no tag</b> a < b", "\\<b>no tag\\</b> a < b"),
            ("&amp; &#39; R&D; A & B", "\\&amp; \\&#39; R\\&D; A & B"),
            ("C:\\dir \\* end\\", "C:\\dir \\\\\\* end\\\\"),
            ("`code` ~~gone~~ $x$", "\\`code\\` \\~\\~gone\\~\\~ \\$x\\$"),
            ("$5 and $6, ($7)", "\\$5 and \\$6, (\\$7)"),
            ("$15-$25", "\\$15-\\$25"),
            ("a\n- b\n1) c", "a\n\\- b\n1\\) c"),
        ] {
            assert_eq!(escaped(text), markdown);
        }
    }

    #[test]
    fn code_spans_hold_any_backticks() {
        let span = |code| {
            let mut out = String::new();
            code_span(code, &mut out);
            out
        };
        assert_eq!(span("a"), "`a`");
        assert_eq!(span("a`b"), "``a`b``");
        assert_eq!(span("`"), "`` ` ``");
        assert_eq!(span(" x "), "`  x  `");
    }

    #[test]
    fn headings_keep_their_last_number_signs() {
        for (text, markdown) in [("C#", "C#"), ("Learn C #", "Learn C \\#"), ("##", "\\##")] {
            let mut text = text.to_owned();
            escape_heading_end(&mut text);
            assert_eq!(text, markdown);
        }
    }
}
