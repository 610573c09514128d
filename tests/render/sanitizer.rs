//! `Extraction::html()` lets only what its documentation lists through, whatever the page holds,
//! and however often its output is parsed and written again.

use dehusk::Extractor;
use html5ever::serialize::{SerializeOpts, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{local_name, ns, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};
use proptest::prelude::*;
use proptest::sample::select;
use testing::allow_list::{self, ELEMENTS, SCHEMES};

fn output(html: &str) -> String {
    let extractor = Extractor::new().keep_only("html").unwrap();
    extractor.extract(html).unwrap().html()
}

fn parse(html: &str) -> RcDom {
    parse_document(RcDom::default(), Default::default()).one(html)
}

/// What a fragment must not contain, but does.
fn violations(html: &str) -> Vec<String> {
    let dom = parse(html);
    let mut found = Vec::new();
    let mut open = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        check(&node, &mut found);
        open.extend(node.children.borrow().iter().cloned());
    }
    found
}

fn check(node: &Handle, found: &mut Vec<String>) {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let element = &*name.local;
            if name.ns != ns!(html) || !ELEMENTS.contains(&element) {
                found.push(format!("<{element}> of {}", name.ns));
            }
            let allowed = allow_list::attributes(element);
            for attribute in attrs.borrow().iter() {
                if !allowed.contains(&&*attribute.name.local) {
                    found.push(format!("{} on <{element}>", attribute.name.local));
                }
                let address = [local_name!("href"), local_name!("src")];
                if address.contains(&attribute.name.local) && !is_safe(&attribute.value) {
                    found.push(format!("address {}", attribute.value));
                }
            }
        }
        NodeData::Comment { contents } => found.push(format!("comment {contents}")),
        NodeData::ProcessingInstruction { .. } => found.push("processing instruction".to_owned()),
        NodeData::Doctype { .. } => found.push("doctype".to_owned()),
        NodeData::Document | NodeData::Text { .. } => {}
    }
}

/// Whether a browser would go to an address of a scheme that runs nothing.
fn is_safe(address: &str) -> bool {
    let base = url::Url::parse("https://example.org/").unwrap();
    base.join(address).map_or(true, |url| SCHEMES.contains(&url.scheme()))
}

fn rewritten(html: &str) -> String {
    let dom = parse(html);
    let mut out = Vec::new();
    let body = SerializableHandle::from(dom.document.clone());
    serialize(&mut out, &body, SerializeOpts::default()).unwrap();
    String::from_utf8(out).unwrap()
}

fn assert_clean(page: &str) {
    let mut html = output(page);
    // A mutation shows itself when the output is parsed, written and parsed again.
    for round in 0..3 {
        let found = violations(&html);
        assert!(found.is_empty(), "{found:?} in round {round} of {page:?}:\n{html}");
        html = rewritten(&html);
    }
}

#[test]
fn active_content_does_not_get_through() {
    for page in [
        "<script>alert(1)</script>text",
        "text<img src=x onerror=alert(1)>",
        "<p onclick=alert(1) style='background:url(javascript:alert(1))' id=x class=y>text</p>",
        "<a href=javascript:alert(1)>text</a>",
        "<a href='&#106;avascript:alert(1)'>text</a>",
        "<a href='java&Tab;script:alert(1)'>text</a>",
        "<a href='java&NewLine;script&colon;alert(1)'>text</a>",
        "<a href='\u{1}javascript:alert(1)'>text</a>",
        "<a href='vbscript:x'>text</a><a href='data:text/html,<script>alert(1)</script>'>text</a>",
        "<a href='//evil.example'>text</a><a href='\\\\evil.example'>text</a>",
        "<a href='https://x\" onmouseover=\"alert(1)'>text</a>",
        "<img alt='\"><script>alert(1)</script>' src='x\"onerror=\"alert(1)'>text",
        "<img src='javascript:alert(1)'>text<img srcset='javascript:alert(1) 2x'>",
        "<iframe src=javascript:alert(1)></iframe><object data=x></object><embed src=x>text",
        "<form action=javascript:alert(1)><input name=x><button formaction=javascript:x>text",
        "<base href='javascript:alert(1)//'><a href=x>text</a>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>text",
        "<link rel=stylesheet href=x><style>@import 'x'</style>text",
        "<details open ontoggle=alert(1)><summary>text</summary></details>",
        "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>text",
        "<body onload=alert(1)>text",
        "<pre><code class='language-x\" onclick=\"alert(1)'>text</code></pre>",
        "<table background=javascript:alert(1)><tr><th align='x\" onclick=\"y' colspan='2\"'>a<td>b</table>",
        "<ol start='1\" onclick=\"alert(1)'><li value=x>text</ol>",
        "<p>text<a href='#n\"><script>alert(1)</script>'>1</a></p><ol><li id='n\"><script>alert(1)</script>'>note</ol>",
        "<p>a<sup id='r\"'><a href='#n\"'>1</a></sup></p><p id='n\"'><a href='#r\"'>1</a> note</p>",
    ] {
        assert_clean(page);
    }
}

#[test]
fn mutations_do_not_get_through() {
    for page in [
        "<svg><style><img src=x onerror=alert(1)></style></svg>text",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">text",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">text",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>text",
        "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>text",
        "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">text",
        "<svg><foreignObject><p>text<script>alert(1)</script></p></foreignObject></svg>text",
        "<svg><desc><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">text",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">text</noscript>",
        "<noembed><img title=\"</noembed><img src onerror=alert(1)>\"></noembed>text",
        "<noframes><p title=\"</noframes><img src onerror=alert(1)>\"></noframes>text",
        "<xmp><p title=\"</xmp><img src onerror=alert(1)>\"></xmp>text",
        "<textarea><p title=\"</textarea><img src onerror=alert(1)>\"></textarea>text",
        "<title><p title=\"</title><img src onerror=alert(1)>\"></title>text",
        "<plaintext><script>alert(1)</script>",
        "<template><p>text</p><script>alert(1)</script></template>text",
        "<select><template><img src=x onerror=alert(1)></template></select>text",
        "<table><td><svg><desc><td></desc></svg><style><!--</style>--><img src onerror=alert(1)>text</table>",
        "<!--><img src=x onerror=alert(1)>-->text<!-- --!><img src=x onerror=alert(1)> -->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>text<?php <img src=x onerror=alert(1)> ?>",
        "text&lt;img src=x onerror=alert(1)&gt;<code>&lt;/code&gt;&lt;script&gt;</code>",
        "<pre>\n\n&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;</pre>",
        "<a href='x'><a href='y'>text</a></a><p><table><p>text</table>",
        "<annotation encoding='application/x-tex'>x</annotation><math><annotation encoding='application/x-tex'>&lt;script&gt;alert(1)&lt;/script&gt;</annotation></math>text",
        "<script type='math/tex'></code><img src=x onerror=alert(1)></script>text",
        "<span data-tex='<img src=x onerror=alert(1)>'>x</span>text",
        "<img class=emoji alt='<!---->' src=x>text",
    ] {
        assert_clean(page);
    }
}

proptest! {
    #[test]
    fn no_soup_of_tags_gets_through(pieces in prop::collection::vec(
        select(vec![
            "<p>", "</p>", "<svg>", "</svg>", "<math>", "</math>", "<mtext>", "<mglyph>", "<style>",
            "</style>", "<table>", "</table>", "<td>", "<tr>", "<caption>", "<a href=javascript:x>",
            "<a href='x\">'>", "</a>", "<form>", "</form>", "<select>", "</select>", "<template>",
            "</template>", "<noscript>", "</noscript>", "<script>", "</script>", "<title>",
            "</title>", "<textarea>", "</textarea>", "<xmp>", "</xmp>", "<pre>", "</pre>", "<!--",
            "-->", "<img src=x onerror=y alt='<b>'>", "<desc>", "<foreignObject>",
            "<annotation-xml encoding='text/html'>", "</annotation-xml>", "<b>", "</b>", "<code>",
            "</code>", "<ul>", "<li>", "</ul>", "<dl>", "<dt>", "<dd>", "<h1>", "</h1>", "<figure>",
            "<figcaption>", "<blockquote>", "<sup>", "<iframe>", "</iframe>", "\"", "'", "&lt;img&gt;",
            "&quot;", "text ", "<body onload=x>", "<html lang=x>", "<button>", "<label>", "<object>",
        ]),
        0..24,
    )) {
        assert_clean(&pieces.concat());
    }
}
