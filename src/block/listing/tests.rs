use crate::block::{Page, segment};
use crate::dom::testing::parsed;

fn segmented(html: &str) -> Page {
    segment(&parsed(html))
}

/// The blocks of a page.
fn blocks(html: &str) -> Vec<String> {
    let page = segmented(html);
    page.blocks.iter().map(|block| page.block_text(block).to_owned()).collect()
}

const CODE: &str = "if rain:\n    stay()\n\ngo()";

fn lines_in(wrap: impl Fn(usize, &str) -> String) -> String {
    CODE.lines().enumerate().map(|(number, line)| wrap(number + 1, line)).collect()
}

#[test]
fn line_numbers_are_no_code() {
    for (name, html) in [
        (
            "Pygments, inline",
            format!(
                "<pre><span></span>{}</pre>",
                lines_in(|n, line| format!("<span class=linenos>{n}</span>{line}\n"))
            ),
        ),
        (
            "Pygments, in a table",
            format!(
                "<table class=highlighttable><tr><td class=linenos><div class=linenodiv><pre>1\n2\n3\n4</pre></div></td>
                 <td class=code><div class=highlight><pre>{CODE}</pre></div></td></tr></table>"
            ),
        ),
        (
            "Rouge",
            format!(
                "<pre><code><table class=rouge-table><tbody><tr><td class='gutter gl'><pre class=lineno>1\n2\n3\n4\n</pre></td>
                 <td class=rouge-code><pre>{CODE}\n</pre></td></tr></tbody></table></code></pre>"
            ),
        ),
        (
            "Hugo",
            format!(
                "<pre class=chroma><code>{}</code></pre>",
                lines_in(|n, line| format!(
                    "<span class=line><span class=ln>{n:>2}</span><span class=cl>{line}\n</span></span>"
                ))
            ),
        ),
        (
            "names that say nothing",
            format!(
                "<pre>{}</pre>",
                lines_in(|n, line| match line {
                    "" => "\n".to_owned(),
                    _ => format!("<span class=a1>{}</span> {line}\n", n.min(3)),
                })
            ),
        ),
        (
            "React",
            format!(
                "<pre><code style='float:left'><span>1\n</span><span>2\n</span><span>3\n</span><span>4\n</span></code><code>{CODE}</code></pre>"
            ),
        ),
        (
            "React, inline",
            format!(
                "<pre><code>{}</code></pre>",
                lines_in(|n, line| format!(
                    "<span style='display:block'><span class='react-syntax-highlighter-line-number'>{n}</span>{line}</span>"
                ))
            ),
        ),
        (
            "unselectable",
            format!(
                "<pre>{}</pre>",
                lines_in(|n, line| format!("<i style='-webkit-user-select: none'>{n}</i>{line}\n"))
            ),
        ),
        (
            "tables of lines",
            format!(
                "<pre><code><table class=hljs-ln>{}</table></code></pre>",
                lines_in(|n, line| format!(
                    "<tr><td class='hljs-ln-line hljs-ln-numbers'><div class=hljs-ln-n></div>{n}</td>
                     <td class='hljs-ln-line hljs-ln-code'>{line}</td></tr>"
                ))
            ),
        ),
        (
            "tables without a pre",
            format!(
                "<table>{}</table>",
                lines_in(|n, line| format!(
                    "<tr><td class=blob-num>{n}<td class=blob-num><td class=blob-code>{line}</tr>"
                ))
            ),
        ),
        (
            "Crayon",
            format!(
                "<table class=crayon-table><tr class=crayon-row><td class='crayon-nums'><div class=crayon-nums-content>{}</div></td>
                 <td class=crayon-code><div class=crayon-pre>{}</div></td></tr></table>",
                lines_in(|n, _| format!("<div class=crayon-num>{n}</div>")),
                lines_in(|n, line| format!(
                    "<div class=crayon-line id=l{n}>{}</div>",
                    if line.is_empty() { "&nbsp;" } else { line }
                ))
            ),
        ),
        (
            "an editor",
            format!(
                "<div class=cm-editor><div class=cm-gutters aria-hidden=true>{}</div><div class=cm-content>{}</div></div>",
                lines_in(|n, _| format!("<div class=cm-gutterElement>{n}</div>")),
                lines_in(|_, line| format!(
                    "<div class=cm-line>{}</div>",
                    if line.is_empty() { "<br>" } else { line }
                ))
            ),
        ),
        (
            "an older editor",
            format!(
                "<div class=CodeMirror-code>{}</div>",
                lines_in(|n, line| format!(
                    "<div><div class=CodeMirror-gutter-wrapper><div class=CodeMirror-linenumber>{n}</div></div><pre class=CodeMirror-line><span>{line}\u{200b}</span></pre></div>"
                ))
            ),
        ),
        (
            "beside the pre",
            format!(
                "<div><pre>{CODE}</pre><div aria-hidden=true><span>1</span><br><span>2</span><br><span>3</span><br><span>4</span></div></div>"
            ),
        ),
    ] {
        let found = blocks(&html);
        let [text] = found.as_slice() else { panic!("{name}: {found:?}") };
        let filled = |text: &str| {
            text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(filled(text), filled(CODE), "{name}");
    }
}

#[test]
fn numbers_of_a_program_stay() {
    for html in [
        "<pre><b class=mi>1</b>\n<b class=mi>2</b>\n</pre>",
        "<pre><b class=hljs-number>1</b> apple\n<b class=hljs-number>2</b> pears</pre>",
        "<pre><b>1</b>, apple\n<b>2</b>, pears</pre>",
        "<pre><b>1</b> apple\n<b>7</b> pears</pre>",
        "<pre><b>1</b> apple</pre>",
    ] {
        assert!(blocks(html)[0].starts_with('1'), "{html}");
    }
    let ranking = "<table><tr><td>1<td>Norway<tr><td>2<td>Sweden</table>";
    assert_eq!(blocks(ranking), ["1", "Norway", "2", "Sweden"]);
}

#[test]
fn lines_stand_apart_without_newlines() {
    for (name, html) in [
        ("newlines", format!("<pre>\n{CODE}\n</pre>")),
        (
            "divs",
            format!("<pre>{}</pre>", lines_in(|_, line| format!("<div class=line>{line}</div>"))),
        ),
        (
            "divs and newlines",
            format!("<pre>{}</pre>", lines_in(|_, line| format!("<div class=row>{line}</div>\n"))),
        ),
        ("breaks", format!("<pre>{}</pre>", lines_in(|_, line| format!("<i>{line}</i><br>")))),
        (
            "breaks inside of lines",
            format!(
                "<pre>{}</pre>",
                lines_in(|_, line| format!("<span class=token-line>{line}<br></span>"))
            ),
        ),
        (
            "names",
            format!(
                "<pre><code>{}</code></pre>",
                lines_in(|_, line| format!("<span class=line>{line}</span>"))
            ),
        ),
        (
            "names and newlines",
            format!(
                "<pre><code>{}</code></pre>",
                lines_in(|_, line| format!("<span class=line>{line}</span>\n"))
            ),
        ),
        (
            "a code each",
            format!("<pre>{}</pre>", lines_in(|_, line| format!("<code>{line}</code>"))),
        ),
        (
            "some lines",
            "<pre>if rain:\n<i class=code-line>    stay()</i><i class=code-line></i>go()</pre>"
                .to_owned(),
        ),
        (
            "a list",
            format!(
                "<pre class=prettyprint><ol class=linenums>\n{}</ol></pre>",
                lines_in(|_, line| format!("<li>{line}</li>"))
            ),
        ),
        (
            "a list without a pre",
            format!(
                "<div class=dp-highlighter><ol>\n{}</ol></div>",
                lines_in(|_, line| format!("<li><span>{line}</span></li>\n"))
            ),
        ),
        ("Windows", format!("<pre>{}</pre>", CODE.replace('\n', "\r\n").replace(' ', "&nbsp;"))),
    ] {
        assert_eq!(blocks(&html), [CODE], "{name}");
    }
}

#[test]
fn a_highlighter_puts_spaces_at_the_ends_of_lines() {
    for html in [
        "<div class=dp-highlighter><ol><li>si pluie:&nbsp;&nbsp;<li><span>&nbsp;&nbsp;</span><li>\
         &nbsp;&nbsp;rester()&nbsp;&nbsp;</ol></div>",
        "<div class=syntaxhighlighter><div class=line><code>si</code> <code>pluie: </code></div>\
         <div class=line>&nbsp;</div><div class=line>&nbsp;&nbsp;<code>rester() </code></div></div>",
    ] {
        assert_eq!(blocks(html), ["si pluie:\n\n  rester()"], "{html}");
    }
    let html = "<pre><span class=line>雨  </span>\n<span class=line>晴れ</span></pre>";
    assert_eq!(blocks(html), ["雨  \n晴れ"], "two spaces are an author's line break");
}

#[test]
fn buttons_and_labels_are_no_code() {
    for html in [
        "<div><button>Copier</button><pre>ls</pre></div>",
        "<pre><button>コピー</button><code>ls</code></pre>",
        "<pre><div><div>bash</div><button>Kopieren</button><code>ls /home/ann/photos /tmp</code></div></pre>",
        "<div class=bar><span>bash</span><button>Copy</button></div><pre>ls</pre>",
        "<div><div class=language-name>Zig-Zag</div><pre>ls</pre></div>",
        "<div><pre>ls</pre><div class=copy-btn>Скопировать</div></div>",
        "<div><span>Shell</span><pre><span class=sr-only>code</span>ls</pre><button>Run</button></div>",
        "<pre>ls<div role=status>Copied!</div></pre>",
    ] {
        let found = blocks(html);
        assert!(found.len() == 1 && found[0].starts_with("ls"), "{html}: {found:?}");
    }
}

#[test]
fn what_else_stands_before_code_stays() {
    for html in [
        "<p>So:</p><pre>ls</pre>",
        "<div><p>Some text.</p><p>Rust</p><pre>ls</pre></div>",
        "<div><span class=title>src/main.rs</span><pre>ls</pre></div>",
        "<div>Line 3</div><pre>ls</pre>",
    ] {
        assert!(blocks(html).len() > 1, "{html}");
    }
}

#[test]
fn a_pre_around_other_parts_of_the_page_is_no_piece() {
    let page = segmented("<pre>ls<h2>Next</h2><p>Text</p><footer>Imprint</footer>");
    assert!(page.listings.is_empty());
    assert_eq!(page.blocks.len(), 4);
}

#[test]
fn boxes_of_prose_are_no_code() {
    let html = "<div class=highlight><p>One thing.</p><p>And another.</p></div>";
    assert_eq!(blocks(html).len(), 2);
    let html = "<div class=code-block><code>let a;</code><br><code>let b;</code></div>";
    assert_eq!(blocks(html), ["let a;\nlet b;"]);
}

#[test]
fn pieces_inside_pieces_take_linear_time() {
    let start = std::time::Instant::now();
    blocks(
        &("<div class=cm-editor><ol class=highlight>".repeat(200)
            + &"<i>x</i>".repeat(100_000)
            + "<h1>"),
    );
    blocks(&"<table><tr><td>1<td class=code>".repeat(20_000));
    assert!(start.elapsed().as_secs() < 60);
}
