//! The blocks that are left out whatever their score, each with the reason.

use super::{DecidedBy, Settings, Verdict, controls, galleries, stories};
use super::{teasers, unseen};
use crate::block::{Aside, Page};
use std::borrow::Cow;

/// On pages that are less likely articles, what leads away may be what the page is for.
const MIN_ARTICLE_FOR_ASIDES: f32 = 0.25;

/// What reasons are looked for in.
pub(super) struct Scene<'a> {
    pub(super) settings: &'a Settings<'a>,
    pub(super) page: &'a Page,
    /// The scores, 0 for what is excluded so far.
    pub(super) scores: Cow<'a, [f32]>,
    pub(super) copies: &'a [bool],
    /// The weight of the page's being an article, 0 to 1.
    pub(super) is_article: f32,
}

impl<'a> Scene<'a> {
    /// What leads away from an article, if the page may be one.
    pub(super) fn asides(&self) -> &'a [Aside] {
        let is_article = self.is_article >= MIN_ARTICLE_FOR_ASIDES;
        if is_article { &self.settings.linked.asides } else { &[] }
    }
}

/// A reason why blocks are left out.
struct Reason {
    decided_by: DecidedBy,
    /// Says for every block whether the reason holds. May be empty.
    find: for<'a> fn(&Scene<'a>) -> Cow<'a, [bool]>,
    /// Whether the blocks are still the best answer if the page has nothing else.
    may_return: bool,
}

const fn reason(decided_by: DecidedBy, find: for<'a> fn(&Scene<'a>) -> Cow<'a, [bool]>) -> Reason {
    Reason { decided_by, find, may_return: false }
}

/// All reasons, in the order in which they are looked for: what one excludes counts for none of
/// those after it. Of several that hold for a block, the last one is named.
const REASONS: [Reason; 8] = [
    reason(DecidedBy::Copy, |scene| Cow::Borrowed(scene.copies)),
    reason(DecidedBy::Unseen, |scene| unseen::find(scene).into()),
    reason(DecidedBy::Title, |scene| Cow::Borrowed(scene.settings.headlines)),
    reason(DecidedBy::OtherArticle, |scene| stories::find(scene).into()),
    Reason { may_return: true, ..reason(DecidedBy::Teasers, |scene| teasers::find(scene).into()) },
    reason(DecidedBy::Controls, |scene| controls::find(scene).into()),
    reason(DecidedBy::Signature, |scene| Cow::Borrowed(scene.settings.signatures)),
    reason(DecidedBy::Gallery, |scene| galleries::find(scene).into()),
];

/// The blocks that are left out, and the scores without them.
pub(super) struct Excluded<'a> {
    /// The scores, 0 for all that is excluded.
    pub(super) scores: Cow<'a, [f32]>,
    /// The same, but with what may return.
    pub(super) with_returning: Cow<'a, [f32]>,
    reasons: Vec<(DecidedBy, Cow<'a, [bool]>)>,
}

impl<'a> Excluded<'a> {
    pub(super) fn of(
        settings: &'a Settings<'a>,
        page: &'a Page,
        scores: &'a [f32],
        copies: &'a [bool],
        is_article: f32,
    ) -> Excluded<'a> {
        let scores = Cow::Borrowed(scores);
        let mut scene = Scene { settings, page, scores, copies, is_article };
        let mut reasons = Vec::with_capacity(REASONS.len());
        let mut returning = Vec::new();
        for Reason { decided_by, find, may_return } in &REASONS {
            let blocks = find(&scene);
            if *may_return {
                returning.push(blocks.clone());
            } else {
                exclude(&mut scene.scores, &blocks);
            }
            reasons.push((*decided_by, blocks));
        }
        let with_returning = scene.scores;
        let mut scores = with_returning.clone();
        returning.iter().for_each(|blocks| exclude(&mut scores, blocks));
        Excluded { scores, with_returning, reasons }
    }

    /// For every block whether a reason holds for it. May be empty.
    pub(super) fn by(&self, reason: DecidedBy) -> &[bool] {
        let mut reasons = self.reasons.iter();
        reasons.find(|(decided_by, _)| *decided_by == reason).map_or(&[], |(_, blocks)| blocks)
    }

    /// Names the reasons of what is dropped.
    pub(super) fn explain(&self, verdicts: &mut [Verdict]) {
        for (decided_by, blocks) in &self.reasons {
            for (verdict, _) in verdicts.iter_mut().zip(&**blocks).filter(|(_, is_one)| **is_one) {
                if !verdict.kept {
                    *verdict = Verdict::dropped_by(*decided_by);
                }
            }
        }
    }
}

/// The scores, with those of some blocks set to 0.
pub(super) fn without<'a>(scores: &'a [f32], blocks: &[bool]) -> Cow<'a, [f32]> {
    let mut scores = Cow::Borrowed(scores);
    exclude(&mut scores, blocks);
    scores
}

fn exclude(scores: &mut Cow<'_, [f32]>, blocks: &[bool]) {
    if blocks.contains(&true) {
        for (score, _) in scores.to_mut().iter_mut().zip(blocks).filter(|(_, is_one)| **is_one) {
            *score = 0.0;
        }
    }
}
