//! Compares an extracted text with the gold, as the public evaluation scripts do.
//!
//! The bag of words of the Web Content Extraction Benchmark (WCXB) with its snippets, the 4-word
//! shingles of Zyte's article-extraction-benchmark, and the snippets of trafilatura's evaluation.

use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Python's `\w+`: letters, numbers and the underscore. Rust's `\w` also has combining marks and
/// joiners, and lacks numbers such as `½`, so it would count other words.
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("a literal"));

/// Precision, recall and their harmonic mean, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PageScore {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

impl PageScore {
    const PERFECT: PageScore = PageScore { precision: 1.0, recall: 1.0, f1: 1.0 };

    fn new(precision: f64, recall: f64) -> PageScore {
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        PageScore { precision, recall, f1 }
    }
}

/// The score of one page as WCXB counts it: the words of both texts, lower-cased, as bags.
///
/// If the gold is empty, an empty text scores 1 and any other 0.
pub fn word_score(predicted: &str, gold: &str) -> PageScore {
    let (predicted, gold) = (predicted.to_lowercase(), gold.to_lowercase());
    let mut left: HashMap<&str, usize> = HashMap::new();
    let mut gold_words = 0usize;
    for word in WORD.find_iter(&gold) {
        *left.entry(word.as_str()).or_default() += 1;
        gold_words += 1;
    }
    let mut predicted_words = 0usize;
    let mut shared = 0usize;
    for word in WORD.find_iter(&predicted) {
        predicted_words += 1;
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    match (predicted_words, gold_words) {
        (0, 0) => PageScore::PERFECT,
        (0, _) | (_, 0) => PageScore::default(),
        _ => PageScore::new(
            shared as f64 / predicted_words as f64,
            shared as f64 / gold_words as f64,
        ),
    }
}

/// The snippets of one page, or of several added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SnippetCounts {
    /// Snippets that belong in the text.
    pub with: usize,
    /// Those of them that are in it.
    pub with_found: usize,
    /// Snippets that do not belong in the text.
    pub without: usize,
    /// Those of them that are in it.
    pub without_found: usize,
}

impl SnippetCounts {
    pub fn is_empty(&self) -> bool {
        self.with + self.without == 0
    }

    /// Share of the wanted snippets that are in the text; 1 if there are none, as in WCXB.
    pub fn with_rate(&self) -> f64 {
        share(self.with_found, self.with)
    }

    /// Share of the unwanted snippets that are in the text; 1 if there are none, as in WCXB.
    pub fn without_rate(&self) -> f64 {
        share(self.without_found, self.without)
    }

    /// Share of all snippets that are right: wanted and found, or unwanted and absent.
    pub fn accuracy(&self) -> f64 {
        share(self.with_found + self.without - self.without_found, self.with + self.without)
    }
}

impl std::ops::AddAssign for SnippetCounts {
    fn add_assign(&mut self, other: SnippetCounts) {
        self.with += other.with;
        self.with_found += other.with_found;
        self.without += other.without;
        self.without_found += other.without_found;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Which snippets are in the text, as WCXB searches: lower-cased, white space unchanged.
pub fn snippet_rates(predicted: &str, with: &[String], without: &[String]) -> SnippetCounts {
    count_snippets(predicted, with, without, str::to_lowercase)
}

/// Which snippets are in the text, as trafilatura's evaluation searches: white space collapsed,
/// case-sensitive.
pub fn collapsed_snippet_rates(
    predicted: &str,
    with: &[String],
    without: &[String],
) -> SnippetCounts {
    count_snippets(predicted, with, without, collapsed)
}

/// The text with runs of white space replaced by one space, and none at its ends.
pub fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count_snippets(
    predicted: &str,
    with: &[String],
    without: &[String],
    normalise: impl Fn(&str) -> String,
) -> SnippetCounts {
    let predicted = normalise(predicted);
    let found = |snippets: &[String]| {
        snippets.iter().filter(|snippet| predicted.contains(&normalise(snippet))).count()
    };
    SnippetCounts {
        with: with.len(),
        with_found: found(with),
        without: without.len(),
        without_found: found(without),
    }
}

/// The shingles of one page, as shares of all, so that long pages weigh no more than short ones.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ShingleShares {
    /// In both texts.
    pub shared: f64,
    /// Only in the extracted text.
    pub surplus: f64,
    /// Only in the gold.
    pub missed: f64,
}

/// Words in a shingle.
const SHINGLE: usize = 4;

/// Compares the runs of four words of both texts, as Zyte does: upper and lower case differ, and a
/// text of fewer words is one shingle.
pub fn shingles(predicted: &str, gold: &str) -> ShingleShares {
    fn words(text: &str) -> Vec<&str> {
        WORD.find_iter(text).map(|word| word.as_str()).collect()
    }
    fn runs<'w, 't>(words: &'w [&'t str]) -> impl Iterator<Item = &'w [&'t str]> {
        words.windows(SHINGLE.min(words.len()).max(1))
    }
    let (predicted, gold) = (words(predicted), words(gold));
    let mut left: HashMap<&[&str], usize> = HashMap::new();
    let mut missed = 0usize;
    for run in runs(&gold) {
        *left.entry(run).or_default() += 1;
        missed += 1;
    }
    let (mut shared, mut surplus) = (0usize, 0usize);
    for run in runs(&predicted) {
        match left.get_mut(run).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                shared += 1;
                missed -= 1;
            }
            None => surplus += 1,
        }
    }
    let all = (shared + surplus + missed).max(1) as f64;
    ShingleShares {
        shared: shared as f64 / all,
        surplus: surplus as f64 / all,
        missed: missed as f64 / all,
    }
}

/// The score of a benchmark as Zyte sums it up: the mean precision of the pages with a prediction,
/// the mean recall of the pages with a gold text, and the harmonic mean of these two means.
pub fn shingle_score<'a>(pages: impl Iterator<Item = &'a ShingleShares> + Clone) -> PageScore {
    fn mean(values: impl Iterator<Item = f64>) -> f64 {
        let (sum, count) = values.fold((0.0, 0usize), |(sum, count), v| (sum + v, count + 1));
        if count == 0 { 0.0 } else { sum / count as f64 }
    }
    let precision = pages.clone().filter(|p| p.shared + p.surplus > 0.0);
    let recall = pages.filter(|p| p.shared + p.missed > 0.0);
    PageScore::new(
        mean(precision.map(|p| p.shared / (p.shared + p.surplus))),
        mean(recall.map(|p| p.shared / (p.shared + p.missed))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(precision: f64, recall: f64, f1: f64) -> PageScore {
        PageScore { precision, recall, f1 }
    }

    #[test]
    fn words_are_compared_as_bags_without_case() {
        assert_eq!(word_score("a b b C", "c B a d"), score(0.75, 0.75, 0.75));
        // The second "rain" is not in the gold.
        assert_eq!(word_score("rain rain", "Rain fell."), score(0.5, 0.5, 0.5));
        let half = word_score("one two", "one two three four");
        assert_eq!(half, score(1.0, 0.5, 2.0 / 3.0));
        assert_eq!(word_score("x", "y"), score(0.0, 0.0, 0.0));
    }

    #[test]
    fn an_empty_gold_wants_an_empty_prediction() {
        assert_eq!(word_score("", ""), PageScore::PERFECT);
        assert_eq!(word_score(" – !", "…"), PageScore::PERFECT);
        assert_eq!(word_score("word", ""), PageScore::default());
        assert_eq!(word_score("", "word"), PageScore::default());
    }

    #[test]
    fn a_word_is_what_python_takes_for_one() {
        // Marks split words in Python: three words here, one with Rust's `\w+`.
        assert_eq!(
            word_score("\u{915}\u{93f}\u{924}\u{93e}\u{92c}", "\u{915} \u{924} \u{92c}").f1,
            1.0
        );
        // Other numbers are word characters; so is the underscore, but not its look-alikes.
        assert_eq!(word_score("½ x²", "½ x ²").f1, 0.4);
        assert_eq!(word_score("a_b a\u{203f}b", "a_b a b").f1, 1.0);
        // Lower case first, then words: the dot of the lower-cased İ is a mark.
        assert_eq!(word_score("İzmir", "i zmir").f1, 1.0);
        assert_eq!(word_score("ΟΔΟΣ", "οδος").f1, 1.0);
    }

    #[test]
    fn snippets_ignore_case_or_white_space() {
        let of = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let text = "Rain at last.\nFarmers rejoice.";
        let with = of(&["RAIN AT LAST", "last. Farmers"]);
        let without = of(&["Imprint", "farmers", "last.\nfarmers"]);
        let counts = snippet_rates(text, &with, &without);
        let expected = SnippetCounts { with: 2, with_found: 1, without: 3, without_found: 2 };
        assert_eq!(counts, expected);
        let collapsed = collapsed_snippet_rates(text, &with, &without);
        assert_eq!(collapsed, SnippetCounts { without_found: 0, ..expected });
        assert_eq!((counts.with_rate(), counts.without_rate()), (0.5, 2.0 / 3.0));
        assert_eq!(counts.accuracy(), 0.4);
        let none = snippet_rates("text", &[], &[]);
        assert_eq!((none.with_rate(), none.without_rate()), (1.0, 1.0));
    }

    #[test]
    fn shingles_are_runs_of_four_words_with_case() {
        let shares = |shared, surplus, missed| ShingleShares { shared, surplus, missed };
        assert_eq!(shingles("a b c d e", "a b c d"), shares(0.5, 0.5, 0.0));
        assert_eq!(shingles("a b c D", "a b c d"), shares(0.0, 0.5, 0.5));
        assert_eq!(shingles("a b", "a b"), shares(1.0, 0.0, 0.0));
        assert_eq!(shingles("a b", "a b c"), shares(0.0, 0.5, 0.5));
        assert_eq!(shingles("", ""), shares(0.0, 0.0, 0.0));
        assert_eq!(shingles("", "a b c d e"), shares(0.0, 0.0, 1.0));
    }

    #[test]
    fn the_shingle_score_is_made_of_mean_precision_and_mean_recall() {
        let pages = [
            shingles("a b c d e", "a b c d"),
            shingles("", "a b c d"),
            shingles("a b c d", ""),
            shingles("", ""),
        ];
        // Precision over pages 1 and 3, recall over pages 1 and 2.
        assert_eq!(shingle_score(pages.iter()), score(0.25, 0.5, 1.0 / 3.0));
    }
}
