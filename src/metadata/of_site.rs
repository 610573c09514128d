//! What the other pages of a site tell about a page: the site's name, and where bylines and dates are.

use super::authors;
use super::date::Order;
use super::dateline::in_dateline;
use super::gather::gather;
use super::person_names;
use super::published;
use super::read;
use super::sources::Sources;
use super::title::compact;
use super::{Field, Source};
use crate::block::Page;
use crate::dom::Dom;
use std::collections::HashSet;

/// A byline or dateline is not longer than this, in bytes.
const MAX_SHOWN: usize = 120;

/// What other pages of the site tell about a page.
#[derive(Debug, Default)]
pub(crate) struct OfSite<'a> {
    /// The names of the site.
    pub(crate) names: &'a [String],
    /// The blocks where other pages show the authors and the days that they state.
    pub(crate) byline: Option<usize>,
    pub(crate) dateline: Option<usize>,
}

impl OfSite<'_> {
    /// The authors that are shown where others are.
    pub(super) fn authors(&self, page: &Page) -> Vec<Field> {
        let names = self.byline.map(|block| names_at(page, block)).unwrap_or_default();
        names.into_iter().map(|name| Field::new(name, Source::SitePlace)).collect()
    }

    /// The day that is shown where others are.
    pub(super) fn published(&self, page: &Page, order: Order) -> Option<Field> {
        let day = day_at(page, self.dateline?, order)?;
        Some(Field::new(day, Source::SitePlace))
    }
}

/// The blocks that show the authors and the day that a page states. `None` if it states none.
#[derive(Debug, Default)]
pub(crate) struct Confirmed {
    pub(crate) bylines: Option<Vec<usize>>,
    pub(crate) datelines: Option<Vec<usize>>,
}

/// Finds the blocks that show what the page states, and that can be read without that.
pub(crate) fn confirmed(dom: &Dom, page: &Page) -> Confirmed {
    let statements = gather(dom, &HashSet::new());
    let sources = Sources::of(&statements);
    let authors = authors::stated(&sources);
    let language = read::language(&sources);
    let language = language.as_ref().map(Field::as_str);
    let order = read::order(&sources, language, page, None);
    let published = published::stated_day(&sources, order);
    let blocks = |is_one: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..page.blocks.len()).filter(|&block| is_one(block)).collect()
    };
    // Most lines are told from bylines and dates without being read as such.
    let is_byline = |block| {
        let words = authors.iter().filter_map(|author| author.as_str().split_whitespace().next());
        line(page, block).is_some_and(|line| words.into_iter().any(|word| line.contains(word)))
            && names_at(page, block).first().is_some_and(|name| {
                authors.iter().any(|author| compact(author.as_str()) == compact(name))
            })
    };
    let has_number = |block| line(page, block).is_some_and(|line| line.contains(char::is_numeric));
    Confirmed {
        bylines: (!authors.is_empty()).then(|| blocks(&is_byline)),
        datelines: published.map(|published| {
            let day = |day: &String| published.starts_with(day.as_str());
            blocks(&|block| {
                has_number(block) && day_at(page, block, order).as_ref().is_some_and(day)
            })
        }),
    }
}

fn names_at(page: &Page, block: usize) -> Vec<String> {
    let next = page.blocks.get(block + 1).map_or("", |next| page.block_text(next));
    line(page, block).map(|line| person_names::in_byline(line, next)).unwrap_or_default()
}

fn day_at(page: &Page, block: usize, order: Order) -> Option<String> {
    in_dateline(line(page, block)?, order)
}

/// The text of a block, if it is short.
fn line(page: &Page, block: usize) -> Option<&str> {
    let text = page.block_text(page.blocks.get(block)?);
    (text.len() <= MAX_SHOWN).then_some(text)
}
