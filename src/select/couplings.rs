//! The costs of tearing units apart, by the bond between child and parent and by the kind of page.

use super::teasers::TeaserWeights;
use super::threshold::{AIMS, Aim};
use crate::features::PageType;
use crate::options::Focus;

/// How a child is bound to its parent in the tree of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Bond {
    /// Anything in a container.
    Container,
    /// A section, by its heading, in its parent.
    Section,
    /// What follows a heading, in its section.
    Headed,
    /// A list in its parent.
    List,
    /// A list or table under the words right before it, which end in a colon.
    Introduced,
    /// An item or a definition in its list.
    Item,
    /// Anything in an item.
    InItem,
    /// A table in its parent.
    Table,
    /// A row in its table, a cell in its row, a line in its piece of code: they stay together,
    /// whatever their scores.
    Whole,
    /// A term or its description in a definition.
    Definition,
    /// A figure in its parent.
    Figure,
    /// A piece of code in its parent.
    Code,
    /// A quotation in its parent.
    Quote,
    /// A row or column of a table for layout.
    Region,
    /// A paragraph of prose next to another one.
    Paragraph,
}

/// The number of bonds.
pub const BONDS: usize = 15;

/// The costs of tearing a bond: first, of dropping the child of a kept parent; second, of keeping
/// the child of a dropped parent. The unit is that of the gains: the log-odds of a block times the
/// logarithm of its words.
pub type Costs = [f32; 2];

/// The costs of each bond on each kind of page, in the order of [`Bond`] and of [`PageType`].
///
/// They do not depend on the focus, so that a wider focus keeps everything that a narrower one
/// does.
#[derive(Clone, Debug, PartialEq)]
pub struct Couplings(pub [[Costs; PageType::ALL.len()]; BONDS]);

impl Couplings {
    /// The same costs on pages of all kinds.
    pub const fn flat(costs: [Costs; BONDS]) -> Couplings {
        let mut all = [[[0.0; 2]; PageType::ALL.len()]; BONDS];
        let mut bond = 0;
        while bond < BONDS {
            all[bond] = [costs[bond]; PageType::ALL.len()];
            bond += 1;
        }
        Couplings(all)
    }

    /// These, with the costs of some bonds multiplied by a factor on one kind of page.
    pub const fn scaled(mut self, kind: PageType, factor: f32) -> Couplings {
        let mut bond = 0;
        while bond < BONDS {
            if !is_whole(bond) {
                self.0[bond][kind as usize][0] *= factor;
                self.0[bond][kind as usize][1] *= factor;
            }
            bond += 1;
        }
        self
    }

    /// The expected costs on a page, given the probability of each kind.
    pub(super) fn on(&self, kinds: &[f32; PageType::ALL.len()]) -> [Costs; BONDS] {
        self.0.map(|of_kinds| {
            let mut costs = [0.0; 2];
            for (of_kind, probability) in of_kinds.iter().zip(kinds) {
                costs[0] += probability * of_kind[0];
                costs[1] += probability * of_kind[1];
            }
            costs
        })
    }
}

/// Whether a bond is the same on pages of all kinds.
const fn is_whole(bond: usize) -> bool {
    use Bond::{Definition, InItem, Item, Whole};
    bond == Item as usize
        || bond == InItem as usize
        || bond == Whole as usize
        || bond == Definition as usize
}

/// More than any scores can outweigh.
const NEVER: f32 = 1e6;

/// What the place of a block adds to its log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shifts {
    /// In a table, a list, definitions or code between paragraphs.
    pub enclosed: f32,
    /// The same between paragraphs of one element.
    pub between: f32,
    /// A sentence between the headline and the text.
    pub lead: f32,
    /// In a section among sections that are content.
    pub sister: f32,
    /// In a box at the end of an article that calls for something.
    pub offer: f32,
    /// A note that content refers to.
    pub note: f32,
    /// In a section that a table of contents lists with others that are content.
    pub listed: f32,
    /// In a small box with fields to fill in, on an article.
    pub form: f32,
    /// Behind the controls of an article, up to its end.
    pub tail: f32,
    /// The least that the text of a post in a thread is above the threshold.
    pub post: f32,
}

/// The weights of the decision over units.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuning {
    /// The costs of tearing units apart.
    pub couplings: Couplings,
    /// What places add to scores.
    pub shifts: Shifts,
    /// The weights for rows of teasers.
    pub teasers: TeaserWeights,
    /// What each focus asks for: precision, balance and recall.
    pub aims: [Aim; 3],
}

impl Tuning {
    pub(super) fn aim(&self, focus: Focus) -> &Aim {
        let [precision, balanced, recall] = &self.aims;
        match focus {
            Focus::Precision => precision,
            Focus::Balanced => balanced,
            Focus::Recall => recall,
        }
    }
}

/// Chosen on pages of five collections.
pub static TUNING: Tuning = Tuning {
    couplings: Couplings::flat([
        [0.5, 1.5],
        [0.2, 0.2],
        [0.5, 3.0],
        [1.5, 3.0],
        [12.0, 3.0],
        [3.0, 3.0],
        [1.0, 4.0],
        [1.5, 1.5],
        [NEVER, NEVER],
        [6.0, 6.0],
        [0.25, 1.0],
        [3.0, 1.0],
        [2.0, 1.0],
        [0.0, 0.0],
        [1.5, 3.0],
    ])
    .scaled(PageType::Forum, 0.2)
    .scaled(PageType::Listing, 0.25)
    .scaled(PageType::Collection, 0.25)
    .scaled(PageType::Product, 0.6)
    .scaled(PageType::Service, 0.4),
    shifts: Shifts {
        enclosed: 1.5,
        between: 2.5,
        lead: 0.7,
        sister: 0.5,
        offer: -1.5,
        note: 3.0,
        listed: 2.0,
        form: -3.0,
        tail: -6.0,
        post: 2.0,
    },
    teasers: TeaserWeights {
        bias: 0.8,
        behind_article: -1.0,
        of_others: -8.0,
        min_article_words: 100.0,
    },
    aims: AIMS,
};

/// The probabilities of the kinds of an unknown page.
pub(crate) const ANY_KIND: [f32; PageType::ALL.len()] =
    [1.0 / PageType::ALL.len() as f32; PageType::ALL.len()];
