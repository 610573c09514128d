//! Self-contained HTML files with untrusted text: the frame of the reports.
//!
//! Two measures keep a hostile page from doing anything in a report about it: all its text goes
//! through [`escape`], and a Content-Security-Policy allows only the one style sheet and the one
//! script named by their hashes.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write as _;

/// The parts of a document. The body is HTML; title, style and script are text.
pub struct Document<'a> {
    pub title: &'a str,
    pub style: &'a str,
    pub script: Option<&'a str>,
    pub body: &'a str,
}

impl Document<'_> {
    pub fn to_html(&self) -> String {
        let Document { title, style, script, body } = self;
        let scripts = script.map_or("'none'".to_owned(), hash_source);
        let mut html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src {}; script-src {scripts}; base-uri 'none'; form-action 'none'; \
             require-trusted-types-for 'script'; trusted-types 'none'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n",
            hash_source(style),
            escape(title),
        );
        if let Some(script) = script {
            let _ = writeln!(html, "<script>{script}</script>");
        }
        html.push_str("</body>\n</html>\n");
        html
    }
}

/// The policy's name for an inline style sheet or script: the hash of its text (CSP Level 3,
/// 2.3.1).
fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// Escapes text for use between tags and in quoted attributes.
pub fn escape(text: &str) -> Cow<'_, str> {
    let special = |character: char| matches!(character, '&' | '<' | '>' | '"' | '\'');
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

/// Escapes JSON for use inside `<script type="application/json">`: without `<`, it has no end tag.
pub fn escape_json(json: &str) -> String {
    json.replace('<', "\\u003c")
}
