//! Text that a page says twice comes out once.

use dehusk::{DecidedBy, Extractor, Scorer};

const LEAD: &str = "Der Fluss ist in der Nacht auf Sonntag über die Ufer getreten, und in den \
                    Kellern der Altstadt stand das Wasser bis unter die Decke.";
const BODY: &str =
    "<p>Die Feuerwehr war mit vierzig Leuten im Einsatz und pumpte bis zum Morgen. Am
    Montag soll entschieden werden, ob die Schule geöffnet bleibt, sagte die Bürgermeisterin.</p>
    <p>Zuletzt war das Wasser vor zwölf Jahren so hoch gestanden. Damals hatte die Gemeinde einen
    Damm versprochen, gebaut wurde er nie, weil zwei Grundstücke nicht zu haben waren.</p>";

fn text(scorer: Scorer, html: &str) -> String {
    Extractor::new().scorer(scorer).extract(html).unwrap().text()
}

#[test]
fn a_lead_for_narrow_screens_and_one_for_wide_ones() {
    let html = format!(
        "<body><article><div class=mobile><p>{LEAD}</p></div><div class=desktop><p>{LEAD}</p></div>
         <div>{BODY}</div></article></body>"
    );
    let formula = text(Scorer::Density, &html);
    assert_eq!(formula.matches("über die Ufer").count(), 1, "{formula}");
    // On such a short page, the model does not take a text that is there twice for part of the
    // article.
    let model = text(Scorer::Model, &html);
    assert!(model.matches("über die Ufer").count() <= 1, "{model}");
    for text in [formula, model] {
        assert!(text.contains("zwei Grundstücke"), "{text}");
    }
}

#[test]
fn the_copy_says_so() {
    let html = format!(
        "<body><article><div class=short><p>{LEAD}</p></div><div><p>{LEAD}</p></div>{BODY}</article>
         </body>"
    );
    let page = dehusk::extract(&html);
    let copies = page.blocks().filter(|block| block.verdict().decided_by == DecidedBy::Copy);
    let copies: Vec<_> = copies.collect();
    assert_eq!(copies.len(), 1);
    assert!(!copies[0].is_content());
}

#[test]
fn a_refrain_stays() {
    let line = "Und der Regen, der regnete jeglichen Tag, und der Wind, der blies dazu.";
    let html = format!("<body><article>{BODY}<p>{line}</p>{BODY}<p>{line}</p></article></body>");
    for scorer in [Scorer::Model, Scorer::Density] {
        let text = text(scorer, &html);
        assert_eq!(text.matches("jeglichen Tag").count(), 2, "{scorer:?}\n{text}");
    }
}

#[test]
fn what_each_of_many_cards_says_stays() {
    let card = |name: &str, text: &str| {
        format!(
            "<div class=card><h3>{name}</h3><p>{text}</p><p>Gilt nicht mit anderen Rabatten.</p></div>"
        )
    };
    let html = format!(
        "<body><main><h1>Angebote der Woche</h1>{}{}{}</main></body>",
        card("Pumpe", "Zehn Euro weniger auf jede Tauchpumpe, die mehr als hundert Liter schafft."),
        card("Plane", "Die zweite Plane kostet die Hälfte, wenn sie so groß ist wie die erste."),
        card("Eimer", "Zu jedem Eimer gibt es einen Lappen, solange im Laden noch welche sind.")
    );
    for scorer in [Scorer::Model, Scorer::Density] {
        let text = text(scorer, &html);
        assert_eq!(text.matches("anderen Rabatten").count(), 3, "{scorer:?}\n{text}");
    }
}

#[test]
fn lines_of_code_may_repeat() {
    let html = format!(
        "<body><article>{BODY}<pre>let mut sum = 0 + one + two;</pre><div><p>{LEAD}</p>
         <pre>let mut sum = 0 + one + two;</pre></div></article></body>"
    );
    let page = Extractor::new().scorer(Scorer::Density).extract(&html).unwrap();
    let code: Vec<_> = page.blocks().filter(|block| block.text().contains("let mut sum")).collect();
    assert_eq!(code.len(), 2);
    for block in code {
        assert_ne!(block.verdict().decided_by, DecidedBy::Copy);
    }
}

#[test]
fn a_long_paragraph_comes_out_once() {
    let other = LEAD.replace(' ', "&nbsp;");
    for html in [
        format!("<article><p>{LEAD}</p>{BODY}<p>{LEAD}</p></article>"),
        format!(
            "<article><div class=wide><p>{LEAD}</p>{BODY}</div><div class=narrow><p>{other}</p></div>
             </article>"
        ),
        format!("<article><div hidden><p>{LEAD}</p></div><div><p>{LEAD}</p>{BODY}</div></article>"),
    ] {
        for scorer in [Scorer::Model, Scorer::Density] {
            let text = text(scorer, &html);
            assert_eq!(text.matches("Altstadt").count(), 1, "{text}");
        }
    }
}

#[test]
fn the_heading_of_a_second_copy_goes_with_it() {
    let part = format!("<h2>Hochwasser</h2><p>{LEAD}</p>{BODY}");
    let html =
        format!("<article><div class=wide>{part}</div><div class=narrow>{part}</div></article>");
    let text = text(Scorer::Density, &html);
    assert!(text.matches("Hochwasser").count() <= 1, "{text}");
    assert_eq!(text.matches("Altstadt").count(), 1, "{text}");
}

#[test]
fn refrains_and_quotations_stay() {
    let refrain = "<p>Ach, das Wasser und der Wind,<br>die in allen Kellern sind,<br>kamen wieder in \
                   der Nacht<br>und sie haben nichts gebracht.</p>";
    let html = format!("<article>{refrain}{BODY}{refrain}</article>");
    let formula = text(Scorer::Density, &html);
    assert_eq!(formula.matches("allen Kellern").count(), 2, "{formula}");
    let html =
        format!("<article><p>{LEAD}</p>{BODY}<blockquote><p>{LEAD}</p></blockquote></article>");
    let formula = text(Scorer::Density, &html);
    assert_eq!(formula.matches("Altstadt").count(), 2, "{formula}");
}

#[test]
fn the_body_that_is_written_for_machines_as_well() {
    let plain = BODY.replace("<p>", " ").replace("</p>", " ");
    for copy in [
        format!(
            "<div class=data><span itemprop=headline>Hochwasser</span><span itemprop=articleBody>{LEAD}{plain}</span><span itemprop=image>https://v.example/a.jpg</span></div>"
        ),
        format!("<div itemprop=articleBody>{LEAD}{plain}</div>"),
    ] {
        for (before, behind) in [(copy.as_str(), ""), ("", copy.as_str())] {
            let html = format!(
                "<body><article itemscope><h1>Hochwasser</h1>{before}<div itemprop=articleBody>
                 <p>{LEAD}</p>{BODY}</div>{behind}</article></body>"
            );
            for scorer in [Scorer::Model, Scorer::Density] {
                let text = text(scorer, &html);
                assert_eq!(text.matches("zwei Grundstücke").count(), 1, "{text}");
                assert!(
                    text.contains("nicht zu haben waren.") && !text.contains("a.jpg"),
                    "{text}"
                );
                assert_eq!(text.matches("bis unter die Decke").count(), 1, "{text}");
            }
        }
    }
    // The only one there is, in one piece, is the article.
    let html =
        format!("<body><article><div itemprop=articleBody>{LEAD}{plain}</div></article></body>");
    assert!(text(Scorer::Model, &html).contains("zwei Grundstücke"));
}
