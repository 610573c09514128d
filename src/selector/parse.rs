//! Text → selectors.

use super::{AttributeTest, Comparison, Compound, Condition, MOST_STEPS, Relation, Step};
use crate::error::Error;

/// Reads a list of selectors; `steps` are there already.
pub(super) fn parse(css: &str, steps: usize) -> Result<Vec<Step>, Error> {
    let mut reader = Reader { css, at: 0 };
    let list = reader.list()?;
    if steps + list.len() > MOST_STEPS {
        return Err(reader.error("the selectors have more than 128 parts together"));
    }
    Ok(list)
}

struct Reader<'a> {
    css: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn error(&self, reason: &'static str) -> Error {
        Error::Selector { selector: self.css.to_owned(), position: self.at, reason }
    }

    fn rest(&self) -> &str {
        self.css.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes a character, if it is the next one.
    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    /// Skips white space; whether there was any.
    fn space(&mut self) -> bool {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
        self.at += length;
        length > 0
    }

    /// `h1, article > p.lead`
    fn list(&mut self) -> Result<Vec<Step>, Error> {
        let mut steps = Vec::new();
        loop {
            self.complex(&mut steps)?;
            if self.peek().is_none() {
                return Ok(steps);
            }
            if !self.take(',') {
                return Err(self.error("a selector, a comma or the end was expected here"));
            }
        }
    }

    /// `article > p.lead`
    fn complex(&mut self, steps: &mut Vec<Step>) -> Result<(), Error> {
        let mut relation = Relation::First;
        loop {
            self.space();
            let compound = self.compound()?;
            steps.push(Step { relation, compound, last: false });
            let spaced = self.space();
            relation = match self.peek() {
                Some('>') => Relation::Child,
                Some('+') => Relation::NextSibling,
                Some('~') => Relation::LaterSibling,
                Some(c) if spaced && c != ',' => {
                    relation = Relation::Descendant;
                    continue;
                }
                _ => break,
            };
            self.at += 1;
        }
        if let Some(last) = steps.last_mut() {
            last.last = true;
        }
        Ok(())
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
            return Err(self.error("a selector was expected here"));
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
            return Err(self.error("a name was expected here"));
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
            let c = self.peek().ok_or_else(|| self.error("the quoted text has no end"))?;
            self.at += c.len_utf8();
            match c {
                '\\' => value.push(self.escape()?),
                _ if c == quote => return Ok(value),
                _ => value.push(c),
            }
        }
    }

    fn pseudo_class(&mut self) -> Result<Condition, Error> {
        let start = self.at;
        let name = self.name()?.to_ascii_lowercase();
        let condition = match name.as_str() {
            "first-child" => return Ok(Condition::NthChild { step: 0, offset: 1 }),
            "last-child" => return Ok(Condition::LastChild),
            "not" | "is" | "where" | "nth-child" if !self.take('(') => {
                return Err(self.error("( was expected here"));
            }
            "not" => Condition::Not(self.compounds()?),
            "is" | "where" => Condition::Is(self.compounds()?),
            "nth-child" => self.nth()?,
            _ => {
                self.at = start;
                return Err(self.error("this pseudo-class is not known"));
            }
        };
        if !self.take(')') {
            return Err(self.error(") was expected here"));
        }
        Ok(condition)
    }

    /// Compounds between commas: what `:not()` and `:is()` take.
    fn compounds(&mut self) -> Result<Vec<Compound>, Error> {
        let mut compounds = Vec::new();
        loop {
            self.space();
            if self.rest().starts_with(":not(") || self.rest().starts_with(":is(") {
                return Err(self.error(":not() and :is() cannot stand in one another"));
            }
            compounds.push(self.compound()?);
            self.space();
            if !self.take(',') {
                return Ok(compounds);
            }
        }
    }

    /// `odd`, `even`, `3`, `2n+1`, `-n + 3`
    fn nth(&mut self) -> Result<Condition, Error> {
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
            parsed.ok_or_else(|| self.error("odd, 3 or 2n+1 was expected here"))?;
        self.at += length;
        Ok(Condition::NthChild { step: step.into(), offset: offset.into() })
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
            ("p:not(:not(.a))", 6),
            ("p)", 1),
            ("p\\", 2),
        ] {
            match parse(css, 0) {
                Err(Error::Selector { position: found, .. }) => {
                    assert_eq!(found, position, "{css}");
                }
                other => panic!("{css}: {other:?}"),
            }
        }
        assert!(parse(&"p ".repeat(129), 0).is_err());
    }

    #[test]
    fn the_error_says_what_was_wrong() {
        let error = parse("article > a:hover", 0).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the selector `article > a:hover` cannot be read: this pseudo-class is not known (at \
             byte 12)"
        );
    }
}
