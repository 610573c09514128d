//! Accuracy against speed, as an SVG file that needs nothing else.

use crate::table::{Line, Table};
use std::fmt::Write;

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 520.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 30.0;
const TOP: f64 = 56.0;
const BOTTOM: f64 = 60.0;
/// Between the baselines of labels that would overlap.
const LINE: f64 = 17.0;
/// A character's width, roughly, and that of a bold one.
const CHARACTER: f64 = 7.0;
const BOLD: f64 = 7.7;

const STYLE: &str = "\
text{font:13px system-ui,sans-serif;fill:#1f2328}.head{font-size:16px;font-weight:600}\
.grid{stroke:#d0d7de}.tick,.axis{fill:#57606a}.peer{fill:#8250df}.ours{fill:#1a7f37}\
.seen{fill:none;stroke:#1a7f37;stroke-width:2}.bold{font-weight:600}.parse{stroke:#57606a;\
stroke-dasharray:5 4}.lead{stroke:#8c959f;stroke-width:.8}.back{fill:#fff}\
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.grid{stroke:#30363d}.tick,.axis{fill:#9198a1}\
.peer{fill:#bc8cff}.ours{fill:#3fb950}.seen{stroke:#3fb950}.parse{stroke:#9198a1}.back{fill:#0d1117}}";

/// Maps values to positions on an axis.
struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Axis {
    fn at(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }
}

pub fn draw(table: &Table<'_>) -> String {
    let points: Vec<(&Line, f64)> =
        table.rows.iter().filter_map(|row| Some((row, row.overall?))).collect();
    let (speed, accuracy) = axes(table, &points);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" role=\"img\"><title>Accuracy against speed</title>\
         <style>{STYLE}</style><rect class=\"back\" width=\"100%\" height=\"100%\"/>\
         <text class=\"head\" x=\"{LEFT}\" y=\"28\">Accuracy against speed: up and to the right is \
         better</text>"
    );
    grid(&mut svg, &speed, &accuracy, table);
    for row in table.rows.iter().filter(|row| row.overall.is_none()) {
        let x = speed.at(row.pages_per_second.log10());
        let _ = write!(
            svg,
            "<line class=\"parse\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{:.1}\"/>\
             <text class=\"axis\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - BOTTOM,
            TOP - 8.0,
            row.name,
        );
    }
    for label in labels(&points, &speed, &accuracy) {
        label.draw(&mut svg);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Pages a second as powers of ten, and accuracy, with some room around the points.
fn axes(table: &Table<'_>, points: &[(&Line, f64)]) -> (Axis, Axis) {
    let speeds = table.rows.iter().map(|row| row.pages_per_second.log10());
    let (slow, fast) = range(speeds);
    let (low, high) = range(points.iter().map(|(_, overall)| *overall));
    let speed = Axis { low: slow - 0.1, high: fast + 0.12, from: LEFT, to: WIDTH - RIGHT };
    let accuracy = Axis {
        low: (low * 20.0 - 0.2).floor() / 20.0,
        high: (high * 20.0 + 0.2).ceil() / 20.0,
        from: HEIGHT - BOTTOM,
        to: TOP,
    };
    (speed, accuracy)
}

fn range(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
}

fn grid(svg: &mut String, speed: &Axis, accuracy: &Axis, table: &Table<'_>) {
    let (right, bottom) = (WIDTH - RIGHT, HEIGHT - BOTTOM);
    let mut step = (accuracy.low * 20.0).round() as i32;
    while f64::from(step) / 20.0 <= accuracy.high + 1e-9 {
        let value = f64::from(step) / 20.0;
        let y = accuracy.at(value);
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
             <text class=\"tick\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{value:.2}</text>",
            LEFT - 8.0,
            y + 4.0,
        );
        step += 1;
    }
    for power in -2..6 {
        for digit in [1.0, 2.0, 5.0] {
            let value: f64 = digit * 10f64.powi(power);
            if value.log10() < speed.low || value.log10() > speed.high {
                continue;
            }
            let x = speed.at(value.log10());
            let _ = write!(
                svg,
                "<line class=\"grid\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{bottom}\"/>\
                 <text class=\"tick\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{value}</text>",
                bottom + 20.0,
            );
        }
    }
    let what = if table.has_texts() { "F1 of the words" } else { "snippets right" };
    let _ = write!(
        svg,
        "<text class=\"axis\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">pages a second on one \
         core, logarithmic</text><text class=\"axis\" x=\"18\" y=\"{:.1}\" text-anchor=\"middle\" \
         transform=\"rotate(-90 18 {:.1})\">{what}</text>",
        (LEFT + right) / 2.0,
        bottom + 44.0,
        (TOP + bottom) / 2.0,
        (TOP + bottom) / 2.0,
    );
}

struct Label<'a> {
    row: &'a Line,
    x: f64,
    y: f64,
    /// Where the text begins, and its baseline.
    text: (f64, f64),
    width: f64,
}

impl Label<'_> {
    fn overlaps(&self, (x, y): (f64, f64), width: f64) -> bool {
        (self.text.1 - y).abs() < LINE && x < self.text.0 + self.width && self.text.0 < x + width
    }

    /// Whether the point lies under a text at this place.
    fn point_is_in(&self, (x, y): (f64, f64), width: f64) -> bool {
        (x - 6.0..x + width + 6.0).contains(&self.x) && (y - 16.0..y + 8.0).contains(&self.y)
    }

    fn draw(&self, svg: &mut String) {
        let Label { row, x, y, text: (text_x, text_y), width } = self;
        // The width is a guess, so the end nearer to the point is the one that is anchored.
        let (near, anchor) = if text_x > x { (*text_x, "start") } else { (text_x + width, "end") };
        let class = match (row.ours, row.name.ends_with("in sample")) {
            (true, true) => "seen",
            (true, false) => "ours",
            _ => "peer",
        };
        if (text_y - 4.0 - y).abs() > LINE {
            let _ = write!(
                svg,
                "<line class=\"lead\" x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{near:.1}\" y2=\"{:.1}\"/>",
                text_y - 4.0,
            );
        }
        let bold = if row.ours { " class=\"bold\"" } else { "" };
        let _ = write!(
            svg,
            "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\"/><text{bold} \
             x=\"{near:.1}\" y=\"{text_y:.1}\" text-anchor=\"{anchor}\">{}</text>",
            row.name,
        );
    }
}

/// Points with their names beside them, moved until no two names overlap.
fn labels<'a>(points: &[(&'a Line, f64)], speed: &Axis, accuracy: &Axis) -> Vec<Label<'a>> {
    let mut labels: Vec<Label<'a>> = points
        .iter()
        .map(|(row, overall)| {
            let (x, y) = (speed.at(row.pages_per_second.log10()), accuracy.at(*overall));
            let character = if row.ours { BOLD } else { CHARACTER };
            let width = row.name.chars().count() as f64 * character;
            Label { row, x, y, text: (f64::NEG_INFINITY, f64::NEG_INFINITY), width }
        })
        .collect();
    for index in 0..labels.len() {
        let Label { x, y, width, .. } = labels[index];
        let sides = [x + 11.0, x - 11.0 - width];
        let offsets = (0..40).map(|step| f64::from((step + 1) / 2 * (1 - step % 2 * 2)) * 6.0);
        let place = offsets.flat_map(|offset| sides.map(|side| (side, y + 4.0 + offset))).find(
            |&(side, baseline)| {
                side > LEFT
                    && side + width < WIDTH - 4.0
                    && labels[..index].iter().all(|other| !other.overlaps((side, baseline), width))
                    && labels.iter().all(|other| !other.point_is_in((side, baseline), width))
            },
        );
        labels[index].text = place.unwrap_or((x + 11.0, y + 4.0));
    }
    labels
}
