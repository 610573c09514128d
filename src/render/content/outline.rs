//! The containers that are open while the content is built. However the page is nested, the result
//! is regular: items are in lists, rows are in tables, and nothing is empty.

use super::{Cell, Container, Item, List, Part};

/// The parts so far, and the containers of the next one.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) parts: Vec<Part>,
    /// The open containers; the first is the content as a whole.
    open: Vec<Open>,
    /// The containers closed last.
    closed: Option<Open>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    /// `None` for the content as a whole, and for groups: lists of the page that are not part of
    /// the content.
    container: Option<Container>,
    /// The position of its [`Part::Open`].
    part: usize,
    /// Added around what the page has outside its proper place.
    implied: bool,
    filled: bool,
    paragraphs: u32,
    lists: u32,
    /// It has parts, or an order of parts, that are not compact.
    others: u32,
    /// A thematic break, written once something follows.
    rule: bool,
}

const LIST: Container = Container::List(List::BULLETS);
const ITEM: Container = Container::Item(Item::PLAIN);
const CELL: Container = Container::Cell(Cell { header: false, align: None, columns: 1, rows: 1 });

impl Open {
    fn new(container: Option<Container>, part: usize, implied: bool) -> Open {
        Open {
            container,
            part,
            implied,
            filled: false,
            paragraphs: 0,
            lists: 0,
            others: 0,
            rule: false,
        }
    }

    fn is_compact(&self) -> bool {
        self.others == 0 && self.paragraphs <= 1
    }
}

impl Outline {
    pub(super) fn new() -> Outline {
        Outline { parts: Vec::new(), open: vec![Open::new(None, 0, false)], closed: None }
    }

    /// The innermost container; `None` outside all and inside a group.
    pub(super) fn innermost(&self) -> Option<Container> {
        self.open.last().and_then(|open| open.container)
    }

    /// Opens a container, and those that it requires. Returns how many must be closed for it.
    pub(super) fn open(&mut self, container: Container) -> u8 {
        let grouped = self.open.len() > 1 && self.innermost().is_none();
        if matches!(container, Container::Item(_)) && grouped {
            return 0;
        }
        let implied = self.imply_parents(container);
        self.push(container, false);
        implied + 1
    }

    /// Opens a list whose items are not items of the content.
    pub(super) fn open_group(&mut self) -> u8 {
        let implied = self.imply_parents(Container::Quote);
        self.open.push(Open::new(None, self.parts.len(), false));
        implied + 1
    }

    /// Adds a part that is not a container.
    pub(super) fn leaf(&mut self, part: Part) {
        let implied = self.imply_parents(Container::Quote);
        self.write_rule();
        if let Some(open) = self.open.last_mut() {
            open.filled = true;
            match part {
                Part::Paragraph(_) => {
                    open.paragraphs += 1;
                    open.others += u32::from(open.lists > 0);
                }
                _ => open.others += 1,
            }
        }
        self.parts.push(part);
        self.close(implied);
    }

    /// Marks a thematic break at this place.
    pub(super) fn rule(&mut self) {
        if matches!(self.innermost(), None | Some(Container::Quote))
            && let Some(open) = self.open.last_mut()
        {
            open.rule = open.filled;
        }
    }

    /// Closes this many containers. Empty ones are removed.
    pub(super) fn close(&mut self, count: u8) {
        for _ in 0..count {
            if self.open.len() > 1
                && let Some(open) = self.open.pop()
            {
                self.close_one(open);
            }
        }
    }

    fn close_one(&mut self, open: Open) {
        let Some(parent) = self.open.last_mut() else { return };
        let Some(container) = open.container else {
            parent.filled |= open.filled;
            parent.others += u32::from(open.filled);
            return;
        };
        if let Container::Cell(_) = container {
            // An empty cell keeps its column.
            parent.filled |= open.filled;
        } else if open.filled {
            parent.filled = true;
        } else {
            self.parts.truncate(open.part);
            return;
        }
        match container {
            Container::List(_) => parent.lists += 1,
            Container::Quote | Container::Table | Container::Definitions | Container::Figure => {
                parent.others += 1;
            }
            _ => parent.others += u32::from(!open.is_compact()),
        }
        if let Some(Part::Open { compact, .. }) = self.parts.get_mut(open.part) {
            *compact = open.is_compact();
        }
        self.parts.push(Part::Close(container));
        self.closed = Some(open);
    }

    fn push(&mut self, container: Container, implied: bool) {
        self.write_rule();
        self.open.push(Open::new(Some(container), self.parts.len(), implied));
        self.parts.push(Part::Open { container, compact: true });
    }

    /// Opens what is required between the innermost container and a new one.
    fn imply_parents(&mut self, container: Container) -> u8 {
        let mut opened = 0;
        // The longest way: a row, its cell, a list, and in it the item.
        for _ in 0..3 {
            let needed = match (self.innermost(), container) {
                (Some(Container::List(_)), Container::Item(_))
                | (Some(Container::Definitions), Container::Term | Container::Description)
                | (Some(Container::Table), Container::Row | Container::Caption)
                | (Some(Container::Row), Container::Cell(_)) => break,
                (Some(Container::List(_)), _) => ITEM,
                (Some(Container::Definitions), _) => Container::Description,
                (Some(Container::Table), _) => Container::Row,
                (Some(Container::Row), _) => CELL,
                (_, Container::Item(_)) => LIST,
                (_, Container::Term | Container::Description) => Container::Definitions,
                _ => break,
            };
            // A list right after an item, but outside it, belongs to that item.
            let nested = matches!(container, Container::List(_)) && needed == ITEM;
            if !self.reopen(needed, nested) {
                self.push(needed, true);
            }
            opened += 1;
        }
        opened
    }

    /// Reopens the container closed last, if it is of this kind and was implied, or if any will do.
    fn reopen(&mut self, container: Container, any: bool) -> bool {
        let Some(closed) = self.closed else { return false };
        // For items, any will do, whatever their properties.
        let is_same = match (closed.container, container) {
            (Some(Container::Item(_)), Container::Item(_)) => true,
            (closed, container) => closed == Some(container),
        };
        let fits = is_same && (any || closed.implied);
        let last = closed.container.map(Part::Close);
        if !fits || self.parts.last() != last.as_ref() {
            return false;
        }
        self.parts.pop();
        self.closed = None;
        self.open.push(closed);
        true
    }

    fn write_rule(&mut self) {
        if let Some(open) = self.open.last_mut()
            && std::mem::take(&mut open.rule)
        {
            open.others += 1;
            self.parts.push(Part::Rule);
        }
    }
}
