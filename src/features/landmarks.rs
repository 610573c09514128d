//! The element a block stands in, and the landmarks around it.

use super::{features, flag};
use crate::block::{Context, Page, TextBlock};
use crate::dom::Tag;

features! {
    /// The element a block stands in, and the landmarks around it.
    pub(super) struct LandmarkFeatures {
        heading_level: "1 to 6 for a heading, 0 for other blocks",
        is_paragraph: "the block is a <p>: 0 or 1",
        is_list_item: "the block is a list item: 0 or 1",
        is_cell: "the block is a table cell: 0 or 1",
        is_division: "the block is a bare <div>, <section> or <article>: 0 or 1",
        is_definition: "the block is a definition term or description: 0 or 1",
        is_caption: "the block is a caption: 0 or 1",
        in_heading: "inside a heading: 0 or 1",
        in_link: "the first text is inside a link: 0 or 1",
        in_button: "the first text is inside a button: 0 or 1",
        in_emphasis: "the first text is bold or italic: 0 or 1",
        in_code: "inside code or preformatted text: 0 or 1",
        hidden: "hidden by attribute or inline style: 0 or 1",
        in_navigation: "inside navigation: 0 or 1",
        in_header: "inside a header: 0 or 1",
        in_footer: "inside a footer: 0 or 1",
        in_aside: "inside an aside: 0 or 1",
        in_main: "inside the main landmark: 0 or 1",
        in_article: "inside an article: 0 or 1",
        in_nested_article: "inside an article within an article: 0 or 1",
        in_article_body: "inside itemprop=articleBody: 0 or 1",
        in_form: "inside a form or search: 0 or 1",
        in_dialog: "inside a dialog: 0 or 1",
        in_table: "inside a table: 0 or 1",
        in_list: "inside a list: 0 or 1",
        in_figure: "inside a figure: 0 or 1",
        in_quote: "inside a block quote: 0 or 1",
        in_details: "inside <details>: 0 or 1",
        in_noscript: "inside <noscript>: 0 or 1",
        in_section: "inside a <section>: 0 or 1",
        inner_is_span: "the innermost element is a <span>: 0 or 1",
        in_time: "the innermost element is a <time>: 0 or 1",
    }
}

pub(super) fn measure(page: &Page, block: &TextBlock) -> LandmarkFeatures {
    let tag = page.element(block.element).map_or(Tag::Other, |element| element.tag);
    let inner = page.element(block.inner).map_or(Tag::Other, |element| element.tag);
    let is = |fact| flag(block.context.has(fact));
    LandmarkFeatures {
        heading_level: f32::from(tag.heading_level().unwrap_or(0)),
        is_paragraph: flag(tag == Tag::P),
        is_list_item: flag(tag == Tag::Li),
        is_cell: flag(matches!(tag, Tag::Td | Tag::Th)),
        is_division: flag(matches!(tag, Tag::Div | Tag::Section | Tag::Article | Tag::Body)),
        is_definition: flag(matches!(tag, Tag::Dt | Tag::Dd)),
        is_caption: flag(matches!(tag, Tag::Figcaption | Tag::Caption)),
        in_heading: is(Context::HEADING),
        in_link: is(Context::LINK),
        in_button: is(Context::BUTTON),
        in_emphasis: is(Context::EMPHASIS),
        in_code: flag(block.context.has(Context::CODE) || block.context.has(Context::PREFORMATTED)),
        hidden: is(Context::HIDDEN),
        in_navigation: is(Context::NAVIGATION),
        in_header: is(Context::HEADER),
        in_footer: is(Context::FOOTER),
        in_aside: is(Context::ASIDE),
        in_main: is(Context::MAIN),
        in_article: is(Context::ARTICLE),
        in_nested_article: is(Context::NESTED_ARTICLE),
        in_article_body: is(Context::ARTICLE_BODY),
        in_form: is(Context::FORM),
        in_dialog: is(Context::DIALOG),
        in_table: is(Context::TABLE),
        in_list: is(Context::LIST),
        in_figure: is(Context::FIGURE),
        in_quote: is(Context::QUOTE),
        in_details: is(Context::DETAILS),
        in_noscript: is(Context::NOSCRIPT),
        in_section: is(Context::SECTION),
        inner_is_span: flag(inner == Tag::Span),
        in_time: flag(inner == Tag::Time),
    }
}
