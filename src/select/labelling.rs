//! The best labelling of a tree whose nodes are kept or dropped: exact, by dynamic programming, in
//! time and memory linear in the number of nodes.

/// No parent.
pub(crate) const ROOT: u32 = u32::MAX;

/// A node of the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Node {
    /// Index of the parent, which precedes its children; [`ROOT`] if there is none.
    pub(crate) parent: u32,
    /// What keeping it is worth; negative if dropping it is better.
    pub(crate) gain: f32,
    /// The cost of dropping it while its parent is kept.
    pub(crate) dropped_in_kept: f32,
    /// The cost of keeping it while its parent is dropped.
    pub(crate) kept_in_dropped: f32,
}

/// The integer for 1. Sums of integers are exact in any order, so that ties are ties.
const ONE: f32 = 65_536.0;

/// The maximum gain or cost, so that sums over all nodes of a page stay in range.
const MAX_WORTH: f32 = 1e7;

fn whole(worth: f32) -> i64 {
    (worth.clamp(-MAX_WORTH, MAX_WORTH) * ONE).round() as i64
}

/// Which nodes are kept in the labelling that is worth most; of equals, the one that keeps more.
///
/// No cost is negative, so the worth is supermodular: raising gains never drops a node.
pub(crate) fn best(nodes: &[Node]) -> Vec<bool> {
    // For each node, what its subtree is worth if it is dropped, and if it is kept.
    let mut worth: Vec<[i64; 2]> = nodes.iter().map(|node| [0, whole(node.gain)]).collect();
    for (index, node) in nodes.iter().enumerate().rev() {
        let [dropped, kept] = worth[index];
        if let Some([parent_dropped, parent_kept]) = worth.get_mut(node.parent as usize) {
            let best_in_dropped = dropped.max(kept.saturating_sub(whole(node.kept_in_dropped)));
            let best_in_kept = kept.max(dropped.saturating_sub(whole(node.dropped_in_kept)));
            *parent_dropped = parent_dropped.saturating_add(best_in_dropped);
            *parent_kept = parent_kept.saturating_add(best_in_kept);
        }
    }
    let mut labels: Vec<bool> = Vec::with_capacity(nodes.len());
    for (node, [dropped, kept]) in nodes.iter().zip(worth) {
        labels.push(match labels.get(node.parent as usize) {
            Some(true) => kept >= dropped.saturating_sub(whole(node.dropped_in_kept)),
            Some(false) => kept.saturating_sub(whole(node.kept_in_dropped)) >= dropped,
            None => kept >= dropped,
        });
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn worth(nodes: &[Node], labels: &[bool]) -> f32 {
        let worth_of = |(node, &kept): (&Node, &bool)| {
            let own = if kept { node.gain } else { 0.0 };
            let edge = match labels.get(node.parent as usize) {
                Some(true) if !kept => node.dropped_in_kept,
                Some(false) if kept => node.kept_in_dropped,
                _ => 0.0,
            };
            own - edge
        };
        nodes.iter().zip(labels).map(worth_of).sum()
    }

    fn by_trying_all(nodes: &[Node]) -> f32 {
        let labels =
            |bits: u32| (0..nodes.len()).map(|index| bits >> index & 1 == 1).collect::<Vec<_>>();
        let all = (0..1 << nodes.len()).map(|bits| worth(nodes, &labels(bits)));
        all.fold(f32::NEG_INFINITY, f32::max)
    }

    prop_compose! {
        fn trees()(
            numbers in prop::collection::vec((any::<u32>(), -9i8..9, 0u8..6, 0u8..6), 1..11)
        ) -> Vec<Node> {
            let cost = |cost: u8| if cost == 5 { f32::INFINITY } else { f32::from(cost) };
            let node = |(index, (parent, gain, dropped, kept)): (usize, (u32, i8, u8, u8))| Node {
                parent: parent.checked_rem(index as u32).unwrap_or(ROOT),
                gain: f32::from(gain),
                dropped_in_kept: cost(dropped),
                kept_in_dropped: cost(kept),
            };
            numbers.into_iter().enumerate().map(node).collect()
        }
    }

    proptest! {
        #[test]
        fn no_labelling_is_worth_more(nodes in trees()) {
            prop_assert_eq!(worth(&nodes, &best(&nodes)), by_trying_all(&nodes));
        }

        #[test]
        fn whoever_asks_for_less_keeps_no_less(nodes in trees(), less in prop::collection::vec(0u8..5, 11)) {
            let mut wider = nodes.clone();
            for (node, less) in wider.iter_mut().zip(less) {
                node.gain += f32::from(less);
            }
            let (narrow, wide) = (best(&nodes), best(&wider));
            prop_assert!(narrow.iter().zip(&wide).all(|(narrow, wide)| !narrow || *wide));
        }
    }

    #[test]
    fn nothing_has_no_labels() {
        assert!(best(&[]).is_empty());
    }
}
