//! Profiles of sites: bytes of any kind as a profile, and pages of any kind as lessons. The input is
//! cut in two, and each half is both.
#![no_main]

use dehusk::{Extractor, SiteProfile};
use libfuzzer_sys::fuzz_target;

/// No profile takes more, as bytes.
const MAX_BYTES: usize = 400_000;

const MARK: &[u8] = b"DHSITE\x02\0";

fuzz_target!(|data: &[u8]| {
    let (one, other) = data.split_at(data.len() / 2);
    let pages = [one, other].map(String::from_utf8_lossy);
    let mut site = SiteProfile::new();
    for page in &pages {
        site.learn(page);
    }
    let again = SiteProfile::from_bytes(&site.to_bytes()).expect("it was written");
    assert!(again == site);
    use_it(site, &pages);
    // Most bytes fail at the mark, which few inputs find.
    for bytes in [data, &[MARK, data].concat()] {
        if let Ok(site) = SiteProfile::from_bytes(bytes) {
            assert_eq!(site.to_bytes(), bytes);
            use_it(site, &pages);
        }
    }
});

/// Extracts with a profile, and learns more.
fn use_it(mut site: SiteProfile, pages: &[impl AsRef<str>]) {
    let known = site.pages();
    for page in pages {
        let extractor = Extractor::new().site(site.clone());
        let extraction = extractor.extract(page.as_ref()).expect("no limit is an error");
        for block in extraction.blocks() {
            assert!((0.0..=1.0).contains(&block.score()));
            assert!(block.reasons().iter().all(|reason| reason.change.is_finite()));
        }
        assert!(extraction.site_fit().is_none_or(|fit| (0.0..=1.0).contains(&fit)));
        extraction.metadata();
        site.learn(page.as_ref());
        site.merge(&site.clone());
    }
    assert!(site.pages() >= known);
    assert!(site.to_bytes().len() <= MAX_BYTES);
}
