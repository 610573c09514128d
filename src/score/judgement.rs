//! How certain a selection is: figures of its scores and of the page as a whole.

use crate::block::Page;
use crate::features::{Overview, PageFeatures, features, groups};
use crate::score::expected::Words;

features! {
    /// Figures of a selection and its scores.
    struct SelectionFeatures {
        expected_f1: "F1 that the scores promise, 0 to 1",
        expected_precision: "precision that the scores promise, 0 to 1",
        expected_recall: "recall that the scores promise, 0 to 1",
        kept_words: "words of the kept blocks",
        kept_share: "share of the page's words in the kept blocks, 0 to 1",
        kept_blocks: "number of kept blocks",
        greatest_score: "greatest score of a block, 0 to 1",
        words_below_20: "share of the words in blocks with scores below 0.2",
        words_20_to_40: "share of the words in blocks with scores from 0.2",
        words_40_to_60: "share of the words in blocks with scores from 0.4",
        words_60_to_80: "share of the words in blocks with scores from 0.6",
        words_above_80: "share of the words in blocks with scores from 0.8",
        least_kept_score: "least score of a kept block, 0 to 1",
        kept_link_ratio: "link ratio of the kept blocks, 0 to 1",
    }
}

/// A selection, measured as a whole.
pub(crate) struct Judgement {
    selection: SelectionFeatures,
    page: PageFeatures,
}

groups! {
    impl Judgement as Judgement { selection, page } =>
    selection: SelectionFeatures = *selection,
    page: PageFeatures = *page,
}

impl Judgement {
    /// Measures a selection.
    pub(crate) fn of(page: &Page, scores: &[f32], kept: &[bool], overview: &Overview) -> Judgement {
        let (mut all, mut chosen) = (Words::default(), Words::default());
        let mut kept_blocks = 0.0;
        let (mut greatest, mut least) = (0.0f32, 1.0f32);
        let (mut chars, mut linked) = (0.0f32, 0.0f32);
        let mut bins = [0.0f32; 5];
        for ((block, &score), &kept) in page.blocks.iter().zip(scores).zip(kept) {
            // Blocks without words count a little as well.
            let words = block.measures.words + 0.1;
            let expected = Words { all: words, content: words * score };
            all.add(expected);
            greatest = greatest.max(score);
            bins[((score * 5.0) as usize).min(4)] += words;
            if kept {
                chosen.add(expected);
                kept_blocks += 1.0;
                least = least.min(score);
                chars += block.measures.chars as f32;
                linked += block.link_chars as f32;
            }
        }
        let (all, content) = (all.all.max(0.1), all.content);
        let [words_below_20, words_20_to_40, words_40_to_60, words_60_to_80, words_above_80] =
            bins.map(|bin| bin / all);
        let selection = SelectionFeatures {
            expected_f1: chosen.f_measure(1.0, content),
            expected_precision: chosen.content / chosen.all.max(0.1),
            expected_recall: chosen.content / content.max(0.1),
            kept_words: chosen.all,
            kept_share: chosen.all / all,
            kept_blocks,
            greatest_score: greatest,
            words_below_20,
            words_20_to_40,
            words_40_to_60,
            words_60_to_80,
            words_above_80,
            least_kept_score: least,
            kept_link_ratio: linked / chars.max(1.0),
        };
        Judgement { selection, page: overview.features }
    }

    /// The expected F1 of the selection by its scores, 0 to 1.
    pub(crate) fn expected_f1(&self) -> f32 {
        self.selection.expected_f1
    }
}
