//! An ensemble of oblivious trees: all nodes of a level ask the same question. A row answers most
//! questions as the row before does, so only those that it answers otherwise cost anything.

use super::read::Reader;

/// Trees with as many questions as [`Ensemble::depth`] each.
#[derive(Debug)]
pub(super) struct Ensemble {
    bias: f32,
    depth: usize,
    /// The distinct questions, grouped by feature, with ascending thresholds. Many trees ask the same
    /// ones. The questions about each feature stand between one that all values answer with yes, and
    /// one that none does.
    questions: Vec<Question>,
    /// Where the questions about each feature begin.
    about: Vec<u32>,
    /// The questions of each tree, as indexes. Only the first ones of a tree that is shallower than
    /// [`MAX_DEPTH`].
    asked: Vec<[u16; MAX_DEPTH]>,
    /// Who asks the questions, one question after the other.
    askers: Vec<Asker>,
    /// The value of one step of a leaf.
    scale: f32,
    /// The values of all trees' leaves in steps, one tree after the other. As integers they add up
    /// to the same sum in any order.
    leaves: Box<[i32; MAX_LEAVES]>,
}

/// Whether a feature is greater than a threshold.
#[derive(Clone, Copy, Debug)]
struct Question {
    threshold: f32,
    /// Where the askers of the next question begin.
    askers_end: u32,
}

/// A tree that asks a question.
#[derive(Clone, Copy, Debug, Default)]
struct Asker {
    tree: u16,
    /// What a yes adds to the index of the leaf.
    bit: u16,
}

/// The values of a feature that give the same answers: above a threshold, and up to the next one.
struct Alike {
    above: f32,
    up_to: f32,
}

const MAX_DEPTH: usize = 6;
const MAX_TREES: usize = 1024;

/// So that a 16-bit number is always a valid index.
const MAX_LEAVES: usize = MAX_TREES << MAX_DEPTH;

impl Ensemble {
    /// Reads an ensemble over this many features; `None` if the bytes are invalid.
    pub(super) fn read(reader: &mut Reader<'_>, features: usize) -> Option<Ensemble> {
        let bias = reader.f32()?;
        let depth = usize::from(reader.u8()?);
        let trees = usize::from(reader.u16()?);
        if !(1..=MAX_DEPTH).contains(&depth) || trees > MAX_TREES {
            return None;
        }
        let mut questions = Vec::new();
        let mut about = Vec::with_capacity(features);
        let mut used = Vec::new();
        let end_feature = |questions: &mut Vec<Question>| {
            questions.push(Question { threshold: f32::INFINITY, askers_end: 0 });
        };
        let begin_feature = |questions: &mut Vec<Question>, about: &mut Vec<u32>| {
            about.push(questions.len() as u32);
            questions.push(Question { threshold: f32::NEG_INFINITY, askers_end: 0 });
        };
        for _ in 0..reader.u16()? {
            let feature = usize::from(reader.u16()?);
            if !(about.len()..features).contains(&feature) {
                return None;
            }
            while about.len() < feature {
                begin_feature(&mut questions, &mut about);
                end_feature(&mut questions);
            }
            begin_feature(&mut questions, &mut about);
            let begin = questions.len();
            for _ in 0..reader.u16()? {
                questions.push(Question { threshold: reader.f32()?, askers_end: 0 });
            }
            questions[begin..].is_sorted_by_key(|question| question.threshold).then_some(())?;
            used.push(begin..questions.len());
            end_feature(&mut questions);
        }
        while about.len() < features {
            begin_feature(&mut questions, &mut about);
            end_feature(&mut questions);
        }
        let mut asked = Vec::with_capacity(trees);
        for _ in 0..trees {
            let mut of_tree = [0; MAX_DEPTH];
            for asked in of_tree.iter_mut().take(depth) {
                let mut questions = used.get(usize::from(reader.u16()?))?.clone();
                let question = questions.nth(usize::from(reader.u8()?))?;
                *asked = u16::try_from(question).ok()?;
            }
            asked.push(of_tree);
        }
        let scale = reader.f32()?;
        let mut leaves = vec![0; MAX_LEAVES];
        for leaf in leaves.iter_mut().take(trees << depth) {
            *leaf = i32::from(reader.i16()?);
        }
        let askers = askers(&mut questions, &asked, depth);
        let leaves = leaves.into_boxed_slice().try_into().ok()?;
        Some(Ensemble { bias, depth, questions, about, asked, askers, scale, leaves })
    }

    /// The sum over all trees for every row; `fill` writes the values of one.
    pub(super) fn margins(&self, rows: usize, fill: impl Fn(usize, &mut [f32])) -> Vec<f32> {
        let mut row = vec![0.0; self.about.len()];
        // At first, all is answered with no, whatever the value. The first question about a feature
        // is the last one that is answered with yes.
        let mut last_yes = self.about.clone();
        let none = || Alike { above: f32::INFINITY, up_to: f32::NEG_INFINITY };
        let mut alike: Vec<Alike> = last_yes.iter().map(|_| none()).collect();
        let mut reached = std::array::from_fn(|tree| (tree << self.depth) as u16);
        let reached_now = reached.iter().take(self.asked.len());
        let mut steps = reached_now.fold(0, |sum: i32, &leaf| sum.wrapping_add(self.leaf(leaf)));
        let margin = |index| {
            fill(index, &mut row);
            for ((&value, alike), last_yes) in row.iter().zip(&mut alike).zip(&mut last_yes) {
                if value > alike.above && value <= alike.up_to {
                    continue;
                }
                let askers = self.answer(value, alike, last_yes);
                steps = self.follow(askers, &mut reached, steps);
            }
            self.bias + self.worth(steps)
        };
        (0..rows).map(margin).collect()
    }

    /// Answers the questions about a feature anew. Returns who asks those whose answer has changed.
    fn answer(&self, value: f32, alike: &mut Alike, last_yes: &mut u32) -> &[Asker] {
        // NaN is greater than no threshold.
        let value = if value > f32::MIN { value } else { f32::MIN };
        let threshold = |at: usize| self.questions.get(at).map(|question| question.threshold);
        let before = *last_yes as usize;
        let mut yes = before;
        while threshold(yes + 1).is_some_and(|threshold| value > threshold) {
            yes += 1;
        }
        while threshold(yes).is_some_and(|threshold| value <= threshold) {
            yes -= 1;
        }
        let (Some(below), Some(above)) = (self.questions.get(yes), self.questions.get(yes + 1))
        else {
            return &[];
        };
        *alike = Alike { above: below.threshold, up_to: above.threshold };
        *last_yes = yes as u32;
        let before = self.questions.get(before).map_or(0, |question| question.askers_end) as usize;
        let now = below.askers_end as usize;
        self.askers.get(before.min(now)..before.max(now)).unwrap_or_default()
    }

    /// Gives the other answer to some trees, and returns the new sum over the reached leaves.
    fn follow(&self, askers: &[Asker], reached: &mut [u16; MAX_TREES], mut steps: i32) -> i32 {
        for asker in askers {
            let reached = &mut reached[usize::from(asker.tree) % MAX_TREES];
            steps = steps.wrapping_sub(self.leaf(*reached));
            *reached ^= asker.bit;
            steps = steps.wrapping_add(self.leaf(*reached));
        }
        steps
    }

    fn leaf(&self, index: u16) -> i32 {
        self.leaves[usize::from(index)]
    }

    fn worth(&self, steps: i32) -> f32 {
        steps as f32 * self.scale
    }

    /// The questions and the leaves of each tree.
    fn trees(&self) -> impl Iterator<Item = (&[u16], &[i32])> {
        let asked = self.asked.iter().map(|asked| asked.get(..self.depth).unwrap_or_default());
        asked.zip(self.leaves.chunks_exact(1 << self.depth))
    }

    /// The feature of a question.
    fn feature_of(&self, question: u16) -> usize {
        self.about.partition_point(|&about| about < u32::from(question)).saturating_sub(1)
    }

    /// Whether the answer to a question is yes for a row.
    fn is_yes(&self, question: u16, row: &[f32]) -> bool {
        let value = row.get(self.feature_of(question)).copied().unwrap_or_default();
        self.questions.get(usize::from(question)).is_some_and(|it| value > it.threshold)
    }

    /// The sum over all trees for one row.
    pub(super) fn margin(&self, row: &[f32]) -> f32 {
        let margins = self.margins(1, |_, out| out.copy_from_slice(row));
        margins.first().copied().unwrap_or(self.bias)
    }

    /// What each feature adds to one row's margin, compared with the mean over the leaves: the
    /// change of each tree's value as the answers become known one by one.
    pub(crate) fn contributions(&self, row: &[f32], mut add: impl FnMut(usize, f32)) {
        for (asked, leaves) in self.trees() {
            let mut open: Vec<f32> = leaves.iter().map(|&leaf| self.worth(leaf)).collect();
            let mut before = mean(&open);
            // The last question first: each answer halves the remaining leaves, from the top bit
            // down.
            for &question in asked.iter().rev() {
                let half = open.len() / 2;
                if self.is_yes(question, row) {
                    open.drain(..half);
                } else {
                    open.truncate(half);
                }
                let after = mean(&open);
                add(self.feature_of(question), after - before);
                before = after;
            }
        }
    }
}

/// The askers of all questions, in whose order they stand.
fn askers(questions: &mut [Question], asked: &[[u16; MAX_DEPTH]], depth: usize) -> Vec<Asker> {
    let all = || {
        let trees = asked.iter().zip(0u16..);
        trees.flat_map(|(asked, tree)| {
            let bits = (0..depth).map(move |level| Asker { tree, bit: 1 << level });
            asked.iter().map(|&question| usize::from(question)).zip(bits)
        })
    };
    for (question, _) in all() {
        if let Some(question) = questions.get_mut(question) {
            question.askers_end += 1;
        }
    }
    let mut end = 0;
    for question in questions.iter_mut() {
        end += question.askers_end;
        // Where its askers begin, until they are in place.
        question.askers_end = end - question.askers_end;
    }
    let mut askers = vec![Asker::default(); asked.len() * depth];
    for (question, asker) in all() {
        let Some(question) = questions.get_mut(question) else { continue };
        if let Some(slot) = askers.get_mut(question.askers_end as usize) {
            *slot = asker;
        }
        question.askers_end += 1;
    }
    askers
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

/// The logistic function.
pub(crate) fn logistic(margin: f32) -> f32 {
    1.0 / (1.0 + (-margin).exp())
}

#[cfg(test)]
impl Ensemble {
    /// The margin before any question is answered.
    pub(super) fn contributions_base(&self) -> f64 {
        let per_tree = 1 << self.depth;
        f64::from(self.bias)
            + self.leaves.iter().map(|&leaf| f64::from(self.worth(leaf))).sum::<f64>()
                / f64::from(per_tree)
    }

    /// The margin of a row, tree by tree.
    pub(super) fn margin_by_trees(&self, row: &[f32]) -> f32 {
        let leaf = |(asked, leaves): (&[u16], &[i32])| {
            let answers = asked.iter().rev().map(|&question| self.is_yes(question, row));
            leaves[answers.fold(0, |leaf, yes| leaf << 1 | usize::from(yes))]
        };
        self.bias + self.worth(self.trees().map(leaf).sum())
    }
}
