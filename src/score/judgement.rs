//! How sure a selection is: what the scores and the page look like as a whole.

use crate::block::Page;
use crate::features::Overview;
#[cfg(feature = "training")]
use crate::features::{Feature, overview_names};

/// Quantities of [`judge`] that are not the page's overview.
const OWN: usize = 14;
/// The quantities of [`judge`].
pub(crate) const LEN: usize = OWN + Overview::LEN;

/// The names of the quantities, in order.
#[cfg(feature = "training")]
pub(crate) fn names() -> Vec<&'static str> {
    let own: [&str; OWN] = [
        "expected_f1",
        "expected_precision",
        "expected_recall",
        "kept_words",
        "kept_share",
        "kept_blocks",
        "greatest_score",
        "words_below_0.2",
        "words_0.2_0.4",
        "words_0.4_0.6",
        "words_0.6_0.8",
        "words_above_0.8",
        "least_kept_score",
        "kept_link_ratio",
    ];
    own.into_iter().chain(overview_names().iter().map(|feature: &Feature| feature.name)).collect()
}

/// Measures a selection as a whole.
pub(crate) fn judge(page: &Page, scores: &[f32], kept: &[bool], overview: &Overview) -> [f32; LEN] {
    let mut out = [0.0; LEN];
    let (mut all, mut content) = (0.0f32, 0.0f32);
    let (mut kept_words, mut kept_content, mut kept_blocks) = (0.0f32, 0.0f32, 0.0f32);
    let (mut greatest, mut least) = (0.0f32, 1.0f32);
    let (mut chars, mut linked) = (0.0f32, 0.0f32);
    let mut bins = [0.0f32; 5];
    for ((block, &score), &kept) in page.blocks.iter().zip(scores).zip(kept) {
        let words = block.measures.words + 0.1;
        all += words;
        content += words * score;
        greatest = greatest.max(score);
        bins[((score * 5.0) as usize).min(4)] += words;
        if kept {
            kept_words += words;
            kept_content += words * score;
            kept_blocks += 1.0;
            least = least.min(score);
            chars += block.measures.chars as f32;
            linked += block.link_chars as f32;
        }
    }
    let all = all.max(0.1);
    out[0] = 2.0 * kept_content / (kept_words + content).max(0.1);
    out[1] = kept_content / kept_words.max(0.1);
    out[2] = kept_content / content.max(0.1);
    out[3] = kept_words;
    out[4] = kept_words / all;
    out[5] = kept_blocks;
    out[6] = greatest;
    for (slot, bin) in bins.into_iter().enumerate() {
        out[7 + slot] = bin / all;
    }
    out[12] = least;
    out[13] = linked / chars.max(1.0);
    out[OWN..].copy_from_slice(&overview.row());
    out
}
