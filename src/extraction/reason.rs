//! Why a block is scored as it is, and what decided in place of its score.

use crate::select::Instead;
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

/// What decides without changing a score.
fn deciding(feature: &'static str, meaning: &'static str) -> Reason {
    Reason { feature: feature.into(), meaning: meaning.into(), value: 1.0, change: 0.0 }
}

impl Reason {
    /// The verdict on readers' comments is the caller's.
    pub(crate) fn readers_comment() -> Reason {
        deciding(
            "readers_comment",
            "belongs to readers' comments, which are kept or left out whatever the score: 1",
        )
    }
}

impl From<Instead> for Reason {
    fn from(instead: Instead) -> Reason {
        match instead {
            Instead::Copy => deciding(
                "repeated_text",
                "another block has the same text and stands for it, kept or not: 1",
            ),
            Instead::Code => deciding(
                "piece_of_code",
                "a piece of code is judged as one, and stays between kept blocks: 1",
            ),
            Instead::Heading => deciding(
                "heading_among_content",
                "a heading goes with the kept blocks before and after it: 1",
            ),
        }
    }
}
