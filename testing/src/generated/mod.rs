//! Generated pages: one article in a shell of menus and footers, with teasers of other articles or
//! readers' comments somewhere around it. All texts are our own.

mod markup;
mod outcome;
mod shell;
mod texts;

pub use markup::{COMMENT_MARKUPS, CommentMarkup, TEASER_MARKUPS, TeaserMarkup};
pub use outcome::Outcome;
pub use shell::{PLACES, Place, SHELLS};
pub use texts::{Comment, LANGUAGES, Language, Teaser};

/// A page, and what must and must not come out of it.
#[derive(Clone, Debug)]
pub struct Page {
    pub shell: &'static str,
    /// How the teasers or comments are marked up.
    pub markup: &'static str,
    /// The code of the language.
    pub language: &'static str,
    /// Where the teasers or comments stand.
    pub place: Place,
    pub html: String,
    /// The paragraphs of the article.
    pub article: Vec<&'static str>,
    /// The sentences of teasers or comments.
    pub foreign: Vec<&'static str>,
}

impl Page {
    /// What it is made of.
    pub fn name(&self) -> String {
        format!("{} {} {} {:?}", self.shell, self.markup, self.language, self.place)
    }
}

/// A small random number generator, the same everywhere (Marsaglia: "Xorshift RNGs", 2003).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        // The first numbers of similar seeds are similar.
        for _ in 0..4 {
            random.below(2);
        }
        random
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }
}

/// All pages with teasers: every combination of shell, markup, language and place.
pub fn with_teasers(seed: u64) -> Vec<Page> {
    let mut random = Random::new(seed);
    let mut pages = Vec::new();
    for shell in SHELLS {
        for markup in TEASER_MARKUPS {
            for language in &LANGUAGES {
                for place in PLACES {
                    let count = 3 + random.below(3);
                    let first = random.below(language.teasers.len());
                    let rotated = language.teasers.iter().cycle().skip(first).take(count);
                    let teasers: Vec<Teaser> = rotated.copied().collect();
                    let html = markup.write(language.more, &teasers, &mut random);
                    pages.push(Page {
                        shell: shell.name,
                        markup: markup.name,
                        language: language.code,
                        place,
                        html: shell.write(language, place, &html),
                        article: language.article.to_vec(),
                        foreign: teasers.iter().map(|teaser| teaser.summary).collect(),
                    });
                }
            }
        }
    }
    pages
}

/// All pages with readers' comments, inside the article's container and after it.
pub fn with_comments(seed: u64) -> Vec<Page> {
    let mut random = Random::new(seed);
    let mut pages = Vec::new();
    for shell in SHELLS {
        for markup in COMMENT_MARKUPS {
            for language in &LANGUAGES {
                for place in [Place::Inside, Place::Below] {
                    let html =
                        markup.write(language.comments_heading, &language.comments, &mut random);
                    pages.push(Page {
                        shell: shell.name,
                        markup: markup.name,
                        language: language.code,
                        place,
                        html: shell.write(language, place, &html),
                        article: language.article.to_vec(),
                        foreign: language.comments.iter().map(|comment| comment.text).collect(),
                    });
                }
            }
        }
    }
    pages
}
