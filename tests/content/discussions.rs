//! What stands around comments, and sections that are only called like them.

use dehusk::{DecidedBy, Extraction};

/// Articles with a headline and two paragraphs, by language.
const ARTICLES: [(&str, &str, &str, &str); 3] = [
    (
        "en",
        "The ferry is back",
        "After two winters in the yard the ferry crossed the river again on Saturday, with forty \
         people on board and twice as many on the bank.",
        "The council paid for the new engine, and the crossing will be free until the end of May, \
         when the first of the tourists arrive.",
    ),
    (
        "de",
        "Die Fähre fährt wieder",
        "Nach zwei Wintern in der Werft hat die Fähre am Samstag wieder den Fluss überquert, mit \
         vierzig Menschen an Bord und doppelt so vielen am Ufer.",
        "Die Gemeinde hat den neuen Motor bezahlt, und die Überfahrt bleibt frei, bis Ende Mai die \
         ersten Gäste aus der Stadt anreisen.",
    ),
    (
        "ru",
        "Паром снова ходит",
        "После двух зим на верфи паром в субботу снова пересёк реку, на борту было сорок человек, \
         а на берегу стояло вдвое больше.",
        "Новый двигатель оплатил совет деревни, и до конца мая, пока не приедут первые гости из \
         города, переправа останется бесплатной.",
    ),
];

/// An article with something behind its paragraphs, in their element.
fn with(article: &(&str, &str, &str, &str), behind: &str) -> Extraction {
    let (language, headline, first, second) = article;
    let html = format!(
        "<html lang={language}><title>{headline}</title><body><nav><a href=/>A</a> <a href=/b>B</a>
         </nav><div class=post><h1>{headline}</h1><p>{first}</p><p>{second}</p>{behind}</div>
         <footer>© 2024</footer></body>"
    );
    dehusk::extract(&html)
}

#[test]
fn lines_under_the_heading_of_an_empty_discussion_belong_to_it() {
    let none = ["No comments yet.", "Noch keine Kommentare.", "Комментариев пока нет."];
    for (article, none) in ARTICLES.iter().zip(none) {
        let page = with(
            article,
            &format!(
                "<h2 id=comments>0 <a href='#postcomment'>»</a></h2><p>{none}</p>
                 <p><a href=/feed>RSS</a> <a href=/trackback rel=trackback>TrackBack</a></p>
                 <h2 id=postcomment>?</h2><form id=commentform><input name=author>
                 <textarea></textarea></form>"
            ),
        );
        assert!(page.text().ends_with(article.3), "{}", page.text());
        let line = page.blocks().find(|block| block.text() == none).unwrap();
        assert_eq!(line.verdict().decided_by, DecidedBy::Comment);
    }
}

#[test]
fn a_box_for_trackbacks_belongs_to_the_discussion() {
    let lines = [
        ("Address of this entry:", "These pages speak of"),
        ("Adresse dieses Eintrags:", "Diese Seiten beziehen sich auf"),
        ("Адрес этой записи:", "На эту запись ссылаются страницы о том, что"),
    ];
    for (article, (address, listed)) in ARTICLES.iter().zip(lines) {
        let page = with(
            article,
            &format!(
                "</div><div class=trackbacks><h3 class=trackbacks-header>TrackBack</h3>
                 <div class=trackbacks-info><p>{address}<br><span>http://blog.example/t/6a00e5503c</span>
                 </p><p>{listed} <a href=/ferry>{}</a>:</p></div></div>
                 <div class=comments id=all-comments><h3 class=comments-header>0</h3>",
                article.1
            ),
        );
        assert!(page.text().ends_with(article.3), "{}", page.text());
    }
}

#[test]
fn the_rules_between_comments_and_their_form_belong_to_the_discussion() {
    let rules = [
        "Be kind, as you would be in my house. Attacks on other readers are removed by the editor.",
        "Bleiben Sie freundlich wie in meinem Haus. Angriffe auf andere löscht die Redaktion.",
        "Будьте вежливы, как у меня дома. Нападки на других читателей удаляет редакция.",
    ];
    for (article, rules) in ARTICLES.iter().zip(rules) {
        let comment =
            "<li class=comment><cite class=fn>Ada</cite><p>Hurra, und das im März!</p></li>";
        let page = with(
            article,
            &format!(
                "<h3 id=comments>2</h3><ol class=commentlist>{comment}{comment}</ol><p>{rules}</p>
                 <div id=respond><form id=commentform><label>Name</label><textarea></textarea></form></div>"
            ),
        );
        assert!(page.text().ends_with(article.3), "{}", page.text());
        let block = page.blocks().find(|block| block.text() == rules).unwrap();
        assert_eq!(block.verdict().decided_by, DecidedBy::Comment);
    }
}

#[test]
fn a_section_of_a_manual_that_is_called_comments_keeps_its_heading() {
    let sections = [
        ("Comments", "Lines with a hash are ignored.", "Literals"),
        ("Kommentare", "Zeilen mit einer Raute werden überlesen.", "Literale"),
        ("Комментарии", "Строки с решёткой пропускаются.", "Литералы"),
    ];
    for ((_, _, first, second), (title, line, next)) in ARTICLES.iter().zip(sections) {
        let flat = format!(
            "<h2 id=names>A–Z</h2><p>{first}</p><h2 id=comments>{title}</h2><p>{line}</p>
             <h2 id=literals>{next}</h2><p>{second}</p>"
        );
        let nested = format!(
            "<section id=names><h2>A–Z</h2><p>{first}</p></section>
             <section id=comments><h2>{title}</h2><p>{line} {second}</p></section>
             <section id=literals><h2>{next}</h2><p>{first}</p></section>"
        );
        let wrapped = format!(
            "<div class=sect><h2 id=names>A–Z</h2><p>{first}</p></div>
             <div class=sect><h2 id=comments>{title}</h2><p>{line} {second}</p></div>
             <div class=sect><h2 id=literals>{next}</h2><p>{first}</p></div>"
        );
        for body in [flat, nested, wrapped] {
            let html = format!("<nav><a href=/>A</a></nav><main><h1>Tern</h1>{body}</main>");
            let markdown = dehusk::extract(&html).markdown();
            assert!(markdown.contains(&format!("## {title}\n\n{line}")), "{body}\n{markdown}");
        }
    }
}
