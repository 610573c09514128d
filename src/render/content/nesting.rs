//! Nests the marks and links of text pieces.

use super::Marks;

/// What is open around a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Link(u32),
    Mark(Marks),
}

/// The marks in the default order of opening.
const ORDER: [Marks; 5] =
    [Marks::STRONG, Marks::EMPHASIS, Marks::STRIKE, Marks::SUBSCRIPT, Marks::SUPERSCRIPT];

/// Walks over the pieces of a line and reports which marks and links close and open before each.
#[derive(Debug)]
pub(crate) struct Nesting {
    /// Marks and link of each piece.
    pieces: Vec<(Marks, u32)>,
    /// For every piece, for how many more pieces each mark, and finally the link, continues.
    extents: Vec<[u32; ORDER.len() + 1]>,
    open: Vec<Token>,
}

impl Nesting {
    pub(crate) fn new(pieces: Vec<(Marks, u32)>) -> Nesting {
        let mut extents = vec![[0; ORDER.len() + 1]; pieces.len()];
        let mut behind = [0; ORDER.len() + 1];
        let mut link_behind = 0;
        for (&(marks, link), slot) in pieces.iter().zip(&mut extents).rev() {
            for (mark, extent) in ORDER.into_iter().zip(&mut behind) {
                *extent = if marks.has(mark) { *extent + 1 } else { 0 };
            }
            let of_link = &mut behind[ORDER.len()];
            *of_link = if link == link_behind { *of_link + 1 } else { 1 };
            link_behind = link;
            *slot = behind;
        }
        Nesting { pieces, extents, open: Vec::new() }
    }

    /// What closes before a piece, in order; after the last piece, everything open.
    pub(crate) fn close_before(&mut self, piece: usize) -> Vec<Token> {
        let (marks, link) = self.pieces.get(piece).copied().unwrap_or_default();
        let goes_on = |token: &Token| match *token {
            Token::Link(open) => link == open,
            Token::Mark(mark) => marks.has(mark),
        };
        let keep = self.open.iter().position(|token| !goes_on(token));
        let mut closed = self.open.split_off(keep.unwrap_or(self.open.len()));
        closed.reverse();
        closed
    }

    /// What opens before a piece, in order: the longest first.
    pub(crate) fn open_before(&mut self, piece: usize) -> Vec<Token> {
        let (Some(&(marks, link)), Some(extents)) =
            (self.pieces.get(piece), self.extents.get(piece))
        else {
            return Vec::new();
        };
        let of_link = (link != 0).then_some((extents[ORDER.len()], Token::Link(link)));
        let of_marks = ORDER
            .into_iter()
            .zip(extents)
            .filter(|(mark, _)| marks.has(*mark))
            .map(|(mark, &extent)| (extent, Token::Mark(mark)));
        let mut opening: Vec<(u32, Token)> = of_link
            .into_iter()
            .chain(of_marks)
            .filter(|(_, token)| !self.open.contains(token))
            .collect();
        opening.sort_by_key(|&(extent, _)| std::cmp::Reverse(extent));
        let opened: Vec<Token> = opening.into_iter().map(|(_, token)| token).collect();
        self.open.extend(&opened);
        opened
    }
}
