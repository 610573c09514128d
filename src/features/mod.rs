//! Blocks → feature rows: what is measured of each block, its ancestors, its neighbours, its
//! relation to the candidate containers and its page.
//!
//! The list is fixed, named and documented: [`names`] is its order. The same code measures for
//! training and for extraction, so the two cannot drift. Everything is computed in time linear in
//! the page; what an ancestor passes on is inherited in one pass, never climbed for again.

mod ancestors;
mod containers;
mod evidence;
mod keys;
mod kind;
mod landmarks;
mod neighbours;
mod overview;
mod place;
mod repetition;
mod table;
mod text;
mod title;

use containers::Containers;
pub(crate) use evidence::Evidence;
#[cfg(feature = "training")]
pub(crate) use evidence::{EVIDENCE_STEP, JOINT_STEP, tokens};
pub(crate) use keys::KeyMap;
#[cfg(feature = "training")]
pub(crate) use kind::page_tokens;
pub(crate) use kind::{KINDS, KindEvidence};
pub(crate) use overview::Overview;
pub(crate) use text::text_density;

use crate::block::{Block, Page};
use crate::dom::Dom;

/// A measured quantity: its name, its meaning with unit and range.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
}

/// What was learnt of words, for measuring.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) evidence: Evidence,
    pub(crate) kinds: KindEvidence,
}

const fn feature(name: &'static str, meaning: &'static str) -> Feature {
    Feature { name, meaning }
}

/// Feature values of all blocks of a page, block by block.
#[derive(Debug)]
pub(crate) struct Matrix {
    columns: usize,
    values: Vec<f32>,
}

impl Matrix {
    /// The values that `measure` writes for each block.
    pub(crate) fn of(rows: usize, columns: usize, measure: impl Fn(usize, &mut [f32])) -> Matrix {
        let mut values = vec![0.0; rows * columns];
        for (index, row) in values.chunks_exact_mut(columns).enumerate() {
            measure(index, row);
        }
        Matrix { columns, values }
    }

    /// The values of one block, feature by feature.
    pub(crate) fn row(&self, row: usize) -> &[f32] {
        self.values.get(row * self.columns..(row + 1) * self.columns).unwrap_or(&[])
    }

    #[cfg(feature = "training")]
    /// The values of one feature, block by block.
    pub(crate) fn column(&self, feature: usize) -> Vec<f32> {
        self.values.iter().skip(feature).step_by(self.columns).copied().collect()
    }
}

/// The features of [`Measurer::row`], in order.
pub(crate) fn names() -> Vec<Feature> {
    let mut all = Vec::new();
    all.extend(text::FEATURES);
    all.extend(landmarks::FEATURES);
    all.extend(place::FEATURES);
    all.extend(ancestors::features());
    all.extend(neighbours::features());
    all.extend(repetition::FEATURES);
    all.extend(containers::features());
    all.extend(title::FEATURES);
    all.extend(overview::FEATURES);
    all
}

#[cfg(feature = "training")]
/// The groups of features with their sizes, in column order.
pub(crate) fn groups() -> [(&'static str, usize); 9] {
    [
        ("text", text::FEATURES.len()),
        ("landmarks", landmarks::FEATURES.len()),
        ("place", place::FEATURES.len()),
        ("ancestors", ancestors::LEN),
        ("neighbours", neighbours::LEN),
        ("repetition", repetition::FEATURES.len()),
        ("containers", containers::LEN),
        ("title", title::FEATURES.len()),
        ("overview", overview::FEATURES.len()),
    ]
}

#[cfg(feature = "training")]
/// The features of the page as a whole, in the order of [`Overview::row`].
pub(crate) fn overview_names() -> &'static [Feature] {
    &overview::FEATURES
}

/// What is found out of a page as a whole before its blocks are measured one by one.
pub(crate) struct Measurer<'a> {
    page: &'a Page,
    overview: Overview,
    containers: Containers,
    ancestors: ancestors::Ancestors,
    repetition: repetition::Repetition,
    places: place::Places,
    titles: title::Titles,
}

impl<'a> Measurer<'a> {
    pub(crate) fn of(dom: &Dom, page: &'a Page, lexicon: &Lexicon) -> Measurer<'a> {
        let overview = Overview::of(dom, page, &lexicon.kinds);
        Measurer {
            page,
            containers: Containers::find(page),
            ancestors: ancestors::Ancestors::of(dom, page, &lexicon.evidence, &overview),
            repetition: repetition::Repetition::of(page),
            places: place::Places::of(page, &overview),
            titles: title::Titles::of(dom),
            overview,
        }
    }

    /// Writes the features of a block, in the order of [`names`].
    pub(crate) fn row(&self, row: usize, out: &mut [f32]) {
        let Measurer { page, overview, repetition, .. } = self;
        let Some(block) = page.blocks.get(row) else { return };
        let out = put(out, text::row(block));
        let out = put(out, landmarks::row(page, block));
        let out = put(out, self.places.row(page, row));
        let out = put(out, self.ancestors.row(page, repetition, block));
        let out = put(out, neighbours::row(page, row));
        let out = put(out, repetition.row(page, row, overview));
        let out = put(out, self.containers.row(page, row));
        let out = put(out, self.titles.row(page.block_text(block), block));
        put(out, overview.row());
    }
}

/// Writes values to the begin of a row; returns what is behind them.
pub(crate) fn put<const N: usize>(row: &mut [f32], values: [f32; N]) -> &mut [f32] {
    let Some((begin, rest)) = row.split_first_chunk_mut::<N>() else { return &mut [] };
    *begin = values;
    rest
}

/// The number of features of [`Measurer::row`].
pub(crate) const fn names_len() -> usize {
    text::FEATURES.len()
        + landmarks::FEATURES.len()
        + place::FEATURES.len()
        + ancestors::LEN
        + neighbours::LEN
        + repetition::FEATURES.len()
        + containers::LEN
        + title::FEATURES.len()
        + overview::FEATURES.len()
}

/// `part / whole`, 0 where the whole is nothing.
fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Yes as 1, no as 0.
fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// How many levels below the deepest common ancestor of two neighbouring blocks' elements the
/// first one stands: 0 for blocks of one element.
fn levels_apart(page: &Page, from: &Block, to: &Block) -> f32 {
    let Some(target) = page.element(to.element) else { return 0.0 };
    let mut levels = 0.0;
    for ancestor in page.ancestry(from.element).take(12) {
        let holds = page.element(ancestor).is_some_and(|element| {
            ancestor <= to.element && target.depth >= element.depth && to.element < element.end
        });
        if holds {
            break;
        }
        levels += 1.0;
    }
    levels
}
