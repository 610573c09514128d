//! Blocks that go with others, whatever they score, say so.

use dehusk::{Extractor, Focus, Scorer};

/// The blocks whose verdict is not that of their own score, under any focus, with what decided.
fn decided(html: &str) -> Vec<(String, bool, String)> {
    let mut decided = Vec::new();
    for scorer in [Scorer::Model, Scorer::Density] {
        for focus in [Focus::Precision, Focus::Balanced, Focus::Recall] {
            let page = Extractor::new().scorer(scorer).focus(focus).extract(html).unwrap();
            for block in page.blocks() {
                if block.is_content() != (block.score() >= page.threshold()) {
                    let reason = block.reasons()[0].feature.to_string();
                    decided.push((block.text().to_owned(), block.is_content(), reason));
                }
            }
        }
    }
    decided
}

const PROSE: &str = "<p>Nach elf trockenen Wochen hat es am Dienstag geregnet, und die Bauern des
    Tals gingen auf die Felder, um zu sehen, ob es wahr ist. Der Wetterdienst hatte zwei Tage lang
    das Gegenteil behauptet, und niemand hatte die Plane vom Heu genommen.</p>";

#[test]
fn a_short_piece_of_code_goes_with_the_text_around_it() {
    let html = format!(
        "<body><nav><a href=/>Start</a></nav><article><h1>Regen messen</h1>{PROSE}{PROSE}
         <pre>}}</pre>{PROSE}</article></body>"
    );
    let decided = decided(&html);
    assert!(decided.contains(&("}".to_owned(), true, "piece_of_code".to_owned())), "{decided:?}");
    assert!(decided.iter().all(|(_, _, reason)| *reason == "piece_of_code"), "{decided:?}");
}

#[test]
fn a_short_heading_goes_with_the_text_around_it() {
    let html = format!(
        "<body><nav><a href=/>Start</a></nav><article><h1>Regen messen</h1>{PROSE}
         <h2>Teilen</h2>{PROSE}<h3>Kommentare</h3>{PROSE}</article></body>"
    );
    let decided = decided(&html);
    let heading = ("Teilen".to_owned(), true, "heading_among_content".to_owned());
    assert!(decided.contains(&heading), "{decided:?}");
    assert!(decided.iter().all(|(_, _, reason)| *reason == heading.2), "{decided:?}");
}
