//! What the page says about itself.

mod authors;
mod byline;
mod date;
mod dateline;
mod field;
mod gather;
mod json;
mod months;
mod person_names;
mod placeholder;
mod plain;
mod published;
mod read;
mod schema;
mod sources;
mod structured;
mod title;
mod visible;

pub use field::{Field, Source};

pub(crate) use byline::leads_to_person;
pub(crate) use dateline::element_date;
pub(crate) use plain::element_text;
pub(crate) use read::read;
pub(crate) use structured::{StructuredText, structured_text};

/// What a page says about itself: its title, who wrote it, when.
///
/// Nothing in it is guessed: a field is there if the page states or shows its value, and tells
/// where ([`Field::source`]). What templates and tools leave where nobody has given a value
/// (`{{title}}`, `undefined`, "Untitled", `admin`) is none. For authors and dates the sources are asked in this order, and the
/// first that has a value gives it:
///
/// 1. JSON-LD (schema.org), from the thing that is the page's subject,
/// 2. microdata and RDFa,
/// 3. `<meta>`: citation, plain and Open Graph names, Dublin Core, Twitter,
/// 4. what the page shows near its title: `<time>`, `rel="author"`, elements named after authors
///    and dates, links to authors, lines that begin as a byline does.
///
/// An author that is only the site's own name gives way to a person in a later source. For what
/// belongs to the page as a document (site name, description, language, addresses, image) `<meta>`,
/// `<link>` and `lang` come before JSON-LD and microdata. The title is weighed, since its sources
/// disagree so often ([`Metadata::title`]).
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
    /// The title of what the page is about, without the name of the site.
    ///
    /// It is the part of a stated title (JSON-LD, Open Graph, `<title>`) that is a heading of the
    /// page as well. Where heading and statements differ, it is the heading that readers see:
    /// the only main heading of an article, or a main heading in other words than the statement;
    /// but of news what Open Graph and JSON-LD agree on. A kicker before it stands or falls by
    /// Open Graph. Where no heading is to be found, it is the first part of the stated title.
    pub title: Option<Field>,
    /// The text of `<title>` as it stands, the name of the site included.
    pub document_title: Option<Field>,
    /// The authors in the order of the page. Addresses and handles are no names.
    pub authors: Vec<Field>,
    /// When the page was first published, in ISO 8601: a day (`2024-05-03`) or a moment with its
    /// time zone as far as the page gives one (`2024-05-03T06:00:00+02:00`), sometimes only a
    /// month or a year. A day and a month in an order that neither the language nor the rest of
    /// the page tells are no date.
    ///
    /// Behind what the markup states come the page's address, the dateline, metas that mean
    /// publication or the last change ([`date`](Source::Meta)), and the address of the lead image.
    /// An address with an earlier day overrules a statement. A moment of universal time gives way
    /// to the day of the place, where address or dateline have the one before or after. The day of
    /// the last change alone is [`modified`](Metadata::modified), and there is no other then.
    pub published: Option<Field>,
    /// When the page was last changed, in ISO 8601.
    pub modified: Option<Field>,
    /// The name of the web site.
    pub site_name: Option<Field>,
    /// A summary in a sentence or two.
    pub description: Option<Field>,
    /// The language as a BCP 47 tag, such as `en` or `pt-BR`: that of `<html lang>`, of the page's own
    /// address among its translations (`hreflang`), or of its metadata. It is not told from the text.
    pub language: Option<Field>,
    /// The address that the page gives as its own.
    pub canonical_url: Option<Field>,
    /// The address of the lead image.
    pub image: Option<Field>,
    /// The address of the site's icon. Only what the page says: no `/favicon.ico` is made up.
    pub icon: Option<Field>,
    /// Sections of the site that the page belongs to.
    pub categories: Vec<Field>,
    /// Key words.
    pub tags: Vec<Field>,
    /// The license, as a rule by its address.
    pub license: Option<Field>,
}
