//! The gold text compared with the extracted one, word by word.

use crate::document::escape;
use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};
use std::fmt::Write as _;
use std::ops::Range;
use std::time::{Duration, Instant};

/// After this time, the rest of a pair of texts counts as different.
const PATIENCE: Duration = Duration::from_millis(500);
/// Words of a run that are shown at its beginning and at its end; those between are only counted.
const SHARED: (usize, usize) = (12, 12);
const CHANGED: (usize, usize) = (120, 30);

/// Words in both texts are plain, words only in the gold are in `<del>`, words only in the
/// extracted text in `<ins>`.
pub fn html(gold: &str, extracted: &str) -> String {
    let gold: Vec<&str> = gold.split_whitespace().collect();
    let extracted: Vec<&str> = extracted.split_whitespace().collect();
    let deadline = Some(Instant::now() + PATIENCE);
    let mut html = String::new();
    for step in capture_diff_slices_deadline(Algorithm::Myers, &gold, &extracted, deadline) {
        let (tag, old, new) = step.as_tag_tuple();
        if tag == DiffTag::Equal {
            write_run(&mut html, "span", &gold, old, SHARED);
        } else {
            write_run(&mut html, "del", &gold, old, CHANGED);
            write_run(&mut html, "ins", &extracted, new, CHANGED);
        }
    }
    html
}

fn write_run(
    html: &mut String,
    tag: &str,
    words: &[&str],
    run: Range<usize>,
    (first, last): (usize, usize),
) {
    let Some(words) = words.get(run).filter(|words| !words.is_empty()) else { return };
    let left_out = words.len().saturating_sub(first + last);
    if left_out == 0 {
        let _ = write!(html, "<{tag}>{}</{tag}> ", escape(&words.join(" ")));
    } else {
        let _ = write!(
            html,
            "<{tag}>{} <i>… {left_out} words …</i> {}</{tag}> ",
            escape(&words[..first].join(" ")),
            escape(&words[words.len() - last..].join(" ")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_side_are_marked() {
        assert_eq!(
            html("rain at <last> today", "rain at first today, Imprint"),
            "<span>rain at</span> <del>&lt;last&gt; today</del> <ins>first today, Imprint</ins> "
        );
        assert_eq!(html("", "a"), "<ins>a</ins> ");
        assert_eq!(html("", ""), "");
    }

    #[test]
    fn long_runs_are_cut_in_their_middle() {
        let long = "w ".repeat(1000);
        let same = html(&long, &long);
        assert!(same.contains("<i>… 976 words …</i>"), "{same}");
        assert!(html("", &long).contains("<i>… 850 words …</i>"));
    }
}
