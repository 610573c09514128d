//! Pages made to break extractors, and ordinary ones to compare with, each at any size.

pub mod clock;

/// A kind of page that can be made at any size.
pub struct Shape {
    pub name: &'static str,
    /// A page of about this many bytes.
    pub make: fn(usize) -> Vec<u8>,
}

macro_rules! shapes {
    ($($name:literal => $make:expr,)*) => {
        &[$(Shape { name: $name, make: $make },)*]
    };
}

/// Each shape fills the whole page with what its name says.
pub const SHAPES: &[Shape] = shapes! {
    "article" => |size| page(size, &|at| format!("<p>{}</p>\n", sentence(at))),
    "short paragraphs" => |size| page(size, &|at| format!("<p>Paragraph number {at}.</p>\n")),
    "links" => |size| page(size, &|at| format!("<li><a href='/news/{at}'>Entry {at}</a></li>\n")),
    "table rows" => |size| page_in(size, "<table>", "</table>", &|at| {
        format!("<tr><td>{at}</td><td>Value of row {at}</td></tr>\n")
    }),
    "one text node" => |size| page(size, &|at| format!("{} ", sentence(at))),
    "one word" => |size| page(size, &|_| "a".to_owned()),
    "CJK text node" => |size| page(size, &|_| "昨日は雨が降った、".to_owned()),
    "one <pre>" => |size| page_in(size, "<pre>", "</pre>", &|at| format!("  let x = {at};\n")),
    "one script" => |size| page_in(size, "<script>", "</script>", &|at| format!("if (a<{at}) b;\n")),
    "one comment" => |size| page_in(size, "<!--", "-->", &|at| format!("<p>{at}</p>--!")),
    "line breaks" => |size| page(size, &|_| "x<br>".to_owned()),
    "nothing but <br>" => |size| repeat(size, "<br>"),
    "nested div" => |size| repeat(size, "<div>"),
    "nested div with text" => |size| repeat(size, "<div>word "),
    "nested div, closed" => |size| {
        let half = size / 11;
        format!("{}text{}", "<div>".repeat(half), "</div>".repeat(half)).into()
    },
    "nested ul li" => |size| repeat(size, "<ul><li>"),
    "nested table" => |size| repeat(size, "<table>"),
    "nested table tr td" => |size| repeat(size, "<table><tr><td>"),
    "nested svg" => |size| repeat(size, "<svg>"),
    "style and xmp in svg" => |size| page_in(size, "<svg>", "", &|_| "<style><xmp>".to_owned()),
    "style in svg in noscript" => |size| {
        page_in(size, "<noscript><svg>", "</noscript>", &|_| "<style>".to_owned())
    },
    "nested svg in foreignObject" => |size| repeat(size, "<svg><foreignObject>"),
    "nested math" => |size| repeat(size, "<math><mtext>"),
    "nested template" => |size| repeat(size, "<template>"),
    "nested template with text" => |size| repeat(size, "<template><p>x"),
    "nested select" => |size| repeat(size, "<select><option>"),
    "nested form controls" => |size| repeat(size, "<form><fieldset><button>"),
    "nested font" => |size| page(size, &|at| format!("<font size={at}>")),
    "nested b" => |size| repeat(size, "<b>"),
    "nested a" => |size| repeat(size, "<a>"),
    "nested a div" => |size| repeat(size, "<a><div>"),
    "nested custom elements" => |size| repeat(size, "<x-y>"),
    "nested dl dt dd" => |size| repeat(size, "<dl><dt><dl><dd>"),
    "nested p in button" => |size| repeat(size, "<button><p>"),
    "nested object" => |size| repeat(size, "<object><b>"),
    "nested nobr" => |size| repeat(size, "<nobr>x"),
    "nested ruby" => |size| repeat(size, "<ruby><rt>"),
    "b i, then </b>" => |size| {
        let part = size / 20;
        format!("{}{}{}", "<b i>".repeat(part), "<i i>".repeat(part), "x</b>".repeat(part)).into()
    },
    "a i, then </a>" => |size| {
        let part = size / 12;
        format!("{}{}{}", "<a>".repeat(part), "<i>".repeat(part), "</a>".repeat(part)).into()
    },
    "distinct b, each closed by p" => |size| page(size, &|at| format!("<p><b id={at}>x")),
    "formatting reopened" => |size| format!(
        "<p>{}{}",
        (0..400).map(|at| format!("<b id={at}>")).collect::<String>(),
        "<p>x".repeat(size / 4)
    ).into(),
    "formatting reopened in 90 levels" => |size| format!(
        "<p>{}{}",
        (0..90).map(|at| format!("<b id={at}>")).collect::<String>(),
        "<p>x".repeat(size / 4)
    ).into(),
    "wide attributes reopened" => |size| format!(
        "<p><b{}>{}",
        (0..size / 24).map(|at| format!(" data-a{at}='{at}'")).collect::<String>(),
        "<p>x".repeat(size / 8)
    ).into(),
    "giant class reopened" => |size| format!(
        "<p><b class='{}'>{}",
        "x".repeat(size / 2),
        "<p>x".repeat(size / 8)
    ).into(),
    "known attributes reopened" => |size| format!(
        "<p><b class id title lang href src alt name type style width height dir rel role>{}",
        "<p>x".repeat(size / 4)
    ).into(),
    "foster-parented text" => |size| page_in(size, "<table>", "</table>", &|at| format!("<tr>x{at}")),
    "foster-parented b" => |size| page_in(size, "<table>", "</table>", &|_| "<b>x</b><tr>".into()),
    "foster-parented a" => |size| page_in(size, "<table>", "</table>", &|_| "<a>x<tr>".into()),
    "foster-parented p, nested" => |size| repeat(size, "<table><p>x"),
    "unclosed a" => |size| page(size, &|at| format!("<a href='/{at}'>link ")),
    "unclosed a in li" => |size| page(size, &|at| format!("<li><a href='/{at}'>link ")),
    "unclosed td" => |size| page_in(size, "<table>", "", &|at| format!("<td>{at}")),
    "stray end tags" => |size| repeat(size, "</p></b></div>"),
    "stray end tags in 400 levels" => |size| {
        format!("{}{}", "<span>".repeat(400), "</i></p></em>".repeat(size / 13)).into()
    },
    "p in 400 levels of span" => |size| {
        format!("{}{}", "<span>".repeat(400), "<li>x".repeat(size / 5)).into()
    },
    "p in 500 quotes" => |size| {
        format!("{}{}", "<blockquote>".repeat(500), "<p>x".repeat(size / 4)).into()
    },
    "items in 500 lists" => |size| {
        format!("{}{}", "<ul><li>".repeat(250), "<li>x".repeat(size / 5)).into()
    },
    "lines of <pre> in 500 quotes" => |size| {
        format!("{}<pre>{}", "<blockquote>".repeat(500), "x\n".repeat(size / 2)).into()
    },
    "wide table" => |size| page_in(size, "<table><tr>", "<tr><td>x</table>", &|at| format!("<td>{at}")),
    "wide and long table" => |size| {
        let side = (size as f64 / 10.0).sqrt() as usize;
        format!("<table><tr>{}{}</table>", "<td>x".repeat(side), "<tr><td>y".repeat(side * 5)).into()
    },
    "colspan and rowspan" => |size| page_in(size, "<table>", "</table>", &|_| {
        "<tr><td colspan=1000 rowspan=65534>x<td colspan=999999>y".into()
    }),
    "form controls in 400 levels" => |size| {
        format!("<form>{}{}", "<span>".repeat(400), "<input>".repeat(size / 7)).into()
    },
    "one tag of attributes" => |size| attributes(size, size),
    "one tag of equal attributes" => |size| {
        format!("<p{}>x", " a".repeat(size / 2)).into()
    },
    "one tag of quoted attributes" => |size| {
        let many: String = (0..size / 14).map(|at| format!(" a{at}='>'")).collect();
        format!("<p{many}>x</p>").into()
    },
    "tags of 500 attributes" => |size| attributes(size, 500 * 7),
    "tags of 4,000 attributes" => |size| attributes(size, 4_000 * 7),
    "one giant attribute" => |size| format!("<p title='{}'>text", "v ".repeat(size / 2)).into(),
    "one giant tag name" => |size| format!("<{}>text", "x".repeat(size)).into(),
    "distinct tag names" => |size| page(size, &|at| format!("<x{at}>y</x{at}>")),
    "distinct attribute names" => |size| page(size, &|at| format!("<p x{at}=y>z")),
    "body tags with attributes" => |size| page(size, &|at| format!("<body a{at}=b>")),
    "entities" => |size| repeat(size, "&amp;&nbsp;&#8364;&eacute; "),
    "entities that grow" => |size| repeat(size, "&nGt;"),
    "broken entities" => |size| repeat(size, "&notit;&unknown;&#xffffff;&"),
    "one endless entity" => |size| format!("&{}", "a".repeat(size)).into(),
    "numeric entity, endless" => |size| format!("&#{}", "1".repeat(size)).into(),
    "nothing but <" => |size| repeat(size, "<"),
    "nothing but <!" => |size| repeat(size, "<!"),
    "nothing but NUL" => |size| repeat(size, "\0"),
    "NUL in tags" => |size| repeat(size, "<\0p \0=\0>"),
    "NUL in table" => |size| page_in(size, "<table>", "", &|_| "\0x\0 ".into()),
    "CDATA in svg" => |size| page_in(size, "<svg>", "", &|_| "<![CDATA[x]]>".into()),
    "white space" => |size| repeat(size, " \n\t"),
    "white space in pre" => |size| page_in(size, "<pre>", "", &|_| " \n\t".into()),
    "white space and spans" => |size| repeat(size, " <i> </i>"),
    "frameset" => |size| page_in(size, "<frameset>", "", &|_| "x y <frame>".into()),
    "text after body" => |size| page_in(size, "</body></html>", "", &|_| " x <i>y".into()),
    "h1 to h6" => |size| page(size, &|at| format!("<h{}>x", at % 6 + 1)),
    "classes" => |size| page(size, &|at| format!("<p class='c{at} d{at} e{at}'>x")),
    "JSON-LD scripts" => |size| {
        repeat(size, "<script type='application/ld+json'>{\"@type\":\"Article\"}</script>")
    },
    "nested JSON-LD" => |size| {
        format!("<script type='application/ld+json'>{}</script>", "[{\"a\":".repeat(size / 6)).into()
    },
    "meta tags" => |size| page_in(size, "<head>", "", &|at| {
        format!("<meta property='og:title' content='Title {at}'>")
    }),
    "random bytes" => |size| noise(size),
    "random markup" => |size| noise(size).iter().map(|&byte| MARKUP[usize::from(byte) % MARKUP.len()]).collect(),
    "invalid UTF-8" => |size| [b"<p>\xff\xfe\xc0\x80\xed\xa0\x80 x".as_slice()].concat().repeat(size / 12),
    "UTF-16LE" => |size| {
        let html = String::from_utf8(page(size / 2, &|at| format!("<p>{}", sentence(at)))).unwrap();
        b"\xff\xfe".iter().copied().chain(html.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    },
    "half a UTF-16 pair" => |size| b"\xff\xfe\x00\xd8".repeat(size / 4),
    "Shift_JIS, cut" => |size| b"<meta charset=shift_jis><p>".iter().copied().chain([0x83].repeat(size)).collect(),
    "windows-1251" => |size| b"\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0. ".repeat(size / 12),
};

const MARKUP: &[u8] = b"<<<<>>>/!-='\"& abdiptul1\n";

fn repeat(size: usize, unit: &str) -> Vec<u8> {
    unit.repeat(size / unit.len() + 1).into()
}

fn page(size: usize, unit: &dyn Fn(usize) -> String) -> Vec<u8> {
    page_in(size, "<body>", "</body>", unit)
}

fn page_in(size: usize, before: &str, after: &str, unit: &dyn Fn(usize) -> String) -> Vec<u8> {
    let mut out = String::with_capacity(size + 64);
    out.push_str(before);
    let mut at = 0;
    while out.len() < size {
        out.push_str(&unit(at));
        at += 1;
    }
    out.push_str(after);
    out.into()
}

fn attributes(size: usize, per_tag: usize) -> Vec<u8> {
    page(size, &|_| {
        let mut tag = String::from("<p");
        let mut at = 0;
        while tag.len() < per_tag {
            tag.push_str(&format!(" {}", base_36(at)));
            at += 1;
        }
        tag.push_str(">word");
        tag
    })
}

fn base_36(mut number: usize) -> String {
    let mut out = String::from("a");
    while number > 0 {
        out.push(char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]));
        number /= 36;
    }
    out
}

const WORDS: &[&str] = &[
    "river", "bridge", "council", "evening", "paper", "village", "harvest", "letter", "morning",
    "station", "window", "market", "garden", "winter", "teacher", "engine", "the", "of", "and",
    "was", "had", "with", "after", "before", "under", "between", "many", "small", "old", "new",
];

/// A sentence of 12 words and a comma, different for every number.
pub fn sentence(number: usize) -> String {
    let mut state = number as u64 ^ 0x9e37_79b9_7f4a_7c15;
    let mut out = String::new();
    for at in 0..12 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        out.push_str(WORDS[(state >> 33) as usize % WORDS.len()]);
        out.push_str(if at == 11 {
            "."
        } else if at == 5 {
            ", "
        } else {
            " "
        });
    }
    out
}

/// The same bytes each time.
fn noise(size: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    (0..size)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        })
        .collect()
}
