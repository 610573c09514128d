//! The Markdown of any page, read by another parser, says what the text says.
#![no_main]

use dehusk::Extractor;
use dehusk_fuzz::{hides_formulas, sorted_letters};
use libfuzzer_sys::fuzz_target;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fuzz_target!(|html: &str| {
    let extractor = Extractor::new().keep_only("body").expect("a selector");
    let page = extractor.extract(html).expect("no limit is an error");
    let markdown = page.markdown();
    let shown = read(&markdown);
    // Notes have labels and no links back.
    if hides_formulas(html) || markdown.contains("[^") {
        return;
    }
    assert_eq!(sorted_letters(&shown), sorted_letters(&page.text()), "{markdown}");
});

fn read(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    let mut text = String::new();
    let mut images = 0;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(part) | Event::Code(part) if images == 0 => text.push_str(&part),
            Event::InlineMath(part) | Event::DisplayMath(part) => text.push_str(&part),
            Event::Html(html) => panic!("{html}"),
            _ => {}
        }
    }
    text
}
