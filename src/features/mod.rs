//! Measures blocks: the features of each block, its ancestors, its neighbors, its relation to the
//! candidate containers, and its page.
//!
//! The list is fixed, named and documented ([`declare`]): [`Measured::FEATURES`] is its order. The
//! same code measures for training and for extraction, so the two cannot drift. Everything takes
//! time linear in the page: values of ancestors are inherited in one pass, never searched upward
//! again.

mod ancestors;
mod containers;
mod declare;
mod evidence;
mod keys;
mod landmarks;
mod neighbours;
mod overview;
mod page_type;
mod place;
mod repetition;
mod self_description;
mod table;
mod text;
mod title_overlap;

use ancestors::{AncestorFeatures, Ancestors};
use containers::{ContainerFeatures, Containers};
use declare::quantities;
pub(crate) use declare::{Feature, Group, features, groups, join, put};
pub(crate) use evidence::Evidence;
#[cfg(feature = "_internals")]
pub(crate) use evidence::{EVIDENCE_STEP, JOINT_STEP, tokens};
pub(crate) use keys::{KeyMap, map_for};
use landmarks::LandmarkFeatures;
use neighbours::{NeighbourFeatures, Neighbours};
pub(crate) use overview::{Overview, PageFeatures};
pub(crate) use page_type::KindEvidence;
pub use page_type::PageType;
use place::{PlaceFeatures, Places};
use repetition::{Repetition, RepetitionFeatures};
#[cfg(feature = "_internals")]
pub(crate) use self_description::page_tokens;
use text::TextFeatures;
pub(crate) use text::text_density;
use title_overlap::{TitleFeatures, TitleWords};

use crate::block::{Page, TextBlock};
use crate::dom::Dom;

/// What was learned about words, for measuring.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) evidence: Evidence,
    pub(crate) kinds: KindEvidence,
}

/// Feature values of all blocks of a page, block by block.
#[derive(Debug)]
pub(crate) struct Matrix {
    columns: usize,
    values: Vec<f32>,
}

impl Matrix {
    /// Collects the values that `measure` writes for each block.
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

    #[cfg(feature = "_internals")]
    /// The values of one feature, block by block.
    pub(crate) fn column(&self, feature: usize) -> Vec<f32> {
        self.values.iter().skip(feature).step_by(self.columns).copied().collect()
    }
}

/// What is computed for a page as a whole before its blocks are measured.
pub(crate) struct Measurer<'a> {
    page: &'a Page,
    overview: &'a Overview,
    containers: Containers,
    ancestors: Ancestors,
    neighbours: Neighbours,
    repetition: Repetition,
    places: Places,
    titles: TitleWords,
}

impl<'a> Measurer<'a> {
    pub(crate) fn of(
        dom: &Dom,
        page: &'a Page,
        lexicon: &Lexicon,
        overview: &'a Overview,
    ) -> Measurer<'a> {
        Measurer {
            page,
            containers: Containers::find(page),
            ancestors: Ancestors::of(dom, page, &lexicon.evidence, overview),
            neighbours: Neighbours::of(page),
            repetition: Repetition::of(page),
            places: Places::of(page, overview),
            titles: TitleWords::of(dom),
            overview,
        }
    }

    /// A block, ready to be measured.
    pub(crate) fn block(&self, row: usize) -> Option<Measured<'_>> {
        let block = self.page.blocks.get(row)?;
        Some(Measured { page: self.page, whole: self, row, block })
    }
}

/// Everything measured of a block; each group is computed when it is written.
pub(crate) struct Measured<'a> {
    page: &'a Page,
    whole: &'a Measurer<'a>,
    row: usize,
    block: &'a TextBlock,
}

groups! {
    impl Measured<'_> as &Measured { page, whole, row, block } =>
    text: TextFeatures = text::measure(block),
    landmarks: LandmarkFeatures = landmarks::measure(page, block),
    place: PlaceFeatures = *whole.places.of_block(row),
    ancestors: AncestorFeatures = whole.ancestors.measure(block),
    neighbours: NeighbourFeatures = whole.neighbours.measure(row),
    repetition: RepetitionFeatures = whole.repetition.measure(page, row, whole.overview),
    containers: ContainerFeatures = whole.containers.measure(page, row),
    title: TitleFeatures = whole.titles.measure(page.block_text(block), block),
    overview: PageFeatures = whole.overview.features,
}

/// `part / whole`, or 0 if the whole is 0.
fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// `true` as 1, `false` as 0.
fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}
