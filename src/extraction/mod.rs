//! What callers get: the page, its blocks with their scores and verdicts, rendered on demand.

mod block;
mod debug;
mod reading;
mod reason;
mod record;
#[cfg(feature = "serde")]
mod serialize;
mod site;

pub use block::Block;
pub use reading::Direction;
pub use reason::Reason;
pub use record::Record;

use crate::address::Base;
use crate::block::Page;
use crate::comments::{self, Comment, Discussion};
use crate::dom::{Dom, Reading};
use crate::features::{Matrix, Overview, PageType};
use crate::keyword::keywords;
use crate::metadata::{self, Metadata, OfSite, StructuredText};
use crate::options::{Comments, Scorer};
use crate::render::{self, BlockKind};
use crate::score::{
    self, CachedOverview, density::DensityFormula, judgement::Judgement, model::Model,
};
use crate::select::Selection;
use crate::site::Evidence;
use std::iter::FusedIterator;
use std::sync::OnceLock;

/// Less content, in words, may be all that a page shows before its scripts run.
const NEXT_TO_NOTHING: f32 = 25.0;
/// The page's data replaces such content if it has this many times more words.
const TIMES_MORE: f32 = 4.0;

/// The source of the text of an [`Extraction`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TextSource {
    /// The page as a reader sees it.
    Page,
    /// Data in the page's scripts, if the page itself shows next to nothing: the article's body, posts
    /// or descriptions in JSON-LD, or the largest body of prose in the state of an application that
    /// builds the page in the browser.
    StructuredData,
    /// The page, as if an element that is never closed, such as `<title>` or `<style>`, ended where
    /// its own text ends. In browsers such an element swallows everything after it.
    UnclosedElement,
    /// None: the input is neither HTML nor text, but a PDF, an archive, a program, a body that is
    /// still compressed, or noise.
    NotHtml,
}

keywords!(TextSource, "source of text", {
    Page => "page",
    StructuredData => "structured_data",
    UnclosedElement => "unclosed_element",
    NotHtml => "not_html",
});

/// An extracted page.
///
/// Its blocks are scored and selected. Text and other formats are rendered on demand.
///
/// # Memory
///
/// An extraction holds the parsed page, so that formats, paths and reasons can be computed later. On
/// 100 web pages this takes 2.1 times their size in total: 4.4 times for the smallest quarter, 1.7
/// times for the largest. The first [path](Block::path) adds a tenth of the page's size, the first
/// [reasons](Block::reasons) 1.5 kilobytes per block. To keep many pages, keep their
/// [records](Extraction::to_record) and drop the extractions.
pub struct Extraction {
    pub(crate) dom: Dom,
    pub(crate) page: Page,
    pub(crate) scores: Vec<f32>,
    pub(crate) selection: Selection,
    /// What the profile of the page's site says about it, if there is one.
    site: Option<Evidence>,
    /// The site's name as found at the ends of titles.
    site_names: Vec<String>,
    base_url: Option<String>,
    /// Whether the caller restricted what is content, so that nothing else may replace it.
    narrowed: bool,
    /// Whether the headline is put before the content.
    titled: bool,
    data: OnceLock<Option<StructuredText>>,
    ordinals: OnceLock<render::Ordinals>,
    kinds: OnceLock<Vec<BlockKind>>,
    page_type: OnceLock<(PageType, f32)>,
    confidence: OnceLock<f32>,
    metadata: OnceLock<Metadata>,
    overview: CachedOverview,
    measured: OnceLock<Matrix>,
    scorer: Scorer,
    formula: OnceLock<DensityFormula>,
    /// What readers wrote, unless that is the page's content.
    discussion: Option<Discussion>,
    comments: Comments,
    read_comments: OnceLock<Vec<Comment>>,
    posts: OnceLock<Vec<Comment>>,
}

impl Extraction {
    pub(crate) fn new(dom: Dom, page: Page, scores: Vec<f32>, selection: Selection) -> Extraction {
        Extraction {
            dom,
            page,
            scores,
            selection,
            site: None,
            site_names: Vec::new(),
            base_url: None,
            narrowed: false,
            titled: false,
            data: OnceLock::new(),
            ordinals: OnceLock::new(),
            kinds: OnceLock::new(),
            page_type: OnceLock::new(),
            confidence: OnceLock::new(),
            metadata: OnceLock::new(),
            overview: CachedOverview::default(),
            measured: OnceLock::new(),
            scorer: Scorer::default(),
            formula: OnceLock::new(),
            discussion: None,
            comments: Comments::default(),
            read_comments: OnceLock::new(),
            posts: OnceLock::new(),
        }
    }

    pub(crate) fn with_base_url(self, base_url: Option<String>) -> Extraction {
        Extraction { base_url, ..self }
    }

    pub(crate) fn with_discussion(
        self,
        discussion: Option<Discussion>,
        comments: Comments,
    ) -> Extraction {
        Extraction { discussion, comments, ..self }
    }

    /// Sets the elements' ordinals, if they are already counted.
    pub(crate) fn with_ordinals(self, counted: Option<render::Ordinals>) -> Extraction {
        Extraction { ordinals: counted.map(OnceLock::from).unwrap_or_default(), ..self }
    }

    pub(crate) fn scored_by(self, scorer: Scorer) -> Extraction {
        Extraction { scorer, ..self }
    }

    pub(crate) fn with_overview(self, overview: CachedOverview) -> Extraction {
        Extraction { overview, ..self }
    }

    /// The page as a whole, measured once.
    fn overview(&self) -> &Overview {
        self.overview.of(&self.dom, &self.page)
    }

    /// The probability of each kind of page, as the decision over units weighs them.
    #[cfg(feature = "_internals")]
    pub(crate) fn kinds_of_page(&self) -> [f32; PageType::ALL.len()] {
        score::kinds(self.scorer, &self.dom, &self.page, &self.overview)
    }

    pub(crate) fn drop_blocks(&mut self, drops: impl Fn(&Block<'_>) -> bool) {
        let drops: Vec<bool> =
            self.blocks().map(|block| block.is_content() && drops(&block)).collect();
        self.selection.drop_blocks(&drops);
    }

    pub(crate) fn titled(self, titled: bool) -> Extraction {
        Extraction { titled, ..self }
    }

    /// The headline to put before the content.
    fn headline(&self) -> Option<&str> {
        let title = self.titled.then(|| self.metadata().title.as_ref()).flatten();
        title.map(|title| title.as_ref())
    }

    pub(crate) fn narrowed(self, narrowed: bool) -> Extraction {
        Extraction { narrowed, ..self }
    }

    /// Returns the main content as plain text.
    ///
    /// Blocks are separated by blank lines. List items are on lines of their own after `- `, tasks
    /// after `- [x] ` or `- [ ] `, table rows on lines of their own with ` | ` between the cells. Code
    /// keeps its lines, without line numbers. Formulas whose source is on the page are LaTeX between
    /// `$` or `$$`. Ruby annotations are left out in every format: `橋`, not `橋はし`.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::extract(
    ///     "<article><p>To bake a loaf of bread at home you need only four things, and one of them
    ///      is time, of which you need a whole day. The other three are:</p>
    ///      <ul><li>flour of wheat or rye, as fresh as you can get it from a mill
    ///      <li>water from the well or the tap, neither hot nor cold
    ///      <li>salt, and not too much of it, for it slows the dough</ul></article>",
    /// );
    /// assert!(page.text().contains("other three are:\n\n- flour of wheat"));
    /// ```
    pub fn text(&self) -> String {
        let text = match self.data() {
            Some(data) => render::text(&data.dom, &data.page, &vec![true; data.page.blocks.len()]),
            None => render::text(&self.dom, &self.page, &self.selection.kept()),
        };
        match self.headline().filter(|_| !text.is_empty()) {
            Some(headline) => format!("{headline}\n\n{text}"),
            None => text,
        }
    }

    /// Returns the main content as Markdown: CommonMark with GFM's tables, strikethrough and
    /// footnotes.
    ///
    /// Headings, lists, quotes, code with its language, emphasis, links, images, tables,
    /// definition lists (as lists), footnotes and formulas (LaTeX between `$` or `$$`) are kept.
    /// Tables and lists that only lay out the page are not. A caption follows its image. Each video or
    /// audio that the page plays becomes a link, `▶`, even if the text around it is dropped. All other
    /// text is escaped, so that only structure of the page reads as structure. The only HTML tags are
    /// `<br>` in table cells, `<sub>` and `<sup>`. Addresses are absolute if [`Extractor::base_url`]
    /// was set or the page states its own in `<base>`, `rel=canonical` or `og:url`. Only `http`,
    /// `https`, `mailto`, `tel` and `ftp` links are kept.
    ///
    /// [`Extractor::base_url`]: crate::Extractor::base_url
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::Extractor::new().base_url("https://example.org/blog/").extract(
    ///     "<article><h2>Rain *at last*</h2><p>After eleven dry weeks it <b>rained</b> on Tuesday,
    ///      as <a href='weather'>the weather service</a> had said it would not.</p></article>",
    /// )?;
    /// assert!(page.markdown().contains(
    ///     "it **rained** on Tuesday, as [the weather service](https://example.org/blog/weather)"
    /// ));
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn markdown(&self) -> String {
        render::markdown(&self.content())
    }

    /// Returns the main content as an HTML fragment that is safe to display.
    ///
    /// It is generated, not cut out of the page. All text is escaped, and only these elements and
    /// attributes are used: `a` (`href`, `id`), `blockquote`, `br`, `caption`,
    /// `code` (`class`, a language), `dd`, `del`, `div` (`id`, a footnote), `dl`, `dt`, `em`,
    /// `figcaption`, `figure`, `h1` to `h6`, `hr`, `img` (`src`, `alt`), `li` (`value`, a number),
    /// `ol` (`start`, a number; `type`, one of `a`, `A`, `i`, `I`; `reversed`), `p`, `pre`, `strong`, `sub`, `sup`, `table`, `tbody`, `td` and `th` (`align`, `colspan`,
    /// `rowspan`), `thead`, `tr`, `ul`. Formulas are LaTeX between `\(` and `\)`, or `\[` and
    /// `\]`. Addresses are as in [`Extraction::markdown`]; images are `http` or `https` only.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::extract(
    ///     "<article><p onclick='steal()'>After eleven dry weeks it rained on Tuesday, and the
    ///      farmers <a href='javascript:steal()'>went out</a> to see whether it was true.",
    /// );
    /// assert!(page.html().contains("the farmers went out to see"));
    /// ```
    pub fn html(&self) -> String {
        render::html(&self.content())
    }

    fn base(&self) -> Base {
        let address = self.base_url.as_deref().or_else(|| self.dom.own_address());
        Base::of(self.dom.base_href(), address)
    }

    fn content(&self) -> render::Content {
        let base = self.base();
        let mut content = match self.data() {
            Some(StructuredText { dom, page, .. }) => {
                render::content(dom, page, &vec![true; page.blocks.len()], &[], &base)
            }
            None => {
                let (kept, foreign) = (self.selection.kept(), self.selection.in_galleries());
                render::content(&self.dom, &self.page, &kept, &foreign, &base)
            }
        };
        if let Some(headline) = self.headline() {
            content.put_headline(headline);
        }
        content
    }

    /// Returns the source of [`text`](Extraction::text), [`markdown`](Extraction::markdown) and
    /// [`html`](Extraction::html).
    ///
    /// # Example
    ///
    /// ```
    /// use dehusk::TextSource;
    ///
    /// let page = dehusk::extract(
    ///     r#"<div id="app"></div><script type="application/json">{"post": {"body":
    ///        "After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out
    ///        into the fields to see whether it was true. It was, and then it was not."}}</script>"#,
    /// );
    /// assert_eq!(page.source(), TextSource::StructuredData);
    /// assert!(page.text().starts_with("After eleven dry weeks"));
    /// ```
    pub fn source(&self) -> TextSource {
        match self.dom.reading() {
            Reading::Binary => TextSource::NotHtml,
            _ if self.data().is_some() => TextSource::StructuredData,
            Reading::Closed => TextSource::UnclosedElement,
            Reading::Usual => TextSource::Page,
        }
    }

    /// The text that replaces the content of a page that shows next to nothing.
    fn data(&self) -> Option<&StructuredText> {
        let blocks = self.page.blocks.iter().zip(&self.selection.verdicts);
        let kept = blocks.filter(|(_, verdict)| verdict.kept);
        let words: f32 = kept.map(|(block, _)| block.measures.words).sum();
        if self.narrowed || words >= NEXT_TO_NOTHING {
            return None;
        }
        let data = self.data.get_or_init(|| metadata::structured_text(&self.dom)).as_ref()?;
        (data.words >= NEXT_TO_NOTHING && data.words >= TIMES_MORE * words).then_some(data)
    }

    /// Returns the expected quality of the extraction: the F1 of its words against what a person
    /// would mark as the main content, 0 to 1.
    ///
    /// It is estimated from the scores and the page as a whole by a model calibrated on pages of
    /// unseen sites. Below 0.8, a slower method may be worth a try. Computed on the first call.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::extract("<p>Home</p><p>Menu</p><p>Contact</p>");
    /// assert!((0.0..=1.0).contains(&page.confidence()));
    /// ```
    pub fn confidence(&self) -> f32 {
        if self.dom.reading() == Reading::Binary {
            return 0.0;
        }
        *self.confidence.get_or_init(|| {
            let (kept, overview) = (self.selection.kept(), self.overview());
            let judged = Judgement::of(&self.page, &self.scores, &kept, overview);
            // Without a model, the F1 expected from the scores is the best guess.
            Model::embedded().confidence(&judged).unwrap_or(judged.expected_f1()).clamp(0.0, 1.0)
        })
    }

    /// Returns the page's threshold, 0 to 1: the score from which blocks are kept. It is 1 if
    /// nothing is kept because the page holds nothing that an author wrote
    /// ([`Focus`](crate::Focus)).
    ///
    /// Not every block is decided by its score: see [`Block::verdict`].
    pub fn threshold(&self) -> f32 {
        self.selection.threshold
    }

    /// Returns the most likely type of the page with its probability, 0 to 1. Computed on the first
    /// call.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::extract("<article><p>It rained on Tuesday.</p></article>");
    /// let (kind, probability) = page.page_type();
    /// println!("{kind} with {:.0}%", probability * 100.0);
    /// ```
    pub fn page_type(&self) -> (PageType, f32) {
        *self.page_type.get_or_init(|| score::page_type(self.overview()))
    }

    /// Returns the readers' comments in document order, with their authors and dates if the markup
    /// states them. Empty unless the extractor was set to [`Comments::Separate`], and on forums,
    /// whose [posts](Extraction::posts) are their content. Comments loaded by a script are not
    /// found.
    pub fn comments(&self) -> &[Comment] {
        let Some(discussion) = &self.discussion else { return &[] };
        if self.comments != Comments::Separate {
            return &[];
        }
        self.read_comments.get_or_init(|| comments::read(&self.dom, &self.page, discussion))
    }

    /// Returns the posts of a thread in document order, with their authors and dates if the markup
    /// states them, and without signatures. Empty if the page is not a thread: what readers wrote
    /// about an article are [comments](Extraction::comments). Computed on the first call.
    ///
    /// # Example
    ///
    /// ```
    /// let post = |name: &str, text: &str| {
    ///     format!("<div class=post><b class=username>{name}</b><div class=content>{text}</div></div>")
    /// };
    /// let page = dehusk::extract(&format!(
    ///     "<meta name=generator content=phpBB><body class=viewtopic><div id=posts>{}{}</div>",
    ///     post("Ada", "Did it rain where you live? Here it stayed dry for eleven weeks."),
    ///     post("Bo", "It did not rain here, only three miles to the north of us."),
    /// ));
    /// for post in page.posts() {
    ///     println!("{}: {}", post.author.as_deref().unwrap_or("?"), post.text);
    /// }
    /// ```
    pub fn posts(&self) -> &[Comment] {
        self.posts.get_or_init(|| {
            if self.discussion.as_ref().is_some_and(Discussion::has_comments) {
                return Vec::new();
            }
            // A discussion without anything else is the page's content.
            let read = |found: Option<Discussion>| {
                found.map(|found| comments::read(&self.dom, &self.page, &found)).unwrap_or_default()
            };
            let called_comments = || read(comments::find(&self.dom, &self.page));
            let named_comments =
                || read(comments::find(&self.dom, &self.page).and_then(Discussion::without_row));
            match self.page_type().0 {
                PageType::Product => Vec::new(),
                PageType::Forum => {
                    let kept = self.selection.kept().into_iter();
                    let kept: Vec<f32> = kept.map(|kept| f32::from(u8::from(kept))).collect();
                    let thread = read(comments::find_thread(&self.dom, &self.page, &kept));
                    let bytes = |posts: &[Comment]| -> usize {
                        posts.iter().map(|post| post.text.len()).sum()
                    };
                    let named = named_comments();
                    match bytes(&thread).max(bytes(&named)) {
                        0 => called_comments(),
                        most if most == bytes(&thread) => thread,
                        _ => named,
                    }
                }
                _ => called_comments(),
            }
        })
    }

    /// Returns an iterator over all blocks of the page in document order, kept or dropped.
    pub fn blocks(
        &self,
    ) -> impl DoubleEndedIterator<Item = Block<'_>> + ExactSizeIterator + FusedIterator {
        (0..self.page.blocks.len()).map(|index| Block::new(self, index))
    }

    /// Returns what the page says about itself: title, authors, dates and more. Computed on the first
    /// call.
    pub fn metadata(&self) -> &Metadata {
        self.metadata.get_or_init(|| {
            let others = self.discussion.as_ref();
            let others = others.map(|discussion| discussion.outermost(&self.page).collect());
            let address = self.base_url.as_deref();
            let others = others.unwrap_or_default();
            let site = OfSite {
                names: &self.site_names,
                byline: self.site.as_ref().and_then(|site| site.byline),
                dateline: self.site.as_ref().and_then(|site| site.dateline),
            };
            metadata::read(&self.dom, &self.page, &others, &self.base(), address, &site)
        })
    }

    /// Returns whether the page exceeded one of the [`Limits`](crate::Limits), so that its end is
    /// missing or deeply nested elements were flattened.
    pub fn is_truncated(&self) -> bool {
        self.dom.is_truncated()
    }
}
