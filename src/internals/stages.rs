//! The stages of an extraction one by one, for benches and fuzz targets.

use crate::block::{self, Page};
use crate::dom::{self, Dom};
use crate::features::Matrix;
use crate::options::Limits;
use crate::score::CachedOverview;
use crate::score::model::Model;
use crate::select::{self, labelling};

/// A parsed page.
#[derive(Debug)]
pub struct Parsed(Dom);

/// A page cut into blocks.
#[derive(Debug)]
pub struct Blocks(Page);

/// The features of all blocks of a page.
#[derive(Debug)]
pub struct Features {
    rows: usize,
    matrix: Matrix,
}

/// HTML → DOM.
pub fn parse(html: &str) -> Parsed {
    let dom = dom::parse(html, &Limits::default(), false);
    Parsed(dom.unwrap_or_else(|_| unreachable!("limits truncate")))
}

impl Parsed {
    /// DOM → blocks.
    pub fn blocks(&self) -> Blocks {
        Blocks(block::segment(&self.0))
    }

    /// Blocks → features.
    pub fn features(&self, blocks: &Blocks) -> Features {
        let overview = CachedOverview::default();
        let overview = overview.of(&self.0, &blocks.0);
        let matrix = Model::embedded().measure(&self.0, &blocks.0, overview);
        Features { rows: blocks.0.blocks.len(), matrix }
    }
}

impl Features {
    /// Features → scores.
    pub fn scores(&self) -> Vec<f32> {
        Model::embedded().score_rows(self.rows, &self.matrix).unwrap_or_default()
    }

    /// The values of all features of a block.
    pub fn row(&self, block: usize) -> &[f32] {
        self.matrix.row(block)
    }
}

impl Blocks {
    /// Scores → which blocks are kept.
    pub fn select(&self, scores: &[f32]) -> Vec<bool> {
        select::select(&select::Settings::default(), &self.0, scores).kept()
    }
}

/// A node of a tree that is labelled as a whole.
#[derive(Clone, Copy, Debug)]
pub struct TreeNode {
    /// The index of its parent, which precedes it.
    pub parent: Option<u32>,
    /// What keeping it is worth; negative if dropping it is better.
    pub gain: f32,
    /// The cost of dropping it while its parent is kept, at least 0.
    pub dropped_in_kept: f32,
    /// The cost of keeping it while its parent is dropped, at least 0.
    pub kept_in_dropped: f32,
}

/// Tree → which of its nodes are kept in the labelling that is worth most.
pub fn best_labels(tree: &[TreeNode]) -> Vec<bool> {
    let node = |node: &TreeNode| labelling::Node {
        parent: node.parent.unwrap_or(labelling::ROOT),
        gain: node.gain,
        dropped_in_kept: node.dropped_in_kept,
        kept_in_dropped: node.kept_in_dropped,
    };
    labelling::best(&tree.iter().map(node).collect::<Vec<_>>())
}
