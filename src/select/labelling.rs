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
    let worth = subtrees(nodes);
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

/// For each node, what its subtree is worth if it is dropped, and if it is kept.
fn subtrees(nodes: &[Node]) -> Vec<[i64; 2]> {
    let mut worth: Vec<[i64; 2]> = nodes.iter().map(|node| [0, whole(node.gain)]).collect();
    for (index, node) in nodes.iter().enumerate().rev() {
        let [in_dropped, in_kept] = in_parent(node, worth[index]);
        if let Some([parent_dropped, parent_kept]) = worth.get_mut(node.parent as usize) {
            *parent_dropped = parent_dropped.saturating_add(in_dropped);
            *parent_kept = parent_kept.saturating_add(in_kept);
        }
    }
    worth
}

/// What a subtree adds to a parent that is dropped, and to one that is kept.
fn in_parent(node: &Node, [dropped, kept]: [i64; 2]) -> [i64; 2] {
    [
        dropped.max(kept.saturating_sub(whole(node.kept_in_dropped))),
        kept.max(dropped.saturating_sub(whole(node.dropped_in_kept))),
    ]
}

/// For each node, how much more the best labelling that keeps it is worth than the best one that drops
/// it.
#[cfg(any(test, feature = "_internals"))]
pub(crate) fn margins(nodes: &[Node]) -> Vec<f32> {
    let worth = subtrees(nodes);
    // For each node, what the whole tree is worth if it is dropped, and if it is kept.
    let mut whole_tree: Vec<[i64; 2]> = Vec::with_capacity(nodes.len());
    for (node, &[dropped, kept]) in nodes.iter().zip(&worth) {
        whole_tree.push(match whole_tree.get(node.parent as usize) {
            None => [dropped, kept],
            Some(&[parent_dropped, parent_kept]) => {
                let [in_dropped, in_kept] = in_parent(node, [dropped, kept]);
                // The tree without this subtree, below each label of the parent.
                let below_dropped = parent_dropped.saturating_sub(in_dropped);
                let below_kept = parent_kept.saturating_sub(in_kept);
                let if_dropped =
                    below_dropped.max(below_kept.saturating_sub(whole(node.dropped_in_kept)));
                let if_kept =
                    below_kept.max(below_dropped.saturating_sub(whole(node.kept_in_dropped)));
                [dropped.saturating_add(if_dropped), kept.saturating_add(if_kept)]
            }
        });
    }
    whole_tree.iter().map(|[dropped, kept]| kept.saturating_sub(*dropped) as f32 / ONE).collect()
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
        fn a_margin_is_what_the_other_label_costs(nodes in trees(), which in any::<prop::sample::Index>()) {
            let which = which.index(nodes.len());
            let best_with = |kept: bool| {
                let all = 0..1u32 << nodes.len();
                let labels = all.map(|bits| -> Vec<bool> {
                    (0..nodes.len()).map(|index| bits >> index & 1 == 1).collect()
                });
                let with = labels.filter(|labels| labels[which] == kept);
                with.map(|labels| worth(&nodes, &labels)).fold(f32::NEG_INFINITY, f32::max)
            };
            let (kept, dropped) = (best_with(true), best_with(false));
            let margin = margins(&nodes)[which];
            prop_assert!(margin == kept - dropped || (margin.abs() > 1e6 && !(kept - dropped).is_finite()));
            prop_assert!(margin == 0.0 || best(&nodes)[which] == (margin > 0.0));
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
