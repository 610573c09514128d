//! How teasers and comments are marked up.

use super::{Comment, Random, Teaser};

/// A markup for teasers. `list` is put around all of them, `teaser` is written for each.
#[derive(Debug)]
pub struct TeaserMarkup {
    pub name: &'static str,
    list: [&'static str; 2],
    teaser: &'static str,
}

impl TeaserMarkup {
    /// Writes teasers under a label.
    pub fn write(&self, label: &str, teasers: &[Teaser], random: &mut Random) -> String {
        let mut out = written_label(label, random);
        out += self.list[0];
        for teaser in teasers {
            let address = format!("/story/{}", 1000 + random.below(9000));
            out += &self
                .teaser
                .replace("{address}", &address)
                .replace("{headline}", teaser.headline)
                .replace("{summary}", teaser.summary);
        }
        out + self.list[1]
    }
}

pub static TEASER_MARKUPS: &[TeaserMarkup] = &[
    TeaserMarkup {
        name: "cards",
        list: ["<div class=row>", "</div>"],
        teaser: "<div class=card><img src=a.jpg alt=''><h3><a href={address}>{headline}</a></h3>
<p>{summary}</p></div>",
    },
    TeaserMarkup {
        name: "list",
        list: ["<ul>", "</ul>"],
        teaser: "<li><a href={address}>{headline}</a><p>{summary}</p></li>",
    },
    TeaserMarkup {
        name: "two-paragraphs",
        list: ["<div>", "</div>"],
        teaser: "<p><a href={address}>{headline}</a></p><p>{summary}</p>",
    },
    TeaserMarkup {
        name: "breaks",
        list: ["<div>", "</div>"],
        teaser: "<a href={address}>{headline}</a><br>{summary}<br><br>",
    },
    TeaserMarkup {
        name: "rows",
        list: ["<table>", "</table>"],
        teaser: "<tr><td><img src=a.jpg></td><td><a href={address}><b>{headline}</b></a><br>
{summary}</td></tr>",
    },
    TeaserMarkup {
        name: "definitions",
        list: ["<dl>", "</dl>"],
        teaser: "<dt><a href={address}>{headline}</a></dt><dd>{summary}</dd>",
    },
    TeaserMarkup {
        name: "flat-headings",
        list: ["", ""],
        teaser: "<h4><a href={address}>{headline}</a></h4><div>{summary}</div>",
    },
    TeaserMarkup {
        name: "articles",
        list: ["<section>", "</section>"],
        teaser: "<article><h3><a href={address}>{headline}</a></h3><time>12:40</time>
<p>{summary}</p></article>",
    },
    TeaserMarkup {
        name: "linked-whole",
        list: ["<div class=sc-k5l6m>", "</div>"],
        teaser: "<a class=sc-n7o8p href={address}><div><h3>{headline}</h3><p>{summary}</p></div></a>",
    },
];

/// A markup for readers' comments.
#[derive(Debug)]
pub struct CommentMarkup {
    pub name: &'static str,
    list: [&'static str; 2],
    comment: &'static str,
}

impl CommentMarkup {
    /// Writes comments under a heading.
    pub fn write(&self, heading: &str, comments: &[Comment], random: &mut Random) -> String {
        let mut out = written_label(heading, random);
        out += self.list[0];
        for comment in comments {
            out += &self
                .comment
                .replace("{name}", comment.name)
                .replace("{date}", comment.date)
                .replace("{text}", comment.text);
        }
        out + self.list[1]
    }
}

pub static COMMENT_MARKUPS: &[CommentMarkup] = &[
    CommentMarkup {
        name: "commentlist",
        list: ["<ol class=commentlist>", "</ol>"],
        comment: "<li class=comment><cite>{name}</cite> <small>{date}</small><p>{text}</p></li>",
    },
    CommentMarkup {
        name: "named-divs",
        list: ["<div id=comments>", "</div>"],
        comment: "<div class=comment-body><b>{name}</b><span>{date}</span><p>{text}</p></div>",
    },
    CommentMarkup {
        name: "nameless-divs",
        list: ["<div>", "</div>"],
        comment: "<div><div><a href=/u/1>{name}</a> <span>{date}</span></div><div>{text}</div></div>",
    },
    CommentMarkup {
        name: "definitions",
        list: ["<dl>", "</dl>"],
        comment: "<dt><a href=/u/1>{name}</a>, {date}</dt><dd><p>{text}</p></dd>",
    },
    CommentMarkup {
        name: "rules",
        list: ["<div>", "</div>"],
        comment: "<p><b>{name}</b>, {date}<br>{text}</p><hr>",
    },
    CommentMarkup {
        name: "below-the-text",
        list: ["<div>", "</div>"],
        comment: "<p>{text}</p><div class=sent>{name} | {date}</div>",
    },
    CommentMarkup {
        name: "disqus",
        list: ["<div id=disqus_thread><ul id=dsq-comments>", "</ul></div>"],
        comment: "<li class=dsq-comment><div class=dsq-comment-header><cite>{name}</cite></div>
<div class=dsq-comment-body><div class=dsq-comment-message>{text}</div></div></li>",
    },
    CommentMarkup {
        name: "typepad",
        list: ["<div class=comments-content>", "</div>"],
        comment: "<div class=comment><div class=comment-content><p>{text}</p></div>
<p class=comment-footer><a href=/u/1>{name}</a> | <a href=#c1>{date}</a></p></div>",
    },
    CommentMarkup {
        name: "blogger",
        list: ["<div id=comments><dl id=comments-block>", "</dl></div>"],
        comment: "<dt class=comment-author><a href=/u/1>{name}</a></dt><dd class=comment-body>
<p>{text}</p></dd><dd class=comment-footer><span class=comment-timestamp>{date}</span></dd>",
    },
    CommentMarkup {
        name: "livejournal",
        list: ["", ""],
        comment: "<table id=ljcmt17 width='100%'><tr><td><img src=s.gif></td><td bgcolor='#eee'>
<table><tr><td><img src=u.gif></td><td><b>{name}</b><br><font size=1>{date}</font></td></tr></table>
<div style='margin-left: 5px'>{text}</div></td></tr></table>",
    },
    CommentMarkup {
        name: "vbulletin",
        list: ["<div id=posts>", "</div>"],
        comment: "<table id=post12><tr><td class=thead>{date}</td></tr><tr><td class=alt2>
<a class=bigusername href=member.php>{name}</a></td></tr><tr><td class=alt1>
<div id=post_message_12>{text}</div></td></tr></table>",
    },
    CommentMarkup {
        name: "rows",
        list: ["<table>", "</table>"],
        comment: "<tr><td>{name}<br>{date}</td><td>{text}</td></tr>",
    },
];

fn written_label(label: &str, random: &mut Random) -> String {
    let markup = ["h2", "h3", "h4", "div", "strong", "p"];
    let element = markup[random.below(markup.len())];
    format!("<{element}>{label}</{element}>\n")
}
