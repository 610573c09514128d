//! Lists of teasers and readers' comments, in many markups.

use super::{Dice, Story};

/// Class names as in templates. One in three lists has none, one in three has meaningless ones.
const LISTS: [&str; 12] = [
    "list", "items", "more", "stories", "posts", "grid", "row", "latest", "wrap", "box", "module",
    "content",
];
const ITEMS: [&str; 12] = [
    "item", "entry", "post", "card", "story", "col", "box", "teaser", "article", "news", "media",
    "inner",
];

/// A list of teasers, each with the headline and the summary of a story.
pub fn write(dice: &mut Dice, stories: &[&Story], count: usize) -> String {
    let markup = dice.below(MARKUPS);
    let (list_class, item_class) = classes(dice);
    let mut out = String::new();
    let heading = stories[dice.below(stories.len())].label.clone().filter(|_| dice.chance(0.7));
    let with_date = dice.chance(0.3);
    let with_image = dice.chance(0.3);
    let container = *dice.choose(&["div", "div", "section", "aside"]);
    let (open, close) = match markup {
        1 | 2 => (format!("<ul{list_class}>"), "</ul>".to_owned()),
        5 => (format!("<table{list_class}>"), "</table>".to_owned()),
        7 => (format!("<dl{list_class}>"), "</dl>".to_owned()),
        _ => (format!("<div{list_class}>"), "</div>".to_owned()),
    };
    out.push_str(&format!("<{container}>"));
    if let Some(heading) = heading {
        let tag = *dice.choose(&["h2", "h3", "h4", "p", "div", "strong"]);
        out.push_str(&format!("<{tag}>{}</{tag}>", escape(&heading)));
    }
    out.push_str(&open);
    for _ in 0..count {
        let story = stories[dice.below(stories.len())];
        let (headline, summary) = (escape(&story.headline), escape(&story.summary));
        let link = format!("<a href=\"/{:x}\">{headline}</a>", dice.next() >> 32);
        let date = match with_date {
            true => format!(
                "<span>{:02}.{:02}.20{:02}</span>",
                1 + dice.below(28),
                1 + dice.below(12),
                5 + dice.below(20)
            ),
            false => String::new(),
        };
        let image = if with_image { "<img src=\"/t.jpg\" alt=\"\">" } else { "" };
        out.push_str(&match markup {
            0 => format!("<div{item_class}>{image}<h3>{link}</h3>{date}<p>{summary}</p></div>"),
            1 => format!("<li{item_class}>{image}{link}<p>{summary}</p>{date}</li>"),
            2 => format!("<li{item_class}><h4>{link}</h4>{image}<span>{summary}</span> {date}</li>"),
            3 => format!("<p>{link} {date}</p><p>{summary}</p>"),
            4 => format!("{image}{link}<br>{summary}<br>{date}<br>"),
            5 => format!("<tr{item_class}><td>{image}</td><td>{link}<br>{summary}</td><td>{date}</td></tr>"),
            6 => format!("<article{item_class}><h2>{link}</h2>{date}<p>{summary}</p></article>"),
            7 => format!("<dt>{link}</dt><dd>{summary} {date}</dd>"),
            8 => format!(
                "<div{item_class}><a href=\"/{:x}\">{image}<h3>{headline}</h3><p>{summary}</p>{date}</a></div>",
                dice.next() >> 32
            ),
            _ => format!("<p{item_class}>{date} <b>{link}</b> {summary}</p>"),
        });
    }
    out.push_str(&close);
    out.push_str(&format!("</{container}>"));
    out
}

const MARKUPS: usize = 10;

/// Comments of readers: a name, a date, and what they say.
pub fn write_comments(dice: &mut Dice, stories: &[&Story], count: usize) -> String {
    let markup = dice.below(4);
    let (list_class, item_class) = classes(dice);
    let mut out = format!("<div{list_class}>");
    for _ in 0..count {
        let text = escape(&stories[dice.below(stories.len())].summary);
        let name: String =
            (0..4 + dice.below(6)).map(|_| (b'a' + dice.below(26) as u8) as char).collect();
        let date = format!(
            "{:02}/{:02}/20{:02} {:02}:{:02}",
            1 + dice.below(28),
            1 + dice.below(12),
            5 + dice.below(20),
            dice.below(24),
            dice.below(60)
        );
        out.push_str(&match markup {
            0 => format!("<div{item_class}><b>{name}</b> <span>{date}</span><p>{text}</p></div>"),
            1 => format!("<p><a href=\"/u/{name}\">{name}</a>, {date}:<br>{text}</p>"),
            2 => format!("<dl><dt>{name} – {date}</dt><dd>{text}</dd></dl>"),
            _ => format!("<table><tr><td>{name}<br>{date}</td><td>{text}</td></tr></table><hr>"),
        });
    }
    out.push_str("</div>");
    out
}

/// The attributes of a list and of its items.
fn classes(dice: &mut Dice) -> (String, String) {
    match dice.below(3) {
        0 => (String::new(), String::new()),
        1 => (
            format!(" class=\"c{:x}\"", dice.next() >> 40),
            format!(" class=\"c{:x}\"", dice.next() >> 40),
        ),
        _ => (
            format!(" class=\"{}\"", dice.choose(&LISTS)),
            format!(" class=\"{}\"", dice.choose(&ITEMS)),
        ),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
