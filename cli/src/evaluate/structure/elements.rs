//! The elements around the blocks of a page, read from the paths of the blocks: whatever the
//! extractor takes for a unit, here the page's markup alone counts.

use dehusk::{Block, BlockKind, DecidedBy, Extraction};
use std::ops::Range;

/// A block.
pub struct Leaf {
    pub text: String,
    /// How many of its characters are letters or digits.
    pub letters: usize,
    /// Whether most of it is a link.
    pub is_link: bool,
    /// The level of a heading.
    pub level: Option<u8>,
    pub kept: bool,
    pub decided_by: DecidedBy,
    /// Its place in [`Elements::all`].
    pub element: usize,
}

impl Leaf {
    fn of(block: &Block<'_>, element: usize) -> Leaf {
        let text = block.text();
        let verdict = block.verdict();
        Leaf {
            text: text.to_owned(),
            letters: text.chars().filter(|letter| letter.is_alphanumeric()).count(),
            is_link: block.link_ratio() > 0.5,
            level: match block.kind() {
                BlockKind::Heading(level) => Some(level),
                _ => None,
            },
            kept: verdict.kept,
            decided_by: verdict.decided_by,
            element,
        }
    }

    /// Whether it is there for readers. What the page hides from them tears nothing.
    pub fn is_seen(&self) -> bool {
        self.kept || self.decided_by != DecidedBy::Unseen
    }
}

/// An element that holds blocks.
pub struct Element {
    /// The last step of its path.
    step: String,
    pub parent: Option<usize>,
    pub blocks: Range<usize>,
}

impl Element {
    pub fn tag(&self) -> &str {
        self.step.split(':').next().unwrap_or_default()
    }
}

/// The elements of a page that hold blocks, parents before their children, and the blocks.
#[derive(Default)]
pub struct Elements {
    pub all: Vec<Element>,
    pub leaves: Vec<Leaf>,
}

impl Elements {
    pub fn of(page: &Extraction) -> Elements {
        let mut elements = Elements::default();
        let mut open: Vec<usize> = Vec::new();
        for block in page.blocks() {
            let path = block.path();
            let steps: Vec<&str> = path.split('>').collect();
            let same = open.iter().zip(&steps);
            let common = same.take_while(|(at, step)| elements.all[**at].step == **step).count();
            open.truncate(common);
            let first = elements.leaves.len();
            for step in &steps[common..] {
                let parent = open.last().copied();
                open.push(elements.all.len());
                let step = (*step).to_owned();
                elements.all.push(Element { step, parent, blocks: first..first });
            }
            for &at in &open {
                elements.all[at].blocks.end = first + 1;
            }
            let innermost = elements.all.len().saturating_sub(1);
            elements.leaves.push(Leaf::of(&block, open.last().copied().unwrap_or(innermost)));
        }
        elements
    }

    /// An element and those around it, from the inside out.
    pub fn ancestry(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(element), |&at| self.all[at].parent)
    }

    /// The path of an element.
    pub fn path(&self, element: usize) -> String {
        let mut steps: Vec<&str> =
            self.ancestry(element).map(|at| self.all[at].step.as_str()).collect();
        steps.reverse();
        steps.join(">")
    }

    /// The blocks of an element that readers see.
    pub fn seen(&self, blocks: Range<usize>) -> impl Iterator<Item = &Leaf> {
        self.leaves[blocks].iter().filter(|leaf| leaf.is_seen())
    }
}
