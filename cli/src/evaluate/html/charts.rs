//! Charts as inline SVG. Colors are classes of the style sheet.

use crate::document::escape;
use dehusk_cli::benchmark::summary::Scored;
use std::fmt::Write as _;

/// Bars of the histogram.
const BARS: usize = 20;
/// Width and height of the plots without their margins, and the margins, in SVG units.
const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 46.0;
const BELOW: f64 = 40.0;

/// A histogram of F1.
pub fn histogram(values: &[f64]) -> String {
    let mut counts = [0usize; BARS];
    for value in values {
        let bar = (value * BARS as f64) as usize;
        counts[bar.min(BARS - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let step = WIDTH / BARS as f64;
    let mut marks = String::new();
    for (bar, count) in counts.into_iter().enumerate() {
        let height = HEIGHT * count as f64 / most as f64;
        let (low, high) = (bar as f64 / BARS as f64, (bar + 1) as f64 / BARS as f64);
        let _ = write!(
            marks,
            "<rect class=\"bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\">\
             <title>F1 {low:.2} to {high:.2}: {count} pages</title></rect>",
            LEFT + bar as f64 * step + 0.5,
            HEIGHT - height,
            step - 1.0,
        );
    }
    let scale = [0.0, 0.5, 1.0].map(|share| (share, format!("{:.0}", share * most as f64)));
    plot("Histogram of F1: pages by F1", &marks, "F1", "pages", &scale)
}

/// Precision and recall of each page, colored by group.
pub fn scatter(pages: &[Scored<'_>], group_of: impl Fn(&str) -> usize) -> String {
    let mut marks = String::new();
    for (page, result) in pages {
        let Some(gold) = &result.gold else { continue };
        let _ = write!(
            marks,
            "<circle class=\"dot group-{}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\">\
             <title>{}: precision {:.3}, recall {:.3}, F1 {:.3}</title></circle>",
            group_of(&page.kind),
            LEFT + WIDTH * gold.words.recall,
            HEIGHT * (1.0 - gold.words.precision),
            escape(&page.id),
            gold.words.precision,
            gold.words.recall,
            gold.words.f1,
        );
    }
    let scale = [0.0, 0.5, 1.0].map(|share| (share, format!("{share:.1}")));
    plot("Precision and recall of each page", &marks, "recall", "precision", &scale)
}

/// Axes around the marks: 0 to 1 from left to right, and a scale from bottom to top.
fn plot(name: &str, marks: &str, across: &str, up: &str, scale: &[(f64, String)]) -> String {
    let mut axes = String::new();
    for (share, label) in scale {
        let y = HEIGHT * (1.0 - share);
        let _ = write!(
            axes,
            "<path class=\"grid\" d=\"M{LEFT} {y:.1}h{WIDTH}\"/>\
             <text class=\"up\" x=\"{:.1}\" y=\"{:.1}\">{label}</text>",
            LEFT - 6.0,
            y + 4.0,
        );
    }
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let _ = write!(
            axes,
            "<text class=\"across\" x=\"{:.1}\" y=\"{:.1}\">{share}</text>",
            LEFT + WIDTH * share,
            HEIGHT + 17.0,
        );
    }
    format!(
        "<svg viewBox=\"-14 -16 {:.0} {:.0}\" role=\"img\" aria-label=\"{name}\">{axes}{marks}\
         <text class=\"across\" x=\"{:.1}\" y=\"{:.1}\">{across}</text>\
         <text class=\"across\" transform=\"translate(-2 {:.1}) rotate(-90)\">{up}</text></svg>",
        LEFT + WIDTH + 26.0,
        HEIGHT + BELOW + 16.0,
        LEFT + WIDTH / 2.0,
        HEIGHT + 35.0,
        HEIGHT / 2.0,
    )
}
