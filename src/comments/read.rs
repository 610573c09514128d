//! Reads comments with their authors and dates.

use super::class_names::Part;
use super::{Comment, Discussion, role, shape};
use crate::block::Page;
use crate::dom::{AttributeName, Dom};
use crate::metadata;

/// A longer text, in bytes, is not a name.
const MAX_NAME: usize = 80;

/// What is collected about a comment.
#[derive(Default)]
struct Draft {
    /// The innermost element that is named after the author, and the text of the first.
    author: Option<(u32, String)>,
    published: Option<String>,
    /// The text that is most surely the comment's, by its [`Place::body`](super::Place::body).
    text: Vec<String>,
    body: u8,
}

/// Reads the comments in document order.
pub(crate) fn read(dom: &Dom, page: &Page, discussion: &Discussion) -> Vec<Comment> {
    if let Some((row, _)) = &discussion.row {
        return shape::read(dom, page, row);
    }
    let mut drafts: Vec<Draft> = Vec::new();
    drafts.resize_with(discussion.entries.len(), Draft::default);
    let language = dom.html().and_then(|html| dom.attribute(html, AttributeName::Lang));
    for (index, place) in discussion.places.iter().enumerate() {
        let Some(draft) = drafts.get_mut(place.entry as usize) else { continue };
        let Some(element) = page.elements.get(index) else { continue };
        if place.part_element as usize != index || place.form {
            continue;
        }
        match place.part {
            Part::Author => {
                // A name inside the line about the author is more precise.
                let is_nearer = |&(other, _): &(u32, String)| {
                    page.element(other).is_some_and(|other| index < other.end as usize)
                };
                if draft.author.as_ref().is_none_or(is_nearer) {
                    let name = metadata::element_text(dom, element.node);
                    let name = name.trim_matches([':', ',', ' ']);
                    if !name.is_empty() && name.len() <= MAX_NAME {
                        draft.author = Some((index as u32, name.to_owned()));
                    }
                }
            }
            Part::Date if draft.published.is_none() => {
                draft.published = metadata::element_date(dom, element.node, language);
            }
            _ => {}
        }
    }
    for block in &page.blocks {
        let Some(place) = discussion.place(block).filter(|place| !place.form) else { continue };
        let Some(draft) = drafts.get_mut(place.entry as usize) else { continue };
        if !matches!(role(block, place), Part::Body | Part::Other) || place.body < draft.body {
            continue;
        }
        if place.body > draft.body {
            draft.body = place.body;
            draft.text.clear();
        }
        draft.text.push(page.block_text(block).to_owned());
    }
    let comments = discussion.entries.iter().zip(drafts).map(|(entry, draft)| Comment {
        author: draft.author.map(|(_, name)| name),
        published: draft.published,
        text: draft.text.join("\n\n"),
        depth: entry.depth,
    });
    comments.filter(|comment| !comment.text.is_empty()).collect()
}
