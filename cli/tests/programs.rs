//! Runs every command of the program, as a user would.

#![cfg(feature = "program")]

use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/pages/steinbruecke.html");

/// The program, about to run a command.
fn dehusk(command: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dehusk"));
    program.arg(command);
    program
}

fn run(name: &str, arguments: &[&str]) -> Output {
    dehusk(name).args(arguments).output().unwrap()
}

/// Runs a command that must succeed, and gives its standard output.
fn stdout(name: &str, arguments: &[&str]) -> String {
    let output = run(name, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name} {arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command that must fail, and gives what it says about it.
fn complaint(name: &str, arguments: &[&str]) -> String {
    let output = run(name, arguments);
    assert!(!output.status.success(), "{name} {arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn every_command_explains_itself() {
    for name in ["extract", "inspect", "batch", "evaluate", "site", "completions", "man"] {
        let help = stdout(name, &["--help"]);
        assert!(help.contains(&format!("Usage: dehusk {name} ")), "{name}: {help}");
        assert!(help.contains("Options:"), "{name}: {help}");
        assert!(complaint(name, &["--no-such-option"]).contains("--no-such-option"));
    }
    let help = stdout("--help", &[]);
    assert!(help.contains("\n  evaluate ") && help.contains("Exit codes:"), "{help}");
}

#[test]
fn a_page_alone_is_extracted() {
    assert_eq!(stdout(PAGE, &[]), stdout("extract", &[PAGE]));
    assert_eq!(
        stdout(PAGE, &["--format", "markdown"]),
        stdout("extract", &["--format", "markdown", PAGE])
    );
    assert_eq!(run(PAGE, &["batch"]).status.code(), Some(2));
    for first in [PAGE, "extrct"] {
        let output = run(first, &[PAGE]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains("extracts one page; dehusk batch extracts many"), "{error}");
    }
    let nothing = Command::new(env!("CARGO_BIN_EXE_dehusk")).output().unwrap();
    assert_eq!(nothing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("Usage: "));
}

#[test]
fn shells_and_manuals_know_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout("completions", &[shell]);
        assert!(script.contains("evaluate") && script.contains("page-limit"), "{shell}: {script}");
    }
    assert!(stdout("man", &[]).starts_with(".ie"), "{}", stdout("man", &[]));
    assert!(stdout("man", &["batch"]).contains("page\\-limit"));
    assert!(stdout("man", &["site", "learn"]).contains("near copies"));
    assert_eq!(run("man", &["site", "no-such-command"]).status.code(), Some(2));
    assert!(complaint("man", &["no-such-command"]).contains("no-such-command"));
    assert_eq!(run("man", &["no-such-command"]).status.code(), Some(2));
}

#[test]
fn extract_prints_the_article_of_a_file_and_of_standard_input() {
    let text = stdout("extract", &[PAGE]);
    assert!(text.contains("\n\nDer Abriss hatte lange als beschlossen gegolten."));
    assert!(text.trim_end().ends_with("mit Kalk machen.“"), "{text}");
    assert!(!text.contains("Meistgelesen"));

    let mut child =
        dehusk("extract").arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(PAGE).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), text);
}

#[test]
fn a_packed_page_is_read_like_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let packed = folder.path().join("page.html.gz");
    let mut file = GzEncoder::new(fs::File::create(&packed).unwrap(), Compression::fast());
    file.write_all(&fs::read(PAGE).unwrap()).unwrap();
    file.finish().unwrap();
    let packed = packed.to_str().unwrap();
    assert_eq!(stdout("extract", &[packed]), stdout("extract", &[PAGE]));
    let named = |page: &str| stdout("inspect", &[page]).replace(page, "the page");
    assert_eq!(named(packed), named(PAGE));
    let cut = &fs::read(packed).unwrap()[..200];
    fs::write(packed, cut).unwrap();
    assert!(complaint("extract", &[packed]).contains(packed));
}

#[test]
fn extract_prints_json() {
    let page: Value = serde_json::from_str(&stdout("extract", &[PAGE, "--format=json"])).unwrap();
    assert!(page["text"].as_str().unwrap().contains("Unterspülungen von bis zu"));
    assert_eq!(page["source"], "page");
    assert_eq!(page["metadata"]["authors"][0]["value"], "Hanna Brückl");
    assert_eq!(page["metadata"]["published"]["source"], "json_ld");
    assert!(page.get("blocks").is_none());

    let arguments = [PAGE, "--format", "json", "--blocks"];
    let page: Value = serde_json::from_str(&stdout("extract", &arguments)).unwrap();
    let blocks = page["blocks"].as_array().unwrap();
    let block = |text: &str| blocks.iter().find(|block| block["text"] == text).unwrap();
    assert_eq!(block("Kleinanzeigen")["content"], false);
    assert_eq!(block("Kleinanzeigen")["link_ratio"], 1.0);
    let content = block("140.000 Euro für Planung und Bauaufsicht.");
    assert_eq!(content["content"], true);
    assert!(content["path"].as_str().unwrap().starts_with("html>body>div"));
}

#[test]
fn extract_prints_the_score_table() {
    let table = stdout("extract", &[PAGE, "--blocks", "--scorer", "density"]);
    let line = |text: &str| table.lines().find(|line| line.contains(text)).unwrap();
    assert!(line("score").starts_with("score  kept  density  links"));
    assert_eq!(line("Um kurz nach zehn Uhr").split_whitespace().nth(1), Some("yes"));
    assert_eq!(line("Impressum").split_whitespace().nth(1), Some("-"));
}

#[test]
fn extract_takes_a_focus() {
    let words = |focus| stdout("extract", &[PAGE, "--focus", focus]).split_whitespace().count();
    let (precision, balanced, recall) = (words("precision"), words("balanced"), words("recall"));
    assert!(precision <= balanced && balanced <= recall, "{precision} {balanced} {recall}");
    assert!(
        complaint("extract", &[PAGE, "--focus", "sharp"]).contains("precision, balanced, recall")
    );
}

#[test]
fn extract_names_the_file_that_it_cannot_read() {
    assert!(
        complaint("extract", &["no-such-page.html"]).starts_with("dehusk: no-such-page.html: ")
    );
}

#[test]
fn an_empty_file_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    fs::write(&page, "").unwrap();
    let page = page.to_str().unwrap();
    for command in ["extract", "inspect"] {
        let output = run(command, &[page]);
        assert_eq!(output.status.code(), Some(1));
        let expected = format!("dehusk: {page}: the file is empty\n");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), expected);
    }
}

#[test]
fn a_file_that_is_no_page_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let path = page.to_str().unwrap();
    fs::write(&page, b"%PDF-1.4\n1 0 obj <</Type /Catalog>>").unwrap();
    assert!(complaint("extract", &[path]).ends_with("this is a PDF file, not HTML\n"));
    fs::write(&page, (0..2000u32).map(|n| (n * n * 7 % 251) as u8).collect::<Vec<u8>>()).unwrap();
    assert!(complaint("extract", &[path]).ends_with("the file is not text\n"));
    // A program has so many zeros that it could be UTF-16 by their number.
    fs::write(&page, [&b"\x7fELF\x02\x01\x01"[..], &[0; 900]].concat()).unwrap();
    for command in [&["extract", path][..], &["inspect", path], &["site", "learn", path, "-o", "-"]]
    {
        let output = run(command[0], &command[1..]);
        let expected = format!("dehusk: {path}: the file is not text\n");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), expected, "{command:?}");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{command:?}");
    }
}

#[test]
fn bad_input_is_named_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&fs::read(PAGE).unwrap()).unwrap();
    let packed = packed.finish().unwrap();
    fs::write(path("cut.html.gz"), &packed[..packed.len() / 2]).unwrap();
    fs::write(path("noise.html"), (0..2000).map(|at| (at * 37 % 32) as u8).collect::<Vec<_>>())
        .unwrap();
    fs::write(path("empty.html"), "").unwrap();
    for (name, expected) in [
        ("missing.html", "No such file"),
        (".", "directory"),
        ("empty.html", "the file is empty"),
        ("noise.html", "the file is not text"),
        ("cut.html.gz", "the gzip data is cut off"),
    ] {
        for command in ["extract", "inspect"] {
            let output = run(command, &[&path(name)]);
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(error.contains(name) && error.contains(expected), "{command} {name}: {error}");
            assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{error}");
        }
    }
    for (name, expected) in [("missing", "No such file"), ("empty.html", "directory")] {
        let error = complaint("evaluate", &[&path(name)]);
        assert!(error.contains(name) && error.contains(expected), "{error}");
    }
    for output in ["no/such/report.html", "."] {
        let output = path(output);
        assert!(complaint("inspect", &[PAGE, "-o", &output]).contains(&output));
        assert!(complaint("site", &["learn", PAGE, "-o", &output]).contains(&output));
    }
}

#[test]
fn what_is_read_is_not_written_over() {
    let (folder, _) = benchmark();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (root, page) = (folder.path().to_str().unwrap(), path("page.html"));
    let (texts, gold, list) = (path("texts.json"), path("pages.jsonl"), path("list"));
    let html = fs::read_dir(folder.path().join("html")).unwrap().next().unwrap().unwrap().path();
    let html = html.to_str().unwrap();
    fs::copy(PAGE, &page).unwrap();
    fs::write(&list, &page).unwrap();
    stdout("evaluate", &[root, "--predictions", &texts]);
    // Another name of the same file.
    let dotted = path("./texts.json");
    let cases: [(&str, &[&str]); 9] = [
        (&page, &["inspect", &page, "-o", &page]),
        (&page, &["site", "learn", &page, "-o", &page]),
        (&page, &["site", "learn", PAGE, "-o", &page]),
        (&gold, &["evaluate", root, "--predictions", &gold]),
        (html, &["evaluate", root, "--report", html]),
        (&texts, &["evaluate", root, "--compare", &texts, "--report", &dotted]),
        (&texts, &["evaluate", root, "--texts", &texts, "--zyte-predictions", &texts]),
        (&page, &["batch", &page, "-o", &page, "--overwrite"]),
        (&list, &["batch", "--list", &list, "-o", &list, "--overwrite"]),
    ];
    for (file, arguments) in cases {
        let before = fs::read(file).unwrap();
        let output = run(arguments[0], &arguments[1..]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {error}");
        assert_eq!(output.stdout.len(), 0, "{arguments:?}");
        assert!(
            ["both input and output", "no site profile", "part of the benchmark"]
                .iter()
                .any(|complaint| error.contains(complaint)),
            "{arguments:?}: {error}"
        );
        assert_eq!(fs::read(file).unwrap(), before, "{arguments:?}");
    }
    // Reports and texts of before may be replaced, and so may a profile.
    for _ in 0..2 {
        stdout("evaluate", &[root, "--predictions", &texts]);
        stdout("site", &["learn", PAGE, "-o", &path("site.bin")]);
    }
}

/// A limit on the size of files stands for a full disk.
#[test]
#[cfg(unix)]
fn a_profile_survives_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("site.bin");
    let name = profile.to_str().unwrap();
    stdout("site", &["learn", PAGE, "-o", name]);
    let before = fs::read(&profile).unwrap();
    assert!(before.len() > 1024);
    let status = Command::new("sh")
        .args(["-c", "ulimit -f 1; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_dehusk")])
        .args(["site", "learn", PAGE, "--from", name, "-o", name])
        .output()
        .unwrap()
        .status;
    assert!(!status.success());
    assert_eq!(fs::read(&profile).unwrap(), before);
}

#[test]
fn the_tables_are_printed_before_a_file_fails() {
    let (folder, _) = benchmark();
    let root = folder.path().to_str().unwrap();
    for option in ["--report", "--predictions", "--zyte-predictions"] {
        for file in [root.to_owned(), format!("{root}/no/such/file")] {
            let output = run("evaluate", &[root, option, &file]);
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(error.starts_with(&format!("dehusk: {file}: ")), "{option}: {error}");
            assert_eq!(output.status.code(), Some(1), "{option}");
            assert!(String::from_utf8_lossy(&output.stdout).contains("\narticle "), "{option}");
        }
    }
}

#[test]
fn what_else_a_command_reads_is_named_alone() {
    let (folder, _) = benchmark();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let root = folder.path().to_str().unwrap();
    fs::write(path("empty"), "").unwrap();
    fs::write(path("none.json"), "{}").unwrap();
    let missing = path("missing");
    for (arguments, file, expected) in [
        (["extract", PAGE, "--site", &missing], &missing, "No such file"),
        (["inspect", PAGE, "--site", &missing], &missing, "No such file"),
        (["extract", PAGE, "--site", &path("empty")], &path("empty"), "invalid site profile"),
        (["extract", PAGE, "--site", root], &root.to_owned(), "directory"),
        (["batch", PAGE, "--load-sites", &missing], &missing, "No such file"),
        (["batch", PAGE, "--load-sites", &path("empty")], &path("empty"), "Not a directory"),
        (["batch", PAGE, "--list", &missing], &missing, "No such file"),
        (["evaluate", root, "--texts", &missing], &missing, "No such file"),
        (["evaluate", root, "--texts", &path("empty")], &path("empty"), "invalid JSON: EOF"),
        (["evaluate", root, "--texts", &path("none.json")], &path("none.json"), "no text for any"),
    ] {
        let output = run(arguments[0], &arguments[1..]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.starts_with(&format!("dehusk: {file}: ")), "{arguments:?}: {error}");
        assert!(error.contains(expected), "{arguments:?}: {error}");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_and_a_closed_pipe_is_none() {
    let (folder, _) = benchmark();
    let folder = folder.path().to_str().unwrap();
    let commands: [&[&str]; 6] = [
        &["extract", PAGE],
        &["inspect", PAGE],
        &["batch", PAGE, "--quiet"],
        &["evaluate", folder],
        &["completions", "bash"],
        &["man"],
    ];
    for arguments in commands {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = dehusk(arguments[0]).args(&arguments[1..]).stdout(full).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains("standard output: No space left"), "{arguments:?}: {error}");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");

        let mut child = dehusk(arguments[0])
            .args(&arguments[1..])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        // A crawl is not done if nobody reads its output to the end.
        let is_crawl = arguments[0] == "batch";
        assert_eq!(output.status.code(), Some(i32::from(is_crawl)), "{arguments:?}: {error}");
        assert_eq!(error.is_empty(), !is_crawl, "{arguments:?}: {error}");
    }
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    for arguments in [
        [PAGE, "--base-url", "notaurl"],
        [PAGE, "--base-url", "//example.org/"],
        [PAGE, "--base-url", ":// "],
        [PAGE, "--blocks", "--format=markdown"],
        [PAGE, "--blocks", "--format=html"],
    ] {
        let output = run("extract", &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert_eq!(run(arguments[0], &arguments[1..]).status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(run("inspect", &[PAGE, "--base-url", "notaurl"]).status.code(), Some(2));
    stdout("extract", &[PAGE, "--base-url", "https://example.org/"]);
}

#[test]
fn inspect_draws_every_block_of_a_page() {
    let report = stdout("inspect", &[PAGE, "--scorer", "density"]);
    let table = stdout("extract", &[PAGE, "--blocks"]);
    assert_eq!(report.matches("<li class=\"block\"").count(), table.lines().count() - 1);
    assert!(report.contains("<span class=\"kind\">section 2</span>"), "its units");
    assert!(report.contains(" with its units, kept: "), "what they say together");
    assert!(report.contains("value=\"density\" checked"));
    assert!(report.contains(">140.000 Euro für Planung und Bauaufsicht.</span>"));
    assert!(report.contains("Ein zweites Gutachten, das niemand bestellt hatte</p>"));
    assert!(complaint("inspect", &["no-such-page.html"]).contains("no-such-page.html: "));
}

/// A benchmark of two pages in the plain layout. The gold of one is what the extractor returns, the
/// gold of the other is on no page.
fn benchmark() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let text = stdout("extract", &[PAGE]).trim_end().to_owned();
    let lines = [
        serde_json::json!({
            "id": "bridge", "url": "https://talbote.example/", "type": "article", "lang": "de",
            "text": text, "with": ["Josef Thaler"], "without": ["Meistgelesen"],
        }),
        serde_json::json!({
            "id": "other", "type": "forum", "lang": "en", "text": "xyzzy",
            "with": ["xyzzy"], "without": ["josef thaler"],
        }),
    ];
    fs::create_dir(folder.path().join("html")).unwrap();
    for id in ["bridge", "other"] {
        fs::copy(PAGE, folder.path().join("html").join(id).with_extension("html")).unwrap();
    }
    fs::write(folder.path().join("pages.jsonl"), lines.map(|line| line.to_string()).join("\n"))
        .unwrap();
    (folder, text)
}

/// The fields of the table row that begins with this name.
fn row<'a>(table: &'a str, name: &str) -> Vec<&'a str> {
    let line = table.lines().find(|line| line.split_whitespace().next() == Some(name));
    line.unwrap_or_else(|| panic!("no row {name} in\n{table}")).split_whitespace().collect()
}

#[test]
fn evaluate_prints_its_figures_by_type_and_language() {
    let (folder, _) = benchmark();
    let folder = folder.path().to_str().unwrap();
    let output = stdout("evaluate", &[folder, "--worst", "1"]);
    for name in ["article", "de"] {
        let expected = [
            name, "1", "1.0000", "1.000", "–", "1.000", "1.0000", "1.0000", "100.0", "0.0", "100.0",
        ];
        assert_eq!(row(&output, name), expected);
    }
    // The last column is case-sensitive, as in trafilatura; the others are not, as in WCXB.
    let expected =
        ["forum", "1", "0.0000", "0.000", "–", "0.000", "0.0000", "0.0000", "0.0", "100.0", "50.0"];
    assert_eq!(row(&output, "forum"), expected);
    assert_eq!(row(&output, "all")[..3], ["all", "2", "0.5000"]);
    assert!(output.contains("as Zyte counts: F1 0.500"), "{output}");
    assert!(output.contains("1 of 2 wanted ones found (50.0%)"), "{output}");
    assert!(output.contains("Every page with text gave text."), "{output}");
    assert_eq!(row(&output, "0.000")[3..], ["forum", "other"]);
    assert!(output.contains("in-sample"));
    assert!(!stdout("evaluate", &[folder, "--scorer", "density"]).contains("in-sample"));
}

#[test]
fn evaluate_counts_what_is_torn() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().to_str().unwrap();
    fs::create_dir(folder.path().join("html")).unwrap();
    fs::copy(PAGE, folder.path().join("html/bridge.html")).unwrap();
    fs::write(folder.path().join("pages.jsonl"), r#"{"id": "bridge", "text": "Brücke"}"#).unwrap();
    let output = stdout("evaluate", &[root, "--structure", "--torn"]);
    for measure in ["table", "list", "image", "heading", "section"] {
        let numbers: Vec<f64> =
            row(&output, measure).iter().filter_map(|field| field.parse().ok()).collect();
        let [kept, torn, share, pages, ..] = numbers[..] else { panic!("{output}") };
        assert!(torn <= kept && pages <= 1.0 && share <= 100.0, "{output}");
    }
    assert!(row(&output, "heading")[3] != "0", "{output}");
    assert!(output.contains("torn\tpage\tdecided by\twhere\ttext\n"), "{output}");
    assert!(!run("evaluate", &[root, "--torn"]).status.success());
}

#[test]
fn evaluate_writes_predictions() {
    let (folder, text) = benchmark();
    let file = |name: &str| -> PathBuf { folder.path().join(name) };
    let (plain, zyte) = (file("plain.json"), file("zyte.json"));
    stdout(
        "evaluate",
        &[
            folder.path().to_str().unwrap(),
            "--predictions",
            plain.to_str().unwrap(),
            "--zyte-predictions",
            zyte.to_str().unwrap(),
        ],
    );
    let read = |path: PathBuf| -> Value {
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    };
    assert_eq!(read(plain)["bridge"].as_str().unwrap().trim_end(), text);
    assert_eq!(read(zyte)["bridge"]["articleBody"].as_str().unwrap().trim_end(), text);
}

#[test]
fn evaluate_compares_with_another_system() {
    let (folder, text) = benchmark();
    let root = folder.path().to_str().unwrap();
    let other = folder.path().join("other.json");
    let compare = |predictions: Value| {
        fs::write(&other, predictions.to_string()).unwrap();
        run("evaluate", &[root, "--compare", other.to_str().unwrap()])
    };
    let table = |predictions: Value| {
        let output = String::from_utf8(compare(predictions).stdout).unwrap();
        output.split_once("Compared with other").expect("a comparison").1.to_owned()
    };

    // The other system gets the page that ours misses, and misses the one that ours gets.
    let crossed = table(serde_json::json!({ "bridge": null, "other": "xyzzy" }));
    assert_eq!(row(&crossed, "article")[2..5], ["1.0000", "0.0000", "+1.0000"]);
    assert_eq!(row(&crossed, "forum")[2..5], ["0.0000", "1.0000", "-1.0000"]);
    let all = ["all", "2", "0.5000", "0.5000", "+0.0000", "-1.0000", "–", "+1.0000", "1", "1"];
    assert_eq!(row(&crossed, "all"), all);

    let zyte = table(serde_json::json!({ "bridge": { "articleBody": text } }));
    assert_eq!(
        row(&zyte, "article")[2..],
        ["1.0000", "1.0000", "+0.0000", "+0.0000", "–", "+0.0000", "0", "0"]
    );
    assert!(zyte.contains("1 pages are left out"), "{zyte}");

    let output = compare(serde_json::json!({ "unknown": "text" }));
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no text for any of the pages"));
}

#[test]
fn evaluate_measures_texts_of_before() {
    let (folder, text) = benchmark();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (before, after) = (file("before.json"), file("after.json"));
    fs::write(&before, serde_json::json!({ "bridge": "xyzzy", "other": "xyzzy" }).to_string())
        .unwrap();
    fs::write(&after, serde_json::json!({ "bridge": text }).to_string()).unwrap();
    let root = folder.path().to_str().unwrap();
    let output = stdout("evaluate", &[root, "--texts", &after, "--compare", &before]);
    let (measured, compared) = output.split_once("Compared with before").expect("a comparison");
    assert_eq!(row(measured, "article")[2], "1.0000");
    assert!(!measured.contains("in-sample"), "{measured}");
    // The text of the second page is missing, and counts as empty.
    let all = ["all", "2", "0.5000", "0.5000"];
    assert_eq!(row(compared, "all")[..4], all);
    assert!(!run("evaluate", &[root, "--texts", &after, "--scorer", "density"]).status.success());
}

#[test]
fn evaluate_writes_a_report() {
    let (folder, text) = benchmark();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let hostile = serde_json::json!({
        "id": "hostile", "url": "javascript:alert(1)", "type": "<img src=x onerror=alert(1)>",
        "text": "</p><script>alert(1)</script> & so on",
    });
    let empty = serde_json::json!({ "id": "no-gold", "text": "" });
    let mut pages = fs::read_to_string(file("pages.jsonl")).unwrap();
    pages.push_str(&format!("\n{hostile}\n{empty}"));
    fs::copy(PAGE, file("html/no-gold.html")).unwrap();
    fs::write(file("pages.jsonl"), pages).unwrap();
    fs::copy(PAGE, file("html/hostile.html")).unwrap();
    let other = serde_json::json!({ "bridge": text, "other": "xyzzy" });
    fs::write(file("other.json"), other.to_string()).unwrap();

    let root = folder.path().to_str().unwrap().to_owned();
    let (report, other) = (file("report.html"), file("other.json"));
    stdout("evaluate", &[&root, "--report", &report, "--compare", &other, "--worst", "3"]);
    let html = fs::read_to_string(report).unwrap();
    assert!(html.contains("<th scope=\"row\">article</th><td>1</td><td><b>1.000</b></td>"));
    assert_eq!(html.matches("<svg").count(), 2);
    assert_eq!(html.matches("<circle").count(), 4, "one dot for each page");
    assert_eq!(html.matches("<details>").count(), 4, "all with gold, and one that is behind");
    assert!(!html.contains("<b>no-gold</b>"), "there is nothing to read beside its text");
    assert!(html.contains("https://talbote.example/</span></summary>"), "the address is in sight");
    assert!(html.contains("<del>xyzzy</del>"));
    assert!(html.contains("&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("script-src 'none'") && !html.contains("<script"));
    assert!(!html.contains("<img") && !html.contains("href=\"javascript"));
}

#[test]
fn evaluate_names_what_is_missing() {
    let (folder, _) = benchmark();
    fs::remove_file(folder.path().join("html/other.html")).unwrap();
    assert!(complaint("evaluate", &[folder.path().to_str().unwrap()]).contains("other.html"));
    assert!(complaint("evaluate", &["no-such-folder"]).contains("no-such-folder: No such file"));
}

#[test]
fn extract_tells_comments_apart_from_the_article() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/pages/rain.html");
    let text = stdout("extract", &[page]);
    assert!(text.contains("dry weeks") && !text.contains("three miles"), "{text}");
    let json = stdout("extract", &[page, "--format", "json", "--comments", "separate"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let comments = json["comments"].as_array().unwrap();
    assert_eq!(comments[0]["author"], "Ada");
    assert_eq!(comments[1]["depth"], 1);
    assert!(stdout("extract", &[page, "--comments", "keep"]).contains("three miles"));
}

#[test]
fn front_matter_says_what_is_known_of_the_page() {
    let markdown = stdout(
        "extract",
        &[PAGE, "--format", "markdown", "--front-matter", "--base-url", "https://example.org/a\"b"],
    );
    let (front, body) = markdown.strip_prefix("---\n").unwrap().split_once("\n---\n\n").unwrap();
    assert!(front.starts_with("title: \"") && front.contains("\nlanguage: \""), "{front}");
    assert!(front.contains("\nurl: \"https://example.org/a"), "{front}");
    assert_eq!(
        body,
        stdout(
            "extract",
            &[PAGE, "--format", "markdown", "--base-url", "https://example.org/a\"b"]
        )
    );
    assert!(complaint("extract", &[PAGE, "--front-matter"]).contains("--format markdown"));
}

#[test]
fn a_site_is_learned_and_shown() {
    const NOTICE: &str =
        "This newspaper lives on what its readers give, and on nothing else at all.";
    let folder = tempfile::tempdir().unwrap();
    let names =
        ["Ada", "Bo", "Cleo", "Dag", "Eva", "Finn", "Gil", "Hal", "Ida", "Jon", "Kim", "Lea"];
    let pages = names.map(|name| {
        let html = format!(
            "<title>{name}</title><div class=a><a href=/>Home</a></div><div class=b><h1>{name}</h1>\
             <p>{name} went out into the fields at dawn to see what the night had left of them.</p>\
             <p>Nobody but {name} could remember a spring in which so little rain had fallen.</p>\
             <p>{NOTICE}</p></div>"
        );
        let path = folder.path().join(format!("{name}.html")).display().to_string();
        fs::write(&path, html).unwrap();
        path
    });
    let profile = folder.path().join("site.bin").display().to_string();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let learn = |pages: &[&str], more: &[&str]| {
        let output = run("site", &[&["learn", "-o", &profile], more, pages].concat());
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(learn(&pages[..6], &[]).starts_with("6 pages learned, 0 passed over"));
    let more = learn(&pages[5..], &["--from", &profile]);
    assert!(more.starts_with("6 pages learned, 1 passed over"), "{more}");
    assert!(stdout("extract", &[pages[3]]).contains(NOTICE));
    let text = stdout("extract", &[pages[3], "--site", &profile]);
    assert!(!text.contains(NOTICE) && text.contains("Nobody but Dag"), "{text}");
    let report = stdout("inspect", &[pages[3], "--site", &profile]);
    assert!(report.contains("the text is on 12 of 12 pages of the site"));
    assert!(complaint("extract", &[pages[3], "--site", pages[2]]).contains("Cleo.html"));
}
