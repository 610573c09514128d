//! What callers' code relies on besides the extracted text.

use dehusk::{
    Block, BlockKind, Comment, Comments, ContentImage, ContentLink, DecidedBy, Direction, Error,
    Extraction, Extractor, Field, Focus, Format, Limit, Limits, Metadata, OnLimit, PageType,
    Reason, Record, Scorer, Source, TextSource, Verdict,
};
use std::panic::{RefUnwindSafe, UnwindSafe};

const PAGE: &str = "<title>Rain at last</title><nav><a href=/>Home</a></nav><article>
    <h1>Rain at last</h1><p>After eleven dry weeks it rained on Tuesday, and the farmers of the valley
    went out into the fields to see whether it was true.</p></article>";

#[test]
fn all_types_cross_threads_and_panics() {
    fn crosses<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
    macro_rules! cross {
        ($($type:ty),+ $(,)?) => {{ $(crosses::<$type>();)+ }};
    }
    cross!(
        Block<'_>,
        BlockKind,
        Comment,
        ContentImage,
        ContentLink,
        DecidedBy,
        Direction,
        Verdict,
        Comments,
        Error,
        Extraction,
        Extractor,
        Field,
        Focus,
        Format,
        Limit,
        Limits,
        Metadata,
        OnLimit,
        PageType,
        Reason,
        Record,
        Scorer,
        Source,
        TextSource,
    );
}

#[test]
fn names_are_read_as_they_are_written() {
    macro_rules! named {
        ($($type:ident),+ $(,)?) => {$(
            assert!($type::ALL.len() > 1);
            for value in $type::ALL.iter().copied() {
                let name = value.to_string();
                assert_eq!(name, value.as_str());
                assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{name}");
                assert_eq!(name.parse::<$type>().unwrap(), value);
            }
        )+};
    }
    named!(Focus, Scorer, Comments, OnLimit, Format, PageType, Source, TextSource, Direction);
    assert_eq!(format!("{:>10}|", Focus::Recall), "    recall|");
    assert_eq!(
        "wide".parse::<Focus>().unwrap_err().to_string(),
        "unknown focus `wide`, expected one of: precision, balanced, recall"
    );
}

#[test]
fn a_field_is_compared_and_taken_apart() {
    let field = Field::new("Rain", Source::OpenGraph);
    let owned = "Rain".to_owned();
    assert!(field == *"Rain" && field == "Rain" && field == owned);
    assert!(*"Rain" == field && "Rain" == field && owned == field);
    assert!(field != "rain");
    assert_ne!(field, Field::new("Rain", Source::Meta));
    assert_eq!(field.as_ref(), "Rain");
    assert_eq!(format!("{field:>6}|{field:?}"), "  Rain|\"Rain\" (open_graph)");
    assert_eq!(String::from(field), "Rain");
}

#[test]
fn a_page_is_shown_on_one_screen() {
    let long = PAGE.to_owned() + &format!("<p>{}</p>", "It rained. ".repeat(200)).repeat(200);
    for html in ["", PAGE, &long] {
        let shown = format!("{:?}", dehusk::extract(html));
        assert!(shown.chars().count() < 1_000, "{shown}");
        assert!(format!("{:#?}", dehusk::extract(html)).lines().count() < 24);
    }
    let shown = format!("{:?}", dehusk::extract(PAGE));
    assert!(shown.contains("blocks: 3") && shown.contains("After eleven dry weeks"), "{shown}");
}

#[test]
fn blocks_come_from_both_ends() {
    let page = dehusk::extract(PAGE);
    let mut blocks = page.blocks();
    assert_eq!(blocks.len(), 3);
    let last = blocks.next_back().unwrap();
    assert_eq!((last.index(), last.kind()), (2, BlockKind::Paragraph));
    assert_eq!(blocks.next().unwrap().text(), "Home");
    assert_eq!(
        (blocks.len(), blocks.next().map(|block| block.kind())),
        (1, Some(BlockKind::Heading(1)))
    );
    assert!(blocks.next().is_none() && blocks.next_back().is_none());
    let backwards: Vec<usize> = page.blocks().rev().map(|block| block.index()).collect();
    assert_eq!(backwards, [2, 1, 0]);
}

#[test]
fn what_is_asked_for_twice_is_the_same() {
    let page = dehusk::extract(PAGE);
    assert_eq!(page.confidence().to_bits(), page.confidence().to_bits());
    assert_eq!(page.page_type(), page.page_type());
    assert_eq!(page.to_record(Format::Html), page.to_record(Format::Html));
}

#[cfg(feature = "encoding")]
#[test]
fn bytes_are_extracted_as_text_is() {
    let (from_bytes, from_text) =
        (dehusk::extract_bytes(PAGE.as_bytes(), None), dehusk::extract(PAGE));
    assert_eq!(from_bytes.to_record(Format::Text), from_text.to_record(Format::Text));
    let latin = dehusk::extract_bytes(b"<p>Gr\xfc\xdfe", Some("text/html; charset=iso-8859-1"));
    assert_eq!(latin.text(), "Gr\u{fc}\u{df}e");
}
