//! The density scorer by class of problem: what it keeps and what it drops, on small pages.

use dehusk::{DecidedBy, Extraction, Extractor, Scorer, Title};

fn extract(html: &str) -> Extraction {
    Extractor::new().scorer(Scorer::Density).title(Title::Include).extract(html).unwrap()
}

/// Asserts that each of `content` is in a kept block and each of `boilerplate` in a dropped one.
#[track_caller]
fn check(html: &str, content: &[&str], boilerplate: &[&str]) {
    let page = extract(html);
    let verdict = |text: &str| {
        let block = page.blocks().find(|block| block.text().contains(text));
        let block = block.unwrap_or_else(|| panic!("no block has {text:?}"));
        // The headline is put first, whatever its block.
        block.is_content() || block.verdict().decided_by == DecidedBy::Title
    };
    let wrong: Vec<&str> = content
        .iter()
        .filter(|text| !verdict(text))
        .chain(boilerplate.iter().filter(|text| verdict(text)))
        .copied()
        .collect();
    let shown: Vec<String> = page
        .blocks()
        .map(|block| format!("{:.2} {} | {}", block.score(), block.path(), block.text()))
        .collect();
    assert!(wrong.is_empty(), "wrong about {wrong:?}:\n{}", shown.join("\n"));
}

const ARTICLE: &str = "
    <p>Der Fluss ist in der Nacht auf Sonntag über die Ufer getreten, und in den Kellern der
    Altstadt stand das Wasser bis unter die Decke. Verletzt wurde niemand.</p>
    <p>Die Feuerwehr war mit vierzig Leuten im Einsatz und pumpte bis zum Morgen. Am Montag soll
    entschieden werden, ob die Schule geöffnet bleibt, sagte die Bürgermeisterin.</p>
    <p>Zuletzt war das Wasser vor zwölf Jahren so hoch gestanden. Damals hatte die Gemeinde einen
    Damm versprochen, gebaut wurde er nie, weil zwei Grundstücke nicht zu haben waren.</p>";

#[test]
fn the_tail_of_a_news_page_is_dropped_without_any_class() {
    check(
        &format!(
            "<body><div><div><h1>Hochwasser in der Altstadt</h1>{ARTICLE}</div>
             <div><h4>More from author</h4>
             <div><h3><a href=/a>Neue Brücke eröffnet</a></h3></div>
             <div><h3><a href=/b>Schule wird saniert</a></h3></div>
             <div><h3><a href=/c>Markt am Samstag</a></h3></div></div>
             <div><h3>LEAVE A REPLY <a href=#>Cancel reply</a></h3>
             <form><div><label>Comment: <textarea></textarea></label></div>
             <div>Please enter your comment!</div><div><input></div>
             <div>Please enter your name here</div></form></div>
             <div><h4>Related posts</h4>
             <ul><li><a href=/d>Ein Sommer am See</a></li><li><a href=/e>Der alte Bahnhof</a></li></ul></div>
             <div><h3>Want to stay up to date with the latest news?</h3>
             <p>We would love to hear from you!</p><form><input><button>Subscribe</button></form></div>
             </div></body>"
        ),
        &["Hochwasser in der Altstadt", "Der Fluss ist", "Die Feuerwehr", "Zuletzt war"],
        &[
            "More from author",
            "Neue Brücke",
            "LEAVE A REPLY",
            "Please enter your comment!",
            "Please enter your name here",
            "Related posts",
            "Ein Sommer am See",
            "Want to stay up to date",
            "We would love to hear from you!",
            "Subscribe",
        ],
    );
}

#[test]
fn menus_are_dropped_by_their_links_alone() {
    check(
        &format!(
            "<body><div><ul><li><a href=/>Start</a></li><li><a href=/p>Politik</a></li>
             <li><a href=/s>Sport</a></li><li><a href=/k>Kultur</a></li></ul></div>
             <div>{ARTICLE}</div>
             <div><a href=/i>Impressum</a> | <a href=/d>Datenschutz</a> | <a href=/k>Kontakt</a></div>
             </body>"
        ),
        &["Der Fluss ist", "Die Feuerwehr", "Zuletzt war"],
        &["Start", "Politik", "Sport", "Kultur", "Impressum"],
    );
}

#[test]
fn a_cookie_banner_is_dropped_though_it_is_prose() {
    let banner = "<div id=cookie-consent><h2>Deine Privatsphäre</h2><p>Wir und unsere Partner
        speichern Informationen auf deinem Gerät und verarbeiten personenbezogene Daten, um dir
        passende Inhalte zu zeigen. Du kannst deine Wahl jederzeit ändern.</p>
        <button>Alle annehmen</button></div>";
    let content = ["Der Fluss ist", "Die Feuerwehr", "Zuletzt war"];
    let boilerplate = ["Deine Privatsphäre", "Wir und unsere Partner", "Alle annehmen"];
    check(&format!("<body>{banner}<div>{ARTICLE}</div></body>"), &content, &boilerplate);
    check(&format!("<body><div>{ARTICLE}</div>{banner}</body>"), &content, &boilerplate);
}

#[test]
fn teasers_beside_and_below_the_article_are_dropped() {
    check(
        &format!(
            "<body><main><article>{ARTICLE}</article>
             <section class=related><h2>Das könnte Sie auch interessieren</h2>
             <div class=card><h3><a href=/1>Neue Brücke eröffnet</a></h3>
             <p>Nach drei Jahren Bauzeit rollt seit gestern wieder der Verkehr über den Fluss.</p></div>
             <div class=card><h3><a href=/2>Schule wird saniert</a></h3>
             <p>Der Gemeinderat hat die Mittel freigegeben, im Sommer wird gebaut.</p></div></section></main>
             <aside><h3>Meistgelesen</h3><div class=card><a href=/3>Markt am Samstag</a>
             <p>Zwanzig Stände werden auf dem Hauptplatz erwartet, dazu spielt Musik.</p></div></aside>
             </body>"
        ),
        &["Der Fluss ist", "Die Feuerwehr", "Zuletzt war"],
        &[
            "Das könnte Sie auch",
            "Neue Brücke",
            "Nach drei Jahren",
            "Schule wird",
            "Der Gemeinderat",
            "Meistgelesen",
            "Markt am Samstag",
            "Zwanzig Stände",
        ],
    );
}

#[test]
fn a_class_that_speaks_of_the_whole_page_drops_nothing() {
    check(
        &format!(
            "<body class='comments-open'><div class='page has-sidebar cookie-layer-ready'>
             <div class='with-related'>{ARTICLE}</div></div></body>"
        ),
        &["Der Fluss ist", "Die Feuerwehr", "Zuletzt war"],
        &[],
    );
}

#[test]
fn the_posts_of_a_forum_are_the_content_though_they_are_comments() {
    let post = |name: &str, text: &str| {
        format!(
            "<div class=comment><div class=comment-author><a href=/u/{name}>{name}</a></div>
             <div class=comment-body><p>{text}</p></div>
             <div class=comment-actions><a href=#>Reply</a> <a href=#>Report</a></div></div>"
        )
    };
    let posts = [
        post(
            "ada",
            "My old laptop no longer wakes from sleep since the last kernel update. The \
            fan runs, the screen stays black, and only holding the power button helps.",
        ),
        post(
            "ben",
            "I had the same problem. Adding an option to the boot loader that turns the \
            new power saving off made it go away, at the price of an hour of battery.",
        ),
        post(
            "eve",
            "That option was renamed two releases ago, so check the documentation of the \
            kernel that you really run before you add it, or it does nothing at all.",
        ),
    ];
    check(
        &format!(
            "<body><nav><a href=/>Home</a> <a href=/f>Forums</a> <a href=/m>Members</a></nav>
             <div class=comments><h1>Laptop does not wake up</h1>{}</div>
             <footer><a href=/t>Terms</a> <a href=/p>Privacy</a></footer></body>",
            posts.concat()
        ),
        &["Laptop does not wake up", "My old laptop", "I had the same", "That option was"],
        &["Home", "Reply", "Terms"],
    );
}

#[test]
fn a_product_keeps_its_description_and_specification() {
    check(
        "<body><header><a href=/>Shop</a> <a href=/cart>Cart (0)</a></header>
         <main><h1>Walnut cutting board</h1>
         <div class=description><p>Cut from one plank of walnut and oiled by hand, this board is
         kind to knives and heavy enough to stay where it is put. The groove on one side catches
         the juice of a roast, the other side is plain.</p></div>
         <table><tr><th>Size</th><td>40 by 28 centimetres</td></tr>
         <tr><th>Weight</th><td>2.4 kilograms of solid wood</td></tr>
         <tr><th>Care</th><td>Wipe with a damp cloth, oil twice a year</td></tr></table></main>
         <div class=recommendations><h2>Customers also bought</h2>
         <a href=/1>Bread knife</a> <a href=/2>Board oil</a> <a href=/3>Apron</a></div>
         <footer><p>Free shipping on orders over 50.</p><a href=/imprint>Imprint</a></footer></body>",
        &["Walnut cutting board", "Cut from one plank", "40 by 28", "2.4 kilograms", "Wipe with"],
        &["Shop", "Customers also bought", "Bread knife", "Free shipping", "Imprint"],
    );
}

#[test]
fn documentation_keeps_code_and_short_headings() {
    check(
        "<body><nav><ul><li><a href=#a>Install</a></li><li><a href=#b>Use</a></li>
         <li><a href=#c>Errors</a></li></ul></nav>
         <main><h1>The ladder library</h1>
         <h2>Install</h2><p>The library is one crate without dependencies. Add it to your project
         with the package manager, no feature has to be turned on:</p>
         <pre><code>cargo add ladder</code></pre>
         <h2>Use</h2><p>A ladder is made of rungs. Climbing gives back an iterator over the rungs
         from the lowest to the highest, and it never allocates:</p>
         <pre><code>for rung in Ladder::new(7).climb() {\n    println!(\"{rung}\");\n}</code></pre>
         <h2>Errors</h2><p>A ladder without rungs is refused when it is made, so that nothing can
         go wrong later on.</p></main>
         <footer>Built from commit 3f9a2</footer></body>",
        &[
            "The ladder library",
            "The library is one",
            "cargo add ladder",
            "A ladder is made",
            "for rung in",
            "A ladder without",
        ],
        &["Built from commit"],
    );
}

#[test]
fn an_article_that_is_one_list_is_kept() {
    check(
        "<body><nav><a href=/>Home</a> <a href=/blog>Blog</a></nav>
         <article><h1>Seven things I packed for nothing</h1>
         <ul><li>A tent that was never pitched, as every village had a bed and a stove.</li>
         <li>Four books, read in the first week and then carried for three more.</li>
         <li>A second pair of shoes, which stayed dry while the first pair never did.</li>
         <li>A camera with two lenses, when the telephone took the pictures that I look at.</li>
         <li>A water filter, in a country with a spring at every bend.</li></ul></article>
         <footer><a href=/about>About</a> <a href=/rss>Feed</a></footer></body>",
        &["Seven things", "A tent", "Four books", "A second pair", "A camera", "A water filter"],
        &["Home", "About"],
    );
}

#[test]
fn the_rows_of_a_table_are_kept() {
    let rows: String = ["Amsel", "Buchfink", "Kohlmeise", "Rotkehlchen", "Zaunkönig", "Star"]
        .iter()
        .enumerate()
        .map(|(row, bird)| format!("<tr><td>{bird}</td><td>{}</td><td>Garten</td></tr>", 40 - row))
        .collect();
    check(
        &format!(
            "<body><nav><a href=/>Verein</a> <a href=/t>Termine</a></nav>
             <main><h1>Die Zählung im Winter</h1><p>Eine Stunde lang haben wir am Dreikönigstag
             in den Gärten gezählt, und das sind die Vögel, die wir gesehen haben:</p>
             <table><tr><th>Art</th><th>Anzahl</th><th>Ort</th></tr>{rows}</table></main>
             <footer><a href=/k>Kontakt</a></footer></body>"
        ),
        &["Die Zählung", "Eine Stunde", "Anzahl", "Amsel", "Kohlmeise", "Star"],
        &["Verein", "Kontakt"],
    );
}

#[test]
fn text_between_line_breaks_is_kept() {
    check(
        "<body><table><tr><td><a href=/>Home</a><br><a href=/links>Links</a><br><a href=/gb>Guest
         book</a></td><td>The mill stood at the end of the lane, and when the wind was in the east
         we heard it before we saw it.<br><br>My grandfather was the last to grind there. He kept
         the stones sharp until the year that the road was built, and then he kept bees.<br><br>
         What is left today is the wall on the river side, a wheel without paddles and the name on
         the map.</td></tr></table></body>",
        &["The mill stood", "My grandfather", "What is left"],
        &["Links"],
    );
}

#[test]
fn a_page_inside_noscript_is_kept() {
    check(
        &format!(
            "<body><div id=app></div><noscript><div><h1>Hochwasser in der Altstadt</h1>{ARTICLE}</div>
             <footer><a href=/i>Impressum</a></footer></noscript></body>"
        ),
        &["Hochwasser in der Altstadt", "Der Fluss ist", "Die Feuerwehr", "Zuletzt war"],
        &["Impressum"],
    );
}

#[test]
fn every_section_of_an_article_is_kept() {
    check(
        "<body><main>
         <section><h2>Morning</h2><p>We left the hut before sunrise, with the lamps on and the snow
         still hard from the night, and reached the saddle at seven.</p></section>
         <section><h2>Noon</h2><p>On the glacier the fog came in from the south, so thick that the
         rope in front of me went into nothing after three steps.</p></section>
         <section><h2>Evening</h2><p>The way down took longer than the way up. At the first house
         they gave us soup and asked no questions until we had eaten.</p></section></main></body>",
        &["Morning", "We left the hut", "Noon", "On the glacier", "Evening", "The way down"],
        &[],
    );
}

#[test]
fn pages_with_next_to_no_text_give_what_there_is() {
    for (html, text) in [
        ("<p>Hello</p>", "Hello"),
        ("<body>Only a line of text", "Only a line of text"),
        ("<nav><a href=/>Home</a></nav>", "Home"),
        ("<footer>© 2024</footer>", "© 2024"),
        ("<div hidden>Closed today</div>", "Closed today"),
        ("<div class=cookie><button>OK</button></div>", "OK"),
    ] {
        assert_eq!(extract(html).text(), text, "{html}");
    }
    for html in ["", "<body></body>", "<script>var x = 1;</script>", "<img src=a.png>"] {
        assert_eq!(extract(html).text(), "", "{html}");
    }
}

#[test]
fn scores_are_probabilities_on_any_page() {
    for html in [
        "".to_owned(),
        "<a>".repeat(300),
        "<div>".repeat(300) + "deep",
        "<p>word ".repeat(2000),
        "<br>".repeat(500) + "<a href=/>x</a>",
        "<table><tr><td>".repeat(50) + "cell",
        "<h1>1</h1>".repeat(100),
        "\u{200b}\u{feff}\u{0}<p>\u{202e}</p>".to_owned(),
    ] {
        for block in extract(&html).blocks() {
            assert!((0.0..=1.0).contains(&block.score()), "{} in {html:.40}", block.score());
        }
    }
}

#[test]
fn every_score_is_the_sum_of_its_reasons() {
    let page =
        extract(&format!("<body><nav><a href=/>Start</a></nav><main>{ARTICLE}</main></body>"));
    for block in page.blocks() {
        let sum: f32 = block.reasons().iter().map(|reason| reason.change).sum();
        assert!((1.0 / (1.0 + (-sum).exp()) - block.score()).abs() < 1e-4, "{block:?}");
    }
    let menu = page.blocks().next().unwrap();
    assert!(menu.reasons().iter().any(|reason| reason.feature == "navigation"));
}
