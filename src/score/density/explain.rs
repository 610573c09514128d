//! Explains the formula for one block.

use super::DensityFormula;
use super::terms::BIAS;
use crate::features::Feature;

const START: Feature = Feature { name: "start", meaning: "what every block starts with" };
const TOGETHER: Feature = Feature {
    name: "list_or_table",
    meaning: "the points of the block's list or table, on the mean of its items or cells",
};
const FOLLOWING: Feature =
    Feature { name: "following", meaning: "the points of the text that follows the heading" };
const THRESHOLD: Feature = Feature {
    name: "page_threshold",
    meaning: "the probability from which on a block of this page is worth keeping",
};

impl DensityFormula {
    /// The parts of the log-odds of a block's score: name, value and contribution, the greatest
    /// first. The contributions add up to the log-odds.
    pub(crate) fn contributions(&self, block: usize) -> Vec<(Feature, f32, f32)> {
        let at = |points: &[f32]| points.get(block).copied().unwrap_or(0.0);
        let (own, together, points) = (at(&self.own), at(&self.together), at(&self.points));
        let mut all = vec![(START, 1.0, BIAS)];
        all.extend(self.evidence.get(block).into_iter().flat_map(|row| row.contributions()));
        all.push((TOGETHER, own + (together - own) / super::groups::TOGETHER, together - own));
        all.push((FOLLOWING, together + (points - together) / super::FOLLOWING, points - together));
        all.push((THRESHOLD, self.threshold, -super::logit(self.threshold)));
        all.retain(|(.., change)| *change != 0.0);
        all.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom;
    use crate::options::Limits;

    #[test]
    fn contributions_add_up_to_the_log_odds() {
        let html = "<div class=menu><a>Home</a> <a>News</a></div><h1>Rain</h1><p>After eleven dry
            weeks it rained on Tuesday, and the farmers went out to see whether it was true.</p>
            <ul><li>one<li>two things</ul><footer>Imprint</footer>";
        let dom = dom::parse(html, &Limits::default(), false).unwrap();
        let page = crate::block::segment(&dom);
        let formula = DensityFormula::of(&dom, &page);
        for (block, score) in formula.scores().into_iter().enumerate() {
            let contributions = formula.contributions(block);
            let sum: f32 = contributions.iter().map(|(.., change)| change).sum();
            assert!((sum - super::super::logit(score)).abs() < 1e-3, "{contributions:?}");
        }
        let of = |block: usize, name: &str| {
            let all = formula.contributions(block);
            all.into_iter().find(|(feature, ..)| feature.name == name).map(|(_, value, _)| value)
        };
        assert_eq!(of(0, "site_word"), Some(1.0));
        assert_eq!(of(1, "title"), Some(1.0));
        // The heading and the item move half way.
        assert!((of(1, "following").unwrap() - formula.points[2]).abs() < 1e-4);
        let mean = (formula.own[3] + formula.own[4]) / 2.0;
        assert!((of(3, "list_or_table").unwrap() - mean).abs() < 1e-4);
    }
}
