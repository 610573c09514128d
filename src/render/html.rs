//! The kept content as a sanitized HTML fragment: elements from an allow-list, all text escaped.
//! The page's own markup gets into it only as text and as resolved addresses.

use super::content::{
    Align, Cell, Container, Content, Inline, Inlines, Item, List, Marks, Nesting, Numerals, Part,
    Token,
};

/// Writes content as HTML.
pub(crate) fn html(content: &Content) -> String {
    let mut writer = Writer {
        content,
        out: String::new(),
        open: Vec::new(),
        section: None,
        referenced: vec![false; content.notes.len()],
    };
    for (index, part) in content.parts.iter().enumerate() {
        writer.part(part, &content.parts[index..]);
    }
    writer.out
}

struct Writer<'a> {
    content: &'a Content,
    out: String,
    /// The open containers, and whether each is compact.
    open: Vec<(Container, bool)>,
    /// The `<thead>` or `<tbody>` that is open.
    section: Option<&'static str>,
    /// For every footnote, whether a reference to it was written.
    referenced: Vec<bool>,
}

impl Writer<'_> {
    fn part(&mut self, part: &Part, parts: &[Part]) {
        match part {
            Part::Open { container, compact } => {
                self.open(*container, parts);
                self.open.push((*container, *compact));
            }
            Part::Close(container) => {
                self.open.pop();
                self.close(*container);
            }
            Part::Heading { level, inlines } => {
                self.raw(&format!("<h{level}>"));
                self.inlines(*inlines);
                self.raw(&format!("</h{level}>\n"));
            }
            Part::Paragraph(inlines) if self.is_bare(*inlines) => self.inlines(*inlines),
            Part::Paragraph(inlines) => {
                self.raw("<p>");
                self.inlines(*inlines);
                self.raw("</p>\n");
            }
            Part::Code { language, text } => {
                self.raw("<pre><code");
                if let Some(language) = language {
                    self.attribute("class", &format!("language-{language}"));
                }
                self.raw(">");
                self.text(text.of(&self.content.text));
                self.raw("</code></pre>\n");
            }
            Part::Rule => self.raw("<hr>\n"),
        }
    }

    /// Whether a paragraph is the whole text of its container, which then needs no `<p>`.
    fn is_bare(&self, inlines: Inlines) -> bool {
        match self.open.last() {
            Some((Container::Quote | Container::List(_), _)) | None => false,
            Some((Container::Figure, _)) => {
                let inlines = self.content.inlines(inlines);
                inlines.iter().all(|inline| matches!(inline, Inline::Image { .. } | Inline::Break))
            }
            Some((_, compact)) => *compact,
        }
    }

    fn open(&mut self, container: Container, parts: &[Part]) {
        match container {
            Container::Quote => self.raw("<blockquote>\n"),
            Container::List(List { start: None, .. }) => self.raw("<ul>\n"),
            Container::List(List { start: Some(start), numerals, reversed }) => {
                self.raw("<ol");
                match numerals {
                    Numerals::Decimal => {}
                    Numerals::LowerLetters => self.attribute("type", "a"),
                    Numerals::UpperLetters => self.attribute("type", "A"),
                    Numerals::LowerRoman => self.attribute("type", "i"),
                    Numerals::UpperRoman => self.attribute("type", "I"),
                }
                if reversed {
                    self.raw(" reversed");
                }
                if start != 1 || reversed {
                    self.attribute("start", &start.to_string());
                }
                self.raw(">\n");
            }
            Container::Item(item) => self.item(item),
            Container::Definitions => self.raw("<dl>\n"),
            Container::Term => self.raw("<dt>"),
            Container::Description => self.raw("<dd>"),
            Container::Table => self.raw("<table>\n"),
            Container::Caption => self.raw("<caption>"),
            Container::Row => self.row(parts),
            Container::Cell(cell) => self.cell(cell),
            Container::Figure => self.raw("<figure>\n"),
            Container::FigureCaption => self.raw("<figcaption>"),
            Container::Footnote(note) => {
                let label = self.label(note);
                self.raw("<div");
                self.attribute("id", &format!("fn-{label}"));
                self.raw("><sup>");
                self.text(label);
                self.raw("</sup> ");
            }
        }
    }

    fn close(&mut self, container: Container) {
        if container == Container::Table {
            self.end_section();
        }
        self.raw(match container {
            Container::Quote => "</blockquote>\n",
            Container::List(List { start: None, .. }) => "</ul>\n",
            Container::List(_) => "</ol>\n",
            Container::Item(_) => "</li>\n",
            Container::Definitions => "</dl>\n",
            Container::Term => "</dt>\n",
            Container::Description => "</dd>\n",
            Container::Caption => "</caption>\n",
            Container::Row => "</tr>\n",
            Container::Cell(Cell { header: true, .. }) => "</th>",
            Container::Cell(_) => "</td>",
            Container::Figure => "</figure>\n",
            Container::FigureCaption => "</figcaption>\n",
            Container::Footnote(_) => "</div>\n",
            Container::Table => "</table>\n",
        });
    }

    fn item(&mut self, item: Item) {
        self.raw("<li");
        if let Some(number) = item.number {
            self.attribute("value", &number.to_string());
        }
        self.raw(match item.done {
            Some(true) => ">☑ ",
            Some(false) => ">☐ ",
            None => ">",
        });
    }

    /// Begins a row: in the table's head as long as all cells are header cells.
    fn row(&mut self, parts: &[Part]) {
        let row = parts.iter().take_while(|part| **part != Part::Close(Container::Row));
        let all_header = row.into_iter().all(|part| match part {
            Part::Open { container: Container::Cell(cell), .. } => cell.header,
            _ => true,
        });
        let section = if all_header && self.section != Some("tbody") { "thead" } else { "tbody" };
        if self.section != Some(section) {
            self.end_section();
            self.raw(&format!("<{section}>\n"));
            self.section = Some(section);
        }
        self.raw("<tr>");
    }

    fn end_section(&mut self) {
        if let Some(section) = self.section.take() {
            self.raw(&format!("</{section}>\n"));
        }
    }

    fn cell(&mut self, cell: Cell) {
        self.raw(if cell.header { "<th" } else { "<td" });
        if let Some(align) = cell.align {
            self.attribute(
                "align",
                match align {
                    Align::Left => "left",
                    Align::Center => "center",
                    Align::Right => "right",
                },
            );
        }
        for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if span != 1 {
                self.attribute(name, &span.to_string());
            }
        }
        self.raw(">");
    }

    fn inlines(&mut self, inlines: Inlines) {
        let inlines = self.content.inlines(inlines);
        let styles = inlines.iter().map(|inline| inline.style());
        let mut nesting = Nesting::new(styles.map(|style| (style.marks, style.link)).collect());
        let mut code = 0;
        for (index, inline) in inlines.iter().enumerate() {
            let style = inline.style();
            let (closed, opened) = (nesting.close_before(index), nesting.open_before(index));
            let changes = !closed.is_empty() || !opened.is_empty();
            if code != 0 && (code != style.code || changes) {
                self.raw("</code>");
                code = 0;
            }
            closed.into_iter().for_each(|token| self.end_tag(token));
            opened.into_iter().for_each(|token| self.start_tag(token));
            if style.code != code {
                self.raw("<code>");
                code = style.code;
            }
            self.inline(inline);
        }
        if code != 0 {
            self.raw("</code>");
        }
        nesting.close_before(inlines.len()).into_iter().for_each(|token| self.end_tag(token));
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text { text, .. } => self.text(text.of(&self.content.text)),
            Inline::Break => self.raw("<br>\n"),
            Inline::Image { image, .. } => {
                let Some(image) = self.content.images.get(*image as usize) else { return };
                self.raw("<img");
                self.attribute("src", &image.address);
                self.attribute("alt", &image.alt);
                self.raw(">");
            }
            Inline::Formula { formula, .. } => {
                let Some(formula) = self.content.formulas.get(*formula as usize) else { return };
                let (open, close) = if formula.display { ("\\[", "\\]") } else { ("\\(", "\\)") };
                self.text(open);
                self.text(&formula.tex);
                self.text(close);
            }
            Inline::Note(note) => {
                let label = self.label(*note);
                self.raw("<sup><a");
                self.attribute("href", &format!("#fn-{label}"));
                if let Some(referenced @ false) = self.referenced.get_mut(*note as usize) {
                    *referenced = true;
                    self.attribute("id", &format!("fnref-{label}"));
                }
                self.raw(">");
                self.text(label);
                self.raw("</a></sup>");
            }
        }
    }

    fn start_tag(&mut self, token: Token) {
        match token {
            Token::Link(link) => {
                self.raw("<a");
                self.attribute("href", self.content.link(link).unwrap_or_default());
                self.raw(">");
            }
            Token::Mark(mark) => self.raw(&format!("<{}>", element_of(mark))),
        }
    }

    fn end_tag(&mut self, token: Token) {
        match token {
            Token::Link(_) => self.raw("</a>"),
            Token::Mark(mark) => self.raw(&format!("</{}>", element_of(mark))),
        }
    }

    /// Writes markup.
    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// Writes text of the page, escaped.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                _ => self.out.push(c),
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.text(value);
        self.raw("\"");
    }
}

impl<'a> Writer<'a> {
    fn label(&self, note: u32) -> &'a str {
        self.content.notes.get(note as usize).map_or("", String::as_str)
    }
}

fn element_of(mark: Marks) -> &'static str {
    match mark {
        Marks::STRONG => "strong",
        Marks::EMPHASIS => "em",
        Marks::STRIKE => "del",
        Marks::SUBSCRIPT => "sub",
        _ => "sup",
    }
}
