//! Collects text and inline content into a paragraph.

use super::{Content, Formula, Image, Inline, Inlines, Style};
use crate::dom::Span;

/// The open paragraph: the end of [`Content::inlines`].
#[derive(Debug, Default)]
pub(super) struct Run {
    start: usize,
    /// Whether there was white space after the last character.
    space: bool,
}

impl Run {
    pub(super) fn is_empty(&self, content: &Content) -> bool {
        self.inlines(content).is_empty()
    }

    pub(super) fn inlines<'a>(&self, content: &'a Content) -> &'a [Inline] {
        content.inlines.get(self.start..).unwrap_or_default()
    }

    /// Whether the words before and after this place are separate.
    pub(super) fn gap(&mut self) {
        self.space = true;
    }

    /// Appends text with each run of white space as one space. Other spaces than those of HTML, as
    /// no-break and ideographic ones, only indent at the beginning of a paragraph.
    pub(super) fn text(&mut self, content: &mut Content, text: &str, style: Style) {
        let text = if self.is_empty(content) { text.trim_start() } else { text };
        if text.starts_with(|c: char| c.is_ascii_whitespace()) {
            self.space = true;
        }
        for word in text.split_ascii_whitespace() {
            self.write_space(content, style);
            append(content, self.start, word, style);
            self.space = true;
        }
        self.space =
            text.ends_with(|c: char| c.is_ascii_whitespace()) || (text.is_empty() && self.space);
    }

    /// Appends text unchanged and without a space before it.
    pub(super) fn glued(&mut self, content: &mut Content, text: &str, style: Style) {
        self.write_space(content, style);
        append(content, self.start, text, style);
    }

    pub(super) fn line_break(&mut self, content: &mut Content) {
        self.space = false;
        if !self.is_empty(content) {
            content.inlines.push(Inline::Break);
        }
    }

    pub(super) fn image(&mut self, content: &mut Content, image: Image, style: Style) {
        self.write_space(content, style);
        content.inlines.push(Inline::Image { image: content.images.len() as u32, style });
        content.images.push(image);
    }

    pub(super) fn formula(&mut self, content: &mut Content, formula: Formula, style: Style) {
        self.write_space(content, style);
        content.inlines.push(Inline::Formula { formula: content.formulas.len() as u32, style });
        content.formulas.push(formula);
    }

    pub(super) fn note(&mut self, content: &mut Content, note: u32) {
        // A reference directly follows its word, whatever space the page has there.
        self.space = false;
        content.inlines.push(Inline::Note(note));
    }

    /// Removes an opening bracket at the end of the text. Returns whether there was one.
    pub(super) fn drop_bracket(&mut self, content: &mut Content) -> bool {
        let in_run = content.inlines.len() > self.start;
        let Some(Inline::Text { text, .. }) = content.inlines.last_mut() else { return false };
        let ends = in_run && text.of(&content.text).ends_with('[');
        if ends {
            text.end -= 1;
            if text.is_empty() {
                content.inlines.pop();
            }
        }
        ends
    }

    /// Restarts after all inlines, when they changed under the run.
    pub(super) fn restart(&mut self, content: &Content) {
        self.start = content.inlines.len();
    }

    fn write_space(&mut self, content: &mut Content, style: Style) {
        let space = std::mem::take(&mut self.space);
        let Some(last) = self.inlines(content).last() else { return };
        if space && *last != Inline::Break {
            let shared = match last {
                Inline::Note(_) => Style::default(),
                last => last.style().shared(style),
            };
            append(content, self.start, " ", shared);
        }
    }

    /// Ends the paragraph. Returns its content, if there is anything to read or see.
    pub(super) fn end(&mut self, content: &mut Content) -> Option<Inlines> {
        let start = std::mem::replace(&mut self.start, 0);
        self.space = false;
        while content.inlines.len() > start && content.inlines.last() == Some(&Inline::Break) {
            content.inlines.pop();
        }
        let end = content.inlines.len();
        self.start = end;
        (end > start).then_some(Inlines { start: start as u32, end: end as u32 })
    }
}

/// Appends text to the last piece, or as a new one if the style differs.
fn append(content: &mut Content, run_start: usize, text: &str, style: Style) {
    let start = content.text.len() as u32;
    content.text.push_str(text);
    let end = content.text.len() as u32;
    let in_run = content.inlines.len() > run_start;
    match content.inlines.last_mut() {
        Some(Inline::Text { text, style: last })
            if in_run && *last == style && text.end == start =>
        {
            text.end = end;
        }
        _ => content.inlines.push(Inline::Text { text: Span { start, end }, style }),
    }
}
