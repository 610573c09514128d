//! The position of a block on the page.

use super::terms::{Evidence, Term};
use crate::block::{Context, Page, Role, TextBlock};
use crate::dom::Tag;

/// On a shorter page, in words, positions matter less.
const SHORT_PAGE: f32 = 600.0;
/// A paragraph is long from this many words, if few of them are links.
const LONG: f32 = 25.0;
const FEW_LINKS: f32 = 0.2;
/// A heading with more than this share of the words before it is not the title.
const BEFORE_TITLE: f32 = 0.5;

/// What the page's layout says about positions.
pub(super) struct Layout {
    words: f32,
    /// The share of the page's words that are in prose.
    prose: f32,
    /// The share of the page's prose in `<main>`, and in the largest `<article>`.
    in_main: f32,
    in_article: f32,
    title: Option<usize>,
    last_long: Option<usize>,
}

impl Layout {
    pub(super) fn of(page: &Page) -> Layout {
        let body = page.stats();
        let prose_in = |role: Role| {
            let inside = page.elements.iter().filter(|element| element.role == role);
            let most = inside.map(|element| element.stats.prose_words).fold(0.0, f32::max);
            most / body.prose_words.max(1.0)
        };
        let is_long =
            |block: &TextBlock| block.measures.words >= LONG && block.link_ratio() < FEW_LINKS;
        Layout {
            words: body.words,
            prose: body.prose_words / body.words.max(1.0),
            in_main: prose_in(Role::Main),
            in_article: prose_in(Role::Article),
            title: title(page, body.words),
            last_long: page.blocks.iter().rposition(is_long),
        }
    }

    pub(super) fn add_to(
        &self,
        evidence: &mut Evidence,
        index: usize,
        block: &TextBlock,
        words_before: f32,
    ) {
        evidence.set(Term::Position, words_before / (self.words + SHORT_PAGE));
        evidence.set_if(Term::Title, self.title == Some(index));
        evidence.set_if(Term::BeforeTitle, self.title.is_some_and(|title| index < title));
        evidence.set_if(Term::AfterProse, self.last_long.is_some_and(|last| index > last));
        evidence.set(Term::PageWithoutProse, 1.0 - self.prose);
        evidence.set(Term::LinkRatio, block.link_ratio() * self.prose);
        if !block.context.has(Context::MAIN) {
            evidence.set(Term::OutsideMain, self.in_main);
        }
        if !block.context.has(Context::ARTICLE) {
            evidence.set(Term::OutsideArticle, self.in_article);
        }
    }
}

/// The block of the first `<h1>`, unless most of the page comes before it.
fn title(page: &Page, words: f32) -> Option<usize> {
    let mut before = 0.0;
    for (index, block) in page.blocks.iter().enumerate() {
        if before > BEFORE_TITLE * words {
            return None;
        }
        if page.element(block.element).is_some_and(|element| element.tag == Tag::H1) {
            return Some(index);
        }
        before += block.measures.words;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom;
    use crate::options::Limits;

    fn rows(html: &str) -> Vec<Evidence> {
        let page = crate::block::segment(&dom::parse(html, &Limits::default(), false).unwrap());
        let layout = Layout::of(&page);
        let mut before = 0.0;
        let mut rows = Vec::new();
        for (index, block) in page.blocks.iter().enumerate() {
            let mut evidence = Evidence::new();
            layout.add_to(&mut evidence, index, block, before);
            before += block.measures.words;
            rows.push(evidence);
        }
        rows
    }

    #[test]
    fn the_title_divides_the_page_unless_it_is_far_down() {
        let prose = "word ".repeat(30);
        let titled = rows(&format!("<p>menu<h1>Title</h1><p>{prose}<p>tail"));
        let values = |term: Term| titled.iter().map(|row| row.value(term)).collect::<Vec<f32>>();
        assert_eq!(values(Term::Title), [0.0, 1.0, 0.0, 0.0]);
        assert_eq!(values(Term::BeforeTitle), [1.0, 0.0, 0.0, 0.0]);
        assert_eq!(values(Term::AfterProse), [0.0, 0.0, 0.0, 1.0]);
        let late = rows(&format!("<p>{prose}<p>{prose}<h1>Imprint</h1>"));
        assert!(late.iter().all(|row| row.value(Term::BeforeTitle) == 0.0));
    }

    #[test]
    fn outside_counts_by_what_is_inside() {
        let prose = "word ".repeat(30);
        let page = rows(&format!("<p>{prose}<article><p>{prose}</article>"));
        assert_eq!(page[0].value(Term::OutsideArticle), 0.5);
        assert_eq!(page[1].value(Term::OutsideArticle), 0.0);
        assert_eq!(page[0].value(Term::OutsideMain), 0.0);
    }
}
