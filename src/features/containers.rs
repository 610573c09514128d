//! Candidate containers of the main content, and each block's relation to them.
//!
//! One container is seldom the whole answer, but where a block stands to several candidates is
//! the strongest thing known about it.

use super::{Feature, share};
use crate::block::{Block, Context, Element, NONE, Page, Role};
use crate::dom::Tag;

const CANDIDATES: usize = 7;
const NAMES: [[&str; PER_CANDIDATE]; CANDIDATES] = [
    [
        "readability_up",
        "readability_down",
        "readability_side",
        "readability_share",
        "readability_links",
    ],
    ["cetd_up", "cetd_down", "cetd_side", "cetd_share", "cetd_links"],
    ["prose50_up", "prose50_down", "prose50_side", "prose50_share", "prose50_links"],
    ["prose80_up", "prose80_down", "prose80_side", "prose80_share", "prose80_links"],
    ["prose95_up", "prose95_down", "prose95_side", "prose95_share", "prose95_links"],
    ["landmark_up", "landmark_down", "landmark_side", "landmark_share", "landmark_links"],
    ["headline_up", "headline_down", "headline_side", "headline_share", "headline_links"],
];
const PER_CANDIDATE: usize = 5;
/// Candidates whose inside is looked at more closely: CETD's, the one with 80% of the prose, and
/// the landmark.
const CLOSE: [usize; 3] = [1, 3, 5];
const CLOSE_NAMES: [[&str; PER_CLOSE]; CLOSE.len()] = [
    [
        "cetd_place",
        "cetd_since_start",
        "cetd_until_end",
        "cetd_branch_links",
        "cetd_branch_share",
        "cetd_branch_prose",
        "cetd_branch_place",
    ],
    [
        "prose80_place",
        "prose80_since_start",
        "prose80_until_end",
        "prose80_branch_links",
        "prose80_branch_share",
        "prose80_branch_prose",
        "prose80_branch_place",
    ],
    [
        "landmark_place",
        "landmark_since_start",
        "landmark_until_end",
        "landmark_branch_links",
        "landmark_branch_share",
        "landmark_branch_prose",
        "landmark_branch_place",
    ],
];
const PER_CLOSE: usize = 7;
pub(super) const LEN: usize = CANDIDATES * PER_CANDIDATE + CLOSE.len() * PER_CLOSE;

pub(super) fn features() -> Vec<Feature> {
    const MEANINGS: [&str; PER_CANDIDATE] = [
        "levels from the block up to the nearest common ancestor with the container",
        "levels from the nearest common ancestor down to the container, 0 for blocks inside",
        "-1 before the container, 0 inside, 1 behind it",
        "share of the page's words in the container, 0 to 1",
        "link ratio of the container, 0 to 1",
    ];
    const CLOSE_MEANINGS: [&str; PER_CLOSE] = [
        "share of the container's blocks before this one, below 0 or above 1 outside",
        "blocks since the container's start, negative before it",
        "blocks until the container's end, negative behind it",
        "link ratio of the container's child around the block, 0 to 1, -1 outside",
        "share of the container's words in that child, 0 to 1",
        "share of that child's words in prose, 0 to 1",
        "share of the container's words before that child, 0 to 1",
    ];
    let mut all = Vec::new();
    for names in NAMES {
        all.extend(
            names.into_iter().zip(MEANINGS).map(|(name, meaning)| Feature { name, meaning }),
        );
    }
    for names in CLOSE_NAMES {
        all.extend(
            names.into_iter().zip(CLOSE_MEANINGS).map(|(name, meaning)| Feature { name, meaning }),
        );
    }
    all
}

/// The candidates of a page.
#[derive(Debug)]
pub(crate) struct Containers {
    elements: [u32; CANDIDATES],
    /// For every element and candidate: the depth of their nearest common ancestor.
    common: Vec<[u16; CANDIDATES]>,
    /// For every element and close candidate: the candidate's child around it, or [`NONE`].
    branch: Vec<[u32; CLOSE.len()]>,
    /// Words before each block.
    words_before: Vec<f32>,
}

impl Containers {
    pub(crate) fn find(page: &Page) -> Containers {
        let elements = [
            readability(page),
            greatest_density_sum(page),
            smallest_with(page, 0.5),
            smallest_with(page, 0.8),
            smallest_with(page, 0.95),
            landmark(page),
            headline(page),
        ];
        // From where to where the candidates reach, and their depths.
        let reaches = elements.map(|candidate| {
            let container = page.element(candidate);
            (candidate, container.map_or((0, 0), |element| (element.end, element.depth)))
        });
        let mut common: Vec<[u16; CANDIDATES]> = Vec::with_capacity(page.elements.len());
        let mut branch: Vec<[u32; CLOSE.len()]> = Vec::with_capacity(page.elements.len());
        for (index, element) in page.elements.iter().enumerate() {
            let index = index as u32;
            let mut depths = common.get(element.parent as usize).copied().unwrap_or_default();
            let mut branches =
                branch.get(element.parent as usize).copied().unwrap_or([NONE; CLOSE.len()]);
            for (common, &(candidate, (end, depth))) in depths.iter_mut().zip(&reaches) {
                // An ancestor of the candidate, or the candidate: the common ancestor is here.
                if index <= candidate && candidate < element.end {
                    *common = element.depth;
                }
                if candidate < index && index < end {
                    *common = depth;
                }
            }
            for (slot, &candidate) in CLOSE.iter().enumerate() {
                if element.parent == elements[candidate] {
                    branches[slot] = index;
                }
            }
            common.push(depths);
            branch.push(branches);
        }
        let mut words = 0.0;
        let mut words_before = Vec::with_capacity(page.blocks.len() + 1);
        for block in &page.blocks {
            words_before.push(words);
            words += block.measures.words;
        }
        words_before.push(words);
        Containers { elements, common, branch, words_before }
    }

    pub(super) fn row(&self, page: &Page, row: usize) -> [f32; LEN] {
        let mut out = [0.0; LEN];
        let block: &Block = &page.blocks[row];
        let Some(element) = page.element(block.element) else { return out };
        let Some(common) = self.common.get(block.element as usize) else { return out };
        let page_words = page.stats().words;
        for (slot, &candidate) in self.elements.iter().enumerate() {
            let Some(container) = page.element(candidate) else { continue };
            let side = side_of(container, row);
            let base = slot * PER_CANDIDATE;
            out[base] = f32::from(element.depth) - f32::from(common[slot]);
            out[base + 1] = f32::from(container.depth) - f32::from(common[slot]);
            out[base + 2] = side;
            out[base + 3] = share(container.stats.words, page_words);
            out[base + 4] = container.stats.link_ratio();
        }
        for (slot, &candidate) in CLOSE.iter().enumerate() {
            let Some(container) = page.element(self.elements[candidate]) else { continue };
            let base = CANDIDATES * PER_CANDIDATE + slot * PER_CLOSE;
            let blocks = container.blocks();
            let since = row as f32 - blocks.start as f32;
            out[base] = share(since, blocks.len() as f32);
            out[base + 1] = since;
            out[base + 2] = blocks.end as f32 - 1.0 - row as f32;
            let branch =
                self.branch.get(block.element as usize).map_or(NONE, |branch| branch[slot]);
            match page.element(branch) {
                Some(child) => {
                    let before =
                        |block: u32| self.words_before.get(block as usize).copied().unwrap_or(0.0);
                    out[base + 3] = child.stats.link_ratio();
                    out[base + 4] = share(child.stats.words, container.stats.words);
                    out[base + 5] = share(child.stats.prose_words, child.stats.words);
                    out[base + 6] = share(
                        before(child.first_block) - before(container.first_block),
                        container.stats.words,
                    );
                }
                None => out[base + 3] = -1.0,
            }
        }
        out
    }
}

fn side_of(container: &Element, row: usize) -> f32 {
    let blocks = container.blocks();
    if row < blocks.start {
        -1.0
    } else if row >= blocks.end {
        1.0
    } else {
        0.0
    }
}

/// Element of the greatest value, the first of equals.
fn greatest(values: &[f32]) -> u32 {
    let mut best = 0;
    for (index, &value) in values.iter().enumerate() {
        if value > values[best] {
            best = index;
        }
    }
    best as u32
}

/// The best subtree by Readability's rule: paragraphs give points to their parent, half to the
/// grandparent, and the sum is weighed by the share of text outside links.
fn readability(page: &Page) -> u32 {
    let mut points = vec![0.0f32; page.elements.len()];
    for block in &page.blocks {
        if block.measures.chars < 25 || block.link_ratio() > 0.5 {
            continue;
        }
        let own =
            1.0 + block.measures.commas as f32 + (block.measures.chars as f32 / 100.0).min(3.0);
        let Some(element) = page.element(block.element) else { continue };
        // A bare container of text counts as a paragraph's parent itself.
        let first = if element.tag == Tag::P || element.tag == Tag::Pre {
            element.parent
        } else {
            block.element
        };
        let mut share = 1.0;
        for ancestor in page.ancestry(first).take(3) {
            points[ancestor as usize] += own * share;
            share *= 0.5;
        }
    }
    for (value, element) in points.iter_mut().zip(&page.elements) {
        *value *= 1.0 - element.stats.link_ratio();
    }
    greatest(&points)
}

/// The element with the greatest DensitySum (CETD: Sun, Song, Liao, SIGIR 2011): the sum of its
/// children's composite text densities.
fn greatest_density_sum(page: &Page) -> u32 {
    let Some(body) = page.elements.first() else { return 0 };
    let body_ratio = body.stats.link_ratio();
    let mut sums = vec![0.0f32; page.elements.len()];
    for element in page.elements.iter().skip(1) {
        if let Some(sum) = sums.get_mut(element.parent as usize) {
            *sum += composite_density(element, body_ratio);
        }
    }
    greatest(&sums)
}

/// Composite text density of a subtree; every count is at least 1, as the paper's formula would
/// divide by zero on a page without links.
pub(crate) fn composite_density(element: &Element, body_link_ratio: f32) -> f32 {
    let stats = &element.stats;
    let chars = stats.chars as f32;
    if chars < 1.0 {
        return 0.0;
    }
    let tags = stats.tags.max(1) as f32;
    let link_chars = (stats.link_chars as f32).max(1.0);
    let link_tags = stats.link_tags.max(1) as f32;
    let plain = (chars - stats.link_chars as f32).max(1.0);
    let base = (chars * link_chars / plain + body_link_ratio * chars + std::f32::consts::E).ln();
    let density = chars / tags;
    density * ((chars * tags) / (link_chars * link_tags)).max(1.0).ln() / base.ln().max(0.1)
}

/// The smallest subtree that holds this share of the page's prose; words stand in where a page
/// has no prose.
fn smallest_with(page: &Page, wanted: f32) -> u32 {
    let Some(body) = page.elements.first() else { return 0 };
    let prose = body.stats.prose_words > 0.0;
    let mass =
        |element: &Element| if prose { element.stats.prose_words } else { element.stats.words };
    let least = mass(body) * wanted;
    let mut best = 0u32;
    let mut at = 1usize;
    // Children stand behind their parent: a subtree that is too small is skipped whole.
    while let Some(element) = page.elements.get(at) {
        let last = page.element(best).map_or(0, |element| element.end) as usize;
        if at >= last {
            break;
        }
        if mass(element) >= least {
            best = at as u32;
            at += 1;
        } else {
            at = (element.end as usize).max(at + 1);
        }
    }
    best
}

/// The `<article>`, main landmark or articleBody with the most prose; the smaller of two where
/// the larger one adds little.
fn landmark(page: &Page) -> u32 {
    let mut best = 0u32;
    let mut most = 0.0;
    for (index, element) in page.elements.iter().enumerate() {
        let above = page.element(element.parent).map_or(Context::default(), |above| above.context);
        let begins_body =
            element.context.has(Context::ARTICLE_BODY) && !above.has(Context::ARTICLE_BODY);
        if !(matches!(element.role, Role::Article | Role::Main) || begins_body) {
            continue;
        }
        let inside_best = page.element(best).is_some_and(|b| best != 0 && (index as u32) < b.end);
        let mass = element.stats.prose_words + 0.1 * element.stats.words;
        let needed = if inside_best { most * 0.8 } else { most * 1.001 };
        if mass > needed {
            best = index as u32;
            most = mass;
        }
    }
    best
}

/// The smallest ancestor of the first `<h1>` that holds a third of the page's prose.
fn headline(page: &Page) -> u32 {
    let Some(body) = page.elements.first() else { return 0 };
    let heading = page
        .blocks
        .iter()
        .filter(|block| page.element(block.element).is_some_and(|element| element.tag == Tag::H1))
        .map(|block| block.element)
        .next();
    let Some(heading) = heading else { return 0 };
    page.ancestry(heading)
        .find(|&index| {
            page.element(index).is_some_and(|element| {
                element.stats.prose_words >= body.stats.prose_words / 3.0
                    && element.stats.words >= body.stats.words * 0.1
            })
        })
        .unwrap_or(0)
}
