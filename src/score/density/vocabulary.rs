//! What the names that a template gives to its parts say: words in `class` and `id`.

use crate::block::{NONE, Page};
use crate::dom::Dom;
use regex::RegexSet;
use std::sync::LazyLock;

/// What the class and id words of an element and its ancestors say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(u8);

impl Words {
    /// Where a template puts the text that the page is about.
    pub(super) const CONTENT: Words = Words(1);
    /// Navigation, site header and footer, consent, advertisements, forms.
    pub(super) const FURNITURE: Words = Words(1 << 1);
    /// Links to other pages that look like content: related posts, teasers, sidebars.
    pub(super) const ELSEWHERE: Words = Words(1 << 2);
    /// What readers wrote below the text, and the form they write it in.
    pub(super) const COMMENTS: Words = Words(1 << 3);
    /// Lines about the text: byline, date, tags, share buttons, author box.
    pub(super) const ABOUT: Words = Words(1 << 4);

    pub(super) fn has(self, kind: Words) -> bool {
        self.0 & kind.0 != 0
    }
}

const KINDS: [Words; 5] =
    [Words::CONTENT, Words::FURNITURE, Words::ELSEWHERE, Words::COMMENTS, Words::ABOUT];

/// One pattern for each of [`KINDS`]. Short words stand alone, long ones anywhere: templates
/// write `relatedPosts`, `related-posts` and `jp-relatedposts`.
const PATTERNS: [&str; 5] = [
    r"(?i)(?:article|entry|post|story|page|main|body|blog|news|single|text|message)[-_]*(?:content|body|text)|richtext|rich-text|wysiwyg|prose|markdown|(?:^|[^a-z])(?:content|article|text|description|prose)(?:[^a-z]|$)",
    r"(?i)cookie|consent|gdpr|newsletter|subscri|sign-?up|navigation|navbar|(?:^|[^a-z])(?:nav|ads?|menu|banner|modal|popup|footer|login|toc)(?:[^a-z]|$)|breadcrumb|masthead|site-?header|topbar|copyright|advert|sponsor|promo|paginat|pager|skip-?link|toolbar|dropdown|submenu|mega-?menu",
    r"(?i)sidebar|related|recommend|teaser|widget|more-?(?:from|posts|stories|news|articles)|read-?(?:next|more|also)|also-?like|trending|popular|most-?read|similar|carousel|outbrain|taboola|aside",
    r"(?i)comment|disqus|leave-?reply|(?:^|[^a-z])respond(?:[^a-z]|$)|discussion",
    r"(?i)share|sharing|social|byline|(?:^|[^a-z])(?:meta|tags?|author|date|postinfo|bio|rating|toolbar)(?:[^a-z]|$)|post-?meta|entry-?meta|tag-?(?:list|cloud|links)|author-?(?:box|bio|info)",
];

static SET: LazyLock<Option<RegexSet>> = LazyLock::new(|| RegexSet::new(PATTERNS).ok());

/// An element that holds more than this share of the page's prose is the page, whatever its
/// names say: `<div class="has-sidebar">`.
const WHOLE_PAGE: f32 = 0.5;

/// The words that hold for every element of the page, its ancestors' included.
pub(super) fn words(dom: &Dom, page: &Page) -> Vec<Words> {
    let mut words: Vec<Words> = Vec::with_capacity(page.elements.len());
    let prose = page.elements.first().map_or(0.0, |body| body.stats.prose_words).max(1.0);
    let Some(set) = SET.as_ref() else {
        return vec![Words::default(); page.elements.len()];
    };
    for element in &page.elements {
        let inherited = match element.parent {
            NONE => Words::default(),
            parent => words.get(parent as usize).copied().unwrap_or_default(),
        };
        let mut own = inherited.0;
        if element.parent != NONE {
            let whole_page = element.stats.prose_words > WHOLE_PAGE * prose;
            for span in [element.class, element.id] {
                if span.is_empty() {
                    continue;
                }
                for kind in set.matches(dom.value(span)).iter().filter_map(|kind| KINDS.get(kind)) {
                    if *kind == Words::CONTENT || !whole_page {
                        own |= kind.0;
                    }
                }
            }
        }
        words.push(Words(own));
    }
    words
}
