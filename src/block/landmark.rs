//! The landmarks of a page (WAI-ARIA 1.2), and what elements say about everything below them.

use super::{Context, Role};
use crate::dom::Tag;

/// The role of an element by its name.
pub(super) fn implied_role(tag: Tag) -> Role {
    match tag {
        Tag::Article => Role::Article,
        Tag::Main => Role::Main,
        Tag::Nav => Role::Navigation,
        Tag::Header => Role::Banner,
        Tag::Footer => Role::ContentInfo,
        Tag::Aside => Role::Complementary,
        Tag::Search => Role::Search,
        Tag::Form => Role::Form,
        Tag::Dialog => Role::Dialog,
        _ => Role::None,
    }
}

/// The role in a `role` attribute, if there is one.
pub(super) fn role_of(value: &str) -> Option<Role> {
    let first = value.split_ascii_whitespace().next()?;
    let is = |name: &str| first.eq_ignore_ascii_case(name);
    Some(match () {
        () if is("article") => Role::Article,
        () if is("main") => Role::Main,
        () if is("navigation") || is("menu") || is("menubar") || is("tablist") => Role::Navigation,
        () if is("banner") => Role::Banner,
        () if is("contentinfo") => Role::ContentInfo,
        () if is("complementary") => Role::Complementary,
        () if is("search") => Role::Search,
        () if is("form") => Role::Form,
        () if is("dialog") || is("alertdialog") => Role::Dialog,
        () if is("heading") => Role::Heading,
        () if is("none") || is("presentation") || is("generic") => return None,
        () => Role::Other,
    })
}

/// What a role says about everything below.
pub(super) fn role_context(role: Role) -> Context {
    match role {
        Role::Article => Context::ARTICLE,
        Role::Main => Context::MAIN,
        Role::Navigation => Context::NAVIGATION,
        Role::Banner => Context::HEADER,
        Role::ContentInfo => Context::FOOTER,
        Role::Complementary => Context::ASIDE,
        Role::Search | Role::Form => Context::FORM,
        Role::Dialog => Context::DIALOG,
        Role::Heading | Role::None | Role::Other => Context::default(),
    }
}

/// What an element's name says about everything below.
pub(super) fn tag_context(tag: Tag) -> Context {
    match tag {
        Tag::A => Context::LINK,
        Tag::Button => Context::BUTTON,
        Tag::Table => Context::TABLE,
        Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => Context::LIST,
        Tag::Dl => Context::DEFINITION,
        Tag::Figure => Context::FIGURE,
        Tag::Blockquote => Context::QUOTE,
        Tag::Noscript => Context::NOSCRIPT,
        Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => Context::CODE,
        Tag::B | Tag::Strong | Tag::Em | Tag::I => Context::EMPHASIS,
        Tag::Section => Context::SECTION,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Context::HEADING,
        _ if tag.is_preformatted() => Context::PREFORMATTED,
        _ => Context::default(),
    }
}
