//! The units above the blocks: a line each before the first of their blocks.

use super::blocks::Judged;
use crate::options::ScorerName;
use dehusk::Extraction;
use dehusk::internals::{UnitInfo, units};
use std::fmt::Write as _;

/// Deeper units are drawn as deep as this: the style sheet has a rule for each depth.
const MAX_DEPTH: usize = 12;

/// The units of a page as both scorers judge them.
pub struct Drawn {
    /// Those of the model and of the formula: the same, but for scores and what they decide.
    units: Vec<[Unit; 2]>,
    /// For every block the depth of the innermost unit around it.
    depths: Vec<usize>,
    shown: ScorerName,
    /// The next unit to write.
    next: usize,
}

/// A unit as one scorer judges it.
struct Unit {
    info: UnitInfo,
    depth: usize,
    kept: usize,
    /// How many of its blocks it decided on.
    decides: usize,
}

impl Drawn {
    pub fn of(judged: &Judged) -> Drawn {
        let model = judge(&judged.model);
        let mut depths = vec![0; judged.model.blocks().len()];
        for unit in &model {
            depths[unit.info.blocks.clone()].fill(unit.depth);
        }
        let units = model.into_iter().zip(judge(&judged.density));
        let units = units.map(|(model, density)| [model, density]).collect();
        // The page as a whole is no line.
        Drawn { units, depths, shown: judged.shown, next: 1 }
    }

    /// How deep a block stands.
    pub fn depth(&self, block: usize) -> usize {
        self.depths.get(block).copied().unwrap_or_default()
    }

    /// Writes the units that begin with a block.
    pub fn write_from(&mut self, block: usize, html: &mut String) {
        while let Some(both) =
            self.units.get(self.next).filter(|it| it[0].info.blocks.start <= block)
        {
            self.next += 1;
            // The list and the block say all that is to be said of it.
            if both[0].info.kind == "item" && both[0].info.blocks.len() == 1 {
                continue;
            }
            let shown = &both[usize::from(self.shown != ScorerName::Model)];
            let info = &shown.info;
            let level = if info.level > 0 { info.level.to_string() } else { String::new() };
            let _ = writeln!(
                html,
                "<li class=\"unit\" data-depth=\"{depth}\" data-first=\"{first}\" \
                 data-end=\"{end}\" data-level=\"{score_level:.0}\"{both}>\
                 <span class=\"score\">{score:.2}</span><span class=\"kind\">{kind} {level}</span>\
                 <span class=\"share\">{share}</span></li>",
                depth = shown.depth,
                first = info.blocks.start,
                end = info.blocks.end,
                score_level = info.score * 10.0,
                both = attributes(both),
                score = info.score,
                kind = info.kind,
                share = shown.share(),
            );
        }
    }
}

impl Unit {
    /// What is kept of it, and whether it decided that.
    fn share(&self) -> String {
        let mut share = format!("{} of {} kept", self.kept, self.info.blocks.len());
        if self.decides > 0 {
            let _ = write!(share, ", decides on {}", self.decides);
        }
        share
    }
}

/// What the script writes when the reader changes the scorer.
fn attributes(both: &[Unit; 2]) -> String {
    let mut html = String::new();
    for (unit, scorer) in both.iter().zip(["model", "density"]) {
        let _ = write!(
            html,
            " data-{scorer}=\"{:.4}\" data-{scorer}-share=\"{}\"",
            unit.info.score,
            unit.share()
        );
    }
    html
}

fn judge(page: &Extraction) -> Vec<Unit> {
    let verdicts: Vec<_> = page.blocks().map(|block| block.verdict()).collect();
    let mut kept_before = vec![0];
    for verdict in &verdicts {
        kept_before.push(kept_before[kept_before.len() - 1] + usize::from(verdict.kept));
    }
    let mut judged: Vec<Unit> = Vec::new();
    // For every block the innermost unit around it.
    let mut innermost = vec![0; verdicts.len()];
    for info in units(page) {
        let depth = info.parent.map_or(0, |parent| judged[parent].depth + 1).min(MAX_DEPTH);
        let kept = kept_before[info.blocks.end] - kept_before[info.blocks.start];
        innermost[info.blocks.clone()].fill(judged.len());
        judged.push(Unit { info, depth, kept, decides: 0 });
    }
    // The innermost one of the kind that the verdict names, whose blocks speak for it.
    for (verdict, &innermost) in verdicts.iter().zip(&innermost) {
        let mut at = Some(innermost);
        while let Some(unit) = at.and_then(|at| judged.get_mut(at)) {
            let speaks_for = (unit.info.score >= page.threshold()) == verdict.kept;
            if unit.info.decides == verdict.decided_by && speaks_for {
                unit.decides += 1;
                break;
            }
            at = unit.info.parent;
        }
    }
    judged
}
