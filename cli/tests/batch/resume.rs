//! Runs that are killed and resumed.

use super::support::*;
use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Lines of JSON, some of them bad.
fn input(pages: usize) -> String {
    (0..pages)
        .map(|page| if page % 5 == 3 { "bad\n".to_owned() } else { json_line(page) })
        .collect()
}

fn read(place: &Workplace, name: &str) -> Vec<u8> {
    fs::read(place.path(name)).unwrap()
}

/// The lines of a file, in an order of their own: errors that are found again come later.
fn sorted_lines(place: &Workplace, name: &str) -> Vec<String> {
    let mut lines: Vec<_> = place.lines(name).iter().map(ToString::to_string).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn what_was_killed_can_be_gone_on_with() {
    let place = Workplace::new();
    let input = input(400);
    place.run_with(&["-", "-o", "whole.jsonl"], input.as_bytes(), 3);

    let mut command = place.command(&["-", "-o", "out.jsonl"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&input.as_bytes()[..input.len() / 2]).unwrap();
    let start = Instant::now();
    while fs::metadata(place.path("out.jsonl")).map_or(0, |file| file.len()) < 100_000 {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing is written");
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let whole = read(&place, "whole.jsonl");
    let half = read(&place, "out.jsonl");
    assert!(half.len() < whole.len() && whole.starts_with(&half));
    place.run_with(&["-", "-o", "out.jsonl", "--resume"], input.as_bytes(), 3);
    assert_eq!(read(&place, "out.jsonl"), whole);
    assert_eq!(read(&place, "out.errors.jsonl"), read(&place, "whole.errors.jsonl"));
    // Once more, and nothing is left to do.
    place.run_with(&["-", "-o", "out.jsonl", "--resume"], input.as_bytes(), 3);
    assert_eq!(read(&place, "out.jsonl"), whole);
}

/// Runs with `--resume` until the output has grown by a chunk, and kills the run there. Returns whether
/// it was still running.
fn run_and_kill(place: &Workplace, arguments: &[&str]) -> bool {
    let length = || fs::metadata(place.path("out.jsonl")).map_or(0, |file| file.len());
    let before = length();
    let mut child = place.command(&[arguments, &["--resume"]].concat()).spawn().unwrap();
    let start = Instant::now();
    loop {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing is written");
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        // What is left of a killed run is cut back to whole lines first.
        if length() > before + 60_000 {
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_crawl_that_is_killed_again_and_again_comes_out_whole() {
    let place = Workplace::new();
    for file in 0..2 {
        let head = |page| match page % 7 {
            5 => "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: unheard-of",
            6 => "HTTP/1.1 404 Not Found\nContent-Type: text/html",
            _ => "HTTP/1.1 200 OK\nContent-Type: text/html",
        };
        let records = (0..150).flat_map(|page| {
            let url = format!("https://{}.example.org/{file}/{page}", ["a", "b"][page % 2]);
            gzip(response(&url, head(page), html(&text(page))))
        });
        place.write(&format!("{file}.warc.gz"), records.collect::<Vec<u8>>());
    }
    let inputs = ["0.warc.gz", "missing.warc.gz", "1.warc.gz", "--jobs", "2"];
    for more in [&[][..], &["--sites"], &["--sites", "--save-sites", "sites"]] {
        let arguments = |output| [&inputs[..], &["-o", output], more].concat();
        place.run(&[&arguments("whole.jsonl")[..], &["--overwrite"]].concat(), 4);
        let mut kills = 0;
        while kills < 3 && run_and_kill(&place, &arguments("out.jsonl")) {
            kills += 1;
        }
        assert!(kills > 0 && read(&place, "out.jsonl").len() < read(&place, "whole.jsonl").len());
        place.run(&[&arguments("out.jsonl")[..], &["--resume"]].concat(), 4);
        assert_eq!(read(&place, "out.jsonl"), read(&place, "whole.jsonl"), "{more:?}");
        let errors = |name| {
            let mut lines = error_lines(&place, name);
            lines.sort_by_key(ToString::to_string);
            lines
        };
        assert_eq!(errors("out.errors.jsonl"), errors("whole.errors.jsonl"), "{more:?}");
        fs::remove_file(place.path("out.jsonl")).unwrap();
        fs::remove_file(place.path("out.errors.jsonl")).unwrap();
    }
}

/// A run over two files and a folder, killed at many points of the output.
fn cut_everywhere(output: &str, repack: impl Fn(&[u8]) -> Vec<u8>, step: usize) {
    let place = Workplace::new();
    place.write("a.jsonl", input(5));
    place.write("site/1.html", html(&text(1)));
    place.write("site/2.jsonl", "bad\n");
    place.write("site/3.jsonl", json_line(3) + "bad\n");
    place.write("site/4.html", html(&text(4)));
    place.write("z.jsonl", input(3));
    let inputs = ["a.jsonl", "missing.jsonl", "site", "z.jsonl", "-o"];
    let run = |output, more, code| place.run(&[&inputs[..], &[output], more].concat(), code);
    let whole_name = output.replace("out", "whole");
    run(&whole_name, &[], 4);
    let content = read(&place, &whole_name);
    let packed = repack(&content);
    let all_errors = read(&place, "whole.errors.jsonl");
    let expected_lines = place.lines(&whole_name);
    assert_eq!(expected_lines.len(), 10);
    let cut_and_resume = |cut: usize, errors: &[u8]| {
        fs::write(place.path(output), &packed[..cut]).unwrap();
        fs::write(place.path("out.errors.jsonl"), errors).unwrap();
        run(output, &["--resume"], 4);
        assert_eq!(place.lines(output), expected_lines, "cut at {cut}");
        assert_eq!(
            sorted_lines(&place, "out.errors.jsonl"),
            sorted_lines(&place, "whole.errors.jsonl"),
            "cut at {cut}"
        );
    };
    for cut in (0..packed.len()).step_by(step) {
        cut_and_resume(cut, &all_errors);
        // The last error was being written; the pages after it come later.
        if cut < packed.len() / 2 {
            cut_and_resume(cut, &all_errors[..all_errors.len() - 9]);
        }
    }
}

#[test]
fn a_plain_output_can_be_cut_anywhere() {
    cut_everywhere("out.jsonl", <[u8]>::to_vec, 397);
}

#[test]
fn a_packed_output_can_be_cut_anywhere() {
    let repack = |content: &[u8]| -> Vec<u8> {
        let lines: Vec<_> = std::str::from_utf8(&unpack(content))
            .unwrap()
            .split_inclusive('\n')
            .map(str::to_owned)
            .collect();
        lines.chunks(2).flat_map(|lines| gzip(lines.concat())).collect()
    };
    cut_everywhere("out.jsonl.gz", repack, 97);
}

#[test]
fn an_input_that_was_missing_is_read_when_it_is_there() {
    let place = Workplace::new();
    place.write("b.jsonl", json_line(2));
    let arguments = ["a.jsonl", "b.jsonl", "-o", "out.jsonl", "--resume"];
    place.run(&arguments, 4);
    place.write("a.jsonl", json_line(1));
    place.run(&arguments, 0);
    assert_eq!(texts(&place.lines("out.jsonl")), [text(2), text(1)]);
    assert!(place.lines("out.errors.jsonl").is_empty());
}

#[test]
fn an_input_that_broke_off_is_read_on() {
    let place = Workplace::new();
    place.write("a.jsonl", input(4));
    place.write("b.jsonl", json_line(7));
    let run = |open, code| {
        let arguments = ["a.jsonl", "b.jsonl", "-o", "out.jsonl", "--resume", "--open", open];
        place.run(&arguments, code);
    };
    run("head -n 2 \"$1\"; test $1 = b.jsonl", 4);
    assert_eq!(texts(&place.lines("out.jsonl")), [text(0), text(1), text(7)]);
    run("cat \"$1\"", 3);
    assert_eq!(texts(&place.lines("out.jsonl")), [text(0), text(1), text(7), text(2)]);
    let found = place.lines("out.errors.jsonl");
    assert_eq!(errors(&found)[0].1, 4);
}

/// Runs until an input is opened that never ends and yields nothing, and kills the run there.
fn run_until_blocked(place: &Workplace, arguments: &[&str]) {
    let open = "test $1 = pause.jsonl && { touch paused; exec sleep 60; }; cat \"$1\"";
    let mut child = place.command(&[arguments, &["--open", open]].concat()).spawn().unwrap();
    let start = Instant::now();
    while !place.path("paused").exists() {
        assert!(start.elapsed() < Duration::from_secs(60), "the input is not opened");
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    fs::remove_file(place.path("paused")).unwrap();
}

#[test]
fn a_resumed_run_that_is_killed_loses_no_error() {
    let place = Workplace::new();
    place.write("a.jsonl", json_line(1) + "bad\n");
    place.write("b.jsonl", json_line(2));
    place.write("pause.jsonl", json_line(3));
    place.run(&["pause.jsonl", "a.jsonl", "b.jsonl", "-o", "whole.jsonl"], 3);
    place.run(&["a.jsonl", "b.jsonl", "-o", "out.jsonl"], 3);
    // The error after the page of a.jsonl is removed, to be found again. Twice, the run does not
    // get that far.
    let arguments = ["pause.jsonl", "a.jsonl", "b.jsonl", "-o", "out.jsonl", "--resume"];
    run_until_blocked(&place, &arguments);
    run_until_blocked(&place, &arguments);
    place.run(&arguments, 3);
    assert_eq!(texts(&place.lines("out.jsonl")), [text(1), text(2), text(3)]);
    assert_eq!(place.lines("out.errors.jsonl"), place.lines("whole.errors.jsonl"));
    assert!(!place.path("out.jsonl.unfinished").exists());
}

#[test]
fn an_output_that_is_not_its_own_is_left_alone() {
    let place = Workplace::new();
    place.write("in.jsonl", json_line(1));
    place.run(&["in.jsonl", "-o", "out.jsonl"], 0);
    let before = read(&place, "out.jsonl");
    let arguments = ["in.jsonl", "-o", "out.jsonl", "--resume", "--format", "markdown"];
    let output = place.run(&arguments, 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("another --format than markdown"));
    assert_eq!(read(&place, "out.jsonl"), before);

    for (name, content) in [
        ("other.jsonl", b"{\"a\": 1}\n".to_vec()),
        ("other.jsonl.gz", gzip("text\n")),
        ("other.jsonl.gz", [gzip(&before), b"something else".to_vec()].concat()),
    ] {
        place.write(name, &content);
        place.run(&["in.jsonl", "-o", name, "--resume"], 1);
        assert_eq!(read(&place, name), content);
    }
}
