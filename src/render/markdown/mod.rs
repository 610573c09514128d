//! The kept content as CommonMark with GFM's tables, strikethrough and footnotes, and `$` math.

mod emphasis;
mod escape;
mod inline;
mod lines;
mod table;

use super::content::{Container, Content, Inlines, Item, Marks, Part};
use escape::longest_run;
use inline::{Place, inline, surroundings};
use lines::Lines;

/// Writes content as Markdown.
pub(crate) fn markdown(content: &Content) -> String {
    let mut writer = Writer {
        content,
        lines: Lines::default(),
        lists: Vec::new(),
        adjacent: None,
        below_text: false,
    };
    let mut at = 0;
    while let Some(part) = content.parts.get(at) {
        at += writer.part(part, &content.parts[at..]);
    }
    let mut out = writer.lines.finish();
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

struct Writer<'a> {
    content: &'a Content,
    lines: Lines,
    lists: Vec<List>,
    /// The list that ended right here: another one must be kept separate.
    adjacent: Option<Marker>,
    /// A paragraph of the innermost item ended right here.
    below_text: bool,
}

#[derive(Clone, Copy, Debug)]
struct List {
    marker: Marker,
    /// The number of the next item.
    number: i32,
    /// The newest item has a number below zero.
    below_zero: bool,
    /// The numbers count down.
    reversed: bool,
    compact: bool,
    /// No item has begun.
    fresh: bool,
    /// An item of definitions is open, and its description has begun.
    described: Option<bool>,
}

/// The character of this list's items, different from that of an adjacent list.
type Marker = char;

impl Writer<'_> {
    /// Writes the first of the parts. Returns how many were written.
    fn part(&mut self, part: &Part, parts: &[Part]) -> usize {
        match part {
            Part::Open { container: Container::Table, .. } => return self.table(parts),
            Part::Open { container: Container::Term, .. } => return self.term(parts),
            Part::Open { container, compact } => self.open(*container, *compact),
            Part::Close(container) => self.close(*container),
            Part::Heading { level, inlines } => {
                let text = self.inline(*inlines, Marks::default(), Place::Heading);
                self.block(&format!("{} {text}", "#".repeat(usize::from(*level))));
            }
            Part::Paragraph(inlines) => {
                let text = self.inline(*inlines, Marks::default(), Place::Paragraph);
                self.block(&text);
                self.below_text = true;
            }
            Part::Code { language, text } => {
                let text = text.of(&self.content.text);
                let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
                let language = language.as_deref().unwrap_or_default();
                self.block(&format!("{fence}{language}\n{text}\n{fence}"));
            }
            // Dashes would begin front matter, for parsers that know it.
            Part::Rule => self.block("***"),
        }
        1
    }

    fn inline(&self, inlines: Inlines, also: Marks, place: Place) -> String {
        inline(self.content, inlines, also, place, surroundings(self.content, inlines))
    }

    fn block(&mut self, text: &str) {
        self.adjacent = None;
        self.below_text = false;
        self.lines.block(text);
    }

    fn open(&mut self, container: Container, compact: bool) {
        match container {
            Container::Quote => self.lines.push("> ", "> "),
            Container::List(list) => self.open_list(list.start, list.reversed, compact),
            Container::Definitions => self.open_list(None, false, compact),
            Container::Item(item) => self.item(item),
            Container::Description => self.describe(),
            Container::Footnote(note) => {
                let label = self.content.notes.get(note as usize).map_or("", String::as_str);
                self.lines.push(&format!("[^{label}]: "), "    ");
            }
            _ => {}
        }
    }

    fn close(&mut self, container: Container) {
        match container {
            Container::Quote | Container::Item(_) | Container::Footnote(_) => self.lines.pop(),
            Container::List(_) | Container::Definitions => {
                if let Some(list) = self.lists.pop() {
                    if list.described.is_some() {
                        self.lines.pop();
                    }
                    self.adjacent = Some(list.marker);
                }
            }
            _ => {}
        }
    }

    fn open_list(&mut self, start: Option<i32>, reversed: bool, compact: bool) {
        let markers = if start.is_some() { ['.', ')'] } else { ['-', '*'] };
        let marker = if self.adjacent == Some(markers[0]) { markers[1] } else { markers[0] };
        let number = start.unwrap_or(1);
        // A list after an item's text. One that does not begin with 1 cannot directly follow a
        // paragraph.
        let compact_item = self.lists.last().is_some_and(|outer| outer.compact);
        if compact_item && self.below_text && number == 1 {
            self.lines.tighten();
        }
        self.lists.push(List {
            marker,
            number,
            reversed,
            below_zero: false,
            compact,
            fresh: true,
            described: None,
        });
    }

    fn item(&mut self, item: Item) {
        let Some(list) = self.lists.last_mut() else { return };
        let is_numbered = matches!(list.marker, '.' | ')');
        let jumps = item.number.is_some_and(|number| number != list.number) || list.reversed;
        if let Some(number) = item.number {
            list.number = number;
        }
        // No list of Markdown has numbers below zero: they are words of bullets.
        let is_below_zero = is_numbered && list.number < 0;
        let was_below_zero = std::mem::replace(&mut list.below_zero, is_below_zero);
        if list.fresh {
        } else if is_below_zero || was_below_zero {
            if is_below_zero && was_below_zero && list.compact {
                self.lines.tighten();
            }
        } else if is_numbered && jumps {
            // Parsers count up by themselves; only a new list can have another number.
            list.marker = if list.marker == '.' { ')' } else { '.' };
        } else if list.compact {
            self.lines.tighten();
        }
        list.fresh = false;
        self.adjacent = None;
        self.below_text = false;
        let marker = match list.marker {
            '-' | '*' => format!("{} ", list.marker),
            _ if is_below_zero => format!("- {}. ", list.number),
            delimiter => format!("{}{delimiter} ", list.number),
        };
        list.number = match list.reversed {
            true => list.number.saturating_sub(1).max(-999_999_999),
            false => list.number.saturating_add(1).min(999_999_999),
        };
        let task = match item.done {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        };
        self.lines.push(
            &format!("{marker}{task}"),
            &" ".repeat(if is_below_zero { 2 } else { marker.len() }),
        );
    }

    /// Begins the description of a term, or of nothing.
    fn describe(&mut self) {
        if self.lists.last().is_some_and(|list| list.described.is_none()) {
            self.item(Item::PLAIN);
        }
        if let Some(list) = self.lists.last_mut() {
            list.described = Some(true);
        }
    }

    /// Writes a term, as an item of a list: with its description on the same line, if that is one
    /// paragraph.
    fn term(&mut self, parts: &[Part]) -> usize {
        match self.lists.last().and_then(|list| list.described) {
            // A second term for the same description.
            Some(false) => {}
            described => {
                if described.is_some() {
                    self.lines.pop();
                }
                self.item(Item::PLAIN);
            }
        }
        if let Some(list) = self.lists.last_mut() {
            list.described = Some(false);
        }
        if let [
            _,
            Part::Paragraph(term),
            Part::Close(_),
            Part::Open { container: Container::Description, .. },
            Part::Paragraph(description),
            Part::Close(_),
            Part::Open { container: Container::Term, .. } | Part::Close(Container::Definitions),
            ..,
        ] = parts
        {
            let of = |inlines| surroundings(self.content, inlines);
            let around = of(*term).and(of(*description));
            let text =
                |inlines, also| inline(self.content, inlines, also, Place::Paragraph, around);
            let mut line = text(*term, Marks::STRONG);
            let colon = if line.trim_end_matches('*').ends_with(':') { " " } else { ": " };
            line.push_str(colon);
            line.push_str(&text(*description, Marks::default()));
            self.block(&line);
            if let Some(list) = self.lists.last_mut() {
                list.described = Some(true);
            }
            return 6;
        }
        let mut used = 1;
        while let Some(part) = parts.get(used) {
            match part {
                Part::Close(Container::Term) => return used + 1,
                Part::Paragraph(inlines) => {
                    let text = self.inline(*inlines, Marks::STRONG, Place::Paragraph);
                    self.block(&text);
                    used += 1;
                }
                part => used += self.part(part, &parts[used..]),
            }
        }
        used
    }

    /// Writes a table after its captions: one, or as many as a broken page has.
    fn table(&mut self, parts: &[Part]) -> usize {
        let end = parts.iter().position(|part| *part == Part::Close(Container::Table));
        let inside = &parts[1..end.unwrap_or(parts.len())];
        let mut at = 0;
        while let Some(part) = inside.get(at) {
            at += 1;
            if matches!(part, Part::Open { container: Container::Caption, .. }) {
                while let Some(part) = inside.get(at).filter(|part| !is_end_of_caption(part)) {
                    at += self.part(part, &inside[at..]);
                }
            }
        }
        let text = table::table(self.content, inside);
        if !text.is_empty() {
            self.block(&text);
        }
        inside.len() + 2
    }
}

fn is_end_of_caption(part: &Part) -> bool {
    *part == Part::Close(Container::Caption)
}
