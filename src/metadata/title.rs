//! The page's title: what the markup states, compared with the page's headings, without the site's
//! name.

use super::Source;
use super::placeholder::{is_default, is_nothing, is_placeholder, is_template};
use crate::block::{follows_name, is_much_of_title, is_title_separator};
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// Titles are split into at most this many parts.
const MAX_PARTS: usize = 8;
/// A heading with this share of words in common with a stated title is another wording of it.
const SIMILAR: f32 = 0.3;
/// Of a title with more than so many times its letters, the beginning is a rubric.
const LITTLE: usize = 4;

/// A title that some source states.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) text: String,
    pub(super) source: Source,
}

/// A heading of the page.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    pub(super) text: String,
    /// 1 to 6.
    pub(super) level: u8,
    /// Whether most of it is a link.
    pub(super) is_link: bool,
    /// Whether it is a link to what the page is part of, as is the site's name.
    pub(super) leads_up: bool,
}

/// The candidates for the title.
#[derive(Debug)]
pub(super) struct Titles<'a> {
    /// Statements of the markup, most trusted first.
    pub(super) stated: Vec<Stated>,
    /// Headings in document order.
    pub(super) headings: &'a [Heading],
    /// Names of the web site, including its domain.
    pub(super) sites: &'a [String],
    /// Whether the markup calls the page an article.
    pub(super) is_article: bool,
    /// Whether it calls it an article of the news.
    pub(super) is_news: bool,
}

impl Titles<'_> {
    /// The title and its source: the title of Open Graph if that is the headline; the part of a stated
    /// title that a heading confirms; the title stated for libraries; a main heading in similar words;
    /// the stated title without the site's name; any main heading.
    pub(super) fn choose(&self) -> Option<(String, Source)> {
        let sites = Sites::of(self.sites);
        let (text, source) = self.confirmed_or_alone(&sites)?;
        let headline = self.headline(&text, &sites).filter(|_| source != Source::Citation);
        Some(headline.unwrap_or((text, source)))
    }

    fn confirmed_or_alone(&self, sites: &Sites) -> Option<(String, Source)> {
        let stated = || self.stated.iter().filter(|stated| !is_unfilled(&stated.text));
        if let Some((text, source)) = self.confirmed(sites) {
            let form = self.form_of_kicker(&text, sites);
            return Some(form.unwrap_or((text, source)));
        }
        // Titles for libraries are neither shortened nor embellished.
        if let Some(cited) = stated().find(|stated| stated.source == Source::Citation) {
            return Some((cited.text.clone(), cited.source));
        }
        let main = |heading: &&Heading| {
            heading.level == 1
                && !heading.leads_up
                && !sites.has(&heading.text)
                && !is_nothing(&heading.text)
                && !is_template(&heading.text)
        };
        let own = |heading: &&Heading| !heading.is_link;
        let mut others = self.headings.iter().filter(main).filter(own).map(|heading| &heading.text);
        let mut main_headings = self.headings.iter().filter(main).map(|heading| &heading.text);
        // Later headings are those of sections and of other pages.
        let first = main_headings.clone().next().filter(|heading| !compact(heading).is_empty());
        if let Some(heading) = first {
            let texts = stated().map(|stated| sites.cut_from(&stated.text));
            let is_similar = texts
                .flat_map(|text| [text, first_part(text)])
                .any(|text| similarity(text, heading) >= SIMILAR);
            let is_only = others.all(|other| other == heading);
            // The heading above an article is its headline, even if the head words it differently.
            let is_headline = self.is_article && is_only;
            if is_similar || is_headline {
                let text = self.without_anchor(heading);
                let form = self.form_of_kicker(text, sites);
                return Some(form.unwrap_or_else(|| (text.to_owned(), Source::Heading)));
            }
        }
        for stated in stated() {
            let own = sites.cut_from(&stated.text);
            // A headline has no section behind it.
            let is_headline = matches!(stated.source, Source::JsonLd | Source::Microdata);
            let text = if is_headline { own } else { first_part(own) };
            if !compact(text).is_empty() && !sites.has(text) && !is_placeholder(text) {
                return Some((text.to_owned(), stated.source));
            }
        }
        if let Some(heading) = main_headings.find(|heading| !compact(heading).is_empty()) {
            return Some((self.without_anchor(heading).to_owned(), Source::Heading));
        }
        // A page with the name of its site.
        stated().find_map(|stated| {
            let named = without_defaults(&stated.text);
            (!compact(named).is_empty()).then(|| (named.to_owned(), stated.source))
        })
    }

    /// The title in the form of Open Graph, if that has more or less of a kicker. A longer one must
    /// also be the headline of the page's description; otherwise it begins with the site's name.
    fn form_of_kicker(&self, title: &str, sites: &Sites) -> Option<(String, Source)> {
        let graph = self.open_graph()?;
        let form = sites.cut_from(&graph.text);
        let (ours, theirs) = (compact(title), compact(form));
        let is_less = ours.ends_with(&theirs) && 2 * theirs.len() > ours.len();
        let is_more = theirs.ends_with(&ours) && 2 * ours.len() > theirs.len();
        let is_form = is_less || (is_more && self.is_described(&theirs));
        (ours != theirs && is_form).then(|| (form.to_owned(), graph.source))
    }

    /// The title of Open Graph if it is another than ours and the publisher's headline. Either a
    /// heading has it, possibly behind a kicker, while the main heading is written for search engines.
    /// Or the description of a news article has it as well, while the page shows a longer or livelier
    /// one. On other pages, both are written for search engines.
    fn headline(&self, title: &str, sites: &Sites) -> Option<(String, Source)> {
        let graph = self.open_graph()?;
        let headline = sites.cut_from(&graph.text);
        let (ours, theirs) = (compact(title), compact(headline));
        // The part that one has more may be the name of a section.
        if theirs.is_empty() || ours.contains(&theirs) || theirs.starts_with(&ours) {
            return None;
        }
        let own = |heading: &&Heading| !heading.leads_up && !heading.is_link;
        let is_shown = self.headings.iter().filter(own).any(|heading| {
            let shown = compact(self.without_anchor(&heading.text));
            shown.ends_with(&theirs) && 2 * theirs.len() > shown.len()
        });
        let is_agreed = || {
            let has_main = self.headings.iter().any(|heading| heading.level == 1);
            self.is_news && has_main && self.is_described(&theirs)
        };
        (!sites.has(headline) && (is_shown || is_agreed()))
            .then(|| (headline.to_owned(), graph.source))
    }

    fn open_graph(&self) -> Option<&Stated> {
        let mut stated = self.stated.iter().filter(|stated| !is_unfilled(&stated.text));
        stated.find(|stated| stated.source == Source::OpenGraph)
    }

    /// Whether JSON-LD or microdata have a title of the same letters.
    fn is_described(&self, letters: &str) -> bool {
        let is_description =
            |stated: &&Stated| matches!(stated.source, Source::JsonLd | Source::Microdata);
        let mut described = self.stated.iter().filter(is_description);
        described.any(|stated| compact(&stated.text) == letters)
    }

    /// The part of a stated title that is also a heading of the page. The spelling is that of the
    /// statement, since headings may be broken into lines, capitalized or joined with buttons.
    fn confirmed(&self, sites: &Sites) -> Option<(String, Source)> {
        let mut best: Option<((u8, usize), &str, Source)> = None;
        let headings: Vec<(String, &Heading)> = self
            .headings
            .iter()
            .filter(|heading| !heading.leads_up)
            .map(|heading| (compact(self.without_anchor(&heading.text)), heading))
            .filter(|(text, _)| !text.is_empty() && !sites.0.contains(text))
            .collect();
        for stated in self.stated.iter().filter(|stated| !is_unfilled(&stated.text)) {
            for (span, at_start) in spans(sites.cut_from(&stated.text)) {
                let text = compact(span);
                let same = headings.iter().enumerate().filter(|(_, (heading, _))| *heading == text);
                let places = same.map(|(place, (_, heading))| (heading.level, place));
                let Some((level, place)) = places.min() else { continue };
                // A title usually begins with the page's own name, and ends with names of what it
                // is part of. A rubric at the beginning may be a heading of the page as well.
                let is_little = || LITTLE * text.len() < compact(&stated.text).len();
                let rank = match (at_start, level) {
                    (true, 1) => 0,
                    (true, _) if !is_little() => 1,
                    (false, 1) => 2,
                    (true, _) => 3,
                    _ => continue,
                };
                let key = (rank, place);
                if best.is_none_or(|(other, ..)| key < other) {
                    best = Some((key, span, stated.source));
                }
            }
        }
        let confirmed = best.map(|(_, text, source)| (text.to_owned(), source));
        confirmed.or_else(|| self.confirmed_end(sites, &headings))
    }

    /// The end of a stated title that any heading confirms, if nothing confirms its beginning: many
    /// sites put their name first, and their own name into the main heading. The name at the end is
    /// mostly a link.
    fn confirmed_end(
        &self,
        sites: &Sites,
        headings: &[(String, &Heading)],
    ) -> Option<(String, Source)> {
        for stated in self.stated.iter().filter(|stated| !is_unfilled(&stated.text)) {
            let title = sites.cut_from(&stated.text);
            let letters = compact(title);
            for (end, is_behind_name) in ends_behind_names(title) {
                let text = compact(end);
                let is_it = |(heading, of): &&(String, &Heading)| {
                    *heading == text && (is_behind_name || !of.is_link)
                };
                if is_much_of_title(&text, &letters) && headings.iter().any(|it| is_it(&it)) {
                    return Some((end.to_owned(), stated.source));
                }
            }
        }
        None
    }

    /// A heading without the sign of the link to itself that documentation tools put there.
    fn without_anchor<'a>(&self, heading: &'a str) -> &'a str {
        let bare = heading.trim_end_matches(['¶', '§', '🔗', '\u{f0c1}']).trim_end();
        match bare.strip_suffix('#').map(str::trim_end) {
            // "C#" is a title of its own.
            Some(name) if !self.stated.iter().any(|stated| stated.text.contains(bare)) => name,
            _ => bare,
        }
    }
}

/// The names of the web site, normalized for comparison.
struct Sites(Vec<String>);

impl Sites {
    fn of(names: &[String]) -> Sites {
        Sites(names.iter().map(|name| compact(name)).filter(|name| !name.is_empty()).collect())
    }

    fn has(&self, text: &str) -> bool {
        let text = compact(text);
        self.0.contains(&text)
    }

    /// The title without the site's name at its beginning or end.
    fn cut_from<'a>(&self, title: &'a str) -> &'a str {
        let parts = parts(title);
        let stretch =
            |first: usize, last: usize| title.get(parts.get(first)?.0..parts.get(last)?.1);
        let count = parts.len();
        // The name may contain separators, and then has several parts.
        for length in (1..count).rev() {
            if stretch(count - length, count - 1).is_some_and(|part| self.has(part)) {
                return stretch(0, count - length - 1).unwrap_or(title);
            }
            if stretch(0, length - 1).is_some_and(|part| self.has(part)) {
                return stretch(length, count - 1).unwrap_or(title);
            }
        }
        title.trim()
    }
}

/// Whether a part of the title is a template's placeholder.
fn is_unfilled(title: &str) -> bool {
    is_template(title)
        || parts(title).iter().any(|&(start, end)| title.get(start..end).is_some_and(is_template))
}

/// The title without what some tool puts into every title; empty if nothing is left.
fn without_defaults(title: &str) -> &str {
    let parts = parts(title);
    let is_filled = |&&(start, end): &&(usize, usize)| {
        title.get(start..end).is_some_and(|part| is_default(part) || is_nothing(part))
    };
    let Some(&(cut, _)) = parts.iter().find(is_filled) else { return title };
    let kept = parts.iter().take_while(|(start, _)| *start < cut).last();
    title.get(..kept.map_or(0, |(_, end)| *end)).unwrap_or_default()
}

/// The parts at either end of a whole title that are not in the page's own.
pub(super) fn beside(whole: &str, own: &str) -> Vec<String> {
    let own = compact(own);
    let parts = parts(whole);
    let ends = [parts.first(), parts.last()].into_iter().flatten();
    let texts = ends.filter_map(|&(start, end)| whole.get(start..end));
    texts.filter(|part| !own.contains(&compact(part))).map(str::to_owned).collect()
}

/// Letters and digits in lower case, which are the same in two spellings of a title.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Every run of parts of a title, longest first, and whether the title begins with it.
fn spans(title: &str) -> Vec<(&str, bool)> {
    let parts = parts(title);
    let mut spans = Vec::new();
    for (first, &(start, _)) in parts.iter().enumerate() {
        for &(_, end) in parts.iter().skip(first).rev() {
            spans.push((title.get(start..end).unwrap_or_default(), first == 0));
        }
    }
    spans
}

/// The ends of a title behind each of its separators, longest first, and whether that is a sign that
/// follows a name.
fn ends_behind_names(title: &str) -> impl Iterator<Item = (&str, bool)> {
    let is_one = |&(_, c): &(usize, char)| is_title_separator(c);
    title.char_indices().filter(is_one).take(MAX_PARTS).filter_map(|(at, c)| {
        let end = title.get(at + c.len_utf8()..)?;
        let is_apart = end.starts_with(char::is_whitespace) || c >= '\u{2e80}';
        is_apart.then(|| (end.trim(), follows_name(c)))
    })
}

/// The first part of a title with more than one word, for titles that nothing on the page confirms:
/// what follows says what the page is part of.
fn first_part(title: &str) -> &str {
    let parts = parts(title);
    let Some(&(start, end)) = parts.first() else { return title };
    let first = title.get(start..end).unwrap_or_default();
    if parts.len() == 1 || first.unicode_words().nth(1).is_some() { first } else { title }
}

/// The share of the words of both texts that they have in common, 0 to 1.
fn similarity(one: &str, other: &str) -> f32 {
    let words =
        |text: &str| -> HashSet<String> { text.unicode_words().map(str::to_lowercase).collect() };
    let (one, other) = (words(one), words(other));
    let common = one.intersection(&other).count();
    common as f32 / ((one.len() + other.len() - common).max(1) as f32)
}

/// The first and the last part of a title: one of them may be the site's name.
pub(crate) fn ends(title: &str) -> Vec<&str> {
    let parts = parts(title);
    let ends = if parts.len() < 2 { Vec::new() } else { vec![parts.first(), parts.last()] };
    ends.into_iter().flatten().filter_map(|&(start, end)| title.get(start..end)).collect()
}

/// The parts of a title between its separators.
fn parts(title: &str) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in title.char_indices() {
        if parts.len() + 1 >= MAX_PARTS {
            break;
        }
        let end = at + c.len_utf8();
        let before = title.get(..at).unwrap_or_default();
        let after = title.get(end..).unwrap_or_default();
        let spaced =
            before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace);
        let separates = match c {
            '|' | '｜' | '•' => true,
            // Without spaces around them, they are quotes, hyphens or Catalan letters.
            '-' | '–' | '—' | '/' | '~' | '<' | '>' | '→' | '*' | ':' | '·' | '»' | '«' | '›'
            | '‹' => spaced,
            _ => false,
        };
        if separates && at > start {
            parts.push((start, at));
            start = end;
        }
    }
    parts.push((start, title.len()));
    let trimmed = parts.into_iter().map(|(start, end)| {
        let part = title.get(start..end).unwrap_or_default();
        let start = start + (part.len() - part.trim_start().len());
        (start, start + part.trim().len())
    });
    trimmed.filter(|(start, end)| start < end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(
        stated: &[&str],
        headings: &[(u8, &str)],
        sites: &[&str],
    ) -> Option<(String, Source)> {
        let headings: Vec<Heading> = headings
            .iter()
            .map(|&(level, text)| Heading {
                text: text.trim_matches('_').to_owned(),
                level,
                is_link: text.starts_with('_'),
                leads_up: text.ends_with('_'),
            })
            .collect();
        let sites: Vec<String> = sites.iter().map(|&site| site.to_owned()).collect();
        let titles = Titles {
            stated: stated
                .iter()
                .map(|&text| Stated { text: text.to_owned(), source: Source::TitleElement })
                .collect(),
            headings: &headings,
            sites: &sites,
            is_article: false,
            is_news: false,
        };
        titles.choose()
    }

    fn title(stated: &[&str], headings: &[(u8, &str)], sites: &[&str]) -> String {
        choose(stated, headings, sites).map(|(text, _)| text).unwrap_or_default()
    }

    #[test]
    fn the_site_is_cut_off_where_the_page_names_it() {
        for stated in [
            "Rain at last | Valley News",
            "Rain at last - Valley News",
            "Rain at last – VALLEY NEWS",
            "Rain at last — valley-news",
            "Valley News: Rain at last",
            "Valley News » Rain at last",
            "Rain at last · Valley News",
            "Rain at last｜Valley News",
        ] {
            let expected = if stated.contains(": ") { stated } else { "Rain at last" };
            assert_eq!(title(&[stated], &[], &["Valley News"]), expected, "{stated}");
        }
        let site = "News | The Valley";
        assert_eq!(title(&["Rain at last | News | The Valley"], &[], &[site]), "Rain at last");
    }

    #[test]
    fn a_heading_tells_how_much_of_the_title_is_the_page() {
        let stated = ["Rain - at last - Valley News"];
        assert_eq!(title(&stated, &[(1, "Rain - at last")], &[]), "Rain - at last");
        assert_eq!(title(&stated, &[(1, "RAIN")], &[]), "Rain");
        assert_eq!(
            title(&["Valley News | Rain at last"], &[(1, "Rain at last")], &[]),
            "Rain at last"
        );
    }

    #[test]
    fn the_name_of_the_site_is_no_title_though_it_is_a_heading() {
        let headings = [(1, "Valley News"), (1, "Rain at last")];
        assert_eq!(
            title(&["Rain at last | Valley News"], &headings, &["Valley News"]),
            "Rain at last"
        );
        assert_eq!(title(&["Rain at last | Valley News"], &headings, &[]), "Rain at last");
        let headings = [(1, "Valley News"), (2, "Rain at last")];
        assert_eq!(title(&["Rain at last | Valley News"], &headings, &[]), "Rain at last");
    }

    #[test]
    fn the_name_of_the_site_may_come_first() {
        for (stated, heading) in [
            ("Valley News: Rain at last in the valley", "Rain at last in the valley"),
            ("Tagebuch aus dem Tal: Endlich wieder Regen", "Endlich wieder Regen"),
            ("Блог о долине » Наконец-то пошёл дождь", "Наконец-то пошёл дождь"),
            ("山谷日记：山谷终于下雨了", "山谷终于下雨了"),
            ("Valley News - Rain at last in the valley", "Rain at last in the valley"),
        ] {
            assert_eq!(title(&[stated], &[(3, heading)], &[]), heading);
            let name = format!("_{}_", stated.split([':', '：', '»', '-']).next().unwrap().trim());
            assert_eq!(title(&[stated], &[(1, &name), (3, heading)], &[]), heading);
        }
        let stated = "Rain at last in the valley - Valley News and Views";
        assert_eq!(title(&[stated], &[(2, "_Valley News and Views")], &[]), first_part(stated));
        let stated = "Rain at last in the whole of the valley: News";
        assert_eq!(title(&[stated], &[(2, "News")], &[]), stated);
        let stated = "News - Weather - Rain has come to the valley at last";
        let headings = [(3, "News"), (1, "Rain has come to the valley at last")];
        assert_eq!(title(&[stated], &headings, &[]), headings[1].1);
        let stated = "Part two: the rain has come at last";
        assert_eq!(title(&[stated], &[(2, stated), (3, "the rain has come at last")], &[]), stated);
    }

    #[test]
    fn another_wording_in_the_main_heading_wins_over_an_unconfirmed_title() {
        let stated = ["Rain in the valley: first drops in weeks"];
        let headings = [(1, "First drops of rain in the valley")];
        assert_eq!(choose(&stated, &headings, &[]).unwrap().1, Source::Heading);
        assert_eq!(title(&stated, &[(1, "Subscribe now")], &[]), stated[0]);
    }

    #[test]
    fn typography_and_link_signs_do_not_count() {
        assert_eq!(
            title(&["It's \"raining\""], &[(1, "It’s “raining”¶")], &[]),
            "It's \"raining\""
        );
        assert_eq!(title(&[], &[(1, "Install¶")], &[]), "Install");
        assert_eq!(title(&["Guide"], &[(1, "Install guide #")], &[]), "Install guide");
        assert_eq!(title(&["Learn C#"], &[(1, "Learn C#")], &[]), "Learn C#");
    }

    #[test]
    fn signs_inside_words_do_not_separate() {
        let quoted = "»No more money for the rent« – Valley News";
        assert_eq!(title(&[quoted], &[], &["Valley News"]), "»No more money for the rent«");
        assert_eq!(title(&["La col·lecció nova"], &[], &[]), "La col·lecció nova");
        assert_eq!(
            title(&["State-of-the-art e-bikes/scooters"], &[], &[]),
            "State-of-the-art e-bikes/scooters"
        );
        assert_eq!(title(&["Part 1: the rain"], &[], &[]), "Part 1: the rain");
    }

    #[test]
    fn there_may_be_no_title() {
        assert_eq!(choose(&[], &[], &[]), None);
        assert_eq!(choose(&[], &[(2, "Only a part")], &[]), None);
        assert_eq!(title(&["Valley News"], &[], &["Valley News"]), "Valley News");
        assert_eq!(choose(&[" | "], &[(1, "---")], &[]), None);
    }

    #[test]
    fn many_separators_cost_little() {
        let long = "a | ".repeat(100_000);
        assert!(!title(&[&long], &[(1, "b")], &[&long]).is_empty());
    }
}
