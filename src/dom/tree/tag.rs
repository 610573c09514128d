//! The element names that the crate knows, as small integers.

use html5ever::{LocalName, Namespace, QualName, ns};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

macro_rules! tags {
    ($($variant:ident $name:literal,)*) => {
        /// An element's name. HTML elements that the crate knows have a variant of their own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Tag {
            $(#[doc = $name] $variant,)*
            /// An HTML element without a variant, custom elements included.
            Other,
            /// An element of the SVG or MathML namespace, below the `svg` or `math` root.
            Foreign,
        }

        const TAGS: &[(Tag, &str)] = &[$((Tag::$variant, $name),)*];
    };
}

tags! {
    A "a", Abbr "abbr", Address "address", Applet "applet", Area "area", Article "article",
    Aside "aside", Audio "audio", B "b", Base "base", Bdi "bdi", Bdo "bdo", Big "big",
    Blockquote "blockquote", Body "body", Br "br", Button "button", Canvas "canvas",
    Caption "caption", Center "center", Cite "cite", Code "code", Col "col",
    Colgroup "colgroup", Data "data", Datalist "datalist", Dd "dd", Del "del",
    Details "details", Dfn "dfn", Dialog "dialog", Dir "dir", Div "div", Dl "dl", Dt "dt",
    Em "em", Embed "embed", Fieldset "fieldset", Figcaption "figcaption", Figure "figure",
    Font "font", Footer "footer", Form "form", Frame "frame", Frameset "frameset", H1 "h1",
    H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head", Header "header",
    Hgroup "hgroup", Hr "hr", Html "html", I "i", Iframe "iframe", Img "img",
    Input "input", Ins "ins", Kbd "kbd", Label "label", Legend "legend", Li "li",
    Link "link", Listing "listing", Main "main", Map "map", Mark "mark",
    Marquee "marquee", Math "math", Menu "menu", Meta "meta", Meter "meter", Nav "nav",
    Nobr "nobr", Noembed "noembed", Noframes "noframes", Noscript "noscript",
    Object "object", Ol "ol", Optgroup "optgroup", Option "option", Output "output",
    P "p", Param "param", Picture "picture", Plaintext "plaintext", Pre "pre",
    Progress "progress", Q "q", Rb "rb", Rp "rp", Rt "rt", Rtc "rtc", Ruby "ruby",
    S "s", Samp "samp", Script "script", Search "search", Section "section",
    Select "select", Slot "slot", Small "small", Source "source", Span "span",
    Strike "strike", Strong "strong", Style "style", Sub "sub", Summary "summary",
    Sup "sup", Svg "svg", Table "table", Tbody "tbody", Td "td", Template "template",
    Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead", Time "time",
    Title "title", Tr "tr", Track "track", Tt "tt", U "u", Ul "ul", Var "var",
    Video "video", Wbr "wbr", Xmp "xmp",
}

/// Atoms contain their hash, which the map uses directly.
#[derive(Default)]
pub(super) struct AtomHasher(u64);

impl Hasher for AtomHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }
    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

pub(super) type AtomMap<K, V> = HashMap<K, V, BuildHasherDefault<AtomHasher>>;

/// A map from a few names that are known in advance.
pub(super) struct AtomTable<V> {
    /// A power of two, and at most a quarter of them used.
    slots: Vec<Option<(LocalName, V)>>,
}

impl<V: Copy> AtomTable<V> {
    pub(super) fn new(entries: &[(V, &str)]) -> AtomTable<V> {
        let mut slots = vec![None; (entries.len() * 4).next_power_of_two()];
        let mask = slots.len() - 1;
        for &(value, name) in entries {
            let name = LocalName::from(name);
            let mut at = AtomTable::<V>::hash(&name) & mask;
            while slots[at].is_some() {
                at = (at + 1) & mask;
            }
            slots[at] = Some((name, value));
        }
        AtomTable { slots }
    }

    pub(super) fn get(&self, name: &LocalName) -> Option<V> {
        let mask = self.slots.len() - 1;
        let mut at = AtomTable::<V>::hash(name) & mask;
        while let Some((known, value)) = &self.slots[at] {
            if known == name {
                return Some(*value);
            }
            at = (at + 1) & mask;
        }
        None
    }

    fn hash(name: &LocalName) -> usize {
        (name.get_hash().wrapping_mul(0x517c_c1b7_2722_0a95) >> 40) as usize
    }
}

static BY_NAME: LazyLock<AtomTable<Tag>> = LazyLock::new(|| AtomTable::new(TAGS));

static QUALIFIED: LazyLock<Vec<QualName>> = LazyLock::new(|| {
    TAGS.iter().map(|&(_, name)| QualName::new(None, ns!(html), LocalName::from(name))).collect()
});

impl Tag {
    /// The names of all known elements.
    pub(in crate::dom) fn names() -> impl Iterator<Item = &'static str> {
        TAGS.iter().map(|&(_, name)| name)
    }

    /// The tag of an element with this name.
    pub(crate) fn of(namespace: &Namespace, local: &LocalName) -> Tag {
        let known = BY_NAME.get(local);
        if *namespace == ns!(html) {
            return match known {
                // An HTML element with this name is not SVG or MathML.
                Some(Tag::Svg | Tag::Math) | None => Tag::Other,
                Some(tag) => tag,
            };
        }
        match known {
            Some(Tag::Svg) if *namespace == ns!(svg) => Tag::Svg,
            Some(Tag::Math) if *namespace == ns!(mathml) => Tag::Math,
            _ => Tag::Foreign,
        }
    }

    /// The names of all known HTML elements, by their tags.
    pub(in crate::dom) fn qualified_names() -> &'static [QualName] {
        &QUALIFIED
    }

    /// The qualified name of a known HTML element; `None` if the tag does not determine it.
    pub(crate) fn qualified(self) -> Option<&'static QualName> {
        match self {
            Tag::Svg | Tag::Math | Tag::Other | Tag::Foreign => None,
            known => QUALIFIED.get(known as usize),
        }
    }

    /// `h1` to `h6` as 1 to 6.
    pub(crate) fn heading_level(self) -> Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }

    /// Elements that a browser replaces by something else: they hold no text of the page, and
    /// separate the words on both sides.
    pub(crate) fn is_replaced(self) -> bool {
        matches!(
            self,
            Tag::Input
                | Tag::Select
                | Tag::Textarea
                | Tag::Iframe
                | Tag::Video
                | Tag::Audio
                | Tag::Object
                | Tag::Canvas
        )
    }

    /// Elements that browsers put on lines of their own: they begin and end text blocks.
    pub(crate) fn is_block_level(self) -> bool {
        matches!(
            self,
            Tag::Address
                | Tag::Article
                | Tag::Aside
                | Tag::Blockquote
                | Tag::Body
                | Tag::Caption
                | Tag::Center
                | Tag::Dd
                | Tag::Details
                | Tag::Dialog
                | Tag::Dir
                | Tag::Div
                | Tag::Dl
                | Tag::Dt
                | Tag::Fieldset
                | Tag::Figcaption
                | Tag::Figure
                | Tag::Footer
                | Tag::Form
                | Tag::H1
                | Tag::H2
                | Tag::H3
                | Tag::H4
                | Tag::H5
                | Tag::H6
                | Tag::Header
                | Tag::Hgroup
                | Tag::Hr
                | Tag::Html
                | Tag::Legend
                | Tag::Li
                | Tag::Listing
                | Tag::Main
                | Tag::Menu
                | Tag::Nav
                | Tag::Noscript
                | Tag::Ol
                | Tag::P
                | Tag::Plaintext
                | Tag::Pre
                | Tag::Search
                | Tag::Section
                | Tag::Summary
                | Tag::Table
                | Tag::Tbody
                | Tag::Td
                | Tag::Tfoot
                | Tag::Th
                | Tag::Thead
                | Tag::Tr
                | Tag::Ul
                | Tag::Xmp
        )
    }

    /// Elements whose text is not read as text: code for the browser, fallbacks for old ones, the
    /// values of form controls, and pronunciations (`<rt>`), which would run into the words next to
    /// them. Buttons stay: accordions have their headings in them.
    pub(crate) fn is_unread(self) -> bool {
        matches!(
            self,
            Tag::Applet
                | Tag::Audio
                | Tag::Canvas
                | Tag::Datalist
                | Tag::Embed
                | Tag::Frameset
                | Tag::Head
                | Tag::Iframe
                | Tag::Input
                | Tag::Link
                | Tag::Meta
                | Tag::Meter
                | Tag::Noembed
                | Tag::Noframes
                | Tag::Object
                | Tag::Progress
                | Tag::Rp
                | Tag::Rt
                | Tag::Rtc
                | Tag::Script
                | Tag::Select
                | Tag::Style
                | Tag::Svg
                | Tag::Template
                | Tag::Textarea
                | Tag::Title
                | Tag::Video
        )
    }

    /// Elements whose white space counts.
    pub(crate) fn is_preformatted(self) -> bool {
        matches!(self, Tag::Pre | Tag::Listing | Tag::Plaintext | Tag::Xmp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_tag_is_found_by_its_name() {
        for &(tag, name) in TAGS {
            assert_eq!(TAGS[tag as usize].0, tag);
            if !matches!(tag, Tag::Svg | Tag::Math) {
                assert_eq!(Tag::of(&ns!(html), &LocalName::from(name)), tag);
                assert_eq!(&*tag.qualified().unwrap().local, name);
            }
        }
    }

    #[test]
    fn foreign_elements_are_not_mistaken_for_html() {
        assert_eq!(Tag::of(&ns!(svg), &LocalName::from("svg")), Tag::Svg);
        assert_eq!(Tag::of(&ns!(svg), &LocalName::from("title")), Tag::Foreign);
        assert_eq!(Tag::of(&ns!(html), &LocalName::from("svg")), Tag::Other);
    }
}
