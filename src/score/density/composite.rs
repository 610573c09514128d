//! Composite text density of the tree (CETD: Sun, Song, Liao, "DOM Based Content Extraction via
//! Text Density", SIGIR 2011).
//!
//! With C the characters below an element, T its tags, LC and LT those of links, and b the body:
//!
//! ```text
//! density = C/T · ln(C·T / (LC·LT)) / ln(ln(C·LC/(C − LC) + C·LCb/Cb + e))
//! ```
//!
//! C, T, LC, LT and C − LC count as at least 1, so that nothing is divided by zero. The density sum
//! of an element is the sum over its children, plus the part of its own density due to its own
//! text. The threshold is the least density on the path from the element with the greatest density
//! sum up to the body.

use super::terms::{Evidence, Term};
use crate::block::{NONE, Page, Stats, TextBlock};

/// The composite text density of the elements of a page.
pub(super) struct Composite {
    /// Whether the element and all its ancestors reach the threshold.
    dense: Vec<bool>,
    /// Whether it is the element with the greatest density sum or below it.
    densest: std::ops::Range<usize>,
}

impl Composite {
    pub(super) fn of(page: &Page) -> Composite {
        let elements = &page.elements;
        let Some(body) = elements.first() else {
            return Composite { dense: Vec::new(), densest: 0..0 };
        };
        let body_links = f64::from(body.stats.link_chars) / f64::from(body.stats.chars.max(1));
        let densities: Vec<f64> =
            elements.iter().map(|element| density(&element.stats, body_links)).collect();
        let densest = densest(page, &densities);
        let threshold = page
            .ancestry(densest as u32)
            .filter_map(|index| densities.get(index as usize).copied())
            .fold(f64::INFINITY, f64::min);
        let mut dense: Vec<bool> = Vec::with_capacity(elements.len());
        for (element, density) in elements.iter().zip(&densities) {
            let above = element.parent == NONE
                || dense.get(element.parent as usize).copied().unwrap_or(false);
            dense.push(above && *density >= threshold);
        }
        let end = elements.get(densest).map_or(0, |element| element.end as usize);
        Composite { dense, densest: densest..end }
    }

    pub(super) fn add_to(&self, evidence: &mut Evidence, block: &TextBlock) {
        let element = block.element as usize;
        evidence.set_if(Term::Dense, self.dense.get(element).copied().unwrap_or(false));
        evidence.set_if(Term::DensestElement, self.densest.contains(&element));
    }
}

fn density(stats: &Stats, body_links: f64) -> f64 {
    let at_least_one = |count: u32| f64::from(count.max(1));
    let chars = at_least_one(stats.chars);
    let tags = at_least_one(stats.tags);
    let link_chars = at_least_one(stats.link_chars);
    let link_tags = at_least_one(stats.link_tags);
    let linkless = chars * tags / (link_chars * link_tags);
    if linkless <= 1.0 {
        return 0.0;
    }
    let other_chars = at_least_one(stats.chars.saturating_sub(stats.link_chars));
    let base = chars * link_chars / other_chars + chars * body_links + std::f64::consts::E;
    chars / tags * linkless.ln() / base.ln().ln()
}

/// The element with the greatest density sum, the first of equals.
fn densest(page: &Page, densities: &[f64]) -> usize {
    let mut sums = vec![0.0; densities.len()];
    let mut chars_of_children = vec![0u32; densities.len()];
    for (element, density) in page.elements.iter().zip(densities) {
        let parent = element.parent as usize;
        if let (Some(sum), Some(chars)) = (sums.get_mut(parent), chars_of_children.get_mut(parent))
        {
            *sum += density;
            *chars += element.stats.chars;
        }
    }
    let mut best = (0, 0.0);
    for (index, element) in page.elements.iter().enumerate() {
        let own = element.stats.chars.saturating_sub(chars_of_children[index]);
        let share = f64::from(own) / f64::from(element.stats.chars.max(1));
        let sum = sums[index] + densities[index] * share;
        if sum > best.1 {
            best = (index, sum);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{self, Tag};
    use crate::options::Limits;

    #[test]
    fn the_density_is_the_papers() {
        let stats =
            Stats { chars: 1000, tags: 10, link_chars: 100, link_tags: 2, ..Stats::default() };
        // 1000/10 · ln(1000·10 / (100·2)) / ln(ln(1000·100/900 + 1000·0.2 + e))
        let expected = 100.0 * 50f64.ln() / (100_000.0f64 / 900.0 + 202.718_281_8).ln().ln();
        assert!((density(&stats, 0.2) - expected).abs() < 1e-6);
    }

    #[test]
    fn nothing_divides_by_zero() {
        for stats in [
            Stats::default(),
            Stats { chars: 5, link_chars: 5, tags: 1, link_tags: 1, ..Stats::default() },
            Stats { link_chars: 9, link_tags: 9, ..Stats::default() },
            Stats { chars: u32::MAX, tags: 1, ..Stats::default() },
        ] {
            for body_links in [0.0, 1.0] {
                let density = density(&stats, body_links);
                assert!(density.is_finite() && density >= 0.0, "{stats:?}: {density}");
            }
        }
    }

    #[test]
    fn the_article_is_densest_and_the_menu_below_the_threshold() {
        let paragraph = "<p>The ferry crosses the lake four times a day, and in winter it waits for \
                         whoever is still on the way down from the village.</p>";
        let html = format!(
            "<ul><li><a>Home</a></li><li><a>News</a></li><li><a>Contact</a></li></ul>
             <main>{}</main>",
            paragraph.repeat(4)
        );
        let page = crate::block::segment(&dom::parse(&html, &Limits::default(), false).unwrap());
        let composite = Composite::of(&page);
        for (index, element) in page.elements.iter().enumerate() {
            match element.tag {
                Tag::P | Tag::Main => {
                    assert!(composite.dense[index] && composite.densest.contains(&index));
                }
                Tag::Ul | Tag::Li => {
                    assert!(!composite.dense[index] && !composite.densest.contains(&index));
                }
                _ => {}
            }
        }
    }
}
