//! The page as a whole.

use super::kind::linked_types;
use super::{Feature, KindEvidence, feature, flag, share};
use crate::block::{Context, Page, Role};
use crate::dom::{AttributeName, Dom, Tag};

pub(super) const FEATURES: [Feature; 33] = [
    feature("page_words", "words of the page"),
    feature("page_blocks", "blocks of the page"),
    feature("page_link_ratio", "link ratio of the page, 0 to 1"),
    feature("page_prose_ratio", "share of the page's words in prose, 0 to 1"),
    feature("page_words_per_block", "words per block of the page"),
    feature("page_headings", "headings of the page"),
    feature("page_h1", "<h1> elements of the page"),
    feature("page_list_items", "list items per block"),
    feature("page_paragraphs", "<p> blocks per block"),
    feature("page_images", "images per block"),
    feature("page_controls", "form controls of the page"),
    feature("page_articles", "articles of the page"),
    feature("page_mains", "main landmarks of the page"),
    feature("page_times", "<time> elements of the page"),
    feature("page_tables", "tables of the page"),
    feature("page_code", "code and preformatted elements of the page"),
    feature("page_main_ratio", "share of the page's words in the main landmark, 0 to 1"),
    feature("page_article_ratio", "share of the page's words in articles, 0 to 1"),
    feature("page_tags_per_word", "elements per word"),
    feature("data_article", "structured data speaks of an article: 0 or 1"),
    feature("data_product", "structured data speaks of a product or offer: 0 or 1"),
    feature("data_list", "structured data speaks of a list or collection: 0 or 1"),
    feature("data_discussion", "structured data speaks of a discussion or question: 0 or 1"),
    feature("data_organisation", "structured data speaks of a business or service: 0 or 1"),
    feature("og_article", "og:type is an article: 0 or 1"),
    feature("og_product", "og:type is a product: 0 or 1"),
    feature("kind_article", "evidence of the page's words for an article, log-odds"),
    feature("kind_collection", "evidence of the page's words for a collection of goods, log-odds"),
    feature("kind_documentation", "evidence of the page's words for documentation, log-odds"),
    feature("kind_forum", "evidence of the page's words for a forum, log-odds"),
    feature("kind_listing", "evidence of the page's words for a listing, log-odds"),
    feature("kind_product", "evidence of the page's words for a product, log-odds"),
    feature("kind_service", "evidence of the page's words for a service, log-odds"),
];

/// Figures of the whole page.
#[derive(Clone, Debug)]
pub(crate) struct Overview {
    pub(crate) words: f32,
    pub(crate) prose_words: f32,
    row: [f32; FEATURES.len()],
}

impl Overview {
    /// The number of features.
    pub(crate) const LEN: usize = FEATURES.len();

    pub(crate) fn of(dom: &Dom, page: &Page, kinds: &KindEvidence) -> Overview {
        let Some(body) = page.elements.first() else {
            return Overview { words: 0.0, prose_words: 0.0, row: [0.0; FEATURES.len()] };
        };
        let stats = &body.stats;
        let blocks = page.blocks.len() as f32;
        let mut counts = [0.0f32; 7];
        let (mut main_words, mut article_words) = (0.0, 0.0);
        for element in &page.elements {
            let above =
                page.element(element.parent).map_or(Context::default(), |above| above.context);
            match element.role {
                Role::Article => {
                    counts[0] += 1.0;
                    if !above.has(Context::ARTICLE) {
                        article_words += element.stats.words;
                    }
                }
                Role::Main => {
                    counts[1] += 1.0;
                    if !above.has(Context::MAIN) {
                        main_words += element.stats.words;
                    }
                }
                _ => {}
            }
            match element.tag {
                Tag::H1 => counts[2] += 1.0,
                Tag::Time => counts[3] += 1.0,
                Tag::Table => counts[4] += 1.0,
                Tag::Pre | Tag::Code => counts[5] += 1.0,
                _ => {}
            }
        }
        let data = Declared::of(dom);
        let kinds = kinds.of(dom);
        Overview {
            words: stats.words,
            prose_words: stats.prose_words,
            row: [
                stats.words,
                blocks,
                stats.link_ratio(),
                share(stats.prose_words, stats.words),
                share(stats.words, blocks),
                stats.headings as f32,
                counts[2],
                share(stats.list_items as f32, blocks),
                share(stats.paragraphs as f32, blocks),
                share(stats.images as f32, blocks),
                stats.controls as f32,
                counts[0],
                counts[1],
                counts[3],
                counts[4],
                counts[5],
                share(main_words, stats.words),
                share(article_words, stats.words),
                share(stats.tags as f32, stats.words),
                flag(data.article),
                flag(data.product),
                flag(data.list),
                flag(data.discussion),
                flag(data.organisation),
                flag(data.og_article),
                flag(data.og_product),
                kinds[0],
                kinds[1],
                kinds[2],
                kinds[3],
                kinds[4],
                kinds[5],
                kinds[6],
            ],
        }
    }

    pub(crate) fn row(&self) -> [f32; FEATURES.len()] {
        self.row
    }
}

/// What kind of page the head and the structured data declare.
#[derive(Default)]
struct Declared {
    article: bool,
    product: bool,
    list: bool,
    discussion: bool,
    organisation: bool,
    og_article: bool,
    og_product: bool,
}

impl Declared {
    fn of(dom: &Dom) -> Declared {
        let mut declared = Declared::default();
        let Some(root) = dom.html() else { return declared };
        for node in dom.descendants(root) {
            match dom.tag(node) {
                Some(Tag::Meta) => {
                    let is_type = dom
                        .attribute(node, AttributeName::Property)
                        .is_some_and(|name| name.eq_ignore_ascii_case("og:type"));
                    if is_type && let Some(content) = dom.attribute(node, AttributeName::Content) {
                        declared.og_article |= content.starts_with("article");
                        declared.og_product |= content.contains("product");
                    }
                }
                Some(Tag::Script)
                    if dom
                        .attribute(node, AttributeName::Type)
                        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) =>
                {
                    for text in dom.children(node).filter_map(|child| dom.text(child)) {
                        declared.read_linked_data(text);
                    }
                }
                _ => {}
            }
        }
        declared
    }

    /// Looks at the values of `"@type"` alone; that needs no parse.
    fn read_linked_data(&mut self, text: &str) {
        linked_types(text, |name| {
            self.article |= name.ends_with("Article") || name == "BlogPosting" || name == "Report";
            self.product |= matches!(name, "Product" | "Offer" | "AggregateOffer" | "ProductGroup");
            self.list |= matches!(
                name,
                "ItemList" | "CollectionPage" | "SearchResultsPage" | "OfferCatalog"
            );
            self.discussion |=
                matches!(name, "DiscussionForumPosting" | "QAPage" | "Question" | "Comment");
            self.organisation |= matches!(
                name,
                "LocalBusiness"
                    | "Service"
                    | "ProfessionalService"
                    | "FAQPage"
                    | "SoftwareApplication"
            );
        });
    }
}
