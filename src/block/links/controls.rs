//! Rows of controls: links that share the page, or that only a script can follow.

use super::Links;
use crate::address::Target;
use crate::block::{self, NONE, Page, TextBlock};
use crate::dom::Tag;
use std::ops::Range;

/// The minimum number of controls in a row.
const MIN_LINKS: u32 = 2;
/// The maximum number of words of a control, on average.
const MAX_WORDS_OF_LINK: f32 = 3.0;
/// The minimum share of a control's text that is in links.
const MIN_LINK_RATIO: f32 = 0.9;
/// The maximum number of words that say what the controls are for.
const MAX_WORDS_OF_LABEL: f32 = 8.0;
/// How many elements may stand around a row.
const MAX_LEVELS: usize = 8;

/// A row of controls with the words that introduce it.
#[derive(Clone, Debug)]
pub(crate) struct ControlRow {
    pub(crate) blocks: Range<usize>,
    /// The element that the row stands in.
    pub(crate) around: u32,
}

/// The numbers of links of a block.
#[derive(Clone, Copy, Default)]
struct Counts {
    all: u32,
    controls: u32,
}

/// Finds all rows in one pass.
pub(super) fn control_rows(links: &Links<'_>) -> Vec<ControlRow> {
    let page = links.page;
    let mut counts = vec![Counts::default(); page.blocks.len()];
    let mut found = false;
    for link in links.all.iter().filter(|link| link.has_text()) {
        let Some(href) = link.href else { continue };
        let Some(of_block) = counts.get_mut(link.blocks.start) else { continue };
        let leads_nowhere = || {
            let fragment = href.trim().strip_prefix('#');
            link.target() == Some(Target::Here)
                && !href.contains("tel:")
                && fragment.is_none_or(|fragment| !links.named_places().contains_key(fragment))
        };
        of_block.all += 1;
        if block::shares(href) || leads_nowhere() {
            of_block.controls += 1;
            found = true;
        }
    }
    if !found {
        return Vec::new();
    }
    let is_control = |at: usize, block: &TextBlock| {
        let links = counts[at];
        links.controls > 0
            && links.controls == links.all
            && block.link_ratio() >= MIN_LINK_RATIO
            && block.measures.words <= MAX_WORDS_OF_LINK * links.all as f32
    };
    let mut rows: Vec<ControlRow> = Vec::new();
    let mut begin = None;
    let blocks = page.blocks.iter().enumerate().map(|(at, block)| is_control(at, block));
    for (at, is_control) in blocks.chain([false]).enumerate() {
        match (is_control, begin) {
            (true, None) => begin = Some(at),
            (false, Some(first)) => {
                begin = None;
                if counts[first..at].iter().map(|links| links.controls).sum::<u32>() >= MIN_LINKS {
                    rows.push(with_label(page, first..at));
                }
            }
            _ => {}
        }
    }
    rows
}

/// The row with what stands in the same element and does nothing but introduce it, or right before
/// it.
fn with_label(page: &Page, row: Range<usize>) -> ControlRow {
    let words = |blocks: Range<usize>| -> f32 {
        page.blocks[blocks].iter().map(|block| block.measures.words).sum()
    };
    let of_row = words(row.clone());
    let inner = page.blocks[row.start].element;
    let (mut blocks, mut top) = (row.clone(), inner);
    for index in page.ancestry(inner).take(MAX_LEVELS) {
        let Some(element) = page.element(index) else { break };
        let inside = element.blocks();
        let (start, end) = (inside.start.min(blocks.start), inside.end.max(blocks.end));
        let is_around = inside.start <= row.start && row.end <= inside.end;
        if is_around && element.stats.words - of_row > MAX_WORDS_OF_LABEL
            || matches!(element.tag, Tag::Body | Tag::Main | Tag::Article)
        {
            break;
        }
        top = index;
        if is_around {
            blocks = start..end;
        }
    }
    let around = page.element(top).map_or(NONE, |element| element.parent);
    if blocks == row
        && let Some(before) = row.start.checked_sub(1)
        && let Some(label) = page.blocks.get(before)
        && label.measures.words <= MAX_WORDS_OF_LABEL
        && label.links == 0
        && !label.measures.ends_sentence
        && page.element(label.element).is_some_and(|element| element.parent == around)
    {
        blocks.start = before;
    }
    ControlRow { blocks, around }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::segment;
    use crate::dom::testing::parsed;

    /// The texts of the first row.
    fn row(html: &str) -> Vec<String> {
        let story =
            "<p>It rained for the first time in eleven weeks, and all went out to see it.</p>";
        let dom = parsed(&format!("<article><h1>Rain</h1>{story}{html}</article>"));
        let page = segment(&dom);
        let rows = control_rows(&Links::of(&dom, &page));
        let blocks = rows.first().map(|row| row.blocks.clone()).unwrap_or_default();
        page.blocks[blocks].iter().map(|block| page.block_text(block).to_owned()).collect()
    }

    #[test]
    fn links_that_share_are_a_row_with_their_label() {
        for (html, expected) in [
            (
                "<div><p>Teilen</p><ul><li><a href=#f>Facebook</a><li><a href=#m>Mail</a></ul></div>",
                vec!["Teilen", "Facebook", "Mail"],
            ),
            (
                "<p>Partager :</p><ul><li><a href='https://www.facebook.com/sharer.php?u=x'>f</a>\
                 <li><a href='https://twitter.com/intent/tweet?u=x'>t</a></ul>",
                vec!["Partager :", "f", "t"],
            ),
            ("<div><a href=#>共有</a> <a href='javascript:go()'>保存</a></div>", vec!["共有 保存"]),
        ] {
            assert_eq!(row(html), expected, "{html}");
        }
    }

    #[test]
    fn links_that_lead_somewhere_are_none() {
        for html in [
            "<ul><li><a href=#a>Regen</a><li><a href=#b>Sonne</a></ul><h2 id=a>x</h2><h2 id=b>y</h2>",
            "<ul><li><a href=#a>Regen</a><li><a href=#b>Sonne</a></ul><a name=a></a><a name=b></a>",
            "<ul><li><a href=/a>Regen</a><li><a href=/b>Sonne</a></ul>",
            "<p>It went on <a href=#>for days</a>, and <a href=#>nobody</a> minded it.</p>",
            "<p><a href=#>Share</a></p>",
        ] {
            assert!(row(html).is_empty(), "{html}");
        }
    }
}
