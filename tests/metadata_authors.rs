//! Who wrote a page: by which names, and who did not.

use dehusk::Metadata;

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

#[test]
fn people_are_named_before_the_site() {
    let page = article(
        "<script type='application/ld+json'>{\"@type\": \"Article\", \"author\":
         {\"@type\": \"Organization\", \"name\": \"Valley News\"},
         \"publisher\": {\"name\": \"Valley News\"}}</script><p class='byline'>By Ada Berg</p>",
    );
    assert_eq!(authors(&page), ["Ada Berg"]);
    let alone = linked_data(
        r#"{"@type": "Article", "author": {"name": "Valley News"}, "publisher": {"name": "Valley News"}}"#,
    );
    assert_eq!(authors(&alone), ["Valley News"]);
}

#[test]
fn an_author_may_stand_at_the_end_if_the_words_leave_no_doubt() {
    let text = TEXT.repeat(20);
    for line in [
        "<h3>Written by Ada Berg</h3>",
        "<h3>Author</h3><p>Ada Berg</p>",
        "<p>Autorin: Ada Berg</p>",
    ] {
        let page = article(&format!("{text}{line}<p>She writes.</p>"));
        assert_eq!(authors(&page), ["Ada Berg"], "{line}");
    }
    for line in ["<p>By Ada Berg</p>", "<p>Reviewed by Ada Berg</p>", "<p>By</p><p>Ada Berg</p>"] {
        let page = article(&format!("{text}{line}"));
        assert_eq!(authors(&page), [""; 0], "{line}");
    }
}

#[test]
fn addresses_and_handles_are_no_authors() {
    let page = article(
        "<meta name='author' content='https://www.facebook.com/ada'>
         <meta name='twitter:creator' content='@ada'><meta property='article:author' content='ada@v.example'>
         <p class='byline'>By Ada Berg</p>",
    );
    assert_eq!(authors(&page), ["Ada Berg"]);
}
