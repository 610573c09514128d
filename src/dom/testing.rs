//! Helpers for tests of the tree.

use super::{Dom, NodeId, parse};
use crate::options::Limits;

pub(crate) fn parsed(html: &str) -> Dom {
    parse(html, &Limits::default(), false).unwrap()
}

/// How many nodes are around the deepest one.
pub(super) fn depth(dom: &Dom) -> usize {
    let deepest = dom
        .descendants(NodeId::DOCUMENT)
        .map(|node| std::iter::successors(dom.parent(node), |&node| dom.parent(node)).count());
    deepest.max().unwrap_or_default()
}
