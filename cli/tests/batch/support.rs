//! The program, inputs for it, and what comes out.

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program, about to run `batch`.
pub fn batch() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dehusk"));
    command.args(["batch", "--quiet"]);
    command
}

/// A folder, and the program in it.
pub struct Workplace {
    folder: TempDir,
}

impl Workplace {
    pub fn new() -> Workplace {
        Workplace { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = batch();
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    /// Runs the program, which must exit with this code.
    pub fn run(&self, arguments: &[&str], code: i32) -> Output {
        self.run_with(arguments, b"", code)
    }

    /// The same with a standard input.
    pub fn run_with(&self, arguments: &[&str], stdin: &[u8], code: i32) -> Output {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let stdin = stdin.to_vec();
        // It may end before it has read everything.
        let feeder = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        output
    }

    /// The lines of a file of JSON.
    pub fn lines(&self, name: &str) -> Vec<Value> {
        let content = fs::read(self.path(name)).unwrap();
        if Path::new(name).extension().is_some_and(|extension| extension == "gz") {
            lines(&unpack(&content))
        } else {
            lines(&content)
        }
    }
}

pub fn lines(output: &[u8]) -> Vec<Value> {
    let output = std::str::from_utf8(output).unwrap();
    assert!(output.is_empty() || output.ends_with('\n'), "{output}");
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The errors of a file of errors, without the skipped records.
pub fn error_lines(place: &Workplace, name: &str) -> Vec<Value> {
    place.lines(name).into_iter().filter(|line| line.get("passed_over").is_none()).collect()
}

/// The skipped records of a file of errors: why, what they were, and how many.
pub fn passed_over(place: &Workplace, name: &str) -> Vec<(String, String, u64)> {
    let lines = place.lines(name);
    let passed = lines.iter().filter(|line| line.get("passed_over").is_some());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entry = |line: &Value| {
        (text(&line["passed_over"]), text(&line["content_type"]), line["records"].as_u64().unwrap())
    };
    passed.map(entry).collect()
}

/// The texts of the pages.
pub fn texts(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["text"].as_str().unwrap()).collect()
}

/// Where errors are, and what they say.
pub fn errors(lines: &[Value]) -> Vec<(&str, u64, &str)> {
    fn error(line: &Value) -> (&str, u64, &str) {
        let text = |field: &str| line[field].as_str().unwrap();
        (text("input"), line["record"].as_u64().unwrap(), text("error"))
    }
    lines.iter().map(error).collect()
}

pub fn gzip(content: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content.as_ref()).unwrap();
    encoder.finish().unwrap()
}

pub fn unpack(content: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    MultiGzDecoder::new(content).read_to_end(&mut unpacked).unwrap();
    unpacked
}

/// A page whose main content is this text.
pub fn html(text: &str) -> String {
    format!(
        "<!DOCTYPE html><title>A page</title><nav><a href='/'>Home</a> <a href='/n'>News</a></nav>\
         <article><p>{text}</p></article><footer><a href='/i'>Imprint</a></footer>"
    )
}

/// A text for a page, different for each number, and of various lengths.
pub fn text(number: usize) -> String {
    let sentence = "After eleven dry weeks it rained on Tuesday, and everybody went out to see it.";
    format!("Report number {number}. {}", [sentence].repeat(1 + number * 7 % 40).join(" "))
}

/// A line of JSON with such a page.
pub fn json_line(number: usize) -> String {
    let url = format!("https://example.org/{number}");
    json!({ "url": url, "html": html(&text(number)) }).to_string() + "\n"
}

/// A WARC record.
pub fn record(headers: &[(&str, &str)], block: impl AsRef<[u8]>) -> Vec<u8> {
    let block = block.as_ref();
    let mut record = b"WARC/1.0\r\n".to_vec();
    for (name, value) in headers {
        record.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    record.extend_from_slice(format!("Content-Length: {}\r\n\r\n", block.len()).as_bytes());
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

/// A response as crawlers store it: the headers of the HTTP message, one per line, and the body.
pub fn response(url: &str, head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let mut message = head.replace('\n', "\r\n").into_bytes();
    message.extend_from_slice(b"\r\n\r\n");
    message.extend_from_slice(body.as_ref());
    let headers = [
        ("WARC-Type", "response"),
        ("WARC-Target-URI", url),
        ("WARC-Date", "2024-05-03T06:00:00Z"),
        ("Content-Type", "application/http; msgtype=response"),
    ];
    record(&headers, message)
}
