//! HTTP responses as crawls store them: with the body as sent, or already decoded in spite of its
//! headers.

use super::headers::Headers;
use crate::sniff::{begins_as_html, looks_like_text};
use brotli_decompressor::Decompressor as BrotliDecoder;
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use std::io::Read;

/// A response, its body as it is stored.
#[derive(Debug)]
pub struct Response<'a> {
    pub status: u16,
    pub headers: Headers,
    stored_body: &'a [u8],
}

/// The body of a response as a browser sees it.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    pub bytes: Vec<u8>,
    /// The body is only a beginning: it is longer than allowed, or its compressed form is damaged.
    pub cut: bool,
}

impl<'a> Response<'a> {
    /// Reads a response of HTTP/0.9 to 3. Returns `None` if it is something else.
    pub fn parse(mut stored: &'a [u8]) -> Option<Response<'a>> {
        loop {
            let (head, body) = split_head(stored);
            let status = status(head)?;
            // "100 Continue" and similar: the actual response follows.
            if (100..200).contains(&status) && body.starts_with(b"HTTP/") {
                stored = body;
                continue;
            }
            return Some(Response { status, headers: Headers::parse(head), stored_body: body });
        }
    }

    /// Undoes the transfer and content encodings that the headers name, unless the crawler has done
    /// so. At most `limit` bytes are kept.
    pub fn body(&self, limit: usize) -> Result<Body, String> {
        let mut body = Body { bytes: self.stored_body.to_vec(), cut: false };
        let encodings = |name| {
            let value = self.headers.get(name).unwrap_or_default().to_ascii_lowercase();
            let encodings = value.split(',').map(|encoding| encoding.trim().to_owned());
            encodings.collect::<Vec<_>>()
        };
        // The last one named was applied last.
        for encoding in encodings("Transfer-Encoding").iter().rev() {
            body = undo(encoding, body, limit)?;
        }
        for encoding in encodings("Content-Encoding").iter().rev() {
            body = undo(encoding, body, limit)?;
        }
        body.cut |= body.bytes.len() > limit;
        body.bytes.truncate(limit);
        Ok(body)
    }
}

/// The status line with the headers, and what follows the empty line after them.
fn split_head(stored: &[u8]) -> (&[u8], &[u8]) {
    let mut line_start = 0;
    while let Some(length) = stored[line_start..].iter().position(|&byte| byte == b'\n') {
        let next = line_start + length + 1;
        if matches!(&stored[line_start..next], b"\n" | b"\r\n") {
            return (&stored[..line_start], &stored[next..]);
        }
        line_start = next;
    }
    (stored, &[])
}

/// The 200 of `HTTP/1.1 200 OK`.
fn status(head: &[u8]) -> Option<u16> {
    let line = head.strip_prefix(b"HTTP/")?.split(|&byte| byte == b'\n').next()?;
    std::str::from_utf8(line.split(|&byte| byte == b' ').nth(1)?).ok()?.trim().parse().ok()
}

fn undo(encoding: &str, body: Body, limit: usize) -> Result<Body, String> {
    let stored = body.bytes.as_slice();
    let unpacked = match encoding {
        "chunked" => return Ok(join_chunks(body)),
        "gzip" | "x-gzip" => unpack(GzDecoder::new(stored), limit),
        // Two formats have this name: the one of RFC 9110, and another that some servers send.
        "deflate" if is_zlib(stored) => unpack(ZlibDecoder::new(stored), limit),
        "deflate" => unpack(DeflateDecoder::new(stored), limit),
        "br" => unpack(BrotliDecoder::new(stored, 4096), limit),
        #[cfg(feature = "zstd")]
        "zstd" => zstd::Decoder::new(stored).ok().and_then(|decoder| unpack(decoder, limit)),
        // What servers write if they mean none, and charsets.
        "" | "identity" | "none" | "utf-8" | "utf8" => return Ok(body),
        _ if begins_as_html(stored) => return Ok(body),
        #[cfg(not(feature = "zstd"))]
        "zstd" => None,
        "compress" | "x-compress" | "dcb" | "dcz" => None,
        unknown => return Err(format!("an unknown Content-Encoding: {unknown}")),
    };
    match unpacked {
        Some(unpacked) => Ok(Body { cut: body.cut || unpacked.cut, ..unpacked }),
        None if looks_like_text(stored) || begins_as_html(stored) => Ok(body),
        None => Err(format!("the body cannot be decoded (Content-Encoding: {encoding})")),
    }
}

/// As much as can be decompressed. If nothing can, the data is not in this format.
fn unpack(decoder: impl Read, limit: usize) -> Option<Body> {
    let mut bytes = Vec::new();
    // One more byte, to see whether there is more.
    let read = decoder.take(limit as u64 + 1).read_to_end(&mut bytes);
    (read.is_ok() || !bytes.is_empty()).then_some(Body { bytes, cut: read.is_err() })
}

fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [first, second, ..]
        if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0)
}

/// Joins the chunks of a chunked body. If it does not begin with a chunk, the crawler has joined
/// them.
fn join_chunks(body: Body) -> Body {
    let mut rest = body.bytes.as_slice();
    let mut joined = Vec::with_capacity(rest.len());
    loop {
        let Some((size, behind)) = split_chunk_size(rest) else {
            if joined.is_empty() {
                return body;
            }
            return Body { bytes: joined, cut: true };
        };
        if size == 0 {
            return Body { bytes: joined, cut: body.cut };
        }
        let Some((chunk, behind)) = behind.split_at_checked(size) else {
            joined.extend_from_slice(behind);
            return Body { bytes: joined, cut: true };
        };
        joined.extend_from_slice(chunk);
        rest = behind.strip_prefix(b"\r\n").or(behind.strip_prefix(b"\n")).unwrap_or(behind);
    }
}

/// The size in the first line of a chunk, and what follows the line.
fn split_chunk_size(body: &[u8]) -> Option<(usize, &[u8])> {
    let end = body.iter().take(1024).position(|&byte| byte == b'\n')?;
    let line = std::str::from_utf8(&body[..end]).ok()?;
    // Extensions may follow a semicolon.
    let size = line.split(';').next().unwrap_or_default().trim();
    Some((usize::from_str_radix(size, 16).ok()?, &body[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const PAGE: &str = "<p>one</p><p>two</p>";

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    /// The body of a response with this header, followed by ` (cut)` if it is cut.
    fn body(header: &str, stored: impl AsRef<[u8]>) -> Result<String, String> {
        let mut response = format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\n").into_bytes();
        response.extend_from_slice(stored.as_ref());
        let body = Response::parse(&response).unwrap().body(1000)?;
        let cut = if body.cut { " (cut)" } else { "" };
        Ok(String::from_utf8_lossy(&body.bytes).into_owned() + cut)
    }

    #[test]
    fn a_response_is_read() {
        let response =
            Response::parse(b"HTTP/2 404\r\nContent-Type: a/b\r\n\r\nno\r\n\r\n").unwrap();
        assert_eq!(response.status, 404);
        assert_eq!(response.headers.get("content-type"), Some("a/b"));
        assert_eq!(response.body(100).unwrap().bytes, b"no\r\n\r\n");
        assert_eq!(Response::parse(b"HTTP/1.0 200 OK\nA: b\n\nx").unwrap().stored_body, b"x");
        assert_eq!(Response::parse(b"HTTP/1.0 200 OK\r\nA: b").unwrap().stored_body, b"");
    }

    #[test]
    fn an_interim_response_is_passed_over() {
        let response = Response::parse(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx");
        assert_eq!(response.unwrap().status, 200);
    }

    #[test]
    fn something_else_is_no_response() {
        for other in ["", "HTTP/1.1", "HTTP/1.1 abc", "20240101000000 example.org", "<html>"] {
            assert!(Response::parse(other.as_bytes()).is_none(), "{other}");
        }
    }

    #[test]
    fn chunks_are_joined() {
        let header = "Transfer-Encoding: chunked";
        let chunked = "a\r\n<p>one</p>\r\n00A;name=value\r\n<p>two</p>\r\n0\r\n\r\n";
        assert_eq!(body(header, chunked).unwrap(), PAGE);
        assert_eq!(body(header, &chunked[..24]).unwrap(), "<p>one</p> (cut)");
        assert_eq!(body(header, &chunked[..37]).unwrap(), "<p>one</p><p>two (cut)");
        assert_eq!(body(header, "0\r\n\r\n").unwrap(), "");
    }

    #[test]
    fn what_the_crawler_undid_stays_as_it_is() {
        assert_eq!(body("Transfer-Encoding: chunked", PAGE).unwrap(), PAGE);
        for encoding in ["gzip", "deflate", "br", "zstd", "utf-8", "identity", ""] {
            assert_eq!(body(&format!("Content-Encoding: {encoding}"), PAGE).unwrap(), PAGE);
        }
    }

    #[test]
    fn content_encodings_are_undone() {
        assert_eq!(body("Content-Encoding: GZIP", gzip(PAGE.as_bytes())).unwrap(), PAGE);
        let twice = gzip(&gzip(PAGE.as_bytes()));
        assert_eq!(body("Content-Encoding: gzip, x-gzip", twice).unwrap(), PAGE);

        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(PAGE.as_bytes()).unwrap();
        assert_eq!(body("Content-Encoding: deflate", zlib.finish().unwrap()).unwrap(), PAGE);
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
        deflate.write_all(PAGE.as_bytes()).unwrap();
        assert_eq!(body("Content-Encoding: deflate", deflate.finish().unwrap()).unwrap(), PAGE);
        // A block of 20 uncompressed bytes, and the end.
        let brotli = [b"\x8b\x09\x80", PAGE.as_bytes(), b"\x03"].concat();
        assert_eq!(body("Content-Encoding: br", brotli).unwrap(), PAGE);
    }

    #[test]
    fn chunks_of_gzip_are_joined_first() {
        let packed = gzip(PAGE.as_bytes());
        let mut chunked = format!("{:x}\r\n", packed.len()).into_bytes();
        chunked.extend_from_slice(&packed);
        chunked.extend_from_slice(b"\r\n0\r\n\r\n");
        let headers = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked";
        assert_eq!(body(headers, chunked).unwrap(), PAGE);
    }

    #[test]
    fn a_packed_body_that_is_cut_off_gives_its_beginning() {
        let long: String = (0..90).map(|number| format!("<p>{number}</p>")).collect();
        let packed = gzip(long.as_bytes());
        let begun = body("Content-Encoding: gzip", &packed[..packed.len() - 20]).unwrap();
        let begun = begun.strip_suffix(" (cut)").unwrap();
        assert!(begun.len() > 100 && long.starts_with(begun), "{begun}");
    }

    #[test]
    fn a_body_that_cannot_be_unpacked_is_an_error() {
        let not_zstd = [0x28, 0xb5, 0x2f, 0xfd, 0xff, 1];
        assert!(body("Content-Encoding: zstd", not_zstd).unwrap_err().contains("zstd"));
        assert!(body("Content-Encoding: dcb", [0xff, 0x44, 1]).unwrap_err().contains("dcb"));
        assert!(body("Content-Encoding: gzip", [0x1f, 0x8b, 8, 0, 0, 0]).is_err());
    }

    #[test]
    fn an_unknown_encoding_is_an_error_unless_it_is_html_all_the_same() {
        let error = body("Content-Encoding: aes128gcm", "wnqkA8Gm").unwrap_err();
        assert!(error.contains("aes128gcm"), "{error}");
        assert_eq!(body("Content-Encoding: text/html", PAGE).unwrap(), PAGE);
    }

    #[cfg(feature = "zstd")]
    #[test]
    fn zstd_is_undone() {
        let packed = zstd::encode_all(PAGE.as_bytes(), 0).unwrap();
        assert_eq!(body("Content-Encoding: zstd", packed).unwrap(), PAGE);
    }

    #[test]
    fn a_body_that_grows_beyond_the_limit_is_cut() {
        let bomb = gzip(&vec![b' '; 10_000_000]);
        let unpacked = body("Content-Encoding: gzip", bomb).unwrap();
        assert_eq!(unpacked.len(), 1000 + " (cut)".len());
        assert!(body("A: b", vec![b' '; 2000]).unwrap().ends_with("(cut)"));
    }
}
