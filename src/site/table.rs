//! A bounded table of counts.

use std::cmp::Reverse;

/// Something that pages of a site have in common, counted.
pub(super) trait Entry: Copy {
    /// A hash of what it is.
    fn key(&self) -> u64;

    /// The number of pages that have it.
    fn pages(&self) -> u32;

    /// Adds the counts of other pages.
    fn add(&mut self, other: &Self);
}

/// Entries by their keys, at most `MAX` of them. Those of the fewest pages are removed first, and
/// of equals those with the greater keys: a sample that does not depend on the order of pages.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table<E, const MAX: usize> {
    entries: Vec<E>,
}

impl<E, const MAX: usize> Default for Table<E, MAX> {
    fn default() -> Table<E, MAX> {
        Table { entries: Vec::new() }
    }
}

impl<E: Entry, const MAX: usize> Table<E, MAX> {
    /// A table of entries that are sorted by their keys, without repetitions.
    pub(super) fn of(entries: Vec<E>) -> Table<E, MAX> {
        let mut table = Table { entries };
        table.make_room();
        table
    }

    /// The same for untrusted entries: `None` unless they are valid.
    pub(super) fn from_sorted(entries: Vec<E>) -> Option<Table<E, MAX>> {
        let sorted = entries.windows(2).all(|pair| pair[0].key() < pair[1].key());
        (sorted && entries.len() <= MAX).then_some(Table { entries })
    }

    pub(super) fn entries(&self) -> &[E] {
        &self.entries
    }

    /// The entry with this key. A block without text or target has the key 0, which no entry has.
    pub(super) fn get(&self, key: u64) -> Option<&E> {
        if key == 0 {
            return None;
        }
        let found = self.entries.binary_search_by_key(&key, Entry::key).ok()?;
        self.entries.get(found)
    }

    /// Adds the entries of other pages, sorted by their keys.
    pub(super) fn add(&mut self, others: &[E]) {
        let all = self.entries.len() + others.len();
        let mut merged: Vec<E> = Vec::with_capacity(all);
        let mut own = self.entries.iter().peekable();
        for other in others {
            while let Some(entry) = own.next_if(|entry| entry.key() < other.key()) {
                merged.push(*entry);
            }
            match own.next_if(|entry| entry.key() == other.key()) {
                Some(entry) => {
                    let mut entry = *entry;
                    entry.add(other);
                    merged.push(entry);
                }
                None => merged.push(*other),
            }
        }
        merged.extend(own);
        self.entries = merged;
        self.make_room();
    }

    /// Removes an eighth if there are too many, so that this seldom happens.
    fn make_room(&mut self) {
        if self.entries.len() <= MAX {
            return;
        }
        let kept = MAX - MAX / 8;
        self.entries
            .select_nth_unstable_by_key(kept, |entry| (Reverse(entry.pages()), entry.key()));
        self.entries.truncate(kept);
        self.entries.shrink_to_fit();
        self.entries.sort_unstable_by_key(Entry::key);
    }
}

/// Entries sorted by their keys, the first of each key.
pub(super) fn sorted<E: Entry>(mut entries: Vec<E>) -> Vec<E> {
    entries.sort_by_key(Entry::key);
    entries.dedup_by_key(|entry| entry.key());
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Entry for (u64, u32) {
        fn key(&self) -> u64 {
            self.0
        }

        fn pages(&self) -> u32 {
            self.1
        }

        fn add(&mut self, other: &(u64, u32)) {
            self.1 += other.1;
        }
    }

    #[test]
    fn what_is_added_is_counted() {
        let mut table: Table<(u64, u32), 8> = Table::default();
        table.add(&[(2, 1), (5, 1)]);
        table.add(&[(1, 1), (5, 1), (7, 1)]);
        assert_eq!(table.entries(), [(1, 1), (2, 1), (5, 2), (7, 1)]);
        assert_eq!((table.get(5), table.get(6)), (Some(&(5, 2)), None));
    }

    #[test]
    fn what_the_fewest_pages_have_goes_first() {
        let mut table: Table<(u64, u32), 8> = Table::default();
        let others: Vec<(u64, u32)> = (0..20).map(|key| (key, key as u32 % 3)).collect();
        table.add(&others);
        let kept = [1, 2, 5, 8, 11, 14, 17].map(|key| (key, key as u32 % 3));
        assert_eq!(table.entries(), kept);
    }
}
