//! Recognizes pages without main content: the shell of an application before its scripts run, an
//! error message, menus and a footer around nothing.

use super::Settings;
use super::excluded::without;
use crate::block::{Context, Page, TextBlock};
use crate::options::{Focus, Scorer};

/// On a blank page, fewer words than this, and less than this share of the page's, are expected to
/// be content.
const FEW_WORDS: f32 = 8.0;
const SMALL_SHARE: f32 = 0.02;

/// Lower scores are ignored, as they would add up on any large menu.
const MIN_SCORE: f32 = 0.2;

/// A page with more words of prose is not blank, whatever its scores.
const PROSE: f32 = 150.0;

/// A page with fewer words is more likely short than blank, whatever its scores.
const SMALL_PAGE: f32 = 100.0;

/// `<noscript>` with fewer words on the whole page only asks for scripts. Pages that show their
/// content without scripts have more.
const NOTE: f32 = 40.0;

/// Whether a page has nothing to keep.
pub(super) fn gives_nothing(
    settings: &Settings<'_>,
    page: &Page,
    scores: &[f32],
    copies: &[bool],
) -> bool {
    // That its menus are known to be the site's does not make a page blank.
    let alone = Some(settings.without_site).filter(|alone| !alone.is_empty());
    settings.scorer == Scorer::Model
        && settings.focus != Focus::Recall
        && is_blank(page, &without(alone.unwrap_or(scores), copies))
}

/// Whether there is no content on the page, given scores that are probabilities.
///
/// The answer is the same for every focus, so that a wider one keeps everything that a narrower one
/// does.
fn is_blank(page: &Page, scores: &[f32]) -> bool {
    let is_note = |block: &TextBlock| block.context.has(Context::NOSCRIPT);
    let words = |block: &TextBlock| block.measures.words;
    let all: f32 = page.blocks.iter().map(words).sum();
    let noted: f32 = page.blocks.iter().filter(|block| is_note(block)).map(words).sum();
    let prose = page.stats().prose_words;
    let expected: f32 = page
        .blocks
        .iter()
        .zip(scores)
        .filter(|(block, score)| **score >= MIN_SCORE && (noted >= NOTE || !is_note(block)))
        .map(|(block, score)| words(block) * score)
        .sum();
    let is_small = noted < all && all < SMALL_PAGE;
    prose < PROSE && expected < FEW_WORDS && expected < SMALL_SHARE * all && !is_small
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::select::testing::segmented;
    use crate::select::{Settings, select};
    use crate::{block, dom};

    fn blank(html: &str, score: impl Fn(&str) -> f32) -> bool {
        let dom = dom::parse(html, &Limits::default(), false).unwrap();
        let page = block::segment(&dom);
        let texts = page.blocks.iter().map(|block| score(page.block_text(block)));
        is_blank(&page, &texts.collect::<Vec<_>>())
    }

    fn menu(entries: usize) -> String {
        "<li><a href=x>Shoes and shirts</a>".repeat(entries)
    }

    #[test]
    fn a_menu_around_nothing_is_blank() {
        let html = format!("<ul>{}</ul><div id=app></div>", menu(60));
        assert!(blank(&html, |_| 0.1));
        assert!(blank(&format!("{html}<p>Shopping for"), |text| match text {
            "Shopping for" => 0.4,
            _ => 0.1,
        }));
    }

    #[test]
    fn a_short_text_is_none() {
        assert!(!blank("<p>Hello", |_| 0.1));
        assert!(!blank(&format!("<ul>{}</ul><p>Hello", menu(20)), |_| 0.1));
        assert!(!blank(&format!("<ul>{}</ul><p>Hello", menu(10)), |text| match text {
            "Hello" => 0.9,
            _ => 0.1,
        }));
    }

    #[test]
    fn prose_is_content_whatever_its_scores() {
        let paragraph = "It rained for the first time in eleven weeks on the fields. ".repeat(4);
        assert!(!blank(&format!("<p>{paragraph}").repeat(4), |_| 0.01));
        assert!(!blank(&format!("<p>{paragraph}").repeat(4), |_| f32::NAN));
    }

    #[test]
    fn a_call_for_scripts_is_no_content_but_a_thread_is() {
        let note = "<noscript>You need to enable JavaScript to run this app.</noscript>";
        assert!(blank(&format!("<body>{note}<div id=root></div>"), |_| 0.9));
        let thread = "<p>First of all, the pump needs new seals.".repeat(8);
        assert!(!blank(&format!("<body><noscript>{thread}</noscript>"), |_| 0.9));
        assert!(!blank(&format!("<body>{note}<p>Hello there"), |_| 0.9));
    }

    #[test]
    fn what_all_pages_of_the_site_have_makes_none_of_them_blank() {
        let entry = |number| format!("<li><a href={number}>Shoes and shirts, page {number}</a>");
        let menu: String = (0..60).map(entry).collect();
        let html = format!("<ul>{menu}</ul><p>Drawn by Maria Vogel</p>");
        let scores = |menu| [vec![menu; 60], vec![0.9]].concat();
        let (alone, adjusted) = (scores(0.25), scores(0.01));
        let page = segmented(&html, &adjusted);
        let known = Settings { without_site: &alone, ..Settings::default() };
        assert!(select(&known, &page, &adjusted).kept()[60]);
        assert!(!select(&Settings::default(), &page, &adjusted).kept()[60]);
    }

    #[test]
    fn a_page_without_blocks_is_no_matter() {
        assert!(!blank("", |_| 0.9));
    }
}
