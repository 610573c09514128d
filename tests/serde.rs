//! What users get back serialises, and options are read.
#![cfg(feature = "serde")]

use dehusk::{Comments, Extractor, Focus, Limits, OnLimit, Scorer};
use serde_json::{Value, from_value, json, to_value};

const PAGE: &str = "<html lang=en><title>Rain at last</title><article><h1>Rain at last</h1>
    <p>After eleven dry weeks it rained on Tuesday, and the farmers of the valley went out into the
    fields to see whether it was true.</p></article>
    <ol class=commentlist><li><b class=author>Ada</b> <time datetime=2024-05-03>on Friday</time>
    <p>Not here, only three miles to the north.</p></ol>";

#[test]
fn an_extraction_serialises_as_a_summary() {
    let page = Extractor::new().comments(Comments::Separate).extract(PAGE).unwrap();
    let summary = to_value(&page).unwrap();
    assert_eq!(summary["text"], page.text());
    assert_eq!(
        summary["metadata"]["title"],
        json!({"value": "Rain at last", "source": "TitleElement"})
    );
    assert_eq!(summary["metadata"]["authors"], json!([]));
    assert_eq!(summary["metadata"]["image"], Value::Null);
    assert_eq!(
        summary["comments"],
        json!([{
            "author": "Ada",
            "published": "2024-05-03",
            "text": "Not here, only three miles to the north.",
            "depth": 0,
        }])
    );
    assert_eq!(summary["source"], "Page");
    assert_eq!(summary["truncated"], false);
    let keys: Vec<&String> = summary.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 9, "{keys:?}");
    for number in ["confidence", "threshold", "page_type_probability"] {
        let number = summary[number].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&number), "{number}");
    }
}

#[test]
fn blocks_and_their_reasons_serialise() {
    let page = Extractor::new().extract(PAGE).unwrap();
    let blocks: Vec<Value> = page.blocks().map(|block| to_value(block).unwrap()).collect();
    assert_eq!(blocks.len(), page.blocks().len());
    let (heading, comment) = (&blocks[0], blocks.last().unwrap());
    assert_eq!(heading["text"], "Rain at last");
    assert_eq!(heading["path"], "html>body>article>h1");
    assert_eq!((&heading["comment"], &comment["comment"]), (&json!(false), &json!(true)));
    assert_eq!(comment["content"], false);
    for number in ["score", "text_density", "link_ratio"] {
        assert!(comment[number].is_f64(), "{comment}");
    }
    let block = page.blocks().next().unwrap();
    let reasons = to_value(block.reasons()).unwrap();
    assert_eq!(reasons[0]["feature"], block.reasons()[0].feature);
}

#[test]
fn options_are_written_and_read() {
    assert_eq!(from_value::<Focus>(json!("precision")).unwrap(), Focus::Precision);
    assert_eq!(from_value::<Scorer>(json!("density")).unwrap(), Scorer::Density);
    assert_eq!(from_value::<Comments>(json!("separate")).unwrap(), Comments::Separate);
    assert!(from_value::<Comments>(json!("hide")).is_err());
    assert_eq!(to_value(Comments::Keep).unwrap(), "keep");
    let limits = Limits { bytes: 5_000, on_limit: OnLimit::Error, ..Limits::default() };
    let read: Limits = from_value(json!({"bytes": 5_000, "on_limit": "error"})).unwrap();
    assert_eq!(read, limits);
    assert_eq!(from_value::<Limits>(to_value(limits).unwrap()).unwrap(), limits);
    assert!(from_value::<Limits>(json!({"byte": 5_000})).is_err(), "a misspelt limit is no limit");
}
