//! What is inside a text but does not belong to it: permalinks, buttons, edit links, labels for
//! screen readers, ruby annotations.

use dehusk::Extractor;

/// The text of a page that is content as a whole; its HTML must have the same words.
fn text(html: &str) -> String {
    let page = Extractor::new()
        .keep_only("body")
        .and_then(|extractor| extractor.extract(html))
        .unwrap_or_else(|error| panic!("{error}: {html}"));
    let text = page.text();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain: String =
        page.html().split('<').map(|it| it.split_once('>').map_or(it, |it| it.1)).collect();
    assert_eq!(words(&plain), words(&text), "{html}");
    text
}

#[track_caller]
fn assert_texts(pages: &[(&str, &str)]) {
    for (html, expected) in pages {
        assert_eq!(text(html), *expected, "{html}");
    }
}

#[test]
fn signs_that_lead_to_their_own_place() {
    assert_texts(&[
        (
            "<h2 id=a>Überblick<a class=headerlink href='#a' title='Permalink'>¶</a></h2>",
            "Überblick",
        ),
        ("<h2 id=a><a href='#a'>#</a> 概要</h2>", "概要"),
        ("<section><a href='#a' class=anchor>§</a><h3>Обзор</h3></section>", "Обзор"),
        ("<h3>Обзор <a class=anchor href='/page#o'>🔗</a></h3>", "Обзор"),
        ("<p id=p>It rained.<a href='#p'>¶</a></p>", "It rained."),
        ("<dl><dt id=f>open()<a href='#f'>\u{f0c1}</a></dt><dd>Opens.</dd></dl>", "open()\nOpens."),
        ("<h2 id=k>Setup <a href='#k'>Link to this section</a></h2>", "Setup"),
        ("<h2 id=k>設定 <a href='#k'>この節へのリンク</a></h2>", "設定"),
    ]);
}

#[test]
fn signs_that_mean_something_stay() {
    assert_texts(&[
        ("<p><a href='#p5'>§</a> 5 gilt nicht.</p>", "§ 5 gilt nicht."),
        ("<p>Learn C<a href=/sharp>#</a> now</p>", "Learn C# now"),
        ("<h2 id=k><a href='#k'>Setup</a></h2>", "Setup"),
        ("<h2 id=k>See <a href='#other'>the other part</a></h2>", "See the other part"),
        ("<p><a href='#top'>#</a></p>", "#"),
    ]);
}

#[test]
fn buttons_beside_a_text() {
    assert_texts(&[
        ("<h2>Wohin damit <button>Link kopieren</button></h2>", "Wohin damit"),
        ("<h2>Dónde ponerlas <span role=button>Copiar enlace</span></h2>", "Dónde ponerlas"),
        ("<p>It rained. <button>Share</button></p>", "It rained."),
        ("<p>Il a plu. <a class='add-to-list' href=/l>Ajouter à la liste</a></p>", "Il a plu."),
        (
            "<p>It rained. <a href='https://a.example/intent/tweet?text=It'>Tweet this</a></p>",
            "It rained.",
        ),
        (
            "<div>雨が降った <button class=copy>コピー</button> <button>保存</button></div>",
            "雨が降った",
        ),
    ]);
}

#[test]
fn buttons_that_are_words_of_the_text_stay() {
    assert_texts(&[
        (
            "<h3><button>Wie viel kostet es?</button></h3><p>Nichts.</p>",
            "Wie viel kostet es?\n\nNichts.",
        ),
        ("<p>The <button class=term>inflation</button> rose.</p>", "The inflation rose."),
        ("<p>Press <button>Save</button></p>", "Press Save"),
        (
            "<h3><span>1.</span> <button>Who pays for the bridge in the end?</button></h3>",
            "1. Who pays for the bridge in the end?",
        ),
        ("<div><button>Ja</button><button>Nein</button></div>", "Ja Nein"),
    ]);
}

#[test]
fn labels_for_screen_readers() {
    assert_texts(&[
        ("<h2>Themen<span class=sr-only>Abschnittsüberschrift</span></h2>", "Themen"),
        ("<p>Lire<span class='visually-hidden'> la suite de l’article</span></p>", "Lire"),
        ("<p><span class=screen-reader-text>Price:</span> 5 €</p>", "5 €"),
        ("<h2 class=sr-only>Steps</h2><p>Bake.</p>", "Steps\n\nBake."),
        (
            "<p>The EC<span class=tooltip><span class=tooltiptext>engine control</span></span>U</p>",
            "The ECU",
        ),
    ]);
}

#[test]
fn links_that_edit_a_section() {
    let expected = "Geschichte\n\nDer Turm.";
    for heading in [
        "<h2><span class=mw-headline>Geschichte</span><span class=mw-editsection><span>[</span><a href='/w?action=edit'>Bearbeiten</a><span> | </span><a href='/w?action=source'>Quelltext bearbeiten</a><span>]</span></span></h2>",
        "<h2><span class=editsection>[<a href='/e'>Bearbeiten</a>]</span> <span>Geschichte</span></h2>",
        "<div class=editsection>[<a href='/e'>編集</a>]</div><a name=g></a><h2>Geschichte</h2>",
        "<div><h2>Geschichte</h2><span>[<a href='/e'>править</a> | <a href='/c'>править код</a>]</span></div>",
        "<div><h2>Geschichte</h2><span>［<a href='/e'>編輯</a>］</span></div>",
    ] {
        assert_eq!(text(&format!("{heading}<p>Der Turm.</p>")), expected, "{heading}");
    }
}

#[test]
fn other_brackets_beside_a_heading_stay() {
    assert_texts(&[
        ("<h2>Results <span>[2024]</span></h2>", "Results [2024]"),
        ("<h2>Bees <span>[<a href='#c1'>1</a>]</span></h2>", "Bees [1]"),
        ("<h2>Bees</h2><p>[<a href=/b>More</a>]</p>", "Bees\n\n[More]"),
    ]);
}

#[test]
fn readings_above_words() {
    assert_texts(&[
        (
            "<p><ruby>古<rt>ふる</rt></ruby>い<ruby>橋<rp>（</rp><rt>はし</rt><rp>）</rp></ruby>が",
            "古い橋が",
        ),
        ("<p><ruby><rb>漢</rb><rb>字</rb><rtc><rt>hàn</rt><rt>zì</rt></rtc></ruby>", "漢字"),
        ("<p>The <ruby>WHO<rt>World Health Organization</rt></ruby>'s", "The WHO's"),
    ]);
}

#[test]
fn sentences_that_a_style_parts() {
    assert_texts(&[
        ("<p>of regulation.<span class=br></span>The brain", "of regulation. The brain"),
        (
            "<p><span style='display:block'>Rain</span><span style='display: block'>sun</span>",
            "Rain sun",
        ),
        ("<p>mai.<span>Elle s’arrête.</span>", "mai. Elle s’arrête."),
        (
            "<div><span role=tab>PHP</span><span role=tab>C#</span><span role=tab>Java</span></div>",
            "PHP C# Java",
        ),
    ]);
}

#[test]
fn links_that_edit_in_brackets_of_a_heading() {
    let edit = "/w/index.php?title=F&action=edit&section=1";
    for (html, expected) in [
        (
            format!(
                "<h2>Histoire [<a href='{edit}'>modifier</a> | <a href='/?veaction=edit'>modifier \
                  le code</a>]</h2>"
            ),
            "Histoire",
        ),
        ("<h3>歴史［<a href='/wiki?cmd=secedit'>編集</a>］</h3>".to_owned(), "歴史"),
        (format!("<h2><span>Dzieje</span> (<a href='{edit}'>edytuj</a>)</h2>"), "Dzieje"),
        (format!("<h2>[<a href='{edit}'>править</a>] История</h2>"), "История"),
        (
            format!("<h2>Storia</h2><p>[<a href='{edit}'>modifica</a>]</p><p>Piove.</p>"),
            "Storia\n\nPiove.",
        ),
        // Links to papers are none.
        ("<h3>Rain [<a href=/rain.pdf>PDF</a>]</h3>".to_owned(), "Rain [PDF]"),
        ("<h3>Regen</h3><p>[<a href=/regen.pdf>PDF</a>]</p>".to_owned(), "Regen\n\n[PDF]"),
        ("<h3>Rain [<a href=/editors>see</a> below</h3>".to_owned(), "Rain [see below"),
    ] {
        assert_eq!(text(&html), expected, "{html}");
    }
}

#[test]
fn properties_for_machines() {
    for (html, expected) in [
        ("<p>Regen <span itemprop=datePublished>2024-05-03T10:00:00+02:00</span></p>", "Regen"),
        ("<p>雨 <span itemprop=logo>https://valley.example/logo.png</span></p>", "雨"),
        ("<p>Pluie</p><div hidden itemprop=keywords>pluie, vallée, mardi</div>", "Pluie"),
        ("<p>Rain <span itemprop=keywords>valley</span></p>", "Rain valley"),
        (
            "<p>See <a itemprop=url href=/x>https://valley.example/x</a></p>",
            "See https://valley.example/x",
        ),
    ] {
        assert_eq!(text(html), expected, "{html}");
    }
}

#[test]
fn numbered_headings_that_lead_to_themselves_keep_their_words() {
    for (number, title) in [
        ("1. ", "Introduction"),
        ("A. ", "Anhang"),
        ("Chapitre 2 : ", "Pliage"),
        ("Глава 4. ", "Складывание"),
        ("第3章 ", "折り方"),
    ] {
        for link in [
            format!("<a href=#n1>{title}</a>"),
            format!("<a class=section-name href=#n1>{title}</a>"),
            format!("<a class=selfRef href=#s1>{title}</a>"),
        ] {
            let html = format!(
                "<section id=s1><h2 id=n1><a href=#s1>{number}</a>{link}</h2><p>Regen.</p></section>"
            );
            let page = Extractor::new().keep_only("section").unwrap().extract(&html).unwrap();
            assert_eq!(page.blocks().next().unwrap().text(), format!("{number}{title}"), "{html}");
        }
        let html = format!("<h2 id=n1>{number}{title} <a href=#n1>permalink</a></h2><p>Regen.</p>");
        let page = Extractor::new().keep_only("body").unwrap().extract(&html).unwrap();
        assert_eq!(page.blocks().next().unwrap().text(), format!("{number}{title}"), "{html}");
    }
}

#[test]
fn marks_of_places_are_no_links() {
    for html in [
        "<h2><a name=a>Offen</h2><ul><li>ein Bild<li>ein zweiter Heizkörper</ul>",
        "<h2 id=a><a href=#a>Reste à faire</a></h2><p>Une image.</p>",
        "<h2><a id=a href='#a'>残り</a></h2><p>絵。</p>",
        "<p>В порту <a/> стоит маяк, и ночью его видно с дороги на другом берегу залива.</p>",
    ] {
        let page = Extractor::new().keep_only("body").unwrap().extract(html).unwrap();
        let blocks: Vec<_> = page.blocks().map(|block| block.link_ratio()).collect();
        assert!(blocks.iter().all(|ratio| *ratio == 0.0), "{html} {blocks:?}");
    }
    for html in [
        "<h2><a href=/a>Offen</a></h2>",
        "<h2><a href=#b>Offen</a></h2>",
        "<p><a>Folgen</a></p>",
        "<p><a class=button>Alle Beiträge zu diesem Thema jetzt in einer Liste ansehen</a></p>",
    ] {
        let page = Extractor::new().keep_only("body").unwrap().extract(html).unwrap();
        assert!(page.blocks().all(|block| block.link_ratio() == 1.0), "{html}");
    }
}
