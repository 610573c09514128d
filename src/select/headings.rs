//! Headings go with what they head: a short line says little by itself, and in the middle of a
//! text it is its author's as much as the paragraphs around it.

use super::{DecidedBy, Verdict};
use crate::block::{Element, Page};

/// Keeps the headings below the first level that stand among kept blocks: the next block is kept
/// and in the same element, and so is one before, in that element or in the one around it, as where
/// each section has an element of its own.
///
/// Not those that score nothing, which are left out for other reasons. Whoever keeps more blocks
/// keeps no fewer headings.
pub(super) fn keep_among_content(page: &Page, scores: &[f32], verdicts: &mut [Verdict]) {
    let mut kept_before = Vec::with_capacity(verdicts.len() + 1);
    kept_before.push(0u32);
    for verdict in verdicts.iter() {
        kept_before.push(kept_before.last().map_or(0, |before| before + u32::from(verdict.kept)));
    }
    for (index, (block, &score)) in page.blocks.iter().zip(scores).enumerate().rev() {
        let Some(heading) = page.element(block.element).filter(|element| is_subheading(element))
        else {
            continue;
        };
        let Some(section) = page.element(heading.parent) else { continue };
        let around = page.element(section.parent).unwrap_or(section);
        let goes_on = verdicts.get(index + 1).is_some_and(|next| next.kept)
            && section.blocks().contains(&(index + 1));
        let first = around.blocks().start.min(index);
        let stands_behind = kept_before[first] < kept_before[index];
        if goes_on && stands_behind && score > 0.0 && !verdicts[index].kept {
            verdicts[index] = Verdict::kept_by(DecidedBy::Heading);
        }
    }
}

fn is_subheading(element: &Element) -> bool {
    element.tag.heading_level().is_some_and(|level| level > 1)
}

#[cfg(test)]
mod tests {
    use crate::select::DecidedBy;
    use crate::select::testing::selected;

    fn kept(html: &str, scores: &[f32]) -> Vec<bool> {
        let selection = selected(html, scores);
        // Whatever is kept below the threshold says why.
        for (verdict, &score) in selection.verdicts.iter().zip(scores) {
            let is_own = verdict.kept == (score >= selection.threshold);
            let expected = if is_own { DecidedBy::Score } else { DecidedBy::Heading };
            assert_eq!(verdict.decided_by, expected);
        }
        selection.kept()
    }

    #[test]
    fn headings_in_the_middle_of_a_text_stay() {
        let html = "<p>a b c d</p><h2>e</h2><h3>f</h3><p>g h i j</p>";
        assert_eq!(kept(html, &[0.9, 0.2, 0.3, 0.9]), [true; 4]);
    }

    #[test]
    fn other_short_lines_do_not() {
        let html = "<p>a b c d</p><p>e</p><p>g h i j</p>";
        assert_eq!(kept(html, &[0.9, 0.2, 0.9]), [true, false, true]);
        let html = "<p>a b c d</p><h1>e</h1><p>g h i j</p>";
        assert_eq!(kept(html, &[0.9, 0.2, 0.9]), [true, false, true]);
    }

    #[test]
    fn headings_at_the_ends_or_of_something_else_do_not() {
        let text = "<p>a b c d</p>";
        assert_eq!(kept(&format!("<h2>e</h2>{text}"), &[0.2, 0.9]), [false, true]);
        let html = format!("{text}<h2>e</h2><p>x</p>");
        assert_eq!(kept(&html, &[0.9, 0.2, 0.1]), [true, false, false]);
        let html = format!("{text}<div><h2>e</h2></div><div><p>g h i j</p></div>");
        assert_eq!(kept(&html, &[0.9, 0.2, 0.9]), [true, false, true]);
        let html = format!("<div>{text}</div><aside><div><h2>e</h2><p>g h i j</p></div></aside>");
        assert_eq!(kept(&html, &[0.9, 0.2, 0.9]), [true, false, true]);
    }

    #[test]
    fn sections_may_have_elements_of_their_own() {
        let html = "<section><p>a b c d</p></section><section><h2>e</h2><p>g h i j</p></section>";
        assert_eq!(kept(html, &[0.9, 0.2, 0.9]), [true; 3]);
        let html = "<p>a b c d</p><section><h2>e</h2><div><p>g h i j</p></div></section>";
        assert_eq!(kept(html, &[0.9, 0.2, 0.9]), [true; 3]);
    }

    #[test]
    fn what_scores_nothing_stays_out() {
        let html = "<p>a b c d</p><h2>e</h2><p>g h i j</p>";
        for nothing in [0.0, f32::NAN] {
            assert_eq!(kept(html, &[0.9, nothing, 0.9]), [true, false, true]);
        }
    }
}
