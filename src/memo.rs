//! A cache for results on the names that templates repeat on a page.

/// A power of two.
const SLOTS: usize = 1024;

/// Results by string, one per slot. There are no chains: if a hostile page maps all its names to
/// one slot, each is only computed again.
pub(crate) struct Memo<'a, V> {
    slots: Vec<Option<(&'a str, V)>>,
}

impl<'a, V: Copy> Memo<'a, V> {
    pub(crate) fn new() -> Memo<'a, V> {
        Memo { slots: vec![None; SLOTS] }
    }

    /// The result of `find_out` for a string, computed only if it is not cached.
    pub(crate) fn of(&mut self, string: &'a str, find_out: impl FnOnce(&'a str) -> V) -> V {
        let Some(slot) = self.slots.get_mut(slot_of(string)) else { return find_out(string) };
        match *slot {
            Some((known, value)) if known == string => value,
            _ => {
                let value = find_out(string);
                *slot = Some((string, value));
                value
            }
        }
    }
}

/// A hash of the length, the beginning, the middle and the end.
fn slot_of(string: &str) -> usize {
    let bytes = string.as_bytes();
    let add =
        |hash: u64, part: u64| (hash.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let length = add(0, bytes.len() as u64);
    let middle = bytes.get(bytes.len().saturating_sub(8) / 2..).unwrap_or_default();
    let hash = match (bytes.first_chunk(), middle.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(middle), Some(last)) => [first, middle, last]
            .map(|part| u64::from_le_bytes(*part))
            .into_iter()
            .fold(length, add),
        _ => match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => {
                let [first, last] = [first, last].map(|part| u32::from_le_bytes(*part));
                add(length, u64::from(first) << 32 | u64::from(last))
            }
            _ => bytes.iter().fold(length, |hash, &byte| add(hash, u64::from(byte))),
        },
    };
    (hash >> 48) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_looked_at_once_while_its_slot_is_its_own() {
        let mut memo = Memo::new();
        let mut asked = 0;
        for string in ["post", "post-title", "post", "", "post"] {
            let length = memo.of(string, |string| {
                asked += 1;
                string.len()
            });
            assert_eq!(length, string.len());
        }
        assert_eq!(asked, 3);
    }

    #[test]
    fn strings_of_one_slot_are_not_mistaken_for_each_other() {
        let strings: Vec<String> = (0..SLOTS * 3).map(|number| format!("name-{number}")).collect();
        let mut memo = Memo::new();
        for string in strings.iter().chain(&strings) {
            assert_eq!(memo.of(string, |string| string), string);
        }
    }
}
