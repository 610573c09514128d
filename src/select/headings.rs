//! Drops headings without kept text after them, unless they surely are content.

use super::joint::is_headed;
use super::{DecidedBy, Verdict};
use crate::block::Page;

/// After a heading that stands alone there are fewer words: those of a card's date or button.
const MIN_WORDS_BELOW: f32 = 12.0;

/// A heading with this score or more says something by itself, such as an entry in a list of
/// pictures.
const SURE: f32 = 0.9;

/// Drops headings after which nothing is kept, from the end, so that one followed only by such
/// headings is dropped with them.
pub(super) fn drop_lonely(page: &Page, scores: &[f32], verdicts: &mut [Verdict]) {
    let blocks = verdicts.len();
    let mut end_of_section = vec![0; blocks];
    for unit in page.units.all.iter().filter(|unit| is_headed(unit)) {
        if let Some(end) = end_of_section.get_mut(unit.first_block as usize) {
            *end = unit.end_block as usize;
        }
    }
    let mut words_behind = vec![0.0f32; blocks + 1];
    let mut next_kept = blocks;
    for (index, block) in page.blocks.iter().enumerate().take(blocks).rev() {
        words_behind[index] = words_behind[index + 1] + block.measures.words;
        let end = end_of_section[index].min(blocks);
        let below = words_behind[index + 1] - words_behind[end.max(index + 1)];
        let is_sure = scores.get(index).is_some_and(|&score| score >= SURE);
        let is_alone = next_kept >= end && below >= MIN_WORDS_BELOW && !is_sure;
        if verdicts[index].kept && is_alone {
            verdicts[index] = Verdict::dropped_by(DecidedBy::Heading);
        }
        if verdicts[index].kept {
            next_kept = index;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::select::testing::selected;

    const OTHER: &str = "Rund um den See führt ein Weg, an dem im Mai die Störche zu sehen sind.";

    #[test]
    fn a_heading_goes_with_what_stood_below_it() {
        let html = format!("<p>a b c d</p><h2>e f g h i j</h2><h3>k</h3><p>{OTHER}</p><h2>l</h2>");
        let kept = selected(&html, &[0.9, 0.8, 0.6, 0.01, 0.8]).kept();
        assert_eq!(kept, [true, false, false, false, true]);
    }

    #[test]
    fn one_that_surely_is_content_stays() {
        let html = format!("<p>a b c d</p><h2>e f g h i j</h2><img src=k><p>{OTHER}</p><h2>l</h2>");
        let kept = selected(&html, &[0.9, 0.95, 0.01, 0.95]).kept();
        assert_eq!(kept, [true, true, false, true]);
    }

    #[test]
    fn one_with_next_to_nothing_below_it_stands_by_itself() {
        let html = "<div><h3>e f g h i j</h3><p>gestern</p></div>".repeat(2);
        assert_eq!(selected(&html, &[0.9, 0.1, 0.9, 0.1]).kept(), [true, false, true, false]);
    }
}
