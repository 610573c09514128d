//! Decides which emphasis can be written: CommonMark's delimiters bind depending on the white space
//! and punctuation around them (section 6.2), and they must nest.

use crate::render::content::Marks;
use std::borrow::Cow;

/// A piece of a line with its marks.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) what: What<'a>,
    pub(super) marks: Marks,
    pub(super) link: u32,
}

#[derive(Clone, Debug)]
pub(super) enum What<'a> {
    Text(Cow<'a, str>),
    Code(Cow<'a, str>),
    /// Finished Markdown: an image, a formula, a reference.
    Made(String),
    Break,
}

/// The marks that are written as delimiters.
const DELIMITED: [Marks; 3] = [Marks::STRONG, Marks::EMPHASIS, Marks::STRIKE];
/// The marks that are written as tags.
const TAGGED: [Marks; 2] = [Marks::SUBSCRIPT, Marks::SUPERSCRIPT];

/// The neighbor of a delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Space,
    Punctuation,
    /// Punctuation for some parsers, depending on their Unicode version.
    Unsure,
    Letter,
}

impl Side {
    fn of(c: char) -> Side {
        match c {
            _ if c.is_whitespace() => Side::Space,
            _ if c.is_ascii_punctuation() => Side::Punctuation,
            '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' => {
                Side::Punctuation
            }
            _ if c.is_alphanumeric() => Side::Letter,
            _ => Side::Unsure,
        }
    }

    /// Whether a delimiter between this outer and inner neighbor binds inward.
    fn binds(self, inner: Side) -> bool {
        match inner {
            Side::Letter => true,
            Side::Punctuation | Side::Unsure => matches!(self, Side::Space | Side::Punctuation),
            Side::Space => false,
        }
    }
}

/// One of the two directions in which a run is examined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Front,
    Back,
}

impl Piece<'_> {
    fn side(&self, end: End) -> Side {
        match &self.what {
            What::Text(text) => edge(text, end).map_or(Side::Space, Side::of),
            What::Code(_) | What::Made(_) => Side::Punctuation,
            What::Break => Side::Space,
        }
    }
}

fn edge(text: &str, end: End) -> Option<char> {
    match end {
        End::Front => text.chars().next(),
        End::Back => text.chars().next_back(),
    }
}

/// Removes marks that could not be parsed, from as little text as possible.
pub(super) fn settle(mut pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let marked = |mark: &Marks| pieces.iter().any(|piece| piece.marks.has(*mark));
    let present: Vec<Marks> = DELIMITED.into_iter().filter(marked).collect();
    if present.is_empty() {
        return pieces;
    }
    for &mark in &present {
        pieces = trim(pieces, mark);
    }
    nest(&mut pieces, &present);
    thin_out(&mut pieces, &present);
    merge(pieces)
}

/// The longest runs of pieces with a mark, as their first piece and the one after them.
fn stretches(pieces: &[Piece<'_>], mark: Marks) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (index, _) in pieces.iter().enumerate().filter(|(_, piece)| piece.marks.has(mark)) {
        match found.last_mut() {
            Some((_, end)) if *end == index => *end += 1,
            _ => found.push((index, index + 1)),
        }
    }
    found
}

/// Removes a mark from the characters at the ends of its runs to which no delimiter can bind.
fn trim<'a>(pieces: Vec<Piece<'a>>, mark: Marks) -> Vec<Piece<'a>> {
    let found = stretches(&pieces, mark);
    let bound: Vec<(Place, Place)> = found
        .iter()
        .map(|&(start, end)| {
            let front = binding_place(&pieces, start, end, End::Front);
            let back = binding_place(&pieces, start, end, End::Back);
            (front, back)
        })
        .collect();
    let mut out = Vec::with_capacity(pieces.len() + 2 * found.len());
    let mut stretch = 0;
    for (index, piece) in pieces.into_iter().enumerate() {
        while found.get(stretch).is_some_and(|&(_, end)| end <= index) {
            stretch += 1;
        }
        match bound.get(stretch) {
            Some(&(front, back)) if piece.marks.has(mark) => {
                keep_between(piece, index, mark, front, back, &mut out);
            }
            _ => out.push(piece),
        }
    }
    out
}

/// A place in the pieces: a piece, and the bytes of it from the examined side. `None` if no place
/// binds.
type Place = Option<(usize, usize)>;

/// Splits a piece into up to three: before, between and after the two places. Only the middle keeps
/// the mark.
fn keep_between<'a>(
    piece: Piece<'a>,
    index: usize,
    mark: Marks,
    front: Place,
    back: Place,
    out: &mut Vec<Piece<'a>>,
) {
    let bare = piece.marks.without(mark);
    let (Some((first, head)), Some((last, tail))) = (front, back) else {
        out.push(Piece { marks: bare, ..piece });
        return;
    };
    if index < first || index > last {
        out.push(Piece { marks: bare, ..piece });
        return;
    }
    let What::Text(text) = &piece.what else {
        out.push(piece);
        return;
    };
    let from = if index == first { head } else { 0 };
    let to = text.len().saturating_sub(if index == last { tail } else { 0 });
    let (before, rest) = text.split_at(from);
    let (inside, behind) = rest.split_at(to.saturating_sub(from));
    for (part, marks) in [(before, bare), (inside, piece.marks), (behind, bare)] {
        if !part.is_empty() {
            let what = What::Text(Cow::Owned(part.to_owned()));
            out.push(Piece { what, marks, link: piece.link });
        }
    }
}

/// The first place of a run, from one end, to which a delimiter can bind.
fn binding_place(pieces: &[Piece<'_>], start: usize, end: usize, from: End) -> Place {
    let mut outside = outer_side(pieces, start, end, from);
    for step in 0..end - start {
        let index = if from == End::Front { start + step } else { end - 1 - step };
        let piece = &pieces[index];
        let bracketed = has_edge(pieces, index, start, end, from);
        let What::Text(text) = &piece.what else {
            return outside.binds(Side::Punctuation).then_some((index, 0));
        };
        if bracketed {
            // No mark may begin inside the link or tag and continue after it.
            return outside.binds(Side::Punctuation).then_some((index, 0));
        }
        let mut taken = 0;
        let mut rest: &str = text;
        while let Some(c) = edge(rest, from) {
            let inner = Side::of(c);
            if outside.binds(inner) {
                return Some((index, taken));
            }
            taken += c.len_utf8();
            rest = match from {
                End::Front => &text[taken..],
                End::Back => &text[..text.len() - taken],
            };
            outside = inner;
        }
    }
    None
}

fn before_or_behind<'b, 'a>(
    pieces: &'b [Piece<'a>],
    index: usize,
    from: End,
) -> Option<&'b Piece<'a>> {
    match from {
        End::Front => index.checked_sub(1).and_then(|before| pieces.get(before)),
        End::Back => pieces.get(index + 1),
    }
}

/// What is right outside a run.
fn outer_side(pieces: &[Piece<'_>], start: usize, end: usize, from: End) -> Side {
    let index = if from == End::Front { start } else { end - 1 };
    let inner = &pieces[index];
    let outer = before_or_behind(pieces, index, from);
    let link_around = inner.link != 0 && has_one_link(&pieces[start..end]);
    let outer_link = outer.map_or(0, |outer| outer.link);
    if outer_link != inner.link && (outer_link != 0 || link_around) {
        return Side::Punctuation;
    }
    let Some(outer) = outer else { return Side::Space };
    if TAGGED.into_iter().any(|tag| outer.marks.has(tag) && !inner.marks.has(tag)) {
        return Side::Punctuation;
    }
    outer.side(if from == End::Front { End::Back } else { End::Front })
}

/// Whether a piece's edge is the bracket of a link, or a tag, inside the run.
fn has_edge(pieces: &[Piece<'_>], index: usize, start: usize, end: usize, from: End) -> bool {
    let piece = &pieces[index];
    let outer = before_or_behind(pieces, index, from);
    let bracket = piece.link != 0
        && outer.is_none_or(|outer| outer.link != piece.link)
        && !has_one_link(&pieces[start..end]);
    let beyond = match from {
        End::Front => pieces.get(end),
        End::Back => start.checked_sub(1).and_then(|before| pieces.get(before)),
    };
    let tag = TAGGED.into_iter().any(|tag| {
        let ends = piece.marks.has(tag) && !outer.is_some_and(|outer| outer.marks.has(tag));
        let around = pieces[start..end].iter().chain(beyond).all(|piece| piece.marks.has(tag));
        ends && !(around && beyond.is_some())
    });
    bracket || tag
}

fn has_one_link(pieces: &[Piece<'_>]) -> bool {
    pieces.windows(2).all(|pair| pair[0].link == pair[1].link)
}

/// Removes a mark from a whole run if it would cross a link, a tag or another mark.
fn nest(pieces: &mut [Piece<'_>], present: &[Marks]) {
    for (position, &mark) in present.iter().enumerate() {
        let others: Vec<Marks> =
            TAGGED.into_iter().chain(present[..position].iter().copied()).collect();
        for (start, end) in stretches(pieces, mark) {
            let inside = &pieces[start..end];
            let shared = |index: usize, same: &dyn Fn(&Piece<'_>, &Piece<'_>) -> bool| {
                let before = index.checked_sub(1).and_then(|before| pieces.get(before));
                before.zip(pieces.get(index)).is_some_and(|(before, behind)| same(before, behind))
            };
            let reaches = |same: &dyn Fn(&Piece<'_>, &Piece<'_>) -> bool| {
                shared(start, same) || shared(end, same)
            };
            let crosses_link = !has_one_link(inside)
                && reaches(&|before, behind| before.link != 0 && before.link == behind.link);
            let crosses_mark = others.iter().any(|&other| {
                !inside.iter().all(|piece| piece.marks.has(other))
                    && reaches(&|before, behind| before.marks.has(other) && behind.marks.has(other))
            });
            if crosses_link || crosses_mark {
                clear(pieces, start, end, mark);
            }
        }
    }
}

/// A delimiter between two letters, or two signs, may open or close, depending on what is open
/// around it. This must be unambiguous: no other delimiter next to it, and no other mark around it.
fn thin_out(pieces: &mut [Piece<'_>], present: &[Marks]) {
    if present.len() < 2 {
        return;
    }
    // The positions of delimiters, and which of them are ambiguous.
    let mut taken = vec![false; pieces.len() + 1];
    let mut unclear = vec![false; pieces.len() + 1];
    for (position, &mark) in present.iter().enumerate() {
        for (start, end) in stretches(pieces, mark) {
            let ends = [start, end];
            let is_inside = present[..position]
                .iter()
                .any(|&other| pieces[start..end].iter().all(|piece| piece.marks.has(other)));
            let doubtful =
                ends.into_iter().any(|at| is_unclear(pieces, at) && (taken[at] || is_inside));
            if doubtful || unclear[start + 1..end].contains(&true) {
                clear(pieces, start, end, mark);
                continue;
            }
            for at in ends {
                taken[at] = true;
                unclear[at] |= is_unclear(pieces, at);
            }
        }
    }
}

/// Whether a delimiter before this piece could open or close.
fn is_unclear(pieces: &[Piece<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    before.zip(pieces.get(at)).is_some_and(|(before, behind)| {
        let differ = |tag: Marks| before.marks.has(tag) != behind.marks.has(tag);
        match (before.side(End::Back), behind.side(End::Front)) {
            (Side::Space, _) | (_, Side::Space) => false,
            (Side::Unsure, _) | (_, Side::Unsure) => true,
            (last, first) => last == first || TAGGED.into_iter().any(differ),
        }
    })
}

fn clear(pieces: &mut [Piece<'_>], start: usize, end: usize, mark: Marks) {
    for piece in pieces.iter_mut().take(end).skip(start) {
        piece.marks = piece.marks.without(mark);
    }
}

/// Joins equal neighbors.
fn merge(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut out: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let Some(last) = out.last_mut()
            && last.marks == piece.marks
            && last.link == piece.link
            && let (What::Text(before), What::Text(text)) | (What::Code(before), What::Code(text)) =
                (&mut last.what, &piece.what)
        {
            before.to_mut().push_str(text);
            continue;
        }
        out.push(piece);
    }
    out
}
