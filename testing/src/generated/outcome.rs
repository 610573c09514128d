//! What came out of generated pages.

use super::Page;

/// Which of some pages leaked, and which lost something.
#[derive(Debug, Default)]
pub struct Outcome<'a> {
    pub pages: usize,
    /// Pages of which a sentence of a teaser or comment came out.
    pub leaking: Vec<&'a Page>,
    /// Pages of which a paragraph of the article did not.
    pub losing: Vec<&'a Page>,
}

impl<'a> Outcome<'a> {
    /// Extracts pages and looks at their texts.
    pub fn of(
        pages: impl IntoIterator<Item = &'a Page>,
        text_of: impl Fn(&str) -> String,
    ) -> Outcome<'a> {
        let mut outcome = Outcome::default();
        for page in pages {
            let text = text_of(&page.html);
            outcome.pages += 1;
            if page.foreign.iter().any(|sentence| text.contains(sentence)) {
                outcome.leaking.push(page);
            }
            if !page.article.iter().all(|paragraph| text.contains(paragraph)) {
                outcome.losing.push(page);
            }
        }
        outcome
    }

    /// The share of pages that leak.
    pub fn share(&self) -> f64 {
        self.leaking.len() as f64 / self.pages.max(1) as f64
    }
}
