//! The terms of the formula, their weights, and what they say.

macro_rules! terms {
    ($($(#[doc = $meaning:literal])* $term:ident $weight:literal,)*) => {
        /// A term of the formula. Unless it says otherwise a term is 1 where it holds, else 0.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub(super) enum Term {
            $($(#[doc = $meaning])* $term,)*
        }

        /// The weight of each term, in the order of [`Term`].
        pub(super) const WEIGHTS: &[f32] = &[$($weight,)*];

        /// The name of each term, in the order of [`Term`].
        #[cfg(test)]
        pub(super) const NAMES: &[&str] = &[$(stringify!($term),)*];

        const COUNT: usize = [$(Term::$term,)*].len();
    };
}

terms! {
    // What the text looks like by itself.
    /// The logarithm of one more than the block's words, at most 4.5.
    Length 0.16,
    /// Words per line wrapped at 80 columns, in tens, at most 1.5 (Kohlschütter 2010).
    TextDensity 0.15,
    /// Share of the characters inside links (Kohlschütter 2010, "link density").
    LinkRatio -0.7,
    /// The text ends like a sentence.
    Sentence 0.9,
    /// A heading.
    Heading 0.3,
    /// The text stands in a `<div>`, `<section>` or the body itself, not in a paragraph, a list,
    /// a table or a heading.
    Bare -0.6,
    /// A caption of a figure or table.
    Caption -2.0,

    // What stands before and after it.
    /// Link ratio of the block before.
    LinksBefore -0.15,
    /// Link ratio of the block after.
    LinksAfter -0.15,
    /// How much prose comes before: fades with every block, 0 to 1.
    ProseBefore 0.6,
    /// How much prose comes after, likewise.
    ProseAfter 0.85,

    // Where in the tree it stands.
    /// The element and all those around it are as dense as the CETD threshold asks.
    Dense 0.55,
    /// Inside the element of greatest CETD density sum.
    DensestElement 0.3,
    /// The square root of the share of the page's words at places with the same tags and classes
    /// all the way up.
    PathShare 0.5,
    /// The logarithm of the number of blocks at such places, at most 5.
    PathCount 0.47,

    // Where on the page it stands.
    /// Share of the page's words that come before.
    Position -1.7,
    /// Before the page's first `<h1>`.
    BeforeTitle -1.6,
    /// After the last long paragraph.
    AfterProse -0.3,
    /// 1 on a page without any prose, 0 on a page full of it: where there is no prose to keep,
    /// other text is what the page is about.
    PageWithoutProse 2.5,
    /// Outside `<main>`: the share of the page's prose inside.
    OutsideMain -1.2,
    /// Outside `<article>`: the share of the page's prose inside the largest one.
    OutsideArticle -1.3,

    // The landmarks it stands in, by element or by ARIA role.
    /// Inside `<nav>`.
    Navigation -0.25,
    /// Inside `<header>`.
    Header -0.3,
    /// Inside `<footer>`.
    Footer -2.4,
    /// Inside `<aside>`.
    Aside -1.2,
    /// Inside `<main>`.
    Main 0.25,
    /// Inside `<form>`.
    Form -0.65,
    /// Inside a dialog.
    Dialog -3.3,
    /// Inside something that is not shown.
    Hidden -0.5,
    /// Inside a button.
    Button -1.2,
    /// Inside `<figure>`.
    Figure -1.25,

    // What the template calls the place it stands in: words in class and id.
    /// The text of the page.
    ContentWord 0.27,
    /// Site header, site footer, menus, search, account, cookie banner.
    SiteWord -1.3,
    /// Advertisements and newsletters, on one of the three innermost elements.
    PromotionWord -2.0,
    /// Pop-ups and notices.
    OverlayWord -0.95,
    /// Sidebars and widgets.
    SideWord -0.6,
    /// Links to other pages.
    RelatedWord -0.9,
    /// Readers' comments and the form for them, on one of the three innermost elements.
    CommentWord -2.0,
    /// Share buttons and social networks.
    ShareWord -0.9,
    /// Byline, date, tags, on one of the three innermost elements.
    MetaWord -0.3,
    /// Buttons and icons, on one of the three innermost elements.
    ControlWord -0.9,
    /// For screen readers only, or not shown.
    HiddenWord -0.55,
}

/// Added to every block.
pub(super) const BIAS: f32 = -2.0;

/// The values of all terms for one block.
#[derive(Clone, Debug)]
pub(super) struct Evidence([f32; COUNT]);

impl Evidence {
    pub(super) fn new() -> Evidence {
        Evidence([0.0; COUNT])
    }

    pub(super) fn set(&mut self, term: Term, value: f32) {
        self.0[term as usize] = value;
    }

    pub(super) fn set_if(&mut self, term: Term, holds: bool) {
        self.set(term, f32::from(u8::from(holds)));
    }

    /// The terms with their values and weights, for a test to show.
    #[cfg(test)]
    pub(super) fn terms(&self) -> impl Iterator<Item = (&'static str, f32, f32)> + '_ {
        NAMES
            .iter()
            .zip(&self.0)
            .zip(WEIGHTS)
            .map(|((name, value), weight)| (*name, *value, *weight))
    }

    /// The bias and all terms by their weights: log-odds of being main content.
    pub(super) fn points(&self) -> f32 {
        self.0.iter().zip(WEIGHTS).fold(BIAS, |points, (value, weight)| points + value * weight)
    }
}
