//! Words inside a text that do not belong to it: those of buttons, permalinks of headings, and words
//! for screen readers only.

use super::class::{Classes, Facts};
use super::editing::{element_beside, holds_editing_links, is_heading_of};
use super::names::{has_word, words};
use super::{Context, Element, space, style};
use crate::any_case;
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// The maximum number of nodes examined to find what follows or what an element says.
pub(super) const MOST_NODES: usize = 24;
/// The maximum text of a button next to a text.
const MOST_CHARS: usize = 40;
/// A longer one is the text itself, and what precedes it is a mark.
const FEW_CHARS: usize = 20;

/// The surroundings of an inline element.
pub(super) struct Place<'a> {
    /// The text before it.
    pub(super) text: &'a str,
    /// The block-level element around.
    pub(super) block: NodeId,
    pub(super) context: Context,
}

/// The maximum number of bytes before an element that are examined, as each of many looks back.
const MAX_LOOK_BACK: usize = 1_024;

impl Place<'_> {
    /// The text before it on its line, or the end of a long line.
    fn before(&self) -> &str {
        let mut from = self.text.len().saturating_sub(MAX_LOOK_BACK);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        self.text[from..].rsplit('\n').next().unwrap_or_default()
    }

    fn begins_line(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }
}

/// Names of elements that are invisible but read by screen readers.
pub(super) fn is_for_screen_readers(class: &str) -> bool {
    const NAMES: [&str; 11] = [
        "screen-reader-text",
        "screen-reader-only",
        "screen-reader",
        "screenreader",
        "assistive-text",
        "a11y-hidden",
        "hidden-visually",
        "element-invisible",
        "show-for-sr",
        "a-offscreen",
        "visuallyhidden",
    ];
    const MIN_BYTES: usize = "a-offscreen".len();
    class.split_ascii_whitespace().any(|name| {
        let ends = |end: &str| {
            let at = name.len().checked_sub(end.len());
            at.and_then(|at| name.get(at..)).is_some_and(|it| it.eq_ignore_ascii_case(end))
        };
        (ends("sr-only") && !ends("not-sr-only"))
            || (name.len() >= MIN_BYTES
                && (ends("visually-hidden")
                    || NAMES.iter().any(|it| name.eq_ignore_ascii_case(it))))
    })
}

/// Whether readers write into a control.
pub(super) fn is_field(dom: &Dom, node: NodeId, tag: Tag) -> bool {
    const KINDS: [&str; 5] = ["email", "search", "tel", "text", "url"];
    let kind = dom.attribute(node, AttributeName::Type).map(str::trim);
    match tag {
        Tag::Textarea => true,
        Tag::Input => kind.is_none_or(|kind| KINDS.iter().any(|it| kind.eq_ignore_ascii_case(it))),
        _ => false,
    }
}

/// Whether an element is a link or a button: the words of two adjacent ones are separate. Only one
/// with a role may say that it is.
pub(super) fn is_control(dom: &Dom, node: NodeId, tag: Tag, has_own_role: bool) -> bool {
    matches!(tag, Tag::A | Tag::Button)
        || (has_own_role && has_role(dom, node, &["button", "tab", "option", "menuitem"]))
}

fn has_role(dom: &Dom, node: NodeId, roles: &[&str]) -> bool {
    let role = dom.attribute(node, AttributeName::Role).map(str::trim);
    role.is_some_and(|role| roles.iter().any(|it| role.eq_ignore_ascii_case(it)))
}

/// Whether the words of an inline element do not belong to the text around it. Its class names say
/// `facts`.
pub(super) fn is_furniture<'a>(
    dom: &'a Dom,
    node: NodeId,
    tag: Tag,
    facts: Facts,
    place: &Place<'_>,
    classes: &mut Classes<'a>,
) -> bool {
    let first = first_character(dom, node);
    if facts.has(Facts::EDITS) || holds_editing_links(dom, node, first) {
        return true;
    }
    if tag == Tag::A && leads_to_source(dom, node, facts, classes) {
        return true;
    }
    let class = dom.attribute(node, AttributeName::Class).unwrap_or_default();
    let is_button = tag == Tag::Button || has_role(dom, node, &["button"]);
    let href = dom.attribute(node, AttributeName::Href).filter(|_| tag == Tag::A);
    if is_hidden(dom, node) {
        return is_beside_text(dom, node, place) && !says_more(dom, node);
    }
    let style = dom.attribute(node, AttributeName::Style);
    if style.is_some_and(style::clips) {
        return is_beside_text(dom, node, place);
    }
    if class.is_empty() && href.is_none() && !is_button {
        return has_role(dom, node, &["tooltip"]) && is_beside_text(dom, node, place);
    }
    if facts.has(Facts::SILENT) || facts.has(Facts::TOOLTIP) || has_role(dom, node, &["tooltip"]) {
        return is_beside_text(dom, node, place);
    }
    if href.is_some_and(|href| counts_comments(dom, node, href)) {
        return is_beside_text(dom, node, place);
    }
    // With no text before it, or with text behind it, only a sign can be left out.
    let is_between = || place.begins_line() || text_follows(dom, node, place.block);
    let begins_with_sign = first.is_some_and(is_one_sign);
    if !begins_with_sign && is_between() {
        return false;
    }
    let Some(text) = short_text(dom, node) else { return false };
    if text.is_empty() {
        return false;
    }
    let is_permalink = || {
        href.is_some_and(|href| href.contains('#'))
            || has_word(class, &["anchor", "permalink", "headerlink", "pilcrow", "hash"])
    };
    if is_sign(&text) && is_permalink() {
        let next = || element_beside(dom, node, Dom::next_sibling);
        if href.is_some() && next().is_some_and(is_heading_of(dom)) {
            return true;
        }
        return is_beside_text(dom, node, place) && !begins_reference(dom, node, place, &text);
    }
    if begins_with_sign && is_between() {
        return false;
    }
    let is_short = place.before().len() >= text.len() || text.chars().count() <= FEW_CHARS;
    match href {
        Some(href) if leads_to_heading(dom, href, class, place) => true,
        _ if !is_short => false,
        Some(href) if shares(href) => true,
        _ if is_button => ends_text(dom, place) || has_word(class, &PRESSED),
        _ => is_named_control(class) && !text.bytes().any(|byte| byte.is_ascii_digit()),
    }
}

/// Whether a link leads from a documented name to its source, as the tools that write such pages
/// call it.
fn leads_to_source<'a>(
    dom: &'a Dom,
    node: NodeId,
    facts: Facts,
    classes: &mut Classes<'a>,
) -> bool {
    let mut is_inside = || {
        let inner = dom.children(node).find(|&child| dom.tag(child).is_some());
        inner.is_some_and(|inner| classes.of(dom, inner).facts.has(Facts::SOURCE))
    };
    (facts.has(Facts::SOURCE) || is_inside()) && short_text(dom, node).is_some()
}

/// Whether an element has a property of the page written for machines: keywords out of sight, or a
/// point in time or an address in a line of text.
pub(super) fn is_for_machines(dom: &Dom, element: &Element) -> bool {
    let Some(property) = dom.attribute(element.node, AttributeName::ItemProp) else { return false };
    let is_one_of =
        |names: &[&str]| names.iter().any(|it| property.trim().eq_ignore_ascii_case(it));
    if is_one_of(&["keywords"]) {
        return element.context.has(Context::HIDDEN);
    }
    if element.tag.is_block_level() || element.tag == Tag::A || is_one_of(&["articleBody"]) {
        return false;
    }
    let text = short_text(dom, element.node).unwrap_or_default();
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    let is_time = text.len() >= 16
        && text.bytes().take(16).zip(*b"0000-00-00T00:00").all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            _ => byte == shape,
        });
    (is_address || is_time) && !text.contains(char::is_whitespace)
}

/// Whether an element hides itself.
fn is_hidden(dom: &Dom, node: NodeId) -> bool {
    let hides = |(name, value): (AttributeName, &str)| match name {
        AttributeName::Hidden => !value.eq_ignore_ascii_case("until-found"),
        AttributeName::Style => style::hides(value),
        _ => false,
    };
    dom.known_attributes(node).any(hides)
}

/// Whether an element holds more than a note on a word: the rest of a text, which unfolds.
fn says_more(dom: &Dom, node: NodeId) -> bool {
    const MAX_BYTES: usize = 300;
    let mut bytes = 0;
    for (count, below) in dom.descendants(node).enumerate() {
        bytes += dom.text(below).map_or(0, str::len);
        if count > MOST_NODES || bytes > MAX_BYTES {
            return true;
        }
    }
    false
}

/// Words in the names of buttons that are never part of a text.
const PRESSED: [&str; 18] = [
    "bookmark",
    "cart",
    "clipboard",
    "close",
    "copy",
    "download",
    "edit",
    "expand",
    "favorite",
    "like",
    "listen",
    "permalink",
    "print",
    "reply",
    "save",
    "share",
    "toggle",
    "tweet",
];

/// Whether a link or similar is named a button.
fn is_named_control(class: &str) -> bool {
    const ALONE: [&str; 10] = [
        "addthis",
        "addtoany",
        "bookmark",
        "clipboard",
        "permalink",
        "share",
        "sharing",
        "tweet",
        "watchlist",
        "wishlist",
    ];
    const PAIRS: [(&str, &str); 5] =
        [("add", "to"), ("copy", "link"), ("copy", "btn"), ("copy", "button"), ("print", "link")];
    let is_pair = |(one, other): (&str, &str)| {
        PAIRS.iter().any(|(first, second)| {
            one.eq_ignore_ascii_case(first) && other.eq_ignore_ascii_case(second)
        })
    };
    has_word(class, &ALONE)
        || (has_word(class, &["add", "copy", "print"])
            && words(class).zip(words(class).skip(1)).any(is_pair))
}

/// Whether an address is that of a form to share the page with.
pub(crate) fn shares(href: &str) -> bool {
    const PARTS: [&str; 7] = [
        "/sharer",
        "/share?",
        "/intent/",
        "sharearticle",
        "share-offsite",
        "/pin/create",
        "mailto:?",
    ];
    let href = href.as_bytes();
    href.windows(2).enumerate().any(|(at, pair)| {
        // Few pairs of letters begin a part.
        let &[first, second] = pair else { return false };
        let is_here = |part: &&str| {
            let here = href.get(at..at + part.len());
            here.is_some_and(|here| here.eq_ignore_ascii_case(part.as_bytes()))
        };
        matches!(
            [first | 0x20, second | 0x20],
            [b'/', b's' | b'i' | b'p'] | [b's', b'h'] | [b'm', b'a']
        ) && PARTS.iter().any(is_here)
    })
}

/// Whether a link leads to the comments below and says how many there are.
fn counts_comments(dom: &Dom, node: NodeId, href: &str) -> bool {
    const PLACES: [&str; 5] = ["comment", "kommentar", "comentario", "respond", "disqus"];
    const MAX_CHARS: usize = 24;
    let Some((_, fragment)) = href.split_once('#') else { return false };
    PLACES.iter().any(|place| any_case::strip_prefix(fragment, place).is_some())
        && short_text(dom, node).is_some_and(|text| {
            let is_count = text.chars().any(char::is_numeric);
            is_count && text.chars().count() <= MAX_CHARS
        })
}

/// Signs of links to a place on the page, or back to it.
fn is_sign(text: &str) -> bool {
    let mut chars = text.chars().filter(|c| !c.is_whitespace() && *c != SELECTOR);
    chars.clone().next().is_some() && chars.clone().count() <= 2 && chars.all(is_one_sign)
}

/// Follows a sign that is shown as an emoji.
const SELECTOR: char = '\u{fe0f}';

fn is_one_sign(c: char) -> bool {
    let of_place = matches!(c, '¶' | '#' | '§' | '🔗' | '⚓' | '∞' | '⁋' | '⛓');
    let of_way_back = matches!(c, '↩' | '↵' | '⏎' | '⤴' | '↑' | '^');
    of_place || of_way_back || matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// Whether the sign belongs to what follows: `§ 5`.
fn begins_reference(dom: &Dom, node: NodeId, place: &Place<'_>, text: &str) -> bool {
    let next = dom.next_after(node, place.block).and_then(|next| dom.text(next));
    text.contains(['§', '#'])
        && next.is_some_and(|next| next.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a link after a heading or a term is its permalink.
fn leads_to_heading(dom: &Dom, href: &str, class: &str, place: &Place<'_>) -> bool {
    let is_heading = place.context.has(Context::HEADING) || dom.tag(place.block) == Some(Tag::Dt);
    let Some((_, fragment)) = href.split_once('#').filter(|_| is_heading) else { return false };
    let id = |node: Option<NodeId>| node.and_then(|node| dom.attribute(node, AttributeName::Id));
    let parent = dom.parent(place.block);
    let is_own = [id(Some(place.block)), id(parent)].into_iter().flatten().any(|id| id == fragment);
    if has_word(class, &["anchor", "permalink", "headerlink", "hash"]) {
        return place.before().contains(char::is_alphabetic);
    }
    is_own && !is_number(place.before())
}

/// Whether a text is only the number of a heading, so that what follows is the heading itself: `1.`,
/// `Kapitel 3`, `A.`, `第3章`.
fn is_number(before: &str) -> bool {
    const MAX_WORDS: usize = 3;
    let before = before.trim();
    let is_short = before.split_whitespace().take(MAX_WORDS + 1).count() <= MAX_WORDS;
    let ends = |c: char| c.is_numeric() || matches!(c, '.' | ':' | ')' | '．' | '：' | '–' | '—');
    let mut last = before.chars().rev();
    let is_counted = match (last.next(), last.next()) {
        (Some(last), before_last) => {
            ends(last) || (!last.is_ascii() && before_last.is_some_and(char::is_numeric))
        }
        _ => false,
    };
    !before.contains(char::is_alphabetic) || (is_short && is_counted)
}

/// Whether the words of an `<a>` lead nowhere: it only marks a place, it is a heading that leads to
/// itself, or a template never closed or filled it. `inside` are the elements around, from the
/// innermost.
pub(super) fn is_anchor<'a>(
    dom: &Dom,
    node: NodeId,
    context: Context,
    mut inside: impl Iterator<Item = &'a Element>,
) -> bool {
    /// How far above a link the heading's own name may stand.
    const MAX_LEVELS: usize = 3;
    let attribute = |name| dom.attribute(node, name);
    match attribute(AttributeName::Href) {
        Some(href) => {
            let fragment = href.trim().strip_prefix('#').filter(|it| !it.is_empty());
            let Some(fragment) = fragment.filter(|_| context.has(Context::HEADING)) else {
                return false;
            };
            attribute(AttributeName::Id) == Some(fragment)
                || attribute(AttributeName::Name) == Some(fragment)
                || inside.by_ref().take(MAX_LEVELS).any(|it| dom.value(it.id) == fragment)
        }
        None if attribute(AttributeName::Name).is_some() => true,
        // A short one may be a button that a script listens to.
        None => {
            attribute(AttributeName::Class).is_none()
                && attribute(AttributeName::Role).is_none()
                && short_text(dom, node).is_none()
        }
    }
}

/// Whether the text before a button is complete, so that the button is not a word of it.
fn ends_text(dom: &Dom, place: &Place<'_>) -> bool {
    let before = place.before().trim_end();
    let prose = [Tag::P, Tag::Li, Tag::Td, Tag::Dd, Tag::Blockquote, Tag::Figcaption];
    let is_prose = dom.tag(place.block).is_some_and(|tag| prose.contains(&tag));
    !is_prose || before.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '：'])
}

fn is_beside_text(dom: &Dom, node: NodeId, place: &Place<'_>) -> bool {
    !place.begins_line() || text_follows(dom, node, place.block)
}

/// Whether text other than buttons follows on the line of an element.
fn text_follows(dom: &Dom, node: NodeId, block: NodeId) -> bool {
    let mut at = dom.next_after(node, block);
    for _ in 0..MOST_NODES {
        let Some(next) = at else { return false };
        let is_over = match dom.tag(next) {
            None if dom.text(next).is_some_and(|text| !text.trim().is_empty()) => return true,
            None => true,
            Some(tag) if tag == Tag::Br || tag.is_block_level() => return false,
            Some(tag) => tag.is_unread() || tag == Tag::Button || is_pressed_only(dom, next),
        };
        at = match is_over {
            true => dom.next_after(next, block),
            false => dom.first_child(next).or_else(|| dom.next_after(next, block)),
        };
    }
    true
}

fn is_pressed_only(dom: &Dom, node: NodeId) -> bool {
    let class = dom.attribute(node, AttributeName::Class).unwrap_or_default();
    has_role(dom, node, &["button", "tooltip", "status"])
        || is_for_screen_readers(class)
        || is_named_edit(class)
}

/// The first character of an element's text that is not white space.
pub(super) fn first_character(dom: &Dom, node: NodeId) -> Option<char> {
    dom.descendants(node)
        .take(MOST_NODES + 1)
        .filter_map(|below| dom.text(below))
        // Much text between elements is plain white space.
        .map(str::trim_ascii_start)
        .find_map(|text| text.chars().find(|c| !c.is_whitespace() && *c != SELECTOR))
}

/// The text of an element, if it is short.
pub(super) fn short_text(dom: &Dom, node: NodeId) -> Option<String> {
    let mut text = String::new();
    for (count, below) in dom.descendants(node).enumerate() {
        if let Some(piece) = dom.text(below) {
            space::collapse(piece, &mut text, 0, &mut piece.starts_with(char::is_whitespace));
        }
        if count > MOST_NODES || text.chars().count() > MOST_CHARS {
            return None;
        }
    }
    text.truncate(text.trim_end().len());
    text.drain(..text.len() - text.trim_start().len());
    Some(text)
}

fn is_named_edit(class: &str) -> bool {
    const NAME: &str = "editsection";
    class.len() >= NAME.len() && has_word(class, &[NAME])
}
