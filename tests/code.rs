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
