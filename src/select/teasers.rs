//! Rows of teasers lead elsewhere, and do not belong to an article next to them.

use super::excluded::Scene;
use super::joint::log_odds;
use crate::block::{Aside, Page, TeaserRow, TextBlock};
use std::ops::{Range, RangeInclusive};

/// Fewer words of prose after a row are a footer's.
const MAX_WORDS_BEHIND: f32 = 20.0;

/// Less text under the headline is the introduction of an index.
const MIN_WORDS_OF_STORY: f32 = 40.0;
const MIN_PARAGRAPHS_OF_STORY: u32 = 3;
/// By how much the mean log-odds of a short story exceed those of the teasers of others.
const MIN_CONTRAST: f32 = 1.5;

/// On a page that may be an article, one paragraph can be all of it, if there is no doubt about it
/// and not much more to read in the teasers.
const MIN_WORDS_OF_NOTE: f32 = 30.0;
const MIN_CONTRAST_OF_NOTE: f32 = 3.5;
const MAX_TEASERS_PER_WORD: f32 = 5.0;
const MIN_ARTICLE_FOR_NOTE: f32 = 0.16;

/// The maximum of the mean log-odds of a card that is none of the content.
const MAX_OF_CARD: f32 = 1.5;

/// Words outside of links and sentences in a teaser that summarizes its page.
const WORDS_OF_SUMMARY: RangeInclusive<f32> = 5.0..=45.0;
const SENTENCES_OF_SUMMARY: RangeInclusive<f32> = 0.7..=3.5;

/// Weights for a row of teasers, besides the mean log-odds of its blocks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TeaserWeights {
    /// For any row, in log-odds.
    pub bias: f32,
    /// For a row after an article, with nothing after the row.
    pub behind_article: f32,
    /// For such a row whose teasers summarize other pages of the site, on an article.
    pub of_others: f32,
    /// The words of prose outside all rows that make an article. On a page without one, rows are
    /// the content.
    pub min_article_words: f32,
}

/// For every block, whether it is a teaser that is not content: in a row of them, or a single one
/// between two paragraphs.
pub(super) fn find(scene: &Scene<'_>) -> Vec<bool> {
    let mut dropped = vec![false; scene.scores.len()];
    let rows = &scene.settings.linked.rows;
    if !rows.is_empty() {
        in_rows(scene, rows, &mut dropped);
    }
    let is_doubtful = |blocks: &Range<usize>| {
        Pooled::of(scene.page, &scene.scores, blocks.clone()).mean() < MAX_OF_CARD
    };
    for aside in scene.asides() {
        let blocks = match aside {
            Aside::Linked(block) => *block..block + 1,
            // One with the scores of content is a part of the article.
            Aside::Card(blocks) if is_doubtful(blocks) => blocks.clone(),
            _ => continue,
        };
        dropped.get_mut(blocks).unwrap_or_default().fill(true);
    }
    dropped
}

/// Drops rows. What is dropped is the same for every focus, so that a wider one keeps everything
/// that a narrower one does.
fn in_rows(scene: &Scene<'_>, rows: &[TeaserRow], dropped: &mut [bool]) {
    let Scene { page, settings, is_article, .. } = *scene;
    let scores = &*scene.scores;
    let weights = &settings.tuning.teasers;
    let prose = prose_before(page, scores, rows, settings.headlines);
    let at = |block: usize| prose.get(block).copied().unwrap_or_default();
    let words = |row: &TeaserRow| -> f32 {
        page.blocks[row.blocks()].iter().map(|block| block.measures.words).sum()
    };
    let others = rows.iter().filter(|row| tells_of_others(page, row));
    let words_of_others: f32 = others.map(words).sum();
    for row in rows {
        let blocks = row.blocks();
        let Prose { words: ahead, story, .. } = at(blocks.start);
        let behind = at(page.blocks.len()).words - at(blocks.end).words;
        let pooled = Pooled::of(page, scores, blocks.clone()).mean();
        let stands_out = story.stands_out(pooled)
            || is_article >= MIN_ARTICLE_FOR_NOTE && story.is_note(pooled, words_of_others);
        let is_article_long = ahead >= weights.min_article_words || stands_out;
        let is_behind = is_article_long && behind <= MAX_WORDS_BEHIND;
        // Summaries with more words than the rest of the page are its content, unless a story of
        // its own scores far better.
        let tells_of_others =
            is_behind && (words_of_others <= ahead || stands_out) && tells_of_others(page, row);
        let mut speaks_for = pooled + weights.bias;
        if is_behind {
            speaks_for += weights.behind_article;
        }
        if tells_of_others {
            speaks_for += is_article * weights.of_others;
        }
        // Scores that are no numbers take nothing.
        let has_article = stands_out || ahead + behind >= weights.min_article_words;
        if speaks_for < 0.0 && has_article {
            let label = usize::from(tells_of_others && row.has_label_block);
            dropped[blocks.start - label..blocks.end].fill(true);
        }
    }
}

/// Whether the teasers of a row summarize other pages of the site, each in a sentence or two, with a
/// label above the row unless each is one link. Lists of sources lead to other sites, and sections
/// whose headings are links are longer.
fn tells_of_others(page: &Page, row: &TeaserRow) -> bool {
    let blocks = &page.blocks[row.blocks()];
    let headlines = row.headlines as f32;
    if row.are_links {
        return row.within_site == row.headlines;
    }
    let unlinked = |block: &TextBlock| block.measures.words * (1.0 - block.link_ratio());
    let words = blocks.iter().map(unlinked).sum::<f32>() / headlines;
    let sentences = blocks.iter().map(|block| block.measures.sentence_ends).sum::<u32>();
    row.is_labelled
        && row.within_site == row.headlines
        && WORDS_OF_SUMMARY.contains(&words)
        && SENTENCES_OF_SUMMARY.contains(&(sentences as f32 / headlines))
}

/// Log-odds of blocks, weighed by the logarithm of their words.
#[derive(Clone, Copy, Debug, Default)]
struct Pooled {
    sum: f32,
    weights: f32,
}

impl Pooled {
    fn of(page: &Page, scores: &[f32], blocks: Range<usize>) -> Pooled {
        let mut pooled = Pooled::default();
        for (block, &score) in page.blocks[blocks.clone()].iter().zip(&scores[blocks]) {
            pooled.add(block, score);
        }
        pooled
    }

    fn add(&mut self, block: &TextBlock, score: f32) {
        let weight = block.measures.words.ln_1p();
        self.sum += weight * log_odds(score);
        self.weights += weight;
    }

    fn mean(self) -> f32 {
        self.sum / f32::max(self.weights, f32::MIN_POSITIVE)
    }
}

/// The prose outside of all rows that may be content, up to some block.
#[derive(Clone, Copy, Debug, Default)]
struct Prose {
    words: f32,
    /// That under the page's headline.
    story: Story,
}

/// What a page may have to tell before its teasers.
#[derive(Clone, Copy, Debug, Default)]
struct Story {
    words: f32,
    paragraphs: u32,
    pooled: Pooled,
}

impl Story {
    fn add(&mut self, block: &TextBlock, score: f32) {
        self.words += block.measures.words;
        self.paragraphs += 1;
        self.pooled.add(block, score);
    }

    /// Whether it is more than an introduction, and its scores are far above those of a row.
    fn stands_out(&self, of_row: f32) -> bool {
        self.words >= MIN_WORDS_OF_STORY
            && self.paragraphs >= MIN_PARAGRAPHS_OF_STORY
            && self.pooled.mean() >= of_row + MIN_CONTRAST
    }

    /// Whether it is short, and far better than a row of the page's teasers, of so many words in all.
    fn is_note(&self, of_row: f32, words_of_others: f32) -> bool {
        self.words >= MIN_WORDS_OF_NOTE
            && self.words * MAX_TEASERS_PER_WORD >= words_of_others
            && self.pooled.mean() >= of_row + MIN_CONTRAST_OF_NOTE
    }
}

/// The prose before each block, and before the end.
fn prose_before(page: &Page, scores: &[f32], rows: &[TeaserRow], headlines: &[bool]) -> Vec<Prose> {
    let mut in_row = vec![false; page.blocks.len()];
    for row in rows {
        in_row[row.blocks()].fill(true);
    }
    let mut before = Vec::with_capacity(page.blocks.len() + 1);
    let mut prose = Prose::default();
    let mut is_told = false;
    before.push(prose);
    for (index, (block, &score)) in page.blocks.iter().zip(scores).enumerate() {
        is_told |= headlines.get(index).copied().unwrap_or_default();
        if block.is_prose() && !in_row[index] && score > 0.5 {
            prose.words += block.measures.words;
            if is_told {
                prose.story.add(block, score);
            }
        }
        before.push(prose);
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Linked, Titles, segment};
    use crate::dom::testing::parsed;
    use crate::select::Settings;
    use std::borrow::Cow;

    const NOTES: [[&str; 4]; 2] = [
        [
            "The village mill has water again",
            "After eleven dry weeks the village mill turned again on Tuesday, said the council, which \
             had given forty thousand pounds for the channel, both weirs and the new stones, which \
             the miller had cut himself.",
            "Bridge closed until Easter",
            "The work on the old bridge will take longer than the builder had reckoned.",
        ],
        [
            "Ξανά νερό στον μύλο του χωριού",
            "Ύστερα από έντεκα άνυδρες εβδομάδες ο μύλος του χωριού γύρισε ξανά την Τρίτη, ανακοίνωσε ο \
             δήμος, που είχε δώσει τον χειμώνα σαράντα χιλιάδες ευρώ για το αυλάκι, τα δύο φράγματα και \
             τις νέες πέτρες.",
            "Κλειστό το γεφύρι ως το Πάσχα",
            "Οι εργασίες στο παλιό γεφύρι θα κρατήσουν περισσότερο από όσο είχε υπολογίσει ο εργολάβος.",
        ],
    ];

    /// Whether a row of so many teasers is dropped whole behind a note with this score, where each
    /// block of the row scores 0.6.
    fn drops(note: [&str; 4], teasers: usize, score: f32, is_article: f32) -> bool {
        let [headline, note, title, summary] = note;
        let teaser = format!("<li><a href=/news/1>{title}</a><div>{summary}</div>");
        let html = format!(
            "<title>{headline}</title><div><h1>{headline}</h1><p>{note}</div><h3>News:</h3><ul>{}</ul>",
            teaser.repeat(teasers)
        );
        let dom = parsed(&html);
        let page = segment(&dom);
        let mut scores = vec![0.6; page.blocks.len()];
        scores[1] = score;
        let titles = Titles::of(&dom, &page);
        let linked = Linked::of(&dom, &page, &titles);
        assert_eq!(linked.rows.len(), 1);
        let headlines = titles.headlines(&page);
        let settings = Settings { linked: &linked, headlines: &headlines, ..Settings::default() };
        let scene = Scene {
            settings: &settings,
            page: &page,
            scores: Cow::Borrowed(&scores),
            copies: &[],
            is_article,
        };
        let dropped = find(&scene);
        assert!(!dropped[0] && !dropped[1]);
        dropped[2..].iter().all(|&dropped| dropped)
    }

    #[test]
    fn a_note_stands_above_the_teasers_of_others() {
        for note in NOTES {
            assert!(drops(note, 4, 0.985, 0.3));
            // It may introduce them: it is no better, they tell more, the page is an index.
            assert!(!drops(note, 4, 0.8, 0.3));
            assert!(!drops(note, 20, 0.985, 0.3));
            assert!(!drops(note, 4, 0.985, 0.1));
        }
    }
}
