//! Single lines in an article that lead away from it, galleries of photos about other things, and
//! boxes with a field to fill in.

use dehusk::{DecidedBy, Extractor};

/// A story of four paragraphs in each language.
const STORIES: [(&str, [&str; 4]); 4] = [
    (
        "de",
        [
            "Nach siebenundvierzig Jahren schließt der Uhrmacher am Fischmarkt seine Werkstatt. Der \
             Laden ist so schmal, dass zwei Kunden nicht nebeneinander stehen können.",
            "Eine Nachfolgerin hat er gefunden, aber sie will nicht auf den Fischmarkt ziehen. Die \
             Drehbank ist zu schwer für die alte Holzdecke, sagt sie.",
            "Bis dahin werden die letzten Uhren abgeholt. Manche liegen seit zwanzig Jahren im \
             Regal, mit einem Zettel am Band, auf dem nur ein Vorname steht.",
            "Was niemand abholt, bekommt das Museum. Dort sollen die Uhren ab November gehen, alle \
             zugleich und alle falsch.",
        ],
    ),
    (
        "es",
        [
            "Cada jueves, una mula llamada Lechuza sube por el camino de piedra con ciento veinte \
             libros. En las aldeas de arriba no hay escuela, pero todavía hay lectores.",
            "La bibliotecaria, Marta Olmedo, camina delante y conoce el gusto de cada casa. En la \
             primera quieren novelas de mar, en la última solo manuales.",
            "Los libros vuelven casi siempre. Uno tardó siete años y regresó con las hojas de un \
             herbario entre las páginas.",
            "El ayuntamiento ha prometido una segunda mula para la primavera. La primera, dice \
             Marta, tendrá que enseñarle el camino.",
        ],
    ),
    (
        "ru",
        [
            "Маршрут номер девять в посёлке Заречье короче всех: два километра и четырнадцать \
             остановок. Вагоновожатая знает каждого пассажира по имени и ждёт опоздавших.",
            "Вагон построили в пятьдесят шестом году, и с тех пор в нём поменяли почти всё, кроме \
             звонка. Звонок отлили на местном заводе.",
            "Прошлой зимой линию хотели закрыть, потому что она приносит одни убытки. Жители собрали \
             подписи и сами расчистили пути от снега.",
            "Теперь трамвай будет ходить до весны, а летом обещают заменить рельсы. Расписание \
             останется прежним.",
        ],
    ),
    (
        "ja",
        [
            "毎年二月になると、山の町から雪を積んだ列車が海辺の町へ向かう。雪を見たことのない子ども\
             たちのために、三十年前に始まった行事である。",
            "列車は四両で、そのうち三両に雪を積む。残りの一両には、雪だるまを作る係の人たちが乗り込む。",
            "昨年は暖かい日が続き、着いたときには半分しか残っていなかった。それでも子どもたちは夕方ま\
             で遊んでいたという。",
            "来年は車両が古くなるため、これが最後の運行になる見込みだ。町では、トラックで続けられない\
             か話し合っている。",
        ],
    ),
];

/// A page with something in the middle of its story, and something below it.
fn page(lang: &str, story: &[&str; 4], middle: &str, end: &str) -> String {
    let [one, two, three, four] = story;
    format!(
        "<html lang={lang}><head><title>Blatt 7</title></head><body><header><a href=/>Blatt</a><nav>\
         <ul><li><a href=/1>Eins</a><li><a href=/2>Zwei</a></ul></nav></header><main><article>\
         <h1>Blatt 7</h1><div class=body><p>{one}</p><p>{two}</p>{middle}<p>{three}</p><p>{four}</p>\
         {end}</div></article></main><footer>© Blatt</footer></body></html>"
    )
}

/// The text without whatever leads away, of which the story is whole.
fn text_of(html: &str, story: &[&str; 4]) -> String {
    let text = Extractor::new().extract(html).unwrap().text().to_owned();
    for paragraph in story {
        assert!(text.contains(paragraph), "{paragraph} in\n{text}\nof {html}");
    }
    text
}

#[test]
fn a_link_to_another_story_between_paragraphs_is_left_out() {
    let lines = ["Lesen Sie auch:", "Lea también:", "Читайте также:", "あわせて読みたい："];
    let headlines = [
        "Der Schwimmer, der alle Brunnen der Stadt zählt",
        "La nadadora que cuenta los pozos del valle",
        "Пловец, который считает колодцы города",
        "町の井戸を一つずつ数えて歩く泳ぎ手の話",
    ];
    for ((lang, story), (line, headline)) in STORIES.iter().zip(lines.into_iter().zip(headlines)) {
        for link in [
            format!("<p><strong>{line}</strong> <a href=/9>{headline}</a></p>"),
            format!("<p><a href=/9>{headline}</a></p>"),
        ] {
            let text = text_of(&page(lang, story, &link, ""), story);
            assert!(!text.contains(headline), "{link}\n{text}");
        }
        // A source is content.
        let source = format!("<p>{line} <a href=https://archiv.example/9>{headline}</a>.</p>");
        let text = text_of(&page(lang, story, &source, ""), story);
        assert!(text.contains(headline), "{source}\n{text}");
    }
}

#[test]
fn a_card_for_another_story_between_paragraphs_is_left_out() {
    let cards = [
        (
            "Der Schwimmer, der alle Brunnen der Stadt zählt",
            "In jedem Brunnen der Stadt ist er geschwommen, und in manchen zweimal. Nun zählt er \
             sie ein letztes Mal, bevor man sie im Winter zudeckt. Ein Gespräch am Rand des tiefsten.",
        ),
        (
            "La nadadora que cuenta los pozos del valle",
            "Ha nadado en todos los pozos del valle, y en algunos dos veces. Ahora los cuenta por \
             última vez, antes de que los cubran en invierno. Una charla al borde del más hondo.",
        ),
        (
            "Пловец, который считает колодцы города",
            "Он плавал в каждом колодце города, а в некоторых дважды. Теперь он считает их в \
             последний раз, пока их не закрыли на зиму. Разговор на краю самого глубокого.",
        ),
        (
            "町の井戸を一つずつ数えて歩く泳ぎ手の話",
            "町のすべての井戸に入り、いくつかには二度も入った人がいる。冬に閉じられる前に、最後にもう一度\
             数えて歩くという。一番深い井戸のそばで話を聞いた。",
        ),
    ];
    for ((lang, story), (headline, summary)) in STORIES.iter().zip(cards) {
        let title = format!("<h3><a href=/9>{headline}</a></h3>");
        for card in [
            format!("<section><ul><li>{title}<div><p>{summary}</p></div></li></ul></section>"),
            format!(
                "<div class=teaser><a href=/9><img src=9.jpg></a>{title}<p>{summary}</p></div>"
            ),
        ] {
            let text = text_of(&page(lang, story, &card, ""), story);
            assert!(!text.contains(headline) && !text.contains(summary), "{card}\n{text}");
        }
        // A section of the story whose heading is a source, and one with links of its own.
        for own in [
            format!("<h3><a href=https://archiv.example/9>{headline}</a></h3><p>{summary}</p>"),
            format!("<section>{title}<p>{summary}</p><p>{}</p></section>", story[0].repeat(4)),
        ] {
            let text = text_of(&page(lang, story, &own, ""), story);
            assert!(text.contains(summary), "{own}\n{text}");
        }
    }
}

#[test]
fn a_call_to_follow_ends_no_article() {
    let calls = [
        "Folgen Sie uns auf <a href=https://t.me/blatt>unserem Kanal</a>, um nichts zu verpassen.",
        "Síganos en <a href=https://www.facebook.com/hoja>nuestra página</a> para no perderse nada.",
        "Подписывайтесь на <a href=https://vk.com/list>нашу страницу</a>, чтобы ничего не пропустить.",
        "<a href=https://twitter.com/kami>公式アカウント</a>をフォローして、最新の記事を受け取ろう。",
    ];
    for ((lang, story), call) in STORIES.iter().zip(calls) {
        let html = page(lang, story, "", &format!("<p>{call}</p>"));
        let text = text_of(&html, story);
        assert!(
            !text.contains(call.split_once('<').unwrap().0.trim()) || call.starts_with('<'),
            "{text}"
        );
        let page = Extractor::new().extract(&html).unwrap();
        let is_call = |block: &dehusk::Block<'_>| block.verdict().decided_by == DecidedBy::Controls;
        assert_eq!(page.blocks().filter(is_call).count(), 1, "{html}");
        // A post that the story quotes from is none.
        let quoted = call.replace("blatt>", "blatt/17>").replace("hoja>", "hoja/posts/17>");
        let quoted = quoted.replace("list>", "list/wall/17>").replace("kami>", "kami/status/17>");
        let html = self::page(lang, story, "", &format!("<p>{quoted}</p>"));
        let page = Extractor::new().extract(&html).unwrap();
        assert_eq!(page.blocks().filter(is_call).count(), 0, "{html}");
    }
}

#[test]
fn the_number_of_comments_is_no_word_of_the_story() {
    for ((lang, story), words) in
        STORIES.iter().zip(["12 Kommentare", "12 comentarios", "12 комментариев", "コメント12件"])
    {
        for fragment in ["comments", "respond", "kommentare", "comentarios"] {
            let [one, two, three, four] = *story;
            let counted = format!("<a href='#{fragment}'>{words}</a> {three}");
            let html = page(lang, &[one, two, &counted, four], "", "");
            let text = text_of(&html, story);
            assert!(!text.contains("12"), "{text}");
        }
    }
}

#[test]
fn galleries_of_other_things_are_left_out_and_own_photos_are_not() {
    let others: [[(&str, &str); 3]; 3] = [
        [
            ("18. Oktober 2017", "Ein Mann führt einen Hund durch das Hochwasser in Porto Alegre"),
            ("17. Oktober 2017", "Feuerwehrleute ruhen sich neben einem brennenden Hügel aus"),
            ("16. Oktober 2017", "Ein Mädchen trägt ein Lamm über den Markt von Kabul"),
        ],
        [
            ("18 de octubre de 2017", "Un hombre pasea a su perro por una calle inundada"),
            ("17 de octubre de 2017", "Unos bomberos descansan junto a una colina en llamas"),
            ("16 de octubre de 2017", "Una niña sostiene un cordero en un mercado de Kabul"),
        ],
        [
            ("18 октября 2017", "Мужчина ведёт собаку по затопленной улице Порту-Алегри"),
            ("17 октября 2017", "Пожарные отдыхают у горящего холма в Калифорнии"),
            ("16 октября 2017", "Девочка держит ягнёнка на рынке в Кабуле"),
        ],
    ];
    for ((lang, story), photos) in STORIES.iter().zip(others) {
        for markup in [
            "<figure><img src=/N.jpg><figcaption>N/3 <b>DATE</b> CAPTION</figcaption></figure>",
            "<li><img src=/N.jpg><p>N/3</p><h3>DATE</h3><p>CAPTION</p></li>",
            "<div><img src=/N.jpg><p>N/3 DATE<br>CAPTION</p></div>",
        ] {
            let photo = |(number, (date, caption)): (usize, &(&str, &str))| {
                let photo = markup.replace("DATE", date).replace("CAPTION", caption);
                photo.replace("N.jpg", "x.jpg").replace('N', &(number + 1).to_string())
            };
            let photos_in: String = photos.iter().enumerate().map(photo).collect();
            let gallery = format!("<div class=slides><ul>{photos_in}</ul></div>");
            let text = text_of(&page(lang, story, &gallery, ""), story);
            for (_, caption) in photos {
                assert!(!text.contains(caption), "{markup}\n{text}");
            }
        }
    }
    let (lang, story) = &STORIES[0];
    let own = [
        "Der Uhrmacher vor seiner Werkstatt",
        "Die Drehbank steht auf der Holzdecke",
        "Uhren mit Zettel im Regal",
    ];
    let photo = |(number, caption): (usize, &&str)| {
        let number = number + 1;
        format!(
            "<figure><img src=/{number}.jpg><figcaption>{number}/3 {caption}</figcaption></figure>"
        )
    };
    let gallery: String = own.iter().enumerate().map(photo).collect();
    let page = Extractor::new().extract(&page(lang, story, &gallery, "")).unwrap();
    assert!(page.blocks().all(|block| block.verdict().decided_by != DecidedBy::Gallery));
}

#[test]
fn a_box_with_a_field_in_an_article_is_left_out() {
    for ((lang, story), (call, send)) in STORIES.iter().zip([
        ("Jeden Freitag schicken wir Ihnen die besten Geschichten der Woche.", "Anmelden"),
        ("Cada viernes le enviamos las mejores historias de la semana.", "Suscribirse"),
        ("Каждую пятницу мы присылаем лучшие истории недели.", "Подписаться"),
        ("毎週金曜日に、一週間の記事をまとめてお届けします。", "登録"),
    ]) {
        let offer = format!(
            "<div class=c7><p>{call}</p><form><input type=email><button>{send}</button></form></div>"
        );
        let text = text_of(&page(lang, story, &offer, ""), story);
        assert!(!text.contains(call), "{text}");
    }
}
