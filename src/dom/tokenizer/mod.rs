//! Reads the plain parts of a page faster than html5ever's tokenizer, and emits the same tokens:
//! text with character references, well-formed tags, comments, and the contents of `<script>`,
//! `<style>` and similar. Attributes that nothing reads are left out.
//!
//! Everything else is left to the tokenizer, which reads until a tag, comment or doctype ends:
//! there it is in its data state (HTML Standard, 13.2.5.1), and needs no synchronization. Carriage
//! returns must be normalized.

mod known_names;
mod reference;

use super::guards::Guard;
use super::tree::own::OwnAttributes;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, Rawtext, ScriptData};
use html5ever::tokenizer::{EndTag, StartTag, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use known_names::{Contents, Readers};
use std::ops::Range;

/// Tags with more attributes are left to the tokenizer, and to the guard that watches it.
const MAX_ATTRIBUTES: usize = 64;

/// What ends a run of plain text.
const SPECIAL: [u8; 3] = [b'<', b'&', 0];

/// A page, read from beginning to end.
pub(in crate::dom) struct Scanner<'a> {
    page: &'a StrTendril,
    bytes: &'a [u8],
    keep_all_attributes: bool,
    /// At most one for each name.
    raw_texts: Vec<RawText>,
    /// The attributes of the newest tag that its element alone needs.
    own: OwnAttributes,
}

/// For each name, an end of raw text that holds for all earlier beginnings.
struct RawText {
    name: LocalName,
    end: usize,
    plain: bool,
}

/// The value of an attribute as written.
struct Value {
    raw: Range<usize>,
    /// It has no character reference.
    is_plain: bool,
}

impl<'a> Scanner<'a> {
    pub(in crate::dom) fn new(page: &'a StrTendril, keep_all_attributes: bool) -> Scanner<'a> {
        Scanner {
            page,
            bytes: page.as_bytes(),
            keep_all_attributes,
            raw_texts: Vec::new(),
            own: OwnAttributes::default(),
        }
    }

    /// Emits tokens from `at`. Returns the position of the first one that is left to the tokenizer.
    pub(in crate::dom) fn run(&mut self, mut at: usize, guard: &Guard) -> usize {
        while at < self.bytes.len() && guard.passed().is_none() {
            let next = match (self.byte(at), self.byte(at + 1)) {
                (Some(b'<'), Some(b'/')) => self.end_tag(at, guard),
                (Some(b'<'), Some(b'!')) => self.comment(at, guard),
                (Some(b'<'), _) => self.start_tag(at, guard),
                _ => self.text(at, guard),
            };
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// A slice of the page's text, without copying; `None` if it cuts a character.
    fn slice(&self, range: Range<usize>) -> Option<StrTendril> {
        /// So many bytes fit in the slice itself.
        const FEW: usize = 8;
        let text = self.page.get(range.clone())?;
        if text.len() <= FEW {
            return Some(StrTendril::from_slice(text));
        }
        self.page.try_subtendril(range.start as u32, text.len() as u32).ok()
    }

    /// The position of the first of these bytes from `at`, or the end of the page.
    fn find<const N: usize>(&self, at: usize, wanted: [u8; N]) -> usize {
        find(self.bytes, at, wanted)
    }

    fn skip_space(&self, mut at: usize) -> usize {
        while self.byte(at).is_some_and(is_space) {
            at += 1;
        }
        at
    }

    /// Text up to the next tag.
    fn text(&self, begin: usize, guard: &Guard) -> Option<usize> {
        let mut at = self.find(begin, SPECIAL);
        let mut text = self.slice(begin..at)?;
        while self.byte(at) == Some(b'&') {
            let Some((characters, behind)) = reference::in_text(self.bytes, at) else { break };
            for character in characters {
                text.push_char(character);
            }
            at = self.find(behind, SPECIAL);
            text.push_slice(self.page.get(behind..at)?);
        }
        if at == begin {
            return None;
        }
        let _ = guard.process_token(Token::CharacterTokens(text), 1);
        Some(at)
    }

    /// A comment, which is not kept.
    fn comment(&self, begin: usize, guard: &Guard) -> Option<usize> {
        let inside = begin + "<!--".len();
        let comment = self.bytes.get(begin..inside)? == b"<!--";
        let rest = self.bytes.get(inside..)?;
        if !comment || rest.starts_with(b">") || rest.starts_with(b"->") {
            return None;
        }
        let mut at = inside;
        loop {
            at = self.find(at, [b'-']) + 1;
            let rest = self.bytes.get(at..)?;
            let length = if rest.starts_with(b"->") {
                2
            } else if rest.starts_with(b"-!>") {
                3
            } else {
                continue;
            };
            let _ = guard.process_token(Token::CommentToken(StrTendril::new()), 1);
            return Some(at + length);
        }
    }

    fn end_tag(&self, begin: usize, guard: &Guard) -> Option<usize> {
        let name = self.name(begin + 2)?;
        let at = self.skip_space(name.end);
        if self.byte(at) != Some(b'>') {
            return None;
        }
        let name = known_names::element(self.page.get(name)?).name;
        // The end of a script does not suspend the parse here.
        let _ = guard.process_token(end_tag(name), 1);
        Some(at + 1)
    }

    fn start_tag(&mut self, begin: usize, guard: &Guard) -> Option<usize> {
        let name = self.name(begin + 1)?;
        let mut at = name.end;
        let element = known_names::element(self.page.get(name)?);
        self.own.clear();
        let mut attributes: Vec<Attribute> = Vec::new();
        // Found out at the first attribute, as most tags have none.
        let mut readers = None;
        let self_closing = loop {
            at = self.skip_space(at);
            match self.byte(at)? {
                b'>' => break false,
                b'/' if self.byte(at + 1) == Some(b'>') => {
                    at += 1;
                    break true;
                }
                b'/' => at += 1,
                _ => {
                    let readers = *readers.get_or_insert_with(|| match element.attributes {
                        _ if self.keep_all_attributes => Readers::TreeBuilderAll,
                        Readers::Crate | Readers::CrateIfClosed if guard.may_be_foreign() => {
                            Readers::TreeBuilder
                        }
                        readers => readers,
                    });
                    at = self.attribute(at, readers, &mut attributes)?;
                }
            }
        };
        at += 1;
        if readers == Some(Readers::CrateIfClosed)
            && (guard.has_bare_link() || !self.link_closes_next(at))
        {
            attributes = self.own.for_tree_builder(self.page);
            self.own.clear();
        }
        let raw_text = match element.contents {
            Contents::Elements => None,
            Contents::Raw(kind) => {
                let in_noscript = guard.in_noscript();
                let (end, is_unclosed) =
                    self.end_of_raw_text(&element.name, kind, at, in_noscript)?;
                Some((self.slice(at..end)?, end, is_unclosed.then(|| element.name.clone())))
            }
            Contents::Plaintext => return None,
        };
        let name = element.name;
        let tag = tag(StartTag, name, self_closing, attributes);
        let result = guard.process_start_tag(tag, &mut self.own);
        match (result, raw_text) {
            (TokenSinkResult::RawData(_), Some((text, end, unclosed))) => {
                if !text.is_empty() {
                    let _ = guard.process_token(Token::CharacterTokens(text), 1);
                }
                if let Some(name) = unclosed {
                    let _ = guard.process_token(end_tag(name), 1);
                }
                Some(end)
            }
            // In SVG and MathML, these are ordinary elements.
            _ => Some(at),
        }
    }

    /// Whether the next tag is the end tag of a link, with nothing but text before it.
    fn link_closes_next(&self, at: usize) -> bool {
        let tag = self.bytes.get(self.find(at, [b'<', 0])..).unwrap_or_default();
        matches!(tag, [b'<', b'/', b'a' | b'A', behind, ..] if ends_tag_name(*behind))
    }

    /// The name of a tag, if it is plain.
    fn name(&self, begin: usize) -> Option<Range<usize>> {
        self.byte(begin).filter(u8::is_ascii_alphabetic)?;
        let mut end = begin;
        while self.byte(end).is_some_and(|byte| class(byte) == Class::Name) {
            end += 1;
        }
        ends_tag_name(self.byte(end)?).then_some(begin..end)
    }

    /// An attribute, if it is plain: where it ends.
    fn attribute(
        &mut self,
        begin: usize,
        readers: Readers,
        attributes: &mut Vec<Attribute>,
    ) -> Option<usize> {
        let mut at = begin;
        while self.byte(at).is_some_and(|byte| class(byte) == Class::Name) {
            at += 1;
        }
        if at == begin || class(self.byte(at)?) != Class::EndOfName {
            return None;
        }
        let name = begin..at;
        let behind = self.skip_space(at);
        let (value, end) = if self.byte(behind)? == b'=' {
            self.value(self.skip_space(behind + 1))?
        } else {
            (Value { raw: behind..behind, is_plain: true }, behind)
        };
        match readers {
            Readers::Crate | Readers::CrateIfClosed => self.add_own(name, value)?,
            _ => self.add(name, value, readers == Readers::TreeBuilderAll, attributes)?,
        }
        Some(end)
    }

    /// Adds an attribute that only the element needs, if it is read and the first of its name.
    fn add_own(&mut self, name: Range<usize>, value: Value) -> Option<()> {
        let page: &str = self.page;
        let Some(name) = known_names::known_attribute(page.get(name)?) else { return Some(()) };
        if self.own.len() >= MAX_ATTRIBUTES {
            return None;
        }
        if self.own.has(name) {
            return Some(());
        }
        match self.is_as_written(&value) {
            true => self.own.add(name, value.raw),
            false => self.own.add_decoded(name, |out| decode(page, value.raw, out))?,
        }
        Some(())
    }

    /// Adds an attribute for the tree builder, if it is read and the first of its name.
    fn add(
        &self,
        name: Range<usize>,
        value: Value,
        keep_all: bool,
        attributes: &mut Vec<Attribute>,
    ) -> Option<()> {
        let name = self.page.get(name)?;
        let name =
            if keep_all { Some(known_names::any(name)) } else { known_names::read_attribute(name) };
        let Some(name) = name else { return Some(()) };
        if attributes.len() >= MAX_ATTRIBUTES {
            return None;
        }
        if attributes.iter().all(|before| before.name.local != name) {
            let value = match self.is_as_written(&value) {
                true => self.slice(value.raw)?,
                false => {
                    let mut decoded = String::new();
                    decode(self.page, value.raw, &mut decoded)?;
                    StrTendril::from_slice(&decoded)
                }
            };
            attributes.push(Attribute { name: QualName::new(None, ns!(), name), value });
        }
        Some(())
    }

    fn is_as_written(&self, value: &Value) -> bool {
        value.is_plain || !self.bytes.get(value.raw.clone()).is_some_and(|raw| raw.contains(&b'&'))
    }

    /// An attribute's raw value, and where it ends.
    fn value(&self, begin: usize) -> Option<(Value, usize)> {
        let quote = self.byte(begin)?;
        if matches!(quote, b'"' | b'\'') {
            let mut end = self.find(begin + 1, [quote, 0, b'&']);
            let is_plain = self.byte(end)? != b'&';
            if !is_plain {
                end = self.find(end, [quote, 0]);
            }
            let value = Value { raw: begin + 1..end, is_plain };
            return (self.byte(end)? == quote).then_some((value, end + 1));
        }
        let mut end = begin;
        while self.byte(end).is_some_and(|byte| !is_space(byte) && !matches!(byte, b'>' | 0)) {
            end += 1;
        }
        let value = Value { raw: begin..end, is_plain: false };
        (end > begin && self.byte(end)? != 0).then_some((value, end))
    }

    /// Where the text of an element without child elements ends, if it is plain.
    fn raw_text(&mut self, name: &LocalName, kind: RawKind, begin: usize) -> Option<usize> {
        let is_known = |raw: &&RawText| raw.name == *name && begin <= raw.end;
        let (end, plain) = match self.raw_texts.iter().find(is_known) {
            Some(known) => (known.end, known.plain),
            None => {
                let (end, plain) = self.look_for_end(name.as_bytes(), kind, begin);
                self.raw_texts.retain(|raw| raw.name != *name);
                self.raw_texts.push(RawText { name: name.clone(), end, plain });
                (end, plain)
            }
        };
        plain.then_some(end)
    }

    /// Where the raw text of an element ends, and whether `</noscript>` ends it. To browsers, which
    /// run scripts, all of a `<noscript>` is raw text, so pages may have an unclosed `<iframe/>`
    /// there.
    fn end_of_raw_text(
        &mut self,
        name: &LocalName,
        kind: RawKind,
        begin: usize,
        in_noscript: bool,
    ) -> Option<(usize, bool)> {
        let own = self.raw_text(name, kind, begin);
        if in_noscript && kind == Rawtext {
            let around = self.raw_text(&local_name!("noscript"), Rawtext, begin);
            if let Some(around) = around.filter(|&around| own.is_none_or(|own| around < own)) {
                return Some((around, true));
            }
        }
        own.map(|own| (own, false))
    }

    fn look_for_end(&self, name: &[u8], kind: RawKind, begin: usize) -> (usize, bool) {
        let is_name = |at: usize| {
            self.bytes.get(at..at + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
                && self.byte(at + name.len()).is_some_and(ends_tag_name)
        };
        let (mut comment, mut script, mut odd) = (false, false, false);
        let mut at = begin;
        loop {
            at = match kind {
                RawKind::Rcdata => self.find(at, SPECIAL),
                _ => find_far(self.bytes, at, [b'<', 0]),
            };
            match (self.byte(at), self.byte(at + 1)) {
                (Some(b'<'), Some(b'/')) if is_name(at + 2) => break,
                (Some(b'<'), Some(b'!')) => comment = true,
                (Some(b'<'), _) => script |= is_name(at + 1),
                (Some(_), _) => odd = true,
                (None, _) => return (at, false),
            }
            at += 1;
        }
        // `<!-- <script>` in a script hides the following end tag.
        let hidden = kind == ScriptData && comment && script;
        (at, !odd && !hidden)
    }
}

/// The position of the first of these bytes from `at`, or the end.
#[inline]
fn find<const N: usize>(bytes: &[u8], at: usize, wanted: [u8; N]) -> usize {
    let mut at = skip_chunks::<16, N>(bytes, at, wanted);
    while bytes.get(at).is_some_and(|byte| !wanted.contains(byte)) {
        at += 1;
    }
    at
}

/// The same, faster if the byte is far.
#[inline]
pub(in crate::dom) fn find_far<const N: usize>(bytes: &[u8], at: usize, wanted: [u8; N]) -> usize {
    find(bytes, skip_chunks::<64, N>(bytes, at, wanted), wanted)
}

/// The beginning of the first chunk from `at` that has one of these bytes, or that is cut short.
#[inline]
fn skip_chunks<const STEP: usize, const N: usize>(
    bytes: &[u8],
    mut at: usize,
    wanted: [u8; N],
) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<STEP>) {
        // Byte by byte and without branches, this compiles to a few vector instructions.
        let has = |wanted: u8| chunk.iter().fold(false, |found, &byte| found | (byte == wanted));
        if wanted.iter().fold(false, |found, &wanted| found | has(wanted)) {
            break;
        }
        at += STEP;
    }
    at
}

/// Writes an attribute's value with its character references resolved, if all are plain.
fn decode(page: &str, raw: Range<usize>, out: &mut String) -> Option<()> {
    let bytes = page.as_bytes().get(..raw.end)?;
    let ampersand = |from: usize| find(bytes, from, [b'&']);
    let mut at = ampersand(raw.start);
    out.push_str(page.get(raw.start..at)?);
    while at < raw.end {
        let (characters, behind) = reference::in_value(bytes, at)?;
        out.extend(characters);
        at = ampersand(behind);
        out.push_str(page.get(behind..at)?);
    }
    Some(())
}

fn tag(kind: TagKind, name: LocalName, self_closing: bool, attrs: Vec<Attribute>) -> Tag {
    Tag { kind, name, self_closing, attrs, had_duplicate_attributes: false }
}

fn end_tag(name: LocalName) -> Token {
    Token::TagToken(tag(EndTag, name, false, Vec::new()))
}

/// The class of a byte in names of tags and attributes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Name,
    /// White space, `/`, `>`, `=`.
    EndOfName,
    /// Quotes, `<`, NUL and anything outside ASCII: allowed, but left to the tokenizer.
    Strange,
}

fn class(byte: u8) -> Class {
    static CLASSES: [Class; 256] = {
        let mut classes = [Class::Strange; 256];
        let mut byte = 1;
        while byte < 128 {
            classes[byte] = match byte as u8 {
                b'\t' | b'\n' | 0x0c | b' ' | b'/' | b'>' | b'=' => Class::EndOfName,
                b'"' | b'\'' | b'<' | b'\r' => Class::Strange,
                _ => Class::Name,
            };
            byte += 1;
        }
        classes
    };
    CLASSES[usize::from(byte)]
}

fn ends_tag_name(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | 0x0c)
}

#[cfg(test)]
mod tests {
    use crate::dom::testing::{depth, parsed};
    use crate::dom::{NodeId, Tag};

    #[test]
    fn noscript_ends_an_iframe_that_nothing_closes() {
        for html in [
            "<body><noscript><iframe src=x /></noscript><p>a</p>",
            "<body><NoScript><iframe src=x>b</NOSCRIPT ><p>a</p><noscript>c</noscript>",
            "<head><noscript><style>b { c }</noscript><body><p>a</p><style>d</style>",
            "<body><noscript><iframe></iframe>b</noscript><p>a</p></iframe>",
        ] {
            let dom = parsed(html);
            let p = dom.find(NodeId::DOCUMENT, Tag::P).unwrap();
            assert_eq!(dom.text_content(p), "a", "{html}");
            assert_eq!(dom.parent(p), dom.body(), "{html}");
        }
    }

    #[test]
    fn an_iframe_elsewhere_holds_what_comes() {
        for html in [
            "<body>text<iframe src=x /><noscript></noscript><p>a</p>",
            "<body>text<noscript></noscript><iframe src=x><noscript></noscript><p>a</p>",
            "<body>text<noscript><iframe src=x><p>a</p>",
        ] {
            assert_eq!(parsed(html).find(NodeId::DOCUMENT, Tag::P), None, "{html}");
        }
    }

    #[test]
    fn raw_text_in_a_drawing_is_as_deep_as_all_else_may_be() {
        for html in
            ["<svg>", "<noscript><svg>"].map(|html| html.to_owned() + &"<style><xmp>".repeat(4000))
        {
            let dom = parsed(&(html + "</noscript>"));
            assert!((1..1024).contains(&depth(&dom)));
            assert!(dom.is_truncated());
        }
    }
}
