//! The LaTeX source of formulas: MathML annotations, KaTeX, MathJax, images of formulas, and
//! delimiters in the text of pages that load one of these scripts.

use super::{Content, Formula, Inline, Inlines};
use crate::dom::{AttributeName, Dom, NodeId, Span, Tag};

/// How many siblings MathJax puts between its preview and the script with the source.
const SIBLINGS_TO_SCRIPT: usize = 3;

impl Formula {
    /// A formula with this source, or `None` if it is empty.
    fn new(source: &str, display: bool) -> Option<Formula> {
        let mut lines = String::with_capacity(source.len());
        for line in source.lines() {
            for word in without_comment(line).split_whitespace() {
                if !lines.is_empty() {
                    lines.push(' ');
                }
                lines.push_str(word);
            }
        }
        let tex = strip_display_style(lines.trim_matches(['$', ' '])).to_owned();
        // A dollar sign inside would look like the formula's end.
        (!tex.is_empty() && !tex.contains('$')).then_some(Formula { tex, display })
    }
}

/// A comment would swallow the following lines once all are on one line.
fn without_comment(line: &str) -> &str {
    let comment = line
        .match_indices('%')
        .find(|&(at, _)| !line[..at].ends_with('\\'))
        .map_or(line.len(), |(at, _)| at);
    &line[..comment]
}

fn strip_display_style(tex: &str) -> &str {
    tex.strip_prefix("{\\displaystyle ")
        .and_then(|tex| tex.strip_suffix('}'))
        .map_or(tex, str::trim)
}

/// The formula of a `<math>` element.
pub(in crate::render) fn of_math(dom: &Dom, math: NodeId, display: bool) -> Option<Formula> {
    let block = dom.attribute(math, AttributeName::Display) == Some("block");
    let annotation = dom.descendants(math).find(|&node| {
        dom.local_name(node) == "annotation"
            && dom.attribute(node, AttributeName::Encoding).is_some_and(is_tex)
    });
    let source = match annotation {
        Some(annotation) => dom.text_content(annotation),
        None => dom.attribute(math, AttributeName::AltText)?.to_owned(),
    };
    Formula::new(&source, display || block)
}

/// Whether an encoding is LaTeX: `application/x-tex`, `TeX`, `LaTeX`; `text/html` is not.
fn is_tex(encoding: &str) -> bool {
    let kind = encoding.split(';').next().unwrap_or_default().trim();
    let name = kind.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    matches!(name.strip_prefix("x-").unwrap_or(&name), "tex" | "latex")
}

/// The formula of a `<script type="math/tex">`.
pub(in crate::render) fn of_script(dom: &Dom, script: NodeId) -> Option<Formula> {
    let kind = dom.attribute(script, AttributeName::Type)?;
    kind.trim().starts_with("math/tex").then_some(())?;
    Formula::new(&dom.text_content(script), kind.contains("mode=display"))
}

/// The formula of an element with its source in `data-tex`.
pub(in crate::render) fn of_attribute(dom: &Dom, node: NodeId, display: bool) -> Option<Formula> {
    Formula::new(dom.attribute(node, AttributeName::DataTex)?, display)
}

/// The formula of an image made from LaTeX.
pub(super) fn of_image(dom: &Dom, image: NodeId) -> Option<Formula> {
    let class = dom.attribute(image, AttributeName::Class)?;
    let of_formula = class.split_ascii_whitespace().any(|word| {
        matches!(word, "latex" | "tex" | "math") || word.starts_with("mwe-math-fallback-image")
    });
    of_formula.then_some(())?;
    Formula::new(
        dom.attribute(image, AttributeName::Alt)?,
        class.contains("fallback-image-display"),
    )
}

/// Whether an element is MathJax's or KaTeX's drawing of a formula whose source is next to it.
pub(in crate::render) fn is_drawing(dom: &Dom, node: NodeId) -> bool {
    let Some(class) = dom.attribute(node, AttributeName::Class) else { return false };
    let has_word =
        |class: &str, name: &str| class.split_ascii_whitespace().any(|word| word == name);
    if has_word(class, "katex-html") {
        return dom.previous_sibling(node).is_some_and(|sibling| {
            dom.attribute(sibling, AttributeName::Class)
                .is_some_and(|class| has_word(class, "katex-mathml"))
        });
    }
    class.split_ascii_whitespace().any(|word| word.starts_with("MathJax"))
        && std::iter::successors(dom.next_sibling(node), |&sibling| dom.next_sibling(sibling))
            .filter(|&sibling| dom.tag(sibling).is_some())
            .take(SIBLINGS_TO_SCRIPT)
            .any(|sibling| of_script(dom, sibling).is_some())
}

/// Whether the page loads MathJax or KaTeX, so that delimiters in its text mean formulas.
pub(super) fn page_typesets(dom: &Dom) -> bool {
    let names = |text: &str| {
        ["mathjax", "MathJax", "katex", "KaTeX"].iter().any(|name| text.contains(name))
    };
    dom.descendants(NodeId::DOCUMENT).filter(|&node| dom.tag(node) == Some(Tag::Script)).any(
        |script| {
            dom.attribute(script, AttributeName::Src).is_some_and(names)
                || dom.children(script).filter_map(|child| dom.text(child)).any(names)
        },
    )
}

/// The delimiters of formulas in text, longer ones before their prefixes.
const DELIMITERS: [(&str, &str, bool); 4] =
    [("$$", "$$", true), ("\\[", "\\]", true), ("\\(", "\\)", false), ("$", "$", false)];

/// Turns the text between delimiters in a paragraph into formulas.
pub(super) fn find_in_text(content: &mut Content, inlines: Inlines) -> Inlines {
    let found = content.inlines(inlines).to_vec();
    content.inlines.truncate(inlines.start as usize);
    for inline in found {
        match inline {
            Inline::Text { text, style } if style.code == 0 => {
                let mut at = text.start;
                let source = text.of(&content.text).to_owned();
                let mut rest = source.as_str();
                while let Some((before, formula, after)) = next_formula(rest) {
                    let end = at + before as u32;
                    if end > at {
                        content.inlines.push(Inline::Text { text: Span { start: at, end }, style });
                    }
                    let index = content.formulas.len() as u32;
                    content.inlines.push(Inline::Formula { formula: index, style });
                    content.formulas.push(formula);
                    at += after as u32;
                    rest = &rest[after..];
                }
                if at < text.end {
                    let text = Span { start: at, end: text.end };
                    content.inlines.push(Inline::Text { text, style });
                }
            }
            other => content.inlines.push(other),
        }
    }
    Inlines { start: inlines.start, end: content.inlines.len() as u32 }
}

/// The first formula in a text, and the bytes before it and up to its end.
fn next_formula(text: &str) -> Option<(usize, Formula, usize)> {
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find(['$', '\\']) {
        at += found;
        let rest = &text[at..];
        let kind = DELIMITERS.iter().position(|(open, ..)| rest.starts_with(open));
        if let Some(kind) = kind {
            let (open, close, display) = DELIMITERS[kind];
            let inner = &rest[open.len()..];
            if let Some(length) = length_to(inner, open, close) {
                let source = &inner[..length];
                // `$5 and $6` are prices: a formula has no space at its dollar signs.
                let spaced = source.starts_with(' ') || source.ends_with(' ');
                if (open != "$" || !spaced)
                    && let Some(formula) = Formula::new(source, display)
                {
                    return Some((at, formula, at + open.len() + length + close.len()));
                }
            }
        }
        at += kind.map_or(1, |kind| DELIMITERS[kind].0.len());
        if kind.is_none() && text[at..].starts_with('$') {
            // `\$` is a dollar sign.
            at += 1;
        }
    }
    None
}

/// The bytes up to the closing delimiter. Another opening one ends the search, so that many of
/// them cost no more than one walk over the text.
fn length_to(inner: &str, open: &str, close: &str) -> Option<usize> {
    let first = close.get(..1)?;
    let (at, _) = inner
        .match_indices(first)
        .find(|&(at, _)| inner[at..].starts_with(close) || inner[at..].starts_with(open))?;
    inner[at..].starts_with(close).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula(tex: &str, display: bool) -> Formula {
        Formula { tex: tex.to_owned(), display }
    }

    #[test]
    fn sources_are_put_on_one_line() {
        let made = Formula::new(" {\\displaystyle a % note\n  + 5\\%} ", true);
        assert_eq!(made, Some(formula("a + 5\\%", true)));
        assert_eq!(Formula::new("$$x$$", false), Some(formula("x", false)));
        assert_eq!(Formula::new("  ", false), None);
        assert_eq!(Formula::new("a $ b", false), None);
    }

    #[test]
    fn only_latex_is_the_source_of_a_formula() {
        for encoding in
            ["application/x-tex", "TeX", "LaTeX", "text/x-latex", " application/tex;a=b"]
        {
            assert!(is_tex(encoding), "{encoding}");
        }
        for encoding in ["text/html", "text/plain", "application/mathml+xml", "StarMath 5.0", ""] {
            assert!(!is_tex(encoding), "{encoding}");
        }
    }

    #[test]
    fn delimiters_are_found_and_prices_are_not() {
        for (text, found) in [
            ("so \\(a_1\\).", Some((3, formula("a_1", false), 10))),
            ("$$x$$", Some((0, formula("x", true), 5))),
            ("$x$", Some((0, formula("x", false), 3))),
            ("costs $5 and $6 or so", None),
            ("costs \\$5 and \\$6", None),
            ("\\[ y \\]", Some((0, formula("y", true), 7))),
            ("\\( never closed", None),
        ] {
            assert_eq!(next_formula(text), found, "{text}");
        }
    }
}
