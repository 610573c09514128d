//! What decides whether a block is kept, according to its verdict.

use dehusk::DecidedBy::{self, Comment, Container, Copy, DropBlocks, KeepOnly, Score, Section};
use dehusk::{Comments, Extraction, Extractor, Focus, Scorer};

/// The verdicts on the blocks that have these texts.
fn verdicts<const N: usize>(page: &Extraction, texts: [&str; N]) -> [(bool, DecidedBy); N] {
    texts.map(|text| {
        let block = page.blocks().find(|block| block.text().starts_with(text));
        let verdict = block.unwrap_or_else(|| panic!("no block begins with {text:?}")).verdict();
        (verdict.kept, verdict.decided_by)
    })
}

/// The blocks whose verdict is not that of their own score, under any focus, with what decided.
fn decided(html: &str) -> Vec<(String, bool, DecidedBy)> {
    let mut decided = Vec::new();
    for scorer in [Scorer::Model, Scorer::Density] {
        for focus in [Focus::Precision, Focus::Balanced, Focus::Recall] {
            let page = Extractor::new().scorer(scorer).focus(focus).extract(html).unwrap();
            for block in page.blocks() {
                let verdict = block.verdict();
                let by_score = block.score() >= page.threshold();
                if verdict.kept != by_score {
                    decided.push((block.text().to_owned(), verdict.kept, verdict.decided_by));
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
    assert!(decided.contains(&("}".to_owned(), true, Container)), "{decided:?}");
}

#[test]
fn a_short_heading_goes_with_the_text_around_it() {
    let html = format!(
        "<body><nav><a href=/>Start</a></nav><article><h1>Regen messen</h1>{PROSE}
         <h2>Teilen</h2>{PROSE}<h3>Kommentare</h3>{PROSE}</article></body>"
    );
    let decided = decided(&html);
    assert!(decided.contains(&("Teilen".to_owned(), true, Section)), "{decided:?}");
}

/// An article between a menu and a footer.
fn article(inside: &str) -> String {
    format!(
        "<body><nav><a href=/>Start</a></nav><article><h1>Regen im Tal</h1>{PROSE}{inside}</article>
         <footer><p>Impressum und Datenschutz</p></footer></body>"
    )
}

#[test]
fn most_blocks_are_decided_by_their_score() {
    let page = dehusk::extract(&article(""));
    assert_eq!(
        verdicts(&page, ["Start", "Nach elf", "Impressum"]),
        [(false, Score), (true, Score), (false, Score)]
    );
    for block in page.blocks() {
        assert_eq!(block.is_content(), block.verdict().kept);
    }
}

#[test]
fn what_keep_only_keeps_and_drops_says_so() {
    let page = Extractor::new().keep_only("footer").unwrap().extract(&article("")).unwrap();
    assert_eq!(
        verdicts(&page, ["Start", "Nach elf", "Impressum"]),
        [(false, KeepOnly), (false, KeepOnly), (true, KeepOnly)]
    );
    assert_eq!(page.text(), "Impressum und Datenschutz");
}

#[test]
fn keep_only_decides_on_copies_and_comments_too() {
    let comments = "<div class=comments><div class=comment><b class=author>Ada</b><p>Bei uns nicht.
        </p></div><div class=comment><b class=author>Bo</b><p>Hier auch nicht.</p></div></div>";
    let html = article(&format!("<div class=short>{PROSE}</div>{comments}"));
    let extractor = Extractor::new().comments(Comments::Keep);
    let page = extractor.keep_only("nav").unwrap().extract(&html).unwrap();
    for block in page.blocks() {
        assert_eq!(block.verdict().decided_by, KeepOnly, "{block:?}");
    }
}

#[test]
fn what_drop_blocks_drops_says_so_and_nothing_else() {
    let extractor = Extractor::new()
        .drop_blocks(|block| block.text().contains("Dienstag"))
        .drop_blocks(|block| block.text().contains("Impressum"));
    let page = extractor
        .extract(&article(
            "<p>Am Mittwoch war der Boden wieder so trocken, dass die
        Kinder im Staub spielten, und niemand sprach mehr davon.</p>",
        ))
        .unwrap();
    assert_eq!(
        verdicts(&page, ["Nach elf", "Am Mittwoch", "Impressum"]),
        [(false, DropBlocks), (true, Score), (false, Score)]
    );
    let page = extractor.keep_only("footer").unwrap().extract(&article("")).unwrap();
    assert_eq!(
        verdicts(&page, ["Nach elf", "Impressum"]),
        [(false, KeepOnly), (false, DropBlocks)]
    );
}

#[test]
fn a_copy_says_so() {
    let html = article(&format!("<div class=short>{PROSE}</div>"));
    let page = dehusk::extract(&html);
    let copies: Vec<_> =
        page.blocks().filter(|block| block.text().starts_with("Nach elf")).collect();
    let decided = [copies[0].verdict(), copies[1].verdict()];
    assert_eq!(decided.map(|verdict| verdict.kept), [true, false]);
    assert_eq!(decided.map(|verdict| verdict.decided_by), [Score, Copy]);
}

#[test]
fn comments_say_so_kept_or_not() {
    let html = article("")
        + "<ol class=commentlist><li class=comment><b class=author>Ada</b>
        <p>Bei uns nicht.</p></li><li class=comment><b class=author>Bo</b><p>Hier auch nicht.</p>
        </li></ol>";
    for (comments, kept) in
        [(Comments::Drop, false), (Comments::Separate, false), (Comments::Keep, true)]
    {
        let page = Extractor::new().comments(comments).extract(&html).unwrap();
        assert_eq!(
            verdicts(&page, ["Nach elf", "Bei uns", "Hier"]),
            [(true, Score), (kept, Comment), (kept, Comment)]
        );
    }
}

#[test]
fn a_verdict_reads_as_a_sentence() {
    let page = Extractor::new().keep_only("footer").unwrap().extract(&article("")).unwrap();
    let sentences: Vec<String> = page.blocks().map(|block| block.verdict().to_string()).collect();
    assert_eq!(sentences[0], "dropped: `keep_only` does not select it");
    assert_eq!(sentences.last().unwrap(), "kept: `keep_only` selects it");
    assert_eq!(KeepOnly.to_string(), "keep_only");
}
