//! Pages in the encodings of the web, declared in every place where an encoding can be declared,
//! or nowhere.

use dehusk::{Error, Extractor, Limit, Limits, OnLimit};
use encoding_rs::Encoding;

/// A sentence or two in an encoding that pages of its language come in.
const TEXTS: &[(&str, &str)] = &[
    (
        "gb2312",
        "昨天晚上下了一场大雨，村里的老人说，这样的雨已经十年没有见过了，田里的水稻终于得救了。",
    ),
    ("gbk", "經過四年的爭論，鎮議會決定修復這座石橋，而不是拆除它；工程將在春天開始。"),
    ("gb18030", "图书馆的新馆昨天开放，孩子们在门口排了两个小时的队，只为看一眼那本古书。"),
    ("big5", "經過四年的爭論，鎮議會昨天決定修復這座石橋，而不是拆除它；工程將在明年春天開始。"),
    (
        "shift_jis",
        "四年にわたる議論の末、町議会は古い石橋を取り壊さずに修復することを決めた。工事は春に始まる。",
    ),
    (
        "euc-jp",
        "四年にわたる議論の末、町議会は古い石橋を取り壊さずに修復することを決めた。工事は春に始まる。",
    ),
    ("iso-2022-jp", "四年にわたる議論の末、町議会は古い石橋を取り壊さずに修復することを決めた。"),
    (
        "euc-kr",
        "사 년에 걸친 논쟁 끝에 읍의회는 오래된 돌다리를 헐지 않고 고치기로 했다. 공사는 봄에 시작된다.",
    ),
    (
        "windows-1251",
        "После четырёх лет споров совет решил не сносить старый каменный мост, а починить его.",
    ),
    (
        "koi8-r",
        "После четырёх лет споров совет решил не сносить старый каменный мост, а починить его.",
    ),
    (
        "iso-8859-5",
        "После четырёх лет споров совет решил не сносить старый каменный мост, а починить его.",
    ),
    (
        "iso-8859-2",
        "Po čtyřech letech sporů se zastupitelstvo rozhodlo starý kamenný most nezbourat, ale opravit; práce začnou příští jaro.",
    ),
    (
        "windows-1250",
        "Po czterech latach sporów rada gminy zdecydowała, że stary kamienny most nie zostanie zburzony, lecz naprawiony „na wiosnę”.",
    ),
    (
        "windows-1252",
        "Après quatre ans de querelles, le conseil a décidé de réparer le vieux pont de pierre – déjà en été, dit-on à l’auberge.",
    ),
    (
        "iso-8859-15",
        "Für 430.000 € wird die Brücke nun doch gerettet; die Arbeiten beginnen im Frühjahr, größere Schäden fanden die Prüfer nicht.",
    ),
    (
        "windows-1253",
        "Ύστερα από τέσσερα χρόνια διαφωνιών το συμβούλιο αποφάσισε να επισκευάσει το παλιό πέτρινο γεφύρι.",
    ),
    (
        "windows-1254",
        "Dört yıl süren tartışmadan sonra meclis, eski taş köprüyü yıkmak yerine onarmaya karar verdi; çalışmalar ilkbaharda başlıyor.",
    ),
    (
        "windows-1255",
        "אחרי ארבע שנים של ויכוחים החליטה המועצה לא להרוס את גשר האבן הישן אלא לתקן אותו.",
    ),
    ("windows-1256", "بعد أربع سنوات من الجدل قرر المجلس ألا يهدم الجسر الحجري القديم بل أن يرممه."),
    (
        "windows-1257",
        "Po ketverių metų ginčų taryba nusprendė senojo akmeninio tilto negriauti, o jį sutvarkyti; darbai prasidės pavasarį.",
    ),
    ("windows-874", "หลังจากถกเถียงกันมาสี่ปี สภาเมืองได้ตัดสินใจซ่อมสะพานหินเก่าแทนที่จะรื้อทิ้ง"),
    ("utf-8", "Nach vier Jahren Streit – 昨日は雨, дождь, ✓ – wird die Brücke repariert."),
];

/// Those that only a declaration distinguishes from similar ones.
const NOT_GUESSED: &[&str] = &["gb18030", "iso-8859-15"];

fn encode(label: &str, text: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable, "{label} cannot say {text}");
    bytes.into_owned()
}

fn page(label: &str, head: &str, text: &str) -> Vec<u8> {
    encode(
        label,
        &format!("<!doctype html><html><head>{head}</head><body><p>{text}</p></body></html>"),
    )
}

fn text_of(bytes: &[u8], content_type: Option<&str>) -> String {
    Extractor::new().extract_bytes(bytes, content_type).unwrap().text()
}

#[test]
fn the_header_tells_the_encoding() {
    for (label, text) in TEXTS {
        let content_type = format!("text/html; charset={label}");
        assert_eq!(&text_of(&page(label, "", text), Some(&content_type)), text, "{label}");
    }
}

#[test]
fn the_page_tells_the_encoding() {
    for (label, text) in TEXTS {
        for head in [
            format!("<meta charset='{label}'>"),
            format!("<meta http-equiv='Content-Type' content='text/html; charset={label}'>"),
        ] {
            assert_eq!(&text_of(&page(label, &head, text), Some("text/html")), text, "{head}");
        }
    }
}

#[test]
fn the_encoding_is_guessed() {
    for (label, text) in TEXTS.iter().filter(|(label, _)| !NOT_GUESSED.contains(label)) {
        assert_eq!(&text_of(&page(label, "", text), None), text, "{label}");
    }
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    for (_, text) in TEXTS {
        let html = format!("<!doctype html><html lang=x><meta charset=utf-16><p>{text}</p>");
        let little: Vec<u8> = html.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = html.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(&text_of(&little, None), text);
        assert_eq!(&text_of(&big, None), text);
        assert_eq!(&text_of(&little, Some("text/html; charset=utf-16le")), text);
        assert_eq!(&text_of(&big, Some("text/html; charset=utf-16be")), text);
        let wrong = Some("text/html; charset=iso-8859-1");
        assert_eq!(&text_of(&[b"\xff\xfe".as_slice(), &little].concat(), wrong), text);
        assert_eq!(&text_of(&[b"\xfe\xff".as_slice(), &big].concat(), wrong), text);
        let utf_8 = [b"\xef\xbb\xbf", format!("<p>{text}").as_bytes()].concat();
        assert_eq!(&text_of(&utf_8, wrong), text);
    }
}

#[test]
fn malformed_sequences_do_not_take_the_rest_along() {
    let bytes = b"<meta charset=utf-8><p>The bridge \xff\xc0\x80 will be \xe2\x82 repaired \xf0\x9f in spring.</p>";
    let text = text_of(bytes, None);
    assert!(text.starts_with("The bridge \u{fffd}"), "{text}");
    assert!(text.ends_with("\u{fffd} in spring."), "{text}");
    let bytes =
        b"<meta charset=shift_jis><p>The bridge \x83<b>will</b> be \xfd repaired in spring.</p>";
    let text = text_of(bytes, None);
    assert!(text.ends_with("will be \u{fffd} repaired in spring."), "{text}");
}

#[test]
fn pages_cut_anywhere_are_read() {
    for (label, text) in TEXTS {
        let whole = page(label, &format!("<meta charset={label}>"), text);
        for end in 0..whole.len() {
            text_of(&whole[..end], None);
        }
        for begin in 0..whole.len() {
            text_of(&whole[begin..], None);
        }
    }
}

#[test]
fn the_limit_counts_bytes_as_they_came() {
    let (label, text) = TEXTS[0];
    let whole = page(label, "<meta charset=gb2312>", text);
    let exact = Limits::default().bytes(whole.len()).on_limit(OnLimit::Error);
    let read = Extractor::new().limits(exact).extract_bytes(&whole, None).unwrap();
    assert_eq!((read.text().as_str(), read.is_truncated()), (text, false));

    let less = exact.bytes(whole.len() - 30);
    let error = Extractor::new().limits(less).extract_bytes(&whole, None).unwrap_err();
    assert!(matches!(error, Error::LimitExceeded { limit: Limit::Bytes, .. }));

    let cut = less.on_limit(OnLimit::Truncate);
    let read = Extractor::new().limits(cut).extract_bytes(&whole, None).unwrap();
    assert!(read.is_truncated());
    assert!(text.starts_with(read.text().trim_end_matches('\u{fffd}')) && !read.text().is_empty());
}
