//! A guide: from one page to a crawl, and from other libraries to this one.
//!
//! 1. [One page](#one-page)
//! 2. [Focus, headline, comments](#focus-headline-comments)
//! 3. [Trusting a result](#trusting-a-result)
//! 4. [Many pages](#many-pages)
//! 5. [Pages of one site](#pages-of-one-site)
//! 6. [Training on your own pages](#training-on-your-own-pages)
//! 7. [Migrating](#migrating) from [dom_smoothie](#from-dom_smoothie), [readability](#from-readability),
//!    [rs-trafilatura](#from-rs-trafilatura) and [trafilatura](#from-trafilatura)
//!
//! # One page
//!
//! ```
//! let html = "<title>Rain at last | The Valley Post</title>
//!     <nav><a href='/'>Home</a> <a href='/weather'>Weather</a></nav>
//!     <article><h1>Rain at last</h1>
//!     <p>After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out into
//!     the fields to see whether it was true.</p></article>
//!     <footer><a href='/imprint'>Imprint</a></footer>";
//! let page = dehusk::extract(html);
//! assert!(page.text().starts_with("After eleven dry weeks"));
//! assert!(!page.text().contains("Imprint"));
//! assert_eq!(page.metadata().title.as_ref().unwrap(), "Rain at last");
//! ```
//!
//! [`extract`](crate::extract) parses, scores and selects; this is most of the work.
//! [`text`](crate::Extraction::text), [`markdown`](crate::Extraction::markdown) and
//! [`html`](crate::Extraction::html) render the selected blocks each time they are called, so keep the
//! string if you need it twice. [`metadata`](crate::Extraction::metadata) and
//! [`confidence`](crate::Extraction::confidence) are computed on the first call only.
//!
//! Pages from the network are bytes. Do not decode them yourself:
//! [`extract_bytes`](crate::Extractor::extract_bytes) finds the charset the way browsers do. Pass the
//! `Content-Type` header if you have it, and set the page's address if links and images are to work
//! elsewhere.
//!
//! ```
//! # #[cfg(feature = "encoding")]
//! # fn main() -> Result<(), dehusk::Error> {
//! use dehusk::Extractor;
//!
//! let bytes = b"<p>Caf\xe9s are open again, and most of <a href='list'>them</a> are full.</p>";
//! let page = Extractor::new()
//!     .base_url("https://example.org/news/")
//!     .extract_bytes(bytes, Some("text/html; charset=iso-8859-1"))?;
//! assert!(page.markdown().starts_with("Cafés are open"));
//! assert!(page.markdown().contains("(https://example.org/news/list)"));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "encoding"))]
//! # fn main() {}
//! ```
//!
//! # Focus, headline, comments
//!
//! Three questions have no right answer for everyone. Each is an option, and each default is the
//! answer that most callers want.
//!
//! **Blocks in doubt** ([`Focus`](crate::Focus)). A corpus for training suffers from boilerplate: take
//! [`Precision`](crate::Focus::Precision). A search index suffers from missing text: take
//! [`Recall`](crate::Focus::Recall). `Recall` also returns the best text of pages that seem to have no
//! content at all, where the other two return an empty string. A wider focus keeps every block that a
//! narrower one keeps.
//!
//! **The headline** ([`Title`](crate::Title)). It is in
//! [`Metadata::title`](crate::Metadata::title) either way. By default it is not in the text as well,
//! because an index or a database usually has a field of its own for it. Texts for people to read, and
//! benchmarks whose gold texts begin with the headline, need [`Title::Include`](crate::Title::Include).
//!
//! **Readers' comments** ([`Comments`](crate::Comments)). They are dropped by default.
//! [`Separate`](crate::Comments::Separate) lists them with authors and dates,
//! [`Keep`](crate::Comments::Keep) leaves them in the text. The posts of a forum are content, not
//! comments: [`posts`](crate::Extraction::posts) lists them.
//!
//! ```
//! use dehusk::{Comments, Extractor, Focus, Title};
//!
//! # let html = "<title>Rain at last</title><article><h1>Rain at last</h1>
//! #     <p>After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out into
//! #     the fields to see whether it was true.</p></article>
//! #     <ol class=commentlist><li><b class=author>Ada</b>
//! #     <p>It did not rain here, only three miles to the north.</p></ol>";
//! let reader_view = Extractor::new()
//!     .focus(Focus::Balanced)
//!     .title(Title::Include)
//!     .comments(Comments::Separate);
//! let page = reader_view.extract(html)?;
//! assert!(page.markdown().starts_with("# Rain at last"));
//! assert_eq!(page.comments()[0].author.as_deref(), Some("Ada"));
//! # Ok::<(), dehusk::Error>(())
//! ```
//!
//! # Trusting a result
//!
//! Extraction is a guess, and four values say how good a guess it was:
//!
//! - [`confidence`](crate::Extraction::confidence) estimates the F1 of the text's words, 0 to 1. Its
//!   model is calibrated: among pages with a confidence around 0.7, the mean F1 is around 0.7. It says
//!   more about many pages than about one.
//! - [`source`](crate::Extraction::source) says where the text comes from. Anything but
//!   [`Page`](crate::TextSource::Page) deserves a second look.
//! - [`is_truncated`](crate::Extraction::is_truncated) says that the page exceeded a limit.
//! - [`page_type`](crate::Extraction::page_type) is the likely type of the page. Articles and
//!   documentation come out well; listings and shops often do not.
//!
//! A pipeline that may drop pages keeps those above a bound, and writes the others down:
//!
//! ```
//! use dehusk::{Extraction, PageType, TextSource};
//!
//! fn is_good_enough(page: &Extraction) -> bool {
//!     let is_prose = matches!(page.page_type().0, PageType::Article | PageType::Documentation);
//!     let bound = if is_prose { 0.7 } else { 0.85 };
//!     page.confidence() >= bound && page.source() == TextSource::Page && !page.is_truncated()
//! }
//!
//! let shell = dehusk::extract("<nav><a href=/>Home</a></nav><p>Please enable JavaScript.</p>");
//! assert!(!is_good_enough(&shell));
//! ```
//!
//! Choose the bound on pages of your own; `docs/accuracy.md` has F1 by confidence on ours. To see why a single page came out as it did, look at its blocks. The
//! [verdict](crate::Block::verdict) explains the decision on a block, the
//! [reasons](crate::Block::reasons) explain its score. `dehusk inspect page.html -o report.html` draws
//! both.
//!
//! ```
//! # let html = "<p>After eleven dry weeks it rained on Tuesday in the valley.</p>";
//! for block in dehusk::extract(html).blocks() {
//!     println!("{:.2} {}", block.score(), block.verdict());
//!     for reason in block.reasons().iter().take(3) {
//!         println!("     {:+.1} {}", reason.change, reason.meaning);
//!     }
//! }
//! ```
//!
//! # Many pages
//!
//! An [`Extractor`](crate::Extractor) holds only options. Create one and share it across threads. An
//! [`Extraction`](crate::Extraction) holds the whole parsed page, so do not collect extractions:
//! collect [records](crate::Extraction::to_record), or the strings you need.
//!
//! ```
//! use dehusk::{Extractor, Focus, Format, Limits, Record};
//! use std::thread;
//!
//! let pages = ["<p>It rained on Tuesday.</p>", "<p>It snowed on Friday.</p>"];
//! let extractor = Extractor::new()
//!     .focus(Focus::Precision)
//!     .limits(Limits::default().bytes(8 << 20));
//! let records: Vec<Record> = thread::scope(|scope| {
//!     let extract = |html| {
//!         let extractor = &extractor;
//!         move || extractor.extract(html).map(|page| page.to_record(Format::Text))
//!     };
//!     let threads = pages.map(|html| scope.spawn(extract(html)));
//!     threads.into_iter().filter_map(|thread| thread.join().ok()?.ok()).collect()
//! });
//! assert_eq!(records.len(), 2);
//! ```
//!
//! With rayon it is `pages.par_iter().map(…)`. For files of a crawl, no code is needed:
//!
//! ```sh
//! dehusk batch crawl/*.warc.gz -o pages.jsonl.gz
//! ```
//!
//! reads WARC, ARC, JSON Lines and HTML, writes one record per page, and continues after a crash with
//! `--resume`.
//!
//! Pages of a crawl are hostile now and then. With the default [`Limits`](crate::Limits) no page makes
//! an extraction panic, overflow the stack, or take time or memory out of proportion to its size.
//! [`is_probably_readable`](crate::is_probably_readable) is a cheap check that skips most pages without
//! prose before they are parsed.
//!
//! # Pages of one site
//!
//! Several pages of a site show what one page does not: which text is on all of them, and which places
//! of the template hold content. A [`SiteProfile`](crate::SiteProfile) learns this without labels; five
//! pages are enough for most of the gain.
//!
//! ```
//! use dehusk::{Extractor, SiteProfile};
//!
//! # let page = |story: &str| format!("<title>{story} | Post</title><h1>{story}</h1><p>This is what
//! #     happened: {story}, and everybody in the valley talked about it for a week.</p>
//! #     <p>The Valley Post is written by the people of the valley, for the people of it.</p>");
//! # let pages: Vec<String> =
//! #     ["Rain at last", "The bridge is open", "A new mayor", "Snow in May", "The fair is back"]
//! #     .map(page).into();
//! let mut site = SiteProfile::new();
//! for html in &pages {
//!     site.learn(html);
//! }
//! // Profiles are small: store one per site, and go on learning the next day.
//! let stored: Vec<u8> = site.to_bytes();
//! let site = SiteProfile::from_bytes(&stored)?;
//!
//! let extractor = Extractor::new().site(site);
//! for html in &pages {
//!     let page = extractor.extract(html)?;
//!     println!("{}\n", page.text());
//! }
//! # Ok::<(), dehusk::Error>(())
//! ```
//!
//! Learn pages of one template together: a newspaper and its shop are better as two profiles.
//! [`site_fit`](crate::Extraction::site_fit) says how much of a page the profile recognizes. A page
//! that is extracted anyway is learned more cheaply with
//! [`learn_from`](crate::SiteProfile::learn_from). In a distributed crawl, each worker learns a profile of
//! its own, and [`merge`](crate::SiteProfile::merge) joins them.
//!
//! If you know the template, you need no statistics:
//! [`keep_only`](crate::Extractor::keep_only) and [`drop_matching`](crate::Extractor::drop_matching)
//! take CSS selectors, and [`drop_blocks`](crate::Extractor::drop_blocks) takes a function.
//!
//! # Training on your own pages
//!
//! Measure first. Twenty pages with the text that you want show whether there is anything to gain. Put
//! the HTML into `html/NAME.html`, and one line for each page into `pages.jsonl`:
//!
//! ```json
//! {"id": "NAME", "url": "https://example.org/a", "text": "The text that should come out."}
//! ```
//!
//! ```sh
//! dehusk evaluate my-pages --report report.html
//! ```
//!
//! The report shows F1 with intervals and the worst pages, each with the words that are missing and
//! those that should not be there. Often an option or a selector is enough. If it is not, and you have
//! some hundred pages, train a model, from a clone of the repository:
//!
//! ```sh
//! cargo run --release -p training -- path/to/wcxb my-pages --measure my-other-pages
//! ```
//!
//! This prints the accuracy on pages of sites that the models have not seen, and writes
//! `src/score/model/model.bin`, which the crate embeds. Build against your clone from then on. Train on
//! public collections together with your own pages, as in the command above: a model that has seen only
//! one kind of page does badly on any other. `CONTRIBUTING.md` has all arguments, `docs/accuracy.md`
//! the collections.
//!
//! # Migrating
//!
//! What is different from all of the libraries below:
//!
//! - The headline is not in the text unless you ask for it
//!   ([`Title::Include`](crate::Title::Include)).
//! - A page without content gives an empty text and a low confidence, not an error.
//! - Nothing is fetched, and nothing is cached between pages.
//! - Pages that are no articles (forums, documentation, listings, products) are extracted by the same
//!   call.
//!
//! ## From dom_smoothie
//!
//! | dom_smoothie | dehusk |
//! | --- | --- |
//! | `Readability::new(html, Some(url), None)?.parse()?` | `Extractor::new().base_url(url).extract(html)?` |
//! | `article.text_content` | [`page.text()`](crate::Extraction::text) |
//! | `article.content` | [`page.html()`](crate::Extraction::html) |
//! | `TextMode::Markdown` | [`page.markdown()`](crate::Extraction::markdown) |
//! | `article.title` | [`page.metadata().title`](crate::Metadata::title) |
//! | `article.byline` | [`page.metadata().authors`](crate::Metadata::authors), one name each |
//! | `article.excerpt` | [`page.metadata().description`](crate::Metadata::description), or [`page.excerpt(50)`](crate::Extraction::excerpt) |
//! | `article.site_name`, `lang`, `image`, `favicon` | `page.metadata()`: `site_name`, `language`, `image`, `icon` |
//! | `article.published_time`, `modified_time` | `page.metadata()`: `published`, `modified` |
//! | `article.dir` | [`page.direction()`](crate::Extraction::direction) |
//! | `is_probably_readable(&document, …)` | [`is_probably_readable(html)`](crate::is_probably_readable) |
//! | `Config::max_elements_to_parse` | [`Limits::nodes`](crate::Limits::nodes) |
//! | `Config::char_threshold`, `n_top_candidates` | none; [`Focus`](crate::Focus) comes closest |
//!
//! What differs: Readability keeps one container with what is in it, dehusk keeps blocks, so the HTML is
//! written anew from a short list of elements. It has no classes and no `<div>` of the page.
//! `article.content` is the page's own markup and needs a sanitizer before you show it;
//! [`html`](crate::Extraction::html) does not.
//!
//! ## From readability
//!
//! | readability | dehusk |
//! | --- | --- |
//! | `extractor::extract(&mut reader, &url)?` | read the bytes, then `Extractor::new().base_url(url).extract_bytes(&bytes, None)?` |
//! | `extractor::scrape(url)?` | fetch the page with a client of your own, and pass its `Content-Type` |
//! | `product.text` | [`page.text()`](crate::Extraction::text) |
//! | `product.content` | [`page.html()`](crate::Extraction::html) |
//! | `product.title` | [`page.metadata().title`](crate::Metadata::title) |
//!
//! What differs: `product.text` runs the words of neighboring elements together; here blocks are
//! separated by blank lines. The charset is detected instead of assumed to be UTF-8.
//!
//! ## From rs-trafilatura
//!
//! | rs-trafilatura | dehusk |
//! | --- | --- |
//! | `extract(html)?` | [`dehusk::extract(html)`](crate::extract), which cannot fail |
//! | `extract_with_options(html, &options)?` | `extractor.extract(html)?` |
//! | `extract_bytes(bytes)?` | [`extract_bytes(bytes, content_type)`](crate::Extractor::extract_bytes) |
//! | `result.content_text`, `content_html`, `content_markdown` | `page.text()`, `page.html()`, `page.markdown()` |
//! | `result.comments_text` | [`page.comments()`](crate::Extraction::comments) with [`Comments::Separate`](crate::Comments::Separate) |
//! | `result.metadata` | [`page.metadata()`](crate::Extraction::metadata), each value with its [source](crate::Field::source) |
//! | `result.metadata.page_type`, `classification_confidence` | [`page.page_type()`](crate::Extraction::page_type) |
//! | `result.extraction_quality` | [`page.confidence()`](crate::Extraction::confidence) |
//! | `result.images` | [`page.images()`](crate::Extraction::images) |
//! | `favor_precision`, `favor_recall` | [`focus(Focus::Precision)`](crate::Focus::Precision), [`focus(Focus::Recall)`](crate::Focus::Recall) |
//! | `include_comments: true` | [`comments(Comments::Keep)`](crate::Comments::Keep) |
//! | `include_title_in_content: true` | [`title(Title::Include)`](crate::Title::Include) |
//! | `max_tree_depth` | [`Limits::depth`](crate::Limits::depth) |
//! | `include_tables`, `include_images`, `include_links` | none: Markdown and HTML always have them, text has tables |
//! | `deduplicate` | none: a block that repeats another on the same page is dropped in any case |
//!
//! What differs: extracting returns an error only if you asked for one, with
//! [`OnLimit::Error`](crate::OnLimit::Error).
//!
//! ## From trafilatura
//!
//! | trafilatura (Python) | dehusk |
//! | --- | --- |
//! | `extract(html, url=url)` | `Extractor::new().base_url(url).extract(html)?.text()` |
//! | `output_format="markdown"`, `"html"` | `page.markdown()`, `page.html()` |
//! | `output_format="json"`, `bare_extraction(html)` | [`page.to_record(Format::Text)`](crate::Extraction::to_record) with the feature `serde` |
//! | `extract_metadata(html)` | [`page.metadata()`](crate::Extraction::metadata) |
//! | `favor_precision=True`, `favor_recall=True` | [`Focus::Precision`](crate::Focus::Precision), [`Focus::Recall`](crate::Focus::Recall) |
//! | `include_comments=True`, which is the default | [`comments(Comments::Keep)`](crate::Comments::Keep) |
//! | `prune_xpath="//aside"` | [`drop_matching("aside")`](crate::Extractor::drop_matching) |
//! | `fetch_url(url)` | any HTTP client, then [`extract_bytes`](crate::Extractor::extract_bytes) |
//! | `trafilatura --input-dir pages -o texts` | `dehusk batch pages -o texts.jsonl` |
//!
//! What differs: `extract` returns `None` for short or empty pages, dehusk an empty string. There is no
//! filter by language, no TEI, and no cache of texts seen before; a
//! [`SiteProfile`](crate::SiteProfile) recognizes what recurs on the pages of a site.
