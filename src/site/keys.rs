//! Hashes of what pages may have in common. They are stored in profiles: what changes them changes the
//! version of the format.

const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash of a hash, never 0.
pub(super) fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 31)).wrapping_mul(PRIME);
    (hash ^ (hash >> 29)).max(1)
}

/// A hash of a text without digits, with ASCII in lower case; 0 for a text without letters.
pub(super) fn text_key(text: &str) -> u64 {
    let mut hash = Hash::default();
    let mut has_letters = false;
    let (words, rest) = text.as_bytes().as_chunks();
    for bytes in words {
        let word = u64::from_le_bytes(*bytes);
        if between(word, b'0', b'9') == 0 {
            let lower = word | between(word, b'A', b'Z') >> 2;
            has_letters = has_letters || between(lower, b'a', b'z') | (word & HIGH) != 0;
            hash.add_word(lower);
        } else {
            has_letters |= hash.add_without_digits(bytes);
        }
    }
    has_letters |= hash.add_without_digits(rest);
    if has_letters { hash.key() } else { 0 }
}

/// A hash of an address without its scheme, host and fragment; 0 if nothing is left.
pub(super) fn target_key(address: &str) -> u64 {
    let address = address.split('#').next().unwrap_or_default().trim();
    let slash = address.find('/').unwrap_or(address.len());
    let (scheme, rest) = address.split_at(slash);
    let path = match rest.strip_prefix("//") {
        Some(rest) if scheme.is_empty() || scheme.ends_with(':') => {
            rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or_default()
        }
        _ => address,
    };
    if path.is_empty() {
        return 0;
    }
    let mut hash = Hash::default();
    let (words, rest) = path.as_bytes().as_chunks();
    words.iter().for_each(|bytes| hash.add_word(u64::from_le_bytes(*bytes)));
    rest.iter().for_each(|&byte| hash.add_byte(byte));
    hash.key()
}

const LOW: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = LOW << 7;

/// The highest bit of those of eight bytes that are between two characters of ASCII, both included.
fn between(word: u64, first: u8, last: u8) -> u64 {
    let ascii = word & !HIGH;
    let from_first = ascii + LOW * u64::from(0x80 - first);
    let after_last = ascii + LOW * u64::from(0x7f - last);
    from_first & !after_last & !word & HIGH
}

/// A hash of bytes, of which it takes eight at a time.
#[derive(Default)]
struct Hash {
    hash: u64,
    /// The last bytes, fewer than eight, and how many bits they are.
    pending: u64,
    bits: u32,
}

impl Hash {
    fn add_word(&mut self, word: u64) {
        self.mix(self.pending | word << self.bits);
        // In two steps, as a shift by 64 would be an overflow.
        self.pending = word >> 1 >> (63 - self.bits);
    }

    fn add_byte(&mut self, byte: u8) {
        self.pending |= u64::from(byte) << self.bits;
        self.bits += 8;
        if self.bits == 64 {
            self.mix(self.pending);
            (self.pending, self.bits) = (0, 0);
        }
    }

    /// Adds what are no digits, in lower case, and tells whether there are letters.
    fn add_without_digits(&mut self, bytes: &[u8]) -> bool {
        let mut has_letters = false;
        for byte in bytes.iter().filter(|byte| !byte.is_ascii_digit()) {
            has_letters |= byte.is_ascii_alphabetic() || !byte.is_ascii();
            self.add_byte(byte.to_ascii_lowercase());
        }
        has_letters
    }

    fn mix(&mut self, word: u64) {
        let hash = (self.hash ^ word).wrapping_mul(PRIME);
        self.hash = hash ^ (hash >> 32);
    }

    fn key(mut self) -> u64 {
        self.mix(self.pending);
        self.mix(u64::from(self.bits));
        mixed(self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_and_case_do_not_tell_texts_apart() {
        let same =
            ["Page 1 of 12, Übersicht 2024", "PAGE 10 OF 9, Übersicht ", "page  of , Übersicht "];
        assert_eq!(same.map(text_key), [text_key(same[0]); 3]);
        for other in ["page of , Übersicht ", "page  of , übersicht ", "page  of , Übersicht"] {
            assert_ne!(text_key(other), text_key(same[0]), "{other}");
        }
    }

    #[test]
    fn texts_without_letters_have_no_key() {
        for text in ["", "2024", "12:30", "–"] {
            assert_eq!(text_key(text) != 0, text == "–", "{text}");
        }
        assert_eq!([text_key("@[`{/:"), text_key("12345678 | 12345678")], [0, 0]);
        assert!([text_key("z"), text_key("........Z"), text_key("雨")].iter().all(|&key| key != 0));
    }

    #[test]
    fn targets_are_the_same_with_and_without_scheme_and_host() {
        let path = target_key("/rain/monday");
        let same = [
            "https://valley.example/rain/monday#top",
            "//valley.example/rain/monday",
            " /rain/monday ",
        ];
        assert_eq!(same.map(target_key), [path; 3]);
        assert_ne!(target_key("/rain//monday"), path);
        assert_ne!(target_key("/rain//monday"), target_key("/snow//monday"));
        assert_eq!(["", "#top", "https://valley.example"].map(target_key), [0; 3]);
    }

    proptest! {
        #[test]
        fn eight_bytes_at_a_time_are_the_same_as_one(text in "[ -~é雨]{0,40}") {
            let mut hash = Hash::default();
            let has_letters = hash.add_without_digits(text.as_bytes());
            prop_assert_eq!(text_key(&text), if has_letters { hash.key() } else { 0 });
        }
    }
}
