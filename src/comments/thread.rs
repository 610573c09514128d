//! The posts of a thread: similar elements that hold most of the page's text, each with an author
//! or a date.

use super::Discussion;
use super::class_names::{self, Named, Part};
use super::find::{Elements, Mark, candidates, element_names, is_stated, named, part, place};
use crate::block::{Context, Element, Page, Role, WordsBefore};
use crate::dom::{AttributeName, Dom, Tag};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Finds the posts of a thread. `scores` say how likely each block is content.
pub(crate) fn find_thread(dom: &Dom, page: &Page, scores: &[f32]) -> Option<Discussion> {
    let parts: Vec<Option<Part>> = page.elements.iter().map(|element| part(dom, element)).collect();
    let told =
        Elements::of(page, |index, _| matches!(parts[index], Some(Part::Author | Part::Date)));
    let posts = posts(dom, page, scores, &told);
    let shapes: HashSet<(Tag, Cow<'_, str>)> =
        posts.iter().filter_map(|&post| Some(shape(dom, page.elements.get(post)?))).collect();
    let mut marks: Vec<Mark> = Vec::with_capacity(page.elements.len());
    let mut posts = posts.into_iter().peekable();
    let mut found = false;
    for (index, element) in page.elements.iter().enumerate() {
        let above = marks.get(element.parent as usize).copied().unwrap_or_default();
        let is_post = posts.next_if(|&post| post == index).is_some();
        let mut mark =
            Mark { inside: above.inside || is_post, form: above.form, ..Mark::default() };
        if mark.inside {
            let named = named(dom, page, element);
            let may_answer = above.inside && told.any(&(index..element.end as usize));
            let is_answer = || {
                named == Some(Named::Comment)
                    || is_posting(dom, element)
                    || shapes.contains(&shape(dom, element))
            };
            mark.candidate = is_post || (may_answer && is_answer());
            mark.form |= named == Some(Named::Form)
                || element.role == Role::Dialog
                || (element.role == Role::Form && element.stats.controls > 0 && !is_post);
            mark.thread = matches!(element.tag, Tag::Ul | Tag::Ol | Tag::Dl)
                || element_names(dom, element).any(class_names::is_thread);
            mark.part = parts[index];
            mark.named = named.is_some();
            found = true;
        }
        marks.push(mark);
    }
    if !found {
        return None;
    }
    let candidates = candidates(page, &mut marks);
    Some(place(page, &marks, &candidates))
}

/// The outermost posts in order: the siblings with one name, each with an author or a date, that
/// hold the most words not counting the longest of them. If nothing is repeated, as in a thread of
/// one post, those that microdata calls a post.
fn posts(dom: &Dom, page: &Page, scores: &[f32], told: &Elements) -> Vec<usize> {
    let words_before = WordsBefore::of(page, |index, block| {
        scores.get(index).copied().unwrap_or_default() * block.measures.words
    });
    let words = |element: &Element| words_before.within(element.blocks());
    let mut alike: HashMap<(u32, Tag), Vec<usize>> = HashMap::new();
    for (index, element) in page.elements.iter().enumerate().skip(1) {
        if element.tag.is_block_level()
            && !is_beside(element)
            && words(element) > 0.0
            && told.any(&(index..element.end as usize))
        {
            alike.entry((element.parent, element.tag)).or_default().push(index);
        }
    }
    let weight = |those: &[usize]| {
        let words = those.iter().filter_map(|&index| page.elements.get(index)).map(words);
        let (sum, longest) =
            words.fold((0.0f32, 0.0f32), |(sum, most), words| (sum + words, most.max(words)));
        sum - longest
    };
    // The first on the page of equals, whatever the order of the map.
    let best = alike
        .into_values()
        .filter(|those| those.len() > 1)
        .max_by(|one, other| weight(one).total_cmp(&weight(other)).then_with(|| other.cmp(one)));
    best.unwrap_or_else(|| {
        let mut end = 0;
        let stated = page.elements.iter().enumerate().filter(|(index, element)| {
            let is_outer = *index >= end && is_posting(dom, element) && words(element) > 0.0;
            if is_outer {
                end = element.end as usize;
            }
            is_outer
        });
        stated.map(|(index, _)| index).collect()
    })
}

/// Whether an element stands in a menu, a column beside the content or a footer.
fn is_beside(element: &Element) -> bool {
    let places = [Context::NAVIGATION, Context::ASIDE, Context::FOOTER];
    places.iter().any(|&place| element.context.has(place))
}

/// Whether microdata calls an element a post, an answer or a comment.
fn is_posting(dom: &Dom, element: &Element) -> bool {
    let kinds = ["DiscussionForumPosting", "SocialMediaPosting", "Question", "Answer"];
    is_stated(dom, element)
        || [AttributeName::ItemType, AttributeName::TypeOf].into_iter().any(|name| {
            let kind = dom.attribute(element.node, name).unwrap_or_default();
            let kind = kind.trim().rsplit(['/', ':']).next().unwrap_or_default();
            kinds.contains(&kind)
        })
}

/// What elements of one template share: their name and their classes, without numbers.
pub(super) fn shape<'a>(dom: &'a Dom, element: &Element) -> (Tag, Cow<'a, str>) {
    let class = dom.value(element.class);
    let names = match class.bytes().any(|byte| byte.is_ascii_digit()) {
        true => Cow::Owned(class.chars().filter(|c| !c.is_ascii_digit()).collect()),
        false => Cow::Borrowed(class),
    };
    (element.tag, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posts_of(html: &str) -> Vec<String> {
        let dom = crate::dom::parse(html, &crate::Limits::default(), false).unwrap();
        let page = crate::block::segment(&dom);
        let scores = vec![1.0; page.blocks.len()];
        let Some(thread) = find_thread(&dom, &page, &scores) else { return Vec::new() };
        let posts = super::super::read(&dom, &page, &thread).into_iter().map(|post| {
            let author = post.author.unwrap_or_default();
            let published = post.published.unwrap_or_default();
            format!("{} {author} {published}: {}", post.depth, post.text)
        });
        posts.collect()
    }

    #[test]
    fn posts_beside_each_other_are_read() {
        let html = "<nav><div>one</div><div>two</div></nav><h1>Rain</h1>
            <div class=posts><div class='post bg1' id=p1><p class=about><b class=author>Ada,</b> <time
            datetime=2024-05-03>Friday</time></p><div class=content>Did it rain where you live? Here it was dry.</div>
            <div class=signature>Sent from my barometer</div></div>
            <div class='post bg2' id=p2><p class=author>Bo</p><div class=content>Only three miles to
            the north.</div></div></div><footer><time>today</time></footer>";
        assert_eq!(
            posts_of(html),
            [
                "0 Ada 2024-05-03: Did it rain where you live? Here it was dry.",
                "0 Bo : Only three miles to the north.",
            ]
        );
    }

    #[test]
    fn answers_inside_of_posts_are_deeper() {
        let post = |name, text, answers: &str| {
            format!(
                "<li class=beitrag><div><a class=autor href=/u>{name}</a></div><p>{text}</p>\
                 <ul>{answers}</ul></li>"
            )
        };
        let inner = post("Cem", "Bei uns auch nicht.", "");
        let html =
            post("Ada", "Hat es bei euch geregnet?", &post("Bo", "Nein, kein Tropfen.", &inner))
                + &post("Dora", "Am Abend kam ein wenig.", "");
        assert_eq!(
            posts_of(&format!("<ul>{html}</ul>")),
            [
                "0 Ada : Hat es bei euch geregnet?",
                "1 Bo : Nein, kein Tropfen.",
                "2 Cem : Bei uns auch nicht.",
                "0 Dora : Am Abend kam ein wenig.",
            ]
        );
    }

    #[test]
    fn a_thread_of_one_post_is_told_by_microdata() {
        let html = "<h1>雨</h1><div itemscope itemtype=https://schema.org/DiscussionForumPosting>
            <span itemprop=author>春子</span><div itemprop=text>昨日は雨が降りましたか。</div></div>";
        assert_eq!(posts_of(html), ["0 春子 : 昨日は雨が降りましたか。"]);
        assert!(posts_of("<h1>Rain</h1><p>It rained.</p>").is_empty());
    }

    #[test]
    fn a_wrapper_around_all_posts_is_no_post() {
        let post = "<article><b class=user>Ada</b><p>Did it rain where you live, or was it dry?</p></article>";
        let html =
            format!("<div><div>{}</div><div><time>May</time> newest</div></div>", post.repeat(5));
        assert_eq!(posts_of(&html).len(), 5);
    }
}
