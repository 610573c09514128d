//! What the page says about itself.

mod authors;
mod byline;
mod date;
mod dateline;
mod field;
mod gather;
mod json;
mod months;
mod of_site;
mod person_names;
mod placeholder;
mod plain;
mod published;
mod read;
mod schema;
mod signature;
mod sources;
mod structured;
mod title;
mod visible;

pub use field::{Field, Source};

pub(crate) use byline::leads_to_person;
pub(crate) use dateline::{element_date, first_day};
pub(crate) use of_site::{Confirmed, OfSite, confirmed};
pub(crate) use plain::element_text;
pub(crate) use read::read;
pub(crate) use structured::{StructuredText, structured_text};
pub(crate) use title::ends as title_ends;

/// What a page says about itself: its title, who wrote it, when.
///
/// Nothing is guessed: a field has a value only if the page states or shows it, and
/// [`Field::source`] says where. Placeholders that templates and tools leave (`{{title}}`,
/// `undefined`, "Untitled", `admin`) are not values. Authors and dates come from the first of these
/// sources that has a value:
///
/// 1. JSON-LD (schema.org), from the item that is the page's subject,
/// 2. microdata and RDFa,
/// 3. `<meta>`: citation, plain and Open Graph names, Dublin Core, Twitter,
/// 4. what the page shows near its title: `<time>`, `rel="author"`, elements named after authors
///    and dates, links to authors, lines that begin like a byline. Before these, if the page has a
///    profile of its site, what stands where other pages of the site show what they state.
///
/// If the author is only the site's own name or account, or whom the page calls its editor, a person
/// from a later source is preferred. For site name, description, language, addresses and image,
/// `<meta>`, `<link>` and `lang` come before JSON-LD and microdata. The sources of the title often
/// disagree: see [`Metadata::title`].
///
/// # Example
///
/// ```
/// use dehusk::Source;
///
/// let page = dehusk::extract(
///     r#"<html lang="de"><title>Regen im Tal – Talblatt</title>
///        <meta property="og:site_name" content="Talblatt">
///        <script type="application/ld+json">{"@type": "NewsArticle", "author":
///          [{"name": "Anna Berg"}], "datePublished": "2024-05-03T06:00:00+02:00"}</script>
///        <h1>Regen im Tal</h1><p>Nach elf trockenen Wochen hat es geregnet.</p>"#,
/// );
/// let metadata = page.metadata();
/// assert_eq!(metadata.title.as_ref().unwrap(), "Regen im Tal");
/// assert_eq!(metadata.authors[0], "Anna Berg");
/// assert_eq!(metadata.authors[0].source(), Source::JsonLd);
/// assert_eq!(metadata.published.as_ref().unwrap(), "2024-05-03T06:00:00+02:00");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct Metadata {
    /// The title, without the name of the site.
    ///
    /// It is the part of a stated title (JSON-LD, Open Graph, `<title>`) that is also a heading of
    /// the page. If several are, it is that of Open Graph: the others, often with the main heading,
    /// are written for search engines. If heading and stated titles differ, it is the heading that
    /// readers see: the only main heading of an article, or a main heading worded differently from
    /// the stated titles. For news, a title on which Open Graph and JSON-LD agree comes first. A
    /// kicker before the title is kept if Open Graph has it. Without a matching heading, it is the
    /// first part of the stated title.
    pub title: Option<Field>,
    /// The text of `<title>`, unchanged, including the name of the site.
    pub document_title: Option<Field>,
    /// The authors in document order. Addresses and handles are not names.
    pub authors: Vec<Field>,
    /// When the page was first published, in ISO 8601: a day (`2024-05-03`) or a moment with its
    /// time zone if the page gives one (`2024-05-03T06:00:00+02:00`), sometimes only a
    /// month or a year. If the order of day and month
    /// is unclear from the language and the rest of the page, it is not a date.
    ///
    /// After the dates stated in the markup come the page's address, the dateline, metas that may
    /// mean publication or the last change ([`date`](Source::Meta)), and the address of the lead
    /// image. An earlier day in the page's address overrules a stated date. If address or dateline
    /// have the day before or after a time in UTC, theirs is taken, as it is the local day. If the
    /// page gives only the day of its last change, that is [`modified`](Metadata::modified), and
    /// this field is `None`.
    pub published: Option<Field>,
    /// When the page was last changed, in ISO 8601.
    pub modified: Option<Field>,
    /// The name of the website.
    pub site_name: Option<Field>,
    /// A summary in a sentence or two.
    pub description: Option<Field>,
    /// The language as a BCP 47 tag, such as `en` or `pt-BR`, from `<html lang>`, from the page's own
    /// address among its translations (`hreflang`), or from its metadata. It is not detected from the
    /// text.
    pub language: Option<Field>,
    /// The address that the page states as its own.
    pub canonical_url: Option<Field>,
    /// The address of the lead image.
    pub image: Option<Field>,
    /// The address of the site's icon, if the page states it. `/favicon.ico` is not assumed.
    pub icon: Option<Field>,
    /// The sections of the site that the page belongs to.
    pub categories: Vec<Field>,
    /// Keywords.
    pub tags: Vec<Field>,
    /// The license, usually its address.
    pub license: Option<Field>,
}
