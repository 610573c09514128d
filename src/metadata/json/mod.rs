//! A reader for the JSON of web pages, which is often not quite JSON: raw newlines and bare quotes
//! in strings, trailing commas, comments, CDATA marks, JavaScript's unquoted names, several values
//! in one script, truncated scripts. Whatever can be read is returned.
//!
//! One pass, an explicit stack, time linear in the input: look-ahead is limited to one run of white
//! space and a bounded number of characters.

mod quotes;

use quotes::{ends_name, ends_value, ends_word, is_quote};

/// Containers nested deeper than this are skipped.
const MAX_DEPTH: usize = 128;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// A number, `true`, `false`, `null`, or a JavaScript word.
    Literal(Box<str>),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The first member with this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => {
                members.iter().find(|(key, _)| key == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The value as text, if it is a string.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value's elements, if it is a list, or else the value itself.
    pub(crate) fn each(&self) -> std::slice::Iter<'_, Json> {
        match self {
            Json::List(values) => values.iter(),
            single => std::slice::from_ref(single).iter(),
        }
    }
}

/// All objects and lists of a text, one after another; anything between them is skipped.
pub(super) fn read_all(source: &str) -> Vec<Json> {
    let mut reader = Reader { source, at: 0 };
    std::iter::from_fn(|| reader.next_container()).collect()
}

/// The first object or list of a text, and where it ends.
pub(super) fn read_first(source: &str) -> Option<(Json, usize)> {
    let mut reader = Reader { source, at: 0 };
    let value = reader.next_container()?;
    Some((value, reader.at))
}

/// The content of the string literal at the beginning of a text.
pub(super) fn read_string(source: &str) -> Option<String> {
    let quote = source.bytes().next().filter(|&byte| is_quote(byte))?;
    let mut reader = Reader { source, at: 1 };
    Some(reader.string(quote, |_, _| true))
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
}

/// A container that is not closed yet.
enum Open {
    List(Vec<Json>),
    /// With the name of the member whose value comes next.
    Object(Vec<(String, Json)>, Option<String>),
}

impl Open {
    fn close(self) -> Json {
        match self {
            Open::List(values) => Json::List(values),
            Open::Object(members, _) => Json::Object(members),
        }
    }

    fn add(&mut self, value: Json) {
        match self {
            Open::List(values) => values.push(value),
            Open::Object(members, name) => {
                if let Some(name) = name.take() {
                    members.push((name, value));
                }
            }
        }
    }

    fn is_object(&self) -> bool {
        matches!(self, Open::Object(..))
    }
}

impl Reader<'_> {
    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    /// The next object or list at top level.
    fn next_container(&mut self) -> Option<Json> {
        let mut open: Vec<Open> = Vec::new();
        // Open containers beyond the depth limit.
        let mut beyond = 0usize;
        loop {
            self.skip_blank();
            let Some(byte) = self.byte() else { break };
            match byte {
                b'{' | b'[' => {
                    self.at += 1;
                    if open.len() >= MAX_DEPTH {
                        beyond += 1;
                    } else if byte == b'{' {
                        open.push(Open::Object(Vec::new(), None));
                    } else {
                        open.push(Open::List(Vec::new()));
                    }
                }
                b'}' | b']' => {
                    self.at += 1;
                    if beyond > 0 {
                        beyond -= 1;
                    } else if let Some(value) = close_until(&mut open, byte == b'}') {
                        return Some(value);
                    }
                }
                b',' => {
                    self.at += 1;
                    if let Some(Open::Object(_, name)) = open.last_mut()
                        && beyond == 0
                    {
                        *name = None;
                    }
                }
                b':' => self.at += 1,
                _ if open.is_empty() => self.skip_character(),
                _ => {
                    let is_name = matches!(open.last(), Some(Open::Object(_, None)));
                    let value = self.scalar(byte, is_name);
                    if beyond > 0 {
                        continue;
                    }
                    match (open.last_mut(), value) {
                        (Some(Open::Object(_, name @ None)), Json::Text(text)) => {
                            *name = Some(text);
                        }
                        (Some(Open::Object(_, name @ None)), Json::Literal(word)) => {
                            *name = Some(word.into());
                        }
                        (Some(container), value) => container.add(value),
                        (None, _) => {}
                    }
                }
            }
        }
        // Truncated: everything open is closed here.
        let mut innermost = open.pop()?.close();
        while let Some(mut around) = open.pop() {
            around.add(innermost);
            innermost = around.close();
        }
        Some(innermost)
    }

    /// A string, number or word.
    fn scalar(&mut self, first: u8, is_name: bool) -> Json {
        if is_quote(first) {
            self.at += 1;
            let ends = if is_name { ends_name } else { ends_value };
            return Json::Text(self.string(first, ends));
        }
        let start = self.at;
        let rest = &self.source.as_bytes()[start..];
        let length = rest.iter().position(|&byte| ends_word(byte)).unwrap_or(rest.len());
        if length == 0 {
            self.skip_character();
        } else {
            self.at += length;
        }
        Json::Literal(self.source.get(start..self.at).unwrap_or_default().into())
    }

    /// The rest of a string after its opening quote. For a quote of the same kind, `ends` tells
    /// whether it can be the closing one, given what follows.
    fn string(&mut self, quote: u8, ends: fn(&[u8], u8) -> bool) -> String {
        let bytes = self.source.as_bytes();
        let mut out = String::new();
        loop {
            let start = self.at;
            let rest = bytes.get(start..).unwrap_or_default();
            let length =
                rest.iter().position(|&byte| byte == quote || byte == b'\\').unwrap_or(rest.len());
            // Quotes and backslashes are ASCII, so the cuts are at character boundaries.
            out.push_str(self.source.get(start..start + length).unwrap_or_default());
            self.at = start + length;
            match self.byte() {
                None => return out,
                Some(b'\\') => {
                    self.at += 1;
                    self.escape(&mut out);
                }
                Some(_) => {
                    self.at += 1;
                    if ends(bytes.get(self.at..).unwrap_or_default(), quote) {
                        return out;
                    }
                    out.push(char::from(quote));
                }
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self, out: &mut String) {
        let Some(c) = self.source.get(self.at..).and_then(|rest| rest.chars().next()) else {
            return;
        };
        self.at += c.len_utf8();
        match c {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            'b' | 'f' => out.push(' '),
            'x' => match self.hexadecimal(2) {
                Some(code) => out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
                None => out.push('x'),
            },
            'u' => match self.hexadecimal(4) {
                Some(code) => out.push(self.utf16(code)),
                None => out.push('u'),
            },
            '\n' => {}
            other => out.push(other),
        }
    }

    /// The character that begins with this UTF-16 unit; its other half is read here.
    fn utf16(&mut self, unit: u32) -> char {
        if (0xd800..0xdc00).contains(&unit)
            && self.source.get(self.at..).is_some_and(|rest| rest.starts_with("\\u"))
        {
            let before = self.at;
            self.at += 2;
            if let Some(low) = self.hexadecimal(4).filter(|low| (0xdc00..0xe000).contains(low)) {
                let code = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            }
            self.at = before;
        }
        char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        let text = self.source.get(self.at..self.at + digits)?;
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.at += digits;
        u32::from_str_radix(text, 16).ok()
    }

    fn skip_character(&mut self) {
        let rest = self.source.get(self.at..).unwrap_or_default();
        self.at += rest.chars().next().map_or(1, char::len_utf8);
    }

    /// Skips white space, comments of JavaScript and HTML, and CDATA marks.
    fn skip_blank(&mut self) {
        loop {
            let rest = self.source.get(self.at..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start().len();
            let rest = &rest[blank..];
            let skipped = if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else if rest.starts_with("//") {
                // A comment may hold a CDATA mark that is followed by JSON on the same line.
                let comment = rest.trim_start_matches('/').trim_start();
                if comment.starts_with("<![CDATA[") { 2 } else { line_length(rest) }
            } else if rest.starts_with("<![CDATA[") {
                "<![CDATA[".len()
            } else if rest.starts_with("<!--") {
                "<!--".len()
            } else if rest.starts_with("-->") {
                "-->".len()
            } else if blank == 0 {
                return;
            } else {
                0
            };
            self.at += blank + skipped;
        }
    }
}

fn line_length(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// Closes the innermost container of this kind and those left open inside it. Returns the value if
/// it was the outermost. A bracket that closes nothing is ignored.
fn close_until(open: &mut Vec<Open>, object: bool) -> Option<Json> {
    if !open.iter().any(|container| container.is_object() == object) {
        return None;
    }
    while let Some(container) = open.pop() {
        let done = container.is_object() == object;
        let value = container.close();
        match open.last_mut() {
            Some(around) => around.add(value),
            None => return Some(value),
        }
        if done {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(source: &str) -> Json {
        read_first(source).expect("a value").0
    }

    fn text_of<'a>(value: &'a Json, name: &str) -> &'a str {
        value.get(name).and_then(Json::text).unwrap_or_default()
    }

    #[test]
    fn reads_well_formed_json() {
        let value =
            one(r#" {"a": "x\n\"y\" \u00e9\ud83d\ude00", "b": [1, true, null, {"c": []}]} "#);
        assert_eq!(text_of(&value, "a"), "x\n\"y\" é😀");
        let list: Vec<&Json> = value.get("b").unwrap().each().collect();
        assert_eq!(list.len(), 4);
        assert_eq!(list[0], &Json::Literal("1".into()));
        assert_eq!(list[3].get("c"), Some(&Json::List(Vec::new())));
    }

    #[test]
    fn raw_newlines_and_control_characters_stay_in_the_text() {
        let value = one("{\"a\": \"one\ntwo\tthree\u{1}\", \"b\": \"c\"}");
        assert_eq!(text_of(&value, "a"), "one\ntwo\tthree\u{1}");
        assert_eq!(text_of(&value, "b"), "c");
    }

    #[test]
    fn a_bare_quote_does_not_end_a_text() {
        let value = one(r#"{"headline": "He said "yes", then "no" and left", "next": "kept"}"#);
        assert_eq!(text_of(&value, "headline"), r#"He said "yes", then "no" and left"#);
        assert_eq!(text_of(&value, "next"), "kept");
    }

    #[test]
    fn commas_too_many_or_too_few() {
        let value = one("{\"a\": \"x\",, \"b\": [\"y\", ],\n \"c\": \"z\"\n \"d\": \"w\", }");
        assert_eq!(text_of(&value, "a"), "x");
        assert_eq!(value.get("b"), Some(&Json::List(vec![Json::Text("y".into())])));
        assert_eq!(text_of(&value, "c"), "z");
        assert_eq!(text_of(&value, "d"), "w");
    }

    #[test]
    fn comments_and_cdata_are_read_over() {
        for source in [
            "<!--\n{\"a\": \"x\"}\n-->",
            "// <![CDATA[ {\"a\": \"x\"} // ]]>",
            "//<![CDATA[\n{\"a\": \"x\"}\n//]]>",
            "/* <![CDATA[ */ {\"a\": /* why */ \"x\"} /* ]]> */",
            "<![CDATA[{\"a\": \"x\"}]]>",
            "// first\n{\"a\": \"x\"}",
        ] {
            let values = read_all(source);
            assert_eq!(values.len(), 1, "{source}");
            assert_eq!(text_of(&values[0], "a"), "x", "{source}");
        }
    }

    #[test]
    fn several_values_are_all_read() {
        let values = read_all("{\"a\": \"1\"}\n{\"a\": \"2\"}; [3]");
        assert_eq!(values.len(), 3);
        assert_eq!(text_of(&values[1], "a"), "2");
    }

    #[test]
    fn what_is_cut_off_counts_up_to_the_cut() {
        let value = one(r#"{"a": "x", "b": {"c": ["d", "unfinish"#);
        assert_eq!(text_of(&value, "a"), "x");
        let inner: Vec<&Json> = value.get("b").unwrap().get("c").unwrap().each().collect();
        assert_eq!(inner[1].text(), Some("unfinish"));
    }

    #[test]
    fn javascript_objects_are_read() {
        let value = one("{title:'It\\'s \\x41',done:!0,nothing:void 0,list:[`a`,'b'],\"k\":1}");
        assert_eq!(text_of(&value, "title"), "It's A");
        assert_eq!(value.get("list").unwrap().each().count(), 2);
        assert_eq!(value.get("k"), Some(&Json::Literal("1".into())));
    }

    #[test]
    fn brackets_that_do_not_match_lose_nothing_else() {
        let value = one(r#"{"a": [{"b": "x"], "c": "y"}"#);
        assert_eq!(text_of(&value, "c"), "y");
        assert_eq!(one(r#"{"a": "x"]}"#).get("a").unwrap().text(), Some("x"));
    }

    #[test]
    fn depth_is_limited() {
        let deep =
            format!("{{\"a\": {}1{}, \"b\": \"x\"}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(text_of(&one(&deep), "b"), "x");
        assert!(read_first(&"[".repeat(1_000_000)).is_some());
        assert!(read_first(&"{\"a\":".repeat(300_000)).is_some());
    }

    #[test]
    fn string_literals_alone() {
        assert_eq!(read_string(r#""{\"a\": 1}") more"#), Some(r#"{"a": 1}"#.to_owned()));
        assert_eq!(read_string("x"), None);
    }

    proptest! {
        #[test]
        fn never_panics(source in "[\\[\\]{}:,\"'\\\\/*<!>a-c0-9u \\n\u{e9}\u{1f600}-]{0,200}") {
            read_all(&source);
            read_string(&source);
        }

        #[test]
        fn never_panics_on_any_text(source in any::<String>()) {
            read_all(&source);
        }

        #[test]
        fn texts_survive_a_round_trip(text in any::<String>(), other in any::<String>()) {
            let source = format!("{{{}: [{}]}}", quoted(&text), quoted(&other));
            let expected = Json::Object(vec![(text, Json::List(vec![Json::Text(other)]))]);
            prop_assert_eq!(one(&source), expected);
        }
    }

    fn quoted(text: &str) -> String {
        let mut out = String::from("\"");
        for c in text.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
                c => out.push(c),
            }
        }
        out + "\""
    }
}
