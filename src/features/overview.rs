//! The page as a whole.

use super::self_description::SelfDescription;
use super::{KindEvidence, features, flag, share};
use crate::block::{Context, Page, Role};
use crate::dom::{Dom, Tag};

features! {
    /// The page as a whole.
    pub(crate) struct PageFeatures {
        page_words: "words of the page",
        page_blocks: "blocks of the page",
        page_link_ratio: "link ratio of the page, 0 to 1",
        page_prose_ratio: "share of the page's words in prose, 0 to 1",
        page_words_per_block: "words per block of the page",
        page_headings: "headings of the page",
        page_h1: "<h1> elements of the page",
        page_list_items: "list items per block",
        page_paragraphs: "<p> blocks per block",
        page_images: "images per block",
        page_controls: "form controls of the page",
        page_articles: "articles of the page",
        page_mains: "main landmarks of the page",
        page_times: "<time> elements of the page",
        page_tables: "tables of the page",
        page_code: "code and preformatted elements of the page",
        page_main_ratio: "share of the page's words in the main landmark, 0 to 1",
        page_article_ratio: "share of the page's words in articles, 0 to 1",
        page_tags_per_word: "elements per word",
        data_article: "structured data is about an article: 0 or 1",
        data_product: "structured data is about a product or offer: 0 or 1",
        data_list: "structured data is about a list or collection: 0 or 1",
        data_discussion: "structured data is about a discussion or question: 0 or 1",
        data_organisation: "structured data is about a business or service: 0 or 1",
        og_article: "og:type is an article: 0 or 1",
        og_product: "og:type is a product: 0 or 1",
        kind_article: "evidence of the page's words for an article, log-odds",
        kind_collection: "evidence of the page's words for a collection of goods, log-odds",
        kind_documentation: "evidence of the page's words for documentation, log-odds",
        kind_forum: "evidence of the page's words for a forum, log-odds",
        kind_listing: "evidence of the page's words for a listing, log-odds",
        kind_product: "evidence of the page's words for a product, log-odds",
        kind_service: "evidence of the page's words for a service, log-odds",
    }
}

/// Figures of the whole page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overview {
    pub(crate) words: f32,
    pub(crate) prose_words: f32,
    pub(crate) features: PageFeatures,
}

impl Overview {
    pub(crate) fn of(dom: &Dom, page: &Page, kinds: &KindEvidence) -> Overview {
        let Some(body) = page.elements.first() else { return Overview::default() };
        let stats = &body.stats;
        let blocks = page.blocks.len() as f32;
        let (mut articles, mut mains, mut h1) = (0.0, 0.0, 0.0);
        let (mut times, mut tables, mut code) = (0.0, 0.0, 0.0);
        let (mut main_words, mut article_words) = (0.0, 0.0);
        for element in &page.elements {
            let above =
                page.element(element.parent).map_or(Context::default(), |above| above.context);
            match element.role {
                Role::Article => {
                    articles += 1.0;
                    if !above.has(Context::ARTICLE) {
                        article_words += element.stats.words;
                    }
                }
                Role::Main => {
                    mains += 1.0;
                    if !above.has(Context::MAIN) {
                        main_words += element.stats.words;
                    }
                }
                _ => {}
            }
            match element.tag {
                Tag::H1 => h1 += 1.0,
                Tag::Time => times += 1.0,
                Tag::Table => tables += 1.0,
                Tag::Pre | Tag::Code => code += 1.0,
                _ => {}
            }
        }
        let SelfDescription { data, og_article, og_product, words } = SelfDescription::of(dom);
        // In the order of `PageType::ALL`.
        let [
            kind_article,
            kind_collection,
            kind_documentation,
            kind_forum,
            kind_listing,
            kind_product,
            kind_service,
        ] = kinds.of(&words);
        Overview {
            words: stats.words,
            prose_words: stats.prose_words,
            features: PageFeatures {
                page_words: stats.words,
                page_blocks: blocks,
                page_link_ratio: stats.link_ratio(),
                page_prose_ratio: share(stats.prose_words, stats.words),
                page_words_per_block: share(stats.words, blocks),
                page_headings: stats.headings as f32,
                page_h1: h1,
                page_list_items: share(stats.list_items as f32, blocks),
                page_paragraphs: share(stats.paragraphs as f32, blocks),
                page_images: share(stats.images as f32, blocks),
                page_controls: stats.controls as f32,
                page_articles: articles,
                page_mains: mains,
                page_times: times,
                page_tables: tables,
                page_code: code,
                page_main_ratio: share(main_words, stats.words),
                page_article_ratio: share(article_words, stats.words),
                page_tags_per_word: share(stats.tags as f32, stats.words),
                data_article: flag(data.article),
                data_product: flag(data.product),
                data_list: flag(data.list),
                data_discussion: flag(data.discussion),
                data_organisation: flag(data.organisation),
                og_article: flag(og_article),
                og_product: flag(og_product),
                kind_article,
                kind_collection,
                kind_documentation,
                kind_forum,
                kind_listing,
                kind_product,
                kind_service,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Group, PageType};

    #[test]
    fn the_evidence_for_each_kind_is_under_its_name() {
        let names: Vec<&str> = PageFeatures::FEATURES
            .iter()
            .filter_map(|feature| feature.name.strip_prefix("kind_"))
            .collect();
        assert!(names.into_iter().eq(PageType::ALL.iter().map(|kind| kind.as_str())));
    }
}
