//! The HTML of any page holds only what its documentation lists, and says what the text says.
#![no_main]

use dehusk::Extractor;
use dehusk_fuzz::{for_each_node, hides_formulas, parse, sorted_letters, text_of};
use html5ever::ns;
use libfuzzer_sys::fuzz_target;
use markup5ever_rcdom::NodeData;
use testing::allow_list::{self, ELEMENTS, SCHEMES};

fuzz_target!(|html: &str| {
    let extractor = Extractor::new().keep_only("body").expect("a selector");
    let page = extractor.extract(html).expect("no limit is an error");
    let output = page.html();
    for_each_node(&parse(&output), |node| match &node.data {
        NodeData::Element { name, attrs, .. } => {
            assert!(name.ns == ns!(html) && ELEMENTS.contains(&&*name.local), "{output}");
            let allowed = allow_list::attributes(&name.local);
            for attribute in attrs.borrow().iter() {
                let name = &*attribute.name.local;
                assert!(allowed.contains(&name), "{output}");
                if matches!(name, "href" | "src") {
                    assert!(is_safe(&attribute.value), "{output}");
                }
            }
        }
        NodeData::Document | NodeData::Text { .. } => {}
        other => panic!("{other:?}: {output}"),
    });
    // Notes have labels and no links back.
    if hides_formulas(html) || output.contains("id=\"fn-") {
        return;
    }
    assert_eq!(sorted_letters(&text_of(&output)), sorted_letters(&page.text()), "{output}");
});

/// Whether an address has a harmless scheme or none, read as in the URL standard: without control
/// characters and spaces around it, and without tabs and line breaks inside.
fn is_safe(address: &str) -> bool {
    let address = address.trim_matches(|c: char| c <= ' ');
    let address: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let Some((scheme, _)) = address.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    !is_scheme || SCHEMES.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
}
