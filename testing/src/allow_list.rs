//! What the documentation of `Extraction::html()` allows.

/// The elements, and those that a parser puts around them.
pub const ELEMENTS: [&str; 38] = [
    "a",
    "blockquote",
    "br",
    "caption",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "html",
    "head",
    "body",
];

/// The attributes.
const ATTRIBUTES: [(&str, &[&str]); 10] = [
    ("a", &["href", "id"]),
    ("code", &["class"]),
    ("div", &["id"]),
    ("img", &["src", "alt"]),
    ("li", &["value"]),
    ("ol", &["start", "type", "reversed"]),
    ("td", &["align", "colspan", "rowspan"]),
    ("th", &["align", "colspan", "rowspan"]),
    ("html", &[]),
    ("body", &[]),
];

/// The schemes of addresses.
pub const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];

/// The attributes that an element may have.
pub fn attributes(element: &str) -> &'static [&'static str] {
    ATTRIBUTES.iter().find(|(name, _)| *name == element).map_or(&[], |(_, attributes)| attributes)
}
