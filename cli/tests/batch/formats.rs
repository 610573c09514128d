//! What can be read: WARC, JSON lines, HTML files and folders.

use super::support::*;
use serde_json::{Value, json};
use std::process::Stdio;

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/pages");

pub const PAGE_HEAD: &str = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8";

/// A crawl as crawls are: pages, and much else.
fn crawl() -> Vec<Vec<u8>> {
    let cyrillic = html(&"Привет, мир! После одиннадцати сухих недель пошёл дождь. ".repeat(3));
    let (cyrillic, ..) = encoding_rs::WINDOWS_1251.encode(&cyrillic);
    let chunked = html(&text(2));
    let (first, second) = chunked.split_at(30);
    let (first_length, second_length) = (first.len(), second.len());
    vec![
        record(&[("WARC-Type", "warcinfo")], "software: a crawler\r\n"),
        record(
            &[("WARC-Type", "request"), ("WARC-Target-URI", "https://example.org/1")],
            "GET /1 HTTP/1.1\r\n\r\n",
        ),
        response("https://example.org/1", PAGE_HEAD, html(&text(1))),
        response(
            "https://example.org/ru",
            "HTTP/1.1 200 OK\nContent-Type: text/html; charset=windows-1251",
            cyrillic,
        ),
        response(
            "<https://example.org/2>",
            &format!("{PAGE_HEAD}\nTransfer-Encoding: chunked"),
            format!("{first_length:x}\r\n{first}\r\n{second_length:x}\r\n{second}\r\n0\r\n\r\n"),
        ),
        response(
            "https://example.org/3",
            &format!("{PAGE_HEAD}\nContent-Encoding: gzip"),
            gzip(html(&text(3))),
        ),
        response("https://example.org/none", "HTTP/1.1 404 Not Found", html("No such page.")),
        response(
            "https://example.org/i.png",
            "HTTP/1.1 200 OK\nContent-Type: image/png",
            "\x7fPNG",
        ),
        record(&[("WARC-Type", "revisit")], "HTTP/1.1 200 OK\r\n\r\n"),
        response("https://example.org/4", "HTTP/1.1 200 OK", html(&text(4))),
        response("https://example.org/text", "HTTP/1.1 200 OK", "User-agent: *"),
        record(
            &[
                ("WARC-Type", "resource"),
                ("WARC-Target-URI", "https://example.org/5"),
                ("Content-Type", "text/html"),
                ("WARC-Truncated", "length"),
            ],
            html(&text(5)),
        ),
    ]
}

fn assert_crawl(lines: &[Value]) {
    let field =
        |name: &str| -> Vec<Value> { lines.iter().map(|line| line[name].clone()).collect() };
    let expected =
        ["1", "ru", "2", "3", "4", "5"].map(|path| format!("https://example.org/{path}"));
    assert_eq!(field("url"), expected);
    assert_eq!(field("record"), [3, 4, 5, 6, 10, 12]);
    let titles: Vec<&Value> =
        lines.iter().map(|line| &line["metadata"]["title"]["value"]).collect();
    assert_eq!(titles, ["A page"; 6]);
    assert_eq!(field("truncated"), [false, false, false, false, false, true]);
    assert_eq!(lines[0]["fetched"], "2024-05-03T06:00:00Z");
    let texts = texts(lines);
    assert!(texts[1].contains("мир! После одиннадцати"), "{}", texts[1]);
    for (line, number) in [(0, 1), (2, 2), (3, 3), (4, 4), (5, 5)] {
        assert_eq!(texts[line], text(number));
    }
}

#[test]
fn a_warc_file_gives_its_pages() {
    let place = Workplace::new();
    place.write("crawl.warc", crawl().concat());
    let output = lines(&place.run(&["crawl.warc"], 0).stdout);
    assert_crawl(&output);
    assert!(output.iter().all(|line| line["input"] == "crawl.warc"));
}

#[test]
fn a_packed_warc_file_has_one_member_for_each_record_or_one_for_all() {
    let place = Workplace::new();
    place.write("each.warc.gz", crawl().iter().flat_map(gzip).collect::<Vec<u8>>());
    place.write("all.warc.gz", gzip(crawl().concat()));
    for name in ["each.warc.gz", "all.warc.gz"] {
        assert_crawl(&lines(&place.run(&[name], 0).stdout));
    }
}

#[test]
fn standard_input_is_told_by_its_first_bytes() {
    let place = Workplace::new();
    let texts_of = |input: &[u8]| -> Vec<String> {
        let output = lines(&place.run_with(&["-"], input, 0).stdout);
        assert!(output.iter().all(|line| line["input"] == "-"));
        texts(&output).into_iter().map(str::to_owned).collect()
    };
    assert_crawl(&lines(&place.run_with(&["-"], &crawl().concat(), 0).stdout));
    assert_crawl(&lines(&place.run_with(&["-"], &gzip(crawl().concat()), 0).stdout));
    assert_eq!(texts_of((json_line(1) + &json_line(2)).as_bytes()), [text(1), text(2)]);
    assert_eq!(texts_of(html(&text(3)).as_bytes()), [text(3)]);
    assert_eq!(texts_of(b""), [""; 0]);
    let output = place.run_with(&["-"], b"one two three", 3);
    assert!(String::from_utf8(output.stderr).unwrap().contains("neither WARC"));
}

#[test]
fn a_damaged_warc_file_gives_the_pages_that_are_whole() {
    let place = Workplace::new();
    let mut members: Vec<Vec<u8>> = crawl().iter().map(gzip).collect();
    let last = members.pop().unwrap();
    let middle = members[4].len() / 2;
    members[4][middle..middle + 8].fill(0xff);
    let mut damaged = members.concat();
    damaged.extend_from_slice(&last[..last.len() / 2]);
    place.write("crawl.warc.gz", damaged);
    place.run(&["crawl.warc.gz", "-o", "pages.jsonl"], 4);
    let pages = place.lines("pages.jsonl");
    let urls: Vec<Value> = pages.iter().map(|line| line["url"].clone()).collect();
    assert_eq!(urls, ["1", "ru", "3", "4", "5"].map(|path| format!("https://example.org/{path}")));
    let cut: Vec<_> = pages.iter().map(|line| line["truncated"].as_bool().unwrap()).collect();
    assert_eq!(cut, [false, false, false, false, true]);
    let found = error_lines(&place, "pages.errors.jsonl");
    let found = errors(&found);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[0].1, found[1].1), (5, 13));
    assert!(found[0].2.contains("damaged gzip data"), "{found:?}");
    assert!(found[1].2.contains("cut off"), "{found:?}");
}

#[test]
fn lines_of_json_give_their_pages_and_bad_ones_are_errors() {
    let place = Workplace::new();
    let bad = [
        "{\"url\": \"https://example.org/x\"}\n",
        "not json\n",
        "\n",
        "{\"html\": 5}\n",
        "{\"url\": null, \"html\": \"\\ud83d<p>half of an emoji</p>\", \"more\": []}\n",
    ];
    place.write("in.jsonl.gz", gzip(json_line(1) + &bad.concat() + &json_line(2)));
    place.run(&["in.jsonl.gz", "-o", "out.jsonl"], 3);
    let output = place.lines("out.jsonl");
    let records: Vec<_> = output.iter().map(|line| line["record"].as_u64().unwrap()).collect();
    assert_eq!(records, [1, 6, 7]);
    let texts = texts(&output);
    assert_eq!((texts[0], texts[2]), (&*text(1), &*text(2)));
    assert!(texts[1].ends_with("half of an emoji"), "{texts:?}");
    assert_eq!(output[1]["url"], Value::Null);
    let found = place.lines("out.errors.jsonl");
    let found = errors(&found);
    assert_eq!(found.iter().map(|error| error.1).collect::<Vec<_>>(), [2, 3, 5]);
    assert!(found[0].2.contains("missing field `html`"), "{found:?}");
}

#[test]
fn a_folder_gives_its_files_in_the_order_of_their_names() {
    let place = Workplace::new();
    place.write("site/b.html", html(&text(2)));
    place.write("site/a/c.htm.gz", gzip(html(&text(1))));
    place.write("site/d.jsonl", json_line(3) + &json_line(4));
    place.write("site/e.txt", html("This is not an input."));
    place.write("site/z.warc", response("https://example.org/", PAGE_HEAD, html(&text(5))));
    let output = lines(&place.run(&["site"], 0).stdout);
    let expected: Vec<_> = (1..=5).map(text).collect();
    assert_eq!(texts(&output), expected);
    assert!(output[0]["input"].as_str().unwrap().ends_with("c.htm.gz"));
    assert_eq!(output[0]["url"], Value::Null);
}

#[test]
fn the_output_may_lie_in_the_folder_that_is_read() {
    let place = Workplace::new();
    place.write("site/b.html", html(&text(1)));
    for more in ["--overwrite", "--resume"] {
        place.run(&["site", "-o", "site/a.jsonl", more], 0);
        assert_eq!(texts(&place.lines("site/a.jsonl")), [text(1)]);
    }
}

#[test]
fn the_encoding_of_an_html_file_is_found() {
    let place = Workplace::new();
    let page = html(&"吾輩は猫である。名前はまだ無い。".repeat(8));
    let page = page.replace("<title>", "<meta charset=shift_jis><title>");
    let (page, ..) = encoding_rs::SHIFT_JIS.encode(&page);
    place.write("page.html", page);
    let output = lines(&place.run(&["page.html"], 0).stdout);
    assert!(texts(&output)[0].contains("吾輩は猫である"));
}

#[test]
fn the_content_may_be_markdown_or_html_with_absolute_links() {
    let place = Workplace::new();
    let page = html("After eleven <b>dry</b> weeks it <a href='../weather'>rained</a> on Tuesday.");
    let line = json!({ "url": "https://example.org/a/b/", "html": page }).to_string();
    for (format, expected) in [
        ("markdown", "**dry** weeks it [rained](https://example.org/a/weather)"),
        ("html", "<strong>dry</strong> weeks it <a href=\"https://example.org/a/weather\">"),
    ] {
        let output = place.run_with(&["-", "--format", format], line.as_bytes(), 0);
        let output = &lines(&output.stdout)[0];
        assert!(output[format].as_str().unwrap().contains(expected), "{output}");
        assert!(output.get("text").is_none());
    }
}

#[test]
fn the_metadata_of_a_page_come_with_it() {
    let place = Workplace::new();
    let page = html(&text(1)).replace(
        "<title>",
        "<html lang=en><meta name=author content='Ann Hill'><meta property='article:published_time' \
         content='2024-05-03'><title>",
    );
    let line = json!({ "html": page }).to_string();
    let output = &lines(&place.run_with(&["-", "--timings"], line.as_bytes(), 0).stdout)[0];
    let metadata = &output["metadata"];
    assert_eq!(metadata["authors"], json!([{ "value": "Ann Hill", "source": "meta" }]));
    assert_eq!(metadata["published"], json!({ "value": "2024-05-03", "source": "open_graph" }));
    assert_eq!(metadata["language"]["value"], "en");
    assert_eq!(metadata["license"], Value::Null);
    assert_eq!(output["page_type"], "article");
    assert!((0.0..=1.0).contains(&output["confidence"].as_f64().unwrap()));
    assert_eq!(output["source"], "page");
    assert!(output["milliseconds"].as_f64().unwrap() > 0.0);
    let output = &lines(&place.run_with(&["-"], line.as_bytes(), 0).stdout)[0];
    assert!(output.get("milliseconds").is_none());
}

#[test]
fn the_help_lists_every_field() {
    let place = Workplace::new();
    let page = std::fs::read_to_string(PAGES.to_owned() + "/steinbruecke.html").unwrap();
    let comments = std::fs::read_to_string(PAGES.to_owned() + "/rain.html").unwrap();
    let mut file = Vec::new();
    for page in [page, comments] {
        file.extend(response("https://example.org/", PAGE_HEAD, page));
    }
    file.extend(response("https://example.org/x", "HTTP/1.1 404 None", ""));
    file.extend(response("https://example.org/x", "not HTTP", ""));
    place.write("crawl.warc", file);
    for format in ["text", "markdown", "html"] {
        let arguments = ["crawl.warc", "-o", "out.jsonl", "--overwrite", "--format", format];
        place.run(&[&arguments[..], &["--timings", "--comments", "separate"]].concat(), 3);
    }
    let help = place.run(&["--help"], 0).stdout;
    let help = String::from_utf8(help).unwrap();
    let described = help.split_once("Output, one line").unwrap().1;
    let mut names = std::collections::BTreeSet::new();
    for line in place.lines("out.jsonl").into_iter().chain(place.lines("out.errors.jsonl")) {
        collect_names(&line, &mut names);
    }
    assert!(names.contains("authors") && names.contains("depth"), "{names:?}");
    for name in names {
        let listed = described.split(|c: char| !c.is_alphanumeric() && c != '_');
        assert!(listed.into_iter().any(|word| word == name), "{name} is missing from --help");
    }
}

fn collect_names(value: &Value, names: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                names.insert(name.clone());
                collect_names(value, names);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect_names(value, names)),
        _ => {}
    }
}

#[test]
fn a_list_names_the_inputs_and_a_command_opens_them() {
    let place = Workplace::new();
    for number in 1..=3 {
        place.write(&format!("{number}.jsonl"), json_line(number));
    }
    place.write("all.list", "2.jsonl\n\n3.jsonl\n2.jsonl\n");
    let output = lines(&place.run(&["1.jsonl", "--list", "all.list"], 0).stdout);
    assert_eq!(texts(&output), [text(1), text(2), text(3)]);
    let output = place.run_with(&["--list", "-"], b"3.jsonl\n1.jsonl\n", 0);
    assert_eq!(texts(&lines(&output.stdout)), [text(3), text(1)]);

    let arguments = ["--list", "-", "--open", "cat \"$1.jsonl\""];
    let output = place.run_with(&arguments, b"1\n$(touch evil)\n3\n", 4);
    assert_eq!(texts(&lines(&output.stdout)), [text(1), text(3)]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("the command failed: exit status: 1"));
    assert!(!place.path("evil").exists());
}

#[test]
fn a_page_that_a_command_did_not_write_to_its_end_is_an_error() {
    let place = Workplace::new();
    place.write("page.html", html(&text(1)));
    let output = place.run(&["page.html", "--open", "cat \"$1\"; exit 7"], 4);
    assert_eq!(output.stdout, b"");
    assert!(String::from_utf8_lossy(&output.stderr).contains("exit status: 7"));
}

#[test]
fn the_lists_of_several_processes_give_what_one_gives() {
    let place = Workplace::new();
    for number in 0..6 {
        let lines: String = (0..4).map(|line| json_line(4 * number + line)).collect();
        place.write(&format!("{number}.jsonl"), lines);
    }
    let list = |numbers: std::ops::Range<usize>| -> String {
        numbers.map(|number| format!("{number}.jsonl\n")).collect()
    };
    let run =
        |list: String| place.run_with(&["--list", "-", "--jobs", "1"], list.as_bytes(), 0).stdout;
    let parts = [0..1, 1..1, 1..5, 5..6].map(|numbers| run(list(numbers)));
    let one = place.run_with(&["--list", "-"], list(0..6).as_bytes(), 0).stdout;
    assert_eq!(parts.concat(), one);
    assert_eq!(lines(&one).len(), 24);
}

#[test]
fn lines_come_out_before_all_have_come_in() {
    let place = Workplace::new();
    let mut command = place.command(&["-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut output = std::io::BufRead::lines(std::io::BufReader::new(stdout));
    for number in 0..3 {
        std::io::Write::write_all(&mut stdin, json_line(number).as_bytes()).unwrap();
        let line: Value = serde_json::from_str(&output.next().unwrap().unwrap()).unwrap();
        assert_eq!(line["text"], text(number));
    }
    drop(stdin);
    assert!(output.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_page_is_read_up_to_the_limit() {
    let place = Workplace::new();
    let long = (0..40_000).map(|number| format!("<p>It has rained {number} times.</p>"));
    let line = json!({ "html": long.collect::<String>() }).to_string();
    let last = |arguments: &[&str]| {
        let output = lines(&place.run_with(arguments, line.as_bytes(), 0).stdout);
        let text = texts(&output)[0].to_owned();
        (text.lines().count(), output[0]["truncated"].as_bool().unwrap())
    };
    let (all, truncated) = last(&["-"]);
    assert!(!truncated);
    let (some, truncated) = last(&["-", "--page-limit", "1"]);
    assert!(truncated && some * 10 > all * 7 && some < all, "{some} of {all}");
}
