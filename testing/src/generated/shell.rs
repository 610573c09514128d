//! What surrounds an article: menus, sidebars, footers, in the markup of several eras.

use super::Language;

/// Where something is inserted into the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the article's own container, right after its last paragraph.
    Inside,
    /// After the article's container.
    Below,
    /// In a column before the article.
    Left,
    /// In a column after it.
    Right,
}

pub const PLACES: [Place; 4] = [Place::Inside, Place::Below, Place::Left, Place::Right];

/// A page around an article.
#[derive(Debug)]
pub struct Shell {
    pub name: &'static str,
    template: &'static str,
}

impl Shell {
    /// The page with something inserted at a place.
    pub(super) fn write(&self, language: &Language, place: Place, put: &str) -> String {
        let at = |this| if this == place { put } else { "" };
        let link = |(index, text): (usize, &&str)| format!("<a href=/{index}>{text}</a>");
        let links: Vec<String> = language.menu.iter().enumerate().map(link).collect();
        let text: String = language.article.iter().map(|text| format!("<p>{text}</p>\n")).collect();
        self.template
            .replace("{lang}", language.code)
            .replace("{title}", language.title)
            .replace("{by}", language.by)
            .replace("{items}", &format!("<ul><li>{}</ul>", links.join("<li>")))
            .replace("{links}", &links.join(" | "))
            .replace("{text}", &text)
            .replace("{foot}", language.foot)
            .replace("{left}", at(Place::Left))
            .replace("{inside}", at(Place::Inside))
            .replace("{below}", at(Place::Below))
            .replace("{right}", at(Place::Right))
    }
}

pub static SHELLS: &[Shell] = &[
    Shell {
        name: "main-article",
        template: "<!DOCTYPE html><html lang={lang}><head><title>{title}</title></head><body>
<header><nav>{items}</nav></header><aside>{left}</aside>
<main><article><h1>{title}</h1><p class=byline>{by}</p>{text}{inside}</article>{below}</main>
<aside>{right}</aside><footer><p>{foot}</p></footer></body></html>",
    },
    Shell {
        name: "div-content",
        template: "<!DOCTYPE html><html lang={lang}><head><title>{title} - {by}</title></head><body>
<div id=header><div class=menu>{items}</div></div><div id=left>{left}</div>
<div class=content><h1>{title}</h1><div class=meta>{by}</div>{text}{inside}</div>
<div class=wide>{below}</div><div id=right>{right}</div><div id=footer>{foot}</div></body></html>",
    },
    Shell {
        name: "nameless-divs",
        template: "<!DOCTYPE html><html><head><title>{title}</title></head><body>
<div><div>{items}</div></div><div><div>{left}</div><div><div><h1>{title}</h1><div>{by}</div>
<div>{text}{inside}</div></div><div>{below}</div></div><div>{right}</div></div>
<div><div>{foot}</div></div></body></html>",
    },
    Shell {
        name: "layout-table",
        template: "<html><head><title>{title}</title></head><body bgcolor=white>
<table width=800><tr><td colspan=3>{links}</td></tr><tr><td width=150 valign=top>{items}{left}</td>
<td valign=top><font size=5><b>{title}</b></font><br><i>{by}</i>{text}{inside}
<table><tr><td>{below}</td></tr></table></td><td width=150 valign=top>{right}</td></tr>
<tr><td colspan=3>{foot}</td></tr></table></body></html>",
    },
    Shell {
        name: "rows-of-tables",
        template: "<html><head><title>{title}</title></head><body>
<table><tr><td>{links}</td></tr></table><table><tr><td>{left}</td><td><h1>{title}</h1>{by}<br>
{text}{inside}</td><td>{right}</td></tr></table><table><tr><td>{below}</td></tr></table>
<center>{links}<br>{foot}</center></body></html>",
    },
    Shell {
        name: "weblog",
        template: "<!DOCTYPE html><html lang={lang}><head><title>{title}</title></head>
<body class=single><div id=page><div id=branding>{items}</div><div id=primary>{left}</div>
<div id=main class=hfeed><div class='post hentry'><h2 class=entry-title>{title}</h2>
<div class=entry-meta>{by}</div><div class=entry-content>{text}{inside}</div></div>{below}</div>
<div id=secondary>{right}</div><div id=colophon>{foot}</div></div></body></html>",
    },
    Shell {
        name: "microdata",
        template: "<!DOCTYPE html><html lang={lang}><head><title>{title}</title></head><body>
<div class=top>{items}</div><div class=col>{left}</div>
<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>{title}</h1>
<span itemprop=author>{by}</span><div itemprop=articleBody>{text}{inside}</div>{below}</div>
<div class=col>{right}</div><div class=bottom>{foot}</div></body></html>",
    },
    Shell {
        name: "roles",
        template: "<!DOCTYPE html><html lang={lang}><head><title>{title}</title></head><body>
<div role=banner><div role=navigation>{items}</div></div><div role=complementary>{left}</div>
<div role=main><div class=story><h1>{title}</h1><p>{by}</p><div class=text>{text}{inside}</div></div>
<div class=after>{below}</div></div><div role=complementary>{right}</div>
<div role=contentinfo>{foot}</div></body></html>",
    },
    Shell {
        name: "components",
        template: "<!DOCTYPE html><html lang={lang}><head><title>{title}</title></head><body>
<div id=root><div class=sc-a1b2c><div class=sc-d3e4f>{items}</div></div><div class=sc-g5h6i>
<div class=sc-j7k8l>{left}</div><div class=sc-m9n0o><div class=sc-p1q2r><h1 class=sc-s3t4u>{title}</h1>
<div class=sc-v5w6x>{by}</div></div><div class=sc-y7z8a>{text}{inside}</div>
<div class=sc-b9c0d>{below}</div></div><div class=sc-e1f2g>{right}</div></div>
<div class=sc-h3i4j>{foot}</div></div></body></html>",
    },
    Shell {
        name: "sections",
        template: "<!DOCTYPE html><html lang={lang}><head><title>{title}</title></head><body>
<header>{items}</header><div class=grid><section class=side>{left}</section>
<section class=story><header><h1>{title}</h1><p>{by}</p></header><section>{text}{inside}</section>
</section><section>{below}</section><section class=side>{right}</section></div>
<footer>{foot}</footer></body></html>",
    },
    Shell {
        name: "bare",
        template: "<html><head><title>{title}</title></head><body>{links}<hr>{left}<h1>{title}</h1>
<p><i>{by}</i></p>{text}{inside}<hr>{below}<hr>{right}<hr>{links}<p>{foot}</p></body></html>",
    },
];
