//! Ordinary pages, generated; the same each time.

/// A page's name and text.
pub struct Page {
    pub name: &'static str,
    pub html: String,
}

pub fn pages() -> Vec<Page> {
    let page = |name, html| Page { name, html };
    vec![
        page("small", framed("An evening at the station", &paragraphs(6))),
        page("medium", framed("The river and the bridge", &(paragraphs(60) + &teasers(40)))),
        page("large", scripted(&framed("All letters of the council", &paragraphs(1_500)))),
        page("link-heavy", framed("News of the week", &teasers(800))),
        page("table-heavy", framed("Harvests by village", &table(600, 8))),
        page("deep", framed("Answers to answers", &nested(200))),
        page(
            "CJK",
            framed(
                "昨日の雨",
                &"<p>昨日は谷の全体に雨が降った、農夫たちは畑に出た。</p>\n".repeat(400),
            ),
        ),
    ]
}

/// The page around an article: head, menu, sidebar, footer.
fn framed(title: &str, content: &str) -> String {
    let menu: String = (0..30)
        .map(|at| format!("<li class=\"menu-item menu-item-{at}\"><a href=\"/section/{at}\" data-track=\"menu\">Section {at}</a></li>\n"))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <meta property=\"og:title\" content=\"{title}\"><style>{}</style></head>\n\
         <body class=\"home page-template\"><header class=\"site-header\"><nav id=\"menu\" role=\"navigation\"><ul>{menu}</ul></nav></header>\n\
         <main id=\"main\"><article class=\"post type-post\"><h1 class=\"entry-title\">{title}</h1>\n{content}</article></main>\n\
         <aside class=\"sidebar\"><h2>Most read</h2><ul>{menu}</ul></aside>\n\
         <footer class=\"site-footer\"><p>&copy; The paper &middot; <a href=\"/imprint\">Imprint</a></p></footer>\n\
         <script>window.dataLayer = window.dataLayer || [];</script></body></html>",
        ".site-header > .menu { display: flex; margin: 0 auto }\n".repeat(40)
    )
}

/// Half of it scripts, as on most large pages.
fn scripted(page: &str) -> String {
    let scripts =
        "<script>for (let i = 0; i < items.length; i++) { render(items[i], \"<li>\"); }</script>\n";
    page.replace("</body>", &(scripts.repeat(page.len() / scripts.len()) + "</body>"))
}

fn paragraphs(count: usize) -> String {
    (0..count)
        .map(|at| {
            let sentences: String = (0..4).map(|part| sentence(at * 4 + part) + " ").collect();
            format!("<p class=\"text\">{sentences}<a href=\"/more/{at}?a=1&amp;b=2\">more</a>, <em>{at}</em>&nbsp;&ndash; &#8220;so&#8221;</p>\n")
        })
        .collect()
}

fn teasers(count: usize) -> String {
    (0..count)
        .map(|at| {
            format!(
                "<div class=\"card card--teaser\" data-id=\"{at}\"><a class=\"card__link\" href=\"/news/{at}.html\"><img src=\"/i/{at}.jpg\" alt=\"\" width=\"300\" height=\"200\"><h3>{}</h3></a><span class=\"card__date\">{} May</span></div>\n",
                sentence(at),
                at % 31
            )
        })
        .collect()
}

fn table(rows: usize, columns: usize) -> String {
    let cells = |row: usize| -> String {
        (0..columns)
            .map(|column| format!("<td class=\"cell\">{}</td>", row * columns + column))
            .collect()
    };
    let rows: String = (0..rows).map(|row| format!("<tr>{}</tr>\n", cells(row))).collect();
    format!("<table class=\"data\"><caption>Harvests</caption>{rows}</table>")
}

fn nested(levels: usize) -> String {
    let open: String = (0..levels)
        .map(|at| format!("<div class=\"reply level-{at}\"><p>{}</p>", sentence(at)))
        .collect();
    open + &"</div>".repeat(levels)
}

const WORDS: &[&str] = &[
    "river", "bridge", "council", "evening", "paper", "village", "harvest", "letter", "morning",
    "station", "window", "market", "garden", "winter", "teacher", "engine", "the", "of", "and",
    "was", "had", "with", "after", "before", "under", "between", "many", "small", "old", "new",
];

fn sentence(number: usize) -> String {
    let mut state = number as u64 ^ 0x9e37_79b9_7f4a_7c15;
    let words: Vec<&str> = (0..12)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            WORDS[(state >> 33) as usize % WORDS.len()]
        })
        .collect();
    words.join(" ") + "."
}
