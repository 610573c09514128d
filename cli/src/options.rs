//! The extractor's options as arguments, the same in every command.

use clap::{Args, ValueEnum};
use dehusk::{Comments, Extractor, Focus, Scorer};
use std::fmt;

#[derive(Args, Clone, Copy, Debug)]
pub struct ExtractorOptions {
    /// What matters more when a block is in doubt
    #[arg(long, value_name = "FOCUS", default_value_t = FocusName::Balanced)]
    pub focus: FocusName,

    /// How blocks are scored
    #[arg(long, value_name = "SCORER", default_value_t = ScorerName::Model)]
    pub scorer: ScorerName,

    /// What becomes of readers' comments
    #[arg(long, value_name = "COMMENTS", default_value_t = CommentsName::Drop)]
    pub comments: CommentsName,
}

impl ExtractorOptions {
    pub fn extractor(&self) -> Extractor {
        let focus = match self.focus {
            FocusName::Precision => Focus::Precision,
            FocusName::Balanced => Focus::Balanced,
            FocusName::Recall => Focus::Recall,
        };
        let scorer = match self.scorer {
            ScorerName::Model => Scorer::Model,
            ScorerName::Density => Scorer::Density,
        };
        let comments = match self.comments {
            CommentsName::Drop => Comments::Drop,
            CommentsName::Separate => Comments::Separate,
            CommentsName::Keep => Comments::Keep,
        };
        Extractor::new().focus(focus).scorer(scorer).comments(comments)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FocusName {
    /// Drop what is in doubt
    Precision,
    /// Weigh both alike
    Balanced,
    /// Keep what is in doubt
    Recall,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScorerName {
    /// The learned ensemble of decision trees
    Model,
    /// The formula of text density and link ratio
    Density,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CommentsName {
    /// They are left out
    Drop,
    /// They are left out of the content; JSON has them apart
    Separate,
    /// They are content
    Keep,
}

impl fmt::Display for CommentsName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(self, f)
    }
}

impl fmt::Display for FocusName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(self, f)
    }
}

impl fmt::Display for ScorerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(self, f)
    }
}

fn write_name(value: &impl ValueEnum, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    value.to_possible_value().map_or(Ok(()), |name| f.write_str(name.get_name()))
}
