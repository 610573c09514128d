//! What programs that show pages to readers need.

use dehusk::{Direction, Extraction, Extractor};

/// A page of which everything is kept.
fn whole(html: &str) -> Extraction {
    Extractor::new().keep_only("body").unwrap().extract(html).unwrap()
}

#[test]
fn an_excerpt_ends_with_a_sentence() {
    let page = whole(
        "<h1>Rain at last</h1><p>It rained on 3.5 acres. Dr. No went out.</p><pre>let it = rain;</pre>
         <ul><li>The river rose!</ul><table><tr><th>a<th>b<tr><td>c<td>d</table><p>And fell.",
    );
    assert_eq!(page.excerpt(0), "");
    assert_eq!(page.excerpt(2), "It rained…");
    assert_eq!(page.excerpt(5), "It rained on 3.5 acres.");
    assert_eq!(page.excerpt(12), "It rained on 3.5 acres. Dr. No went out. The river rose!");
    assert!(page.excerpt(usize::MAX).ends_with("The river rose! And fell."));
    assert_eq!(whole("").excerpt(10), "");
    assert_eq!(whole("<h1>Only a heading</h1>").excerpt(10), "");
}

#[test]
fn sentences_end_in_other_scripts_as_well() {
    for (html, words, excerpt) in [
        ("<p>雨が降った。川が増水した。", 6, "雨が降った。"),
        ("<p>昨天下雨了。河水上涨了。", 6, "昨天下雨了。"),
        ("<p>Пошёл дождь! Река поднялась…", 3, "Пошёл дождь!"),
        ("<p>هل هطل المطر؟ نعم، هطل.", 3, "هل هطل المطر؟"),
        ("<p>बारिश हुई। नदी चढ़ गई।", 3, "बारिश हुई।"),
    ] {
        assert_eq!(whole(html).excerpt(words), excerpt);
    }
}

#[test]
fn the_direction_is_that_of_most_letters() {
    for (html, direction) in [
        ("<p>It rained.", Direction::LeftToRight),
        ("<html dir=rtl><p>It rained.", Direction::LeftToRight),
        ("<p>ירד גשם ביום שלישי, HTML", Direction::RightToLeft),
        ("<p>雨が降った。", Direction::LeftToRight),
        ("<html dir=rtl><p>1, 2, 3", Direction::RightToLeft),
        ("<body dir=RTL>", Direction::RightToLeft),
        ("", Direction::LeftToRight),
    ] {
        assert_eq!(whole(html).direction(), direction, "{html}");
    }
}

#[test]
fn images_come_with_the_captions_of_their_figures() {
    let page = whole(
        "<p>a <img src=https://v.example/1.jpg alt=one> b</p><figure><img src=https://v.example/2.jpg>
         <img src=https://v.example/3.jpg alt=three><figcaption>Two <b>and</b> three</figcaption></figure>
         <figure><p>code</figure><p><img src=https://v.example/4.jpg>",
    );
    let images: Vec<_> = page
        .images()
        .into_iter()
        .map(|image| (image.address.replace("https://v.example/", ""), image.alt, image.caption))
        .collect();
    let captioned = Some("Two and three".to_owned());
    let image = |name: &str, alt: &str, caption: &Option<String>| {
        (name.to_owned(), alt.to_owned(), caption.clone())
    };
    assert_eq!(
        images,
        [
            image("1.jpg", "one", &None),
            image("2.jpg", "", &captioned),
            image("3.jpg", "three", &captioned),
            image("4.jpg", "", &None),
        ]
    );
}

#[test]
fn links_come_with_what_a_reader_clicks_on() {
    let page = whole(
        "<p>See <a href=https://v.example/1>the <em>first</em> one</a> and <a href=https://v.example/2>
         <img src=https://v.example/i.jpg alt='a picture'></a>.<ul><li><a href=https://v.example/3>third
         </a></ul><p><a href=javascript:x()>none</a> <a name=x>neither</a>",
    );
    let links: Vec<_> = page.links().into_iter().map(|link| (link.address, link.text)).collect();
    let link = |number: u8, text: &str| (format!("https://v.example/{number}"), text.to_owned());
    assert_eq!(links, [link(1, "the first one"), link(2, "a picture"), link(3, "third")]);
}

#[test]
fn what_is_listed_is_what_markdown_shows() {
    let page = dehusk::extract(include_str!("../../examples/pages/steinbruecke.html"));
    let markdown = page.markdown();
    assert!(page.images().iter().all(|image| markdown.contains(&image.address)));
    assert_eq!(page.images().len(), markdown.matches("![").count());
    assert!(page.links().iter().all(|link| markdown.contains(&link.address)));
    let excerpt = page.excerpt(40);
    assert!(
        excerpt.ends_with(['.', '!', '?']) && page.text().contains(&excerpt[..20]),
        "{excerpt}"
    );
}
