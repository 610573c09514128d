//! Which blocks are the page's headline, or repeat it.
//!
//! Whether the headline belongs to the content is up to the user, so it is found separately from
//! the content, and not guessed from scores.

use super::{Context, Page, TextBlock};
use crate::dom::{AttributeName, Dom, Tag};
use crate::hash;
use std::collections::HashMap;

/// Longer blocks, in words, are not headlines.
const MAX_WORDS: f32 = 40.0;
/// Pages state their title a few times; more are not read.
const MAX_TITLES: u32 = 32;
/// A stated title is split into at most this many parts.
const MAX_PARTS: usize = 8;
/// A block that is not marked up as a heading must have at least this many letters of the title.
const MIN_LETTERS: usize = 12;
/// And at least this share of the title's letters, as must a heading with the title's end.
const MIN_SHARE: f32 = 0.3;
/// The first main heading is the headline if it shares this much of its words with a stated title.
const MIN_SHARED: f32 = 0.3;
/// Without main headings, so is the first other heading if it shares this much.
const MIN_SHARED_BY_OTHER: f32 = 0.6;

/// The parts of a stated title that a headline may have, by the hash of their letters and digits in
/// lower case.
struct Stated {
    parts: HashMap<u64, Part>,
    /// The beginnings of the parts, in order.
    begins: Vec<Begin>,
    /// The hashes of its words in lower case.
    words: Vec<u64>,
    titles: u32,
    shortest: usize,
    longest: usize,
    /// Whether the head calls the page an article, whose title is the heading above it.
    is_article: bool,
}

/// Where a part stands in a stated title.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    is_at_start: bool,
    /// It is the end of a title that does not begin with it.
    is_at_end: bool,
    /// Such an end behind a sign that follows the name of what a page is part of.
    is_behind_name: bool,
    /// Its share of the title's letters.
    share: f32,
}

/// The first letters and digits of a text in lower case, padded with NULs. Most blocks begin unlike
/// the title, so the rest of their text is not read.
type Begin = [char; 4];

/// The title that a page states, and the blocks that say it.
pub(crate) struct Titles {
    stated: Stated,
    said_by: Vec<bool>,
}

impl Titles {
    pub(crate) fn of(dom: &Dom, page: &Page) -> Titles {
        let stated = Stated::of(dom);
        let said_by = page.blocks.iter().map(|block| stated.is_said_by(page, block)).collect();
        Titles { stated, said_by }
    }

    /// Whether a block says the title that the page states.
    pub(super) fn are_said_by(&self, block: usize) -> bool {
        self.said_by.get(block) == Some(&true)
    }

    /// For every block, whether it is the page's headline or repeats it.
    pub(crate) fn headlines(&self, page: &Page) -> Vec<bool> {
        let mut found = self.said_by.clone();
        let mut marked = page.blocks.iter().zip(&found);
        if !marked.any(|(block, found)| *found && level(page, block) == Some(1))
            && let Some(heading) = main_heading(page, &self.stated, found.contains(&true))
        {
            found[heading] = true;
        }
        found
    }
}

/// The first main heading above the page's prose, if it is the headline in other words, or the only
/// heading where nothing else can be the title; without any main heading, the first other one above
/// all prose, if it says much the same as the title. What metadata do not have must stay in the
/// content.
fn main_heading(page: &Page, stated: &Stated, has_other: bool) -> Option<usize> {
    let mut prose = 0.0;
    let all = page.stats().prose_words;
    let may_be_title = stated.parts.is_empty() || stated.is_article;
    let (mut has_main, mut first_other) = (false, None);
    for (index, block) in page.blocks.iter().enumerate() {
        if prose > all / 2.0 {
            break;
        }
        if block.is_prose() {
            prose += block.measures.words;
        }
        let is_aside = [Context::NAVIGATION, Context::FOOTER, Context::ASIDE, Context::HIDDEN];
        let Some(level) = level(page, block) else { continue };
        has_main |= level == 1;
        if block.measures.words > MAX_WORDS
            || is_aside.iter().any(|&aside| block.context.has(aside))
        {
            continue;
        }
        if level > 1 {
            first_other = first_other.or((prose == 0.0).then_some(index));
            continue;
        }
        let shared = stated.shared_with(page.block_text(block));
        if shared >= MIN_SHARED || (!has_other && may_be_title && block.measures.words >= 2.0) {
            return Some(index);
        }
    }
    let shared = |index: &usize| stated.shared_with(page.block_text(&page.blocks[*index]));
    first_other.filter(|index| !has_main && !has_other && shared(index) >= MIN_SHARED_BY_OTHER)
}

/// The level of a block's heading, if it is one.
pub(super) fn level(page: &Page, block: &TextBlock) -> Option<u8> {
    page.ancestry(block.element).take(3).find_map(|element| match page.element(element)?.tag {
        Tag::H1 => Some(1),
        Tag::H2 => Some(2),
        Tag::H3 => Some(3),
        Tag::H4 | Tag::H5 | Tag::H6 => Some(4),
        _ => None,
    })
}

impl Stated {
    fn of(dom: &Dom) -> Stated {
        let mut stated = Stated {
            parts: HashMap::new(),
            begins: Vec::new(),
            words: Vec::with_capacity(32),
            titles: 0,
            shortest: usize::MAX,
            longest: 0,
            is_article: false,
        };
        for node in dom.head().into_iter().flat_map(|head| dom.descendants(head)) {
            match dom.tag(node) {
                Some(Tag::Title) => stated.add(&dom.text_content(node)),
                Some(Tag::Meta) => {
                    let name = dom
                        .attribute(node, AttributeName::Property)
                        .or_else(|| dom.attribute(node, AttributeName::Name))
                        .unwrap_or_default();
                    let content =
                        || dom.attribute(node, AttributeName::Content).unwrap_or_default();
                    stated.is_article |= name.eq_ignore_ascii_case("og:type")
                        && content().eq_ignore_ascii_case("article");
                    if ["og:title", "twitter:title"]
                        .iter()
                        .any(|title| name.eq_ignore_ascii_case(title))
                    {
                        stated.add(content());
                    }
                }
                _ => {}
            }
        }
        stated.begins.sort_unstable();
        stated.begins.dedup();
        stated
    }

    fn add(&mut self, title: &str) {
        if self.titles == MAX_TITLES {
            return;
        }
        self.titles += 1;
        self.words.extend(words(title));
        let whole = letters(title).count().max(1) as f32;
        // Where the parts stand, and whether a sign that follows a name stands before them.
        let mut parts = [const { (0..0, false) }; MAX_PARTS];
        let (mut count, mut at, mut is_behind_name) = (0, 0, false);
        for part in title.split_inclusive(is_separator) {
            let end = at + part.len();
            if part.contains(char::is_alphanumeric) {
                let is_behind_name = std::mem::take(&mut is_behind_name);
                if let Some(slot) = parts.get_mut(count) {
                    *slot = (at..end, is_behind_name);
                }
                count += 1;
            }
            is_behind_name |= part.ends_with(follows_name);
            at = end;
        }
        let parts = parts.get(..count).unwrap_or(&parts);
        for (first, (begins, is_behind_name)) in parts.iter().enumerate() {
            let (mut count_of_run, mut hash_of_run) = (0, hash::NOTHING);
            for (last, (part, _)) in parts.iter().enumerate().skip(first) {
                for letter in letters(title.get(part.clone()).unwrap_or_default()) {
                    (count_of_run, hash_of_run) =
                        (count_of_run + 1, hash::add(hash_of_run, letter));
                }
                self.begins.push(begin(title.get(begins.start..part.end).unwrap_or_default()));
                self.shortest = self.shortest.min(count_of_run);
                self.longest = self.longest.max(count_of_run);
                let entry = self.parts.entry(hash_of_run).or_default();
                let is_at_end = first > 0 && last + 1 == count;
                entry.is_at_start |= first == 0;
                entry.is_at_end |= is_at_end;
                entry.is_behind_name |= is_at_end && *is_behind_name;
                entry.share = entry.share.max(count_of_run as f32 / whole);
            }
        }
    }

    fn is_said_by(&self, page: &Page, block: &TextBlock) -> bool {
        let text = page.block_text(block);
        if self.longest == 0
            || block.measures.words > MAX_WORDS
            || text.len() > 6 * self.longest + 100
            || self.begins.binary_search(&begin(text)).is_err()
        {
            return false;
        }
        let Some(part) = self.parts.get(&hash_of(letters(text))) else { return false };
        let has_letters = wide_letters(letters(text)) >= MIN_LETTERS;
        let is_long = has_letters && part.share > MIN_SHARE;
        match level(page, block) {
            Some(1) => true,
            Some(_) if part.is_at_start => has_letters || part.share > 0.5,
            // The name of the site stands at the end as well, and is a link to it.
            Some(_) => {
                is_long && (part.is_behind_name || part.is_at_end && block.link_ratio() < 0.5)
            }
            None => is_long && (part.is_at_start || part.is_behind_name),
        }
    }

    /// The share of a text's distinct words in a stated title, or of the title's in the text,
    /// whichever is less.
    fn shared_with(&self, text: &str) -> f32 {
        let mut of_text: Vec<u64> = words(text).collect();
        of_text.sort_unstable();
        of_text.dedup();
        let common = of_text.iter().filter(|word| self.words.contains(word)).count();
        common as f32 / of_text.len().max(1) as f32
    }
}

/// Whether letters, as in [`Stated`], are enough of a title to stand for it.
pub(crate) fn is_much_of_title(letters: &str, title: &str) -> bool {
    let share = letters.chars().count() as f32 / title.chars().count().max(1) as f32;
    wide_letters(letters.chars()) >= MIN_LETTERS && share > MIN_SHARE
}

/// Whether a separator follows the name of what a page is part of.
pub(crate) fn follows_name(separator: char) -> bool {
    matches!(separator, ':' | '：' | '»' | '›')
}

/// Separators between the page's own title and the names of its section and site.
pub(crate) fn is_separator(c: char) -> bool {
    matches!(
        c,
        '|' | '｜'
            | '•'
            | '-'
            | '–'
            | '—'
            | '/'
            | '~'
            | '<'
            | '>'
            | '→'
            | ':'
            | '：'
            | '·'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '_'
            | '・'
            | '【'
            | '】'
    )
}

/// Letters and digits in lower case.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn hash_of(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(hash::NOTHING, hash::add)
}

fn begin(text: &str) -> Begin {
    let mut begin = Begin::default();
    let ascii = text.bytes().take_while(u8::is_ascii).filter(u8::is_ascii_alphanumeric);
    for (slot, byte) in begin.iter_mut().zip(ascii) {
        *slot = char::from(byte.to_ascii_lowercase());
    }
    if begin.last() == Some(&'\0') && !text.is_ascii() {
        for (slot, letter) in begin.iter_mut().zip(letters(text)) {
            *slot = letter;
        }
    }
    begin
}

/// The number of letters, with those of scripts without spaces counted three times, as they carry
/// more.
fn wide_letters(letters: impl Iterator<Item = char>) -> usize {
    letters.map(|c| if c >= '\u{2e80}' { 3 } else { 1 }).sum()
}

/// The hashes of a text's words in lower case.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| match word.is_ascii() {
        true => hash_of(letters(word)),
        // The form of a letter may depend on its place.
        false => hash_of(word.to_lowercase().chars()),
    })
}
