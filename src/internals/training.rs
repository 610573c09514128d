//! What the `training` package needs: the same blocks and the same features as in extraction.

use crate::block::{self, Context, Element, Page};
use crate::dom::{self, Dom};
use crate::extractor::written_by_readers;
use crate::features::{
    self, Evidence, Feature, Group, KindEvidence, Lexicon, Measured, Overview, PageFeatures,
    PageType,
};
use crate::options::{Focus, Limits, Scorer};
use crate::score::CachedOverview;
use crate::score::judgement::Judgement;
use crate::score::model::inputs::{Input, Inputs};
use crate::select::discussion::MadeOfPosts;
pub use crate::select::{Aim, BONDS, Bond, Couplings, Shifts, TUNING, TeaserWeights, Tuning};
use crate::{score, select};

/// A parsed and segmented page.
#[derive(Debug)]
pub struct Prepared {
    dom: Dom,
    page: Page,
}

/// A named feature.
#[derive(Clone, Copy, Debug)]
pub struct FeatureInfo {
    /// Its name.
    pub name: &'static str,
    /// Meaning, unit and range.
    pub meaning: &'static str,
}

/// The features of the first stage, in column order.
pub fn first_stage_features() -> Vec<FeatureInfo> {
    Input::FEATURES.iter().map(|&Feature { name, meaning }| FeatureInfo { name, meaning }).collect()
}

/// An element that class and id evidence is learned from.
#[derive(Clone, Debug)]
pub struct EvidenceElement {
    /// Hashes of its class and id words.
    pub tokens: Vec<u32>,
    /// The blocks below it.
    pub blocks: std::ops::Range<usize>,
    /// The number of block-level elements between it and its deepest block.
    pub depth: usize,
}

/// The elements of a page with their class and id words, parents before their children.
#[derive(Clone, Debug)]
pub struct NamedElements {
    /// The parent of each element; the first one has none, and is its own parent.
    pub parents: Vec<u32>,
    /// Hashes of each element's class and id words; empty if it holds no block.
    pub names: Vec<Vec<u32>>,
    /// The innermost element around each block.
    pub of_block: Vec<u32>,
}

impl Prepared {
    /// Parses and segments a page.
    pub fn new(html: &str) -> Prepared {
        let limits = Limits::default();
        let dom =
            dom::parse(html, &limits, false).unwrap_or_else(|_| unreachable!("limits truncate"));
        let page = block::segment(&dom);
        Prepared { dom, page }
    }

    /// The text of every block.
    pub fn texts(&self) -> Vec<&str> {
        self.page.blocks.iter().map(|block| self.page.block_text(block)).collect()
    }

    /// The number of words of every block, as the features count them.
    pub fn words(&self) -> Vec<f32> {
        self.page.blocks.iter().map(|block| block.measures.words).collect()
    }

    /// For every block, whether its white space counts, as in code.
    pub fn preformatted(&self) -> Vec<bool> {
        let blocks = self.page.blocks.iter();
        blocks.map(|block| block.context.has(Context::PREFORMATTED)).collect()
    }

    /// The elements with class or id words.
    pub fn evidence_elements(&self) -> Vec<EvidenceElement> {
        let body_depth = self.page.blocks.iter().map(|block| block.element).collect::<Vec<_>>();
        self.page
            .elements
            .iter()
            .filter(|element| element.first_block < element.end_block)
            .filter_map(|element| {
                let mut tokens = self.words_of(element);
                tokens.sort_unstable();
                tokens.dedup();
                let blocks = element.first_block as usize
                    ..(element.end_block as usize).min(self.page.blocks.len());
                let deepest = body_depth[blocks.clone()]
                    .iter()
                    .filter_map(|&block| self.page.element(block))
                    .map(|block| usize::from(block.depth))
                    .max()?;
                let depth = deepest.saturating_sub(usize::from(element.depth));
                (!tokens.is_empty()).then_some(EvidenceElement { tokens, blocks, depth })
            })
            .collect()
    }

    /// Hashes of an element's class and id words, in order.
    fn words_of(&self, element: &Element) -> Vec<u32> {
        let mut words = Vec::new();
        features::tokens(&self.dom, element, |word| words.push(word));
        words
    }

    /// All elements with their class and id words.
    pub fn named_elements(&self) -> NamedElements {
        let elements = &self.page.elements;
        let names = elements.iter().map(|element| match element.blocks().is_empty() {
            true => Vec::new(),
            false => self.words_of(element),
        });
        let parents = elements.iter().zip(0..).map(|(element, own)| element.parent.min(own));
        NamedElements {
            parents: parents.collect(),
            names: names.collect(),
            of_block: self.page.blocks.iter().map(|block| block.inner).collect(),
        }
    }

    /// The features of the first stage, column by column, given these tables of word hashes with
    /// log-odds: of class and id words in [`EVIDENCE_STEP`]s and [`JOINT_STEP`]s, of page words in
    /// [`EVIDENCE_STEP`]s.
    pub fn measure(&self, evidence: &[(u32, [i8; 2])], kinds: &[(u32, [i8; 7])]) -> Vec<Vec<f32>> {
        let lexicon =
            Lexicon { evidence: Evidence::new(evidence), kinds: KindEvidence::new(kinds) };
        let overview = Overview::of(&self.dom, &self.page, &lexicon.kinds);
        let matrix = Inputs::of(&self.dom, &self.page, &lexicon, &overview).matrix();
        (0..Input::LEN).map(|feature| matrix.column(feature)).collect()
    }

    /// Hashes of the words by which the kind of page is recognized.
    pub fn page_tokens(&self) -> Vec<u32> {
        features::page_tokens(&self.dom)
    }

    /// Which blocks a focus keeps, as in extraction: without what readers wrote.
    pub fn select(&self, focus: Focus, scores: &[f32]) -> Vec<bool> {
        self.select_with(focus, scores, self.kinds(), &TUNING)
    }

    /// The same, given the probabilities of the kinds of page, in the order of [`KINDS`], and the
    /// weights of the decision over units.
    pub fn select_with(
        &self,
        focus: Focus,
        scores: &[f32],
        kinds: [f32; KINDS.len()],
        tuning: &Tuning,
    ) -> Vec<bool> {
        let written = written_by_readers(&self.dom, &self.page, scores, || MadeOfPosts::of(&kinds));
        let titles = block::Titles::of(&self.dom, &self.page);
        let (posts, signatures) = (written.posts(&self.page), written.signatures(&self.page));
        let discussion = written.beside_content();
        let settings = select::Settings {
            focus,
            discussion: discussion.as_ref(),
            kinds,
            headlines: &titles.headlines(&self.page),
            linked: &block::Linked::of(&self.dom, &self.page, &titles),
            posts: &posts,
            signatures: &signatures,
            tuning,
            ..select::Settings::default()
        };
        select::select(&settings, &self.page, scores).kept()
    }

    /// The blocks that are headings.
    pub fn headings(&self) -> Vec<usize> {
        let blocks = self.page.blocks.iter().enumerate();
        let headings = blocks.filter(|(_, block)| block.context.has(Context::HEADING));
        headings.map(|(index, _)| index).collect()
    }

    /// Which blocks are the page's headline or repeat it.
    pub fn headlines(&self) -> Vec<bool> {
        block::Titles::of(&self.dom, &self.page).headlines(&self.page)
    }

    /// The probability of each kind of page, by the embedded model.
    pub fn kinds(&self) -> [f32; KINDS.len()] {
        score::kinds(Scorer::Model, &self.dom, &self.page, &CachedOverview::default())
    }

    /// The scores, by the embedded model.
    pub fn scores(&self) -> Vec<f32> {
        score::score(Scorer::Model, &self.dom, &self.page, &CachedOverview::default())
    }

    /// Gives all blocks with the same text the greatest of their labels.
    pub fn share_labels(&self, labels: &mut [f32]) {
        select::Repeats::of(&self.page).share_labels(labels);
    }

    /// Which blocks are copies of others with a greater label.
    pub fn copies(&self, labels: &[f32]) -> Vec<bool> {
        select::Repeats::of(&self.page).copies(&self.page, labels)
    }

    /// The quantities from which the confidence of a selection is estimated.
    pub fn judge(&self, scores: &[f32], kept: &[bool], kinds: &[(u32, [i8; 7])]) -> Vec<f32> {
        let overview = Overview::of(&self.dom, &self.page, &KindEvidence::new(kinds));
        Judgement::of(&self.page, scores, kept, &overview).row()
    }

    /// The text of the kept blocks.
    pub fn text(&self, kept: &[bool]) -> String {
        let mut out = String::new();
        for (block, _) in self.page.blocks.iter().zip(kept).filter(|(_, kept)| **kept) {
            out.push_str(self.page.block_text(block));
            out.push('\n');
        }
        out
    }
}

/// Log-odds of one step of evidence.
pub const EVIDENCE_STEP: f32 = features::EVIDENCE_STEP;

/// Log-odds of one step of joint evidence.
pub const JOINT_STEP: f32 = features::JOINT_STEP;

/// The kinds of pages, in the order of their columns.
pub const KINDS: [&str; PageType::ALL.len()] = {
    let mut names = [""; PageType::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = PageType::ALL[at].as_str();
        at += 1;
    }
    names
};

/// The quantities of [`Prepared::judge`], in order.
pub fn judgement_names() -> Vec<&'static str> {
    Judgement::FEATURES.iter().map(|feature| feature.name).collect()
}

/// A hash of the feature list, for the model's header.
pub fn fingerprint() -> u32 {
    score::model::fingerprint(Input::FEATURES)
}

/// The columns that hold the features of the page as a whole: those of the last measured group.
pub const OVERVIEW: std::ops::Range<usize> = Measured::LEN - PageFeatures::LEN..Measured::LEN;

/// The groups of first-stage features with their sizes, in column order.
pub fn feature_groups() -> Vec<(&'static str, usize)> {
    let formula = Input::LEN - Measured::LEN;
    let measured = Measured::GROUPS.iter().map(|(name, features)| (*name, features.len()));
    measured.chain([("formula", formula)]).collect()
}
