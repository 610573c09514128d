//! What a page hides for good is not content; what it folds is.

use dehusk::{DecidedBy, Extractor, Focus, Scorer};

struct Words {
    paragraphs: [&'static str; 3],
    hidden: &'static str,
}

const LANGUAGES: [Words; 3] = [
    Words {
        paragraphs: [
            "After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out into \
             the fields to see whether it was true.",
            "By the evening the river stood higher than in any spring that the miller could remember, \
             and he has been there for forty years.",
            "On Wednesday it rained again, and on Thursday nobody spoke of it any more, since the grass \
             had begun to grow.",
        ],
        hidden: "This story may be printed in newspapers free of charge, if its author is named and \
                 nothing in it is changed.",
    },
    Words {
        paragraphs: [
            "Nach elf trockenen Wochen hat es am Dienstag geregnet, und die Bauern gingen hinaus auf die \
             Felder, um zu sehen, ob es wahr ist.",
            "Am Abend stand der Fluss höher als in jedem Frühjahr, an das sich der Müller erinnert, und \
             er ist seit vierzig Jahren dort.",
            "Am Mittwoch regnete es wieder, und am Donnerstag sprach niemand mehr davon, denn das Gras \
             hatte zu wachsen begonnen.",
        ],
        hidden: "Dieser Text darf von Zeitungen kostenlos gedruckt werden, wenn der Autor genannt und \
                 nichts daran geändert wird.",
    },
    Words {
        paragraphs: [
            "После одиннадцати сухих недель во вторник пошёл дождь, и крестьяне вышли в поля \
             посмотреть, правда ли это.",
            "К вечеру вода в реке стояла выше, чем в любую весну на памяти мельника, а он живёт там уже \
             сорок лет.",
            "В среду дождь пошёл снова, а в четверг о нём уже никто не говорил, потому что трава начала \
             расти.",
        ],
        hidden: "Этот рассказ можно печатать в газетах бесплатно, если назван автор и в тексте ничего \
                 не изменено.",
    },
];

fn page(words: &Words, between: &str) -> String {
    let [first, second, third] = words.paragraphs;
    format!(
        "<title>Rain</title><nav><a href=/>Home</a> <a href=/news>News</a></nav><article>\
         <p>{first}</p>{between}<p>{second}</p><p>{third}</p></article>"
    )
}

fn outputs(focus: Focus, scorer: Scorer, html: &str) -> [String; 3] {
    let page = Extractor::new().focus(focus).scorer(scorer).extract(html).unwrap();
    [page.text(), page.markdown(), page.html()]
}

#[test]
fn hidden_prose_is_left_out_but_by_the_focus_on_recall() {
    for words in &LANGUAGES {
        let hidden = words.hidden;
        for between in [
            format!("<div style='display:none'><p>{hidden}</p></div>"),
            format!("<p hidden>{hidden}</p>"),
            format!("<dialog><h2>Print</h2><p>{hidden}</p></dialog>"),
            format!("<dialog>{}</dialog>", format!("<p>{hidden}</p>").repeat(5)),
            format!(
                "<div id=print class=modal role=dialog style='display: none'><p>{hidden}</p></div>"
            ),
        ] {
            let html = page(words, &between);
            for scorer in [Scorer::Model, Scorer::Density] {
                for focus in [Focus::Precision, Focus::Balanced] {
                    for output in outputs(focus, scorer, &html) {
                        assert!(!output.contains(hidden), "{between}: {output}");
                        assert!(output.contains(words.paragraphs[1]), "{output}");
                    }
                }
            }
        }
        let html = page(words, &format!("<p hidden>{hidden}</p>"));
        let verdict = dehusk::extract(&html)
            .blocks()
            .find(|block| block.text() == hidden)
            .map(|block| block.verdict().decided_by);
        assert_eq!(verdict, Some(DecidedBy::Unseen));
        let [text, ..] = outputs(Focus::Recall, Scorer::Model, &html);
        assert!(text.contains(hidden), "{text}");
    }
}

#[test]
fn what_only_screen_readers_say_is_left_out() {
    let labels = ["Article content", "Inhalt des Artikels", "Текст статьи"];
    for (words, label) in LANGUAGES.iter().zip(labels) {
        for class in ["visually-hidden", "sr-only", "story-visuallyhidden screen-reader-text"] {
            let between = format!("<section><div class='{class}'>{label}</div></section>");
            for output in outputs(Focus::Balanced, Scorer::Density, &page(words, &between)) {
                assert!(!output.contains(label), "{between}: {output}");
            }
        }
        let between = format!("<section><div class='md:not-sr-only'>{label}</div></section>");
        let page = dehusk::extract(&page(words, &between));
        let block = page.blocks().find(|block| block.text() == label).unwrap();
        assert_ne!(block.verdict().decided_by, DecidedBy::Unseen);
    }
}

#[test]
fn what_the_page_folds_stays() {
    for words in &LANGUAGES {
        let hidden = words.hidden;
        for between in [
            format!(
                "<h2>?</h2><button aria-controls=a>+</button><div id=a hidden><p>{hidden}</p></div>"
            ),
            format!("<div role=tabpanel hidden><p>{hidden}</p></div>"),
            format!("<div hidden=until-found><p>{hidden}</p></div>"),
            format!("<details><summary>…</summary><p>{hidden}</p></details>"),
            format!("<div class=accordion-body style='display:none'><p>{hidden}</p></div>"),
        ] {
            let [text, ..] = outputs(Focus::Balanced, Scorer::Density, &page(words, &between));
            assert!(text.contains(hidden), "{between}: {text}");
        }
    }
}

#[test]
fn notes_on_a_word_are_no_part_of_the_sentence() {
    for words in &LANGUAGES {
        let [first, ..] = words.paragraphs;
        for note in
            ["<span hidden>note</span>", "<span style='display:none'>a <b>long</b> note</span>"]
        {
            let noted = first.replacen(", ", &format!("{note}, "), 1);
            for output in
                outputs(Focus::Balanced, Scorer::Model, &page(words, &format!("<p>{noted}</p>")))
            {
                assert!(output.contains(first) && !output.contains("note"), "{output}");
            }
        }
    }
}

#[test]
fn the_output_of_machines_is_never_content() {
    for words in &LANGUAGES {
        let machine = "<ul style='display:none'><li>CLOUD, getRating, 0ms</li><li>SDK is disabled</li></ul>\
                       <div>2024-05-03T10:00:00+02:00</div><div>https://example.org/logo.png</div>";
        for focus in [Focus::Precision, Focus::Balanced, Focus::Recall] {
            for scorer in [Scorer::Model, Scorer::Density] {
                for output in outputs(focus, scorer, &page(words, machine)) {
                    for part in ["CLOUD", "SDK", "T10:00", "logo.png"] {
                        assert!(!output.contains(part), "{part} of {output}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_page_that_its_script_shows_comes_out() {
    for words in &LANGUAGES {
        for wrapper in ["<body style='visibility:hidden'>", "<div id=app style='display:none'>"] {
            let [text, ..] =
                outputs(Focus::Balanced, Scorer::Model, &format!("{wrapper}{}", page(words, "")));
            assert!(text.contains(words.paragraphs[1]), "{wrapper}: {text}");
        }
    }
}
