//! Content that the page's own script would move into place.
//!
//! React streams the slow parts of a page after the rest, each in a `<div hidden id="S:0">`, and
//! then moves its children to where they belong: before `<template id="B:0">` for a boundary, or
//! `<template id="P:0">` for a part of one. Without the script, whole articles would stay hidden at
//! the end of the page.

use crate::dom::tree::{AttributeName, Dom, NodeId, Tag};
use std::collections::HashMap;

/// Deeper places stay empty, and content into which content was moved this many times is no longer
/// moved: moving must not make a tree deeper than parsing may.
const MAX_DEPTH: usize = 512;
const MAX_LEVELS: usize = 8;

/// Moves streamed content to its place, or just out of its hidden element if it has none.
pub(super) fn put_in_place(dom: &mut Dom) {
    let streamed = streamed(dom);
    if streamed.is_empty() {
        return;
    }
    let places = places(dom);
    // How many times content was moved into each streamed element.
    let mut levels: HashMap<NodeId, usize> = streamed.iter().map(|(node, _)| (*node, 0)).collect();
    for (content, number) in streamed {
        let place = places.get(&number).copied().unwrap_or(content);
        let level = levels.get(&content).copied().unwrap_or_default() + 1;
        let around: Vec<NodeId> =
            std::iter::successors(dom.parent(place), |&node| dom.parent(node))
                .take(MAX_DEPTH + 1)
                .collect();
        let fits = !around.is_empty() && around.len() <= MAX_DEPTH && level <= MAX_LEVELS;
        if !fits || around.contains(&content) {
            continue;
        }
        if let Some(outer) = around.iter().find(|node| levels.contains_key(node)) {
            levels.entry(*outer).and_modify(|outer| *outer = level.max(*outer));
        }
        while let Some(child) = dom.first_child(content) {
            dom.insert_before(place, child);
        }
    }
}

/// The elements with streamed content, in document order, and what follows `S:` in their ids.
fn streamed(dom: &Dom) -> Vec<(NodeId, String)> {
    (0..dom.len() as u32)
        .map(NodeId)
        .filter(|&node| dom.tag(node) == Some(Tag::Div))
        .filter(|&node| dom.attribute(node, AttributeName::Hidden).is_some())
        .filter_map(|node| {
            let number = dom.attribute(node, AttributeName::Id)?.strip_prefix("S:")?;
            Some((node, number.to_owned()))
        })
        .collect()
}

/// The templates that mark places, by what follows `B:` or `P:` in their ids.
fn places(dom: &Dom) -> HashMap<String, NodeId> {
    let mut places = HashMap::new();
    let nodes = (0..dom.len() as u32).map(NodeId);
    for template in nodes.filter(|&node| dom.tag(node) == Some(Tag::Template)) {
        let id = dom.attribute(template, AttributeName::Id).unwrap_or_default();
        if let Some(number) = id.strip_prefix("B:").or_else(|| id.strip_prefix("P:")) {
            places.entry(number.to_owned()).or_insert(template);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use crate::dom::testing::{depth, parsed};
    use crate::dom::{NodeId, Tag};

    #[test]
    fn streamed_content_is_moved_to_its_place() {
        let dom = parsed(
            "<main>a<template id='B:0'></template>d</main><p>e</p>\
             <div hidden id='S:0'>b<template id='P:1'></template></div>\
             <div hidden id='S:1'>c</div>",
        );
        let main = dom.find(NodeId::DOCUMENT, Tag::Main).unwrap();
        assert_eq!(dom.text_content(main), "abcd");
    }

    #[test]
    fn without_a_place_it_is_no_longer_hidden() {
        let dom = parsed("<main>a</main><div hidden id='S:0'><p>b</p></div>");
        let p = dom.find(NodeId::DOCUMENT, Tag::P).unwrap();
        assert_eq!(dom.parent(p), dom.body());
    }

    #[test]
    fn a_place_inside_its_own_content_is_none() {
        let dom = parsed("<div hidden id='S:0'>a<template id='B:0'></template></div>b");
        let div = dom.find(NodeId::DOCUMENT, Tag::Div).unwrap();
        assert_eq!(dom.text_content(div), "a");
    }

    #[test]
    fn other_hidden_elements_stay_as_they_are() {
        let dom = parsed("<main>a<template id='B:0'></template></main><div hidden id=x>b</div>");
        let main = dom.find(NodeId::DOCUMENT, Tag::Main).unwrap();
        assert_eq!(dom.text_content(main), "a");
    }

    #[test]
    fn chains_of_content_do_not_get_deep() {
        // Each is moved into the next one.
        let element = |number: i32, holds: i32| {
            format!(
                "<div hidden id='S:{number}'><p>a<template id='B:{holds}'></template></p></div>"
            )
        };
        let upwards: String = (0..1000).map(|number| element(number, number - 1)).collect();
        let downwards: String = (0..1000).map(|number| element(number, number + 1)).collect();
        for html in [upwards, downwards] {
            assert!(depth(&parsed(&html)) < 1024);
        }
    }
}
