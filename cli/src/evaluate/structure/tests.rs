//! Pages of which all is kept but what the test drops.

use super::{Measure, PageStructure, measures};
use dehusk::Extractor;

/// What is kept and torn of the whole page without the blocks that contain a dash.
fn structure(html: &str) -> PageStructure {
    let extractor = Extractor::new().keep_only("body").unwrap();
    let extractor = extractor.drop_blocks(|block| block.text().contains('–'));
    measures::of_page(html, &extractor.extract(html).unwrap())
}

/// How many are kept and torn.
fn counts(html: &str, measure: Measure) -> [usize; 2] {
    let page = structure(html);
    [page.kept[measure as usize], page.torn(measure)]
}

#[test]
fn tables_lose_their_header() {
    let rows = "<tr><td>Reis<td>2 kg<tr><td>Öl<td>1 l";
    let table = |header: &str, rows: &str| {
        counts(&format!("<table><tr>{header}{rows}</table>"), Measure::Header)
    };
    assert_eq!(table("<th>Ware<th>Menge", rows), [1, 0]);
    assert_eq!(table("<th>Ware<th>– Menge", rows), [1, 1]);
    assert_eq!(table("<th>Ware<th>– Menge", "<tr><td>– Reis<td>– 2 kg"), [0, 0]);
    assert_eq!(table("<th>Ware<td>– Menge", rows), [0, 0], "a row with its own header");
    assert_eq!(table("<th>Ware<th>–", "<tr><td><table><tr><td>a<td>b</table>"), [0, 0], "a layout");
}

#[test]
fn lists_have_holes() {
    let list = |items: &str| counts(&format!("<ul>{items}</ul>"), Measure::Item);
    assert_eq!(list("<li>farine<li>beurre<li>sel"), [1, 0]);
    assert_eq!(list("<li>farine<li>– beurre<li>sel"), [1, 1]);
    assert_eq!(list("<li>– farine<li>beurre<li>– sel"), [1, 0]);
    assert_eq!(list("<li>– farine<li>– sel"), [0, 0]);
    assert_eq!(list("<li>farine<li><ul><li>a<li>– b<li>c</ul><li>sel"), [2, 1], "a list in one");
}

#[test]
fn headings_stand_by_themselves_and_sections_without_them() {
    let below = "Am Morgen lag noch Nebel über dem Fluss.";
    let page = |heading: &str, below: &str| {
        let begin = "<main><p>Die Nacht war kalt gewesen.</p>";
        let html = format!("{begin}<h2>{heading}</h2><p>{below}</p><h2>Ende</h2></main>");
        [Measure::Lonely, Measure::Headless].map(|measure| counts(&html, measure))
    };
    assert_eq!(page("Nebel", below), [[1, 0], [1, 0]]);
    assert_eq!(page("Nebel", &format!("– {below}")), [[1, 1], [0, 0]]);
    assert_eq!(page("– Nebel", below), [[0, 0], [1, 1]]);
    assert_eq!(page("– Nebel", &format!("– {below}")), [[0, 0], [0, 0]]);
    assert_eq!(page("Nebel", "– mehr"), [[0, 0], [0, 0]], "nothing to speak of");

    let bar = format!("<p>{below}</p><div><h2>Nebel</h2><a>– ändern</a></div><p>{below}</p>");
    assert_eq!(counts(&bar, Measure::Lonely), [1, 0], "what shares a bar with it is not below it");
    let beside = format!("<div><h2>Nebel</h2><p>– {below}</p></div><p>{below}</p>");
    assert_eq!(counts(&beside, Measure::Lonely), [1, 1], "what is outside is not, either");
}

#[test]
fn what_stands_above_all_heads_the_page() {
    let headless = |html: &str| counts(html, Measure::Headless);
    let post = "<h3>– 冬の終わり</h3><p>朝、川にはまだ霧がかかっていた。子どもたちは橋の上に立っていた。</p>";
    let dated = format!("<div><h2>– 2009年5月4日</h2><div>{post}</div></div>");
    assert_eq!(headless(&dated), [0, 0]);
    assert_eq!(headless(&format!("<p>– Menu</p>{dated}<p>– Archive</p>")), [0, 0]);
    assert_eq!(headless(&format!("{dated}{dated}")), [4, 4], "two days are sections");
    assert_eq!(headless(&format!("<p>Archive and more.</p>{dated}")), [2, 2]);
}

#[test]
fn images_lose_their_captions() {
    let text = "<p>Der Turm steht seit dem Mittelalter am Fluss und wird noch bewohnt.</p>";
    let figure =
        |caption: &str| format!("{text}<figure><img src=/turm.jpg>{caption}</figure>{text}");
    let caption = |caption: &str| counts(&figure(caption), Measure::Caption);
    assert_eq!(caption("<figcaption>Der Turm</figcaption>"), [1, 0]);
    assert_eq!(caption(""), [0, 0]);
    assert_eq!(caption("<figcaption> <span></span></figcaption>"), [0, 0]);
}
