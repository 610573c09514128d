//! Inputs that are not text: crawlers ask for a page and get an image, an archive, a program, or a
//! body that is still compressed.

/// How much of an input is examined, in bytes.
const LOOKED_AT: usize = 8192;

/// The maximum share of bytes that do not occur in text, and the minimum number for the share to
/// count. Of random or compressed bytes, one in ten is such a byte.
const MAX_SHARE: f32 = 0.02;
const MIN_COUNT: usize = 4;

/// Signatures of files that have long runs of text, or too few bytes for counting.
const SIGNATURES: &[&[u8]] = &[
    b"%PDF-",
    b"%!PS-Adobe-",
    b"{\\rtf1",
    b"\x7fELF",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"\x28\xb5\x2f\xfd",
    b"\xfd7zXZ\0",
    b"\x04\x22\x4d\x18",
    b"\x89PNG\r\n\x1a",
    b"\xff\xd8\xff\xe0",
    b"\xff\xd8\xff\xe1",
    b"wOFF\0",
    b"wOF2\0",
    b"OggS\0",
];

/// Whether bytes are not text in any encoding of the web, except for UTF-16.
#[cfg(feature = "encoding")]
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
        || are_controls(bytes.iter().take(LOOKED_AT).copied())
}

/// Whether a text was decoded from bytes that are not text, however those above 127 were decoded.
pub(crate) fn is_binary_text(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_ascii_start();
    // A lossy decoder leaves one character for several bytes, or none, so only signatures in ASCII
    // and those with single other bytes are recognized.
    let begins = |signature: &&&[u8]| {
        let mut characters = text.chars();
        signature.iter().all(|byte| match characters.next() {
            Some(c) if byte.is_ascii() => c == char::from(*byte),
            Some(c) => !c.is_ascii(),
            None => false,
        })
    };
    let has_control = |signature: &&&[u8]| signature.iter().any(u8::is_ascii_control);
    let is_plain = |signature: &&&[u8]| signature.is_ascii();
    let signatures = SIGNATURES.iter().filter(|one| is_plain(one) || has_control(one));
    signatures.into_iter().any(|signature| begins(&signature)) || has_controls(text)
}

/// Whether a text has too many characters that do not occur in text.
pub(crate) fn has_controls(text: &str) -> bool {
    let begin = text.as_bytes().get(..LOOKED_AT).unwrap_or(text.as_bytes());
    // Hardly any text has one. Without a branch for each byte, this check is a few vector
    // instructions.
    begin.iter().fold(false, |found, &byte| found | is_control(byte))
        && are_controls(begin.iter().copied().filter(|byte| byte.is_ascii() || *byte >= 0xc0))
}

/// Whether a byte does not occur in text (MIME Sniffing Standard, "binary data byte").
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f)
}

/// Whether there are too many bytes that do not occur in text. NULs that pad the end of a file do
/// not count.
fn are_controls(bytes: impl Iterator<Item = u8>) -> bool {
    let (mut all, mut controls, mut trailing) = (0, 0, 0);
    for byte in bytes {
        all += 1;
        controls += usize::from(is_control(byte));
        trailing = if byte == 0 { trailing + 1 } else { 0 };
    }
    let (all, controls) = (all - trailing, controls - trailing);
    controls >= MIN_COUNT && controls as f32 > MAX_SHARE * all as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes without a pattern.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    fn check(bytes: &[u8], expected: bool) {
        #[cfg(feature = "encoding")]
        assert_eq!(is_binary(bytes), expected, "{:?}", &bytes[..bytes.len().min(40)]);
        let lossy = String::from_utf8_lossy(bytes);
        assert_eq!(is_binary_text(&lossy), expected, "{:?}", lossy.get(..40));
        let latin: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        assert_eq!(is_binary_text(&latin), expected, "{:?}", latin.get(..40));
    }

    #[test]
    fn noise_and_files_are_binary() {
        for length in [100, 1000, 100_000] {
            check(&noise(length), true);
        }
        for head in [&b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>"[..], b"PK\x03\x04\x14\0mimetype"] {
            check(head, true);
            check(&[head, &noise(2000)].concat(), true);
        }
        check(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0", true);
        check(&[&b"\n\n%PDF-1.4\n"[..], "Text in a page".as_bytes()].concat(), true);
        check(b"{\\rtf1\\ansi Hello}", true);
    }

    #[test]
    fn texts_are_not() {
        for text in [
            "",
            "plain text, in lines\r\n\tand with a page break\u{c}after it",
            "\u{1b}$B%F%9%H\u{1b}(B",
            "<p>one \u{8}stray control</p>",
            "PDF files begin with %PDF-1.7",
            "Самое обычное предложение. 普通の文です。",
        ] {
            check(text.as_bytes(), false);
        }
        let long = format!("<p>It rained.\u{1}</p>{}", "<p>It rained for weeks.</p>".repeat(100));
        check(long.as_bytes(), false);
        check(&[long.as_bytes(), &[0; 4000]].concat(), false);
    }

    #[test]
    fn a_compressed_page_in_a_lossy_text_is_binary() {
        let body = [&b"\x28\xb5\x2f\xfd\x24\x40"[..], &noise(300)].concat();
        check(&body, true);
    }
}
