//! The images and links of the content, as lists.

use super::content::{Container, Content, Inline, Part};

/// An image of the content ([`Extraction::images`](crate::Extraction::images)).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ContentImage {
    /// The address, absolute if the page's own is known.
    pub address: String,
    /// The alternative text, empty if there is none.
    pub alt: String,
    /// The caption of the figure around it.
    pub caption: Option<String>,
}

/// A link of the content ([`Extraction::links`](crate::Extraction::links)).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ContentLink {
    /// The address, absolute if the page's own is known.
    pub address: String,
    /// The link text, or the alternative text of its image.
    pub text: String,
}

/// The images of the content in document order.
pub(crate) fn images(content: &Content) -> Vec<ContentImage> {
    let mut images: Vec<ContentImage> = Vec::new();
    // For each open figure the number of images before it, and its caption.
    let mut figures: Vec<(usize, String)> = Vec::new();
    let mut in_caption = false;
    for part in &content.parts {
        match part {
            Part::Open { container: Container::Figure, .. } => {
                figures.push((images.len(), String::new()));
            }
            Part::Close(Container::Figure) => {
                let Some((before, caption)) = figures.pop() else { continue };
                if caption.is_empty() {
                    continue;
                }
                let inside = images.get_mut(before..).unwrap_or_default();
                for image in inside.iter_mut().filter(|image| image.caption.is_none()) {
                    image.caption = Some(caption.clone());
                }
            }
            Part::Open { container: Container::FigureCaption, .. } => in_caption = true,
            Part::Close(Container::FigureCaption) => in_caption = false,
            Part::Heading { inlines, .. } | Part::Paragraph(inlines) => {
                for inline in content.inlines(*inlines) {
                    if let Inline::Image { image, .. } = inline
                        && let Some(image) = content.images.get(*image as usize)
                    {
                        let (address, alt) = (image.address.clone(), image.alt.clone());
                        images.push(ContentImage { address, alt, caption: None });
                    } else if in_caption && let Some((_, caption)) = figures.last_mut() {
                        push_text(caption, content, inline);
                    }
                }
                if in_caption && let Some((_, caption)) = figures.last_mut() {
                    end_line(caption);
                }
            }
            _ => {}
        }
    }
    images.iter_mut().filter_map(|image| image.caption.as_mut()).for_each(trim);
    images
}

/// The links of the content in document order.
pub(crate) fn links(content: &Content) -> Vec<ContentLink> {
    let mut texts: Vec<String> = vec![String::new(); content.links.len()];
    let mut order = Vec::new();
    for part in &content.parts {
        let (Part::Heading { inlines, .. } | Part::Paragraph(inlines)) = part else { continue };
        for inline in content.inlines(*inlines) {
            let link = inline.style().link as usize;
            let Some(text) = link.checked_sub(1).and_then(|index| texts.get_mut(index)) else {
                continue;
            };
            if order.last() != Some(&(link - 1)) {
                order.push(link - 1);
            }
            push_text(text, content, inline);
        }
    }
    let mut seen = vec![false; texts.len()];
    order.retain(|&index| !std::mem::replace(&mut seen[index], true));
    let links = order.into_iter().filter_map(|index| {
        let mut text = std::mem::take(&mut texts[index]);
        trim(&mut text);
        Some(ContentLink { address: content.links.get(index)?.clone(), text })
    });
    links.collect()
}

fn push_text(out: &mut String, content: &Content, inline: &Inline) {
    match inline {
        Inline::Text { text, .. } => out.push_str(text.of(&content.text)),
        Inline::Image { image, .. } => {
            out.extend(content.images.get(*image as usize).map(|image| image.alt.as_str()));
        }
        Inline::Formula { formula, .. } => {
            out.extend(content.formulas.get(*formula as usize).map(|formula| formula.tex.as_str()));
        }
        Inline::Break => end_line(out),
        Inline::Note(_) => {}
    }
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn trim(text: &mut String) {
    if text.trim().len() != text.len() {
        *text = text.trim().to_owned();
    }
}
