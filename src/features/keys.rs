//! Maps whose keys are hashes of parts of a page.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

/// Without this number, the author of a page could find keys that all collide.
static SECRET: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0u64) | 1);

/// A map from hashes.
pub(crate) type KeyMap<V> = HashMap<u64, V, Keyed>;

/// An empty map with room for the keys of so many blocks, if the page is not unusually long.
pub(crate) fn map_for<V>(blocks: usize) -> KeyMap<V> {
    const MAX_ROOM: usize = 224;
    KeyMap::with_capacity_and_hasher(blocks.min(MAX_ROOM), Keyed::default())
}

/// Mixes a key with a number that differs from process to process.
#[derive(Clone, Copy)]
pub(crate) struct Keyed(u64);

impl Default for Keyed {
    fn default() -> Keyed {
        Keyed(*SECRET)
    }
}

impl BuildHasher for Keyed {
    type Hasher = KeyHasher;

    fn build_hasher(&self) -> KeyHasher {
        KeyHasher(self.0)
    }
}

pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }
    fn write_u64(&mut self, value: u64) {
        let product = u128::from(self.0 ^ value) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product >> 64) as u64 ^ product as u64;
    }
}
