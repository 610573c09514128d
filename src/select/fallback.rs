//! Guarantees that a page with something to read never gives an empty result.

use super::{DecidedBy, Verdict};
use crate::block::{Page, TextBlock};
use crate::options::Focus;

/// If the threshold keeps nothing readable, blocks with at least this share of the page's best
/// score are kept: the best guess, and what is about as good.
const SHARE_OF_BEST: f32 = 0.8;

/// Lowers the threshold until something readable is kept, if the page has anything to read, and
/// returns the new one.
///
/// This works for the scores of any scorer, even a broken one: NaN counts as zero. `wider` are the
/// thresholds of the wider focuses, in order; they keep everything that is kept here.
pub(super) fn never_empty(
    page: &Page,
    scores: &[f32],
    verdicts: &mut [Verdict],
    wider: impl Iterator<Item = f32>,
) -> Option<f32> {
    if page.blocks.iter().zip(&*verdicts).any(|(block, verdict)| verdict.kept && readable(block)) {
        return None;
    }
    let best = best(page, scores);
    let mut wider = wider.filter(|&threshold| threshold <= best);
    let threshold = f32::max(SHARE_OF_BEST * best, wider.next().unwrap_or_default());
    for ((block, score), verdict) in page.blocks.iter().zip(scores).zip(verdicts) {
        let score = if score.is_nan() { 0.0 } else { *score };
        *verdict = match score >= threshold {
            true => Verdict { kept: readable(block), decided_by: DecidedBy::Fallback },
            false => Verdict::dropped_by(DecidedBy::Score),
        };
    }
    Some(threshold)
}

/// Whether a narrower focus may have fallen back on blocks that are not kept here.
pub(super) fn may_miss(page: &Page, scores: &[f32], verdicts: &[Verdict]) -> bool {
    let threshold = SHARE_OF_BEST * best(page, scores);
    let mut blocks = page.blocks.iter().zip(scores).zip(verdicts);
    blocks.any(|((block, &score), verdict)| !verdict.kept && score >= threshold && readable(block))
}

pub(super) fn wider_than(focus: Focus) -> &'static [Focus] {
    match focus {
        Focus::Precision => &[Focus::Balanced, Focus::Recall],
        Focus::Balanced => &[Focus::Recall],
        Focus::Recall => &[],
    }
}

pub(super) fn narrower_than(focus: Focus) -> &'static [Focus] {
    match focus {
        Focus::Precision => &[],
        Focus::Balanced => &[Focus::Precision],
        Focus::Recall => &[Focus::Precision, Focus::Balanced],
    }
}

/// Keeps what a narrower focus keeps.
pub(super) fn keep_as_well(verdicts: &mut [Verdict], narrower: Vec<Verdict>) {
    for (verdict, narrower) in verdicts.iter_mut().zip(narrower) {
        if narrower.kept && !verdict.kept {
            *verdict = narrower;
        }
    }
}

fn readable(block: &TextBlock) -> bool {
    block.measures.letters + block.measures.digits > 0
}

/// The greatest score of a readable block.
fn best(page: &Page, scores: &[f32]) -> f32 {
    let of_readable = page.blocks.iter().zip(scores).filter(|(block, _)| readable(block));
    // `max` ignores NaN.
    of_readable.fold(0.0, |best: f32, (_, score)| best.max(*score))
}

#[cfg(test)]
mod tests {
    use crate::options::{Focus, Scorer};
    use crate::select::testing::{segmented, selected};
    use crate::select::{self, DecidedBy, Settings};

    fn kept(html: &str, scores: &[f32]) -> Vec<bool> {
        selected(html, scores).kept()
    }

    #[test]
    fn the_best_blocks_are_kept_where_none_is_good() {
        assert_eq!(
            kept("<p>one</p><p>two</p><p>three</p>", &[0.40, 0.35, 0.10]),
            [true, true, false]
        );
    }

    #[test]
    fn a_wider_focus_keeps_what_a_narrower_one_falls_back_on() {
        let html = "<p>one</p><p>two</p><p>three</p>";
        for best in [0.9, 0.7, 0.6, 0.55, 0.45, 0.4, 0.36, 0.3, 0.1] {
            let scores = [best, best * 0.9, best * 0.75];
            let page = segmented(html, &scores);
            for scorer in [Scorer::Density, Scorer::Model] {
                let kept = [Focus::Precision, Focus::Balanced, Focus::Recall].map(|focus| {
                    let settings = Settings { focus, scorer, ..Settings::default() };
                    select::select(&settings, &page, &scores).kept()
                });
                for pair in kept.windows(2) {
                    let within =
                        pair[0].iter().zip(&pair[1]).all(|(narrow, wide)| !narrow || *wide);
                    assert!(within, "{scorer:?} {scores:?} {kept:?}");
                }
            }
        }
    }

    #[test]
    fn nothing_changes_where_something_readable_is_kept() {
        assert_eq!(kept("<p>one</p><p>two</p>", &[0.9, 0.05]), [true, false]);
    }

    #[test]
    fn a_kept_rule_of_dashes_is_no_answer() {
        assert_eq!(kept("<p>— — —</p><p>two</p>", &[0.9, 0.2]), [false, true]);
    }

    #[test]
    fn the_verdicts_say_so() {
        let selection = selected("<p>one</p><p>— — —</p><p>three</p>", &[0.4, 0.4, 0.1]);
        assert_eq!(selection.kept(), [true, false, false]);
        let decided_by = [DecidedBy::Fallback, DecidedBy::Fallback, DecidedBy::Score];
        assert_eq!(selection.decided_by(), decided_by);
    }

    #[test]
    fn scores_that_are_no_numbers_still_give_an_answer() {
        assert_eq!(kept("<p>one</p>", &[f32::NAN]), [true]);
        assert_eq!(kept("<p>one</p><p>two</p>", &[0.0, 0.0]), [true, true]);
    }

    #[test]
    fn a_page_without_text_stays_empty() {
        assert_eq!(kept("<p>— — —</p>", &[0.1]), [false]);
        assert_eq!(kept("", &[]), [false; 0]);
    }
}
