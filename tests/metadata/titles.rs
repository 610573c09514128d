//! The title, with and without what surrounds it.

use super::{TEXT, metadata, value};
use dehusk::Source;

#[test]
fn a_page_about_placeholders_keeps_its_title() {
    for title in ["undefined", "Untitled", "How {{ title }} is filled in", "{#if}"] {
        let page = metadata(&format!("<title>{title} | Docs</title><h1>{title}</h1>{TEXT}"));
        assert_eq!(value(&page.title), Some(title));
    }
}

#[test]
fn the_title_without_and_with_the_site() {
    let page = metadata(&format!(
        "<title>Regen im Tal – Talblatt</title><meta property='og:site_name' content='Talblatt'>
         <body><h1>Talblatt</h1><h2>Regen im Tal</h2>{TEXT}"
    ));
    assert_eq!(value(&page.title), Some("Regen im Tal"));
    assert_eq!(value(&page.document_title), Some("Regen im Tal – Talblatt"));
    let by_domain = metadata(
        "<title>talblatt.example | Regen</title><link rel=canonical href='https://www.talblatt.example/x'>",
    );
    assert_eq!(value(&by_domain.title), Some("Regen"));
}

#[test]
fn a_title_inside_of_a_drawing_is_none() {
    let page = metadata("<body><svg><title>Close icon</title></svg><p>Text.</p>");
    assert_eq!(page.title, None);
    assert_eq!(page.document_title, None);
}

#[test]
fn the_headline_of_an_article_is_its_only_main_heading() {
    let page = |kind: &str, headings: &str| {
        metadata(&format!(
            "<title>Wet weather ahead</title><meta property=og:type content={kind}>
             <article>{headings}{TEXT}</article>"
        ))
    };
    for heading in ["Rain at last", "Endlich Regen", "ついに雨が降った", "Наконец-то дождь"]
    {
        let article = page("article", &format!("<h1>{heading}</h1>"));
        assert_eq!(value(&article.title), Some(heading));
        let title = article.title.as_ref().map(|title| title.source());
        assert_eq!(title, Some(Source::Heading));
        assert_eq!(value(&article.document_title), Some("Wet weather ahead"));
        let other = page("website", &format!("<h1>{heading}</h1>"));
        assert_eq!(value(&other.title), Some("Wet weather ahead"));
    }
    let two = page("article", "<h1>Valley News</h1><h1>Rain at last</h1>");
    assert_eq!(value(&two.title), Some("Wet weather ahead"));
}

#[test]
fn a_kicker_is_as_open_graph_has_it() {
    let page = |heading: &str, graph: &str, headline: &str| {
        metadata(&format!(
            r#"<title>{graph}</title><meta property="og:title" content="{graph}">
            <meta property="og:site_name" content="Valley News">
            <script type="application/ld+json">{{"@type": "NewsArticle", "headline":
            "{headline}"}}</script><article><h1>{heading}</h1>{TEXT}</article>"#
        ))
    };
    let short = "Farmers go out into the fields";
    for kicker in ["Weather:", "Wetter :", "<span>Météo</span>", "天气："] {
        let heading = format!("{kicker} {short}");
        assert_eq!(value(&page(&heading, short, short).title), Some(short));
    }
    let long = "Weather: Farmers go out into the fields";
    assert_eq!(value(&page(short, long, long).title), Some(long));
    // Only Open Graph has it: it is a section or a blog.
    assert_eq!(value(&page(short, long, short).title), Some(short));
    assert_eq!(value(&page(short, &format!("Valley News » {short}"), short).title), Some(short));
}

#[test]
fn the_first_of_several_headings_that_are_stated() {
    let page = metadata(&format!(
        r#"<meta property="og:title" content="Rain at last - Valley News">
        <meta property="og:site_name" content="Valley News">
        <div itemscope itemtype="https://schema.org/NewsArticle"><h1>Rain at last</h1>
        <h1 itemprop="headline">Farmers concerned</h1>{TEXT}</div>"#
    ));
    assert_eq!(value(&page.title), Some("Rain at last"));
}

#[test]
fn the_headline_of_news_is_what_two_statements_agree_on() {
    let page = |kind: &str| {
        metadata(&format!(
            r#"<meta property="og:title" content="Rain falls on the valley after eleven weeks">
            <script type="application/ld+json">{{"@type": "{kind}", "headline":
            "Rain falls on the valley after eleven weeks"}}</script>
            <article><h1>Rain at last: it falls on the whole valley</h1>{TEXT}</article>"#
        ))
    };
    let headline = "Rain falls on the valley after eleven weeks";
    assert_eq!(value(&page("NewsArticle").title), Some(headline));
    let heading = "Rain at last: it falls on the whole valley";
    assert_eq!(value(&page("BlogPosting").title), Some(heading));
}

#[test]
fn nobody_sees_them_in_a_title() {
    let page =
        metadata(&format!("<title>Werk\u{ad}statt\u{200b} im Stell\u{ad}werk</title>{TEXT}"));
    assert_eq!(value(&page.title), Some("Werkstatt im Stellwerk"));
}

#[test]
fn a_headline_is_not_cut_where_it_has_a_dash() {
    let headline = "Fire in the mill – heavy smoke over the valley";
    let page = metadata(&format!(
        r#"<title>Valley News</title><meta property="og:site_name" content="Valley News">
        <script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{headline}"}}</script>
        <h2>What we know</h2>{TEXT}"#
    ));
    assert_eq!(value(&page.title), Some(headline));
}

#[test]
fn the_heading_of_a_section_is_no_title() {
    for (site, section, title) in [
        ("Valley Police", "News", "Illegal fishing in the upper valley: eleven reports"),
        ("Talpolizei", "Aktuelles", "Schwarzangeln im oberen Tal: elf Anzeigen"),
        ("谷", "新闻", "上游山谷的非法捕鱼：十一份报告"),
    ] {
        let page = metadata(&format!(
            "<title>{site} - {section} - {title}</title><meta property=og:site_name content='{site}'>
             <h2>{section}</h2><h1>{title}</h1>{TEXT}"
        ));
        assert_eq!(value(&page.title), Some(title));
    }
}

#[test]
fn a_main_heading_that_leads_elsewhere_is_not_that_of_the_article() {
    let page = |other: &str| {
        metadata(&format!(
            "<title>Wet weather ahead</title><meta property=og:type content=article>
             <article><h1>Rain at last in the valley</h1>{TEXT}</article><h1>{other}</h1>"
        ))
    };
    let linked = page("<a href=/valley><span>More from the valley</span></a>");
    assert_eq!(value(&linked.title), Some("Rain at last in the valley"));
    assert_eq!(value(&page("More from the valley").title), Some("Wet weather ahead"));
}

#[test]
fn of_two_headings_that_are_stated_the_headline_is_that_of_open_graph() {
    for (search, kicker, headline) in [
        ("Rain in the valley: all you need to know", "Weather", "Farmers dance in the mud"),
        ("Regen im Tal: Das Wichtigste", "Endlich nass", "Bauern tanzen im Schlamm"),
        ("Pluie dans la vallée : l'essentiel", "Météo", "Les paysans dansent dans la boue"),
        ("谷の雨まとめ", "天気", "農家の人々が泥の中で踊った"),
    ] {
        let page = |graph: &str, headings: &str| {
            metadata(&format!(
                r#"<title>{search} | Valley News</title><meta property="og:site_name"
                content="Valley News"><meta property="og:title" content="{graph}">
                <script type="application/ld+json">{{"@type": "Article", "headline":
                "{search}"}}</script><article>{headings}{TEXT}</article>"#
            ))
        };
        let both =
            format!("<h1>{search}</h1><h2><span>{kicker}</span> <span>{headline}</span></h2>");
        let shown = page(headline, &both);
        assert_eq!(value(&shown.title), Some(headline));
        assert_eq!(shown.title.as_ref().map(|title| title.source()), Some(Source::OpenGraph));
        let graph = format!("{headline} | Valley News");
        assert_eq!(value(&page(&graph, &both).title), Some(headline));
        assert_eq!(value(&page(headline, &format!("<h1>{search}</h1>")).title), Some(search));
        let linked = format!("<h1>{search}</h1><h2><a href=/mud>{headline}</a></h2>");
        assert_eq!(value(&page(headline, &linked).title), Some(search));
    }
    // A section that names the page's subject, or a longer title with a section's name.
    let part = metadata(&format!(
        "<title>Networks in the valley</title><meta property=og:title content=Networks>
         <h1>Networks in the valley</h1><h2>Networks</h2>{TEXT}"
    ));
    assert_eq!(value(&part.title), Some("Networks in the valley"));
}

#[test]
fn the_headline_of_news_may_not_be_shown() {
    for (shown, headline) in [
        ("Farmers dance in the mud after eleven weeks", "Rain on the valley"),
        ("Bauern tanzen nach elf Wochen im Schlamm", "Regen über dem Tal"),
        ("Крестьяне танцуют в грязи", "Дождь над долиной"),
    ] {
        let page = |kind: &str, headline: &str| {
            metadata(&format!(
                r#"<title>{shown}</title><meta property="og:title" content="{headline}">
                <script type="application/ld+json">{{"@type": "{kind}", "headline":
                "{headline}"}}</script><article><h1>{shown}</h1>{TEXT}</article>"#
            ))
        };
        assert_eq!(value(&page("NewsArticle", headline).title), Some(headline));
        assert_eq!(value(&page("BlogPosting", headline).title), Some(shown));
        // What follows may be the name of a section.
        let longer = format!("{shown} - {headline}");
        assert_eq!(value(&page("NewsArticle", &longer).title), Some(shown));
    }
}
