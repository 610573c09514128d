//! Crawls as in archives: old formats, other compressions, defects, and records that are not pages.

use super::formats::PAGE_HEAD;
use super::support::*;
use serde_json::Value;

fn urls(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["url"].as_str().unwrap()).collect()
}

/// A record like those of ClueWeb09: a draft of WARC, a header without a value, a date with an
/// invalid offset, bare line feeds in the headers of the response, and a decoded body whose headers
/// say that it is compressed.
fn clueweb_record(url: &str, body: &str) -> String {
    let head =
        "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip\nConnection: close";
    let block = format!("{head}\n\n{body}");
    format!(
        "WARC/0.18\nWARC-Type: response\nWARC-Target-URI: {url}\nWARC-Warcinfo-ID: 993d3969\n\
         WARC-Date: 2009-03-65T08:43:19-0800\nWARC-TREC-ID: clueweb09-en0000-00-00000\n\
         Content-Type: application/http;msgtype=response\nWARC-Identified-Payload-Type: \n\
         Content-Length: {}\n\n{block}\n\n",
        block.len()
    )
}

#[test]
fn a_header_without_a_value_is_no_header() {
    let place = Workplace::new();
    let records = [1, 2, 3].map(|number| {
        clueweb_record(&format!("https://example.org/{number}"), &html(&text(number)))
    });
    place.write("00.warc.gz", gzip(records.concat()));
    let output = lines(&place.run(&["00.warc.gz"], 0).stdout);
    assert_eq!(texts(&output), [text(1), text(2), text(3)]);
    assert_eq!(output[0]["fetched"], "2009-03-65T08:43:19-0800");
}

#[test]
fn what_is_passed_over_is_counted() {
    let place = Workplace::new();
    let mut file = Vec::new();
    file.extend(record(
        &[("WARC-Type", "warcinfo"), ("Content-Type", "application/warc-fields")],
        "a: b",
    ));
    for number in 0..3 {
        let url = format!("https://example.org/{number}.png");
        let head = "HTTP/1.1 200 OK\nContent-Type: image/png; x=y";
        file.extend(response(&url, head, "\u{7f}PNG"));
    }
    file.extend(response(
        "https://example.org/x",
        "HTTP/1.1 404 Gone\nContent-Type: text/html",
        "x",
    ));
    file.extend(response("https://example.org/x", "HTTP/1.1 200 OK", "User-agent: *"));
    file.extend(response("https://example.org/x", PAGE_HEAD, ""));
    file.extend(response("https://example.org/1", PAGE_HEAD, html(&text(1))));
    place.write("crawl.warc", file);
    place.run(&["crawl.warc", "-o", "pages.jsonl"], 0);
    let entry = |reason: &str, content_type: &str, records| {
        (reason.to_owned(), content_type.to_owned(), records)
    };
    let expected = [
        entry("not HTML", "image/png", 3),
        entry("WARC-Type warcinfo", "application/warc-fields", 1),
        entry("empty", "text/html", 1),
        entry("not HTML", "", 1),
        entry("status 404", "text/html", 1),
    ];
    assert_eq!(passed_over(&place, "pages.errors.jsonl"), expected);

    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dehusk"));
    command.args(["batch", "crawl.warc"]).current_dir(place.path("."));
    let summary = String::from_utf8(command.output().unwrap().stderr).unwrap();
    assert!(summary.contains("1 page written, 0 failed, 7 records passed over"), "{summary}");
    assert!(summary.contains("Passed over: 3 not HTML (image/png), "), "{summary}");
    // A resumed run keeps what the output says.
    place.run(&["crawl.warc", "-o", "pages.jsonl", "--resume"], 0);
    assert!(passed_over(&place, "pages.errors.jsonl").len() >= expected.len());
}

#[test]
fn records_without_a_content_type_are_looked_at() {
    let place = Workplace::new();
    let mut file = Vec::new();
    for (number, page) in [html(&text(0)), format!("\n <p>{}</p>", text(1))].iter().enumerate() {
        let url = format!("https://example.org/{number}");
        file.extend(response(&url, "HTTP/1.1 200 OK\nContent-Type:", page));
    }
    let resource = [("WARC-Type", "resource"), ("WARC-Target-URI", "https://example.org/2")];
    file.extend(record(&resource, html(&text(2))));
    file.extend(record(&resource, "just a text"));
    file.extend(response(
        "https://example.org/3",
        "HTTP/1.1 200 OK\nContent-Type: unknown/unknown",
        html(&text(3)),
    ));
    place.write("crawl.warc", file);
    let output = lines(&place.run(&["crawl.warc"], 0).stdout);
    let expected: Vec<String> =
        (0..4).map(|number| format!("https://example.org/{number}")).collect();
    assert_eq!(urls(&output), expected);
    assert_eq!(texts(&output)[2], text(2));
}

/// An ARC file of either version: its description, a page, an image, a name, and a page that was not
/// fetched by HTTP.
fn arc(version: u8) -> Vec<Vec<u8>> {
    let fields = if version == 1 { "" } else { "200 3f2a - 1024 a.arc.gz " };
    let record = |url: &str, content_type: &str, block: &[u8]| {
        let mut record =
            format!("{url} 192.0.2.1 20080430204825 {content_type} {fields}{}\n", block.len())
                .into_bytes();
        record.extend_from_slice(block);
        record.push(b'\n');
        record
    };
    let message = |content_type: &str, body: &str| {
        format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n{body}").into_bytes()
    };
    let names = if version == 1 {
        "URL IP-address Archive-date Content-type Archive-length"
    } else {
        "URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename \
         Archive-length"
    };
    vec![
        record(
            "filedesc://a.arc",
            "text/plain",
            format!("{version} 0 A crawler\n{names}\n").as_bytes(),
        ),
        record("http://example.org/1", "text/html", &message("text/html", &html(&text(1)))),
        record("http://example.org/i.gif", "image/gif", &message("image/gif", "GIF89a")),
        record("dns:example.org", "text/dns", b"20080430204825\nexample.org. A 192.0.2.1\n"),
        record(
            "http://example.org/a b",
            "no-type",
            &message("text/html; charset=utf-8", &html(&text(2))),
        ),
        record("ftp://example.org/3.html", "text/html", html(&text(3)).as_bytes()),
    ]
}

#[test]
fn arc_files_of_both_versions_are_read() {
    let place = Workplace::new();
    for version in [1, 2] {
        place.write("a.arc", arc(version).concat());
        place.write("b.arc.gz", arc(version).iter().flat_map(gzip).collect::<Vec<u8>>());
        place.write("no-name", arc(version).concat());
        for name in ["a.arc", "b.arc.gz", "no-name"] {
            let output = lines(&place.run(&[name], 0).stdout);
            let expected =
                ["http://example.org/1", "http://example.org/a b", "ftp://example.org/3.html"];
            assert_eq!(urls(&output), expected, "{name}, version {version}");
            assert_eq!(texts(&output), [text(1), text(2), text(3)]);
            assert_eq!(output[0]["fetched"], "2008-04-30T20:48:25Z");
            assert_eq!(output[1]["record"], 5);
        }
    }
    let damaged = [arc(1)[1].clone(), b"not a record\n".to_vec(), arc(1)[5].clone()].concat();
    place.write("damaged.arc", damaged);
    place.run(&["damaged.arc", "-o", "out.jsonl"], 3);
    assert_eq!(place.lines("out.jsonl").len(), 2);
    assert!(errors(&error_lines(&place, "out.errors.jsonl"))[0].2.contains("belong to no record"));
}

#[cfg(feature = "zstd")]
#[test]
fn zstd_archives_are_read_with_a_dictionary_or_without() {
    let place = Workplace::new();
    let records = [1, 2].map(|number| {
        response(&format!("https://example.org/{number}"), PAGE_HEAD, html(&text(number)))
    });
    let plain: Vec<u8> =
        records.iter().flat_map(|one| zstd::encode_all(&**one, 0).unwrap()).collect();
    place.write("plain.warc.zst", plain);

    let dictionary = records[0].repeat(2);
    let mut file = vec![0x5d, 0x2a, 0x4d, 0x18];
    file.extend_from_slice(&u32::try_from(dictionary.len()).unwrap().to_le_bytes());
    file.extend_from_slice(&dictionary);
    for record in &records {
        let mut encoder = zstd::Encoder::with_dictionary(Vec::new(), 3, &dictionary).unwrap();
        std::io::Write::write_all(&mut encoder, record).unwrap();
        file.extend(encoder.finish().unwrap());
    }
    place.write("dictionary.warc.zst", &file);
    for name in ["plain.warc.zst", "dictionary.warc.zst"] {
        assert_eq!(texts(&lines(&place.run(&[name], 0).stdout)), [text(1), text(2)], "{name}");
    }
    place.write("cut.warc.zst", &file[..file.len() - 5]);
    let output = place.run(&["cut.warc.zst"], 4);
    assert_eq!(texts(&lines(&output.stdout))[0], text(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cut off"));
}

#[cfg(feature = "lz4")]
#[test]
fn lz4_archives_are_read() {
    let place = Workplace::new();
    let frame = |number: usize| {
        let record =
            response(&format!("https://example.org/{number}"), PAGE_HEAD, html(&text(number)));
        let mut encoder = lz4_flex::frame::FrameEncoder::new(Vec::new());
        std::io::Write::write_all(&mut encoder, &record).unwrap();
        encoder.finish().unwrap()
    };
    place.write("crawl.warc.lz4", [frame(1), frame(2)].concat());
    assert_eq!(texts(&lines(&place.run(&["crawl.warc.lz4"], 0).stdout)), [text(1), text(2)]);
}

#[test]
fn an_archive_of_another_format_is_named() {
    let place = Workplace::new();
    for (name, content, format) in [
        ("crawl.warc.bz2", &b"BZh91AY&SY........."[..], "bzip2"),
        ("crawl.wacz", b"PK\x03\x04..............", "zip"),
        ("crawl.warc.gz", b"\xfd7zXZ\0...........", "xz"),
    ] {
        place.write(name, content);
        let output = place.run(&[name], 4);
        let error = &lines(&output.stderr)[0];
        assert!(error["error"].as_str().unwrap().contains(format), "{error}");
        assert_eq!(error["unreadable"], true);
    }
}

#[test]
fn an_archive_that_is_cut_off_gives_the_beginning_of_its_last_page() {
    let place = Workplace::new();
    let long = (0..200).map(text).collect::<String>();
    let whole = [
        response("https://example.org/1", PAGE_HEAD, html(&text(1))),
        response("https://example.org/2", PAGE_HEAD, html(&long)),
    ];
    let packed: Vec<u8> = whole.iter().flat_map(gzip).collect();
    let plain = whole.concat();
    for (name, content) in [
        ("plain.warc", &plain[..plain.len() - 5000]),
        ("packed.warc.gz", &packed[..packed.len() - 400]),
    ] {
        place.write(name, content);
        let output = place.run(&[name], 4);
        let pages = lines(&output.stdout);
        assert_eq!(urls(&pages), ["https://example.org/1", "https://example.org/2"], "{name}");
        assert_eq!((&pages[0]["truncated"], &pages[1]["truncated"]), (&false.into(), &true.into()));
        assert!(long.starts_with(texts(&pages)[1].get(..100).unwrap()));
        let error = &lines(&output.stderr)[0];
        assert!(error["error"].as_str().unwrap().contains("cut off"), "{error}");
        assert_eq!(error["unreadable"], true);
        place.run(&[name, "--allow-unreadable"], 0);
    }
}

#[test]
fn an_encoding_that_is_not_known_is_an_error() {
    let place = Workplace::new();
    let head = format!("{PAGE_HEAD}\nContent-Encoding: aes128gcm");
    place.write("crawl.warc", response("https://example.org/1", &head, "c29tZXRoaW5nIGVsc2U="));
    let output = place.run(&["crawl.warc"], 3);
    assert_eq!(output.stdout, b"");
    assert!(lines(&output.stderr)[0]["error"].as_str().unwrap().contains("aes128gcm"));
}

#[test]
fn an_empty_folder_and_an_empty_file_say_so() {
    let place = Workplace::new();
    place.write("site/readme.txt", "no page");
    place.write("site/notes/more.txt", "no page");
    let output = place.run(&["site"], 4);
    assert!(
        lines(&output.stderr)[0]["error"].as_str().unwrap().starts_with("the folder holds no ")
    );
    place.write("empty.html", "");
    let output = place.run(&["empty.html"], 3);
    assert_eq!(lines(&output.stderr)[0]["error"], "the file is empty");
}
