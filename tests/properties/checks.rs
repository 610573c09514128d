//! Properties of any page.

use dehusk::{Block, Extraction, Extractor, Focus, Scorer, SiteProfile, TextSource, Title};
use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::HashMap;
use testing::noscript;

const FOCUSES: [Focus; 3] = [Focus::Precision, Focus::Balanced, Focus::Recall];
/// The letters of a note's labels.
const LETTERS_PER_NOTE: usize = 8;
const SCORERS: [Scorer; 2] = [Scorer::Model, Scorer::Density];

fn parse(html: &str) -> RcDom {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    parse_document(RcDom::default(), options).one(html)
}

/// All text of a page, scripts and all.
fn page_text(html: &str) -> String {
    let dom = parse(html);
    let mut text = String::new();
    let mut open: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

/// The letters of a text, without what renderers put between and around words.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// How much more often each letter occurs in one text than in another.
fn surplus(one: &str, other: &str) -> HashMap<char, isize> {
    let mut surplus = HashMap::new();
    one.chars().for_each(|c| *surplus.entry(c).or_default() += 1);
    other.chars().for_each(|c| *surplus.entry(c).or_default() -= 1);
    surplus
}

/// Whether the whole has each letter at least as often as the part.
fn is_part(part: &str, whole: &str) -> bool {
    surplus(whole, part).values().all(|&surplus| surplus >= 0)
}

fn difference(one: &str, other: &str) -> usize {
    surplus(one, other).values().map(|surplus| surplus.unsigned_abs()).sum()
}

fn sorted(letters: &str) -> Vec<char> {
    let mut letters: Vec<char> = letters.chars().collect();
    letters.sort_unstable();
    letters
}

/// The first letters of the part that the whole does not have, in order.
fn missing_in_order(part: &str, whole: &str) -> Option<String> {
    let mut whole = whole.chars();
    let found = part.chars().take_while(|c| whole.any(|other| other == *c)).count();
    let missing: String = part.chars().skip(found.saturating_sub(30)).take(60).collect();
    (found < part.chars().count()).then_some(missing)
}

fn word_counts(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

/// The verdicts and numbers of a page's blocks, to the bit.
fn blocks(page: &Extraction) -> Vec<(String, u32, bool, u32, u32, String)> {
    page.blocks()
        .map(|block| {
            (
                block.text().to_owned(),
                block.score().to_bits(),
                block.is_content(),
                block.text_density().to_bits(),
                block.link_ratio().to_bits(),
                block.path(),
            )
        })
        .collect()
}

pub fn check(html: &str) {
    let source = letters(&page_text(html));
    for scorer in SCORERS {
        let mut kept_before: Option<Vec<bool>> = None;
        for focus in FOCUSES {
            let extractor = Extractor::new().focus(focus).scorer(scorer);
            let page = extractor.extract(html).unwrap();
            check_numbers(&page);
            if page.source() == TextSource::NotHtml {
                assert_eq!(page.text() + &page.markdown() + &page.html(), "");
                continue;
            }
            if scorer == Scorer::Model && focus == Focus::Balanced {
                check_paths(html, &page);
                check_site(html, &page);
            }
            assert!((0.0..=1.0).contains(&page.confidence()));

            // The text is that of the kept blocks, unless the page shows next to nothing and
            // carries its text as data. The blocks' words are the page's, and in its order unless
            // the page's script would move them.
            let text = page.text();
            let kept: String = page
                .blocks()
                .filter(|block| block.is_content())
                .map(|block| block.text().to_owned() + "\n")
                .collect();
            if page.source() == TextSource::Page {
                assert_eq!(letters(&text), letters(&kept));
                assert_eq!(word_counts(&text), word_counts(&kept));
            }
            let is_moved = html.contains("\"S:") || page.source() == TextSource::UnclosedElement;
            if is_moved {
                // What an unclosed element held was text of another kind, with other references.
                let source = source.clone() + &letters(html);
                assert!(is_part(&letters(&kept), &source), "{focus:?}");
            } else {
                assert_eq!(missing_in_order(&letters(&kept), &source), None, "{focus:?}");
            }
            // The text may be empty only if the page is large enough to be a shell, or asks for
            // scripts, and never with the widest focus or the formula.
            let size: usize = page.blocks().map(|block| block.text().chars().count()).sum();
            let may_be_blank = scorer == Scorer::Model
                && focus != Focus::Recall
                && (size >= 100 || html.to_lowercase().contains("<noscript"));
            let readable = |block: Block<'_>| block.text().chars().any(char::is_alphanumeric);
            if page.blocks().any(readable) && !(may_be_blank && page.threshold() == 1.0) {
                assert!(text.chars().any(char::is_alphanumeric), "nothing of {html:?}");
            }

            check_title(&extractor, html, &page);

            // A wider focus keeps all that a narrower one keeps.
            let kept: Vec<bool> = page.blocks().map(|block| block.is_content()).collect();
            if let Some(before) = kept_before {
                assert!(before.iter().zip(&kept).all(|(before, now)| !before || *now), "{focus:?}");
            }
            kept_before = Some(kept);

            // The same again, on another thread, and from a tree that was parsed by others.
            let (text, markdown, html_out) = (text, page.markdown(), page.html());
            for output in [&text, &markdown, &html_out] {
                assert_eq!(output.chars().find(|c| is_unseen(*c)), None, "{output:?}");
            }
            let again = std::thread::scope(|scope| {
                scope.spawn(|| extractor.extract(html).unwrap()).join().unwrap()
            });
            let copied = (!noscript::ends_raw_text(html))
                .then(|| extractor.extract_dom(&parse(html)).unwrap());
            let copied = copied.filter(|copied| is_of_tree(&page) && is_of_tree(copied));
            for other in std::iter::once(again).chain(copied) {
                assert_eq!(blocks(&other), blocks(&page));
                assert_eq!(other.text(), text);
                assert_eq!(other.markdown(), markdown);
                assert_eq!(other.html(), html_out);
                assert_eq!(other.metadata(), page.metadata());
            }
        }
    }
}

/// Whether a page is read from its tree, which lacks some of what its source tells.
fn is_of_tree(page: &Extraction) -> bool {
    [TextSource::Page, TextSource::StructuredData].contains(&page.source())
}

/// With the headline, the text is the same after it, and an empty text stays empty.
fn check_title(extractor: &Extractor, html: &str, page: &Extraction) {
    let titled = extractor.clone().title(Title::Include).extract(html).unwrap();
    let text = page.text();
    let expected = match &page.metadata().title {
        Some(title) if !text.is_empty() => format!("{title}\n\n{text}"),
        _ => text,
    };
    assert_eq!(titled.text(), expected);
    assert_eq!(blocks(&titled), blocks(page));
}

/// A profile learns the same from a page as from its extraction. It changes scores and verdicts of a
/// page, but neither its blocks nor their order.
fn check_site(html: &str, page: &Extraction) {
    let mut site = SiteProfile::new();
    let has_learned = site.learn(html);
    let mut from_extraction = SiteProfile::new();
    assert_eq!(from_extraction.learn_from(page), has_learned);
    assert_eq!(from_extraction, site);
    let other = format!("<title>other</title><p>Es regnet seit drei Tagen im Tal.</p>{html}");
    site.learn(&other);
    let with_site = Extractor::new().site(site).extract(html).unwrap();
    check_numbers(&with_site);
    assert_eq!(blocks_of(&with_site), blocks_of(page));
    let kept: String = with_site
        .blocks()
        .filter(|block| block.is_content())
        .map(|block| block.text().to_owned() + "\n")
        .collect();
    if with_site.source() == TextSource::Page {
        assert_eq!(word_counts(&with_site.text()), word_counts(&kept));
    }
}

/// How many paths of a page are tried.
const PATHS: usize = 3;

/// The path of a block finds its element, whose blocks are then all that is kept. Without it, the
/// page is read as if the element had never been there. This may change how the text around it is
/// read: a button after a text is a control unless it holds a paragraph.
fn check_paths(html: &str, page: &Extraction) {
    // What moves text before anything is dropped may move it out of the element.
    let moves_text = html.contains("\"S:") || html.contains("shadowroot");
    let has_tree = is_of_tree(page) && !moves_text && !noscript::ends_raw_text(html);
    let all = blocks_of(page);
    let every = all.len().div_ceil(PATHS).max(1);
    for (path, _) in all.iter().step_by(every) {
        let is_inside = |other: &str| {
            other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('>'))
        };
        let page = Extractor::new().keep_only(path).unwrap().extract(html).unwrap();
        assert_eq!(blocks_of(&page), all, "{path}");
        for block in page.blocks().filter(|block| block.is_content()) {
            assert!(is_inside(&block.path()), "{path}: {block:?}");
        }
        let page = Extractor::new().drop_matching(path).unwrap().extract(html).unwrap();
        for block in page.blocks() {
            assert!(!is_inside(&block.path()), "{path}: {block:?}");
        }
        let has_escapes = path.contains('\\');
        if !has_tree || has_escapes {
            continue;
        }
        let without = Extractor::new().extract_dom(&without(html, path)).unwrap();
        let letters_of = |page: &Extraction| -> Vec<String> {
            page.blocks().map(|block| letters(block.text())).collect()
        };
        assert_eq!(letters_of(&page), letters_of(&without), "{path}");
    }
}

/// The tree of a page without the element of a block's path.
fn without(html: &str, path: &str) -> RcDom {
    let dom = parse(html);
    let mut parent = dom.document.clone();
    let mut steps = path.split('>').peekable();
    while let Some(step) = steps.next() {
        let index = child_at(&parent, step).unwrap_or_else(|| panic!("no {step} of {path}"));
        if steps.peek().is_none() {
            parent.children.borrow_mut().remove(index);
            break;
        }
        let child = parent.children.borrow()[index].clone();
        parent = child;
    }
    dom
}

/// The position of the child that a step of a block's path leads to.
fn child_at(parent: &Handle, step: &str) -> Option<usize> {
    let (name, place) = step.split_once(':').unwrap_or((step, ""));
    let number = place.split(['(', ')']).nth(1).map_or(1, |number| number.parse().unwrap());
    let children = parent.children.borrow();
    let elements = children.iter().enumerate().filter_map(|(index, child)| match &child.data {
        NodeData::Element { name, .. } => Some((index, &name.local)),
        _ => None,
    });
    let mut alike =
        elements.filter(|(_, local)| place.starts_with("nth-child") || **local == *name);
    alike.nth(number - 1).map(|(index, _)| index)
}

fn blocks_of(page: &Extraction) -> Vec<(String, String)> {
    page.blocks().map(|block| (block.path(), block.text().to_owned())).collect()
}

/// Characters that no output has, whatever surrounds them.
fn is_unseen(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\t');
    is_control || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ffff}')
}

pub fn check_numbers(page: &Extraction) {
    for block in page.blocks() {
        assert!((0.0..=1.0).contains(&block.score()), "{block:?}");
        assert!((0.0..=1.0).contains(&block.link_ratio()), "{block:?}");
        assert!(block.text_density() >= 0.0 && block.text_density().is_finite(), "{block:?}");
        assert!(!block.text().trim().is_empty(), "{block:?}");
        assert!(block.path().starts_with("html"), "{}", block.path());
    }
}

/// Content is chosen by selector here: these properties are about formats.
pub fn check_formats(html: &str) {
    let extractor = Extractor::new().keep_only("body").unwrap();
    let page = extractor.extract(html).unwrap();

    // The HTML says what the text says, is well-formed, and says it again when it is extracted.
    let html_out = page.html();
    let again = extractor.extract(&html_out).unwrap().text();
    // So does the Markdown, with a table's caption before the table wherever the page has it.
    let markdown = page.markdown();
    let shown = read_markdown(&markdown);

    let text = letters(&page.text());
    let notes = html_out.matches("id=\"fn-").count();
    if notes > 0 {
        // Notes get labels at their beginning, and lose those on the links back.
        for other in [&page_text(&html_out), &again, &shown] {
            let different = difference(&letters(other), &text);
            assert!(different <= notes * LETTERS_PER_NOTE, "{different}: {html_out}");
        }
        return;
    }
    assert_eq!(letters(&page_text(&html_out)), text, "{html_out}");
    assert_eq!(letters(&again), text, "{html_out}");
    if html_out.contains("<caption>") {
        assert_eq!(sorted(&letters(&shown)), sorted(&text), "{markdown}");
    } else {
        assert_eq!(letters(&shown), text, "{markdown}");
    }
}

/// The text of Markdown as a reader sees it.
fn read_markdown(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let mut text = String::new();
    let mut in_image = 0;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, options | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::Image { .. }) => in_image += 1,
            Event::End(TagEnd::Image) => in_image -= 1,
            Event::Text(part) | Event::Code(part) if in_image == 0 => text.push_str(&part),
            Event::InlineHtml(tag) => {
                assert!(["<br>", "<sub>", "</sub>", "<sup>", "</sup>"].contains(&&*tag), "{tag}")
            }
            Event::Html(html) => panic!("{html}"),
            _ => {}
        }
    }
    text
}
