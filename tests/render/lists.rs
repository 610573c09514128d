//! Numbers of lists, and tasks, in all formats.

use dehusk::{Extraction, Extractor};

fn everything(html: &str) -> Extraction {
    let page = Extractor::new().keep_only("body").and_then(|extractor| extractor.extract(html));
    page.unwrap_or_else(|error| panic!("{error}: {html}"))
}

#[test]
fn items_keep_their_numbers() {
    for (html, markdown, in_html) in [
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b\n", "<ol start=\"3\">"),
        ("<ol type=a><li>a<li>b</ol>", "1. a\n2. b\n", "<ol type=\"a\">"),
        ("<ol style='list-style: lower-roman inside'><li>a</ol>", "1. a\n", "<ol type=\"i\">"),
        ("<ol style=list-style-type:upper-alpha><li>a</ol>", "1. a\n", "<ol type=\"A\">"),
        ("<ol class='loweralpha simple'><li>a</ol>", "1. a\n", "<ol type=\"a\">"),
        ("<ol type=I start=4><li>a</ol>", "4. a\n", "<ol type=\"I\" start=\"4\">"),
        ("<ol><li value=3>a<li>b</ol>", "3. a\n4. b\n", "<li value=\"3\">a</li>\n<li>b"),
        ("<ol><li>a<li value=5>b<li>c</ol>", "1. a\n\n5) b\n6) c\n", "<li value=\"5\">b"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n\n1) b\n", "<ol reversed start=\"2\">"),
        ("<ul type=a><li value=3>a</ul>", "- a\n", "<ul>\n<li>a"),
        ("<ol type='a\" onclick=x' start=x><li value=x>a</ol>", "1. a\n", "<ol>\n<li>a"),
        (
            "<ol start=-2><li>a<li>b<li>c<li>d</ol>",
            "- -2. a\n- -1. b\n\n0. c\n1. d\n",
            "<ol start=\"-2\">",
        ),
        (
            "<ol reversed start=1><li>a<li>b<li>c<li>d</ol>",
            "1. a\n\n0) b\n\n- -1. c\n- -2. d\n",
            "<ol reversed start=\"1\">",
        ),
        (
            "<ol start=-99999999999999999999><li>a</ol><ol start=-2147483648><li>b</ol>",
            "1. a\n\n- -999999999. b\n",
            "<ol start=\"-999999999\">",
        ),
    ] {
        let page = everything(html);
        assert_eq!(page.markdown(), markdown, "{html}");
        assert!(page.html().contains(in_html), "{html}: {}", page.html());
    }
}

#[test]
fn labels_of_items_are_their_numbers() {
    for (html, markdown) in [
        (
            "<ul><li><span class=label>31.</span><cite>Über Nebel</cite>, 1998
             <li><span class=label>32.</span><cite>Über Tau</cite>, 2001</ul>",
            "31. *Über Nebel*, 1998\n32. *Über Tau*, 2001\n",
        ),
        (
            "<ul><li><div>[1]</div><div>霧について</div><li><div>[2]</div><div>露について</div></ul>",
            "1. 霧について\n2. 露について\n",
        ),
        ("<ol><li><b>1</b> Norway<li><b>2</b> Sweden</ol>", "1. Norway\n2. Sweden\n"),
        (
            "<ul><li><b>12</b> of March<li><b>13</b> of April</ul>",
            "- **12** of March\n- **13** of April\n",
        ),
        ("<ul><li><b>1.</b> one<li><b>3.</b> three</ul>", "- **1.** one\n- **3.** three\n"),
        ("<ul><li><b>1.</b><li><b>2.</b></ul>", "- **1.**\n- **2.**\n"),
    ] {
        assert_eq!(everything(html).markdown(), markdown, "{html}");
    }
}

#[test]
fn terms_that_are_numbers_count_items() {
    for (html, markdown) in [
        (
            "<dl><dt>1.</dt><dd>Die Butter schmelzen.</dd><dt>2.</dt><dd>Das Mehl sieben.</dd></dl>",
            "1. Die Butter schmelzen.\n2. Das Mehl sieben.\n",
        ),
        (
            "<dl><dt>[3]<dd>霧について<p>二〇二一年</p><dt>[4]<dd>露について</dl>",
            "3. 霧について\n\n   二〇二一年\n\n4. 露について\n",
        ),
        // Years are terms.
        (
            "<dl><dt>1998<dd>Il ponte.<dt>1999<dd>La diga.</dl>",
            "- **1998**: Il ponte.\n- **1999**: La diga.\n",
        ),
        ("<dl><dt>1.<dd>un<dt>Deux<dd>deux</dl>", "- **1.**: un\n- **Deux**: deux\n"),
    ] {
        assert_eq!(everything(html).markdown(), markdown, "{html}");
    }
}

#[test]
fn tasks_keep_their_state() {
    for html in [
        "<ul><li><input type=checkbox disabled checked> Häuser zählen<li><input type=checkbox disabled> Schilder malen</ul>",
        "<ul class=task-list><li><p><input type=checkbox checked> Häuser zählen</p><li><p><input type=checkbox> Schilder malen</p></ul>",
        "<ul><li class=task-list-item><label><input type=CHECKBOX checked>Häuser zählen</label><li class=task-list-item><label><input type=checkbox>Schilder malen</label></ul>",
    ] {
        let page = everything(html);
        assert_eq!(page.markdown(), "- [x] Häuser zählen\n- [ ] Schilder malen\n", "{html}");
        assert_eq!(page.text(), "- [x] Häuser zählen\n- [ ] Schilder malen", "{html}");
        assert!(
            page.html().contains("<li>☑ Häuser zählen</li>\n<li>☐ Schilder"),
            "{}",
            page.html()
        );
    }
}

#[test]
fn other_boxes_are_no_tasks() {
    for html in [
        "<ul><li><input type=checkbox> two eggs</ul>",
        "<ul><li><input type=radio disabled> two eggs</ul>",
        "<ul><li>two eggs <input type=checkbox disabled></ul>",
    ] {
        assert_eq!(everything(html).markdown(), "- two eggs\n", "{html}");
    }
}

#[test]
fn drawn_boxes_are_tasks() {
    let markdown = "- [x] Seil kaufen\n- [ ] 塗る\n";
    for html in [
        "<ul><li><span role=checkbox aria-checked=true></span> Seil kaufen
         <li><span role=checkbox aria-checked=false></span> 塗る</ul>",
        "<ul><li role=checkbox aria-checked=true>Seil kaufen
         <li role=checkbox aria-checked=false>塗る</ul>",
    ] {
        assert_eq!(everything(html).markdown(), markdown, "{html}");
    }
    let html = "<ul><li>Seil <span role=checkbox aria-checked=true></span><li role=checkbox>b</ul>";
    assert_eq!(everything(html).markdown(), "- Seil\n- b\n");
}
