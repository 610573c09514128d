//! Paragraphs and headings as Markdown.

use super::emphasis::{Piece, What, settle};
use super::escape::{
    Surroundings, closes_formula, code_span, destination, escape, escape_heading_end,
    escape_line_starts,
};
use crate::render::content::{Content, Inline, Inlines, Marks, Nesting, Token};
use std::borrow::Cow;

/// The place of a text, which restricts what it may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// A paragraph or heading as Markdown, all of it with the marks `also`. `around` is about
/// everything on the same lines. Only paragraphs have more than one line.
pub(super) fn inline(
    content: &Content,
    inlines: Inlines,
    also: Marks,
    place: Place,
    around: Surroundings,
) -> String {
    let inlines = content.inlines(inlines);
    let mut pieces = settle(pieces(content, inlines, also, place));
    if place == Place::Paragraph {
        pieces = without_definition(pieces);
    }
    let mut writer = Writer { content, around, place, out: String::new() };
    writer.write(&pieces);
    let mut out = writer.out;
    match place {
        Place::Paragraph => match escape_line_starts(&out) {
            Cow::Owned(escaped) => escaped,
            Cow::Borrowed(_) => out,
        },
        Place::Heading => {
            escape_heading_end(&mut out);
            out
        }
        Place::Cell => out.replace('|', "\\|"),
    }
}

/// The contribution of a paragraph or heading to its lines.
pub(super) fn surroundings(content: &Content, inlines: Inlines) -> Surroundings {
    let mut around = Surroundings::default();
    let mut is_line_start = true;
    for inline in content.inlines(inlines) {
        let style = inline.style();
        let link = content.link(style.link).unwrap_or_default();
        around.dollars += link.matches('$').count();
        if style.marks.has(Marks::STRIKE) {
            around.tildes += 2;
        }
        match inline {
            Inline::Text { text, .. } => {
                let text = text.of(&content.text);
                let dollars = text.matches('$').count();
                let is_first = around.dollars == 0 && is_line_start;
                around.closing_dollars |= dollars > 0 && closes_formula(text, is_first);
                around.tildes += text.matches('~').count();
                around.dollars += dollars;
                around.live_dollars |= style.code != 0 && dollars > 0;
            }
            Inline::Formula { .. } => around.live_dollars = true,
            Inline::Image { image, .. } => {
                if let Some(image) = content.images.get(*image as usize) {
                    around.tildes += image.alt.matches('~').count();
                    around.dollars += image.alt.matches('$').count();
                    around.dollars += image.address.matches('$').count();
                }
            }
            Inline::Break | Inline::Note(_) => {}
        }
        is_line_start = *inline == Inline::Break;
    }
    around
}

fn pieces<'a>(
    content: &'a Content,
    inlines: &[Inline],
    also: Marks,
    place: Place,
) -> Vec<Piece<'a>> {
    let mut out: Vec<Piece<'a>> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let style = inline.style();
        let what = match inline {
            Inline::Text { text, style } => {
                let text = text.of(&content.text);
                let code = style.code != 0 && !text.trim().is_empty();
                // In a table, a parser would split the cell at a bar after a backslash.
                if code && !(place == Place::Cell && text.contains("\\|")) {
                    What::Code(Cow::Borrowed(text))
                } else {
                    What::Text(Cow::Borrowed(text))
                }
            }
            Inline::Break => What::Break,
            Inline::Image { image, .. } => What::Made(image_markdown(content, *image)),
            Inline::Formula { formula, .. } => {
                What::Made(formula_markdown(content, *formula, place, style.link != 0))
            }
            Inline::Note(note) => {
                let label = content.notes.get(*note as usize).map_or("", String::as_str);
                What::Made(format!("[^{label}]"))
            }
        };
        let marks = if matches!(what, What::Break) { style.marks } else { style.marks.with(also) };
        // Two adjacent code spans would be parsed as one with longer fences.
        if let (What::Code(code), Some(last)) = (&what, out.last_mut())
            && last.marks == marks
            && last.link == style.link
            && let What::Code(before) = &mut last.what
        {
            before.to_mut().push_str(code);
            continue;
        }
        out.push(Piece { what, marks, link: style.link });
    }
    out
}

/// A paragraph that begins with a link whose code has `]:` would be parsed as a definition,
/// `[label]: address`, since blocks are parsed before code. Removes the colons from the code.
fn without_definition(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let first_link = pieces.first().map_or(0, |piece| piece.link);
    let defines = |piece: &Piece<'_>| {
        piece.link != 0
            && piece.link == first_link
            && matches!(&piece.what, What::Code(code) if code.contains("]:"))
    };
    if !pieces.iter().any(defines) {
        return pieces;
    }
    let mut out = Vec::with_capacity(pieces.len() + 2);
    for piece in pieces {
        let code = match &piece.what {
            What::Code(code) if defines(&piece) => code,
            _ => {
                out.push(piece);
                continue;
            }
        };
        let mut push = |what| out.push(Piece { what, marks: piece.marks, link: piece.link });
        let mut rest: &str = code;
        while let Some(bracket) = rest.find("]:") {
            push(What::Code(Cow::Owned(rest[..=bracket].to_owned())));
            push(What::Text(Cow::Borrowed(":")));
            rest = &rest[bracket + 2..];
        }
        match rest.trim() {
            "" => push(What::Text(Cow::Owned(rest.to_owned()))),
            _ => push(What::Code(Cow::Owned(rest.to_owned()))),
        }
    }
    out
}

fn image_markdown(content: &Content, image: u32) -> String {
    let Some(image) = content.images.get(image as usize) else { return String::new() };
    let mut out = String::from("![");
    escape(&image.alt, Surroundings::ANY, false, &mut out);
    out.push_str("](");
    destination(&image.address, Surroundings::ANY, &mut out);
    out.push(')');
    out
}

fn formula_markdown(content: &Content, formula: u32, place: Place, in_link: bool) -> String {
    let Some(formula) = content.formulas.get(formula as usize) else { return String::new() };
    let delimiter = if formula.display { "$$" } else { "$" };
    let mut tex = match place {
        // A cell must not contain a bar, not even after a backslash.
        Place::Cell => formula.tex.replace("\\|", "\\Vert ").replace('|', "\\vert "),
        _ => formula.tex.clone(),
    };
    if in_link {
        // It would define a link. LaTeX ignores the space.
        tex = tex.replace("]:", "] :");
    }
    format!("{delimiter}{}{delimiter}", tex.trim_end())
}

struct Writer<'a> {
    content: &'a Content,
    around: Surroundings,
    place: Place,
    out: String,
}

impl Writer<'_> {
    fn write(&mut self, pieces: &[Piece<'_>]) {
        let mut nesting =
            Nesting::new(pieces.iter().map(|piece| (piece.marks, piece.link)).collect());
        for (index, piece) in pieces.iter().enumerate() {
            nesting.close_before(index).into_iter().for_each(|token| self.close(token));
            for token in nesting.open_before(index) {
                self.out.push_str(opening_of(token));
            }
            let next = pieces.get(index + 1);
            let bracket_follows = next.is_some_and(|next| {
                matches!(next.what, What::Made(_)) || (next.link != 0 && next.link != piece.link)
            });
            self.piece(piece, bracket_follows);
        }
        nesting.close_before(pieces.len()).into_iter().for_each(|token| self.close(token));
    }

    fn piece(&mut self, piece: &Piece<'_>, bracket_follows: bool) {
        match &piece.what {
            What::Text(text) => escape(text, self.around, bracket_follows, &mut self.out),
            What::Code(code) => code_span(code, &mut self.out),
            What::Made(markdown) => self.out.push_str(markdown),
            What::Break => self.out.push_str(match self.place {
                Place::Paragraph => "\\\n",
                Place::Heading => " ",
                Place::Cell => "<br>",
            }),
        }
    }

    fn close(&mut self, token: Token) {
        match token {
            Token::Link(link) => {
                self.out.push_str("](");
                let address = self.content.link(link).unwrap_or_default();
                destination(address, self.around, &mut self.out);
                self.out.push(')');
            }
            Token::Mark(Marks::SUBSCRIPT) => self.out.push_str("</sub>"),
            Token::Mark(Marks::SUPERSCRIPT) => self.out.push_str("</sup>"),
            token => self.out.push_str(opening_of(token)),
        }
    }
}

fn opening_of(token: Token) -> &'static str {
    match token {
        Token::Link(_) => "[",
        Token::Mark(Marks::STRONG) => "**",
        Token::Mark(Marks::EMPHASIS) => "*",
        Token::Mark(Marks::STRIKE) => "~~",
        Token::Mark(Marks::SUBSCRIPT) => "<sub>",
        Token::Mark(_) => "<sup>",
    }
}
