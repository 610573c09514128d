//! Text that a page carries as data: in JSON-LD, and in the state of applications that build their
//! page in the browser. It is used if the page itself shows next to nothing.

use super::gather::local_name;
use super::json::{self, Json};
use crate::block::{self, Page};
use crate::dom::{self, AttributeName, Dom, NodeId, Tag};
use crate::options::Limits;
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// Shorter strings of a state, in words, are labels.
const MIN_TEXT: usize = 8;
/// What is next to the texts of a state is kept from this many words.
const MIN_BESIDE: usize = 3;
/// The minimum share of letters, marks and spaces in a text.
const MIN_LETTERS: f32 = 0.75;

/// Text from a page's data, as a page of its own.
#[derive(Debug)]
pub(crate) struct StructuredText {
    pub(crate) dom: Dom,
    pub(crate) page: Page,
    pub(crate) words: f32,
}

/// The text that the page carries as data: what JSON-LD calls the body of the article, posts or
/// descriptions, or else the largest body of prose in a state.
pub(crate) fn structured_text(dom: &Dom) -> Option<StructuredText> {
    let mut described = Described::default();
    let mut states = Vec::new();
    for node in dom.descendants(NodeId::DOCUMENT) {
        if dom.tag(node) != Some(Tag::Script) {
            continue;
        }
        let kind = dom.attribute(node, AttributeName::Type).unwrap_or_default();
        let kind = kind.trim().to_ascii_lowercase();
        let text = dom.text_content(node);
        if kind.starts_with("application/ld+json") {
            json::read_all(&text).iter().for_each(|value| described.read(value));
        } else if kind.ends_with("json") {
            states.extend(json::read_all(&text));
        } else if kind.is_empty() || kind.ends_with("javascript") || kind == "module" {
            states.extend(assigned(&text));
        }
    }
    page_of(&described.texts().or_else(|| largest_prose(&states))?)
}

/// The texts as one page, without repetitions.
fn page_of(texts: &[String]) -> Option<StructuredText> {
    let mut seen = HashSet::new();
    let mut html = String::from("<body>");
    for text in texts.iter().filter(|text| seen.insert(text.as_str())) {
        if is_markup(text) {
            html.push_str("<div>");
            html.push_str(text);
            html.push_str("</div>");
        } else {
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                html.push_str("<p>");
                html.push_str(&line.replace('&', "&amp;").replace('<', "&lt;"));
                html.push_str("</p>");
            }
        }
    }
    let dom = dom::parse(&html, &Limits::default(), false).ok()?;
    let page = block::segment(&dom);
    let words = page.blocks.iter().map(|block| block.measures.words).sum();
    (words > 0.0).then_some(StructuredText { dom, page, words })
}

/// Whether a text is HTML: it has a tag or an entity.
fn is_markup(text: &str) -> bool {
    static MARKUP: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"</\w|<\w+[^<>]*>|&(?:\w+|#\w+);").ok());
    MARKUP.as_ref().is_some_and(|markup| markup.is_match(text))
}

/// The texts of JSON-LD.
#[derive(Default)]
struct Described {
    bodies: Vec<String>,
    posts: Vec<String>,
    descriptions: Vec<String>,
}

impl Described {
    fn read(&mut self, value: &Json) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Json::List(values) => open.extend(values.iter().rev()),
                Json::Object(members) => {
                    self.read_thing(value);
                    open.extend(members.iter().rev().map(|(_, value)| value));
                }
                Json::Text(_) | Json::Literal(_) => {}
            }
        }
    }

    fn read_thing(&mut self, thing: &Json) {
        let text = |name: &str| thing.get(name).and_then(Json::text).map(str::to_owned);
        self.bodies.extend(text("articleBody"));
        let types = thing.get("@type").into_iter().flat_map(Json::each);
        for name in types.filter_map(Json::text).map(local_name) {
            match name {
                "DiscussionForumPosting"
                | "SocialMediaPosting"
                | "Comment"
                | "Question"
                | "Answer" => {
                    self.posts.extend(text("text"));
                }
                "Product"
                | "ProductGroup"
                | "JobPosting"
                | "Event"
                | "Course"
                | "Service"
                | "SoftwareApplication"
                | "Recipe"
                | "Book"
                | "Movie" => {
                    self.descriptions.extend(text("description"));
                }
                _ => {}
            }
        }
    }

    fn texts(self) -> Option<Vec<String>> {
        let kinds = [self.bodies, self.posts, self.descriptions].into_iter();
        kinds.into_iter().find(|texts| texts.iter().any(|text| !text.trim().is_empty()))
    }
}

/// The objects and lists that a script assigns to a global name.
fn assigned(script: &str) -> Vec<Json> {
    static ASSIGNMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(?:window|self|globalThis)(?:\.\w+|\[["']\w+["']\])+\s*=\s*(JSON\.parse\(\s*)?"#,
        )
        .ok()
    });
    let Some(assignment) = &*ASSIGNMENT else { return Vec::new() };
    let mut values = Vec::new();
    let mut from = 0;
    while let Some(found) = script.get(from..).and_then(|rest| assignment.captures(rest)) {
        let end = found.get(0).map_or(0, |whole| whole.end());
        from += end.max(1);
        let rest = script.get(from..).unwrap_or_default();
        if found.get(1).is_some() {
            values.extend(json::read_string(rest).iter().flat_map(|text| json::read_all(text)));
        } else if rest.starts_with(['{', '[', '('])
            && let Some((value, length)) = json::read_first(rest)
        {
            values.push(value);
            from += length;
        }
    }
    values
}

/// A string of a state.
struct Entry<'a> {
    text: &'a str,
    words: usize,
    /// The names on the path to its parent, without digits.
    around: String,
}

/// The texts of the place in the states with the most prose, and what is next to them.
fn largest_prose(states: &[Json]) -> Option<Vec<String>> {
    let entries = entries(states);
    let mut words: HashMap<&str, usize> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.words >= MIN_TEXT) {
        *words.entry(&entry.around).or_default() += entry.words;
    }
    // Of two places with the same number of words, the first by name, so that the map's order does
    // not matter.
    let (best, _) =
        words.iter().max_by(|one, other| one.1.cmp(other.1).then(other.0.cmp(one.0)))?;
    let beside = entries.iter().filter(|entry| entry.around == *best);
    Some(beside.map(|entry| entry.text.to_owned()).collect())
}

/// All strings of the states that read as text.
fn entries(states: &[Json]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut open: Vec<(&Json, String)> =
        states.iter().rev().map(|state| (state, String::new())).collect();
    while let Some((value, path)) = open.pop() {
        match value {
            Json::List(values) => {
                open.extend(values.iter().rev().map(|value| (value, path.clone())));
            }
            Json::Object(members) => {
                let own = members.iter().rev().filter(|(name, _)| !is_apparatus(name));
                open.extend(own.map(|(name, value)| match value {
                    Json::List(_) | Json::Object(_) => (value, joined(&path, name)),
                    Json::Text(_) | Json::Literal(_) => (value, path.clone()),
                }));
            }
            Json::Text(text) if reads_as_text(text) => {
                let words = text.unicode_words().count();
                if words >= MIN_BESIDE {
                    entries.push(Entry { text, words, around: path });
                }
            }
            Json::Text(_) | Json::Literal(_) => {}
        }
    }
    entries
}

/// The maximum length of paths. Deeper strings share the path of their ancestors.
const MAX_PATH: usize = 200;

fn joined(path: &str, name: &str) -> String {
    if path.len() + name.len() > MAX_PATH {
        return path.to_owned();
    }
    let mut joined = format!("{path}/");
    joined.extend(name.chars().filter(|c| !c.is_ascii_digit()));
    joined
}

/// Names of members that hold what belongs to the application, not to the page.
fn is_apparatus(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "i18n",
        "translation",
        "locale",
        "dictionary",
        "messages",
        "css",
        "style",
        "script",
        "svg",
        "graphql",
        "schema",
        "config",
        "navigation",
        "menu",
        "footer",
        "cookie",
        "consent",
        "featureflag",
        "analytics",
        "tracking",
        "seo",
        "metadata",
    ];
    let name = name.to_ascii_lowercase();
    NAMES.iter().any(|part| name.contains(part))
}

/// Whether a string is for readers: mostly letters, with spaces between them or in a script without
/// spaces.
fn reads_as_text(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with(['{', '[', '/', '#', '$']) || text.starts_with("http") {
        return false;
    }
    // Tags have letters as well; a sample is enough to decide.
    let sample = text.chars().take(1_000);
    let (mut letters, mut all) = (0usize, 0usize);
    for c in sample {
        all += 1;
        letters += usize::from(c.is_alphabetic() || c.is_whitespace());
    }
    letters as f32 >= MIN_LETTERS * all as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    fn text_of(html: &str) -> Option<Vec<String>> {
        let dom = dom::parse(html, &Limits::default(), false).expect("a page");
        let text = structured_text(&dom)?;
        Some(text.page.blocks.iter().map(|block| text.page.block_text(block).to_owned()).collect())
    }

    const PROSE: &str = "After eleven dry weeks it rained on Tuesday in the whole valley.";

    #[test]
    fn the_body_of_an_article_in_linked_data() {
        let html = format!(
            r#"<script type="application/ld+json">{{"@type": "NewsArticle", "description": "Short.",
               "articleBody": "{PROSE}
Second   paragraph."}}</script>"#
        );
        assert_eq!(text_of(&html).unwrap(), [PROSE, "Second paragraph."]);
    }

    #[test]
    fn posts_and_descriptions_in_linked_data() {
        let posts = format!(
            r#"<script type="application/ld+json">{{"@type": "DiscussionForumPosting", "text": "{PROSE}",
               "comment": [{{"@type": "Comment", "text": "I saw it too."}}]}}</script>"#
        );
        assert_eq!(text_of(&posts).unwrap(), [PROSE, "I saw it too."]);
        let product = r#"<script type="application/ld+json">{"@type": "Product", "name": "Bucket",
            "description": "<p>Holds rain.</p><p>Ten &amp; more litres.</p>"}</script>"#;
        assert_eq!(text_of(product).unwrap(), ["Holds rain.", "Ten & more litres."]);
    }

    #[test]
    fn states_of_applications() {
        let article = format!(
            r#"{{"buildId": "abc", "menu": ["One two three four five six seven eight nine ten eleven"],
                 "props": {{"post": {{"id": 7, "url": "https://v.example/a/b", "title": "Rain at last, says all",
                 "html": "<h2>Rain</h2><p>{PROSE}</p>"}}}}}}"#
        );
        let expected = ["Rain at last, says all", "Rain", PROSE];
        for html in [
            format!(r#"<script id="__NEXT_DATA__" type="application/json">{article}</script>"#),
            format!("<script>window.__STATE__ = {article};\nvar other = 1;</script>"),
            format!("<script>window['__INITIAL_STATE__']={article}</script>"),
            format!("<script>var a = 1; self.__data = JSON.parse({article:?});</script>"),
            format!("<script>window.__NUXT__=(function(a,b){{return {article}}}(1,2))</script>"),
        ] {
            assert_eq!(text_of(&html).unwrap_or_default(), expected, "{html}");
        }
    }

    #[test]
    fn the_place_with_the_most_prose_is_taken() {
        let html = format!(
            r#"<script type="application/json">{{"teasers": [{{"t": "One teaser with quite a few words in it, really"}}],
               "thread": {{"posts1": {{"text": "{PROSE}"}}, "posts2": {{"text": "{PROSE} Twice."}}}}}}</script>"#
        );
        assert_eq!(text_of(&html).unwrap(), [PROSE.to_owned(), format!("{PROSE} Twice.")]);
    }

    #[test]
    fn code_and_settings_are_no_text() {
        for html in [
            "",
            "<script>function f() { return 'some words that a reader never gets to see at all'; }</script>",
            r#"<script type="application/json">{"a": "https://v.example/a/b/c", "b": [1, 2, 3]}</script>"#,
            r#"<script type="application/json">{"i18n": {"x": "Please accept all of our many cookies, dear visitor"}}</script>"#,
            "<script>window.x = 1; window.y = {}; window.z = JSON.parse(</script>",
        ] {
            assert_eq!(text_of(html), None, "{html}");
        }
    }
}
