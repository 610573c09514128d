//! From the tree as it was parsed to the one that a reader would see: what browsers, the page's own
//! script and its content system would have done to it.

pub(in crate::dom) mod readable;
pub(in crate::dom) mod shadow;
mod shortcodes;
mod streamed;

use super::Dom;

/// Makes a parsed tree what is shown of it, given the templates that ask for shadow roots.
pub(in crate::dom) fn show(dom: &mut Dom, roots: Vec<shadow::Root>) {
    shadow::put_in_place(dom, roots);
    streamed::put_in_place(dom);
    shortcodes::take_out(dom);
    readable::make_readable(dom);
}
