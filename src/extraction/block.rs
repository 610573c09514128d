//! One block of the page, as callers see it.

use super::{Extraction, Reason};
use crate::block::TextBlock;
use crate::features::text_density;
use crate::options::Scorer;
use crate::render::{self, BlockKind};
use crate::score::density::DensityFormula;
use crate::score::model::Model;
use crate::select::Verdict;

/// A text block of the page: what a reader sees as one paragraph, heading, list item, table cell
/// or menu entry.
#[derive(Clone, Copy)]
pub struct Block<'a> {
    extraction: &'a Extraction,
    index: usize,
}

impl<'a> Block<'a> {
    pub(super) fn new(extraction: &'a Extraction, index: usize) -> Block<'a> {
        Block { extraction, index }
    }

    fn block(&self) -> &'a TextBlock {
        &self.extraction.page.blocks[self.index]
    }

    /// Returns the index of the block on its page, in document order.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Returns what the block is: a heading, a paragraph, a list item.
    ///
    /// # Example
    ///
    /// ```
    /// use dehusk::BlockKind;
    ///
    /// let page = dehusk::extract("<h2>Rain at last</h2><p>It rained:</p><ul><li>a lot</ul>");
    /// let kinds: Vec<BlockKind> = page.blocks().map(|block| block.kind()).collect();
    /// assert_eq!(kinds, [BlockKind::Heading(2), BlockKind::Paragraph, BlockKind::Item]);
    /// ```
    pub fn kind(&self) -> BlockKind {
        let Extraction { dom, page, kinds, .. } = self.extraction;
        let kinds = kinds.get_or_init(|| render::kinds(dom, page));
        kinds.get(self.index).copied().unwrap_or_default()
    }

    /// Returns the text. White space is collapsed as in browsers, except in preformatted text.
    pub fn text(&self) -> &'a str {
        self.extraction.page.block_text(self.block())
    }

    /// Returns the probability that the block is main content, 0 to 1, according to the scorer.
    pub fn score(&self) -> f32 {
        self.extraction.scores[self.index]
    }

    /// Returns whether the block is kept as main content, and what decided that.
    pub fn verdict(&self) -> Verdict {
        self.extraction.selection.verdicts[self.index]
    }

    /// Returns whether the block is kept as main content.
    pub fn is_content(&self) -> bool {
        self.verdict().kept
    }

    /// Returns whether the block belongs to readers' comments, including their heading and form.
    /// Always `false` on forums, where the posts are the purpose of the page. Such a block is not
    /// content, whatever its score, unless the extractor [keeps](crate::Comments::Keep) comments.
    pub fn is_comment(&self) -> bool {
        let discussion = self.extraction.discussion.as_ref();
        discussion.is_some_and(|discussion| discussion.holds(self.block()))
    }

    /// Returns the words per line if the text is wrapped at 80 columns, over all full lines, or the
    /// number of words if the text fills no line (Kohlschütter, Fankhauser, Nejdl: "Boilerplate
    /// Detection using Shallow Text Features", WSDM 2010). Prose has 10 or more.
    pub fn text_density(&self) -> f32 {
        text_density(&self.block().measures)
    }

    /// Returns why the block has its score: what each feature adds to the log-odds of main content,
    /// largest first. Computed for the whole page on the first call.
    ///
    /// With [`Scorer::Density`](crate::Scorer::Density) these are the terms of the formula, and they
    /// add up to the log-odds of the score. With [`Scorer::Model`](crate::Scorer::Model) they say how
    /// the block differs from the model's mean.
    ///
    /// They explain the score, not the decision: for that, see [`Block::verdict`].
    ///
    /// With [`Extractor::site`](crate::Extractor::site), what the site's other pages add comes first:
    /// `pages_of_site` if the text or its link appears on other pages, and `place_on_site` for the scores
    /// at the same place of the template.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::extract("<nav><a href='/'>Home</a></nav><p>It rained on Tuesday.</p>");
    /// for block in page.blocks() {
    ///     for reason in block.reasons().iter().take(3) {
    ///         println!("{:+.2} {} = {}", reason.change, reason.feature, reason.value);
    ///     }
    /// }
    /// ```
    pub fn reasons(&self) -> Vec<Reason> {
        let Extraction { dom, page, measured, overview, scorer, formula, .. } = self.extraction;
        let contributions = match scorer {
            Scorer::Density => {
                formula.get_or_init(|| DensityFormula::of(dom, page)).contributions(self.index)
            }
            Scorer::Model => {
                let model = Model::embedded();
                let matrix =
                    measured.get_or_init(|| model.measure(dom, page, overview.of(dom, page)));
                model.contributions(matrix.row(self.index))
            }
        };
        let reasons = contributions.into_iter().map(|(feature, value, change)| Reason {
            feature: feature.name.into(),
            meaning: feature.meaning.into(),
            value,
            change,
        });
        self.extraction.site_reasons(self.index).into_iter().chain(reasons).collect()
    }

    /// Returns the share of characters inside links, 0 to 1: the "link density" of the literature.
    pub fn link_ratio(&self) -> f32 {
        self.block().link_ratio()
    }

    /// Returns a CSS selector for the block's element, such as
    /// `html>body>main>article>p:nth-of-type(3)`.
    ///
    /// No other element of the page matches it, so that [`Extractor::keep_only`] and
    /// [`Extractor::drop_matching`] find the element again. The selector is for the original page,
    /// before anything was dropped. Several blocks may share an element.
    ///
    /// [`Extractor::keep_only`]: crate::Extractor::keep_only
    /// [`Extractor::drop_matching`]: crate::Extractor::drop_matching
    ///
    /// # Example
    ///
    /// ```
    /// use dehusk::Extractor;
    ///
    /// let html = "<main><p>Flour</p><p>Water</p></main>";
    /// let page = dehusk::extract(html);
    /// let path = page.blocks().nth(1).map(|block| block.path()).unwrap_or_default();
    /// assert_eq!(path, "html>body>main>p:nth-of-type(2)");
    /// assert_eq!(Extractor::new().keep_only(&path)?.extract(html)?.text(), "Water");
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn path(&self) -> String {
        let Extraction { dom, page, ordinals, .. } = self.extraction;
        let ordinals = ordinals.get_or_init(|| render::Ordinals::of(dom));
        let element = page.element(self.block().element);
        element.map(|element| render::path(dom, ordinals, element.node)).unwrap_or_default()
    }
}
