//! The evidence of names that templates give to their parts: words in `class` and `id`.

use super::terms::{Evidence, Term};
use super::words::Words;
use crate::block::{NONE, Page, TextBlock};
use crate::dom::Dom;
use crate::memo::Memo;
use std::sync::LazyLock;

/// How far below an element its words count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Everything below.
    All,
    /// The element itself and two levels below.
    Near,
}

/// The words of templates by what they name, in the syntax of [`Words::add`]. Long words, the first
/// list of each, count anywhere, as templates write `relatedPosts`, `related-posts` and
/// `jp-relatedposts`. Short ones, the second, count only without a letter before or after.
const KINDS: [(Term, Reach, &str, &str); 12] = [
    (
        Term::ContentWord,
        Reach::All,
        "(article|entry|post|story|page|main|blog|news|single|text|message)*(content|body|text)\
         |rich-?text|wysiwyg|prose|markdown",
        "content|article|text|description",
    ),
    (
        Term::ConsentWord,
        Reach::All,
        "cookie|consent|gdpr|ccpa|onetrust|cmp-?(box|layer|wrapper)",
        "",
    ),
    (
        Term::SiteWord,
        Reach::All,
        "navigation|breadcrumb|masthead\
         |(site|page|global|main)*(header|footer|nav)|top-?bar|navbar|subnav|toolbar\
         |drop-?down|sub-?menu|mega-?menu|off-?canvas|ham?burger|flyout|paginat\
         |skip-?(link|to|nav)|copyright|colophon|branding|privacy|disclaimer\
         |language-?(switch|select)",
        "nav|menus?|foot|footer|login|signin|account|cart|wishlist|search|pager|prev|previous\
         |crumbs?|legal|policy|terms|logo",
    ),
    (
        Term::PromotionWord,
        Reach::Near,
        "advert|sponsor|promo|newsletter|subscri|sign-?up",
        "ads?|adsense|banner|cta|donate|announcement",
    ),
    (
        Term::OverlayWord,
        Reach::All,
        "pop-?up|overlay|drawer|lightbox|tool-?tip|popover",
        "modal|dialog|notice|notification|toast|alert",
    ),
    (Term::SideWord, Reach::All, "side-?bar|widget", "aside|rail|blogroll|archives?"),
    (
        Term::RelatedWord,
        Reach::All,
        "related|recommend|teaser|trending|popular|most-?read|similar|outbrain|taboola|latest|recent\
         |also-?(like|read)|read-?(next|more|also)|more-?(from|posts|stories|news|articles|in)\
         |(other|next|prev|previous)-?(posts?|articles?|stories|entries)|up-?next|post-?nav\
         |upsell|cross-?sell|carousel",
        "",
    ),
    (
        Term::CommentWord,
        Reach::Near,
        "comment|disqus|leave-?reply|akismet|discussion",
        "respond|reply|replies",
    ),
    (
        Term::ShareWord,
        Reach::All,
        "share|sharing|social|facebook|twitter|pinterest|linkedin|instagram|whatsapp|follow|likes",
        "print",
    ),
    (
        Term::MetaWord,
        Reach::Near,
        "by-?line|post-?info|dateline|taxonomy|vcard|credit|categor",
        "meta|metadata|tags?|authors?|date|time|published|posted|bio|rating|views|count|topics?",
    ),
    (
        Term::ControlWord,
        Reach::Near,
        "",
        "btn|buttons?|toggle|trigger|actions?|icon|close|controls?|badge|switch|switcher|arrow",
    ),
    (
        Term::HiddenWord,
        Reach::All,
        "sr-?only|screen-?reader|visually-?hidden|assistive",
        "hidden|hide|invisible|collapsed?",
    ),
];

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::new();
    for (bit, (_, _, anywhere, alone)) in KINDS.iter().enumerate() {
        words.add(anywhere, 1 << bit, false);
        words.add(alone, 1 << bit, true);
    }
    words
});

/// An element with more than this share of the page's prose or words is the page, and its words are
/// about the page, as in `<div class="has-sidebar">`: only content words count there.
const PAGE_PROSE: f32 = 0.5;
const PAGE_WORDS: f32 = 0.8;

/// If words of one kind are above more than this share of the page's prose, that is what the page
/// is about, and they are no evidence: posts of a forum are comments.
const PAGE_KIND: f32 = 0.65;
/// But comments count as such if this many words of prose remain without them: an article.
const ARTICLE: f32 = 200.0;

/// Kinds of words as bits, in the order of [`KINDS`].
pub(super) type Kinds = u16;

/// The kinds of words on the elements of a page.
pub(super) struct Vocabulary {
    /// On the element and its ancestors.
    all: Vec<Kinds>,
    /// On the element and the two around it.
    near: Vec<Kinds>,
    /// Kinds that are evidence on this page.
    telling: Kinds,
}

impl Vocabulary {
    pub(super) fn of(dom: &Dom, page: &Page) -> Vocabulary {
        let elements = &page.elements;
        // A page repeats most of its names.
        let (mut known, mut known_names) = (Memo::new(), Memo::new());
        let mut own: Vec<Kinds> = Vec::with_capacity(elements.len());
        let mut vocabulary = Vocabulary {
            all: Vec::with_capacity(elements.len()),
            near: Vec::with_capacity(elements.len()),
            telling: 0,
        };
        let mut prose = [0.0f32; KINDS.len()];
        let body = page.stats();
        for element in elements {
            let mut words = 0;
            // Nothing asks what elements without text are called.
            let has_text = element.first_block < element.end_block;
            for names in [element.class, element.id].map(|names| dom.value(names)) {
                if has_text && !names.is_empty() {
                    words |= known.of(names, |names| {
                        let kinds = |name| known_names.of(name, kinds);
                        names.split_ascii_whitespace().map(kinds).fold(0, |all, it| all | it)
                    });
                }
            }
            let is_page = element.parent == NONE
                || element.stats.prose_words > PAGE_PROSE * body.prose_words.max(1.0)
                || element.stats.words > PAGE_WORDS * body.words;
            if is_page {
                words &= CONTENT;
            }
            let parent = element.parent as usize;
            let grandparent = elements.get(parent).map_or(NONE, |parent| parent.parent) as usize;
            let at = |kinds: &[Kinds], index: usize| kinds.get(index).copied().unwrap_or(0);
            let outermost = words & !at(&vocabulary.all, parent);
            if outermost != 0 && element.stats.prose_words > 0.0 {
                for (bit, prose) in prose.iter_mut().enumerate() {
                    if outermost & (1 << bit) != 0 {
                        *prose += element.stats.prose_words;
                    }
                }
            }
            vocabulary.all.push(words | at(&vocabulary.all, parent));
            vocabulary.near.push(words | at(&own, parent) | at(&own, grandparent));
            own.push(words);
        }
        for (bit, ((term, ..), prose)) in KINDS.iter().zip(prose).enumerate() {
            let about = prose > PAGE_KIND * body.prose_words
                && (*term != Term::CommentWord || body.prose_words - prose < ARTICLE);
            if *term == Term::ContentWord || !about {
                vocabulary.telling |= 1 << bit;
            }
        }
        vocabulary
    }

    pub(super) fn add_to(&self, evidence: &mut Evidence, block: &TextBlock) {
        let index = block.inner as usize;
        for (bit, (term, reach, ..)) in KINDS.iter().enumerate() {
            let kinds = if *reach == Reach::All { &self.all } else { &self.near };
            let kinds = kinds.get(index).copied().unwrap_or(0) & self.telling;
            evidence.set_if(*term, kinds & (1 << bit) != 0);
        }
    }
}

/// The bit of [`Term::ContentWord`].
const CONTENT: Kinds = 1;

fn kinds(names: &str) -> Kinds {
    WORDS.kinds(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(names: &str) -> Vec<Term> {
        let found = kinds(names);
        let terms = KINDS.iter().enumerate().filter(|(bit, _)| found & (1 << bit) != 0);
        terms.map(|(_, (term, ..))| *term).collect()
    }

    #[test]
    fn long_words_count_anywhere_and_short_ones_alone() {
        assert_eq!(terms("jp-relatedposts"), [Term::RelatedWord]);
        assert_eq!(terms("relatedPosts"), [Term::RelatedWord]);
        assert_eq!(terms("top_ad_3"), [Term::PromotionWord]);
        assert_eq!(terms("ad"), [Term::PromotionWord]);
        assert_eq!(terms("loading shadow header ladder"), []);
        assert_eq!(terms("NAV"), [Term::SiteWord]);
        assert_eq!(terms("entry-content"), [Term::ContentWord]);
        assert_eq!(terms("überschrift-größe"), []);
    }

    #[test]
    fn the_first_kind_is_the_content_one() {
        assert_eq!(terms("article-body"), [Term::ContentWord]);
        assert_eq!(kinds("article-body"), CONTENT);
    }
}
