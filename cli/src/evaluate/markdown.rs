//! How much of the gold Markdown's structure is in ours: headings, list items, code blocks and
//! table rows. WCXB's gold has Markdown, but its authors do not measure structure, so the measure
//! is our own.
//!
//! An element of the gold is found if ours has one of the same kind with the same words
//! (lower-cased, without punctuation), or, as gold is edited by hand, one that shares at least four
//! fifths of its words (F1 of the bags of words). Each of ours is used once. Only the first
//! paragraph of an item counts, as the gold often has the others outside the list. The cells of a
//! row are compared together.
//!
//! Much of the gold's structure is not the page's: in code that lost its fence, for example, `#
//! comment` reads as a heading, and so do the lines above a lone `=`. So the elements that are also
//! in the page's own markup are counted separately. Items of the page may continue after the gold's
//! first paragraph.

use crate::AnyError;
use crate::evaluate::markup;
use dehusk::Extractor;
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};

/// The share of common words from which two elements are the same.
const ALIKE: f64 = 0.8;

const KINDS: [&str; 4] = ["headings", "list items", "code blocks", "table rows"];
/// The place of headings among them, and that of list items.
const HEADING: usize = 0;
const ITEM: usize = 1;

/// The elements of a Markdown text by kind, each as its words.
type Structure = [Vec<Vec<String>>; KINDS.len()];

/// The number of elements of each kind in the gold, and of those found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StructureCounts {
    pub gold: [usize; KINDS.len()],
    pub found: [usize; KINDS.len()],
}

/// The counts of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageCounts {
    /// Over all elements of the gold.
    pub all: StructureCounts,
    /// Over those that are also in the page's own markup.
    pub marked_up: StructureCounts,
}

/// Extracts every page that has gold Markdown, and counts elements.
pub fn measure<'a>(
    extractor: &Extractor,
    pages: &'a [BenchmarkPage],
) -> Result<Vec<(&'a BenchmarkPage, PageCounts)>, AnyError> {
    pages
        .par_iter()
        .filter_map(|page| Some((page, page.markdown.as_ref()?)))
        .map(|(page, gold)| {
            let html = page.read_html()?;
            let extraction =
                extractor.extract(&html).map_err(|error| format!("{}: {error}", page.id))?;
            Ok((page, count_page(&extraction.markdown(), gold, &html)))
        })
        .collect()
}

/// Writes the share of the gold's elements that were found, by type of page.
pub fn write(out: &mut dyn Write, counts: &[(&BenchmarkPage, PageCounts)]) -> io::Result<()> {
    write_table(out, "structure", counts, |counts| counts.all)?;
    writeln!(out)?;
    write_table(out, "marked up", counts, |counts| counts.marked_up)?;
    writeln!(
        out,
        "\nOf the gold's elements, and of those that the page's own markup has as such, the share \
         that is\nin our Markdown as such: over all elements, as the mean of the pages that have \
         any, and how many\nthere are."
    )
}

fn write_table(
    out: &mut dyn Write,
    heading: &str,
    counts: &[(&BenchmarkPage, PageCounts)],
    pick: impl Fn(&PageCounts) -> StructureCounts,
) -> io::Result<()> {
    let mut groups: BTreeMap<&str, Vec<StructureCounts>> = BTreeMap::new();
    for (page, counts) in counts {
        groups.entry(page.kind.as_str()).or_default().push(pick(counts));
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    groups.push(("all", counts.iter().map(|(_, counts)| pick(counts)).collect()));
    write!(out, "{heading:<14}")?;
    for kind in KINDS {
        write!(out, " {kind:>22}")?;
    }
    writeln!(out)?;
    for (name, members) in &groups {
        write!(out, "{name:<14}")?;
        for kind in 0..KINDS.len() {
            write!(out, " {:>22}", shares(members, kind))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn shares(members: &[StructureCounts], kind: usize) -> String {
    let gold: usize = members.iter().map(|counts| counts.gold[kind]).sum();
    if gold == 0 {
        return "-".to_owned();
    }
    let found: usize = members.iter().map(|counts| counts.found[kind]).sum();
    let of_pages: Vec<f64> = members
        .iter()
        .filter(|counts| counts.gold[kind] > 0)
        .map(|counts| counts.found[kind] as f64 / counts.gold[kind] as f64)
        .collect();
    let per_page = of_pages.iter().sum::<f64>() / of_pages.len() as f64;
    format!("{:.3} {per_page:.3} {gold:>6}", found as f64 / gold as f64)
}

/// Counts the elements of the gold, those that the page's markup has, and those that ours has.
pub fn count_page(ours: &str, gold: &str, html: &str) -> PageCounts {
    let marked_up = markup::texts(html).map(|texts| texts.iter().map(|text| words(text)).collect());
    let (ours, gold) = (structure(ours), structure(gold));
    PageCounts { all: count(&ours, &gold), marked_up: count(&ours, &also_in(gold, &marked_up)) }
}

fn count(ours: &Structure, gold: &Structure) -> StructureCounts {
    let mut counts = StructureCounts::default();
    for (kind, (ours, gold)) in ours.iter().zip(gold).enumerate() {
        counts.gold[kind] = gold.len();
        counts.found[kind] = found(ours.clone(), gold.clone());
    }
    counts
}

/// The elements of the gold that the page's markup has as well.
fn also_in(gold: Structure, page: &Structure) -> Structure {
    let mut kind = 0;
    gold.map(|elements| {
        let of_page = &page[kind];
        // Only the first paragraph of the gold's items is compared.
        let may_go_on = kind == ITEM;
        kind += 1;
        let exact: HashSet<&[String]> = of_page.iter().map(Vec::as_slice).collect();
        elements
            .into_iter()
            .filter(|element| {
                exact.contains(element.as_slice())
                    || of_page.iter().any(|other| {
                        let length = if may_go_on { element.len() } else { other.len() };
                        likeness(&other[..other.len().min(length)], element) >= ALIKE
                    })
            })
            .collect()
    })
}

fn found(ours: Vec<Vec<String>>, gold: Vec<Vec<String>>) -> usize {
    let mut left: HashMap<Vec<String>, usize> = HashMap::new();
    for element in ours {
        *left.entry(element).or_default() += 1;
    }
    let mut missing = Vec::new();
    let mut found = 0;
    for element in gold {
        match left.get_mut(&element) {
            Some(count) if *count > 0 => {
                *count -= 1;
                found += 1;
            }
            _ => missing.push(element),
        }
    }
    let mut left: Vec<Vec<String>> =
        left.into_iter().flat_map(|(element, count)| vec![element; count]).collect();
    for element in missing {
        let closest = left
            .iter()
            .enumerate()
            .map(|(index, ours)| (index, likeness(ours, &element)))
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((index, likeness)) = closest
            && likeness >= ALIKE
        {
            left.swap_remove(index);
            found += 1;
        }
    }
    found
}

/// The F1 of two bags of words.
fn likeness(a: &[String], b: &[String]) -> f64 {
    let mut bag: HashMap<&str, usize> = HashMap::new();
    for word in a {
        *bag.entry(word).or_default() += 1;
    }
    let mut common = 0;
    for word in b {
        if let Some(count) = bag.get_mut(word.as_str())
            && *count > 0
        {
            *count -= 1;
            common += 1;
        }
    }
    2.0 * common as f64 / (a.len() + b.len()).max(1) as f64
}

/// Reads the elements of a Markdown text, except those without words.
fn structure(markdown: &str) -> Structure {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut structure = Structure::default();
    let mut open: Vec<Open> = Vec::new();
    let mut in_image = false;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Image { .. }) => in_image = true,
            Event::End(TagEnd::Image) => in_image = false,
            _ if in_image => {}
            Event::Start(tag) => {
                if let Some(outer) = open.last_mut() {
                    outer.complete |=
                        outer.kind == ITEM && !outer.text.is_empty() && is_block(&tag);
                }
                let kind = match tag {
                    Tag::Heading { .. } => HEADING,
                    Tag::Item => ITEM,
                    Tag::CodeBlock(_) => 2,
                    Tag::TableHead | Tag::TableRow => 3,
                    _ => continue,
                };
                open.push(Open { kind, text: String::new(), complete: false });
            }
            Event::End(
                TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableHead
                | TagEnd::TableRow,
            ) => {
                if let Some(closed) = open.pop() {
                    let words = words(&closed.text);
                    if !words.is_empty() {
                        structure[closed.kind].push(words);
                    }
                }
            }
            Event::Text(text) | Event::Code(text) => add(&mut open, &text),
            Event::End(TagEnd::TableCell) | Event::SoftBreak | Event::HardBreak => {
                add(&mut open, " ")
            }
            // Other tags, such as `<sup>`, are inside words.
            Event::InlineHtml(tag) if tag.starts_with("<br") => add(&mut open, " "),
            _ => {}
        }
    }
    structure
}

/// An element that is not closed yet, with its text so far.
struct Open {
    kind: usize,
    text: String,
    /// What follows is not its own text.
    complete: bool,
}

fn add(open: &mut [Open], text: &str) {
    // An item that is a heading counts as both.
    if let [.., item, heading] = open
        && (item.kind, heading.kind) == (ITEM, HEADING)
        && !item.complete
    {
        item.text.push_str(text);
    }
    if let Some(innermost) = open.last_mut().filter(|innermost| !innermost.complete) {
        innermost.text.push_str(text);
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Table(_)
    )
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count_texts(ours: &str, gold: &str) -> StructureCounts {
        count(&structure(ours), &structure(gold))
    }

    #[test]
    fn elements_count_as_what_they_are() {
        let gold = "# One\n\ntext\n\n- a b c d e\n  - inner\n\n```\nlet x = 1;\n```\n\n\
                    | h | i |\n| --- | --- |\n| j | k |\n";
        let all = StructureCounts { gold: [1, 2, 1, 2], found: [1, 2, 1, 2] };
        assert_eq!(count_texts(gold, gold), all);
        let flat = "One\n\ntext\n\na b c d e\n\n- inner\n\nlet x = 1;\n\nj k";
        let inner = StructureCounts { gold: [1, 2, 1, 2], found: [0, 1, 0, 0] };
        assert_eq!(count_texts(flat, gold), inner);
    }

    #[test]
    fn almost_the_same_words_are_enough_and_none_counts_twice() {
        let gold = "- one two three four five\n- one two three four five\n";
        let ours = "- **One** two, three four\n- something else\n";
        assert_eq!(count_texts(ours, gold).found[1], 1);
    }

    #[test]
    fn a_line_break_parts_words_and_a_raised_sign_does_not() {
        let gold = "## 15th Century\n\n| one two |\n| --- |\n";
        let ours = "## 15<sup>th</sup> Century\n\n| one<br>two |\n| --- |\n";
        assert_eq!(count_texts(ours, gold).found, [1, 0, 0, 1]);
    }

    #[test]
    fn an_item_that_is_a_heading_is_both() {
        let counts = count_texts("- ## One two\n\n  text\n\n- ## Three\n", "- One two\n- Three\n");
        assert_eq!((counts.gold, counts.found), ([0, 2, 0, 0], [0, 2, 0, 0]));
        let counts = count_texts("- ## One two\n\n  text\n", "## One two\n");
        assert_eq!(counts.found, [1, 0, 0, 0]);
    }

    #[test]
    fn what_the_page_does_not_mark_up_is_counted_apart() {
        let html = "<h2>One</h2><pre># two\nthree</pre><ul><li>four<p>five</p></ul>\
                    <table><tr><td>six<td>seven</table>";
        let gold = "## One\n\n# two\nthree\n\n- four\n\n| six | seven |\n| --- | --- |\n";
        let counts = count_page(gold, gold, html);
        assert_eq!(counts.all.gold, [2, 1, 0, 1]);
        assert_eq!(counts.marked_up.gold, [1, 1, 0, 1]);
        assert_eq!(counts.marked_up.found, [1, 1, 0, 1]);
    }
}
