//! The encoding that a page declares (HTML Standard, "prescan a byte stream to determine its
//! encoding").

use super::known;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// The number of bytes examined.
const LENGTH: usize = 1024;

/// The encoding named by a `<meta>` or an XML declaration at the beginning of the page.
pub(super) fn prescan(page: &[u8]) -> Option<&'static Encoding> {
    let bytes = &page[..page.len().min(LENGTH)];
    if bytes.starts_with(b"<\0?\0x\0") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\0<\0?\0x") {
        return Some(UTF_16BE);
    }
    Scan { bytes, at: 0 }.run().or_else(|| xml_encoding(bytes))
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

struct Attribute {
    name: Vec<u8>,
    value: Vec<u8>,
}

impl Scan<'_> {
    fn run(&mut self) -> Option<&'static Encoding> {
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            if rest.starts_with(b"<!--") {
                // The opening dashes may also be the closing ones.
                self.at += 2 + find(&rest[2..], b"-->")? + 3;
            } else if is_meta(rest) {
                self.at += b"<meta".len();
                if let Some(encoding) = self.meta()? {
                    return Some(encoding);
                }
            } else if is_tag(rest) {
                self.at +=
                    rest.iter().position(|&byte| byte.is_ascii_whitespace() || byte == b'>')?;
                while self.attribute()?.is_some() {}
            } else if matches!(rest, [b'<', b'!' | b'/' | b'?', ..]) {
                self.at += rest.iter().position(|&byte| byte == b'>')? + 1;
            } else {
                self.at += 1;
            }
        }
        None
    }

    /// Reads the rest of a `<meta>` after its name: the encoding, if it declares one. `None` at the
    /// end of the bytes, here as below.
    fn meta(&mut self) -> Option<Option<&'static Encoding>> {
        let mut seen: Vec<Vec<u8>> = Vec::new();
        let mut is_pragma = false;
        let mut charset = None;
        let mut content = None;
        while let Some(Attribute { name, value }) = self.attribute()? {
            if seen.contains(&name) {
                continue;
            }
            match name.as_slice() {
                b"http-equiv" => is_pragma = value == b"content-type",
                b"content" => content = charset_in(&value).and_then(known),
                b"charset" => charset = Some(known(&value)),
                _ => {}
            }
            seen.push(name);
        }
        let encoding = match charset {
            Some(encoding) => encoding,
            None => content.filter(|_| is_pragma),
        };
        Some(encoding.map(as_ascii_superset))
    }

    /// The next attribute of a tag, its name and value in lower case.
    fn attribute(&mut self) -> Option<Option<Attribute>> {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/')?;
        if self.byte()? == b'>' {
            return Some(None);
        }
        let mut attribute = Attribute { name: Vec::new(), value: Vec::new() };
        loop {
            match self.byte()? {
                b'=' if !attribute.name.is_empty() => break,
                b'/' | b'>' => return Some(Some(attribute)),
                byte if byte.is_ascii_whitespace() => {
                    self.skip(|byte| byte.is_ascii_whitespace())?;
                    if self.byte()? != b'=' {
                        return Some(Some(attribute));
                    }
                    break;
                }
                byte => attribute.name.push(byte.to_ascii_lowercase()),
            }
            self.at += 1;
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace())?;
        let quote = self.byte()?;
        let quoted = matches!(quote, b'"' | b'\'');
        self.at += usize::from(quoted);
        loop {
            let byte = self.byte()?;
            if quoted && byte == quote {
                self.at += 1;
                return Some(Some(attribute));
            }
            if !quoted && (byte.is_ascii_whitespace() || byte == b'>') {
                return Some(Some(attribute));
            }
            attribute.value.push(byte.to_ascii_lowercase());
            self.at += 1;
        }
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) -> Option<()> {
        while skipped(self.byte()?) {
            self.at += 1;
        }
        Some(())
    }
}

fn is_meta(bytes: &[u8]) -> bool {
    let name = bytes.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"<meta"));
    name && bytes.get(5).is_some_and(|&byte| byte.is_ascii_whitespace() || byte == b'/')
}

fn is_tag(bytes: &[u8]) -> bool {
    match bytes {
        [b'<', b'/', letter, ..] | [b'<', letter, ..] => letter.is_ascii_alphabetic(),
        _ => false,
    }
}

/// A page whose `<meta>` can be read byte by byte is in neither of these.
fn as_ascii_superset(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    }
}

/// The label after `charset=` in the content of a `<meta>`, which is in lower case.
fn charset_in(content: &[u8]) -> Option<&[u8]> {
    let mut rest = content;
    loop {
        rest = &rest[find(rest, b"charset")? + b"charset".len()..];
        rest = rest.trim_ascii_start();
        if let [b'=', behind @ ..] = rest {
            rest = behind.trim_ascii_start();
            break;
        }
    }
    match rest {
        [quote @ (b'"' | b'\''), label @ ..] => {
            label.iter().position(|byte| byte == quote).map(|end| &label[..end])
        }
        _ => rest.split(|&byte| byte.is_ascii_whitespace() || byte == b';').next(),
    }
}

/// The encoding of an XML declaration (HTML Standard, "get an XML encoding").
fn xml_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..declaration.iter().position(|&byte| byte == b'>')?];
    let rest = &declaration[find(declaration, b"encoding")? + b"encoding".len()..];
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (&quote, label) = rest.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let label = &label[..label.iter().position(|&byte| byte == quote)?];
    if label.iter().any(|&byte| byte <= b' ') {
        return None;
    }
    known(label).map(as_ascii_superset)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_encodings_are_found() {
        for (page, expected) in [
            ("<meta charset=gbk>", Some("GBK")),
            ("<META CHARSET='GB2312'>", Some("GBK")),
            ("<meta\ncharset = \"euc-kr\" />", Some("EUC-KR")),
            ("<meta/charset=big5>", Some("Big5")),
            ("<meta charset=utf-16le>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            ("<meta charset=nonsense><meta charset=koi8-r>", Some("KOI8-R")),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=shift_jis'>",
                Some("Shift_JIS"),
            ),
            (
                "<meta content='text/html; charset=\"koi8-r\"' http-equiv='content-type'>",
                Some("KOI8-R"),
            ),
            (
                "<meta http-equiv=content-type content='charset charset = iso-8859-2;x'>",
                Some("ISO-8859-2"),
            ),
            ("<meta content='text/html; charset=koi8-r'>", None),
            ("<meta http-equiv=refresh content='1;charset=koi8-r'>", None),
            ("<meta name=x content=y charset=koi8-r>", Some("KOI8-R")),
            ("<meta charset=koi8-r charset=gbk>", Some("KOI8-R")),
            ("<metal charset=koi8-r>", None),
            ("<p title='<meta charset=gbk>'><meta charset=koi8-r>", Some("KOI8-R")),
            ("<!-- <meta charset=gbk> --><meta charset=koi8-r>", Some("KOI8-R")),
            ("<!--><meta charset=koi8-r>-->", Some("KOI8-R")),
            ("<!doctype html><?x?></p><meta charset=koi8-r>", Some("KOI8-R")),
            ("<?xml version='1.0' encoding='iso-8859-2'?><html>", Some("ISO-8859-2")),
            ("<?xml encoding=\"gbk\"?><meta charset=koi8-r>", Some("KOI8-R")),
            ("<?xml encoding='g b'?>", None),
            ("<meta charset=koi8-r", None),
            ("<meta charset='koi8-r", None),
            ("<!-- <meta charset=koi8-r>", None),
            ("<?xml encoding", None),
            ("<meta http-equiv=content-type content=charset>", None),
            ("", None),
            ("<", None),
        ] {
            assert_eq!(prescan(page.as_bytes()).map(Encoding::name), expected, "{page}");
        }
    }

    #[test]
    fn only_the_begin_is_looked_at() {
        let far = format!("{}<meta charset=koi8-r>", " ".repeat(LENGTH - 20));
        assert_eq!(prescan(far.as_bytes()), None);
        let near = format!("{}<meta charset=koi8-r>", " ".repeat(LENGTH - 21));
        assert_eq!(prescan(near.as_bytes()).map(Encoding::name), Some("KOI8-R"));
    }

    #[test]
    fn no_cut_of_a_page_panics() {
        let page = b"<?xml encoding='gbk'?><!-- a --><p b='c' d=e f><meta http-equiv=\"content-type\" content=\"a; charset='koi8-r'\">";
        for end in 0..=page.len() {
            prescan(&page[..end]);
            prescan(&page[end..]);
        }
    }
}
