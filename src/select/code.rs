//! Code is kept or left out as one piece, and goes with the text around it.
//!
//! Single lines are short and look like boilerplate, and half of a program is none. And what looks
//! least like prose is, between paragraphs of the content, what these are about.

use super::{DecidedBy, Verdict};
use crate::block::{Context, Element, Page};
use std::ops::Range;

/// What may stand before a piece of code without being the text that speaks of it: the name of the
/// language or of a file.
const MAX_WORDS_OF_LABEL: f32 = 2.0;
const MAX_LABELS: usize = 3;

/// How far around a piece of code the content is looked for: elements, and blocks behind it.
const MAX_LEVELS: usize = 5;
const MAX_BLOCKS: usize = 40;

/// The blocks of each piece of code.
pub(super) fn pieces(page: &Page) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for element in page.elements.iter().filter(|element| is_one(page, element)) {
        let blocks = element.blocks();
        let end = pieces.last().map_or(0, |piece| piece.end);
        if blocks.start >= end && !blocks.is_empty() {
            pieces.push(blocks);
        }
    }
    pieces
}

/// Whether an element is kept or dropped as one.
fn is_one(page: &Page, element: &Element) -> bool {
    let above = page.element(element.parent).map(|above| above.context).unwrap_or_default();
    element.context.has(Context::PREFORMATTED) && !above.has(Context::PREFORMATTED)
}

/// The scores with the mean of its blocks, weighed by their words, for each piece of code in place
/// of their own.
pub(super) fn joined(page: &Page, pieces: &[Range<usize>], scores: &[f32]) -> Vec<f32> {
    let mut scores = scores.to_vec();
    for piece in pieces.iter().filter(|piece| piece.len() >= 2) {
        join(page, &mut scores, piece.clone());
    }
    scores
}

fn join(page: &Page, scores: &mut [f32], blocks: Range<usize>) {
    let (mut words, mut sum) = (0.0, 0.0);
    let Some(of_blocks) = page.blocks.get(blocks.clone()) else { return };
    let Some(scores) = scores.get_mut(blocks) else { return };
    for (block, score) in of_blocks.iter().zip(&*scores) {
        // Lines of signs have no words, and count a little.
        let weight = block.measures.words.max(0.5);
        words += weight;
        sum += weight * score;
    }
    scores.fill(sum / words);
}

/// Keeps the pieces of code right behind a kept block, labels left aside, if content goes on behind
/// them in the element that holds both.
///
/// Not those that score nothing, which are left out for other reasons. Whoever keeps more blocks
/// keeps no fewer pieces.
pub(super) fn keep_among_content(
    page: &Page,
    pieces: &[Range<usize>],
    scores: &[f32],
    verdicts: &mut [Verdict],
) {
    for piece in pieces {
        let Some(of_piece) = scores.get(piece.clone()) else { continue };
        if of_piece.iter().any(|&score| score > 0.0) && is_among_content(page, verdicts, piece) {
            for verdict in verdicts[piece.clone()].iter_mut().filter(|verdict| !verdict.kept) {
                *verdict = Verdict::kept_by(DecidedBy::Code);
            }
        }
    }
}

fn is_among_content(page: &Page, verdicts: &[Verdict], piece: &Range<usize>) -> bool {
    let is_kept = |block: usize| verdicts.get(block).is_some_and(|verdict| verdict.kept);
    let is_label = |block: usize| {
        let found = page.blocks.get(block);
        found.is_some_and(|it| it.measures.words <= MAX_WORDS_OF_LABEL) && !is_kept(block)
    };
    let mut behind_labels = (0..piece.start).rev().take(MAX_LABELS + 1);
    let before = behind_labels.find(|&block| !is_label(block)).filter(|&block| is_kept(block));
    let Some((before, first)) = before.zip(page.blocks.get(piece.start)) else { return false };
    let mut around =
        page.ancestry(first.element).take(MAX_LEVELS).filter_map(|it| page.element(it));
    let shared = around.find(|element| element.blocks().contains(&before));
    shared.is_some_and(|shared| (piece.end..shared.blocks().end).take(MAX_BLOCKS).any(is_kept))
}

#[cfg(test)]
mod tests {
    use crate::select::DecidedBy::{Code, Score};
    use crate::select::testing::selected;

    #[test]
    fn the_lines_of_a_piece_of_code_share_a_verdict() {
        // What holds a heading is cut into blocks.
        let html = "<p>one</p><pre><h2>let rain = read();</h2>}</pre>
                    <pre><h2>a b c d</h2>e</pre>";
        let selection = selected(html, &[0.9, 0.8, 0.1, 0.3, 0.9]);
        assert_eq!(selection.kept(), [true, true, true, false, false]);
        assert_eq!(selection.decided_by(), [Score, Score, Code, Score, Code]);
    }

    #[test]
    fn code_between_kept_blocks_stays() {
        let html = "<p>a b c d</p><pre>let x;</pre><p>e f g h</p><pre>let y;</pre>
                    <p>Next</p><p>i j k l</p>";
        let selection = selected(html, &[0.9, 0.2, 0.9, 0.1, 0.1, 0.9]);
        assert_eq!(selection.kept(), [true, true, true, true, false, true]);
        assert_eq!(selection.decided_by(), [Score, Code, Score, Code, Score, Score]);
    }

    #[test]
    fn pieces_one_after_the_other_stay() {
        let html = "<p>a b c d</p><pre>let x;</pre><div>One</div><pre>let y;</pre><p>e f g h</p>";
        assert_eq!(
            selected(html, &[0.9, 0.9, 0.1, 0.2, 0.9]).kept(),
            [true, true, false, true, true]
        );
    }

    #[test]
    fn something_else_may_follow_before_the_text_goes_on() {
        let html = "<p>a b c d</p><pre>let x;</pre><p>Read our other guide</p><p>e f g h</p>";
        assert_eq!(selected(html, &[0.9, 0.2, 0.1, 0.9]).kept(), [true, true, false, true]);
    }

    #[test]
    fn code_at_the_ends_or_elsewhere_and_code_that_scores_nothing_does_not() {
        let html =
            "<pre>let x;</pre><p>a b c d</p><pre>let y;</pre><p>e f g h</p><pre>let z;</pre>";
        for nothing in [0.0, f32::NAN] {
            let kept = selected(html, &[0.2, 0.9, nothing, 0.9, 0.2]).kept();
            assert_eq!(kept, [false, true, false, true, false]);
        }
        let html = "<p>a b c d</p><p>a menu of links</p><pre>let x;</pre><p>e f g h</p>";
        assert_eq!(selected(html, &[0.9, 0.2, 0.2, 0.9]).kept(), [true, false, false, true]);
        let html = "<div><p>a b c d</p><pre>let x;</pre></div><p>e f g h</p>";
        assert_eq!(selected(html, &[0.9, 0.2, 0.9]).kept(), [true, false, true]);
    }
}
