//! What stands below an article and is not part of it: links for sharing it, icons of networks, the
//! line that asks to follow the site.

use dehusk::{DecidedBy, Extractor};

/// A story of three paragraphs in each language, with words that introduce links for sharing, and a
/// line that stands below them.
const STORIES: [(&str, [&str; 3], &str, &str); 4] = [
    (
        "de",
        [
            "Seit vierzig Jahren ist im alten Stellwerk kein Hebel mehr bewegt worden, und doch \
             brennt dort jeden Freitag Licht. Dann trifft sich der Verein, der es gerettet hat.",
            "Die Bahn wollte das Gebäude im Frühjahr abtragen lassen. Es steht auf einem schmalen \
             Streifen zwischen zwei Gleisen, und wer hinein will, muss sich vorher anmelden.",
            "Im Oktober beginnt der Umzug. Das Haus wird auf Rollen gesetzt, und an dem Wochenende \
             fahren auf der Strecke keine Züge.",
        ],
        "Artikel teilen",
        "Folgen Sie uns auf unserem Kanal und verpassen Sie keine Nachricht aus der Region.",
    ),
    (
        "fr",
        [
            "Le phare n’a plus de gardien depuis douze ans, mais une famille de faucons habite \
             encore la tour. Le village l’a appris par les élèves, qui ont compté les fenêtres.",
            "Une biologiste a proposé de fermer la partie haute entre mars et juin. Une caméra \
             montrera les oiseaux à ceux qui attendent en bas.",
            "Les travaux commencent après l’été. La lampe ne sera plus allumée, sauf une nuit par \
             an, celle de la fête du port.",
        ],
        "Partagez cet article",
        "Suivez notre chaîne pour ne rien manquer de l’actualité du port.",
    ),
    (
        "ru",
        [
            "На маяке двенадцать лет нет смотрителя, но в башне живёт семья соколов. Посёлок узнал \
             об этом от школьников, которые пересчитали окна и написали письмо в порт.",
            "Биолог предложила закрыть верхнюю часть с марта по июнь. Камера покажет птиц тем, кто \
             ждёт внизу.",
            "Работы начнутся после лета. Лампу больше не зажгут, кроме одной ночи в году, ночи \
             праздника порта.",
        ],
        "Поделиться",
        "Подпишитесь на наш канал, чтобы не пропустить новости порта.",
    ),
    (
        "ja",
        [
            "十二年前から灯台には番人がいない。それでも塔には隼の家族が住み続けている。町の人がそれを\
             知ったのは、窓を数えた小学生たちの手紙からだった。",
            "生物学者は三月から六月まで上の階を閉めることを提案した。下で待つ人のためにカメラを置き、\
             鳥の様子を映すという。",
            "工事は夏のあとに始まる。灯りがともるのは年に一度、港祭りの夜だけになる。",
        ],
        "この記事を共有",
        "新しい記事を見逃さないように、公式チャンネルをフォローしてください。",
    ),
];

const ROWS: [&str; 3] = [
    "<div><p>LABEL</p><ul><li><a href=#f>Facebook</a><li><a href=#w>WhatsApp</a></ul></div>",
    "<p>LABEL</p><ul><li><a href='https://www.facebook.com/sharer.php?u=x'>Facebook</a>\
     <li><a href='https://twitter.com/intent/tweet?url=x'>WhatsApp</a></ul>",
    "<div><span>LABEL</span><div><a href='javascript:void(0)'>Facebook</a> \
     <a href='javascript:void(0)'>WhatsApp</a></div></div>",
];

fn page(lang: &str, paragraphs: &[&str; 3], tail: &str) -> String {
    let body: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    format!(
        "<html lang={lang}><head><title>7</title></head><body><nav><ul><li><a href=/a>A</a>\
         <li><a href=/b>B</a></ul></nav><article><div>{body}{tail}</div></article><footer>© 7</footer></body></html>"
    )
}

#[test]
fn rows_of_links_for_sharing_are_no_content() {
    for (lang, paragraphs, label, follow) in STORIES {
        for row in ROWS {
            let row = row.replace("LABEL", label);
            let html = page(lang, &paragraphs, &format!("{row}<p>{follow}</p>"));
            let page = Extractor::new().extract(&html).unwrap();
            let text = page.text();
            assert!(paragraphs.iter().all(|paragraph| text.contains(paragraph)), "{html}\n{text}");
            assert!(!text.contains("WhatsApp") && !text.contains(label), "{html}\n{text}");
            assert!(!text.contains(follow), "{html}\n{text}");
            let controls =
                page.blocks().filter(|block| block.verdict().decided_by == DecidedBy::Controls);
            assert!(controls.count() >= 2, "{html}");
        }
    }
}

#[test]
fn a_story_goes_on_behind_links_for_sharing() {
    for (lang, [first, second, third], label, _) in STORIES {
        let row = ROWS[0].replace("LABEL", label);
        let html = page(lang, &[first, &row, second], &format!("<p>{third}</p><p>{second} 2</p>"));
        let text = Extractor::new().extract(&html).unwrap().text().to_owned();
        assert!([first, second, third].iter().all(|it| text.contains(it)), "{html}\n{text}");
    }
}

#[test]
fn icons_of_networks_are_no_images_of_the_content() {
    let icons = |one: &str, other: &str| {
        format!(
            "<ul><li><a href='{one}'><img src=/f.png alt=f></a>\
             <li><a href='{other}'><img src=/t.png alt=t></a></ul>"
        )
    };
    let shared = icons("https://facebook.com/sharer/sharer.php?u=x", "https://t.me/share?url=x");
    let followed = icons("https://facebook.com/beispiel", "https://mastodon.example/@beispiel");
    let photos = icons("/photos/1.html", "/photos/2.html");
    for (lang, paragraphs, ..) in STORIES {
        let [first, second, third] = paragraphs;
        let markdown = |list: &str| {
            let html = page(lang, &[first, &format!("{list}{second}"), third], "");
            Extractor::new().extract(&html).unwrap().markdown().to_owned()
        };
        assert!(!markdown(&shared).contains("/f.png"), "{lang}");
        assert!(!markdown(&followed).contains("/f.png"), "{lang}");
        assert!(markdown(&photos).contains("/f.png"), "{lang}");
    }
}
