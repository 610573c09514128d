//! Finds the elements of a page that match selectors.

use super::{
    AttributeTest, Comparison, Compound, Condition, Nested, Selector, Selectors, Siblings,
};
use crate::block::{Context, Page};
use crate::dom::{AttributeName, Dom, NodeId, Place};

/// The outermost elements that match, in document order.
pub(crate) fn matches(dom: &Dom, selectors: &Selectors) -> Vec<NodeId> {
    let found = Matcher::new(dom, selectors).all(&selectors.list);
    let mut outermost = Vec::new();
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        if found[node.index()] {
            outermost.push(node);
            next = dom.next_after(node, NodeId::DOCUMENT);
        } else {
            next = dom.first_child(node).or_else(|| dom.next_after(node, NodeId::DOCUMENT));
        }
    }
    outermost
}

/// For every block, whether it is visible and its first text is inside one of these elements.
pub(crate) fn blocks_inside(dom: &Dom, page: &Page, elements: &[NodeId]) -> Vec<bool> {
    let mut matched = vec![false; dom.len()];
    for node in elements {
        matched[node.index()] = true;
    }
    let is_matched = |node: NodeId| matched.get(node.index()) == Some(&true);
    let root = page.elements.first().and_then(|root| dom.parent(root.node));
    let above = std::iter::successors(root, |&node| dom.parent(node)).any(is_matched);
    let mut inside: Vec<bool> = Vec::with_capacity(page.elements.len());
    for element in &page.elements {
        let around = inside.get(element.parent as usize).copied().unwrap_or(above);
        inside.push(around || is_matched(element.node));
    }
    page.blocks
        .iter()
        .map(|block| {
            let inside = inside.get(block.inner as usize) == Some(&true);
            inside && !block.context.has(Context::HIDDEN)
        })
        .collect()
}

/// Matches the selectors of one page.
struct Matcher<'a> {
    dom: &'a Dom,
    /// In document order.
    elements: Vec<NodeId>,
    /// The places of the elements, if they are needed.
    among_all: Vec<Place>,
    among_type: Vec<Place>,
    /// For every nested list matched so far, which nodes match.
    nested: Vec<Vec<bool>>,
}

impl<'a> Matcher<'a> {
    fn new(dom: &'a Dom, selectors: &Selectors) -> Matcher<'a> {
        let counted = |siblings| selectors.count(siblings);
        let among_all = if counted(Siblings::All) { dom.places(|_| 0) } else { Vec::new() };
        let among_type = if counted(Siblings::OfType) {
            dom.places(|node| dom.type_of(node))
        } else {
            Vec::new()
        };
        let elements =
            dom.descendants(NodeId::DOCUMENT).filter(|&node| dom.tag(node).is_some()).collect();
        let nested = Vec::with_capacity(selectors.nested.len());
        let mut matcher = Matcher { dom, elements, among_all, among_type, nested };
        for Nested { list, relative } in &selectors.nested {
            let found = if *relative { matcher.all_relative(list) } else { matcher.all(list) };
            matcher.nested.push(found);
        }
        matcher
    }

    /// For every node, whether one of the selectors matches it.
    fn all(&self, list: &[Selector]) -> Vec<bool> {
        let mut found = vec![false; self.dom.len()];
        for selector in list {
            let mut reached = Vec::new();
            for step in selector {
                reached = step.relation.reached(self.dom, &self.elements, &reached);
                reached.retain(|&node| self.holds(&step.compound, node));
            }
            reached.into_iter().for_each(|node| found[node.index()] = true);
        }
        found
    }

    /// For every node, whether one of the selectors leads from it to an element.
    fn all_relative(&self, list: &[Selector]) -> Vec<bool> {
        let mut found = vec![false; self.dom.len()];
        for selector in list {
            let mut reached = self.elements.clone();
            for step in selector.iter().rev() {
                reached.retain(|&node| self.holds(&step.compound, node));
                reached = step.relation.reached_back(self.dom, &self.elements, &reached);
            }
            reached.into_iter().for_each(|node| found[node.index()] = true);
        }
        found
    }

    fn holds(&self, compound: &Compound, node: NodeId) -> bool {
        compound.conditions.iter().all(|condition| self.condition_holds(condition, node))
    }

    fn condition_holds(&self, condition: &Condition, node: NodeId) -> bool {
        let dom = self.dom;
        match condition {
            Condition::Element(name) => dom.local_name(node).eq_ignore_ascii_case(name),
            Condition::Id(id) => dom.attribute(node, AttributeName::Id) == Some(id),
            Condition::Class(class) => dom
                .attribute(node, AttributeName::Class)
                .is_some_and(|classes| classes.split_ascii_whitespace().any(|word| word == class)),
            Condition::Attribute(test) => test.holds(dom, node),
            Condition::Root => dom.parent(node) == Some(NodeId::DOCUMENT),
            Condition::Empty => dom.children(node).all(|child| dom.text(child) == Some("")),
            Condition::Nth { siblings, from_end, step, offset } => {
                let Place { number, count } = self.place(*siblings, node);
                let number = if *from_end { count + 1 - number } else { number };
                let beyond = i64::from(number) - offset;
                match step {
                    0 => beyond == 0,
                    step => beyond % step == 0 && beyond / step >= 0,
                }
            }
            Condition::Only(siblings) => self.place(*siblings, node).count == 1,
            Condition::Nested { index, matches } => {
                self.nested.get(*index).is_some_and(|found| found[node.index()]) == *matches
            }
        }
    }

    fn place(&self, siblings: Siblings, node: NodeId) -> Place {
        let places = match siblings {
            Siblings::All => &self.among_all,
            Siblings::OfType => &self.among_type,
        };
        places.get(node.index()).copied().unwrap_or_default()
    }
}

impl AttributeTest {
    fn holds(&self, dom: &Dom, node: NodeId) -> bool {
        let mut values = dom
            .attributes(node)
            .filter(|(name, _)| name.eq_ignore_ascii_case(&self.name))
            .map(|(_, value)| value);
        values.next().is_some_and(|value| {
            if self.ignore_case {
                self.compare(&value.to_ascii_lowercase(), &self.value.to_ascii_lowercase())
            } else {
                self.compare(value, &self.value)
            }
        })
    }

    fn compare(&self, value: &str, wanted: &str) -> bool {
        match self.comparison {
            Comparison::Exists => true,
            Comparison::Equals => value == wanted,
            Comparison::Word => value.split_ascii_whitespace().any(|word| word == wanted),
            Comparison::Language => value
                .strip_prefix(wanted)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
            // An empty text would be found anywhere, so it matches nothing.
            _ if wanted.is_empty() => false,
            Comparison::Prefix => value.starts_with(wanted),
            Comparison::Suffix => value.ends_with(wanted),
            Comparison::Substring => value.contains(wanted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<main id=main class='a b'><h1>t</h1><p class=lead lang=en-GB>1</p>\
        <p>2</p><div data-x='One two'><p class=b>3</p><ul><li>4<li>5<li>6</ul></div>\
        <my-box>7</my-box><p title='say \"x\"'>8</p></main><p id=last>9</p>";

    /// The texts of the elements that match.
    fn texts(css: &str) -> String {
        let mut selectors = Selectors::default();
        selectors.add(css).unwrap();
        let dom = crate::dom::parse(PAGE, &crate::options::Limits::default(), true).unwrap();
        let found = matches(&dom, &selectors);
        let texts: Vec<String> = found.into_iter().map(|node| dom.text_content(node)).collect();
        texts.join(",")
    }

    #[test]
    fn selectors_match_as_in_a_browser() {
        for (css, found) in [
            ("p", "1,2,3,8,9"),
            ("P.lead", "1"),
            ("#main > p", "1,2,8"),
            ("#main p", "1,2,3,8"),
            ("main.a.b h1", "t"),
            ("h1 + p", "1"),
            ("h1 ~ p", "1,2,8"),
            ("p + p", "2"),
            ("h1, li", "t,4,5,6"),
            ("*", "t1234567 89"),
            ("main *", "t,1,2,3456,7,8"),
            ("main > div > ul > li", "4,5,6"),
            ("html li", "4,5,6"),
            ("my-box", "7"),
            ("li:first-child", "4"),
            ("li:last-child", "6"),
            ("li:nth-child(2)", "5"),
            ("li:nth-child(odd)", "4,6"),
            ("li:nth-child(-n + 2)", "4,5"),
            ("li:nth-child(2n)", "5"),
            ("p:not(.lead, .b)", "2,8,9"),
            ("main :is(h1, li)", "t,4,5,6"),
            ("li:not(:first-child)", "5,6"),
            ("[data-x]", "3456"),
            ("[DATA-X]", "3456"),
            ("[data-x='One two']", "3456"),
            ("[data-x=\"one TWO\" i]", "3456"),
            ("[data-x~=two]", "3456"),
            ("[data-x^=One]", "3456"),
            ("[data-x$=two]", "3456"),
            ("[data-x*='e t']", "3456"),
            ("[data-x*='']", ""),
            ("[lang|=en]", "1"),
            ("[lang|=e]", ""),
            ("[title='say \\\"x\\\"']", "8"),
            ("#\\6c ast", "9"),
            ("div p, p.b", "3"),
            (".nothing p", ""),
            ("li:nth-last-child(2)", "5"),
            ("main > p:nth-of-type(2)", "2"),
            ("main > p:nth-of-type(odd)", "1,8"),
            ("main > p:nth-last-of-type(1)", "8"),
            ("main > :first-of-type", "t,1,3456,7"),
            ("main > :last-of-type", "t,3456,7,8"),
            ("main > :only-of-type", "t,3456,7"),
            ("main :root, :root > body > p", "9"),
            ("div:has(li)", "3456"),
            ("main > :has(> ul)", "3456"),
            ("main:has(> li) p", ""),
            ("p:has(+ div)", "2"),
            ("p:has(~ div)", "1,2"),
            ("p:has(~ div p.b, + ul)", "1,2,3"),
            ("main > :not(:has(p))", "t,1,2,7,8"),
            ("p:not(main > p)", "3,9"),
            ("p:not(:is(.lead, .b):first-child, #last)", "1,2,8"),
            ("div:has(li:has(+ li:last-child))", "3456"),
            (":is(main div, h1) li", "4,5,6"),
        ] {
            let found = if css == "*" { texts("html") } else { found.to_owned() };
            assert_eq!(texts(css), found, "{css}");
        }
    }

    #[test]
    fn an_empty_element_and_an_only_child_are_told_by_elements_and_text() {
        let dom = crate::dom::parse(
            "<p></p><p> </p><p><!-- x --></p><p>a<br></p>",
            &crate::Limits::default(),
            false,
        );
        let dom = dom.unwrap();
        let mut selectors = Selectors::default();
        selectors.add("p:empty").unwrap();
        let places = dom.places(|_| 0);
        let found = matches(&dom, &selectors);
        let numbers: Vec<u32> = found.iter().map(|node| places[node.index()].number).collect();
        assert_eq!(numbers, [1, 3]);
        let mut selectors = Selectors::default();
        selectors.add("p > :only-child").unwrap();
        assert_eq!(matches(&dom, &selectors).len(), 1);
    }

    #[test]
    fn backtracking_shapes_are_matched_in_passes() {
        let html = "<div>".repeat(400) + &"<p>x</p>".repeat(2000);
        let dom = crate::dom::parse(&html, &crate::options::Limits::default(), false).unwrap();
        let mut selectors = Selectors::default();
        selectors.add(&"div ".repeat(200)).unwrap();
        selectors.add("div ~ p ~ p + p ~ p").unwrap();
        selectors.add("div:has(div div div p ~ p ~ p + p ~ p:nth-last-of-type(2n))").unwrap();
        assert_eq!(matches(&dom, &selectors).len(), 1);
    }

    #[test]
    fn every_step_of_a_wide_and_deep_page_takes_linear_time() {
        let html = "<i>x</i><b>y</b>".repeat(20_000) + &"<div>".repeat(400);
        let dom = crate::dom::parse(&html, &crate::Limits::default(), false).unwrap();
        for css in [
            "i:has(~ i ~ b ~ div div)",
            "b:last-of-type, i:nth-last-child(3)",
            "i ~ b ~ i ~ b:has(+ div div)",
            "body:has(i + b, div > div)",
        ] {
            let mut selectors = Selectors::default();
            selectors.add(css).unwrap();
            assert!(!matches(&dom, &selectors).is_empty(), "{css}");
        }
    }
}
