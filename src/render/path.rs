//! CSS-like paths of blocks.

use crate::block::{Block, NONE, Page};
use crate::dom::{Dom, NodeId, Tag};
use std::collections::HashMap;

/// Where every element stands among its siblings, counted once for all paths of a page.
#[derive(Debug)]
pub(crate) struct Ordinals {
    /// For every element its place among the siblings of its name, from 1; 0 where there is no
    /// other.
    of_type: Vec<u32>,
}

impl Ordinals {
    /// Counts the elements of a page.
    pub(crate) fn of(dom: &Dom, page: &Page) -> Ordinals {
        // An unknown tag stands for many names; the tag alone tells the others.
        let key = |node: NodeId, parent: u32, tag: Tag| match tag.qualified() {
            Some(_) => (parent, tag, ""),
            None => (parent, tag, dom.local_name(node)),
        };
        let mut counts: HashMap<(u32, Tag, &str), u32> = HashMap::new();
        let mut of_type: Vec<u32> = page
            .elements
            .iter()
            .map(|element| {
                let count = counts.entry(key(element.node, element.parent, element.tag));
                let count = count.or_default();
                *count += 1;
                *count
            })
            .collect();
        for (element, ordinal) in page.elements.iter().zip(&mut of_type) {
            if counts.get(&key(element.node, element.parent, element.tag)) == Some(&1) {
                *ordinal = 0;
            }
        }
        Ordinals { of_type }
    }
}

/// The path from the root to the block's element.
pub(crate) fn path(dom: &Dom, page: &Page, ordinals: &Ordinals, block: &Block) -> String {
    let mut ancestry: Vec<u32> = page.ancestry(block.element).collect();
    ancestry.reverse();
    let mut path = String::new();
    let root = ancestry.first().and_then(|&index| page.element(index));
    if let Some(above) = root.and_then(|root| dom.parent(root.node)) {
        path.push_str(dom.local_name(above));
    }
    for index in ancestry.into_iter().filter(|&index| index != NONE) {
        let Some(element) = page.element(index) else { continue };
        if !path.is_empty() {
            path.push('>');
        }
        path.push_str(dom.local_name(element.node));
        let ordinal = ordinals.of_type.get(index as usize).copied().unwrap_or_default();
        if ordinal > 0 {
            path.push_str(&format!(":nth-of-type({ordinal})"));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use crate::render::testing::everything;

    fn paths(html: &str) -> Vec<String> {
        everything(html).blocks().map(|block| block.path()).collect()
    }

    #[test]
    fn only_siblings_of_one_name_are_numbered() {
        assert_eq!(
            paths(
                "<main><h1>a</h1><p>b</p><script></script><p>c</p><my-tag><p>d</p></my-tag><your-tag>e</your-tag></main>"
            ),
            [
                "html>body>main>h1",
                "html>body>main>p:nth-of-type(1)",
                "html>body>main>p:nth-of-type(2)",
                "html>body>main>my-tag>p",
                "html>body>main",
            ]
        );
        assert_eq!(
            paths("<x-a><p>a</p></x-a><x-b><p>b</p></x-b><x-a><p>c</p></x-a>"),
            ["html>body>x-a:nth-of-type(1)>p", "html>body>x-b>p", "html>body>x-a:nth-of-type(2)>p"]
        );
    }

    #[test]
    fn the_paths_of_many_siblings_take_linear_time() {
        let page = everything(&"<p>word".repeat(50_000));
        let last = page.blocks().map(|block| block.path()).last();
        assert_eq!(last.as_deref(), Some("html>body>p:nth-of-type(50000)"));
    }
}
