//! The decision on a block, with what made it.

use crate::keyword::keywords;
use std::fmt;

/// Whether a block is main content, and what decided that ([`Block::verdict`]).
///
/// It displays as a sentence. The numbers behind a score are in [`Block::reasons`].
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
/// Elements that [`drop_matching`] takes out of the page have no blocks, and so no verdicts.
///
/// [`drop_matching`]: crate::Extractor::drop_matching
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecidedBy {
    /// The block's score, compared with the page's [threshold](crate::Extraction::threshold).
    Score,
    /// Another block has the same text and stands for this one.
    Copy,
    /// No reader sees the block, or is to read it: the page hides it for good, or it is a time or an
    /// address for machines.
    Unseen,
    /// The piece of code that the block belongs to: its lines are kept or dropped together, and it
    /// stays between kept blocks.
    Code,
    /// The kept blocks before and after, between which the block is a heading.
    Heading,
    /// The block is the page's headline or repeats it, and [`Title`](crate::Title) says what becomes
    /// of that.
    Title,
    /// The block belongs to readers' comments, and [`Comments`](crate::Comments) says what becomes
    /// of these.
    Comment,
    /// The selectors of [`Extractor::keep_only`](crate::Extractor::keep_only).
    KeepOnly,
    /// A function given to [`Extractor::drop_blocks`](crate::Extractor::drop_blocks).
    DropBlocks,
    /// The page as a whole, which has no main content.
    BlankPage,
    /// No block to read reaches the threshold, so the best ones are kept instead.
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
            DecidedBy::Copy => "another block has the same text and stands for this one",
            DecidedBy::Unseen => "the page hides it from its readers, or it is for machines",
            DecidedBy::Code if self.kept => "it belongs to a piece of code that is kept",
            DecidedBy::Code => "it belongs to a piece of code that is dropped",
            DecidedBy::Heading => "it is a heading between kept blocks",
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
    Copy => "copy",
    Unseen => "unseen",
    Code => "code",
    Heading => "heading",
    Title => "title",
    Comment => "comment",
    KeepOnly => "keep_only",
    DropBlocks => "drop_blocks",
    BlankPage => "blank_page",
    Fallback => "fallback",
});
