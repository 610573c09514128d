//! Results and options can be written and read.

use dehusk::{
    BlockKind, Comments, DecidedBy, Extraction, Extractor, Focus, Format, Limits, Metadata,
    OnLimit, PageType, Reason, Record, Scorer, Source, TextSource, Verdict,
};
use serde_json::{Value, from_value, json, to_value};

const PAGE: &str = "<html lang=en><title>Rain at last</title><article><h1>Rain at last</h1>
    <p>After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out into the
    fields to see whether it was true.</p></article>
    <ol class=commentlist><li><b class=author>Ada</b> <time datetime=2024-05-03>on Friday</time>
    <p>Not here, only three miles to the north.</p></ol>";

fn extracted() -> Extraction {
    Extractor::new().comments(Comments::Separate).extract(PAGE).unwrap()
}

#[test]
fn a_record_holds_what_is_known_of_a_page() {
    let page = extracted();
    let record = to_value(page.to_record(Format::Text)).unwrap();
    assert_eq!(record["text"], page.text());
    assert_eq!(
        record["metadata"]["title"],
        json!({"value": "Rain at last", "source": "title_element"})
    );
    assert_eq!(record["metadata"]["authors"], json!([]));
    assert_eq!(record["metadata"]["image"], Value::Null);
    assert_eq!(
        record["comments"],
        json!([{
            "author": "Ada",
            "published": "2024-05-03",
            "text": "Not here, only three miles to the north.",
            "depth": 0,
        }])
    );
    assert_eq!(record["source"], "page");
    assert_eq!(record["truncated"], false);
    assert_eq!(record["page_type"], page.page_type().0.as_str());
    for number in ["confidence", "threshold", "page_type_probability"] {
        let number = record[number].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&number), "{number}");
    }
    let keys = record.as_object().unwrap().len();
    assert_eq!(keys, 9, "{record}");
    assert_eq!(to_value(&page).unwrap(), record);
}

#[test]
fn a_record_is_read_again() {
    let page = extracted();
    for format in Format::ALL.iter().copied() {
        let record = page.to_record(format);
        let value = to_value(&record).unwrap();
        assert_eq!(value[format.as_str()], page.render(format));
        assert_eq!(from_value::<Record>(value).unwrap(), record);
    }
    let metadata = page.metadata();
    assert_eq!(&from_value::<Metadata>(to_value(metadata).unwrap()).unwrap(), metadata);
    assert_eq!(from_value::<Metadata>(json!({})).unwrap(), Metadata::default());
}

#[test]
fn blocks_and_their_reasons_serialise() {
    let page = Extractor::new().extract(PAGE).unwrap();
    let blocks: Vec<Value> = page.blocks().map(|block| to_value(block).unwrap()).collect();
    assert_eq!(blocks.len(), page.blocks().len());
    let (heading, comment) = (&blocks[0], blocks.last().unwrap());
    assert_eq!(heading["text"], "Rain at last");
    assert_eq!(heading["path"], "html>body>article>h1");
    assert_eq!((&heading["kind"], &heading["level"]), (&json!("heading"), &json!(1)));
    assert_eq!((&comment["kind"], &comment["level"]), (&json!("item"), &Value::Null));
    assert_eq!((&heading["comment"], &comment["comment"]), (&json!(false), &json!(true)));
    assert_eq!(comment["content"], false);
    assert_eq!(comment["verdict"], json!({"kept": false, "decided_by": "comment"}));
    let verdict = page.blocks().last().unwrap().verdict();
    assert_eq!(from_value::<Verdict>(comment["verdict"].clone()).unwrap(), verdict);
    assert_eq!(comment["index"], blocks.len() - 1);
    for number in ["score", "text_density", "link_ratio"] {
        assert!(comment[number].is_f64(), "{comment}");
    }
    let reasons = page.blocks().next().unwrap().reasons();
    assert_eq!(from_value::<Vec<Reason>>(to_value(&reasons).unwrap()).unwrap(), reasons);
    assert_eq!(page.blocks().next().unwrap().kind(), BlockKind::Heading(1));
}

#[test]
fn options_are_written_and_read() {
    macro_rules! named {
        ($($type:ident),+) => {$(
            for value in $type::ALL.iter().copied() {
                assert_eq!(to_value(value).unwrap(), value.as_str());
                assert_eq!(from_value::<$type>(json!(value.as_str())).unwrap(), value);
            }
        )+};
    }
    named!(Focus, Scorer, Comments, OnLimit, Format, PageType, Source, TextSource, DecidedBy);
    let error = from_value::<Comments>(json!("hide")).unwrap_err().to_string();
    assert!(error.contains("`hide`") && error.contains("separate"), "{error}");
    let limits = Limits::default().bytes(5_000).on_limit(OnLimit::Error);
    let read: Limits = from_value(json!({"bytes": 5_000, "on_limit": "error"})).unwrap();
    assert_eq!(read, limits);
    assert_eq!(from_value::<Limits>(to_value(limits).unwrap()).unwrap(), limits);
    assert!(from_value::<Limits>(json!({"byte": 5_000})).is_err(), "a misspelt limit is no limit");
}
