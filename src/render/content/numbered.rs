//! Paragraphs that were numbered by hand: 1, 2, 3 and so on, each a paragraph of its own, often with
//! other paragraphs or images between them.

use super::typed::{number, strip};
use super::{Container, Content, Inline, Inlines, Item, List, Part, Style};

/// A paragraph that begins with a number.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    /// Its place among the parts.
    part: usize,
    number: u32,
    /// The length of the number with the punctuation and the space after it, in bytes.
    bytes: usize,
}

/// What is open around a part.
#[derive(Debug)]
struct Level {
    /// Whether lists are possible here: outside lists and tables, where numbers have a meaning of
    /// their own.
    allowed: bool,
    /// The numbered paragraphs so far, counted from 1.
    counted: Vec<Numbered>,
}

impl Level {
    fn new(allowed: bool) -> Level {
        Level { allowed, counted: Vec::new() }
    }

    /// Ends the count. A single number is not a list.
    fn end(&mut self, found: &mut Vec<Numbered>) {
        if self.counted.len() > 1 {
            found.append(&mut self.counted);
        }
        self.counted.clear();
    }
}

/// Turns numbered paragraphs into items: of one list if they are adjacent, or else each of a list
/// that begins with its number.
pub(super) fn as_lists(content: &mut Content, parts: Vec<Part>) -> Vec<Part> {
    let found = find(content, &parts);
    if found.is_empty() {
        return parts;
    }
    let mut found = found.into_iter().peekable();
    let mut lists = Vec::with_capacity(parts.len());
    let mut open: Option<Container> = None;
    for (at, part) in parts.into_iter().enumerate() {
        let (Some(numbered), &Part::Paragraph(inlines)) =
            (found.next_if(|numbered| numbered.part == at), &part)
        else {
            lists.push(part);
            continue;
        };
        let list = open.take().unwrap_or_else(|| {
            let list = Container::List(List::numbered_from(numbered.number));
            lists.push(Part::Open { container: list, compact: true });
            list
        });
        lists.push(Part::Open { container: Container::Item(Item::PLAIN), compact: true });
        lists.push(Part::Paragraph(strip(content, inlines, numbered.bytes)));
        lists.push(Part::Close(Container::Item(Item::PLAIN)));
        let goes_on = found
            .peek()
            .is_some_and(|next| next.part == at + 1 && next.number == numbered.number + 1);
        if goes_on {
            open = Some(list);
        } else {
            lists.push(Part::Close(list));
        }
    }
    lists
}

/// The paragraphs that count from 1 with only text, quotations and similar between them.
fn find(content: &Content, parts: &[Part]) -> Vec<Numbered> {
    let mut found = Vec::new();
    let mut open = vec![Level::new(true)];
    for (at, part) in parts.iter().enumerate() {
        let Some(level) = open.last_mut() else { break };
        match part {
            Part::Open { container, .. } => {
                let allowed = level.allowed && *container == Container::Quote;
                open.push(Level::new(allowed));
            }
            Part::Close(_) => {
                level.end(&mut found);
                open.pop();
            }
            // A heading restarts the count.
            Part::Heading { .. } => level.end(&mut found),
            Part::Paragraph(inlines) if level.allowed => {
                let Some((number, bytes)) = plain_number(content, *inlines) else { continue };
                if number == 1 {
                    level.end(&mut found);
                }
                let last = level.counted.last().map_or(0, |last| last.number);
                if last.checked_add(1) == Some(number) {
                    level.counted.push(Numbered { part: at, number, bytes });
                }
            }
            _ => {}
        }
    }
    open.iter_mut().for_each(|level| level.end(&mut found));
    found.sort_unstable_by_key(|numbered| numbered.part);
    found
}

/// The number at the beginning of a paragraph, unless it is bold or a link: then it belongs to a
/// title, and titles keep their numbers.
fn plain_number(content: &Content, paragraph: Inlines) -> Option<(u32, usize)> {
    let (number, bytes) = number(content, paragraph)?;
    match content.inlines(paragraph).first()? {
        Inline::Text { text, style } => {
            let alone = bytes == text.of(&content.text).len();
            (alone || *style == Style::default()).then_some((number, bytes))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::render::testing::everything;

    #[test]
    fn numbered_paragraphs_are_items() {
        for (html, markdown) in [
            ("<p>1. one</p><p>2. two</p><p>end</p>", "1. one\n2. two\n\nend\n"),
            ("<p>1) <b>uno</b></p><p>2) due</p>", "1. **uno**\n2. due\n"),
            ("<div>1. 一番</div>more<div>2.\u{a0}二番</div>", "1. 一番\n\nmore\n\n2. 二番\n"),
            ("<p>1.<br>one</p><p>2.<br>two</p>", "1. one\n2. two\n"),
            ("<p><b>1.</b> one<br>more</p><p><b>2.</b> two</p>", "1. one\\\n   more\n2. two\n"),
            (
                "<blockquote><p>1. one<p>2. two</blockquote><p>and</p><p>1. uno<p>2. dos",
                "> 1. one\n> 2. two\n\nand\n\n1. uno\n2. dos\n",
            ),
        ] {
            assert_eq!(everything(html).markdown(), markdown);
        }
    }

    #[test]
    fn other_numbers_stay() {
        for (html, markdown) in [
            ("<p>1. one</p><p>3. three</p>", "1\\. one\n\n3\\. three\n"),
            ("<p>2. two</p><p>3. three</p>", "2\\. two\n\n3\\. three\n"),
            ("<p>1. one</p><h2>Part</h2><p>2. two</p>", "1\\. one\n\n## Part\n\n2\\. two\n"),
            ("<p><b>1. One</b></p><p><b>2. Two</b></p>", "**1. One**\n\n**2. Two**\n"),
            ("<p>1.</p><p>2.</p>", "1\\.\n\n2\\.\n"),
            ("<ul><li>1. one<li>2. two</ul>", "- 1\\. one\n- 2\\. two\n"),
        ] {
            assert_eq!(everything(html).markdown(), markdown);
        }
    }
}
