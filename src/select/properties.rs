//! Properties of the decision over units, for any page and scores.

use super::couplings::{ANY_KIND, BONDS, Couplings, TUNING};
use super::evidence::Evidence;
use super::joint::{self, Given};
use crate::block::{self, Page, UnitKind};
use crate::dom;
use crate::options::Limits;
use proptest::prelude::*;

/// Something that units are made of.
fn part() -> impl Strategy<Value = String> {
    let words = "[a-z]{2,5}( [a-z]{2,5}){0,8}";
    let leaf = prop_oneof![
        words.prop_map(|words| format!("<p>{words}</p>")),
        words.prop_map(|words| format!("<p>{words}:</p>")),
        (2..4, words).prop_map(|(level, words)| format!("<h{level}>{words}</h{level}>")),
        words.prop_map(|words| format!("<blockquote>{words}</blockquote>")),
        words.prop_map(|words| format!("<pre>{words}\n{words}</pre>")),
        words.prop_map(|words| format!("<dl><dt>{words}<dd>{words} two</dl>")),
        prop::collection::vec(words, 1..4)
            .prop_map(|items| format!("<ul><li>{}</ul>", items.join("<li>"))),
        (words, words).prop_map(|(one, other)| format!(
            "<table><tr><th>{one}<th>{other}<tr><td>{other} three<td>{one} four</table>"
        )),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let parts = prop::collection::vec(inner, 1..4).prop_map(|parts| parts.concat());
        (prop::sample::select(vec!["div", "section", "li", "figure", "td"]), parts).prop_map(
            |(tag, inner)| match tag {
                "li" => format!("<ul><li>{inner}</ul>"),
                "td" => format!("<table><tr><td>{inner}<td>beside</table>"),
                tag => format!("<{tag}>{inner}</{tag}>"),
            },
        )
    })
}

fn page() -> impl Strategy<Value = (Page, Vec<f32>)> {
    let html = prop::collection::vec(part(), 1..6).prop_map(|parts| parts.concat());
    html.prop_flat_map(|html| {
        let dom = dom::parse(&html, &Limits::default(), false).unwrap();
        let blocks = block::segment(&dom).blocks.len();
        let scores =
            prop::collection::vec((1u8..100).prop_map(|score| f32::from(score) / 100.0), blocks);
        (Just(html), scores)
    })
    .prop_map(|(html, scores)| {
        let dom = dom::parse(&html, &Limits::default(), false).unwrap();
        (block::segment(&dom), scores)
    })
}

fn kept(page: &Page, scores: &[f32], threshold: f32, couplings: &Couplings) -> Vec<bool> {
    let evidence = Evidence::none(page);
    let given = Given {
        page,
        scores,
        threshold,
        kinds: &ANY_KIND,
        couplings,
        headlines: &[],
        evidence: &evidence,
        posts: &[],
        of_post: 0.0,
        is_fragment: false,
    };
    joint::decide(&given).iter().map(|verdict| verdict.kept).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn units_nest((page, _) in page()) {
        for (index, unit) in page.units.all.iter().enumerate().skip(1) {
            prop_assert!((unit.parent as usize) < index);
            let (around, blocks) = (page.units.all[unit.parent as usize].blocks(), unit.blocks());
            prop_assert!(!blocks.is_empty());
            prop_assert!(around.start <= blocks.start && blocks.end <= around.end);
        }
    }

    #[test]
    fn without_couplings_every_block_stands_for_itself((page, scores) in page()) {
        let kept = kept(&page, &scores, 0.5, &Couplings::flat([[0.0; 2]; BONDS]));
        let alone: Vec<bool> = scores.iter().map(|&score| score >= 0.5).collect();
        prop_assert_eq!(kept, alone);
    }

    #[test]
    fn rows_are_whole((page, scores) in page()) {
        let kept = kept(&page, &scores, 0.5, &TUNING.couplings);
        let rows = page.units.all.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Row);
        for (index, row) in rows {
            // Units inside a cell have bonds of their own.
            let cells = row.blocks().filter(|&block| page.units.of_block[block] as usize == index);
            let labels: Vec<bool> = cells.map(|block| kept[block]).collect();
            prop_assert!(labels.windows(2).all(|pair| pair[0] == pair[1]), "{labels:?}");
        }
    }

    #[test]
    fn a_lower_threshold_keeps_no_less((page, scores) in page()) {
        let [narrow, wide] = [0.6, 0.4].map(|threshold| kept(&page, &scores, threshold, &TUNING.couplings));
        prop_assert!(narrow.iter().zip(&wide).all(|(narrow, wide)| !narrow || *wide));
    }

    #[test]
    fn a_better_score_drops_nothing((page, scores) in page(), at in any::<prop::sample::Index>()) {
        let before = kept(&page, &scores, 0.5, &TUNING.couplings);
        let mut better = scores;
        let at = at.index(better.len());
        better[at] = 0.99;
        let after = kept(&page, &better, 0.5, &TUNING.couplings);
        prop_assert!(before.iter().zip(&after).all(|(before, after)| !before || *after));
    }
}
