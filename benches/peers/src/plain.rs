//! HTML to text, for systems that return HTML: all text, with words of different blocks apart.

use scraper::{Html, Node};

/// Inline elements: their edges do not separate words.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
];

/// Elements whose text no reader sees.
const UNSEEN: &[&str] = &["head", "noscript", "script", "style", "template"];

pub fn text(html: &str) -> String {
    let document = Html::parse_document(html);
    let mut text = String::new();
    let mut unseen = 0usize;
    for edge in document.tree.root().traverse() {
        let (node, opens) = match edge {
            ego_tree::iter::Edge::Open(node) => (node, true),
            ego_tree::iter::Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(element) if UNSEEN.contains(&element.name()) => {
                unseen = if opens { unseen + 1 } else { unseen - 1 };
            }
            Node::Element(element) if !INLINE.contains(&element.name()) => text.push('\n'),
            Node::Text(run) if opens && unseen == 0 => text.push_str(run),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn blocks_part_words_and_inline_elements_do_not() {
        let text = super::text("<p>One<b>ness</b></p><p>two</p><script>no</script><ul><li>x<li>y");
        assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["Oneness", "two", "x", "y"]);
    }
}
