//! Invisible characters are in no output, and blank ones make no line.

use dehusk::{Extraction, Extractor};

/// An article with `text` in its headline, a heading, a paragraph, a list, code, the alternative text
/// of its image, and its metadata.
fn article(text: &str) -> Extraction {
    let sentence = "After eleven dry weeks it rained on Tuesday, and the farmers of the valley went \
        out into the fields to see whether it was true.";
    let html = format!(
        "<title>{text}</title><meta name=description content='{text}'><meta name=author \
         content='{text}'><script type='application/ld+json'>{{\"@type\": \"Article\", \
         \"keywords\": [\"{text}\"]}}</script>\
         <article><h1>{text}</h1><p>{sentence} {text} {sentence}</p><h2>{text}</h2>\
         <img src=photo.jpg alt='{text}'><p>{sentence}</p><ul><li>{text}: {sentence}<li>{sentence}\
         </ul><pre><code>let a = '{text}';\nlet b = 2;</code></pre><p>{sentence}</p></article>"
    );
    Extractor::new().extract(&html).unwrap()
}

fn outputs(page: &Extraction) -> [String; 4] {
    let metadata = page.metadata();
    let fields = [&metadata.title, &metadata.document_title, &metadata.description];
    let fields = fields.into_iter().flatten().chain(&metadata.authors).chain(&metadata.tags);
    let fields: Vec<&str> = fields.map(|field| field.as_str()).collect();
    [page.text(), page.markdown(), page.html(), fields.join("\n")]
}

#[test]
fn no_output_has_what_nobody_sees() {
    for (text, expected) in [
        ("Fahr&shy;dienst&shy;leitung", "Fahrdienstleitung"),
        ("thou\u{200b}sand k\u{feff}eys", "thousand keys"),
        ("Auf&zwnj;lage", "Auflage"),
        ("東\u{2060}京\u{200b}駅", "東京駅"),
        ("บ้าน\u{200b}เรา", "บ้านเรา"),
        ("rapport\u{202e}fdp.exe", "rapportfdp.exe"),
        ("r\u{1b}[31mojo\u{8}\u{7f}", "r[31mojo"),
        ("hello\u{e0068}\u{e0069}", "hello"),
    ] {
        let page = article(text);
        for output in outputs(&page) {
            assert!(output.replace("\\[", "[").contains(expected), "{text:?} in {output}");
            let seen = |c: &char| (!c.is_control() || "\n\t".contains(*c)) && !is_invisible(*c);
            assert_eq!(output.chars().find(|c| !seen(c)), None, "{text:?} in {output}");
        }
        let title = page.metadata().title.as_ref().map(|title| title.as_str().to_owned());
        assert_eq!(title.as_deref(), Some(expected));
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[test]
fn words_keep_the_joiners_they_need() {
    for text in [
        "می\u{200c}خواهم",
        "ශ්\u{200d}රී ලංකා",
        "क्\u{200d}ष",
        "👩\u{200d}🌾",
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "שלום\u{200f}!",
        "\u{2067}سلام\u{2069}",
    ] {
        let page = article(text);
        for output in [page.text(), page.markdown(), page.html()] {
            assert!(output.contains(text), "{text}: {output}");
        }
    }
}

#[test]
fn words_around_line_separators_do_not_glue() {
    let page = article("one\u{2028}two\u{c}three");
    assert!(page.text().contains("one two three"), "{}", page.text());
}

#[test]
fn addresses_have_none_either() {
    let html = "<article><p>After eleven dry weeks it rained on Tuesday, as <a \
        href='https://example.org/a\u{200b}b\u{1b}c\u{202e}'>the weather service</a> had said it \
        would not, and the farmers went out into the fields.</p></article>";
    let page = dehusk::extract(html);
    assert!(page.markdown().contains("(https://example.org/a%E2%80%8Bb%1Bc%E2%80%AE)"));
}

#[test]
fn shortcodes_leave_their_words_only() {
    for (words, label) in [
        ("After eleven dry weeks it rained on Tuesday, and the farmers went out to see.", "Read"),
        ("Nach elf trockenen Wochen hat es am Dienstag geregnet, und alle gingen hinaus.", "Lesen"),
        ("После одиннадцати сухих недель во вторник пошёл дождь, и все вышли.", "Читать"),
    ] {
        let html = format!(
            "<article><p>[vc_row type=\"full_width_background\" bg=”#fff”][vc_column width=″1/2″]</p>\
             <p>[vc_column_text]{words}[/vc_column_text]</p><p>[button link=\"/x\" size='2']{label}\
             [/button] {words} [1] [sic]</p><p>[/vc_column][/vc_row]</p>\
             <pre><code>[button link=\"/x\"]</code></pre><p>{words}</p></article>"
        );
        let page = dehusk::extract(&html);
        for output in [page.text(), page.markdown().replace('\\', ""), page.html()] {
            assert!(!output.contains("vc_") && !output.contains("[/"), "{output}");
            assert!(output.contains(&format!("{label} {words} [1] [sic]")), "{output}");
            assert!(output.contains("[button link="), "code stays as it is: {output}");
        }
    }
}

#[test]
fn a_line_of_no_break_spaces_ends_a_paragraph() {
    for (first, second) in [
        ("It rained.", "The river rose."),
        ("Es regnete.", "Der Fluss stieg."),
        ("Пошёл дождь.", "Река поднялась."),
        ("雨が降った。", "川が増水した。"),
    ] {
        for blank in ["&nbsp;", "&nbsp; &nbsp;", "&#12288;", "&nbsp;<br>&nbsp;"] {
            let page = format!("<div>{first}<br>{blank}<br>\n{second}</div>");
            let page = Extractor::new().keep_only("body").unwrap().extract(&page).unwrap();
            let paragraphs = format!("{first}\n\n{second}");
            assert_eq!(page.text(), paragraphs);
            assert_eq!(page.markdown(), paragraphs + "\n");
            assert_eq!(page.html(), format!("<p>{first}</p>\n<p>{second}</p>\n"));
        }
    }
}

#[test]
fn spaces_that_indent_a_paragraph_are_left_out() {
    for text in ["It rained.", "雨が降った。", "Пошёл дождь.", "昨天下雨了。"]
    {
        for indent in ["&nbsp;&nbsp; ", "&#12288;&#12288;", "&emsp;<wbr>"] {
            let page = format!("<p>{indent}{text}<p>{indent}<b>{text}</b><pre>&nbsp; {text}</pre>");
            let page = Extractor::new().keep_only("body").unwrap().extract(&page).unwrap();
            assert_eq!(page.text(), format!("{text}\n\n{text}\n\n  {text}"));
            let markdown = format!("{text}\n\n**{text}**\n\n```\n  {text}\n```\n");
            assert_eq!(page.markdown(), markdown);
            let html = format!("<p>{text}</p>\n<p><strong>{text}</strong></p>\n");
            assert!(page.html().starts_with(&html), "{}", page.html());
        }
    }
}
