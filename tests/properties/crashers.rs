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
