//! One decision over the tree of units: the labelling with the least total cost of contradicting
//! scores and tearing units apart.
//!
//! Contradicting a block's score costs the distance of its log-odds from the threshold, times the
//! logarithm of its words. A section is kept or dropped with its heading, so the heading represents
//! it in the tree. A list is bound to the words that introduce it.

use super::couplings::{BONDS, Bond, Couplings};
use super::evidence::Evidence;
#[cfg(feature = "_internals")]
use super::evidence::Seen;
use super::labelling::{self, Node, ROOT};
use super::{DecidedBy, Verdict};
#[cfg(feature = "_internals")]
use super::{Selection, TUNING, fragment, threshold::weight_of_article};
#[cfg(feature = "_internals")]
use crate::block::Linked;
use crate::block::{Context, NONE, Page, TextBlock, Unit, UnitKind};
use crate::dom::Tag;
use crate::features::PageType;

/// Blocks without words weigh as much as this many.
const MIN_WEIGHED_WORDS: f32 = 0.5;

/// The maximum certainty of scores.
const SUREST: f32 = 0.995;

/// The cost of tearing a container in a short text by itself: little, since a banner there is next
/// to only a few blocks.
const IN_FRAGMENTS: f32 = 0.75;

/// What the headline of an article is worth to its container. The headline itself may be left out,
/// but it tells where the content is.
const OF_HEADLINE: f32 = 3.0;

/// The input of the decision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    pub(crate) page: &'a Page,
    /// Blocks with a score of 0 are left out for other reasons, and have no influence.
    pub(crate) scores: &'a [f32],
    pub(crate) threshold: f32,
    /// The probability of each kind of page.
    pub(crate) kinds: &'a [f32; PageType::ALL.len()],
    pub(crate) couplings: &'a Couplings,
    /// For every block whether it is the page's headline, which has no score of its own. May be empty.
    pub(crate) headlines: &'a [bool],
    pub(crate) evidence: &'a Evidence,
    /// For every block whether it is the text of a post in a thread. May be empty.
    pub(crate) posts: &'a [bool],
    /// What the text of a post is worth at least, in log-odds above the threshold.
    pub(crate) of_post: f32,
    /// Whether the page is a short text by itself, which is kept except for what is named a banner.
    pub(crate) is_fragment: bool,
}

/// Decides on all blocks of a page.
pub(crate) fn decide(given: &Given<'_>) -> Vec<Verdict> {
    let tree = Tree::of(given);
    let labels = labelling::best(&tree.nodes);
    tree.verdicts(&labels)
}

/// For every block, the score that it would need to be judged by itself as surely as it is together
/// with its units. 0 for blocks that something else than the decision over units drops.
#[cfg(feature = "_internals")]
pub(crate) fn scores_together(
    page: &Page,
    scores: &[f32],
    selection: &Selection,
    kinds: &[f32; PageType::ALL.len()],
) -> Vec<f32> {
    let is_left_out = |verdict: &Verdict| {
        use DecidedBy::{
            BlankPage, Comment, Controls, Copy, DropBlocks, Gallery, KeepOnly, OtherArticle,
            Signature, Teasers, Title, Unseen,
        };
        matches!(
            verdict.decided_by,
            BlankPage
                | Comment
                | Controls
                | Copy
                | DropBlocks
                | Gallery
                | KeepOnly
                | OtherArticle
                | Signature
                | Teasers
                | Title
                | Unseen
        )
    };
    let scores = scores.iter().zip(&selection.verdicts);
    let scores: Vec<f32> =
        scores.map(|(&score, verdict)| if is_left_out(verdict) { 0.0 } else { score }).collect();
    let headlines: Vec<bool> =
        selection.verdicts.iter().map(|verdict| verdict.decided_by == DecidedBy::Title).collect();
    let is_article = weight_of_article(kinds);
    let seen =
        Seen { page, scores: &scores, headlines: &headlines, linked: Linked::NONE, is_article };
    let evidence = seen.evidence(&TUNING.shifts);
    let given = Given {
        page,
        scores: &scores,
        threshold: selection.threshold,
        kinds,
        couplings: &TUNING.couplings,
        headlines: &headlines,
        evidence: &evidence,
        posts: &[],
        of_post: 0.0,
        is_fragment: fragment::threshold(page).is_some(),
    };
    let tree = Tree::of(&given);
    let margins = labelling::margins(&tree.nodes);
    let score = |((block, &node), &share): ((&TextBlock, &u32), &f32)| {
        if tree.nodes[node as usize].gain.is_infinite() {
            return 0.0;
        }
        let odds = tree.threshold + margins[node as usize] / (share * weight_of(block));
        1.0 / (1.0 + (-odds).exp())
    };
    page.blocks.iter().zip(&tree.of_block).zip(&tree.shares).map(score).collect()
}

/// Log-odds of a score.
pub(crate) fn log_odds(score: f32) -> f32 {
    let score = score.clamp(1.0 - SUREST, SUREST);
    (score / (1.0 - score)).ln()
}

/// How much a block has to say.
pub(crate) fn weight_of(block: &TextBlock) -> f32 {
    block.measures.words.max(MIN_WEIGHED_WORDS).ln_1p()
}

/// The tree of units and blocks as nodes, in document order.
struct Tree<'a> {
    given: &'a Given<'a>,
    costs: [[f32; 2]; BONDS],
    threshold: f32,
    nodes: Vec<Node>,
    /// The kind of each node.
    kinds: Vec<UnitKind>,
    of_block: Vec<u32>,
    /// The node of each unit so far; for a section, that of its heading.
    of_unit: Vec<u32>,
    /// The section whose heading is the next block.
    headed: u32,
    /// For every block and the end, the number of texts of posts before it.
    posts_before: Vec<u32>,
    /// For every block, what it weighs in a table or piece of code around it, where all blocks
    /// together say no more than one of their words.
    shares: Vec<f32>,
}

impl<'a> Tree<'a> {
    fn new(given: &'a Given<'a>) -> Tree<'a> {
        let (blocks, units) = (given.page.blocks.len(), given.page.units.all.len());
        let mut costs = given.couplings.on(given.kinds);
        if given.is_fragment {
            costs[Bond::Container as usize] = [IN_FRAGMENTS; 2];
        }
        Tree {
            given,
            costs,
            threshold: log_odds(given.threshold),
            nodes: Vec::with_capacity(blocks + units),
            kinds: Vec::with_capacity(blocks + units),
            of_block: Vec::with_capacity(blocks),
            of_unit: Vec::with_capacity(units),
            headed: NONE,
            posts_before: counts_before(given.posts),
            shares: shares(given.page),
        }
    }

    fn of(given: &'a Given<'a>) -> Tree<'a> {
        let mut tree = Tree::new(given);
        for block in 0..given.page.blocks.len() {
            tree.units_from(block);
            tree.block(block);
        }
        tree
    }

    /// Adds the units that begin at a block.
    fn units_from(&mut self, block: usize) {
        let page = self.given.page;
        while let Some(unit) = page.units.all.get(self.of_unit.len()) {
            if unit.first_block as usize > block {
                return;
            }
            let node = self.nodes.len() as u32;
            if is_headed(unit) {
                // Until its heading is added, which may be left out.
                self.headed = self.of_unit.len() as u32;
                self.of_unit.push(self.node_of(unit.parent));
            } else if unit.kind == UnitKind::Section {
                self.of_unit.push(self.node_of(unit.parent));
            } else {
                let (parent, bond) = self.bond_of(unit);
                if bond == Bond::Introduced
                    && let Some(introduction) = self.kinds.get_mut(parent as usize)
                {
                    // What it says, it says for the unit.
                    *introduction = unit.kind;
                }
                self.push(parent, bond, unit.kind, 0.0);
                self.of_unit.push(node);
            }
        }
    }

    fn block(&mut self, index: usize) {
        let page = self.given.page;
        let node = self.nodes.len() as u32;
        self.of_block.push(node);
        let section = std::mem::replace(&mut self.headed, NONE);
        let score = self.given.scores.get(index).copied().unwrap_or_default();
        let Some(block) = page.blocks.get(index).filter(|_| score > 0.0) else {
            let is_heading =
                page.blocks.get(index).is_some_and(|block| block.context.has(Context::HEADING));
            if is_heading && self.given.headlines.get(index) == Some(&true) {
                self.speak_for(page.units.of_block.get(index).copied().unwrap_or(NONE));
            }
            let gain = f32::NEG_INFINITY;
            self.nodes.push(Node {
                parent: ROOT,
                gain,
                dropped_in_kept: 0.0,
                kept_in_dropped: 0.0,
            });
            self.kinds.push(UnitKind::Container);
            return;
        };
        let evidence = self.given.evidence;
        let shift = evidence.shifts.get(index).copied().unwrap_or_default();
        let mut odds = log_odds(score) + shift - self.threshold;
        if self.given.posts.get(index) == Some(&true) {
            odds = odds.max(self.given.of_post);
        }
        let gain = self.shares.get(index).copied().unwrap_or(1.0) * weight_of(block) * odds;
        if let Some(unit) = page.units.get(section) {
            self.push(self.node_of(unit.parent), Bond::Section, UnitKind::Section, gain);
            if let Some(of_section) = self.of_unit.get_mut(section as usize) {
                *of_section = node;
            }
        } else {
            let unit = page.units.of_block.get(index).copied().unwrap_or(NONE);
            // Other units are bound to it only if it introduces them.
            let bond = match self.bond_of_element(unit, block.element) {
                Bond::InItem if self.is_alone(unit) => Bond::Whole,
                Bond::Container | Bond::Headed if evidence.paragraphs.get(index) == Some(&true) => {
                    Bond::Paragraph
                }
                bond => bond,
            };
            self.push(self.node_of(unit), bond, UnitKind::List, gain);
        }
    }

    /// Lets a headline speak for the container it stands in.
    fn speak_for(&mut self, unit: u32) {
        let index = self.node_of(unit) as usize;
        let is_container = |kind: &UnitKind| matches!(kind, UnitKind::Container | UnitKind::Page);
        if let Some(node) = self.nodes.get_mut(index)
            && self.kinds.get(index).is_some_and(is_container)
        {
            node.gain += OF_HEADLINE * self.given.kinds[PageType::Article as usize];
        }
    }

    /// The verdicts. If a label contradicts the block's score, the innermost unit around it whose
    /// blocks together agree with the label has decided.
    fn verdicts(&self, labels: &[bool]) -> Vec<Verdict> {
        let own = |node: &Node| if node.gain.is_finite() { node.gain } else { 0.0 };
        let mut pooled: Vec<f32> = self.nodes.iter().map(own).collect();
        for (index, node) in self.nodes.iter().enumerate().rev() {
            let gain = pooled[index];
            if let Some(parent) = pooled.get_mut(node.parent as usize) {
                *parent += gain;
            }
        }
        // For every node, the nearest ancestor, or the node itself, that agrees with its label.
        let mut agreeing: Vec<u32> = Vec::with_capacity(self.nodes.len());
        for (index, (node, &label)) in self.nodes.iter().zip(labels).enumerate() {
            let agrees = (pooled[index] >= 0.0) == label;
            let above = agreeing.get(node.parent as usize).copied();
            agreeing.push(above.filter(|_| !agrees).unwrap_or(index as u32));
        }
        let verdict = |&node: &u32| {
            let index = node as usize;
            let kept = labels[index];
            let unit = self.kinds[agreeing[index] as usize];
            let by_score = kept == (self.nodes[index].gain >= 0.0);
            let decided_by = if by_score { DecidedBy::Score } else { decided_by(unit) };
            Verdict { kept, decided_by }
        };
        self.of_block.iter().map(verdict).collect()
    }

    fn push(&mut self, parent: u32, bond: Bond, kind: UnitKind, gain: f32) {
        let [dropped_in_kept, kept_in_dropped] = self.costs[bond as usize];
        self.kinds.push(kind);
        self.nodes.push(Node { parent, gain, dropped_in_kept, kept_in_dropped });
    }

    fn node_of(&self, unit: u32) -> u32 {
        self.of_unit.get(unit as usize).copied().unwrap_or(ROOT)
    }

    /// The parent of a unit, and their bond.
    fn bond_of(&self, unit: &Unit) -> (u32, Bond) {
        let around = self.node_of(unit.parent);
        let bond = match (self.bond_of_element(unit.parent, unit.element), unit.kind) {
            // Being a unit does not loosen a bond.
            (bond @ (Bond::Whole | Bond::Definition | Bond::Item | Bond::InItem), _) => bond,
            (_, UnitKind::List | UnitKind::Definitions | UnitKind::Table) => {
                return match self.introduction_of(unit) {
                    Some(introduction) => (introduction, Bond::Introduced),
                    None if unit.kind == UnitKind::Table => (around, Bond::Table),
                    None => (around, Bond::List),
                };
            }
            (_, UnitKind::Figure) => Bond::Figure,
            (_, UnitKind::Code) if self.is_between(unit) => Bond::Code,
            (_, UnitKind::Quote) => Bond::Quote,
            (bond, _) => bond,
        };
        (around, bond)
    }

    /// The bond of something in a unit.
    fn bond_in(&self, unit: u32) -> Bond {
        let Some(unit) = self.given.page.units.get(unit) else { return Bond::Container };
        match unit.kind {
            UnitKind::Section if is_headed(unit) => Bond::Headed,
            UnitKind::List | UnitKind::Definitions => Bond::Item,
            UnitKind::Item if !self.is_card(unit) => Bond::InItem,
            UnitKind::Table | UnitKind::Row if self.lays_out_posts(unit) => Bond::Region,
            UnitKind::Table | UnitKind::Row | UnitKind::HeaderRow | UnitKind::Code => Bond::Whole,
            UnitKind::Definition => Bond::Definition,
            _ => Bond::Container,
        }
    }

    /// Whether a unit holds texts of posts and what stands around them.
    fn lays_out_posts(&self, unit: &Unit) -> bool {
        let at = |block: u32| self.posts_before.get(block as usize).copied().unwrap_or_default();
        let posts = at(unit.end_block).saturating_sub(at(unit.first_block));
        posts > 0 && posts < unit.end_block - unit.first_block
    }

    /// The bond of an element in a unit: rows and cells of a table for layout are unrelated.
    fn bond_of_element(&self, unit: u32, element: u32) -> Bond {
        let element = self.given.page.element(element);
        let is_laid_out =
            element.is_some_and(|element| matches!(element.tag, Tag::Tr | Tag::Td | Tag::Th));
        match self.bond_in(unit) {
            Bond::Container if is_laid_out => Bond::Region,
            bond => bond,
        }
    }

    /// Whether an item lays out a card: it holds a heading and more.
    fn is_card(&self, item: &Unit) -> bool {
        self.given.page.element(item.element).is_some_and(|element| element.stats.headings > 0)
    }

    /// Whether a unit is one block.
    fn is_alone(&self, unit: u32) -> bool {
        self.given.page.units.get(unit).is_some_and(|unit| unit.blocks().len() == 1)
    }

    /// Whether the parent of a unit begins before it and ends after it.
    fn is_between(&self, unit: &Unit) -> bool {
        self.given.page.units.get(unit.parent).is_some_and(|around| {
            around.first_block < unit.first_block && unit.end_block < around.end_block
        })
    }

    /// The node of the words that introduce a unit.
    fn introduction_of(&self, unit: &Unit) -> Option<u32> {
        let before = (unit.first_block as usize).checked_sub(1)?;
        let block = self.given.page.blocks.get(before)?;
        let around = self.given.page.units.get(unit.parent)?;
        let node = *self.of_block.get(before)?;
        // A block that is left out introduces nothing.
        let has_say = self.nodes.get(node as usize).is_some_and(|node| node.gain.is_finite());
        (block.measures.ends_colon && has_say && around.blocks().contains(&before)).then_some(node)
    }
}

/// For every block and the end, how many of the blocks before it are marked.
fn counts_before(marked: &[bool]) -> Vec<u32> {
    let mut counts = vec![0];
    counts.extend(marked.iter().scan(0, |count, &is_one| {
        *count += u32::from(is_one);
        Some(*count)
    }));
    counts
}

/// What each block weighs in the table or piece of code around it. Its blocks are of one kind, and
/// so are the errors in their scores: many small cells are not as many opinions.
fn shares(page: &Page) -> Vec<f32> {
    let mut shares = vec![1.0; page.blocks.len()];
    let mut done = 0;
    for unit in &page.units.all {
        let is_one = matches!(unit.kind, UnitKind::Table | UnitKind::Code);
        // Of nested ones, the outer one counts.
        if !is_one || unit.blocks().len() < 2 || unit.first_block < done {
            continue;
        }
        done = unit.end_block;
        let Some(blocks) = page.blocks.get(unit.blocks()) else { continue };
        let each: f32 = blocks.iter().map(weight_of).sum();
        let words: f32 = blocks.iter().map(|block| block.measures.words).sum();
        let share = (words.ln_1p() / each).min(1.0);
        shares[unit.blocks()].fill(share);
    }
    shares
}

/// The name of a unit in verdicts.
pub(crate) fn decided_by(unit: UnitKind) -> DecidedBy {
    match unit {
        UnitKind::Page | UnitKind::Container => DecidedBy::Container,
        UnitKind::Section => DecidedBy::Section,
        UnitKind::List | UnitKind::Item => DecidedBy::List,
        UnitKind::Table | UnitKind::Row | UnitKind::HeaderRow => DecidedBy::Table,
        UnitKind::Definitions | UnitKind::Definition => DecidedBy::Definitions,
        UnitKind::Figure => DecidedBy::Figure,
        UnitKind::Code => DecidedBy::Code,
        UnitKind::Quote => DecidedBy::Quote,
    }
}

/// Whether a section is kept or dropped with its heading. Headings of the first level are titles of
/// the page or of its parts.
pub(super) fn is_headed(unit: &Unit) -> bool {
    unit.kind == UnitKind::Section && unit.level > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::testing::{segmented, selected};

    fn kept(html: &str, scores: &[f32]) -> Vec<bool> {
        selected(html, scores).kept()
    }

    #[test]
    fn a_table_is_kept_or_dropped_with_its_header() {
        let html = "<p>a b c d</p><table><tr><th>e<th>f<tr><td>g<td>h i j k</table>";
        assert_eq!(kept(html, &[0.9, 0.2, 0.2, 0.8, 0.9]), [true; 5]);
        assert_eq!(kept(html, &[0.9, 0.1, 0.1, 0.6, 0.2]), [true, false, false, false, false]);
    }

    #[test]
    fn a_list_has_no_hole_but_for_good_reason() {
        let html = "<p>a b c d<ul><li>Mehl<li>Butter<li>Salz</ul>";
        assert_eq!(kept(html, &[0.9, 0.9, 0.3, 0.9]), [true; 4]);
        let html = "<p>a b c d<ul><li>Mehl<li>Diesen Beitrag jetzt mit allen teilen<li>Salz</ul>";
        assert_eq!(kept(html, &[0.9, 0.9, 0.02, 0.9]), [true, true, false, true]);
    }

    #[test]
    fn a_list_goes_with_what_introduces_it() {
        let html = |end| {
            let rain = "Il pleut depuis trois jours dans toute la vallée.";
            format!("<p>{rain}</p><p>Il nous faut trois choses{end}</p><ul><li>a<li>b</ul>")
        };
        assert_eq!(kept(&html(':'), &[0.9, 0.9, 0.25, 0.25]), [true; 4]);
        assert_eq!(kept(&html(':'), &[0.9, 0.05, 0.75, 0.75]), [true, false, false, false]);
        assert_eq!(kept(&html('.'), &[0.9, 0.05, 0.75, 0.75]), [true, false, true, true]);
    }

    #[test]
    fn what_is_introduced_decides_by_its_own_name() {
        let rain = "<p>Il pleut depuis trois jours dans toute la vallée.</p>";
        for (introduced, decided_by) in [
            ("<ul><li>a<li>b</ul>", DecidedBy::List),
            ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", DecidedBy::Table),
        ] {
            let html = format!("{rain}<p>Il nous faut trois choses:</p>{introduced}");
            let scores = [0.9, 0.95, 0.35, 0.35, 0.35, 0.35];
            let blocks = if decided_by == DecidedBy::List { 4 } else { 6 };
            let verdicts = selected(&html, &scores[..blocks]).verdicts;
            assert_eq!(verdicts.last(), Some(&Verdict::kept_by(decided_by)), "{introduced}");
        }
    }

    #[test]
    fn a_heading_stands_with_what_stands_below_it() {
        let html = "<p>a b c d</p><h2>e</h2><p>f g h i</p><h2>j</h2><p>k l m n o p q r s t u v</p>";
        assert_eq!(kept(html, &[0.9, 0.2, 0.9, 0.6, 0.1]), [true, true, true, false, false]);
    }

    #[test]
    fn a_term_goes_with_what_is_said_of_it() {
        let html = "<p>a b c d</p><dl><dt>e<dd>f g h i<dt>j<dd>k l m n</dl>";
        assert_eq!(kept(html, &[0.9, 0.2, 0.9, 0.2, 0.9]), [true; 5]);
    }

    #[test]
    fn the_headline_tells_where_the_content_is() {
        let body = "<div><p>d e f g h i j k</p><p>l m n o p q r s</p></div>";
        let html = format!("<div><h1>Regen</h1><p>a b c</p><p>d e f g</p>{body}</div><p>z</p>");
        let scores = [0.0, 0.2, 0.35, 0.9, 0.9, 0.1];
        let page = segmented(&html, &scores);
        let mut kinds = [0.0; PageType::ALL.len()];
        kinds[PageType::Article as usize] = 1.0;
        let kept = |headlines: &[bool]| -> Vec<bool> {
            let evidence = Evidence::none(&page);
            let given = Given {
                page: &page,
                scores: &scores,
                threshold: 0.5,
                kinds: &kinds,
                couplings: &Couplings::flat([[1.5, 1.5]; BONDS]),
                headlines,
                evidence: &evidence,
                posts: &[],
                of_post: 0.0,
                is_fragment: false,
            };
            decide(&given).iter().map(|verdict| verdict.kept).collect()
        };
        let headline = [true, false, false, false, false, false];
        assert_eq!(kept(&headline), [false, false, true, true, true, false]);
        assert_eq!(kept(&[]), [false, false, false, true, true, false]);
    }

    #[test]
    fn what_scores_nothing_has_no_say() {
        let html = "<div><p>a b c d</p><p>e f g h</p><p>i j k l</p></div>";
        for nothing in [0.0, f32::NAN] {
            assert_eq!(kept(html, &[0.55, nothing, nothing]), [true, false, false]);
        }
    }
}
