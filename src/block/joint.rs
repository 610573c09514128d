//! Where words stand apart on the page although no white space says so: templates put a name and
//! a date into elements side by side, and leave the distance to the style sheet.

use crate::dom::Tag;

/// What stands between the last character and the text to come.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Joint {
    /// An element ended.
    ended: bool,
    /// An element began.
    began: bool,
    /// One ended, and then another began.
    crossed: bool,
    /// Something that belongs to a word is in between, or says how the word may be broken.
    inside_word: bool,
    /// A link or button ended right here.
    after_control: bool,
    /// And another one began.
    controls: bool,
}

impl Joint {
    pub(super) fn begin(&mut self, tag: Tag) {
        self.began = true;
        self.crossed |= self.ended;
        self.inside_word |= is_part_of_word(tag);
        self.controls |= self.after_control && is_control(tag);
    }

    pub(super) fn end(&mut self, tag: Tag) {
        self.ended = true;
        self.inside_word |= is_part_of_word(tag);
        self.after_control = is_control(tag);
    }

    /// A picture or drawing is in between.
    pub(super) fn picture(&mut self) {
        self.crossed = true;
        self.after_control = false;
    }

    /// Whether the text to come, of one text node, stands apart from that of the text node before.
    ///
    /// Two links or buttons always do; else code never does, and of other text the letters have to
    /// tell, for a word may be cut as well: by a drop cap, by an animation of single letters, for
    /// emphasis. On 1,358 pages with a text of reference, small letters before a capital, digits
    /// beside digits or capitals, and whole words of capitals in elements side by side stand apart
    /// there in 1,490 cases out of 1,510; small letters beside small letters are one word on more
    /// pages than not.
    pub(super) fn is_gap(&self, before: &str, after: &str, is_code: bool) -> bool {
        if self.controls {
            return true;
        }
        if is_code || self.inside_word || !(self.ended || self.began || self.crossed) {
            return false;
        }
        let (mut before, mut after) = (before.chars().rev(), after.chars());
        let (Some(last), Some(first)) = (before.next(), after.next()) else { return false };
        if !last.is_alphanumeric() || !first.is_alphanumeric() {
            return false;
        }
        let is_alone = |beside: Option<char>| !beside.is_some_and(char::is_alphanumeric);
        let (alone_before, alone_after) = (is_alone(before.next()), is_alone(after.next()));
        let is_digit = char::is_numeric;
        if last.is_lowercase() && first.is_uppercase() {
            !alone_before && (self.crossed || !alone_after)
        } else if is_digit(last) && is_digit(first) {
            self.crossed && !(alone_before && alone_after)
        } else if is_digit(last) {
            self.crossed && first.is_uppercase()
        } else if is_digit(first) {
            self.crossed && !alone_before
        } else {
            let capitals = last.is_uppercase() && first.is_uppercase();
            self.crossed && capitals && !alone_before && !alone_after
        }
    }
}

/// Links and buttons: two in a row must not glue.
fn is_control(tag: Tag) -> bool {
    matches!(tag, Tag::A | Tag::Button)
}

fn is_part_of_word(tag: Tag) -> bool {
    use Tag::{Foreign, Math, Rb, Rt, Rtc, Ruby, Sub, Sup, Wbr};
    matches!(tag, Sub | Sup | Wbr | Ruby | Rb | Rt | Rtc | Math | Foreign)
}

#[cfg(test)]
mod tests {
    use crate::block::segment;
    use crate::dom::testing::parsed;

    fn text(html: &str) -> String {
        segment(&parsed(html)).text
    }

    #[test]
    fn elements_side_by_side_hold_words_of_their_own() {
        for (html, expected) in [
            ("<span>Miller</span><span>Tools</span>", "Miller Tools"),
            ("<span>Müller</span><span>Österreich</span>", "Müller Österreich"),
            ("<b>Насос</b><i>Новый</i>", "Насос Новый"),
            ("<label>Pumps</label><span>1385</span>", "Pumps 1385"),
            ("<span>2026</span><span>54m</span>", "2026 54m"),
            ("<span>12</span><time>Mar</time>", "12 Mar"),
            ("<span>PUMPS</span><span>AND SEALS</span>", "PUMPS AND SEALS"),
            ("<span><b>Miller</b></span><em><i>Tools</i></em>", "Miller Tools"),
            ("Miller<img src=x>Tools", "Miller Tools"),
            ("Miller<svg></svg>12", "Miller 12"),
            ("<a>one</a><a>two</a>", "one two"),
            ("<button>A</button><button>b</button>", "A b"),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn one_element_is_enough_before_a_capital() {
        assert_eq!(text("Posted by<a>Ann</a>Monday"), "Posted by Ann Monday");
        assert_eq!(text("in<b>side</b>out"), "insideout");
        assert_eq!(text("12<b>Mar</b>3"), "12Mar3");
    }

    #[test]
    fn words_that_are_cut_stay_whole() {
        for html in [
            "<span>O</span><span>nce</span> upon",
            "<b>i</b><span>Phone</span>",
            "<span>H</span><span>E</span><span>L</span><span>LO</span>",
            "<span>stud</span><span>ies</span>",
            "<span>4</span><span>2</span>",
            "<span>x</span><span>2</span>",
            "<span>Pump</span><sup>1</sup>",
            "<span>20</span><sup>TH</sup>",
            "<span>Multi</span><wbr><span>Part</span>",
            "<span>Miller</span><span>, Tools</span>",
            "<ruby>漢<rp>(</rp><rt>Kan</rt></ruby>",
            "<span>東京</span><span>都</span>",
        ] {
            let plain = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |it| it.1));
            let whole: String = plain.collect();
            assert_eq!(text(html), whole.replace(['(', ')'], ""), "{html}");
        }
    }

    #[test]
    fn code_is_left_as_it_is() {
        assert_eq!(text("<pre><b>let</b><i>Rain</i></pre>"), "letRain");
        assert_eq!(text("<code><b>getRain</b><i>Of</i></code>"), "getRainOf");
    }
}
