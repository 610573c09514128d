//! The site's name, at the beginning or the end of its pages' titles.

use crate::metadata;
use std::cmp::Reverse;

/// The maximum number of names, and their maximum length in bytes.
pub(super) const MAX_NAMES: usize = 64;
pub(super) const MAX_LENGTH: usize = 96;

/// The site's name begins or ends the titles of at least this many pages, and of this share of
/// them.
const MIN_PAGES: u32 = 3;
const MIN_SHARE: f32 = 0.5;

/// A beginning or end of titles, and the number of pages that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) pages: u32,
}

/// The beginnings and ends of titles that most pages have, in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names(Vec<Name>);

impl Names {
    /// Names in alphabetical order, without repetitions.
    pub(super) fn from_sorted(names: Vec<Name>) -> Option<Names> {
        let sorted = names.windows(2).all(|pair| pair[0].text < pair[1].text);
        let short = names.iter().all(|name| name.text.len() <= MAX_LENGTH);
        (sorted && short && names.len() <= MAX_NAMES).then_some(Names(names))
    }

    pub(super) fn all(&self) -> &[Name] {
        &self.0
    }

    /// The parts of a page's title that may be the site's name.
    pub(super) fn of(title: &str) -> Names {
        let mut names = Names::default();
        let mut ends = metadata::title_ends(title);
        ends.dedup();
        for text in ends.into_iter().filter(|text| text.len() <= MAX_LENGTH) {
            names.count(text, 1);
        }
        names
    }

    pub(super) fn merge(&mut self, other: &Names) {
        for name in &other.0 {
            self.count(&name.text, name.pages);
        }
        self.make_room();
    }

    fn count(&mut self, text: &str, pages: u32) {
        match self.0.binary_search_by(|name| name.text.as_str().cmp(text)) {
            Ok(at) => self.0[at].pages = self.0[at].pages.saturating_add(pages),
            Err(at) => self.0.insert(at, Name { text: text.to_owned(), pages }),
        }
    }

    fn make_room(&mut self) {
        if self.0.len() > MAX_NAMES {
            self.0.sort_by_key(|name| Reverse(name.pages));
            self.0.truncate(MAX_NAMES * 3 / 4);
            self.0.sort_by(|one, other| one.text.cmp(&other.text));
        }
    }

    /// The names of a site with this many pages, the most frequent first.
    pub(super) fn of_site(&self, pages: u32) -> Vec<String> {
        let least = MIN_PAGES.max((pages as f32 * MIN_SHARE) as u32);
        let mut names: Vec<&Name> = self.0.iter().filter(|name| name.pages >= least).collect();
        names.sort_by_key(|name| Reverse(name.pages));
        names.into_iter().map(|name| name.text.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_what_most_titles_end_or_begin_with() {
        let mut names = Names::default();
        for title in ["Rain at last | Talblatt", "Snow | Talblatt", "Talblatt – Hail", "Wind"] {
            names.merge(&Names::of(title));
        }
        assert_eq!(names.of_site(4), ["Talblatt"]);
        assert!(names.of_site(40).is_empty());
    }

    #[test]
    fn there_is_room_for_a_few_names_only() {
        let mut names = Names::default();
        for number in 0..1000 {
            names.merge(&Names::of(&format!("{number} | {} | Talblatt", "x".repeat(number))));
            assert!(names.all().len() <= MAX_NAMES);
        }
        assert_eq!(names.of_site(1000), ["Talblatt"]);
    }
}
