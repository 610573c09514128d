//! Runs every example as a process, as a user would.
//!
//! `cargo test` builds the examples first. To run this file alone, build them with it:
//! `cargo test --examples --test examples`.

use std::process::Command;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/steinbruecke.html");

/// Runs an example, which must succeed, and gives its standard output.
fn stdout(name: &str, arguments: &[&str]) -> String {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let program = profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is missing: cargo build --examples", program.display());
    let output = Command::new(program).args(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name} {arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn extract_prints_the_article() {
    let text = stdout("extract", &[PAGE]);
    assert!(text.contains("\n\nDer Abriss hatte lange als beschlossen gegolten."), "{text}");
    assert!(!text.contains("Meistgelesen"), "{text}");
}
