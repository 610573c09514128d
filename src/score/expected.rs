//! The expected F-measure of a selection of blocks: if scores are probabilities, the expected words
//! of content in any selection are known, and so are its expected precision and recall (Jansche, "A
//! Maximum Expected Utility Framework for Binary Sequence Labeling", ACL 2007).

/// A number of words, and how many of them are expected to be content.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Words {
    pub(crate) all: f32,
    pub(crate) content: f32,
}

impl Words {
    pub(crate) fn add(&mut self, other: Words) {
        self.all += other.all;
        self.content += other.content;
    }

    /// The expected F-measure of a selection of these words, given the expected words of content on
    /// the page. Recall counts `beta` times more than precision (van Rijsbergen).
    pub(super) fn f_measure(self, beta: f32, content: f32) -> f32 {
        let weight = beta * beta;
        (1.0 + weight) * self.content / (self.all + weight * content).max(0.1)
    }
}

/// The greatest expected F-measure of a selection that keeps the first of these groups.
///
/// With the groups in falling order of their scores, no selection is better.
pub(crate) fn best(beta: f32, content: f32, groups: impl IntoIterator<Item = Words>) -> f32 {
    let mut kept = Words::default();
    let mut best = 0.0;
    for group in groups {
        kept.add(group);
        best = kept.f_measure(beta, content).max(best);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(all: f32, content: f32) -> Words {
        Words { all, content }
    }

    #[test]
    fn precision_and_recall_make_the_f_measure() {
        // Precision 3/4, recall 3/6.
        let selection = words(4.0, 3.0);
        assert!((selection.f_measure(1.0, 6.0) - 0.6).abs() < 1e-6);
        assert!((selection.f_measure(2.0, 6.0) - 15.0 / 28.0).abs() < 1e-6);
        assert_eq!(Words::default().f_measure(1.0, 0.0), 0.0);
    }

    #[test]
    fn the_best_selection_ends_where_more_words_cost_more_than_they_bring() {
        let groups = [words(10.0, 9.0), words(10.0, 6.0), words(10.0, 1.0)];
        assert!((best(1.0, 16.0, groups) - 30.0 / 36.0).abs() < 1e-6);
        // More weight on recall keeps more.
        let all = words(30.0, 16.0).f_measure(4.0, 16.0);
        assert!((best(4.0, 16.0, groups) - all).abs() < 1e-6);
        assert_eq!(best(1.0, 0.0, []), 0.0);
    }
}
