//! Benchmark folders: the layouts that others publish, and one for your own pages.
//!
//! | layout | gold | pages |
//! | --- | --- | --- |
//! | WCXB | `ground-truth/<id>.json`, maybe inside `dev/` or `test/` | `html/<id>.html.gz` |
//! | Zyte | `ground-truth.json` | `html/<id>.html.gz` |
//! | plain | `pages.jsonl`, one page a line | `html/<id>.html` or `html/<id>.html.gz` |
//!
//! A line of `pages.jsonl` has `id` and what is known about the page: `text` (the gold),
//! `markdown`, `with` and `without` (snippets that must and must not be in the text), `url`,
//! `type`, `lang`, `title`, `author`, `date`.

use encoding_rs::{Encoding, WINDOWS_1252};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A page of a benchmark, with what its authors say about it.
#[derive(Clone, Debug)]
pub struct BenchmarkPage {
    pub id: String,
    pub url: Option<String>,
    /// The type of page: `article`, `forum`, `product`, …; `page` if the benchmark has none.
    pub kind: String,
    pub lang: Option<String>,
    /// The gold text. `None` if the page has snippets only.
    pub text: Option<String>,
    /// The gold text as Markdown.
    pub markdown: Option<String>,
    /// Snippets that must be in the text.
    pub with: Vec<String>,
    /// Snippets that must not be in the text.
    pub without: Vec<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    /// The day of publication, `2025-09-04`, as the benchmark writes it.
    pub date: Option<String>,
    /// The page's file name without `.html` or `.html.gz`.
    stem: PathBuf,
}

impl BenchmarkPage {
    /// Reads the page, decompressing it if necessary. A page that is not UTF-8 is in the charset
    /// that it declares; benchmarks often store pages as UTF-8 whatever they declare.
    ///
    /// # Errors
    ///
    /// If there is no such file, or it cannot be read or decompressed.
    pub fn read_html(&self) -> Result<String, LoadError> {
        let packed = with_suffix(&self.stem, ".html.gz");
        let plain = with_suffix(&self.stem, ".html");
        let mut html = Vec::new();
        if packed.exists() {
            File::open(&packed)
                .and_then(|file| flate2::read::MultiGzDecoder::new(file).read_to_end(&mut html))
                .map_err(|error| LoadError::io(&packed, &error))?;
        } else {
            html = fs::read(&plain).map_err(|error| LoadError::io(&plain, &error))?;
        }
        Ok(decode(html))
    }
}

fn decode(html: Vec<u8>) -> String {
    String::from_utf8(html).unwrap_or_else(|error| {
        let html = error.as_bytes();
        declared_charset(html).unwrap_or(WINDOWS_1252).decode(html).0.into_owned()
    })
}

/// The charset of the first `charset=` within the bytes that browsers search.
fn declared_charset(html: &[u8]) -> Option<&'static Encoding> {
    const NAME: &[u8] = b"charset=";
    let head = &html[..html.len().min(1024)];
    let at = head.windows(NAME.len()).position(|name| name.eq_ignore_ascii_case(NAME))?;
    let label = head[at + NAME.len()..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
    let end =
        label.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:".contains(byte)));
    Encoding::for_label(&label[..end.unwrap_or(label.len())])
}

/// The file with an error, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    pub path: PathBuf,
    pub message: String,
}

impl LoadError {
    fn new(path: &Path, message: impl Into<String>) -> LoadError {
        LoadError { path: path.to_owned(), message: message.into() }
    }

    fn io(path: &Path, error: &io::Error) -> LoadError {
        LoadError::new(path, error.to_string())
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.message)
    }
}

impl std::error::Error for LoadError {}

/// Reads the gold of all pages of a folder in any of the layouts, sorted by id.
/// [`BenchmarkPage::read_html`] reads the pages themselves.
///
/// In a WCXB folder with `dev/` and `test/`, only `dev/` is read, as in the public script.
///
/// # Errors
///
/// If the folder has none of the layouts, or a file of the gold cannot be read.
pub fn load(folder: &Path) -> Result<Vec<BenchmarkPage>, LoadError> {
    let wcxb = [folder.to_owned(), folder.join("dev"), folder.join("test")]
        .into_iter()
        .find(|split| split.join("ground-truth").is_dir());
    let mut pages = if let Some(split) = wcxb {
        load_wcxb(&split)?
    } else if folder.join("ground-truth.json").is_file() {
        load_zyte(folder)?
    } else if folder.join("pages.jsonl").is_file() {
        load_plain(folder)?
    } else if !folder.is_dir() {
        let error = fs::read_dir(folder).err();
        let message = error.map_or_else(String::new, |error| error.to_string());
        return Err(LoadError::new(folder, message));
    } else {
        return Err(LoadError::new(
            folder,
            "no benchmark: it has neither ground-truth/, ground-truth.json nor pages.jsonl",
        ));
    };
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(pages)
}

/// A file of WCXB's gold. Values of an unexpected type count as absent, as in the public script.
fn load_wcxb(split: &Path) -> Result<Vec<BenchmarkPage>, LoadError> {
    let folder = split.join("ground-truth");
    let entries = fs::read_dir(&folder).map_err(|error| LoadError::io(&folder, &error))?;
    let mut pages = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| LoadError::io(&folder, &error))?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let Some(id) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let file: Value = parse(&path, &read(&path)?)?;
        let gold = &file["ground_truth"];
        if !gold.is_object() && file.get("ground_truth").is_some() {
            continue;
        }
        pages.push(BenchmarkPage {
            id: id.to_owned(),
            url: string(&file["url"]),
            kind: wcxb_kind(&file["_internal"]["page_type"]),
            lang: string(&file["lang"]),
            text: Some(string(&gold["main_content"]).unwrap_or_default()),
            markdown: string(&gold["main_content_markdown"]),
            with: strings(&gold["with"]),
            without: strings(&gold["without"]),
            title: string(&gold["title"]),
            author: string(&gold["author"]),
            date: string(&gold["publish_date"]),
            stem: split.join("html").join(id),
        });
    }
    Ok(pages)
}

fn wcxb_kind(page_type: &Value) -> String {
    let named = page_type["primary"].as_str().or(page_type.as_str());
    match named.unwrap_or("article") {
        "category" => "collection".to_owned(),
        kind => kind.to_owned(),
    }
}

/// A page of Zyte's gold; the first edition of WCXB had the same layout with more fields.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ZytePage {
    article_body: Option<String>,
    url: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    title: Option<String>,
    author: Option<String>,
    #[serde(rename = "publish_date")]
    date: Option<String>,
}

fn load_zyte(folder: &Path) -> Result<Vec<BenchmarkPage>, LoadError> {
    let path = folder.join("ground-truth.json");
    let file: BTreeMap<String, ZytePage> = parse(&path, &read(&path)?)?;
    let page = |(id, page): (String, ZytePage)| BenchmarkPage {
        stem: folder.join("html").join(&id),
        id,
        url: page.url,
        kind: "article".to_owned(),
        lang: None,
        text: Some(page.article_body.unwrap_or_default()),
        markdown: None,
        with: page.with,
        without: page.without,
        title: page.title.filter(|text| !text.is_empty()),
        author: page.author.filter(|text| !text.is_empty()),
        date: page.date.filter(|text| !text.is_empty()),
    };
    Ok(file.into_iter().map(page).collect())
}

#[derive(Deserialize)]
struct PlainPage {
    id: String,
    url: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    lang: Option<String>,
    text: Option<String>,
    markdown: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

fn load_plain(folder: &Path) -> Result<Vec<BenchmarkPage>, LoadError> {
    let path = folder.join("pages.jsonl");
    let mut pages = Vec::new();
    for (index, line) in read(&path)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let page: PlainPage = serde_json::from_str(line)
            .map_err(|error| LoadError::new(&path, format!("line {}: {error}", index + 1)))?;
        pages.push(BenchmarkPage {
            stem: folder.join("html").join(&page.id),
            id: page.id,
            url: page.url,
            kind: page.kind.unwrap_or_else(|| "page".to_owned()),
            lang: page.lang,
            text: page.text,
            markdown: page.markdown,
            with: page.with,
            without: page.without,
            title: page.title,
            author: page.author,
            date: page.date,
        });
    }
    Ok(pages)
}

/// Appends to the file name; `Path::with_extension` would cut ids such as `example.com`.
fn with_suffix(stem: &Path, suffix: &str) -> PathBuf {
    let mut path = stem.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}

fn read(path: &Path) -> Result<String, LoadError> {
    fs::read_to_string(path).map_err(|error| LoadError::io(path, &error))
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path, json: &str) -> Result<T, LoadError> {
    serde_json::from_str(json).map_err(|error| LoadError::new(path, error.to_string()))
}

fn string(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// A folder with these files, compressed if the name says so.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let mut file = File::create(path).unwrap();
            if name.ends_with(".gz") {
                let mut packer = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
                packer.write_all(content.as_bytes()).unwrap();
                packer.finish().unwrap();
            } else {
                file.write_all(content.as_bytes()).unwrap();
            }
        }
        folder
    }

    #[test]
    fn wcxb_is_read_from_its_root_and_from_a_split() {
        let folder = folder(&[
            (
                "dev/ground-truth/0002.json",
                r#"{"url": "https://example.com/", "_internal": {"page_type": {"primary": "category"}},
                    "ground_truth": {"title": "Shoes", "author": null, "publish_date": "2025-09-04",
                    "main_content": "Red shoes", "main_content_markdown": "**Red** shoes",
                    "with": ["Red"], "without": null}}"#,
            ),
            ("dev/ground-truth/0001.json", r#"{"ground_truth": {"main_content": null}}"#),
            ("dev/ground-truth/notes.txt", "no page"),
            ("dev/html/0002.html.gz", "<p>Red shoes"),
            ("test/ground-truth/9999.json", "{}"),
        ]);
        for root in [folder.path().to_owned(), folder.path().join("dev")] {
            let pages = load(&root).unwrap();
            let [empty, shoes] = &pages[..] else { panic!("{pages:?}") };
            assert_eq!((empty.id.as_str(), empty.kind.as_str()), ("0001", "article"));
            assert_eq!(empty.text.as_deref(), Some(""));
            assert_eq!((shoes.id.as_str(), shoes.kind.as_str()), ("0002", "collection"));
            assert_eq!(shoes.text.as_deref(), Some("Red shoes"));
            assert_eq!(shoes.markdown.as_deref(), Some("**Red** shoes"));
            assert_eq!((shoes.with.len(), shoes.without.len()), (1, 0));
            assert_eq!(shoes.author, None);
            assert_eq!(shoes.date.as_deref(), Some("2025-09-04"));
            assert_eq!(shoes.read_html().unwrap(), "<p>Red shoes");
            assert!(empty.read_html().unwrap_err().path.ends_with("html/0001.html"));
        }
        assert_eq!(load(&folder.path().join("test")).unwrap()[0].id, "9999");
    }

    #[test]
    fn zyte_is_one_file_of_gold() {
        let folder = folder(&[
            (
                "ground-truth.json",
                r#"{"b": {"articleBody": "Body", "url": "https://example.com/b"}, "a": {}}"#,
            ),
            ("html/b.html.gz", "<p>Body"),
        ]);
        let pages = load(folder.path()).unwrap();
        let [a, b] = &pages[..] else { panic!("{pages:?}") };
        assert_eq!((a.id.as_str(), a.text.as_deref()), ("a", Some("")));
        assert_eq!((b.id.as_str(), b.text.as_deref()), ("b", Some("Body")));
        assert_eq!(b.read_html().unwrap(), "<p>Body");
    }

    #[test]
    fn the_plain_layout_takes_what_it_is_given() {
        let folder = folder(&[
            (
                "pages.jsonl",
                "{\"id\": \"example.com\", \"lang\": \"de\", \"with\": [\"Regen\"]}\n\n\
                 {\"id\": \"b\", \"type\": \"forum\", \"text\": \"Post\", \"extra\": 1}\n",
            ),
            ("html/example.com.html", "<p>\u{ff}Regen"),
            ("html/b.html.gz", "<p>Post"),
        ]);
        let pages = load(folder.path()).unwrap();
        let [forum, news] = &pages[..] else { panic!("{pages:?}") };
        assert_eq!((forum.kind.as_str(), forum.text.as_deref()), ("forum", Some("Post")));
        assert_eq!((news.kind.as_str(), news.text.as_deref()), ("page", None));
        assert_eq!(news.lang.as_deref(), Some("de"));
        assert_eq!(news.read_html().unwrap(), "<p>\u{ff}Regen");
        assert_eq!(forum.read_html().unwrap(), "<p>Post");
    }

    #[test]
    fn pages_are_utf_8_or_what_they_declare() {
        let decoded = |html: &[u8]| decode(html.to_owned());
        assert_eq!(
            decoded("<meta charset=iso-8859-1><p>Grüße".as_bytes()).split_off(25),
            "<p>Grüße"
        );
        for (declaration, expected) in [
            ("<meta charset=iso-8859-1>", "Gr\u{fc}n"),
            ("<META HTTP-EQUIV=X CONTENT='text/html; CHARSET=windows-1251'>", "Gr\u{44c}n"),
            ("<meta charset=\"windows-1251\">", "Gr\u{44c}n"),
            ("<meta charset=utf-8>", "Gr\u{fffd}n"),
            ("<meta charset=\"no-such-thing\">", "Gr\u{fc}n"),
            ("", "Gr\u{fc}n"),
        ] {
            let html = [declaration.as_bytes(), b"<p>Gr\xfcn"].concat();
            assert_eq!(decoded(&html), format!("{declaration}<p>{expected}"));
        }
    }

    #[test]
    fn an_error_names_the_file_and_the_line() {
        let folder = folder(&[("pages.jsonl", "{\"id\": \"a\"}\n{\"text\": 1}\n")]);
        let error = load(folder.path()).unwrap_err();
        assert_eq!(error.path, folder.path().join("pages.jsonl"));
        assert!(error.message.starts_with("line 2: "), "{error}");
        assert!(load(&folder.path().join("html")).unwrap_err().message.contains("No such file"));
        fs::create_dir_all(folder.path().join("html")).unwrap();
        assert!(load(&folder.path().join("html")).unwrap_err().message.starts_with("no benchmark"));
    }
}
