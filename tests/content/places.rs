//! What the place of something short says: a table between paragraphs, a list below a heading, a
//! sentence below the headline.

use dehusk::{Extractor, Focus};

/// A page with a menu, a list of other pages and a footer around its content.
fn page(lang: &str, title: &str, body: &str) -> String {
    format!(
        "<html lang={lang}><head><title>{title} | Beispiel</title></head><body>\
         <header><a href=/>Beispiel</a><nav><ul><li><a href=/1>Eins</a><li><a href=/2>Zwei</a>\
         <li><a href=/3>Drei</a></ul></nav></header><main><article>{body}</article></main>\
         <aside><h3>Top 3</h3><ul><li><a href=/a>Warum die Uhr nachgeht</a>\
         <li><a href=/b>Zehn Wege durch den Regen</a></ul></aside>\
         <footer><p>© 2024 Beispiel</p></footer></body></html>"
    )
}

fn markdown(html: &str, focus: Focus) -> String {
    Extractor::new().focus(focus).extract(html).unwrap().markdown().to_owned()
}

fn assert_holds(html: &str, wanted: &[&str]) {
    let markdown = markdown(html, Focus::Balanced);
    for wanted in wanted {
        assert!(markdown.contains(wanted), "{wanted:?} in\n{markdown}\nof {html}");
    }
}

#[test]
fn a_table_between_paragraphs_is_whole() {
    for (lang, before, head, row, after) in [
        (
            "de",
            "Drei Pumpen haben wir eine Woche lang am Brunnen laufen lassen. Jede musste dieselbe \
             Menge Wasser auf dieselbe Höhe heben.",
            ["Name", "Datei"],
            ["Quell 1", "q1.zip"],
            "Am leisesten war die kleinste von allen.",
        ),
        (
            "fr",
            "Chaque vendredi, une nouvelle version est construite. Elle est essayée sur deux cartes \
             avant d’être déposée ici.",
            ["Carte", "Fichier"],
            ["A", "a.zip"],
            "Comparez la somme du fichier avec celle qui est à côté.",
        ),
        (
            "ja",
            "港には三つの灯台がある。色も高さも違い、夜になると順番に光り始める。",
            ["名前", "資料"],
            ["北", "kita.pdf"],
            "霧の夜には、一番低い灯台だけが見える。",
        ),
    ] {
        let [[one, two], [name, file]] = [head, row];
        let table = format!(
            "<table><tr><th>{one}<th>{two}</tr><tr><td>{name}<td><a href='/{file}'>{file}</a></tr>\
             <tr><td>{name}2<td><a href='/2{file}'>2{file}</a></tr></table>"
        );
        let body = format!("<h1>7</h1><p>{before}</p>{table}<p>{after}</p>");
        let header = format!("| {one} | {two} |");
        assert_holds(&page(lang, "7", &body), &[before, &header, file, after]);
    }
}

#[test]
fn ingredients_and_steps_stand_under_their_headings() {
    for (lang, [lead, things, steps], items, done) in [
        (
            "de",
            [
                "Das ist das Brot für Tage, an denen der Laden zu hat. Es braucht eine Stunde, und \
                 die meiste Zeit davon darf man im Garten sitzen.",
                "Zutaten",
                "Zubereitung",
            ],
            ["200 g Roggenmehl", "150 ml Wasser", "Butter"],
            [
                "Mehl und Wasser mischen.",
                "Eine halbe Stunde ruhen lassen.",
                "In der Pfanne backen.",
            ],
        ),
        (
            "es",
            [
                "Es el pan de los días en que la tienda está cerrada. Tarda una hora, y casi toda se \
                 puede pasar en el jardín.",
                "Ingredientes",
                "Preparación",
            ],
            ["200 g de harina", "150 ml de agua", "mantequilla"],
            ["Mezclar la harina y el agua.", "Dejar reposar media hora.", "Cocer en la sartén."],
        ),
    ] {
        let list = |items: [&str; 3]| format!("<li>{}", items.join("<li>"));
        for (open, close) in [("", ""), ("<div>", "</div>")] {
            let body = format!(
                "<h1>Pan</h1><p>{lead}</p>{open}<h2>{things}</h2><ul>{}</ul>{close}\
                 {open}<h2>{steps}</h2><ol>{}</ol>{close}",
                list(items),
                list(done)
            );
            let headings = [format!("## {things}"), format!("## {steps}")];
            let html = page(lang, "Pan", &body);
            assert_holds(&html, &[&headings[0], items[0], items[2], &headings[1], done[2]]);
        }
    }
}

#[test]
fn paragraphs_side_by_side_are_kept_together() {
    for (lang, dialog, first, second) in [
        (
            "de",
            "Beiträge dieser Zeitschrift dürfen in Zeitungen kostenlos nachgedruckt werden, wenn der \
             Name der Autorin genannt wird und ein Link auf das Original führt.",
            "Wer zählt, hat für nichts anderes Platz, sagt die Frau, die seit zehn Jahren darüber \
             forscht. Die Zahlen schieben die Gedanken beiseite.",
            "Wellen eignen sich gut, denn sie kommen langsam genug. Schafe sind zu schnell.",
        ),
        (
            "es",
            "Los textos de esta revista se pueden publicar gratis en periódicos si se nombra a la \
             autora y se enlaza el original.",
            "Quien cuenta no tiene sitio para nada más, dice la mujer que lo estudia desde hace diez \
             años. Los números apartan los pensamientos.",
            "Las olas sirven bien, porque llegan despacio. Las ovejas son demasiado rápidas.",
        ),
    ] {
        let body = format!(
            "<h1>7</h1><dialog><h2>7</h2><p>{dialog}</p><button>OK</button></dialog>\
             <div><p>{first}</p><p>{second}</p></div>"
        );
        let markdown = markdown(&page(lang, "7", &body), Focus::Precision);
        assert!(markdown.contains(first) && markdown.contains(second), "{markdown}");
        assert!(!markdown.contains(dialog), "{markdown}");
    }
}

#[test]
fn a_sentence_between_headline_and_text_is_kept() {
    for (lang, headline, lead, paragraphs) in [
        (
            "fr",
            "Le phare change de mains",
            "Une famille de faucons garde la tour. La mairie veut maintenant rouvrir l’escalier.",
            [
                "Le phare n’a plus de gardien depuis douze ans, mais une famille de faucons habite \
                 encore la tour. Le village l’a appris par les élèves, qui ont compté les fenêtres.",
                "Les travaux commencent après l’été. La lampe ne sera plus allumée, sauf une nuit \
                 par an, celle de la fête du port.",
            ],
        ),
        (
            "de",
            "Das Stellwerk bleibt stehen",
            "Ein Verein rettet ein Haus zwischen zwei Gleisen. Dafür muss es neun Meter weit reisen.",
            [
                "Seit vierzig Jahren ist im alten Stellwerk kein Hebel mehr bewegt worden, und doch \
                 brennt dort jeden Freitag Licht. Dann trifft sich der Verein, der es gerettet hat.",
                "Im Oktober beginnt der Umzug. Das Haus wird auf Rollen gesetzt, und an dem \
                 Wochenende fahren auf der Strecke keine Züge.",
            ],
        ),
    ] {
        for class in ["lead", "x1"] {
            let [first, second] = paragraphs;
            let body = format!(
                "<h1>{headline}</h1><p>03.05.2024</p><div class={class}><p>{lead}</p></div>\
                 <div class=entry><p>{first}</p><p>{second}</p></div>"
            );
            assert_holds(&page(lang, headline, &body), &[lead, first, second]);
        }
    }
}

#[test]
fn short_answers_stay_in_a_short_thread() {
    for (lang, posts) in [
        (
            "en",
            [
                "I worked in a rope shop for a year. What nobody tells you is the smell: tar, tea \
                 and a little fish.",
                "Does it shrink, or does it only get shorter?",
                "Wet, it swells.",
            ],
        ),
        (
            "es",
            [
                "Trabajé un año en una cordelería. Lo que nadie cuenta es el olor: alquitrán, té y \
                 un poco de pescado.",
                "¿Encoge, o solo se acorta?",
                "Mojada, se hincha.",
            ],
        ),
    ] {
        let about = "<a class=user href=/u>mo</a> <span class=date>2 h</span>";
        for (open, close) in [
            ("<tr class=comment><td><div>ABOUT</div><div class=comment-text>", "</div></td></tr>"),
            ("<li class=comment><div>ABOUT</div><div class=comment-body><p>", "</p></div></li>"),
        ] {
            let open = open.replace("ABOUT", about);
            let posts_of_page: String =
                posts.iter().map(|post| format!("{open}{post}{close}")).collect();
            let list = match open.starts_with("<tr") {
                true => format!("<table class=comments>{posts_of_page}</table>"),
                false => format!("<ol class=comments>{posts_of_page}</ol>"),
            };
            let html = format!(
                "<html lang={lang}><title>7 | Forum</title><body><p><a href=/n>new</a> | \
                 <a href=/a>ask</a></p><p><a href=https://example.org/rope>7</a></p>{list}</body></html>"
            );
            assert_holds(&html, &posts);
        }
    }
}

#[test]
fn short_links_under_a_heading_and_definitions_are_kept_between_paragraphs() {
    for (lang, before, heading, things, facts, after) in [
        (
            "de",
            "Nach siebenundvierzig Jahren schließt der Uhrmacher am Fischmarkt seine Werkstatt. Der \
             Laden ist so schmal, dass zwei Kunden nicht nebeneinander stehen können.",
            "Was man braucht",
            ["Feilen", "Pinzetten", "Messing"],
            [("Gehäuse", "Stahl"), ("Werk", "17 Steine"), ("Glas", "mineralisch")],
            "Bis dahin werden die letzten Uhren abgeholt. Manche liegen seit zwanzig Jahren im Regal, \
             mit einem Zettel am Band, auf dem nur ein Vorname steht.",
        ),
        (
            "ja",
            "毎年二月になると、山の町から雪を積んだ列車が海辺の町へ向かう。雪を見たことのない子ども\
             たちのために、三十年前に始まった行事である。",
            "必要なもの",
            ["手袋", "長靴", "水筒"],
            [("車両", "四両"), ("雪", "三両分"), ("係", "十二人")],
            "昨年は暖かい日が続き、着いたときには半分しか残っていなかった。それでも子どもたちは夕方ま\
             で遊んでいたという。",
        ),
    ] {
        let list: String =
            things.iter().map(|thing| format!("<li><a href='/{thing}'>{thing}</a>")).collect();
        let body =
            format!("<h1>7</h1><p>{before}</p><h2>{heading}</h2><ul>{list}</ul><p>{after}</p>");
        let heading = format!("## {heading}");
        let links = things.map(|thing| format!("[{thing}]"));
        let wanted = [before, &heading, &links[0], &links[1], &links[2], after];
        assert_holds(&page(lang, "7", &body), &wanted);
        for (open, close) in [("<div>", "</div>"), ("", "")] {
            let fact = |(term, text): &(&str, &str)| format!("{open}<dt>{term}<dd>{text}{close}");
            let facts_of_page: String = facts.iter().map(fact).collect();
            let body = format!("<h1>7</h1><p>{before}</p><dl>{facts_of_page}</dl><p>{after}</p>");
            let wanted: Vec<&str> = facts.iter().flat_map(|(term, text)| [*term, *text]).collect();
            assert_holds(&page(lang, "7", &body), &wanted);
        }
    }
}

#[test]
fn a_note_stays_with_the_text_that_refers_to_it() {
    for (lang, first, second, heading, note) in [
        (
            "de",
            "Nach siebenundvierzig Jahren schließt der Uhrmacher am Fischmarkt seine Werkstatt. Der \
             Laden ist so schmal, dass zwei Kunden nicht nebeneinander stehen können",
            "Was niemand abholt, bekommt das Museum. Dort sollen die Uhren ab November gehen, alle \
             zugleich und alle falsch.",
            "Fußnoten",
            "Um drei Minuten.",
        ),
        (
            "fr",
            "Depuis le printemps, le phare du cap émet un son grave toutes les quatre minutes. Les \
             pêcheurs y sont habitués, mais les vaches du plateau ont mis trois semaines",
            "À partir de l’automne, les écoles pourront visiter la salle des machines. Il faudra \
             seulement apporter des bouchons d’oreilles.",
            "Notes",
            "Rapport du port, 1911.",
        ),
    ] {
        let body = format!(
            "<h1>7</h1><p>{first}<sup id=r1><a href=#n1>1</a></sup>.</p><p>{second}</p>\
             <section><h2>{heading}</h2><ol><li id=n1>{note} <a href=#r1>↩</a></ol></section>"
        );
        let definition = format!("[^1]: {note}");
        assert_holds(&page(lang, "7", &body), &[first, second, &definition]);
    }
}

#[test]
fn sections_of_a_table_of_contents_are_kept_together() {
    for (title, contents, [one, two, last], [first, second], items) in [
        (
            "Holzofen mit Heizkörper",
            "Inhalt",
            ["Warum", "Die Teile", "Offen"],
            [
                "Der Ofen stand zwanzig Jahre in einer Scheune, und keiner wusste mehr, wie er \
                 angeht. Ich habe ihn für eine Kiste Äpfel bekommen.",
                "Die Tür ist aus Guss, der Rost auch. Beides bekommt man noch, wenn man lange genug \
                 telefoniert.",
            ],
            ["ein Foto", "eine Dichtung"],
        ),
        (
            "Wood stove and radiator",
            "Contents",
            ["Purpose", "The parts", "Open"],
            [
                "A while back I saw a stove in a boat yard that heated the office next door through \
                 one bent pipe. I was cold enough that week to go home and try it.",
                "You need four metres of copper pipe, two valves and a radiator that nobody wants. \
                 Do not buy the radiator.",
            ],
            ["a picture", "a second radiator"],
        ),
    ] {
        let html = format!(
            "<HTML><HEAD><TITLE>{title} 2.x</TITLE></HEAD><BODY><H1>{title}</H1><H2>{contents}</H2><UL>\
             <LI><a href=#a>{one}</a><LI><a href=#b>{two}</a><LI><a href=#c>{last}</a></UL>\
             <H2><a name=a>{one}</a></H2><blockquote><P>{first}</blockquote>\
             <H2><a name=b>{two}</a></H2><blockquote><P>{second}</blockquote>\
             <H2><a name=c>{last}</a></H2><blockquote><UL><LI>{}<LI>{}</UL></blockquote>\
             <HR><ADDRESS>mo</ADDRESS></BODY></HTML>",
            items[0], items[1]
        );
        assert_holds(&html, &[first, second, items[0], items[1]]);
    }
}
