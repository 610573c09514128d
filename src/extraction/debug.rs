//! The output of `{:?}`: one screen, however large the page.

use super::{Block, Extraction};
use std::fmt;

/// How many characters of a text are shown.
const MAX_EXCERPT: usize = 80;
/// How many kept blocks are shown by their beginning.
const MAX_BLOCKS: usize = 4;

impl fmt::Debug for Extraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = || self.blocks().filter(Block::is_content);
        let content: Vec<Excerpt<'_>> =
            kept().take(MAX_BLOCKS).map(|block| Excerpt(block.text())).collect();
        f.debug_struct("Extraction")
            .field("blocks", &self.blocks().len())
            .field("kept", &kept().count())
            .field("threshold", &self.threshold())
            .field("truncated", &self.is_truncated())
            .field("content", &content)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Block<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Block")
            .field("index", &self.index())
            .field("text", &Excerpt(self.text()))
            .field("score", &self.score())
            .field("verdict", &self.verdict())
            .finish()
    }
}

/// The beginning of a text.
struct Excerpt<'a>(&'a str);

impl fmt::Debug for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(MAX_EXCERPT) {
            Some((end, _)) => write!(f, "{:?}…", &self.0[..end]),
            None => write!(f, "{:?}", self.0),
        }
    }
}
