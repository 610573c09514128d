//! Finds words of several kinds in names in a single pass: a trie, followed from every letter.

use super::vocabulary::Kinds;

/// A node of the trie. Child 0 means none, as no edge leads back to the root.
#[derive(Clone)]
struct Place {
    /// By letter; the last one for a hyphen.
    next: [u16; LETTERS + 1],
    /// The node after any number of hyphens and underscores.
    behind_hyphens: u16,
    /// Kinds whose words end here.
    anywhere: Kinds,
    /// Kinds whose words end here, if there is no letter before or after.
    alone: Kinds,
}

const LETTERS: usize = 26;

/// Any character other than letters and the hyphen.
const OTHER: usize = LETTERS + 1;

/// The number of letters, with the hyphen and any other character.
const SLOTS: usize = OTHER + 1;

const NOWHERE: Place = Place { next: [0; LETTERS + 1], behind_hyphens: 0, anywhere: 0, alone: 0 };

/// Words by kind, found in names regardless of case.
pub(super) struct Words {
    places: Vec<Place>,
    /// For every letter and the character behind it, the characters that may come third in a word
    /// that begins with them, as bits. This rules out most positions of a name.
    begins: Vec<u32>,
}

impl Words {
    pub(super) fn new() -> Words {
        Words { places: vec![NOWHERE], begins: vec![0; LETTERS * SLOTS] }
    }

    /// Adds the words of a pattern to a kind: alternatives are divided by `|`, also in brackets,
    /// `?` makes the character before optional, `*` is any number of hyphens and underscores.
    pub(super) fn add(&mut self, pattern: &str, kind: Kinds, alone: bool) {
        for word in expanded(pattern).iter().filter(|word| !word.is_empty()) {
            let mut at = 0;
            for &byte in word {
                at = self.step(at, byte);
            }
            // Behind its end, and in place of a `*`, may be anything.
            let slots = [0, 1, 2].map(|at| word.get(at).and_then(|&byte| slot(byte)));
            let first = slots[0].unwrap_or(OTHER);
            let second = slots[1].map_or(0..SLOTS, |second| second..second + 1);
            let third = slots[2].filter(|_| slots[1].is_some());
            for second in second {
                if let Some(begins) = self.begins.get_mut(first * SLOTS + second) {
                    *begins |= third.map_or(u32::MAX, |third| 1 << third);
                }
            }
            let Some(place) = self.places.get_mut(at) else { continue };
            match alone {
                true => place.alone |= kind,
                false => place.anywhere |= kind,
            }
        }
    }

    /// The node after a character, which is added if missing.
    fn step(&mut self, at: usize, byte: u8) -> usize {
        let new = self.places.len() as u16;
        let place = &mut self.places[at];
        let next = match byte {
            b'*' => &mut place.behind_hyphens,
            _ => &mut place.next[slot(byte).unwrap_or(LETTERS)],
        };
        if *next != 0 {
            return usize::from(*next);
        }
        *next = new;
        self.places.push(NOWHERE);
        usize::from(new)
    }

    /// The kinds of the words in a name.
    pub(super) fn kinds(&self, name: &str) -> Kinds {
        let name = name.as_bytes();
        let mut kinds = 0;
        let mut before = OTHER;
        let slot_at = |at: usize| name.get(at).map_or(OTHER, |&byte| slot_of(byte));
        let (mut slot, mut next) = (slot_at(0), slot_at(1));
        for at in 0..name.len() {
            let third = slot_at(at + 2);
            // Words begin with letters only.
            let begins = self.begins.get(slot * SLOTS + next);
            if begins.is_some_and(|begins| begins & (1 << third) != 0) {
                kinds |= self.follow(0, &name[at..], before < LETTERS, true);
            }
            (before, slot, next) = (slot, next, third);
        }
        kinds
    }

    /// The kinds of the words at the beginning of a text, from a node.
    fn follow(&self, from: u16, text: &[u8], letter_before: bool, may_branch: bool) -> Kinds {
        let mut kinds = 0;
        let mut place = self.place(from);
        for (at, &byte) in text.iter().enumerate() {
            let next = place.child(byte);
            if next == 0 {
                break;
            }
            place = self.place(next);
            kinds |= place.anywhere;
            let rest = text.get(at + 1..).unwrap_or_default();
            if place.alone != 0
                && !letter_before
                && !rest.first().is_some_and(u8::is_ascii_alphabetic)
            {
                kinds |= place.alone;
            }
            if place.behind_hyphens != 0 && may_branch {
                let hyphens = rest.iter().take_while(|byte| matches!(byte, b'-' | b'_')).count();
                let behind = rest.get(hyphens..).unwrap_or_default();
                // No word has two such places.
                kinds |= self.follow(place.behind_hyphens, behind, letter_before, false);
            }
        }
        kinds
    }

    fn place(&self, at: u16) -> &Place {
        self.places.get(usize::from(at)).unwrap_or(&NOWHERE)
    }
}

impl Place {
    fn child(&self, byte: u8) -> u16 {
        self.next.get(slot_of(byte)).copied().unwrap_or(0)
    }
}

fn slot(byte: u8) -> Option<usize> {
    Some(slot_of(byte)).filter(|&slot| slot != OTHER)
}

/// A letter's place in the alphabet, [`LETTERS`] for a hyphen, else [`OTHER`].
fn slot_of(byte: u8) -> usize {
    static SLOT_OF: [u8; 256] = {
        let mut slots = [OTHER as u8; 256];
        let mut letter = 0;
        while letter < LETTERS {
            slots[b'a' as usize + letter] = letter as u8;
            slots[b'A' as usize + letter] = letter as u8;
            letter += 1;
        }
        slots[b'-' as usize] = LETTERS as u8;
        slots
    };
    usize::from(SLOT_OF[usize::from(byte)])
}

/// All words of a pattern.
fn expanded(pattern: &str) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    // The words as read so far, and before the last character.
    let (mut words, mut shorter): (Vec<Vec<u8>>, Vec<Vec<u8>>) = (vec![Vec::new()], Vec::new());
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '|' => all.append(&mut std::mem::replace(&mut words, vec![Vec::new()])),
            '?' => words.append(&mut shorter),
            '(' => {
                let (inside, behind) = rest.split_once(')').unwrap_or((rest, ""));
                rest = behind;
                let endings = expanded(inside);
                let longer = |word: &Vec<u8>| {
                    let word = word.clone();
                    endings.iter().map(move |ending| [word.as_slice(), ending].concat()).collect()
                };
                words = words.iter().flat_map::<Vec<Vec<u8>>, _>(longer).collect();
            }
            _ => {
                shorter.clone_from(&words);
                words.iter_mut().for_each(|word| word.push(c as u8));
            }
        }
    }
    all.append(&mut words);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_lists_of_words() {
        let words = |pattern| {
            let mut words: Vec<String> = expanded(pattern)
                .into_iter()
                .map(|word| String::from_utf8(word).unwrap())
                .collect();
            words.sort();
            words
        };
        assert_eq!(words("side-?bar|rail"), ["rail", "side-bar", "sidebar"]);
        assert_eq!(
            words("(a|b)-?(cs?|d)"),
            ["a-c", "a-cs", "a-d", "ac", "acs", "ad", "b-c", "b-cs", "b-d", "bc", "bcs", "bd"]
        );
    }

    #[test]
    fn words_are_found_with_their_kinds() {
        let mut words = Words::new();
        words.add("(main|post)*(text|body)|post-?info", 1, false);
        words.add("posts?|ad", 2, true);
        for (name, kinds) in [
            ("", 0),
            ("post", 2),
            ("x-POSTS_2", 2),
            ("poster", 0),
            ("mypost", 0),
            ("posttext", 1),
            ("post-text", 3),
            ("post-_--Body", 3),
            ("post-info", 3),
            ("post--info", 2),
            ("thepostinfobox", 1),
            ("main-", 0),
            ("mainmaintext", 1),
            ("héad ad", 2),
            ("load", 0),
            ("post*text", 2),
        ] {
            assert_eq!(words.kinds(name), kinds, "{name}");
        }
    }
}
