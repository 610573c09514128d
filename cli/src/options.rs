//! The extractor's options as arguments, the same in every command.

use clap::{Args, ValueEnum};
use dehusk::{Comments, Extractor, Focus, Scorer, Title};
use std::fmt;

#[derive(Args, Clone, Copy, Debug)]
pub struct ExtractorOptions {
    /// Whether to keep blocks in doubt
    #[arg(long, value_name = "FOCUS", default_value_t = FocusName::Balanced)]
    pub focus: FocusName,

    /// How blocks are scored
    #[arg(long, value_name = "SCORER", default_value_t = ScorerName::Model)]
    pub scorer: ScorerName,

    /// What to do with readers' comments
    #[arg(long, value_name = "COMMENTS", default_value_t = CommentsName::Drop)]
    pub comments: CommentsName,

    /// Whether the page's headline is part of the content
    #[arg(long, value_name = "TITLE", default_value_t = TitleName::Leave)]
    pub title: TitleName,
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
        let title = match self.title {
            TitleName::Leave => Title::Leave,
            TitleName::Include => Title::Include,
        };
        Extractor::new().title(title).focus(focus).scorer(scorer).comments(comments)
    }
}

/// Reads a page's address from the command line: relative links resolve against absolute addresses
/// only.
pub fn parse_address(text: &str) -> Result<String, String> {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|each| each.is_ascii_alphanumeric() || "+-.".contains(each))
    };
    match text.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) && !rest.is_empty() => Ok(text.to_owned()),
        _ => Err("not an absolute address, such as https://example.org/news/".to_owned()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FocusName {
    /// Drop them
    Precision,
    /// Balance precision and recall
    Balanced,
    /// Keep them
    Recall,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScorerName {
    /// A learned ensemble of decision trees
    Model,
    /// A formula of text density and link ratio
    Density,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CommentsName {
    /// Leave them out
    Drop,
    /// Leave them out of the content; JSON lists them separately
    Separate,
    /// Treat them as content
    Keep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TitleName {
    /// Leave it out
    Leave,
    /// Put it first
    Include,
}

impl fmt::Display for TitleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(self, f)
    }
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
