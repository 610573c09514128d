//! What holds for every page, tried on generated ones (tag soup, arbitrary characters and bytes,
//! pages of a sensible structure), on small ones that once broke it, and on a folder of yours.

mod checks;
mod crashers;
mod folder;
mod generated;

use checks::{check, check_formats};
use generated::{soup, tree};
use proptest::prelude::*;

/// `PROPTEST_CASES` sets the number of cases, of which a quarter is tried.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig { failure_persistence: None, cases: default.cases.div_ceil(4), ..default }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn formats_of_structure(tree in tree()) {
        check_formats(&format!("<!doctype html><title>t</title><body>{tree}"));
    }

    #[test]
    fn formats_of_soup(html in soup()) {
        check_formats(&html);
    }

    #[test]
    fn pages_of_structure(tree in tree()) {
        check(&format!("<!doctype html><title>t</title><body>{tree}"));
    }

    #[test]
    fn tag_soup(html in soup()) {
        check(&html);
    }

    #[test]
    fn any_characters(html in "[<>/!?='\"\\-&;# a-cé語\\x00-\\x1f\\PC]{0,120}") {
        check(&html);
    }
}

#[cfg(feature = "encoding")]
proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), header in "\\PC{0,40}") {
        for content_type in [None, Some(header.as_str()), Some("text/html; charset=gbk")] {
            let page = dehusk::Extractor::new().extract_bytes(&bytes, content_type).unwrap();
            checks::check_numbers(&page);
            drop((page.text(), page.markdown(), page.html()));
        }
    }

    #[test]
    fn text_in_bytes_is_the_same_as_text(html in soup()) {
        let page = dehusk::Extractor::new().extract(&html).unwrap();
        let utf_8 = dehusk::Extractor::new().extract_bytes(html.as_bytes(), Some("text/html;charset=utf-8"));
        prop_assert_eq!(utf_8.unwrap().text(), page.text());
    }
}
