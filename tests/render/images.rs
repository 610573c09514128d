//! Which of a page's images are in the Markdown. Content is chosen by selector.

use dehusk::Extractor;

/// The file names of the images in the Markdown of a page whose content is `.content`.
fn images(body: &str) -> Vec<String> {
    let page = Extractor::new().keep_only(".content").unwrap().extract(body).unwrap();
    let markdown = page.markdown();
    markdown
        .match_indices("![")
        .filter_map(|(at, _)| {
            let (_, after) = markdown[at..].split_once("](")?;
            Some(after.split_once(')')?.0.to_owned())
        })
        .collect()
}

#[test]
fn a_lead_image_before_the_text_is_kept() {
    let page = "<body><header><img src=masthead.jpg></header>
        <article><header><h1 class=content>Title</h1></header>
        <figure><img src=lead.jpg><figcaption>Dropped caption of the photograph</figcaption></figure>
        <div><p class=content>First.</p><p class=content>Second.</p></div></article>
        <footer><img src=partner.jpg></footer></body>";
    assert_eq!(images(page), ["lead.jpg"]);
}

#[test]
fn images_between_and_behind_paragraphs_are_kept() {
    let page = "<main><p class=content>First.</p><div><img src=a.jpg></div>
        <p class=content>Second.</p><p><img src=b.jpg></p><p class=content>Third <img src=c.jpg>.</p>
        <img src=d.jpg></main>";
    assert_eq!(images(page), ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]);
}

#[test]
fn images_beside_dropped_text_are_dropped() {
    let page = "<main><p class=content>First.</p>
        <div class=teaser><a href=/next><img src=teaser.jpg></a><p><a href=/next>Read this next</a></p></div>
        <div><img src=promo.jpg><h3>Our newsletter</h3><p>Every Friday.</p></div>
        <p class=content>Second.</p>
        <aside><img src=aside.jpg></aside>
        <nav><a href=/><img src=nav.jpg></a></nav>
        <form><img src=captcha.png></form>
        <p class=content>Third.</p></main>
        <section><img src=related.jpg></section>";
    assert_eq!(images(page), [""; 0]);
}

#[test]
fn avatars_logos_pixels_and_hidden_images_are_dropped() {
    let page = "<main><p class=content>First.</p>
        <img class=avatar src=author.jpg><img src=/img/site-logo.svg>
        <img src=count.gif width=1 height=1><img src=hidden.jpg hidden>
        <div style='display:none'><img src=invisible.jpg></div>
        <p class=content>Second.<img src=px.gif width=0></p></main>";
    assert_eq!(images(page), [""; 0]);
}

#[test]
fn banners_and_small_portraits_are_dropped() {
    let page = "<main><a href=https://estate.example><img src=banner.jpg></a>
        <a href='https://bank.example/?utm_source=paper'><img src=bank.jpg alt=''></a>
        <p class=content>First.</p><img src=writer.jpg alt='Ana Prieto' width=57 height=57>
        <p class=content>Second.</p><a href=https://museum.example><img src=museum.jpg alt='The hall'></a>
        <a href=https://museum.example/hall><img src=hall.jpg></a>
        <img src=coin.jpg width=60 height=200>
        <a href=/large/stamp.jpg><img src=stamp.jpg width=50 height=50></a>
        <p class=content>Third <img src=sign.png width=16 height=16>.</p></main>";
    assert_eq!(images(page), ["museum.jpg", "hall.jpg", "coin.jpg", "stamp.jpg", "sign.png"]);
}

#[test]
fn a_player_in_the_place_of_an_image_is_a_link() {
    for (paragraph, alt) in
        [("It rains.", "Lazy loaded"), ("Está lloviendo.", "Vídeo"), ("下雨了。", "影片")]
    {
        let body = format!(
            "<main><p class=content>{paragraph}</p>
             <img data-src=https://films.example/embed/l4x alt='{alt}' width=150 height=150>
             <p class=content>{paragraph}</p><img data-src=/embed/rain.jpg><p class=content>.</p></main>"
        );
        let page = Extractor::new().keep_only(".content").unwrap().extract(&body).unwrap();
        let markdown = page.markdown();
        assert!(markdown.contains("[▶](https://films.example/embed/l4x)"), "{markdown}");
        assert!(!markdown.contains(alt), "{markdown}");
        assert_eq!(images(&body), ["/embed/rain.jpg"]);
    }
}

#[test]
fn the_text_of_a_page_without_content_has_no_images() {
    assert_eq!(images("<main><img src=a.jpg><p>Not content.</p></main>"), [""; 0]);
}

#[test]
fn a_body_without_containers_keeps_what_is_between_the_text() {
    let page = "<p class=content>First.</p><img src=a.jpg><p class=content>Second.</p>
        <p>Dropped <img src=b.jpg></p>";
    assert_eq!(images(page), ["a.jpg"]);
}

#[test]
fn images_stay_whatever_is_said_of_them() {
    for beside in [
        "<span class=credit>Foto: Ida Falk</span>",
        "<div><span>↗</span></div><div>Das Dach im Mai</div>",
        "<div><button>拡大</button></div>",
        "<p>Фото: <a href=/ida>Ида</a></p>",
    ] {
        let page = format!(
            "<main><p class=content>First.</p><div><img src=roof.jpg>{beside}</div>
             <p class=content>Last.</p></main>"
        );
        assert_eq!(images(&page), ["roof.jpg"], "{beside}");
    }
    let page = "<main><p class=content>First.</p>
        <amp-img src=roof.jpg width=600><noscript><img src=roof.jpg></noscript></amp-img>
        <figure><button><img src=garden.jpg> Zoom</button></figure>
        <p><button><img src=arrow.png></button></p>
        <p class=content>Last.</p></main>";
    assert_eq!(images(page), ["roof.jpg", "garden.jpg"]);
}

#[test]
fn a_caption_follows_its_image() {
    for caption in [
        "<figcaption>Die Brücke im März.</figcaption>",
        "<div class=wp-caption-text>Die Brücke im März.</div>",
        "<figcaption><p><span>Die Brücke im März.</span></p></figcaption>",
    ] {
        let page = format!(
            "<main><p class=content>First.</p><figure><img src=a.jpg>{caption}</figure>
             <figure><p>No image.</p>{caption}</figure><p class=content>Last.</p></main>"
        );
        let page = Extractor::new().keep_only(".content").unwrap().extract(&page).unwrap();
        let markdown = "First.\n\n![](a.jpg)\n\nDie Brücke im März.\n\nLast.\n";
        assert_eq!(page.markdown(), markdown, "{caption}");
        assert_eq!(page.text(), "First.\n\nLast.", "{caption}");
        assert!(page.html().contains("<img src=\"a.jpg\" alt=\"\">"), "{}", page.html());
    }
}

#[test]
fn a_link_stands_for_what_is_played() {
    let page = "<main><p class=content>First.</p>
        <div><iframe src='https://films.example/embed/7' title='Der Turm'></iframe></div>
        <figure><video><source src=/film.mp4></video></figure>
        <iframe src='https://maps.example/here'></iframe>
        <iframe src='https://ads.example/player' width=1 height=1></iframe>
        <iframe src='javascript:player()'></iframe>
        <p class=content>Last.</p></main><footer><iframe src='https://x.example/embed/8'></iframe></footer>";
    let page = Extractor::new()
        .base_url("https://news.example/a")
        .keep_only(".content")
        .and_then(|extractor| extractor.extract(page))
        .unwrap();
    assert_eq!(
        page.markdown(),
        "First.\n\n[▶](https://films.example/embed/7)\n\n[▶](https://news.example/film.mp4)\n\nLast.\n"
    );
}

#[test]
fn a_film_that_is_embedded_twice_is_linked_once() {
    let film = "<iframe src=https://films.example/embed/7></iframe>";
    for again in [
        format!("<noscript>{film}</noscript>"),
        format!("<div class=phone>{film}</div>"),
        "<video src=https://films.example/embed/7></video>".to_owned(),
    ] {
        let html = format!(
            "<main><p class=content>雨。</p><div>{film}</div>{again}<p class=content>Fin.</p></main>"
        );
        let page = Extractor::new().keep_only(".content").unwrap().extract(&html).unwrap();
        let expected = "雨。\n\n[▶](https://films.example/embed/7)\n\nFin.\n";
        assert_eq!(page.markdown(), expected, "{html}");
    }
}

#[test]
fn custom_elements_that_play_leave_a_link() {
    for (element, address) in [
        ("<amp-youtube data-videoid=a-b_c></amp-youtube>", "https://www.youtube.com/watch?v=a-b_c"),
        ("<lite-youtube videoid=abc></lite-youtube>", "https://www.youtube.com/watch?v=abc"),
        ("<amp-vimeo data-videoid=7></amp-vimeo>", "https://vimeo.com/7"),
        (
            "<amp-iframe width=16 height=9 src=https://films.example/embed/7></amp-iframe>",
            "https://films.example/embed/7",
        ),
        ("<amp-video src=https://films.example/a.mp4></amp-video>", "https://films.example/a.mp4"),
    ] {
        let html =
            format!("<main><p class=content>雨。</p>{element}<p class=content>Fin.</p></main>");
        let page = Extractor::new().keep_only(".content").unwrap().extract(&html).unwrap();
        assert_eq!(page.markdown(), format!("雨。\n\n[▶]({address})\n\nFin.\n"), "{html}");
    }
    let html = "<main><p class=content>雨。</p><amp-youtube data-videoid='a\"b'></amp-youtube>
        <amp-iframe src=https://ads.example/b></amp-iframe><p class=content>Fin.</p></main>";
    let page = Extractor::new().keep_only(".content").unwrap().extract(html).unwrap();
    assert_eq!(page.markdown(), "雨。\n\nFin.\n");
}

#[test]
fn the_caption_of_a_film_follows_it() {
    let html = "<main><p class=content>Erst.</p><figure><iframe src=https://films.example/embed/7>
        </iframe><figcaption>Die Fähre im Film</figcaption></figure><p class=content>Dann.</p></main>";
    let page = Extractor::new().keep_only(".content").unwrap().extract(html).unwrap();
    let film = "[▶](https://films.example/embed/7)\n\nDie Fähre im Film";
    assert_eq!(page.markdown(), format!("Erst.\n\n{film}\n\nDann.\n"));
}
