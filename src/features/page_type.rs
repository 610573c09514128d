//! What kind of page the page says it is: words of its head, its address and its outermost
//! elements, with what was learnt of them.

use super::evidence::{EVIDENCE_STEP, value_tokens};
use super::table::Table;
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// The kinds of pages that are told apart ([`Extraction::page_type`](crate::Extraction::page_type)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum PageType {
    /// One text by its author: news, a blog post, an essay.
    Article,
    /// Goods on offer, such as the category page of a shop.
    Collection,
    /// Reference and manuals.
    Documentation,
    /// A discussion: its posts are the content.
    Forum,
    /// A list of entries: search results, an index of articles, jobs.
    Listing,
    /// One product with its description.
    Product,
    /// What a business or an institution says about itself and what it does.
    Service,
}

impl PageType {
    /// All of them, in the order in which the model tells them.
    pub(crate) const ALL: [PageType; 7] = [
        PageType::Article,
        PageType::Collection,
        PageType::Documentation,
        PageType::Forum,
        PageType::Listing,
        PageType::Product,
        PageType::Service,
    ];

    /// The name, as serde writes it: `"article"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            PageType::Article => "article",
            PageType::Collection => "collection",
            PageType::Documentation => "documentation",
            PageType::Forum => "forum",
            PageType::Listing => "listing",
            PageType::Product => "product",
            PageType::Service => "service",
        }
    }
}

/// For each kind of page the log-odds of a word, in steps.
pub(crate) type KindSteps = [i8; PageType::ALL.len()];

/// A table from the hash of a page's word to its evidence for each kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct KindEvidence(Table<KindSteps>);

impl KindEvidence {
    pub(crate) fn new(entries: &[(u32, KindSteps)]) -> KindEvidence {
        KindEvidence(Table::new(entries))
    }

    /// For each kind the sum of the log-odds of the page's words.
    pub(super) fn of(&self, dom: &Dom) -> [f32; PageType::ALL.len()] {
        let mut sums = [0.0; PageType::ALL.len()];
        if self.0.is_empty() {
            return sums;
        }
        for token in page_tokens(dom) {
            for (sum, steps) in sums.iter_mut().zip(self.0.get(token).unwrap_or_default()) {
                *sum += f32::from(steps) * EVIDENCE_STEP;
            }
        }
        sums
    }
}

const OG_TYPE: u32 = 0x0000_1001;
const GENERATOR: u32 = 0x0000_1003;
const ADDRESS: u32 = 0x0000_1007;
const DATA_TYPE: u32 = 0x0000_1009;
const OUTER: u32 = 0x0000_100d;
/// Distinct words beyond this are not looked at.
const MOST_TOKENS: usize = 400;

/// The distinct words of a page, sorted.
pub(crate) fn page_tokens(dom: &Dom) -> Vec<u32> {
    let mut tokens = Vec::new();
    let mut outer = 0;
    for node in dom.descendants(NodeId::DOCUMENT) {
        let Some(tag) = dom.tag(node) else { continue };
        match tag {
            Tag::Meta => meta_tokens(dom, node, &mut tokens),
            Tag::Link if has(dom, node, AttributeName::Rel, "canonical") => {
                address_tokens(dom.attribute(node, AttributeName::Href), &mut tokens);
            }
            Tag::Script if has(dom, node, AttributeName::Type, "application/ld+json") => {
                for text in dom.children(node).filter_map(|child| dom.text(child)) {
                    linked_types(text, |name| {
                        value_tokens(name, DATA_TYPE, &mut |t| tokens.push(t))
                    });
                }
            }
            Tag::Html | Tag::Body | Tag::Main | Tag::Article if outer < 6 => {
                outer += 1;
                for name in [AttributeName::Class, AttributeName::Id] {
                    let value = dom.attribute(node, name).unwrap_or_default();
                    value_tokens(value, OUTER + tag as u32, &mut |token| tokens.push(token));
                }
            }
            _ => {}
        }
        if let Some(kind) = dom.attribute(node, AttributeName::ItemType) {
            let name = kind.rsplit('/').next().unwrap_or(kind);
            value_tokens(name, DATA_TYPE, &mut |token| tokens.push(token));
        }
        if tokens.len() > MOST_TOKENS {
            break;
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

fn has(dom: &Dom, node: NodeId, name: AttributeName, value: &str) -> bool {
    dom.attribute(node, name).is_some_and(|found| found.eq_ignore_ascii_case(value))
}

fn meta_tokens(dom: &Dom, node: NodeId, tokens: &mut Vec<u32>) {
    let name = dom
        .attribute(node, AttributeName::Property)
        .or_else(|| dom.attribute(node, AttributeName::Name))
        .unwrap_or_default();
    let content = dom.attribute(node, AttributeName::Content);
    if name.eq_ignore_ascii_case("og:type") {
        value_tokens(content.unwrap_or_default(), OG_TYPE, &mut |token| tokens.push(token));
    } else if name.eq_ignore_ascii_case("generator") {
        let product =
            content.unwrap_or_default().split_ascii_whitespace().next().unwrap_or_default();
        value_tokens(product, GENERATOR, &mut |token| tokens.push(token));
    } else if name.eq_ignore_ascii_case("og:url") {
        address_tokens(content, tokens);
    }
}

/// Words of an address's path; the host says nothing about other sites.
fn address_tokens(address: Option<&str>, tokens: &mut Vec<u32>) {
    let address = address.unwrap_or_default();
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.find('/').map_or("", |slash| &path[slash..]);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    // How deep, and whether the last part reads like a headline or a number.
    let last = segments.last().copied().unwrap_or_default();
    let hyphens = last.matches(['-', '_']).count().min(5) as u32;
    let digits = u32::from(last.bytes().any(|byte| byte.is_ascii_digit()));
    tokens.push(ADDRESS.wrapping_mul(31) + (segments.len().min(6) as u32));
    tokens.push(ADDRESS.wrapping_mul(37) + hyphens);
    tokens.push(ADDRESS.wrapping_mul(41) + digits);
    for segment in segments.iter().take(4) {
        value_tokens(segment, ADDRESS, &mut |token| tokens.push(token));
    }
}

/// Calls with each value of `"@type"`; that needs no parse.
pub(super) fn linked_types(text: &str, mut each: impl FnMut(&str)) {
    for (at, key) in text.match_indices("\"@type\"") {
        let rest = text[at + key.len()..].trim_start_matches([' ', '\n', '\r', '\t', ':', '[']);
        if let Some(name) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
            each(name.rsplit('/').next().unwrap_or(name));
        }
    }
}
