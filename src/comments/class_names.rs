//! Names that templates give to the parts of a discussion: words of `class` and `id`.

use crate::any_case;
use std::borrow::Cow;
use std::ops::Range;

/// What an element is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// One comment.
    Comment,
    /// Comments, or a part of one.
    Comments,
    /// The form for writing one.
    Form,
}

/// The part of a comment that an element holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Other,
    Body,
    Author,
    Date,
    /// About the comment, such as its number.
    About,
    /// Its controls.
    Control,
    /// What its author puts below everything that they write.
    Signature,
}

/// Roots of words for comments in the languages of common templates.
const ROOTS: [&str; 8] = [
    "comment",
    "kommentar",
    "comentario",
    "komentar",
    "reactie",
    "disqus",
    "trackback",
    "pingback",
];

/// Words for one comment.
const ONE: &[&str] =
    &["comment", "commentaire", "comentario", "commento", "kommentar", "komentarz", "reactie"];

/// What may follow the word in the name of one comment.
const ITEM: &[&str] = &[
    "article",
    "block",
    "box",
    "card",
    "container",
    "el",
    "entry",
    "inner",
    "item",
    "node",
    "row",
    "single",
    "wrap",
    "wrapper",
];

/// Words that change the meaning: a link to the comments, their number, an icon, a switch, the
/// newest ones of the whole site, a comment in a program.
const OTHER_THINGS: &[&str] = &[
    "anchor",
    "aria",
    "ary",
    "aries",
    "ator",
    "ators",
    "bubble",
    "btn",
    "button",
    "cell",
    "close",
    "closed",
    "cnt",
    "code",
    "count",
    "counter",
    "counts",
    "disabled",
    "ed",
    "enabled",
    "fa",
    "far",
    "fas",
    "glyphicon",
    "has",
    "hidden",
    "hide",
    "highlight",
    "hljs",
    "icon",
    "icons",
    "indicator",
    "ing",
    "jump",
    "label",
    "latest",
    "like",
    "likes",
    "link",
    "links",
    "loader",
    "loading",
    "most",
    "no",
    "not",
    "notice",
    "notes",
    "notification",
    "num",
    "number",
    "octicon",
    "off",
    "open",
    "opened",
    "policy",
    "popular",
    "rating",
    "ratings",
    "recent",
    "rules",
    "share",
    "sharing",
    "show",
    "status",
    "subscribe",
    "subscription",
    "syntax",
    "tab",
    "tabs",
    "toggle",
    "toggler",
    "token",
    "trigger",
    "with",
    "without",
];

/// Words before the word, by which the comment is not a reader's: a section of a newspaper, a note
/// on the author, a customer's review.
const OTHER_VOICES: &[&str] = &[
    "author",
    "authors",
    "category",
    "editor",
    "editors",
    "expert",
    "review",
    "reviews",
    "section",
    "testimonial",
    "testimonials",
    "tone",
    "writer",
];

/// Words for the form for writing comments.
const FORM: &[&str] = &[
    "add", "compose", "composer", "form", "input", "leave", "respond", "submit", "textarea",
    "write",
];

/// Whether any name in a text may be about comments.
pub(super) fn may_name(text: &str) -> bool {
    find_root(text).is_some()
}

/// The first root in a text, ignoring ASCII case.
fn find_root(text: &str) -> Option<Range<usize>> {
    /// Most letters begin no root.
    static BEGINS: [bool; 256] = {
        let mut begins = [false; 256];
        let letters = b"cCkKrRdDpPtT";
        let mut at = 0;
        while at < letters.len() {
            begins[letters[at] as usize] = true;
            at += 1;
        }
        begins
    };
    let text = text.as_bytes();
    text.windows(2).enumerate().find_map(|(at, letters)| {
        let &[first, second] = letters else { return None };
        // And few pairs of letters.
        if !BEGINS[usize::from(first)]
            || !matches!(
                [first | 0x20, second | 0x20],
                [b'c' | b'k', b'o'] | [b'r', b'e'] | [b'd' | b'p', b'i'] | [b't', b'r']
            )
        {
            return None;
        }
        let is_here = |root: &&&str| {
            let here = text.get(at..at + root.len());
            here.is_some_and(|here| here.eq_ignore_ascii_case(root.as_bytes()))
        };
        ROOTS.iter().find(is_here).map(|root| at..at + root.len())
    })
}

/// What an element is, by a name (one word of a class or an id), if the name is about comments.
pub(super) fn named(name: &str) -> Option<Named> {
    if !may_name(name) {
        return None;
    }
    let mut words = Vec::new();
    let mut at = None;
    for word in split(name) {
        match find_root(&word) {
            Some(found) => {
                // Words may be joined, as in `blogComments` and `commentlist`.
                let before = &word[..found.start];
                if !before.is_empty() {
                    words.push(before.to_owned());
                }
                at.get_or_insert(words.len());
                if ONE.contains(&&word[found.start..]) {
                    words.push(word[found.start..].to_owned());
                    continue;
                }
                words.push(format!("{}s", &word[found.clone()]));
                let behind = &word[found.end..];
                let behind = behind.strip_prefix('s').unwrap_or(behind);
                if !behind.is_empty() {
                    words.push(behind.to_owned());
                }
            }
            None => words.push(word.into_owned()),
        }
    }
    let at = at?;
    let is_other = words.iter().any(|word| OTHER_THINGS.contains(&word.as_str()))
        || words.iter().take(at).any(|word| OTHER_VOICES.contains(&word.as_str()));
    if is_other {
        return None;
    }
    if words.iter().any(|word| FORM.contains(&word.as_str())) {
        return Some(Named::Form);
    }
    let behind = words.get(at + 1..).unwrap_or_default();
    let is_one = words.get(at).is_some_and(|word| ONE.contains(&word.as_str()))
        && behind.iter().all(|word| ITEM.contains(&word.as_str()));
    Some(if is_one { Named::Comment } else { Named::Comments })
}

/// Whether a name is about a form for comments without containing the word.
pub(super) fn is_form(name: &str) -> bool {
    matches!(name, "respond" | "reply-form" | "replyform" | "leave-reply")
}

/// Whether a name is that of a trackback, a link from another page, which blogs list among
/// comments.
pub(super) fn is_pingback(name: &str) -> bool {
    matches!(name, "pingback" | "trackback")
}

/// Whether a name is about trackbacks.
pub(super) fn is_about_pingbacks(name: &str) -> bool {
    split(name).any(|word| word.starts_with("trackback") || word.starts_with("pingback"))
}

/// Whether a name is that of a list of answers.
pub(super) fn is_thread(name: &str) -> bool {
    matches!(name, "children" | "replies" | "thread" | "child-comments" | "nested-comments")
}

/// The part of a comment that a name is about. The last word that means one decides.
pub(super) fn part(name: &str) -> Option<Part> {
    /// No word that means a part is longer.
    const MAX_BYTES: usize = 16;
    let mut words = words_of(name).peekable();
    let mut part = None;
    while let Some(word) = words.next() {
        let mut lower = [0; MAX_BYTES];
        let Some(word) = any_case::in_lower(word, &mut lower) else { continue };
        part = part_of_word(word, words.peek().is_none()).or(part);
    }
    part
}

fn part_of_word(word: &str, is_last: bool) -> Option<Part> {
    Some(match word {
        // `text-small` is about style.
        "body" | "content" | "contents" | "text" | "message" | "copy" if is_last => Part::Body,
        "author" | "fn" | "username" | "user" | "nickname" | "nick" | "name" | "poster"
        | "commenter" | "commentator" | "autor" | "auteur" => Part::Author,
        "date" | "time" | "datetime" | "timestamp" | "ago" | "posted" | "published" => Part::Date,
        "meta" | "metadata" | "info" | "header" | "head" | "badge" | "badges" | "says" => {
            Part::About
        }
        "reply" | "replies" | "action" | "actions" | "avatar" | "btn" | "button" | "buttons"
        | "control" | "controls" | "count" | "edit" | "flag" | "footer" | "karma" | "like"
        | "likes" | "menu" | "permalink" | "pagination" | "report" | "score" | "share"
        | "tools" | "toolbar" | "vote" | "votes" | "voting" => Part::Control,
        "sig" | "signature" | "signatur" => Part::Signature,
        _ => return None,
    })
}

/// The words of a name in lower case.
fn split(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    words_of(name).map(|word| match word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_lowercase()),
    })
}

/// The words of a name: `postComment-12` has "post" and "Comment".
fn words_of(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        let mut after_small = false;
        let end = rest
            .char_indices()
            .find(|&(_, c)| {
                let ends = !c.is_alphabetic() || (c.is_uppercase() && after_small);
                after_small = c.is_lowercase();
                ends
            })
            .map_or(rest.len(), |(at, _)| at);
        let (word, behind) = rest.split_at(end);
        rest = behind;
        (!word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_root_is_found() {
        for root in ROOTS {
            let end = 2 + root.len();
            assert_eq!(find_root(&format!("x-{}s", root.to_ascii_uppercase())), Some(2..end));
        }
        assert_eq!(find_root("c"), None);
    }

    #[test]
    fn names_of_comments_are_told_from_what_speaks_of_them() {
        for (names, expected) in [
            (
                &["comment", "comment-12", "li-comment-7", "commentItem", "js-comment"][..],
                Some(Named::Comment),
            ),
            (
                &[
                    "comments",
                    "commentlist",
                    "comments-area",
                    "blogComments",
                    "disqus_thread",
                    "comment-body",
                    "comments-section",
                    "kommentare",
                    "commentaires",
                ],
                Some(Named::Comments),
            ),
            (
                &["commentform", "comment-form-author", "comment-respond", "write-comment"],
                Some(Named::Form),
            ),
            (
                &[
                    "comments-link",
                    "comment-count",
                    "commentcount",
                    "fa-comments",
                    "recentcomments",
                    "no-comments",
                    "commentary",
                    "section-comment",
                    "has-comments",
                    "comentador",
                    "content",
                    "hljs-comment",
                    "authorComment",
                ],
                None,
            ),
        ] {
            for name in names {
                assert_eq!(named(name), expected, "{name}");
            }
        }
    }

    #[test]
    fn the_last_telling_word_names_the_part() {
        for (name, expected) in [
            ("comment-author-link", Some(Part::Author)),
            ("comment-reply-link", Some(Part::Control)),
            ("user-info", Some(Part::About)),
            ("wpd-comment-text", Some(Part::Body)),
            ("commentDate", Some(Part::Date)),
            ("text-small", None),
            ("clearfix", None),
        ] {
            assert_eq!(part(name), expected, "{name}");
        }
    }

    #[test]
    fn names_in_any_script_are_cut_between_characters() {
        for name in ["kommentarÄöü", "éCommentÉ", "コメントcomment欄", "İcomment"] {
            named(name);
            part(name);
        }
    }
}
