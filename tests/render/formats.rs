//! Each construct of a page as text, Markdown and HTML, side by side.
//!
//! The pages are small, so content is chosen by selector: these tests are only about formats.
//! `cargo insta review` (or `INSTA_UPDATE=always cargo test --test render formats`) accepts changes.

use dehusk::Extractor;

/// The page and its three formats in one text.
fn formats(html: &str) -> String {
    let page = Extractor::new()
        .base_url("https://example.org/blog/post.html")
        .keep_only("body")
        .and_then(|extractor| extractor.extract(html))
        .unwrap();
    format!(
        "{}\n\n──── text\n{}\n\n──── markdown\n{}\n──── html\n{}",
        html.trim(),
        page.text(),
        page.markdown(),
        page.html()
    )
}

macro_rules! constructs {
    ($($name:ident: $html:expr;)*) => {
        $(
            #[test]
            fn $name() {
                insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(stringify!($name), formats($html));
                });
            }
        )*
    };
}

constructs! {
    headings: "
<h1>One</h1>
<h2 id=two>Two <a href='#two'>¶</a></h2>
<h3><a href='#three' id=three>Three</a></h3>
<h4>Four <em>stressed</em> and <b>bold</b></h4>
<h5>C#, and a last #</h5>
<h6>With<br>a break</h6>
<h2><img src=view.png alt='Only a picture'></h2>";

    headings_by_role: "
<div role=heading aria-level=3><strong>Said by a div</strong></div>
<p role='Heading' aria-level=' 4 '>Said <a href=two.html>by a paragraph</a></p>
<details><summary role=heading aria-level=2>Said by a summary</summary><p>Text.</p></details>
<div role=heading>Without a level</div>
<div role=heading aria-level=7>Beyond all levels</div>
<div role=heading aria-level=2><p>Around a paragraph</p></div>
<div role=heading aria-level=2>Around text<p>and a paragraph</p></div>
<p>In a line <span role=heading aria-level=2>of text</span>.</p>
<table><tr><th><div role=heading aria-level=2>In a cell</div><th>B<tr><td>1<td>2</table>";

    numbered_paragraphs: "
<p>1. Soak the beans.</p>
<p>2. Boil them
<br>for an hour.</p>
<p>Meanwhile:</p>
<p>3. Chop the onions.</p>
<h2>2. Serve</h2>
<p>1) On <b>plates</b></p><p>2) With bread</p>
<p><b>1. A title</b></p><p>Text.</p><p><b>2. Another</b></p>
<p>1. A single number</p>";

    paragraphs: "
<p>White   space
 collapses, &nbsp; no-break space stays.</p>
<div>Text of its own <p>and a paragraph</p> and more.</div>
<p>One line<br>and the next.<br><br>A new paragraph.</p>
ex<b>amp</b>le<span> </span>glued<wbr>not<i></i>split";

    lists: "
<ul>
  <li>One
  <li>Two
    <ul><li>Two a<li>Two b<ol><li>deep</ol></ul>
  <li>Three
</ul>
<ol start=9><li>Nine<li>Ten<li><p>Eleven</p></ol>";

    lists_with_paragraphs: "
<ul>
  <li><p>One</p><p>and more of it</p>
  <li>Two<pre>code</pre>
  <li><blockquote>Three</blockquote>
</ul>
<ul><li>Another list</ul>";

    malformed_lists: "
<ul><li>One</li><ul><li>Nested beside, not inside</li></ul><li>Two</li></ul>
<ul>Text without an item<li>An item</ul>
<div><li>Items</li><li>without a list</li></div>
<ul><li><ul><li>Twice</ul></ul>
<ul><li></li><li> </li></ul>";

    lists_that_are_layout: "
<ul class=cards>
  <li><h3>First</h3><p>Text of the first.</p></li>
  <li><h3>Second</h3><p>Text of the second.</p></li>
</ul>";

    quotes: "
<blockquote>Plain</blockquote>
<blockquote><p>One</p><p>Two</p><blockquote>Deeper<ul><li>a list</ul></blockquote></blockquote>
<p>She said <q>so</q>.</p>";

    code: "
<pre><code class='language-rust'>fn main() {
    println!(&quot;```&quot;);

\tlet x = a &lt; b &amp;&amp; *c;
}
</code></pre>
<div class='highlight highlight-source-python'><pre><span>def</span> <span>f</span>():
    <span>pass</span></pre></div>
<p>Call <code>f(`x`)</code> or <kbd>Ctrl</kbd>+<kbd>C</kbd>, not <code>a</code><code>b</code>.</p>
<ul><li>In an item:<pre>one
  two</pre></ul>";

    code_of_many_kinds: "
<p><code>first line<br>&nbsp; second line</code></p>
<pre><div class=line>fn main() {</div><div class=line>    run();</div><div class=line>}</div></pre>
<pre>before<br><br>after</pre>
<table><tr><td class=gutter><pre>1
2</pre></td><td><pre>let a;
let b;</pre></td></tr></table>";

    emphasis: "
<p><b>bold</b>, <strong>strong</strong>, <i>italic</i>, <em>stressed</em>, <s>gone</s>, <del>deleted</del>.</p>
<p><b>bold <i>and italic</i></b>, <i>italic <b>and bold</b> in one</i>, <b><i>both</i></b></p>
<p>in<b>side</b>words, <b> spaces inside </b>, <b>colon:</b>glued, <b>«quoted»</b>glued</p>
<p><b></b><i> </i>empty, <b>a</b><b>b</b> adjacent, <b>a</b><i>b</i> side by side</p>
<p><b>over<br>a break</b></p>
<p>H<sub>2</sub>O, 10<sup>th</sup>, <sup><b>x</b></sup></p>";

    links: "
<p><a href='next'>relative</a>, <a href='/root'>root</a>, <a href='//cdn.example/x'>host</a>,
<a href='../up?q=1&amp;r=2#f'>up</a>, <a href='#here'>here</a>, <a href='a (1).html'>spaces</a>,
<a href='a)b('>brackets</a>, <a href='mailto:a@example.org'>mail</a>.</p>
<p><a href='javascript:alert(1)'>script</a>, <a href=' JAVA&#10;SCRIPT:alert(1)'>hidden script</a>,
<a href='data:text/html,x'>data</a>, <a>nowhere</a>, <a href='x'></a>.</p>
<p><a href='x'><b>bold</b> link</a> <b>bold <a href='y'>link</a> more</b></p>
<a href='card'><h3>A card</h3><p>With text.</p></a>";

    base_element: "
<head><base href='https://cdn.example/dir/'></head>
<p><a href='x'>link</a> <img src='y.png' alt=z></p>";

    images: "
<figure><img src='lead.jpg' alt='A [lead] image'><figcaption>The <b>caption</b></figcaption></figure>
<p>In text <img src='/icon.png' alt='an icon'> and <a href='big.jpg'><img src='small.jpg' alt='linked'></a>.</p>
<p>Wow <img class=emoji alt='🎉' src='https://s.w.org/1f389.svg'></p>
<p>Count <img src='https://count.example/p.gif' width=1 height=1> <img src='x.gif' style='display:none'></p>
<img src='javascript:alert(1)' alt=bad><img src='data:image/png;base64,AA' alt=inline>";

    lazy_images: "
<p>Data attribute:</p><img src='data:image/gif;base64,R0' data-src='a.jpg' alt=a>
<p>Twin inside noscript:</p><img class=lazy src='data:image/gif;base64,R0' alt=b><noscript><img src='b.jpg' alt=b></noscript>
<p>Preview and twin:</p><img class=lazyload src='c-20x10.jpg' alt=c><noscript><img src='c.jpg'></noscript>
<p>Twin first:</p><noscript><img src='d.jpg' alt=d></noscript><img class=lazy data-src='d.jpg?w=1'>
<p>Source set:</p><img src='placeholder.png' srcset='e-300.jpg 300w, e-900.jpg 900w' alt=e>
<p>Picture:</p><picture><source srcset='f.webp 1x, f2.webp 2x'><img alt=f></picture>
<p>Two in a row:</p><img data-src='g.jpg' src='x.gif' alt=g><img data-src='h.jpg' src='x.gif' alt=h>";

    tables: "
<table>
<caption>Prices</caption>
<thead><tr><th>Name</th><th align=right>Price</th><th style='text-align: center'>a | b</th></tr></thead>
<tbody><tr><td>Tea</td><td>2.50</td><td><code>x|y</code></td></tr>
<tr><td colspan=2>both</td><td></td></tr>
<tr><td rowspan=2>two rows</td><td>1</td><td>2</td></tr>
<tr><td>3</td><td>4</td></tr></tbody>
</table>
<table><caption><h3>Heading</h3><p>and caption</p></caption><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>";

    tables_without_header: "
<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>
<table><tr><td><b>Bold</b></td><td><b>head</b></td></tr><tr><td>c</td><td>d</td></tr></table>
<table><tr><th>Key</th><td>value</td></tr><tr><th>Other</th><td>value</td></tr></table>";

    tables_with_blocks: "
<table><tr><th>What</th><th>Which</th></tr>
<tr><td><p>One</p><p>two</p></td><td><ul><li>a</li><li>b</li></ul></td></tr>
<tr><td>line<br>break</td><td><pre>x | y
z</pre></td></tr>
<tr><td><h4>Head</h4>text</td><td><img src=i.png alt=i></td></tr></table>";

    layout_tables: "
<table role=presentation><tr><td><h2>Left</h2><p>Text</p></td><td>Right</td></tr></table>
<table><tr><td>Only one column</td></tr><tr><td>of text</td></tr></table>
<table><tr><td>Around<table><tr><th>k</th><th>v</th></tr><tr><td>1</td><td>2</td></tr></table></td></tr></table>";

    definitions: "
<dl><dt>Term</dt><dd>Description</dd><dt>Colon:</dt><dd>after it</dd></dl>
<p>Longer ones:</p>
<dl><dt>One</dt><dt>Or two</dt><dd><p>First</p><p>second</p></dd><dt>Three</dt><dd>a</dd><dd>b</dd></dl>
<dl><dd>Without a term</dd></dl>";

    footnotes: "
<p>A claim<sup id=r1><a href='#n1'>1</a></sup>, another<a id=r2 href='#n2'>[2]</a>, the first again<a href='#n1'>1</a>,
and a third [<a href='#n3' id=r3>*</a>].</p>
<h2>Notes</h2>
<ol><li id=n1>The first note. <a href='#r1'>↩</a></li>
<li id=n2><p>The second.</p><p>With a second paragraph. <a href='#r2'>↩</a></p></li></ol>
<p id=n3><a href='#r3'>*</a> The third.</p>
<p>No note: <a href='#top'>1</a>.</p>";

    formulas: "
<p>KaTeX <span class=katex><span class=katex-mathml><math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x_1^2</annotation></semantics></math></span><span class=katex-html aria-hidden=true>x</span></span>,
MathML <math alttext='a|b'><mi>a</mi></math>, without source <math><mi>q</mi></math>.</p>
<p><span class=MathJax_Preview>y</span><span class=MathJax>y</span><script type='math/tex; mode=display'>y = 1 % why
+ 2</script></p>
<p><img class=latex alt='E = mc^2' src='/latex.php?E'></p>
<p>It costs $5, not $6.</p>";

    formulas_between_delimiters: "
<script src='https://cdn.example/mathjax@3/es5/tex-mml-chtml.js'></script>
<p>Inline \\(a_1 * b_2\\) and $c_3$, displayed: \\[ d_4 \\] or $$e$$.</p>
<p>Code stays: <code>\\(x\\)</code>. Prices too: $5 and $ 6.</p>";

    rules: "
<hr><p>Before</p><hr><p>Between</p><hr><hr><p>After</p><hr>";

    escapes: "
<p># no heading</p><p>1. no item</p><p>- no item</p><p>&gt; no quote</p><p>---</p><p>``` no fence</p>
<p>*a* _b_ **c** `d` ~~e~~ [f](g) ![h](i) &lt;b&gt; &amp;amp; \\* snake_case 2*3*4 a_b_</p>
<p>a | b<br>--- | ---<br>c | d</p>
<p>[x]: https://example.org</p><p>[^1]: note</p><p>Title<br>===</p><p>: no definition</p>";

    details_and_other_elements: "
<details><summary>More</summary><p>Hidden until opened</p></details>
<p>Text with <abbr title=x>abbr</abbr>, <mark>mark</mark>, <small>small</small>, <time>today</time>.</p>
<p hidden>Hidden</p><form><label>Name <input value=x></label></form>
<button>Press</button><button>Press again</button>
<video src=x.mp4>fallback</video><iframe src=https://example.org></iframe><svg><text>drawn</text></svg>";
}
