//! Short texts without a page around them come out whole.

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

#[test]
fn letters_of_nested_tables_come_out_without_what_stands_around() {
    for (first, second, third) in [
        (
            "After eleven dry weeks it rained on Tuesday, and the farmers went out into the fields.",
            "For the first time since March the wheel of the upper mill is turning again.",
            "The council has voted for a bridge of wood, which will be open before the winter.",
        ),
        (
            "Nach elf trockenen Wochen hat es am Dienstag geregnet, und die Bauern gingen hinaus.",
            "Zum ersten Mal seit März dreht sich das Rad der oberen Mühle wieder.",
            "Der Rat hat für eine Brücke aus Holz gestimmt, die vor dem Winter fertig sein soll.",
        ),
    ] {
        let html = format!(
            "<table width=100%><tr><td><table width=600><tr><td><a href=/o>Online</a></td></tr><tr><td>
             <table><tr><td><p>{first}</p></td></tr><tr><td><table><tr><td width=280><p>{second}</p></td>
             <td width=280><p>{third}</p></td></tr></table></td></tr></table></td></tr></table></td></tr>
             </table>"
        );
        let text = text(Focus::Balanced, &html);
        let places = [first, second, third].map(|part| text.find(part));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
        assert!(!text.contains(" | "), "{text}");
    }
}

#[test]
fn pages_of_three_paragraphs_and_items_of_feeds_come_out() {
    for paragraphs in [
        [
            "After eleven dry weeks it rained on Tuesday, and the farmers went out into the fields.",
            "By the evening the river stood higher than in any spring.",
            "On Wednesday it rained again.",
        ],
        [
            "十一週間の日照りのあと、ようやく雨が降った。",
            "夕方には川の水が高くなった。",
            "水曜日にもまた雨が降った。",
        ],
    ] {
        let html: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
        for html in [format!("<!doctype html><title>Rain</title><body>{html}</body>"), html] {
            for focus in FOCUSES {
                assert_eq!(text(focus, &html), paragraphs.join("\n"), "{html}");
            }
        }
    }
}
