//! Code goes with the text around it: what looks least like prose is, between paragraphs of the
//! content, what these are about.

use super::joint;
use crate::block::Page;
use std::ops::Range;

/// What may stand before a piece of code without being the text that speaks of it: the name of the
/// language or of a file.
const MOST_WORDS_OF_LABEL: f32 = 2.0;
const MOST_LABELS: usize = 3;

/// How far around a piece of code the content is looked for: elements, and blocks behind it.
const MOST_LEVELS: usize = 5;
const MOST_BLOCKS: usize = 40;

/// Keeps the pieces of code right behind a kept block, labels left aside, if content goes on behind
/// them in the element that holds both.
///
/// Not those that score nothing, which are left out for other reasons. Whoever keeps more blocks
/// keeps no fewer pieces.
pub(super) fn keep_among_content(page: &Page, scores: &[f32], kept: &mut [bool]) {
    for piece in joint::pieces_of_code(page) {
        let Some(of_piece) = scores.get(piece.clone()) else { continue };
        if of_piece.iter().any(|&score| score > 0.0) && is_among_content(page, kept, &piece) {
            kept[piece].fill(true);
        }
    }
}

fn is_among_content(page: &Page, kept: &[bool], piece: &Range<usize>) -> bool {
    let is_kept = |block: usize| kept.get(block) == Some(&true);
    let is_label = |block: usize| {
        let found = page.blocks.get(block);
        found.is_some_and(|it| it.measures.words <= MOST_WORDS_OF_LABEL) && !is_kept(block)
    };
    let mut behind_labels = (0..piece.start).rev().take(MOST_LABELS + 1);
    let before = behind_labels.find(|&block| !is_label(block)).filter(|&block| is_kept(block));
    let Some((before, first)) = before.zip(page.blocks.get(piece.start)) else { return false };
    let mut around =
        page.ancestry(first.element).take(MOST_LEVELS).filter_map(|it| page.element(it));
    let shared = around.find(|element| element.blocks().contains(&before));
    shared.is_some_and(|shared| (piece.end..shared.blocks().end).take(MOST_BLOCKS).any(is_kept))
}

#[cfg(test)]
mod tests {
    use crate::select::Instead;
    use crate::select::testing::selected;

    #[test]
    fn code_between_kept_blocks_stays() {
        let html = "<p>a b c d</p><pre>let x;</pre><p>e f g h</p><pre>let y;</pre>
                    <button>Copy</button><p>i j k l</p>";
        let selection = selected(html, &[0.9, 0.2, 0.9, 0.1, 0.1, 0.9]);
        assert_eq!(selection.kept, [true, true, true, true, false, true]);
        let code = Some(Instead::Code);
        assert_eq!(selection.instead, [None, code, None, code, None, None]);
    }

    #[test]
    fn pieces_one_after_the_other_stay() {
        let html = "<p>a b c d</p><pre>let x;</pre><div>Rust</div><pre>let y;</pre><p>e f g h</p>";
        assert_eq!(
            selected(html, &[0.9, 0.9, 0.1, 0.2, 0.9]).kept,
            [true, true, false, true, true]
        );
    }

    #[test]
    fn something_else_may_follow_before_the_text_goes_on() {
        let html = "<p>a b c d</p><pre>let x;</pre><p>Read our other guide</p><p>e f g h</p>";
        assert_eq!(selected(html, &[0.9, 0.2, 0.1, 0.9]).kept, [true, true, false, true]);
    }

    #[test]
    fn code_at_the_ends_or_elsewhere_and_code_that_scores_nothing_does_not() {
        let html =
            "<pre>let x;</pre><p>a b c d</p><pre>let y;</pre><p>e f g h</p><pre>let z;</pre>";
        for nothing in [0.0, f32::NAN] {
            let kept = selected(html, &[0.2, 0.9, nothing, 0.9, 0.2]).kept;
            assert_eq!(kept, [false, true, false, true, false]);
        }
        let html = "<p>a b c d</p><p>a menu of links</p><pre>let x;</pre><p>e f g h</p>";
        assert_eq!(selected(html, &[0.9, 0.2, 0.2, 0.9]).kept, [true, false, false, true]);
        let html = "<div><p>a b c d</p><pre>let x;</pre></div><p>e f g h</p>";
        assert_eq!(selected(html, &[0.9, 0.2, 0.9]).kept, [true, false, true]);
    }
}
