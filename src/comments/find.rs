//! Finds the comments in one walk over the elements; children inherit from their parents.

use super::class_names::{self, Named, Part};
use super::{Discussion, Entry, Place, shape, siblings};
use crate::block::{Context, Element, NONE, Page, Role};
use crate::dom::{AttributeName, Dom, Tag};
use crate::memo::Memo;
use crate::metadata;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Finds what readers wrote about the page's own text.
pub(crate) fn find(dom: &Dom, page: &Page) -> Option<Discussion> {
    let named = by_names(dom, page);
    if named.as_ref().is_some_and(Discussion::has_comments) {
        return named;
    }
    match shape::find(dom, page) {
        Some(row) => Some(named.unwrap_or_default().with_row(page, row)),
        None => named,
    }
}

fn by_names(dom: &Dom, page: &Page) -> Option<Discussion> {
    let mut known = Memo::new();
    let mut speaks_of_comments = |(name, value)| {
        use AttributeName::{Class, Id, ItemProp, ItemType, TypeOf};
        matches!(name, Class | Id | ItemProp | ItemType | TypeOf)
            && known.of(value, class_names::may_name)
    };
    let mut elements = page.elements.iter();
    if !elements.any(|it| dom.known_attributes(it.node).any(&mut speaks_of_comments)) {
        return None;
    }
    let mut marks = mark(dom, page)?;
    let candidates = candidates(page, &mut marks);
    Some(place(page, &marks, &candidates))
}

/// What the markup says about an element.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    pub(super) inside: bool,
    pub(super) form: bool,
    /// May be one comment.
    pub(super) candidate: bool,
    /// Holds answers to a comment.
    pub(super) thread: bool,
    pub(super) part: Option<Part>,
    /// Its own name is about comments.
    pub(super) named: bool,
    /// May be the heading of a discussion, or of a section about something that is called so.
    pub(super) heading: bool,
}

/// The marks of all elements; none if no element is in a discussion.
fn mark(dom: &Dom, page: &Page) -> Option<Vec<Mark>> {
    let named: Vec<Option<Named>> =
        page.elements.iter().map(|element| named(dom, page, element)).collect();
    let of = |kind: Named| Elements::of(page, |index, _| named[index] == Some(kind));
    let (lists, anchors) = (of(Named::Comments), anchors(page));
    let mut end_of_named = 0;
    let elements = page.elements.iter().zip(&named).enumerate();
    let parts: Vec<Option<Part>> = elements
        .map(|(index, (element, named))| {
            if named.is_some() {
                end_of_named = end_of_named.max(element.end as usize);
            }
            if index < end_of_named { part(dom, element) } else { None }
        })
        .collect();
    let told =
        Elements::of(page, |index, _| matches!(parts[index], Some(Part::Author | Part::Date)));
    let stated = Elements::of(page, |index, element| {
        let is_item = element.tag == Tag::Li
            && page.element(element.parent).is_some_and(|list| {
                matches!(list.tag, Tag::Ul | Tag::Ol) && lists.has(element.parent as usize)
            });
        (named[index] == Some(Named::Comment) || is_item)
            && !element_names(dom, element).any(class_names::is_pingback)
    });
    let entries = match repeated(page, &named, &parts, &stated, &told) {
        repeated if repeated.is_empty() => stated,
        repeated => Elements::of(page, |index, _| stated.has(index) || repeated.contains(&index)),
    };
    let controls = Elements::of(page, |index, element| {
        element.stats.controls > 0
            && (named[index] == Some(Named::Form) || element.role == Role::Form)
    });
    let boxes = boxes(dom, page, &named);
    let mut marks: Vec<Mark> = Vec::with_capacity(page.elements.len());
    for (index, (element, &named)) in page.elements.iter().zip(&named).enumerate() {
        let above = marks.get(element.parent as usize).copied().unwrap_or_default();
        let mut mark = Mark { inside: above.inside, form: above.form, ..Mark::default() };
        let within = index..element.end as usize;
        // The name of an element that holds the page's title is about the whole page. And an
        // element with neither comments nor a form only mentions comments.
        mark.inside |= named.is_some()
            && !anchors.any(&within)
            && match entries.count(&within) {
                0 if controls.any(&within) || told.count(&within) > 1 => true,
                0 => {
                    let is_one =
                        named == Some(Named::Comment) && element.tag.heading_level().is_none();
                    let is_box = !is_one && boxes.contains(&index);
                    mark.heading = is_box
                        && siblings::begins_with_heading(page, element)
                        && !element_names(dom, element).any(class_names::is_about_pingbacks);
                    is_box && !mark.heading
                }
                1 => controls.any(&within) || told.any(&within),
                _ => true,
            };
        if mark.inside {
            // Some templates wrap the whole discussion in a form, or each text in one without fields.
            let is_form =
                element.role == Role::Form && element.stats.controls > 0 && !entries.any(&within);
            mark.form |= named == Some(Named::Form) || is_form || element.role == Role::Dialog;
            mark.candidate = entries.has(index) || (element.role == Role::Article && above.inside);
            mark.thread = matches!(element.tag, Tag::Ul | Tag::Ol | Tag::Dl)
                || element_names(dom, element).any(class_names::is_thread);
            mark.part = parts[index];
            mark.named = named.is_some();
        }
        marks.push(mark);
    }
    let has_comments =
        |index: usize, element: &Element| entries.any(&(index..element.end as usize));
    siblings::complete(page, &mut marks, has_comments, |element| anchors.any(&element));
    marks.iter().any(|mark| mark.inside).then_some(marks)
}

/// The maximum number of words of a box that says that there are no comments.
pub(super) const MAX_WORDS_OF_BOX: f32 = 40.0;

/// The elements of which each has but a line or two and stands there once, unless it is a heading:
/// that there are no comments yet, or where to send one.
fn boxes(dom: &Dom, page: &Page, named: &[Option<Named>]) -> HashSet<usize> {
    let parts = [Context::TABLE, Context::LIST, Context::DEFINITION];
    let mut by_place: HashMap<u64, Option<usize>> = HashMap::new();
    let mut headings = Vec::new();
    for (index, (element, named)) in page.elements.iter().zip(named).enumerate() {
        if named.is_some() && element.tag.heading_level().is_some() {
            headings.push(index);
        } else if named.is_some() {
            by_place.entry(element.path_hash).and_modify(|one| *one = None).or_insert(Some(index));
        }
    }
    let is_box = |index: &usize| {
        page.elements.get(*index).is_some_and(|element| {
            element.stats.words <= MAX_WORDS_OF_BOX
                && (element.stats.prose_words == 0.0
                    || element_names(dom, element).any(class_names::is_about_pingbacks))
                && !parts.iter().any(|&part| element.context.has(part))
        })
    };
    by_place.into_values().flatten().chain(headings).filter(is_box).collect()
}

/// Repeated elements inside one named after comments, each with a name or a date, though none of
/// them is called a comment.
fn repeated(
    page: &Page,
    named: &[Option<Named>],
    parts: &[Option<Part>],
    stated: &Elements,
    told: &Elements,
) -> HashSet<usize> {
    let mut alike: HashMap<(u32, u64), Vec<usize>> = HashMap::new();
    let mut end_of_stated = 0;
    for (index, element) in page.elements.iter().enumerate() {
        if stated.has(index) {
            end_of_stated = end_of_stated.max(element.end as usize);
        }
        // What repeats inside a comment, or is only a date, is part of one.
        if index < end_of_stated
            || parts.get(index).is_some_and(Option::is_some)
            || !element.tag.is_block_level()
        {
            continue;
        }
        let around = element.parent as usize;
        if named.get(around).is_some_and(|named| *named == Some(Named::Comments))
            && told.any(&(index..element.end as usize))
            && page.elements.get(around).is_some_and(|e| !stated.any(&(around..e.end as usize)))
        {
            alike.entry((element.parent, element.path_hash)).or_default().push(index);
        }
    }
    alike.into_values().filter(|those| those.len() > 1).flatten().collect()
}

/// Indices of elements in order.
pub(super) struct Elements(Vec<usize>);

impl Elements {
    pub(super) fn of(page: &Page, mut is_one: impl FnMut(usize, &Element) -> bool) -> Elements {
        let elements = page.elements.iter().enumerate();
        let those = elements.filter(|(index, element)| is_one(*index, element));
        Elements(those.map(|(index, _)| index).collect())
    }

    fn has(&self, index: usize) -> bool {
        self.0.binary_search(&index).is_ok()
    }

    /// How many of them are in a range.
    fn count(&self, range: &Range<usize>) -> usize {
        let before = |end: usize| self.0.partition_point(|&index| index < end);
        before(range.end).saturating_sub(before(range.start))
    }

    pub(super) fn any(&self, range: &Range<usize>) -> bool {
        self.count(range) > 0
    }
}

/// The elements of the page's own text, in order: its first main heading, its main landmarks, its
/// article's body.
fn anchors(page: &Page) -> Elements {
    let mut headed = false;
    Elements::of(page, |_, element| {
        let above = page.element(element.parent).map(|above| above.context).unwrap_or_default();
        let is_first = element.tag == Tag::H1 && !std::mem::replace(&mut headed, true);
        is_first
            || element.role == Role::Main
            || (element.context.has(Context::ARTICLE_BODY) && !above.has(Context::ARTICLE_BODY))
    })
}

pub(super) fn element_names<'a>(dom: &'a Dom, element: &Element) -> impl Iterator<Item = &'a str> {
    let id = std::iter::once(dom.value(element.id).trim());
    dom.value(element.class).split_ascii_whitespace().chain(id)
}

/// What an element is, by its name, if the name is about comments.
pub(super) fn named(dom: &Dom, page: &Page, element: &Element) -> Option<Named> {
    if !element.tag.is_block_level() || element.tag == Tag::Body {
        return None;
    }
    let above = page.element(element.parent).map(|above| above.context).unwrap_or_default();
    let code = Context::CODE.with(Context::PREFORMATTED);
    if above.has(code) || above.has(Context::NAVIGATION) {
        return None;
    }
    if element.first_block == element.end_block {
        return None;
    }
    let mut best = is_stated(dom, element).then_some(Named::Comment);
    for name in element_names(dom, element) {
        let named =
            if class_names::is_form(name) { Some(Named::Form) } else { class_names::named(name) };
        match named {
            Some(Named::Form) => return Some(Named::Form),
            Some(Named::Comment) => best = Some(Named::Comment),
            Some(Named::Comments) => best = best.or(Some(Named::Comments)),
            None => {}
        }
    }
    best
}

/// Whether microdata calls an element a comment.
pub(super) fn is_stated(dom: &Dom, element: &Element) -> bool {
    dom.known_attributes(element.node).any(|(name, value)| match name {
        AttributeName::ItemProp => value.eq_ignore_ascii_case("comment"),
        AttributeName::ItemType | AttributeName::TypeOf => {
            matches!(value.trim().rsplit(['/', ':']).next(), Some("Comment" | "UserComments"))
        }
        _ => false,
    })
}

pub(super) fn part(dom: &Dom, element: &Element) -> Option<Part> {
    let stated = dom.attribute(element.node, AttributeName::ItemProp);
    let stated = stated.and_then(|name| match name {
        "author" | "creator" | "name" => Some(Part::Author),
        "dateCreated" | "datePublished" | "commentTime" => Some(Part::Date),
        "text" | "commentText" | "description" => Some(Part::Body),
        _ => None,
    });
    stated.or_else(|| element_names(dom, element).find_map(class_names::part)).or_else(|| {
        match element.tag {
            Tag::Time => Some(Part::Date),
            Tag::A => {
                let address = dom.attribute(element.node, AttributeName::Href)?;
                metadata::leads_to_person(address).then_some(Part::Author)
            }
            _ => None,
        }
    })
}

/// An element that may be one comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    element: u32,
    /// The path of the first candidate inside, and whether it has siblings of its kind.
    first: Option<u64>,
    repeats: bool,
    /// The first candidate inside begins with the same text.
    begins_alike: bool,
}

impl Candidate {
    /// Several of a kind that fill it from its beginning make it a list of comments, whatever its
    /// name.
    fn is_list(&self) -> bool {
        self.repeats && self.begins_alike
    }
}

pub(super) fn candidates(page: &Page, marks: &mut [Mark]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, mark) in marks.iter_mut().enumerate() {
        mark.candidate &= !mark.form;
        let Some(element) = page.elements.get(index).filter(|_| mark.candidate) else { continue };
        let is_closed = |&mut around: &mut usize| {
            let around = candidates.get(around).and_then(|around| page.element(around.element));
            around.is_none_or(|around| around.end as usize <= index)
        };
        while open.pop_if(is_closed).is_some() {}
        if let Some(around) = open.last().and_then(|&around| candidates.get_mut(around)) {
            match around.first {
                None => {
                    around.first = Some(element.path_hash);
                    let begin = page.element(around.element).map(|around| around.first_block);
                    around.begins_alike = begin == Some(element.first_block);
                }
                Some(first) => around.repeats |= first == element.path_hash,
            }
        }
        open.push(candidates.len());
        candidates.push(Candidate {
            element: index as u32,
            first: None,
            repeats: false,
            begins_alike: false,
        });
    }
    candidates
}

/// Gives every element its place in the discussion.
pub(super) fn place(page: &Page, marks: &[Mark], candidates: &[Candidate]) -> Discussion {
    let places = Vec::with_capacity(page.elements.len());
    let mut discussion = Discussion { places, ..Discussion::default() };
    let mut candidates = candidates.iter().peekable();
    for (index, (element, mark)) in page.elements.iter().zip(marks).enumerate() {
        let above = discussion.places.get(element.parent as usize).copied().unwrap_or_default();
        let mut place = Place {
            inside: mark.inside,
            form: mark.form,
            threaded: above.threaded || mark.thread,
            ..above
        };
        if let Some(part) = mark.part {
            place.part = part;
            place.part_element = index as u32;
            if part == Part::Body {
                let is_surer = above.body == 0 || mark.named;
                place.body = above.body.saturating_add(u8::from(is_surer));
            }
        }
        let candidate = candidates.next_if(|candidate| candidate.element as usize == index);
        if candidate.is_some_and(|candidate| !candidate.is_list())
            && is_another(page, element, &above, &discussion)
        {
            let depth = match discussion.entries.get(above.entry as usize) {
                Some(around) => around.depth.saturating_add(1),
                None => 0,
            };
            place.entry = discussion.entries.len() as u32;
            place.part = Part::Other;
            place.part_element = NONE;
            place.body = 0;
            place.threaded = false;
            discussion.entries.push(Entry { element: index as u32, depth });
        }
        discussion.places.push(place);
    }
    discussion
}

/// Whether a comment inside another is an answer to it rather than part of it.
fn is_another(page: &Page, element: &Element, above: &Place, discussion: &Discussion) -> bool {
    let around = discussion.entries.get(above.entry as usize);
    let Some(around) = around.and_then(|around| page.element(around.element)) else { return true };
    around.first_block != element.first_block
        && (above.threaded
            || around.tag == element.tag && around.class.len() == element.class.len())
}
