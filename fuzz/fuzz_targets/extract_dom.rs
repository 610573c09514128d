//! A page that is already parsed gives the same result as its text.
#![no_main]

use dehusk::{Extractor, TextSource};
use dehusk_fuzz::{noscript, parse};
use libfuzzer_sys::fuzz_target;

/// Longer pages reach limits, and the two ways do not reach them at the same place.
const LONGEST: usize = 2_000;

fuzz_target!(|html: &str| {
    if html.len() > LONGEST || noscript::ends_raw_text(html) {
        return;
    }
    let page = Extractor::new().extract(html).expect("no limit is an error");
    let copied = Extractor::new().extract_dom(&parse(html)).expect("no limit is an error");
    if page.is_truncated() || copied.is_truncated() {
        return;
    }
    // The tree does not tell what an input that is no page was, nor which element was never closed.
    if [&page, &copied]
        .iter()
        .any(|it| matches!(it.source(), TextSource::NotHtml | TextSource::UnclosedElement))
    {
        return;
    }
    if page.source() == TextSource::StructuredData && leaves_script_open(html) {
        return;
    }
    assert_eq!(copied.text(), page.text());
    assert_eq!(copied.markdown(), page.markdown());
    assert_eq!(copied.html(), page.html());
    assert_eq!(copied.metadata(), page.metadata());
});

/// Whether a script is never closed. As text, it is read up to where its own code ends, and the data
/// in it with it.
fn leaves_script_open(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    html.rfind("<script").is_some_and(|last| !html[last..].contains("</script"))
}
