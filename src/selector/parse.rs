//! Parses selectors.

use super::{
    AttributeTest, Comparison, Compound, Condition, Nested, Relation, Selector, Siblings, Step,
};
use crate::error::Error;

/// Lists of selectors may be nested this deep.
const MAX_NESTING: usize = 16;

/// Reads a list of selectors. Lists nested in it are added to `nested`.
pub(super) fn parse(css: &str, nested: &mut Vec<Nested>) -> Result<Vec<Selector>, Error> {
    let mut reader = Reader { css, at: 0, depth: 0, nested };
    let before = reader.nested.len();
    let list = reader.list(false);
    if list.is_err() {
        reader.nested.truncate(before);
    }
    list
}

struct Reader<'a> {
    css: &'a str,
    at: usize,
    /// The number of open parentheses.
    depth: usize,
    nested: &'a mut Vec<Nested>,
}

impl Reader<'_> {
    fn error(&self, reason: impl Into<String>) -> Error {
        let reason = reason.into();
        Error::Selector { selector: self.css.to_owned(), position: self.at, reason }
    }

    fn rest(&self) -> &str {
        self.css.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Consumes a character if it is the next one.
    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    /// Skips white space. Returns whether there was any.
    fn space(&mut self) -> bool {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
        self.at += length;
        length > 0
    }

    /// Consumes the symbol of a combinator, if there is one.
    fn combinator(&mut self) -> Option<Relation> {
        let relation = match self.peek()? {
            '>' => Relation::Child,
            '+' => Relation::NextSibling,
            '~' => Relation::LaterSibling,
            _ => return None,
        };
        self.at += 1;
        Some(relation)
    }

    /// `h1, article > p.lead`, up to the end or to the parenthesis that closes the list.
    fn list(&mut self, relative: bool) -> Result<Vec<Selector>, Error> {
        let mut list = Vec::new();
        loop {
            list.push(self.selector(relative)?);
            match self.peek() {
                None => return Ok(list),
                Some(')') if self.depth > 0 => return Ok(list),
                Some(',') => self.at += 1,
                Some(_) => {
                    return Err(self.error("expected a selector, a comma or the end"));
                }
            }
        }
    }

    /// `article > p.lead`; a relative one may begin with a combinator.
    fn selector(&mut self, relative: bool) -> Result<Selector, Error> {
        let mut steps = Vec::new();
        self.space();
        let mut relation = match relative {
            true => self.combinator().unwrap_or(Relation::Descendant),
            false => Relation::First,
        };
        loop {
            self.space();
            let compound = self.compound()?;
            steps.push(Step { relation, compound });
            let spaced = self.space();
            relation = match (self.combinator(), self.peek()) {
                (Some(relation), _) => relation,
                (None, Some(c)) if spaced && c != ',' && c != ')' => Relation::Descendant,
                _ => return Ok(steps),
            };
        }
    }

    /// `p.lead[lang]:first-child`
    fn compound(&mut self) -> Result<Compound, Error> {
        let mut conditions = Vec::new();
        let any = self.take('*');
        if !any && self.peek().is_some_and(starts_name) {
            conditions.push(Condition::Element(self.name()?.to_ascii_lowercase()));
        }
        loop {
            conditions.push(if self.take('#') {
                Condition::Id(self.name()?)
            } else if self.take('.') {
                Condition::Class(self.name()?)
            } else if self.take('[') {
                Condition::Attribute(self.attribute()?)
            } else if self.take(':') {
                self.pseudo_class()?
            } else {
                break;
            });
        }
        if conditions.is_empty() && !any {
            return Err(self.error("expected a selector"));
        }
        Ok(Compound { conditions })
    }

    /// An identifier, with its escapes resolved.
    fn name(&mut self) -> Result<String, Error> {
        let mut name = String::new();
        while let Some(c) = self.peek() {
            if c == '\\' {
                self.at += 1;
                name.push(self.escape()?);
            } else if is_name(c) {
                self.at += c.len_utf8();
                name.push(c);
            } else {
                break;
            }
        }
        if name.is_empty() {
            return Err(self.error("expected a name"));
        }
        Ok(name)
    }

    /// What follows a backslash: a hexadecimal number, or any other character as itself.
    fn escape(&mut self) -> Result<char, Error> {
        let digits: String =
            self.rest().chars().take(6).take_while(char::is_ascii_hexdigit).collect();
        if let Ok(code) = u32::from_str_radix(&digits, 16) {
            self.at += digits.len();
            if self.peek().is_some_and(|c| c.is_ascii_whitespace()) {
                self.at += 1;
            }
            return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let c = self.peek().ok_or_else(|| self.error("nothing follows the backslash"))?;
        self.at += c.len_utf8();
        Ok(c)
    }

    /// `href^="https:" i]`
    fn attribute(&mut self) -> Result<AttributeTest, Error> {
        self.space();
        let name = self.name()?.to_ascii_lowercase();
        self.space();
        let mut test = AttributeTest {
            name,
            comparison: Comparison::Exists,
            value: String::new(),
            ignore_case: false,
        };
        if self.take(']') {
            return Ok(test);
        }
        test.comparison = match self.peek() {
            Some('~') => Comparison::Word,
            Some('|') => Comparison::Language,
            Some('^') => Comparison::Prefix,
            Some('$') => Comparison::Suffix,
            Some('*') => Comparison::Substring,
            _ => Comparison::Equals,
        };
        if test.comparison != Comparison::Equals {
            self.at += 1;
        }
        if !self.take('=') {
            return Err(self.error("=, ~=, |=, ^=, $=, *= or ] was expected here"));
        }
        self.space();
        test.value = match self.peek() {
            Some(quote @ ('"' | '\'')) => self.string(quote)?,
            _ => self.name()?,
        };
        self.space();
        test.ignore_case = self.take('i') || self.take('I');
        self.space();
        if !self.take(']') {
            return Err(self.error("] was expected here"));
        }
        Ok(test)
    }

    fn string(&mut self, quote: char) -> Result<String, Error> {
        self.at += 1;
        let mut value = String::new();
        loop {
            let c = self.peek().ok_or_else(|| self.error("unclosed quotation mark"))?;
            self.at += c.len_utf8();
            match c {
                '\\' => value.push(self.escape()?),
                _ if c == quote => return Ok(value),
                _ => value.push(c),
            }
        }
    }

    fn pseudo_class(&mut self) -> Result<Condition, Error> {
        use Siblings::{All, OfType};
        let start = self.at;
        let is_element = self.take(':');
        let name = self.name()?.to_ascii_lowercase();
        let place = |siblings, from_end| Condition::Nth { siblings, from_end, step: 0, offset: 1 };
        let condition = match name.as_str() {
            _ if is_element => None,
            "root" => Some(Condition::Root),
            "empty" => Some(Condition::Empty),
            "first-child" => Some(place(All, false)),
            "last-child" => Some(place(All, true)),
            "only-child" => Some(Condition::Only(All)),
            "first-of-type" => Some(place(OfType, false)),
            "last-of-type" => Some(place(OfType, true)),
            "only-of-type" => Some(Condition::Only(OfType)),
            "nth-child" => Some(self.nth(All, false)?),
            "nth-last-child" => Some(self.nth(All, true)?),
            "nth-of-type" => Some(self.nth(OfType, false)?),
            "nth-last-of-type" => Some(self.nth(OfType, true)?),
            "is" | "where" => Some(self.nested(false, true)?),
            "not" => Some(self.nested(false, false)?),
            "has" => Some(self.nested(true, true)?),
            _ => None,
        };
        condition.ok_or_else(|| {
            self.at = start;
            match is_element {
                true => self.error(format!("unknown pseudo-element `::{name}`")),
                false => self.error(format!("unknown pseudo-class `:{name}`")),
            }
        })
    }

    /// `(h1, article > p.lead)`
    fn nested(&mut self, relative: bool, matches: bool) -> Result<Condition, Error> {
        self.open()?;
        if self.depth == MAX_NESTING {
            return Err(
                self.error(format!("selectors are nested deeper than {MAX_NESTING} levels"))
            );
        }
        self.depth += 1;
        let list = self.list(relative)?;
        self.depth -= 1;
        self.close()?;
        self.nested.push(Nested { list, relative });
        Ok(Condition::Nested { index: self.nested.len() - 1, matches })
    }

    fn open(&mut self) -> Result<(), Error> {
        if self.take('(') { Ok(()) } else { Err(self.error("( was expected here")) }
    }

    fn close(&mut self) -> Result<(), Error> {
        if self.take(')') { Ok(()) } else { Err(self.error(") was expected here")) }
    }

    /// `(odd)`, `(even)`, `(3)`, `(2n+1)`, `(-n + 3)`
    fn nth(&mut self, siblings: Siblings, from_end: bool) -> Result<Condition, Error> {
        self.open()?;
        let length = self.rest().find(')').ok_or_else(|| self.error(") was expected later"))?;
        let text: String =
            self.rest()[..length].chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let text = text.to_ascii_lowercase();
        let number = |text: &str| text.strip_prefix('+').unwrap_or(text).parse::<i32>().ok();
        let parsed = match text.as_str() {
            "odd" => Some((2, 1)),
            "even" => Some((2, 0)),
            _ => match text.split_once('n') {
                None => number(&text).map(|offset| (0, offset)),
                Some((step, offset)) => {
                    let step = match step {
                        "" | "+" => Some(1),
                        "-" => Some(-1),
                        step => number(step),
                    };
                    let offset = if offset.is_empty() { Some(0) } else { number(offset) };
                    step.zip(offset)
                }
            },
        };
        let (step, offset) =
            parsed.ok_or_else(|| self.error("expected a position such as odd, 3 or 2n+1"))?;
        self.at += length;
        self.close()?;
        Ok(Condition::Nth { siblings, from_end, step: step.into(), offset: offset.into() })
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()
}

fn starts_name(c: char) -> bool {
    is_name(c) || c == '\\'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_with_its_place() {
        for (css, position) in [
            ("", 0),
            ("p,", 2),
            ("p >", 3),
            ("> p", 0),
            ("p..a", 2),
            ("p[href", 6),
            ("p[href='x]", 10),
            ("p[href!=x]", 6),
            ("a:hover", 2),
            ("a::before", 2),
            ("p:nth-child(x)", 12),
            ("p:not(.a", 8),
            ("p:not()", 6),
            ("p:not(.a))", 9),
            ("p:has(>)", 7),
            ("p:nth-of-type", 13),
            ("p:nth-child(2 of .a)", 12),
            ("p)", 1),
            ("p\\", 2),
        ] {
            match parse(css, &mut Vec::new()) {
                Err(Error::Selector { position: found, .. }) => {
                    assert_eq!(found, position, "{css}");
                }
                other => panic!("{css}: {other:?}"),
            }
        }
        let nested = |depth| ":not(".repeat(depth) + "p" + &")".repeat(depth);
        assert!(parse(&nested(MAX_NESTING), &mut Vec::new()).is_ok());
        assert!(parse(&nested(MAX_NESTING + 1), &mut Vec::new()).is_err());
        assert!(parse(&"p ".repeat(10_000), &mut Vec::new()).is_ok());
    }

    #[test]
    fn the_error_says_what_was_wrong() {
        for (css, message) in [
            ("article > a:hover", "unknown pseudo-class `:hover` (at byte 12)"),
            ("p:lang(de)", "unknown pseudo-class `:lang` (at byte 2)"),
            ("p:has(a::before)", "unknown pseudo-element `::before` (at byte 8)"),
            ("p:not(.a", ") was expected here (at byte 8)"),
        ] {
            let error = parse(css, &mut Vec::new()).unwrap_err().to_string();
            assert_eq!(error, format!("invalid selector `{css}`: {message}"));
        }
    }

    #[test]
    fn what_cannot_be_read_leaves_nothing_behind() {
        let mut nested = Vec::new();
        assert!(parse("p:not(.a):hover", &mut nested).is_err());
        assert!(nested.is_empty());
    }
}
