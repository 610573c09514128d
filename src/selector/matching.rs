//! Selectors and a page → the elements that match.

use super::{AttributeTest, Comparison, Compound, Condition, Relation, Selectors};
use crate::block::{Context, Page};
use crate::dom::{AttributeName, Dom, NodeId};

/// Bits: the steps of the selectors up to which something is matched.
type Matched = u128;

/// The outermost elements that match, in document order.
pub(crate) fn matches(dom: &Dom, selectors: &Selectors) -> Vec<NodeId> {
    let mut found = Vec::new();
    // The open elements, the document first.
    let mut levels = vec![Level::default()];
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        let is_element = dom.tag(node).is_some();
        let mut descend = None;
        if is_element && let Some(around) = levels.last_mut() {
            around.children += 1;
            let matched = step(dom, selectors, node, around);
            around.before = matched;
            around.any_before |= matched;
            if selectors.finishes(matched) {
                found.push(node);
            } else if dom.first_child(node).is_some() {
                let any_around = around.any_around | matched;
                descend = Some(Level { around: matched, any_around, ..Level::default() });
            }
        }
        if let Some(level) = descend {
            levels.push(level);
            next = dom.first_child(node);
            continue;
        }
        let mut at = node;
        next = loop {
            if let Some(sibling) = dom.next_sibling(at) {
                break Some(sibling);
            }
            match dom.parent(at) {
                Some(parent) if parent != NodeId::DOCUMENT => at = parent,
                _ => break None,
            }
            levels.pop();
        };
    }
    found
}

/// For every block whether it is visible, and its first text inside an element that matches.
pub(crate) fn blocks_inside(dom: &Dom, page: &Page, selectors: &Selectors) -> Vec<bool> {
    let mut matched = vec![false; dom.len()];
    for node in matches(dom, selectors) {
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

/// What is matched around the children of an element.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    /// By their parent.
    around: Matched,
    /// By any ancestor.
    any_around: Matched,
    /// By the child before.
    before: Matched,
    /// By any child before.
    any_before: Matched,
    /// How many children there were.
    children: i64,
}

/// The steps that an element matches.
fn step(dom: &Dom, selectors: &Selectors, node: NodeId, level: &Level) -> Matched {
    let mut matched = 0;
    for (index, step) in selectors.steps.iter().enumerate() {
        let given = match step.relation {
            Relation::First => true,
            relation => {
                let where_from = match relation {
                    Relation::Child => level.around,
                    Relation::NextSibling => level.before,
                    Relation::LaterSibling => level.any_before,
                    _ => level.any_around,
                };
                index > 0 && where_from & (1 << (index - 1)) != 0
            }
        };
        if given && step.compound.matches(dom, node, level.children) {
            matched |= 1 << index;
        }
    }
    matched
}

impl Selectors {
    /// Whether one of the steps is the last of its selector.
    fn finishes(&self, matched: Matched) -> bool {
        matched != 0
            && self
                .steps
                .iter()
                .enumerate()
                .any(|(index, step)| step.last && matched & (1 << index) != 0)
    }
}

impl Compound {
    fn matches(&self, dom: &Dom, node: NodeId, number: i64) -> bool {
        self.conditions.iter().all(|condition| condition.holds(dom, node, number))
    }
}

impl Condition {
    /// Whether it holds for an element that has this number among its siblings.
    fn holds(&self, dom: &Dom, node: NodeId, number: i64) -> bool {
        let any = |compounds: &[Compound]| {
            compounds.iter().any(|compound| compound.matches(dom, node, number))
        };
        match self {
            Condition::Element(name) => dom.local_name(node).eq_ignore_ascii_case(name),
            Condition::Id(id) => dom.attribute(node, AttributeName::Id) == Some(id),
            Condition::Class(class) => dom
                .attribute(node, AttributeName::Class)
                .is_some_and(|classes| classes.split_ascii_whitespace().any(|word| word == class)),
            Condition::Attribute(test) => test.holds(dom, node),
            Condition::NthChild { step, offset } => {
                let beyond = number - offset;
                match step {
                    0 => beyond == 0,
                    step => beyond % step == 0 && beyond / step >= 0,
                }
            }
            Condition::LastChild => {
                let behind =
                    std::iter::successors(dom.next_sibling(node), |&at| dom.next_sibling(at));
                behind.into_iter().all(|sibling| dom.tag(sibling).is_none())
            }
            Condition::Not(compounds) => !any(compounds),
            Condition::Is(compounds) => any(compounds),
        }
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
            // An empty text would be found anywhere; it matches nothing.
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
        let dom = crate::dom::parse(PAGE, &crate::Limits::default(), true).unwrap();
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
        ] {
            let found = if css == "*" { texts("html") } else { found.to_owned() };
            assert_eq!(texts(css), found, "{css}");
        }
    }

    #[test]
    fn backtracking_shapes_are_matched_in_one_walk() {
        let html = "<div>".repeat(400) + &"<p>x</p>".repeat(2000);
        let dom = crate::dom::parse(&html, &crate::Limits::default(), false).unwrap();
        let mut selectors = Selectors::default();
        selectors.add(&"div ".repeat(100)).unwrap();
        selectors.add("div ~ p ~ p + p ~ p").unwrap();
        assert_eq!(matches(&dom, &selectors).len(), 1);
    }
}
