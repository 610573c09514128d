//! Splits a text with several names, and cleans each of them.

use super::MAX_BYLINE;
use super::name::{cleaned, is_degree, is_person, without_sign};
use super::words::CONJUNCTIONS;
use crate::metadata::title::compact;
use std::collections::HashSet;

/// The names in a text, without repetitions.
pub(super) fn split(text: &str) -> Vec<String> {
    if text.len() > MAX_BYLINE {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    for piece in text.split([';', '、', '，']) {
        for name in between_commas(piece) {
            names.extend(between_conjunctions(&name).iter().filter_map(|name| cleaned(name)));
        }
    }
    deduplicated(names)
}

/// Splits at commas, unless what follows belongs to the name before: a degree, a title, a company.
fn between_commas(text: &str) -> Vec<String> {
    let pieces: Vec<&str> = text
        .split(',')
        .map(|piece| without_sign(piece.trim()))
        .filter(|piece| !piece.is_empty())
        .collect();
    let mut names: Vec<String> = Vec::new();
    for piece in pieces {
        let bare = CONJUNCTIONS
            .iter()
            .find_map(|conjunction| piece.strip_prefix(conjunction.trim_start()))
            .unwrap_or(piece);
        let is_list = is_person(bare) || between_conjunctions(bare).len() > 1;
        match names.last_mut() {
            Some(last) if !is_list || !is_person_or_list(last) => {
                // Of what follows a person, only degrees belong to the name.
                if !is_person_or_list(last) || piece.split_whitespace().all(is_degree) {
                    last.push_str(", ");
                    last.push_str(piece);
                }
            }
            _ => names.push(bare.to_owned()),
        }
    }
    names
}

fn is_person_or_list(text: &str) -> bool {
    let first = text.split(',').next().unwrap_or(text);
    is_person(first) || between_conjunctions(first).len() > 1
}

/// Splits at "and" if there is a person's full name on both sides.
fn between_conjunctions(text: &str) -> Vec<String> {
    for conjunction in CONJUNCTIONS {
        if let Some((before, after)) = text.split_once(conjunction) {
            let rest = between_conjunctions_once(after);
            if is_person(before) && rest.iter().all(|name| is_person(name)) {
                let mut names = vec![before.trim().to_owned()];
                names.extend(rest);
                return names;
            }
        }
    }
    vec![text.trim().to_owned()]
}

fn between_conjunctions_once(text: &str) -> Vec<String> {
    for conjunction in CONJUNCTIONS {
        if let Some((before, after)) = text.split_once(conjunction) {
            return vec![before.trim().to_owned(), after.trim().to_owned()];
        }
    }
    vec![text.trim().to_owned()]
}

/// The names without repetitions.
pub(in crate::metadata) fn deduplicated(names: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    names.into_iter().filter(|name| seen.insert(compact(name))).collect()
}

#[cfg(test)]
mod tests {
    use crate::metadata::person_names::stated;

    #[test]
    fn lists_of_people_come_apart() {
        for text in [
            "Ada Berg, Bo Chen and Cy Dahl",
            "Ada Berg; Bo Chen; Cy Dahl",
            "Ada Berg, Bo Chen, Cy Dahl",
            "By Ada Berg, Bo Chen, and Cy Dahl",
            "Ada Berg, Bo Chen & Cy Dahl",
            "Ada Berg, Bo Chen und Cy Dahl",
            "Ada Berg, Bo Chen et Cy Dahl",
        ] {
            assert_eq!(stated(text), ["Ada Berg", "Bo Chen", "Cy Dahl"], "{text}");
        }
    }

    #[test]
    fn names_with_commas_or_conjunctions_stay_whole() {
        for text in [
            "Ada Berg, MD",
            "Ada Berg, Ph.D.",
            "Ernst & Young",
            "Center for Drug Evaluation and Research",
            "Ludwig van der Berg",
            "the editors",
            "ada_99",
        ] {
            assert_eq!(stated(text), [text], "{text}");
        }
        assert_eq!(stated("Ada Berg, MD, Bo Chen, RN"), ["Ada Berg, MD", "Bo Chen, RN"]);
    }
}
