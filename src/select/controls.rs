//! Controls next to a text: links for sharing it, and calls to follow a channel.

use super::excluded::Scene;
use super::teasers::MIN_ARTICLE_FOR_ASIDES;
use crate::block::Aside;

/// For every block whether it is a control.
pub(super) fn find(scene: &Scene<'_>) -> Vec<bool> {
    let linked = scene.settings.linked;
    let mut controls = vec![false; scene.scores.len()];
    for row in &linked.controls {
        controls.get_mut(row.blocks.clone()).unwrap_or_default().fill(true);
    }
    if scene.is_article >= MIN_ARTICLE_FOR_ASIDES {
        for aside in &linked.asides {
            if let Aside::Call(block) = aside
                && let Some(is_one) = controls.get_mut(*block)
            {
                *is_one = true;
            }
        }
    }
    controls
}
