//! What no name tells of, next to what is a discussion by its name: its heading, that there are no
//! comments yet, the rules of the house above the form.

use super::find::{MAX_WORDS_OF_BOX, Mark};
use crate::block::{Context, Element, NONE, Page, WordsBefore};
use std::collections::HashMap;
use std::ops::Range;

/// The maximum number of words between comments and their form, or between a heading and comments.
const MAX_WORDS_BETWEEN: f32 = 60.0;
/// More words of prose behind a heading that may be that of a discussion are text of the page.
const MAX_WORDS_BEHIND: f32 = 10.0;
/// How many elements may begin together, to find what stands behind the outermost one.
const MAX_DEPTH: usize = 8;

/// Whether an element is a heading, or begins with one.
pub(super) fn begins_with_heading(page: &Page, element: &Element) -> bool {
    let first = page.blocks.get(element.first_block as usize);
    first.is_some_and(|block| block.context.has(Context::HEADING))
}

/// Siblings that may belong to a discussion, if more of it follows.
#[derive(Debug, Default)]
struct Run {
    elements: Vec<usize>,
    words: f32,
    /// The first of them is a heading named after comments.
    is_headed: bool,
}

/// Marks what stands between parts of the discussion, and short discussions that are only a heading
/// and a line or two, as inside.
///
/// A section of a manual may be called "Comments" as well: its heading has other text behind it.
pub(super) fn complete(
    page: &Page,
    marks: &mut [Mark],
    has_comments: impl Fn(usize, &Element) -> bool,
    has_anchor: impl Fn(Range<usize>) -> bool,
) {
    if !marks.iter().any(|mark| mark.inside || mark.heading) {
        return;
    }
    let prose_outside = WordsBefore::of(page, |_, block| {
        let is_inside = marks.get(block.inner as usize).is_some_and(|mark| mark.inside);
        if block.is_prose() && !is_inside { block.measures.words } else { 0.0 }
    });
    let mut runs: HashMap<u32, Run> = HashMap::new();
    let mut headed = Vec::new();
    let mut found = Vec::new();
    for (index, element) in page.elements.iter().enumerate() {
        let parent = element.parent;
        let Some(&mark) = marks.get(index).filter(|_| element.first_block < element.end_block)
        else {
            continue;
        };
        if mark.inside {
            if marks.get(parent as usize).is_some_and(|above| above.inside) {
                continue;
            }
            if let Some(run) = runs.remove(&parent) {
                found.extend(run.elements);
            }
            if has_comments(index, element) {
                runs.insert(parent, Run::default());
            }
        } else if mark.heading {
            let run = Run { elements: vec![index], words: element.stats.words, is_headed: true };
            headed.extend(runs.insert(parent, run).filter(|run| run.is_headed));
        } else if let Some(run) = runs.get_mut(&parent) {
            run.words += element.stats.words;
            run.elements.push(index);
            if run.words > MAX_WORDS_BETWEEN
                || begins_with_heading(page, element)
                || has_anchor(index..element.end as usize)
            {
                run.elements.pop();
                run.words -= element.stats.words;
                headed.extend(runs.remove(&parent).filter(|run| run.is_headed));
            }
        }
    }
    headed.extend(runs.into_values().filter(|run| run.is_headed));
    let is_alone = |run: &Run| run.words <= MAX_WORDS_OF_BOX && is_last(page, &prose_outside, run);
    found.extend(headed.into_iter().filter(is_alone).flat_map(|run| run.elements));
    for index in found {
        if let Some(mark) = marks.get_mut(index) {
            mark.inside = true;
        }
    }
    for index in 0..marks.len() {
        let above = page.elements.get(index).map_or(NONE, |element| element.parent);
        if marks.get(above as usize).is_some_and(|above| above.inside) {
            marks[index].inside = true;
        }
    }
}

/// Whether a run, with the elements that begin with it, has no prose, and none behind it.
fn is_last(page: &Page, prose: &WordsBefore, run: &Run) -> bool {
    let element = |index: usize| page.elements.get(index);
    let (Some(first), Some(last)) = (
        run.elements.first().and_then(|&first| element(first)),
        run.elements.last().and_then(|&last| element(last)),
    ) else {
        return false;
    };
    let mut end = last.end_block;
    let mut around = page.element(first.parent);
    // A heading may be the first in an element of its section.
    for _ in 0..MAX_DEPTH {
        match around.filter(|it| it.first_block == first.first_block) {
            Some(wrapper) => {
                end = end.max(wrapper.end_block);
                around = page.element(wrapper.parent);
            }
            None => break,
        }
    }
    let own = prose.within(first.first_block as usize..end as usize);
    let behind = around.map_or(0.0, |it| prose.within(end as usize..it.end_block as usize));
    own == 0.0 && behind <= MAX_WORDS_BEHIND
}
