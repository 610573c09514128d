//! The learned scorer: an ensemble of decision trees over the measured features, trained by the
//! `training` package of the repository and embedded as one file.
//!
//! | part of the file | content |
//! | --- | --- |
//! | header | `DHSK`, the format's version, a fingerprint of the feature list |
//! | class and id words | hash, log-odds in steps by itself and joint with the others |
//! | page words | hash, log-odds in steps for each kind of page |
//! | ensembles | blocks; one for each kind of page; confidence |
//!
//! An ensemble consists of its bias, the thresholds by feature, the questions of its trees as
//! indexes into these, and the leaves in 16-bit steps.

mod ensemble;
pub(crate) mod inputs;
mod read;

use ensemble::Ensemble;
pub(crate) use ensemble::logistic;

use crate::block::Page;
use crate::dom::Dom;
use crate::features::{
    Evidence, Feature, Group, KindEvidence, Lexicon, Matrix, Overview, PageFeatures, PageType,
};
use crate::score::judgement::Judgement;
use inputs::{Input, Inputs};
use read::Reader;
use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("model.bin");

/// The embedded model. A file that does not fit the code is ignored, and a test fails.
static EMBEDDED: LazyLock<Model> = LazyLock::new(|| Model::read(BYTES).unwrap_or_default());

const MAGIC: [u8; 4] = *b"DHSK";
const VERSION: u16 = 2;

/// What was learned.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) lexicon: Lexicon,
    blocks: Option<Ensemble>,
    kinds: Vec<Ensemble>,
    confidence: Option<Ensemble>,
}

impl Model {
    /// The embedded model.
    pub(crate) fn embedded() -> &'static Model {
        &EMBEDDED
    }

    fn read(bytes: &[u8]) -> Option<Model> {
        let mut reader = Reader(bytes);
        for byte in MAGIC {
            (reader.u8()? == byte).then_some(())?;
        }
        (reader.u16()? == VERSION).then_some(())?;
        (reader.u32()? == fingerprint(Input::FEATURES)).then_some(())?;
        let words = reader.u32()?;
        let evidence = (0..words)
            .map(|_| Some((reader.u32()?, [reader.i8()?, reader.i8()?])))
            .collect::<Option<Vec<_>>>()?;
        let words = reader.u32()?;
        let kinds = (0..words)
            .map(|_| {
                let hash = reader.u32()?;
                let mut steps = [0; PageType::ALL.len()];
                for step in &mut steps {
                    *step = reader.i8()?;
                }
                Some((hash, steps))
            })
            .collect::<Option<Vec<_>>>()?;
        let blocks = Ensemble::read(&mut reader, Input::LEN)?;
        let of_kinds = PageType::ALL
            .iter()
            .map(|_| Ensemble::read(&mut reader, PageFeatures::LEN))
            .collect::<Option<Vec<_>>>()?;
        let confidence = Ensemble::read(&mut reader, Judgement::LEN)?;
        reader.is_empty().then_some(Model {
            lexicon: Lexicon {
                evidence: Evidence::new(&evidence),
                kinds: KindEvidence::new(&kinds),
            },
            blocks: Some(blocks),
            kinds: of_kinds,
            confidence: Some(confidence),
        })
    }

    /// The probability of each block to be main content.
    pub(crate) fn score(&self, dom: &Dom, page: &Page, overview: &Overview) -> Option<Vec<f32>> {
        let blocks = self.blocks.as_ref()?;
        if page.blocks.is_empty() {
            return Some(Vec::new());
        }
        let inputs = Inputs::of(dom, page, &self.lexicon, overview);
        Some(probabilities(blocks, inputs.rows(), |block, out| inputs.row(block, out)))
    }

    /// The same for features that are already measured.
    #[cfg(feature = "_internals")]
    pub(crate) fn score_rows(&self, rows: usize, matrix: &Matrix) -> Option<Vec<f32>> {
        let blocks = self.blocks.as_ref()?;
        Some(probabilities(blocks, rows, |block, out| out.copy_from_slice(matrix.row(block))))
    }

    /// The probability of each kind of page, in the order of [`PageType::ALL`].
    pub(crate) fn kinds(&self, overview: &Overview) -> [f32; PageType::ALL.len()] {
        let row = overview.features.row();
        let mut shares = [0.0; PageType::ALL.len()];
        for (share, ensemble) in shares.iter_mut().zip(&self.kinds) {
            *share = logistic(ensemble.margin(&row));
        }
        let sum: f32 = shares.iter().sum();
        for share in &mut shares {
            *share = if sum > 0.0 { *share / sum } else { 1.0 / PageType::ALL.len() as f32 };
        }
        shares
    }

    /// The expected F1 of a selection, 0 to 1.
    pub(crate) fn confidence(&self, judged: &Judgement) -> Option<f32> {
        Some(self.confidence.as_ref()?.margin(&judged.row()).clamp(0.0, 1.0))
    }

    /// The features of all blocks, for [`Model::contributions`].
    pub(crate) fn measure(&self, dom: &Dom, page: &Page, overview: &Overview) -> Matrix {
        Inputs::of(dom, page, &self.lexicon, overview).matrix()
    }

    /// What each feature of a row adds to the block's margin, the greatest first.
    pub(crate) fn contributions(&self, row: &[f32]) -> Vec<(Feature, f32, f32)> {
        let mut sums = vec![0.0f32; Input::LEN];
        if let Some(blocks) = &self.blocks {
            blocks.contributions(row, |feature, change| {
                if let Some(sum) = sums.get_mut(feature) {
                    *sum += change;
                }
            });
        }
        let mut all: Vec<(Feature, f32, f32)> = Input::FEATURES
            .iter()
            .zip(row)
            .zip(sums)
            .filter(|(_, sum)| *sum != 0.0)
            .map(|((&feature, &value), sum)| (feature, value, sum))
            .collect();
        all.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
        all
    }
}

fn probabilities(ensemble: &Ensemble, rows: usize, fill: impl Fn(usize, &mut [f32])) -> Vec<f32> {
    let mut scores = ensemble.margins(rows, fill);
    for score in &mut scores {
        *score = logistic(*score);
    }
    scores
}

/// A hash of the feature list, since a model for another list must not be used.
pub(crate) fn fingerprint(features: &[Feature]) -> u32 {
    features
        .iter()
        .flat_map(|feature| feature.name.bytes().chain([0]))
        .fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_fits_the_code() {
        assert!(Model::read(BYTES).is_some(), "model.bin is of another format or feature list");
        assert!(BYTES.len() <= 400 * 1024, "{} bytes", BYTES.len());
    }

    #[test]
    fn a_damaged_model_is_refused_without_panic() {
        for length in (0..BYTES.len()).step_by(997) {
            assert!(Model::read(&BYTES[..length]).is_none());
        }
        let mut damaged = BYTES.to_vec();
        for at in (0..damaged.len()).step_by(101) {
            damaged[at] ^= 0xff;
            // Reading must end without a panic.
            let _ = Model::read(&damaged);
            damaged[at] ^= 0xff;
        }
    }

    #[test]
    fn blocks_are_scored_together_as_one_by_one() {
        let html: String = (0..1_000)
            .map(|index| format!("<div class=c{}><p>Paragraph {index} of many.</div>", index % 9))
            .collect();
        let dom = crate::dom::parse(&html, &crate::options::Limits::default(), false).unwrap();
        let page = crate::block::segment(&dom);
        let model = Model::embedded();
        let overview = Overview::of(&dom, &page, &model.lexicon.kinds);
        let matrix = model.measure(&dom, &page, &overview);
        let blocks = model.blocks.as_ref().expect("a model");
        let alone: Vec<f32> = (0..page.blocks.len())
            .map(|block| logistic(blocks.margin_by_trees(matrix.row(block))))
            .collect();
        assert_eq!(model.score(&dom, &page, &overview), Some(alone));
    }

    #[test]
    fn contributions_add_up_to_the_margin() {
        let blocks = Model::read(BYTES).and_then(|model| model.blocks).expect("a model");
        let row: Vec<f32> = (0..Input::LEN).map(|feature| feature as f32).collect();
        let mut sum = 0.0f64;
        blocks.contributions(&row, |_, change| sum += f64::from(change));
        let zero = blocks.contributions_base();
        assert!((f64::from(blocks.margin(&row)) - zero - sum).abs() < 1e-2);
    }
}
