//! The days of publication and of the last change.

use super::{TEXT, article, metadata, published, value};
use dehusk::{Extractor, Metadata, Source};

fn at(address: &str, html: &str) -> Metadata {
    let extractor = Extractor::new().base_url(address);
    extractor.extract(html).expect("a page").metadata().clone()
}

#[test]
fn an_update_is_no_publication() {
    for line in [
        "<p>Updated: May 4, 2024</p>",
        "<p class='date-modified'>4 May 2024</p>",
        "<p>Last updated:</p><p>4 May 2024</p>",
        "<p>Aktualisiert am 4. Mai 2024</p>",
        "<p>Mis à jour le 4 mai 2024</p>",
        "<p>Обновлено 4 мая 2024</p>",
        "<p>更新：2024年5月4日</p>",
    ] {
        let page = article(line);
        assert_eq!(page.published, None, "{line}");
        assert_eq!(value(&page.modified), Some("2024-05-04"), "{line}");
    }
    let both = article("<p>Published May 3, 2024, updated May 4, 2024</p>");
    assert_eq!(value(&both.published), Some("2024-05-03"));
    assert_eq!(value(&both.modified), Some("2024-05-04"));
}

#[test]
fn ambiguous_dates_follow_the_language() {
    let page = |lang: &str| {
        metadata(&format!("<html lang='{lang}'><h1>Rain</h1><p class='date'>03/04/2024</p>{TEXT}"))
    };
    assert_eq!(value(&page("en-US").published), Some("2024-03-04"));
    assert_eq!(value(&page("fr").published), Some("2024-04-03"));
    assert_eq!(page("en").published, None);
}

#[test]
fn impossible_dates_are_passed_over() {
    let page = article(
        "<meta property='article:published_time' content='0000-00-00'>
         <meta name='date' content='2024-02-30'><p class='date'>3 May 2024</p>",
    );
    assert_eq!(published(&page), Some(("2024-05-03", Source::Byline)));
}

#[test]
fn the_address_of_the_page_may_have_its_day() {
    let html = format!("<h1>Rain at last</h1>{TEXT}");
    for address in [
        "https://valley.example/2024/05/03/rain-at-last/",
        "https://valley.example/news/2024-05-03-rain.html",
        "https://valley.example/20240503/rain",
        "https://valley.example/n1/2024/0503/c17-40.html",
    ] {
        let expected = Some(("2024-05-03", Source::Address));
        assert_eq!(published(&at(address, &html)), expected, "{address}");
        let linked = metadata(&format!("<link rel=canonical href='{address}'>{html}"));
        assert_eq!(published(&linked), expected, "{address}");
        let graph = metadata(&format!("<meta property=og:url content='{address}'>{html}"));
        assert_eq!(published(&graph), expected, "{address}");
    }
    for address in ["https://valley.example/2024/05/rain", "https://valley.example/20249999/x"] {
        assert_eq!(at(address, &html).published, None, "{address}");
    }
}

#[test]
fn an_address_is_older_than_what_is_written_anew() {
    let page = at(
        "https://valley.example/2019/05/03/rain",
        &format!("<meta property=article:published_time content=2024-02-01>{TEXT}"),
    );
    assert_eq!(published(&page), Some(("2019-05-03", Source::Address)));
    let page = at(
        "https://valley.example/2024/05/03/rain",
        &format!("<meta property=article:published_time content=2024-05-03T06:00:00+02:00>{TEXT}"),
    );
    assert_eq!(published(&page), Some(("2024-05-03T06:00:00+02:00", Source::OpenGraph)));
}

#[test]
fn the_day_is_that_of_the_place() {
    let html = |moment: &str, line: &str| {
        format!(
            "<title>Rain</title><meta property=article:published_time content='{moment}'>
             <article><h1>Rain</h1>{line}{TEXT}</article>"
        )
    };
    let west = html("2024-05-04T03:28:35Z", "<p>May 3, 2024</p>");
    assert_eq!(value(&metadata(&west).published), Some("2024-05-03"));
    let east = html("2024-05-02T23:10:00+00:00", "<time>3. Mai 2024</time>");
    assert_eq!(value(&metadata(&east).published), Some("2024-05-03"));
    let address = "https://valley.example/2024/05/03/rain";
    let west = at(address, &html("2024-05-04T03:28:35Z", ""));
    assert_eq!(value(&west.published), Some("2024-05-03"));
    for (moment, line) in [
        // A zone of its own, noon, and a day too far off.
        ("2024-05-04T03:28:35-07:00", "<p>May 3, 2024</p>"),
        ("2024-05-04T12:00:00Z", "<p>May 3, 2024</p>"),
        ("2024-05-04T03:28:35Z", "<p>May 1, 2024</p>"),
        ("2024-05-04T03:28:35Z", "<p>Updated May 3, 2024</p>"),
    ] {
        let page = metadata(&html(moment, line));
        assert_eq!(value(&page.published), Some(moment), "{line}");
    }
}

#[test]
fn what_the_reader_is_told_counts_more_than_a_vague_meta() {
    let page = |meta: &str, line: &str| {
        metadata(&format!("<meta name=date content='{meta}'><h1>Rain</h1>{line}{TEXT}"))
    };
    let written_anew = page("2024-05-09T10:00:00Z", "<p>3 May 2024</p>");
    assert_eq!(published(&written_anew), Some(("2024-05-03", Source::Text)));
    let same_day = page("2024-05-03T10:00:00Z", "<p>3 May 2024</p>");
    assert_eq!(published(&same_day), Some(("2024-05-03T10:00:00Z", Source::Meta)));
    assert_eq!(published(&page("2024-05-03", "")), Some(("2024-05-03", Source::Meta)));
}

#[test]
fn dateline_and_statement_overrule_a_lonely_description() {
    let page = |line: &str| {
        metadata(&format!(
            r#"<meta property=article:published_time content=2024-05-06>
            <script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Rain",
            "datePublished": "2024-05-03", "dateModified": "2024-05-25"}}</script>
            <h1>Rain</h1>{line}{TEXT}"#
        ))
    };
    assert_eq!(published(&page("<p>6.5.2024</p>")), Some(("2024-05-06", Source::OpenGraph)));
    assert_eq!(published(&page("<p>9.5.2024</p>")), Some(("2024-05-03", Source::JsonLd)));
    assert_eq!(published(&page("")), Some(("2024-05-03", Source::JsonLd)));
}

#[test]
fn datelines_in_many_languages() {
    for line in [
        "3. Mai 2024",
        "le 3 mai 2024",
        "3 de maig de 2024",
        "2024 m. gegužės 3 d.",
        "3. maja 2024",
        "3 травня 2024",
        "3 май 2024 г.",
        "3. svibnja 2024.",
        "3 במאי 2024",
        "3 مايو 2024",
        "۳ مه ۲۰۲۴",
        "৩ মে ২০২৪",
        "3 พฤษภาคม 2567",
        "Thứ Sáu, 3 tháng 5, 2024",
        "2024年5月3日",
        "2024년 5월 3일",
        "03.05.24",
        "03.05.24 | 12:44",
        "<span>03.05.24</span><span>12:44</span>",
        "Fri May 03 06:07:08 CEST 2024",
    ] {
        let page = metadata(&format!(
            "<html lang=x><title>Rain</title><h1>Rain</h1><p class=date>{line}</p>{TEXT}"
        ));
        let day = value(&page.published).and_then(|date| date.get(..10));
        assert!(day == Some("2024-05-03") || line.contains("CEST"), "{line}: {day:?}");
    }
    let page =
        article("<meta property=article:published_time content='Fri May 03 06:07:08 CEST 2024'>");
    assert_eq!(value(&page.published), Some("2024-05-03T06:07:08+02:00"));
}

#[test]
fn a_dateline_before_the_first_words() {
    let prose =
        "After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out
        into the fields to see whether it was true. It was, and then it was not, and then it was
        again, so that nobody in the valley knew what to believe, and the weather service least.";
    for line in [
        "(03.05.2024) ",
        "Kassel, 3. Mai 2024 – ",
        "Karlsruhe, (03.05.2024). ",
        "LONDON, May 3, 2024 (Reuters) - ",
        "Paris, le 3 mai 2024 — ",
        "Москва, 3 мая 2024 — ",
    ] {
        let page = metadata(&format!("<title>Rain</title><h1>Rain</h1><p>{line}{prose}</p>"));
        let expected = (!line.contains(" le ")).then_some(("2024-05-03", Source::Text));
        assert_eq!(published(&page), expected, "{line}");
    }
    for line in
        ["It rained on May 3, 2024 - a Friday - ", "Since the storm of 3 May 2024 ", "In 2024, "]
    {
        let page = metadata(&format!("<title>Rain</title><h1>Rain</h1><p>{line}{prose}</p>"));
        assert_eq!(page.published, None, "{line}");
    }
}

#[test]
fn what_stands_behind_the_title_is_its_own_whatever_it_is_called() {
    for line in [
        "<div class='teaser-meta'><span>3 May 2024</span></div>",
        "<div class='ArticleHeaderComment_date'>3 May 2024</div>",
        "<div class='post-footer'>Written on 3 May 2024</div>",
        "<div class='entry-date updated'>3 May 2024</div>",
        "<time class='date updated published' datetime=2024-05-03>Friday</time>",
        "<abbr class=published title='2024-05-03'>Friday</abbr>",
    ] {
        let page = article(line);
        assert_eq!(value(&page.published), Some("2024-05-03"), "{line}");
    }
    let far = article(&format!("{TEXT}<div class='teaser-meta'><span>3 May 2024</span></div>"));
    assert_eq!(far.published, None);
    let changed = article("<time class=updated datetime=2024-05-03>Friday</time>");
    assert_eq!((changed.published, value(&changed.modified)), (None, Some("2024-05-03")));
}

#[test]
fn the_only_time_of_a_page_may_stand_anywhere() {
    let text = TEXT.repeat(30);
    let page = article(&format!("{text}<p>Ada Berg <time datetime=2024-05-03>Friday</time></p>"));
    assert_eq!(published(&page), Some(("2024-05-03", Source::Time)));
    let other = "<p>Bo Chen <time datetime=2024-05-07>Tuesday</time></p>";
    let page =
        article(&format!("{text}<p>Ada Berg <time datetime=2024-05-03>Friday</time></p>{other}"));
    assert_eq!(page.published, None);
}

#[test]
fn a_text_is_up_to_date_as_of_its_only_day() {
    for line in ["Stand: 3. Mai 2024", "As of May 3, 2024", "Stan na 3 maja 2024"] {
        let page = article(&format!("<p>{line}</p>"));
        assert_eq!(value(&page.published), Some("2024-05-03"), "{line}");
        let page = article(&format!("<p>1.5.2024</p><p>{line}</p>"));
        assert_eq!(value(&page.published), Some("2024-05-01"), "{line}");
        assert_eq!(value(&page.modified), Some("2024-05-03"), "{line}");
    }
}

#[test]
fn the_lead_image_is_the_last_resort() {
    let image = "<meta property=og:image content=https://valley.example/img/2024/05/03/rain.jpg>";
    let page = metadata(&format!("{image}<h1>Rain</h1>{TEXT}"));
    assert_eq!(published(&page), Some(("2024-05-03", Source::ImageAddress)));
    let page = metadata(&format!("{image}<h1>Rain</h1><p>5 May 2024</p>{TEXT}"));
    assert_eq!(published(&page), Some(("2024-05-05", Source::Text)));
}

#[test]
fn other_signs_tell_the_order_of_day_and_month() {
    let page = |head: &str, line: &str| {
        let html = format!("<html lang=en>{head}<h1>Rain</h1><p>03/05/2024</p>{TEXT}{line}");
        metadata(&html).published.map(|date| date.as_str().to_owned())
    };
    assert_eq!(page("", ""), None);
    let locale = "<meta property=og:locale content=en_GB>";
    assert_eq!(page(locale, "").as_deref(), Some("2024-05-03"));
    let locale = "<meta property=og:locale content=en_US>";
    assert_eq!(page(locale, "").as_deref(), Some("2024-03-05"));
    let domain = "<link rel=canonical href=https://valley.co.uk/rain>";
    assert_eq!(page(domain, "").as_deref(), Some("2024-05-03"));
    let edition = "<link rel=canonical href=https://valley.example/en-gb/rain>";
    assert_eq!(page(edition, "").as_deref(), Some("2024-05-03"));
    let hail = "<p>Hail of 25/04/2024 in pictures</p>";
    assert_eq!(page("", hail).as_deref(), Some("2024-05-03"));
}

#[test]
fn a_footer_tells_when_the_page_was_changed() {
    for line in [
        "Diese Seite wurde zuletzt am 3. Mai 2024 um 13:22 Uhr geändert.",
        "Last updated: May 3, 2024",
        "Dernière modification le 3 mai 2024",
        "最后更新：2024年5月3日",
    ] {
        let page = metadata(&format!("<h1>Rain</h1>{TEXT}<footer><ul><li>{line}</ul></footer>"));
        assert_eq!(value(&page.published), None, "{line}");
        assert_eq!(value(&page.modified), Some("2024-05-03"), "{line}");
    }
    for line in ["[Stand: 03.05.2024, 01:40 Uhr]", "Stan na 3 maja 2024"] {
        let page = metadata(&format!("<h1>Rain</h1>{TEXT}<p id=footer_print>{line}</p>"));
        assert_eq!(value(&page.published), Some("2024-05-03"), "{line}");
    }
    for line in ["© 3 May 2024", "Updated: May 3, 2024; next update: May 7, 2024"] {
        let page = metadata(&format!("<h1>Rain</h1>{TEXT}<footer>{line}</footer>"));
        assert_eq!((&page.published, &page.modified), (&None, &None), "{line}");
    }
}

#[test]
fn the_day_in_a_sentence_is_that_of_an_event() {
    for line in [
        "The farmers will meet in the mill on 3 May 2024 at noon",
        "Das nächste Treffen findet am Freitag, dem 3. Mai 2024 statt",
        "La prochaine réunion des fermiers aura lieu le 3 mai 2024",
    ] {
        assert_eq!(article(&format!("<p>{line}</p>")).published, None, "{line}");
    }
    for line in [
        "Oberes Tal, den 3. Mai 2024",
        "Friday, 3rd of May 2024 | 3 min read",
        "by Ada · May 3, 2024 at 3:00 am · link to this text · no comments yet",
    ] {
        let page = article(&format!("<p>{line}</p>"));
        assert_eq!(value(&page.published), Some("2024-05-03"), "{line}");
    }
}

#[test]
fn a_day_that_is_shown_and_stated_overrules_the_last_build() {
    let page = article(
        "<meta name='cms:publicationDate' content='2024-09-08T17:33:18+02:00'>
         <meta name='cms:modificationDate' content='2024-09-08T17:33:18+02:00'>
         <script type='application/ld+json'>{\"@type\": \"VideoObject\", \"name\": \"Rain\",
         \"uploadDate\": \"2024-05-03T20:57:00+02:00\"}</script><p>03.05.2024</p>",
    );
    assert_eq!(value(&page.published), Some("2024-05-03T20:57:00+02:00"));
    assert_eq!(value(&page.modified), Some("2024-09-08T17:33:18+02:00"));
}
