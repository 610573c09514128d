//! A quick hash of parts of a page (FNV-1a, Fowler, Noll and Vo). It is the same in every process, so
//! the author of a page can find two parts with one hash.

/// The hash of nothing.
pub(crate) const NOTHING: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of something and one more byte or character.
#[inline]
pub(crate) fn add(hash: u64, next: impl Into<u64>) -> u64 {
    (hash ^ next.into()).wrapping_mul(0x0000_0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_give_the_published_hashes() {
        assert_eq!(b"a".iter().copied().fold(NOTHING, add), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(b"foobar".iter().copied().fold(NOTHING, add), 0x8594_4171_f739_67e8);
        assert_eq!("foobar".chars().fold(NOTHING, add), 0x8594_4171_f739_67e8);
    }
}
