//! Order, errors, exit codes.

use super::support::*;
use std::fs;

#[test]
fn pages_come_out_in_the_order_in_which_they_went_in() {
    let place = Workplace::new();
    let input: String = (0..300).map(json_line).collect();
    for jobs in ["1", "5"] {
        let output = place.run_with(&["-", "--jobs", jobs], input.as_bytes(), 0);
        let output = lines(&output.stdout);
        let expected: Vec<_> = (0..300).map(text).collect();
        assert_eq!(texts(&output), expected);
    }
}

#[test]
fn a_packed_output_holds_the_same_lines() {
    let place = Workplace::new();
    // More than one member.
    let input: String = (0..900).map(json_line).collect();
    place.write("in.jsonl", input);
    place.run(&["in.jsonl", "-o", "out.jsonl"], 0);
    place.run(&["in.jsonl", "-o", "packed.jsonl.gz"], 0);
    let plain = fs::read(place.path("out.jsonl")).unwrap();
    let packed = fs::read(place.path("packed.jsonl.gz")).unwrap();
    assert!(plain.len() > 1 << 20 && packed.len() < plain.len() / 10);
    assert_eq!(unpack(&packed), plain);
    assert_eq!(place.lines("out.jsonl").len(), 900);
    assert!(place.lines("out.errors.jsonl").is_empty());
}

#[test]
fn exit_codes_tell_what_happened() {
    let place = Workplace::new();
    place.write("good.jsonl", json_line(1));
    place.write("bad.jsonl", json_line(1) + "bad\n" + &json_line(2));
    place.run(&["good.jsonl"], 0);
    place.run(&["bad.jsonl"], 3);
    place.run(&["bad.jsonl", "--allow-failures"], 0);
    let output = place.run(&["missing.jsonl", "bad.jsonl", "--allow-failures"], 4);
    assert_eq!(texts(&lines(&output.stdout)), [text(1), text(2)]);
    let error = &lines(&output.stderr)[0];
    assert_eq!((&error["input"], &error["unreadable"]), (&"missing.jsonl".into(), &true.into()));
    place.run(&["missing.jsonl", "good.jsonl", "--allow-unreadable"], 0);
    place.run(&["missing.jsonl", "bad.jsonl", "--allow-unreadable"], 3);
    place.run(&["missing.jsonl", "bad.jsonl", "--allow-unreadable", "--allow-failures"], 0);
    place.run(&[], 2);
    place.run(&["good.jsonl", "--resume"], 2);
    place.run(&["-", "--list", "-"], 2);
    place.run(&["good.jsonl", "-o", "out.jsonl", "--errors", "-"], 2);
    let output = place.run(&["--list", "missing.list"], 1);
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("dehusk: missing.list: "));
}

#[test]
fn no_file_is_written_that_is_read_or_written_already() {
    let place = Workplace::new();
    place.write("in.jsonl", json_line(1));
    for arguments in [
        ["in.jsonl", "-o", "in.jsonl", "--errors", "errors.jsonl", "--overwrite"],
        ["in.jsonl", "-o", "./in.jsonl", "--errors", "errors.jsonl", "--overwrite"],
        ["in.jsonl", "-o", "out.jsonl", "--errors", "in.jsonl", "--overwrite"],
        ["in.jsonl", "-o", "out.jsonl", "--errors", "out.jsonl", "--overwrite"],
    ] {
        let output = place.run(&arguments, 1);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains("both"), "{error}");
        assert_eq!(fs::read_to_string(place.path("in.jsonl")).unwrap(), json_line(1));
        assert!(!place.path("out.jsonl").exists());
    }
}

#[test]
fn nothing_that_exists_is_written_over() {
    let place = Workplace::new();
    place.write("in.jsonl", json_line(1));
    place.write("out.jsonl", "precious");
    let output = place.run(&["in.jsonl", "-o", "out.jsonl"], 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("out.jsonl: the file exists"));
    place.run(&["in.jsonl", "-o", "in.jsonl", "--overwrite"], 1);
    assert_eq!(fs::read_to_string(place.path("in.jsonl")).unwrap(), json_line(1));
    place.run(&["in.jsonl", "-o", "out.jsonl", "--resume"], 0);
    assert_eq!(texts(&place.lines("out.jsonl")), [text(1)]);
    place.run(&["in.jsonl", "-o", "out.jsonl", "--overwrite"], 0);
    assert_eq!(texts(&place.lines("out.jsonl")), [text(1)]);
}

#[test]
fn errors_go_where_they_are_told_to() {
    let place = Workplace::new();
    place.write("bad.jsonl", "bad\n".to_owned() + &json_line(1) + "worse\n");
    place.run(&["bad.jsonl", "-o", "out.jsonl", "--errors", "errors.jsonl.gz"], 3);
    assert_eq!(place.lines("errors.jsonl.gz").len(), 2);

    let output = lines(&place.run(&["bad.jsonl", "--errors", "-"], 3).stdout);
    let is_error: Vec<_> = output.iter().map(|line| line.get("error").is_some()).collect();
    assert_eq!(is_error, [true, false, true]);

    let output = place.run(&["bad.jsonl"], 3);
    assert_eq!(texts(&lines(&output.stdout)), [text(1)]);
    let found = lines(&output.stderr);
    assert_eq!(errors(&found)[1].1, 3);
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_written_next_to_a_pipe() {
    let place = Workplace::new();
    place.write("in.jsonl", "bad\n".to_owned() + &json_line(1));
    let output = place.run(&["in.jsonl", "-o", "/dev/stdout"], 3);
    assert_eq!(texts(&lines(&output.stdout)), [text(1)]);
    assert_eq!(errors(&lines(&output.stderr))[0].1, 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let place = Workplace::new();
    place.write("in.jsonl", json_line(1));
    let arguments = ["in.jsonl", "-o", "/dev/full", "--errors", "errors.jsonl"];
    let output = place.run(&arguments, 1);
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("dehusk: /dev/full: No space"));
}
