//! Leaves out what is not for readers: prose that the page hides for good, machine output in hidden
//! elements, times and addresses for machines.

use super::excluded::Scene;
use super::verdict::{DecidedBy, Verdict};
use crate::block::{Context, Page, TextBlock};
use crate::options::Focus;

/// A hidden block with fewer words that is not a sentence is not prose.
const MIN_WORDS: f32 = 12.0;

/// The factor for the score of a closed dialog, which is there to be closed.
const SHARE_OF_DIALOGS: f32 = 0.25;

/// For every block, whether it is unseen and not a copy. Nothing is unseen on a page that hides
/// more than it shows, because a script will show it.
pub(super) fn find(scene: &Scene<'_>) -> Vec<bool> {
    let Scene { page, copies, .. } = *scene;
    let is_hidden = |block: &TextBlock| block.context.has(Context::UNSEEN);
    let for_machines: Vec<bool> =
        page.blocks.iter().map(|block| is_for_machines(page, block)).collect();
    let (mut shown, mut hidden) = (0.0, 0.0);
    let blocks = page.blocks.iter().zip(&*scene.scores).zip(&for_machines);
    for ((block, score), _) in blocks.filter(|(_, machine)| !**machine) {
        // `max` ignores NaN.
        let mass = block.measures.words * score.max(0.0);
        if !is_hidden(block) {
            shown += mass;
        } else if block.context.has(Context::DIALOG) {
            hidden += SHARE_OF_DIALOGS * mass;
        } else {
            hidden += mass;
        }
    }
    let hides = shown >= hidden;
    let blocks = page.blocks.iter().zip(copies).zip(for_machines);
    blocks
        .map(|((block, copy), for_machines)| {
            let unseen = (hides && is_hidden(block)) || for_machines;
            unseen && !copy && shown > 0.0
        })
        .collect()
}

/// Drops unseen blocks, except for what the focus on recall keeps: prose, by its score, and its
/// headings.
pub(super) fn decide(
    page: &Page,
    focus: Focus,
    scores: &[f32],
    threshold: f32,
    unseen: &[bool],
    verdicts: &mut [Verdict],
) {
    let blocks = page.blocks.iter().zip(scores).zip(unseen).zip(verdicts);
    for (((block, &score), _), verdict) in blocks.filter(|((_, unseen), _)| **unseen) {
        let measures = &block.measures;
        let is_prose = (measures.words >= MIN_WORDS && measures.ends_sentence)
            || block.context.has(Context::HEADING);
        let recalls = focus == Focus::Recall && is_prose && score >= threshold;
        *verdict = if recalls {
            Verdict::kept_by(DecidedBy::Score)
        } else {
            Verdict::dropped_by(DecidedBy::Unseen)
        };
    }
}

/// Whether a block is a timestamp, or the address of an image.
fn is_for_machines(page: &Page, block: &TextBlock) -> bool {
    let text = page.block_text(block);
    is_timestamp(text) || (block.links == 0 && is_image_address(text))
}

/// `2024-05-03T10:00:00+02:00`.
fn is_timestamp(text: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00T00:00";
    let bytes = text.as_bytes();
    let fits = |(byte, shape): (&u8, &u8)| match shape {
        b'0' => byte.is_ascii_digit(),
        _ => byte == shape,
    };
    let is_rest =
        |byte: &u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'+' | b'-' | b'Z');
    bytes.len() <= 40
        && bytes.len() >= SHAPE.len()
        && bytes.iter().zip(SHAPE).all(fits)
        && bytes.iter().skip(SHAPE.len()).all(is_rest)
}

fn is_image_address(text: &str) -> bool {
    const ENDINGS: [&str; 6] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"];
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return false;
    }
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let ends = |ending: &&str| {
        let at = path.len().checked_sub(ending.len());
        at.and_then(|at| path.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    !text.contains(char::is_whitespace) && ENDINGS.iter().any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_for_machines_are_told() {
        for text in ["2024-05-03T10:00", "2024-05-03T10:00:00.000Z", "2024-05-03T10:00:00+02:00"] {
            assert!(is_timestamp(text), "{text}");
        }
        for text in ["2024-05-03", "3 May 2024", "2024-05-03T10:00 rain", ""] {
            assert!(!is_timestamp(text), "{text}");
        }
        assert!(is_image_address("https://example.org/logo.PNG?w=3"));
        assert!(!is_image_address("https://example.org/logo"));
        assert!(!is_image_address("see https://example.org/logo.png"));
    }
}
