//! Footnotes: short links to a place further down that links back.

use crate::address::Base;
use crate::block::{Element, NONE, Page};
use crate::dom::{AttributeName, Dom, Tag};
use std::collections::{HashMap, HashSet};

/// The maximum length of a reference: `1`, `[12]`, `*`, `iv`.
const LABEL_CHARS: usize = 5;
/// How many links of a footnote are examined for the one that leads back.
const LINKS_PER_NOTE: usize = 8;

/// The footnotes of a page, with elements by their index in [`Page::elements`].
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    pub(super) labels: Vec<String>,
    references: HashMap<u32, u32>,
    definitions: HashMap<u32, u32>,
    lists: HashSet<u32>,
    back_links: HashSet<u32>,
    dangling: HashSet<u32>,
}

/// A link to a place on the page.
struct Jump<'a> {
    link: u32,
    target: u32,
    text: &'a str,
}

impl Footnotes {
    /// Finds the footnotes whose reference and text are both kept, according to `is_kept`.
    pub(super) fn of(
        dom: &Dom,
        page: &Page,
        base: &Base,
        is_kept: impl Fn(&Element) -> bool,
    ) -> Footnotes {
        let mut notes = Footnotes::default();
        let places = Places::of(dom, page);
        let mut texts: Vec<(u32, u32, String)> = Vec::new();
        for (link, element) in links(dom, page) {
            let href = dom.attribute(element.node, AttributeName::Href).unwrap_or_default();
            let Some(fragment) = base.fragment(href) else { continue };
            let text = dom.text_content(element.node);
            let target = places.find(fragment);
            let is_there = target.is_some_and(|target| {
                page.element(target).is_some_and(&is_kept)
                    || holder(page, target).is_some_and(|(_, holder)| is_kept(holder))
            });
            if !is_there && is_label(label(&text)) {
                notes.dangling.insert(link);
            }
            texts.extend(target.map(|target| (link, target, text)));
        }
        let jumps: Vec<Jump<'_>> = texts
            .iter()
            .map(|(link, target, text)| Jump { link: *link, target: *target, text: label(text) })
            .collect();
        let mut used = UsedLabels::default();
        for jump in &jumps {
            let short = !jump.text.is_empty() && jump.text.chars().count() <= LABEL_CHARS;
            if !short || !page.element(jump.link).is_some_and(&is_kept) {
                continue;
            }
            let Some((index, holder)) = holder(page, jump.target) else { continue };
            if index <= jump.link || !is_kept(holder) {
                continue;
            }
            let inside = within(&jumps, index, holder.end);
            let note = match notes.definitions.get(&index) {
                Some(&note) => note,
                None if leads_back(page, inside, jump.link) || is_named(dom, page, index) => {
                    notes.define(index, holder, jump.text, &mut used)
                }
                None => continue,
            };
            notes.references.insert(jump.link, note);
        }
        for &index in notes.definitions.keys() {
            let Some(holder) = page.element(index) else { continue };
            notes.back_links.extend(
                within(&jumps, index, holder.end)
                    .iter()
                    .filter(|jump| jump.target < index && jump.text.chars().count() <= LABEL_CHARS)
                    .map(|jump| jump.link),
            );
        }
        notes
    }

    fn define(&mut self, index: u32, holder: &Element, text: &str, used: &mut UsedLabels) -> u32 {
        let note = self.labels.len() as u32;
        let mut label = text.to_owned();
        // The page's own label, if Markdown can write it and no other note has it.
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !plain || !used.labels.insert(label.clone()) {
            label = used.next_number();
        }
        self.labels.push(label);
        self.definitions.insert(index, note);
        if holder.tag == Tag::Li && holder.parent != NONE {
            self.lists.insert(holder.parent);
        }
        note
    }

    /// The note that a link refers to.
    pub(super) fn reference(&self, link: u32) -> Option<u32> {
        self.references.get(&link).copied()
    }

    /// The note whose text an element holds.
    pub(super) fn definition(&self, element: u32) -> Option<u32> {
        self.definitions.get(&element).copied()
    }

    /// Whether a list holds notes, which are then not its items.
    pub(super) fn is_list_of_notes(&self, element: u32) -> bool {
        self.lists.contains(&element)
    }

    /// Whether a link is as short as a reference, and leads to something that is not kept.
    pub(super) fn dangles(&self, link: u32) -> bool {
        self.dangling.contains(&link)
    }

    /// Whether a link leads from a note's text back to its reference.
    pub(super) fn is_back_link(&self, link: u32) -> bool {
        self.back_links.contains(&link)
    }
}

/// The labels that notes have already.
#[derive(Debug, Default)]
struct UsedLabels {
    labels: HashSet<String>,
    number: u32,
}

impl UsedLabels {
    /// The next number that is not yet a label.
    fn next_number(&mut self) -> String {
        loop {
            self.number += 1;
            let label = self.number.to_string();
            if self.labels.insert(label.clone()) {
                return label;
            }
        }
    }
}

fn links<'a>(dom: &'a Dom, page: &'a Page) -> impl Iterator<Item = (u32, &'a Element)> {
    let elements = page.elements.iter().enumerate();
    elements
        .filter(|(_, element)| element.tag == Tag::A)
        .filter(|(_, element)| dom.attribute(element.node, AttributeName::Href).is_some())
        .map(|(index, element)| (index as u32, element))
}

/// The text of a reference, without the brackets around it.
fn label(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "[](){}^.".contains(c))
}

/// Whether a text can only be a label: a number, a sign, a letter or two.
fn is_label(text: &str) -> bool {
    const MAX_LETTERS: usize = 2;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.chars().count() <= LABEL_CHARS && letters <= MAX_LETTERS
}

/// The jumps from elements of a range. Jumps are in document order.
fn within<'a, 'b>(jumps: &'a [Jump<'b>], from: u32, to: u32) -> &'a [Jump<'b>] {
    let start = jumps.partition_point(|jump| jump.link < from);
    let end = jumps.partition_point(|jump| jump.link < to);
    jumps.get(start..end).unwrap_or_default()
}

/// The element around a target that would be a whole footnote.
fn holder(page: &Page, target: u32) -> Option<(u32, &Element)> {
    let index = page
        .ancestry(target)
        .find(|&index| page.element(index).is_some_and(|element| element.tag.is_block_level()))?;
    let element = page.element(index)?;
    let item = page
        .element(element.parent)
        .filter(|parent| parent.tag == Tag::Li && parent.first_block == element.first_block);
    let (index, element) = match item {
        Some(item) => (element.parent, item),
        None => (index, element),
    };
    matches!(element.tag, Tag::Li | Tag::P | Tag::Div | Tag::Dd | Tag::Aside)
        .then_some((index, element))
}

/// Whether one of the links in a note leads to its reference, or right next to it.
fn leads_back(page: &Page, inside: &[Jump<'_>], reference: u32) -> bool {
    inside.iter().take(LINKS_PER_NOTE).chain(inside.last()).any(|jump| {
        let Some(target) = page.element(jump.target) else { return false };
        let around = (jump.target..target.end).contains(&reference) && !target.tag.is_block_level();
        around || jump.target.abs_diff(reference) <= 2
    })
}

/// Whether an element or a close ancestor is named a footnote.
fn is_named(dom: &Dom, page: &Page, index: u32) -> bool {
    page.ancestry(index).take(3).filter_map(|index| page.element(index)).any(|element| {
        let class = dom.value(element.class);
        class.contains("footnote") || class.contains("endnote")
    })
}

/// The elements that fragments lead to.
struct Places<'a>(HashMap<&'a str, u32>);

impl<'a> Places<'a> {
    fn of(dom: &'a Dom, page: &Page) -> Places<'a> {
        let mut places = HashMap::new();
        for (index, element) in page.elements.iter().enumerate() {
            let anchor = (element.tag == Tag::A)
                .then(|| dom.attribute(element.node, AttributeName::Name))
                .flatten();
            for name in [Some(dom.value(element.id)), anchor].into_iter().flatten() {
                if !name.is_empty() {
                    places.entry(name).or_insert(index as u32);
                }
            }
        }
        Places(places)
    }

    fn find(&self, fragment: &str) -> Option<u32> {
        let place = self.0.get(fragment);
        let decoded = || self.0.get(decode(fragment)?.as_str());
        place.or_else(decoded).copied()
    }
}

/// A fragment with its percent-encoded bytes decoded.
fn decode(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let byte =
            pair.filter(|_| first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}
