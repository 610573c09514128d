//! The transparent scorer: evidence for and against a block, added up in one formula.
//!
//! ```text
//! points  = BIAS + Σ weight · value              over the terms listed in `terms.rs`
//! points  = ½ · points + ½ · mean points of the list or table           for its items and cells
//! points  = ½ · points + ½ · points of the text that follows            for a heading
//! score   = logistic(points − logit(threshold of the page))
//! ```
//!
//! Points are log-odds: a weight of 0.7 doubles the odds of being main content, one of −0.7 halves
//! them. A score of 0.5 or more means that the block is better kept than dropped.
//!
//! The terms come in six groups, and every group is filled in by one pass over the blocks or the
//! elements:
//!
//! - what the text looks like: its length, text density and link ratio, the shallow features of
//!   Kohlschütter, Fankhauser, Nejdl, "Boilerplate Detection using Shallow Text Features", WSDM
//!   2010, and whether it ends like a sentence;
//! - what comes before and after it ([`neighbours`]): the same authors use one block on either
//!   side; here the amount of prose fades over several, similar to jusText, where good text
//!   supports its surroundings;
//! - where in the tree it is: composite text density ([`composite`]), and how much of the page the
//!   template puts at such places ([`template`]);
//! - where on the page it is ([`position`]): how far down, before the title, after the last long
//!   paragraph, outside `<main>` or `<article>`;
//! - its landmarks: navigation, footer, aside, dialog and so on, by element name or ARIA role;
//! - what the template calls the place, by words in `class` and `id` ([`vocabulary`]).
//!
//! Items of a list and cells of a table belong together ([`groups`]), a heading belongs to what
//! follows it, and the page as a whole determines the threshold ([`cut`]).
//!
//! No term knows a word of any language except those of HTML and its templates. The weights come
//! from a logistic regression on the pages that this crate was developed on, rounded so that they
//! can be added up by hand. A fit on either half of the hosts does as well on the other half as the
//! fit on all, within 0.004 of F1. Five were set by hand: titles, captions and figures are content
//! by this crate's definition, but mostly missing from the gold texts, and rows of links and
//! consent banners are more certainly boilerplate than those pages show.

mod composite;
mod cut;
mod explain;
mod groups;
mod neighbours;
mod position;
mod template;
mod terms;
mod vocabulary;
mod words;

use crate::block::{Context, Page, TextBlock};
use crate::dom::{Dom, Tag};
use crate::features::{features, text_density};
pub(crate) use terms::Evidence as Terms;
use terms::{Evidence, Term};

/// The weight of the following text for a heading.
const FOLLOWING: f32 = 0.5;

/// The score of each block, 0 to 1.
pub(crate) fn score(dom: &Dom, page: &Page) -> Vec<f32> {
    DensityFormula::of(dom, page).scores()
}

features! {
    /// The result of the formula.
    pub(crate) struct FormulaFeatures {
        formula_alone: "log-odds that the density formula gives the block by itself",
        formula_points: "log-odds that the formula gives the block with those it belongs to, as in a list",
        formula_threshold: "probability from which on it keeps blocks of the page, as log-odds",
    }
}

/// The formula for a page, step by step.
#[derive(Debug)]
pub(crate) struct DensityFormula {
    /// The values of all terms for each block.
    evidence: Vec<Evidence>,
    /// The points by these terms alone.
    own: Vec<f32>,
    /// The points after lists and tables are drawn together.
    together: Vec<f32>,
    /// The points after headings were moved toward what follows.
    points: Vec<f32>,
    /// The probability from which a block of the page is worth keeping.
    threshold: f32,
}

impl DensityFormula {
    pub(crate) fn of(dom: &Dom, page: &Page) -> DensityFormula {
        let evidence = evidence(dom, page);
        let own: Vec<f32> = evidence.iter().map(Evidence::points).collect();
        let mut together = own.clone();
        groups::draw_together(page, &mut together);
        let mut points = together.clone();
        headings(page, &mut points);
        let probabilities: Vec<f32> = points.iter().map(|points| logistic(*points)).collect();
        let threshold = cut::threshold(page, &probabilities);
        DensityFormula { evidence, own, together, points, threshold }
    }

    fn scores(&self) -> Vec<f32> {
        let shift = logit(self.threshold);
        self.points.iter().map(|points| logistic(points - shift)).collect()
    }

    /// The formula's view of a block, as features of the learned scorer.
    pub(super) fn of_block(&self, block: usize) -> (FormulaFeatures, &Terms) {
        let outcome = FormulaFeatures {
            formula_alone: self.own[block],
            formula_points: self.points[block],
            formula_threshold: logit(self.threshold),
        };
        (outcome, &self.evidence[block])
    }
}

fn logistic(points: f32) -> f32 {
    1.0 / (1.0 + (-points).exp())
}

fn logit(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln()
}

/// The values of all terms for each block.
fn evidence(dom: &Dom, page: &Page) -> Vec<Evidence> {
    let composite = composite::Composite::of(page);
    let vocabulary = vocabulary::Vocabulary::of(dom, page);
    let template = template::Template::of(page);
    let layout = position::Layout::of(page);
    let mut rows = Vec::with_capacity(page.blocks.len());
    let mut words_before = 0.0;
    for (index, block) in page.blocks.iter().enumerate() {
        let mut evidence = Evidence::new();
        text(&mut evidence, page, block);
        composite.add_to(&mut evidence, block);
        controls(&mut evidence, page, block);
        template.add_to(&mut evidence, page, block);
        layout.add_to(&mut evidence, index, block, words_before);
        landmarks(&mut evidence, block.context);
        vocabulary.add_to(&mut evidence, block);
        rows.push(evidence);
        words_before += block.measures.words;
    }
    neighbours::add_to(&mut rows, page);
    rows
}

/// What the text itself looks like.
fn text(evidence: &mut Evidence, page: &Page, block: &TextBlock) {
    const MAX_LENGTH: f32 = 4.5;
    const MAX_DENSITY: f32 = 1.5;
    const ROW_OF_LINKS: f32 = 0.8;
    let measures = &block.measures;
    evidence.set(Term::Length, measures.words.ln_1p().min(MAX_LENGTH));
    evidence.set(Term::TextDensity, (text_density(measures) / 10.0).min(MAX_DENSITY));
    evidence.set_if(Term::LinkRow, block.links >= 2 && block.link_ratio() > ROW_OF_LINKS);
    evidence.set_if(Term::Sentence, measures.ends_sentence);
    evidence.set_if(Term::Heading, block.context.has(Context::HEADING));
    match page.element(block.element).map(|element| element.tag) {
        Some(Tag::Div | Tag::Section | Tag::Body) => evidence.set(Term::Bare, 1.0),
        Some(Tag::Figcaption | Tag::Caption) => evidence.set(Term::Caption, 1.0),
        _ => {}
    }
}

/// Form controls among the words around the block's element.
fn controls(evidence: &mut Evidence, page: &Page, block: &TextBlock) {
    const WORDS: f32 = 10.0;
    let ancestors = page.ancestry(block.element).skip(1).take(2);
    let controls = ancestors.filter_map(|index| page.element(index)).map(|element| {
        let stats = &element.stats;
        (WORDS * stats.controls as f32 / stats.words.max(1.0)).min(1.0)
    });
    evidence.set(Term::Controls, controls.fold(0.0, f32::max));
}

fn landmarks(evidence: &mut Evidence, context: Context) {
    for (term, fact) in [
        (Term::Navigation, Context::NAVIGATION),
        (Term::Header, Context::HEADER),
        (Term::Footer, Context::FOOTER),
        (Term::Aside, Context::ASIDE),
        (Term::Main, Context::MAIN),
        (Term::Form, Context::FORM),
        (Term::Dialog, Context::DIALOG),
        (Term::Hidden, Context::HIDDEN),
        (Term::Button, Context::BUTTON),
        (Term::Figure, Context::FIGURE),
    ] {
        evidence.set_if(term, context.has(fact));
    }
}

/// A heading belongs to the text that follows it.
fn headings(page: &Page, points: &mut [f32]) {
    let mut following: Option<f32> = None;
    for (block, points) in page.blocks.iter().zip(points).rev() {
        if !block.context.has(Context::HEADING) {
            following = Some(*points);
        } else if let Some(following) = following {
            *points += FOLLOWING * (following - *points);
        }
    }
}
