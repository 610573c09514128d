//! Teasers and readers' comments around an article, in many markups and languages, do not belong to
//! it.

use testing::generated::{self, Page};

/// The share of pages that may leak what is outside the article's container.
const MAX_LEAKS_ELSEWHERE: f32 = 0.25;

/// What came out of generated pages.
#[derive(Debug, Default)]
struct Outcome {
    pages: u32,
    /// Pages of which a sentence of a teaser or comment came out.
    leaks: u32,
    /// Pages of which a paragraph of the article did not.
    losses: Vec<String>,
    leaking: Vec<String>,
}

impl Outcome {
    fn of(pages: impl Iterator<Item = Page>) -> Outcome {
        let mut outcome = Outcome::default();
        for page in pages {
            let text = dehusk::extract(&page.html).text();
            let has = |sentence: &&&str| text.contains(**sentence);
            outcome.pages += 1;
            if page.foreign.iter().any(|sentence| has(&sentence)) {
                outcome.leaks += 1;
                outcome.leaking.push(page.name.clone());
            }
            if !page.article.iter().all(|paragraph| has(&paragraph)) {
                outcome.losses.push(page.name);
            }
        }
        outcome
    }

    fn share(&self) -> f32 {
        self.leaks as f32 / self.pages.max(1) as f32
    }
}

fn inside(page: &Page) -> bool {
    page.name.ends_with("Inside")
}

/// A few of all pages, of every shell, markup, language and place.
fn some(pages: impl Iterator<Item = Page>) -> impl Iterator<Item = Page> {
    pages.step_by(23)
}

#[test]
fn no_paragraph_of_an_article_is_lost() {
    let pages = generated::with_teasers(1).chain(generated::with_comments(1));
    let outcome = Outcome::of(some(pages));
    assert_eq!(outcome.losses, [""; 0], "of {} pages", outcome.pages);
}

#[test]
fn few_pages_leak_what_stands_outside_of_the_container() {
    for pages in [
        some(generated::with_teasers(1)).collect::<Vec<_>>(),
        some(generated::with_comments(1)).collect(),
    ] {
        let outcome = Outcome::of(pages.into_iter().filter(|page| !inside(page)));
        assert!(outcome.share() <= MAX_LEAKS_ELSEWHERE, "{:?}", outcome.leaking);
    }
}

/// Prints how many of all pages leak, by markup, place, shell and language.
#[test]
#[ignore = "a figure; run it optimised, with --nocapture"]
fn figure() {
    type Pages = fn() -> Box<dyn Iterator<Item = Page>>;
    let sets: [(&str, Pages); 2] = [
        ("teasers", || Box::new(generated::with_teasers(1))),
        ("comments", || Box::new(generated::with_comments(1))),
    ];
    for (what, pages) in sets {
        for (where_, is_inside) in [("inside the container", true), ("elsewhere", false)] {
            let outcome = Outcome::of(pages().filter(|page| inside(page) == is_inside));
            let leaks = 100.0 * outcome.share();
            let lost = outcome.losses.len();
            println!("{what} {where_}: {leaks:.1}% of {} pages leak, {lost} lose", outcome.pages);
            let mut parts = std::collections::BTreeMap::<&str, u32>::new();
            for part in outcome.leaking.iter().flat_map(|name| name.split(' ')) {
                *parts.entry(part).or_default() += 1;
            }
            println!("    leaking: {parts:?}");
            println!("    losing: {:?}", outcome.losses.iter().take(12).collect::<Vec<_>>());
        }
    }
}
