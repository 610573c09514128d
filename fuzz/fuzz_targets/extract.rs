//! Every page gives a result: no panic, numbers in range, all formats, the same each time.
#![no_main]

use dehusk::{Extractor, Focus, Scorer, Title};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    for scorer in [Scorer::Model, Scorer::Density] {
        let mut narrower: Option<Vec<bool>> = None;
        for focus in [Focus::Precision, Focus::Balanced, Focus::Recall] {
            let extractor = Extractor::new().focus(focus).scorer(scorer);
            let page = extractor.extract(html).expect("no limit is an error");
            for block in page.blocks() {
                assert!((0.0..=1.0).contains(&block.score()));
                assert!((0.0..=1.0).contains(&block.link_ratio()));
                assert!(!block.text().trim().is_empty());
                block.path();
            }
            assert!((0.0..=1.0).contains(&page.confidence()));
            page.metadata();
            page.html();
            page.markdown();
            let kept: Vec<bool> = page.blocks().map(|block| block.is_content()).collect();
            if let Some(narrower) = narrower {
                assert!(narrower.iter().zip(&kept).all(|(narrow, wide)| !narrow || *wide));
            }
            narrower = Some(kept);
            let titled = extractor.clone().title(Title::Include).extract(html).expect("as before");
            let text = page.text();
            match &page.metadata().title {
                Some(title) if !text.is_empty() => {
                    assert_eq!(titled.text(), format!("{title}\n\n{text}"));
                }
                _ => assert_eq!(titled.text(), text),
            }
            assert_eq!(extractor.extract(html).expect("as before").text(), page.text());
        }
    }
});
