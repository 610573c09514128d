//! Removes invisible characters from text nodes and from values that are read as text.

use crate::characters::{first_suspect, readable};
use crate::dom::tree::{AttributeName, Dom, NodeData, Span, StoredName, Tag};
use std::borrow::Cow;

/// If an arena has more bytes than this per node, most of it is in scripts.
const BYTES_PER_NODE: usize = 256;

/// Appends a clean copy of each text with such characters to the arena, or empties it.
pub(in crate::dom) fn make_readable(dom: &mut Dom) {
    let first = first_to_read(&dom.text, dom.nodes.len());
    for index in 0..dom.nodes.len() {
        let NodeData::Text(span) = dom.nodes[index].data else { continue };
        if span.end <= first {
            continue;
        }
        let around = dom.nodes[index].parent.present().and_then(|parent| dom.tag(parent));
        if matches!(around, Some(Tag::Script | Tag::Style)) {
            continue;
        }
        dom.nodes[index].data = NodeData::Text(rewritten(&mut dom.text, span));
    }
    let first = first_to_read(&dom.values, dom.nodes.len());
    for attribute in &mut dom.attributes {
        if attribute.value.end <= first {
            continue;
        }
        if matches!(attribute.name, StoredName::Known(name) if is_text(name)) {
            attribute.value = rewritten(&mut dom.values, attribute.value);
        }
    }
}

/// What ends before or at this position has no such characters. To search an arena as a whole is
/// faster than text by text, but not if it holds scripts, which nobody reads.
fn first_to_read(arena: &str, nodes: usize) -> u32 {
    if arena.len() > BYTES_PER_NODE * nodes {
        return 0;
    }
    first_suspect(arena).map_or(u32::MAX, |first| first as u32)
}

fn rewritten(arena: &mut String, span: Span) -> Span {
    let Cow::Owned(text) = readable(span.of(arena)) else { return span };
    let start = arena.len();
    // Positions are 32 bits wide. A page near this limit has enough text.
    if start + text.len() > u32::MAX as usize {
        return Span::default();
    }
    if text.len() > arena.capacity() - arena.len() {
        arena.reserve_exact(text.len().max(arena.len() / 8));
    }
    arena.push_str(&text);
    Span { start: start as u32, end: arena.len() as u32 }
}

/// Attributes whose values are shown to readers or become metadata.
pub(in crate::dom) fn is_text(name: AttributeName) -> bool {
    matches!(
        name,
        AttributeName::Alt
            | AttributeName::AltText
            | AttributeName::AriaLabel
            | AttributeName::Content
            | AttributeName::DataTex
            | AttributeName::Title
            | AttributeName::Value
    )
}

#[cfg(test)]
mod tests {
    use crate::dom::testing::parsed;
    use crate::dom::{AttributeName, NodeId, Tag};

    #[test]
    fn texts_and_values_lose_what_nobody_sees() {
        let dom = parsed(
            "<p>Stell&shy;werk<img alt='Fahr&shy;dienst' src='a&shy;b'>\u{200b}<b>bo\u{1b}ld</b>",
        );
        let at = |tag| dom.find(NodeId::DOCUMENT, tag).unwrap();
        assert_eq!(dom.text_content(at(Tag::P)), "Stellwerkbold");
        let image = at(Tag::Img);
        assert_eq!(dom.attribute(image, AttributeName::Alt), Some("Fahrdienst"));
        assert_eq!(dom.attribute(image, AttributeName::Src), Some("a\u{ad}b"));
    }

    #[test]
    fn scripts_stay_as_they_are() {
        let dom = parsed("<script>'\u{1b}'</script>");
        let script = dom.find(NodeId::DOCUMENT, Tag::Script).unwrap();
        assert_eq!(dom.text_content(script), "'\u{1b}'");
    }
}
