//! What the page says about itself: each source, their order, several languages, and pages that
//! lie or break.

use super::{TEXT, article, authors, linked_data, metadata, published, value};
use dehusk::Source;

#[test]
fn a_page_that_says_nothing_has_nothing() {
    assert_eq!(metadata(""), metadata(TEXT));
    let empty = metadata(TEXT);
    assert_eq!(empty.title, None);
    assert!(empty.authors.is_empty());
    assert_eq!(empty.published, None);
    assert_eq!(empty.language, None);
    assert_eq!(empty.image, None);
}

#[test]
fn linked_data_gives_every_field() {
    let page = linked_data(
        r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Rain at last",
            "author": [{"@type": "Person", "name": "Ada Berg"}, {"@type": "Person", "name": "Bo Chen"}],
            "datePublished": "2024-05-03T06:00:00+02:00", "dateModified": "2024-05-04",
            "publisher": {"@type": "Organization", "name": "Valley News"},
            "description": "It rained.", "image": {"url": "https://v.example/rain.jpg"},
            "articleSection": ["Weather"], "keywords": "rain, valley", "inLanguage": "en-GB",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://v.example/rain"}}"#,
    );
    assert_eq!(value(&page.title), Some("Rain at last"));
    assert_eq!(authors(&page), ["Ada Berg", "Bo Chen"]);
    assert_eq!(published(&page), Some(("2024-05-03T06:00:00+02:00", Source::JsonLd)));
    assert_eq!(value(&page.modified), Some("2024-05-04"));
    assert_eq!(value(&page.site_name), Some("Valley News"));
    assert_eq!(value(&page.description), Some("It rained."));
    assert_eq!(value(&page.image), Some("https://v.example/rain.jpg"));
    assert_eq!(page.categories, ["Weather"]);
    assert_eq!(page.tags, ["rain", "valley"]);
    assert_eq!(value(&page.language), Some("en-GB"));
    assert_eq!(value(&page.license), Some("https://creativecommons.org/licenses/by/4.0/"));
    assert_eq!(value(&page.canonical_url), Some("https://v.example/rain"));
}

#[test]
fn graphs_references_and_nested_lists_are_followed() {
    let page = linked_data(
        r##"[{"@graph": [{"@type": "WebSite", "@id": "#site", "name": "Valley News"},
             {"@type": "Person", "@id": "#ada", "name": "Ada Berg"},
             {"@type": ["Article", "Thing"], "author": {"@id": "#ada"}, "isPartOf": {"@id": "#site"},
              "datePublished": "2024-05-03"}]}]"##,
    );
    assert_eq!(authors(&page), ["Ada Berg"]);
    assert_eq!(value(&page.site_name), Some("Valley News"));
    let circular = linked_data(
        r##"{"@graph": [{"@id": "#a", "@type": "Article", "author": {"@id": "#b"}},
             {"@id": "#b", "sameAs": {"@id": "#a"}}, {"@id": "#c", "author": {"@id": "#c"}}]}"##,
    );
    assert_eq!(authors(&circular), [""; 0]);
}

#[test]
fn other_pages_in_linked_data_say_nothing_about_this_one() {
    let page = linked_data(
        r#"[{"@type": "NewsArticle", "headline": "Snow in May", "author": "Eve Frost",
             "datePublished": "2020-01-01"},
            {"@type": "NewsArticle", "headline": "Rain at last", "author": "Ada Berg",
             "datePublished": "2024-05-03"}]"#,
    );
    assert_eq!(authors(&page), ["Ada Berg"]);
    assert_eq!(value(&page.published), Some("2024-05-03"));
    let listing = linked_data(
        r#"{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item":
            {"@type": "NewsArticle", "headline": "Snow", "author": "Eve Frost"}}]}"#,
    );
    assert_eq!(authors(&listing), [""; 0]);
    let questions = linked_data(
        r#"{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Why?",
            "author": "Eve Frost", "dateCreated": "2020-01-01"}]}"#,
    );
    assert_eq!(authors(&questions), [""; 0]);
    assert_eq!(value(&questions.title), Some("Rain at last"));
}

#[test]
fn broken_linked_data_gives_what_can_be_read() {
    for json in [
        "{\"@type\": \"Article\", \"headline\": \"Rain \"at\" last\", \"author\": \"Ada Berg\",}",
        "{\"@type\": \"Article\", \"description\": \"one\ntwo\", \"author\": {\"name\": \"Ada Berg\"",
        "<!-- {\"@type\": \"Article\", \"author\": \"Ada Berg\"} -->",
        "//<![CDATA[\n{\"@type\": \"Article\", \"author\": \"Ada Berg\"}\n//]]>",
        "{\"@type\": \"Article\" \"author\": \"Ada Berg\"}; {\"@type\": \"Article\", \"author\": \"Ada Berg\"}",
    ] {
        assert_eq!(authors(&linked_data(json)), ["Ada Berg"], "{json}");
    }
}

#[test]
fn microdata_gives_fields_too() {
    let page = metadata(&format!(
        "<body><article itemscope itemtype='https://schema.org/BlogPosting'>
         <h1 itemprop='headline name'>Rain at last</h1>
         <span itemprop='author' itemscope itemtype='https://schema.org/Person'>by
           <a itemprop='url' href='/ada'><span itemprop='name'>Ada Berg</span></a></span>
         <time itemprop='datePublished' datetime='2024-05-03T06:00Z'>yesterday</time>
         <meta itemprop='keywords' content='rain,valley'>
         <img itemprop='image' src='/rain.jpg'>{TEXT}</article>"
    ));
    assert_eq!(value(&page.title), Some("Rain at last"));
    assert_eq!(authors(&page), ["Ada Berg"]);
    assert_eq!(page.authors[0].source(), Source::Microdata);
    assert_eq!(published(&page), Some(("2024-05-03T06:00Z", Source::Microdata)));
    assert_eq!(page.tags, ["rain", "valley"]);
    assert_eq!(value(&page.image), Some("/rain.jpg"));
}

#[test]
fn rdfa_gives_fields_too() {
    let page = metadata(&format!(
        "<body><article typeof='schema:Article'><h1 property='schema:headline'>Rain at last</h1>
         <span property='schema:author' typeof='schema:Person'><b property='schema:name'>Ada Berg</b></span>
         <span property='schema:datePublished' content='2024-05-03'>Friday</span>{TEXT}</article>"
    ));
    assert_eq!(authors(&page), ["Ada Berg"]);
    assert_eq!(published(&page), Some(("2024-05-03", Source::Microdata)));
}

#[test]
fn metas_of_all_vocabularies() {
    let from = |meta: &str| article(meta);
    for (meta, source) in [
        ("<meta property='article:published_time' content='2024-05-03'>", Source::OpenGraph),
        ("<meta name='dc.date.issued' content='2024-05-03'>", Source::DublinCore),
        ("<meta name='DCTERMS.created' content='2024-05-03'>", Source::DublinCore),
        ("<meta name='citation_publication_date' content='2024/05/03'>", Source::Citation),
        ("<meta name='parsely-pub-date' content='2024-05-03'>", Source::Meta),
        ("<meta name='date' content='3 May 2024'>", Source::Meta),
    ] {
        assert_eq!(published(&from(meta)), Some(("2024-05-03", source)), "{meta}");
    }
    for (meta, source) in [
        ("<meta name='author' content='Ada Berg'>", Source::Meta),
        ("<meta property='article:author' content='Ada Berg'>", Source::OpenGraph),
        ("<meta name='dc.creator' content='Berg, Ada'>", Source::DublinCore),
        ("<meta name='citation_author' content='Berg, Ada'>", Source::Citation),
    ] {
        let page = from(meta);
        assert_eq!(authors(&page), ["Ada Berg"], "{meta}");
        assert_eq!(page.authors[0].source(), source, "{meta}");
    }
    let page = from(
        "<meta property='og:site_name' content='Valley News'>
        <meta property='og:description' content='It rained &amp;amp; rained.'>
        <meta property='og:image' content='https://v.example/rain.jpg'>
        <meta property='og:locale' content='en_GB'>
        <meta property='article:section' content='Weather'>
        <meta property='article:tag' content='rain'><meta property='article:tag' content='Rain'>
        <meta property='article:tag' content='valley'>",
    );
    assert_eq!(value(&page.site_name), Some("Valley News"));
    assert_eq!(value(&page.description), Some("It rained & rained."));
    assert_eq!(value(&page.language), Some("en-GB"));
    assert_eq!(page.categories, ["Weather"]);
    assert_eq!(page.tags, ["rain", "valley"]);
}

#[test]
fn links_and_attributes_of_the_document() {
    let page = metadata(
        "<html lang='pt-br'><head><link rel='canonical' href='https://v.example/chuva'>
         <link rel='license' href='https://v.example/licenca'>
         <link rel='image_src' href='https://v.example/c.jpg'></head><p>Choveu.</p>",
    );
    assert_eq!(value(&page.language), Some("pt-br"));
    assert_eq!(page.canonical_url.as_ref().map(|url| url.source()), Some(Source::Link));
    assert_eq!(value(&page.license), Some("https://v.example/licenca"));
    assert_eq!(value(&page.image), Some("https://v.example/c.jpg"));
}

#[test]
fn addresses_are_absolute_where_the_page_is_known() {
    let html = "<link rel=canonical href='/rain'><meta property='og:image' content='rain.jpg'>
        <p>Text. <a rel=license href='https://v.example/by'>CC BY</a></p>";
    let extractor = dehusk::Extractor::new().base_url("https://v.example/news/today");
    let page = extractor.extract(html).expect("a page").metadata().clone();
    assert_eq!(value(&page.canonical_url), Some("https://v.example/rain"));
    assert_eq!(value(&page.image), Some("https://v.example/news/rain.jpg"));
    assert_eq!(value(&page.license), Some("https://v.example/by"));
    let hostile = metadata(
        "<link rel=canonical href='javascript:alert(1)'><meta property='og:image' content='data:x'>",
    );
    assert_eq!(hostile.canonical_url, None);
    assert_eq!(hostile.image, None);
}

#[test]
fn the_order_of_sources() {
    let linked =
        "<script type='application/ld+json'>{\"@type\": \"Article\", \"author\": \"Ada Berg\",
        \"datePublished\": \"2024-05-03\"}</script>";
    let microdata = "<div itemscope itemtype='https://schema.org/Article'>
        <meta itemprop='author' content='Bo Chen'>
        <meta itemprop='datePublished' content='2024-05-04'></div>";
    let meta = "<meta name='author' content='Cy Dahl'>
        <meta property='article:published_time' content='2024-05-05'>";
    let shown = "<p class='byline'>By Di Egede, <time datetime='2024-05-06'>today</time></p>";
    let all = [linked, microdata, meta, shown];
    let expected = [
        ("Ada Berg", "2024-05-03"),
        ("Bo Chen", "2024-05-04"),
        ("Cy Dahl", "2024-05-05"),
        ("Di Egede", "2024-05-06"),
    ];
    for first in 0..all.len() {
        // Later sources come first on the page: the order of sources matters, not their place.
        let mut parts = all[first..].to_vec();
        parts.reverse();
        let page = article(&parts.concat());
        assert_eq!(authors(&page), [expected[first].0]);
        assert_eq!(value(&page.published), Some(expected[first].1));
    }
}

#[test]
fn bylines_and_dates_that_a_reader_sees() {
    for line in [
        "<p>By Ada Berg | May 3, 2024</p>",
        "<div class='meta'><a rel='author' href='/ada'>Ada Berg</a> <span>3 May 2024</span></div>",
        "<div class='post-author'>Ada Berg</div><div class='post-date'>2024-05-03</div>",
        "<div class='entryAuthor'><span>Written by</span> <b>Ada Berg</b> <i>Staff writer</i></div>
         <time>May 3rd, 2024</time>",
        "<div>By</div><div>Ada Berg</div><div>3 May 2024</div>",
        "<div><span>By</span><span>Ada Berg</span></div><p>3 May 2024</p>",
        "<p class='vcard author'>Ada Berg</p><abbr class='published' title='2024-05-03'>Friday</abbr>",
        "<footer class='entry-meta'>3 May 2024 by <a href='/author/ada'>Ada Berg</a></footer>",
        "<p>Von Ada Berg, 3. Mai 2024</p>",
        "<p>Par Ada Berg – publié le 3 mai 2024</p>",
        "<p>Por Ada Berg</p><p>3 de mayo de 2024</p>",
        "<p>Автор: Ada Berg, 3 мая 2024 г.</p>",
        "<p>作者：Ada Berg　2024年5月3日</p>",
        "<p>Yazar: Ada Berg</p><p>3 Mayıs 2024</p>",
    ] {
        let page = article(line);
        assert_eq!(authors(&page), ["Ada Berg"], "{line}");
        assert_eq!(value(&page.published), Some("2024-05-03"), "{line}");
    }
}

#[test]
fn dates_and_authors_of_other_things_do_not_count() {
    let teaser =
        "<article><h2><a href='/snow'>Snow in May</a></h2><p class='byline'>By Eve Frost</p>
        <time datetime='2020-01-01'>1 January 2020</time><p>It snowed.</p></article>";
    let page = metadata(&format!(
        "<title>Rain at last</title><body><nav><time datetime='2019-01-01'>Tuesday</time></nav>
         <main><h1>Rain at last</h1>{TEXT}</main>
         <aside><p class='author'>Eve Frost</p><time>1 January 2020</time></aside>
         <section class='related-posts'>{teaser}{teaser}{teaser}</section>
         <ol class='comments'><li><b class='author'>Max Troll</b> <time>2 June 2024</time> First!</li></ol>
         <footer>© 2024 Valley News. 1 January 2024</footer>"
    ));
    assert_eq!(page.published, None);
    assert_eq!(authors(&page), [""; 0]);
}

#[test]
fn what_readers_and_customers_say_is_not_said_by_the_author() {
    let comments = "<section id=comments class=comments><h2>2 comments</h2>
        <div class=comment><b itemprop=author>Xi Li</b> <time itemprop=datePublished
        datetime=2024-06-01>June 1</time><p class=comment-body>We had hail as well.</p></div>
        <div class=comment><b itemprop=author>Yu Ma</b><p class=comment-body>Not here, in the
        north.</p></div></section>";
    let item = |own: &str| {
        metadata(&format!(
            "<title>Rain at last</title><body itemscope itemtype=https://schema.org/Article>
             <main><h1>Rain at last</h1>{own}{TEXT}</main>{comments}"
        ))
    };
    let own =
        "<p>By <span itemprop=author>Ada Berg</span> and <span itemprop=author>Bo Chen</span>";
    assert_eq!(authors(&item(own)), ["Ada Berg", "Bo Chen"]);
    assert!(item("").authors.is_empty());
    assert_eq!(item("").published, None);

    let teasers =
        "<aside><article><a href=/snow>Snow</a> <span itemprop=author>Xi Li</span></article>
        <article><a href=/hail>Hail</a> <span itemprop=author>Yu Ma</span></article></aside>";
    let page = metadata(&format!(
        "<title>Rain at last</title><body itemscope itemtype=https://schema.org/Article>
         <article><h1>Rain at last</h1>{own}{TEXT}</article>{teasers}"
    ));
    assert_eq!(authors(&page), ["Ada Berg", "Bo Chen"]);

    let review = |inside: &str| {
        metadata(&format!(
            "<title>Berg Roofs | Home</title><body><main><h1>Berg Roofs</h1>{TEXT}{TEXT}</main>
             <div itemscope itemtype=https://schema.org/Review>{inside}<p itemprop=reviewBody>They
             mended our roof within a day.</p><span itemprop=author>Ada Berg</span></div>"
        ))
    };
    assert!(review("").authors.is_empty());
    // The review that the page is.
    assert_eq!(authors(&review("<h2 itemprop=name>Berg Roofs</h2>")), ["Ada Berg"]);
    assert_eq!(authors(&review("<meta itemprop=publisher content=Weekly>")), ["Ada Berg"]);
}

#[test]
fn the_item_around_the_main_heading_is_the_page() {
    let card = |name: &str, author: &str, tag: &str| {
        format!(
            "<div itemscope itemtype=https://schema.org/BlogPosting><{tag}>{name}</{tag}>
             <span itemprop=author>{author}</span>{TEXT}</div>"
        )
    };
    let page = metadata(&format!(
        "<title>Rain at last | Valley</title><body>{}{}{}",
        card("Snow", "Xi Li", "h2"),
        card("Rain at last", "Ada Berg", "h1"),
        card("Hail", "Yu Ma", "h2")
    ));
    assert_eq!(authors(&page), ["Ada Berg"]);
    let list = metadata(&format!(
        "<title>All posts | Valley</title><body><h1>All posts</h1>{}{}",
        card("Snow", "Xi Li", "h2"),
        card("Hail", "Yu Ma", "h2")
    ));
    assert!(list.authors.is_empty());
}

#[test]
fn what_templates_and_tools_leave_is_no_value() {
    let page = metadata(&format!(
        "<html lang='{{{{lang}}}}'><title>{{{{ title }}}} | Valley</title>
         <meta name=author content=admin><meta property=og:title content=undefined>
         <meta property=og:site_name content='${{site}}'>
         <meta name=description content='Just another WordPress site'>
         <meta name=date content=1970-01-01T00:00:00Z>
         <meta name=keywords content='{{{{tags}}}}'>
         <meta property=og:image content=null><link rel=canonical href='{{{{ url }}}}'>
         <script type=application/ld+json>{{\"@type\": \"Article\", \"headline\": \"Untitled\",
         \"author\": {{\"name\": \"[object Object]\"}}}}</script>
         <body><h1>Rain at last</h1>{TEXT}"
    ));
    assert_eq!(value(&page.title), Some("Rain at last"));
    assert!(page.authors.is_empty(), "{page:?}");
    assert!(page.tags.is_empty(), "{page:?}");
    let none = [
        &page.site_name,
        &page.description,
        &page.published,
        &page.image,
        &page.canonical_url,
        &page.language,
    ];
    assert!(none.iter().all(|field| field.is_none()), "{page:?}");

    let only = metadata(&format!("<title>Untitled Document</title><body>{TEXT}"));
    assert_eq!(only.title, None);
    let site = "<meta property=og:site_name content=Valley><title>Valley – Just another WordPress
        site</title>";
    assert_eq!(value(&metadata(&format!("{site}{TEXT}")).title), Some("Valley"));
}

#[test]
fn no_text_is_taken_for_a_byline_or_a_date() {
    let page = article(
        "<p>By the time the rain came, the fields were dust.</p>
         <p>Chapter 3, May of that year; 192.168.20.24; call 030 2024-1234. See 03/04/2024.</p>",
    );
    assert_eq!(authors(&page), [""; 0]);
    assert_eq!(page.published, None);
}

#[test]
fn hostile_values_do_no_harm() {
    let nested = "<div itemscope itemprop='a b c d e f g h'>".repeat(400);
    let many = "<meta itemprop='author' content='Ada Berg'>".repeat(20_000);
    let deep = "[{\"@graph\":".repeat(50_000);
    for html in [
        format!("{nested}{TEXT}"),
        format!("<div itemscope itemtype='Article'>{many}</div>"),
        format!("<script type='application/ld+json'>{deep}</script>"),
        format!("<title>{}</title>", "a - ".repeat(100_000)),
        format!("<h1>{}</h1>", "<b>".repeat(500)),
        format!("<meta name=author content='{}'>", "Ada Berg, ".repeat(50_000)),
        format!("<meta name=date content='{}'>", "2024-".repeat(100_000)),
        format!("<p class='{}'>x</p>", "author-".repeat(100_000)),
        "<p class=author>By</p>".repeat(20_000),
        "<time datetime='\u{202e}2024-05-03'>\u{0}</time>".to_owned(),
    ] {
        let page = metadata(&html);
        assert!(page.authors.len() <= 100);
    }
}

#[test]
fn the_same_page_gives_the_same_metadata() {
    let html =
        format!("<title>A | B | C</title><meta name=keywords content='x,y,z,x'><h1>B</h1>{TEXT}");
    assert_eq!(metadata(&html), metadata(&html));
}

#[test]
fn the_language_is_that_of_the_own_address_among_translations() {
    let links = "<link rel=alternate hreflang=x-default href=https://v.example/>
        <link rel=alternate hreflang=en href=https://v.example/en>
        <link rel=alternate hreflang=pt-BR href=https://v.example/pt/>";
    let canonical = "<link rel=canonical href=https://v.example/pt>";
    let page = metadata(&format!("{links}{canonical}{TEXT}"));
    assert_eq!(value(&page.language), Some("pt-BR"));
    assert_eq!(page.language.unwrap().source(), Source::Link);
    assert_eq!(metadata(&format!("{links}{TEXT}")).language, None);
    let page = metadata(&format!("<html lang=gl>{links}{canonical}{TEXT}"));
    assert_eq!(value(&page.language), Some("gl"));
}

#[test]
fn the_icon_is_the_one_that_the_page_names() {
    let icon = |links: &str| {
        let page = format!("<base href=https://v.example/a/>{links}{TEXT}");
        metadata(&page).icon.map(String::from)
    };
    let telephone = "<link rel='apple-touch-icon' href=/touch.png>";
    assert_eq!(
        icon(&format!("{telephone}<link rel='shortcut icon' href='i.ico'>")).as_deref(),
        Some("https://v.example/a/i.ico")
    );
    assert_eq!(icon(telephone).as_deref(), Some("https://v.example/touch.png"));
    assert_eq!(icon("<link rel=icon href='data:image/png;base64,AA'>"), None);
    assert_eq!(icon(""), None);
}
