//! Labels of single blocks from snippets of the content, for pages without a gold text.

use dehusk_cli::benchmark::metric::collapsed;

/// For every block, 1 if snippets say that it is content, 0 if they say that it is not, and `None`
/// if they say nothing, or both.
///
/// White space is compared as in the snippets' benchmark: any of it is one space.
pub fn decide(blocks: &[&str], with: &[String], without: &[String]) -> Vec<Option<f32>> {
    let blocks: Vec<String> = blocks.iter().map(|text| collapsed(text)).collect();
    let holding = |snippet: &String| {
        let snippet = collapsed(snippet);
        let holds = |block: &usize| !snippet.is_empty() && blocks[*block].contains(&snippet);
        (0..blocks.len()).filter(holds).collect::<Vec<usize>>()
    };
    let (mut wanted, mut unwanted) = (vec![false; blocks.len()], vec![false; blocks.len()]);
    for snippet in with {
        // It is unknown which of several blocks is meant.
        if let [block] = holding(snippet)[..] {
            wanted[block] = true;
        }
    }
    for block in without.iter().flat_map(holding) {
        unwanted[block] = true;
    }
    wanted
        .into_iter()
        .zip(unwanted)
        .map(|verdict| match verdict {
            (true, false) => Some(1.0),
            (false, true) => Some(0.0),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(blocks: &[&str], with: &[&str], without: &[&str]) -> Vec<Option<f32>> {
        let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        decide(blocks, &owned(with), &owned(without))
    }

    #[test]
    fn only_blocks_with_a_snippet_are_decided() {
        let blocks = ["Impressum", "Es regnete\n am Dienstag.", "Die Bauern jubelten."];
        let found = decided(&blocks, &["regnete am", "Schnee"], &["Impressum", ""]);
        assert_eq!(found, [Some(0.0), Some(1.0), None]);
    }

    #[test]
    fn what_is_wanted_in_one_of_two_places_decides_neither() {
        let blocks = ["Regen am Dienstag", "Regen am Dienstag: alles", "Teilen", "Jetzt teilen"];
        let found = decided(&blocks, &["Regen am"], &["eilen"]);
        assert_eq!(found, [None, None, Some(0.0), Some(0.0)]);
    }

    #[test]
    fn a_block_with_both_is_left_open() {
        let found = decided(&["Von Ada: Es regnete."], &["Es regnete"], &["Von Ada"]);
        assert_eq!(found, [None]);
    }
}
