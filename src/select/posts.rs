//! Texts of posts in a thread that is the content. They stay even with poor scores.

use super::{Settings, discussion};
use crate::block::Page;
use crate::features::PageType;

/// What scores less is no post of a short thread, or of a long one.
const MIN_SCORES: [f32; 2] = [0.04, 0.15];
/// The minimum probability of a forum whose long threads are content.
const MIN_FORUM: f32 = 0.6;

/// For every block whether it is such a text. May be empty.
pub(super) fn find(settings: &Settings<'_>, page: &Page, scores: &[f32]) -> Vec<bool> {
    let is_short = discussion::is_short_thread(page);
    if !is_short && settings.kinds[PageType::Forum as usize] < MIN_FORUM {
        return Vec::new();
    }
    let least = MIN_SCORES[usize::from(!is_short)];
    let posts = settings.posts.iter().zip(scores);
    posts.map(|(&is_post, &score)| is_post && score >= least).collect()
}
