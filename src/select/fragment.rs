//! Recognizes short texts without anything around them, such as an e-mail or an item of a feed.

use crate::block::{Context, Page};

/// Such a text has fewer words. The scores of longer ones are reliable.
const WORDS: f32 = 100.0;

/// A text with a larger share inside links is a menu.
const LINK_RATIO: f32 = 0.2;

/// With one of these, there is something around the text.
const SURROUNDINGS: Context = Context(
    Context::NAVIGATION.0
        | Context::HEADER.0
        | Context::FOOTER.0
        | Context::ASIDE.0
        | Context::FORM.0
        | Context::DIALOG.0
        | Context::NOSCRIPT.0
        | Context::HIDDEN.0,
);

/// Scores are learned on pages, where a short block by itself is rarely content. What is named a
/// menu or a banner scores less than this even here.
const THRESHOLD: f32 = 0.015;

/// The score from which blocks are kept if the page is such a text, whatever the focus.
pub(super) fn threshold(page: &Page) -> Option<f32> {
    let all = page.stats();
    let is_small = all.words < WORDS && all.controls == 0 && all.link_ratio() <= LINK_RATIO;
    let stands_alone = || !page.blocks.iter().any(|block| block.context.has(SURROUNDINGS));
    (is_small && stands_alone()).then_some(THRESHOLD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{block, dom};

    fn is_fragment(html: &str) -> bool {
        let dom = dom::parse(html, &Limits::default(), false).unwrap();
        threshold(&block::segment(&dom)).is_some()
    }

    #[test]
    fn a_few_lines_are_a_text_by_themselves() {
        assert!(is_fragment("<p>Dear all,<p>we meet on <a href=x>Monday</a> in the small hall."));
        assert!(is_fragment("<table><tr><td>Age<td>41</table>"));
        assert!(!is_fragment(&"<p>It rained for the first time in weeks.".repeat(13)));
    }

    #[test]
    fn what_something_stands_around_is_none() {
        for around in [
            "<nav>Start</nav>",
            "<footer>Imprint</footer>",
            "<aside>More</aside>",
            "<form>Search <input></form>",
            "<button>Share</button>",
            "<p>Note<noscript>Enable scripts</noscript>",
            "<div hidden>Loading</div>",
            "<ul><li><a href=a>Sports of the day</a><li><a href=b>Weather</a></ul>",
        ] {
            assert!(!is_fragment(&format!("{around}<p>Hello, world.")), "{around}");
        }
    }
}
