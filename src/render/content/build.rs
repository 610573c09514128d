//! Builds the content in one walk over the page.

use super::code;
use super::compose::{Composer, FoundImage};
use super::footnotes::Footnotes;
use super::images::{self, Images};
use super::{Container, Content, Formula, Image, Item, List, Style, markup, maths, players};
use crate::address::Base;
use crate::block::{Context, DataTables, Element, NONE, Page, is_layout_list, is_verse};
use crate::dom::{AttributeName, Dom, NodeId, Tag, Visitor};
use std::collections::HashSet;

/// Builds the kept content of a page. `foreign` are the blocks of galleries about other things, whose
/// images are none of the content; it may be empty.
pub(crate) fn build(
    dom: &Dom,
    page: &Page,
    kept: &[bool],
    foreign: &[bool],
    base: &Base,
) -> Content {
    let images = Images::of(page, kept, foreign);
    let followed = images::with_captions(&images, dom, page, kept);
    let mut builder = Builder::new(dom, page, &followed, images, base);
    if let Some(root) = page.elements.first() {
        dom.walk(root.node, &mut builder);
    }
    builder.out.finish()
}

struct Builder<'a> {
    dom: &'a Dom,
    page: &'a Page,
    kept: &'a [bool],
    base: &'a Base,
    /// For every block, the number of kept blocks before it.
    kept_before: Vec<u32>,
    tables: DataTables,
    footnotes: Footnotes,
    images: Images,
    /// The addresses of images and films so far: a slider shows its pictures again, small, below.
    shown: HashSet<String>,
    /// The elements with the number of an item.
    labels: HashSet<NodeId>,
    out: Composer,
    frames: Vec<Frame>,
    inherited: Inherited,
    /// The next of the page's elements.
    next: usize,
}

/// The state inside an element, which ends with it.
#[derive(Clone, Copy)]
struct Inherited {
    style: Style,
    /// The level of the heading around, or 0.
    heading: u8,
    /// The first block inside the heading.
    heading_block: u32,
    /// Inside a heading's permalink.
    permalink: bool,
    display_math: bool,
    in_cell: bool,
    /// The outermost ancestor without kept text, or [`NONE`].
    bare: u32,
    /// Inside verse, where the lines count.
    verse: bool,
}

/// An open element.
struct Frame {
    element: u32,
    around: Inherited,
    /// The number of containers that end with it.
    containers: u8,
    /// Whether it began the preformatted text that is open.
    began_code: bool,
}

impl Visitor for Builder<'_> {
    fn enter(&mut self, node: NodeId) -> bool {
        let Some(tag) = self.dom.tag(node) else {
            if let Some(text) = self.dom.text(node) {
                self.text(node, text);
            }
            return false;
        };
        let index = self.next as u32;
        let Some(element) = self.page.element(index).filter(|element| element.node == node) else {
            self.unread(node, tag);
            return false;
        };
        self.next += 1;
        let descend = self.element(index, element);
        if !descend {
            self.next = element.end as usize;
        }
        descend
    }

    fn leave(&mut self, _: NodeId) {
        let Some(frame) = self.frames.pop() else { return };
        let Some(element) = self.page.element(frame.element) else { return };
        if element.tag == Tag::Q {
            self.out.sign("\"", self.inherited.style);
        }
        if element.tag.is_block_level() {
            self.out.block_boundary();
        } else if markup::is_custom(self.dom, element) {
            self.out.gap();
        }
        if frame.began_code {
            self.out.end_code();
        }
        self.out.close(frame.containers);
        self.inherited = frame.around;
        self.out.set_heading(self.inherited.heading);
    }
}

impl<'a> Builder<'a> {
    fn new(
        dom: &'a Dom,
        page: &'a Page,
        kept: &'a [bool],
        images: Images,
        base: &'a Base,
    ) -> Builder<'a> {
        let mut count = 0;
        let mut kept_before = Vec::with_capacity(kept.len() + 1);
        for &kept in kept {
            kept_before.push(count);
            count += u32::from(kept);
        }
        kept_before.push(count);
        let footnotes = Footnotes::of(dom, page, base, |element| any_kept(&kept_before, element));
        let typeset = page.text.contains(['$', '\\']) && maths::page_typesets(dom);
        let out = Composer::new(footnotes.labels.clone(), typeset);
        Builder {
            dom,
            page,
            kept,
            base,
            tables: DataTables::of(dom, page),
            images,
            shown: HashSet::new(),
            labels: HashSet::new(),
            footnotes,
            kept_before,
            out,
            frames: Vec::new(),
            inherited: Inherited {
                style: Style::default(),
                heading: 0,
                heading_block: NONE,
                permalink: false,
                display_math: false,
                in_cell: false,
                bare: NONE,
                verse: false,
            },
            next: 0,
        }
    }

    fn text(&mut self, node: NodeId, text: &str) {
        let block = self.page.block_of_node.get(node.index()).copied().unwrap_or(NONE);
        if block == NONE {
            self.out.blank(text);
        } else if self.kept.get(block as usize) == Some(&true) {
            if self.page.apart.contains(&node) {
                self.out.gap();
            }
            let text = self.page.shown(node, text);
            if self.inherited.verse {
                self.verse(block, text);
            } else {
                self.out.text(block, text, self.inherited.style);
            }
        } else {
            self.out.end_paragraph();
        }
    }

    /// Adds lines of verse. Blank ones separate stanzas.
    fn verse(&mut self, block: u32, text: &str) {
        let mut is_over = false;
        for (number, line) in text.split('\n').enumerate() {
            match number {
                0 => {}
                _ if std::mem::replace(&mut is_over, true) => self.out.end_paragraph(),
                _ => self.out.line_break(),
            }
            if !line.trim().is_empty() {
                self.out.text(block, line, self.inherited.style);
                is_over = false;
            }
        }
    }

    /// Handles an element that is not one of the page's, because it has no text.
    fn unread(&mut self, node: NodeId, tag: Tag) {
        match tag {
            Tag::Br => self.out.line_break(),
            Tag::Script if self.inherited.bare == NONE => {
                let formula = maths::of_script(self.dom, node);
                self.formula(formula);
            }
            Tag::Iframe | Tag::Video | Tag::Audio => self.player(node),
            _ if tag.is_replaced() => self.out.gap(),
            _ => {}
        }
    }

    /// Adds a formula if there is one. Returns whether there is.
    fn formula(&mut self, formula: Option<Formula>) -> bool {
        let Some(formula) = formula else { return false };
        self.out.formula(formula, self.inherited.style);
        true
    }

    /// Handles one of the page's elements on the way down. Returns whether to visit what is below
    /// it.
    fn element(&mut self, index: u32, element: &Element) -> bool {
        let kept = any_kept(&self.kept_before, element);
        let mut inside = self.inherited;
        if !kept && inside.bare == NONE {
            inside.bare = index;
        }
        // A block of its own in a control is text nevertheless.
        let own = self.page.blocks.get(element.first_block as usize);
        let has_own = !element.blocks().is_empty() && own.is_some_and(|own| own.element >= index);
        let is_furniture = element.context.has(Context::FURNITURE) && !has_own;
        if is_furniture || self.labels.contains(&element.node) {
            if element.tag.is_block_level() {
                self.out.block_boundary();
            }
            return false;
        }
        if let Some(listing) = self.page.listings.get(&index).filter(|_| !self.out.in_code()) {
            self.out.block_boundary();
            if kept && let Some(block) = self.page.blocks.get(element.first_block as usize) {
                let language = code::language(self.dom, self.page, element, listing);
                self.out.code(language, self.page.block_text(block));
            }
            return false;
        }
        match element.tag {
            _ if images::is_image(self.dom, element) => {
                self.image(index, element, inside.bare);
                return false;
            }
            Tag::Other if !kept && players::is_element(self.dom, element) => {
                self.player(element.node);
                return false;
            }
            Tag::Hr => {
                if self.inherited.bare == NONE {
                    self.out.rule();
                }
                return false;
            }
            tag if !kept && element.stats.images == 0 && element.stats.players == 0 => {
                if tag.is_block_level() {
                    self.out.block_boundary();
                }
                // An empty cell keeps its column.
                if matches!(tag, Tag::Td | Tag::Th) && !self.out.in_code() {
                    let containers = self.containers(index, element);
                    self.out.close(containers);
                }
                return false;
            }
            _ if self.out.in_code() => {}
            _ if self.replaced(index, element) => return false,
            _ => {}
        }
        self.open(index, element, inside);
        true
    }

    /// Writes the replacement of an element's text, if there is one. Returns whether there is.
    fn replaced(&mut self, index: u32, element: &Element) -> bool {
        let (dom, node) = (self.dom, element.node);
        let display = self.inherited.display_math;
        let formula = match element.tag {
            Tag::Math => maths::of_math(dom, node, display),
            Tag::A => {
                if let Some(note) = self.footnotes.reference(index) {
                    self.out.note(note);
                    return true;
                }
                return self.footnotes.is_back_link(index)
                    || (self.inherited.heading > 0
                        && self.leads_to_fragment(node)
                        && !dom.text_content(node).contains(char::is_alphanumeric));
            }
            _ if maths::is_drawing(dom, node) => return true,
            _ => maths::of_attribute(dom, node, display),
        };
        if formula.is_some() {
            self.out.begin_block(element.first_block);
        }
        self.formula(formula)
    }

    fn leads_to_fragment(&self, link: NodeId) -> bool {
        let href = self.dom.attribute(link, AttributeName::Href);
        href.is_some_and(|href| self.base.fragment(href).is_some() || href == "#")
    }

    fn open(&mut self, index: u32, element: &Element, mut inside: Inherited) {
        let (dom, tag) = (self.dom, element.tag);
        if tag.is_block_level() {
            self.out.block_boundary();
        } else if markup::is_custom(dom, element) {
            self.out.gap();
        }
        let mut frame =
            Frame { element: index, around: self.inherited, containers: 0, began_code: false };
        if !self.out.in_code() {
            frame.containers = self.containers(index, element);
            if tag.is_preformatted() && is_verse(dom.value(element.class)) {
                inside.verse = true;
            } else if tag.is_preformatted() {
                self.out.begin_code();
                frame.began_code = true;
            }
        }
        if let Some(Container::Cell(_)) = self.out.container().filter(|_| frame.containers > 0) {
            inside.in_cell = true;
        }
        if let Some(level) = self.heading_level(index, element).filter(|_| !inside.in_cell) {
            inside.heading = level;
            inside.heading_block = element.first_block;
        } else if tag.is_block_level() && element.first_block > inside.heading_block {
            // An unclosed heading contains all the text after it.
            inside.heading = 0;
        }
        self.out.set_heading(inside.heading);
        inside.display_math |= markup::displays_formulas(dom.value(element.class));
        self.inherited = inside;
        self.set_style(index, element);
        self.frames.push(frame);
    }

    fn heading_level(&self, index: u32, element: &Element) -> Option<u8> {
        element.tag.heading_level().or_else(|| markup::said_heading(self.dom, self.page, index))
    }

    fn set_style(&mut self, index: u32, element: &Element) {
        let style = &mut self.inherited.style;
        style.marks = style.marks.with(markup::marks(element.tag));
        if self.inherited.in_cell && element.tag.heading_level().is_some() {
            style.marks = style.marks.with(super::Marks::STRONG);
        }
        if self.inherited.heading > 0 {
            style.marks = style.marks.without(super::Marks::STRONG);
        }
        match element.tag {
            Tag::A => {
                let href = self.dom.attribute(element.node, AttributeName::Href);
                let leads_nowhere =
                    href.is_some_and(|href| href.trim() == "#") || self.footnotes.dangles(index);
                let href = href.filter(|_| !leads_nowhere);
                let address = href.and_then(|href| self.base.link(href));
                let to_itself = self.inherited.heading > 0 && self.leads_to_fragment(element.node);
                self.inherited.permalink |= to_itself;
                if let Some(address) = address.filter(|_| !to_itself) {
                    self.inherited.style.link = self.out.link(address);
                }
            }
            Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt if style.code == 0 => style.code = index + 1,
            Tag::Q => self.out.sign("\"", *style),
            _ => {}
        }
    }

    /// How a list marks its items: by itself, or in the text at their beginning.
    fn list(&mut self, element: &Element) -> List {
        match markup::labels(self.dom, element) {
            Some((first, labels)) => {
                self.labels.extend(labels);
                List::numbered_from(first)
            }
            None => markup::list(self.dom, element),
        }
    }

    /// Opens the containers of an element. Returns how many.
    fn containers(&mut self, index: u32, element: &Element) -> u8 {
        let innermost = self.out.container();
        if let Some(note) = self.footnotes.definition(index) {
            return self.out.open(Container::Footnote(note));
        }
        let container = match element.tag {
            Tag::Blockquote => Container::Quote,
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => {
                if is_layout_list(element) || self.footnotes.is_list_of_notes(index) {
                    return self.out.open_group();
                }
                Container::List(self.list(element))
            }
            Tag::Li => Container::Item(Item {
                number: markup::item_number(self.dom, element.node).filter(|_| {
                    matches!(innermost, Some(Container::List(List { start: Some(_), .. })))
                }),
                done: self.page.tasks.get(&index).copied(),
            }),
            Tag::Dl => match markup::numbered_terms(self.dom, element) {
                Some((first, terms)) => {
                    self.labels.extend(terms);
                    Container::List(List::numbered_from(first))
                }
                None => Container::Definitions,
            },
            Tag::Dt => Container::Term,
            Tag::Dd if matches!(innermost, Some(Container::List(_))) => {
                Container::Item(Item::PLAIN)
            }
            Tag::Dd => Container::Description,
            Tag::Table if self.tables.contains(index) => Container::Table,
            Tag::Tr if innermost == Some(Container::Table) => Container::Row,
            Tag::Td | Tag::Th if innermost == Some(Container::Row) => {
                Container::Cell(markup::cell(self.dom, element))
            }
            Tag::Caption if innermost == Some(Container::Table) => Container::Caption,
            Tag::Figure => Container::Figure,
            Tag::Figcaption if innermost == Some(Container::Figure) => Container::FigureCaption,
            _ => return 0,
        };
        self.out.open(container)
    }

    /// Adds a link for a video or audio.
    fn player(&mut self, node: NodeId) {
        self.out.gap();
        let Some(around) = self.frames.last().map(|frame| frame.element) else { return };
        if self.out.in_code() || !self.images.admit(self.page, around, self.inherited.bare) {
            return;
        }
        let Some(address) = players::address(self.dom, self.base, node) else { return };
        self.plays(address);
    }

    fn plays(&mut self, address: String) {
        // A page embeds a film again for readers without scripts, or with narrow screens.
        if !self.shown.insert(address.clone()) {
            return;
        }
        let link = self.out.link(address);
        self.out.end_paragraph();
        self.out.sign(players::SIGN, Style { link, ..Style::default() });
        self.out.end_paragraph();
    }

    fn image(&mut self, index: u32, element: &Element, bare: u32) {
        let (dom, node, style) = (self.dom, element.node, self.inherited.style);
        let in_text = bare == NONE;
        if self.inherited.permalink {
            return;
        }
        if !self.images.admit(self.page, index, bare)
            || images::is_ornament(dom, node, in_text)
            || images::is_sign_of_button(dom, element)
            || images::is_icon_of_network(dom, self.page, index)
        {
            return;
        }
        if let Some(formula) = maths::of_image(dom, node) {
            // Next to MathML, the image is for browsers that cannot draw it.
            if self.out.newest_formula().is_none_or(|newest| newest.tex != formula.tex) {
                self.formula(Some(formula));
            }
            return;
        }
        if let Some(emoji) = images::emoji(dom, node) {
            if in_text {
                self.out.sign(emoji, style);
            }
            return;
        }
        if let Some(address) = players::address_of_image(dom, self.base, node) {
            self.plays(address);
            return;
        }
        let Some(address) = images::address(dom, self.base, node) else { return };
        let is_again = !self.shown.insert(address.clone());
        if is_again && !in_text && !element.context.has(Context::FIGURE) {
            return;
        }
        let alt = dom.attribute(node, AttributeName::Alt).unwrap_or_default();
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let noscript = element.context.has(Context::NOSCRIPT);
        let lazy = images::is_lazy(dom, node);
        self.out.image(FoundImage { image: Image { address, alt }, noscript, lazy }, style);
    }
}

fn any_kept(kept_before: &[u32], element: &Element) -> bool {
    let before = |block: u32| kept_before.get(block as usize).copied();
    before(element.end_block) > before(element.first_block)
}
