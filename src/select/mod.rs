//! Decides on each block, given its score. No other module makes or changes a verdict.

mod blank;
mod couplings;
pub(crate) mod discussion;
mod evidence;
mod fallback;
mod fragment;
mod galleries;
mod headings;
mod joint;
pub(crate) mod labelling;
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

use crate::block::{Aside, ControlRow, Page, Places, TeaserRow};
use crate::comments::Discussion;
use crate::features::PageType;
use crate::options::{Comments, Focus, Scorer};
use couplings::ANY_KIND;
#[cfg(feature = "_internals")]
pub use couplings::{BONDS, Bond, Couplings, Shifts};
pub use couplings::{TUNING, Tuning};
use joint::Given;
#[cfg(feature = "_internals")]
pub(crate) use joint::{decided_by, log_odds, scores_together, weight_of};
pub(crate) use repeats::Repeats;
use std::borrow::Cow;
use std::ops::Range;
#[cfg(feature = "_internals")]
pub use teasers::TeaserWeights;
#[cfg(feature = "_internals")]
pub use threshold::Aim;
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
    /// The blocks of other articles that the page holds in full besides its own.
    pub(crate) other_stories: &'a [Range<usize>],
    /// The rows of teasers, which may be content or not.
    pub(crate) rows: &'a [TeaserRow],
    /// The rows of controls, which are not content.
    pub(crate) controls: &'a [ControlRow],
    /// The single blocks that lead away from an article.
    pub(crate) asides: &'a [Aside],
    /// Where links on the page lead to on the page.
    pub(crate) places: Option<&'a Places>,
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
            other_stories: &[],
            rows: &[],
            controls: &[],
            asides: &[],
            places: None,
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

/// What scores less is no post of a short thread, or of a long one.
const MIN_SCORES_OF_POSTS: [f32; 2] = [0.04, 0.15];
/// The minimum probability of a forum whose long threads are content.
const MIN_FORUM: f32 = 0.6;

/// On pages that are less likely articles, links between paragraphs may be what the page is for.
const MIN_ARTICLE_FOR_ASIDES: f32 = 0.25;

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
    let &Settings { focus, scorer, discussion, .. } = settings;
    let beside = discussion.map(|found| discussion::without(page, scores, found));
    let content = beside.as_deref().unwrap_or(scores);
    let copies = Repeats::of(page).copies(page, content);
    let unseen = unseen::unseen(page, content, &copies);
    let left_out: Vec<bool> =
        copies.iter().zip(&unseen).map(|(copy, unseen)| copy | unseen).collect();
    let once = without(scores, &copies);
    // A page of a known site is no text by itself.
    let is_of_site = !settings.without_site.is_empty();
    let fragment = fragment::threshold(page).filter(|_| !is_of_site);
    let is_article = threshold::weight_of_article(&settings.kinds);
    let threshold_of = |focus| match scorer {
        Scorer::Model => fragment.unwrap_or_else(|| {
            threshold::threshold(page, &once, &settings.kinds, settings.tuning.aim(focus))
        }),
        // The formula's scores are not probabilities, so the steps on its scale are fixed.
        Scorer::Density => match focus {
            Focus::Precision => 0.65,
            Focus::Balanced => 0.5,
            Focus::Recall => 0.35,
        },
    };
    // That its menus are known to be the site's does not make a page blank.
    let alone = is_of_site.then(|| without(settings.without_site, &copies));
    let is_blank = || blank::is_blank(page, alone.as_ref().unwrap_or(&once));
    if scorer == Scorer::Model && focus != Focus::Recall && is_blank() {
        let verdicts = vec![Verdict::dropped_by(DecidedBy::BlankPage); scores.len()];
        return Selection { verdicts, threshold: NOTHING };
    }
    let own = match &beside {
        Some(beside) => without(beside, &left_out),
        None => without(scores, &left_out),
    };
    let own = without(&own, settings.headlines);
    let others = stories::others(page, &own, settings.other_stories);
    let own = without(&own, &others);
    let mut teasers = teasers::find(
        page,
        &own,
        settings.rows,
        settings.headlines,
        is_article,
        &settings.tuning.teasers,
    );
    let mut controls = vec![false; scores.len()];
    for row in settings.controls {
        controls.get_mut(row.blocks.clone()).unwrap_or_default().fill(true);
    }
    for aside in settings.asides {
        let (kind, block) = match *aside {
            Aside::Call(block) => (&mut controls, block),
            Aside::Linked(block) => (&mut teasers, block),
        };
        if let Some(is_one) = kind.get_mut(block)
            && is_article >= MIN_ARTICLE_FOR_ASIDES
        {
            *is_one = true;
        }
    }
    let own = without(&own, &controls);
    let own = without(&own, settings.signatures);
    let galleries = galleries::find(page, &own);
    let own = without(&own, &galleries);
    let without_teasers = without(&own, &teasers);
    let seen = evidence::Seen {
        page,
        scores: &without_teasers,
        headlines: settings.headlines,
        controls: settings.controls,
        places: settings.places,
        is_article,
    };
    let evidence = seen.evidence(&settings.tuning.shifts);
    let is_short = discussion::is_short_thread(page);
    let is_thread = is_short || settings.kinds[PageType::Forum as usize] >= MIN_FORUM;
    let least = MIN_SCORES_OF_POSTS[usize::from(!is_short)];
    let posts = settings.posts.iter().zip(scores);
    let posts: Vec<bool> =
        posts.map(|(&is_post, &score)| is_thread && is_post && score >= least).collect();
    let decide = |focus| {
        let threshold = threshold_of(focus);
        let given = Given {
            page,
            scores: &without_teasers,
            threshold,
            kinds: &settings.kinds,
            couplings: &settings.tuning.couplings,
            headlines: settings.headlines,
            evidence: &evidence,
            posts: &posts,
            of_post: settings.tuning.shifts.post,
            is_fragment: fragment.is_some(),
        };
        let mut verdicts = joint::decide(&given);
        headings::drop_lonely(page, &own, &mut verdicts);
        let wider = wider_than(focus).iter().map(|&focus| threshold_of(focus));
        let lowered = fallback::never_empty(page, &own, &mut verdicts, wider);
        (verdicts, lowered.unwrap_or(threshold))
    };
    let (mut verdicts, threshold) = decide(focus);
    if fallback::may_miss(page, &own, &verdicts) {
        for &narrower in narrower_than(focus) {
            let (narrower, _) = decide(narrower);
            let missed = verdicts.iter_mut().zip(narrower);
            for (verdict, narrower) in missed.filter(|(verdict, other)| other.kept && !verdict.kept)
            {
                *verdict = narrower;
            }
        }
    }
    unseen::decide(page, focus, content, threshold, &unseen, &mut verdicts);
    let reasons = [
        (copies.as_slice(), DecidedBy::Copy),
        (teasers.as_slice(), DecidedBy::Teasers),
        (controls.as_slice(), DecidedBy::Controls),
        (settings.signatures, DecidedBy::Signature),
        (others.as_slice(), DecidedBy::OtherArticle),
        (galleries.as_slice(), DecidedBy::Gallery),
        (settings.headlines, DecidedBy::Title),
    ];
    for (blocks, decided_by) in reasons {
        for (verdict, _) in verdicts.iter_mut().zip(blocks).filter(|(_, is_one)| **is_one) {
            if !verdict.kept {
                *verdict = Verdict::dropped_by(decided_by);
            }
        }
    }
    Selection { verdicts, threshold }
}

fn wider_than(focus: Focus) -> &'static [Focus] {
    match focus {
        Focus::Precision => &[Focus::Balanced, Focus::Recall],
        Focus::Balanced => &[Focus::Recall],
        Focus::Recall => &[],
    }
}

fn narrower_than(focus: Focus) -> &'static [Focus] {
    match focus {
        Focus::Precision => &[],
        Focus::Balanced => &[Focus::Precision],
        Focus::Recall => &[Focus::Precision, Focus::Balanced],
    }
}

/// The scores, with those of some blocks set to 0.
fn without<'a>(scores: &'a [f32], left_out: &[bool]) -> Cow<'a, [f32]> {
    if !left_out.contains(&true) {
        return Cow::Borrowed(scores);
    }
    let scores = scores.iter().zip(left_out);
    Cow::Owned(scores.map(|(&score, &left_out)| if left_out { 0.0 } else { score }).collect())
}
