//! The headline: found separately from the content, left out of it or put first.

use dehusk::{DecidedBy, Extraction, Extractor, Title};

const TEXT: &str = "Nach elf trockenen Wochen hat es am Dienstag geregnet, und die Bauern des Tals
    gingen hinaus auf die Felder, um zu sehen, ob es wahr sei. Es war wahr, und am Abend stand das
    Wasser in den Furchen.";

fn extract(title: Title, html: &str) -> Extraction {
    Extractor::new().title(title).extract(html).unwrap()
}

/// Pages whose headline is marked up in different ways, with the headline.
fn pages() -> Vec<(&'static str, String)> {
    vec![
        (
            "Endlich Regen im Tal",
            format!(
                "<title>Endlich Regen im Tal | Der Talbote</title>
                 <article><h1>Endlich Regen im Tal</h1><p>{TEXT}</p></article>"
            ),
        ),
        (
            "Endlich Regen im oberen Tal",
            format!(
                "<title>Der Talbote - Lokales - Endlich Regen im oberen Tal</title>
                 <meta property=og:title content='Endlich Regen im oberen Tal'>
                 <table><tr><td><b>Endlich Regen im oberen Tal</b><p>{TEXT}</p></td></tr></table>"
            ),
        ),
        (
            "一周大雨终于结束了漫长的干旱",
            "<title>一周大雨终于结束了漫长的干旱_河谷新闻网</title>
             <div><h2>一周大雨终于结束了漫长的干旱</h2><p>十一个星期的干旱之后，星期二终于下雨了。农民们走到田里，
             想看看这是不是真的。到了晚上，田沟里已经积满了水，孩子们在路上踩水。</p></div>"
                .to_owned(),
        ),
        (
            "Il pleut enfin dans la vallée",
            "<title>Vallée : la sécheresse est finie</title>
             <article><h1>Il pleut enfin dans la vallée</h1><p>Après onze semaines de sécheresse, il
             a plu mardi, et les paysans de la vallée sont sortis dans les champs pour voir si
             c'était vrai. Le soir, l'eau montait dans les sillons.</p></article>"
                .to_owned(),
        ),
        (
            "Endlich wieder Regen im Tal",
            format!(
                "<title>Notizen aus dem Tal: Endlich wieder Regen im Tal</title>
                 <h1><a href=/>Notizen aus dem Tal</a></h1><div><h2>Dienstag, 12. Mai 2009</h2>
                 <div><h3>Endlich wieder Regen im Tal</h3><div>{TEXT}</div></div></div>"
            ),
        ),
        (
            "Наконец-то в долине пошёл дождь",
            "<title>Записки из долины » Наконец-то в долине пошёл дождь</title>
             <h1><a href=/>Записки из долины</a></h1>
             <div><h2>Наконец-то в долине пошёл дождь</h2><p>После одиннадцати недель засухи во вторник
             пошёл дождь, и крестьяне вышли в поля посмотреть, правда ли это. К вечеру в бороздах
             стояла вода, а дети бегали по лужам.</p></div>"
                .to_owned(),
        ),
        (
            "Βροχή στην κοιλάδα μετά από έντεκα εβδομάδες",
            "<title>Νέα - Τοπικά - Βροχή στην κοιλάδα μετά από έντεκα εβδομάδες</title>
             <div><h3><a href=/news>Νέα</a></h3></div>
             <div><h1>Βροχή στην κοιλάδα μετά από έντεκα εβδομάδες</h1><p>Ύστερα από έντεκα εβδομάδες
             ξηρασίας έβρεξε την Τρίτη, και οι αγρότες της κοιλάδας βγήκαν στα χωράφια για να δουν
             αν είναι αλήθεια. Το βράδυ το νερό είχε γεμίσει τα αυλάκια.</p></div>"
                .to_owned(),
        ),
        (
            "Writing about rain: the drops, the smell and the sound",
            format!(
                "<title>About rain: the drops, the smell and the sound (Valley Writers)</title>
                 <h2>Writing about rain: the drops, the smell and the sound</h2><p>{TEXT}</p>"
            ),
        ),
    ]
}

#[test]
fn it_is_left_out_by_default() {
    for (headline, html) in pages() {
        let page = Extractor::new().extract(&html).unwrap();
        assert!(!page.text().contains(headline), "{headline}: {}", page.text());
        assert!(!page.text().is_empty(), "{headline}");
        let block = page.blocks().find(|block| block.text() == headline).unwrap();
        assert_eq!(block.verdict().decided_by, DecidedBy::Title, "{headline}");
    }
}

#[test]
fn it_stands_first_and_once_where_it_is_asked_for() {
    for (headline, html) in pages() {
        let page = extract(Title::Include, &html);
        let title = page.metadata().title.as_ref().unwrap().to_string();
        assert!(page.text().starts_with(&format!("{title}\n\n")), "{}", page.text());
        assert!(page.markdown().starts_with(&format!("# {title}\n\n")), "{}", page.markdown());
        assert!(page.html().starts_with(&format!("<h1>{title}</h1>")), "{}", page.html());
        let text = page.text();
        let repeated = text.lines().filter(|line| *line == headline).count();
        assert_eq!(repeated, usize::from(title == headline), "{text}");
    }
}

#[test]
fn a_headline_is_no_word_of_the_title_alone() {
    let html = format!(
        "<title>Regen | Wetter | Der Talbote</title><article><h1>Regen</h1><p>{TEXT}</p>
         <table><tr><th>Ort<th>Regen<tr><td>Oberdorf<td>11 mm<tr><td>Unterdorf<td>14 mm</table>
         <h2>Wetter</h2><p>{TEXT} Auch am Mittwoch soll es regnen.</p></article>"
    );
    let page = extract(Title::Leave, &html);
    let dropped = page.blocks().filter(|block| block.verdict().decided_by == DecidedBy::Title);
    assert_eq!(dropped.map(|block| block.text().to_owned()).collect::<Vec<_>>(), ["Regen"]);
}

#[test]
fn selectors_keep_it_all_the_same() {
    let (headline, html) = pages().swap_remove(0);
    let page = Extractor::new().keep_only("article").unwrap().extract(&html).unwrap();
    assert!(page.text().starts_with(headline));
}

#[test]
fn a_page_of_nothing_else_keeps_it() {
    let page = dehusk::extract("<title>Endlich Regen im Tal</title><h1>Endlich Regen im Tal</h1>");
    assert_eq!(page.text(), "Endlich Regen im Tal");
}

#[test]
fn it_is_escaped_as_all_text_is() {
    let html = format!("<title>*Regen* &amp; Sturm im Tal</title><article><p>{TEXT}</p></article>");
    let page = extract(Title::Include, &html);
    assert!(page.html().starts_with("<h1>*Regen* &amp; Sturm im Tal</h1>"), "{}", page.html());
    assert!(page.markdown().starts_with("# \\*Regen\\* & Sturm"), "{}", page.markdown());
}

#[test]
fn a_heading_that_no_title_says_is_not_left_out_as_one() {
    // The head names the section alone, so that metadata do not have the headline.
    let html = |kind: &str| {
        format!(
            "<title>Notizen | Talbote</title>{kind}<article><h1>Endlich Wasser im Fluss</h1>
             <p>{TEXT}</p><p>{TEXT}</p></article>"
        )
    };
    let decided_by = |html: &str| {
        let page = dehusk::extract(html);
        let block = page.blocks().find(|block| block.text().starts_with("Endlich")).unwrap();
        block.verdict().decided_by
    };
    assert_ne!(decided_by(&html("")), DecidedBy::Title);
    assert_eq!(decided_by(&html("<meta property=og:type content=article>")), DecidedBy::Title);
    let untitled = html("").replace("<title>Notizen | Talbote</title>", "");
    assert_eq!(decided_by(&untitled), DecidedBy::Title);
}

#[test]
fn of_thousands_of_stated_titles_the_first_ones_count() {
    let stated = |number: usize| format!("Endlich Regen im {number}. Tal des Landes");
    let statements: String = (0..1_000)
        .map(|number| format!("<meta property=og:title content='{}'>", stated(number)))
        .collect();
    for (number, is_headline) in [(0, true), (999, false)] {
        let html = format!("{statements}<div><div>{}</div><p>{TEXT}</p></div>", stated(number));
        let page = dehusk::extract(&html);
        let block = page.blocks().find(|block| block.text() == stated(number)).unwrap();
        let is_found = block.verdict().decided_by == DecidedBy::Title;
        assert_eq!(is_found, is_headline, "{number}");
    }
}
