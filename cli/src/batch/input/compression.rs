//! Compressed inputs: gzip, zstd and LZ4, recognized by their first bytes.

use super::gzip::GzipReader;
use crate::sniff;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};

/// An input, decompressed if necessary.
pub type Input = Box<dyn BufRead + Send>;

const BUFFER: usize = 1 << 18;

/// The number of bytes needed to recognize a format.
const HEAD: usize = 16;

const LZ4: [u8; 4] = [0x04, 0x22, 0x4d, 0x18];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The last three bytes of the magic numbers of skippable frames; the first is 0x50 to 0x5f. The
/// dictionary of a `.warc.zst` file is in such a frame.
const SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];

/// Whether an error means that the data is damaged or cut off, rather than unreadable.
pub fn is_damage(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof
    )
}

/// Whether a file with such an extension is compressed.
pub fn is_packed(extension: &str) -> bool {
    matches!(extension, "gz" | "zst" | "lz4")
}

/// Decompresses an input if it is compressed.
///
/// # Errors
///
/// If it cannot be read, or is in an unsupported format, which the error names.
pub fn unpack(input: impl Read + Send + 'static) -> io::Result<Input> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let mut head = Vec::new();
    input.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let is_skippable = head.len() > 3 && head[0] & 0xf0 == 0x50 && head[1..4] == SKIPPABLE;
    let (is_zstd, is_lz4) = (head.starts_with(&ZSTD) || is_skippable, head.starts_with(&LZ4));
    if let Some(name) = sniff::foreign_format(&head) {
        return Err(io::Error::other(format!("this is {name}, which dehusk does not read")));
    }
    let is_gzip = head.starts_with(&[0x1f, 0x8b]);
    let whole = Cursor::new(head).chain(input);
    if is_gzip {
        Ok(Box::new(BufReader::with_capacity(BUFFER, GzipReader::new(whole))))
    } else if is_zstd {
        unpack_zstd(whole)
    } else if is_lz4 {
        unpack_lz4(whole)
    } else {
        Ok(Box::new(whole))
    }
}

#[cfg(feature = "zstd")]
fn unpack_zstd(mut input: impl BufRead + Send + 'static) -> io::Result<Input> {
    let dictionary = read_dictionary(&mut input)?;
    let decoder = zstd::Decoder::with_dictionary(input, &dictionary)?;
    Ok(Box::new(BufReader::with_capacity(BUFFER, UntilDamage::new(decoder, "zstd"))))
}

#[cfg(not(feature = "zstd"))]
fn unpack_zstd(_: impl BufRead) -> io::Result<Input> {
    Err(io::Error::other("this is zstd data, which dehusk reads when built with its feature zstd"))
}

/// The dictionary at the beginning of a `.warc.zst` file, compressed or not, or an empty one.
#[cfg(feature = "zstd")]
fn read_dictionary(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    /// The frame's own magic number: other skippable frames hold something else.
    const DICTIONARY: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];
    const MAX_DICTIONARY: u64 = 64 << 20;
    if !input.fill_buf()?.starts_with(&DICTIONARY) {
        return Ok(Vec::new());
    }
    let mut header = [0; 8];
    input.read_exact(&mut header)?;
    let length = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
    if u64::from(length) > MAX_DICTIONARY {
        return Err(io::Error::other("the zstd dictionary is too large"));
    }
    let mut stored = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut stored)?;
    if !stored.starts_with(&ZSTD) {
        return Ok(stored);
    }
    let mut dictionary = Vec::new();
    zstd::Decoder::new(&*stored)?.take(MAX_DICTIONARY).read_to_end(&mut dictionary)?;
    Ok(dictionary)
}

#[cfg(feature = "lz4")]
fn unpack_lz4(input: impl BufRead + Send + 'static) -> io::Result<Input> {
    let frames = Lz4Frames { decoder: lz4_flex::frame::FrameDecoder::new(input) };
    Ok(Box::new(BufReader::with_capacity(BUFFER, UntilDamage::new(frames, "LZ4"))))
}

#[cfg(not(feature = "lz4"))]
fn unpack_lz4(_: impl BufRead) -> io::Result<Input> {
    Err(io::Error::other("this is LZ4 data, which dehusk reads when built with its feature lz4"))
}

/// All frames of an LZ4 file in turn, as the decoder stops after each.
#[cfg(feature = "lz4")]
struct Lz4Frames<R: Read> {
    decoder: lz4_flex::frame::FrameDecoder<R>,
}

#[cfg(feature = "lz4")]
impl<R: BufRead> Read for Lz4Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() || self.decoder.get_mut().fill_buf()?.is_empty() {
                return Ok(read);
            }
        }
    }
}

/// Reads up to the first damage, returns one error that [`is_damage`] recognizes, and ends there:
/// in these formats the next frame cannot be found.
#[cfg(any(feature = "zstd", feature = "lz4"))]
struct UntilDamage<R> {
    input: Option<R>,
    format: &'static str,
}

#[cfg(any(feature = "zstd", feature = "lz4"))]
impl<R> UntilDamage<R> {
    fn new(input: R, format: &'static str) -> UntilDamage<R> {
        UntilDamage { input: Some(input), format }
    }
}

#[cfg(any(feature = "zstd", feature = "lz4"))]
impl<R: Read> Read for UntilDamage<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(input) = &mut self.input else { return Ok(0) };
        input.read(buffer).map_err(|error| {
            // Errors of the operating system are about the file.
            if error.kind() == ErrorKind::Interrupted || error.raw_os_error().is_some() {
                return error;
            }
            self.input = None;
            let kind = match error.kind() {
                ErrorKind::UnexpectedEof => ErrorKind::UnexpectedEof,
                _ => ErrorKind::InvalidData,
            };
            io::Error::new(kind, format!("damaged {} data: {error}", self.format))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(stored: &[u8]) -> Result<String, String> {
        let mut text = String::new();
        let mut input = unpack(Cursor::new(stored.to_vec())).map_err(|error| error.to_string())?;
        match input.read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(error) => {
                assert!(is_damage(&error), "{error}");
                assert_eq!(input.read(&mut [0; 9]).unwrap(), 0, "it goes on after an error");
                Err(error.to_string())
            }
        }
    }

    #[test]
    fn what_is_not_packed_stays_as_it_is() {
        for text in ["", "W", "<p>", "a longer text than the head that is looked at"] {
            assert_eq!(unpacked(text.as_bytes()).unwrap(), text);
        }
    }

    #[test]
    fn an_unreadable_format_is_named() {
        assert!(unpacked(b"BZh91AY&SY").unwrap_err().contains("bzip2"));
        assert!(unpacked(b"PK\x03\x04....").unwrap_err().contains("zip"));
    }

    #[cfg(feature = "zstd")]
    #[test]
    fn zstd_frames_are_one_text_with_a_dictionary_or_without() {
        let frame = |text: &str| zstd::encode_all(text.as_bytes(), 0).unwrap();
        assert_eq!(unpacked(&[frame("one"), frame("two")].concat()).unwrap(), "onetwo");

        let dictionary = "the weather service had said that it would not rain ".repeat(20);
        let with_dictionary = |text: &str| {
            let mut packed = Vec::new();
            let mut encoder =
                zstd::Encoder::with_dictionary(&mut packed, 3, dictionary.as_bytes()).unwrap();
            io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
            encoder.finish().unwrap();
            packed
        };
        for stored in [dictionary.clone().into_bytes(), frame(&dictionary)] {
            let mut file = vec![0x5d, 0x2a, 0x4d, 0x18];
            file.extend_from_slice(&u32::try_from(stored.len()).unwrap().to_le_bytes());
            file.extend_from_slice(&stored);
            let without = file.len();
            for text in ["the weather service", " had said that it would not rain"] {
                file.extend_from_slice(&with_dictionary(text));
            }
            let expected = "the weather service had said that it would not rain";
            assert_eq!(unpacked(&file).unwrap(), expected);
            // The dictionary is needed: without it, nothing can be decoded.
            assert_ne!(unpacked(&file[without..]), Ok(expected.to_owned()));
        }
    }

    #[cfg(feature = "zstd")]
    #[test]
    fn damaged_zstd_is_one_error() {
        let mut packed = zstd::encode_all("rain ".repeat(5000).as_bytes(), 0).unwrap();
        assert!(unpacked(&packed[..packed.len() - 3]).unwrap_err().contains("zstd"));
        packed[4..].fill(0xff);
        assert!(unpacked(&packed).unwrap_err().contains("damaged zstd data"));
    }

    #[cfg(feature = "lz4")]
    #[test]
    fn lz4_frames_are_one_text() {
        let frame = |text: &str| {
            let mut encoder = lz4_flex::frame::FrameEncoder::new(Vec::new());
            io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        assert_eq!(unpacked(&[frame("one"), frame("two")].concat()).unwrap(), "onetwo");
        let mut damaged = frame(&"rain ".repeat(5000));
        damaged[20..].fill(0xff);
        assert!(unpacked(&damaged).unwrap_err().contains("damaged LZ4 data"));
    }
}
