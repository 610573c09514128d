//! The places of elements among their siblings, counted for a whole page in one pass.

use super::{Dom, NodeId, Tag};
use std::collections::HashMap;

/// The place of an element among its siblings of one class; zero for other nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// From 1.
    pub(crate) number: u32,
    /// How many there are of the class.
    pub(crate) count: u32,
}

/// The types of unknown elements begin here, after the known tags.
const FIRST_UNKNOWN: usize = u8::MAX as usize + 1;

impl Dom {
    /// The places of all elements, by node. Siblings of the same class are counted together.
    pub(crate) fn places(&self, class_of: impl Fn(NodeId) -> usize) -> Vec<Place> {
        let mut places = vec![Place::default(); self.len()];
        // By class: the parent whose children were counted last, and their number.
        let mut counts: Vec<(NodeId, u32)> = Vec::new();
        for parent in (0..self.len() as u32).map(NodeId) {
            let elements = || self.children(parent).filter(|&child| self.tag(child).is_some());
            for child in elements() {
                let class = class_of(child);
                if class >= counts.len() {
                    counts.resize(class + 1, (NodeId::NONE, 0));
                }
                let (counted, count) = &mut counts[class];
                if *counted != parent {
                    (*counted, *count) = (parent, 0);
                }
                *count += 1;
                places[child.index()].number = *count;
            }
            for child in elements() {
                places[child.index()].count = counts[class_of(child)].1;
            }
        }
        places
    }

    /// The number of an element's type: its name and namespace.
    pub(crate) fn type_of(&self, node: NodeId) -> usize {
        match self.nodes[node.index()].data {
            super::NodeData::Element { tag, name, .. } => match tag.qualified() {
                Some(_) => tag as usize,
                None => FIRST_UNKNOWN + name as usize,
            },
            _ => 0,
        }
    }

    /// For every type, the first one whose name differs only in namespace and case, which selectors
    /// ignore.
    pub(crate) fn types_by_name(&self) -> Vec<usize> {
        let mut by_name: HashMap<String, usize> =
            Tag::names().enumerate().map(|(number, name)| (name.to_owned(), number)).collect();
        let unknown = self.names.iter().enumerate().map(|(index, name)| {
            let number = FIRST_UNKNOWN + index;
            *by_name.entry((*name.local).to_ascii_lowercase()).or_insert(number)
        });
        (0..FIRST_UNKNOWN).chain(unknown).collect()
    }
}
