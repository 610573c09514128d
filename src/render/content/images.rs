//! Decides which images belong to the content, and finds their real addresses.
//!
//! An image belongs to the content if it is in a kept block, or if it is inside the main container
//! and its ancestors, up to the first one with kept text, hold no dropped text except captions and
//! similar: a credit, a label, a button for enlarging. The main container is the innermost element
//! around all kept blocks, or the `<article>` around that one. If the kept blocks have only the
//! body in common, it is the innermost element around nine tenths of their text.

use crate::address::{self, Base, Target, leads_up};
use crate::block::{Context, Element, NONE, Page, Role, shares};
use crate::dom::{AttributeName, Dom, NodeId, Tag};
use std::ops::Range;

/// The share of the kept text that a container must hold to be the main one.
const MAIN_SHARE: f64 = 0.9;
/// Images up to this width or height only count readers.
const PIXEL: u32 = 3;
/// Images up to this width and height are icons and portraits of those who write.
const ICON: u32 = 64;
/// Elements without images of the content, unless the main container is inside as well.
const OUTSIDE: Context = Context(
    Context::NAVIGATION.0
        | Context::FOOTER.0
        | Context::ASIDE.0
        | Context::FORM.0
        | Context::DIALOG.0,
);
/// The maximum number of words in text that is about an image or enlarges it. Longer text, headings
/// or links are about something else.
const MAX_WORDS_BESIDE: f32 = 40.0;
const MAX_LINK_CHARS_BESIDE: u32 = 40;
/// Images inside buttons are content from this width.
const MIN_WIDTH_IN_BUTTON: u32 = 100;
/// How many ancestors of an image may hold its caption.
const MAX_LEVELS_TO_CAPTION: usize = 6;
/// How many ancestors of an image may be between it and its link.
const MAX_LEVELS_TO_LINK: usize = 3;
/// Words in class and file names of decorative images.
const ORNAMENTS: [&str; 8] =
    ["avatar", "avatars", "gravatar", "logo", "logos", "icon", "icons", "spacer"];
/// Folders with portraits of those who write, and with icons.
const FOLDERS: [&str; 5] = ["avatar", "avatars", "gravatar", "icon", "icons"];
/// Words in file names of placeholders for images.
const PLACEHOLDERS: [&str; 15] = [
    "1x1",
    "1px",
    "blank",
    "dummy",
    "empty",
    "gray",
    "grey",
    "lazy",
    "lazyload",
    "loader",
    "loading",
    "pixel",
    "space",
    "spacer",
    "transparent",
];
/// Words that may occur with those.
const NEUTRAL: [&str; 8] =
    ["default", "image", "img", "no", "photo", "thumb", "thumbnail", "white"];
/// Extensions of video and audio files.
const FILMS: [&str; 9] = ["avi", "m3u8", "m4a", "m4v", "mov", "mp3", "mp4", "ogv", "webm"];

/// Decides which images belong to the content.
#[derive(Debug)]
pub(super) struct Images {
    /// The main container.
    main: Option<Element>,
    main_index: u32,
    /// For every block, the number of dropped blocks outside figures before it.
    dropped_before: Vec<u32>,
    /// For every block, the number of blocks about other things before it.
    foreign_before: Vec<u32>,
    /// The last kept block.
    last_kept: Option<usize>,
}

impl Images {
    /// `foreign` are the blocks of galleries about other things, if there are any.
    pub(super) fn of(page: &Page, kept: &[bool], foreign: &[bool]) -> Images {
        let mut dropped = 0;
        let mut dropped_before = Vec::with_capacity(page.blocks.len() + 1);
        for (block, kept) in page.blocks.iter().zip(kept) {
            dropped_before.push(dropped);
            dropped += u32::from(!kept && !block.context.has(Context::FIGURE));
        }
        dropped_before.push(dropped);
        let mut foreign_before = vec![0];
        foreign_before.extend(foreign.iter().scan(0, |count, &is_foreign| {
            *count += u32::from(is_foreign);
            Some(*count)
        }));
        let main_index = main_container(page, kept).unwrap_or(NONE);
        Images {
            main: page.element(main_index).copied(),
            main_index,
            dropped_before,
            foreign_before,
            last_kept: kept.iter().rposition(|&kept| kept),
        }
    }

    /// Whether the image at `index` belongs to the content. `bare` is its outermost ancestor
    /// without kept text, including itself, or [`NONE`] if it is in a kept block.
    pub(super) fn admit(&self, page: &Page, index: u32, bare: u32) -> bool {
        let Some(image) = page.element(index) else { return false };
        if image.context.has(Context::HIDDEN) {
            return false;
        }
        let Some(bare) = page.element(bare) else { return true };
        let Some(main) = &self.main else { return false };
        let inside = self.main_index < index && index < main.end;
        let foreign = Context(image.context.0 & !main.context.0).has(OUTSIDE);
        let goes_on = self.last_kept.is_some_and(|last| bare.blocks().end <= last);
        let foreign = foreign || self.is_foreign(bare.blocks());
        inside && !foreign && (!self.drops_text(bare) || (goes_on && is_alone(image, bare)))
    }

    /// Whether any of these blocks is about other things.
    fn is_foreign(&self, blocks: Range<usize>) -> bool {
        let before = |block: usize| self.foreign_before.get(block).copied().unwrap_or_default();
        before(blocks.start) < before(blocks.end)
    }

    fn drops_text(&self, element: &Element) -> bool {
        let before = |block: u32| self.dropped_before.get(block as usize).copied();
        before(element.end_block) > before(element.first_block)
    }
}

/// Whether the text around an image is about the image.
fn is_alone(image: &Element, around: &Element) -> bool {
    let beside = &around.stats;
    let most_links = if image.context.has(Context::LINK) { 0 } else { MAX_LINK_CHARS_BESIDE };
    beside.words <= MAX_WORDS_BESIDE && beside.headings == 0 && beside.link_chars <= most_links
}

/// The kept blocks, and the captions of images that are content: a caption follows its image,
/// whatever the verdict on its text.
pub(super) fn with_captions(images: &Images, dom: &Dom, page: &Page, kept: &[bool]) -> Vec<bool> {
    let mut followed = kept.to_vec();
    let mut count = 0u32;
    let mut kept_before = vec![0];
    for &kept in kept {
        count += u32::from(kept);
        kept_before.push(count);
    }
    let before = |block: u32| kept_before.get(block as usize).copied().unwrap_or(count);
    let holds_kept = |element: &Element| before(element.first_block) < before(element.end_block);
    let (mut bare, mut bare_end) = (NONE, 0);
    let mut done = 0;
    for (index, element) in page.elements.iter().enumerate() {
        let index = index as u32;
        if index >= bare_end {
            let is_bare = !holds_kept(element);
            (bare, bare_end) = if is_bare { (index, element.end) } else { (NONE, 0) };
        }
        let is_shown = || images.admit(page, index, bare) && !is_ornament(dom, element.node, false);
        let plays = element.tag == Tag::Figure && element.stats.players > 0;
        if !(plays || is_image(dom, element)) || !is_shown() {
            continue;
        }
        let mut around = page.ancestry(index).take(MAX_LEVELS_TO_CAPTION);
        let figure = around.find(|&it| page.element(it).is_some_and(|it| it.tag == Tag::Figure));
        let holder = figure.or((bare != NONE).then_some(bare)).and_then(|it| page.element(it));
        let Some(holder) = holder else { continue };
        // Many images may share a holder.
        let first = holder.blocks().start.max(done);
        done = done.max(holder.blocks().end);
        let captions: Vec<usize> = (first..holder.blocks().end)
            .filter(|&number| {
                is_caption(dom, page, number, holder) && !images.is_foreign(number..number + 1)
            })
            .collect();
        captions.into_iter().for_each(|number| followed[number] = true);
    }
    followed
}

/// Whether a block or an ancestor is named a caption.
fn is_caption(dom: &Dom, page: &Page, number: usize, holder: &Element) -> bool {
    let Some(block) = page.blocks.get(number) else { return false };
    let is_short = block.measures.words <= 3.0 * MAX_WORDS_BESIDE;
    let within = |index: &u32| page.element(*index).is_some_and(|it| it.depth > holder.depth);
    is_short
        && !block.context.has(Context::HIDDEN)
        && page.ancestry(block.inner).take_while(within).take(MAX_LEVELS_TO_CAPTION).any(|index| {
            page.element(index).is_some_and(|element| {
                element.tag == Tag::Figcaption || dom.value(element.class).contains("caption")
            })
        })
}

/// Whether an element is an image: an `<img>`, or its counterpart on AMP pages.
pub(super) fn is_image(dom: &Dom, element: &Element) -> bool {
    element.tag == Tag::Img
        || (element.tag == Tag::Other
            && matches!(dom.local_name(element.node), "amp-img" | "amp-anim"))
}

/// Whether an image inside a button is too small to be the one that the button enlarges.
pub(super) fn is_sign_of_button(dom: &Dom, element: &Element) -> bool {
    let width = stated_pixels(dom, element.node, AttributeName::Width);
    let is_wide = width.is_some_and(|width| width >= MIN_WIDTH_IN_BUTTON);
    let is_photo = element.context.has(Context::FIGURE)
        || dom.attribute(element.node, AttributeName::Srcset).is_some();
    element.context.has(Context::BUTTON) && !is_wide && !is_photo
}

fn main_container(page: &Page, kept: &[bool]) -> Option<u32> {
    let mut before = Vec::with_capacity(page.blocks.len() + 1);
    let mut chars = 0u64;
    for (block, kept) in page.blocks.iter().zip(kept) {
        before.push(chars);
        chars += if *kept { u64::from(block.measures.chars.max(1)) } else { 0 };
    }
    before.push(chars);
    let at = |block: u32| before.get(block as usize).copied().unwrap_or(chars);
    let holds = |element: &Element, share: f64| {
        let inside = at(element.end_block).saturating_sub(at(element.first_block));
        chars > 0 && inside as f64 >= share * chars as f64
    };
    // Elements with more than half of the text are nested, so the last one is the innermost.
    let innermost = |share: f64| {
        let mut elements = page.elements.iter().enumerate();
        elements.rfind(|(_, element)| is_container(element.tag) && holds(element, share))
    };
    let (mut index, mut element) = innermost(1.0)?;
    if matches!(element.tag, Tag::Body | Tag::Html) {
        (index, element) = innermost(MAIN_SHARE)?;
    }
    let article = page
        .ancestry(index as u32)
        .find(|&index| page.element(index).is_some_and(|element| element.role == Role::Article));
    Some(match article {
        Some(article) if !matches!(element.tag, Tag::Body | Tag::Html) => article,
        _ => index as u32,
    })
}

fn is_container(tag: Tag) -> bool {
    let holds_text_only = tag.heading_level().is_some() || matches!(tag, Tag::P | Tag::Pre);
    tag.is_block_level() && !holds_text_only
}

/// The attributes that state the size of an image or a player.
pub(super) const SIZES: [AttributeName; 2] = [AttributeName::Width, AttributeName::Height];

/// The size that an attribute states, unless it is a share of what is around.
pub(super) fn stated_pixels(dom: &Dom, node: NodeId, name: AttributeName) -> Option<u32> {
    let digits = dom.attribute(node, name)?.trim_start();
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    digits[..length].parse().ok().filter(|_| !digits[length..].starts_with('%'))
}

/// Whether an image is a tracking pixel or a decoration.
pub(super) fn is_ornament(dom: &Dom, image: NodeId, in_text: bool) -> bool {
    let sizes = SIZES.map(|name| stated_pixels(dom, image, name));
    let tiny = sizes.into_iter().flatten().any(|size| size <= PIXEL);
    let link = std::iter::successors(dom.parent(image), |&at| dom.parent(at))
        .take(MAX_LEVELS_TO_LINK)
        .find(|&at| dom.tag(at) == Some(Tag::A));
    let href = link.and_then(|link| dom.attribute(link, AttributeName::Href));
    let is_letter = |href: &str| href.trim_start().starts_with("mailto:");
    if tiny || href.is_some_and(|href| shares(href) || is_feed(href) || is_letter(href)) {
        return true;
    }
    if in_text {
        return false;
    }
    // A banner leads to the first page of those who pay for it, and says nothing.
    let says = dom.attribute(image, AttributeName::Alt).is_some_and(|alt| !alt.trim().is_empty());
    let is_banner = !says
        && href.and_then(|href| href.split(['?', '#']).next()).is_some_and(|it| leads_up(it, None));
    let is_small = sizes.iter().all(|size| size.is_some_and(|size| size <= ICON));
    if is_banner || (is_small && !href.is_some_and(is_picture)) {
        return true;
    }
    let class = dom.attribute(image, AttributeName::Class).unwrap_or_default();
    let source = dom.attribute(image, AttributeName::Src).unwrap_or_default();
    let file = source.rsplit('/').next().unwrap_or_default();
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| ORNAMENTS.iter().any(|name| word.eq_ignore_ascii_case(name)))
    };
    let path = source.split_once("//").map_or(source, |(_, at_host)| at_host);
    let mut folders = path.split('/').skip(1);
    let holds_ornaments = |folder: &str| FOLDERS.iter().any(|it| folder.eq_ignore_ascii_case(it));
    words(class) || words(file) || folders.any(holds_ornaments)
}

/// Whether an address is that of an image, which a smaller one leads to.
fn is_picture(href: &str) -> bool {
    const ENDINGS: [&str; 6] = ["avif", "gif", "jpeg", "jpg", "png", "webp"];
    let file = file_name(href);
    file.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// Whether an address is that of a feed.
fn is_feed(href: &str) -> bool {
    const NAMES: [&str; 6] = ["atom", "atom.xml", "feed", "feed.xml", "rss", "rss.xml"];
    let path = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    NAMES.contains(&file.as_str()) || file.ends_with(".rss") || file.ends_with(".atom")
}

/// Whether an image is one of a row of links without words that each lead to another site: icons of
/// networks to follow the page's on.
pub(super) fn is_icon_of_network(dom: &Dom, page: &Page, image: u32) -> bool {
    const MAX_LEVELS: usize = 4;
    const MAX_ELEMENTS: usize = 48;
    let is_linked = page.element(image).is_some_and(|image| image.context.has(Context::LINK));
    let row = page.ancestry(image).take(MAX_LEVELS).find(|&index| {
        page.element(index).is_some_and(|it| it.stats.link_tags > 1 && it.stats.chars == 0)
    });
    let Some(row) = row.filter(|_| is_linked).and_then(|row| page.element(row).map(|it| (row, it)))
    else {
        return false;
    };
    let (first, end) = (row.0 as usize, row.1.end as usize);
    let inside = page.elements.get(first..end).unwrap_or_default().iter().take(MAX_ELEMENTS);
    let mut hosts = Vec::new();
    for link in inside.filter(|element| element.tag == Tag::A) {
        let href = dom.attribute(link.node, AttributeName::Href).unwrap_or_default();
        match address::target(href) {
            Target::Host(host) if !hosts.contains(&host) => hosts.push(host),
            _ => return false,
        }
    }
    hosts.len() > 1
}

/// The character that an image of an emoji stands for.
pub(super) fn emoji(dom: &Dom, image: NodeId) -> Option<&str> {
    let class = dom.attribute(image, AttributeName::Class)?;
    let alt = dom.attribute(image, AttributeName::Alt)?.trim();
    let is_character =
        !alt.is_empty() && alt.chars().count() <= 8 && !alt.chars().any(char::is_alphanumeric);
    (is_character && class.contains("emoji")).then_some(alt)
}

/// The real address of an image: the one that a script would put into a lazy image, the best of its
/// `srcset`, or its `src`.
pub(super) fn address(dom: &Dom, base: &Base, image: NodeId) -> Option<String> {
    let attribute = |name| dom.attribute(image, name).filter(|value| !value.contains('{'));
    let lazy = [AttributeName::DataSrc, AttributeName::DataLazySrc, AttributeName::DataOriginal];
    let best = |name| attribute(name).and_then(best_candidate);
    lazy.into_iter()
        .filter_map(attribute)
        .chain(best(AttributeName::DataSrcset))
        .chain(attribute(AttributeName::Src))
        .chain(best(AttributeName::Srcset))
        .chain(picture_sources(dom, image))
        .filter(|candidate| !is_placeholder(candidate) && !is_film(candidate))
        .find_map(|candidate| base.image(candidate))
}

/// Whether a script would set the image's address.
pub(super) fn is_lazy(dom: &Dom, image: NodeId) -> bool {
    let names = [
        AttributeName::DataSrc,
        AttributeName::DataLazySrc,
        AttributeName::DataOriginal,
        AttributeName::DataSrcset,
    ];
    names.into_iter().any(|name| dom.attribute(image, name).is_some())
        || dom.attribute(image, AttributeName::Class).is_some_and(|class| class.contains("lazy"))
}

fn picture_sources(dom: &Dom, image: NodeId) -> impl Iterator<Item = &str> {
    let picture = dom.parent(image).filter(|&parent| dom.tag(parent) == Some(Tag::Picture));
    let first = picture.and_then(|picture| dom.first_child(picture));
    // The sources come before the image; a few are enough.
    std::iter::successors(first, |&sibling| dom.next_sibling(sibling))
        .take(16)
        .filter(|&sibling| dom.tag(sibling) == Some(Tag::Source))
        .flat_map(move |source| {
            [AttributeName::DataSrcset, AttributeName::Srcset]
                .into_iter()
                .filter_map(move |name| dom.attribute(source, name))
        })
        .filter_map(best_candidate)
}

/// The file name in an address, in lower case.
fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase()
}

fn is_placeholder(address: &str) -> bool {
    let file = file_name(address);
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    let mut words =
        stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let mut is_one = file.contains("placeholder");
    let all = words.peek().is_some()
        && words.all(|word| {
            let says = PLACEHOLDERS.contains(&word);
            is_one |= says;
            says || NEUTRAL.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
        });
    file.contains("placeholder") || (all && is_one)
}

fn is_film(address: &str) -> bool {
    let file = file_name(address);
    file.rsplit_once('.').is_some_and(|(_, ending)| FILMS.contains(&ending))
}

/// The largest image of a `srcset` (HTML, section 4.8.4.2.1).
fn best_candidate(srcset: &str) -> Option<&str> {
    let mut best: Option<(f32, &str)> = None;
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return best.map(|(_, address)| address);
        }
        let (address, after) =
            rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
        let (descriptor, after) = if address.ends_with(',') {
            ("", after)
        } else {
            after.split_at(after.find(',').unwrap_or(after.len()))
        };
        let size = descriptor.trim().trim_end_matches(['w', 'x', 'h']).parse().unwrap_or(1.0);
        let address = address.trim_end_matches(',');
        if best.is_none_or(|(largest, _)| size > largest) {
            best = Some((size, address));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_candidate_of_a_srcset_is_taken() {
        assert_eq!(best_candidate("a.jpg 300w, b.jpg 1200w, c.jpg 600w"), Some("b.jpg"));
        assert_eq!(best_candidate("a.jpg, b.jpg 2x"), Some("b.jpg"));
        assert_eq!(best_candidate("a.jpg?x=1,2 1x,b.jpg 1.5x"), Some("b.jpg"));
        assert_eq!(best_candidate("only.jpg"), Some("only.jpg"));
        assert_eq!(best_candidate(" , "), None);
    }

    #[test]
    fn lazy_images_have_the_address_that_a_script_would_give_them() {
        for (html, address_of) in [
            ("<img src='data:image/gif;base64,R0' data-src='/a.jpg'>", Some("/a.jpg")),
            ("<img src='/placeholder.png' data-lazy-src='/a.jpg'>", Some("/a.jpg")),
            ("<img src='/blank.gif' srcset='/s.jpg 1x, /l.jpg 2x'>", Some("/l.jpg")),
            ("<img src='/a.jpg' srcset='/l.jpg 2x'>", Some("/a.jpg")),
            ("<picture><source srcset='/a.webp 1x'><img src='data:,'></picture>", Some("/a.webp")),
            ("<img src='/spacer.gif'>", None),
            ("<img src='/img/blank.jpg'>", None),
            ("<img src='/image/space.gif'>", None),
            ("<img src='/space-station.jpg'>", Some("/space-station.jpg")),
            ("<img src='/no-image-placeholder.svg'>", None),
            ("<img src='/google-pixel-8.jpg'>", Some("/google-pixel-8.jpg")),
            ("<img data-src='/film.mp4?x' src='/still.jpg'>", Some("/still.jpg")),
            ("<img data-src='{{ image }}'>", None),
            ("<img src='javascript:alert(1)'>", None),
        ] {
            let dom = crate::dom::parse(html, &crate::options::Limits::default(), false).unwrap();
            let image = dom.find(NodeId::DOCUMENT, Tag::Img).unwrap();
            assert_eq!(
                address(&dom, &Base::of(None, None), image).as_deref(),
                address_of,
                "{html}"
            );
        }
    }

    #[test]
    fn pixels_and_ornaments_are_told_from_images() {
        for (html, ornament) in [
            ("<img width=1 height=1 src=a.gif>", true),
            ("<img width=100% src=a.jpg>", false),
            ("<img class='author-avatar' src=a.jpg>", true),
            ("<img src='/img/logo-white.png'>", true),
            ("<img src='/Layout/Icons/bookmark.svg'>", true),
            ("<img src='https://icons.example/bridge.jpg'>", false),
            ("<a href='mailto:redaktion@example.org'><img src='/post.svg'></a>", true),
            ("<img width=640 src='/iconic-bridge.jpg'>", false),
            ("<img width=640 src='/bridge.jpg' class='wp-image-12 size-large'>", false),
        ] {
            let dom = crate::dom::parse(html, &crate::options::Limits::default(), false).unwrap();
            let image = dom.find(NodeId::DOCUMENT, Tag::Img).unwrap();
            assert_eq!(is_ornament(&dom, image, false), ornament, "{html}");
        }
    }
}
