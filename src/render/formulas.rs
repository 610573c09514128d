//! Formulas in plain text: once, as their LaTeX source. Pages hold a formula several times: as
//! MathML, as a drawing and as its source. The blocks have all of it that is text.

use super::content::{Formula, markup, maths};
use crate::block::{Context, NONE, Page, TextBlock};
use crate::dom::{Dom, NodeId, Tag, Visitor};
use std::collections::HashMap;

/// The texts of blocks with formulas whose source is on the page, by the index of the block.
#[derive(Debug, Default)]
pub(super) struct Typeset(HashMap<u32, String>);

impl Typeset {
    pub(super) fn of(dom: &Dom, page: &Page) -> Typeset {
        let has_maths = page.elements.iter().any(|element| element.tag == Tag::Math)
            || dom.values().contains("MathJax");
        let Some(root) = page.elements.first().filter(|_| has_maths) else {
            return Typeset::default();
        };
        let mut walk = Walk {
            dom,
            page,
            next: 0,
            block: NONE,
            text: String::new(),
            gap: false,
            has_formula: false,
            drawn_in: None,
            display_end: 0,
            done: HashMap::new(),
        };
        dom.walk(root.node, &mut walk);
        walk.end_block();
        Typeset(walk.done)
    }

    /// The text of a block, if it contains a formula.
    pub(super) fn text(&self, index: usize) -> Option<&str> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&u32::try_from(index).ok()?).map(String::as_str)
    }
}

/// A walk over the page that rewrites the text of each block.
struct Walk<'a> {
    dom: &'a Dom,
    page: &'a Page,
    /// The next of the page's elements.
    next: usize,
    /// The block that is being written, or [`NONE`].
    block: u32,
    text: String,
    /// Whether there was white space after the last character.
    gap: bool,
    has_formula: bool,
    /// The state around the last formula.
    drawn_in: Option<NodeId>,
    /// Elements before this one are inside of one that sets formulas on lines of their own.
    display_end: usize,
    done: HashMap<u32, String>,
}

impl Visitor for Walk<'_> {
    fn enter(&mut self, node: NodeId) -> bool {
        let Some(tag) = self.dom.tag(node) else {
            self.text_node(node);
            return false;
        };
        match tag {
            Tag::Script => self.script(node),
            Tag::Br if !self.text.is_empty() => {
                self.text.push('\n');
                self.gap = false;
            }
            Tag::Other if self.is_custom(node) => self.word_gap(),
            _ if tag.is_replaced() => self.word_gap(),
            _ => {}
        }
        let Some(element) = self.page.elements.get(self.next).filter(|own| own.node == node) else {
            return false;
        };
        if markup::displays_formulas(self.dom.value(element.class)) {
            self.display_end = element.end as usize;
        }
        let is_display = self.next < self.display_end;
        let is_drawing = maths::is_drawing(self.dom, node);
        let formula = match tag {
            Tag::Math => maths::of_math(self.dom, node, is_display),
            _ if is_drawing => None,
            _ => maths::of_attribute(self.dom, node, is_display),
        };
        if !is_drawing && formula.is_none() {
            self.next += 1;
            return true;
        }
        // Its text is part of a block's, where it is left out.
        self.next = element.end as usize;
        if element.first_block < element.end_block {
            self.begin_block(element.first_block);
            self.has_formula = true;
        }
        self.drawn_in = self.dom.parent(node);
        if let Some(formula) = formula {
            self.formula(&formula);
        }
        false
    }

    fn leave(&mut self, node: NodeId) {
        let tag = self.dom.tag(node);
        if tag == Some(Tag::Other) && self.is_custom(node) {
            self.word_gap();
        }
    }
}

impl Walk<'_> {
    fn is_custom(&self, node: NodeId) -> bool {
        self.dom.local_name(node).contains('-')
    }

    /// Whether the words before and after this place are separate.
    fn word_gap(&mut self) {
        self.gap = true;
    }

    /// The source of a formula in the block, whether drawn or not.
    fn script(&mut self, script: NodeId) {
        let parent = self.dom.parent(script);
        let block = self.page.blocks.get(self.block as usize);
        let around = block.and_then(|block| self.page.element(block.element));
        if (parent == self.drawn_in || parent == around.map(|around| around.node))
            && let Some(formula) = maths::of_script(self.dom, script)
        {
            self.has_formula = true;
            self.formula(&formula);
        }
    }

    fn text_node(&mut self, node: NodeId) {
        let text = self.dom.text(node).unwrap_or_default();
        let text = self.page.shown(node, text);
        let block = self.page.block_of_node.get(node.index()).copied().unwrap_or(NONE);
        if block == NONE {
            self.gap |= !text.is_empty();
            return;
        }
        self.begin_block(block);
        if text.starts_with(|c: char| c.is_ascii_whitespace()) || self.page.apart.contains(&node) {
            self.gap = true;
        }
        for word in text.split_ascii_whitespace() {
            self.write(word);
            self.gap = true;
        }
        self.gap = text.ends_with(|c: char| c.is_ascii_whitespace());
    }

    fn formula(&mut self, formula: &Formula) {
        if self.block != NONE {
            let mark = if formula.display { "$$" } else { "$" };
            self.write(&format!("{mark}{}{mark}", formula.tex));
        }
    }

    fn write(&mut self, text: &str) {
        if self.gap && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.gap = false;
        self.text.push_str(text);
    }

    fn begin_block(&mut self, block: u32) {
        if block != self.block {
            self.end_block();
            self.block = block;
        }
    }

    fn end_block(&mut self) {
        let index = std::mem::replace(&mut self.block, NONE);
        let text = std::mem::take(&mut self.text);
        let is_plain = |block: &TextBlock| !block.context.has(Context::PREFORMATTED);
        let block = self.page.blocks.get(index as usize);
        if std::mem::take(&mut self.has_formula) && block.is_some_and(is_plain) && !text.is_empty()
        {
            self.done.insert(index, text.trim_end().to_owned());
        }
        self.gap = false;
    }
}

#[cfg(test)]
mod tests {
    use crate::render::testing::everything;

    fn text(html: &str) -> String {
        everything(html).text()
    }

    const KATEX: &str = "<span class=katex><span class=katex-mathml><math><semantics><mi>x</mi>
        <annotation encoding='application/x-tex'>x_1</annotation></semantics></math></span><span
        class=katex-html aria-hidden=true>x<sub>1</sub></span></span>";

    #[test]
    fn formulas_stand_once_where_they_stand_in_the_text() {
        assert_eq!(
            text(&format!(
                "<p>The <b>exact</b> {KATEX}, and<br>then ({KATEX}) in <a>a</a><a>b</a>.</p>"
            )),
            "The exact $x_1$, and\nthen ($x_1$) in a b."
        );
        assert_eq!(text(&format!("<ul><li>{KATEX}<li>y</ul>")), "- $x_1$\n- y");
        assert_eq!(text(&format!("<div class=katex-display>{KATEX}</div>")), "$$x_1$$");
    }

    #[test]
    fn a_formula_without_source_stands_as_it_is_drawn() {
        assert_eq!(text("<p>Let <math><mi>q</mi><mo>+</mo><mn>1</mn></math> be</p>"), "Let q+1 be");
    }

    #[test]
    fn an_annotation_that_is_no_latex_is_no_source() {
        let page = everything(
            "<p>So <math><mi>y</mi><annotation encoding='text/html'>why</annotation></math>.</p>",
        );
        assert_eq!((page.text().as_str(), page.markdown().as_str()), ("So y.", "So y.\n"));
    }

    #[test]
    fn a_formula_in_a_link_defines_no_link() {
        let page = everything("<p><a href=/x><math alttext='a]:b'><mi>a</mi></math>.</a></p>");
        assert_eq!(page.markdown(), "[$a] :b$.](/x)\n");
    }

    #[test]
    fn a_formula_behind_a_blank_line_begins_a_paragraph() {
        let page = everything("<p>a<br><br><math alttext=x><mi>x</mi></math>b</p>");
        assert_eq!(page.markdown(), "a\n\n$x$b\n");
    }

    #[test]
    fn a_formula_on_a_line_of_a_cell_is_one() {
        let page = everything(
            "<table><tr><td><p>a<p><math alttext=x><mi>x</mi></math><td>b<tr><td>c<td>d</table>",
        );
        assert!(page.markdown().contains("a<br>$x$ |"), "{}", page.markdown());
    }

    #[test]
    fn sources_outside_of_a_paragraph_stay_out_of_it() {
        assert_eq!(
            text(&format!(
                "<div><p>So {KATEX}.</p><script type=math/tex>z</script><p>Yes.</p></div>"
            )),
            "So $x_1$.\n\nYes."
        );
    }

    #[test]
    fn text_and_markdown_agree() {
        for html in [
            format!("<p>Let {KATEX} be.</p><p>No formula.</p>"),
            "<p>So <span class=MathJax_Preview>y</span><span class=MathJax>y</span><script
             type='math/tex'>y^2</script> it is.</p>"
                .to_owned(),
            "<p><math alttext=x><mi>x</mi></math> and y.</p><p>z</p>".to_owned(),
            "<p>Not drawn: <script type='math/tex'>y^2</script> yet.</p><math></math>".to_owned(),
        ] {
            let page = everything(&html);
            assert_eq!(page.text(), page.markdown().trim_end().replace("\\_", "_"), "{html}");
        }
    }
}
