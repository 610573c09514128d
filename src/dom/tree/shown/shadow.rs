//! Declarative shadow roots (HTML Standard, 4.12.3): the contents of a `<template shadowrootmode>`
//! move to where a browser shows them, into its host, with the host's own children in the slots.

use crate::dom::tree::{AttributeName, Dom, NodeId, Tag, Visitor};
use std::collections::{HashMap, HashSet};

/// Hosts and slots deeper than this stay unchanged: moving must not make a tree deeper than parsing
/// may.
const MAX_DEPTH: usize = 512;

/// A `<template>` and the fragment that holds its contents.
pub(in crate::dom) type Root = (NodeId, NodeId);

/// Whether a template's attributes declare a shadow root.
pub(in crate::dom) fn asks_for_root(mode: &str) -> bool {
    mode.eq_ignore_ascii_case("open") || mode.eq_ignore_ascii_case("closed")
}

/// Replaces hosts' children by the contents of their shadow roots. Only the first root of a host
/// counts, and only on elements that may have one.
pub(super) fn put_in_place(dom: &mut Dom, mut roots: Vec<Root>) {
    roots.retain(|&(template, _)| {
        let mode = dom.attribute(template, AttributeName::ShadowRootMode);
        mode.is_some_and(asks_for_root)
    });
    // A root inside another one was created after it.
    roots.sort_unstable();
    let mut hosts = HashSet::new();
    for (template, contents) in roots {
        if let Some(host) = dom.parent(template)
            && may_be_host(dom, host)
            && let Some(depth) = depth_of_shown(dom, host)
            && hosts.insert(host)
        {
            attach(dom, host, template, contents, depth);
        }
    }
}

fn may_be_host(dom: &Dom, element: NodeId) -> bool {
    match dom.tag(element) {
        Some(Tag::Other) => dom.local_name(element).contains('-'),
        Some(tag) => matches!(
            tag,
            Tag::Article
                | Tag::Aside
                | Tag::Blockquote
                | Tag::Body
                | Tag::Div
                | Tag::Footer
                | Tag::H1
                | Tag::H2
                | Tag::H3
                | Tag::H4
                | Tag::H5
                | Tag::H6
                | Tag::Header
                | Tag::Main
                | Tag::Nav
                | Tag::P
                | Tag::Section
                | Tag::Span
        ),
        None => false,
    }
}

/// The number of ancestors of an element; `None` if they are too many, or if one is a template that
/// is not shown.
fn depth_of_shown(dom: &Dom, element: NodeId) -> Option<usize> {
    let mut at = element;
    for depth in 0..=MAX_DEPTH {
        match dom.parent(at) {
            Some(parent) => at = parent,
            None => return (at == NodeId::DOCUMENT).then_some(depth),
        }
        if dom.tag(at) == Some(Tag::Template) {
            return None;
        }
    }
    None
}

fn attach(dom: &mut Dom, host: NodeId, template: NodeId, contents: NodeId, depth: usize) {
    let Shadow { slots, shows_anything, .. } = Shadow::of(dom, contents);
    if !shows_anything && slots.is_empty() {
        // A script will fill it. Until then, the children are all there is.
        return;
    }
    let mut assigned: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    let children: Vec<NodeId> = dom.children(host).filter(|&child| child != template).collect();
    for &child in &children {
        let name = dom.attribute(child, AttributeName::Slot).unwrap_or_default();
        match slots.get(name) {
            Some(&(slot, inside)) if depth + inside <= MAX_DEPTH => {
                assigned.entry(slot).or_default().push(child);
            }
            // It is too deep to move.
            Some(_) => {}
            None => dom.detach(child),
        }
    }
    let is_blank =
        |dom: &Dom, node: &NodeId| dom.text(*node).is_some_and(|text| text.trim_ascii().is_empty());
    for (slot, nodes) in assigned {
        if nodes.iter().all(|node| is_blank(dom, node)) {
            nodes.into_iter().for_each(|node| dom.detach(node));
            continue;
        }
        while let Some(instead) = dom.first_child(slot) {
            dom.detach(instead);
        }
        nodes.into_iter().for_each(|node| dom.append_node(slot, node));
    }
    dom.detach(template);
    while let Some(child) = dom.first_child(contents) {
        dom.append_node(host, child);
    }
}

/// The contents of a shadow root.
struct Shadow<'a> {
    dom: &'a Dom,
    /// The first slot of each name, and the number of its ancestors.
    slots: HashMap<String, (NodeId, usize)>,
    shows_anything: bool,
    depth: usize,
}

impl Shadow<'_> {
    fn of(dom: &Dom, contents: NodeId) -> Shadow<'_> {
        let mut shadow = Shadow { dom, slots: HashMap::new(), shows_anything: false, depth: 0 };
        dom.walk(contents, &mut shadow);
        shadow
    }
}

impl Visitor for Shadow<'_> {
    fn enter(&mut self, node: NodeId) -> bool {
        let dom = self.dom;
        let tag = dom.tag(node);
        let shows = match tag {
            Some(Tag::Img) => true,
            // Its host may show only the contents of another root.
            Some(Tag::Template) => dom.attribute(node, AttributeName::ShadowRootMode).is_some(),
            Some(_) => false,
            None => dom.text(node).is_some_and(|text| !text.trim_ascii().is_empty()),
        };
        self.shows_anything |= shows;
        if tag == Some(Tag::Slot) {
            let name = dom.attribute(node, AttributeName::Name).unwrap_or_default();
            self.slots.entry(name.to_owned()).or_insert((node, self.depth));
        }
        let is_read = tag.is_none_or(|tag| !tag.is_unread());
        self.depth += usize::from(is_read);
        is_read
    }

    fn leave(&mut self, _: NodeId) {
        self.depth -= 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::dom::testing::{depth, parsed};
    use crate::dom::{NodeId, Tag};

    /// The text of the page, and of what is in its first `<main>`.
    fn shown(html: &str) -> String {
        let dom = parsed(html);
        let main = dom.find(NodeId::DOCUMENT, Tag::Main).unwrap();
        dom.text_content(main)
    }

    #[test]
    fn contents_stand_in_their_host() {
        assert_eq!(
            shown("<main><x-y>a<template shadowrootmode=open><p>b</p></template>c</x-y></main>"),
            "b"
        );
        assert_eq!(
            shown("<main>a<div><template shadowrootmode=CLOSED>b</template></div>c</main>"),
            "abc"
        );
    }

    #[test]
    fn children_stand_where_the_slots_are() {
        let root = "<template shadowrootmode=open>1<slot name=a>x</slot>2<slot>y</slot>3\
                    <slot name=b>z</slot>4<slot name=a>w</slot></template>";
        let page = |children: &str| format!("<main><x-y>{root}{children}</x-y></main>");
        assert_eq!(shown(&page("p<b slot=a>q</b>r<i slot=none>s</i>")), "1q2pr3z4w");
        assert_eq!(shown(&page(" \n")), "1x2y3z4w");
        assert_eq!(shown(&page("<i slot=b>q</i><i slot=b>r</i>")), "1x2y3qr4w");
    }

    #[test]
    fn roots_in_roots_and_in_slots() {
        let inner = "<x-in><template shadowrootmode=open>[<slot></slot>]</template><slot>f</slot>\
                     </x-in>";
        let outer = format!("<x-out><template shadowrootmode=open>({inner})</template>");
        assert_eq!(shown(&format!("<main>{outer}a</x-out></main>")), "([a])");
        assert_eq!(shown(&format!("<main>{outer}</x-out></main>")), "([f])");
        let nested = format!("{outer}{outer}a</x-out></x-out>");
        assert_eq!(shown(&format!("<main>{nested}</main>")), "([([a])])");
    }

    #[test]
    fn other_templates_stay_unseen() {
        for html in [
            "<main>a<x-y><template>b</template></x-y></main>",
            "<main>a<x-y><template shadowrootmode=none>b</template></x-y></main>",
            "<main>a<b><template shadowrootmode=open>b</template></b></main>",
            "<main>a<template><x-y><template shadowrootmode=open>b</template></x-y></template></main>",
            "<main><x-y>a<template shadowrootmode=open><style>b</style></template></x-y></main>",
        ] {
            let dom = parsed(html);
            let main = dom.find(NodeId::DOCUMENT, Tag::Main).unwrap();
            let texts = dom.descendants(main).filter(|&node| dom.text(node).is_some());
            let shown = texts.filter_map(|node| dom.text(node)).collect::<String>();
            assert_eq!(shown, "a", "{html}");
        }
        let second = "<main><x-y><template shadowrootmode=open>a</template>\
                      <template shadowrootmode=open>b</template></x-y></main>";
        assert_eq!(shown(second), "a");
    }

    #[test]
    fn slots_do_not_make_a_tree_deep() {
        let level = format!(
            "<x-y><template shadowrootmode=open>{}<slot></slot></template>",
            "<div>".repeat(100)
        );
        let dom = parsed(&(level.repeat(200) + "<p>a"));
        assert!(depth(&dom) < 3 * 512);
    }
}
