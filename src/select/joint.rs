//! One score for what is one thing to a reader: a piece of code. Single lines are short and look
//! like boilerplate, and half of a program is none.

use crate::block::{Context, Element, Page};
use std::ops::Range;

/// The scores with the mean of its blocks, weighed by their words, for each piece of code in place
/// of their own.
pub(super) fn joined(page: &Page, scores: &[f32]) -> Vec<f32> {
    let mut scores = scores.to_vec();
    for piece in pieces_of_code(page).filter(|piece| piece.len() >= 2) {
        join(page, &mut scores, piece);
    }
    scores
}

/// The blocks of each piece of code.
pub(super) fn pieces_of_code(page: &Page) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    page.elements.iter().filter(|element| is_one(page, element)).filter_map(move |element| {
        let blocks = element.blocks();
        let is_new = blocks.start >= end && !blocks.is_empty();
        is_new.then(|| {
            end = blocks.end;
            blocks
        })
    })
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

/// Whether an element is kept or dropped as one.
fn is_one(page: &Page, element: &Element) -> bool {
    let above = page.element(element.parent).map(|above| above.context).unwrap_or_default();
    element.tag.is_preformatted() && !above.has(Context::PREFORMATTED)
}

#[cfg(test)]
mod tests {
    use crate::select::Instead;
    use crate::select::testing::selected;

    #[test]
    fn the_lines_of_a_piece_of_code_share_a_verdict() {
        let html = "<p>one</p><pre><div>let rain = read();</div><div>}</div></pre>
                    <pre><div>a b c d</div><div>e</div></pre>";
        let selection = selected(html, &[0.9, 0.8, 0.1, 0.3, 0.9]);
        assert_eq!(selection.kept, [true, true, true, false, false]);
        let code = Some(Instead::Code);
        assert_eq!(selection.instead, [None, None, code, None, code]);
    }
}
