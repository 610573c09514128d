//! Comments that no name tells: what stands on the page several times, each time a line with a name
//! and a date, and the text of a reader.

use super::Comment;
use super::thread::shape;
use crate::block::{Context, Page, TextBlock, TextMeasures, UnitKind};
use crate::dom::{AttributeName, Dom, Tag};
use crate::metadata;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A line about a comment has no more words, and no more besides the date.
const MAX_WORDS_OF_LINE: f32 = 12.0;
const MAX_WORDS_OF_NAME: f32 = 6.0;
/// A block that is line and text has its date no further from its beginning, in bytes.
const MAX_LINE: usize = 100;
/// From one comment to the next there are no more blocks and words.
const MAX_BLOCKS: usize = 15;
const MAX_WORDS: f32 = 600.0;
/// Comments have no more words on average, and lines that are links of more words are headlines.
const MAX_MEAN_WORDS: f32 = 120.0;
const MAX_WORDS_OF_LINK: f32 = 3.0;
/// Times and prices have more digits than remarks.
const MIN_LETTERS_PER_DIGIT: u32 = 3;
/// What names the comments has no more words.
const MAX_WORDS_OF_LABEL: f32 = 8.0;

/// Comments told by their shape, one behind the other.
#[derive(Debug)]
pub(super) struct Row {
    /// The blocks of all, with what names them.
    pub(super) blocks: Range<usize>,
    pub(super) comments: Vec<Shaped>,
}

/// A comment told by its shape.
#[derive(Clone, Debug)]
pub(super) struct Shaped {
    /// The blocks of the line about it, and those of its text. Both are the same block if that has
    /// the line at its beginning.
    about: Range<usize>,
    text: Range<usize>,
    /// Where the date stands in the text of which block.
    dated: usize,
    date_at: Range<usize>,
    date: String,
}

impl Shaped {
    fn is_line_and_text(&self) -> bool {
        self.about == self.text
    }
}

/// Finds the comments of the page, if there are two or more.
pub(super) fn find(dom: &Dom, page: &Page) -> Option<Row> {
    let language = dom.html().and_then(|html| dom.attribute(html, AttributeName::Lang));
    let mut lines: HashMap<(Tag, Cow<'_, str>, bool), Vec<Shaped>> = HashMap::new();
    for (index, block) in page.blocks.iter().enumerate() {
        if let Some(line) = line(page, index, block, language)
            && let Some(element) = page.element(block.element)
        {
            let (tag, names) = shape(dom, element);
            lines.entry((tag, names, line.is_line_and_text())).or_default().push(line);
        }
    }
    for lines in lines.values_mut() {
        set_names_behind(page, lines);
    }
    let runs = lines.into_values().flat_map(|lines| runs(page, lines));
    let runs = runs.map(|run| without_byline(dom, page, run));
    let runs = runs.filter(|run| run.len() > 1 && have_names(page, run));
    let rows = runs.filter_map(|run| row(dom, page, run)).filter(|row| are_remarks(page, row));
    rows.max_by_key(|row| (row.comments.len(), std::cmp::Reverse(row.blocks.start)))
}

/// Whether what stands below the lines is what readers say, and not the entries of an index: these
/// have headlines, or are long.
fn are_remarks(page: &Page, row: &Row) -> bool {
    let comments = row.comments.len();
    let blocks = page.blocks.get(row.blocks.clone()).unwrap_or_default();
    let words: f32 = blocks.iter().map(|block| block.measures.words).sum();
    let is_headline = |block: &&TextBlock| {
        let measures = &block.measures;
        block.context.has(Context::HEADING)
            || (block.link_ratio() > 0.9
                && measures.words > MAX_WORDS_OF_LINK
                && !measures.ends_sentence)
    };
    let headlines = blocks.iter().skip(1).filter(is_headline).count();
    let is_said = |block: &TextBlock| {
        let measures = &block.measures;
        measures.letters > MIN_LETTERS_PER_DIGIT * measures.digits && block.link_ratio() < 0.5
    };
    let has_text = |comment: &&Shaped| {
        comment.is_line_and_text()
            || page.blocks.get(comment.text.clone()).unwrap_or_default().iter().any(is_said)
    };
    let with_text = row.comments.iter().filter(has_text).count();
    2 * headlines < comments
        && 2 * with_text > comments
        && words <= MAX_MEAN_WORDS * comments as f32
}

/// The lines without the article's own, which stands above what differs from all comments.
fn without_byline(dom: &Dom, page: &Page, mut run: Vec<Shaped>) -> Vec<Shaped> {
    let gaps = || run.windows(2).map(|pair| pair[0].about.end..pair[1].about.start);
    let (Some(first), Some(longest)) = (gaps().next(), gaps().skip(1).map(|gap| gap.len()).max())
    else {
        return run;
    };
    let places: HashSet<(Tag, Cow<'_, str>)> =
        gaps().skip(1).flatten().filter_map(|at| place(dom, page, at)).collect();
    let is_alike = first.len() <= 2 * longest + 1
        && first.filter_map(|at| place(dom, page, at)).all(|place| places.contains(&place));
    if !is_alike {
        run.remove(0);
    }
    run
}

/// Where a block stands: what its element is and is called.
fn place<'a>(dom: &'a Dom, page: &Page, block: usize) -> Option<(Tag, Cow<'a, str>)> {
    Some(shape(dom, page.element(page.blocks.get(block)?.element)?))
}

/// The line about a comment that a block is, or begins with.
fn line(page: &Page, index: usize, block: &TextBlock, language: Option<&str>) -> Option<Shaped> {
    // Posts of other places that an article quotes have such lines as well.
    let is_aside = [Context::NAVIGATION, Context::CODE, Context::PREFORMATTED, Context::QUOTE];
    if block.measures.digits < 3 || is_aside.into_iter().any(|aside| block.context.has(aside)) {
        return None;
    }
    let is_line = block.measures.words <= MAX_WORDS_OF_LINE;
    if !is_line && block.breaks == 0 {
        return None;
    }
    let text = page.block_text(block);
    let begin = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= MAX_LINE).last()?;
    let text = if is_line { text } else { text.get(..begin)? };
    let (date_at, date) = metadata::first_day(text, language)?;
    let name = TextMeasures::of(text.get(..date_at.start)?);
    let behind = TextMeasures::of(text.get(date_at.end..)?);
    let shaped = |about: Range<usize>, text| Shaped { about, text, dated: index, date_at, date };
    let is_more = name.words + behind.words > MAX_WORDS_OF_NAME || behind.sentence_ends > 0;
    if !is_line || is_more {
        let is_named = block.breaks > 0 && name.letters > 0 && name.words <= MAX_WORDS_OF_NAME;
        return is_named.then(|| shaped(index..index + 1, index..index + 1));
    }
    if name.letters + behind.letters > 0 {
        return Some(shaped(index..index + 1, 0..0));
    }
    // The name stands in a block of its own, before the date or behind it. In a table of data
    // that is a cell like others.
    let unit = page.units.of_block.get(index).and_then(|&unit| page.units.get(unit))?;
    if matches!(unit.kind, UnitKind::Row | UnitKind::HeaderRow | UnitKind::Table) {
        return None;
    }
    let is_name = |at: usize| {
        page.blocks.get(at).is_some_and(|block| {
            let measures = &block.measures;
            measures.letters > 0
                && measures.digits < 3
                && measures.words <= MAX_WORDS_OF_NAME
                && (!measures.ends_sentence || ends_in_initial(page.block_text(block)))
                && !block.context.has(Context::HEADING)
        })
    };
    match index.checked_sub(1).filter(|&before| is_name(before)) {
        Some(before) => Some(shaped(before..index + 1, 0..0)),
        None if is_name(index + 1) => Some(shaped(index..index + 2, 0..0)),
        None => None,
    }
}

/// Whether a text ends as a name such as "Ada B." does.
fn ends_in_initial(text: &str) -> bool {
    let mut before = text.trim_end_matches('.').chars().rev();
    text.ends_with('.')
        && before.next().is_some_and(char::is_uppercase)
        && before.next().is_some_and(char::is_whitespace)
}

/// Where most dates below the first have their names behind them, all have: above the first stands
/// what names the comments.
fn set_names_behind(page: &Page, lines: &mut [Shaped]) {
    let is_behind = |line: &&Shaped| line.about.len() == 2 && line.about.start == line.dated;
    let below = lines.get(1..).unwrap_or_default();
    if 2 * below.iter().filter(is_behind).count() <= below.len() {
        return;
    }
    for line in lines.iter_mut().filter(|line| line.about.end == line.dated + 1) {
        if line.about.len() == 2 && line.about.end < page.blocks.len() {
            line.about = line.dated..line.dated + 2;
        }
    }
}

/// Cuts lines of one shape where too much stands between two of them, or nothing that is a text.
fn runs(page: &Page, lines: Vec<Shaped>) -> Vec<Vec<Shaped>> {
    let mut runs: Vec<Vec<Shaped>> = Vec::new();
    for line in lines {
        let goes_on = runs.last().and_then(|run| run.last()).is_some_and(|before| {
            let between = before.about.end..line.about.start;
            let words = || between.clone().filter_map(|at| page.blocks.get(at));
            between.len() <= MAX_BLOCKS
                && (line.is_line_and_text() || words().any(|block| block.measures.words >= 1.0))
                && words().map(|block| block.measures.words).sum::<f32>() <= MAX_WORDS
        });
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.push(line),
            None => runs.push(vec![line]),
        }
    }
    runs
}

/// Whether lines name more than one person: what one author wrote are no comments.
fn have_names(page: &Page, run: &[Shaped]) -> bool {
    let names: HashSet<String> = run.iter().map(|line| name(page, line)).collect();
    names.len() > 1
}

/// What stands besides the date in the line about a comment, without numbers: the name, perhaps
/// with a word or two.
fn name(page: &Page, shaped: &Shaped) -> String {
    let mut name = String::new();
    for at in shaped.about.clone() {
        let Some(block) = page.blocks.get(at) else { continue };
        let text = page.block_text(block);
        if at != shaped.dated {
            name.push_str(text);
            continue;
        }
        let before = text.get(..shaped.date_at.start).unwrap_or_default();
        name.push_str(before);
        if !shaped.is_line_and_text() && !before.contains(char::is_alphabetic) {
            name.push_str(text.get(shaped.date_at.end..).unwrap_or_default());
        }
    }
    name.retain(|c| !c.is_numeric());
    name.trim_matches(|c: char| !c.is_alphabetic()).to_owned()
}

/// The texts between lines, and the one behind the last of them or before the first: in the same
/// places as the others.
fn row(dom: &Dom, page: &Page, mut run: Vec<Shaped>) -> Option<Row> {
    let (first, last) = (run.first()?.about.start, run.last()?.about.end);
    let gaps = || run.windows(2).map(|pair| pair[0].about.end..pair[1].about.start);
    let (longest, shortest) =
        (gaps().map(|gap| gap.len()).max()?, gaps().map(|gap| gap.len()).min()?);
    if run.iter().any(Shaped::is_line_and_text) {
        let end = last;
        return Some(Row { blocks: with_label(page, first)..end, comments: run });
    }
    let places: HashSet<(Tag, Cow<'_, str>)> =
        gaps().flatten().filter_map(|at| place(dom, page, at)).collect();
    let is_text = |&at: &usize| {
        place(dom, page, at).is_some_and(|place| places.contains(&place))
            && page.blocks.get(at).is_some_and(|block| !block.context.has(Context::HEADING))
    };
    let end = page.blocks.len().min(last + longest).min(end_of_container(page, first, last));
    let behind = (last..end).take_while(is_text).count();
    if behind > 0 {
        let starts: Vec<usize> = run.iter().skip(1).map(|line| line.about.start).collect();
        for (line, next) in run.iter_mut().zip(starts.into_iter().chain([last + behind])) {
            line.text = line.about.end..next;
        }
        return Some(Row { blocks: with_label(page, first)..last + behind, comments: run });
    }
    // The lines stand below their texts.
    let before = (0..first).rev().take(shortest).take_while(is_text).count();
    let start = first - before;
    let labelled = with_label(page, start);
    if before == 0 || (labelled == start && before == shortest) {
        return None;
    }
    let ends: Vec<usize> = run.iter().map(|line| line.about.end).collect();
    for (line, from) in run.iter_mut().zip([start].into_iter().chain(ends)) {
        line.text = from..line.about.start;
    }
    Some(Row { blocks: labelled..last, comments: run })
}

/// The end of the innermost element that holds all of some blocks.
fn end_of_container(page: &Page, first: usize, end: usize) -> usize {
    let around = page.blocks.get(first).map_or(0, |block| block.element);
    let mut around = page.ancestry(around).filter_map(|index| page.element(index));
    let holder = around.find(|element| element.end_block as usize >= end);
    holder.map_or(page.blocks.len(), |element| element.end_block as usize)
}

/// The beginning of a row with what names it.
fn with_label(page: &Page, first: usize) -> usize {
    let label = first.checked_sub(1).and_then(|before| page.blocks.get(before));
    let is_label = label.is_some_and(|label| {
        label.measures.words <= MAX_WORDS_OF_LABEL && !label.measures.ends_sentence
    });
    if is_label { first - 1 } else { first }
}

/// Reads the comments of a row.
pub(super) fn read(dom: &Dom, page: &Page, row: &Row) -> Vec<Comment> {
    let comment = |shaped: &Shaped| {
        let text = |at: usize| {
            let text = page.block_text(page.blocks.get(at)?);
            if !shaped.is_line_and_text() {
                return Some(text.to_owned());
            }
            let behind = text.get(shaped.date_at.end..)?;
            let behind = behind.split_once('\n').map_or(behind, |(_, below)| below);
            Some(behind.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned())
        };
        let texts: Vec<String> = shaped.text.clone().filter_map(text).collect();
        Comment {
            author: author(dom, page, shaped),
            published: Some(shaped.date.clone()),
            text: texts.join("\n\n"),
            depth: 0,
        }
    };
    row.comments.iter().map(comment).filter(|comment| !comment.text.is_empty()).collect()
}

/// The name that is set apart in the line, else what stands besides the date.
fn author(dom: &Dom, page: &Page, shaped: &Shaped) -> Option<String> {
    let first = page.blocks.get(shaped.about.start)?;
    let apart = page.element(first.inner).filter(|_| first.inner != first.element);
    let apart = apart.map(|inner| metadata::element_text(dom, inner.node));
    let is_whole = |name: &String| name.as_str() == page.block_text(first);
    let name = apart.filter(|name| !is_whole(name)).unwrap_or_else(|| name(page, shaped));
    let name = name.trim_matches([':', ',', ' ']);
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments_of(html: &str) -> Vec<String> {
        let dom = crate::dom::parse(html, &crate::Limits::default(), false).unwrap();
        let page = crate::block::segment(&dom);
        let Some(row) = find(&dom, &page) else { return Vec::new() };
        let comments = read(&dom, &page, &row).into_iter().map(|comment| {
            let (author, published) = (comment.author.unwrap(), comment.published.unwrap());
            format!("{author} {published}: {}", comment.text)
        });
        comments.collect()
    }

    const READ: [&str; 2] = [
        "Ada 2009-05-04: Es hat hier nicht geregnet, nur drüben.",
        "Bo 2009-05-05: Bei uns auch nicht.",
    ];

    fn written(template: &str) -> String {
        let said = [
            ("Ada", "4. Mai 2009", "Es hat hier nicht geregnet, nur drüben."),
            ("Bo", "05.05.2009, 11:12", "Bei uns auch nicht."),
        ];
        let fill = |(name, date, text)| {
            template.replace("NAME", name).replace("DATE", date).replace("TEXT", text)
        };
        said.map(fill).concat()
    }

    #[test]
    fn a_name_may_end_in_an_initial() {
        assert!(ends_in_initial("Hervé B.") && ends_in_initial("Ольга П."));
        assert!(
            !ends_in_initial("Danke.") && !ends_in_initial("Nimm B.!") && !ends_in_initial("B.")
        );
    }

    #[test]
    fn a_name_a_date_and_a_text_are_a_comment_in_any_markup() {
        for template in [
            "<div><div><a href=/u/1>NAME</a> <span>DATE</span></div><div>TEXT</div></div>",
            "<tr><td><b>NAME</b> schrieb am DATE</td></tr><tr><td>TEXT</td></tr>",
            "<div><p>NAME</p><p>DATE</p><p>TEXT</p></div>",
            "<p><b>NAME</b>, DATE<br>TEXT</p><hr>",
        ] {
            let html = match template.starts_with("<tr") {
                true => format!("<h3>Kommentare</h3><table>{}</table>", written(template)),
                false => format!("<h3>Kommentare</h3>{}", written(template)),
            };
            assert_eq!(comments_of(&html), READ, "{template}");
        }
        let html = format!("<dl>{}</dl>", written("<dt><i>NAME</i>, DATE<dd><p>TEXT</p>"));
        assert_eq!(comments_of(&html), READ);
    }

    #[test]
    fn the_line_may_stand_below_the_text() {
        let html = format!("<h3>Kommentare</h3>{}", written("<p>TEXT</p><div>NAME am DATE</div>"));
        assert_eq!(comments_of(&html).len(), 2);
        assert!(comments_of(&html)[0].ends_with("nur drüben."));
    }

    #[test]
    fn times_and_prices_are_no_comments() {
        for weekday in [["Sat", "Sun"], ["сб", "вс"], ["sam.", "dim."]] {
            let row = |day: &str, date: &str| {
                format!(
                    "<div>{day}, {date}</div><div>6:00–7:30 GMT+8</div><div>$40</div>\
                     <a href=/book><div>Book</div></a>"
                )
            };
            let html = row(weekday[0], "2024-05-25") + &row(weekday[1], "2024-05-26");
            assert_eq!(comments_of(&html), [""; 0], "{weekday:?}");
        }
    }

    #[test]
    fn years_of_a_history_and_one_author_are_no_comments() {
        let history = "<h3>1. Mai 1890</h3><p>Der Turm wird gebaut.</p><h3>2. Juni 1911</h3><p>Er brennt.</p>";
        assert_eq!(comments_of(history), [""; 0]);
        let one = written("<div><i>Anna</i>, DATE</div><p>TEXT</p>");
        assert_eq!(comments_of(&one), [""; 0]);
    }
}
