use super::{agreement, label};

const INTRODUCTION: &str = "After eleven dry weeks it rained on Tuesday, and farmers cheered.";
const BODY: &str =
    "The reservoirs are still half empty, said the water board, and will be all year.";
const END: &str = "Nobody knows whether the spring will bring more of the same or another drought.";

fn kept(blocks: &[&str], gold: &str) -> Vec<bool> {
    label(blocks, gold).iter().map(|&label| label >= 0.5).collect()
}

#[test]
fn content_among_boilerplate() {
    let blocks = ["Home", "News and weather", INTRODUCTION, "Advertisement", BODY, END, "Imprint"];
    let gold = [INTRODUCTION, BODY, END].join("\n");
    assert_eq!(label(&blocks, &gold), [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0]);
}

#[test]
fn part_of_a_block() {
    let long = format!("{INTRODUCTION} Read more about our offers, cookies, partners and terms.");
    let labels = label(&[&long, BODY], &[INTRODUCTION, BODY].join("\n"));
    assert!((labels[0] - 11.0 / 20.0).abs() < 1e-6, "{labels:?}");
    assert_eq!(labels[1], 1.0);
}

#[test]
fn gold_in_another_order() {
    let blocks = ["Menu", END, "Sport", INTRODUCTION, "Follow us", BODY];
    let gold = [INTRODUCTION, BODY, END].join("\n");
    assert_eq!(kept(&blocks, &gold), [false, true, false, true, false, true]);
}

#[test]
fn the_copy_that_stands_among_content_wins() {
    // A teaser above, the article, and the same lead among related stories below.
    let blocks = [INTRODUCTION, "Subscribe", INTRODUCTION, BODY, END, "Related", INTRODUCTION];
    let gold = [INTRODUCTION, BODY, END].join("\n");
    assert_eq!(kept(&blocks, &gold), [false, false, true, true, true, false, false]);
}

#[test]
fn of_two_whole_copies_one_is_kept() {
    let blocks = [INTRODUCTION, BODY, END, "Desktop version", INTRODUCTION, BODY, END];
    let labels = kept(&blocks, &[INTRODUCTION, BODY, END].join("\n"));
    assert_eq!(labels[..3], [!labels[4]; 3]);
    assert_eq!(labels[4..], [!labels[0]; 3]);
}

#[test]
fn text_that_the_gold_repeats_is_kept_each_time() {
    let blocks = [INTRODUCTION, "Add to cart", BODY, "Add to cart", END, "Add to cart", "Cart"];
    let gold = [INTRODUCTION, "Add to cart", BODY, "Add to cart", END, "Add to cart"].join("\n");
    assert_eq!(kept(&blocks, &gold), [true, true, true, true, true, true, false]);
}

#[test]
fn words_alone_are_chance() {
    // Each word of the menu is somewhere in the gold.
    let blocks = ["Water", "Spring", "The same", "Farmers", INTRODUCTION, BODY, END, "Tuesday"];
    let labels = label(&blocks, &[INTRODUCTION, BODY, END].join("\n"));
    assert_eq!(labels, [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0]);
}

#[test]
fn a_short_heading_between_content_is_content() {
    let blocks = ["Outlook", INTRODUCTION, BODY, "Outlook", END, "Outlook"];
    let gold = [INTRODUCTION, BODY, "Outlook", END].join("\n");
    assert_eq!(kept(&blocks, &gold), [false, true, true, true, true, false]);
}

#[test]
fn scripts_without_spaces() {
    let blocks = [
        "首页",
        "十一个星期没有下雨,周二终于下雨了。农民们都很高兴,跑到田里去看。",
        "广告,请点击这里",
        "水库还是半空的,水务局说,今年不会满。",
    ];
    let gold = [blocks[1], blocks[3]].join("\n");
    assert_eq!(kept(&blocks, &gold), [false, true, false, true]);
}

#[test]
fn case_and_punctuation_do_not_count() {
    let blocks = ["Menu", &INTRODUCTION.to_uppercase(), BODY];
    let gold = format!("{} {}", INTRODUCTION.replace(',', " –"), BODY);
    assert_eq!(label(&blocks, &gold), [0.0, 1.0, 1.0]);
}

#[test]
fn nothing_in_nothing_out() {
    assert!(label(&[], INTRODUCTION).is_empty());
    assert_eq!(label(&["Menu", "—", ""], ""), [0.0; 3]);
    assert_eq!(label(&["—", BODY], BODY), [0.0, 1.0]);
}

#[test]
fn many_repetitions_take_no_quadratic_time() {
    // Each of the rows meets each of the others.
    let rows = vec!["add to cart now"; 4000];
    let start = std::time::Instant::now();
    let labels = label(&rows, &rows[..3000].join("\n"));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert_eq!(labels.iter().filter(|&&label| label >= 0.5).count(), 3000);
}

#[test]
fn agreement_is_the_f1_of_what_is_kept() {
    let blocks = ["one two three four", "five six", "seven"];
    assert_eq!(agreement(&blocks, &[1.0, 0.0, 0.0], "One two three four."), 1.0);
    assert_eq!(agreement(&blocks, &[1.0, 0.6, 0.0], "one two three four five"), 10.0 / 11.0);
    assert_eq!(agreement(&blocks, &[0.0, 0.0, 1.0], "text that is not on the page"), 0.0);
    assert_eq!(agreement(&blocks, &[0.0; 3], ""), 1.0);
}
