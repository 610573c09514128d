//! Distinguishes what a page hides for good from what it only folds: answers to questions, tabs,
//! the rest of a long text.

use super::names::has_word;
use super::{Context, Element, NONE, Page};
use crate::dom::{AttributeName, Dom, NodeId, Tag};
use std::collections::{HashMap, HashSet};

/// Hidden text with this share of the page's words is shown by a script once the page has loaded.
const MOST_OF_PAGE: f32 = 0.5;

/// Names of elements that open at a click.
const FOLDS: [&str; 16] = [
    "accordion",
    "answer",
    "collapse",
    "collapsed",
    "collapsible",
    "expandable",
    "expander",
    "faq",
    "fold",
    "more",
    "readmore",
    "spoiler",
    "tab",
    "tabs",
    "toggle",
    "truncated",
];

/// Names of elements that open above the page and are not part of it.
const ABOVE: [&str; 8] =
    ["dialog", "lightbox", "modal", "overlay", "popover", "popup", "prompt", "tooltip"];

/// Marks everything below elements that are hidden and not folded as [`Context::UNSEEN`]. `hiding`
/// are the elements that hide themselves, in document order.
pub(super) fn mark(dom: &Dom, page: &mut Page, hiding: &[u32]) {
    if hiding.is_empty() {
        return;
    }
    let hints = Hints::of(dom, page, hiding);
    let all = page.stats().words;
    let mut behind = 0;
    for &index in hiding.iter() {
        let Some(&element) = page.element(index) else { continue };
        let is_dialog = element.context.has(Context::DIALOG);
        let is_most = !is_dialog && all > 0.0 && element.stats.words > MOST_OF_PAGE * all;
        // What is inside an unseen element is marked with it.
        if index < behind || is_most {
            continue;
        }
        if hints.is_folded(dom, page, index, &element) {
            continue;
        }
        behind = element.end;
        for inside in page.elements.iter_mut().take(element.end as usize).skip(index as usize) {
            inside.context = inside.context.with(Context::UNSEEN);
        }
        for block in page
            .blocks
            .iter_mut()
            .take(element.end_block as usize)
            .skip(element.first_block as usize)
        {
            // A block that began before an inline element is visible.
            if block.inner >= index {
                block.context = block.context.with(Context::UNSEEN);
            }
        }
    }
}

/// What the rest of the page says about its hidden elements.
struct Hints<'a> {
    /// The ids that something on the page opens or leads to.
    opened: HashSet<&'a str>,
    /// The number of hidden elements with sentences at each place of the template.
    hidden: HashMap<u64, u32>,
    /// The kinds of visible elements with sentences next to a hidden one.
    seen: HashSet<(u32, Tag, &'a str)>,
}

impl<'a> Hints<'a> {
    fn of(dom: &'a Dom, page: &Page, hiding: &[u32]) -> Hints<'a> {
        let mut hints =
            Hints { opened: HashSet::new(), hidden: HashMap::new(), seen: HashSet::new() };
        let mut parents = HashSet::new();
        for element in hiding.iter().filter_map(|&index| page.element(index)) {
            parents.insert(element.parent);
            if element.stats.punctuation > 0 {
                *hints.hidden.entry(element.path_hash).or_default() += 1;
            }
        }
        for element in &page.elements {
            let is_seen = !element.context.has(Context::HIDDEN);
            if is_seen && element.stats.punctuation > 0 && parents.contains(&element.parent) {
                hints.seen.extend(kind(dom, element));
            }
            for (name, value) in dom.known_attributes(element.node) {
                let ids = match name {
                    AttributeName::AriaControls => value,
                    AttributeName::DataTarget | AttributeName::DataBsTarget => value,
                    AttributeName::Href if value.starts_with('#') => value,
                    _ => continue,
                };
                let ids = ids.split_ascii_whitespace().map(|id| id.trim_start_matches('#'));
                hints.opened.extend(ids.filter(|id| !id.is_empty()));
            }
        }
        hints
    }

    fn is_folded(&self, dom: &Dom, page: &Page, index: u32, element: &Element) -> bool {
        let is_called = |element: &Element, words: &[&str]| {
            [element.class, element.id].into_iter().any(|names| has_word(dom.value(names), words))
        };
        if element.context.has(Context::DIALOG) || is_called(element, &ABOVE) {
            return false;
        }
        let role = dom.attribute(element.node, AttributeName::Role).unwrap_or_default();
        let is_opened = || self.opened.contains(dom.value(element.id));
        let is_one_of_many = || {
            element.stats.punctuation > 0
                && self.hidden.get(&element.path_hash).is_some_and(|&count| count > 1)
        };
        let is_beside_its_like =
            || kind(dom, element).is_some_and(|kind| self.seen.contains(&kind));
        let parent = page.element(element.parent).filter(|_| index != 0);
        role.eq_ignore_ascii_case("tabpanel")
            || is_opened()
            || is_one_of_many()
            || is_beside_its_like()
            || is_called(element, &FOLDS)
            || parent.is_some_and(|parent| is_called(parent, &FOLDS))
            || opens_after(dom, element.node)
    }
}

/// What adjacent tabs or cards share: their parent, tag and first class.
fn kind<'a>(dom: &'a Dom, element: &Element) -> Option<(u32, Tag, &'a str)> {
    let class = dom.value(element.class).split_ascii_whitespace().next()?;
    let is_container = element.tag != Tag::P && element.tag.is_block_level();
    (is_container && element.parent != NONE).then_some((element.parent, element.tag, class))
}

/// Whether a control directly follows an element and shows the rest of a text.
fn opens_after(dom: &Dom, node: NodeId) -> bool {
    /// The maximum number of nodes examined.
    const MAX_NODES: usize = 6;
    let mut at = dom.parent(node).and_then(|parent| dom.next_after(node, parent));
    for _ in 0..MAX_NODES {
        let Some(next) = at else { return false };
        let role = dom.attribute(next, AttributeName::Role).unwrap_or_default();
        let href = dom.attribute(next, AttributeName::Href).unwrap_or_default();
        match dom.tag(next) {
            Some(Tag::Button) => return true,
            Some(Tag::A) => return href.starts_with('#') || href.is_empty(),
            Some(_) if role.eq_ignore_ascii_case("button") => return true,
            None if dom.text(next).is_some_and(|text| !text.trim_ascii().is_empty()) => {
                return false;
            }
            _ => {}
        }
        at = dom.first_child(next).or_else(|| dom.next_after(next, NodeId::DOCUMENT));
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::block::{Context, segment};
    use crate::dom::testing::parsed;

    /// The texts that are unseen.
    fn unseen(hidden: &str) -> Vec<String> {
        let seen =
            "<p>It rained for the first time in eleven weeks, and all went out to see it.</p>";
        let dom = parsed(&format!("<article>{seen}{hidden}<p>It went on.</p>{seen}</article>"));
        let page = segment(&dom);
        let blocks = page.blocks.iter().filter(|block| block.context.has(Context::UNSEEN));
        blocks.map(|block| page.block_text(block).to_owned()).collect()
    }

    #[test]
    fn what_is_hidden_for_good_is_unseen() {
        for hidden in [
            "<div hidden><p>a.</p></div>",
            "<div style='color: red; DISPLAY: none'><section><p>a.</p></section></div>",
            "<p style='visibility:hidden'>a.</p>",
            "<dialog><p>a.</p></dialog>",
            "<div id=x class=modal hidden>a.</div><a href=#x>open</a>",
            "<div id=x role=dialog hidden>a.</div><button aria-controls=x>open</button>",
        ] {
            assert_eq!(unseen(hidden), ["a."], "{hidden}");
        }
    }

    #[test]
    fn what_is_folded_is_not() {
        for folded in [
            "<div hidden=until-found>a.</div>",
            "<div aria-hidden=true>a.</div>",
            "<details><summary>q</summary>a.</details>",
            "<dialog open>a.</dialog>",
            "<button aria-controls=x>q</button><div id=x hidden>a.</div>",
            "<a href=#x>q</a><div id=x hidden>a.</div>",
            "<div role=tabpanel hidden>a.</div>",
            "<div class=faq-answer hidden>a.</div>",
            "<section class=accordion><h3>q</h3><div hidden>a.</div></section>",
            "<div><h3>q</h3><div class=w hidden>a.</div></div>\
             <div><h3>q</h3><div class=w hidden>a.</div></div>",
            "<div class='pane on'>b.</div><div class=pane style='display:none'>a.</div>",
            "<div hidden>a.</div><button>rest</button>",
        ] {
            assert_eq!(unseen(folded), [""; 0], "{folded}");
        }
    }

    #[test]
    fn a_page_that_scripts_will_show_is_seen_but_for_what_is_hidden_in_it() {
        let dom = parsed(
            "<body style='visibility:hidden'><p>It rained for the first time in eleven weeks, and \
             all went out.</p><ul style='display:none'><li>CLOUD, 0ms</ul>",
        );
        let page = segment(&dom);
        let is_unseen = |at: usize| page.blocks[at].context.has(Context::UNSEEN);
        assert_eq!([is_unseen(0), is_unseen(1)], [false, true]);
    }
}
