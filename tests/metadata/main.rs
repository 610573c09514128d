//! Title, authors, dates and what else a page says about itself.

mod authors;
mod dates;
mod sources;
mod titles;

use dehusk::{Field, Metadata, Source};

const TEXT: &str = "<p>After eleven dry weeks it rained on Tuesday, and the farmers of the valley went \
    out into the fields to see whether it was true.</p>";

fn metadata(html: &str) -> Metadata {
    dehusk::extract(html).metadata().clone()
}

fn article(body: &str) -> Metadata {
    metadata(&format!(
        "<title>Rain at last</title><body><article><h1>Rain at last</h1>{body}{TEXT}</article>"
    ))
}

fn linked_data(json: &str) -> Metadata {
    article(&format!("<script type='application/ld+json'>{json}</script>"))
}

fn authors(metadata: &Metadata) -> Vec<&str> {
    metadata.authors.iter().map(|author| author.as_str()).collect()
}

fn value(field: &Option<Field>) -> Option<&str> {
    field.as_ref().map(Field::as_str)
}

fn published(metadata: &Metadata) -> Option<(&str, Source)> {
    metadata.published.as_ref().map(|field| (field.as_str(), field.source()))
}
