//! Readers' comments: recognized next to an article, listed separately, and kept where they are the
//! content.

use dehusk::{Comments, DecidedBy, Extraction, Extractor, Focus, Scorer};

const ARTICLE: &str = "<article><h1>Regen im Tal</h1>
    <p>Nach elf trockenen Wochen hat es am Dienstag geregnet, und die Bauern des Tals gingen auf
    ihre Felder hinaus, um zu sehen, ob es auch wahr ist.</p>
    <p>Der Wetterdienst hatte noch am Montag erklärt, dass vor dem Ende des Monats mit keinem Regen
    zu rechnen sei, und rät nun, die Keller der Häuser am Fluss zu räumen.</p></article>";

/// As WordPress nests them: items in lists, each comment in an article of its own.
const THREAD: &str = "<div id='comments' class='comments-area'><h2>3 Gedanken zu „Regen im Tal“</h2>
    <ol class='comment-list'>
      <li id='comment-7' class='comment even depth-1'><article id='div-comment-7' class='comment-body'>
        <footer class='comment-meta'><div class='comment-author vcard'><b class='fn'>Ada Berg</b>
          <span class='says'>sagt:</span></div>
          <div class='comment-metadata'><a href='#comment-7'><time datetime='2024-05-03T06:10:00+02:00'>
          3. Mai 2024 um 6:10</time></a></div></footer>
        <div class='comment-content'><p>Bei uns hat es nicht geregnet.</p>
          <p>Nur drei Kilometer weiter nördlich standen die Wiesen unter Wasser.</p></div>
        <div class='reply'><a class='comment-reply-link' href='?reply=7'>Antworten</a></div></article>
        <ol class='children'>
          <li id='comment-9' class='comment odd depth-2'><article id='div-comment-9' class='comment-body'>
            <footer class='comment-meta'><b class='fn'>Bo Chen</b> <time datetime='2024-05-03'>3. Mai</time></footer>
            <div class='comment-content'><p>Hier auch nicht, und wir warten seit dem März darauf.</p></div>
          </article></li></ol></li>
      <li id='comment-11' class='pingback'><p>Pingback: Das Wetter der Woche</p></li>
      <li id='comment-12' class='comment even depth-1'><article class='comment-body'>
        <footer class='comment-meta'><b class='fn'>Cy Dahl</b></footer>
        <div class='comment-content'><p>Endlich.</p></div></article></li>
    </ol>
    <div id='respond' class='comment-respond'><h3>Schreibe einen Kommentar</h3>
      <form id='commentform'><p class='comment-notes'>Deine E-Mail-Adresse wird nicht veröffentlicht
      und auch sonst an niemanden weitergegeben, der sie nicht unbedingt braucht.</p>
      <label>Name</label><input name=author><textarea name=comment></textarea>
      <input type=submit></form></div></div>";

fn page(comments: Comments, html: &str) -> Extraction {
    Extractor::new().comments(comments).extract(html).unwrap()
}

fn article_with(thread: &str) -> String {
    format!("<html lang=de><body>{ARTICLE}{thread}<footer>Impressum</footer></body>")
}

/// Every comment as one line: depth, author, date, text.
fn lines(page: &Extraction) -> Vec<String> {
    let line = |comment: &dehusk::Comment| {
        let or_none = |value: &Option<String>| value.clone().unwrap_or("-".to_owned());
        let (author, date) = (or_none(&comment.author), or_none(&comment.published));
        format!("{} {author} {date}: {}", comment.depth, comment.text.replace("\n\n", " ¶ "))
    };
    page.comments().iter().map(line).collect()
}

#[test]
fn comments_are_left_out_unless_asked_for() {
    let html = article_with(THREAD);
    for scorer in [Scorer::Model, Scorer::Density] {
        for focus in [Focus::Precision, Focus::Balanced, Focus::Recall] {
            let page = Extractor::new().scorer(scorer).focus(focus).extract(&html).unwrap();
            let text = page.text();
            assert!(text.contains("Keller der Häuser"), "{scorer:?} {focus:?}: {text}");
            for comment in ["nicht geregnet", "warten seit", "E-Mail", "Gedanken"] {
                assert!(!text.contains(comment), "{scorer:?} {focus:?}: {text}");
            }
            assert!(page.comments().is_empty());
        }
    }
}

#[test]
fn comments_are_read_with_author_date_and_depth() {
    let page = page(Comments::Separate, &article_with(THREAD));
    assert!(!page.text().contains("nicht geregnet"));
    assert_eq!(
        lines(&page),
        [
            "0 Ada Berg 2024-05-03T06:10:00+02:00: Bei uns hat es nicht geregnet. ¶ Nur drei \
             Kilometer weiter nördlich standen die Wiesen unter Wasser.",
            "1 Bo Chen 2024-05-03: Hier auch nicht, und wir warten seit dem März darauf.",
            "0 Cy Dahl -: Endlich.",
        ]
    );
}

#[test]
fn kept_comments_stand_behind_the_article_without_the_form() {
    let page = page(Comments::Keep, &article_with(THREAD));
    let text = page.text();
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("no {part:?} in {text}"));
    assert!(at("Keller") < at("Ada Berg") && at("Ada Berg") < at("Bei uns"));
    assert!(at("Bei uns") < at("Hier auch nicht") && at("Hier auch nicht") < at("Endlich."));
    for control in ["E-Mail", "Schreibe", "Antworten"] {
        assert!(!text.contains(control), "{control}: {text}");
    }
    assert!(page.comments().is_empty(), "they are content now");
}

#[test]
fn blocks_say_that_they_are_comments() {
    let page = page(Comments::Drop, &article_with(THREAD));
    let mut comments = 0;
    for block in page.blocks() {
        let by_comment = block.verdict().decided_by == DecidedBy::Comment;
        assert_eq!(block.is_comment(), by_comment, "{block:?}");
        assert!(!(block.is_comment() && block.is_content()), "{block:?}");
        comments += usize::from(block.is_comment());
    }
    assert!(comments >= 10, "{comments}");
}

#[test]
fn comments_of_many_templates_are_read() {
    for (template, thread) in [
        ("microdata", "<section><div itemprop=comment itemscope itemtype=https://schema.org/Comment>
            <span itemprop=author>Ada Berg</span> <time itemprop=dateCreated datetime=2024-05-03>gestern</time>
            <p itemprop=text>Bei uns nicht.</p></div></section>"),
        ("nested in each other", "<div class=comments><div class=comment><span class=username>Ada Berg</span>
            <span class=date>3. Mai 2024</span><div class=text>Bei uns nicht.</div>
            <div class=comment><span class=username>Bo Chen</span><div class=text>Hier auch nicht.</div></div>
            </div></div>"),
        ("plain items", "<ul class=kommentare><li><cite class=author>Ada Berg</cite> <time>2024-05-03</time>
            <p>Bei uns nicht.</p><li><cite class=author>Bo Chen</cite><p>Hier auch nicht.</p></ul>"),
        ("articles", "<section id=comments><article><a href=/user/ada>Ada Berg</a>
            <time datetime=2024-05-03>vorgestern</time><p>Bei uns nicht.</p></article>
            <article class=comment><a href=/user/bo>Bo Chen</a><p>Hier auch nicht.</p></article>
            <article class=comment><p>Endlich.</p></article></section>"),
        ("one form around all", "<form><div id=comments-list><div class=comment-item><b class=nickname>Ada Berg</b>
            <i class=comment-date>03.05.2024</i><p class=comment-text>Bei uns nicht.</p></div>
            <div class=comment-item><b class=nickname>Bo Chen</b><p class=comment-text>Hier auch nicht.</p>
            </div></div><input></form>"),
        ("a wrapper that is called like one of them", "<div class=comment-container>
            <div class=comment><b class=author>Ada Berg</b><time datetime=2024-05-03></time><p>Bei uns nicht.</p></div>
            <div class=comment><b class=author>Bo Chen</b><p>Hier auch nicht.</p></div></div>"),
        ("a list whose items have no name", "<div class=kommentarliste>
            <div class=box><b class=author>Ada Berg</b><time datetime=2024-05-03></time><p>Bei uns nicht.</p></div>
            <div class=box><b class=author>Bo Chen</b><p>Hier auch nicht.</p></div></div>"),
    ] {
        let page = page(Comments::Separate, &article_with(thread));
        assert_eq!(
            lines(&page).first().map(String::as_str),
            Some("0 Ada Berg 2024-05-03: Bei uns nicht."),
            "{template}: {:?}",
            lines(&page)
        );
        if thread.contains("Bo Chen") {
            let second = lines(&page).remove(1);
            let depth = u8::from(template == "nested in each other");
            assert_eq!(second, format!("{depth} Bo Chen -: Hier auch nicht."), "{template}");
        }
        assert!(!page.text().contains("Bei uns"), "{template}");
    }
}

/// Name, date and text of a comment.
type Remark = [&'static str; 3];

/// An article, what names the comments below it, and two comments, in one language.
const LANGUAGES: [(&str, [&str; 2], &str, [Remark; 2]); 4] = [
    (
        "en",
        [
            "After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out into their fields to see whether it was true. It was.",
            "The weather service had said on Monday that no rain was to be expected before the end of the month, and now it asks people to empty their cellars. The river has risen by half a metre since the morning, and the school stays closed until the bridge has been looked at.",
        ],
        "2 replies",
        [
            ["Ada", "4 May 2024", "Not a drop here, only three miles to the north of us."],
            ["Bo", "5 May 2024", "We waited for it since March and then we slept through it."],
        ],
    ),
    (
        "fr",
        [
            "Après onze semaines sans pluie, il a plu mardi dans toute la vallée, et les paysans sont sortis dans leurs champs pour voir si c'était vrai.",
            "La météo avait encore annoncé lundi qu'il ne fallait pas attendre de pluie avant la fin du mois, et conseille maintenant de vider les caves. La rivière a monté d'un demi-mètre depuis le matin, et l'école reste fermée jusqu'à ce que le pont ait été examiné.",
        ],
        "2 réactions",
        [
            [
                "Ada",
                "4 mai 2024",
                "Pas une goutte chez nous, mais le village voisin était sous l'eau.",
            ],
            ["Bo", "5 mai 2024", "On l'attendait depuis mars et on a dormi pendant ce temps-là."],
        ],
    ),
    (
        "ru",
        [
            "После одиннадцати сухих недель во вторник в долине пошёл дождь, и крестьяне вышли в поля посмотреть, правда ли это. Это была правда.",
            "Ещё в понедельник метеорологи говорили, что до конца месяца дождя ждать не стоит, а теперь советуют освободить подвалы домов у реки. С утра вода поднялась на полметра, и школа останется закрытой, пока мост не осмотрят. Паромщик говорит, что такого не помнит даже его отец, который сорок лет водил паром через эту реку.",
        ],
        "2 отзыва",
        [
            ["Ада", "4 мая 2024", "У нас ни капли не упало, а за холмом луга стояли под водой."],
            ["Боря", "5 мая 2024", "Ждали его с марта, а когда он пришёл, проспали всей семьёй."],
        ],
    ),
    (
        "ja",
        [
            "十一週間も乾いた日が続いた谷に、火曜日ようやく雨が降った。農家の人たちは本当かどうかを確かめようと、朝早くから畑に出て空を見上げていたという。",
            "気象台は月曜日の時点で、月末までは雨の見込みがないと説明していた。今は川沿いの家に対して、地下室の荷物を片付けるように呼びかけている。川の水は朝から五十センチも上がり、橋の点検が終わるまで学校は休みになるという。",
        ],
        "みんなの声",
        [
            [
                "青葉",
                "2024年5月4日",
                "うちの方では一滴も降りませんでした。北の町だけだったようです。",
            ],
            [
                "小川",
                "2024年5月5日",
                "三月から待っていたのに、降った日には家族みんなで眠っていました。",
            ],
        ],
    ),
];

/// Comments that no class names: a template for all and one for each.
const NAMELESS: [[&str; 2]; 7] = [
    [
        "<div>ALL</div>",
        "<div><div><a href=/u/1>NAME</a> <span>DATE</span></div><div>TEXT</div></div>",
    ],
    ["<table>ALL</table>", "<tr><td><b>NAME</b>, DATE</td></tr><tr><td>TEXT</td></tr>"],
    ["<dl>ALL</dl>", "<dt><i>NAME</i> (DATE)<dd>TEXT"],
    ["<div>ALL</div>", "<p><b>NAME</b>, DATE<br>TEXT</p><hr>"],
    ["<ul>ALL</ul>", "<li><p>NAME</p><p>DATE</p><p>TEXT</p>"],
    ["<div>ALL</div>", "<div class=t>TEXT</div><div class=s>NAME | DATE</div>"],
    [
        "<strong>Top</strong><div>ALL</div>",
        "<table><tr><td>DATE</td></tr><tr><td><a href=/u/1>NAME</a></td></tr>
         <tr><td><div>TEXT</div></td></tr></table>",
    ],
];

#[test]
fn comments_without_names_are_told_by_their_shape() {
    for (language, paragraphs, label, comments) in LANGUAGES {
        for [all, each] in NAMELESS {
            let written = comments.map(|[name, date, text]| {
                each.replace("NAME", name).replace("DATE", date).replace("TEXT", text)
            });
            let all = all.replace("ALL", &written.concat());
            let html = format!(
                "<html lang={language}><title>Example</title><body><div class=menu><a href=/a>A</a>
                 <a href=/b>B</a></div><div><h1>Example</h1><p>{}</p><p>{}</p><h3>{label}</h3>{all}
                 </div>",
                paragraphs[0], paragraphs[1]
            );
            let page = page(Comments::Separate, &html);
            let text = page.text();
            assert!(paragraphs.iter().all(|paragraph| text.contains(paragraph)), "{each} {text}");
            let read: Vec<_> = page.comments().iter().map(|comment| &*comment.text).collect();
            assert_eq!(read, comments.map(|[.., text]| text), "{language} {each}");
            let authors = page.comments().iter().map(|comment| comment.author.as_deref());
            assert!(authors.eq(comments.map(|[name, ..]| Some(name))), "{language} {each}");
            let published = page.comments().iter().map(|comment| comment.published.as_deref());
            assert!(published.eq([Some("2024-05-04"), Some("2024-05-05")]), "{language} {each}");
            for [.., remark] in comments {
                assert!(!text.contains(remark), "{language} {each} {text}");
            }
        }
    }
}

#[test]
fn an_index_of_authors_and_dates_is_no_discussion() {
    let entry = |headline: &str, author: &str, date: &str, text: &str| {
        format!(
            "<div><h3><a href=/s>{headline}</a></h3><div>{author}, {date}</div><p>{text}</p></div>"
        )
    };
    for (language, paragraphs, _, comments) in LANGUAGES {
        let entries = comments.map(|[author, date, text]| entry(paragraphs[0], author, date, text));
        let html = format!("<html lang={language}><body>{}", entries.concat());
        assert!(page(Comments::Separate, &html).blocks().all(|block| !block.is_comment()));
    }
}

#[test]
fn a_box_without_comments_belongs_to_them() {
    for tail in [
        "<div id=comments><h3>Kommentare</h3><p>Noch hat niemand etwas gesagt.</p></div>",
        "<div class=trackbacks><h3>Trackbacks</h3><p>Adresse: http://example.org/t/17</p></div>",
        "<div id=comments><dl><dt class=comment-author>Ada Berg</dt><dd class=comment-body>
         <p>Bei uns nicht.</p></dd><dd class=comment-footer><span class=comment-timestamp>3. Mai 2024
         </span></dd></dl></div>",
    ] {
        let text = page(Comments::Drop, &article_with(tail)).text();
        assert!(text.ends_with("zu räumen."), "{tail}: {text}");
    }
}

#[test]
fn what_only_speaks_of_comments_is_none() {
    for part in [
        "<p class=comments-link>Drei Leser haben schon gesagt, wie es bei ihnen war.</p>",
        "<section id=comments><h2>Kommentare im Programm</h2><p>Alles hinter zwei Strichen liest der
         Übersetzer nicht, und niemand sonst, wenn man es übertreibt.</p></section>",
        "<pre><code><span class=comment>// was hier steht</span> x = 1</code></pre>",
        "<ul><li>Anmerkungen<div class=list-comments>12 Seiten, 4 Bilder</div></ul>",
        "<div class='author-comment'><span class=author>Ada Berg</span> lebt und schreibt im Tal, seit sie
         denken kann, und das Wetter war ihr nie ganz gleich.</div>",
    ] {
        let html = format!("<body class='has-comments comments'>{}</body>", ARTICLE.replace("</article>", part));
        let page = page(Comments::Separate, &html);
        assert!(page.blocks().all(|block| !block.is_comment()), "{part}");
        assert!(page.comments().is_empty());
    }
}

#[test]
fn names_around_the_whole_page_say_nothing() {
    let html = format!("<div class='section comments'><div class=comment>{ARTICLE}</div></div>");
    for comments in [Comments::Drop, Comments::Separate, Comments::Keep] {
        let page = page(comments, &html);
        assert!(page.text().contains("Keller der Häuser"));
        assert!(page.comments().is_empty());
    }
}

#[test]
fn posts_of_a_discussion_are_its_content() {
    let post = |name: &str, text: &str| {
        format!(
            "<div class=comment><b class=author>{name}</b><time datetime=2024-05-03></time>
             <div class=comment-text><p>{text}</p></div></div>"
        )
    };
    let posts = [
        post(
            "Ada",
            "My roof has leaked ever since it rained on Tuesday, and I cannot find the place
              where the water comes in. Has anybody had the same with these tiles?",
        ),
        post(
            "Bo",
            "Look at the flashing around the chimney first. On ours the mortar had cracked, and
              the water ran along a beam for three metres before it dripped.",
        ),
        post(
            "Cy",
            "What Bo says. Take a hose, begin at the gutter and work your way up, with somebody
              in the attic who shouts when the first drop falls.",
        ),
    ];
    let html = format!(
        "<title>Leaking roof</title><body><nav><a href=/>Home</a></nav><h1>Leaking roof</h1>
         <div class=comments>{}</div></body>",
        posts.concat()
    );
    for comments in [Comments::Drop, Comments::Separate] {
        let page = page(comments, &html);
        for part in ["ever since", "flashing", "begin at the gutter"] {
            assert!(page.text().contains(part), "{part}: {}", page.text());
        }
        assert!(page.comments().is_empty());
    }
}

#[test]
fn what_customers_say_of_a_product_is_no_comment() {
    let said = |name: &str| {
        let one = |who: &str, text: &str| {
            format!("<div class='{name}'><b class=author>{who}</b><p>{text}</p></div>")
        };
        format!(
            "<div id=below>{}{}</div>",
            one("Ada Berg", "Der Schirm hält auch im Sturm, und der Griff liegt gut in der Hand."),
            one("Bo Chen", "Nach einem Jahr ist er noch immer dicht, nur die Hülle ist gerissen.")
        )
    };
    let marked = |name: &str| {
        page(Comments::Drop, &article_with(&said(name))).blocks().any(|block| block.is_comment())
    };
    assert!(marked("comment"));
    assert!(!marked("review-comment") && !marked("testimonial-comments"));

    let shop = format!(
        "<html><head><meta property=og:type content=Product><script type=application/ld+json>
            {{\"@context\": \"https://schema.org\", \"@type\": \"Product\", \"name\": \"Schirm\",
            \"offers\": {{\"price\": 20, \"priceCurrency\": \"EUR\"}}}}</script></head>
            <body class=single-product><div class=product><h1>Schirm</h1><p class=price>20,00 €</p>
            <form class=cart><button class=add-to-cart>In den Warenkorb</button></form>
            <p>Ein Schirm aus dichtem Tuch mit einem Griff aus Buche, der in jede Tasche passt.</p>
            <table><tr><th>Länge<td>92 cm<tr><th>Gewicht<td>410 g</table></div>{}</body>",
        said("comment")
    );
    assert!(!page(Comments::Drop, &shop).blocks().any(|block| block.is_comment()));
}

#[test]
fn selectors_have_the_last_word() {
    let html = article_with(THREAD);
    let extractor = Extractor::new().keep_only("#comment-12").unwrap();
    assert_eq!(extractor.extract(&html).unwrap().text(), "- Cy Dahl\nEndlich.");
    let extractor = Extractor::new().comments(Comments::Separate).drop_matching("#comment-7");
    assert_eq!(lines(&extractor.unwrap().extract(&html).unwrap()), ["0 Cy Dahl -: Endlich."]);
}

#[test]
fn hostile_nesting_costs_no_more_than_its_size() {
    let deep = "<div class=comment><b class=author>A</b>".repeat(20_000);
    let page = page(Comments::Separate, &article_with(&deep));
    assert!(page.comments().len() <= 20_000);
    let lists = "<ol class=comments><li class=comment>x<ol class=children>".repeat(5_000);
    assert!(self::page(Comments::Separate, &article_with(&lists)).comments().len() <= 5_000);
}

#[test]
fn posts_of_a_thread_are_read() {
    let post = |name: &str, date: &str, text: &str| {
        format!(
            "<div class=post><div class=postprofile><a class=username href=/memberlist>{name}</a></div>
             <div class=postbody><p class=author><time datetime={date}>{date}</time></p>
             <div class=content>{text}</div><div class=signature>Powered by patience</div></div></div>"
        )
    };
    let page = format!(
        "<html><head><meta name=generator content=phpBB><meta property=og:url
         content=https://forum.example/viewtopic.php?t=5><title>Regen?</title></head>
         <body class='section-viewtopic'><ul class=nav><li><a href=/>Foren</a></ul><h2>Regen?</h2>
         <div class=topic>{}{}{}</div></body>",
        post(
            "Ada",
            "2024-05-03",
            "Hat es bei euch am Dienstag geregnet? Hier blieb es elf Wochen trocken."
        ),
        post(
            "Bo",
            "2024-05-04",
            "Nein, nur drei Meilen weiter im Norden, und dort auch nur am Abend."
        ),
        post(
            "Cem",
            "2024-05-05",
            "Bei uns kam ein wenig herunter, aber die Felder sind noch trocken."
        ),
    );
    let page = dehusk::extract(&page);
    assert_eq!(page.page_type().0, dehusk::PageType::Forum);
    let authors: Vec<_> = page.posts().iter().map(|post| post.author.as_deref()).collect();
    assert_eq!(authors, [Some("Ada"), Some("Bo"), Some("Cem")]);
    assert_eq!(page.posts()[1].published.as_deref(), Some("2024-05-04"));
    assert!(page.posts().iter().all(|post| !post.text.contains("patience") && post.depth == 0));
    assert!(page.posts()[2].text.starts_with("Bei uns kam"));
}

#[test]
fn an_article_with_comments_has_no_posts() {
    assert!(page(Comments::Separate, &article_with(THREAD)).posts().is_empty());
    assert!(dehusk::extract("<p>It rained on Tuesday.</p>").posts().is_empty());
}
