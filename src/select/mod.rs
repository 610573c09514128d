//! Decides on each block, given its score. No other module makes or changes a verdict.

mod blank;
mod controls;
mod couplings;
pub(crate) mod discussion;
mod evidence;
mod excluded;
mod fallback;
mod fragment;
mod galleries;
mod headings;
mod joint;
pub(crate) mod labelling;
mod posts;
#[cfg(test)]
mod properties;
mod repeats;
mod stories;
mod teasers;
#[cfg(test)]
mod testing;
mod threshold;
mod unseen;
mod verdict;

use crate::block::{Linked, Page};
use crate::comments::Discussion;
use crate::features::PageType;
use crate::options::{Comments, Focus, Scorer};
use couplings::ANY_KIND;
#[cfg(feature = "_internals")]
pub use couplings::{BONDS, Bond, Couplings, Shifts};
pub use couplings::{TUNING, Tuning};
use evidence::Seen;
use excluded::{Excluded, without};
use joint::Given;
#[cfg(feature = "_internals")]
pub(crate) use joint::{decided_by, log_odds, scores_together, weight_of};
pub(crate) use repeats::Repeats;
#[cfg(feature = "_internals")]
pub use teasers::TeaserWeights;
#[cfg(feature = "_internals")]
pub use threshold::Aim;
use threshold::Thresholds;
pub use verdict::{DecidedBy, Verdict};

/// What the decision depends on besides the page and its scores.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings<'a> {
    pub(crate) focus: Focus,
    pub(crate) scorer: Scorer,
    /// What to do with the discussion.
    pub(crate) comments: Comments,
    /// What readers wrote, unless that is the page's content.
    pub(crate) discussion: Option<&'a Discussion>,
    /// For every block, whether the caller's selectors keep it, if there are such selectors.
    pub(crate) keep_only: Option<&'a [bool]>,
    /// For every block, whether it is the page's headline, which is not part of the content. May be
    /// empty.
    pub(crate) headlines: &'a [bool],
    /// What the page's links tell of its blocks.
    pub(crate) linked: &'a Linked,
    /// For every block whether it is the text of a post in a thread that is the content. May be empty.
    pub(crate) posts: &'a [bool],
    /// For every block whether it is a signature below such a post. May be empty.
    pub(crate) signatures: &'a [bool],
    /// The probability of each kind of page.
    pub(crate) kinds: [f32; PageType::ALL.len()],
    /// The weights of the decision over units.
    pub(crate) tuning: &'a Tuning,
    /// The scores without the effect of the site's profile. Empty if there is none, or one that the
    /// page does not fit.
    pub(crate) without_site: &'a [f32],
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Settings {
            focus: Focus::default(),
            scorer: Scorer::default(),
            comments: Comments::default(),
            discussion: None,
            keep_only: None,
            headlines: &[],
            linked: Linked::NONE,
            posts: &[],
            signatures: &[],
            kinds: ANY_KIND,
            tuning: &TUNING,
            without_site: &[],
        }
    }
}

/// The verdicts on a page's blocks.
#[derive(Debug)]
pub(crate) struct Selection {
    pub(crate) verdicts: Vec<Verdict>,
    /// The score from which blocks were kept.
    pub(crate) threshold: f32,
}

impl Selection {
    /// For every block, whether it is kept.
    pub(crate) fn kept(&self) -> Vec<bool> {
        self.verdicts.iter().map(|verdict| verdict.kept).collect()
    }

    /// For every block, whether it belongs to a gallery about other things.
    pub(crate) fn in_galleries(&self) -> Vec<bool> {
        let verdicts = self.verdicts.iter();
        verdicts.map(|verdict| verdict.decided_by == DecidedBy::Gallery).collect()
    }

    /// Drops kept blocks for which the caller's function says so.
    pub(crate) fn drop_blocks(&mut self, drops: &[bool]) {
        for (verdict, _) in self.verdicts.iter_mut().zip(drops).filter(|(_, drops)| **drops) {
            if verdict.kept {
                *verdict = Verdict::dropped_by(DecidedBy::DropBlocks);
            }
        }
    }
}

/// The threshold of a page of which nothing is kept.
const NOTHING: f32 = 1.0;

/// Decides which blocks are kept: those of the caller's selectors, if there are any, or else by
/// scores, with the discussion kept or dropped as the caller wants.
pub(crate) fn select(settings: &Settings<'_>, page: &Page, scores: &[f32]) -> Selection {
    let mut selection = by_scores(settings, page, scores);
    let threshold = selection.threshold;
    let verdicts = &mut selection.verdicts;
    for (verdict, &alone) in verdicts.iter_mut().zip(settings.without_site) {
        if verdict.decided_by == DecidedBy::Score && verdict.kept != (alone >= threshold) {
            verdict.decided_by = DecidedBy::Site;
        }
    }
    if let Some(wanted) = settings.keep_only {
        let verdict = |&kept: &bool| Verdict { kept, decided_by: DecidedBy::KeepOnly };
        *verdicts = wanted.iter().map(verdict).collect();
    } else if let Some(discussion) = settings.discussion {
        discussion::decide(page, discussion, settings.comments, verdicts);
    }
    selection
}

/// Decides by scores, without the discussion, and without repetitions.
///
/// A blank page gives nothing, except with the focus on recall, which always returns the best text
/// there is.
///
/// The discussion and unseen blocks still count for the threshold, because the scores were learned
/// that way.
fn by_scores(settings: &Settings<'_>, page: &Page, scores: &[f32]) -> Selection {
    let &Settings { focus, headlines, linked, kinds, tuning, .. } = settings;
    let content = discussion::without(page, scores, settings.discussion);
    let copies = Repeats::of(page).copies(page, &content);
    if blank::gives_nothing(settings, page, scores, &copies) {
        let verdicts = vec![Verdict::dropped_by(DecidedBy::BlankPage); scores.len()];
        return Selection { verdicts, threshold: NOTHING };
    }
    let is_article = threshold::weight_of_article(&kinds);
    let excluded = Excluded::of(settings, page, &content, &copies, is_article);
    let seen = Seen { page, scores: &excluded.scores, headlines, linked, is_article };
    let evidence = seen.evidence(&tuning.shifts);
    let posts = posts::find(settings, page, scores);
    let once = without(scores, &copies);
    let thresholds = Thresholds::of(settings, page, &once);
    let decide = |focus| {
        let threshold = thresholds.with(focus);
        let given = Given {
            page,
            scores: &excluded.scores,
            threshold,
            kinds: &kinds,
            couplings: &tuning.couplings,
            headlines,
            evidence: &evidence,
            posts: &posts,
            of_post: tuning.shifts.post,
            is_fragment: thresholds.of_fragment.is_some(),
        };
        let mut verdicts = joint::decide(&given);
        headings::drop_lonely(page, &excluded.with_returning, &mut verdicts);
        let wider = fallback::wider_than(focus).iter().map(|&focus| thresholds.with(focus));
        let with_returning = &excluded.with_returning;
        let lowered = fallback::never_empty(page, with_returning, &mut verdicts, wider);
        (verdicts, lowered.unwrap_or(threshold))
    };
    let (mut verdicts, threshold) = decide(focus);
    if fallback::may_miss(page, &excluded.with_returning, &verdicts) {
        for &narrower in fallback::narrower_than(focus) {
            fallback::keep_as_well(&mut verdicts, decide(narrower).0);
        }
    }
    let unseen = excluded.by(DecidedBy::Unseen);
    unseen::decide(page, focus, &content, threshold, unseen, &mut verdicts);
    excluded.explain(&mut verdicts);
    Selection { verdicts, threshold }
}
