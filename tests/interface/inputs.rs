//! Inputs that are not a page, or not a whole one.

use dehusk::{Extraction, Extractor, Focus, TextSource};

/// Bytes without a pattern.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

fn is_nothing(page: &Extraction) -> bool {
    page.text().is_empty()
        && page.markdown().is_empty()
        && page.html().is_empty()
        && page.metadata().title.is_none()
        && page.confidence() == 0.0
        && page.source() == TextSource::NotHtml
}

#[test]
fn files_that_are_no_text_give_nothing() {
    let files = [
        noise(500),
        noise(50_000),
        [&b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Title (Rain) >>\nstream\n"[..], &noise(900)]
            .concat(),
        [
            &b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0"[..],
            &[0; 400],
            &noise(900),
        ]
        .concat(),
        [&b"PK\x03\x04\x14\0\0\0\x08\0"[..], &noise(900)].concat(),
        [&b"\x28\xb5\x2f\xfd\x64\x48\x2a"[..], &noise(900)].concat(),
        [&b"\x1f\x8b\x08\0\0\0\0\0\0\x03"[..], &noise(900)].concat(),
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &noise(900)].concat(),
        b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj (After eleven dry weeks it rained.)"
            .to_vec(),
    ];
    for file in files {
        for focus in [Focus::Precision, Focus::Balanced, Focus::Recall] {
            let extractor = Extractor::new().focus(focus);
            let text = String::from_utf8_lossy(&file);
            assert!(is_nothing(&extractor.extract(&text).unwrap()), "{:?}", &file[..20]);
            #[cfg(feature = "encoding")]
            for content_type in [None, Some("text/html"), Some("text/html; charset=windows-1252")] {
                let page = extractor.extract_bytes(&file, content_type).unwrap();
                assert!(is_nothing(&page), "{:?}", &file[..20]);
            }
        }
    }
}

#[test]
fn honest_text_comes_out() {
    for text in [
        "After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out into the \
         fields to see whether it was true.\n\nA PDF begins with %PDF-1.4, a ZIP file with PK.",
        "Nach elf trockenen Wochen hat es am Dienstag geregnet.\r\n\r\n\u{c}Die Bauern gingen hinaus.",
        "После одиннадцати сухих недель во вторник пошёл дождь, и крестьяне вышли в поля.",
        "十一週間の日照りのあと、火曜日にようやく雨が降り、農家は畑へ出て行った。",
    ] {
        let page = dehusk::extract(text);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&page.text()), words(text));
        assert_eq!(page.source(), TextSource::Page);
        assert!(page.confidence() > 0.0);
        #[cfg(feature = "encoding")]
        {
            let page = Extractor::new().extract_bytes(text.as_bytes(), None).unwrap();
            assert_eq!(words(&page.text()), words(text));
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let content_type = Some("text/plain; charset=utf-16le");
            let page = Extractor::new().extract_bytes(&wide, content_type).unwrap();
            assert_eq!(words(&page.text()), words(text));
        }
    }
}

#[test]
fn an_element_that_is_never_closed_does_not_swallow_the_page() {
    for (title, sentence) in [
        ("Rain at last", "After eleven dry weeks it rained on Tuesday, and the farmers went out."),
        ("Endlich Regen", "Nach elf trockenen Wochen hat es am Dienstag endlich geregnet."),
        (
            "久しぶりの雨",
            "十一週間の日照りのあと、火曜日にようやく雨が降り、農家は畑へ出て行った。",
        ),
    ] {
        let article = format!(
            "<article><h1>{title}</h1>{}</article>",
            format!("<p>{sentence}</p>").repeat(2)
        );
        for head in [
            format!("<html><head><title>{title}\n<meta name=robots content=all></head><body>"),
            format!("<title>{title}</title><style>h1 {{ color: red }}\n</head><body>"),
            format!(
                "<title>{title}</title><script src=app.js>\n<link rel=icon href=i></head><body>"
            ),
            format!("<title>{title}</title><body><textarea name=search>"),
        ] {
            let page = dehusk::extract(&format!("{head}{article}</body></html>"));
            assert_eq!(page.source(), TextSource::UnclosedElement, "{head}");
            assert!(page.text().contains(sentence), "{head}: {}", page.text());
            assert!(!page.markdown().contains('<'), "{}", page.markdown());
            assert_eq!(page.metadata().title.as_ref().unwrap().as_str(), title);
        }
    }
}

#[test]
fn a_page_cut_off_in_a_script_is_as_browsers_show_it() {
    let paragraph = "<p>After eleven dry weeks it rained on Tuesday, and the farmers went out.</p>";
    let html =
        format!("<article>{}</article>\n<script>let a = 1;\n<p>No text", paragraph.repeat(5));
    let page = dehusk::extract(&html);
    assert_eq!(page.source(), TextSource::Page);
    assert!(!page.text().contains("No text"));
}
