//! Turns the parsed tree into the one that a reader would see: does what browsers, the page's
//! scripts and its content management system would have done.

pub(in crate::dom) mod readable;
pub(in crate::dom) mod shadow;
mod shortcodes;
mod streamed;

use super::Dom;

/// Turns a parsed tree into what is shown, given the templates for shadow roots.
pub(in crate::dom) fn show(dom: &mut Dom, roots: Vec<shadow::Root>) {
    shadow::put_in_place(dom, roots);
    streamed::put_in_place(dom);
    shortcodes::take_out(dom);
    readable::make_readable(dom);
    dom.shrink_to_fit();
}
