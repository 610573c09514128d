//! The smallest pages that fuzzing found to break a property.

use super::checks::{check, check_formats};

fn holds(html: &str) {
    check(html);
    check_formats(html);
}

#[test]
fn a_table_with_two_captions() {
    holds("<table><tr><th>a<th>b<caption>c</caption><caption>d");
}

#[test]
fn captions_without_a_kept_cell() {
    holds("<table><th><th><caption>t<caption>n>o");
}

#[test]
fn addresses_whose_colon_ends_no_scheme() {
    holds("<a href=:>d");
    holds("c<img src=n\":>");
}

#[test]
fn a_formula_that_the_text_does_not_show() {
    check(",<script type=math/tex>g");
}

#[test]
fn code_in_a_link_that_would_define_it() {
    holds("<p><code><a href='/x)y?a=$b&copy;'>a]:</a></code></p>");
    holds(
        "<ul><li><a href=/x><b>a<code>[b]:</code><code>]:</code></b> <code>c]:d]:</code></a></ul>",
    );
}

#[test]
fn a_tilde_before_a_struck_image() {
    let html = "<p>a <a href=/x>~<s><img src=/i.png alt=view></s></a>";
    let page = dehusk::Extractor::new().keep_only("body").unwrap().extract(html).unwrap();
    assert_eq!(page.markdown(), "a [\\~~~![view](/i.png)~~](/x)\n");
}

#[test]
fn a_button_that_is_a_control_without_what_is_dropped_of_it() {
    holds("<div>river bank<button>bridge<div>council river bridge council river bridge bank");
    holds(
        "<div>Brücke мост<button>совет<div>石橋を昨日は雨石橋を昨日は雨石橋を昨日は雨石橋を昨日は雨石橋を",
    );
}

#[test]
fn a_text_area_that_swallows_what_is_read_without_references() {
    check("<textarea><plaintext>&lt;b&gt;");
    check("<textarea><div>river");
}

#[test]
fn code_inside_of_a_control() {
    holds("<button><pre>rivière</pre></button><p>Fluß");
    holds("<span></div><button><pre>river<button>river");
    check_formats("<span></div><button><pre>river<button>река");
}

#[test]
fn a_block_without_words_that_a_wider_focus_keeps_too() {
    check(
        "e\u{1b}[다_r_1石橋を!<li><<nav><n class=reply>r<h2><button>石n=t<ol>h e-m C ر<main>e;v h h r 1.",
    );
}
