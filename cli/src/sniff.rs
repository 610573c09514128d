//! Recognizes formats by their first bytes.

/// A content type without its parameters.
pub fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

pub fn is_html(content_type: &str) -> bool {
    matches!(essence(content_type).as_str(), "text/html" | "application/xhtml+xml")
}

/// Whether a content type says nothing, so that browsers look at the content.
pub fn is_unknown(content_type: &str) -> bool {
    matches!(
        essence(content_type).as_str(),
        "" | "*/*" | "unknown" | "unknown/unknown" | "application/unknown" | "no-type"
    )
}

/// What a page begins with after white space (MIME Sniffing, 7.1), each followed by a space or `>`,
/// except for the comment.
const BEGINNINGS: [&str; 17] = [
    "<!doctype html",
    "<html",
    "<head",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<a",
    "<style",
    "<title",
    "<b",
    "<body",
    "<br",
    "<p",
    "<meta",
];

/// Whether a body of unknown type is a page, decided as in browsers.
pub fn begins_as_html(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start();
    let begins_with = |beginning: &str| {
        body.get(..beginning.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(beginning.as_bytes()))
    };
    // XHTML has its declaration before the root element.
    if begins_with("<?xml") {
        let head = body[..body.len().min(1024)].to_ascii_lowercase();
        return head.windows(5).any(|window| window == b"<html");
    }
    begins_with("<!--")
        || BEGINNINGS.iter().any(|beginning| {
            begins_with(beginning)
                && body
                    .get(beginning.len())
                    .is_none_or(|byte| byte.is_ascii_whitespace() || *byte == b'>')
        })
}

/// Whether these may be the bytes of a page in any encoding except UTF-16: they have no control
/// characters.
pub fn looks_like_text(data: &[u8]) -> bool {
    let is_text = |byte: &u8| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    data.iter().take(512).all(is_text)
}

/// Whether these cannot be the bytes of a page: they begin with more control characters than a slip
/// or damage explains.
pub fn is_binary(data: &[u8]) -> bool {
    const LOOKED_AT: usize = 1024;
    const MIN_SHARE: f64 = 0.03;
    let beginning = &data[..data.len().min(LOOKED_AT)];
    let is_control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    // In UTF-16, markup is full of zeros, and letters may have any byte.
    let zeros = beginning.iter().filter(|byte| **byte == 0).count();
    if zeros * 10 > beginning.len() {
        return false;
    }
    let controls = beginning.iter().filter(is_control).count();
    controls as f64 > MIN_SHARE * beginning.len() as f64
}

/// Unsupported formats that are recognized by their first bytes.
const FOREIGN: [(&[u8], &str); 12] = [
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x9d", "data compressed by compress"),
    (b"PK\x03\x04", "a zip archive, such as WACZ or EPUB"),
    (b"Rar!", "a RAR archive"),
    (b"PAR1", "a Parquet file"),
    (b"%PDF", "a PDF file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
];

/// The name of an unsupported format that begins with these bytes.
pub fn foreign_format(beginning: &[u8]) -> Option<&'static str> {
    FOREIGN.iter().find(|(magic, _)| beginning.starts_with(magic)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_as_browsers_tell_them() {
        for page in [
            "<!DOCTYPE HTML>",
            " \n<html lang=de>",
            "\u{feff}<P>Regen",
            "<title>x",
            "<!--x-->",
            "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''>\n<html xmlns=''>",
        ] {
            assert!(begins_as_html(page.as_bytes()), "{page}");
        }
        for other in ["", "text", "<rss>", "<address", "<?xml version='1.0'?><feed>", "{\"a\": 1}"]
        {
            assert!(!begins_as_html(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_told() {
        let all: Vec<u8> = (0..=255).collect();
        assert!(is_binary(&all));
        let russian: Vec<u8> =
            "<p>После дождя</p>".repeat(9).encode_utf16().flat_map(u16::to_le_bytes).collect();
        let japanese = encoding_rs::ISO_2022_JP.encode("<p>吾輩は猫である。</p>").0;
        for text in [&b""[..], &russian, b"<p>Rain\x01 at last, after eleven dry weeks.", &japanese]
        {
            assert!(!is_binary(text), "{text:?}");
        }
    }

    #[test]
    fn other_formats_are_named() {
        assert_eq!(foreign_format(b"BZh91AY"), Some("bzip2 data"));
        assert_eq!(foreign_format(b"<html>"), None);
        assert_eq!(foreign_format(b""), None);
    }
}
