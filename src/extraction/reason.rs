//! Why a block has its score.

use std::borrow::Cow;

/// What one measured feature adds to a block's score ([`Block::reasons`](crate::Block::reasons)).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Reason {
    /// The feature's name.
    pub feature: Cow<'static, str>,
    /// Its meaning, with unit and range.
    pub meaning: Cow<'static, str>,
    /// Its value for the block.
    pub value: f32,
    /// What it adds to the log-odds of main content.
    pub change: f32,
}
