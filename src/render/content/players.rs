//! Video and audio that a page plays, as links.

use crate::address::Base;
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// Parts of the addresses of players.
const PLAYERS: [&str; 4] = ["/embed", "player", "/video", "/videos"];
/// The minimum width and height of a player; smaller frames only count readers.
const MIN_SIZE: u32 = 50;

/// The text of the link, as media have no text on the page.
pub(super) const SIGN: &str = "▶";

/// The address that an `<iframe>`, a `<video>` or an `<audio>` plays.
pub(super) fn address(dom: &Dom, base: &Base, node: NodeId) -> Option<String> {
    let attribute = |name| dom.attribute(node, name);
    let is_tiny = [AttributeName::Width, AttributeName::Height].into_iter().any(|name| {
        attribute(name).and_then(|it| it.trim().parse::<u32>().ok()).is_some_and(|it| it < MIN_SIZE)
    });
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
    let plays = dom.tag(node) != Some(Tag::Iframe)
        || PLAYERS.iter().any(|part| address_in_small.contains(part));
    plays.then_some(address)
}
