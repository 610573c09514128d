//! Pages that this crate reads as browsers with scripts do, and html5ever does not.

/// Elements whose content is raw text, but for scripts.
const RAW_TEXT: [&str; 5] = ["iframe", "style", "xmp", "noembed", "noframes"];

/// Whether a `</noscript>` ends the raw text of an element that nothing else ends. To html5ever the
/// rest of such a page is raw text.
pub fn ends_raw_text(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    html.match_indices("<noscript").any(|(begin, _)| {
        let inside = html[begin..].split("</noscript").next().unwrap_or_default();
        RAW_TEXT.into_iter().any(|name| {
            let last = inside.rfind(&format!("<{name}"));
            last.is_some_and(|last| !inside[last..].contains(&format!("</{name}")))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::ends_raw_text;

    #[test]
    fn only_raw_text_that_is_open_counts() {
        assert!(ends_raw_text("<p>a<noscript><iframe src=x /></noscript><p>b"));
        assert!(ends_raw_text("<NOSCRIPT><style>a{}</style><Style>b{}</NoScript>"));
        assert!(!ends_raw_text("<noscript><iframe src=x></iframe></noscript><iframe>"));
        assert!(!ends_raw_text("<iframe><noscript>a</noscript>"));
    }
}
