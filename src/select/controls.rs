//! Controls next to a text: links for sharing it, and calls to follow a channel.

use super::excluded::Scene;
use crate::block::Aside;

/// For every block whether it is a control.
pub(super) fn find(scene: &Scene<'_>) -> Vec<bool> {
    let mut controls = vec![false; scene.scores.len()];
    for row in &scene.settings.linked.controls {
        controls.get_mut(row.blocks.clone()).unwrap_or_default().fill(true);
    }
    for aside in scene.asides() {
        if let Aside::Call(block) = aside
            && let Some(is_one) = controls.get_mut(*block)
        {
            *is_one = true;
        }
    }
    controls
}
