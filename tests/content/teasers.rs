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
