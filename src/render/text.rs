//! Plain text.

use crate::extraction::Extraction;

/// The kept blocks as plain text.
pub(crate) fn text(extraction: &Extraction) -> String {
    let page = &extraction.page;
    let mut out = String::new();
    for (block, _) in page.blocks.iter().zip(&extraction.selection.kept).filter(|(_, kept)| **kept)
    {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(page.block_text(block));
    }
    out
}
