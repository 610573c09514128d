//! Changes to a page that do not change what it says.

use std::fmt::Write;

pub struct Change {
    pub name: &'static str,
    pub apply: fn(&str) -> String,
}

/// More around the content, or other names for it.
pub const FRAMES: &[Change] = &[
    Change { name: "a navigation before", apply: navigation },
    Change { name: "a footer after", apply: footer },
    Change { name: "a cookie banner first", apply: cookie_banner_first },
    Change { name: "a cookie banner last", apply: cookie_banner_last },
    Change { name: "a comment form", apply: comment_form },
    Change { name: "five more divs", apply: wrapped },
    Change { name: "names that say nothing", apply: renamed },
    Change { name: "the site's name in the title", apply: site_in_title },
    Change { name: "sections around headings", apply: sectioned },
];

/// The same page, written otherwise.
pub const SPELLINGS: &[Change] = &[
    Change { name: "other white space", apply: spaced },
    Change { name: "attributes in another order", apply: reordered },
    Change { name: "tags in upper case", apply: shouted },
    Change { name: "comments everywhere", apply: commented },
];

const CONTENT_ENDS: &str = "<!-- content ends -->";

fn behind_body(page: &str, added: &str) -> String {
    let body = page.find("<body").unwrap();
    let end = body + page[body..].find('>').unwrap() + 1;
    format!("{}{added}{}", &page[..end], &page[end..])
}

fn before_body_ends(page: &str, added: &str) -> String {
    page.replace("</body>", &format!("{added}</body>"))
}

fn behind_content(page: &str, added: &str) -> String {
    page.replace(CONTENT_ENDS, &format!("{CONTENT_ENDS}{added}"))
}

fn navigation(page: &str) -> String {
    let mut items = String::new();
    for (section, children) in [
        ("Products", ["Overview", "Prices", "Compare"]),
        ("Service", ["Help center", "Returns", "Contact"]),
        ("Company", ["About us", "Careers", "Press"]),
    ] {
        write!(items, "<li><a href='/{section}'>{section}</a><ul>").unwrap();
        for child in children {
            write!(items, "<li><a href='/{section}/{child}'>{child}</a></li>").unwrap();
        }
        items.push_str("</ul></li>");
    }
    behind_body(page, &format!("<nav class='mega-menu'><ul>{items}</ul></nav>"))
}

fn footer(page: &str) -> String {
    let columns = ["Imprint", "Privacy", "Terms", "Accessibility", "Sitemap", "Jobs"]
        .map(|name| format!("<li><a href='/{name}'>{name}</a></li>"));
    before_body_ends(
        page,
        &format!(
            "<footer class='footer-legal'><ul>{}</ul><p>© 2024 The Publishing House. All rights \
             reserved. Reproduction in any form only with written permission.</p></footer>",
            columns.concat()
        ),
    )
}

const COOKIE_BANNER: &str = "<div id='cookie-consent' class='cookie-banner overlay' role='dialog'>\
    <h2>We value your privacy</h2><p>We and our 312 partners store and access information on your \
    device, such as cookies, and process personal data, such as unique identifiers, for \
    personalised ads and content, measurement and audience research.</p>\
    <button>Accept all</button><button>Reject all</button><a href='/privacy'>Manage options</a>\
    </div>";

fn cookie_banner_first(page: &str) -> String {
    behind_body(page, COOKIE_BANNER)
}

fn cookie_banner_last(page: &str) -> String {
    before_body_ends(page, COOKIE_BANNER)
}

pub fn related_links(page: &str, count: usize) -> String {
    let links: String = (0..count)
        .map(|at| {
            format!(
                "<li><a href='/story/{at}'>Another story that you may like, number {at}</a></li>"
            )
        })
        .collect();
    behind_content(
        page,
        &format!("<div class='related'><h3>You may also like</h3><ul>{links}</ul></div>"),
    )
}

/// Another article in the frame of a page, of the same structure: other letters from the headline to
/// the end of the content.
pub fn other_article(page: &str, number: u32) -> String {
    let start = page.find("<h1").or_else(|| page.find("<h2")).unwrap();
    let end = page.find(CONTENT_ENDS).unwrap();
    let mut is_tag = false;
    let other = page[start..end].chars().map(|c| {
        is_tag = (is_tag || c == '<') && c != '>';
        let rotated = |first: u8| char::from(first + (c as u8 - first + number as u8) % 26);
        match c {
            _ if is_tag => c,
            'a'..='z' => rotated(b'a'),
            'A'..='Z' => rotated(b'A'),
            _ if c.is_alphabetic() => {
                char::from_u32(c as u32 + number).filter(|c| c.is_alphabetic()).unwrap_or(c)
            }
            _ => c,
        }
    });
    let article: String = other.collect();
    let title = format!("<title>{number} ");
    format!("{}{article}{}", &page[..start], &page[end..]).replace("<title>", &title)
}

fn comment_form(page: &str) -> String {
    behind_content(
        page,
        "<div id='respond' class='comment-respond'><h3>Leave a reply</h3><form method='post'>\
         <p>Your email address will not be published. Required fields are marked *</p>\
         <p><label for='c'>Comment *</label><textarea id='c'></textarea></p>\
         <p><label for='n'>Name *</label><input id='n'></p>\
         <p><label for='e'>Email *</label><input id='e'></p>\
         <p><input type='checkbox' id='s'><label for='s'>Save my name and email in this browser \
         for the next time I comment.</label></p><button>Post comment</button></form></div>",
    )
}

fn wrapped(page: &str) -> String {
    let page = behind_body(page, &"<div>".repeat(5));
    before_body_ends(&page, &"</div>".repeat(5))
}

fn site_in_title(page: &str) -> String {
    page.replacen("</title>", " | The Publishing House</title>", 1)
}

/// Each heading of the second level begins a `<section>`, which ends before the next one.
fn sectioned(page: &str) -> String {
    let Some(first) = page.find("<h2") else { return page.to_owned() };
    let end = page.find(CONTENT_ENDS).unwrap();
    if end < first {
        return page.to_owned();
    }
    let (before, content) = (&page[..first], &page[first..end]);
    // What closes around the content must not be inside of a section.
    let inside = content.rfind("</p>").or(content.rfind("</ul>")).map_or(0, |at| at + 4);
    let (content, closing) = content.split_at(inside);
    let sections = content.replace("<h2", "</section><section><h2");
    let sections = sections.strip_prefix("</section>").unwrap_or(&sections);
    format!("{before}{sections}</section>{closing}{}", &page[end..])
}

/// Every class and id becomes a word of no meaning, the same one each time.
fn renamed(page: &str) -> String {
    map_tags(page, |tag| {
        let mut out = tag.to_owned();
        for attribute in ["class", "id"] {
            let begin = format!(" {attribute}=\"");
            if let Some(at) = out.find(&begin) {
                let from = at + begin.len();
                let to = from + out[from..].find('"').unwrap();
                let names: Vec<String> = out[from..to].split(' ').map(nonsense).collect();
                out.replace_range(from..to, &names.join(" "));
            }
        }
        out
    })
}

fn nonsense(name: &str) -> String {
    let mut hash = name
        .bytes()
        .fold(0xcbf2_9ce4_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut out = String::from("x");
    for _ in 0..6 {
        out.push(char::from(b"bcdfghjklmnpqrstvwz"[hash as usize % 19]));
        hash /= 19;
    }
    out
}

fn spaced(page: &str) -> String {
    let mut out = String::new();
    let mut preformatted = false;
    for line in page.lines() {
        preformatted |= line.contains("<pre");
        out.push_str(line);
        out.push_str(if preformatted { "\n" } else { "\r\n\n\t        " });
        preformatted &= !line.contains("</pre");
    }
    out
}

fn reordered(page: &str) -> String {
    map_tags(page, |tag| {
        let Some((name, rest)) = tag.split_once(' ') else { return tag.to_owned() };
        let attributes = attributes(rest.trim_end_matches('>'));
        let reversed: Vec<&str> = attributes.into_iter().rev().collect();
        format!("{name} {}>", reversed.join("\n"))
    })
}

fn shouted(page: &str) -> String {
    map_tags(page, |tag| {
        let end = tag.find([' ', '>']).unwrap();
        format!("{}{}", tag[..end].to_uppercase(), &tag[end..])
    })
}

fn commented(page: &str) -> String {
    page.replace("\n<", "\n<!-- <p>not here</p> --><")
}

/// Changes every tag of a page, comments and doctype left alone.
fn map_tags(page: &str, change: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').unwrap() + 1;
        let tag = &rest[at..end];
        match tag.starts_with("<!") {
            true => out.push_str(tag),
            false => out.push_str(&change(tag)),
        }
        rest = &rest[end..];
    }
    out + rest
}

/// The attributes of a tag, cut at the spaces outside their quotes.
fn attributes(tag: &str) -> Vec<&str> {
    let mut quoted = false;
    tag.split(move |c| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    })
    .collect()
}
