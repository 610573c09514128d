//! The transparent scorer: evidence for and against a block, added up in one formula.
//!
//! ```text
//! points  = BIAS + Σ weight · value              over the terms listed in `terms.rs`
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
//! - what stands before and after it ([`neighbours`]): the same authors look at one block on
//!   either side, here the amount of prose fades over several, as jusText lets good text speak for
//!   what is around it;
//! - where in the tree it stands: composite text density ([`composite`]), and how much of the page
//!   the template puts at such places ([`template`]);
//! - where on the page it stands ([`position`]): how far down, before the title, after the last
//!   long paragraph, outside `<main>` or `<article>`;
//! - its landmarks: navigation, footer, aside, dialog and so on, by element name or ARIA role;
//! - what the template calls the place, by words in `class` and `id` ([`vocabulary`]).
//!
//! Then the page as a whole says how sure a block has to be ([`cut`]).
//!
//! No term knows a word of any language but HTML's and its templates'. The weights are those of a
//! logistic regression on half of the hosts of the pages that this crate was developed on, rounded
//! so that they can be added up by hand; the other half of the hosts gave nearly the same weights.

mod composite;
mod cut;
mod neighbours;
mod position;
mod template;
mod terms;
mod vocabulary;

use crate::block::{Block, Context, Page};
use crate::dom::{Dom, Tag};
use crate::features::text_density;
use terms::{Evidence, Term};

/// What a heading takes over from the text that follows it.
const FOLLOWING: f32 = 0.5;

/// The score of each block, 0 to 1.
pub(crate) fn score(dom: &Dom, page: &Page) -> Vec<f32> {
    let mut points: Vec<f32> = evidence(dom, page).iter().map(Evidence::points).collect();
    headings(page, &mut points);
    let probabilities: Vec<f32> = points.iter().map(|points| logistic(*points)).collect();
    let shift = logit(cut::threshold(page, &probabilities));
    points.iter().map(|points| logistic(points - shift)).collect()
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

/// What the text looks like by itself.
fn text(evidence: &mut Evidence, page: &Page, block: &Block) {
    const MOST_LENGTH: f32 = 4.5;
    const MOST_DENSITY: f32 = 1.5;
    let measures = &block.measures;
    evidence.set(Term::Length, measures.words.ln_1p().min(MOST_LENGTH));
    evidence.set(Term::TextDensity, (text_density(measures) / 10.0).min(MOST_DENSITY));
    evidence.set(Term::LinkRatio, block.link_ratio());
    evidence.set_if(Term::Sentence, measures.ends_sentence);
    evidence.set_if(Term::Heading, block.context.has(Context::HEADING));
    match page.element(block.element).map(|element| element.tag) {
        Some(Tag::Div | Tag::Section | Tag::Body) => evidence.set(Term::Bare, 1.0),
        Some(Tag::Figcaption | Tag::Caption) => evidence.set(Term::Caption, 1.0),
        _ => {}
    }
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
