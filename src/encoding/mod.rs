//! Decodes bytes. The encoding is determined in the same order as in browsers (HTML Standard,
//! 13.2.3.2).

mod prescan;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};
use prescan::prescan;
use std::borrow::Cow;

/// How much of a page after its first non-ASCII byte is used to guess its encoding.
const GUESSED_FROM: usize = 1 << 20;

/// Decodes a page. Malformed sequences become U+FFFD, as in browsers.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    let encoding =
        labelled(content_type).or_else(|| prescan(bytes)).unwrap_or_else(|| guess(bytes));
    encoding.decode_without_bom_handling(bytes).0
}

/// Whether bytes are not text in any encoding.
pub(crate) fn is_binary(bytes: &[u8], content_type: Option<&str>) -> bool {
    let is_utf_16 = || {
        let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
        let encoding = marked.or_else(|| labelled(content_type)).or_else(|| utf_16(bytes));
        encoding.is_some_and(|encoding| encoding == UTF_16LE || encoding == UTF_16BE)
    };
    crate::binary::is_binary(bytes) && !is_utf_16()
}

/// The encoding that a media type names.
fn labelled(content_type: Option<&str>) -> Option<&'static Encoding> {
    content_type.and_then(charset).and_then(|label| known(label.as_bytes()))
}

/// The encoding of a label. Labels that the standard maps to "replacement" are ignored: it is
/// better to guess than to show nothing.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label(label).filter(|&encoding| encoding != REPLACEMENT)
}

/// The `charset` parameter of a media type.
fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches(['"', '\'']))
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    const ESCAPE: u8 = 0x1b;
    if let Some(encoding) = utf_16(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&ESCAPE) {
        return UTF_8;
    }
    let first = bytes.iter().position(|&byte| !byte.is_ascii() || byte == ESCAPE).unwrap_or(0);
    // What precedes a letter is evidence as well.
    let sample = &bytes[first.saturating_sub(16)..];
    let (sample, whole) = match sample.get(..GUESSED_FROM) {
        Some(begin) => (begin, false),
        None => (sample, true),
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, whole);
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-16 without a byte order mark, which browsers do not detect: the page begins with markup, and
/// every other byte is NUL.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut units = bytes.chunks_exact(2).take(16);
    let little = |unit: &[u8]| unit[1] == 0 && matches!(unit[0], 0x09..=0x7e);
    let big = |unit: &[u8]| unit[0] == 0 && matches!(unit[1], 0x09..=0x7e);
    if bytes.len() < 8 {
        None
    } else if units.clone().all(little) {
        Some(UTF_16LE)
    } else {
        units.all(big).then_some(UTF_16BE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_browsers() {
        let page = |head: &str| [head.as_bytes(), b"<p>\xe9\xe8 d\xe9j\xe0 vu"].concat();
        let cyrillic = page("<meta charset=windows-1251>");
        let thai = Some("text/html; charset=windows-874");
        assert!(decode(&cyrillic, None).ends_with("<p>йи dйjа vu"));
        assert!(decode(&cyrillic, thai).ends_with("<p>้่ d้jเ vu"), "the header before the page");
        let marked = [b"\xef\xbb\xbf".as_slice(), "<meta charset=windows-1251><p>é".as_bytes()];
        assert!(decode(&marked.concat(), thai).ends_with("<p>é"), "a mark before the header");
        assert!(decode(&page(""), None).ends_with("<p>éè déjà vu"), "a guess where none says");
        assert!(decode(&page(""), Some("text/html")).ends_with("<p>éè déjà vu"));
        let unknown = Some("text/html; charset=no-such-thing");
        assert!(decode(&cyrillic, unknown).ends_with("<p>йи dйjа vu"));
        assert!(decode(&page("<meta charset=hz-gb-2312>"), None).ends_with("<p>éè déjà vu"));
    }

    #[test]
    fn media_types_are_read() {
        for (content_type, expected) in [
            ("text/html; charset=utf-8", Some("utf-8")),
            ("text/html;CHARSET=\"Shift_JIS\"", Some("Shift_JIS")),
            ("text/html; boundary=x; charset = 'gbk' ; x=y", Some("gbk")),
            ("text/html", None),
            ("charset=utf-8", None),
            ("", None),
            (";;=;", None),
        ] {
            assert_eq!(charset(content_type), expected, "{content_type}");
        }
    }

    #[test]
    fn utf_8_is_not_copied() {
        let html = "<p>Grüße";
        assert!(matches!(decode(html.as_bytes(), None), Cow::Borrowed(text) if text == html));
    }
}
