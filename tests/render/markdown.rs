//! Details of the Markdown: what is escaped, what is a rule, and which links lead somewhere.

use dehusk::Extractor;

fn markdown(html: &str) -> String {
    let page = Extractor::new().keep_only("body").and_then(|extractor| extractor.extract(html));
    page.unwrap_or_else(|error| panic!("{error}: {html}")).markdown()
}

#[test]
fn both_signs_of_a_pair_of_prices_are_escaped_or_none() {
    for (html, expected) in [
        ("<p>It costs $15-$25 a day", "It costs \\$15-\\$25 a day\n"),
        ("<p>It costs $15 or $25 a day", "It costs $15 or $25 a day\n"),
        ("<p>Es kostet $15 (früher $25, dann $20)", "Es kostet $15 (früher $25, dann $20)\n"),
        ("<p>价格$15至$25", "价格\\$15至\\$25\n"),
        ("<p>only $5", "only $5\n"),
    ] {
        assert_eq!(markdown(html), expected, "{html}");
    }
}

#[test]
fn typed_rules_are_rules() {
    for rule in ["_____", "* * *", "-----", "＊", "————————"] {
        let html = format!("<p>Vorher.</p><p>{rule}</p><p>Nachher.</p>");
        let is_rule = rule != "＊";
        let between = if is_rule { "***" } else { rule };
        assert_eq!(markdown(&html), format!("Vorher.\n\n{between}\n\nNachher.\n"), "{rule}");
    }
}

#[test]
fn links_that_lead_nowhere_are_none() {
    for (html, expected) in [
        ("<p>See <a href='#'>more</a>", "See more\n"),
        ("<p>Rain<sup><a href='#fn7'>7</a></sup> fell", "Rain<sup>7</sup> fell\n"),
        ("<p>Regen <a href='#fn7'>[7]</a> fiel", "Regen \\[7\\] fiel\n"),
        ("<p id=top>See <a href='#top'>1</a>", "See [1](#top)\n"),
        ("<p>See <a href='#part'>the other part</a>", "See [the other part](#part)\n"),
    ] {
        assert_eq!(markdown(html), expected, "{html}");
    }
}

#[test]
fn relative_addresses_stand_on_what_the_page_says_of_itself() {
    let body = "<body><p><a href=next>Suivant</a></p>";
    for (head, address) in [
        (
            "<link rel='nofollow canonical' href='https://a.example/b/c'>",
            "https://a.example/b/next",
        ),
        ("<meta property='og:url' content='https://a.example/d/e'>", "https://a.example/d/next"),
        ("<link rel=canonical href=/b/c>", "next"),
        (
            "<base href='https://base.example/'><link rel=canonical href='https://a.example/b/c'>",
            "https://base.example/next",
        ),
        (
            "<base href='/x/'><link rel=canonical href='https://a.example/b/c'>",
            "https://a.example/x/next",
        ),
        ("<link rel=canonical href='javascript:x'>", "next"),
    ] {
        let html = format!("<head>{head}</head>{body}");
        assert_eq!(markdown(&html), format!("[Suivant]({address})\n"), "{head}");
        let page = Extractor::new().base_url("https://own.example/f/").extract(&html).unwrap();
        if !head.contains("<base") {
            assert!(page.markdown().contains("https://own.example/f/next"), "{head}");
        }
    }
}
