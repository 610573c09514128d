//! Lists that enumerate, told from those that only lay out the page.

use crate::block::Element;
use crate::dom::Tag;

/// Whether a list lays out sections or cards: its items hold headings and more than those. An
/// `<ol>` stays a list, as the order of its items says something.
pub(crate) fn is_layout_list(list: &Element) -> bool {
    let more = list.blocks().len() > list.stats.headings as usize;
    list.stats.headings > 0 && more && list.tag != Tag::Ol
}
