//! Teasers and readers' comments around an article, in many markups and languages, are none of it.
//!
//! `cargo bench --bench leaks` measures all of the pages.

use testing::generated::{self, Outcome, Page, Place};

/// The shares of pages that may leak, inside the article's own container and elsewhere.
const MAX_INSIDE: f64 = 0.1;
const MAX_ELSEWHERE: f64 = 0.03;

/// A few of all pages, of every shell, markup, language and place.
fn some(pages: Vec<Page>) -> Vec<Page> {
    pages.into_iter().step_by(23).collect()
}

fn check(pages: &[Page]) {
    let (inside, elsewhere): (Vec<&Page>, Vec<&Page>) =
        pages.iter().partition(|page| page.place == Place::Inside);
    for (pages, bound) in [(inside, MAX_INSIDE), (elsewhere, MAX_ELSEWHERE)] {
        let outcome = Outcome::of(pages, |html| dehusk::extract(html).text());
        let names = |pages: &[&Page]| pages.iter().map(|page| page.name()).collect::<Vec<_>>();
        assert_eq!(names(&outcome.losing), [""; 0], "of {} pages", outcome.pages);
        assert!(outcome.share() <= bound, "{:?}", names(&outcome.leaking));
    }
}

#[test]
fn articles_are_whole_and_without_teasers() {
    check(&some(generated::with_teasers(1)));
}

#[test]
fn articles_are_whole_and_without_comments() {
    check(&some(generated::with_comments(1)));
}
