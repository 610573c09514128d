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
fn an_address_that_begins_with_a_colon() {
    holds("<a href=:>d");
}
