//! The blocks of a page with the verdicts of both scorers, as HTML, and their reasons as JSON.

use super::units::Drawn;
use crate::document::{escape, escape_json};
use crate::options::ScorerName;
use dehusk::internals::scores_in_units;
use dehusk::{Block, Extraction, Reason};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;

/// How many reasons of each sign are listed; the rest is summed up.
const REASONS: usize = 8;

/// One page, judged by both scorers: the same blocks in the same order.
pub struct Judged {
    pub model: Extraction,
    pub density: Extraction,
    /// Whose verdicts are shown first.
    pub shown: ScorerName,
}

impl Judged {
    pub fn shown(&self) -> &Extraction {
        match self.shown {
            ScorerName::Model => &self.model,
            ScorerName::Density => &self.density,
        }
    }

    /// Each block, as judged by the model and by the formula.
    pub fn pairs(&self) -> impl Iterator<Item = (Block<'_>, Block<'_>)> {
        self.model.blocks().zip(self.density.blocks())
    }
}

/// The attributes that the style sheet and the script read: the level of the score, the verdict,
/// and whether the scorers differ.
fn verdict_attributes(judged: &Judged, model: &Block<'_>, density: &Block<'_>) -> String {
    let shown = if judged.shown == ScorerName::Model { model } else { density };
    format!(
        "data-level=\"{}\" data-kept=\"{}\" data-model=\"{:.4}\" data-model-kept=\"{}\" \
         data-density=\"{:.4}\" data-density-kept=\"{}\"",
        level(shown.score()),
        shown.is_content(),
        model.score(),
        model.is_content(),
        density.score(),
        density.is_content(),
    )
}

/// The score in tenths, for which the style sheet has colors.
fn level(score: f32) -> u32 {
    (score * 10.0).round().clamp(0.0, 10.0) as u32
}

/// The list of all blocks, with a line for each unit before the first of its blocks.
pub fn list(judged: &Judged) -> String {
    let mut html = String::from("<ol id=\"blocks\">\n");
    let mut units = Drawn::of(judged);
    let together = [&judged.model, &judged.density].map(scores_in_units);
    for (index, (model, density)) in judged.pairs().enumerate() {
        let [model_together, density_together] =
            together.each_ref().map(|scores| with_units(scores[index]));
        units.write_from(index, &mut html);
        let shown = if judged.shown == ScorerName::Model { model } else { density };
        let path = model.path();
        let _ = writeln!(
            html,
            "<li class=\"block\" id=\"block-{index}\" data-depth=\"{depth}\" {attributes}><details><summary>\
             <span class=\"score\">{score:.2}</span>\
             <span class=\"verdict\">{verdict}</span>\
             <code class=\"element\">{element}</code>\
             <span class=\"excerpt\" dir=\"auto\">{text}</span></summary>\
             <div class=\"why\"><p class=\"path\"><code>{path}</code></p>\
             <dl><div><dt>text density</dt><dd>{text_density:.1} words per line</dd></div>\
             <div><dt>link ratio</dt><dd>{link_ratio:.2}</dd></div>\
             <div><dt>model</dt><dd>{model_score:.3}{model_together}, {model_verdict}</dd></div>\
             <div><dt>density</dt><dd>{density_score:.3}{density_together}, {density_verdict}</dd></div></dl>\
             </div></details></li>",
            depth = units.depth(index),
            attributes = verdict_attributes(judged, &model, &density),
            score = shown.score(),
            verdict = verdict(&shown),
            element = escape(&innermost(&path)),
            text = escape(model.text()),
            path = escape(&path),
            text_density = model.text_density(),
            link_ratio = model.link_ratio(),
            model_score = model.score(),
            model_verdict = model.verdict(),
            density_score = density.score(),
            density_verdict = density.verdict(),
        );
    }
    html.push_str("</ol>");
    html
}

/// What a block would have to score by itself to be judged as it is together with its units.
fn with_units(score: f32) -> String {
    if score > 0.0 { format!(" alone, {score:.3} with its units") } else { String::new() }
}

/// The last two elements of a path, without their places among their siblings.
fn innermost(path: &str) -> String {
    let mut elements: Vec<&str> =
        path.rsplit('>').take(2).map(|step| step.split(':').next().unwrap_or(step)).collect();
    elements.reverse();
    elements.join(" ")
}

fn verdict(block: &Block<'_>) -> &'static str {
    if block.is_content() { "kept" } else { "dropped" }
}

/// The page at a glance: one bar for each block, as wide as the root of its length, colored by
/// score, underlined if it was kept.
pub fn strip(judged: &Judged) -> String {
    let mut bars = String::new();
    let mut left = 0.0f64;
    for (index, (model, density)) in judged.pairs().enumerate() {
        let width = 1.0 + (model.text().chars().count() as f64).sqrt();
        let _ = write!(
            bars,
            "<g class=\"bar\" data-index=\"{index}\" {attributes}>\
             <rect class=\"fill\" x=\"{left:.1}\" y=\"0\" width=\"{width:.1}\" height=\"20\"/>\
             <rect class=\"line\" x=\"{left:.1}\" y=\"22\" width=\"{width:.1}\" height=\"6\"/></g>",
            attributes = verdict_attributes(judged, &model, &density),
        );
        left += width;
    }
    format!(
        "<svg id=\"strip\" viewBox=\"0 0 {:.1} 28\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\">{bars}</svg>",
        left.max(1.0)
    )
}

/// The reasons of each scorer for each block: `{"features": [[name, meaning]], "model": [{"up":
/// [[feature, value, change]], "down": …, "rest": [number, change]}], "density": …}`.
pub fn reasons(judged: &Judged) -> String {
    let mut features = Features::default();
    let mut all = Map::new();
    for (scorer, page) in
        [(ScorerName::Model, &judged.model), (ScorerName::Density, &judged.density)]
    {
        let blocks = page.blocks().map(|block| reasons_of(&block, &mut features)).collect();
        all.insert(scorer.to_string(), blocks);
    }
    all.insert("features".to_owned(), Value::Array(features.list));
    escape_json(&Value::Object(all).to_string())
}

/// Names and meanings, without repetitions.
#[derive(Default)]
struct Features {
    list: Vec<Value>,
    numbers: HashMap<(String, String), usize>,
}

impl Features {
    fn number(&mut self, reason: &Reason) -> usize {
        let names = (reason.feature.to_string(), reason.meaning.to_string());
        *self.numbers.entry(names).or_insert_with(|| {
            self.list.push(json!([reason.feature, reason.meaning]));
            self.list.len() - 1
        })
    }
}

fn reasons_of(block: &Block<'_>, features: &mut Features) -> Value {
    let (mut up, mut down) = (Vec::new(), Vec::new());
    let (mut others, mut rest) = (0, 0.0f32);
    for reason in block.reasons() {
        let side = if reason.change > 0.0 { &mut up } else { &mut down };
        if side.len() < REASONS {
            let number = features.number(&reason);
            side.push(json!([number, rounded(reason.value), rounded(reason.change)]));
        } else {
            others += 1;
            rest += reason.change;
        }
    }
    json!({ "up": up, "down": down, "rest": [others, rounded(rest)] })
}

fn rounded(value: f32) -> Value {
    json!((f64::from(value) * 1000.0).round() / 1000.0)
}
