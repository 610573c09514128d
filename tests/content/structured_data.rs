//! Pages that show next to nothing and carry their text as data.

use dehusk::{Extraction, Extractor, TextSource};

const PROSE: &str = "After eleven dry weeks it rained on Tuesday, and the farmers of the valley went \
    out into the fields to see whether it was true. It was, and by noon the river had come back.";

fn extract(html: &str) -> Extraction {
    dehusk::extract(html)
}

fn article_body(text: &str) -> String {
    format!(
        r#"<script type="application/ld+json">{{"@type": "Article", "articleBody": "{text}"}}</script>"#
    )
}

#[test]
fn an_empty_page_gives_the_body_of_its_linked_data() {
    let page = extract(&format!("<div id=root>Loading …</div>{}", article_body(PROSE)));
    assert_eq!(page.source(), TextSource::StructuredData);
    assert_eq!(page.text(), PROSE);
}

#[test]
fn a_page_with_text_of_its_own_keeps_it() {
    let page = extract(&format!(
        "<article><h1>Snow</h1><p>{}</p></article>{}",
        PROSE.replace("rained", "snowed"),
        article_body(&PROSE.repeat(10)),
    ));
    assert_eq!(page.source(), TextSource::Page);
    assert!(page.text().contains("snowed"));
    assert!(!page.text().contains("rained"));
}

#[test]
fn a_little_data_does_not_replace_a_little_text() {
    let page =
        extract(&format!("<p>It rained for a while.</p>{}", article_body("It rained a lot.")));
    assert_eq!(page.source(), TextSource::Page);
    assert_eq!(page.text(), "It rained for a while.");
}

#[test]
fn markup_in_the_data_keeps_its_structure_and_nothing_else() {
    let body = format!(
        "<h2>Rain</h2><p onclick='x()'>{PROSE} <a href='/weather'>Weather</a></p><ul><li>drops<li>more</ul><script>x()<\\/script>"
    );
    let extractor = Extractor::new().base_url("https://valley.example/");
    let page = extractor.extract(&article_body(&body)).expect("a page");
    let markdown = page.markdown();
    assert!(markdown.starts_with("## Rain\n"), "{markdown}");
    assert!(markdown.contains("[Weather](https://valley.example/weather)"), "{markdown}");
    assert!(markdown.contains("- drops\n- more"), "{markdown}");
    let html = page.html();
    assert!(!html.contains("onclick") && !html.contains("script"), "{html}");
}

#[test]
fn states_in_several_languages() {
    for text in [
        "Nach elf trockenen Wochen hat es am Dienstag im ganzen Tal geregnet, und die Bauern gingen hinaus auf die Felder, um zu sehen, ob es stimmte; es stimmte.",
        "После одиннадцати сухих недель во вторник пошёл дождь, и фермеры долины вышли в поля, чтобы увидеть, правда ли это, и это была чистая правда для всех.",
        "一連十一個星期乾旱之後，星期二終於下雨了，山谷裡的農民走到田裡去看看這是不是真的，中午的時候河水又回來了，孩子們在岸邊唱歌跳舞，老人們坐在門口微笑。",
    ] {
        let html = format!(
            r#"<div id="__nuxt"></div><script type="application/json">{{"page": {{"id": 7, "body": "{text}"}}}}</script>"#
        );
        let page = extract(&html);
        assert_eq!(page.source(), TextSource::StructuredData, "{text}");
        assert_eq!(page.text(), text);
    }
}

#[test]
fn what_the_caller_left_out_does_not_come_back() {
    let html = format!("<main><p>Loading.</p></main>{}", article_body(PROSE));
    let extractor = Extractor::new().drop_blocks(|_| true);
    let page = extractor.extract(&html).expect("a page");
    assert_eq!(page.source(), TextSource::Page);
    assert_eq!(page.text(), "");
}

#[test]
fn hostile_data_costs_no_more_than_its_length() {
    for script in [
        "window.a = {".repeat(50_000),
        "window.a = JSON.parse(\"".repeat(50_000),
        format!("window.a = {}", "[".repeat(200_000)),
        format!("window.a = {}", "{\"a\":[".repeat(100_000)),
        format!(
            "window.a = {{{}}}",
            "\"k\": \"word word word word word word word word\",".repeat(20_000)
        ),
        "\"".repeat(200_000),
    ] {
        for kind in ["", " type='application/json'", " type='application/ld+json'"] {
            let page = extract(&format!("<script{kind}>{script}</script>"));
            let _ = page.text();
        }
    }
}
