//! Where words are separate without white space: templates put a name and a date into adjacent
//! elements, and leave the distance to the style sheet.

use crate::dom::Tag;

/// What lies between the last character and the next text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Joint {
    /// An element ended.
    ended: bool,
    /// An element began.
    began: bool,
    /// One ended, and then another began.
    crossed: bool,
    /// There is something in between that belongs to a word, or a break opportunity.
    inside_word: bool,
    /// A link or button ended right here.
    after_control: bool,
    /// And another one began.
    controls: bool,
    /// A style puts what is in between on lines of its own.
    apart: bool,
}

/// The effect of an element on the words next to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    pub(super) tag: Tag,
    /// A link or button: the words of two adjacent ones are separate.
    pub(super) is_control: bool,
    /// Its style puts it on lines of its own.
    pub(super) is_apart: bool,
}

impl Joint {
    pub(super) fn begin(&mut self, side: Side) {
        self.began = true;
        self.crossed |= self.ended;
        self.inside_word |= is_part_of_word(side.tag);
        self.controls |= self.after_control && side.is_control;
        self.apart |= side.is_apart;
    }

    pub(super) fn end(&mut self, side: Side) {
        self.ended = true;
        self.inside_word |= is_part_of_word(side.tag);
        self.after_control = side.is_control;
        self.apart |= side.is_apart;
    }

    /// Notes an image or a drawing in between.
    pub(super) fn picture(&mut self) {
        self.crossed = true;
        self.after_control = false;
    }

    /// Whether the next text, of one text node, is separate from that of the text node before, with
    /// which `line` ends.
    ///
    /// Two links or buttons always are, and what a style puts on a line of its own. Otherwise code
    /// never is, and for other text the letters decide, since words may also be split: by a drop
    /// cap, by an animation of single letters, for emphasis. A sentence after the end of another is
    /// separate. On 1,358 pages with gold texts, small letters before a capital, digits next to
    /// digits or capitals, and whole words of capitals in adjacent elements are separate in 1,490
    /// cases of 1,510; small letters next to small letters are more often one word.
    pub(super) fn is_gap(&self, line: &str, before: &str, after: &str, is_code: bool) -> bool {
        if self.controls || self.apart {
            return true;
        }
        if is_code || self.inside_word || !(self.ended || self.began || self.crossed) {
            return false;
        }
        if ends_sentence(line) && begins_sentence(after) {
            return true;
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

/// Whether a sentence ends here, rather than an abbreviation of single letters.
fn ends_sentence(line: &str) -> bool {
    let quotes = ['"', '\'', '”', '“', '’', '»', '«', ')'];
    let body = line.trim_end_matches(quotes);
    let stem = body.trim_end_matches(['.', '!', '?', '…', ':']);
    let mut last = stem.chars().rev();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    stem.len() < body.len() && is_word(last.next()) && is_word(last.next())
}

/// Whether a text begins like a sentence: with a capital that no second one follows.
fn begins_sentence(text: &str) -> bool {
    let mut chars = text.trim_start_matches(['"', '„', '“', '«', '»', '¿', '¡', '(']).chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_none_or(|second| second.is_lowercase() || !second.is_alphanumeric())
}

fn is_part_of_word(tag: Tag) -> bool {
    use Tag::{Foreign, Math, Rb, Ruby, Sub, Sup, Wbr};
    matches!(tag, Sub | Sup | Wbr | Ruby | Rb | Math | Foreign)
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
    fn sentences_stand_apart() {
        for (html, expected) in [
            ("of regulation.<span class=br></span>The brain", "of regulation. The brain"),
            ("<span>Er dauert an.</span><span>Danach</span>", "Er dauert an. Danach"),
            ("<b>depuis mai</b>.<i>Elle</i>", "depuis mai. Elle"),
            ("<span>«Идёт дождь.»</span><span>Он", "«Идёт дождь.» Он"),
            ("<span>¿Cuándo?</span><span>¡No sé!", "¿Cuándo? ¡No sé!"),
            ("<span style='display:block'>rain</span>falls", "rain falls"),
            ("<span role=tab>php</span><span role=tab>c", "php c"),
            ("<b>U.</b><b>S</b>.", "U.S."),
            ("<b>Node.</b><b>js</b>", "Node.js"),
            ("<b>System.</b><b>IO</b>", "System.IO"),
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
