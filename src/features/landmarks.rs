//! The element a block stands in, and the landmarks around it.

use super::{Feature, feature, flag};
use crate::block::{Block, Context, Page};
use crate::dom::Tag;

pub(super) const FEATURES: [Feature; 32] = [
    feature("heading_level", "1 to 6 for a heading, 0 for other blocks"),
    feature("is_paragraph", "the block is a <p>: 0 or 1"),
    feature("is_list_item", "the block is a list item: 0 or 1"),
    feature("is_cell", "the block is a table cell: 0 or 1"),
    feature("is_division", "the block is a bare <div>, <section> or <article>: 0 or 1"),
    feature("is_definition", "the block is a definition term or description: 0 or 1"),
    feature("is_caption", "the block is a caption: 0 or 1"),
    feature("in_heading", "inside a heading: 0 or 1"),
    feature("in_link", "the first text is inside a link: 0 or 1"),
    feature("in_button", "the first text is inside a button: 0 or 1"),
    feature("in_emphasis", "the first text is bold or italic: 0 or 1"),
    feature("in_code", "inside code or preformatted text: 0 or 1"),
    feature("hidden", "hidden by attribute or inline style: 0 or 1"),
    feature("in_navigation", "inside navigation: 0 or 1"),
    feature("in_header", "inside a header: 0 or 1"),
    feature("in_footer", "inside a footer: 0 or 1"),
    feature("in_aside", "inside an aside: 0 or 1"),
    feature("in_main", "inside the main landmark: 0 or 1"),
    feature("in_article", "inside an article: 0 or 1"),
    feature("in_nested_article", "inside an article within an article: 0 or 1"),
    feature("in_article_body", "inside itemprop=articleBody: 0 or 1"),
    feature("in_form", "inside a form or search: 0 or 1"),
    feature("in_dialog", "inside a dialog: 0 or 1"),
    feature("in_table", "inside a table: 0 or 1"),
    feature("in_list", "inside a list: 0 or 1"),
    feature("in_figure", "inside a figure: 0 or 1"),
    feature("in_quote", "inside a block quote: 0 or 1"),
    feature("in_details", "inside <details>: 0 or 1"),
    feature("in_noscript", "inside <noscript>: 0 or 1"),
    feature("in_section", "inside a <section>: 0 or 1"),
    feature("inner_is_span", "the innermost element is a <span>: 0 or 1"),
    feature("in_time", "the innermost element is a <time>: 0 or 1"),
];

pub(super) fn row(page: &Page, block: &Block) -> [f32; FEATURES.len()] {
    let tag = page.element(block.element).map_or(Tag::Other, |element| element.tag);
    let inner = page.element(block.inner).map_or(Tag::Other, |element| element.tag);
    let is = |fact| flag(block.context.has(fact));
    [
        f32::from(tag.heading_level().unwrap_or(0)),
        flag(tag == Tag::P),
        flag(tag == Tag::Li),
        flag(matches!(tag, Tag::Td | Tag::Th)),
        flag(matches!(tag, Tag::Div | Tag::Section | Tag::Article | Tag::Body)),
        flag(matches!(tag, Tag::Dt | Tag::Dd)),
        flag(matches!(tag, Tag::Figcaption | Tag::Caption)),
        is(Context::HEADING),
        is(Context::LINK),
        is(Context::BUTTON),
        is(Context::EMPHASIS),
        flag(block.context.has(Context::CODE) || block.context.has(Context::PREFORMATTED)),
        is(Context::HIDDEN),
        is(Context::NAVIGATION),
        is(Context::HEADER),
        is(Context::FOOTER),
        is(Context::ASIDE),
        is(Context::MAIN),
        is(Context::ARTICLE),
        is(Context::NESTED_ARTICLE),
        is(Context::ARTICLE_BODY),
        is(Context::FORM),
        is(Context::DIALOG),
        is(Context::TABLE),
        is(Context::LIST),
        is(Context::FIGURE),
        is(Context::QUOTE),
        is(Context::DETAILS),
        is(Context::NOSCRIPT),
        is(Context::SECTION),
        flag(inner == Tag::Span),
        flag(inner == Tag::Time),
    ]
}
