//! The joint decision over a tree is exact: on small trees, no other labelling is worth more. And the
//! units of any page form a tree. The input is a number of nodes, four bytes for each, and a page.
#![no_main]

use dehusk::internals;
use dehusk::internals::stages::{self, TreeNode};
use libfuzzer_sys::fuzz_target;

/// All labellings of a tree are tried: 4,096 of this many nodes.
const MAX_NODES: usize = 12;
const BYTES_PER_NODE: usize = 4;

fuzz_target!(|data: &[u8]| {
    let Some((&count, data)) = data.split_first() else { return };
    let bytes = usize::from(count) % (MAX_NODES + 1) * BYTES_PER_NODE;
    let (tree, html) = data.split_at(bytes.min(data.len()));
    check_labels(&tree_of(tree));
    check_units(&String::from_utf8_lossy(html));
});

/// Whole numbers, whose sums are exact.
fn tree_of(bytes: &[u8]) -> Vec<TreeNode> {
    let node = |(index, bytes): (u32, &[u8])| TreeNode {
        parent: u32::from(bytes[0]).checked_rem(index),
        gain: f32::from(bytes[1] as i8),
        dropped_in_kept: f32::from(bytes[2]),
        kept_in_dropped: f32::from(bytes[3]),
    };
    (0..).zip(bytes.chunks_exact(BYTES_PER_NODE)).map(node).collect()
}

fn check_labels(tree: &[TreeNode]) {
    let labels = stages::best_labels(tree);
    assert_eq!(labels.len(), tree.len());
    let best = worth(tree, |index| labels[index]);
    for bits in 0..1u32 << tree.len() {
        assert!(worth(tree, |index| bits >> index & 1 == 1) <= best, "{bits:b} of {tree:?}");
    }
}

fn worth(tree: &[TreeNode], is_kept: impl Fn(usize) -> bool) -> f32 {
    let worth_of = |(index, node): (usize, &TreeNode)| {
        let kept = is_kept(index);
        let gain = if kept { node.gain } else { 0.0 };
        match node.parent.map(|parent| is_kept(parent as usize)) {
            Some(true) if !kept => gain - node.dropped_in_kept,
            Some(false) if kept => gain - node.kept_in_dropped,
            _ => gain,
        }
    };
    tree.iter().enumerate().map(worth_of).sum()
}

/// Every unit but the first lies in one before it, and holds some of its blocks.
fn check_units(html: &str) {
    let units = internals::units(&dehusk::extract(html));
    for (index, unit) in units.iter().enumerate() {
        assert!(!unit.blocks.is_empty(), "{unit:?}");
        let Some(parent) = unit.parent else {
            assert_eq!(index, 0, "{unit:?}");
            continue;
        };
        assert!(parent < index, "{unit:?}");
        let around = &units[parent].blocks;
        assert!(around.start <= unit.blocks.start && unit.blocks.end <= around.end, "{unit:?}");
    }
}
