//! The terms of the formula, their weights and their meanings.

use crate::features::{Feature, Group, put};

macro_rules! terms {
    ($($(#[doc = $meaning:literal])* $term:ident $name:literal $weight:literal,)*) => {
        /// A term of the formula. Unless stated otherwise, a term is 1 if it holds, and 0 if not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub(super) enum Term {
            $($(#[doc = $meaning])* $term,)*
        }

        /// The weight of each term, in the order of [`Term`].
        pub(super) const WEIGHTS: &[f32] = &[$($weight,)*];

        /// The names and meanings of the terms, in the same order.
        const TERMS: &[Feature] = &[$(
            Feature { name: $name, meaning: concat!($($meaning),*).trim_ascii() },
        )*];

        /// The number of terms.
        const COUNT: usize = [$(Term::$term,)*].len();
    };
}

terms! {
    // What the text itself looks like.
    /// The logarithm of one more than the block's words, at most 4.5.
    Length "length" 0.25,
    /// Words per line wrapped at 80 columns, in tens, at most 1.5 (Kohlschütter 2010).
    TextDensity "text_density" 0.15,
    /// Share of the characters inside links (Kohlschütter 2010, "link density"), by the share of
    /// the page's words that are in prose: without prose, the links may be the content.
    LinkRatio "link_ratio_by_prose" -1.4,
    /// Two links or more and next to nothing else.
    LinkRow "link_row" -1.2,
    /// The text ends like a sentence.
    Sentence "sentence" 0.7,
    /// A heading.
    Heading "heading" 0.4,
    /// The text is in a `<div>`, `<section>` or the body itself, not in a paragraph, a list, a
    /// table or a heading.
    Bare "bare" -0.6,
    /// A caption of a figure or table.
    Caption "caption" -0.3,

    // What comes before and after it.
    /// Link ratio of the block before.
    LinksBefore "links_before" -0.1,
    /// Link ratio of the block after.
    LinksAfter "links_after" -0.2,
    /// How much prose comes before: fades with every block, 0 to 1.
    ProseBefore "prose_before" 0.3,
    /// How much prose comes after: fades with every block, 0 to 1.
    ProseAfter "prose_after" 0.8,

    // Where in the tree it is.
    /// The element and all those around it are as dense as the CETD threshold asks.
    Dense "dense" 0.4,
    /// Inside the element of greatest CETD density sum.
    DensestElement "densest_element" 0.6,
    /// The square root of the share of the page's words at places with the same tags and classes
    /// all the way up.
    PathShare "path_share" 0.7,
    /// The logarithm of the number of blocks at such places, at most 5.
    PathCount "path_count" 0.4,

    /// Form controls for every ten words in the element around the block's or in the one around
    /// that, at most 1.
    Controls "controls" -1.0,

    // Where on the page it is.
    /// Words before, by those of the page and 600 more: far down on a long page.
    Position "position" -2.5,
    /// The page's first `<h1>`.
    Title "title" 3.0,
    /// Before the page's first `<h1>`.
    BeforeTitle "before_title" -1.9,
    /// After the last long paragraph.
    AfterProse "after_prose" -0.35,
    /// Share of the page's words that are not in prose: with little prose, other text is what the
    /// page is about.
    PageWithoutProse "page_without_prose" 1.0,
    /// Outside `<main>`: the share of the page's prose inside.
    OutsideMain "outside_main" -1.5,
    /// Outside `<article>`: the share of the page's prose inside the largest one.
    OutsideArticle "outside_article" -1.7,

    // The landmarks around it, by element or by ARIA role.
    /// Inside `<nav>`.
    Navigation "navigation" -0.9,
    /// Inside `<header>`.
    Header "header" -0.25,
    /// Inside `<footer>`.
    Footer "footer" -3.6,
    /// Inside `<aside>`.
    Aside "aside" -1.5,
    /// Inside `<main>`.
    Main "main" 0.25,
    /// Inside `<form>`.
    Form "form" -0.9,
    /// Inside a dialog.
    Dialog "dialog" -3.6,
    /// Inside something that is not shown.
    Hidden "hidden" -0.45,
    /// Inside a button.
    Button "button" -0.6,
    /// Inside `<figure>`.
    Figure "figure" -0.3,

    // What the template calls the place: words in class and id.
    /// Names of the text of the page.
    ContentWord "content_word" 0.3,
    /// Consent to cookies.
    ConsentWord "consent_word" -2.5,
    /// Site header, site footer, menus, search, account.
    SiteWord "site_word" -1.4,
    /// Advertisements and newsletters, on one of the three innermost elements.
    PromotionWord "promotion_word" -1.4,
    /// Pop-ups and notices.
    OverlayWord "overlay_word" -1.0,
    /// Sidebars and widgets.
    SideWord "side_word" -0.8,
    /// Links to other pages.
    RelatedWord "related_word" -1.0,
    /// Readers' comments and the form for them, on one of the three innermost elements.
    CommentWord "comment_word" -2.5,
    /// Share buttons and social networks.
    ShareWord "share_word" -1.1,
    /// Byline, date, tags, on one of the three innermost elements.
    MetaWord "meta_word" -0.6,
    /// Buttons and icons, on one of the three innermost elements.
    ControlWord "control_word" -0.6,
    /// For screen readers only, or not shown.
    HiddenWord "hidden_word" -0.35,
}

/// Added to every block.
pub(super) const BIAS: f32 = -1.8;

/// The terms that the learned scorer sees individually; of the others it sees the sum of points.
const SEEN: [Term; 6] = [
    Term::LinkRatio,
    Term::DensestElement,
    Term::Position,
    Term::PageWithoutProse,
    Term::OutsideMain,
    Term::OutsideArticle,
];

/// The values of all terms for one block.
#[derive(Clone, Debug)]
pub(crate) struct Evidence([f32; COUNT]);

impl Group for Evidence {
    const FEATURES: &'static [Feature] = &{
        let mut features = [TERMS[0]; SEEN.len()];
        let mut at = 0;
        while at < SEEN.len() {
            features[at] = TERMS[SEEN[at] as usize];
            at += 1;
        }
        features
    };

    fn write<'r>(&self, row: &'r mut [f32]) -> &'r mut [f32] {
        put(row, &SEEN.map(|term| self.0[term as usize]))
    }
}

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

    #[cfg(test)]
    pub(super) fn value(&self, term: Term) -> f32 {
        self.0[term as usize]
    }

    /// The terms that hold, with their values and what they add to the points.
    pub(super) fn contributions(&self) -> impl Iterator<Item = (Feature, f32, f32)> + '_ {
        let terms = TERMS.iter().zip(&self.0).zip(WEIGHTS);
        terms
            .filter(|((_, value), _)| **value != 0.0)
            .map(|((feature, value), weight)| (*feature, *value, value * weight))
    }

    /// The bias plus all weighted terms: the log-odds of main content.
    pub(super) fn points(&self) -> f32 {
        self.0.iter().zip(WEIGHTS).fold(BIAS, |points, (value, weight)| points + value * weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_the_bias_and_the_weighted_values() {
        let mut evidence = Evidence::new();
        assert_eq!(evidence.points(), BIAS);
        evidence.set_if(Term::Sentence, true);
        evidence.set(Term::Length, 2.0);
        let weight = |term: Term| WEIGHTS[term as usize];
        let expected = BIAS + weight(Term::Sentence) + 2.0 * weight(Term::Length);
        assert!((evidence.points() - expected).abs() < 1e-6);
    }
}
