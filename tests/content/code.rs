//! Pieces of code: each is one fence, whatever the highlighter.

use dehusk::{Extractor, Focus};

fn markdown(html: &str) -> String {
    let page = Extractor::new()
        .keep_only("body")
        .and_then(|extractor| extractor.extract(html))
        .unwrap_or_else(|error| panic!("{error}: {html}"));
    page.markdown()
}

#[test]
fn labels_name_the_language_where_no_class_does() {
    for (html, language) in [
        ("<div><span>Python</span><button>Kopieren</button><pre>x</pre></div>", "python"),
        ("<div class=code-header><span class=lang>vba</span></div><pre>x</pre>", ""),
        ("<div><div class=lang>vba</div><pre>x</pre></div>", "vba"),
        ("<div><span>JS</span><pre class=lang-ts>x</pre></div>", "ts"),
        ("<pre><div>sql</div><code>select 1 from rain</code></pre>", "sql"),
        (
            "<table class='highlight wide'><tr><td>1<td class=code>x<tr><td>2<td class=code>y</table>",
            "",
        ),
    ] {
        let markdown = markdown(html);
        assert!(markdown.contains(&format!("```{language}\n")), "{html}: {markdown}");
    }
}

#[test]
fn the_formats_have_the_same_lines() {
    let html = "<p>So:</p><pre><code><span class=line><i class=ln>9</i>fn main() {</span>
<span class=line><i class=ln>10</i>    run();</span>
<span class=line><i class=ln>11</i>}</span></code></pre><p>That is all.</p>";
    let page = Extractor::new().keep_only("body").unwrap().extract(html).unwrap();
    let code = "fn main() {\n    run();\n}";
    assert_eq!(page.text(), format!("So:\n\n{code}\n\nThat is all."));
    assert_eq!(page.markdown(), format!("So:\n\n```\n{code}\n```\n\nThat is all.\n"));
    assert!(page.html().contains(&format!("<pre><code>{code}</code></pre>")));
}

#[test]
fn verse_is_lines_and_no_code() {
    let html = "<p>Ein Gedicht:</p><pre class=wp-block-verse>Der Hebel steht auf <em>Halt</em>,
die Laterne ist kalt.

Niemand fährt nach Haus.</pre>";
    let verse =
        "Der Hebel steht auf *Halt*,\\\ndie Laterne ist kalt.\n\nNiemand fährt nach Haus.\n";
    assert_eq!(markdown(html), format!("Ein Gedicht:\n\n{verse}"));
    let page = Extractor::new().keep_only("body").unwrap().extract(html).unwrap();
    assert!(page.text().contains("Halt,\ndie Laterne ist kalt.\n\nNiemand"), "{}", page.text());
    assert!(page.html().contains("Halt</em>,<br>\ndie Laterne ist kalt.</p>"), "{}", page.html());
}

/// An article with something in its middle.
fn article(middle: &str) -> String {
    let prose = |day: &str| {
        format!(
            "<p>Every night at two a small script copies what is new to a second machine in the
             cellar and writes down how long it took, and on {day} it sends a letter.</p>"
        )
    };
    format!(
        "<body><nav><a href=/>Home</a> <a href=/b>Blog</a></nav><main><article><h1>Backups</h1>
         {}{}{middle}{}{}</article></main><footer>Imprint</footer></body>",
        prose("Monday"),
        prose("Tuesday"),
        prose("Friday"),
        prose("Sunday"),
    )
}

#[test]
fn code_in_an_article_is_one_block_without_its_furniture() {
    let rows: String = (1..4)
        .map(|n| format!("<tr><td data-line-number={n} class=blob-num></td><td class=blob-code>run {n}</td></tr>"))
        .collect();
    let html = article(&format!(
        "<div class=snippet><div><span>Shell</span><button>复制</button></div><table>{rows}</table></div>"
    ));
    for focus in [Focus::Balanced, Focus::Recall] {
        let page = Extractor::new().focus(focus).extract(&html).unwrap();
        assert!(page.markdown().contains("\n\n```shell\nrun 1\nrun 2\nrun 3\n```\n\nEvery"));
        assert!(!page.text().contains("复制"));
    }
}

#[test]
fn remarks_and_links_beside_code_are_none_of_it() {
    for (before, behind) in [
        ("<span class=label>(error)</span>", ""),
        ("", "<div>（エラー）</div>"),
        ("<div>(Fehler)</div>", "<a href=/play?code=x>Ausführen</a>"),
        ("<div class=tooltip>ⓘ</div>", "<a href=/play>Попробовать »</a>"),
    ] {
        let html =
            format!("<p>So:</p><div>{before}<pre>let a = 1;</pre>{behind}</div><p>Ende.</p>");
        assert_eq!(markdown(&html), "So:\n\n```\nlet a = 1;\n```\n\nEnde.\n", "{html}");
    }
    // A paragraph is one, and a link that stands with more than the code.
    let html = "<div><p>So:</p><pre>let a = 1;</pre><p>(voir plus bas)</p></div>";
    assert!(markdown(html).ends_with("```\n\n(voir plus bas)\n"));
    let html = "<div><p>So:</p><pre>let a = 1;</pre><a href=/b>weiter</a></div>";
    assert!(markdown(html).ends_with("[weiter](/b)\n"), "{}", markdown(html));
}

#[test]
fn a_link_between_a_text_and_code_stays() {
    for (text, link) in [
        ("The program waters the garden.", "garden.rs"),
        ("Das Programm gießt den Garten.", "garten.rs"),
        ("Программа поливает сад.", "sad.rs"),
    ] {
        let html = format!("<div><p>{text}</p><a href=/src>{link}</a><pre>water();</pre></div>");
        assert_eq!(markdown(&html), format!("{text}\n\n[{link}](/src)\n\n```\nwater();\n```\n"));
    }
}

#[test]
fn what_a_highlighter_hides_or_makes_comes_out_once() {
    let code = "let ferry = 1;\nsail(ferry);";
    let lines = "<div><div>let ferry = 1;</div></div><div><div>sail(ferry);</div></div>";
    for twins in [
        format!("<pre style='display: none'>{code}</pre><pre class=shown>{code}</pre>"),
        format!("<div><div class=enlighter>{lines}</div></div><pre class=raw>{code}</pre>"),
        format!("<div class=enlighter>{lines}</div><pre hidden>{code}</pre>"),
    ] {
        let html = article(&twins);
        let page = Extractor::new().focus(Focus::Recall).extract(&html).unwrap();
        assert_eq!(page.markdown().matches("sail(ferry)").count(), 1, "{twins}");
    }
    let html = article(&format!("<pre>{code}</pre><p>Und noch einmal:</p><pre>{code}</pre>"));
    let page = Extractor::new().focus(Focus::Recall).extract(&html).unwrap();
    assert_eq!(page.markdown().matches("sail(ferry)").count(), 2);
}

#[test]
fn a_style_makes_code_as_an_element_does() {
    let code = "if rain:\n    stay()\n\ngo()";
    for html in [
        format!("<div style='white-space: pre; font-family: monospace'>{code}</div>"),
        format!("<p>Oder:<code style='white-space:pre-wrap'>{code}</code>"),
        format!("<p style='font-family:Courier New; WHITE-SPACE: PRE'>{code}</p>"),
    ] {
        assert!(markdown(&html).contains(&format!("```\n{code}\n```\n")), "{}", markdown(&html));
        let page = Extractor::new().keep_only("body").unwrap().extract(&html).unwrap();
        assert!(page.text().contains(code), "{}", page.text());
    }
    assert_eq!(
        markdown("<p>Run <code style='white-space:pre'>make  all</code>."),
        "Run `make all`.\n"
    );
}

#[test]
fn pieces_of_a_line_are_no_lines() {
    let html = "<div class=syntaxhighlighter><div class=line><code>a</code> {</div><div class=line>\
                <code class=spaces>&nbsp;&nbsp;</code><code class=plain>rot</code>: 1; }</div></div>";
    assert_eq!(markdown(html), "```\na {\n  rot: 1; }\n```\n");
}

#[test]
fn signatures_stay_without_the_links_to_their_source() {
    for (html, expected) in [
        (
            "<section class=method><a class=src href=/x.rs.html>Source</a><h4 class=code-header>pub fn
             <a href='#m.left' class=fn>left</a>(&amp;self) -&gt; <a href=/u32>u32</a></h4></section>
             <p>Renvoie ce qui reste.</p>",
            "#### pub fn left(&self) -> [u32](/u32)\n\nRenvoie ce qui reste.\n",
        ),
        (
            "<dl><dt class=sig id=f.sail><span>f.</span><span>sail</span>(<em>to</em>)<a href=/f.html>
             <span class=viewcode-link>[Quelle]</span></a><a class=headerlink href='#f.sail'>¶</a>
             <dd>Fährt.</dl>",
            "- **f.sail(*to*)**: Fährt.\n",
        ),
        (
            "<section><h3>sail</h3><div class=member-signature><span>public</span>&nbsp;<span>void</span>\
             &nbsp;<span>sail</span><wbr><span>(<a href=/S>String</a>&nbsp;port)</span></div>
             <div class=block>Идёт в порт.</div></section>",
            "### sail\n\npublic void sail([String](/S) port)\n\nИдёт в порт.\n",
        ),
    ] {
        assert_eq!(markdown(html).replace('\u{a0}', " "), expected);
    }
}

#[test]
fn a_break_behind_the_element_of_a_line_ends_that_line() {
    let lines = |lines: [&str; 4]| -> String {
        lines.iter().map(|line| format!("<span class=line>{line}</span><br>")).collect()
    };
    let numbers = lines(["1", "2", "3", "4"]);
    let code = lines(["def rain():", "    return 7", "", "rain()"]);
    let html = format!(
        "<figure class='highlight python'><table><tr><td class=gutter><pre>{numbers}</pre></td><td \
         class=code><pre>{code}</pre></td></tr></table></figure>"
    );
    assert_eq!(markdown(&html), "```python\ndef rain():\n    return 7\n\nrain()\n```\n");
    // Between blocks it is a line of its own.
    let html = "<pre><div class=line>a</div><br><div class=line>b</div></pre>";
    assert_eq!(markdown(html), "```\na\n\nb\n```\n");
}
