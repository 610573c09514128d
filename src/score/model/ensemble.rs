//! An ensemble of oblivious trees. Every tree asks the same questions of every row, so a question
//! is answered for a group of rows at once, without branches. Many questions have the same answer
//! for all rows of a group; these cost nothing per row.

use super::read::Reader;
use std::ops::Range;

/// Trees with as many questions as [`Ensemble::depth`] each.
#[derive(Debug)]
pub(super) struct Ensemble {
    bias: f32,
    depth: usize,
    /// The features used by questions.
    features: Vec<u16>,
    /// The distinct questions: whether a feature is greater than this threshold. Grouped by feature,
    /// in ascending order. Many trees ask the same ones.
    thresholds: Vec<f32>,
    /// The questions about each of the features.
    about: Vec<Range<usize>>,
    /// The questions of each tree, as indexes into the distinct questions. Shallower trees than
    /// [`MAX_DEPTH`] have one at the end that is not among these.
    asked: Vec<[u16; MAX_DEPTH]>,
    /// The value of one step of a leaf.
    scale: f32,
    /// The values of all trees' leaves in steps, one tree after the other, then a [`Window`] of
    /// zeros. As integers they add up to the same sum in any order.
    leaves: Vec<i32>,
}

/// The leaves of a tree and whatever follows them, so that any byte is a valid index.
type Window = [i32; WINDOW];

const WINDOW: usize = 1 << u8::BITS;

/// The leaves of no tree.
static NO_LEAVES: Window = [0; WINDOW];

/// A feature of the rows of a group.
#[derive(Clone, Copy)]
struct Values {
    of_rows: [f32; GROUP],
    /// The value that all rows of the previous group had, NaN if they differed.
    before: f32,
}

/// The answer to a question for all rows of a group: the same for all, or it depends on the row.
const NO: u8 = 0;
const YES: u8 = 1;
const MIXED: u8 = 2;

/// The answers for a group of rows.
struct Answers {
    /// [`NO`], [`YES`] or [`MIXED`] for each question.
    all: Vec<u8>,
    /// The answers by row where they are mixed, as bytes with all bits or none set.
    of_rows: Vec<[u8; GROUP]>,
    /// The questions whose answers are mixed.
    mixed: Vec<Range<usize>>,
    /// What a yes to each of these is worth in the trees that ask no other of them.
    worth: Vec<i32>,
}

/// The number of rows in a group.
const GROUP: usize = 64;

/// The number of bytes in a vector register, which are compared at once.
const REGISTER: usize = 16;

/// The number of trees whose leaves are added together.
const TREES: usize = 4;

/// The maximum number of questions of a tree.
const MAX_DEPTH: usize = 6;

impl Ensemble {
    /// Reads an ensemble over this many features; `None` if the bytes are invalid.
    pub(super) fn read(reader: &mut Reader<'_>, features: usize) -> Option<Ensemble> {
        let bias = reader.f32()?;
        let depth = usize::from(reader.u8()?);
        let trees = usize::from(reader.u16()?);
        if !(1..=MAX_DEPTH).contains(&depth) {
            return None;
        }
        let used = usize::from(reader.u16()?);
        let mut of_features = Vec::with_capacity(used);
        let mut about: Vec<Range<usize>> = Vec::with_capacity(used);
        let mut thresholds = Vec::new();
        for _ in 0..used {
            let feature = reader.u16()?;
            let count = usize::from(reader.u16()?);
            if usize::from(feature) >= features {
                return None;
            }
            of_features.push(feature);
            about.push(thresholds.len()..thresholds.len() + count);
            for _ in 0..count {
                thresholds.push(reader.f32()?);
            }
            thresholds[thresholds.len() - count..].is_sorted().then_some(())?;
        }
        let mut asked = Vec::with_capacity(trees);
        for _ in 0..trees {
            let mut of_tree = [u16::try_from(thresholds.len()).ok()?; MAX_DEPTH];
            for asked in of_tree.iter_mut().take(depth) {
                let mut questions = about.get(usize::from(reader.u16()?))?.clone();
                let question = questions.nth(usize::from(reader.u8()?))?;
                *asked = u16::try_from(question).ok()?;
            }
            asked.push(of_tree);
        }
        let scale = reader.f32()?;
        let mut leaves = Vec::with_capacity((trees << depth) + WINDOW);
        for _ in 0..trees << depth {
            leaves.push(i32::from(reader.i16()?));
        }
        leaves.extend([0; WINDOW]);
        Some(Ensemble {
            bias,
            depth,
            features: of_features,
            thresholds,
            about,
            asked,
            scale,
            leaves,
        })
    }

    /// The sum over all trees for every row; `fill` writes the values of one, `columns` in number.
    pub(super) fn margins(
        &self,
        rows: usize,
        columns: usize,
        fill: impl Fn(usize, &mut [f32]),
    ) -> Vec<f32> {
        let mut margins = vec![self.bias; rows];
        let mut row = vec![0.0; columns];
        let unknown = Values { of_rows: [0.0; GROUP], before: f32::NAN };
        let mut values = vec![unknown; columns];
        let questions = self.thresholds.len();
        let mut answers = Answers {
            all: vec![NO; questions],
            of_rows: vec![[0; GROUP]; questions],
            mixed: Vec::with_capacity(self.features.len()),
            worth: vec![0; questions],
        };
        for (group, margins) in margins.chunks_mut(GROUP).enumerate() {
            for lane in 0..margins.len() {
                fill(group * GROUP + lane, &mut row);
                for (values, &value) in values.iter_mut().zip(&row) {
                    // NaN is greater than no threshold.
                    values.of_rows[lane] = if value > f32::MIN { value } else { f32::MIN };
                }
            }
            self.answer(&mut values, &mut answers, margins.len());
            // The only or last group of a page may be incomplete.
            match margins.len() {
                0..=16 => self.add_to::<16>(&mut answers, margins),
                17..=32 => self.add_to::<32>(&mut answers, margins),
                33..=48 => self.add_to::<48>(&mut answers, margins),
                _ => self.add_to::<GROUP>(&mut answers, margins),
            }
        }
        margins
    }

    /// Answers all questions for a group of rows. A feature with one value for all of them, the same
    /// as in the previous group, keeps its answers, as most figures of the page do.
    fn answer(&self, values: &mut [Values], answers: &mut Answers, rows: usize) {
        answers.mixed.clear();
        for (&feature, about) in self.features.iter().zip(&self.about) {
            let Some(values) = values.get_mut(usize::from(feature)) else { continue };
            let (least, greatest) = bounds(&values.of_rows, rows);
            if least == values.before && greatest == values.before {
                continue;
            }
            values.before = if least == greatest { least } else { f32::NAN };
            let thresholds = self.thresholds.get(about.clone()).unwrap_or_default();
            let yes = thresholds.partition_point(|&threshold| threshold < least);
            let no = thresholds.partition_point(|&threshold| threshold < greatest).max(yes);
            let Some(all) = answers.all.get_mut(about.clone()) else { continue };
            all[..yes].fill(YES);
            all[yes..no].fill(MIXED);
            all[no..].fill(NO);
            if yes == no {
                continue;
            }
            let mixed = about.start + yes..about.start + no;
            let of_rows = answers.of_rows.get_mut(mixed.clone()).unwrap_or_default();
            for (answers, &threshold) in of_rows.iter_mut().zip(&thresholds[yes..no]) {
                compare(&values.of_rows, threshold, answers, rows.div_ceil(REGISTER));
            }
            answers.mixed.push(mixed);
        }
    }

    /// Adds the leaves of all trees to the margins of a group of rows.
    fn add_to<const LANES: usize>(&self, answers: &mut Answers, margins: &mut [f32]) {
        let mut sums = [0i32; LANES];
        // The sum over the leaves of rows that answer all mixed questions with no, for trees with
        // one such question at most. The other trees wait until there are enough of them.
        let mut common = 0i32;
        let mut leaf_of_row = [[0u8; LANES]; TREES];
        let mut windows = [&NO_LEAVES; TREES];
        let mut waiting = 0;
        for (tree, asked) in self.asked.iter().enumerate() {
            // The answers with the same yes for all rows, and the mixed ones, as bits.
            let (mut own_common, mut mixed) = (0, 0);
            for (bit, &question) in asked.iter().enumerate() {
                let answer = answers.all.get(usize::from(question)).copied().unwrap_or(NO);
                own_common |= usize::from(answer & YES) << bit;
                mixed |= usize::from(answer >> 1) << bit;
            }
            let begin = (tree << self.depth) + own_common;
            let window = self.leaves.get(begin..).and_then(|leaves| leaves.first_chunk());
            let Some(window): Option<&Window> = window else { continue };
            let first_of = |mixed: usize| asked.get(mixed.trailing_zeros() as usize);
            let question_of = |mixed| first_of(mixed).map_or(usize::MAX, |&it| usize::from(it));
            if mixed & mixed.wrapping_sub(1) == 0 {
                common = common.wrapping_add(window[0]);
                if let Some(worth) = answers.worth.get_mut(question_of(mixed)) {
                    let yes = window[mixed % WINDOW];
                    *worth = worth.wrapping_add(yes.wrapping_sub(window[0]));
                }
                continue;
            }
            let own_leaf = &mut leaf_of_row[waiting];
            *own_leaf = [0; LANES];
            while mixed != 0 {
                let bit = mixed & mixed.wrapping_neg();
                let of_rows = answers.of_rows.get(question_of(mixed));
                mixed ^= bit;
                let Some(of_rows) = of_rows.and_then(|all| all.first_chunk::<LANES>()) else {
                    continue;
                };
                for (leaf, &answer) in own_leaf.iter_mut().zip(of_rows) {
                    *leaf |= answer & bit as u8;
                }
            }
            windows[waiting] = window;
            waiting += 1;
            if waiting == TREES {
                add_leaves(&mut sums, &leaf_of_row, windows);
                windows = [&NO_LEAVES; TREES];
                waiting = 0;
            }
        }
        add_leaves(&mut sums, &leaf_of_row, windows);
        for question in answers.mixed.iter().cloned().flatten() {
            let worth = answers.worth.get_mut(question).map_or(0, std::mem::take);
            let of_rows = answers.of_rows.get(question).filter(|_| worth != 0);
            let Some(of_rows) = of_rows.and_then(|all| all.first_chunk::<LANES>()) else {
                continue;
            };
            for (sum, &answer) in sums.iter_mut().zip(of_rows) {
                *sum = sum.wrapping_add(i32::from(answer as i8) & worth);
            }
        }
        for (margin, sum) in margins.iter_mut().zip(sums) {
            *margin += self.worth(sum.wrapping_add(common));
        }
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
        let slot = self.about.partition_point(|about| about.end <= usize::from(question));
        self.features.get(slot).map_or(0, |&feature| usize::from(feature))
    }

    /// Whether the answer to a question is yes for a row.
    fn is_yes(&self, question: u16, row: &[f32]) -> bool {
        let value = row.get(self.feature_of(question)).copied().unwrap_or_default();
        self.thresholds.get(usize::from(question)).is_some_and(|&threshold| value > threshold)
    }

    /// The sum over all trees for one row.
    pub(super) fn margin(&self, row: &[f32]) -> f32 {
        let mut answers: Vec<u8> = Vec::with_capacity(self.thresholds.len());
        for (about, &feature) in self.about.iter().zip(&self.features) {
            let value = row.get(usize::from(feature)).copied().unwrap_or_default();
            let thresholds = self.thresholds.get(about.clone()).unwrap_or_default();
            answers.extend(thresholds.iter().map(|&threshold| u8::from(value > threshold)));
        }
        let answer = |question: u16| answers.get(usize::from(question)).copied().unwrap_or(NO);
        let steps = self.trees().fold(0i32, |steps, (asked, leaves)| {
            let answers = asked.iter().rev();
            let leaf = answers.fold(0, |leaf, &asked| leaf << 1 | usize::from(answer(asked)));
            steps.wrapping_add(leaves.get(leaf).copied().unwrap_or_default())
        });
        self.bias + self.worth(steps)
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

/// The least and the greatest of the first `count` values.
#[inline(never)]
fn bounds(values: &[f32; GROUP], count: usize) -> (f32, f32) {
    let (chunks, _) = values.as_chunks();
    let first: Lanes = [values[0]; LANES];
    let (mut least, mut greatest) = (first, first);
    for chunk in chunks.iter().take(count / LANES) {
        least = lesser(*chunk, least);
        greatest = greater(*chunk, greatest);
    }
    let rest = values.get(count / LANES * LANES..count).unwrap_or_default();
    let rest = rest.iter().copied();
    (
        rest.clone().chain(least).fold(values[0], |a, b| if b < a { b } else { a }),
        rest.chain(greatest).fold(values[0], |a, b| if b > a { b } else { a }),
    )
}

/// As many values as a vector register holds.
type Lanes = [f32; LANES];

const LANES: usize = 4;

// With `<` in both of these, each compiles to one instruction.
fn lesser(one: Lanes, other: Lanes) -> Lanes {
    std::array::from_fn(|at| if one[at] < other[at] { one[at] } else { other[at] })
}

fn greater(one: Lanes, other: Lanes) -> Lanes {
    std::array::from_fn(|at| if other[at] < one[at] { one[at] } else { other[at] })
}

/// Answers a question for so many registers of rows. As a function of its own, it compiles to
/// comparisons of whole registers.
#[inline(never)]
fn compare(values: &[f32; GROUP], threshold: f32, answers: &mut [u8; GROUP], registers: usize) {
    let (answers, _) = answers.as_chunks_mut::<REGISTER>();
    let (values, _) = values.as_chunks::<REGISTER>();
    for (answers, values) in answers.iter_mut().zip(values).take(registers) {
        for (answer, &value) in answers.iter_mut().zip(values) {
            *answer = u8::from(value > threshold).wrapping_neg();
        }
    }
}

/// Adds a leaf of each tree to the sum of each row.
fn add_leaves<const LANES: usize>(
    sums: &mut [i32; LANES],
    leaf_of_row: &[[u8; LANES]; TREES],
    windows: [&Window; TREES],
) {
    let [a, b, c, d] = leaf_of_row;
    let [of_a, of_b, of_c, of_d] = windows;
    for (lane, sum) in sums.iter_mut().enumerate() {
        let leaf = |of: &Window, leaves: &[u8; LANES]| of[usize::from(leaves[lane])];
        let first = leaf(of_a, a).wrapping_add(leaf(of_b, b));
        let second = leaf(of_c, c).wrapping_add(leaf(of_d, d));
        *sum = sum.wrapping_add(first.wrapping_add(second));
    }
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
}
