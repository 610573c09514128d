//! The authors of a page, and names that are not.

use super::{TEXT, article, authors, linked_data, metadata};

#[test]
fn people_are_named_before_the_site() {
    let page = article(
        "<script type='application/ld+json'>{\"@type\": \"Article\", \"author\":
         {\"@type\": \"Organization\", \"name\": \"Valley News\"},
         \"publisher\": {\"name\": \"Valley News\"}}</script><p class='byline'>By Ada Berg</p>",
    );
    assert_eq!(authors(&page), ["Ada Berg"]);
    let alone = linked_data(
        r#"{"@type": "Article", "author": {"name": "Valley News"}, "publisher": {"name": "Valley News"}}"#,
    );
    assert_eq!(authors(&alone), ["Valley News"]);
}

#[test]
fn an_author_may_stand_at_the_end_if_the_words_leave_no_doubt() {
    let text = TEXT.repeat(20);
    for line in [
        "<h3>Written by Ada Berg</h3>",
        "<h3>Author</h3><p>Ada Berg</p>",
        "<p>Autorin: Ada Berg</p>",
    ] {
        let page = article(&format!("{text}{line}<p>She writes.</p>"));
        assert_eq!(authors(&page), ["Ada Berg"], "{line}");
    }
    for line in ["<p>By Ada Berg</p>", "<p>Reviewed by Ada Berg</p>", "<p>By</p><p>Ada Berg</p>"] {
        let page = article(&format!("{text}{line}"));
        assert_eq!(authors(&page), [""; 0], "{line}");
    }
}

#[test]
fn addresses_and_handles_are_no_authors() {
    let page = article(
        "<meta name='author' content='https://www.facebook.com/ada'>
         <meta name='twitter:creator' content='@ada'><meta property='article:author' content='ada@v.example'>
         <p class='byline'>By Ada Berg</p>",
    );
    assert_eq!(authors(&page), ["Ada Berg"]);
}

#[test]
fn names_in_parts_are_put_together() {
    let page = linked_data(
        r#"{"@type": "NewsArticle", "headline": "Rain at last", "author": [
            {"@type": "Person", "givenName": "Ada", "familyName": "Berg"},
            {"@type": "Person", "givenName": "Bo", "additionalName": "Q.", "familyName": "Chen"}]}"#,
    );
    assert_eq!(authors(&page), ["Ada Berg", "Bo Q. Chen"]);
}

#[test]
fn who_made_the_pictures_is_no_author() {
    for line in [
        "Words by Ada Berg / Photos by Bo Chen",
        "Words by Ada Berg. Photos by Bo Chen.",
        "Photos : Bo Chen – Texte : Ada Berg",
        "Photographs by Bo Chen, words by Ada Berg",
        "Text: Ada Berg | Fotos: Bo Chen",
        "Texte : Ada Berg, photos : Bo Chen",
    ] {
        for class in ["byline", "x"] {
            let page = article(&format!("<p class={class}>{line}</p>"));
            assert_eq!(authors(&page), ["Ada Berg"], "{line}");
        }
        let meta = article(&format!("<meta name=author content='{line}'>"));
        assert_eq!(authors(&meta), ["Ada Berg"], "{line}");
    }
    let both = article("<p class=byline>Text and photos by Ada Berg</p>");
    assert_eq!(authors(&both), ["Ada Berg"]);
}

#[test]
fn all_authors_of_a_byline_are_named() {
    let three = ["Ada Berg", "Bo Chen", "Cy Dahl"];
    for line in [
        "<p class=byline>By Ada Berg, Bo Chen and Cy Dahl</p>",
        "<p class=byline>Von Ada Berg, Bo Chen und Cy Dahl</p>",
        "<p class=byline><a href=/author/a>Ada Berg</a> <a href=/author/b>Bo Chen</a>
         <a href=/author/c>Cy Dahl</a></p>",
        "<div class=byline><span class=n>Ada Berg</span><span class=n>Bo Chen</span><span
         class=n>Cy Dahl</span></div>",
        "<div><a rel=author href=/a>Ada Berg</a></div><div><a rel=author href=/b>Bo Chen</a></div>
         <div><a rel=author href=/c><span>Cy</span> <span>Dahl</span></a></div>",
    ] {
        assert_eq!(authors(&article(line)), three, "{line}");
        let page = article(&format!("<meta name=author content='Bo Chen'>{line}"));
        assert_eq!(authors(&page), three, "{line}");
    }
    for line in [
        "<p class=byline><span class=n>Ada Berg</span>, <span class=n>Senior Editor</span></p>",
        "<p class=byline>By <a href=/author/a>Ada Berg</a>. Reviewed and edited by <a
         href=/author/b>Bo Chen</a></p>",
    ] {
        assert_eq!(authors(&article(line)), ["Ada Berg"], "{line}");
    }
}

#[test]
fn people_are_named_before_newsrooms_and_accounts() {
    for other in [
        "aberg_17",
        "adaberg",
        "Valley News",
        "Valley News (valley.example)",
        "The Mill Street Courier",
        "Redaktion Talblatt",
        "Valley Newsroom",
        "ada at valley.example",
    ] {
        let page = metadata(&format!(
            "<title>Rain at last | The Mill Street Courier</title><meta name=author content='{other}'>
             <meta property=og:site_name content='Valley News'>
             <link rel=canonical href='https://valley.example/rain'>
             <h1>Rain at last</h1><p class=byline>By Ada Berg</p>{TEXT}"
        ));
        assert_eq!(authors(&page), ["Ada Berg"], "{other}");
    }
    let alone = article("<meta name=author content='Redaktion Talblatt'>");
    assert_eq!(authors(&alone), ["Redaktion Talblatt"]);
    let agency = article("<meta name=author content=dpa><p class=byline>By Ada Berg</p>");
    assert_eq!(authors(&agency), ["dpa"]);
}

#[test]
fn signs_of_newsrooms_are_no_part_of_a_name() {
    let page = article("<meta name=author content='Ada Berg (abe), Bo Chen (b.c.)'>");
    assert_eq!(authors(&page), ["Ada Berg", "Bo Chen"]);
}

#[test]
fn people_may_be_called_after_months() {
    for name in ["April Berg", "Marta Berg", "Ada June", "Maja Chen", "Theresa May"] {
        assert_eq!(authors(&article(&format!("<p class=author>{name}</p>"))), [name]);
    }
}

#[test]
fn a_site_called_as_the_page_is_no_site() {
    let page =
        metadata("<title>Rain</title><meta property=og:site_name content=Rain><h1>Rain</h1>");
    assert_eq!(page.site_name, None);
}

#[test]
fn names_of_scripts_that_do_not_divide_them() {
    for (line, name) in [
        ("作者：伯格", "伯格"),
        ("記者：陳安達", "陳安達"),
        ("著者：山田太郎", "山田太郎"),
        ("글쓴이: 홍길동", "홍길동"),
        ("作者：阿达·伯格", "阿达·伯格"),
    ] {
        assert_eq!(authors(&article(&format!("<p>{line}</p>"))), [name], "{line}");
        let page = article(&format!(
            "<meta name='cms:author' content='{name}'><script type='application/ld+json'>
             {{\"@type\": \"Article\", \"author\": {{\"name\": \"谷新聞\"}},
             \"publisher\": {{\"name\": \"谷新聞\"}}}}</script>"
        ));
        assert_eq!(authors(&page), [name], "{name}");
    }
    for line in ["作者：谷日报", "作者：佚名", "文：雨", "作者：十一个干旱的星期之后"]
    {
        assert_eq!(authors(&article(&format!("<p>{line}</p>"))), [""; 0], "{line}");
    }
}

#[test]
fn a_reporter_is_named_after_the_newspaper() {
    let prose =
        "十一个干旱的星期之后，星期二整个山谷都下了雨，农民们走到田里去看看是不是真的。".repeat(4);
    for text in [
        format!("<p>谷日报记者 安达 陈波</p><p>{prose}</p>"),
        format!("<p>{prose}</p><p>□ 本报记者 安达 陈波</p>"),
        format!("<p>{prose}</p><p>谷日报記者 安达 陈波 山谷报道</p>"),
        format!("<p>{prose}（记者 安达 陈波）</p>"),
    ] {
        let page = metadata(&format!("<title>雨</title><article><h1>雨</h1>{text}</article>"));
        assert_eq!(authors(&page).join(" "), "安达 陈波", "{text}");
    }
    for line in ["记者 近日从山谷了解到，雨下了", "记者近日来到山谷", "谷日报记者"]
    {
        let page = metadata(&format!("<title>雨</title><h1>雨</h1><p>{line}</p><p>{prose}</p>"));
        assert_eq!(authors(&page), [""; 0], "{line}");
    }
}

#[test]
fn a_text_may_be_signed() {
    let news = "<meta name=author content='Valley News'><meta property=og:site_name content='Valley News'>";
    let first = "<p>Clouds.</p><p><strong>Ada Berg/Bo Chen</strong></p>";
    let page = article(&format!("{news}{first}{TEXT}"));
    assert_eq!(authors(&page), ["Ada Berg", "Bo Chen"]);
    for name in ["Ada Berg", "Lê Phương", "Ольга Горная", "KATRIN LINDBERG"] {
        for signed in [
            format!("<p style='text-align: right'>{name}</p>"),
            format!("<p align=right>({name})</p>"),
            format!("<p><em>{name}</em></p>"),
            format!("<p><b>{name}</b>&nbsp;</p>"),
        ] {
            let page = article(&format!("{news}{TEXT}{signed}<div>Share</div>"));
            let expected = authors(&page);
            assert_eq!(expected, ["Valley News"], "the text comes after: {signed}");
            let html = format!(
                "<title>Rain</title>{news}<article><h1>Rain</h1><div>{TEXT}{signed}<div>Share</div>
                 </div></article>"
            );
            assert_eq!(authors(&metadata(&html)), [name], "{signed}");
        }
    }
    // The headings of sections are set off as well, but more than names or among prose.
    for line in [
        "<p><strong>How it rained</strong></p>",
        "<p>Ada Berg</p>",
        "<p><strong>Ada Berg</strong> says:</p>",
        "<p><strong>Valley News Team</strong></p>",
        "<p><a href=/shop><strong>Upper Valley Mills</strong></a></p>",
    ] {
        assert_eq!(authors(&article(&format!("{news}{line}{TEXT}"))), ["Valley News"], "{line}");
    }
    let between = article(&format!("{news}{TEXT}<p><strong>Upper Valley</strong></p>{TEXT}"));
    assert_eq!(authors(&between), ["Valley News"]);
    // They may be the headings of sections.
    assert_eq!(authors(&article(&format!("{first}{TEXT}"))), [""; 0]);
}

#[test]
fn a_person_is_named_before_an_organization() {
    for kind in ["Organization", "NewsMediaOrganization"] {
        let page = article(&format!(
            "<script type='application/ld+json'>{{\"@type\": \"Article\", \"author\":
             {{\"@type\": \"{kind}\", \"name\": \"VPA\"}}}}</script>
             <ul><li>Von: <span><a href=/a>Ada Berg</a>, </span><span><a href=/b>Bo Chen</a></span></li></ul>"
        ));
        assert_eq!(authors(&page), ["Ada Berg", "Bo Chen"]);
    }
    let alone =
        linked_data(r#"{"@type": "Article", "author": {"@type": "Organization", "name": "VPA"}}"#);
    assert_eq!(authors(&alone), ["VPA"]);
}

#[test]
fn a_label_may_be_an_element_of_its_own() {
    for label in ["Autorin/Autor", "Author", "Auteur", "Автор", "Szerző"] {
        let page = article(&format!(
            "{}<ul><li><b>{label}</b> Ada Berg</li><li><b>Rain</b> Upper Valley</li></ul>",
            TEXT.repeat(20)
        ));
        assert_eq!(authors(&page), ["Ada Berg"], "{label}");
    }
}

#[test]
fn the_author_of_a_film_is_not_that_of_the_text() {
    for class in ["mediaBox__byline", "video-author", "audioPlayer_author"] {
        let page = article(&format!(
            "<div><span class='{class}'>Bo Chen</span></div><p class=byline>Ada Berg</p>"
        ));
        assert_eq!(authors(&page), ["Ada Berg"], "{class}");
    }
    let object = article("<div class='media author'>Ada Berg</div>");
    assert_eq!(authors(&object), ["Ada Berg"]);
}

#[test]
fn the_account_of_the_site_is_not_the_writer_who_signs() {
    let page = |name: &str, account: &str, signed: &str| {
        article(&format!(
            r#"<meta property="og:site_name" content="Valley News">
            <script type="application/ld+json">{{"@type": "NewsArticle", "author":
            {{"@id": "https://valley.example/author/{account}/", "name": "{name}"}}}}</script>
            <p><strong>{signed}</strong></p>"#
        ))
    };
    for signed in ["ADALBERTA BERG", "Ада Берг", "Adélaïde Montagne"] {
        assert_eq!(authors(&page("Valley D", "admin", signed)), [signed]);
        assert_eq!(authors(&page("Bo Chen", "admin", signed)), ["Bo Chen"]);
        assert_eq!(authors(&page("Valley Chen", "chen", signed)), ["Valley Chen"]);
    }
    assert_eq!(authors(&page("Valley D", "admin", "After the rain")), ["Valley D"]);
}

#[test]
fn an_editor_is_not_the_writer_in_the_byline() {
    let page = |line: &str| {
        article(&format!(
            r#"<script type="application/ld+json">{{"@type": "NewsArticle", "author":
            {{"@type": "Person", "name": "Bo Chen"}}}}</script>
            <p class="author">Ada Berg</p>{TEXT}<p>{line}</p>"#
        ))
    };
    for label in ["Editor", "Penyunting", "Redakteur", "Редактор", "责编"] {
        assert_eq!(authors(&page(&format!("{label}: Bo Chen"))), ["Ada Berg"], "{label}");
        let link = format!("{label} : <a href='/people/bo'>Bo Chen</a>");
        assert_eq!(authors(&page(&link)), ["Ada Berg"], "{label}");
        assert_eq!(authors(&page(&format!("{label}: Cy Dahl"))), ["Bo Chen"], "{label}");
    }
    assert_eq!(authors(&page("Chair: Bo Chen")), ["Bo Chen"]);
}

#[test]
fn agencies_and_papers_sign_with_initials() {
    let text = TEXT.repeat(20);
    for line in [
        "By VNN, in <a href='/news'>News</a>, <a href='/weather'>Weather</a>",
        "Von VNN",
        "Por VNN | 3 de mayo",
        "Автор: ВНН",
    ] {
        let page = article(&format!("{text}<p>{line}</p>"));
        assert!(matches!(authors(&page)[..], ["VNN" | "ВНН"]), "{line}: {:?}", page.authors);
        let named = article(&format!("<meta name=author content='Ada Berg'>{text}<p>{line}</p>"));
        assert_eq!(authors(&named), ["Ada Berg"], "{line}");
    }
    for line in ["By VNN reporters on the ground", "By RAIN-soaked roads", "VNN, in News", "By A"] {
        assert_eq!(authors(&article(&format!("{text}<p>{line}</p>"))), [""; 0], "{line}");
    }
}
