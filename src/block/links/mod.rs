//! What the links of a page tell of its blocks: which of them lead away from the content, and which
//! the content leads to.

mod asides;
mod controls;
mod places;
mod rows;
mod stories;

pub(crate) use asides::Aside;
use controls::ControlRow;
use places::Places;
pub(crate) use rows::TeaserRow;

use super::{NONE, Page, Titles};
use crate::address::{self, Target};
use crate::dom::{AttributeName, Dom, Tag};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

/// What the links of a page tell of its blocks.
#[derive(Debug)]
pub(crate) struct Linked {
    /// The rows of teasers, which may be content or not.
    pub(crate) rows: Vec<TeaserRow>,
    /// The rows of controls, which are not content.
    pub(crate) controls: Vec<ControlRow>,
    /// The single blocks that lead away from an article.
    pub(crate) asides: Vec<Aside>,
    /// Where links on the page lead to on the page.
    pub(crate) places: Places,
    /// The blocks of other articles that the page holds in full besides its own.
    pub(crate) other_stories: Vec<Range<usize>>,
}

impl Linked {
    /// The links tell nothing.
    pub(crate) const NONE: &Linked = &Linked {
        rows: Vec::new(),
        controls: Vec::new(),
        asides: Vec::new(),
        places: Places { notes: Vec::new(), sections: Vec::new() },
        other_stories: Vec::new(),
    };

    pub(crate) fn of(dom: &Dom, page: &Page, titles: &Titles) -> Linked {
        let links = Links::of(dom, page);
        Linked {
            rows: rows::teaser_rows(&links),
            controls: controls::control_rows(&links),
            asides: asides::asides(&links),
            places: places::places(&links),
            other_stories: stories::other_stories(&links, titles),
        }
    }
}

/// A link, or another `<a>`.
#[derive(Debug)]
struct Link<'a> {
    element: u32,
    /// The blocks with its text, none if it has no text.
    blocks: Range<usize>,
    href: Option<&'a str>,
}

impl<'a> Link<'a> {
    fn has_text(&self) -> bool {
        !self.blocks.is_empty()
    }

    fn target(&self) -> Option<Target<'a>> {
        self.href.map(address::target)
    }
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leads {
    /// To a place on this page, or it does something.
    Nowhere,
    /// To another page of the site.
    Within,
    Away,
}

/// The links of a page in document order, with what they may lead to.
struct Links<'a> {
    dom: &'a Dom,
    page: &'a Page,
    all: Vec<Link<'a>>,
    /// For every block the number of the link that its text begins with, or [`NONE`].
    first: Vec<u32>,
    host: OnceCell<Option<&'a str>>,
    named_places: OnceCell<HashMap<&'a str, u32>>,
}

impl<'a> Links<'a> {
    fn of(dom: &'a Dom, page: &'a Page) -> Links<'a> {
        let links = (0u32..).zip(&page.elements).filter(|(_, element)| element.tag == Tag::A);
        let mut all: Vec<Link<'a>> = Vec::with_capacity(links.clone().count());
        all.extend(links.map(|(index, element)| {
            let href = dom.attribute(element.node, AttributeName::Href);
            Link { element: index, blocks: element.blocks(), href }
        }));
        let mut first = vec![NONE; page.blocks.len()];
        for (number, link) in all.iter().enumerate().rev() {
            if let Some(first) = first.get_mut(link.blocks.start).filter(|_| link.has_text()) {
                *first = number as u32;
            }
        }
        let (host, named_places) = Default::default();
        Links { dom, page, all, first, host, named_places }
    }

    /// The link that the text of a block begins with, if that begins there.
    fn first_of(&self, block: usize) -> Option<&Link<'a>> {
        self.all.get(*self.first.get(block)? as usize)
    }

    /// All links whose text begins in a block.
    fn within(&self, block: usize) -> impl Iterator<Item = &Link<'a>> {
        let before = self.all.partition_point(|link| link.blocks.start < block);
        let behind = self.all.get(before..).unwrap_or_default().iter();
        behind.take_while(move |link| link.blocks.start == block)
    }

    fn leads(&self, link: &Link<'_>) -> Leads {
        match link.target() {
            None | Some(Target::Here) => Leads::Nowhere,
            Some(Target::Relative) => Leads::Within,
            Some(Target::Host(host)) => {
                let is_own = self.host().is_some_and(|own| address::are_one_site(own, host));
                if is_own { Leads::Within } else { Leads::Away }
            }
        }
    }

    /// The host of the page's own address, else the one that most of its links name.
    fn host(&self) -> Option<&'a str> {
        *self.host.get_or_init(|| {
            if let Some(Target::Host(host)) = self.dom.own_address().map(address::target) {
                return Some(host);
            }
            let mut counts: HashMap<&str, u32> = HashMap::new();
            let mut relative = 0;
            for link in &self.all {
                match link.target() {
                    Some(Target::Host(host)) => *counts.entry(host).or_default() += 1,
                    Some(Target::Relative) => relative += 1,
                    _ => {}
                }
            }
            let most = counts.into_iter().max_by_key(|&(host, count)| (count, host));
            most.filter(|&(_, count)| count > relative).map(|(host, _)| host)
        })
    }

    /// The elements that a link may lead to, by name. Of several with one name, the first counts.
    fn named_places(&self) -> &HashMap<&'a str, u32> {
        self.named_places.get_or_init(|| {
            let mut places = HashMap::new();
            for (index, element) in (0u32..).zip(&self.page.elements) {
                let name = self.dom.attribute(element.node, AttributeName::Name);
                let names = [self.dom.value(element.id), name.unwrap_or_default()];
                for name in names.into_iter().filter(|name| !name.is_empty()) {
                    places.entry(name).or_insert(index);
                }
            }
            places
        })
    }
}
