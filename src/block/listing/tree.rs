//! The contents of a piece of code as a flat list.

use super::is_label;
use crate::block::furniture::is_for_screen_readers;
use crate::block::names::{has_name, has_word};
use crate::block::style;
use crate::dom::{AttributeName, Dom, NodeId, Tag};

/// The maximum length of labels and similar inside a `<pre>` but outside its `<code>`.
const MOST_OUTSIDE_CODE: usize = 60;

/// A node; its descendants are the entries up to `end`.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) node: NodeId,
    /// `None` for text.
    pub(super) tag: Option<Tag>,
    pub(super) parent: usize,
    pub(super) end: usize,
    /// Left out, with everything below it.
    pub(super) out: bool,
}

/// A piece of code: its element first, without what is invisible or a button.
pub(super) struct Tree<'a> {
    pub(super) dom: &'a Dom,
    pub(super) entries: Vec<Entry>,
}

/// Links in a piece of code.
#[derive(Default)]
pub(super) struct Links {
    pub(super) count: usize,
    pub(super) chars: usize,
}

impl<'a> Tree<'a> {
    /// `None` if it contains something that code never does. It is then another part of the page,
    /// for example inside an unclosed `<pre>`. Subtracts the number of nodes from `budget`.
    pub(super) fn of(dom: &'a Dom, root: NodeId, budget: &mut usize) -> Option<Tree<'a>> {
        /// Of most pieces, the nodes, and the elements around one of them.
        const MANY: usize = 16;
        const DEEP: usize = 4;
        let entry = |node, tag, parent| Entry { node, tag, parent, end: 0, out: false };
        let (mut entries, mut open) = (Vec::with_capacity(MANY), Vec::with_capacity(DEEP));
        entries.push(entry(root, dom.tag(root), 0));
        open.push(0);
        let mut at = dom.first_child(root);
        while let Some(node) = at {
            *budget = budget.checked_sub(1)?;
            let parent = dom.parent(node);
            while let Some(&newest) = open.last()
                && open.len() > 1
                && Some(entries[newest].node) != parent
            {
                entries[newest].end = entries.len();
                open.pop();
            }
            let tag = dom.tag(node);
            if tag.is_some_and(is_foreign) {
                return None;
            }
            if tag.is_some_and(|tag| is_unseen(dom, node, tag)) {
                at = dom.next_after(node, root);
                continue;
            }
            let index = entries.len();
            entries.push(entry(node, tag, open.last().copied().unwrap_or(0)));
            if tag.is_some() {
                open.push(index);
            } else {
                entries[index].end = index + 1;
            }
            at = dom.first_child(node).or_else(|| dom.next_after(node, root));
        }
        let end = entries.len();
        open.into_iter().for_each(|index| entries[index].end = end);
        Some(Tree { dom, entries })
    }

    pub(super) fn class(&self, index: usize) -> &'a str {
        self.dom.attribute(self.entries[index].node, AttributeName::Class).unwrap_or_default()
    }

    pub(super) fn style(&self, index: usize) -> &'a str {
        self.dom.attribute(self.entries[index].node, AttributeName::Style).unwrap_or_default()
    }

    /// The text of an entry, if it is text and not blank.
    pub(super) fn words(&self, index: usize) -> Option<&'a str> {
        self.dom.text(self.entries[index].node).filter(|text| !text.trim().is_empty())
    }

    pub(super) fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.entries[index].end;
        let child = move |at: usize| (at < end).then_some(at);
        std::iter::successors(child(index + 1), move |&at| child(self.entries[at].end))
    }

    /// The entries that are not left out, in order.
    pub(super) fn kept(&self) -> impl Iterator<Item = usize> + '_ {
        self.kept_from(0)
    }

    fn kept_from(&self, start: usize) -> impl Iterator<Item = usize> + '_ {
        let seen = move |mut at: usize| {
            while let Some(entry) = self.entries.get(at).filter(|entry| entry.out) {
                at = entry.end;
            }
            (at < self.entries.len()).then_some(at)
        };
        std::iter::successors(seen(start), move |&at| seen(at + 1))
    }

    /// For every entry, the number of non-blank texts below it, including itself.
    pub(super) fn text_counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.entries.len()];
        for index in (0..self.entries.len()).rev() {
            if self.entries[index].out {
                counts[index] = 0;
                continue;
            }
            counts[index] += u32::from(self.words(index).is_some());
            if index > 0 {
                counts[self.entries[index].parent] += counts[index];
            }
        }
        counts
    }

    fn is_in_code(&self) -> Vec<bool> {
        let mut inside = vec![false; self.entries.len()];
        for index in 0..self.entries.len() {
            let entry = &self.entries[index];
            inside[index] = entry.tag == Some(Tag::Code) || (index > 0 && inside[entry.parent]);
        }
        inside
    }

    /// Whether all text is in two or more `<code>` elements, none of them within a `<pre>`.
    pub(super) fn is_lines_of_code(&self) -> bool {
        let inside = self.is_in_code();
        let begins = |index: usize| inside[index] && !inside[self.entries[index].parent];
        let pieces = (1..self.entries.len()).filter(|&index| begins(index)).count();
        let has_pre = self.entries.iter().any(|it| it.tag.is_some_and(Tag::is_preformatted));
        let all = || (0..self.entries.len()).all(|it| inside[it] || self.words(it).is_none());
        pieces >= 2 && !has_pre && all()
    }

    /// Removes what is next to the `<code>` in elements of its own. Returns the language, if that
    /// is its text.
    pub(super) fn leave_out_labels(&mut self) -> Option<String> {
        let counts = self.text_counts();
        for (index, &texts) in counts.iter().enumerate().skip(1) {
            let is_note = || has_word(self.class(index), &["copy", "copied", "clipboard"]);
            if self.entries[index].tag.is_some() && texts > 0 && is_note() {
                self.entries[index].out = self.short_text(index).is_some();
            }
        }
        let inside = self.is_in_code();
        let mut holds_code = vec![false; self.entries.len()];
        for index in (1..self.entries.len()).rev() {
            let holds = inside[index] || holds_code[index];
            holds_code[self.entries[index].parent] |= holds;
        }
        let (mut labels, mut out, mut chars, mut code_chars) = (Vec::new(), Vec::new(), 0, 0);
        let mut at = 1;
        while let Some(entry) = self.entries.get(at) {
            let is_over = entry.out || (!inside[at] && !holds_code[at] && entry.tag.is_some());
            if inside[at] && !entry.out {
                code_chars += self.words(at).map_or(0, str::len);
            } else if is_over && !entry.out {
                if let Some(text) = self.short_text(at) {
                    chars += text.len();
                    out.push(at);
                    labels.push((text, self.class(at)));
                } else if counts[at] > 0 {
                    return None;
                }
            } else if !entry.out && self.words(at).is_some() {
                return None;
            }
            at = if is_over { entry.end } else { at + 1 };
        }
        if code_chars < 2 * chars || chars > MOST_OUTSIDE_CODE {
            return None;
        }
        out.into_iter().for_each(|index| self.entries[index].out = true);
        labels.into_iter().find(|(text, class)| is_label(text, class)).map(|(text, _)| text)
    }

    /// The text below an entry, if there is any and it is short.
    fn short_text(&self, index: usize) -> Option<String> {
        let mut text = String::new();
        for below in index..self.entries[index].end {
            if let Some(words) = self.words(below).map(str::trim) {
                text.reserve(words.len() + 1);
                text.push_str(words);
                text.push(' ');
            }
            if text.len() > MOST_OUTSIDE_CODE {
                return None;
            }
        }
        // Without the last space.
        text.pop().map(|_| text)
    }

    /// The innermost `<code>` or `<pre>` around the last text.
    pub(super) fn code(&self) -> Option<NodeId> {
        let mut at = self.kept().filter(|&index| self.words(index).is_some()).last()?;
        while at > 0 {
            at = self.entries[at].parent;
            let entry = &self.entries[at];
            if entry.tag.is_some_and(|tag| tag == Tag::Code || tag.is_preformatted()) {
                return Some(entry.node);
            }
        }
        None
    }

    pub(super) fn text_nodes(&self) -> Vec<NodeId> {
        let texts = self.kept().filter(|&index| self.words(index).is_some());
        texts.map(|index| self.entries[index].node).collect()
    }

    pub(super) fn elements(&self) -> u32 {
        self.entries.iter().skip(1).filter(|entry| entry.tag.is_some()).count() as u32
    }

    pub(super) fn has_blocks(&self) -> bool {
        self.entries.iter().skip(1).any(|entry| entry.tag.is_some_and(Tag::is_block_level))
    }

    pub(super) fn links(&self) -> Links {
        let mut links = Links::default();
        let mut end = 0;
        for index in self.kept() {
            if self.entries[index].tag == Some(Tag::A) {
                links.count += 1;
                end = end.max(self.entries[index].end);
            } else if index < end {
                links.chars += self.words(index).map_or(0, |text| text.trim().chars().count());
            }
        }
        links
    }
}

/// Elements that do not occur in code.
fn is_foreign(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Article
            | Tag::Aside
            | Tag::Blockquote
            | Tag::Details
            | Tag::Dialog
            | Tag::Dl
            | Tag::Footer
            | Tag::Form
            | Tag::H1
            | Tag::H2
            | Tag::H3
            | Tag::H4
            | Tag::H5
            | Tag::H6
            | Tag::Header
            | Tag::Hr
            | Tag::Iframe
            | Tag::Main
            | Tag::Nav
            | Tag::Noscript
            | Tag::Section
            | Tag::Video
    )
}

/// What is invisible, or a button.
fn is_unseen(dom: &Dom, node: NodeId, tag: Tag) -> bool {
    if tag.is_unread() || matches!(tag, Tag::Button | Tag::Img) {
        return true;
    }
    dom.known_attributes(node).any(|(name, value)| match name {
        AttributeName::Hidden => true,
        AttributeName::Style => style::hides(value),
        AttributeName::Role => {
            let roles = ["button", "status", "alert", "tooltip", "toolbar", "tablist"];
            roles.iter().any(|role| value.trim().eq_ignore_ascii_case(role))
        }
        AttributeName::Class => {
            is_for_screen_readers(value) || has_name(value, &["toolbar", "tools"])
        }
        _ => false,
    })
}
