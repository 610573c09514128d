//! Texts by themselves, without a page around them: nothing of them is left out.

use dehusk::{Extractor, Focus};

const FOCUSES: [Focus; 3] = [Focus::Precision, Focus::Balanced, Focus::Recall];

fn text(focus: Focus, html: &str) -> String {
    Extractor::new().focus(focus).extract(html).unwrap().text().replace("\n\n", "\n")
}

#[test]
fn every_line_of_a_short_text_stays() {
    for (html, expected) in [
        ("<p>Hello world.</p><div>Second text here.</div>", "Hello world.\nSecond text here."),
        (
            "<p>Dear all,</p><p>the meeting is on Monday.</p><p>Regards, Ann</p>",
            "Dear all,\nthe meeting is on Monday.\nRegards, Ann",
        ),
        (
            "<div>Liebe Kinder,</div><div>morgen ist schulfrei.</div><div>Eure Frau Huber</div>",
            "Liebe Kinder,\nmorgen ist schulfrei.\nEure Frau Huber",
        ),
        ("<p>Раз.</p><p>Два.</p><p>Три.</p>", "Раз.\nДва.\nТри."),
        ("<p>こんにちは。</p><p>明日は休みです。</p>", "こんにちは。\n明日は休みです。"),
        ("<p>أهلا بكم.</p><p>الاجتماع يوم الاثنين.</p>", "أهلا بكم.\nالاجتماع يوم الاثنين."),
    ] {
        for focus in FOCUSES {
            assert_eq!(text(focus, html), expected, "{focus:?}");
        }
    }
}

#[test]
fn lists_and_tables_of_a_short_text_stay() {
    let html = "<h2>Soup</h2><p>Serves four.</p><ul><li>2 onions</li><li>1 l of water</li></ul>
        <table><tr><td>Time</td><td>1 h</td></tr></table>";
    let text = text(Focus::Balanced, html);
    for part in ["Soup", "Serves four.", "2 onions", "1 l of water", "Time", "1 h"] {
        assert!(text.contains(part), "{part} of {text:?}");
    }
}

#[test]
fn what_calls_itself_a_banner_goes() {
    let html = "<div class=cookie-banner>We use cookies.</div><p>Hello, this is the text.</p>
        <p>It has two lines.</p>";
    assert_eq!(text(Focus::Balanced, html), "Hello, this is the text.\nIt has two lines.");
}
