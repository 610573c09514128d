//! Teasers and readers' comments around an article, in many markups and languages, are none of it.

use testing::generated::{self, Page};

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
