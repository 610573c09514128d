//! What is counted on the pages of a site.

use super::table::Entry;

/// The identity of a page: the same for pages with all texts in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PageId(pub(super) u32);

impl PageId {
    /// The part that is stored with each text, which is short: it only has to tell apart the pages of
    /// texts that two pages have in common. Pages with the same part are next to each other in order.
    pub(super) fn in_table(self) -> u32 {
        self.0 >> 8
    }
}

/// A text or the target of a link, and the number of pages that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Recurring {
    pub(super) key: u64,
    pub(super) pages: u32,
    /// If it is on one page only: that page's [`PageId::in_table`], and in the lowest byte, how much of
    /// the page's content the text is. 0 otherwise.
    pub(super) alone: u32,
}

impl Recurring {
    /// Texts have at most this mass.
    const MAX_MASS: u32 = 254;
    /// The mass of a page's title.
    const TITLE: u32 = 255;

    /// A text on one page. Its mass is the number of its words that are expected to be content.
    pub(super) fn text(key: u64, page: PageId, mass: f32) -> Recurring {
        let mass = (mass as u32).min(Recurring::MAX_MASS);
        Recurring { key, pages: 1, alone: page.in_table() << 8 | mass }
    }

    /// The title of one page.
    pub(super) fn title(key: u64, page: PageId) -> Recurring {
        Recurring { key, pages: 1, alone: page.in_table() << 8 | Recurring::TITLE }
    }

    /// The only page that has it, as in [`PageId::in_table`].
    pub(super) fn page(&self) -> Option<u32> {
        (self.pages == 1).then_some(self.alone >> 8)
    }

    pub(super) fn is_title(&self) -> bool {
        self.alone & 0xff == Recurring::TITLE
    }

    pub(super) fn mass(&self) -> u32 {
        if self.is_title() { 0 } else { self.alone & 0xff }
    }
}

impl Entry for Recurring {
    fn key(&self) -> u64 {
        self.key
    }

    fn pages(&self) -> u32 {
        self.pages
    }

    fn add(&mut self, other: &Recurring) {
        let on_one_page = self.page().is_some() && self.page() == other.page();
        if !on_one_page {
            self.pages = self.pages.saturating_add(other.pages);
            self.alone = 0;
        }
    }
}

/// A place of the template, the scores of blocks there, and how much of the pages' prose they are.
///
/// Log-odds are in steps of [`Place::STEP`], with the mean of its blocks for each page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) key: u64,
    pub(super) pages: u32,
    pub(super) sum: i64,
    pub(super) squares: u64,
    /// The shares of the pages' prose, added up, in steps of [`Place::STEP_OF_SHARE`].
    pub(super) shares: u32,
}

impl Place {
    const STEP: f32 = 1.0 / 16.0;
    const STEP_OF_SHARE: f32 = 1.0 / 255.0;

    /// A place on one page, which holds a share of its prose.
    pub(super) fn of_page(key: u64, log_odds: f32, share: f32) -> Place {
        let steps = (log_odds / Place::STEP).round() as i64;
        let shares = (share / Place::STEP_OF_SHARE).round() as u32;
        Place { key, pages: 1, sum: steps, squares: steps.unsigned_abs().pow(2), shares }
    }

    /// The place on the other pages.
    pub(super) fn without(&self, page: &Place) -> Place {
        Place {
            key: self.key,
            pages: self.pages.saturating_sub(page.pages),
            sum: self.sum.saturating_sub(page.sum),
            squares: self.squares.saturating_sub(page.squares),
            shares: self.shares.saturating_sub(page.shares),
        }
    }

    /// The mean log-odds of the pages.
    pub(super) fn mean(&self) -> f32 {
        self.mean_steps() * Place::STEP
    }

    /// The mean share of the pages' prose that stands there, 0 to 1.
    pub(super) fn share(&self) -> f32 {
        (self.shares as f32 / self.pages.max(1) as f32 * Place::STEP_OF_SHARE).min(1.0)
    }

    /// The standard deviation of the pages' log-odds.
    pub(super) fn spread(&self) -> f32 {
        let variance = self.squares as f32 / self.pages.max(1) as f32 - self.mean_steps().powi(2);
        variance.max(0.0).sqrt() * Place::STEP
    }

    fn mean_steps(&self) -> f32 {
        self.sum as f32 / self.pages.max(1) as f32
    }
}

impl Entry for Place {
    fn key(&self) -> u64 {
        self.key
    }

    fn pages(&self) -> u32 {
        self.pages
    }

    fn add(&mut self, other: &Place) {
        self.pages = self.pages.saturating_add(other.pages);
        self.sum = self.sum.saturating_add(other.sum);
        self.squares = self.squares.saturating_add(other.squares);
        self.shares = self.shares.saturating_add(other.shares);
    }
}
