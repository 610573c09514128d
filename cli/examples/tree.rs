//! Draws the units and blocks of a page as a tree, with the score of each block by itself and together
//! with its units:
//!
//! ```sh
//! cargo run --release -p dehusk-cli --example tree -- examples/pages/wall.html > docs/tree.svg
//! ```

use dehusk::internals::{UnitInfo, scores_in_units, units};
use dehusk::{Block, DecidedBy, Extraction};
use std::error::Error;
use std::fmt::Write as _;
use std::{env, fs};

const WIDTH: f32 = 760.0;
const ROW: f32 = 20.0;
const TOP: f32 = 96.0;
const LEFT: f32 = 16.0;
const INDENT: f32 = 14.0;
/// From a score of 0 to a score of 1.
const SCORES: [f32; 2] = [436.0, 612.0];
/// Longer texts are cut.
const MAX_CHARACTERS: usize = 46;

const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#1f2328}.head{font-size:16px;font-weight:600}\
    .unit,.note{fill:#57606a}.unit{font-style:italic}.guide,.grid{stroke:#d0d7de}\
    .limit{stroke:#57606a;stroke-dasharray:5 4}.kept{fill:#1a7f37;stroke:#1a7f37}\
    .dropped{fill:#bc4c00;stroke:#bc4c00}.alone{fill:#fff;stroke-width:1.5}.move{stroke-width:2}\
    .turned{font-weight:600}.back{fill:#fff}text.kept,text.dropped{stroke:none}\
    @media(prefers-color-scheme:dark){text{fill:#e6edf3}.unit,.note{fill:#9198a1}\
    .guide,.grid{stroke:#30363d}.limit{stroke:#9198a1}.kept{fill:#3fb950;stroke:#3fb950}\
    .dropped{fill:#f0883e;stroke:#f0883e}.alone{fill:#0d1117}.back{fill:#0d1117}}";

fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args().nth(1).ok_or("usage: tree PAGE")?;
    let page = dehusk::extract(&fs::read_to_string(file)?);
    print!("{}", draw(&page));
    Ok(())
}

fn draw(page: &Extraction) -> String {
    let mut drawing = Drawing { rows: String::new(), y: TOP };
    let together = scores_in_units(page);
    let units = units(page);
    let mut depths: Vec<f32> = Vec::new();
    // The ends of the units around a row, with where their guides begin.
    let mut open: Vec<(usize, f32, f32)> = Vec::new();
    let mut next = 0;
    for (index, (block, together)) in page.blocks().zip(together).enumerate() {
        drawing.close(&mut open, index);
        while let Some(unit) = units.get(next).filter(|unit| unit.blocks.start <= index) {
            let above = unit.parent.and_then(|parent| depths.get(parent)).copied();
            let is_drawn = next > 0 && is_drawn(unit);
            let depth = above.unwrap_or_default();
            depths.push(if is_drawn { depth + 1.0 } else { depth });
            if is_drawn {
                drawing.unit(unit, depth);
                open.push((unit.blocks.end, depth, drawing.y));
            }
            next += 1;
        }
        let depth = open.last().map_or(0.0, |(_, depth, _)| depth + 1.0);
        drawing.block(&block, together, page.threshold(), depth);
    }
    drawing.close(&mut open, page.blocks().len());
    drawing.finish(page.threshold())
}

/// A unit of one block says nothing that the block does not say, and a section stands under its
/// heading anyway.
fn is_drawn(unit: &UnitInfo) -> bool {
    unit.blocks.len() > 1 && !matches!(unit.kind, "row" | "header row" | "section" | "item")
}

struct Drawing {
    rows: String,
    y: f32,
}

impl Drawing {
    /// Draws the guides of the units that end before a block.
    fn close(&mut self, open: &mut Vec<(usize, f32, f32)>, block: usize) {
        while let Some((_, depth, top)) = open.pop_if(|(end, ..)| *end <= block) {
            let x = LEFT + depth * INDENT + 4.0;
            let (top, bottom) = (top - ROW + 17.0, self.y - 4.0);
            let _ = write!(
                self.rows,
                "<line class=\"guide\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{bottom}\"/>"
            );
        }
    }

    fn unit(&mut self, unit: &UnitInfo, depth: f32) {
        let (x, y) = (LEFT + depth * INDENT, self.y + 13.0);
        let _ = write!(self.rows, "<text class=\"unit\" x=\"{x}\" y=\"{y}\">{}</text>", unit.kind);
        self.y += ROW;
    }

    fn block(&mut self, block: &Block<'_>, together: f32, threshold: f32, depth: f32) {
        let (x, y, middle) = (LEFT + depth * INDENT, self.y + 13.0, self.y + 9.0);
        let verdict = block.verdict();
        let class = if verdict.kept { "kept" } else { "dropped" };
        // What something else than units decides has no score together with them.
        let turned = together > 0.0 && (block.score() >= threshold) != verdict.kept;
        let weight = if turned { " turned" } else { "" };
        let text = excerpt(block.text());
        let _ = write!(self.rows, "<text class=\"{weight}\" x=\"{x}\" y=\"{y}\">{text}</text>");
        let (alone, moved) = (at(block.score()), at(together));
        if together > 0.0 {
            let _ = write!(
                self.rows,
                "<line class=\"move {class}\" x1=\"{alone:.1}\" x2=\"{moved:.1}\" y1=\"{middle}\" \
                 y2=\"{middle}\"/><circle class=\"{class}\" cx=\"{moved:.1}\" cy=\"{middle}\" r=\"4.5\"/>"
            );
        }
        let _ = write!(
            self.rows,
            "<circle class=\"alone {class}\" cx=\"{alone:.1}\" cy=\"{middle}\" r=\"4.5\"/>"
        );
        let decision = match verdict.decided_by {
            DecidedBy::Score => class.to_owned(),
            other => format!("{class}: {other}"),
        };
        let x = SCORES[1] + 14.0;
        let _ = write!(
            self.rows,
            "<text class=\"{class}{weight}\" x=\"{x}\" y=\"{y}\">{decision}</text>"
        );
        self.y += ROW;
    }

    fn finish(self, threshold: f32) -> String {
        let height = self.y + 16.0;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
             height=\"{height}\" role=\"img\"><title>The tree of a page with the scores of its blocks</title>\
             <style>{STYLE}</style><rect class=\"back\" width=\"100%\" height=\"100%\"/>\
             <text class=\"head\" x=\"{LEFT}\" y=\"28\">What blocks score alone, and together with their units</text>\
             <circle class=\"alone kept\" cx=\"{}\" cy=\"48\" r=\"4.5\"/>\
             <text class=\"note\" x=\"{}\" y=\"52\">alone</text>\
             <circle class=\"kept\" cx=\"{}\" cy=\"48\" r=\"4.5\"/>\
             <text class=\"note\" x=\"{}\" y=\"52\">together; green if kept, orange if dropped, bold if units turn the decision</text>",
            LEFT + 5.0,
            LEFT + 16.0,
            LEFT + 68.0,
            LEFT + 79.0,
        );
        let bottom = height - 12.0;
        for (score, class, name) in [
            (0.0, "grid", "0".to_owned()),
            (1.0, "grid", "1".to_owned()),
            (threshold, "limit", format!("threshold {threshold:.2}")),
        ] {
            let (x, top) = (at(score), TOP - 6.0);
            let _ = write!(
                svg,
                "<line class=\"{class}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top}\" y2=\"{bottom}\"/>\
                 <text class=\"note\" x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{name}</text>",
                top - 6.0
            );
        }
        svg + &self.rows + "</svg>\n"
    }
}

fn at(score: f32) -> f32 {
    SCORES[0] + score * (SCORES[1] - SCORES[0])
}

fn excerpt(text: &str) -> String {
    let mut excerpt: String = text.chars().take(MAX_CHARACTERS).collect();
    if excerpt.len() < text.len() {
        excerpt.push('…');
    }
    excerpt.replace('&', "&amp;").replace('<', "&lt;")
}
