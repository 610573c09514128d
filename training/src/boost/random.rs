//! Random numbers as hashes, so that they do not depend on the order of calls.

/// A hash of all bits of `value` (the finaliser of SplitMix64; Steele, Lea, Flood: "Fast
/// Splittable Pseudorandom Number Generators", OOPSLA 2014).
pub fn hash(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The number of a stream at a position, in 0..1.
pub fn uniform(stream: u64, position: u64) -> f32 {
    (hash(stream.wrapping_add(position.wrapping_mul(0x9e37_79b9_7f4a_7c15))) >> 40) as f32
        / (1u64 << 24) as f32
}

/// `count` of the items, drawn without replacement, in their order.
pub fn choose<T: Copy + Ord>(items: &[T], count: usize, stream: u64) -> Vec<T> {
    let mut items = items.to_vec();
    for at in 0..count.min(items.len()) {
        let left = (items.len() - at) as u64;
        let other = at + (hash(stream ^ hash(at as u64)) % left) as usize;
        items.swap(at, other);
    }
    items.truncate(count);
    items.sort_unstable();
    items
}
