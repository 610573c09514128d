//! CSS paths of blocks.

use crate::dom::{Dom, NodeId};
use std::collections::HashSet;

/// What distinguishes an element from its siblings.
#[derive(Clone, Copy, Debug)]
enum Mark {
    /// Its name does.
    Name,
    /// Its number among the siblings of its type.
    OfType(u32),
    /// Its number among all siblings, if others have its name in another namespace or case.
    Child(u32),
}

/// The ordinals of all elements of a page, counted once for all paths.
#[derive(Debug)]
pub(crate) struct Ordinals {
    /// By node.
    marks: Vec<Mark>,
    /// Elements below the root have its name too.
    root_is_repeated: bool,
}

impl Ordinals {
    /// Counts the elements of a page.
    pub(crate) fn of(dom: &Dom) -> Ordinals {
        let types_by_name = dom.types_by_name();
        let name_of = |node| types_by_name.get(dom.type_of(node)).copied().unwrap_or_default();
        let among_all = dom.places(|_| 0);
        let among_type = dom.places(|node| dom.type_of(node));
        let among_name = dom.places(name_of);
        let is_element = |node: &NodeId| dom.tag(*node).is_some();
        let roots: HashSet<usize> =
            dom.children(NodeId::DOCUMENT).filter(is_element).map(name_of).collect();
        let mut marks = vec![Mark::Name; dom.len()];
        let mut root_is_repeated = false;
        for node in dom.descendants(NodeId::DOCUMENT).filter(is_element) {
            let index = node.index();
            marks[index] = match among_name[index].count {
                // An element without a name, as in a tree built by hand, is `*`.
                _ if dom.local_name(node).is_empty() => Mark::Child(among_all[index].number),
                1 => Mark::Name,
                count if count == among_type[index].count => Mark::OfType(among_type[index].number),
                _ => Mark::Child(among_all[index].number),
            };
            let is_root = dom.parent(node) == Some(NodeId::DOCUMENT);
            root_is_repeated |= !is_root && roots.contains(&name_of(node));
        }
        Ordinals { marks, root_is_repeated }
    }
}

/// The path from the root to an element: a selector that no other element matches.
pub(crate) fn path(dom: &Dom, ordinals: &Ordinals, element: NodeId) -> String {
    let around = std::iter::successors(Some(element), |&node| dom.parent(node));
    let mut ancestry: Vec<NodeId> = around.filter(|&node| dom.tag(node).is_some()).collect();
    ancestry.reverse();
    let mut path = String::new();
    for node in ancestry {
        if !path.is_empty() {
            path.push('>');
        }
        push_name(&mut path, dom.local_name(node));
        if ordinals.root_is_repeated && dom.parent(node) == Some(NodeId::DOCUMENT) {
            path.push_str(":root");
        }
        match ordinals.marks.get(node.index()) {
            Some(Mark::OfType(number)) => path.push_str(&format!(":nth-of-type({number})")),
            Some(Mark::Child(number)) => path.push_str(&format!(":nth-child({number})")),
            Some(Mark::Name) | None => {}
        }
    }
    path
}

/// Writes a name as a CSS identifier: pages have names like `o:p` and `a"b`.
fn push_name(path: &mut String, name: &str) {
    if name.is_empty() {
        path.push('*');
    }
    for (index, c) in name.chars().enumerate() {
        match c {
            _ if c.is_control() || (index == 0 && c.is_ascii_digit()) => {
                path.push_str(&format!("\\{:x} ", u32::from(c)));
            }
            '-' if index == 0 => path.push_str("\\-"),
            _ if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() => {
                path.push(c);
            }
            _ => {
                path.push('\\');
                path.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block;
    use crate::render::testing::everything;
    use crate::selector::{Selectors, matches};
    use proptest::prelude::*;

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
        let last = page.blocks().map(|block| block.path()).next_back();
        assert_eq!(last.as_deref(), Some("html>body>p:nth-of-type(50000)"));
    }

    /// Finds the element of every block by its path, and no other.
    fn found_again(dom: &Dom) {
        let (page, ordinals) = (block::segment(dom), Ordinals::of(dom));
        for block in &page.blocks {
            let element = page.element(block.element).unwrap().node;
            let path = path(dom, &ordinals, element);
            let mut selectors = Selectors::default();
            selectors.add(&path).unwrap();
            assert_eq!(matches(dom, &selectors), [element], "{path}");
        }
    }

    #[test]
    fn names_of_any_characters_are_escaped() {
        assert_eq!(
            paths(r#"<o:p><p>a</p></o:p><a"b><p>c</p></a"b><x>1</x><brücke.1><p>d"#),
            [r"html>body>o\:p>p", r#"html>body>a\"b>p"#, r"html>body", r"html>body>brücke\.1>p"]
        );
    }

    #[test]
    fn elements_of_one_name_in_two_namespaces_are_told_apart() {
        let html = "<math><a>1</a></math><section><p>2</p><svg><foreignObject></svg></section>\
            <math><annotation-xml encoding=text/html><div><p>3</p></div><svg></svg><p>4";
        found_again(&crate::dom::parse(html, &crate::Limits::default(), false).unwrap());
    }

    #[test]
    fn trees_that_no_parser_makes_have_paths_as_well() {
        use html5ever::{LocalName, Namespace, QualName, ns};
        use markup5ever_rcdom::{Node, NodeData, RcDom};
        let element = |namespace: Namespace, name: &str, children: Vec<_>| {
            let node = Node::new(NodeData::Element {
                name: QualName::new(None, namespace, LocalName::from(name)),
                attrs: Default::default(),
                template_contents: Default::default(),
                mathml_annotation_xml_integration_point: false,
            });
            *node.children.borrow_mut() = children;
            node
        };
        let text = |text: &str| {
            Node::new(NodeData::Text { contents: std::cell::RefCell::new(text.into()) })
        };
        let p = |name, word| element(ns!(html), name, vec![text(word)]);
        let inner = element(ns!(html), "body", vec![p("p", "one"), p("P", "two")]);
        let body = element(
            ns!(html),
            "body",
            vec![
                p("p", "three"),
                element(ns!(html), "html", vec![inner]),
                element(ns!(mathml), "p", vec![p("p", "four")]),
                p("", "five"),
                p("-1 \n", "six"),
                p("1", "seven"),
            ],
        );
        let dom = RcDom::default();
        *dom.document.children.borrow_mut() =
            vec![p("html", "zero"), element(ns!(html), "html", vec![body])];
        let limits = crate::Limits::default();
        found_again(&crate::dom::from_rcdom(&dom, &limits, false).unwrap());
        let second = element(ns!(html), "html", vec![dom.document.children.borrow()[1].clone()]);
        *dom.document.children.borrow_mut() = vec![second];
        found_again(&crate::dom::from_rcdom(&dom, &limits, false).unwrap());
    }

    proptest! {
        #[test]
        fn a_path_finds_its_element_again(
            parts in prop::collection::vec(prop_oneof![
                Just("word "), Just("<p>"), Just("</p>"), Just("<div>"), Just("</div>"),
                Just("<o:p>"), Just("</o:p>"), Just("<table>"), Just("<td>"), Just("</table>"),
                Just("<svg>"), Just("</svg>"), Just("<math>"), Just("</math>"), Just("<html>"),
                Just("<body>"), Just("<li>"), Just("<x-1.2>"), Just("<x'\"\\>"), Just("<b>"),
                Just("<foreignObject>"), Just("<annotation-xml encoding=text/html>"),
                Just("<mi>"), Just("<DIV>"), Just("<template>"), Just("</template>"),
                Just("<frameset>"), Just("<a>"), Just("</a>"), Just("<ruby>"), Just("<rt>"),
            ], 1..60)
        ) {
            let html = parts.concat();
            found_again(&crate::dom::parse(&html, &crate::Limits::default(), false).unwrap());
        }
    }
}
