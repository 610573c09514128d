//! What programs that show pages to readers need: an excerpt, the direction of the text, images and
//! links.

use super::Extraction;
use crate::block::Page;
use crate::characters::is_right_to_left;
use crate::dom::{AttributeName, Dom};
use crate::keyword::keywords;
use crate::render::{self, BlockKind, ContentImage, ContentLink};
use unicode_segmentation::UnicodeSegmentation;

/// The direction of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// Left to right, as in Latin, Cyrillic and Chinese.
    #[default]
    LeftToRight,
    /// Right to left, as in Arabic and Hebrew.
    RightToLeft,
}

// As in the `dir` attribute of HTML.
keywords!(Direction, "direction", {
    LeftToRight => "ltr",
    RightToLeft => "rtl",
});

impl Extraction {
    /// Returns the beginning of the content on one line: whole sentences with at most `max_words`
    /// words in total. Headings, tables, captions and code are left out. If the first sentence alone
    /// is longer, it is cut between two words and ends with `…`.
    ///
    /// Words and sentences are those of Unicode (UAX #29). In Chinese and Japanese most words are
    /// single characters.
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::extract(
    ///     "<article><h1>Rain at last</h1><p>After eleven dry weeks it rained on Tuesday. The
    ///      farmers of the valley went out into the fields to see whether it was true.</article>",
    /// );
    /// assert_eq!(page.excerpt(20), "After eleven dry weeks it rained on Tuesday.");
    /// assert_eq!(page.excerpt(3), "After eleven dry…");
    /// ```
    pub fn excerpt(&self, max_words: usize) -> String {
        let mut excerpt = Excerpt { text: String::new(), left: max_words };
        let (dom, page, kept) = self.shown();
        let kinds = render::kinds(dom, page);
        let is_text = |kind| {
            matches!(
                kind,
                BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote | BlockKind::Description
            )
        };
        let blocks = page.blocks.iter().zip(kept).zip(kinds);
        for ((block, _), _) in blocks.filter(|((_, kept), kind)| *kept && is_text(*kind)) {
            if !excerpt.add(page.block_text(block)) {
                break;
            }
        }
        excerpt.text
    }

    /// Returns the direction of the content: that of most of its letters, or of the page's `dir`
    /// attribute if it has none.
    ///
    /// # Example
    ///
    /// ```
    /// use dehusk::Direction;
    ///
    /// let page = dehusk::extract("<p>هطل المطر يوم الثلاثاء بعد أحد عشر أسبوعا من الجفاف.</p>");
    /// assert_eq!(page.direction(), Direction::RightToLeft);
    /// ```
    pub fn direction(&self) -> Direction {
        let (dom, page, kept) = self.shown();
        let (mut all, mut right_to_left) = (0usize, 0usize);
        for (block, _) in page.blocks.iter().zip(kept).filter(|(_, kept)| *kept) {
            for letter in page.block_text(block).chars().filter(|c| c.is_alphabetic()) {
                all += 1;
                right_to_left += usize::from(is_right_to_left(letter));
            }
        }
        let stated = || {
            let elements = [dom.body(), dom.html()].into_iter().flatten();
            let mut stated = elements.filter_map(|node| dom.attribute(node, AttributeName::Dir));
            stated.any(|direction| direction.trim().eq_ignore_ascii_case("rtl"))
        };
        let is_right_to_left = if all > 0 { right_to_left * 2 > all } else { stated() };
        if is_right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// Returns the images of the content in document order: those in [`Extraction::markdown`].
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::Extractor::new().base_url("https://example.org/a/").extract(
    ///     "<article><p>After eleven dry weeks it rained on Tuesday in all of the valley.</p>
    ///      <figure><img src=rain.jpg alt=Puddles><figcaption>The market place at noon
    ///      </figcaption></figure><p>The farmers went out to see whether it was true.</article>",
    /// )?;
    /// let images = page.images();
    /// assert_eq!(images[0].address, "https://example.org/a/rain.jpg");
    /// assert_eq!(images[0].alt, "Puddles");
    /// assert_eq!(images[0].caption.as_deref(), Some("The market place at noon"));
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn images(&self) -> Vec<ContentImage> {
        render::images(&self.content())
    }

    /// Returns the links of the content in document order: those in [`Extraction::markdown`].
    ///
    /// # Example
    ///
    /// ```
    /// let page = dehusk::extract(
    ///     "<p>After eleven dry weeks it rained, as <a href='https://example.org/'>the <b>weather
    ///      service</b></a> had said it would not.</p>",
    /// );
    /// assert_eq!(page.links()[0].address, "https://example.org/");
    /// assert_eq!(page.links()[0].text, "the weather service");
    /// ```
    pub fn links(&self) -> Vec<ContentLink> {
        render::links(&self.content())
    }

    /// The tree and the page of the content, and which blocks are kept.
    fn shown(&self) -> (&Dom, &Page, Vec<bool>) {
        match self.data() {
            Some(data) => (&data.dom, &data.page, vec![true; data.page.blocks.len()]),
            None => (&self.dom, &self.page, self.selection.kept()),
        }
    }
}

/// Collects sentences up to a number of words.
struct Excerpt {
    text: String,
    /// The number of words that still fit.
    left: usize,
}

impl Excerpt {
    /// Adds a paragraph. Returns whether all of it fit.
    fn add(&mut self, paragraph: &str) -> bool {
        for (index, sentence) in paragraph.split_sentence_bounds().enumerate() {
            let words = sentence.unicode_words().take(self.left.saturating_add(1)).count();
            if words > self.left {
                if self.text.is_empty() {
                    self.cut(sentence);
                }
                self.text.truncate(self.text.trim_end().len());
                return false;
            }
            if index == 0 && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.extend(sentence.chars().map(|c| if c == '\n' { ' ' } else { c }));
            self.left -= words;
        }
        self.text.truncate(self.text.trim_end().len());
        true
    }

    /// Adds as many words of a sentence as fit.
    fn cut(&mut self, sentence: &str) {
        let last =
            self.left.checked_sub(1).and_then(|last| sentence.unicode_word_indices().nth(last));
        if let Some((at, word)) = last {
            let words = &sentence[..at + word.len()];
            self.text.extend(words.chars().map(|c| if c == '\n' { ' ' } else { c }));
            self.text.push('…');
        }
    }
}
