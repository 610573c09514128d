//! Candidate containers of the main content, and each block's relation to them.
//!
//! One container is seldom the whole answer, but a block's relation to several candidates is the
//! strongest evidence about it.

use super::{features, quantities, share};
use crate::block::{Context, Element, NONE, Page, Role};
use crate::dom::Tag;

quantities! {
    /// The relation of a block to a candidate.
    struct Relation {
        up: "levels from the block up to the nearest common ancestor with the container",
        down: "levels from the nearest common ancestor down to the container, 0 for blocks inside",
        side: "-1 before the container, 0 inside, 1 after it",
        share: "share of the page's words in the container, 0 to 1",
        links: "link ratio of the container, 0 to 1",
    }
}

quantities! {
    /// The place of a block among a candidate's blocks.
    struct Inside {
        place: "share of the container's blocks before this one, below 0 or above 1 outside",
        since_start: "blocks since the container's start, negative before it",
        until_end: "blocks until the container's end, negative after it",
    }
}

quantities! {
    /// A candidate's child around a block.
    struct Branch {
        links: "link ratio of the container's child around the block, 0 to 1, -1 outside",
        share: "share of the container's words in that child, 0 to 1",
        prose: "share of that child's words in prose, 0 to 1",
    }
}

features! {
    /// Candidate containers of the main content, and a block's relation to them.
    pub(super) struct ContainerFeatures {
        readability: Relation["readability_" _] { up, down, side, share, links },
        prose50: Relation["prose50_" _] { up, down, side, share, links },
        headline: Relation["headline_" _] { up, down, side, share, links },
        prose80: Relation["prose80_" _] { down, share },
        inside_prose80: Inside["prose80_" _] { place },
        branch_of_prose80: Branch["prose80_branch_" _] { links, share, prose },
        cetd: Relation["cetd_" _] { share, links },
        inside_cetd: Inside["cetd_" _] { place, until_end },
        branch_of_cetd: Branch["cetd_branch_" _] { links, share, prose },
        landmark: Relation["landmark_" _] { share },
        inside_landmark: Inside["landmark_" _] { place, since_start, until_end },
    }
}

/// An element that may hold the main content.
#[derive(Clone, Copy, Debug)]
enum Candidate {
    Readability,
    Prose50,
    Headline,
    /// The smallest element with 80% of the prose.
    Prose80,
    /// The greatest density sum of CETD.
    Cetd,
    Landmark,
}

impl Candidate {
    const ALL: [Candidate; CANDIDATES] = [
        Candidate::Readability,
        Candidate::Prose50,
        Candidate::Headline,
        Candidate::Prose80,
        Candidate::Cetd,
        Candidate::Landmark,
    ];

    fn find(self, page: &Page) -> u32 {
        match self {
            Candidate::Readability => readability(page),
            Candidate::Prose50 => smallest_with(page, 0.5),
            Candidate::Headline => headline(page),
            Candidate::Prose80 => smallest_with(page, 0.8),
            Candidate::Cetd => greatest_density_sum(page),
            Candidate::Landmark => landmark(page),
        }
    }
}

const CANDIDATES: usize = Candidate::Landmark as usize + 1;

/// The first candidates, to which levels up and down are counted.
const NEAR: usize = Candidate::Prose80 as usize + 1;

/// The candidates whose child around a block is measured.
const BRANCHED: [Candidate; 2] = [Candidate::Prose80, Candidate::Cetd];

/// The candidates of a page.
#[derive(Debug)]
pub(crate) struct Containers {
    elements: [u32; CANDIDATES],
    /// For every candidate, its share of the page's words, and its link ratio.
    figures: [(f32, f32); CANDIDATES],
    /// For every element and near candidate, the depth of their nearest common ancestor.
    common: Vec<[u16; NEAR]>,
    /// For every element and branched candidate, the candidate's child around it, or [`NONE`].
    branch: Vec<[u32; BRANCHED.len()]>,
}

impl Containers {
    pub(crate) fn find(page: &Page) -> Containers {
        let elements = Candidate::ALL.map(|candidate| candidate.find(page));
        // The ranges of the near candidates, and their depths.
        let mut reaches = [(0, 0, 0); NEAR];
        for (reach, &candidate) in reaches.iter_mut().zip(&elements) {
            let container = page.element(candidate);
            *reach = container
                .map_or((candidate, 0, 0), |element| (candidate, element.end, element.depth));
        }
        let branched = BRANCHED.map(|candidate| elements[candidate as usize]);
        let mut common: Vec<[u16; NEAR]> = Vec::with_capacity(page.elements.len());
        let mut branch: Vec<[u32; BRANCHED.len()]> = Vec::with_capacity(page.elements.len());
        for (index, element) in page.elements.iter().enumerate() {
            let index = index as u32;
            let mut depths = common.get(element.parent as usize).copied().unwrap_or_default();
            let mut branches =
                branch.get(element.parent as usize).copied().unwrap_or([NONE; BRANCHED.len()]);
            for (common, &(candidate, end, depth)) in depths.iter_mut().zip(&reaches) {
                // The element is the candidate or an ancestor of it, and so the common ancestor.
                if index <= candidate && candidate < element.end {
                    *common = element.depth;
                }
                if candidate < index && index < end {
                    *common = depth;
                }
            }
            for (branch, &candidate) in branches.iter_mut().zip(&branched) {
                if element.parent == candidate {
                    *branch = index;
                }
            }
            common.push(depths);
            branch.push(branches);
        }
        let words = page.stats().words;
        let figures = elements.map(|candidate| {
            let stats = page.element(candidate).map(|element| element.stats);
            stats.map_or((0.0, 0.0), |stats| (share(stats.words, words), stats.link_ratio()))
        });
        Containers { elements, figures, common, branch }
    }

    pub(super) fn measure(&self, page: &Page, row: usize) -> ContainerFeatures {
        ContainerFeatures {
            readability: self.relation(page, row, Candidate::Readability),
            prose50: self.relation(page, row, Candidate::Prose50),
            headline: self.relation(page, row, Candidate::Headline),
            prose80: self.relation(page, row, Candidate::Prose80),
            inside_prose80: self.inside(page, row, Candidate::Prose80),
            branch_of_prose80: self.branch(page, row, 0),
            cetd: self.relation(page, row, Candidate::Cetd),
            inside_cetd: self.inside(page, row, Candidate::Cetd),
            branch_of_cetd: self.branch(page, row, 1),
            landmark: self.relation(page, row, Candidate::Landmark),
            inside_landmark: self.inside(page, row, Candidate::Landmark),
        }
    }

    fn container<'p>(&self, page: &'p Page, candidate: Candidate) -> Option<&'p Element> {
        page.element(self.elements[candidate as usize])
    }

    fn relation(&self, page: &Page, row: usize, candidate: Candidate) -> Relation<f32> {
        let at = page.blocks[row].element;
        let Some((element, container)) = page.element(at).zip(self.container(page, candidate))
        else {
            return Relation::default();
        };
        let common = self.common.get(at as usize).and_then(|common| common.get(candidate as usize));
        let levels =
            |depth: u16| common.map_or(0.0, |&common| f32::from(depth) - f32::from(common));
        let (share, links) = self.figures[candidate as usize];
        Relation {
            up: levels(element.depth),
            down: levels(container.depth),
            side: side_of(container, row),
            share,
            links,
        }
    }

    fn inside(&self, page: &Page, row: usize, candidate: Candidate) -> Inside<f32> {
        let Some(container) = self.container(page, candidate) else { return Inside::default() };
        let blocks = container.blocks();
        let since_start = row as f32 - blocks.start as f32;
        Inside {
            place: share(since_start, blocks.len() as f32),
            since_start,
            until_end: blocks.end as f32 - 1.0 - row as f32,
        }
    }

    /// The child around a block of one of the [`BRANCHED`].
    fn branch(&self, page: &Page, row: usize, branched: usize) -> Branch<f32> {
        let container = self.container(page, BRANCHED[branched]);
        let branches = self.branch.get(page.blocks[row].element as usize);
        let child = branches.and_then(|branches| page.element(branches[branched]));
        let Some((container, child)) = container.zip(child) else {
            return Branch { links: -1.0, ..Branch::default() };
        };
        Branch {
            links: child.stats.link_ratio(),
            share: share(child.stats.words, container.stats.words),
            prose: share(child.stats.prose_words, child.stats.words),
        }
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

/// The element with the greatest value, the first of equals.
fn greatest(values: &[f32]) -> u32 {
    let mut best = 0;
    for (index, &value) in values.iter().enumerate() {
        if value > values[best] {
            best = index;
        }
    }
    best as u32
}

/// The best subtree by Readability's rule: paragraphs give points to their parent, and half to the
/// grandparent, and the sum is multiplied by the share of text outside links.
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
pub(super) fn composite_density(element: &Element, body_link_ratio: f32) -> f32 {
    let stats = &element.stats;
    let chars = stats.chars as f32;
    if chars < 1.0 {
        return 0.0;
    }
    let tags = stats.tags.max(1) as f32;
    let link_chars = (stats.link_chars as f32).max(1.0);
    let link_tags = stats.link_tags.max(1) as f32;
    let linkless = (chars * tags) / (link_chars * link_tags);
    if linkless <= 1.0 {
        return 0.0;
    }
    let plain = (chars - stats.link_chars as f32).max(1.0);
    let base = (chars * link_chars / plain + body_link_ratio * chars + std::f32::consts::E).ln();
    let density = chars / tags;
    density * linkless.ln() / base.ln().max(0.1)
}

/// The smallest subtree that holds this share of the page's prose, or of its words if it has no
/// prose.
fn smallest_with(page: &Page, wanted: f32) -> u32 {
    let Some(body) = page.elements.first() else { return 0 };
    let prose = body.stats.prose_words > 0.0;
    let mass =
        |element: &Element| if prose { element.stats.prose_words } else { element.stats.words };
    let least = mass(body) * wanted;
    let mut best = 0u32;
    let mut at = 1usize;
    // Children follow their parent, so a subtree that is too small is skipped as a whole.
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
