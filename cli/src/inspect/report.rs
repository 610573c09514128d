//! The report around the blocks: what is known about the page, the controls, the Markdown.

use super::blocks::{self, Judged};
use crate::document::{Document, escape};
use crate::options::ScorerName;
use dehusk::{Extraction, TextSource};
use std::fmt::Write as _;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// The report as an HTML document.
pub fn write(judged: &Judged, file: &str, focus: &str) -> String {
    let title = judged.model.metadata().title.as_ref().map_or(file, |title| title.as_str());
    let body = format!(
        "{header}{controls}\n<main><section aria-labelledby=\"blocks-heading\">\
         <h2 id=\"blocks-heading\">Blocks <small id=\"shown\" aria-live=\"polite\"></small></h2>\n\
         {list}\n<p id=\"none\" hidden>No block matches.</p></section>\n\
         <section aria-labelledby=\"markdown-heading\" id=\"output\">\
         <h2 id=\"markdown-heading\">Markdown</h2>\n{model}\n{density}</section></main>\n{KEYS}\n\
         <script type=\"application/json\" id=\"reasons\">{reasons}</script>",
        header = header(judged, title, file, focus),
        controls = controls(judged),
        list = blocks::list(judged),
        model = markdown(&judged.model, ScorerName::Model, judged.shown),
        density = markdown(&judged.density, ScorerName::Density, judged.shown),
        reasons = blocks::reasons(judged),
    );
    Document {
        title: &format!("{title} – inspected"),
        style: STYLE,
        script: Some(SCRIPT),
        body: &body,
    }
    .to_html()
}

fn header(judged: &Judged, title: &str, file: &str, focus: &str) -> String {
    let (kind, probability) = judged.model.page_type();
    let mut notices = String::new();
    let page = judged.shown();
    if page.source() == TextSource::StructuredData {
        notices.push_str(
            "<p class=\"notice\">The page shows next to nothing: its text comes from the data in \
             its scripts, not from the blocks below.</p>",
        );
    }
    if page.is_truncated() {
        notices.push_str("<p class=\"notice\">The page exceeds a limit and was truncated.</p>");
    }
    format!(
        "<header><h1 dir=\"auto\">{}</h1><p><code>{}</code></p>\n<dl class=\"facts\">\
         <div><dt>page type</dt><dd>{} <small>{:.0} %</small></dd></div>\
         {}{}\
         <div><dt>focus</dt><dd>{}</dd></div></dl>{notices}\n{}</header>\n",
        escape(title),
        escape(file),
        format!("{kind:?}").to_lowercase(),
        probability * 100.0,
        figures(&judged.model, ScorerName::Model, judged.shown),
        figures(&judged.density, ScorerName::Density, judged.shown),
        escape(focus),
        blocks::strip(judged),
    )
}

/// The results of a scorer for the page as a whole.
fn figures(page: &Extraction, scorer: ScorerName, shown: ScorerName) -> String {
    let kept = page.blocks().filter(dehusk::Block::is_content).count();
    let facts = [
        ("threshold", format!("{:.2}", page.threshold())),
        ("confidence", format!("{:.2}", page.confidence())),
        ("kept", format!("{kept} of {} blocks", page.blocks().len())),
    ];
    facts.iter().fold(String::new(), |mut html, (name, value)| {
        let _ = write!(
            html,
            "<div data-of=\"{scorer}\"{}><dt>{name}</dt><dd>{value}</dd></div>",
            hidden(scorer, shown)
        );
        html
    })
}

fn hidden(scorer: ScorerName, shown: ScorerName) -> &'static str {
    if scorer == shown { "" } else { " hidden" }
}

fn controls(judged: &Judged) -> String {
    let radio = |group: &str, value: &str, label: &str, checked: bool| {
        format!(
            "<label><input type=\"radio\" name=\"{group}\" value=\"{value}\"{}>\
             <span>{label}</span></label>",
            if checked { " checked" } else { "" }
        )
    };
    let model = judged.shown == ScorerName::Model;
    format!(
        "<form id=\"controls\" data-model-threshold=\"{:.4}\" data-density-threshold=\"{:.4}\">\
         <fieldset><legend>Scorer</legend>{}{}</fieldset>\
         <fieldset><legend>Show</legend>{}{}{}{}{}</fieldset>\
         <fieldset><legend>Edge cases</legend><button type=\"button\" id=\"edge-previous\" \
         aria-label=\"Previous edge case\">‹</button><output id=\"edge\">by distance</output>\
         <button type=\"button\" id=\"edge-next\" aria-label=\"Next edge case\">›</button></fieldset>\
         <input type=\"search\" id=\"search\" aria-label=\"Find text or path\" \
         placeholder=\"Find\">\
         <button type=\"button\" id=\"theme\">Theme</button></form>\n",
        judged.model.threshold(),
        judged.density.threshold(),
        radio("scorer", "model", "model", model),
        radio("scorer", "density", "density", !model),
        radio("filter", "all", "all", true),
        radio("filter", "kept", "kept", false),
        radio("filter", "dropped", "dropped", false),
        radio("filter", "edge", "edge cases", false),
        radio("filter", "disputed", "scorers disagree", false),
    )
}

/// The Markdown of a scorer, one element for each paragraph.
fn markdown(page: &Extraction, scorer: ScorerName, shown: ScorerName) -> String {
    let mut html = format!(
        "<div class=\"markdown\" data-of=\"{scorer}\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Markdown by {scorer}\"{}>",
        hidden(scorer, shown)
    );
    let markdown = page.markdown();
    for paragraph in markdown.trim().split("\n\n") {
        let _ = writeln!(html, "<p dir=\"auto\">{}</p>", escape(paragraph));
    }
    html.push_str("</div>");
    html
}

const KEYS: &str = "<footer><h2>Keys</h2><dl>\
<div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous block</dd></div>\
<div><dt><kbd>Enter</kbd></dt><dd>open, close</dd></div>\
<div><dt><kbd>e</kbd> <kbd>E</kbd></dt><dd>next, previous edge case</dd></div>\
<div><dt><kbd>1</kbd> … <kbd>5</kbd></dt><dd>all, kept, dropped, edge cases, disagreements</dd></div>\
<div><dt><kbd>s</kbd></dt><dd>other scorer</dd></div>\
<div><dt><kbd>/</kbd></dt><dd>find</dd></div>\
<div><dt><kbd>t</kbd></dt><dd>dark, light</dd></div></dl></footer>";
