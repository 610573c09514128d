//! Runs `dehusk inspect` and opens its report in headless Chromium, if installed: the controls
//! work, and nothing of a hostile page runs.

#![cfg(feature = "program")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file name that breaks out of tags, attributes and text unless it is escaped.
const HOSTILE_NAME: &str = "'\"><img src=x onerror=top.ran=1>.html";

/// The page's hostile text is in its title, its prose, its code, its attributes and its element
/// names: anything that reaches the report unescaped would run.
const HOSTILE: &str = r#"<!DOCTYPE html><html><head>
<title>&lt;/title>&lt;script>top.ran=1&lt;/script> Rain &amp; sun</title></head><body>
<nav><a href="javascript:top.ran=1">Home</a> <a href="/">&lt;svg onload=top.ran=1></a></nav>
<article><h1>&lt;img src=x onerror=top.ran=1> Rain at last</h1>
<p id="x&quot;onmouseover=top.ran=1 y&quot;" class="&quot;>&lt;script>top.ran=1&lt;/script>">After eleven
dry weeks it rained on Tuesday &lt;/script>&lt;script>top.ran=1&lt;/script>, and the farmers of the
valley went out into the fields to see whether it was true.</p>
<a"><img/src=x/onerror=top.ran=1>Text in an element with a name that is none, and it is long enough
to be kept by whoever keeps what is long enough, or so one would think.</a">
<pre><code>&lt;/pre>&lt;/p>&lt;script>top.ran=1&lt;/script> --&gt; ]]&gt;</code></pre>
<p>It was true, said <b>&lt;iframe srcdoc="&lt;script>top.ran=1&lt;/script>">&lt;/iframe></b> the
weather service, which had said on Monday that it would not rain before the week was over.</p>
</article><footer><p>&lt;style>*{display:none}&lt;/style> Imprint</p></footer></body></html>"#;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/pages/steinbruecke.html");

/// Opens a report in a frame, works its controls and writes down what it sees.
const HARNESS: &str = include_str!("harness.html");

/// The report about a page, in a new file of the folder.
fn report(folder: &Path, page: &Path) -> PathBuf {
    let path = folder.join("report.html");
    let run = Command::new(env!("CARGO_BIN_EXE_dehusk"))
        .arg("inspect")
        .arg(page)
        .arg("-o")
        .arg(&path)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    path
}

fn chromium() -> Option<&'static Path> {
    let found = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
        .into_iter()
        .map(Path::new)
        .find(|path| path.exists());
    if found.is_none() {
        eprintln!("skipped: no Chromium in /usr/bin to open the report with");
    }
    found
}

/// What the harness saw in the report about a page.
fn seen(folder: &Path, report: &Path, chromium: &Path) -> Value {
    assert_eq!(report.parent(), Some(folder));
    let harness = folder.join("harness.html");
    fs::write(&harness, HARNESS).unwrap();
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--allow-file-access-from-files", "--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}", harness.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let result = dom.split("<pre id=\"seen\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let result = result.filter(|json| !json.is_empty()).unwrap_or_else(|| {
        panic!("no result in {dom}\n{}", String::from_utf8_lossy(&output.stderr))
    });
    serde_json::from_str(result).unwrap_or_else(|error| panic!("{error}: {result}"))
}

#[test]
fn the_controls_work() {
    let folder = tempfile::tempdir().unwrap();
    let report = report(folder.path(), Path::new(PAGE));
    let Some(chromium) = chromium() else { return };
    let seen = seen(folder.path(), &report, chromium);
    let number = |name: &str| seen[name].as_u64().unwrap_or_else(|| panic!("{name} in {seen}"));

    assert_eq!(seen["errors"], Value::Array(Vec::new()), "{seen}");
    assert!(number("kept") > 5 && number("dropped") > 20, "{seen}");
    assert_eq!(number("kept") + number("dropped"), number("all"));
    assert!(number("found") == 1, "{seen}");
    let reasons = |name: &str| seen[name].as_array().map_or(0, Vec::len);
    assert!(reasons("reasons") > 4 && reasons("reasons_by_density") > 4, "{seen}");
    assert!(seen["reasons"] != seen["reasons_by_density"], "{seen}");
    assert_eq!(seen["opened"], true);
    assert_eq!(seen["paragraph"].as_str().unwrap().get(..13), Some("Um kurz nach "), "{seen}");
    assert_eq!(seen["keyboard"], serde_json::json!([0, 1, 0]), "{seen}");
    assert_eq!(seen["begins_at_first_kept"], true, "{seen}");
    assert!(number("folds") > 0 && number("shown_folded") < number("all"), "{seen}");
    assert!(number("shown_after_one_is_unfolded") > number("shown_folded"), "{seen}");
    assert_eq!(seen["edge_is_nearest"], true, "{seen}");
    assert_eq!(seen["bar_goes_to"], 3, "{seen}");
    assert!(seen["paragraph_goes_to"].as_str().unwrap().starts_with("Thaler will "), "{seen}");
    assert!(seen["last_paragraph"].as_str().unwrap().starts_with("Thaler will "), "{seen}");
    assert_eq!(seen["panes"], serde_json::json!(["model", "density"]), "{seen}");
    assert!(seen["scores_by_model"] != seen["scores_by_density"], "{seen}");
    assert_eq!(seen["themes"], serde_json::json!(["dark", "light"]), "{seen}");
}

#[cfg(unix)]
#[test]
fn nothing_of_a_hostile_page_runs() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join(HOSTILE_NAME);
    fs::write(&page, HOSTILE).unwrap();
    let report = report(folder.path(), &page);
    let html = fs::read_to_string(&report).unwrap();
    assert_eq!(html.matches("<script").count(), 2, "the reasons and the script");
    assert!(!html.contains("<img") && !html.contains("<iframe") && !html.contains("<a"));
    assert!(html.contains("default-src 'none'; style-src 'sha256-"), "{html}");
    assert!(html.contains("; script-src 'sha256-"), "{html}");

    let Some(chromium) = chromium() else { return };
    let seen = seen(folder.path(), &report, chromium);
    assert_eq!(seen["errors"], Value::Array(Vec::new()), "{seen}");
    assert_eq!(seen["ran"], false, "{seen}");
    // The second measure: even a script in the report does not run, while the same script runs in a
    // document without the policy.
    assert_eq!(seen["injected_ran"], false, "{seen}");
    assert_eq!(seen["injected_ran_without_policy"], true, "{seen}");
    assert!(seen["kept"].as_u64() > Some(0), "{seen}");
}
