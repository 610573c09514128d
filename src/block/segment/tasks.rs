//! Items of lists that are tasks, on the walk.

use super::Walk;
use crate::block::names::has_word;
use crate::dom::{AttributeName, NodeId, Tag};

impl Walk<'_> {
    /// Notes the state of a task: a checkbox before the text of a list item. Other checkboxes are
    /// for readers to tick.
    pub(super) fn task(&mut self, input: NodeId) {
        let attribute = |name| self.dom.attribute(input, name);
        let is_box = attribute(AttributeName::Type)
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("checkbox"));
        let Some(item) = self.item_begun().filter(|_| is_box) else { return };
        let element = &self.page.elements[item as usize];
        let names = |index: u32| {
            let class = self.page.element(index).map_or("", |it| self.dom.value(it.class));
            has_word(class, &["checklist", "task", "tasks", "todo"])
        };
        let is_task =
            attribute(AttributeName::Disabled).is_some() || names(item) || names(element.parent);
        if is_task {
            let is_done = attribute(AttributeName::Checked).is_some();
            self.page.tasks.insert(item, is_done);
        }
    }

    /// Notes the state of a task whose box is drawn by a style, or is the item itself.
    pub(super) fn drawn_box(&mut self, node: NodeId, tag: Tag) {
        let is_done = match self.dom.attribute(node, AttributeName::AriaChecked).map(str::trim) {
            Some("true") => true,
            Some("false") => false,
            _ => return,
        };
        let item = match tag {
            Tag::Li => Some(self.page.elements.len() as u32),
            _ => self.item_begun(),
        };
        if let Some(item) = item {
            self.page.tasks.insert(item, is_done);
        }
    }

    /// The list item around, if none of its text has come yet.
    fn item_begun(&self) -> Option<u32> {
        const MOST_LEVELS: usize = 4;
        let is_item = |index: &u32| self.page.elements[*index as usize].tag == Tag::Li;
        let item = self.open.iter().rev().take(MOST_LEVELS).copied().find(is_item)?;
        let begun = self.page.elements[item as usize].first_block as usize;
        (self.current.is_none() && begun == self.page.blocks.len()).then_some(item)
    }
}
