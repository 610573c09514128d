//! Values and where they were found.

use crate::keyword::keywords;
use std::fmt;

/// A value of [`Metadata`](crate::Metadata), and where it was found.
///
/// # Example
///
/// ```
/// let page = dehusk::extract("<title>Rain at last</title><p>It rained on Tuesday.</p>");
/// let title = page.metadata().title.clone().unwrap();
/// assert_eq!(title, "Rain at last");
/// assert_eq!(title.source(), dehusk::Source::TitleElement);
/// println!("{title}, {} bytes", title.as_str().len());
/// let title: String = title.into();
/// # assert_eq!(title, "Rain at last");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Field {
    pub(super) source: Source,
    pub(super) value: String,
}

impl Field {
    /// Creates a field from a value and its source.
    pub fn new(value: impl Into<String>, source: Source) -> Field {
        Field { source, value: value.into() }
    }

    /// Returns the value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// Returns where the value was found.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }
}

impl AsRef<str> for Field {
    fn as_ref(&self) -> &str {
        &self.value
    }
}

impl From<Field> for String {
    fn from(field: Field) -> String {
        field.value
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.value)
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({})", self.value, self.source)
    }
}

/// Compares the value, in both directions.
macro_rules! compare_with {
    ($($text:ty),+) => {$(
        impl PartialEq<$text> for Field {
            fn eq(&self, other: &$text) -> bool {
                let other: &str = other.as_ref();
                self.value == other
            }
        }

        impl PartialEq<Field> for $text {
            fn eq(&self, other: &Field) -> bool {
                other == self
            }
        }
    )+};
}

compare_with!(str, &str, String);

/// Where a value of [`Metadata`](crate::Metadata) was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// A script of type `application/ld+json`.
    JsonLd,
    /// Attributes of microdata (`itemprop`) or RDFa (`property` inside `typeof`).
    Microdata,
    /// A `<meta>` of Open Graph: `og:…`, `article:…`.
    OpenGraph,
    /// A `<meta>` of Twitter: `twitter:…`.
    Twitter,
    /// A `<meta>` of Dublin Core: `dc.…`, `dcterms.…`.
    DublinCore,
    /// A `<meta>` for libraries: `citation_…`.
    Citation,
    /// Another `<meta>`.
    Meta,
    /// The `<title>` element.
    TitleElement,
    /// A heading of the page.
    Heading,
    /// A link with a relation: `<link>` or `<a rel="license">`.
    Link,
    /// The `lang` attribute of `<html>`.
    LangAttribute,
    /// A `<time>` element near the title.
    Time,
    /// A link with the relation `author` near the title.
    RelAuthor,
    /// An element near the title whose class or id names it as a byline or a date.
    Byline,
    /// The text near the title.
    Text,
    /// The text at a place where other pages of the site, learned by the profile given to
    /// [`Extractor::site`](crate::Extractor::site), show what their markup states.
    SitePlace,
    /// The page's own address, as given by the caller or stated by the page.
    Address,
    /// The address of the page's lead image.
    ImageAddress,
}

keywords!(Source, "source", {
    JsonLd => "json_ld",
    Microdata => "microdata",
    OpenGraph => "open_graph",
    Twitter => "twitter",
    DublinCore => "dublin_core",
    Citation => "citation",
    Meta => "meta",
    TitleElement => "title_element",
    Heading => "heading",
    Link => "link",
    LangAttribute => "lang_attribute",
    Time => "time",
    RelAuthor => "rel_author",
    Byline => "byline",
    Text => "text",
    SitePlace => "site_place",
    Address => "address",
    ImageAddress => "image_address",
});
