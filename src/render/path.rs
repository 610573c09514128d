//! CSS-like paths of blocks.

use crate::block::Block;
use crate::dom::NodeId;
use crate::extraction::Extraction;

/// The path from the root to the block's element.
pub(crate) fn path(extraction: &Extraction, block: &Block) -> String {
    let dom = &extraction.dom;
    let Some(element) = extraction.page.element(block.element) else { return String::new() };
    let mut parts = Vec::new();
    let mut at = Some(element.node);
    while let Some(node) = at.filter(|&node| node != NodeId::DOCUMENT) {
        let name = dom.local_name(node);
        let same = |sibling: &NodeId| dom.local_name(*sibling) == name;
        let siblings =
            dom.parent(node).map_or(1, |parent| dom.children(parent).filter(same).count());
        if siblings > 1 {
            let before = std::iter::successors(dom.previous_sibling(node), |&sibling| {
                dom.previous_sibling(sibling)
            });
            parts.push(format!("{name}:nth-of-type({})", before.filter(same).count() + 1));
        } else {
            parts.push(name.to_owned());
        }
        at = dom.parent(node);
    }
    parts.reverse();
    parts.join(">")
}
