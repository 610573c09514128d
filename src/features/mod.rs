//! Blocks → feature rows: what is measured of each block, its ancestors, its neighbours, its
//! relation to the candidate containers and its page.
//!
//! The list is fixed, named and documented: [`names`] is its order. The same code measures for
//! training and for extraction, so the two cannot drift. Everything is computed in time linear in
//! the page; what an ancestor passes on is inherited in one pass, never climbed for again.

mod ancestors;
mod containers;
mod evidence;
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
pub(crate) use evidence::{EVIDENCE_STEP, tokens};
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

/// Feature values of all blocks of a page, column by column: the ensemble reads one feature of
/// all blocks at a time.
#[derive(Debug)]
pub(crate) struct Matrix {
    pub(crate) rows: usize,
    values: Vec<f32>,
}

impl Matrix {
    pub(crate) fn new(rows: usize, columns: usize) -> Matrix {
        Matrix { rows, values: vec![0.0; rows * columns] }
    }

    /// The values of one feature, block by block.
    pub(crate) fn column(&self, feature: usize) -> &[f32] {
        self.values.get(feature * self.rows..(feature + 1) * self.rows).unwrap_or(&[])
    }

    /// The values of one block, feature by feature.
    pub(crate) fn row(&self, row: usize) -> Vec<f32> {
        self.values.iter().skip(row).step_by(self.rows.max(1)).copied().collect()
    }

    /// The values of all features, column after column.
    #[cfg(feature = "stages")]
    pub(crate) fn values(&self) -> &[f32] {
        &self.values
    }

    /// Writes values side by side into a row, from `first` on; returns the next column.
    pub(crate) fn write(&mut self, row: usize, first: usize, values: &[f32]) -> usize {
        let mut at = first * self.rows + row;
        for &value in values {
            self.values[at] = value;
            at += self.rows;
        }
        first + values.len()
    }
}

/// The columns of [`Measures::write`], in order.
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

/// All that the rows of a page's blocks are made of, so that rows can be written in any portions.
pub(crate) struct Measures<'a> {
    page: &'a Page,
    overview: Overview,
    containers: Containers,
    ancestors: ancestors::Ancestors,
    repetition: repetition::Repetition,
    places: place::Places,
    titles: title::Titles,
}

impl<'a> Measures<'a> {
    pub(crate) fn of(dom: &Dom, page: &'a Page, lexicon: &Lexicon) -> Measures<'a> {
        let overview = Overview::of(dom, page, &lexicon.kinds);
        Measures {
            page,
            containers: Containers::find(page),
            ancestors: ancestors::Ancestors::of(dom, page, &lexicon.evidence, &overview),
            repetition: repetition::Repetition::of(page),
            places: place::Places::of(page, &overview),
            titles: title::Titles::of(dom),
            overview,
        }
    }

    /// Writes what is measured of a block into a row; returns the next column.
    pub(crate) fn write(&self, index: usize, matrix: &mut Matrix, row: usize) -> usize {
        let page = self.page;
        let Some(block) = page.blocks.get(index) else { return 0 };
        let mut at = matrix.write(row, 0, &text::row(block));
        at = matrix.write(row, at, &landmarks::row(page, block));
        at = matrix.write(row, at, &self.places.row(page, index));
        at = matrix.write(row, at, &self.ancestors.row(page, &self.repetition, block));
        at = matrix.write(row, at, &neighbours::row(page, index));
        at = matrix.write(row, at, &self.repetition.row(page, index, &self.overview));
        at = matrix.write(row, at, &self.containers.row(page, index));
        at = matrix.write(row, at, &self.titles.row(page.block_text(block), block));
        matrix.write(row, at, &self.overview.row())
    }
}

/// The number of columns that [`Measures::write`] fills.
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
