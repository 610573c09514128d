//! Composes the content from the pieces that the walk over the page hands over.

use super::code::Capture;
use super::outline::Outline;
use super::run::Run;
use super::typed::{TypedList, typed_list};
use super::{
    Container, Content, Formula, Image, Inline, Inlines, Item, List, Part, Style, maths, numbered,
};
use crate::block::NONE;
use crate::dom::Span;

/// This many typed items in a heading are a list in large print.
const HEADING_LINES: usize = 3;

/// The content so far, with the paragraph that is open.
#[derive(Debug)]
pub(super) struct Composer {
    content: Content,
    outline: Outline,
    run: Run,
    /// The block that the paragraph's text is from.
    block: u32,
    /// The level of the heading that the paragraph is, or 0.
    heading: u8,
    /// The preformatted text that is open.
    code: Option<Capture>,
    newest_image: Option<NewestImage>,
    /// Whether to skip the bracket that closes one before a footnote reference.
    closing_bracket: bool,
    /// Whether delimiters in the text mean formulas.
    typeset: bool,
}

/// The image after which nothing has been written.
#[derive(Clone, Copy, Debug)]
struct NewestImage {
    image: usize,
    noscript: bool,
    /// Whether both the lazy image and its `<noscript>` twin were found.
    paired: bool,
}

/// What the page says about an image.
#[derive(Debug)]
pub(super) struct FoundImage {
    pub(super) image: Image,
    pub(super) noscript: bool,
    pub(super) lazy: bool,
}

impl Composer {
    pub(super) fn new(notes: Vec<String>, typeset: bool) -> Composer {
        Composer {
            content: Content { notes, ..Content::default() },
            outline: Outline::new(),
            run: Run::default(),
            block: NONE,
            heading: 0,
            code: None,
            newest_image: None,
            closing_bracket: false,
            typeset,
        }
    }

    pub(super) fn finish(mut self) -> Content {
        self.end_paragraph();
        self.content.parts = numbered::as_lists(&mut self.content, self.outline.parts);
        self.content
    }

    /// The innermost container.
    pub(super) fn container(&self) -> Option<Container> {
        self.outline.innermost()
    }

    /// Opens a container. Returns how many must be closed for it.
    pub(super) fn open(&mut self, container: Container) -> u8 {
        self.end_paragraph();
        self.outline.open(container)
    }

    /// Opens a list of the page that is not part of the content. Returns how many containers must
    /// be closed for it.
    pub(super) fn open_group(&mut self) -> u8 {
        self.end_paragraph();
        self.outline.open_group()
    }

    pub(super) fn close(&mut self, count: u8) {
        if count > 0 {
            self.end_paragraph();
            self.outline.close(count);
        }
    }

    /// What follows is a heading of this level, or not a heading (0).
    pub(super) fn set_heading(&mut self, level: u8) {
        if self.heading != level {
            self.end_paragraph();
            self.heading = level;
        }
    }

    /// Marks a thematic break at this place.
    pub(super) fn rule(&mut self) {
        self.end_paragraph();
        self.outline.rule();
    }

    /// A block-level element begins or ends here.
    pub(super) fn block_boundary(&mut self) {
        match &mut self.code {
            Some(code) => code.new_line(),
            None => self.end_paragraph(),
        }
    }

    /// Registers an address. Returns the [`Style::link`] inside its link.
    pub(super) fn link(&mut self, address: String) -> u32 {
        self.content.links.push(address);
        self.content.links.len() as u32
    }

    /// What follows is of this block.
    pub(super) fn begin_block(&mut self, block: u32) {
        if self.code.is_none() && self.block != block {
            // What replaces text at the beginning of the paragraph belongs to the same block.
            if self.block != NONE || !has_text(self.run.inlines(&self.content)) {
                self.end_paragraph();
            }
            self.block = block;
        }
    }

    /// Adds text of a block.
    pub(super) fn text(&mut self, block: u32, text: &str, style: Style) {
        if let Some(code) = &mut self.code {
            code.text(text);
            return;
        }
        self.begin_block(block);
        let text = match text.strip_prefix(']') {
            Some(rest) if std::mem::take(&mut self.closing_bracket) => rest,
            _ => text,
        };
        self.closing_bracket = false;
        self.newest_image = None;
        self.run.text(&mut self.content, text, style);
    }

    /// Adds a sign that the page shows but does not have in its text.
    pub(super) fn sign(&mut self, sign: &str, style: Style) {
        if self.code.is_none() {
            self.newest_image = None;
            self.run.glued(&mut self.content, sign, style);
        }
    }

    /// Separates the words before and after this place.
    pub(super) fn gap(&mut self) {
        self.run.gap();
    }

    /// White space that does not belong to a block.
    pub(super) fn blank(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.text(text),
            None => self.run.gap(),
        }
    }

    pub(super) fn line_break(&mut self) {
        match &mut self.code {
            Some(code) => code.line_break(),
            None => self.run.line_break(&mut self.content),
        }
    }

    pub(super) fn formula(&mut self, formula: Formula, style: Style) {
        if self.code.is_none() {
            self.newest_image = None;
            self.run.formula(&mut self.content, formula, style);
        }
    }

    /// The formula after which nothing has been written.
    pub(super) fn newest_formula(&self) -> Option<&Formula> {
        match self.content.inlines.last() {
            Some(Inline::Formula { formula, .. }) => self.content.formulas.get(*formula as usize),
            _ => None,
        }
    }

    /// Adds a reference to a footnote.
    pub(super) fn note(&mut self, note: u32) {
        if self.code.is_none() {
            self.newest_image = None;
            self.closing_bracket = self.run.drop_bracket(&mut self.content);
            self.run.note(&mut self.content, note);
        }
    }

    /// Adds an image, unless it repeats the one before: lazy images have a twin inside an adjacent
    /// `<noscript>`, and the twin's address is the real one.
    pub(super) fn image(&mut self, found: FoundImage, style: Style) {
        if self.code.is_some() {
            return;
        }
        let FoundImage { image, noscript, lazy } = found;
        if let Some(newest) = &mut self.newest_image
            && let Some(before) = self.content.images.get_mut(newest.image)
        {
            let same = before.address == image.address;
            let twin = !newest.paired && noscript && !newest.noscript;
            let twin_of_twin = !newest.paired && newest.noscript && !noscript && lazy;
            if same || twin || twin_of_twin {
                newest.paired = true;
                if twin {
                    before.address = image.address;
                }
                if before.alt.is_empty() {
                    before.alt = image.alt;
                }
                return;
            }
        }
        self.newest_image =
            Some(NewestImage { image: self.content.images.len(), noscript, paired: false });
        self.run.image(&mut self.content, image, style);
    }

    /// Begins preformatted text that is not a piece of code of its own.
    pub(super) fn begin_code(&mut self) {
        self.end_paragraph();
        self.code = Some(Capture::default());
    }

    /// Adds a piece of code.
    pub(super) fn code(&mut self, language: Option<String>, text: &str) {
        self.end_paragraph();
        let text = self.store(text);
        self.outline.leaf(Part::Code { language, text });
    }

    pub(super) fn in_code(&self) -> bool {
        self.code.is_some()
    }

    /// Ends preformatted text.
    pub(super) fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let lines = code.lines();
        if !lines.is_empty() {
            let text = self.store(lines);
            self.outline.leaf(Part::Code { language: None, text });
        }
    }

    fn store(&mut self, text: &str) -> Span {
        self.newest_image = None;
        let start = self.content.text.len() as u32;
        self.content.text.push_str(text);
        Span { start, end: self.content.text.len() as u32 }
    }

    /// Ends the open paragraph, if there is one.
    pub(super) fn end_paragraph(&mut self) {
        self.block = NONE;
        self.closing_bracket = false;
        let Some(inlines) = self.run.end(&mut self.content) else { return };
        if let Some(lines) = self.lines_of_code(inlines) {
            let text = self.store(&lines);
            self.outline.leaf(Part::Code { language: None, text });
            return;
        }
        if self.heading == 0 && self.is_rule(inlines) {
            self.outline.rule();
            return;
        }
        let inlines = if self.typeset {
            let found = maths::find_in_text(&mut self.content, inlines);
            self.run.restart(&self.content);
            found
        } else {
            inlines
        };
        let least = if self.heading == 0 { 1 } else { HEADING_LINES };
        if let Some(list) = typed_list(&mut self.content, inlines, least) {
            self.typed_list(list);
            return;
        }
        let has_text = has_text(self.content.inlines(inlines));
        self.outline.leaf(match self.heading {
            1..=6 if has_text => Part::Heading { level: self.heading, inlines },
            _ => Part::Paragraph(inlines),
        });
    }

    fn typed_list(&mut self, list: TypedList) {
        if let Some(lead) = list.lead {
            self.outline.leaf(Part::Paragraph(lead));
        }
        // In a list item, the bullet sign is decoration.
        let in_item = matches!(self.outline.innermost(), Some(Container::Item(_)));
        if let ([item], true, None) = (list.items.as_slice(), in_item, list.lead) {
            self.outline.leaf(Part::Paragraph(*item));
            return;
        }
        let around = match list.numbered {
            true => self.outline.open(Container::List(List::numbered_from(1))),
            false => 0,
        };
        for item in list.items {
            let opened = self.outline.open(Container::Item(Item::PLAIN));
            self.outline.leaf(Part::Paragraph(item));
            self.outline.close(opened);
        }
        self.outline.close(around);
    }

    /// Whether a paragraph is a typed rule: signs of one kind and no words.
    fn is_rule(&self, inlines: Inlines) -> bool {
        const MIN_SIGNS: usize = 3;
        let [Inline::Text { text, style }] = self.content.inlines(inlines) else { return false };
        if style.code > 0 {
            return false;
        }
        let mut signs = text.of(&self.content.text).chars().filter(|c| !c.is_whitespace());
        let Some(first) = signs.next().filter(|c| "_-*=—–─━~".contains(*c)) else {
            return false;
        };
        signs.clone().count() + 1 >= MIN_SIGNS && signs.all(|sign| sign == first)
    }

    /// The lines of a paragraph that consists of code with line breaks: code without a `<pre>`.
    fn lines_of_code(&self, inlines: Inlines) -> Option<String> {
        let inlines = self.content.inlines(inlines);
        if !inlines.contains(&Inline::Break) {
            return None;
        }
        let mut lines = String::new();
        for inline in inlines {
            match inline {
                Inline::Break => lines.push('\n'),
                Inline::Text { text, style } => {
                    let text = text.of(&self.content.text);
                    if style.code == 0 && !text.trim().is_empty() {
                        return None;
                    }
                    lines.push_str(text);
                }
                _ => return None,
            }
        }
        Some(lines)
    }
}

/// Whether there is text, or something read as text, and not only images.
fn has_text(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| !matches!(inline, Inline::Image { .. } | Inline::Break))
}
