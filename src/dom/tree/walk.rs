//! A walk over a tree that handles each node on the way down and again on the way up.

use super::{Dom, NodeId};

/// Handles the nodes that [`Dom::walk`] visits.
pub(crate) trait Visitor {
    /// Handles a node on the way down. Returns whether to visit its children.
    fn enter(&mut self, node: NodeId) -> bool;

    /// Handles a node after its children, unless they were not visited.
    fn leave(&mut self, node: NodeId);
}

impl Dom {
    /// Visits `root` and the nodes below it in document order.
    pub(crate) fn walk(&self, root: NodeId, visitor: &mut impl Visitor) {
        let mut at = root;
        loop {
            if visitor.enter(at) {
                if let Some(child) = self.first_child(at) {
                    at = child;
                    continue;
                }
                visitor.leave(at);
            }
            loop {
                if at == root {
                    return;
                }
                if let Some(next) = self.next_sibling(at) {
                    at = next;
                    break;
                }
                let Some(parent) = self.parent(at) else { return };
                at = parent;
                visitor.leave(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::Tag;
    use crate::dom::testing::parsed;

    /// Records what it visits, and skips the contents of asides.
    struct Notes<'a>(&'a Dom, Vec<String>);

    impl Visitor for Notes<'_> {
        fn enter(&mut self, node: NodeId) -> bool {
            let name = self.0.text(node).unwrap_or_else(|| self.0.local_name(node));
            self.1.push(format!("+{name}"));
            self.0.tag(node).is_some_and(|tag| tag != Tag::Aside)
        }

        fn leave(&mut self, node: NodeId) {
            self.1.push(format!("-{}", self.0.local_name(node)));
        }
    }

    #[test]
    fn elements_are_left_after_their_children_and_nothing_outside_the_root_is_visited() {
        let dom = parsed("<p>before<main><p>a<b>c</b><aside>d</aside><div></div></main>after");
        let main = dom.find(NodeId::DOCUMENT, Tag::Main).unwrap();
        let mut notes = Notes(&dom, Vec::new());
        dom.walk(main, &mut notes);
        assert_eq!(
            notes.1,
            ["+main", "+p", "+a", "+b", "+c", "-b", "-p", "+aside", "+div", "-div", "-main"]
        );
        let mut notes = Notes(&dom, Vec::new());
        dom.walk(dom.find(main, Tag::Aside).unwrap(), &mut notes);
        assert_eq!(notes.1, ["+aside"]);
    }
}
