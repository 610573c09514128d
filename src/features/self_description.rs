//! What a page says about itself: in its head, its structured data, its address and the names of
//! its outermost elements.

use super::evidence::value_tokens;
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// What a page says about itself.
#[derive(Default)]
pub(super) struct SelfDescription {
    /// What its JSON-LD is about.
    pub(super) data: DataTypes,
    /// What its `og:type` says.
    pub(super) og_article: bool,
    pub(super) og_product: bool,
    /// Hashes of its distinct words, sorted.
    pub(super) words: Vec<u32>,
}

/// Kinds of things in JSON-LD.
#[derive(Default)]
pub(super) struct DataTypes {
    pub(super) article: bool,
    pub(super) product: bool,
    pub(super) list: bool,
    pub(super) discussion: bool,
    pub(super) organisation: bool,
}

impl DataTypes {
    fn add(&mut self, name: &str) {
        self.article |= name.ends_with("Article") || name == "BlogPosting" || name == "Report";
        self.product |= matches!(name, "Product" | "Offer" | "AggregateOffer" | "ProductGroup");
        self.list |=
            matches!(name, "ItemList" | "CollectionPage" | "SearchResultsPage" | "OfferCatalog");
        self.discussion |=
            matches!(name, "DiscussionForumPosting" | "QAPage" | "Question" | "Comment");
        self.organisation |= matches!(
            name,
            "LocalBusiness" | "Service" | "ProfessionalService" | "FAQPage" | "SoftwareApplication"
        );
    }
}

impl SelfDescription {
    pub(super) fn of(dom: &Dom) -> SelfDescription {
        let mut said = SelfDescription::default();
        let mut words = PageWords {
            has_types: dom.has_attribute(AttributeName::ItemType),
            ..PageWords::default()
        };
        for node in dom.descendants(NodeId::DOCUMENT) {
            let Some(tag) = dom.tag(node) else { continue };
            match tag {
                Tag::Meta => said.meta(dom, node),
                Tag::Script if has(dom, node, AttributeName::Type, "application/ld+json") => {
                    for text in dom.children(node).filter_map(|child| dom.text(child)) {
                        linked_types(text, |name| {
                            said.data.add(name);
                            words.add(name, DATA_TYPE);
                        });
                    }
                }
                _ => {}
            }
            words.read(dom, node, tag);
        }
        said.words = words.sorted();
        said
    }

    fn meta(&mut self, dom: &Dom, node: NodeId) {
        if has(dom, node, AttributeName::Property, "og:type")
            && let Some(content) = dom.attribute(node, AttributeName::Content)
        {
            self.og_article |= content.starts_with("article");
            self.og_product |= content.contains("product");
        }
    }
}

// Where a word occurs.
const OG_TYPE: u32 = 0x0000_1001;
const GENERATOR: u32 = 0x0000_1003;
const ADDRESS: u32 = 0x0000_1007;
const DATA_TYPE: u32 = 0x0000_1009;
const OUTER: u32 = 0x0000_100d;
/// How many elements of the page's frame have their names read.
const MAX_OUTER: usize = 6;
/// The maximum number of words.
const MAX_WORDS: usize = 400;

/// The words of a page, by their hashes.
#[derive(Default)]
struct PageWords {
    hashes: Vec<u32>,
    /// How many elements of the page's frame were read.
    outer: usize,
    /// Whether any element states the type of what it holds.
    has_types: bool,
    /// Whether the maximum is reached.
    full: bool,
}

impl PageWords {
    /// Adds the words of a value, hashed together with where they occur.
    fn add(&mut self, value: &str, place: u32) {
        if !self.full {
            value_tokens(value, place, &mut |hash| self.hashes.push(hash));
        }
    }

    /// Reads what an element says about the page, except for the text of scripts.
    fn read(&mut self, dom: &Dom, node: NodeId, tag: Tag) {
        if self.full {
            return;
        }
        match tag {
            Tag::Meta => self.meta(dom, node),
            Tag::Link if has(dom, node, AttributeName::Rel, "canonical") => {
                self.address(dom.attribute(node, AttributeName::Href));
            }
            Tag::Html | Tag::Body | Tag::Main | Tag::Article if self.outer < MAX_OUTER => {
                self.outer += 1;
                for name in [AttributeName::Class, AttributeName::Id] {
                    self.add(dom.attribute(node, name).unwrap_or_default(), OUTER + tag as u32);
                }
            }
            _ => {}
        }
        if self.has_types
            && let Some(kind) = dom.attribute(node, AttributeName::ItemType)
        {
            self.add(kind.rsplit('/').next().unwrap_or(kind), DATA_TYPE);
        }
        self.full = self.hashes.len() > MAX_WORDS;
    }

    fn meta(&mut self, dom: &Dom, node: NodeId) {
        let name = dom
            .attribute(node, AttributeName::Property)
            .or_else(|| dom.attribute(node, AttributeName::Name))
            .unwrap_or_default();
        let content = dom.attribute(node, AttributeName::Content);
        if name.eq_ignore_ascii_case("og:type") {
            self.add(content.unwrap_or_default(), OG_TYPE);
        } else if name.eq_ignore_ascii_case("generator") {
            let product = content.unwrap_or_default().split_ascii_whitespace().next();
            self.add(product.unwrap_or_default(), GENERATOR);
        } else if name.eq_ignore_ascii_case("og:url") {
            self.address(content);
        }
    }

    /// Words of an address's path; the host says nothing about other sites.
    fn address(&mut self, address: Option<&str>) {
        let address = address.unwrap_or_default();
        let path = address.split_once("://").map_or(address, |(_, rest)| rest);
        let path = path.find('/').map_or("", |slash| &path[slash..]);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        // Its depth, and whether the last part looks like a headline or a number.
        let last = segments.last().copied().unwrap_or_default();
        let hyphens = last.matches(['-', '_']).count().min(5) as u32;
        let digits = u32::from(last.bytes().any(|byte| byte.is_ascii_digit()));
        self.hashes.push(ADDRESS.wrapping_mul(31) + (segments.len().min(6) as u32));
        self.hashes.push(ADDRESS.wrapping_mul(37) + hyphens);
        self.hashes.push(ADDRESS.wrapping_mul(41) + digits);
        for segment in segments.iter().take(4) {
            self.add(segment, ADDRESS);
        }
    }

    fn sorted(mut self) -> Vec<u32> {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self.hashes
    }
}

fn has(dom: &Dom, node: NodeId, name: AttributeName, value: &str) -> bool {
    dom.attribute(node, name).is_some_and(|found| found.eq_ignore_ascii_case(value))
}

/// Calls `add` with each value of `"@type"`, without parsing.
fn linked_types(text: &str, mut each: impl FnMut(&str)) {
    for (at, key) in text.match_indices("\"@type\"") {
        let rest = text[at + key.len()..].trim_start_matches([' ', '\n', '\r', '\t', ':', '[']);
        if let Some(name) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
            each(name.rsplit('/').next().unwrap_or(name));
        }
    }
}

/// The distinct words by which a page describes itself, sorted.
#[cfg(feature = "_internals")]
pub(crate) fn page_tokens(dom: &Dom) -> Vec<u32> {
    SelfDescription::of(dom).words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::testing::parsed;

    #[test]
    fn one_walk_reads_the_types_and_the_words() {
        let html = r#"<html class="shop"><meta property="og:type" content="product.item">
            <script type="application/ld+json">{"@type": "https://schema.org/Product",
            "review": {"@type": "Comment"}}</script>
            <link rel=canonical href="https://example.org/shoes/red-shoe-17"><body><p itemtype=x/Offer>"#;
        let said = SelfDescription::of(&parsed(html));
        assert!(said.og_product && !said.og_article);
        assert!(said.data.product && said.data.discussion && !said.data.article);
        let mut words = PageWords::default();
        for (value, place) in [
            ("shop", OUTER + Tag::Html as u32),
            ("product.item", OG_TYPE),
            ("Product", DATA_TYPE),
            ("Comment", DATA_TYPE),
            ("Offer", DATA_TYPE),
        ] {
            words.add(value, place);
        }
        words.address(Some("https://example.org/shoes/red-shoe-17"));
        assert_eq!(said.words, words.sorted());
    }

    #[test]
    fn endless_words_come_to_an_end() {
        let types: String = (b'a'..=b'z')
            .flat_map(|one| (b'a'..=b'z').map(move |two| [one, two]))
            .map(|name| format!("<p itemtype={}>", String::from_utf8_lossy(&name)))
            .collect();
        let said = SelfDescription::of(&parsed(&types));
        assert!(said.words.len() <= MAX_WORDS + 1, "{}", said.words.len());
        // The kinds of data are read nevertheless.
        let script = r#"<script type="application/ld+json">{"@type": "NewsArticle"}</script>"#;
        assert!(SelfDescription::of(&parsed(&(types + script))).data.article);
    }
}
