//! Addresses of links and images: resolved against the page's base (RFC 3986, section 5), cleaned
//! as in browsers (WHATWG URL), and restricted to an allow-list of schemes.

use crate::characters::is_suspect;
use std::borrow::Cow;
use std::fmt::Write;

/// Schemes a link may have; none that could run code.
const LINK_SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];
/// Schemes an image may have.
const IMAGE_SCHEMES: [&str; 2] = ["http", "https"];

/// The base against which relative addresses are resolved.
#[derive(Clone, Debug)]
pub(crate) struct Base(Option<String>);

impl Base {
    /// The base of a page: the address in its `<base>` element, itself relative to the page's own,
    /// or that alone. Without an absolute one, relative addresses stay as they are.
    pub(crate) fn of(base_element: Option<&str>, page_address: Option<&str>) -> Base {
        let page = page_address.map(|address| Reference::split(&clean(address)).recompose());
        let page = page.filter(|page| Reference::split(page).scheme.is_some());
        let page = Base(page);
        match base_element.and_then(|href| page.allowed(href, &IMAGE_SCHEMES)) {
            Some(own) if Reference::split(&own).scheme.is_some() => Base(Some(own)),
            _ => page,
        }
    }

    /// The address of a link, if its scheme is allowed.
    pub(crate) fn link(&self, href: &str) -> Option<String> {
        self.allowed(href, &LINK_SCHEMES)
    }

    /// The address of an image, if its scheme is allowed.
    pub(crate) fn image(&self, src: &str) -> Option<String> {
        self.allowed(src, &IMAGE_SCHEMES).filter(|address| !address.starts_with('#'))
    }

    /// The fragment of an address that leads to a place on the page itself, decoded for comparison
    /// with `id` attributes.
    pub(crate) fn fragment<'a>(&self, href: &'a str) -> Option<&'a str> {
        let (before, fragment) = href.trim().split_once('#')?;
        let page = self.0.as_deref().unwrap_or_default();
        let page = page.split('#').next().unwrap_or_default();
        (!fragment.is_empty() && (before.is_empty() || before == page)).then_some(fragment)
    }

    fn allowed(&self, address: &str, schemes: &[&str]) -> Option<String> {
        let address = clean(address);
        if address.is_empty() {
            return None;
        }
        let reference = Reference::split(&address);
        let resolved = match (reference.scheme, &self.0) {
            (None, Some(base)) => Reference::split(base).join(&reference),
            _ => reference.recompose(),
        };
        match Reference::split(&resolved).scheme {
            Some(scheme) if !schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme)) => None,
            _ => Some(resolved),
        }
    }
}

/// Where an address leads, as far as it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// To a place on the same page; or it is a program, a mail, a number to call.
    Here,
    /// To another page of the same host.
    Relative,
    Host(&'a str),
}

/// Where an address leads.
pub(crate) fn target(address: &str) -> Target<'_> {
    let address = address.trim();
    // Most are whole addresses, or paths from the root.
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    if let Some(rest) = rest {
        let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
        return Target::Host(host_of(&rest[..end.unwrap_or(rest.len())]));
    }
    if address.starts_with('/') && !address.starts_with("//") {
        return Target::Relative;
    }
    let reference = Reference::split(address);
    let is_web = |scheme: &str| IMAGE_SCHEMES.iter().any(|web| web.eq_ignore_ascii_case(scheme));
    match (reference.scheme, reference.authority) {
        (Some(scheme), _) if !is_web(scheme) => Target::Here,
        (_, Some(authority)) => Target::Host(host_of(authority)),
        _ if reference.path.is_empty() && reference.query.is_none() => Target::Here,
        _ => Target::Relative,
    }
}

/// The host of an authority, without a user and a port.
fn host_of(authority: &str) -> &str {
    if !authority.bytes().any(|byte| matches!(byte, b'@' | b':')) {
        return authority;
    }
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

/// Whether hosts share their last two names, or three where the second is short, as in `co.uk`.
pub(crate) fn are_one_site(one: &str, other: &str) -> bool {
    fn site(host: &str) -> impl Iterator<Item = &str> {
        const SHORT: usize = 3;
        let second = host.rsplit('.').nth(1).unwrap_or_default();
        host.rsplit('.').take(if second.len() <= SHORT { 3 } else { 2 })
    }
    let mut others = site(other);
    site(one).all(|name| others.next().is_some_and(|other| name.eq_ignore_ascii_case(other)))
        && others.next().is_none()
}

/// Whether a link leads to what a page is part of: the first page of its host, or a folder around
/// the page, if its own address is known.
pub(crate) fn leads_up(link: &str, page: Option<&str>) -> bool {
    let reference = Reference::split(link.trim());
    let folder = reference.path.trim_end_matches('/');
    let is_rooted = reference.authority.is_some() || reference.path.starts_with('/');
    if !is_rooted || reference.query.is_some() {
        return false;
    }
    let holds = |page: &str| {
        let below = Reference::split(page.trim()).path.strip_prefix(folder);
        below.is_some_and(|below| below.starts_with('/') && below.len() > 1)
    };
    match page {
        Some(page) => holds(page),
        None => folder.is_empty(),
    }
}

/// The five parts of RFC 3986, section 3, unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reference<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Reference<'a> {
    fn split(text: &'a str) -> Reference<'a> {
        let (rest, fragment) = cut(text, '#');
        let (rest, query) = cut(rest, '?');
        let (scheme, rest) = match rest.split_once(':') {
            Some((scheme, after)) if is_scheme(scheme) => (Some(scheme), after),
            _ => (None, rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(after) => {
                let (authority, path) = after.split_at(after.find('/').unwrap_or(after.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Reference { scheme, authority, path, query, fragment }
    }

    /// Resolves a reference without scheme against this base (section 5.2.2).
    fn join(&self, reference: &Reference<'_>) -> String {
        let (authority, path, query) = if reference.authority.is_some() {
            (reference.authority, Cow::Borrowed(reference.path), reference.query)
        } else if reference.path.is_empty() {
            (self.authority, Cow::Borrowed(self.path), reference.query.or(self.query))
        } else if reference.path.starts_with('/') {
            (self.authority, Cow::Borrowed(reference.path), reference.query)
        } else {
            (self.authority, Cow::Owned(self.merge(reference.path)), reference.query)
        };
        let fragment = reference.fragment;
        Reference { scheme: self.scheme, authority, path: &path, query, fragment }.recompose()
    }

    /// The base's folder followed by the reference's path (section 5.2.3).
    fn merge(&self, path: &str) -> String {
        match self.path.rfind('/') {
            Some(slash) => format!("{}{path}", &self.path[..=slash]),
            None if self.authority.is_some() => format!("/{path}"),
            None => path.to_owned(),
        }
    }

    /// The text of the reference (section 5.3); an absolute one without dots in its path.
    fn recompose(&self) -> String {
        let mut out = String::new();
        if let Some(scheme) = self.scheme {
            out.push_str(&scheme.to_ascii_lowercase());
            out.push(':');
        }
        if let Some(authority) = self.authority {
            out.push_str("//");
            out.push_str(authority);
        }
        match (self.scheme, self.authority) {
            (Some(_), Some(_)) if self.path.is_empty() => out.push('/'),
            (Some(_), Some(_)) => out.push_str(&without_dots(self.path)),
            _ => out.push_str(self.path),
        }
        if let Some(query) = self.query {
            out.push('?');
            out.push_str(query);
        }
        if let Some(fragment) = self.fragment {
            out.push('#');
            out.push_str(fragment);
        }
        out
    }
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Removes `.` and `..` from a path (section 5.2.4), also if written as `%2e`.
fn without_dots(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match dots(segment) {
            0 => kept.push(segment),
            count => {
                if count == 2 {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
        }
    }
    let joined = kept.join("/");
    if absolute { format!("/{joined}") } else { joined }
}

/// 1 for the segment `.`, 2 for `..`, 0 for any other.
fn dots(segment: &str) -> usize {
    let mut rest = segment;
    let mut count = 0;
    while !rest.is_empty() {
        let after = rest.strip_prefix('.').or_else(|| {
            rest.get(..3).filter(|dot| dot.eq_ignore_ascii_case("%2e")).map(|_| &rest[3..])
        });
        match after {
            Some(after) if count < 2 => (rest, count) = (after, count + 1),
            _ => return 0,
        }
    }
    count
}

/// Cleans an attribute value as browsers do: without white space around it and tabs and line breaks
/// within it (`java\nscript:`), with `\` as `/`, and with invalid characters percent-encoded.
fn clean(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c <= ' ');
    let is_plain = |byte: u8| byte > b' ' && byte < 0x7f && !b"\"<>\\^`{|}".contains(&byte);
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut in_path = true;
    // `mailto:` and similar have no path with slashes.
    let hierarchical = match text.split_once(':') {
        Some((scheme, _)) if is_scheme(scheme) => {
            ["http", "https", "ftp"].iter().any(|known| known.eq_ignore_ascii_case(scheme))
        }
        _ => true,
    };
    for c in text.chars() {
        in_path &= !matches!(c, '?' | '#');
        match c {
            '\t' | '\n' | '\r' => {}
            '\\' if in_path && hierarchical => out.push('/'),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => encode(c, &mut out),
            _ if c.is_whitespace() || is_suspect(c) => encode(c, &mut out),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn encode(c: char, out: &mut String) {
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        // Writing to a string cannot fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use url::Url;

    fn base(address: &str) -> Base {
        Base::of(None, Some(address))
    }

    #[test]
    fn links_lead_up() {
        let page = Some("https://tal.example/blog/2019/regen.html");
        for link in ["/", "https://tal.example", "//tal.example/blog/", "/blog", "/blog/2019/"] {
            assert!(leads_up(link, page), "{link}");
            assert_eq!(leads_up(link, None), !link.contains("blog"), "{link}");
        }
        for link in ["/blog/2019/regen.html", "/blo", "/?p=1", "regen.html", "#top", ""] {
            assert!(!leads_up(link, page), "{link}");
            assert!(!leads_up(link, None), "{link}");
        }
        assert!(!leads_up("/", Some("https://tal.example/")));
    }

    #[test]
    fn the_examples_of_rfc_3986_resolve() {
        let base = base("http://a/b/c/d;p?q");
        for (reference, resolved) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g/"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("https://other/x", "https://other/x"),
        ] {
            assert_eq!(base.link(reference).as_deref(), Some(resolved), "{reference}");
        }
    }

    #[test]
    fn schemes_beyond_the_list_are_refused_however_they_are_spelt() {
        let base = base("https://example.org/");
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\r:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox(1)",
            "file:///etc/passwd",
            "blob:https://example.org/1",
            "view-source:https://example.org/",
            "",
            "   ",
        ] {
            assert_eq!(base.link(address), None, "{address:?}");
            assert_eq!(Base(None).link(address), None, "{address:?}");
        }
        assert_eq!(base.image("data:image/gif;base64,R0lGOD"), None);
        assert_eq!(base.image("mailto:a@example.org"), None);
        assert_eq!(base.link("mailto:a@example.org").as_deref(), Some("mailto:a@example.org"));
    }

    #[test]
    fn what_no_address_may_hold_is_encoded() {
        let base = base("https://example.org/a/b");
        assert_eq!(base.link("my file.pdf").unwrap(), "https://example.org/a/my%20file.pdf");
        assert_eq!(base.link("\\\\evil.example\\x").unwrap(), "https://evil.example/x");
        assert_eq!(base.link("x?q=\"><b>").unwrap(), "https://example.org/a/x?q=%22%3E%3Cb%3E");
        assert_eq!(base.link("ünïcode").unwrap(), "https://example.org/a/ünïcode");
        assert_eq!(base.link("no\u{a0}break").unwrap(), "https://example.org/a/no%C2%A0break");
    }

    #[test]
    fn without_a_base_relative_addresses_stay() {
        assert_eq!(Base(None).link("../a b?x#y").unwrap(), "../a%20b?x#y");
        assert_eq!(Base(None).link("//host/x").unwrap(), "//host/x");
    }

    #[test]
    fn fragments_of_the_page_itself_are_told_from_others() {
        let base = base("https://example.org/a");
        assert_eq!(base.fragment("#note"), Some("note"));
        assert_eq!(base.fragment("https://example.org/a#note"), Some("note"));
        assert_eq!(base.fragment("https://example.org/b#note"), None);
        assert_eq!(base.fragment("#"), None);
        assert_eq!(base.fragment("/a"), None);
    }

    proptest! {
        #[test]
        fn resolving_agrees_with_the_url_crate(
            path in "(/[a-c.%2e;=~]{0,4}){0,4}",
            query in "(\\?[a-c/?.=&]{0,4})?",
            reference in "[a-c]?(/{0,3}[a-c.]{0,3}|%2e|%2E){0,5}(\\?[a-c/.=]{0,3})?(#[a-c/?]{0,3})?",
        ) {
            let base_text = format!("https://example.org{path}{query}");
            let reference_url = Url::parse(&base_text).unwrap();
            // An authority of only dots or slashes has nothing to do with resolving.
            prop_assume!(!reference.starts_with("//") && !reference.is_empty());
            let expected = reference_url.join(&reference).unwrap();
            prop_assert_eq!(base(&base_text).link(&reference), Some(String::from(expected)));
        }

        #[test]
        fn any_text_is_refused_or_has_an_allowed_scheme(text in "\\PC{0,40}|[\\x00-\\x7f]{0,40}") {
            if let Some(address) = Base(None).link(&text) {
                let scheme = Reference::split(&address).scheme;
                prop_assert!(scheme.is_none_or(|scheme| LINK_SCHEMES.contains(&scheme)));
                // A browser on a page does not read another scheme either.
                if let Ok(seen) = Url::parse("https://example.org/").unwrap().join(&address) {
                    prop_assert!(LINK_SCHEMES.contains(&seen.scheme()), "{address:?} → {seen}");
                }
            }
        }
    }
}
