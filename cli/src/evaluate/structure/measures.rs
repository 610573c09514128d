//! What is torn on a page, measure by measure.

use super::elements::{Element, Elements, Leaf};
use super::figures;
use super::{Measure, PageStructure, Torn};
use dehusk::{DecidedBy, Extraction};
use std::ops::Range;

/// A text of fewer letters below a heading is a link to edit or to point to it.
const MIN_LETTERS_BELOW: usize = 12;

/// What a heading that is a link heads stands in one of so many elements, its own included.
const MAX_LEVELS_TO_TEASER: usize = 3;

/// So much of the text of what is torn is shown.
const EXCERPT: usize = 80;

/// Looks at a page.
pub fn of_page(html: &str, page: &Extraction) -> PageStructure {
    let mut structure = PageStructure::default();
    let elements = Elements::of(page);
    for (index, element) in elements.all.iter().enumerate() {
        match element.tag() {
            "table" => table(&elements, index, &mut structure),
            "ul" | "ol" => list(&elements, index, &mut structure),
            _ => {}
        }
    }
    sections(&elements, &mut structure);
    captions(html, page, &mut structure);
    structure
}

/// The children of an element that have one of these tags.
fn children<'a>(
    elements: &'a Elements,
    of: usize,
    tags: &'a [&str],
) -> impl Iterator<Item = (usize, &'a Element)> {
    let end = elements.all[of].blocks.end;
    let inside = elements.all.iter().enumerate().skip(of + 1);
    inside
        .take_while(move |(_, element)| element.blocks.start < end)
        .filter(move |(_, element)| element.parent == Some(of) && tags.contains(&element.tag()))
}

/// A table without another one in it, whose first row are header cells, two or more.
fn table(elements: &Elements, index: usize, structure: &mut PageStructure) {
    let blocks = elements.all[index].blocks.clone();
    let inside = elements.all[index + 1..].iter().take_while(|it| it.blocks.start < blocks.end);
    if inside.clone().any(|element| element.tag() == "table") {
        return;
    }
    let count = inside.count();
    let rows = (index + 1..=index + count).filter(|&at| elements.all[at].tag() == "tr");
    let rows: Vec<usize> = rows.collect();
    let Some((&first, others)) = rows.split_first() else { return };
    let cells: Vec<&str> =
        children(elements, first, &["td", "th"]).map(|(_, cell)| cell.tag()).collect();
    if others.is_empty() || cells.len() < 2 || cells.contains(&"td") {
        return;
    }
    let is_kept =
        |&row: &usize| elements.leaves[elements.all[row].blocks.clone()].iter().any(|it| it.kept);
    if !others.iter().any(is_kept) {
        return;
    }
    structure.kept[Measure::Header as usize] += 1;
    let header = elements.all[first].blocks.clone();
    if let Some(lost) = elements.seen(header).find(|leaf| !leaf.kept) {
        structure.torn.push(torn(elements, Measure::Header, lost));
    }
}

fn list(elements: &Elements, index: usize, structure: &mut PageStructure) {
    let items: Vec<Range<usize>> = children(elements, index, &["li"])
        .map(|(_, item)| item.blocks.clone())
        .filter(|item| elements.seen(item.clone()).next().is_some())
        .collect();
    let is_kept = |item: &Range<usize>| elements.leaves[item.clone()].iter().any(|leaf| leaf.kept);
    let first = items.iter().position(is_kept);
    let last = items.iter().rposition(is_kept);
    let (Some(first), Some(last)) = (first, last) else { return };
    structure.kept[Measure::Item as usize] += 1;
    let hole = items[first..=last].iter().find(|item| !is_kept(item));
    let longest = |item: &Range<usize>| elements.seen(item.clone()).max_by_key(|leaf| leaf.letters);
    if let Some(dropped) = hole.and_then(longest) {
        structure.torn.push(torn(elements, Measure::Item, dropped));
    }
}

/// Headings of the second level and below, with what stands below them: up to the next heading of
/// their level or a higher one, in the nearest element that holds something of it.
fn sections(elements: &Elements, structure: &mut PageStructure) {
    let leaves = &elements.leaves;
    // For each level the nearest heading of it behind, going backwards.
    let mut next = [leaves.len(); 7];
    let mut headings: Vec<(usize, usize)> = Vec::new();
    for (index, leaf) in leaves.iter().enumerate().rev() {
        let Some(level) = leaf.level.map(|level| usize::from(level).clamp(1, 6)) else { continue };
        let goes_on = leaves.get(index + 1).is_some_and(|it| it.element == leaf.element);
        let end = next[1..=level].iter().copied().min().unwrap_or(leaves.len());
        if !goes_on && level > 1 {
            headings.push((index, end));
        }
        next[level] = index;
    }
    let last_kept = leaves.iter().rposition(|leaf| leaf.kept);
    let next_kept = |from: usize| (from..leaves.len()).find(|&at| leaves[at].kept);
    let mut first_kept = next_kept(0);
    for (index, end) in headings.into_iter().rev() {
        let heading = &leaves[index];
        let Some(below) = below(elements, index, end).filter(|_| heading.is_seen()) else {
            continue;
        };
        // What stands above all that is kept heads the page: its title, a date, or a rubric.
        let heads_all = first_kept.is_some_and(|first| first >= index)
            && last_kept.is_some_and(|last| below.contains(&last));
        if heads_all {
            first_kept = first_kept.and_then(|first| next_kept(first.max(index + 1)));
            continue;
        }
        // What stands above the page's headline, or right below it, heads no part of its content.
        let is_headline = |leaf: &Leaf| leaf.decided_by == DecidedBy::Title;
        let begin = index.saturating_sub(1);
        if leaves[begin..below.end].iter().any(is_headline) {
            continue;
        }
        let is_kept = elements.seen(below).any(|leaf| leaf.kept);
        if heading.kept {
            structure.kept[Measure::Lonely as usize] += 1;
            if !is_kept {
                structure.torn.push(torn(elements, Measure::Lonely, heading));
            }
        }
        if is_kept {
            structure.kept[Measure::Headless as usize] += 1;
            if !heading.kept {
                structure.torn.push(torn(elements, Measure::Headless, heading));
            }
        }
    }
}

/// What stands below a heading, if anything does. A heading that leads elsewhere heads what stands
/// beside it, not what goes on around the box that it is alone in.
fn below(elements: &Elements, heading: usize, end: usize) -> Option<Range<usize>> {
    let leaf = &elements.leaves[heading];
    let around = elements.ancestry(leaf.element).map(|at| elements.all[at].blocks.end.min(end));
    let letters =
        |range: &Range<usize>| elements.seen(range.clone()).map(|leaf| leaf.letters).sum::<usize>();
    around
        .map(|end| heading + 1..end.max(heading + 1))
        .take(if leaf.is_link { MAX_LEVELS_TO_TEASER } else { usize::MAX })
        .find(|range| letters(range) >= MIN_LETTERS_BELOW)
}

fn captions(html: &str, page: &Extraction, structure: &mut PageStructure) {
    let figures = figures::of(html);
    let mut images = page.images();
    for figure in figures.into_iter().filter(|figure| !figure.caption.is_empty()) {
        let Some(at) = images.iter().position(|image| figure.shows(&image.address)) else {
            continue;
        };
        let image = images.remove(at);
        structure.kept[Measure::Caption as usize] += 1;
        if image.caption.is_none() {
            structure.torn.push(Torn {
                measure: Measure::Caption,
                decided_by: None,
                path: image.address,
                text: excerpt(&figure.caption),
            });
        }
    }
}

fn torn(elements: &Elements, measure: Measure, leaf: &Leaf) -> Torn {
    Torn {
        measure,
        decided_by: Some(leaf.decided_by),
        path: elements.path(leaf.element),
        text: excerpt(&leaf.text),
    }
}

fn excerpt(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(EXCERPT).collect()
}
