//! The pipeline, and how its options are set.

use crate::block::Page;
use crate::comments::Discussion;
use crate::dom::{self, Dom};
use crate::error::Error;
use crate::extraction::{Block, Extraction};
use crate::options::{Comments, Focus, Limits, Scorer, Title};
use crate::score::CachedOverview;
use crate::select::discussion::MadeOfPosts;
use crate::selector::Selectors;
use crate::site::{self, SiteProfile};
use crate::{block, comments, render, score, select, selector};
use markup5ever_rcdom::RcDom;
use std::cell::LazyCell;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

/// Extracts pages with the options you choose.
///
/// An extractor is cheap to create and to clone, keeps no state between pages, and can be shared
/// across threads.
///
/// # Example
///
/// ```
/// use dehusk::{Extractor, Focus};
///
/// let extractor = Extractor::new().focus(Focus::Precision);
/// let page = extractor.extract("<p>Hello, this is a page with one paragraph.</p>")?;
/// assert!(page.text().contains("one paragraph"));
/// # Ok::<(), dehusk::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Extractor {
    pub(crate) focus: Focus,
    pub(crate) scorer: Scorer,
    pub(crate) limits: Limits,
    comments: Comments,
    title: Title,
    base_url: Option<String>,
    keep_only: Selectors,
    drop_matching: Selectors,
    site: Option<Arc<SiteProfile>>,
    drop_blocks: Vec<BlockPredicate>,
}

/// A caller's function that decides which blocks to drop.
#[derive(Clone)]
struct BlockPredicate(Arc<dyn Fn(&Block<'_>) -> bool + Send + Sync>);

// An extractor does not change during an extraction, so a panicking predicate can only leave its
// own state inconsistent.
impl UnwindSafe for BlockPredicate {}
impl RefUnwindSafe for BlockPredicate {}

impl fmt::Debug for BlockPredicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlockPredicate")
    }
}

impl Extractor {
    /// Creates an extractor with the default options.
    pub fn new() -> Extractor {
        Extractor::default()
    }

    /// Sets whether blocks in doubt are kept or dropped. Default: [`Focus::Balanced`].
    pub fn focus(mut self, focus: Focus) -> Extractor {
        self.focus = focus;
        self
    }

    /// Sets how blocks are scored. Default: [`Scorer::Model`].
    pub fn scorer(mut self, scorer: Scorer) -> Extractor {
        self.scorer = scorer;
        self
    }

    /// Sets whether the page's headline is part of the content. Default: [`Title::Leave`]. This does
    /// not change what [`Extractor::keep_only`] keeps.
    pub fn title(mut self, title: Title) -> Extractor {
        self.title = title;
        self
    }

    /// Sets how readers' comments are handled. Default: [`Comments::Drop`]. This does not change what
    /// [`Extractor::keep_only`] keeps.
    pub fn comments(mut self, comments: Comments) -> Extractor {
        self.comments = comments;
        self
    }

    /// Sets limits on what a page may cost. Default: [`Limits::default`].
    pub fn limits(mut self, limits: Limits) -> Extractor {
        self.limits = limits;
        self
    }

    /// Sets the page's address, against which relative links and images are resolved. The page's own
    /// `<base>` applies first. An address that is not absolute is ignored. Default: the address that
    /// the page states as its own in `rel=canonical` or `og:url`. Without any, relative addresses stay
    /// relative.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::Extractor::new().base_url("https://example.org/a/b.html").extract(
    ///     "<p>This is a page of one paragraph, and it has <a href='../c'>a link</a> in it.</p>",
    /// )?;
    /// assert!(page.markdown().contains("[a link](https://example.org/c)"));
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn base_url(mut self, base_url: impl Into<String>) -> Extractor {
        self.base_url = Some(base_url.into());
        self
    }

    /// Sets a profile of the page's site. Text that appears on many pages of the site is then unlikely
    /// to be kept, and scores move toward those of blocks at the same place on the site's other pages.
    /// Default: none. A profile that has learned nothing changes nothing.
    ///
    /// The profile may have learned the page itself: a page is never evidence against itself. To share
    /// one profile between extractors, pass an [`Arc`].
    ///
    /// # Example
    ///
    /// ```
    /// use dehusk::{Extractor, SiteProfile};
    ///
    /// let pages = ["<p>It rained on Tuesday.</p>", "<p>It snowed on Friday.</p>"];
    /// let mut site = SiteProfile::new();
    /// for html in pages {
    ///     site.learn(html);
    /// }
    /// let extractor = Extractor::new().site(site);
    /// for html in pages {
    ///     println!("{}", extractor.extract(html)?.text());
    /// }
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn site(mut self, profile: impl Into<Arc<SiteProfile>>) -> Extractor {
        self.site = Some(profile.into());
        self
    }

    /// Keeps the elements that match a CSS selector, whatever their score, and nothing else. If called
    /// more than once, elements that match any of the selectors are kept. A page without such an
    /// element has no content.
    ///
    /// A block is inside an element if the beginning of its text is. Selectors may contain:
    ///
    /// - element names, `*`, `#id`, `.class`;
    /// - attributes: `[href]`, `=`, `~=`, `|=`, `^=`, `$=`, `*=`, and the flag `i`;
    /// - the combinators (space), `>`, `+` and `~`, and commas;
    /// - `:is()`, `:not()`, `:has()`, `:root` and `:empty`;
    /// - `:nth-child()`, `:nth-of-type()`, `:first-child`, `:first-of-type`, `:only-child` and
    ///   similar, but not `of` inside `:nth-child()`.
    ///
    /// Each part of a selector takes time linear in the page, including `:has()`. Every
    /// [`Block::path`] is a valid selector.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Selector`] if the selector is invalid.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::Extractor::new()
    ///     .keep_only("main > .recipe")?
    ///     .extract("<main><p>Hello!</p><div class=recipe>Flour, water</div></main>")?;
    /// assert_eq!(page.text(), "Flour, water");
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn keep_only(mut self, css: &str) -> Result<Extractor, Error> {
        self.keep_only.add(css)?;
        Ok(self)
    }

    /// Removes the elements that match a CSS selector before blocks are scored. Selectors are those
    /// of [`Extractor::keep_only`]. If called more than once, elements that match any of the selectors
    /// are removed. All selectors are matched against the original page.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Selector`] if the selector is invalid.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::Extractor::new()
    ///     .drop_matching("sup.note, [class*=share]")?
    ///     .extract("<p>It rained<sup class=note>1</sup> on Tuesday, after eleven dry weeks.</p>")?;
    /// assert_eq!(page.text(), "It rained on Tuesday, after eleven dry weeks.");
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn drop_matching(mut self, css: &str) -> Result<Extractor, Error> {
        self.drop_matching.add(css)?;
        Ok(self)
    }

    /// Drops the blocks for which `predicate` returns `true`, whatever their score. If called more
    /// than once, a block is dropped if any of the predicates returns `true`.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::Extractor::new()
    ///     .drop_blocks(|block| block.text().starts_with("Advertisement"))
    ///     .extract(
    ///         "<article><p>After eleven dry weeks it rained on Tuesday in all of the valley.</p>
    ///          <p>Advertisement: umbrellas of all sizes and colours are on sale this week.</p>",
    ///     )?;
    /// assert!(!page.text().contains("umbrellas"));
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn drop_blocks(
        mut self,
        predicate: impl Fn(&Block<'_>) -> bool + Send + Sync + 'static,
    ) -> Extractor {
        self.drop_blocks.push(BlockPredicate(Arc::new(predicate)));
        self
    }

    /// Extracts a page.
    ///
    /// # Errors
    ///
    /// Returns [`Error::LimitExceeded`] under [`OnLimit::Error`](crate::OnLimit::Error), and no other
    /// error.
    pub fn extract(&self, html: &str) -> Result<Extraction, Error> {
        Ok(self.run(dom::parse(html, &self.limits, self.keep_all_attributes())?))
    }

    /// Extracts a page in any encoding of the web.
    ///
    /// The encoding is determined as in browsers, in this order: by a byte order mark, by the
    /// `charset` of the `Content-Type` header if given, by `<meta charset>` or similar within the
    /// first 1,024 bytes, or by a guess from the text. Malformed sequences become U+FFFD.
    ///
    /// # Errors
    ///
    /// Returns [`Error::LimitExceeded`] under [`OnLimit::Error`](crate::OnLimit::Error), and no other
    /// error.
    ///
    /// # Example
    ///
    /// ```
    /// let bytes = b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0!";
    /// let page = dehusk::Extractor::new().extract_bytes(bytes, Some("text/html"))?;
    /// assert_eq!(page.text(), "Привет, мир!");
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    #[cfg(feature = "encoding")]
    pub fn extract_bytes(
        &self,
        bytes: &[u8],
        content_type: Option<&str>,
    ) -> Result<Extraction, Error> {
        let allowed = self.limits.allowed_bytes(bytes.len())?;
        if crate::encoding::is_binary(&bytes[..allowed], content_type) {
            return Ok(self.run(Dom::of_binary()));
        }
        let html = crate::encoding::decode(&bytes[..allowed], content_type);
        // The limits apply to these bytes, and text in some encodings grows when decoded to UTF-8.
        let nodes = self.limits.nodes.min(dom::max_nodes(allowed));
        let limits = Limits { bytes: usize::MAX, nodes, ..self.limits };
        let mut dom = dom::parse(&html, &limits, false)?;
        if allowed < bytes.len() {
            dom.set_truncated();
        }
        Ok(self.run(dom))
    }

    /// Extracts a page that html5ever has already parsed into an `RcDom` of the
    /// [`markup5ever_rcdom`](crate::markup5ever_rcdom) that this crate re-exports. Parse with
    /// `scripting_enabled: false`; otherwise the content of `<noscript>` is not seen.
    ///
    /// The result is that of [`Extractor::extract`], except for pages with an element of raw text
    /// that only `</noscript>` ends, such as `<noscript><iframe/></noscript>`, or that nothing ends
    /// ([`TextSource::UnclosedElement`]). In html5ever's tree it holds the rest of the page.
    ///
    /// [`TextSource::UnclosedElement`]: crate::TextSource::UnclosedElement
    ///
    /// # Errors
    ///
    /// Returns [`Error::LimitExceeded`] under [`OnLimit::Error`](crate::OnLimit::Error), and no other
    /// error.
    ///
    /// # Example
    ///
    /// ```
    /// use dehusk::Extractor;
    /// use dehusk::markup5ever_rcdom::RcDom;
    /// use html5ever::tendril::TendrilSink;
    /// use html5ever::tree_builder::TreeBuilderOpts;
    /// use html5ever::{ParseOpts, parse_document};
    ///
    /// let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    /// let options = ParseOpts { tree_builder, ..Default::default() };
    /// let dom = parse_document(RcDom::default(), options)
    ///     .one("<p>It rained on Tuesday, after eleven dry weeks.</p>");
    /// let page = Extractor::new().extract_dom(&dom)?;
    /// assert_eq!(page.text(), "It rained on Tuesday, after eleven dry weeks.");
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn extract_dom(&self, dom: &RcDom) -> Result<Extraction, Error> {
        Ok(self.run(dom::from_rcdom(dom, &self.limits, self.keep_all_attributes())?))
    }

    /// The extraction of a page rejected by the default limits, which never happens: they truncate.
    pub(crate) fn empty() -> Extraction {
        Extractor::default().run(Dom::nothing())
    }

    /// Whether a selector needs attributes that nothing else reads.
    fn keep_all_attributes(&self) -> bool {
        self.keep_only.need_all_attributes() || self.drop_matching.need_all_attributes()
    }

    fn run(&self, mut dom: Dom) -> Extraction {
        // Both kinds of selectors, and the paths of blocks, refer to the page as given.
        let wanted = (!self.keep_only.is_empty()).then(|| selector::matches(&dom, &self.keep_only));
        let mut ordinals = None;
        if !self.drop_matching.is_empty() {
            let unwanted = selector::matches(&dom, &self.drop_matching);
            ordinals = (!unwanted.is_empty()).then(|| render::Ordinals::of(&dom));
            unwanted.into_iter().for_each(|node| dom.detach(node));
        }
        let page = block::segment(&dom);
        let overview = CachedOverview::default();
        let scores = score::score(self.scorer, &dom, &page, &overview);
        let profile = self.site.as_deref();
        let kinds = score::kinds(self.scorer, &dom, &page, &overview);
        let adjusted =
            profile.and_then(|profile| site::adjust(profile, &dom, &page, &scores, &kinds));
        let (scores, evidence) = match adjusted {
            Some((adjusted, evidence)) => (adjusted, Some(evidence)),
            None => (scores, None),
        };
        let written = written_by_readers(&dom, &page, &scores, || match self.scorer {
            Scorer::Model => MadeOfPosts::of(&kinds),
            Scorer::Density => {
                MadeOfPosts::of(&score::kinds(Scorer::Model, &dom, &page, &overview))
            }
        });
        let (posts, signatures) = (written.posts(&page), written.signatures(&page));
        let discussion = written.beside_content();
        let keep_only = wanted.map(|wanted| selector::blocks_inside(&dom, &page, &wanted));
        let titles = block::Titles::of(&dom, &page);
        let headlines = titles.headlines(&page);
        let linked = block::Linked::of(&dom, &page, &titles);
        let settings = select::Settings {
            focus: self.focus,
            scorer: self.scorer,
            comments: self.comments,
            discussion: discussion.as_ref(),
            keep_only: keep_only.as_deref(),
            headlines: &headlines,
            linked: &linked,
            posts: &posts,
            signatures: &signatures,
            kinds,
            tuning: &select::TUNING,
            without_site: evidence
                .as_ref()
                .filter(|evidence| evidence.fit > 0.0)
                .map_or(&[], |evidence| &evidence.own_scores),
        };
        let selection = select::select(&settings, &page, &scores);
        let mut extraction = Extraction::new(dom, page, scores, selection)
            .scored_by(self.scorer)
            .with_overview(overview)
            .with_base_url(self.base_url.clone())
            .with_ordinals(ordinals)
            .with_site(evidence, profile.map(SiteProfile::names).unwrap_or_default())
            .with_discussion(discussion, self.comments)
            .titled(self.title == Title::Include && self.keep_only.is_empty())
            .narrowed(!self.keep_only.is_empty() || !self.drop_blocks.is_empty());
        for BlockPredicate(drops) in &self.drop_blocks {
            extraction.drop_blocks(|block| drops(block));
        }
        extraction
    }
}

/// What readers wrote on a page.
pub(crate) enum Written {
    Nothing,
    /// Comments on the page's content.
    Beside(Discussion),
    /// The posts of a thread, which are the content.
    Content(Discussion),
}

impl Written {
    /// For every block whether it is the text of a post that is content.
    pub(crate) fn posts(&self, page: &Page) -> Vec<bool> {
        match self {
            Written::Content(thread) => {
                thread.texts(page, !select::discussion::is_short_thread(page))
            }
            _ => Vec::new(),
        }
    }

    /// For every block whether it is a signature in a thread that is content.
    pub(crate) fn signatures(&self, page: &Page) -> Vec<bool> {
        match self {
            Written::Content(thread) => thread.signatures(page),
            _ => Vec::new(),
        }
    }

    pub(crate) fn beside_content(self) -> Option<Discussion> {
        match self {
            Written::Beside(discussion) => Some(discussion),
            _ => None,
        }
    }
}

/// What readers wrote on the page, and whether that is its content.
pub(crate) fn written_by_readers(
    dom: &Dom,
    page: &Page,
    scores: &[f32],
    made_of_posts: impl FnOnce() -> MadeOfPosts,
) -> Written {
    let made_of_posts = LazyCell::new(made_of_posts);
    let thread = || {
        let is_forum = *made_of_posts == MadeOfPosts::Thread;
        let thread = is_forum.then(|| comments::find_thread(dom, page, scores)).flatten();
        let thread =
            thread.filter(|thread| select::discussion::is_whole_page(page, scores, thread));
        thread.map_or(Written::Nothing, Written::Content)
    };
    let Some(mut discussion) = comments::find(dom, page) else { return thread() };
    if !select::discussion::stands_behind_article(page, scores, &discussion) {
        let Some(named) = discussion.without_row() else { return thread() };
        discussion = named;
    }
    match select::discussion::are_content(page, scores, &discussion, || *made_of_posts) {
        true => Written::Content(discussion),
        false => Written::Beside(discussion),
    }
}
