//! Cross-fitting: every score is given by a model that has seen nothing of the page's site.

use crate::boost::{self, Ensemble, Objective, Parameters, Problem};
use crate::evidence::{self, MIN_DOMAINS};
use crate::names::Names;
use crate::pages::LabelledPage;
use crate::rows::Rows;
use dehusk::Focus;
use dehusk::internals::training::{KINDS, OVERVIEW};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;

/// Word hashes with log-odds in steps: of class and id words by themselves and joint, and of page
/// words by kind.
#[derive(Debug, Default)]
pub struct Tables {
    pub evidence: Vec<(u32, [i8; 2])>,
    pub kinds: KindTable,
}

/// Hashes of page words with log-odds in steps for each kind.
pub type KindTable = Vec<(u32, [i8; 7])>;

/// Pages are measured with tables that leave out a small part of the corpus, theirs: then these
/// tables know nearly as much as the ones that new pages meet.
const PARTS: usize = 20;

/// One page in so many teaches as if nothing were known of its class and id words: so the model
/// knows what to make of pages whose names say nothing, as those that build tools make up.
const NAMELESS: usize = 4;

/// The pages with their folds and with what each says of the words on it.
#[derive(Debug)]
pub struct Corpus {
    pub pages: Vec<LabelledPage>,
    pub folds: Vec<usize>,
    pub count: usize,
    /// The smaller part of the corpus that each page is in; all pages of a domain are in one.
    parts: Vec<usize>,
    words: Vec<HashMap<u32, (f32, f32)>>,
    names: Names,
    page_words: Vec<Vec<u32>>,
}

impl Corpus {
    pub fn new(pages: Vec<LabelledPage>, count: usize) -> Corpus {
        let folds = crate::pages::folds(&pages, count);
        let parts = crate::pages::folds(&pages, PARTS);
        let words = pages
            .par_iter()
            .map(|page| evidence::of_page(page, &page.prepared.evidence_elements()))
            .collect();
        let page_words = pages.par_iter().map(|page| page.prepared.page_tokens()).collect();
        let names = Names::of(&pages, MIN_DOMAINS);
        Corpus { pages, folds, count, parts, words, names, page_words }
    }

    /// The tables learnt from all pages outside of this fold and this part.
    pub fn tables(&self, fold: Option<usize>, part: Option<usize>) -> Tables {
        let used = self.used(fold, part);
        let pages = (0..self.pages.len()).filter(|&page| used(page));
        let alone = evidence::learn(pages.map(|page| (&self.pages[page], &self.words[page])));
        let joint = self.names.learn(&self.pages, &used);
        Tables { evidence: evidence::join(&alone, &joint), kinds: self.kinds(fold, part) }
    }

    /// The evidence for kinds of pages that is learnt from all pages outside of this fold and part.
    pub fn kinds(&self, fold: Option<usize>, part: Option<usize>) -> KindTable {
        let used = self.used(fold, part);
        let pages = (0..self.pages.len()).filter(|&page| used(page));
        evidence::learn_kinds(pages.map(|page| (&self.pages[page], &self.page_words[page])))
    }

    /// Whether a page is outside of this fold and this part.
    fn used(&self, fold: Option<usize>, part: Option<usize>) -> impl Fn(usize) -> bool {
        move |page| fold != Some(self.folds[page]) && part != Some(self.parts[page])
    }

    /// All blocks measured, each page with tables that leave out its own part and `held_out`; some
    /// of those that teach without evidence of names.
    pub fn measure(&self, held_out: Option<usize>) -> Rows {
        let tables: Vec<Tables> =
            (0..PARTS).into_par_iter().map(|part| self.tables(held_out, Some(part))).collect();
        Rows::join(&self.pages, |page| {
            let tables = &tables[self.parts[page]];
            let is_nameless = page % NAMELESS == 0 && held_out != Some(self.folds[page]);
            let evidence = if is_nameless { &[][..] } else { &tables.evidence };
            self.pages[page].prepared.measure(evidence, &tables.kinds)
        })
    }

    pub fn labels(&self) -> Vec<f32> {
        self.pages.iter().flat_map(|page| page.labels.iter().copied()).collect()
    }

    /// How much each block counts in training.
    pub fn weights(&self) -> Vec<f32> {
        self.pages.iter().flat_map(LabelledPage::weights).collect()
    }

    /// The pages whose gold text is known.
    pub fn with_text(&self) -> Vec<u32> {
        (0u32..).zip(&self.pages).filter(|(_, page)| page.has_text()).map(|(at, _)| at).collect()
    }

    /// Scores of all blocks, each page's by a model trained on the other folds: once without each
    /// of these ranges of columns, of which one may be empty.
    pub fn out_of_fold(&self, parameters: &Parameters, without: &[Range<usize>]) -> Vec<Vec<f32>> {
        let (labels, weights) = (self.labels(), self.weights());
        let mut scores = vec![vec![0.0; labels.len()]; without.len()];
        for fold in 0..self.count {
            let rows = self.measure(Some(fold));
            let training = rows.teaching(&weights, |page| self.folds[page] != fold);
            let held_out = rows.select(|page| self.folds[page] == fold);
            let mut data = boost::bin(&rows.columns, &training, &weights, 255);
            drop(rows);
            for (scores, left_out) in scores.iter_mut().zip(without) {
                // No tree asks for a column that has no borders.
                let mut borders = vec![Vec::new(); left_out.len()];
                data.borders[left_out.clone()].swap_with_slice(&mut borders);
                let problem = Problem::new(&data, &labels, &weights, Objective::Logistic);
                let ensemble = boost::train(&problem, &training, parameters, None);
                for (&row, margin) in held_out.iter().zip(ensemble.predict(&data, &held_out)) {
                    scores[row as usize] = boost::sigmoid(margin);
                }
                data.borders[left_out.clone()].swap_with_slice(&mut borders);
            }
            eprintln!("fold {} of {} scored", fold + 1, self.count);
        }
        scores
    }

    /// Which blocks of each page a focus keeps, given the scores of all blocks.
    pub fn select(&self, focus: Focus, scores: &[f32]) -> Vec<Vec<bool>> {
        let mut start = 0;
        self.pages
            .iter()
            .map(|page| {
                let end = start + page.labels.len();
                let kept = page.prepared.select(focus, &scores[start..end]);
                start = end;
                kept
            })
            .collect()
    }
}

/// A problem with one row a page.
#[derive(Debug)]
pub struct PageProblem {
    pub columns: Vec<Vec<f32>>,
    pub labels: Vec<f32>,
    /// The pages whose label is known.
    pub known: Vec<u32>,
    pub objective: Objective,
}

impl PageProblem {
    /// Predictions for all pages, each by a model trained on the other folds.
    pub fn out_of_fold(&self, corpus: &Corpus, parameters: &Parameters) -> Vec<f32> {
        let mut out = vec![0.0; self.labels.len()];
        for fold in 0..corpus.count {
            let in_fold = |page: u32| corpus.folds[page as usize] == fold;
            let training: Vec<u32> =
                self.known.iter().copied().filter(|&page| !in_fold(page)).collect();
            let held_out: Vec<u32> =
                (0..self.labels.len() as u32).filter(|&page| in_fold(page)).collect();
            let (data, ensemble) = self.train(&training, parameters);
            for (&page, margin) in held_out.iter().zip(ensemble.predict(&data, &held_out)) {
                out[page as usize] = margin;
            }
        }
        out
    }

    /// An ensemble trained on the given pages.
    pub fn train(&self, pages: &[u32], parameters: &Parameters) -> (boost::Binned, Ensemble) {
        let weights = vec![1.0; self.labels.len()];
        let data = boost::bin(&self.columns, pages, &weights, 64);
        let problem = Problem::new(&data, &self.labels, &weights, self.objective);
        let ensemble = boost::train(&problem, pages, parameters, None);
        (data, ensemble)
    }
}

/// Trees for problems with one row a page.
pub fn page_parameters(seed: u64) -> Parameters {
    Parameters {
        trees: 80,
        depth: 3,
        learning_rate: 0.06,
        l2: 10.0,
        row_sample: 0.6,
        column_sample: 0.3,
        min_leaf_weight: 10.0,
        seed,
    }
}

/// The overview of every page, column by column: the columns of its first block.
pub fn overviews(rows: &Rows) -> Vec<Vec<f32>> {
    rows.columns[OVERVIEW]
        .iter()
        .map(|column| {
            rows.of_page
                .iter()
                .map(|range| if range.is_empty() { 0.0 } else { column[range.start] })
                .collect()
        })
        .collect()
}

/// One problem for each kind of page: is it of this kind?
pub fn kind_problems(corpus: &Corpus, overviews: &[Vec<f32>]) -> Vec<PageProblem> {
    KINDS
        .iter()
        .map(|kind| PageProblem {
            columns: overviews.to_vec(),
            labels: corpus
                .pages
                .iter()
                .map(|page| f32::from(u8::from(page.kind == *kind)))
                .collect(),
            known: corpus.with_text(),
            objective: Objective::Logistic,
        })
        .collect()
}
