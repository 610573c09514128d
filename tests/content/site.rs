//! What several pages of one site say about each of them.

use dehusk::{Error, Extraction, Extractor, SiteProfile, Source};
use proptest::prelude::*;

/// The words that one language's pages are made of.
struct Language {
    site: &'static str,
    menu: [&'static str; 3],
    /// After every article, in its own container and without a name.
    refrain: &'static str,
    sentences: [&'static str; 6],
}

const ENGLISH: Language = Language {
    site: "Valley News",
    menu: ["Home", "Weather", "Farms"],
    refrain: "This newspaper lives on what its readers give, and it takes no money from the state, \
              so that everybody in the valley can read it.",
    sentences: [
        "The farmers went out into the fields at dawn to see what the night had left of them.",
        "Nobody in the valley could remember a spring in which so little had fallen.",
        "The mayor said on Tuesday that the well behind the school would be opened again.",
        "Two of the bridges had to be closed, as the river had risen by a metre in an hour.",
        "It was quiet again towards evening, and the children came home along the stream.",
        "Those who wanted to help were asked to bring shovels, boots and something warm to eat.",
    ],
};

const GERMAN: Language = Language {
    site: "Talblatt",
    menu: ["Start", "Wetter", "Höfe"],
    refrain: "Diese Zeitung lebt von dem, was ihre Leser geben, und sie nimmt kein Geld vom Staat, \
              damit alle im Tal sie lesen können.",
    sentences: [
        "Die Bauern gingen im Morgengrauen auf die Felder, um zu sehen, was die Nacht übrig ließ.",
        "Niemand im Tal konnte sich an ein Frühjahr erinnern, in dem so wenig gefallen war.",
        "Die Bürgermeisterin sagte am Dienstag, der Brunnen hinter der Schule werde geöffnet.",
        "Zwei Brücken mussten gesperrt werden, weil der Fluss in einer Stunde um einen Meter stieg.",
        "Gegen Abend war es wieder still, und die Kinder kamen am Bach entlang nach Hause.",
        "Wer helfen wollte, wurde gebeten, Schaufeln, Stiefel und etwas Warmes mitzubringen.",
    ],
};

const CHINESE: Language = Language {
    site: "山谷日报",
    menu: ["首页", "天气", "农场"],
    refrain: "本报依靠读者的捐助生存，不接受国家的任何资金，因此山谷里的每一个人都可以免费阅读本报。",
    sentences: [
        "农民们在黎明时分走到田里，想看看昨夜的暴风雨给他们的庄稼留下了什么。",
        "山谷里没有人记得有哪一个春天像今年这样，雨水下得如此之少。",
        "村长星期二表示，学校后面的那口老井将重新开放，供所有的居民使用。",
        "由于河水在一个小时之内上涨了一米，两座桥梁不得不暂时关闭。",
        "傍晚时分一切又恢复了平静，孩子们沿着小溪走回家去。",
        "愿意帮忙的人被要求带上铁锹和靴子，还有一些热的食物。",
    ],
};

const LANGUAGES: [&Language; 3] = [&ENGLISH, &GERMAN, &CHINESE];

impl Language {
    /// A sentence that no other page has.
    fn sentence(&self, page: usize, at: usize) -> String {
        let names = ["Ada", "Bo", "Cleo", "Dag", "Eva", "Finn", "Gil", "Hal", "Ida", "Jon", "Kim"];
        let (one, other) = (names[page % 11], names[page / 11 % 11]);
        let sentence = self.sentences[(page + at) % self.sentences.len()];
        format!("{one} {other} {}: {sentence}", names[page / 121 % 11])
    }

    fn headline(&self, page: usize) -> String {
        self.sentence(page, 1).chars().take(24).collect()
    }

    fn article(&self, page: usize) -> String {
        let paragraphs = (0..4).map(|at| {
            let text = self.sentence(page, at) + " " + &self.sentence(page, at + 1);
            format!("<p>{text}</p>")
        });
        paragraphs.collect()
    }

    fn page(&self, page: usize) -> String {
        let menu = self.menu.map(|entry| format!("<li><a href='/{entry}'>{entry}</a></li>"));
        format!(
            "<title>{0} | {1}</title><div class=a><ul>{2}</ul></div>\
             <div class=b><h1>{0}</h1>{3}<p>{4}</p></div><div class=c><p>© {1}</p></div>",
            self.headline(page),
            self.site,
            menu.concat(),
            self.article(page),
            self.refrain,
        )
    }

    /// A part of an article that goes over several pages, each of which begins with the same words.
    fn part(&self, page: usize, part: usize) -> String {
        let introduction = self.sentence(page, 5) + " " + &self.sentence(page + 1, 5);
        let html = self.page(page).replace(
            &self.article(page),
            &format!("<p class=lead>{introduction}</p>{}", self.article(1_000 + 20 * page + part)),
        );
        html.replacen("</title>", &format!(" – {part}</title>"), 1)
    }

    /// The same article for printing.
    fn printed(&self, page: usize) -> String {
        let (headline, site) = (self.headline(page), self.site);
        let article = self.article(page);
        format!("<title>{headline} – {site}</title><table><tr><td>{article}</table>")
    }

    fn profile(&self, pages: std::ops::Range<usize>) -> SiteProfile {
        let mut site = SiteProfile::new();
        pages.for_each(|page| assert!(site.learn(&self.page(page)), "{page}"));
        site
    }
}

fn with_profile(html: &str, site: &SiteProfile) -> Extraction {
    Extractor::new().site(site.clone()).extract(html).unwrap()
}

/// All that comes out of a page.
fn outcome(page: &Extraction) -> (String, String, String, Vec<(f32, bool)>, String) {
    let blocks = page.blocks().map(|block| (block.score(), block.is_content()));
    let metadata = format!("{:?}", page.metadata());
    (page.text(), page.markdown(), page.html(), blocks.collect(), metadata)
}

#[test]
fn what_stands_on_every_page_is_the_sites() {
    for language in LANGUAGES {
        let html = language.page(0);
        assert!(dehusk::extract(&html).text().contains(language.refrain), "without a profile");
        let page = with_profile(&html, &language.profile(1..30));
        assert!(!page.text().contains(language.refrain), "{}", page.text());
        for at in 0..4 {
            assert!(page.text().contains(&language.sentence(0, at)), "{}", page.text());
        }
    }
}

#[test]
fn the_reasons_say_on_how_many_pages_it_stands() {
    let page = with_profile(&ENGLISH.page(0), &ENGLISH.profile(1..30));
    let block = page.blocks().find(|block| block.text() == ENGLISH.refrain).unwrap();
    let reasons = block.reasons();
    let recurs = reasons.iter().find(|reason| reason.feature == "pages_of_site").unwrap();
    assert_eq!(recurs.meaning, "the text is on 30 of 30 pages of the site");
    assert_eq!(recurs.value, 30.0);
    assert!(recurs.change < -1.0, "{recurs:?}");
    let alone = page.blocks().find(|block| block.text().starts_with("Ada Ada")).unwrap();
    assert!(alone.reasons().iter().all(|reason| reason.feature != "pages_of_site"));
    assert_eq!(page.site_fit(), Some(1.0));
}

#[test]
fn a_profile_that_knows_nothing_changes_nothing() {
    for language in LANGUAGES {
        let html = language.page(0);
        let page = with_profile(&html, &SiteProfile::new());
        assert_eq!(outcome(&page), outcome(&dehusk::extract(&html)));
        assert_eq!(page.site_fit(), None);
    }
}

#[test]
fn a_page_is_no_evidence_against_itself() {
    for language in LANGUAGES {
        let html = language.page(0);
        let alone = with_profile(&html, &language.profile(0..1));
        assert_eq!(outcome(&alone), outcome(&dehusk::extract(&html)));
        let among_others = with_profile(&html, &language.profile(0..20));
        let without = with_profile(&html, &language.profile(1..20));
        assert_eq!(outcome(&among_others), outcome(&without));
    }
}

#[test]
fn a_text_on_two_of_two_pages_says_little() {
    for language in LANGUAGES {
        let page = with_profile(&language.page(0), &language.profile(1..2));
        let block = page.blocks().find(|block| block.text() == language.refrain).unwrap();
        let few = block.reasons().iter().find(|reason| reason.feature == "pages_of_site").cloned();
        let change = few.map_or(0.0, |reason| reason.change);
        assert!(change > -1.0, "{change}");
    }
}

#[test]
fn near_copies_count_once_and_lose_nothing() {
    for language in LANGUAGES {
        let once = language.profile(0..20);
        let mut twice = SiteProfile::new();
        for page in 0..20 {
            assert!(twice.learn(&language.page(page)));
            assert!(!twice.learn(&language.page(page)), "the same page");
            assert!(!twice.learn(&language.printed(page)), "printed");
        }
        assert_eq!(twice.pages(), 20);
        for page in 0..20 {
            let text = with_profile(&language.page(page), &twice).text();
            assert_eq!(text, with_profile(&language.page(page), &once).text());
            assert!(text.contains(&language.sentence(page, 2)));
            let printed = with_profile(&language.printed(page), &twice).text();
            assert!(printed.contains(&language.sentence(page, 2)));
        }
    }
}

#[test]
fn the_introduction_of_an_article_on_several_pages_stays() {
    for language in LANGUAGES {
        let mut site = language.profile(20..40);
        for part in 1..=4 {
            site.learn(&language.part(0, part));
        }
        for part in 1..=4 {
            let text = with_profile(&language.part(0, part), &site).text();
            assert!(text.contains(&language.sentence(0, 5)), "{text}");
            assert!(text.contains(&language.sentence(1_000 + part, 2)), "{text}");
            assert!(!text.contains(language.refrain), "{text}");
        }
    }
}

#[test]
fn what_some_authors_quote_stays() {
    for language in LANGUAGES {
        let quoted = language.sentence(500, 0) + " " + &language.sentence(501, 1);
        let quoting = |page| {
            let quote = format!("<blockquote>{quoted}</blockquote><p>{}", language.refrain);
            language.page(page).replace(&format!("<p>{}", language.refrain), &quote)
        };
        let mut site = language.profile(10..40);
        (0..4).for_each(|page| assert!(site.learn(&quoting(page))));
        for page in 0..4 {
            let text = with_profile(&quoting(page), &site).text();
            assert!(text.contains(&quoted), "{text}");
        }
    }
}

#[test]
fn a_profile_of_another_site_does_no_harm() {
    for (language, other) in [(&ENGLISH, &GERMAN), (&GERMAN, &CHINESE), (&CHINESE, &ENGLISH)] {
        let html = language.page(0).replace("class=", "id=");
        let page = with_profile(&html, &other.profile(0..20));
        assert_eq!(page.text(), dehusk::extract(&html).text());
        assert_eq!(page.site_fit(), Some(0.0));
    }
}

#[test]
fn the_name_of_the_site_is_no_part_of_the_title() {
    let html = "<title>Rain - after eleven weeks - Valley News</title><p>It rained on Tuesday.</p>";
    let mut site = SiteProfile::new();
    for (word, text) in [("Snow", "It snowed."), ("Hail", "It hailed."), ("Wind", "It blew.")] {
        site.learn(&format!("<title>{word} - Valley News</title><p>{text}</p>"));
    }
    let title = |page: &Extraction| page.metadata().title.as_ref().map(ToString::to_string);
    assert_ne!(title(&dehusk::extract(html)), title(&with_profile(html, &site)));
    assert_eq!(title(&with_profile(html, &site)).unwrap(), "Rain - after eleven weeks");
}

#[test]
fn neither_the_order_of_pages_nor_who_learns_them_matters() {
    for language in LANGUAGES {
        let whole = language.profile(0..24);
        let mut backwards = SiteProfile::new();
        (0..24).rev().for_each(|page| assert!(backwards.learn(&language.page(page))));
        assert_eq!(backwards.to_bytes(), whole.to_bytes());
        let mut merged = language.profile(16..24);
        merged.merge(&language.profile(0..16));
        assert_eq!(merged.to_bytes(), whole.to_bytes());
        merged.merge(&SiteProfile::new());
        assert_eq!(merged, whole);
        let mut extracted = SiteProfile::new();
        for page in 0..24 {
            extracted.learn_from(&with_profile(&language.page(page), &whole));
        }
        assert_eq!(extracted, whole);
    }
}

#[test]
fn what_both_profiles_have_learned_counts_once() {
    let whole = ENGLISH.profile(0..20);
    let mut merged = ENGLISH.profile(0..12);
    merged.merge(&ENGLISH.profile(8..20));
    assert_eq!(merged.pages(), 20);
    for page in [0, 10, 19] {
        let html = ENGLISH.page(page);
        assert_eq!(with_profile(&html, &merged).text(), with_profile(&html, &whole).text());
    }
}

#[test]
fn pages_without_text_teach_nothing() {
    let mut site = SiteProfile::new();
    for html in ["", "<p>", "<script>let text;</script>", "\0"] {
        assert!(!site.learn(html));
    }
    assert_eq!(site, SiteProfile::new());
}

/// The maximum size of a profile.
const MAX_BYTES: usize = 400_000;

fn learns_generated_pages(pages: usize) {
    let mut site = SiteProfile::new();
    for page in 0..pages {
        let texts = (0..30)
            .map(|at| format!("<p class=c{}>{}</p>", letters(page), letters(page * 30 + at)));
        site.learn(&format!(
            "<title>{0} | {0}</title><p>Everywhere</p>{1}",
            letters(page),
            texts.collect::<String>()
        ));
    }
    // Pages are told apart by 32 bits, and 8,192 are known: one page in 524,288 is taken for another.
    assert!(site.pages() >= pages - pages / 50_000, "{}", site.pages());
    assert!(site.to_bytes().len() <= MAX_BYTES, "{}", site.to_bytes().len());
    let page = with_profile("<p>Everywhere</p><p>Nowhere</p>", &site);
    let block = page.blocks().next().unwrap();
    let reason = block.reasons().into_iter().find(|reason| reason.feature == "pages_of_site");
    let expected = format!("the text is on {0} of {0} pages of the site", site.pages() + 1);
    assert_eq!(reason.unwrap().meaning, expected);
}

/// A number in letters, as digits do not tell texts apart.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit + b'a' - b'0')).collect()
}

#[test]
fn memory_is_bounded_on_many_pages() {
    learns_generated_pages(1_000);
}

/// `cargo test --release --test content -- --ignored`
#[test]
#[ignore = "takes a minute"]
fn memory_is_bounded_on_a_hundred_thousand_pages() {
    learns_generated_pages(100_000);
}

#[test]
fn a_hostile_page_cannot_grow_it() {
    let mut site = ENGLISH.profile(0..40);
    for page in 0..6 {
        let blocks = (0..4_000).map(|at| {
            let name = letters(page * 4_000 + at);
            format!("<p class={name}><a href={name}>{name}</a></p>")
        });
        site.learn(&blocks.collect::<String>());
        site.learn(&format!("<title>{}</title><p>x</p>", "x | ".repeat(4_000)));
        assert!(site.to_bytes().len() <= MAX_BYTES, "{}", site.to_bytes().len());
    }
    // What the site's own pages say is not drowned.
    let html = ENGLISH.page(41);
    assert!(dehusk::extract(&html).text().contains(ENGLISH.refrain));
    let text = with_profile(&html, &site).text();
    assert!(!text.contains(ENGLISH.refrain), "{text}");
    assert!(text.contains(&ENGLISH.sentence(41, 2)), "{text}");
}

/// A page that shows below its article who wrote it, and when, in `class`, with no word that says so.
fn signed(language: &Language, page: usize, name: &str, date: &str, class: &str) -> String {
    let article = (0..12).map(|at| format!("<p>{}</p>", language.sentence(page, at)));
    let html = language.page(page).replace(&language.article(page), &article.collect::<String>());
    let refrain = format!("<p>{}</p>", language.refrain);
    let signature = format!("{refrain}<p class={class}n>{name}</p><p class={class}d>{date}</p>");
    html.replacen(&refrain, &signature, 1)
}

/// The same page, which also states it in its markup.
fn stating(html: &str, name: &str, day: u8) -> String {
    let stated = format!(
        r#"{{"@type": "NewsArticle", "author": {{"name": "{name}"}}, "datePublished": "2024-05-0{day}"}}"#
    );
    format!("<script type=application/ld+json>{stated}</script>{html}")
}

/// Who wrote it and when, and where both were found.
fn signature(page: &Extraction) -> Option<(String, String, [Source; 2])> {
    let metadata = page.metadata();
    let (author, date) = (metadata.authors.first()?, metadata.published.as_ref()?);
    let sources = [author.source(), date.source()];
    Some((author.to_string(), date.to_string(), sources))
}

#[test]
fn bylines_and_dates_are_where_other_pages_show_what_they_state() {
    const NAMES: [&str; 4] = ["Ada Berg", "Jürgen Vogel", "Lucía Ortega", "Li Xiaoming"];
    let date = |language: &Language, day: u8| match language.site {
        "Valley News" => format!("May {day}, 2024"),
        "Talblatt" => format!("{day}. Mai 2024"),
        _ => format!("2024年5月{day}日"),
    };
    for language in LANGUAGES {
        let page = |page: usize, class| {
            let (name, day) = (NAMES[page % 4], page as u8 + 1);
            let html = signed(language, page, name, &date(language, day), class);
            (stating(&html, name, day), html)
        };
        let mut site = SiteProfile::new();
        (0..4).for_each(|number| assert!(site.learn(&page(number, "z").0)));
        let (_, silent) = page(5, "z");
        assert_eq!(signature(&dehusk::extract(&silent)), None, "{}", language.site);
        let found = ("Jürgen Vogel".to_owned(), "2024-05-06".to_owned(), [Source::SitePlace; 2]);
        assert_eq!(signature(&with_profile(&silent, &site)), Some(found), "{}", language.site);
        let again = SiteProfile::from_bytes(&site.to_bytes()).unwrap();
        assert!(signature(&with_profile(&silent, &again)).is_some());
        // Another place.
        assert_eq!(signature(&with_profile(&page(5, "y").1, &site)), None, "{}", language.site);
        // What a page states itself comes first.
        let own = with_profile(&page(6, "z").0, &site);
        assert_eq!(signature(&own).map(|found| found.2), Some([Source::JsonLd; 2]));
    }
}

#[test]
fn names_and_dates_that_pages_do_not_state_as_theirs_are_not_bylines() {
    let page = |number: usize, name| signed(&ENGLISH, number, name, "May 3, 2024", "z");
    let silent = page(7, "Ada Berg");
    // Nothing is stated; something else is; one page is not enough.
    let lessons: [&dyn Fn(usize) -> String; 3] = [
        &|number| page(number, "Ada Berg"),
        &|number| stating(&page(number, "Ada Berg"), "Bo Chen", 9),
        &|number| match number {
            0 => stating(&page(number, "Ada Berg"), "Ada Berg", 3),
            _ => stating(&page(number, "Ada Berg"), "Bo Chen", 9),
        },
    ];
    for lesson in lessons {
        let mut site = SiteProfile::new();
        (0..5).for_each(|number| assert!(site.learn(&lesson(number))));
        assert_eq!(signature(&with_profile(&silent, &site)), None);
    }
}

#[test]
fn bytes_of_anything_else_are_refused() {
    let bytes = ENGLISH.profile(0..5).to_bytes();
    for end in 0..bytes.len() {
        let error = SiteProfile::from_bytes(&bytes[..end]).unwrap_err();
        assert!(matches!(error, Error::SiteProfile { .. }));
    }
    let longer = [&bytes[..], b"\0"].concat();
    assert!(SiteProfile::from_bytes(&longer).is_err());
    for version in [2, 9] {
        let mut other = bytes.clone();
        other[6] = version;
        let error = SiteProfile::from_bytes(&other).unwrap_err().to_string();
        assert!(error.contains(&format!("version {version}, not 3")), "{error}");
    }
    // Lengths without the data.
    assert!(SiteProfile::from_bytes(&[&bytes[..12], &[0xff; 64]].concat()).is_err());
}

#[cfg(feature = "serde")]
#[test]
fn serde_writes_and_reads_it() {
    let site = ENGLISH.profile(0..5);
    let json = serde_json::to_string(&site).unwrap();
    assert_eq!(serde_json::from_str::<SiteProfile>(&json).unwrap(), site);
    assert!(serde_json::from_str::<SiteProfile>("[1,2,3]").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bytes_round_trip(pages in 0usize..8) {
        let site = CHINESE.profile(0..pages);
        prop_assert_eq!(SiteProfile::from_bytes(&site.to_bytes()).unwrap(), site);
    }

    #[test]
    fn damaged_bytes_do_no_harm(at in 0usize..40_000, byte: u8, noise: Vec<u8>) {
        let mut bytes = ENGLISH.profile(0..3).to_bytes();
        let length = bytes.len();
        bytes[at % length] = byte;
        let _ = SiteProfile::from_bytes(&[b"DHSITE\x01\0", &noise[..]].concat());
        // What is read all the same is used without a panic.
        if let Ok(mut site) = SiteProfile::from_bytes(&bytes) {
            let page = with_profile(&ENGLISH.page(4), &site);
            prop_assert!(page.blocks().all(|block| (0.0..=1.0).contains(&block.score())));
            site.learn(&ENGLISH.page(5));
            site.merge(&site.clone());
        }
    }
}
