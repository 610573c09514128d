//! The transparent scorer: evidence for and against a block added up in one formula.

mod vocabulary;

use crate::block::{Block, Context, Page};
use crate::dom::{Dom, Tag};
use crate::features::text_density;
use vocabulary::Words;

/// The score of each block, 0 to 1.
pub(crate) fn score(dom: &Dom, page: &Page) -> Vec<f32> {
    let words = vocabulary::words(dom, page);
    let mut points: Vec<f32> = Vec::with_capacity(page.blocks.len());
    for (index, block) in page.blocks.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|index| page.blocks.get(index));
        let next = page.blocks.get(index + 1);
        let place = words.get(block.inner as usize).copied().unwrap_or_default();
        points.push(shape(previous, block, next) + landmarks(block) + vocabulary_points(place));
    }
    let container = container(page, &points);
    for (block, points) in page.blocks.iter().zip(&mut points) {
        let inside = container.contains(&(block.element as usize));
        *points += if inside { 1.0 } else { -1.5 };
    }
    headings(page, &mut points);
    points.iter().map(|points| 1.0 / (1.0 + (-points).exp())).collect()
}

fn shape(previous: Option<&Block>, block: &Block, next: Option<&Block>) -> f32 {
    let words = |block: Option<&Block>| block.map_or(0.0, |block| block.measures.words);
    let links = |block: Option<&Block>| block.map_or(0.0, Block::link_ratio);
    let density = text_density(&block.measures);
    let mut points = (density / 10.0).min(1.2) + (block.measures.words / 40.0).min(1.0);
    points -= 3.0 * block.link_ratio() + 0.5 * links(previous) + 0.5 * links(next);
    points += 0.5 * (words(previous) / 40.0).min(1.0) + 0.5 * (words(next) / 40.0).min(1.0);
    if block.measures.ends_sentence {
        points += 0.5;
    }
    points - 0.9
}

fn landmarks(block: &Block) -> f32 {
    let context = block.context;
    let mut points = 0.0;
    for (fact, weight) in [
        (Context::NAVIGATION, -2.5),
        (Context::FOOTER, -2.0),
        (Context::ASIDE, -1.5),
        (Context::HEADER, -0.7),
        (Context::DIALOG, -2.0),
        (Context::HIDDEN, -1.0),
        (Context::BUTTON, -1.5),
        (Context::FORM, -0.7),
        (Context::MAIN, 0.7),
        (Context::ARTICLE, 0.7),
        (Context::ARTICLE_BODY, 1.0),
    ] {
        if context.has(fact) {
            points += weight;
        }
    }
    points
}

fn vocabulary_points(words: Words) -> f32 {
    let mut points = 0.0;
    for (kind, weight) in [
        (Words::CONTENT, 0.7),
        (Words::FURNITURE, -2.0),
        (Words::ELSEWHERE, -2.0),
        (Words::COMMENTS, -2.0),
        (Words::ABOUT, -1.2),
    ] {
        if words.has(kind) {
            points += weight;
        }
    }
    points
}

/// The smallest element that holds most of the text in blocks that look like content.
fn container(page: &Page, points: &[f32]) -> std::ops::Range<usize> {
    const MOST: f32 = 0.85;
    let mut weight = vec![0.0f32; page.elements.len()];
    for (block, points) in page.blocks.iter().zip(points) {
        if *points > 0.0
            && let Some(weight) = weight.get_mut(block.element as usize)
        {
            *weight += block.measures.words;
        }
    }
    for index in (1..page.elements.len()).rev() {
        let below = weight[index];
        if let Some(parent) = weight.get_mut(page.elements[index].parent as usize) {
            *parent += below;
        }
    }
    let total = weight.first().copied().unwrap_or(0.0);
    let mut best = 0;
    for (index, &weight) in weight.iter().enumerate() {
        if weight >= MOST * total {
            best = index;
        }
    }
    let end = page.elements.get(best).map_or(0, |element| element.end as usize);
    best..end
}

/// A heading belongs to what follows it.
fn headings(page: &Page, points: &mut [f32]) {
    let mut following: Option<f32> = None;
    for (block, points) in page.blocks.iter().zip(points).rev() {
        let tag = page.element(block.element).map(|element| element.tag);
        if tag.and_then(Tag::heading_level).is_some() {
            if let Some(following) = following {
                *points = 0.5 * *points + 0.8 * following;
            }
        } else {
            following = Some(*points);
        }
    }
}
