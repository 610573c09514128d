//! The decision on a block, and what made it.

use crate::keyword::keywords;
use std::fmt;

/// Whether a block is main content, and what decided that ([`Block::verdict`]).
///
/// It displays as a sentence. [`Block::reasons`] explains the score.
///
/// # Example
///
/// ```
/// use dehusk::DecidedBy;
///
/// let page = dehusk::Extractor::new()
///     .drop_blocks(|block| block.text().starts_with("Advertisement"))
///     .extract(
///         "<article><p>After eleven dry weeks it rained on Tuesday in all of the valley.</p>
///          <p>Advertisement: umbrellas of all sizes and colours are on sale this week.</p>",
///     )?;
/// let verdicts: Vec<_> = page.blocks().map(|block| block.verdict()).collect();
/// assert!(verdicts[0].kept);
/// assert_eq!(verdicts[0].decided_by, DecidedBy::Score);
/// assert_eq!(verdicts[1].to_string(), "dropped: `drop_blocks` rejects it");
/// # Ok::<(), dehusk::Error>(())
/// ```
///
/// [`Block::verdict`]: crate::Block::verdict
/// [`Block::reasons`]: crate::Block::reasons
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Verdict {
    /// Whether the block is kept as main content.
    pub kept: bool,
    /// What decided.
    pub decided_by: DecidedBy,
}

/// What decided whether a block is kept ([`Verdict::decided_by`]).
///
/// Elements that [`drop_matching`] removes from the page have no blocks, and so no verdicts.
///
/// [`drop_matching`]: crate::Extractor::drop_matching
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecidedBy {
    /// The block's score, compared with the page's [threshold](crate::Extraction::threshold).
    Score,
    /// Other pages of the site, which move the block's score across the threshold
    /// ([`Extractor::site`](crate::Extractor::site)). The [reasons](crate::Block::reasons) say on
    /// how many of them it appears.
    Site,
    /// The block repeats the text of another block.
    Copy,
    /// The block is not for readers: the page hides it for good, or it is a time or an address for
    /// machines.
    Unseen,
    /// The container that the block belongs to, which is judged as a whole.
    Container,
    /// The section that the block belongs to, as its heading or as part of its body.
    Section,
    /// The list that the block belongs to, as an item or part of one.
    List,
    /// The table that the block belongs to, which is kept or dropped with its header and all rows.
    Table,
    /// The definition list that the block belongs to: terms and their descriptions stay together.
    Definitions,
    /// The figure that the block belongs to.
    Figure,
    /// The piece of code that the block belongs to: its lines are kept or dropped together.
    Code,
    /// The quotation that the block belongs to.
    Quote,
    /// Another article that the page holds in full besides the one that its title names.
    OtherArticle,
    /// The gallery that the block belongs to, whose photos are about other things than the article
    /// around it.
    Gallery,
    /// The row of teasers next to an article that the block belongs to.
    Teasers,
    /// The row of controls that the block belongs to: links for sharing the page, or ones that only
    /// a script can follow.
    Controls,
    /// The block is what the author of a post puts below everything that they write.
    Signature,
    /// The block is a heading, and nothing of what follows it is kept.
    Heading,
    /// The block is the page's headline or repeats it, and [`Title`](crate::Title) decides.
    Title,
    /// The block belongs to readers' comments, and [`Comments`](crate::Comments) decides.
    Comment,
    /// The selectors of [`Extractor::keep_only`](crate::Extractor::keep_only).
    KeepOnly,
    /// A function given to [`Extractor::drop_blocks`](crate::Extractor::drop_blocks).
    DropBlocks,
    /// The page as a whole has no main content.
    BlankPage,
    /// No readable block reaches the threshold, so the best ones are kept instead.
    Fallback,
}

impl Verdict {
    pub(crate) const fn kept_by(decided_by: DecidedBy) -> Verdict {
        Verdict { kept: true, decided_by }
    }

    pub(super) const fn dropped_by(decided_by: DecidedBy) -> Verdict {
        Verdict { kept: false, decided_by }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decision = if self.kept { "kept" } else { "dropped" };
        let reason = match self.decided_by {
            DecidedBy::Score if self.kept => "its score reaches the page's threshold",
            DecidedBy::Score => "its score is below the page's threshold",
            DecidedBy::Site if self.kept => "other pages of the site have content at this place",
            DecidedBy::Site => {
                "other pages of the site have it as well, or have no content at this place"
            }
            DecidedBy::Copy => "it repeats the text of another block",
            DecidedBy::Unseen => "the page hides it from its readers, or it is for machines",
            DecidedBy::Container => "so is the container it belongs to",
            DecidedBy::Section => "so is the section it belongs to",
            DecidedBy::List => "so is the list it belongs to",
            DecidedBy::Table => "so is the table it belongs to",
            DecidedBy::Definitions => "so is the definition list it belongs to",
            DecidedBy::Figure => "so is the figure it belongs to",
            DecidedBy::Code => "so is the piece of code it belongs to",
            DecidedBy::Quote => "so is the quotation it belongs to",
            DecidedBy::OtherArticle => "it belongs to another article than the one the page names",
            DecidedBy::Gallery => "it belongs to a gallery about other things",
            DecidedBy::Teasers => "it belongs to a row of teasers next to the content",
            DecidedBy::Controls => "it belongs to a row of links for sharing or for scripts",
            DecidedBy::Signature => "it is the signature below a post",
            DecidedBy::Heading => "nothing after this heading is kept",
            DecidedBy::Title => "it is the page's headline, which is metadata",
            DecidedBy::Comment if self.kept => "it belongs to a reader's comment",
            DecidedBy::Comment => "it belongs to the readers' comments",
            DecidedBy::KeepOnly if self.kept => "`keep_only` selects it",
            DecidedBy::KeepOnly => "`keep_only` does not select it",
            DecidedBy::DropBlocks => "`drop_blocks` rejects it",
            DecidedBy::BlankPage => "the page has no main content",
            DecidedBy::Fallback if self.kept => {
                "no block reaches the threshold, and this is one of the best"
            }
            DecidedBy::Fallback => "it has no text to read",
        };
        write!(f, "{decision}: {reason}")
    }
}

keywords!(DecidedBy, "verdict", {
    Score => "score",
    Site => "site",
    Copy => "copy",
    Unseen => "unseen",
    Container => "container",
    Section => "section",
    List => "list",
    Table => "table",
    Definitions => "definitions",
    Figure => "figure",
    Code => "code",
    Quote => "quote",
    OtherArticle => "other_article",
    Gallery => "gallery",
    Teasers => "teasers",
    Controls => "controls",
    Signature => "signature",
    Heading => "heading",
    Title => "title",
    Comment => "comment",
    KeepOnly => "keep_only",
    DropBlocks => "drop_blocks",
    BlankPage => "blank_page",
    Fallback => "fallback",
});
