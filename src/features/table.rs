//! A table from hashes of words to what was learned about them.

/// Open addressing over a power of two of slots; the key 0 is an empty slot.
#[derive(Clone, Debug)]
pub(super) struct Table<V> {
    slots: Vec<(u32, V)>,
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table { slots: Vec::new() }
    }
}

impl<V: Copy + Default> Table<V> {
    pub(super) fn new(entries: &[(u32, V)]) -> Table<V> {
        let size = (entries.len() * 2 + 1).next_power_of_two();
        let mut slots = vec![(0, V::default()); size];
        for &(key, value) in entries.iter().filter(|entry| entry.0 != 0) {
            let mut at = key as usize & (size - 1);
            while slots[at].0 != 0 && slots[at].0 != key {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (key, value);
        }
        Table { slots }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    pub(super) fn get(&self, key: u32) -> Option<V> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = key as usize & mask;
        loop {
            match self.slots[at] {
                (0, _) => return None,
                (found, value) if found == key => return Some(value),
                _ => at = (at + 1) & mask,
            }
        }
    }
}
