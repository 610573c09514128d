//! Cross-fitting: every score is given by a model that has seen nothing of the page's site.

use crate::boost::{self, Ensemble, Objective, Parameters, Problem};
use crate::evidence::{self, MIN_DOMAINS};
use crate::names::Names;
use crate::pages::LabelledPage;
use crate::rows::Rows;
use dehusk::Focus;
use dehusk::internals::training::{KINDS, OVERVIEW, TUNING};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
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

/// What a model must not have seen, with all other pages of its sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldOut<'a> {
    /// Nothing but the pages that are only measured.
    Nothing,
    Fold(usize),
    /// A collection by name.
    Collection(&'a str),
}

/// The pages with their folds and with what each says of the words on it.
#[derive(Debug)]
pub struct Corpus {
    pub pages: Vec<LabelledPage>,
    pub folds: Vec<usize>,
    pub count: usize,
    /// The smaller part of the corpus that each page is in; all pages of a domain are in one.
    parts: Vec<usize>,
    /// The sites that each collection has pages of.
    sites: HashMap<String, HashSet<String>>,
    words: Vec<HashMap<u32, (f32, f32)>>,
    names: Names,
    page_words: Vec<Vec<u32>>,
}

impl Corpus {
    pub fn new(pages: Vec<LabelledPage>, count: usize) -> Corpus {
        let folds = crate::pages::folds(&pages, count.max(1));
        let parts = crate::pages::folds(&pages, PARTS);
        let words = pages
            .par_iter()
            .map(|page| evidence::of_page(page, &page.prepared.evidence_elements()))
            .collect();
        let page_words = pages.par_iter().map(|page| page.prepared.page_tokens()).collect();
        let names = Names::of(&pages, MIN_DOMAINS);
        let mut sites: HashMap<String, HashSet<String>> = HashMap::new();
        for page in &pages {
            sites.entry(page.collection.clone()).or_default().insert(page.domain.clone());
        }
        Corpus { pages, folds, count, parts, sites, words, names, page_words }
    }

    /// The collections that teach, in order of their names.
    pub fn teaching_collections(&self) -> BTreeSet<&str> {
        let teaching = self.pages.iter().filter(|page| page.teaches);
        teaching.map(|page| page.collection.as_str()).collect()
    }

    /// Whether a page may teach a model that must not have seen `held_out`.
    fn may_teach(&self, page: usize, held_out: HeldOut) -> bool {
        let known = &self.pages[page];
        known.teaches
            && match held_out {
                HeldOut::Nothing => true,
                HeldOut::Fold(fold) => self.folds[page] != fold,
                HeldOut::Collection(name) => {
                    known.collection != name
                        && !self.sites.get(name).is_some_and(|sites| sites.contains(&known.domain))
                }
            }
    }

    /// Whether a page is to be measured by a model that has not seen `held_out`.
    fn is_measured(&self, page: usize, held_out: HeldOut) -> bool {
        let known = &self.pages[page];
        known.copy_of.is_none()
            && match held_out {
                HeldOut::Nothing => !known.teaches,
                HeldOut::Fold(fold) => known.teaches && self.folds[page] == fold,
                HeldOut::Collection(name) => known.collection == name,
            }
    }

    /// The tables learnt from all pages that may teach, outside of this part.
    pub fn tables(&self, held_out: HeldOut, part: Option<usize>) -> Tables {
        let used = self.used(held_out, part);
        let pages = (0..self.pages.len()).filter(|&page| used(page));
        let alone = evidence::learn(pages.map(|page| (&self.pages[page], &self.words[page])));
        let joint = self.names.learn(&self.pages, &used);
        Tables { evidence: evidence::join(&alone, &joint), kinds: self.kinds(held_out, part) }
    }

    /// The evidence for kinds of pages that is learnt from all pages that may teach, outside of
    /// this part.
    pub fn kinds(&self, held_out: HeldOut, part: Option<usize>) -> KindTable {
        let used = self.used(held_out, part);
        let pages = (0..self.pages.len()).filter(|&page| used(page));
        evidence::learn_kinds(pages.map(|page| (&self.pages[page], &self.page_words[page])))
    }

    /// Whether the tables learn from a page: altered copies have names that are made up.
    fn used(&self, held_out: HeldOut, part: Option<usize>) -> impl Fn(usize) -> bool {
        move |page| {
            self.may_teach(page, held_out)
                && self.pages[page].copy_of.is_none()
                && part != Some(self.parts[page])
        }
    }

    /// The blocks of all pages that teach or are measured, each page with tables that leave out
    /// its own part; some of those that teach without evidence of names.
    pub fn measure(&self, held_out: HeldOut) -> Rows {
        let tables: Vec<Tables> =
            (0..PARTS).into_par_iter().map(|part| self.tables(held_out, Some(part))).collect();
        let whole = self.tables(held_out, None);
        Rows::join(&self.pages, |page| {
            let may_teach = self.may_teach(page, held_out);
            if !may_teach && !self.is_measured(page, held_out) {
                return None;
            }
            let tables = if may_teach { &tables[self.parts[page]] } else { &whole };
            let is_nameless = may_teach && page % NAMELESS == 0;
            let evidence = if is_nameless { &[][..] } else { &tables.evidence };
            Some(self.pages[page].prepared.measure(evidence, &tables.kinds))
        })
    }

    pub fn labels(&self) -> Vec<f32> {
        self.pages.iter().flat_map(|page| page.labels.iter().copied()).collect()
    }

    /// How much each block counts in training.
    pub fn weights(&self) -> Vec<f32> {
        self.pages.iter().flat_map(LabelledPage::weights).collect()
    }

    /// The pages whose gold text is known and that teach.
    pub fn with_text(&self) -> Vec<u32> {
        let pages = (0u32..).zip(&self.pages);
        pages
            .filter(|(_, page)| page.has_text() && page.teaches && page.copy_of.is_none())
            .map(|(at, _)| at)
            .collect()
    }

    /// Scores of all blocks of the pages that teach, each page's by a model trained on the other
    /// folds: once without each of these ranges of columns, of which one may be empty.
    pub fn out_of_fold(&self, parameters: &Parameters, without: &[Range<usize>]) -> Vec<Vec<f32>> {
        let mut scores = vec![vec![0.0; self.labels().len()]; without.len()];
        for fold in 0..self.count {
            self.score(HeldOut::Fold(fold), parameters, without, &mut scores);
            eprintln!("fold {} of {} scored", fold + 1, self.count);
        }
        scores
    }

    /// Writes the scores of what is held out, by a model that has not seen it.
    pub fn score(
        &self,
        held_out: HeldOut,
        parameters: &Parameters,
        without: &[Range<usize>],
        scores: &mut [Vec<f32>],
    ) {
        let (labels, weights) = (self.labels(), self.weights());
        let rows = self.measure(held_out);
        let training = rows.teaching(&weights, |page| self.may_teach(page, held_out));
        let measured = rows.select(|page| self.is_measured(page, held_out));
        let mut data = boost::bin(&rows.columns, &training, &weights, 255);
        drop(rows);
        for (scores, left_out) in scores.iter_mut().zip(without) {
            // No tree asks for a column that has no borders.
            let mut borders = vec![Vec::new(); left_out.len()];
            data.borders[left_out.clone()].swap_with_slice(&mut borders);
            let problem = Problem::new(&data, &labels, &weights, Objective::Logistic);
            let ensemble = boost::train(&problem, &training, parameters, None);
            for (&row, margin) in measured.iter().zip(ensemble.predict(&data, &measured)) {
                scores[row as usize] = boost::sigmoid(margin);
            }
            data.borders[left_out.clone()].swap_with_slice(&mut borders);
        }
    }

    /// Which blocks of each page a focus keeps, given the scores of all blocks and the
    /// probabilities of the kinds of each page.
    pub fn select(&self, focus: Focus, scores: &[f32], kinds: &[Kinds]) -> Vec<Vec<bool>> {
        let mut start = 0;
        let ranges: Vec<Range<usize>> = self
            .pages
            .iter()
            .map(|page| {
                start += page.labels.len();
                start - page.labels.len()..start
            })
            .collect();
        self.pages
            .par_iter()
            .zip(ranges)
            .zip(kinds)
            .map(|((page, range), kinds)| match page.copy_of {
                None => page.prepared.select_with(focus, &scores[range], *kinds, &TUNING),
                Some(_) => Vec::new(),
            })
            .collect()
    }
}

/// Problems with one row a page are cheap, so that they have folds of their own, made of the parts.
const PAGE_FOLDS: usize = 5;

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
        for fold in 0..PAGE_FOLDS {
            let in_fold = |page: u32| corpus.parts[page as usize] % PAGE_FOLDS == fold;
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

/// The probability of each kind of page, in the order of [`KINDS`].
pub type Kinds = [f32; KINDS.len()];

/// The probabilities of the kinds of every page, by models that have seen no page of its site,
/// from the margins for each kind.
pub fn kind_probabilities(margins: &[Vec<f32>]) -> Vec<Kinds> {
    let pages = margins.first().map_or(0, Vec::len);
    let of_page = |page: usize| {
        let mut shares: Kinds = std::array::from_fn(|kind| {
            boost::sigmoid(margins.get(kind).map_or(0.0, |of| of[page]))
        });
        let sum: f32 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= sum.max(f32::MIN_POSITIVE));
        shares
    };
    (0..pages).map(of_page).collect()
}

/// Trees for problems with one row a page.
pub fn page_parameters(seed: u64) -> Parameters {
    Parameters {
        only: Vec::new(),
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
