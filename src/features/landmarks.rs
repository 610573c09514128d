//! The element of a block.
//!
//! The density formula weighs the landmarks around it.

use super::{features, flag};
use crate::block::{Page, TextBlock};
use crate::dom::Tag;

features! {
    /// The element of a block.
    pub(super) struct LandmarkFeatures {
        is_division: "the block is a bare <div>, <section> or <article>: 0 or 1",
        is_definition: "the block is a definition term or description: 0 or 1",
        is_caption: "the block is a caption: 0 or 1",
    }
}

pub(super) fn measure(page: &Page, block: &TextBlock) -> LandmarkFeatures {
    let tag = page.element(block.element).map_or(Tag::Other, |element| element.tag);
    LandmarkFeatures {
        is_division: flag(matches!(tag, Tag::Div | Tag::Section | Tag::Article | Tag::Body)),
        is_definition: flag(matches!(tag, Tag::Dt | Tag::Dd)),
        is_caption: flag(matches!(tag, Tag::Figcaption | Tag::Caption)),
    }
}
