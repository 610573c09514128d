//! Short threads of forums: every post is content, and what their authors put below all of them is
//! not.

use dehusk::{DecidedBy, Extractor};

/// The language, the title, what three people say, and the signature of the first.
const THREADS: [(&str, &str, [&str; 3], &str); 4] = [
    (
        "de",
        "Uhr bleibt stehen",
        [
            "Meine Taschenuhr bleibt jede Nacht um drei Uhr stehen. Woran kann das liegen?",
            "Am Öl. Lass sie reinigen.",
            "Bei mir war es der Nachttisch, der steht schief.",
        ],
        "Zeit ist, was die Uhr zeigt.",
    ),
    (
        "fr",
        "Corne de brume",
        [
            "Ma corne de brume ne fait plus qu’un tout petit bruit depuis hier. Une idée ?",
            "La membrane, sûrement.",
            "Ou une vache. Vérifiez les deux.",
        ],
        "Le vent se lève, la vache aussi.",
    ),
    (
        "ru",
        "Звонок трамвая",
        [
            "Подскажите, где достать звонок для трамвая пятьдесят шестого года?",
            "На заводе, если повезёт.",
            "У меня лежит один в гараже, напишите.",
        ],
        "Тише едешь, дальше будешь.",
    ),
    (
        "ja",
        "雪を運ぶ方法",
        [
            "教えてください。雪を車で三時間運びたいのですが、途中で溶けない方法はありますか。",
            "おがくずを混ぜると長持ちします。",
            "夜に走るのが一番です。",
        ],
        "急がば回れの精神で行こう。",
    ),
];

/// How three kinds of software for forums write a post.
const MARKUPS: [&str; 3] = [
    "<div id=p$ class='post bg2'><div class=inner><dl class=postprofile><dt><a class=username \
     href=/memberlist.php?u=$>NAME</a></dt><dd><strong>Posts:</strong> 1$</dd></dl>\
     <div class=postbody><p class=author>by <strong><a class=username href=/u/$>NAME</a></strong> \
     <time datetime=2023-05-0$>0$ May 2023</time></p><div class=content>TEXT</div>\
     <div id=sig$ class=signature>SIGNATURE</div></div></div></div>",
    "<article class='message message--post' id=js-post-$><div class=message-cell><h4 \
     class=message-name><a href=/members/$ class=username>NAME</a></h4></div><div \
     class=message-cell><header class=message-attribution><time datetime=2023-05-0$>May $</time>\
     </header><div class=message-userContent><article class=message-body><div class=bbWrapper>TEXT\
     </div></article></div><aside class=message-signature><div class=bbWrapper>SIGNATURE</div>\
     </aside></div></article>",
    "<table id=post$ class=tborder width=100%><tr><td class=thead>0$-05-2023, 08:00</td><td \
     class=thead>#<a href=/showpost.php?p=$>$</a></td></tr><tr><td class=alt2><a \
     href=/member.php?u=$>NAME</a><div class=smallfont>Posts: 1$</div></td><td class=alt1>\
     <div id=post_message_$>TEXT</div><div>__________________<br>SIGNATURE</div></td></tr></table>",
];

fn page(markup: &str, (lang, title, posts, signature): (&str, &str, [&str; 3], &str)) -> String {
    let post = |(number, (text, name)): (usize, (&&str, &str))| {
        markup
            .replace("NAME", name)
            .replace("TEXT", text)
            .replace("SIGNATURE", signature)
            .replace('$', &(number + 1).to_string())
    };
    let posts: String = posts.iter().zip(["ada", "bo", "cem"]).enumerate().map(post).collect();
    format!(
        "<html lang={lang}><head><title>{title} | Forum</title></head><body id=phpbb \
         class=section-viewtopic><header><a href=/>Forum</a><ul class=navlinks><li><a \
         href=/faq>FAQ</a><li><a href=/login>Login</a></ul></header><div id=page-body><h1 \
         class=topic-title>{title}</h1><div class=posts>{posts}</div></div><footer>Powered by \
         phpBB Forum Software</footer></body></html>"
    )
}

#[test]
fn every_post_is_content_and_no_signature_is() {
    for markup in MARKUPS {
        for thread in THREADS {
            let html = page(markup, thread);
            let page = Extractor::new().extract(&html).unwrap();
            let text = page.text();
            let (_, _, posts, signature) = thread;
            for post in posts {
                assert!(text.contains(post), "{post} in\n{text}\nof {html}");
            }
            assert!(!text.contains(signature), "{text}\nof {html}");
            let signatures = page.blocks().filter(|block| block.text().contains(signature));
            for block in signatures {
                assert_eq!(block.verdict().decided_by, DecidedBy::Signature, "{html}");
            }
        }
    }
}

#[test]
fn what_ends_one_post_is_no_signature() {
    let (lang, title, posts, farewell) = THREADS[0];
    let post = |name: &str, text: &str, end: &str| {
        format!(
            "<div class=post><b class=username>{name}</b> <time datetime=2023-05-04>4 May</time>\
             <div class=content><p>{text}</p><p>{end}</p></div></div>"
        )
    };
    let said = post("ada", posts[0], farewell)
        + &post("bo", posts[1], "So war es bei meiner Uhr auch.")
        + &post("cem", posts[2], "Ein Keil darunter hat geholfen.");
    let html = format!(
        "<html lang={lang}><title>{title} | Forum</title><body class=viewtopic><h1>{title}</h1>\
         <div id=posts>{said}</div><footer>Powered by phpBB Forum Software</footer>"
    );
    let page = Extractor::new().extract(&html).unwrap();
    assert!(page.blocks().all(|block| block.verdict().decided_by != DecidedBy::Signature));
    assert!(page.text().contains(farewell), "{}", page.text());
}
