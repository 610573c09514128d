//! Video and audio that a page plays, as links.

use super::images::{SIZES, stated_pixels};
use crate::address::Base;
use crate::block::{Element, is_player};
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// Parts of the addresses of players.
const PLAYERS: [&str; 4] = ["/embed", "player", "/video", "/videos"];
/// The minimum width and height of a player; smaller frames only count readers.
const MIN_SIZE: u32 = 50;

/// The text of the link, as media have no text on the page.
pub(super) const SIGN: &str = "▶";

/// Words in the names of custom elements that have a film's name only, and what its address begins
/// with.
const NAMED: [(&str, &str); 3] = [
    ("youtube", "https://www.youtube.com/watch?v="),
    ("vimeo", "https://vimeo.com/"),
    ("dailymotion", "https://www.dailymotion.com/video/"),
];

/// Whether an element is one that only scripts make a player of.
pub(super) fn is_element(dom: &Dom, element: &Element) -> bool {
    element.tag == Tag::Other && is_player(dom.local_name(element.node))
}

fn begin_of_address(dom: &Dom, node: NodeId) -> Option<&'static str> {
    let name = dom.local_name(node);
    let named = NAMED.iter().find(|(word, _)| is_player(name) && name.contains(word));
    named.map(|&(_, begin)| begin)
}

/// The address that an `<iframe>`, a `<video>` or an `<audio>` plays.
pub(super) fn address(dom: &Dom, base: &Base, node: NodeId) -> Option<String> {
    let attribute = |name| dom.attribute(node, name);
    if let Some(begin) = begin_of_address(dom, node)
        && let Some(name) = attribute(AttributeName::VideoId)
            .or_else(|| attribute(AttributeName::DataVideoId))
            .map(str::trim)
            .filter(|name| name.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it)))
            .filter(|name| !name.is_empty())
    {
        return Some(format!("{begin}{name}"));
    }
    // The sizes of `<amp-video>` and the like are often its proportions.
    let is_fixed = dom.tag(node) != Some(Tag::Other);
    let is_tiny = is_fixed
        && SIZES
            .into_iter()
            .any(|name| stated_pixels(dom, node, name).is_some_and(|size| size < MIN_SIZE));
    let is_hidden = attribute(AttributeName::Hidden).is_some()
        || attribute(AttributeName::Style)
            .is_some_and(|style| style.replace(' ', "").contains("display:none"));
    if is_tiny || is_hidden {
        return None;
    }
    let sources = || {
        let own = [AttributeName::Src, AttributeName::DataSrc].into_iter().filter_map(attribute);
        let source = dom.children(node).filter(|&it| dom.tag(it) == Some(Tag::Source));
        own.chain(source.filter_map(|it| dom.attribute(it, AttributeName::Src)))
    };
    let address = sources().find_map(|source| base.image(source))?;
    let address_in_small = address.to_ascii_lowercase();
    let plays = !(dom.tag(node) == Some(Tag::Iframe) || dom.local_name(node) == "amp-iframe")
        || PLAYERS.iter().any(|part| address_in_small.contains(part));
    plays.then_some(address)
}

/// The address of a player that a script puts in the place of an image.
pub(super) fn address_of_image(dom: &Dom, base: &Base, image: NodeId) -> Option<String> {
    let source = dom.attribute(image, AttributeName::DataSrc)?;
    let path = source.split(['?', '#']).next().unwrap_or_default();
    let (_, name) = path.split_once("/embed/")?;
    let is_page = !name.is_empty() && !name.contains('.');
    base.image(source).filter(|_| is_page)
}
