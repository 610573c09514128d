//! The result: the page, its blocks with their scores and verdicts, rendered on demand.

use crate::block::{self, Page};
use crate::dom::Dom;
use crate::metadata::{self, Metadata};
use crate::render;
use crate::select::Selection;
use std::sync::OnceLock;

/// An extracted page.
///
/// The page's blocks are scored and selected; text and other formats are made when asked for.
#[derive(Debug)]
pub struct Extraction {
    pub(crate) dom: Dom,
    pub(crate) page: Page,
    pub(crate) scores: Vec<f32>,
    pub(crate) selection: Selection,
    ordinals: OnceLock<render::Ordinals>,
    metadata: OnceLock<Metadata>,
}

impl Extraction {
    pub(crate) fn new(dom: Dom, page: Page, scores: Vec<f32>, selection: Selection) -> Extraction {
        Extraction {
            dom,
            page,
            scores,
            selection,
            ordinals: OnceLock::new(),
            metadata: OnceLock::new(),
        }
    }

    /// The main content as plain text: blocks separated by blank lines; list items on lines of
    /// their own behind `- `, table rows on lines of their own with ` | ` between the cells;
    /// preformatted text as it stands.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::extract(
    ///     "<article><p>To bake a loaf of bread at home you need only four things:</p>
    ///      <ul><li>flour of wheat or rye, as fresh as you can get it from a mill<li>water</ul>",
    /// )?;
    /// assert!(page.text().contains("four things:\n\n- flour of wheat"));
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn text(&self) -> String {
        render::text(&self.dom, &self.page, &self.selection.kept)
    }

    /// Every block of the page in document order, kept or not.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = Block<'_>> {
        (0..self.page.blocks.len()).map(|index| Block { extraction: self, index })
    }

    /// What the page says about itself: title, authors, dates and more. Read when first asked for.
    pub fn metadata(&self) -> &Metadata {
        self.metadata.get_or_init(|| metadata::read(&self.dom, &self.page))
    }

    /// Whether one of the [`Limits`](crate::Limits) ended the parse early.
    pub fn is_truncated(&self) -> bool {
        self.dom.is_truncated()
    }
}

/// A text block of the page: what a reader sees as one paragraph, heading, list item, table cell
/// or menu entry.
#[derive(Clone, Copy)]
pub struct Block<'a> {
    extraction: &'a Extraction,
    index: usize,
}

impl<'a> Block<'a> {
    fn block(&self) -> &'a block::Block {
        &self.extraction.page.blocks[self.index]
    }

    /// The text, white space collapsed as a browser would; preformatted text as it stands.
    pub fn text(&self) -> &'a str {
        self.extraction.page.block_text(self.block())
    }

    /// The probability that the block is main content, 0 to 1, as the scorer sees it.
    pub fn score(&self) -> f32 {
        self.extraction.scores[self.index]
    }

    /// Whether the block is kept as main content.
    pub fn is_content(&self) -> bool {
        self.extraction.selection.kept[self.index]
    }

    /// Words per line when the text is wrapped at 80 columns: over all full lines, or the number
    /// of words where the text fills no line (Kohlschütter, Fankhauser, Nejdl: "Boilerplate
    /// Detection using Shallow Text Features", WSDM 2010). Prose has 10 or more.
    pub fn text_density(&self) -> f32 {
        crate::features::text_density(&self.block().measures)
    }

    /// Share of the text's characters inside links, 0 to 1; "link density" in the literature.
    pub fn link_ratio(&self) -> f32 {
        self.block().link_ratio()
    }

    /// Where the block stands, as a CSS path: `html>body>main>article>p:nth-of-type(3)`.
    pub fn path(&self) -> String {
        let Extraction { dom, page, ordinals, .. } = self.extraction;
        let ordinals = ordinals.get_or_init(|| render::Ordinals::of(dom, page));
        render::path(dom, page, ordinals, self.block())
    }
}

impl std::fmt::Debug for Block<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Block")
            .field("text", &self.text())
            .field("score", &self.score())
            .field("is_content", &self.is_content())
            .finish()
    }
}
