//! Steps from elements to those that a combinator leads to, and back, each in time linear in the
//! page.

use super::Relation;
use crate::dom::{Dom, NodeId};

impl Relation {
    /// The elements in this relation to one of `from`, without repetitions. `elements` are those of
    /// the page in document order.
    pub(super) fn reached(self, dom: &Dom, elements: &[NodeId], from: &[NodeId]) -> Vec<NodeId> {
        match self {
            Relation::First => elements.to_vec(),
            Relation::Child => from
                .iter()
                .flat_map(|&node| dom.children(node))
                .filter(|&child| dom.tag(child).is_some())
                .collect(),
            Relation::Descendant => {
                // Parents come before their children, so what is below them is known.
                let mut at_or_below = vec![false; dom.len()];
                from.iter().for_each(|node| at_or_below[node.index()] = true);
                let is_below = |&node: &NodeId| {
                    let below = dom.parent(node).is_some_and(|parent| at_or_below[parent.index()]);
                    at_or_below[node.index()] |= below;
                    below
                };
                elements.iter().copied().filter(is_below).collect()
            }
            Relation::NextSibling => from.iter().filter_map(|&node| next(dom, node)).collect(),
            Relation::LaterSibling => all_once(dom, from, |node| next(dom, node)),
        }
    }

    /// The elements to which one of `from` is in this relation, without repetitions.
    pub(super) fn reached_back(
        self,
        dom: &Dom,
        elements: &[NodeId],
        from: &[NodeId],
    ) -> Vec<NodeId> {
        let parent = |node| dom.parent(node).filter(|&parent| dom.tag(parent).is_some());
        match self {
            Relation::First => elements.to_vec(),
            Relation::Child => {
                let mut seen = vec![false; dom.len()];
                let parents = from.iter().filter_map(|&node| parent(node));
                parents.filter(|node| !std::mem::replace(&mut seen[node.index()], true)).collect()
            }
            Relation::Descendant => all_once(dom, from, parent),
            Relation::NextSibling => from.iter().filter_map(|&node| previous(dom, node)).collect(),
            Relation::LaterSibling => all_once(dom, from, |node| previous(dom, node)),
        }
    }
}

/// Everything that the steps from each node lead to. They stop where another node's steps have
/// been, since those have covered the rest.
fn all_once(dom: &Dom, from: &[NodeId], step: impl Fn(NodeId) -> Option<NodeId>) -> Vec<NodeId> {
    let mut seen = vec![false; dom.len()];
    let mut reached = Vec::new();
    for &start in from {
        let mut at = start;
        while let Some(node) = step(at)
            && !std::mem::replace(&mut seen[node.index()], true)
        {
            reached.push(node);
            at = node;
        }
    }
    reached
}

/// The next sibling that is an element.
fn next(dom: &Dom, node: NodeId) -> Option<NodeId> {
    std::iter::successors(dom.next_sibling(node), |&at| dom.next_sibling(at))
        .find(|&at| dom.tag(at).is_some())
}

/// The previous sibling that is an element.
fn previous(dom: &Dom, node: NodeId) -> Option<NodeId> {
    std::iter::successors(dom.previous_sibling(node), |&at| dom.previous_sibling(at))
        .find(|&at| dom.tag(at).is_some())
}
