//! Teasers and readers' comments around an article, in many markups and languages, are none of it.
//!
//! `cargo bench --bench leaks` measures all of the pages.

use testing::generated::{self, Outcome, Page, Place};

/// The shares of pages that may leak, inside the article's own container and elsewhere.
const MAX_INSIDE: f64 = 0.1;
const MAX_ELSEWHERE: f64 = 0.03;

/// A few of all pages, of every shell, markup, language and place.
fn some(pages: Vec<Page>) -> Vec<Page> {
    pages.into_iter().step_by(23).collect()
}

fn check(pages: &[Page]) {
    let (inside, elsewhere): (Vec<&Page>, Vec<&Page>) =
        pages.iter().partition(|page| page.place == Place::Inside);
    for (pages, bound) in [(inside, MAX_INSIDE), (elsewhere, MAX_ELSEWHERE)] {
        let outcome = Outcome::of(pages, |html| dehusk::extract(html).text());
        let names = |pages: &[&Page]| pages.iter().map(|page| page.name()).collect::<Vec<_>>();
        assert_eq!(names(&outcome.losing), [""; 0], "of {} pages", outcome.pages);
        assert!(outcome.share() <= bound, "{:?}", names(&outcome.leaking));
    }
}

#[test]
fn articles_are_whole_and_without_teasers() {
    check(&some(generated::with_teasers(1)));
}

#[test]
fn articles_are_whole_and_without_comments() {
    check(&some(generated::with_comments(1)));
}

/// A page of a headline and paragraphs, and many more words of teasers in a column after them.
fn with_a_column(headline: &str, paragraphs: &[&str], rubric: &str, teasers: &[&str]) -> String {
    let mut html = format!("<title>{headline}</title><body><ul>");
    for number in 0..4 {
        html.push_str(&format!("<li><a href=/{number}>{rubric} {number}</a>"));
    }
    html.push_str(&format!("</ul><div class=story><h1>{headline}</h1>"));
    for paragraph in paragraphs {
        html.push_str(&format!("<p>{paragraph}</p>"));
    }
    html.push_str("</div><div class=side>");
    for (number, teaser) in teasers.iter().cycle().take(18).enumerate() {
        let (title, summary) = teaser.split_once('|').unwrap_or_default();
        html.push_str(&format!(
            "<div class=news><div class=rubric><a href=/r>{rubric}</a></div>
             <a href=/p/{number}><h3>{title} {number}</h3></a><p>{summary} ({number})</p></div>"
        ));
    }
    html + "</div>"
}

#[test]
fn a_short_story_stands_above_the_teasers_of_a_whole_day() {
    for (headline, paragraphs, rubric, teasers) in [
        (
            "Rote Teller bremsen den Appetit",
            [
                "Wer von einem roten Teller isst, greift seltener zu, sagen Psychologen aus zwei Städten, die vierzig Studenten beobachtet haben.",
                "„Die Farbe gilt als Zeichen zum Anhalten“, sagte die Leiterin der Studie, „und sie wirkt, ohne dass es jemand bemerkt.“",
                "Im Versuch blieben von zehn Salzbrezeln auf roten Tellern im Mittel sechs liegen, auf blauen und weißen dagegen nur drei.",
            ],
            "Politik",
            [
                "Zeit für ein neues Wahlrecht|Vor der Abstimmung im Mai streiten die Parteien darüber, wer künftig wo antreten darf und warum.",
                "Die Flieger sind wieder daheim|Gleich nach den Feiertagen wurde bekannt, wie die beiden Piloten aus der Haft gekommen sind.",
                "Das Werk sucht einen Käufer|Seit dem Herbst stehen die Bänder still, und der Verwalter verhandelt mit drei Gesellschaften.",
            ],
        ),
        (
            "Красная посуда снижает аппетит",
            [
                "Красная посуда помогает есть меньше, выяснили психологи двух городов, которые наблюдали за сорока студентами в течение месяца.",
                "«Этот цвет люди привыкли считать знаком остановки, – объяснила автор работы, – и он действует, хотя никто этого не замечает».",
                "В опыте на красных тарелках осталось в среднем шесть крендельков из десяти, а на синих и белых тарелках только три.",
            ],
            "Политика",
            [
                "Время для нового закона|Накануне майского голосования партии спорят о том, кто и где сможет выдвигаться в будущем году.",
                "Лётчики вернулись домой|Сразу после праздников стали известны подробности освобождения двух пилотов из далёкой тюрьмы.",
                "Завод ищет покупателя|С осени конвейеры стоят, а управляющий ведёт переговоры сразу с тремя крупными обществами.",
            ],
        ),
    ] {
        let page = dehusk::extract(&with_a_column(headline, &paragraphs, rubric, &teasers));
        assert_eq!(page.text().trim(), paragraphs.join("\n\n"));
        // A sentence that introduces an index does not push its entries out.
        let index = dehusk::extract(&with_a_column(rubric, &paragraphs[..1], rubric, &teasers));
        assert!(index.text().contains("(17)"), "{}", index.text());
    }
}

#[test]
fn a_row_whose_first_teaser_holds_its_label_is_a_row() {
    for (lang, paragraphs, label, teasers) in [
        (
            "de",
            [
                "Nach siebenundvierzig Jahren schließt der Uhrmacher am Fischmarkt seine Werkstatt. Der Laden ist so schmal, dass zwei Kunden nicht nebeneinander stehen können, und doch lagen hier neunhundert Uhren.",
                "Eine Nachfolgerin hat er gefunden, aber sie will nicht auf den Fischmarkt ziehen. Die Drehbank ist zu schwer für die alte Holzdecke, sagt sie, und der Mietvertrag läuft nur bis zum Sommer.",
                "Bis dahin werden die letzten Uhren abgeholt. Manche liegen seit zwanzig Jahren im Regal, mit einem Zettel am Band, auf dem nur ein Vorname steht. Was niemand abholt, bekommt das Museum.",
            ],
            "Das könnte Sie auch interessieren",
            [
                (
                    "Der Schwimmer, der Brunnen zählt",
                    "Vierzig hat er bisher gefunden, zwei davon werden noch benutzt.",
                ),
                (
                    "Fünf Brücken für einen Umweg",
                    "Die längste ist montags gesperrt, weil der Wärter ausschläft.",
                ),
                (
                    "Warum der Markt sonntags öffnet",
                    "Die Händler sagen, die Mühle habe es gewollt.",
                ),
            ],
        ),
        (
            "fr",
            [
                "Depuis le printemps, le phare du cap émet un son grave toutes les quatre minutes. Les pêcheurs y sont habitués, mais les vaches du plateau ont mis trois semaines à se coucher de nouveau sous la lanterne.",
                "La corne de brume avait été arrêtée en 1987. Une association de bénévoles l’a démontée, nettoyée et remontée pièce par pièce dans la salle des machines, avec l’aide de deux anciens gardiens.",
                "Le maire a reçu douze lettres, dont neuf pour et trois contre. Il a décidé que la corne se tairait la nuit, sauf par temps de brouillard. Les écoles pourront la visiter à partir de l’automne.",
            ],
            "À lire aussi",
            [
                (
                    "La nageuse qui compte les puits",
                    "Elle en a trouvé quarante, dont deux servent encore.",
                ),
                (
                    "Cinq ponts qui valent le détour",
                    "Le plus long ferme le lundi, car le gardien dort tard.",
                ),
                (
                    "Pourquoi le marché passe au dimanche",
                    "Les marchands disent que le moulin l’a demandé.",
                ),
            ],
        ),
    ] {
        let story: String =
            paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
        let rows = [
            {
                let teaser = |(title, text): &(&str, &str)| {
                    format!("<a href=/{}>{title}</a><br>{text}<br><br>", text.len())
                };
                format!("<b>{label}</b><br>{}", teasers.iter().map(teaser).collect::<String>())
            },
            {
                let teaser = |(title, text): &(&str, &str)| {
                    format!(
                        "<a class=t href=/{}><span>{title}</span><span>{text}</span></a>",
                        text.len()
                    )
                };
                teasers.iter().map(teaser).collect::<String>()
            },
        ];
        for row in rows {
            let html = format!(
                "<html lang={lang}><head><title>7 | Blatt</title></head><body><header><a href=/>Blatt</a>\
                 <nav><ul><li><a href=/1>A</a><li><a href=/2>B</a></ul></nav></header><main><article>\
                 <h1>7</h1><p class=meta>3.5.2024</p><div class=text>{story}{row}</div></article></main>\
                 <footer>© Blatt</footer></body></html>"
            );
            let page = dehusk::extract(&html);
            assert_eq!(page.text().trim(), paragraphs.join("\n\n"), "{html}");
        }
    }
}
